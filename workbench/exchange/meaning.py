"""From rows to a graph and from a graph to rows: what a file means as a map, said once for every format."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Final

import networkx as nx

from workbench.errors import BadInput
from workbench.exchange.rows import CONNECTION_COLUMNS, ELEMENT_COLUMNS, Row, Rows
from workbench.exchange.understood import Part, Trouble, Understood, understand
from workbench.exchange.values import Told, Unclear, as_text, short
from workbench.mapping.simple import is_given

_OF_THE_GRAPH: Final = frozenset({"title", "name", "network", "as_at", "left_out", "node_default", "edge_default"})


def to_graph(rows: Rows, *, file: str = "The file") -> nx.MultiDiGraph:
    """The map that a file holds, as a networkx graph; an edge's key is the id of its connection.

    Nodes carry label, kind, sector, organisation, note, themes, seen_as, size, pinned, x and y; edges kind, direction,
    strength, sign, delay, themes, said_by, sure and note, in the words of `workbench.mapping.vocabulary`; both are
    `lived`, and carry valid_from and valid_to where the file gives them. What the file leaves open is as usual;
    a kind that it does not say, or says in a word that no map has, is the one that claims least: see
    `workbench.exchange.least`.
    `graph.graph` has the `title`, and in `left_out` sentences on what a map cannot hold. Ids are text.
    Raises `BadInput` for the first row that cannot be used, saying how many more there are.
    """
    understood = understand(rows)
    if understood.troubles:
        raise BadInput(first_trouble(understood.troubles, file=file))
    graph = nx.MultiDiGraph(title=understood.title, left_out=tuple(understood.reported))
    for one in understood.elements:
        graph.add_node(one.id, **one.whole(), lived=True)
    for tie in understood.connections:
        whole = tie.whole()
        source, target = whole.pop("source"), whole.pop("target")
        graph.add_edge(source, target, key=tie.id, **whole, lived=True)
    return graph


def first_trouble(troubles: list[Trouble], *, file: str) -> str:
    """One sentence on rows that cannot be used: the first, and how many more."""
    more = len(troubles) - 1
    others = f" (and {more:,} more {'problem' if more == 1 else 'problems'} like this)" if more else ""
    return f"{file}, {troubles[0]}{others}."


def to_rows(graph: nx.Graph) -> Rows:
    """The rows of any networkx graph, ready to be written; an empty graph gives none.

    What a node or an edge does not carry, or a table leaves open (NaN), is as usual; an undirected graph's edges are
    undirected. Ids and labels that are no text become text. `left_out` are sentences on all that the rows do not hold:
    attributes that a map does not have, edges from a node to itself, who confirmed what. The graph is not changed.
    """
    told = Told()
    ids = _ids(graph, told)
    raw = Rows(title=_title(graph))
    for node, given in graph.nodes(data=True):
        row = _row(f"element ‘{short(ids[node])}’", given, ELEMENT_COLUMNS, told)
        raw.elements.append(Row(where=row.where, values={"label": ids[node], **row.values, "id": ids[node]}))
    usual = {"direction": "one way" if graph.is_directed() else "undirected"}
    for (source, target, given), key in zip(graph.edges(data=True), _keys(graph), strict=True):
        row = _row(f"connection from ‘{short(ids[source])}’ to ‘{short(ids[target])}’", given, CONNECTION_COLUMNS, told)
        ends = {"id": key, "source": ids[source], "target": ids[target]}
        raw.connections.append(Row(where=row.where, values={**usual, **row.values, **ends}))
    for name in sorted(map(str, set(graph.graph) - _OF_THE_GRAPH)):
        told.tell(f"What the map as a whole says of ‘{short(name)}’ was left out", "the map")
    return _complete(understand(raw), told)


def _complete(understood: Understood, told: Told) -> Rows:
    for trouble in understood.troubles:
        told.tell(f"A part was left out: {trouble.why}", trouble.where)
    return Rows(
        title=understood.title,
        elements=[_written(one) for one in understood.elements],
        connections=[_written(tie) for tie in understood.connections],
        left_out=[*told.sentences(), *understood.reported],
    )


def _written(part: Part) -> Row:
    values = {name: value for name, value in part.whole().items() if value not in (None, "", [])}
    return Row(where=part.where, values={"id": part.id, **values})


def _row(where: str, given: dict[str, Any], columns: tuple[str, ...], told: Told) -> Row:
    values = {}
    for name, found in given.items():
        value = found.item() if getattr(found, "shape", None) == () else found  # a single number of numpy's
        if not is_given(value) or name in ("id", "source", "target"):
            continue
        if name == "lived":
            if value is False:
                told.tell("That only the public register says so was left out", where)
        elif name in columns:
            values[name] = value
        else:
            told.tell(f"What it says of ‘{short(str(name))}’ was left out", where)
    return Row(where=where, values=values)


def _ids(graph: nx.Graph, told: Told) -> dict[Hashable, str]:
    """A text for every node, each its own: networkx takes 1 and "1" for two."""
    ids: dict[Hashable, str] = {}
    taken: set[str] = set()
    for node in sorted(graph, key=lambda node: not isinstance(node, str)):  # text keeps its id
        text = _text(node)
        if not isinstance(node, str):
            told.tell("An id that is no text was made text", f"element ‘{short(text)}’")
        clean, number = text, 1
        while clean in taken or not clean.strip():
            number += 1
            clean = f"{text} ({number})".strip()
        taken.add(clean)
        ids[node] = clean
    return ids


def _keys(graph: nx.Graph) -> list[str]:
    """The ids of the connections, in the order of the edges: their keys, or numbers where those are not unique."""
    keys = [_text(key) for _, _, key in graph.edges(keys=True)] if isinstance(graph, nx.MultiGraph) else []
    unique = len(set(keys)) == len(keys) and all(key.strip() for key in keys)
    return keys if keys and unique else [str(number + 1) for number in range(graph.number_of_edges())]


def _text(value: Any) -> str:
    try:
        return as_text(value)
    except Unclear:
        return short(str(value), 200)


def _title(graph: nx.Graph) -> str:
    given = (graph.graph.get(name) for name in ("title", "name"))
    return next((title for title in given if isinstance(title, str) and title.strip()), "")
