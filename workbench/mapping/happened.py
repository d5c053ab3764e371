"""What happened to the parts of a map, step by step: when, who said so, and what it was before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.mapping.models import Connection, Element
from workbench.store import Change, Edit, Scope
from workbench.store.batches import batches

if TYPE_CHECKING:
    import pandas as pd

AREA: Final = "map"
REGISTER: Final = "the public register"
"""Who says what was taken from it."""
WHAT: Final = (
    "formed", "hoped for", "stronger", "weaker", "lost", "no longer hoped for", "confirmed", "not so", "changed",
)  # fmt: skip
"""What can happen to a connection. To an element: "formed" (it came on the map), "lost", and the last three."""
MOVES: Final = ("formed", "hoped for", "stronger", "weaker", "lost", "no longer hoped for")
"""Those of WHAT after which the map of relationships is another one."""
_FIELDS: Final = {
    "connection": {
        "type": "kind", "direction": "direction", "sign": "effect", "delay": "delay", "sure": "how sure",
        "said_by": "said by",
    },
    "element": {"title": "name", "type": "kind", "sector": "sector", "organisation": "organisation"},
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that happened to an element or a connection (`part`, its id; `entity` says which of the two).

    `label` is what the part is called today: “Link worker → Kitchen” for a connection, whose ends are `source` and
    `target`. `what` is one of WHAT. `before` and `after` are strengths, 0 for hoped for and None for not there; for
    "changed" they are the values of the `field`. `on` is the day it is true of, `at` the moment it was recorded,
    `said_by` who says so and `who` recorded it (roles). `in_session` is the id of the session in which it was
    confirmed, if that was said.
    """

    part: str
    entity: str
    label: str
    source: str | None = None
    target: str | None = None
    what: str
    field: str | None = None
    before: Any = None
    after: Any = None
    on: date
    at: datetime
    said_by: str
    who: str
    in_session: str | None = None


def steps(scope: Scope, *parts: str) -> list[Step]:
    """What happened to all connections of a map, or to these elements and connections (ids), in order of the days.

    What was taken back is left out with its taking back. A connection that nobody lived and that was rejected never
    was: it has one step, "not so". One that was drawn and ended the same day has none. Unknown ids are passed over.
    """
    with scope.reading() as session:
        rows = _rows(session, scope.network, parts)
        labels = _labels(session, rows)
        edits = _edits(session, scope.network, list(rows) if parts else None)
    found = [step for key, row in rows.items() for step in _of(row, labels[key], edits[key])]
    return sorted(found, key=lambda step: (step.on, step.at))


def days(scope: Scope, told: Sequence[Step]) -> dict[date, list[Step]]:
    """The days on which the map became another one, in order, each with those of the steps that are moves.

    They begin with the day on which the map was begun: what the register dates earlier is on it from then on. A day
    on which only elements came or went has an empty list.
    """
    with scope.reading() as session:
        began = session.scalar(select(func.min(Change.at)).where(Change.network == scope.network, Change.area == AREA))
        lives = session.execute(
            select(Element.valid_from, Element.valid_to).where(Element.network == scope.network)
        ).all()
    if began is None:
        return {}
    first, today = began.astimezone().date(), scope.today()
    found: dict[date, list[Step]] = {first: []}
    for since, until in lives:
        for day in (since, until):
            if since != until and day is not None:
                found.setdefault(day, [])
    for day, together in groupby((step for step in told if step.what in MOVES), key=lambda step: step.on):
        found[day] = list(together)
    return {day: found[day] for day in sorted(found) if first <= day <= today}


def between(told: Iterable[Step], before: date, after: date) -> list[Step]:
    """The steps that lie between the ends of two days: after `before`, up to and including `after`."""
    return [step for step in told if before < step.on <= after]


def table(told: Iterable[Step]) -> pd.DataFrame:
    """One row a step, with the fields of `Step` as columns; no rows for none."""
    import pandas as pd  # noqa: PLC0415  a page need not wait for it

    frame = pd.DataFrame([asdict(step) for step in told], columns=list(Step.__dataclass_fields__))
    return frame.assign(on=pd.to_datetime(frame["on"]), at=pd.to_datetime(frame["at"], utc=True))


# --- reading -----------------------------------------------------------------------------------------------------


def _rows(session: Session, network: str, parts: Sequence[str]) -> dict[str, Element | Connection]:
    found: dict[str, Element | Connection] = {}
    for kind in (Element, Connection) if parts else (Connection,):
        wanted = select(kind).where(kind.network == network).order_by(kind.id)
        if parts:
            wanted = wanted.where(kind.id.in_(parts))
        found.update({row.id: row for row in session.scalars(wanted)})
    return found


def _labels(session: Session, rows: dict[str, Element | Connection]) -> dict[str, str]:
    ends = sorted(
        {end for row in rows.values() if isinstance(row, Connection) for end in (row.source_id, row.target_id)}
    )
    titles: dict[str, str] = {}
    for some in batches(ends):
        wanted = select(Element.id, Element.title).where(Element.id.in_(some))
        titles.update({key: title for key, title in session.execute(wanted)})  # noqa: C416  a Row is no pair
    return {
        key: f"{titles[row.source_id]} → {titles[row.target_id]}" if isinstance(row, Connection) else row.title
        for key, row in rows.items()
    }


def _edits(session: Session, network: str, ids: list[str] | None) -> dict[str, list[Any]]:
    """The gestures on connections (or on the rows of these ids), by row, oldest first."""
    wanted = (
        select(Change.sequence, Change.at, Change.who, Change.kind, Change.of, Edit.entity_id, Edit.after)
        .join(Edit, Edit.sequence == Change.sequence)
        .where(Change.network == network)
        .order_by(Change.sequence)
    )
    wanted = wanted.where(Edit.entity == "connection") if ids is None else wanted.where(Edit.entity_id.in_(ids))
    found: dict[str, list[Any]] = defaultdict(list)
    for edit in session.execute(wanted):
        found[edit.entity_id].append(edit)
    return found


# --- from what the feed says to steps ----------------------------------------------------------------------------


def _of(row: Element | Connection, label: str, edits: list[Any]) -> list[Step]:
    told = _Telling(row, label)
    for edit in edits:
        told.hear(edit)
    never = row.valid_to == row.valid_from
    return [step for _, step in told.found if not never or step.what == "not so"]


class _Telling:
    """The steps of one part, found edit by edit; each with the sequence of its gesture, by which it is taken back."""

    def __init__(self, row: Element | Connection, label: str) -> None:
        self._row = row
        self._tie = row if isinstance(row, Connection) else None
        self._label = label
        self._before: dict[str, Any] | None = None
        self._by_the_register = False
        self.found: list[tuple[int, Step]] = []

    def hear(self, edit: Any) -> None:
        before, self._before = self._before, edit.after
        self._by_the_register = edit.after["provenance"] == "administrative" and (
            before is None or before["register_to"] != edit.after["register_to"]
        )
        if edit.kind == "undo":
            self.found = [(sequence, step) for sequence, step in self.found if sequence != edit.of]
            return
        count = len(self.found)
        self._hear_whether_it_is_there(edit, before)
        if before is None:
            return
        if edit.after["confirmed_on"] and any(edit.after[it] != before[it] for it in ("confirmed_on", "confirmed_by")):
            self._add(edit, "confirmed", said_by=edit.who, in_session=edit.after["confirmed_by"])
        for column, field in _FIELDS["element" if self._tie is None else "connection"].items():
            told_already = column == "said_by" and len(self.found) > count
            if before[column] != edit.after[column] and not told_already:
                self._add(edit, "changed", field=field, before=before[column], after=edit.after[column])

    def _hear_whether_it_is_there(self, edit: Any, before: dict[str, Any] | None) -> None:
        then, now = _strength(before), _strength(edit.after)
        ended = edit.after["valid_to"]
        if then is None and not self.found:  # also what was taken back and done again
            then = edit.after.get("strength", 1)
            self._move(edit, None, then, self._row.valid_from)
        if now is not None and now != then:
            self._move(edit, then, now, _day(edit))
        elif now is None and then is not None:
            lived = edit.after["provenance"] == "lived" or edit.after["confirmed_on"]
            if ended == edit.after["valid_from"] and not lived:
                self._add(edit, "not so", said_by=edit.who, before=then if self._tie is not None else None)
            else:
                self._move(edit, then, None, date.fromisoformat(ended))
        elif now is None and self.found and self.found[-1][1].what == "lost":  # it ended, but on another day
            self.found[-1] = (edit.sequence, replace(self.found[-1][1], on=date.fromisoformat(ended)))

    def _move(self, edit: Any, before: int | None, after: int | None, on: date) -> None:
        strengths = {} if self._tie is None else {"before": before, "after": after}
        said_by = REGISTER if self._by_the_register else None if after is not None else edit.who
        self._add(edit, _became(before, after), on=on, said_by=said_by, **strengths)

    def _add(self, edit: Any, what: str, *, on: date | None = None, said_by: str | None = None, **fields: Any) -> None:
        step = Step(
            part=self._row.id,
            entity="element" if self._tie is None else "connection",
            label=self._label,
            source=self._tie and self._tie.source_id,
            target=self._tie and self._tie.target_id,
            what=what,
            on=on or _day(edit),
            at=edit.at,
            said_by=said_by or edit.after.get("said_by") or edit.who,
            who=edit.who,
            **fields,
        )
        self.found.append((edit.sequence, step))


def _strength(row: dict[str, Any] | None) -> int | None:
    """How strong a connection was in this row, 1 for an element; None where it was not there."""
    return None if row is None or row["valid_to"] is not None else row.get("strength", 1)


def _became(before: int | None, after: int | None) -> str:
    if not before:
        return "formed" if after else "no longer hoped for" if after is None else "hoped for"
    return "lost" if not after else "stronger" if after > before else "weaker"


def _day(edit: Any) -> date:
    return edit.at.astimezone().date()
