"""The learning thread as a networkx graph: everything that people named, and how one thing led to another.

It knows no concept by name: a record's own table says what it belongs to (its foreign keys), and links say the
rest. So a concept that is added later is in the thread from its first day.
"""

from __future__ import annotations

from typing import Any, Final

import networkx as nx
from sqlalchemy import select
from sqlalchemy.orm import Session, selectin_polymorphic

from workbench.store import Link, Record, Scope, out_of_reach
from workbench.store.base import columns, to_plain
from workbench.store.reader import without_words

BELONGS: Final = {
    "session_id": "holds",
    "set_id": "works on",
    "source_id": "starts",
    "target_id": "is reached by",
    "confirmed_by": "confirmed",
    "prototype_id": "goes through",
    "measure_id": "is drawn anew by",
    "challenge_id": "consists of",
    "supporter_id": "was met",
    "barrier_id": "was taken further",
}
"""The kind of the edge that a foreign key makes, from what it points to; any other key's is its own name."""

OWN_DAY: Final = (
    "held_on", "started_on", "assessed_on", "starts_on", "launched_on", "raised_on", "asked_on", "made_on", "on",
)  # fmt: skip
"""The columns that say better than `valid_from` on which day a record belongs, where a record has them."""


def build(scope: Scope) -> nx.MultiDiGraph:
    """The thread of the scope's network. No records give an empty graph.

    A node is a record by its id, also one that has ended, but not one that was taken back: `kind`; `label` (what
    people read; a connection's is "A → B"); `day` (a date: when it was held, started or first so); `since` (the
    date from which it is there); `ended` (a date, or None while it lasts); and `fields`, its own table's columns
    as plain values.

    An edge is a link, from its source to its target, or a belonging, from the whole to the part (a session
    holds an entry): `kind`, `belongs` (True for a belonging), and for a link `note`, `expectation`, `due`,
    `day` and `ended`. The key of a link is its id, that of a belonging the name of its column.
    """
    graph = nx.MultiDiGraph(network=scope.network)
    with scope.reading() as session:
        records = _records(session, scope.network)
        hidden = out_of_reach(session, scope, [(record.id, record.kind) for record in records])
        for record in records:
            node = {**_node(record), "hidden": record.id in hidden}
            if record.id in hidden:
                node["label"] = hidden[record.id]
                node["fields"] = {name: without_words(name, value) for name, value in node["fields"].items()}
            graph.add_node(record.id, **node)
        for record in records:
            for column in _keys(type(record)):
                whole = getattr(record, column)
                if whole in graph:
                    graph.add_edge(whole, record.id, key=column, kind=BELONGS.get(column, column), belongs=True)
        here = select(Link).where(Link.network == scope.network).order_by(Link.id)
        for link in session.scalars(here):
            if link.source_id in graph and link.target_id in graph and link.valid_to != link.valid_from:
                graph.add_edge(link.source_id, link.target_id, key=link.id, **_edge(link))
    _label_connections(graph)
    return graph


def _records(session: Session, network: str) -> list[Record]:
    kinds = [mapper.class_ for mapper in Record.__mapper__.self_and_descendants if mapper.class_ is not Record]
    here = (
        select(Record).where(Record.network == network).options(selectin_polymorphic(Record, kinds)).order_by(Record.id)
    )
    return [row for row in session.scalars(here) if row.valid_to is None or row.valid_to > row.valid_from]


def _node(record: Record) -> dict[str, Any]:
    fields = _fields(record)
    day = next((getattr(record, name) for name in OWN_DAY if getattr(record, name, None)), record.valid_from)
    return {
        "kind": record.kind,
        "label": fields.get("text") or record.title,
        "day": day,
        "since": record.valid_from,
        "ended": record.valid_to,
        "fields": fields,
    }


def _fields(record: Record) -> dict[str, Any]:
    inherited = {attribute.key for attribute in columns(Record)}
    return {
        attribute.key: to_plain(getattr(record, attribute.key))
        for attribute in columns(type(record))
        if attribute.key not in inherited
    }


def _keys(kind: type[Record]) -> list[str]:
    """The columns of a record's own table that point to another record."""
    return [
        column.name for column in kind.__mapper__.local_table.columns if column.foreign_keys and column.name != "id"
    ]


def _edge(link: Link) -> dict[str, Any]:
    return {
        "kind": link.kind,
        "belongs": False,
        "note": link.note,
        "expectation": link.expectation,
        "due": link.due,
        "day": link.valid_from,
        "ended": link.valid_to,
    }


def _label_connections(graph: nx.MultiDiGraph) -> None:
    labels: dict[str, Any] = dict(graph.nodes(data="label"))
    for _, data in graph.nodes(data=True):
        if data["kind"] == "connection":
            fields = data["fields"]
            ends = [labels.get(fields[end], "something taken back") for end in ("source_id", "target_id")]
            data["label"] = " → ".join(str(end) for end in ends)
