"""The log as plain values, for pages and tables: never more than whoever reads may read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.fields import as_text
from workbench.networks.readers import reader_of
from workbench.rhythm.models import Idea, LogWeek, Plan
from workbench.rhythm.pages import PAGE, own, page_of, pages_of, readable
from workbench.store import Link, Reader, Record, Scope, live
from workbench.store.numbers import Numbered

A_WEEK: Final = timedelta(days=7)


def week(scope: Scope, monday: date) -> dict[str, Any]:
    """The week that begins on that Monday, as the reader's own set has it; days as ISO text.

    `week_of`, `ends_on` (its Sunday), `previous` and `next` (Mondays; `next` is None for this week), `this_week`; of
    its page `id`, `version` (0 before anything was written), `thoughts`, `achievements`, `audience` and `set`;
    `besides`, the `thoughts` and `achievements` on the page of no set, which a set reads beside its own (None if there
    are none); `plans` (see `plans_in`); and `ideas`, the ids of those that were offered in it.
    """
    with scope.reading() as session:
        reader = reader_of(scope, session)
        page = page_of(session, scope, monday, reader)
        this = scope.today() - timedelta(days=scope.today().weekday())
        pages = pages_of(session, scope, monday, reader)
        besides = next((each for each in pages if each is not page and (each.thoughts or each.achievements)), None)
        offered = select(Idea.id).where(Idea.log_id.in_([each.id for each in pages]), live(Idea, scope.today()))
        return {
            "week_of": monday.isoformat(),
            "ends_on": (monday + timedelta(days=6)).isoformat(),
            "previous": (monday - A_WEEK).isoformat(),
            "next": (monday + A_WEEK).isoformat() if monday < this else None,
            "this_week": monday == this,
            "id": page.id if page else None,
            "version": page.version if page else 0,
            "thoughts": page.thoughts if page else "",
            "achievements": page.achievements if page else "",
            "audience": page.audience if page else "set" if reader.level == "set" else "network",
            "set": page.set_id if page else reader.in_set,
            "besides": besides and {"thoughts": besides.thoughts, "achievements": besides.achievements},
            "plans": plans_in(session, scope, monday, reader),
            "ideas": list(session.scalars(offered.order_by(Idea.number))),
        }


def plans_in(session: Session, scope: Scope, monday: date, reader: Reader) -> list[dict[str, Any]]:
    """The plans that a week shows, oldest first: its own, and all of earlier weeks that were open when it began.

    A plan is open until the day it is ticked, and gone from the week in which it was dropped on. Each has `id`,
    `title`, `owner`, `since` (the Monday of its own week), `carried` (over how many weeks), `ticked_on`,
    `dropped_on`, `audience` (its page's) and `version`.
    """
    here = Plan.network == scope.network, PAGE.week_of <= monday, own(reader, PAGE), readable(reader, PAGE)
    wanted = select(Plan, PAGE).join(PAGE, PAGE.id == Plan.log_id).where(*here)
    return [
        {
            "id": plan.id,
            "title": plan.title,
            "owner": plan.owner,
            "since": page.week_of.isoformat(),
            "carried": (monday - page.week_of).days // 7,
            "ticked_on": as_text(plan.ticked_on),
            "dropped_on": as_text(plan.valid_to),
            "audience": page.audience,
            "version": plan.version,
        }
        for plan, page in session.execute(wanted.order_by(PAGE.week_of, Plan.id)).all()
        if (plan.ticked_on is None or plan.ticked_on >= monday) and _stood(plan, monday)
    ]


def _stood(plan: Plan, monday: date) -> bool:
    """Whether a plan was still there when that week was over; one that was taken back never was."""
    return plan.valid_to is None or (plan.valid_to > plan.valid_from and plan.valid_to >= monday + A_WEEK)


def ideas(scope: Scope) -> list[dict[str, Any]]:
    """Every live idea that whoever reads may read, by number.

    `id`, `number`, `title`, `note`, `offered_by`, `status`, `themes`, `ticked_on`, `week_of` (the week in which it was
    offered), `set` (whose page that was, None for no set's), `audience` (that week's), `prototype` (`id` and `title` of
    what was tried of it, else None) and `version`.
    """
    with scope.reading() as session:
        reader = reader_of(scope, session)
        here = Idea.network == scope.network, live(Idea, scope.today()), readable(reader, PAGE)
        wanted = select(Idea, PAGE).join(PAGE, PAGE.id == Idea.log_id).where(*here)
        rows = session.execute(wanted.order_by(Idea.number, Idea.id)).all()
        tried = _tried(session, scope, (row for row, _ in rows))
        return [
            {
                "id": row.id,
                "number": row.number,
                "title": row.title,
                "note": row.note,
                "offered_by": row.offered_by,
                "status": row.status,
                "themes": list(row.themes),
                "ticked_on": as_text(row.ticked_on),
                "week_of": page.week_of.isoformat(),
                "set": page.set_id,
                "audience": page.audience,
                "prototype": tried.get(row.id),
                "version": row.version,
            }
            for row, page in rows
        ]


def _tried(session: Session, scope: Scope, rows: Iterable[Idea]) -> dict[str, dict[str, str]]:
    """What was tried of each idea: the live record that came from it and keeps its number."""
    number_of = {row.id: row.number for row in rows}
    came = Link.kind == "came from", Link.network == scope.network, live(Link, scope.today())
    wanted = select(Link.target_id, Record).join(Record, Record.id == Link.source_id).where(*came)
    return {
        idea: {"id": row.id, "title": row.title}
        for idea, row in session.execute(wanted.where(live(Record, scope.today())).order_by(Record.id.desc())).all()
        if idea in number_of and isinstance(row, Numbered) and row.number == number_of[idea]
    }


def ideas_table(scope: Scope) -> pd.DataFrame:
    """See `Ideas.ideas`."""
    columns = ["number", "title", "note", "offered_by", "status", "ticked_on", "themes", "week_of", "audience"]
    rows = [
        {
            **{name: plain[name] for name in ("id", *columns)},
            "themes": "; ".join(plain["themes"]),
            "prototype": plain["prototype"]["title"] if plain["prototype"] else "",
        }
        for plain in ideas(scope)
    ]
    frame = pd.DataFrame(rows, columns=["id", *columns, "prototype"]).set_index("id")
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in ("ticked_on", "week_of")})


def weeks_table(scope: Scope) -> pd.DataFrame:
    """See `Weeks.weeks`."""
    columns = ["week_of", "set", "audience", "thoughts", "achievements", "plans", "ticked", "ideas"]
    with scope.reading() as session:
        reader = reader_of(scope, session)
        here = LogWeek.network == scope.network, live(LogWeek, scope.today()), readable(reader)
        pages = list(session.scalars(select(LogWeek).where(*here).order_by(LogWeek.week_of, LogWeek.id)))
        ids, counts = {page.id for page in pages}, defaultdict[str, Counter[str]](Counter)
        for plan in session.scalars(select(Plan).where(Plan.network == scope.network, live(Plan, scope.today()))):
            counts[plan.log_id].update({"plans": 1, "ticked": int(plan.ticked_on is not None)})
        for idea in session.scalars(select(Idea).where(Idea.network == scope.network, live(Idea, scope.today()))):
            counts[idea.log_id or ""].update({"ideas": 1})
    rows = [
        {
            "id": page.id,
            "week_of": page.week_of,
            "set": page.set_id,
            **{name: getattr(page, name) for name in ("audience", "thoughts", "achievements")},
            **{name: counts[page.id][name] for name in ("plans", "ticked", "ideas")},
        }
        for page in pages
        if page.id in ids and (page.thoughts or page.achievements or counts[page.id])
    ]
    frame = pd.DataFrame(rows, columns=["id", *columns]).set_index("id")
    return frame.assign(week_of=pd.to_datetime(frame["week_of"]))
