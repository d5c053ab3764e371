"""What the store knows of the relationships that prototypes mean to change: how each one stood, and since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.mapping.models import Connection, Element
from workbench.measures.models import Measure
from workbench.store import Change, Edit, Link, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How a connection stood from a moment on; `change` and `taken_back` are sequences of the feed.

    `taken_back` is the gesture that this one undid, None for an ordinary one.
    """

    at: datetime
    change: int
    taken_back: int | None
    strength: int
    valid_to: date | None
    said_by: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One connection from its first day: `label` is "A → B", `states` are oldest first and never empty.

    `source` and `target` are the ids of its ends, `names` what they are called, whether they are still there or not.
    `again` is the life that follows where people ended it and later drew the same between the two once more: for
    everybody but the store that is the same relationship.
    """

    id: str
    label: str
    names: tuple[str, str]
    kind: str
    source: str
    target: str
    direction: str
    valid_from: date
    valid_to: date | None
    states: tuple[State, ...]
    again: Life | None = None

    def strength_at(self, moment: datetime) -> int | None:
        """How strong it was: 1 to 5, 0 while it was hoped for, None while it was not there.

        Validity days are taken as they are known now. What was recorded later than the moment counts as first
        recorded, if it was there before that day; drawn later on the day itself, it was not there yet.
        """
        strength = self._own_strength_at(moment)
        return self.again.strength_at(moment) if strength is None and self.again else strength

    def _own_strength_at(self, moment: datetime) -> int | None:
        day = moment.astimezone().date()
        if self.valid_from > day:
            return None
        known = [state for state in self.states if state.at <= moment]
        if not known:
            return self.states[0].strength if self.valid_from < day else None
        ended = self.valid_to is not None and self.valid_to <= day
        ended_later_that_day = self.valid_to == day and known[-1].valid_to is None
        return None if ended and not ended_later_that_day else known[-1].strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A measure that is no longer there: what it was called, and the day on which it was removed."""

    title: str
    on: date


def lives(session: Session, connections: Iterable[str]) -> dict[str, Life]:
    """The lives of these connections by id, ended ones too; unknown ids are passed over."""
    wanted = list(dict.fromkeys(connections))
    rows = {row.id: row for row in session.scalars(select(Connection).where(Connection.id.in_(wanted)))}
    followed = _followed(session, [row for row in rows.values() if row.valid_to is not None])
    drawn = {**rows, **{row.id: row for each in followed.values() for row in each}}
    names = titles(session, {end for row in drawn.values() for end in (row.source_id, row.target_id)})
    history = edits(session, drawn)

    def life(row: Connection, later: Sequence[Connection]) -> Life:
        return Life(
            id=row.id,
            label=f"{names[row.source_id]} → {names[row.target_id]}",
            names=(names[row.source_id], names[row.target_id]),
            kind=row.type,
            source=row.source_id,
            target=row.target_id,
            direction=row.direction,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            states=tuple(_state(change, edit) for change, edit in history[row.id]),
            again=life(later[0], later[1:]) if later else None,
        )

    return {key: life(row, followed.get(key, ())) for key, row in rows.items()}


def _followed(session: Session, ended: Sequence[Connection]) -> dict[str, list[Connection]]:
    """What was drawn again after each of these had ended, the earliest first: the same kind between the same two.

    What has a way is the same only the same way round. Of one kind there is only one at a time, so what was drawn later
    was drawn after the end, whatever day was given for it. What was taken back on the day it was drawn is left out.
    """
    if not ended:
        return {}
    ends = {end for row in ended for end in (row.source_id, row.target_id)}
    drawn = session.scalars(
        select(Connection)
        .where(Connection.source_id.in_(ends), Connection.target_id.in_(ends))
        .order_by(Connection.valid_from, Connection.id)
    ).all()
    return {row.id: [later for later in drawn if _follows(row, later)] for row in ended}


def _follows(row: Connection, later: Connection) -> bool:
    lasted = later.valid_to is None or later.valid_to > later.valid_from
    there, back = (row.source_id, row.target_id), (later.source_id, later.target_id)
    turned = there == back[::-1] and "one way" not in (row.direction, later.direction)
    return lasted and later.id > row.id and row.type == later.type and (there == back or turned)


def titles(session: Session, elements: Iterable[str]) -> dict[str, str]:
    """What these elements are called, by id."""
    statement = select(Element.id, Element.title).where(Element.id.in_(list(elements)))
    return {row.id: row.title for row in session.execute(statement)}


def removed_measures(session: Session, scope: Scope) -> dict[str, tuple[Removed, ...]]:
    """The measures that were removed while a prototype named them, by prototype and in the order of the days."""
    rows = session.execute(
        select(Link.source_id, Measure.title, Measure.valid_to)
        .join(Measure, Measure.id == Link.target_id)
        .where(
            Link.network == scope.network,
            Link.kind == "measured by",
            Link.valid_to == Measure.valid_to,
            Measure.valid_to <= scope.today(),
        )
        .order_by(Measure.valid_to, Measure.title)
    )
    found: dict[str, list[Removed]] = defaultdict(list)
    for source, title, day in rows:
        if day is not None:
            found[source].append(Removed(title=title, on=day))
    return {source: tuple(dict.fromkeys(gone)) for source, gone in found.items()}


def edits(session: Session, rows: Iterable[str]) -> dict[str, list[tuple[Any, Edit]]]:
    """What the feed holds on these rows, oldest first: id → (change, edit).

    Of a change only `sequence`, `at`, `who`, `kind` and `of` are read: a gesture may carry many other edits.
    """
    statement = (
        select(Change.sequence, Change.at, Change.who, Change.kind, Change.of, Edit)
        .join(Edit, Edit.sequence == Change.sequence)
        .where(Edit.entity_id.in_(list(rows)))
        .order_by(Change.sequence)
    )
    found: dict[str, list[tuple[Any, Edit]]] = defaultdict(list)
    for row in session.execute(statement):
        found[row.Edit.entity_id].append((row, row.Edit))
    return found


def day_before(day: date) -> datetime:
    """The last moment of the day before."""
    return datetime.combine(day - timedelta(days=1), time.max).astimezone()


def as_date(text: str | None) -> date | None:
    """The day that ISO text says; None stays None."""
    return None if text is None else date.fromisoformat(text)


def _state(change: Any, edit: Edit) -> State:
    return State(
        at=change.at,
        change=change.sequence,
        taken_back=change.of if change.kind == "undo" else None,
        strength=edit.after["strength"],
        valid_to=as_date(edit.after["valid_to"]),
        said_by=edit.after["said_by"],
        who=change.who,
    )
