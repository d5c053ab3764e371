"""What people do with prototypes. Each verb is one gesture: kept whole with its line in the feed, and undone whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import pandas as pd
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from workbench import checks
from workbench.errors import BadInput
from workbench.prototypes import reading
from workbench.prototypes.models import MEASURE_HOPES, RELATIONSHIP_HOPES, STAGES, Prototype
from workbench.store import Link, Record, Scope, live

AREA: Final = "prototypes"
DECIDED: Final = ("adopted", "adapted", "abandoned")
"""The stages that end a test: each is a decision, and wants its reason."""


class Prototypes:
    """The small things that one network tries. A prototype is given as itself or by its id."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    # --- reading -----------------------------------------------------------------------------------------

    def listed(self) -> list[dict[str, Any]]:
        """Every prototype as plain values, by number; see `reading.listed`. Empty if there is none."""
        return reading.listed(self._scope)

    def told(self, prototype: str | Prototype) -> dict[str, Any]:
        """One prototype as plain values, with what it came from, means to change and is measured by.

        Raises `NotFound` if it is not there.
        """
        with self._scope.reading() as session:
            row = self._scope.fetch(session, Prototype, _id(prototype))
        return next(plain for plain in reading.listed(self._scope) if plain["id"] == row.id)

    def table(self) -> pd.DataFrame:
        """One row a prototype (index `id`; `number`, `title`, `stage`, `owner`, dates, counts of what it names)."""
        return reading.table(self._scope)

    # --- the prototype itself ----------------------------------------------------------------------------

    def start(
        self,
        title: str,
        *,
        hypothesis: str = "",
        owner: str = "",
        stage: str = "idea",
        came_from: Iterable[str | Record] = (),
        to_change: Mapping[str, str] | None = None,
        measured_by: Mapping[str, str] | None = None,
        started_on: date | str | None = None,
        reason: str = "",
        set_id: str | None = None,
    ) -> Prototype:
        """Name something to try, with all that it is tied to, as one gesture.

        `came_from`: what it grew out of (sessions, entries, insights). `to_change`: connection → how, one of
        `RELATIONSHIP_HOPES`. `measured_by`: measure → "increase" or "decrease". `started_on` is the first day
        of testing, today for one that starts in testing. It gets the network's next number. Raises `BadInput`
        for an empty title, words outside the vocabulary or a decision without a reason, and `NotFound` for
        something that is not there.
        """
        fields = _fields({"title": title, "hypothesis": hypothesis, "owner": owner})
        with self._scope.gesture("", area=AREA) as session:
            row = Prototype(
                network=self._scope.network,
                number=_next_number(session, self._scope.network),
                valid_from=self._scope.today(),
                set_id=set_id,
                **fields,
            )
            _enter(row, stage, reason=reason, on=_day(started_on) or self._scope.today())
            if stage == "idea":
                row.started_on = _day(started_on)
            session.add(row)
            session.flush()
            for origin in came_from:
                self._scope.link(session, "came from", row.id, _id(origin))
            for connection, how in (to_change or {}).items():
                self._tie(session, row, connection, how)
            for measure, direction in (measured_by or {}).items():
                self._tie_measure(session, row, measure, direction)
            session.info["change"].action = f"{'kept the idea of' if stage == 'idea' else 'started'} {_name(row)}"
        return row

    def change(self, prototype: str | Prototype, *, version: int | None = None, **fields: Any) -> Prototype:
        """Change `title`, `hypothesis`, `owner`, `reason`, `started_on` or `ended_on`.

        Raises `Conflict` if `version` is given and somebody has changed it since that version, and `BadInput`
        if it would end before it starts.
        """
        new = _fields(fields)
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Prototype, _id(prototype), version=version, mine=new)
            for column, value in new.items():
                setattr(row, column, value)
            _check_dates(row)
            session.info["change"].action = f"changed {_name(row)}"
        return row

    def set_stage(
        self,
        prototype: str | Prototype,
        stage: str,
        *,
        reason: str = "",
        on: date | str | None = None,
        version: int | None = None,
    ) -> Prototype:
        """Say where it stands now, as from a day (today if None), and why.

        Testing sets the day it started, unless it had started before; adopted, adapted and abandoned set the
        day it ended and want a reason (`BadInput` without one). Back to idea takes both days away.
        """
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Prototype, _id(prototype), version=version, mine={"stage": stage})
            _enter(row, stage, reason=reason, on=_day(on) or self._scope.today())
            session.info["change"].action = f"moved {_name(row)} to {stage}"
        return row

    def remove(self, prototype: str | Prototype) -> None:
        """Take a prototype away with everything it is tied by. Nothing is deleted; its number is not used again."""
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Prototype, _id(prototype))
            ties = select(Link).where(
                or_(Link.source_id == row.id, Link.target_id == row.id), live(Link, self._scope.today())
            )
            for gone in [row, *session.scalars(ties)]:
                gone.valid_to = max(self._scope.today(), gone.valid_from)
            session.info["change"].action = f"removed {_name(row)}"

    # --- what it is tied to ------------------------------------------------------------------------------

    def means_to_change(
        self,
        prototype: str | Prototype,
        connection: str | Record,
        how: str,
        *,
        note: str = "",
        due: date | str | None = None,
    ) -> Link:
        """Say that it means to `form`, `strengthen`, `weaken` or `end` a connection; said again, it is changed."""
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Prototype, _id(prototype))
            link = self._tie(session, row, _id(connection), how, note=note, due=due)
            session.info["change"].action = f"said that {_name(row)} means to {how} a relationship"
        return link

    def no_longer_means_to_change(self, prototype: str | Prototype, connection: str | Record) -> None:
        """Take back that it means to change a connection; nothing happens if it did not."""
        self._untie(prototype, "means to change", connection, "no longer means to change a relationship")

    def should_move(
        self,
        prototype: str | Prototype,
        measure: str | Record,
        direction: str,
        *,
        due: date | str | None = None,
    ) -> Link:
        """Say which measure should show it, and whether it should `increase` or `decrease`."""
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Prototype, _id(prototype))
            link = self._tie_measure(session, row, _id(measure), direction, due=due)
            session.info["change"].action = f"said how {_name(row)} should move a measure"
        return link

    def no_longer_should_move(self, prototype: str | Prototype, measure: str | Record) -> None:
        """Take back that a measure should show it; nothing happens if it did not."""
        self._untie(prototype, "measured by", measure, "is no longer measured by one of its measures")

    def came_from(self, prototype: str | Prototype, record: str | Record) -> Link:
        """Say what it grew out of: a session, an entry, an insight, another prototype."""
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Prototype, _id(prototype))
            if row.id == _id(record):
                raise BadInput("A prototype cannot come from itself. Choose something else.")
            link = self._scope.link(session, "came from", row.id, _id(record))
            session.info["change"].action = f"said where {_name(row)} came from"
        return link

    def no_longer_came_from(self, prototype: str | Prototype, record: str | Record) -> None:
        """Take back that it grew out of something; nothing happens if it did not."""
        self._untie(prototype, "came from", record, "no longer names one of its origins")

    # --- within a gesture --------------------------------------------------------------------------------

    def _tie(
        self,
        session: Session,
        row: Prototype,
        connection: str,
        how: str,
        *,
        note: str = "",
        due: date | str | None = None,
    ) -> Link:
        checks.chosen(how, RELATIONSHIP_HOPES, "way to change a relationship")
        self._fetch_kind(session, connection, "connection", "relationship")
        note = checks.line(note, "The note", required=False)
        return self._scope.link(
            session, "means to change", row.id, connection, note=note, expectation=how, due=_day(due)
        )

    def _tie_measure(
        self,
        session: Session,
        row: Prototype,
        measure: str,
        direction: str,
        *,
        due: date | str | None = None,
    ) -> Link:
        checks.chosen(direction, MEASURE_HOPES, "way for a measure to move")
        self._fetch_kind(session, measure, "measure", "measure")
        return self._scope.link(session, "measured by", row.id, measure, expectation=direction, due=_day(due))

    def _fetch_kind(self, session: Session, record: str, kind: str, word: str) -> None:
        row = self._scope.fetch(session, Record, record)
        if row.kind != kind:
            found = "relationship" if row.kind == "connection" else row.kind
            raise BadInput(f"‘{row.title}’ is a {found}, not a {word}. Choose a {word}.")

    def _untie(self, prototype: str | Prototype, kind: str, other: str | Record, said: str) -> None:
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Prototype, _id(prototype))
            self._scope.unlink(session, kind, row.id, _id(other))
            session.info["change"].action = f"said that {_name(row)} {said}"


def _id(record: str | Record) -> str:
    return record if isinstance(record, str) else record.id


def _name(row: Prototype) -> str:
    return f"prototype {row.number}, {row.title}"


def _day(value: date | str | None) -> date | None:
    return None if value in (None, "") else checks.day(value, "The day")


def _next_number(session: Session, network: str) -> int:
    """One more than any number ever given, so that a number means one prototype for good."""
    highest = session.scalar(select(func.max(Prototype.number)).where(Prototype.network == network))
    return (highest or 0) + 1


def _fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    read_as = {
        "title": lambda value: checks.line(value, "The title"),
        "hypothesis": lambda value: checks.paragraph(value, "The hypothesis"),
        "owner": lambda value: checks.line(value, "The owner", required=False),
        "reason": lambda value: checks.paragraph(value, "The reason"),
        "started_on": _day,
        "ended_on": _day,
    }
    for name in fields:
        if name not in read_as:
            raise BadInput(f"A prototype has no ‘{name}’ to change. {checks.nearest(name, read_as)}")
    return {name: read_as[name](value) for name, value in fields.items()}


def _enter(row: Prototype, stage: str, *, reason: str, on: date) -> None:
    checks.chosen(stage, STAGES, "stage")
    said = checks.paragraph(reason, "The reason")
    if stage in DECIDED and not said:
        raise BadInput(f"Say why it is {stage}: the reason is what others learn from.")
    row.stage, row.reason = stage, said
    if stage == "idea":
        row.started_on = row.ended_on = None
    elif stage == "testing":
        row.started_on, row.ended_on = row.started_on or on, None
    elif stage in DECIDED:
        row.ended_on = on
    elif row.started_on is None:
        row.started_on = on
    _check_dates(row)


def _check_dates(row: Prototype) -> None:
    if row.started_on and row.ended_on and row.ended_on < row.started_on:
        raise BadInput(
            f"It started on {row.started_on}, so it cannot have ended on {row.ended_on}. Change one of the days."
        )
