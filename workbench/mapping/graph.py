"""The map as a networkx graph, with a written contract."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import networkx as nx

from workbench.errors import GraphContractError
from workbench.mapping import vocabulary
from workbench.mapping.reading import MapParts

NODE_CONTRACT: Final[Mapping[str, tuple[type, ...]]] = {
    "label": (str,),
    "kind": (str,),
    "sector": (str, type(None)),
    "organisation": (str,),
    "note": (str,),
    "themes": (list,),
    "seen_as": (list,),
    "size": (str,),
    "pinned": (bool,),
    "lived": (bool,),
    "x": (float, int, type(None)),
    "y": (float, int, type(None)),
    "valid_from": (date,),
    "valid_to": (date, type(None)),
}
"""What every node carries. `label` is what people read; `themes` and `seen_as` are lists of words; `lived` is False
while only a public file says so; `x` and `y` are positions on the drawing (pixels), None until placed; `valid_to` is
None while it lasts."""

EDGE_CONTRACT: Final[Mapping[str, tuple[type, ...]]] = {
    "kind": (str,),
    "direction": (str,),
    "strength": (int,),
    "sign": (str, type(None)),
    "delay": (bool,),
    "note": (str,),
    "themes": (list,),
    "said_by": (str,),
    "sure": (str, type(None)),
    "lived": (bool,),
    "valid_from": (date,),
    "valid_to": (date, type(None)),
}
"""What every edge carries. The key of an edge is its connection's id; `strength` is 1 (slight) to 5 (strong);
an edge goes from source to target once, also when its `direction` is mutual or undirected."""

_CLOSED: Final[Mapping[str, tuple[Any, ...]]] = {
    "node kind": vocabulary.ELEMENT_KINDS,
    "node size": vocabulary.SIZES,
    "node sector": (*vocabulary.SECTORS, None),
    "edge kind": vocabulary.CONNECTION_KINDS,
    "edge direction": vocabulary.DIRECTIONS,
    "edge strength": vocabulary.STRENGTHS,
    "edge sign": (*vocabulary.SIGNS, None),
    "edge sure": (*vocabulary.CONFIDENCE, None),
}


def build(parts: MapParts, *, network: str = "", as_at: date | None = None, hoped_for: bool = False) -> nx.MultiDiGraph:
    """The graph of a map: a node an element (by its id), an edge a connection (keyed by its id).

    Connections that are only hoped for are left out, unless `hoped_for`: then they are edges of strength 0, which
    no contract knows and `validate` refuses, so that nobody counts them unawares. `graph.graph` carries `network`
    and `as_at`.
    An empty map gives an empty graph.
    """
    graph = nx.MultiDiGraph(network=network, as_at=as_at)
    for element in parts["elements"]:
        graph.add_node(element["id"], **_attributes(element, NODE_CONTRACT))
    for connection in parts["connections"]:
        if connection["strength"] == vocabulary.HOPED_FOR:
            continue
        graph.add_edge(
            connection["source"],
            connection["target"],
            key=connection["id"],
            **_attributes(connection, EDGE_CONTRACT),
        )
    validate(graph)
    if hoped_for:
        _add_hoped_for(graph, parts)
    return graph


def _add_hoped_for(graph: nx.MultiDiGraph, parts: MapParts) -> None:
    for connection in parts["connections"]:
        if connection["strength"] == vocabulary.HOPED_FOR:
            ends = connection["source"], connection["target"]
            graph.add_edge(*ends, key=connection["id"], **_attributes(connection, EDGE_CONTRACT))


def validate(graph: nx.MultiDiGraph) -> None:
    """Raise `GraphContractError`, naming the part and the attribute, unless the graph keeps the contract."""
    for node, attributes in graph.nodes(data=True):
        _validate(f"Node {node}", "node", attributes, NODE_CONTRACT)
    for source, target, key, attributes in graph.edges(keys=True, data=True):
        _validate(f"Edge {key} from {source} to {target}", "edge", attributes, EDGE_CONTRACT)


def _attributes(part: Mapping[str, Any], contract: Mapping[str, tuple[type, ...]]) -> dict[str, Any]:
    return {
        name: date.fromisoformat(part[name]) if date in kinds and part[name] is not None else part[name]
        for name, kinds in contract.items()
    }


def _validate(part: str, what: str, attributes: Mapping[str, Any], contract: Mapping[str, Any]) -> None:
    for name, kinds in contract.items():
        if name not in attributes:
            raise GraphContractError(f"{part} has no ‘{name}’. Add it; `workbench.mapping.graph` says what it is.")
        value = attributes[name]
        if not isinstance(value, kinds):
            expected = " or ".join(kind.__name__ for kind in kinds)
            raise GraphContractError(f"{part} has {value!r} as its ‘{name}’, where {expected} is expected.")
        allowed = _CLOSED.get(f"{what} {name}")
        if allowed is not None and value not in allowed:
            raise GraphContractError(f"{part} has {value!r} as its ‘{name}’, which is none of {allowed}.")
