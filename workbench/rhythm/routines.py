"""The register of routines: what a network does deliberately, how often, and whether it does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench import checks
from workbench.fields import as_id, read
from workbench.networks.facts import called
from workbench.rhythm import calendar, periods, register
from workbench.rhythm.fields import AREA, ROUTINE, past_day, put
from workbench.rhythm.models import Routine, RoutineDone
from workbench.rhythm.periods import LATEST, Adherence
from workbench.store import Scope, live
from workbench.store.titles import id_of
from workbench.words import as_title, counted, long_date


class Routines:
    """The routines of one network. A routine is given as itself, by its title (in any case) or its id.

    Everybody in the network sees them. Each verb is one gesture, taken back whole in the area "rhythm".
    """

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    # --- reading -----------------------------------------------------------------------------------------

    def listed(self) -> list[dict[str, Any]]:
        """Every routine as plain values, what is due first on top; see `register.listed`. Empty if there is none."""
        return register.listed(self._scope)

    def table(self) -> pd.DataFrame:
        """One row a routine, index `id`, in the order of `listed`; no rows if there is none.

        Its fields, `times` (how often it was done), `last_done`, `next_due`, and its adherence: `done` of `expected`
        periods and their `share` (0 to 1), all three empty where there is none yet.
        """
        return register.table(self._scope)

    def happened(self) -> pd.DataFrame:
        """One row a time that a routine took place, index `id`, newest first; no rows if none did.

        `done_on`, `routine` (its id), `title` (its name), and `changed`: what changed because of it, or empty.
        """
        return register.happened_table(self._scope)

    def what_changed(self) -> list[dict[str, Any]]:
        """What changed because of routines, newest first: as `happened`, plain, where something did."""
        return [each for each in register.happened(self._scope) if each["changed"]]

    def adherence(self, routine: str | Routine, *, latest: int = LATEST) -> Adherence | None:
        """In how many of the `latest` periods it was done; None before there is one. The rule stands in `periods`.

        Raises `NotFound` if it is not there.
        """
        checks.whole(latest, "How many periods", lowest=1, highest=1000)
        with self._scope.reading() as session:
            row = self._fetch(session, routine)
            done = session.scalars(select(RoutineDone.done_on).where(*self._times(row)))
            return periods.adherence(row.starts_on, row.how_often, done, today=self._scope.today(), latest=latest)

    def calendar(self, *routines: str | Routine) -> bytes:
        """Reminders of these routines, of all if none is given, as an .ics file; see `calendar.calendar`."""
        with self._scope.reading() as session:
            wanted = [self._fetch(session, each) for each in routines]
            network = called(session, self._scope.network)
            return calendar.calendar(wanted or register.rows(session, self._scope), network=network)

    def __repr__(self) -> str:
        """How much there is, in one line."""
        return f"<Routines of {self._scope.network}: {counted(len(self.listed()), 'routine')}>"

    # --- the register ------------------------------------------------------------------------------------

    def add(
        self,
        title: str,
        *,
        how_often: str = "weekly",
        place: str = "",
        people: str = "",
        why: str = "",
        starts_on: date | str | None = None,
        at: str = "",
        minutes: int | None = None,
    ) -> Routine:
        """Take something into the register: what, how often, where (`place`), who (`people`, by role) and why.

        `how_often` is one of `models.HOW_OFTEN`. `starts_on` (today if None) is the day it is expected first, and says
        on which day of the week or month the others are; `at` is a time such as "09:30", empty for none; `minutes` how
        long it takes. Raises `BadInput` for an empty title or what none of these can be.
        """
        said = {"title": title, "how_often": how_often, "place": place, "people": people, "why": why, "at": at}
        first = starts_on or self._scope.today()
        new = read({**said, "starts_on": first, "minutes": minutes}, ROUTINE, "A routine")
        with self._scope.gesture(f"added the routine {as_title(new['title'])}", area=AREA) as session:
            row = Routine(network=self._scope.network, valid_from=self._scope.today(), **new)
            session.add(row)
        return row

    def change(self, routine: str | Routine, *, version: int | None = None, **fields: Any) -> Routine:
        """Change what `add` says of a routine. Raises `Conflict` if somebody has changed it since `version`."""
        new = read(fields, ROUTINE, "A routine")
        with self._scope.gesture("", area=AREA) as session:
            row = self._fetch(session, routine, version=version, mine=new)
            put(row, new)
            session.info["change"].action = f"changed the routine {as_title(row.title)}"
        return row

    def stop(self, routine: str | Routine) -> None:
        """Take a routine off the register, with the times it was done. Nothing is deleted."""
        with self._scope.gesture("", area=AREA) as session:
            row = self._fetch(session, routine)
            for each in [row, *session.scalars(select(RoutineDone).where(*self._times(row)))]:
                self._scope.end(each)
            session.info["change"].action = f"stopped the routine {as_title(row.title)}"

    # --- doing it ----------------------------------------------------------------------------------------

    def did(self, routine: str | Routine, *, on: date | str | None = None, changed: str = "") -> RoutineDone:
        """Say that a routine took place, today or on an earlier day, and in one line what changed because of it.

        Said twice of one day it is one time, and what changed is kept with it; something else that changed is kept
        beside. Raises `BadInput` for a day to come.
        """
        day = past_day(on, self._scope, what="it cannot have taken place")
        said = checks.line(changed, "What changed", required=False)
        with self._scope.gesture("", area=AREA) as session:
            row = self._fetch(session, routine)
            there = list(session.scalars(select(RoutineDone).where(*self._times(row), RoutineDone.done_on == day)))
            found = next((each for each in there if each.title in ("", said)), there[0] if there and not said else None)
            if found is None:
                found = RoutineDone(
                    network=self._scope.network,
                    title=said,
                    routine_id=row.id,
                    done_on=day,
                    valid_from=self._scope.today(),
                )
                session.add(found)
            elif said:
                found.title = said
            session.info["change"].action = f"did the routine {as_title(row.title)} on {long_date(day)}"
        return found

    def change_done(self, done: str | RoutineDone, *, version: int | None = None, **fields: Any) -> RoutineDone:
        """Change what `changed` because of a routine that took place, or on which day (`on`).

        Raises `Conflict` if somebody has changed it since `version`, and `BadInput` for a day to come.
        """
        read_as = {
            "changed": lambda value: checks.line(value, "What changed", required=False),
            "on": lambda value: past_day(value, self._scope, what="it cannot have taken place"),
        }
        given = read(fields, read_as, "A time that a routine took place")
        new = {{"changed": "title", "on": "done_on"}[name]: value for name, value in given.items()}
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, RoutineDone, as_id(done), version=version, mine=new)
            of = self._scope.fetch(session, Routine, row.routine_id)
            put(row, new)
            session.info["change"].action = f"changed what came of the routine {as_title(of.title)}"
        return row

    def did_not(self, done: str | RoutineDone) -> None:
        """Take back that a routine took place. Raises `NotFound` if that is not there."""
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, RoutineDone, as_id(done))
            of = self._scope.fetch(session, Routine, row.routine_id)
            self._scope.end(row)
            session.info["change"].action = f"took back that the routine {as_title(of.title)} was done"

    # --- within a gesture --------------------------------------------------------------------------------

    def _fetch(
        self, session: Session, routine: str | Routine, *, version: int | None = None, mine: Any = None
    ) -> Routine:
        record = id_of(self._scope, session, Routine, routine)
        return self._scope.fetch(session, Routine, record, version=version, mine=mine)

    def _times(self, row: Routine) -> tuple[Any, ...]:
        return RoutineDone.routine_id == row.id, live(RoutineDone, self._scope.today())


__all__ = ["Routines"]
