"""Where something that somebody points to stands: an idea, a week or a routine, by the id of any record of theirs."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from workbench.networks.readers import reader_of
from workbench.rhythm.models import Idea, LogWeek, Plan, Routine, RoutineDone
from workbench.rhythm.pages import pages_of
from workbench.store import Record, Scope, out_of_reach


def place_of(scope: Scope, record: str) -> dict[str, Any] | None:
    """`kind` ("idea", "week" or "routine"), `id` and `week_of` (ISO text, None for a routine) of what is pointed to.

    A plan stands in its week, a time that a routine took place with its routine. None for what is not there, is
    nothing of these, or is not for whoever reads.
    """
    with scope.reading() as session:
        row = session.get(Record, record)
        if row is None or row.network != scope.network or row.valid_to is not None:
            return None
        if isinstance(row, Routine | RoutineDone):
            routine = row.id if isinstance(row, Routine) else row.routine_id
            return {"kind": "routine", "id": routine, "week_of": None}
        page = _page(session, row)
        if page is None or out_of_reach(session, scope, [(row.id, row.kind)]):
            return None
        if isinstance(row, Idea):
            return {"kind": "idea", "id": row.id, "week_of": page.week_of.isoformat()}
        shown = pages_of(session, scope, page.week_of, reader_of(scope, session))
        return {"kind": "week", "id": page.id, "week_of": page.week_of.isoformat()} if page in shown else None


def _page(session: Session, row: Record) -> LogWeek | None:
    if isinstance(row, Plan | Idea):
        return session.get(LogWeek, row.log_id) if row.log_id else None
    return row if isinstance(row, LogWeek) else None
