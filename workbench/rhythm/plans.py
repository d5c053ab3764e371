"""What a set plans: a line in the week it was written, and in every later one until it is ticked or dropped."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from workbench.errors import BadInput
from workbench.fields import as_id, read
from workbench.rhythm.fields import AREA, PLAN, monday, past_day, put, the_week
from workbench.rhythm.models import Idea, LogWeek, Plan
from workbench.rhythm.pages import begun
from workbench.store import Record, Scope
from workbench.store.titles import id_of


class Plans:
    """The plans in one set's log, and ticking them (and ideas)."""

    _scope: Scope

    def plan(self, title: str, *, owner: str = "", week_of: date | str | None = None) -> Plan:
        """Plan something, in the week that is given, else in this one. `owner` is a role, empty for nobody yet.

        Raises `BadInput` for an empty title or a week that has not begun.
        """
        said = read({"title": title, "owner": owner}, PLAN, "A plan")
        week = monday(week_of, today=self._scope.today())
        page = begun(self._scope, week)
        with self._scope.gesture(f"planned something in {the_week(week)}", area=AREA) as session:
            row = Plan(network=self._scope.network, log_id=page, valid_from=self._scope.today(), **said)
            session.add(row)
        return row

    def change_plan(self, plan: str | Plan, *, version: int | None = None, **fields: Any) -> Plan:
        """Change the `title` or the `owner` of a plan. Raises `Conflict` if somebody has changed it since `version`."""
        new = read(fields, PLAN, "A plan")
        with self._scope.gesture("changed a plan", area=AREA) as session:
            row = self._scope.fetch(session, Plan, as_id(plan), version=version, mine=new)
            put(row, new)
        return row

    def drop(self, plan: str | Plan) -> None:
        """Let a plan go: it is on no page from this week on. Weeks before keep it as it stood."""
        with self._scope.gesture("dropped a plan", area=AREA) as session:
            self._scope.end(self._scope.fetch(session, Plan, as_id(plan)))

    def tick(self, what: str | int | Plan | Idea, *, on: date | str | None = None) -> Plan | Idea:
        """Tick a plan or an idea as done, today or on an earlier day; ticked again, the day given last counts.

        An idea can be given by its number, too. Raises `BadInput` for a day to come or before the week it was written
        in, and `NotFound` if it is not there.
        """
        day = past_day(on, self._scope, what="it cannot have been done")
        with self._scope.gesture("", area=AREA) as session:
            row, said = self._to_tick(session, what)
            page = session.get(LogWeek, row.log_id) if row.log_id else None
            if page is not None and day < page.week_of:
                raise BadInput(f"It was written in {the_week(page.week_of)}, so it cannot have been done before that.")
            row.ticked_on = day
            session.info["change"].action = f"ticked {said}"
        return row

    def untick(self, what: str | int | Plan | Idea) -> Plan | Idea:
        """Take the tick away. Nothing happens if there is none."""
        with self._scope.gesture("", area=AREA) as session:
            row, said = self._to_tick(session, what)
            row.ticked_on = None
            session.info["change"].action = f"took the tick from {said}"
        return row

    def _to_tick(self, session: Session, what: str | int | Plan | Idea) -> tuple[Plan | Idea, str]:
        given = session.get(Record, what) if isinstance(what, str) else what
        if isinstance(given, Plan):
            return self._scope.fetch(session, Plan, given.id), "a plan"
        row = self._scope.fetch(session, Idea, id_of(self._scope, session, Idea, what))
        return row, f"idea {row.number}"
