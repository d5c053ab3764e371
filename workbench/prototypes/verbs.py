"""What people do with prototypes. Each verb is one gesture: kept whole with its line in the feed, and undone whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workbench import checks
from workbench.errors import BadInput
from workbench.fields import as_day, as_id, as_several
from workbench.prototypes import reading
from workbench.prototypes.cycles import Cycles
from workbench.prototypes.drivers import Drivers
from workbench.prototypes.fields import AREA, DECIDED, enter, in_order, named, prototype_fields
from workbench.prototypes.models import MEASURE_HOPES, RELATIONSHIP_HOPES, Progress, Prototype, TestCycle
from workbench.prototypes.progress import Assessments
from workbench.store import Link, Record, Scope, live
from workbench.store.numbers import hand_back, next_number, take_over
from workbench.store.titles import id_of
from workbench.words import counted

__all__ = ["AREA", "DECIDED", "Prototypes"]


class Prototypes(Cycles, Assessments):
    """The small things that one network tries.

    A prototype is given as itself, by its title (in any case), its number (3 or “#3”) or its id. Raises `NotFound`,
    with the nearest title, where none has it, and `BadInput` where several have.
    """

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    # --- reading -----------------------------------------------------------------------------------------

    def listed(self) -> list[dict[str, Any]]:
        """Every prototype as plain values, by number; see `reading.listed`. Empty if there is none."""
        return reading.listed(self._scope)

    def told(self, prototype: str | int | Prototype) -> dict[str, Any]:
        """One prototype as plain values, with what it came from, means to change and is measured by.

        Raises `NotFound` if it is not there.
        """
        with self._scope.reading() as session:
            row = self._scope.fetch(session, Prototype, self._meant(session, prototype))
        return next(plain for plain in reading.listed(self._scope) if plain["id"] == row.id)

    def table(self) -> pd.DataFrame:
        """One row a prototype, index `id`; no rows if there is none.

        Its fields, how many relationships, measures, origins and test cycles it has, and how far it has come
        (`score`, NaN before it was assessed).
        """
        return reading.table(self._scope)

    def cycles(self) -> pd.DataFrame:
        """One row a test cycle, index `id`, by prototype and number; no rows if there is none.

        `prototype` (its id), `prototype_number`, `prototype_title`, `number`, `state` (one of `cycles.STATES`) and
        every field of `change_cycle`.
        """
        return reading.cycles_table(self._scope)

    def assessments(self) -> pd.DataFrame:
        """One row a time that a prototype was assessed, index `id`, by prototype and day; no rows if none was.

        `prototype` (its id), `prototype_number`, `prototype_title`, `assessed_on`, `score`, `name` (of the step) and
        `why`.
        """
        return reading.progress_table(self._scope)

    @cached_property
    def drivers(self) -> Drivers:
        """The driver diagram: aims, what drives them, what is tried for that, and what shows it."""
        return Drivers(self._scope)

    # --- the prototype itself ----------------------------------------------------------------------------

    def start(
        self,
        title: str,
        *,
        hypothesis: str = "",
        owner: str = "",
        principle: str = "",
        rule: str = "",
        rule_by: str = "",
        rule_until: date | str | None = None,
        people: str = "",
        stage: str = "idea",
        came_from: str | Record | Iterable[str | Record] = (),
        to_change: Mapping[str, str] | None = None,
        measured_by: Mapping[str, str] | None = None,
        started_on: date | str | None = None,
        reason: str = "",
        set_id: str | None = None,
        number: int | None = None,
        themes: Iterable[str] = (),
        area: str = AREA,
    ) -> Prototype:
        """Name something to try, with all that it is tied to, as one gesture.

        `principle` is the simple principle it goes by; `rule` a rule that is suspended for it, by whom (`rule_by`) and
        until which day (`rule_until`); `people` whom it affects.
        `came_from`: what it grew out of (sessions, entries, insights), one or several. `to_change`: connection → how,
        one of `RELATIONSHIP_HOPES`. `measured_by`: measure → "increase" or "decrease". `started_on` is the first day
        of testing, today for one that starts in testing; a decision is as from today. It gets the network's next
        number; with `number` it keeps that of an idea: it came from that idea, which is being tried from then on.
        `themes` are of `workbench.themes.THEMES`. `area` is where the gesture is taken back, for a page that has
        another. Raises `BadInput` for an empty title, words outside the vocabulary, a decision without a reason or
        before the first day, a number that another prototype has or no idea, and `NotFound` for something that is
        not there.
        """
        said = {"title": title, "hypothesis": hypothesis, "owner": owner, "principle": principle, "people": people}
        rules = {"rule": rule, "rule_by": rule_by, "rule_until": rule_until}
        fields = prototype_fields({**said, **rules, "themes": themes})
        with self._scope.gesture("", area=area) as session:
            idea = None if number is None else take_over(self._scope, session, Prototype, number)
            row = Prototype(
                network=self._scope.network,
                number=number or next_number(session, self._scope.network),
                valid_from=self._scope.today(),
                set_id=set_id,
                **fields,
            )
            first, today = as_day(started_on), self._scope.today()
            enter(row, stage, reason=reason, on=today if stage in DECIDED else first or today, today=today)
            row.started_on = first or row.started_on
            in_order(row.started_on, row.ended_on, today=today)
            session.add(row)
            session.flush()
            origins = [*([] if idea is None else [idea.id]), *map(as_id, as_several(came_from))]
            for origin in dict.fromkeys(origins):
                self._scope.link(session, "came from", row.id, origin)
            for connection, how in (to_change or {}).items():
                self._tie(session, row, connection, how)
            for measure, direction in (measured_by or {}).items():
                self._tie_measure(session, row, measure, direction)
            session.info["change"].action = f"{'kept the idea of' if stage == 'idea' else 'started'} {named(row)}"
        return row

    def change(self, prototype: str | int | Prototype, *, version: int | None = None, **fields: Any) -> Prototype:
        """Change what is said of it.

        That is `title`, `hypothesis`, `owner`, `reason`, `started_on`, `ended_on`, `principle`, `rule`, `rule_by`,
        `rule_until`, `people` and `themes`.
        Raises `Conflict` if `version` is given and somebody has changed it since that version, and `BadInput`
        if it would end before it starts, or on a day to come.
        """
        new = prototype_fields(fields)
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Prototype, self._meant(session, prototype), version=version, mine=new)
            for column, value in new.items():
                setattr(row, column, value)
            in_order(row.started_on, row.ended_on, today=self._scope.today())
            session.info["change"].action = f"changed {named(row)}"
        return row

    def set_stage(
        self,
        prototype: str | int | Prototype,
        stage: str,
        *,
        reason: str = "",
        on: date | str | None = None,
        version: int | None = None,
    ) -> Prototype:
        """Say where it stands now, as from a day (today if None), and why.

        Testing, adopted, adapted and spreading set the day it started, unless it had started before; adopted, adapted
        and abandoned set the day it ended, which cannot be to come, and want a reason (else `BadInput`). Spreading
        leaves the day it ended as it is. Testing again takes that day away; back to idea takes both.
        """
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(
                session, Prototype, self._meant(session, prototype), version=version, mine={"stage": stage}
            )
            today = self._scope.today()
            enter(row, stage, reason=reason, on=as_day(on) or today, today=today)
            session.info["change"].action = f"moved {named(row)} to {stage}"
        return row

    def remove(self, prototype: str | int | Prototype) -> None:
        """Take a prototype away with its test cycles, how far it was said to have come, and everything it is tied by.

        Nothing is deleted; its number is not used again, but by the idea that it was tried from, which stands where it
        stood before.
        """
        today = self._scope.today()
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Prototype, self._meant(session, prototype))
            gone: list[Prototype | TestCycle | Progress] = [row]
            for part in (TestCycle, Progress):
                gone += session.scalars(select(part).where(part.prototype_id == row.id, live(part, today)))
            ids = [each.id for each in gone]
            ties = select(Link).where(or_(Link.source_id.in_(ids), Link.target_id.in_(ids)), live(Link, today))
            for each in [*gone, *session.scalars(ties)]:
                self._scope.end(each)
            hand_back(self._scope, session, row)
            session.info["change"].action = f"removed {named(row)}"

    def __repr__(self) -> str:
        """How much there is, in one line."""
        tried = counted(len(self.listed()), "prototype")
        return f"<Prototypes of {self._scope.network}: {tried}, {counted(len(self.cycles()), 'test cycle')}>"

    # --- what it is tied to ------------------------------------------------------------------------------

    def means_to_change(
        self,
        prototype: str | int | Prototype,
        connection: str | Record,
        how: str,
        *,
        note: str = "",
        due: date | str | None = None,
    ) -> Link:
        """Say that it means to `form`, `strengthen`, `weaken` or `end` a connection; said again, it is changed."""
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Prototype, self._meant(session, prototype))
            link = self._tie(session, row, as_id(connection), how, note=note, due=due)
            session.info["change"].action = f"said that {named(row)} means to {how} a relationship"
        return link

    def no_longer_means_to_change(self, prototype: str | int | Prototype, connection: str | Record) -> None:
        """Take back that it means to change a connection; nothing happens if it did not."""
        self._untie(prototype, "means to change", connection, "no longer means to change a relationship")

    def should_move(
        self,
        prototype: str | int | Prototype,
        measure: str | Record,
        direction: str,
        *,
        due: date | str | None = None,
    ) -> Link:
        """Say which measure should show it, and whether it should `increase` or `decrease`."""
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Prototype, self._meant(session, prototype))
            link = self._tie_measure(session, row, as_id(measure), direction, due=due)
            session.info["change"].action = f"said how {named(row)} should move a measure"
        return link

    def no_longer_should_move(self, prototype: str | int | Prototype, measure: str | Record) -> None:
        """Take back that a measure should show it; nothing happens if it did not."""
        self._untie(prototype, "measured by", measure, "is no longer measured by one of its measures")

    def came_from(self, prototype: str | int | Prototype, record: str | Record) -> Link:
        """Say what it grew out of: a session, an entry, an insight, another prototype."""
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Prototype, self._meant(session, prototype))
            if row.id == as_id(record):
                raise BadInput("A prototype cannot come from itself. Choose something else.")
            link = self._scope.link(session, "came from", row.id, as_id(record))
            session.info["change"].action = f"said where {named(row)} came from"
        return link

    def no_longer_came_from(self, prototype: str | int | Prototype, record: str | Record) -> None:
        """Take back that it grew out of something; nothing happens if it did not."""
        self._untie(prototype, "came from", record, "no longer names one of its origins")

    # --- within a gesture --------------------------------------------------------------------------------

    def _meant(self, session: Session, prototype: str | int | Prototype) -> str:
        return id_of(self._scope, session, Prototype, prototype)

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
            session, "means to change", row.id, connection, note=note, expectation=how, due=as_day(due)
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
        return self._scope.link(session, "measured by", row.id, measure, expectation=direction, due=as_day(due))

    def _fetch_kind(self, session: Session, record: str, kind: str, word: str) -> None:
        row = self._scope.fetch(session, Record, record)
        if row.kind != kind:
            found = "relationship" if row.kind == "connection" else row.kind
            raise BadInput(f"‘{row.title}’ is a {found}, not a {word}. Choose a {word}.")

    def _untie(self, prototype: str | int | Prototype, kind: str, other: str | Record, said: str) -> None:
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Prototype, self._meant(session, prototype))
            self._scope.unlink(session, kind, row.id, as_id(other))
            session.info["change"].action = f"said that {named(row)} {said}"
