"""What changed, as lines of the first page: a sentence each, and the page that shows it."""

from __future__ import annotations

from typing import Any

from workbench.workspace import Network

Row = dict[str, Any]
Rows = dict[str, dict[str, Row]]
"""A state of the feed: entity → id → column → plain value."""
Line = dict[str, Any]
"""`says`, and `href` where one page shows it."""


def line(says: str, href: str) -> Line:
    """One line."""
    return {"says": says, "href": href}


def lives(row: Row, today: str) -> bool:
    """Whether a row stands: it has not ended."""
    return row["valid_to"] is None or row["valid_to"] > today


def new(entity: str, then: Rows, now: Rows, today: str) -> list[Row]:
    """The live rows of an entity that were not there then, the oldest first."""
    known, rows = then.get(entity, {}), now.get(entity, {})
    return [rows[key] for key in sorted(rows) if key not in known and lives(rows[key], today)]


def now_said(entity: str, column: str, then: Rows, now: Rows, today: str) -> list[Row]:
    """The live rows of an entity whose column holds something and held nothing then, the oldest first."""
    known, rows = then.get(entity, {}), now.get(entity, {})
    said = (key for key in sorted(rows) if rows[key][column] and not known.get(key, {}).get(column))
    return [rows[key] for key in said if lives(rows[key], today)]


def readable(network: Network, rows: list[Row]) -> list[Row]:
    """Those of these rows that whoever looks may read."""
    hidden = network.out_of_reach([(row["id"], row["kind"]) for row in rows])
    return [row for row in rows if row["id"] not in hidden]
