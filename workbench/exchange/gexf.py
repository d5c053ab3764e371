"""GEXF 1.3, the format of Gephi: a map as nodes and edges with attributes, directions and places.

Each column is an attribute of its own name. Lists are joined with “|”, days are ISO text. A connection's direction is
the edge's type, its kind the edge's kind. Gephi's y grows upwards and a map's downwards, so y changes its sign on the
way in and out.
"""

from __future__ import annotations

import re
from typing import Any, Final
from xml.etree.ElementTree import Element

from workbench.errors import BadInput
from workbench.exchange import foreign
from workbench.exchange.markup import Markup
from workbench.exchange.rows import CONNECTION_COLUMNS, ELEMENT_COLUMNS, Row, Rows, Written
from workbench.exchange.untrusted import number, parse_xml
from workbench.words import counted

_WHAT: Final = "GEXF"
_NAMES: Final = {"size": "size_on_map"}
_NODE_KEYS: Final = tuple(name for name in ELEMENT_COLUMNS if name not in ("id", "label", "x", "y"))
_EDGE_KEYS: Final = tuple(
    name for name in CONNECTION_COLUMNS if name not in ("id", "source", "target", "kind", "direction")
)
_FRAME: Final = {"xmlns": "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz", "version": "1.3"}
_TYPES: Final = {"one way": "directed", "mutual": "mutual", "undirected": "undirected"}
_DIRECTIONS: Final = {written: direction for direction, written in _TYPES.items()}
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_TIMES: Final = ("start", "end")
_DRAWN: Final = ("color", "size", "shape", "thickness")


def read(data: bytes) -> Rows:
    """What a GEXF file says. Raises `BadInput` where it is none."""
    root = parse_xml(data, _WHAT)
    graph = root.find("graph")
    if root.tag != "gexf" or graph is None:
        raise BadInput("The file is XML, but there is no GEXF graph in it; save the map as GEXF first.")
    rows = Rows(title=(root.findtext("meta/description") or ""))
    names = {kind: _attributes(graph, kind) for kind in ("node", "edge")}
    undirected = graph.get("defaultedgetype", "undirected")
    elements = [_node(node, names["node"]) for node in graph.iter("node")]
    connections = [_edge(edge, names["edge"], undirected) for edge in graph.iter("edge")]
    foreign.take_out_looks([*elements, *connections], rows.left_out)
    foreign.weigh(connections, rows.left_out)
    for place, values in enumerate(elements, 1):
        rows.elements.append(Row(where=f"node {place} of the GEXF file", values=values))
    for place, values in enumerate(connections, 1):
        rows.connections.append(Row(where=f"edge {place} of the GEXF file", values=values))
    _report(rows, graph)
    return rows


def _report(rows: Rows, graph: Element) -> None:
    groups = sum(node.find("nodes") is not None or node.get("pid") is not None for node in graph.iter("node"))
    if groups:
        lying = counted(groups, "node lies", "nodes lie")
        rows.left_out.append(f"That {lying} within others is left out: a map has no groups.")
    spells = sum(1 for _ in graph.iter("spell")) + sum(
        value.get("start") is not None for value in graph.iter("attvalue")
    )
    times = sum(
        not _DAY.match(part.get(end, "2000-01-01"))
        for part in graph.iter()
        if part.tag in ("node", "edge")
        for end in _TIMES
    )
    if times:
        rows.left_out.append(f"{counted(times, 'time that is no day', 'times that are no days')} left out.")
    if spells:
        rows.left_out.append(
            f"{counted(spells, 'value')} that change over time are left out, but for the last of each."
        )


def _attributes(graph: Element, kind: str) -> dict[str, tuple[str, str | None]]:
    """The name and the default of each attribute, by its id in the file."""
    return {
        one.get("id", ""): (one.get("title") or one.get("id", ""), one.findtext("default"))
        for group in graph.findall("attributes")
        if group.get("class") == kind
        for one in group.findall("attribute")
    }


def _said(part: Element, names: dict[str, tuple[str, str | None]]) -> dict[str, Any]:
    found: dict[str, Any] = {title: default for title, default in names.values() if default}
    for value in part.iterfind("attvalues/attvalue"):
        name = value.get("for") or value.get("id") or ""
        found[names[name][0] if name in names else name] = value.get("value")
    for end in _TIMES:
        if day := _DAY.match(part.get(end, "")):
            found.setdefault(end, day.group())
    for look in _DRAWN:
        if part.find(look) is not None:
            found.setdefault("colour", "drawn")
    return found


def _node(node: Element, names: dict[str, tuple[str, str | None]]) -> dict[str, Any]:
    name = node.get("id")
    if not name:
        raise BadInput("The GEXF file has a node without an id; give every node an id.")
    found = _said(node, names)
    found["label"] = node.get("label") or found.get("label") or name
    place = node.find("position")
    if place is not None:
        x, y = number(place.get("x")), number(place.get("y"))
        if x is not None and y is not None:
            found |= {"x": x, "y": 0.0 - y}
    return {"id": name, **foreign.element_values(found)}


def _edge(edge: Element, names: dict[str, tuple[str, str | None]], default: str) -> dict[str, Any]:
    source, target = edge.get("source"), edge.get("target")
    if not source or not target:
        raise BadInput("The GEXF file has an edge without a source or a target; give every edge both.")
    found = _said(edge, names)
    for name in ("kind", "label", "weight"):
        if edge.get(name):
            found[name] = edge.get(name)
    if found.get("label") == found.get("kind"):
        found.pop("label", None)
    found["direction"] = _DIRECTIONS.get(edge.get("type", default), "one way")
    values = foreign.connection_values(found)
    own = {"id": edge.get("id")} if edge.get("id") else {}
    return {**own, "source": source, "target": target, **values}


def write(rows: Rows) -> Written:
    """The map as GEXF 1.3, in UTF-8; the same rows give the same bytes."""
    markup = Markup()
    tag, text = markup.tag, markup.text

    def attributes(kind: str, names: tuple[str, ...]) -> str:
        said = [tag("attribute", {"id": name, "title": _NAMES.get(name, name), "type": _type(name)}) for name in names]
        return tag("attributes", {"class": kind, "mode": "static"}, said)

    def values(given: dict[str, Any], names: tuple[str, ...]) -> str:
        held = [tag("attvalue", {"for": name, "value": _cell(given[name])}) for name in names if name in given]
        return tag("attvalues", None, held) if held else ""

    nodes, edges = [], []
    for row in rows.elements:
        said = foreign.said(row, ELEMENT_COLUMNS)
        inside = values(said, _NODE_KEYS)
        if "x" in said and "y" in said:
            inside += tag("viz:position", {"x": float(said["x"]), "y": 0.0 - said["y"], "z": 0.0})
        nodes.append(tag("node", {"id": said.get("id", ""), "label": said.get("label", "")}, inside))
    for row in rows.connections:
        said = foreign.said(row, CONNECTION_COLUMNS)
        given = {name: said.get(name) for name in ("id", "source", "target")}
        given |= {"type": _TYPES.get(said.get("direction", ""), "directed"), "label": said.get("kind")}
        given |= {"kind": said.get("kind"), "weight": float(said["strength"]) if said.get("strength") else None}
        edges.append(tag("edge", given, values(said, _EDGE_KEYS)))
    meta = tag(
        "meta", None, tag("creator", None, "Action Learning Workbench") + tag("description", None, text(rows.title))
    )
    graph = [
        attributes("node", _NODE_KEYS),
        attributes("edge", _EDGE_KEYS),
        tag("nodes", None, "\n" + "\n".join(nodes) + "\n"),
        tag("edges", None, "\n" + "\n".join(edges) + "\n"),
    ]
    inside = [meta, tag("graph", {"mode": "static", "defaultedgetype": "directed"}, "\n" + "\n".join(graph) + "\n")]
    whole = tag("gexf", _FRAME, "\n" + "\n".join(inside) + "\n")
    return Written(
        data=f'<?xml version="1.0" encoding="UTF-8"?>\n{whole}\n'.encode(),
        left_out=markup.left_out(),
    )


def _type(name: str) -> str:
    if name in foreign.YES_NO:
        return "boolean"
    return "integer" if name in foreign.WHOLE else "string"


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "|".join(map(str, value)) if isinstance(value, list) else str(value)
