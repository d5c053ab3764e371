"""A meeting that was held without the workbench, written up in one call."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date as day
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy.orm import Session as Transaction

from workbench import checks, identifying
from workbench.errors import BadInput, NotFound
from workbench.sensemaking import fields as checked
from workbench.sensemaking.agreeing import Agreeing
from workbench.sensemaking.ground import AREA
from workbench.sensemaking.meeting import Meeting
from workbench.sensemaking.methods import Method
from workbench.sensemaking.models import Entry, Session
from workbench.sensemaking.saying import Saying
from workbench.store.base import new_id
from workbench.words import long_date

if TYPE_CHECKING:
    import pandas as pd

Rows = Iterable[str | Mapping[str, Any]]
_ENTRY: Final = (
    "text", "step", "form", "nature", "said_by", "about", "audience", "consent", "themes", "placed",
)  # fmt: skip
_INSIGHT: Final = ("text", "came_from", "audience", "themes")
_ACTION: Final = ("text", "owner", "due", "done_on", "known_by", "audience", "about", "came_from")
_SEVERAL: Final = ("about", "came_from", "themes")
_PLACE: Final = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?")
_FAR: Final = 1e300  # a whole number beyond it cannot be written like others
_SAID: Final = {"statement", "fact", "story", "question"}


class Recording(Meeting, Saying, Agreeing):
    """Writing a meeting up."""

    def record(
        self,
        method: str,
        *,
        date: day | str,
        entries: Rows | pd.DataFrame,
        title: str | None = None,
        present: Iterable[str] = (),
        insights: Rows | pd.DataFrame = (),
        actions: Rows | pd.DataFrame = (),
        audience: str = "set",
        parts: Mapping[str, str] | None = None,
        in_set: str | None = None,
    ) -> Session:
        """Keep a meeting that was held on a day, with all that was said in it; the session is closed. One gesture.

        `entries`, `insights` and `actions` are texts, dictionaries or tables with a column `text` and any others of
        what `say`, `conclude` and `agree` take; an action may have `done_on` too. An entry without a `step` stands at
        the first step at which something is said, one without `said_by` names nobody. An insight or an action may
        have `came_from`: places in `entries`, counted from 0 (in text of a cell too: "0; 2"), or ids. Empty cells of a
        table count as not given, and so does what is empty in a list; a wholly empty row is passed over and never
        counted, and a list in a cell may be text with ; between. Advice is kept as it was given. `title` is the method
        and the day unless given.

        Raises `BadInput` for a day to come and for an action that was done before its meeting, and `BadInput` or
        `NotFound`, with the row it is in (counted from 1), for whatever `say`, `conclude` and `agree` refuse, and
        then keeps nothing. Warns (`IdentifyingWarning`), with row and column, of what may say who somebody is.
        """
        held_on = checks.day(date, "The day of the session")
        if held_on > self._scope.today():
            raise BadInput(
                f"The session cannot have been held on {long_date(held_on)}, which is yet to come. Change the day."
            )
        by = self._by(method)
        outline = Method.from_plain(by["outline"])
        given = {"title": title or f"{outline.name}, {long_date(held_on)}", "held_on": held_on, "audience": audience}
        fields = checked.session_fields(given) | by | {"closed_on": held_on}
        roles, taken = checked.roles_of(present), checked.parts_of(parts)
        first = next((step.name for step in outline.steps if _SAID & set(step.records)), outline.steps[0].name)
        said = [{"step": first, "form": "statement", "said_by": "", **row} for row in _rows(entries, "Entry", _ENTRY)]
        concluded, agreed = _rows(insights, "Insight", _INSIGHT), _rows(actions, "Action", _ACTION)
        with self._scope.gesture("wrote up a session", area=AREA) as transaction:
            session = self._begin_in(transaction, fields, roles, taken, in_set)
            kept = self._keep_said(transaction, session, said)
            for number, (row, key) in enumerate(_in_order(concluded), start=1):
                with _At("Insight", number):
                    came_from = _of(kept, row.pop("came_from", ()))
                    new = checked.insight_fields(row)
                    self._keep_insight(transaction, session, {**new, "id": key}, came_from=came_from)
            for number, (row, key) in enumerate(_in_order(agreed), start=1):
                with _At("Action", number):
                    about, came_from = row.pop("about", ()), _of(kept, row.pop("came_from", ()))
                    done_on = row.pop("done_on", None)
                    new = checked.action_fields(row)
                    new["done_on"] = None if done_on is None else self._done(done_on, held_on)
                    self._keep_action(transaction, session, {**new, "id": key}, about=about, came_from=came_from)
        written = {"entry": said, "insight": concluded, "action": agreed}
        rows = [
            (f"{what} {number}", {"text": row["text"], **row})
            for what, many in written.items()
            for number, row in enumerate(many, start=1)
        ]
        identifying.warn_of(rows, what="what was written up")
        return session

    def _done(self, given: day | str, held_on: day) -> day:
        done_on = checks.day(given, "The day it was done")
        if done_on < held_on:
            agreed = long_date(held_on)
            raise BadInput(f"It was agreed on {agreed}, so it cannot have been done on {long_date(done_on)}.")
        if done_on > self._scope.today():
            raise BadInput(f"It cannot have been done on {long_date(done_on)}, which is yet to come.")
        return done_on

    def _keep_said(self, transaction: Transaction, session: Session, rows: Sequence[dict[str, Any]]) -> list[Entry]:
        kept = []
        for number, (row, key) in enumerate(_in_order(rows), start=1):
            with _At("Entry", number):
                about, placed = row.pop("about", ()), row.pop("placed", {})
                new = checked.entry_fields(row)
                checked.step_of(session, new["step"])
                kept.append(self._keep_entry(transaction, session, {**new, "id": key}, about=about, placed=placed))
        return kept


def _in_order(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str]]:
    """Rows with ids that keep their order: what is written at once is told as it was given."""
    return zip(rows, sorted(new_id() for _ in rows), strict=True)


class _At:
    """Whatever goes wrong inside is said with the row it is in."""

    def __init__(self, what: str, number: int) -> None:
        self._where = f"{what} {number}"

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, problem: BaseException | None, _trace: object) -> None:
        if isinstance(problem, BadInput | NotFound):
            raise type(problem)(f"{self._where}: {problem}") from problem


def _rows(given: Any, what: str, known: tuple[str, ...]) -> list[dict[str, Any]]:
    """What was given as dictionaries, without empty cells. Raises `BadInput` for a column that is not known."""
    if isinstance(given, str | bytes | Mapping) or not hasattr(given, "__iter__"):
        raise BadInput(f"Give what was written up as a list, even when it is only one {what.lower()}.")
    is_table = hasattr(given, "to_dict") and hasattr(given, "columns")
    listed = given.to_dict("records") if is_table else given
    filled = [row for row in listed if not (is_table and _is_blank(row))]
    return [_row(row, what, number, known) for number, row in enumerate(filled, start=1)]


def _row(given: Any, what: str, number: int, known: tuple[str, ...]) -> dict[str, Any]:
    if isinstance(given, str):
        given = {"text": given}
    if not isinstance(given, Mapping):
        raise BadInput(f"{what} {number}: give its text, or a dictionary with its ‘text’.")
    row = {str(name): value for name, value in given.items() if not _is_empty(value)}
    for name in given:
        if name not in known:
            raise BadInput(f"{what} {number}: ‘{name}’ is not known here. {checks.nearest(str(name), known)}")
    for name in _SEVERAL:
        if isinstance(several := row.get(name), str):
            row[name] = [part.strip() for part in several.split(";") if part.strip()]
        elif isinstance(several, Iterable):
            row[name] = [part for part in several if not _is_empty(part)]
    return {"text": "", **row}


def _is_blank(row: Mapping[str, Any]) -> bool:
    return all(_is_empty(value) or (isinstance(value, str) and not value.strip()) for value in row.values())


def _is_empty(value: Any) -> bool:
    """Whether a cell holds nothing: None, or what pandas writes for it, which is not even equal to itself."""
    if value is None:
        return True
    if isinstance(value, str | Sequence | Mapping):
        return False
    try:
        return not bool(value == value)  # noqa: PLR0124  NaN and NaT
    except (TypeError, ValueError):  # pandas' NA has no truth; an array has several
        return type(value).__name__ == "NAType"


def _of(entries: Sequence[Entry], came_from: Any) -> list[str]:
    """The ids of entries by their places, or as they are."""
    several = isinstance(came_from, Iterable) and not isinstance(came_from, str)
    places = came_from if several else [came_from]
    found = []
    for place in places:
        if isinstance(place, str) and _PLACE.fullmatch(place.strip()):
            place = float(place)  # noqa: PLW2901  a table writes 1.0 for 1 where another cell of the column is empty
        place = getattr(place, "item", lambda place=place: place)()  # noqa: PLW2901  a number of numpy's
        if isinstance(place, int | float) and not isinstance(place, bool):
            if not 0 <= place < len(entries) or place != int(place):
                raise BadInput(
                    f"‘came_from’ names entry {place if abs(place) < _FAR else math.inf:g}, counted from 0: "
                    + (f"the last is {len(entries) - 1}." if entries else "there is none.")
                )
            place = entries[int(place)].id  # noqa: PLW2901
        elif not isinstance(place, str):
            raise BadInput(f"‘came_from’ names entries by their place, counted from 0, or their id, not ‘{place}’.")
        found.append(place)
    return found
