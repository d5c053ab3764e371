"""Prototypes as plain values, for pages and tables."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

import pandas as pd
from sqlalchemy import select

from workbench.prototypes.models import Prototype
from workbench.store import Link, Scope, live

_TIES: Final = ("means to change", "measured by", "came from")


def listed(scope: Scope) -> list[dict[str, Any]]:
    """Every live prototype of the network, by number; dates as ISO text. No prototypes give an empty list.

    Each has `id`, `number`, `title`, `hypothesis`, `owner`, `stage`, `reason`, `started_on`, `ended_on`,
    `set`, `named_on`, `version`, and what it is tied to: `relationships` (`connection`, `how`, `note`, `due`),
    `measures` (`measure`, `direction`, `due`), `came_from` (record ids).
    """
    with scope.reading() as session:
        here = select(Prototype).where(Prototype.network == scope.network, live(Prototype, scope.today()))
        rows = list(session.scalars(here.order_by(Prototype.number)))
        ties: dict[str, list[Link]] = defaultdict(list)
        wanted = select(Link).where(Link.network == scope.network, Link.kind.in_(_TIES), live(Link, scope.today()))
        for link in session.scalars(wanted.order_by(Link.id)):
            ties[link.source_id].append(link)
    return [_plain(row, ties[row.id]) for row in rows]


def table(scope: Scope) -> pd.DataFrame:
    """One row a prototype, index `id`; the same columns, without rows, if there is none."""
    columns = ["number", "title", "stage", "owner", "started_on", "ended_on", "hypothesis", "reason"]
    counted = ["relationships", "measures", "came_from"]
    rows = [
        {
            "id": plain["id"],
            **{name: plain[name] for name in columns},
            **{name: len(plain[name]) for name in counted},
        }
        for plain in listed(scope)
    ]
    frame = pd.DataFrame(rows, columns=["id", *columns, *counted]).set_index("id")
    for name in ("started_on", "ended_on"):
        frame[name] = pd.to_datetime(frame[name])
    return frame


def _plain(row: Prototype, links: list[Link]) -> dict[str, Any]:
    return {
        "id": row.id,
        "number": row.number,
        "title": row.title,
        "hypothesis": row.hypothesis,
        "owner": row.owner,
        "stage": row.stage,
        "reason": row.reason,
        "started_on": _iso(row.started_on),
        "ended_on": _iso(row.ended_on),
        "set": row.set_id,
        "named_on": _iso(row.valid_from),
        "version": row.version,
        "relationships": [
            {
                "connection": link.target_id,
                "how": link.expectation,
                "note": link.note,
                "due": _iso(link.due),
            }
            for link in links
            if link.kind == "means to change"
        ],
        "measures": [
            {"measure": link.target_id, "direction": link.expectation, "due": _iso(link.due)}
            for link in links
            if link.kind == "measured by"
        ],
        "came_from": [link.target_id for link in links if link.kind == "came from"],
    }


def _iso(day: Any) -> str | None:
    return None if day is None else day.isoformat()
