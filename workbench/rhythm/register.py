"""The routines as plain values: when each was done last, when it is due next, and how well it is kept."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from workbench.fields import as_text
from workbench.rhythm import periods
from workbench.rhythm.models import Routine, RoutineDone
from workbench.store import Scope, live

_FIELDS = ("title", "how_often", "place", "people", "why", "at", "minutes")


def rows(session: Session, scope: Scope) -> list[Routine]:
    """The network's routines, oldest first."""
    here = Routine.network == scope.network, live(Routine, scope.today())
    return list(session.scalars(select(Routine).where(*here).order_by(Routine.id)))


def listed(scope: Scope) -> list[dict[str, Any]]:
    """Every routine, by the day it is due next and then by title; days as ISO text.

    `id`, `title`, `how_often`, `place`, `people`, `why`, `starts_on`, `at`, `minutes` and `version`; `last_done` (None
    before the first time), `times` (on how many days it was done), `next_due`, `overdue` (whether that day has passed),
    `done_today`; its adherence `done`, `expected` and `share` (None before there is any), and `kept`: that in words.
    """
    today = scope.today()
    with scope.reading() as session:
        found = rows(session, scope)
        times: dict[str, list[date]] = defaultdict(list)
        here = RoutineDone.network == scope.network, live(RoutineDone, today)
        for routine, day in session.execute(select(RoutineDone.routine_id, RoutineDone.done_on).where(*here)).all():
            times[routine].append(day)
    plain = [_plain(row, times[row.id], today=today) for row in found]
    return sorted(plain, key=lambda each: (each["next_due"], each["title"].casefold()))


def _plain(row: Routine, done_on: list[date], *, today: date) -> dict[str, Any]:
    kept = periods.adherence(row.starts_on, row.how_often, done_on, today=today)
    following = periods.next_due(row.starts_on, row.how_often, done_on, today=today)
    return {
        "id": row.id,
        **{name: getattr(row, name) for name in _FIELDS},
        "starts_on": row.starts_on.isoformat(),
        "version": row.version,
        "last_done": as_text(max(done_on, default=None)),
        "times": len(set(done_on)),
        "next_due": following.isoformat(),
        "overdue": following < today,
        "done_today": today in done_on,
        "done": kept.done if kept else None,
        "expected": kept.expected if kept else None,
        "share": kept.share if kept else None,
        "kept": periods.in_words(kept, row.how_often),
    }


def happened(scope: Scope) -> list[dict[str, Any]]:
    """Every time that a routine took place, newest first: `id`, `done_on`, `routine`, `title`, `changed`, `version`."""
    with scope.reading() as session:
        of = aliased(Routine, flat=True)
        here = RoutineDone.network == scope.network, live(RoutineDone, scope.today()), live(of, scope.today())
        wanted = select(RoutineDone, of.title).join(of, of.id == RoutineDone.routine_id).where(*here)
        newest = wanted.order_by(RoutineDone.done_on.desc(), RoutineDone.id.desc())
        return [
            {
                "id": row.id,
                "done_on": row.done_on.isoformat(),
                "routine": row.routine_id,
                "title": title,
                "changed": row.title,
                "version": row.version,
            }
            for row, title in session.execute(newest).all()
        ]


def table(scope: Scope) -> pd.DataFrame:
    """See `Routines.table`."""
    said = ["title", "how_often", "place", "people", "why", "starts_on", "at", "minutes"]
    columns = [*said, "times", "last_done", "next_due", "done", "expected", "share"]
    frame = pd.DataFrame(listed(scope), columns=["id", *columns]).set_index("id")
    days = {name: pd.to_datetime(frame[name]) for name in ("starts_on", "last_done", "next_due")}
    return frame.assign(**days).astype({"minutes": "Int64", "done": "Int64", "expected": "Int64", "share": "float64"})


def happened_table(scope: Scope) -> pd.DataFrame:
    """See `Routines.happened`."""
    columns = ["done_on", "routine", "title", "changed"]
    frame = pd.DataFrame(happened(scope), columns=["id", *columns]).set_index("id")
    return frame.assign(done_on=pd.to_datetime(frame["done_on"]))
