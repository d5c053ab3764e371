"""Reading the map, as it is now or as it was on a day, as plain dictionaries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, Final, TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.mapping.models import Connection, Element
from workbench.store import Scope, history, live
from workbench.store.base import columns, to_plain

_EVIDENCE: Final = ("lived", "provenance", "register_source", "file_source", "confirmed_on", "confirmed_by")
_COMMON: Final = ("version", "valid_from", "valid_to", "changed_at", "changed_by")
ELEMENT_COLUMNS: Final = (
    "id",
    "label",
    "kind",
    "sector",
    "organisation",
    "note",
    "themes",
    "seen_as",
    "size",
    "pinned",
    "x",
    "y",
    "register_code",
    *_EVIDENCE,
    *_COMMON,
)
"""What is read of every element; days and moments are ISO text."""
CONNECTION_COLUMNS: Final = (
    "id",
    "source",
    "target",
    "kind",
    "direction",
    "strength",
    "sign",
    "delay",
    "themes",
    "said_by",
    "sure",
    "note",
    *_EVIDENCE,
    *_COMMON,
)
"""What is read of every connection; `source` and `target` are the ids of its ends."""


class MapParts(TypedDict):
    """The live elements and connections of one map, as plain dictionaries; both empty for an empty map."""

    elements: list[dict[str, Any]]
    connections: list[dict[str, Any]]


def read(scope: Scope, *, as_at: date | None = None) -> MapParts:
    """The map of the scope's network as at a day, today if it is None.

    What was there that day is told by the validity dates as they are known now; what it was like (its label,
    its strength …) by the feed at the end of that day, or as first recorded for what was recorded later.
    A connection is there only while both its ends are.
    """
    day = as_at or scope.today()
    with scope.reading() as session:
        elements = rows(session, Element, scope.network, day)
        connections = rows(session, Connection, scope.network, day)
        if day < scope.today():
            _as_they_were(session, [*elements.values(), *connections.values()], scope.network, day)
    return {
        "elements": [as_element(row) for row in elements.values()],
        "connections": [as_connection(row) for row in connections.values() if joins(row, elements)],
    }


def rows(
    session: Session, kind: type, network: str, day: date, *, among: Sequence[str] | None = None
) -> dict[str, dict[str, Any]]:
    """The rows of a network that are live on a day: id → column → plain value, in the order of their ids.

    With `among`, only those of these ids. Read as plain columns: a map has thousands of rows, and none is changed.
    """
    names = [attribute.key for attribute in columns(kind)]
    wanted = (
        select(*(getattr(kind, name) for name in names))
        .where(kind.network == network, live(kind, day))  # type: ignore[attr-defined]
        .order_by(kind.id)  # type: ignore[attr-defined]
    )
    if among is not None:
        wanted = wanted.where(kind.id.in_(among))  # type: ignore[attr-defined]
    found = (dict(zip(names, map(to_plain, row), strict=True)) for row in session.execute(wanted))
    return {row["id"]: row for row in found}


def joins(connection: Mapping[str, Any], elements: Mapping[str, Any]) -> bool:
    """Whether both ends of a connection's row are among these elements."""
    return connection["source_id"] in elements and connection["target_id"] in elements


def _as_they_were(session: Session, rows: list[dict[str, Any]], network: str, day: date) -> None:
    end_of_day = datetime.combine(day, time.max).astimezone()
    then = history.state(session, as_at=end_of_day, network=network, entities=("element", "connection"))
    known = {**then.get("element", {}), **then.get("connection", {})}
    later = history.first_states(session, [row["id"] for row in rows if row["id"] not in known])
    for row in rows:
        earlier = known.get(row["id"]) or later[row["id"]]
        row.update({name: value for name, value in earlier.items() if name not in ("valid_from", "valid_to")})


def as_element(row: dict[str, Any]) -> dict[str, Any]:
    """An element as people know its parts, from its row."""
    named = {**row, "label": row["title"], "kind": row["type"], "lived": _lived(row)}
    return {name: named[name] for name in ELEMENT_COLUMNS}


def as_connection(row: dict[str, Any]) -> dict[str, Any]:
    """A connection as people know its parts, from its row."""
    named = {
        **row,
        "source": row["source_id"],
        "target": row["target_id"],
        "kind": row["type"],
        "lived": _lived(row),
    }
    return {name: named[name] for name in CONNECTION_COLUMNS}


def _lived(row: dict[str, Any]) -> bool:
    return row["provenance"] == "lived" or row["confirmed_on"] is not None
