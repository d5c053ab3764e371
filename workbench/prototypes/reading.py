"""Prototypes as plain values, for pages and tables."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, Final

import pandas as pd
from sqlalchemy import select

from workbench.fields import as_text
from workbench.prototypes import cycles, progress
from workbench.prototypes.models import Progress, Prototype, TestCycle
from workbench.store import Link, Scope, live

_TIES: Final = ("means to change", "measured by", "came from")


def listed(scope: Scope) -> list[dict[str, Any]]:
    """Every live prototype of the network, by number; dates as ISO text. No prototypes give an empty list.

    Each has `id`, `number`, `title`, `hypothesis`, `owner`, `stage`, `reason`, `started_on`, `ended_on`,
    `set`, `named_on`, `version`, `principle`, `people`, `themes`, the rule suspended for it: `rule`, `rule_by`,
    `rule_until` and `rule_over` (True once that day has passed). What it is tied to: `relationships` (`connection`,
    `how`, `note`, `due`), `measures` (`measure`, `direction`, `due`), `came_from` (record ids). And what was learnt on
    the way: `cycles`, by number (see `cycles.plain`), and `progress`, oldest first (see `progress.plain`).
    `began_earlier` is the earliest of its tests if that began before testing is said to have begun (`number`, `on`),
    else None.
    """
    today = scope.today()
    with scope.reading() as session:
        here = select(Prototype).where(Prototype.network == scope.network, live(Prototype, scope.today()))
        rows = list(session.scalars(here.order_by(Prototype.number)))
        ties: dict[str, list[Link]] = defaultdict(list)
        wanted = select(Link).where(Link.network == scope.network, Link.kind.in_(_TIES), live(Link, scope.today()))
        for link in session.scalars(wanted.order_by(Link.id)):
            ties[link.source_id].append(link)
        tests: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for cycle in session.scalars(_of(TestCycle, scope).order_by(TestCycle.number)):
            tests[cycle.prototype_id].append(cycles.plain(cycle, today=today))
        come: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for step in session.scalars(_of(Progress, scope).order_by(Progress.assessed_on, Progress.id)):
            come[step.prototype_id].append(progress.plain(step))
    return [
        {
            **_plain(row, ties[row.id], today=today),
            "cycles": tests[row.id],
            "progress": come[row.id],
            "began_earlier": _began_earlier(row, tests[row.id], today=today),
        }
        for row in rows
    ]


def table(scope: Scope) -> pd.DataFrame:
    """One row a prototype, index `id`; the same columns, without rows, if there is none."""
    columns = ["number", "title", "stage", "owner", "started_on", "ended_on", "hypothesis", "reason"]
    columns += ["principle", "rule", "rule_by", "rule_until", "people"]
    counted = ["relationships", "measures", "came_from", "cycles"]
    rows = [
        {
            "id": plain["id"],
            **{name: plain[name] for name in columns},
            **{name: len(plain[name]) for name in counted},
            "score": plain["progress"][-1]["score"] if plain["progress"] else None,
        }
        for plain in listed(scope)
    ]
    frame = pd.DataFrame(rows, columns=["id", *columns, *counted, "score"]).set_index("id")
    for name in ("started_on", "ended_on", "rule_until"):
        frame[name] = pd.to_datetime(frame[name])
    return frame.astype({"score": "float64"})


def cycles_table(scope: Scope) -> pd.DataFrame:
    """One row a test cycle, index `id`, by prototype and number; the same columns, without rows, if there is none."""
    columns = ["prototype", "prototype_number", "prototype_title", "number", "state", *cycles.READ_AS]
    frame = _parts(scope, "cycles", columns)
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in ("started_on", "ended_on")})


def progress_table(scope: Scope) -> pd.DataFrame:
    """One row a time that a prototype was assessed, index `id`, by prototype and day; else as `cycles_table`."""
    columns = ["prototype", "prototype_number", "prototype_title", "assessed_on", "score", "name", "why"]
    frame = _parts(scope, "progress", columns)
    return frame.assign(assessed_on=pd.to_datetime(frame["assessed_on"])).astype({"score": "float64"})


def _parts(scope: Scope, name: str, columns: list[str]) -> pd.DataFrame:
    rows = [
        {
            **part,
            "prototype": plain["id"],
            "prototype_number": plain["number"],
            "prototype_title": plain["title"],
        }
        for plain in listed(scope)
        for part in plain[name]
    ]
    return pd.DataFrame(rows, columns=["id", *columns]).set_index("id")


def _of(part: type[TestCycle | Progress], scope: Scope) -> Any:
    return select(part).where(part.network == scope.network, live(part, scope.today()))


def _began_earlier(row: Prototype, tests: list[dict[str, Any]], *, today: date) -> dict[str, Any] | None:
    """The first test by day, where it began before the prototype did; one after its end says nothing of the start."""
    begun = [(test["started_on"] or test["ended_on"], test["number"]) for test in tests]
    on, number = min(((day, number) for day, number in begun if day), default=(None, 0))
    upto = min(filter(None, (as_text(today), as_text(row.ended_on))))
    if on is None or on > upto or (row.started_on is not None and as_text(row.started_on) <= on):
        return None
    return {"number": number, "on": on}


def _plain(row: Prototype, links: list[Link], *, today: date) -> dict[str, Any]:
    return {
        "id": row.id,
        "number": row.number,
        "title": row.title,
        "hypothesis": row.hypothesis,
        "owner": row.owner,
        "stage": row.stage,
        "reason": row.reason,
        "started_on": as_text(row.started_on),
        "ended_on": as_text(row.ended_on),
        "set": row.set_id,
        "named_on": as_text(row.valid_from),
        "version": row.version,
        "principle": row.principle,
        "people": row.people,
        "themes": list(row.themes),
        "rule": row.rule,
        "rule_by": row.rule_by,
        "rule_until": as_text(row.rule_until),
        "rule_over": bool(row.rule and row.rule_until and row.rule_until < today),
        "relationships": [
            {
                "connection": link.target_id,
                "how": link.expectation,
                "note": link.note,
                "due": as_text(link.due),
            }
            for link in links
            if link.kind == "means to change"
        ],
        "measures": [
            {"measure": link.target_id, "direction": link.expectation, "due": as_text(link.due)}
            for link in links
            if link.kind == "measured by"
        ],
        "came_from": [link.target_id for link in links if link.kind == "came from"],
    }
