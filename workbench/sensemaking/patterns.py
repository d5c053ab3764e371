"""What many stories have in common: where they lie, and how that differs by place and time.

A mean is of those only to whom the question applies, and is never shown of a small group (`workbench.small_numbers`),
nor so that it could be worked out from what is shown. All of it is of what its reader may read, and of nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from workbench.sensemaking.audience import readable, reader_of
from workbench.sensemaking.ground import Ground
from workbench.sensemaking.grouping import Heard, by_of, grouped, hidden_of, meetings, network_names
from workbench.sensemaking.models import Entry, Placement, Signifier
from workbench.sensemaking.placing import weights_in
from workbench.sensemaking.signifiers import Asked, asked
from workbench.store import Reader, Scope, live

if TYPE_CHECKING:
    import pandas as pd

PLACEMENTS: Final = (
    *("entry", "network", "session", "held_on", "nature", "signifier", "first", "second", "third", "does_not_apply"),
)
PATTERN: Final = (
    *("network", "key", "group", "n", "does_not_apply", "first", "second", "third", "spread", "counts", "hidden"),
)
PARTS: Final = 5
"""Into how many equal parts the way between the two words of a dyad is divided to count in."""


@dataclass(frozen=True, slots=True)
class Laid:
    """One entry on one question: its `weights`, or None where it does not apply."""

    entry: str
    nature: str
    heard: Heard
    signifier: str
    weights: tuple[float, ...] | None


def laid(
    transaction: Transaction, scope: Scope, reader: Reader, *, everywhere: bool, signifier: str | None = None
) -> list[Laid]:
    """Every placement of an entry that the reader may read, on one question or on all; by day and then by entry."""
    known = meetings(transaction, scope, reader, everywhere=everywhere)
    wanted = (
        select(Placement, Entry.nature, Entry.session_id)
        .join(Entry, Entry.id == Placement.entry_id)
        .where(live(Placement, scope.today()), live(Entry, scope.today()), readable(Entry, reader))
    )
    if not everywhere:
        wanted = wanted.where(Entry.network == scope.network)
    if signifier is not None:
        wanted = wanted.where(Placement.signifier == signifier)
    found = [
        Laid(row.entry_id, nature, known[session], row.signifier, _weights(row))
        for row, nature, session in transaction.execute(wanted)
        if session in known
    ]
    return sorted(found, key=lambda one: (one.heard.held_on, one.entry, one.signifier))


def parts_of(question: Asked) -> list[str]:
    """What the `counts` of a pattern count, in words: of a dyad five parts of the way, of a triad the nearest word."""
    if question.form == "triad":
        return [*(f"mostly {word}" for word in question.words), "no one of them above half"]
    first, second = question.words
    return [f"nearly all {first}", f"more {first}", "in the middle", f"more {second}", f"nearly all {second}"]


def counts_of(weights: Sequence[Sequence[float]]) -> tuple[int, ...]:
    """How many lie in each of `parts_of`; nothing at all gives the empty tuple.

    A dyad's are the fifths of the way from the first word to the second, each with its beginning and the last with its
    end too. In a triad a word counts that has more than half of the weight.
    """
    if not weights:
        return ()
    dyad = len(weights[0]) == 2
    counted = [0] * (PARTS if dyad else 4)
    for each in weights:
        if dyad:
            counted[min(int(each[1] * PARTS + 1e-9), PARTS - 1)] += 1
        else:
            counted[next((at for at, weight in enumerate(each) if weight > 0.5), 3)] += 1
    return tuple(counted)


def means_of(weights: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """The mean of each weight, exactly rounded whatever the order; of nothing the empty tuple."""
    return tuple(math.fsum(each) / len(weights) for each in zip(*weights, strict=True))


class Patterns(Ground):
    """Reading across meetings, and across the networks of the workspace."""

    def placements(self, *, everywhere: bool = False, reader: Reader | None = None) -> pd.DataFrame:
        """One row for each time that an entry was laid on a question, in the order of days; empty before the first.

        Columns: `entry`, `network`, `session` (title), `held_on` (timestamp), `nature`, `signifier` (key), `first`,
        `second`, `third` (weights from 0 to 1; NaN where there is none) and `does_not_apply`. `everywhere`: of all
        networks. Only of entries that the reader may read; that is by default whoever is at work.
        """
        with self._scope.reading() as transaction:
            reader = reader or reader_of(self._scope, transaction)
            found = laid(transaction, self._scope, reader, everywhere=everywhere)
        rows = [
            {
                "entry": one.entry,
                "network": one.heard.network,
                "session": one.heard.title,
                "held_on": one.heard.held_on,
                "nature": one.nature,
                "signifier": one.signifier,
                **_means([one.weights] if one.weights else []),
                "does_not_apply": one.weights is None,
            }
            for one in found
        ]
        import pandas as pd  # noqa: PLC0415  a page need not wait for it

        frame = pd.DataFrame(rows, columns=list(PLACEMENTS))
        frame["held_on"] = pd.to_datetime(frame["held_on"])
        kinds: Any = {"first": float, "second": float, "third": float, "does_not_apply": bool}
        return frame.astype(kinds)

    def pattern(
        self,
        signifier: str | Signifier | Asked,
        *,
        by: str = "network",
        everywhere: bool = False,
        reader: Reader | None = None,
    ) -> pd.DataFrame:
        """Where the entries of each network, month or session lie on a question: one row a group that has any.

        Columns: `network` (code), `key` (its code, the month as "2025-03", or the session's id), `group` (its name),
        `n` (how many lie there), `does_not_apply` (of how many somebody said so), `first`, `second` and `third` (the
        means of the n weights, which sum to 1; NaN without any, and `third` of a dyad), `spread` (of a dyad, the
        standard deviation of the second weight), `counts` (how many lie in each part of `patterns.parts_of`) and
        `hidden`. Where n is 1 to the workspace's small number, or a row of that kind could be worked out from this one
        and others, the row is hidden: n, the number that does not apply, and all means are missing, the counts empty.
        No row is of more than one network, so that none is the rest of two others; this one's come first, then the
        others by code, in the order of days.

        `everywhere`: also the other networks of the workspace, on a shift or a question that is asked everywhere. Only
        what the reader may read is counted. Raises `NotFound` for a question, `BadInput` for a `by` that there is not.
        """
        import pandas as pd  # noqa: PLC0415  a page need not wait for it

        _, rows = self._pattern(signifier, by=by, everywhere=everywhere, reader=reader)
        frame = pd.DataFrame(rows, columns=list(PATTERN))
        kinds: Any = {"n": "Int64", "does_not_apply": "Int64", "hidden": bool}
        kinds |= dict.fromkeys(("first", "second", "third", "spread"), float)
        return frame.astype(kinds)

    def _pattern(
        self, signifier: Any, *, by: str, everywhere: bool, reader: Reader | None
    ) -> tuple[Asked, list[dict[str, Any]]]:
        by = by_of(by)
        with self._scope.reading() as transaction:
            reader = reader or reader_of(self._scope, transaction)
            question = asked(transaction, self._scope, signifier, ended=True)
            found = laid(transaction, self._scope, reader, everywhere=everywhere, signifier=question.key)
            networks = network_names(transaction)
        hidden = hidden_of((one.heard for one in found if one.weights), upto=self._small_numbers)
        rows = [
            {
                "network": network,
                "key": key[-1] if key else network,
                "group": members[0][0].name(by, networks),
                **_summed([one for _, one in members], hidden=(network, key) in hidden),
            }
            for network, key, members in grouped(((one.heard, one) for one in found), by)
        ]
        return question, sorted(rows, key=lambda row: row["network"] != self._scope.network)


def _weights(row: Placement) -> tuple[float, ...] | None:
    weights = weights_in(row)
    return tuple(weights) if weights else None


def _means(weights: Sequence[Sequence[float]]) -> dict[str, float]:
    return dict(zip(("first", "second", "third"), [*means_of(weights), math.nan, math.nan, math.nan], strict=False))


def _summed(members: Sequence[Laid], *, hidden: bool) -> dict[str, Any]:
    """The figures of one group, or none of them."""
    if hidden:
        return {"n": None, "does_not_apply": None, **_means([]), "spread": math.nan, "counts": (), "hidden": True}
    weights = [one.weights for one in members if one.weights]
    means = _means(weights)
    spread = math.nan
    if weights and len(weights[0]) == 2:
        spread = math.sqrt(math.fsum((each[1] - means["second"]) ** 2 for each in weights) / len(weights))
    return {
        "n": len(weights),
        "does_not_apply": len(members) - len(weights),
        **means,
        "spread": spread,
        "counts": counts_of(weights),
        "hidden": False,
    }
