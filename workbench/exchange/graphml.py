"""GraphML: a map as nodes and edges with typed keys, which yEd, Gephi, Cytoscape, igraph and networkx read.

Each column is a key of its own name. Lists are joined with “|”, days are ISO text. A connection's direction is a key
too: several tools refuse a file in which some edges are directed and some are not. Of yEd's own drawing the labels,
the places and the arrows are read.
"""

from __future__ import annotations

from typing import Any, Final
from xml.etree.ElementTree import Element

from workbench.errors import BadInput
from workbench.exchange import foreign
from workbench.exchange.markup import Markup
from workbench.exchange.rows import CONNECTION_COLUMNS, ELEMENT_COLUMNS, Row, Rows, Written
from workbench.exchange.untrusted import number, parse_xml
from workbench.words import counted

_WHAT: Final = "GraphML"
_NAMES: Final = {"size": "size_on_map"}  # other tools take a “size” for a number of pixels
_NODE_KEYS: Final = tuple(name for name in ELEMENT_COLUMNS if name != "id")
_EDGE_KEYS: Final = (*(name for name in CONNECTION_COLUMNS if name not in ("id", "source", "target")), "weight")
_FRAME: Final = {
    "xmlns": "http://graphml.graphdrawing.org/xmlns",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
}


def read(data: bytes) -> Rows:
    """What a GraphML file says; the first graph of several. Raises `BadInput` where it is none."""
    root = parse_xml(data, _WHAT)
    graphs = root.findall("graph")
    if root.tag != "graphml" or not graphs:
        raise BadInput("The file is XML, but there is no GraphML graph in it; save the map as GraphML first.")
    graph, keys = graphs[0], {key.get("id", ""): key for key in root.iter("key")}
    about = _said(graph, keys, "graph")
    rows = Rows(title=str(about.get("title") or about.get("name") or ""))
    undirected = graph.get("edgedefault") == "undirected"
    elements = [(_node(node, keys), node) for node in graph.iter("node")]
    connections = [_edge(edge, keys, undirected=undirected) for edge in graph.iter("edge")]
    foreign.take_out_looks([*(values for values, _ in elements), *connections], rows.left_out)
    foreign.weigh(connections, rows.left_out)
    for place, (values, _) in enumerate(elements, 1):
        rows.elements.append(Row(where=f"node {place} of the GraphML file", values=values))
    for place, values in enumerate(connections, 1):
        rows.connections.append(Row(where=f"edge {place} of the GraphML file", values=values))
    _report(rows, root, graphs)
    return rows


def _report(rows: Rows, root: Element, graphs: list[Element]) -> None:
    if len(graphs) > 1:
        rows.left_out.append(f"{counted(len(graphs) - 1, 'further graph')} of the file left out: a map is one.")
    groups = sum(node.find("graph") is not None for node in graphs[0].iter("node"))
    if groups:
        rows.left_out.append(
            f"What {counted(groups, 'group')} held together is left out; the groups and their parts are elements."
        )
    several = sum(1 for _ in root.iter("hyperedge"))
    if several:
        rows.left_out.append(f"{counted(several, 'connection')} of more than two elements left out: a map has none.")


def _said(part: Element, keys: dict[str, Element], what: str) -> dict[str, Any]:
    """What the keys say of a node, an edge or the graph, by name; a key's default where it says nothing."""
    found: dict[str, Any] = {}
    for name, key in keys.items():
        default = key.find("default")
        if default is not None and default.text and key.get("for", "all") in (what, "all"):
            found[key.get("attr.name", name)] = default.text
    for data in part.findall("data"):
        name = data.get("key", "")
        key = keys.get(name)
        if len(data):
            continue  # a drawing, of which `_drawn_node` and `_drawn_edge` take what they know
        if data.text:
            found[key.get("attr.name", name) if key is not None else name] = data.text
    return found


def _node(node: Element, keys: dict[str, Element]) -> dict[str, Any]:
    name = node.get("id")
    if not name:
        raise BadInput("The GraphML file has a node without an id; give every node an id.")
    found = _said(node, keys, "node")
    for key, value in _drawn_node(node).items():
        found.setdefault(key, value)
    values = {"id": name, **foreign.element_values(found)}
    values.setdefault("label", name)
    return values


def _drawn_node(node: Element) -> dict[str, Any]:
    """The label and the middle of a node as yEd draws it; whatever it does not draw is absent."""
    found: dict[str, Any] = {}
    for data in node.findall("data"):
        label, box = data.find(".//NodeLabel"), data.find(".//Geometry")
        if label is not None and (text := "".join(label.itertext()).strip()):
            found.setdefault("label", text)
        if data.find(".//Fill") is not None:
            found["colour"] = "drawn"
        if box is not None:
            x, y, width, height = (number(box.get(side)) for side in ("x", "y", "width", "height"))
            if x is not None and y is not None:
                found |= {"x": x + (width or 0) / 2, "y": y + (height or 0) / 2}
    return found


def _edge(edge: Element, keys: dict[str, Element], *, undirected: bool) -> dict[str, Any]:
    found = _said(edge, keys, "edge")
    ends = [edge.get("source"), edge.get("target")]
    if not all(ends):
        raise BadInput("The GraphML file has an edge without a source or a target; give every edge both.")
    for label in edge.iterfind(".//EdgeLabel"):
        if text := "".join(label.itertext()).strip():
            found.setdefault("label", text)
    if "direction" not in found:
        own = edge.get("directed")
        both_ways = undirected if own is None else own == "false"
        found["direction"] = "undirected" if both_ways else "one way"
        arrows = edge.find(".//Arrows")
        if arrows is not None:
            at = arrows.get("source", "none") != "none", arrows.get("target", "none") != "none"
            found["direction"] = {(True, True): "mutual", (False, False): "undirected"}.get(at, "one way")
            if at == (True, False):
                ends.reverse()
    values = foreign.connection_values(found)
    own = {"id": edge.get("id")} if edge.get("id") else {}
    return {**own, "source": ends[0], "target": ends[1], **values}


def write(rows: Rows) -> Written:
    """The map as GraphML, in UTF-8; the same rows give the same bytes."""
    markup = Markup()
    tag, text = markup.tag, markup.text

    def data(kind: str, values: dict[str, Any], names: tuple[str, ...]) -> list[str]:
        return [tag("data", {"key": f"{kind}_{name}"}, text(_cell(values[name]))) for name in names if name in values]

    lines = [_key(tag, "node", name) for name in _NODE_KEYS] + [_key(tag, "edge", name) for name in _EDGE_KEYS]
    lines.append(tag("key", {"id": "title", "for": "graph", "attr.name": "title", "attr.type": "string"}))
    inside = [tag("data", {"key": "title"}, text(rows.title))] if rows.title else []
    for row in rows.elements:
        values = foreign.said(row, ELEMENT_COLUMNS)
        inside.append(tag("node", {"id": values.get("id", "")}, data("node", values, _NODE_KEYS)))
    for row in rows.connections:
        values = foreign.said(row, CONNECTION_COLUMNS)
        if values.get("strength"):
            values["weight"] = values["strength"]
        ends = {name: values.get(name) for name in ("id", "source", "target")}
        inside.append(tag("edge", ends, data("edge", values, _EDGE_KEYS)))
    lines.append(tag("graph", {"id": "map", "edgedefault": "directed"}, "\n" + "\n".join(inside) + "\n"))
    whole = tag("graphml", _FRAME, "\n" + "\n".join(lines) + "\n")
    return Written(
        data=f'<?xml version="1.0" encoding="UTF-8"?>\n{whole}\n'.encode(),
        left_out=markup.left_out(),
    )


def _key(tag: Any, kind: str, name: str) -> str:
    types = {
        "x": "double",
        "y": "double",
        "weight": "double",
        "strength": "int",
        "pinned": "boolean",
        "delay": "boolean",
    }
    given = {"id": f"{kind}_{name}", "for": kind, "attr.name": _NAMES.get(name, name)}
    return tag("key", {**given, "attr.type": types.get(name, "string")})


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "|".join(map(str, value)) if isinstance(value, list) else str(value)
