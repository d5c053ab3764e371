"""Cytoscape's JSON (`.cyjs`), as Cytoscape's desktop writes it; what Cytoscape.js and networkx write is read too.

A node's and an edge's `data` hold our columns by their names, beside those that Cytoscape shows by itself: `name` is
the label, `interaction` the kind. Lists are lists, yes and no are true and false.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from workbench.errors import BadInput
from workbench.exchange import foreign, limits
from workbench.exchange.rows import CONNECTION_COLUMNS, ELEMENT_COLUMNS, Row, Rows, Written
from workbench.exchange.untrusted import listing, mapping, number, parse_json, whole, words
from workbench.words import counted

_WHAT: Final = "Cytoscape JSON"


def read(data: bytes) -> Rows:
    """What a Cytoscape file says. Raises `BadInput` where it is none."""
    found = parse_json(data, _WHAT)
    about = mapping(found)
    nodes, edges = _parts(found)
    undirected = about.get("directed") is False
    rows = Rows(title=_title(about))
    elements = [_node(node, place) for place, node in enumerate(nodes, 1)]
    connections = [_edge(edge, place, undirected=undirected) for place, edge in enumerate(edges, 1)]
    foreign.take_out_looks([*elements, *connections], rows.left_out)
    foreign.weigh(connections, rows.left_out)
    for place, values in enumerate(elements, 1):
        rows.elements.append(Row(where=f"node {place} of the Cytoscape file", values=values))
    for place, values in enumerate(connections, 1):
        rows.connections.append(Row(where=f"edge {place} of the Cytoscape file", values=values))
    groups = sum(mapping(mapping(node).get("data")).get("parent") is not None for node in nodes)
    if groups:
        lying = counted(groups, "node lies", "nodes lie")
        rows.left_out.append(f"That {lying} within others is left out: a map has no groups.")
    notes = len(listing(mapping(about.get("data")).get("__Annotations")))
    if notes:
        rows.left_out.append(f"{counted(notes, 'annotation')} beside the network left out: a map has none.")
    if about.get("style"):
        rows.left_out.append("The style of the drawing is left out: a map chooses its own.")
    return rows


def _parts(found: Any) -> tuple[list[Any], list[Any]]:
    """The nodes and edges: apart, or in one list as Cytoscape.js may have them."""
    elements = mapping(found).get("elements") if isinstance(found, dict) else found
    if isinstance(elements, list):
        limits.few_enough(len(elements))
        nodes, edges = [], []
        for part in elements:
            data = mapping(mapping(part).get("data"))
            joins = mapping(part).get("group") == "edges" or ("source" in data and "target" in data)
            (edges if joins else nodes).append(part)
        return nodes, edges
    if not isinstance(elements, dict) or not isinstance(elements.get("nodes", []), list):
        raise BadInput("The file is JSON, but no network of Cytoscape’s: it has no elements; choose another file.")
    nodes, edges = listing(elements.get("nodes")), listing(elements.get("edges"))
    limits.few_enough(len(nodes) + len(edges))
    return nodes, edges


def _title(about: Mapping[str, Any]) -> str:
    data = about.get("data")
    if isinstance(data, list):  # as networkx writes it: pairs
        data = {words(pair[0]): pair[1] for pair in data if isinstance(pair, list) and len(pair) == 2}
    return words(mapping(data).get("name"))


def _data(part: Any, what: str, place: int) -> dict[str, Any]:
    data = mapping(part).get("data")
    if not isinstance(data, dict):
        raise BadInput(
            f"{what} {place} of the Cytoscape JSON file has no data; take it out, or save the network again."
        )
    return {whole(name): value for name, value in data.items() if not isinstance(value, dict)}


def _node(node: Any, place: int) -> dict[str, Any]:
    found = _data(node, "Node", place)
    name = words(found.pop("id", None))
    if not name:
        raise BadInput(f"Node {place} of the Cytoscape JSON file has no id; give every node an id.")
    if words(found.get("value")) == name:  # networkx's own id
        del found["value"]
    found.pop("parent", None)
    at = mapping(mapping(node).get("position"))
    x, y = number(at.get("x")), number(at.get("y"))
    if x is not None and y is not None:
        found |= {"x": x, "y": y}
    values = {"id": name, **foreign.element_values(found)}
    values.setdefault("label", name)
    return values


def _edge(edge: Any, place: int, *, undirected: bool) -> dict[str, Any]:
    found = _data(edge, "Edge", place)
    ends = {end: words(found.pop(end, None)) for end in ("source", "target")}
    if not all(ends.values()):
        raise BadInput(f"Edge {place} of the Cytoscape JSON file has no source or no target; give every edge both.")
    name = words(found.pop("id", None))
    found.setdefault("direction", "undirected" if undirected else "one way")
    if found.get("kind") == found.get("interaction"):
        found.pop("interaction", None)
    if words(found.get("key")) in ("0", name):  # networkx's number of the edge among several
        found.pop("key", None)
    own = {"id": name} if name else {}
    return {**own, **ends, **foreign.connection_values(found)}


def write(rows: Rows) -> Written:
    """The map as Cytoscape's desktop would save it, in UTF-8; the same rows give the same bytes."""
    nodes, edges, labels = [], [], {}
    for row in rows.elements:
        said = foreign.said(row, ELEMENT_COLUMNS)
        label = str(said.get("label", ""))
        labels[said.get("id")] = label
        x, y = said.pop("x", None), said.pop("y", None)
        node: dict[str, Any] = {"data": {**said, "name": label, "shared_name": label}, "selected": False}
        if x is not None and y is not None:
            node["position"] = {"x": x, "y": y}
        nodes.append(node)
    for row in rows.connections:
        said = foreign.said(row, CONNECTION_COLUMNS)
        kind = said.get("kind", "is related to")
        shown = f"{labels.get(said.get('source'), '')} ({kind}) {labels.get(said.get('target'), '')}"
        edges.append({"data": {**said, "name": shown, "shared_name": shown, **_interaction(said)}, "selected": False})
    whole_file = {
        "format_version": "1.0",
        "generated_by": "action-learning-workbench",
        "target_cytoscapejs_version": "~2.1",
        "data": {"name": rows.title, "shared_name": rows.title, "selected": True},
        "elements": {"nodes": nodes, "edges": edges},
    }
    return Written(data=as_bytes(whole_file))


def _interaction(said: Mapping[str, Any]) -> dict[str, Any]:
    return {"interaction": said["kind"], "shared_interaction": said["kind"]} if "kind" in said else {}


def as_bytes(value: Any) -> bytes:
    """A value as JSON in UTF-8 for people to look into; halves of letters become �."""
    return (whole(json.dumps(value, ensure_ascii=False, indent=1)) + "\n").encode()
