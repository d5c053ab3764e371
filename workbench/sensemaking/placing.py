"""Where an entry lies between two words or among three, and which themes it is about."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from numbers import Real
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from workbench.errors import BadInput
from workbench.sensemaking.ground import AREA, Ground
from workbench.sensemaking.models import Entry, Insight, Placement, Signifier
from workbench.sensemaking.signifiers import Asked, asked
from workbench.store import Scope, live
from workbench.store.batches import batches
from workbench.themes import chosen_themes

HAIR: Final = 0.02
"""How far from 1 weights may sum: three percentages, each rounded, may miss 100 by one."""
EXACT: Final = 1e-9
PLACED: Final = "placed what was said"
TAKEN_AWAY: Final = "took a placement away"
THEMED: Final = "said what it is about"
NO_MAPPING: Final = "Where it lies has to be given by question: its key, and the weights or None."
_NOWHERE: Final = ["nowhere"]

Weights = Sequence[float]


def weights_of(question: Asked, given: object) -> tuple[float, ...] | None:
    """The two or three weights as they are kept, with a sum of 1; None where the question does not apply.

    Weights whose sum misses 1 by a hair (`HAIR`), as rounded percentages do, are stretched to it. Raises `BadInput`
    for anything else.
    """
    if given is None:
        return None
    count = len(question.words)
    words = "two" if count == 2 else "three"
    try:
        weights = [] if isinstance(given, str | bytes | Mapping) else list(given)  # type: ignore[call-overload]
    except TypeError:
        weights = []
    if len(weights) != count:
        raise BadInput(f"‘{question.question}’ is answered by {words} weights, or by None where it does not apply.")
    if any(isinstance(each, bool) or not isinstance(each, Real) or not 0 <= float(each) < math.inf for each in weights):
        raise BadInput(f"Each weight of ‘{question.question}’ has to be a number from 0 to 1.")
    numbers = [float(each) for each in weights]
    total = sum(numbers)
    if abs(total - 1) > HAIR:
        raise BadInput(f"The weights of ‘{question.question}’ sum to {total:g}, where 1 is expected: change one.")
    return tuple(numbers) if abs(total - 1) <= EXACT else tuple(each / total for each in numbers)


def lay(transaction: Transaction, scope: Scope, entry: Entry, placed: Mapping[Any, Weights | None]) -> list[Placement]:
    """Lay an entry on each question by its key, inside a gesture; raises as `Placing.place`."""
    if not isinstance(placed, Mapping):
        raise BadInput(NO_MAPPING)
    rows = []
    standing = {row.signifier: row for row in _standing(transaction, entry.id)} if placed else {}
    for key, given in placed.items():
        question = asked(transaction, scope, key)
        weights = weights_of(question, given)
        row = standing.get(question.key)
        if row is None:
            row = Placement(network=scope.network, entry_id=entry.id, signifier=question.key, valid_from=scope.today())
            transaction.add(row)
        row.valid_to = None  # the same row again, so that taking an earlier step back never makes two of it
        row.first, row.second, row.third = (None, None, None) if weights is None else (*weights, None)[:3]
        rows.append(row)
    return rows


def relay(
    transaction: Transaction,
    scope: Scope,
    entry: Entry,
    wanted: Mapping[str, Weights | None],
    seen: Mapping[str, Weights | None] | None = None,
) -> None:
    """Let an entry lie where somebody wants it, inside a gesture: by these questions, and by none that is left out.

    With `seen`, where it lay as they saw it, only what they changed is: what others answered since stays. Raises
    `BadInput` where both answered the same question differently, and otherwise as `Placing.place`.
    """
    now = placed(transaction, scope, [entry.id])[entry.id]
    mine, before = _plain(wanted), _plain(now if seen is None else seen)
    changed = [key for key in {**before, **mine} if mine.get(key, _NOWHERE) != before.get(key, _NOWHERE)]
    for key in changed:
        here = now.get(key, _NOWHERE)
        if here not in (before.get(key, _NOWHERE), mine.get(key, _NOWHERE)):
            raise BadInput(
                f"Somebody else answered ‘{asked(transaction, scope, key, ended=True).question}’ for this while you "
                "were at it, and nothing was overwritten: look where it lies now, then place it again."
            )
    lay(transaction, scope, entry, {key: mine[key] for key in changed if key in mine})
    for standing in _standing(transaction, entry.id):
        if standing.signifier in changed and standing.signifier not in mine and standing.valid_to is None:
            scope.end(standing)


def _plain(placed: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(placed, Mapping):
        raise BadInput(NO_MAPPING)
    return {key: list(weights) if isinstance(weights, list | tuple) else weights for key, weights in placed.items()}


def placed(transaction: Transaction, scope: Scope, entries: Iterable[str]) -> dict[str, dict[str, list[float] | None]]:
    """Where entries lie: by entry, by the key of the question, the weights, or None where it does not apply.

    An entry that lies nowhere has an empty dictionary; the questions come in the order they were answered.
    """
    ids = list(entries)
    found: dict[str, dict[str, list[float] | None]] = defaultdict(dict)
    for some in batches(ids):
        wanted = (
            select(Placement).where(Placement.entry_id.in_(some), live(Placement, scope.today())).order_by(Placement.id)
        )
        for row in transaction.scalars(wanted):
            found[row.entry_id][row.signifier] = weights_in(row)
    return {entry: found[entry] for entry in ids}


def weights_in(row: Placement) -> list[float] | None:
    """The weights that a placement holds; None where the question does not apply."""
    weights = [each for each in (row.first, row.second, row.third) if each is not None]
    return weights or None


class Placing(Ground):
    """Where entries lie, and their themes."""

    def place(self, entry: str, signifier: str | Signifier | Asked, weights: Weights | None) -> Placement:
        """Lay an entry on a question of `signifiers()` by its key; where it lay before is changed.

        `weights` are two or three numbers from 0 that sum to 1, in the order of the words; None says that the question
        does not apply. Raises `BadInput` for other weights, `NotFound` for an entry or a question that is not there.
        """
        with self._scope.gesture(PLACED, area=AREA) as transaction:
            row = self._scope.fetch(transaction, Entry, entry)
            return lay(transaction, self._scope, row, {signifier: weights})[0]

    def unplace(self, entry: str, signifier: str | Signifier | Asked) -> None:
        """Take an entry from a question, as if nobody had answered it. Nothing happens if nobody had."""
        with self._scope.gesture(TAKEN_AWAY, area=AREA) as transaction:
            row = self._scope.fetch(transaction, Entry, entry)
            key = asked(transaction, self._scope, signifier, ended=True).key
            for standing in _standing(transaction, row.id):
                if standing.signifier == key and standing.valid_to is None:
                    self._scope.end(standing)

    def set_themes(self, record: str, themes: Iterable[str], *, version: int | None = None) -> Entry | Insight:
        """Say all that an entry or an insight is about, by themes of the controlled list (`workbench.themes.THEMES`).

        An empty list takes them away. Raises `BadInput` for a theme that is not in the list, `NotFound` if there is no
        such entry or insight, `Conflict` if `version` is given and somebody has changed it since.
        """
        new = {"themes": chosen_themes(themes)}
        with self._scope.gesture(THEMED, area=AREA) as transaction:
            kind = Insight if transaction.get(Insight, record) is not None else Entry
            row = self._scope.fetch(transaction, kind, record, version=version, mine=new)
            row.themes = new["themes"]
        return row


def _standing(transaction: Transaction, entry: str) -> list[Placement]:
    """The placements of an entry, the live one of a question after any that was taken away."""
    wanted = select(Placement).where(Placement.entry_id == entry)
    return list(transaction.scalars(wanted.order_by(Placement.valid_to.is_(None), Placement.id)))
