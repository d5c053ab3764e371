"""A map as the graph that questions are asked of: one arc between two elements, however many connections they have."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

import networkx as nx

from workbench.errors import GraphContractError
from workbench.mapping.vocabulary import HOPED_FOR


def arcs(graph: nx.Graph) -> Iterator[tuple[Hashable, Hashable, dict[str, Any]]]:
    """Every way in which something flows: (from, to, attributes), once for each edge and way.

    An edge whose `direction` is mutual or undirected, or that belongs to an undirected graph, flows both ways.
    Hoped-for edges (strength 0) and loops from an element to itself are left out.
    """
    for source, target, given in graph.edges(data=True):
        if source == target or given.get("strength") == HOPED_FOR:
            continue
        yield source, target, given
        if not graph.is_directed() or given.get("direction", "one way") != "one way":
            yield target, source, given


def simple(graph: nx.Graph) -> nx.DiGraph:
    """The simple directed graph of a map: every node with its attributes, each arc once (see `arcs`).

    An arc carries the `strength` of the strongest connection that it stands for (1 where none says).
    """
    plain = nx.DiGraph()
    plain.add_nodes_from(graph.nodes(data=True))
    for source, target, given in arcs(graph):
        strength = given.get("strength", 1)
        if plain.has_edge(source, target):
            strength = max(strength, plain.edges[source, target]["strength"])
        plain.add_edge(source, target, strength=strength)
    return plain


def groups(graph: nx.Graph, by: str) -> dict[Hashable, Any]:
    """The group of every node that has one: its attribute `by` (sector, organisation …); none of "" and None.

    Raises `GraphContractError` if a node does not carry the attribute at all.
    """
    found = {}
    for node, given in graph.nodes(data=True):
        if by not in given:
            raise GraphContractError(f"Node {node} has no ‘{by}’ to group it by. Add it, None where it is not known.")
        if given[by] not in (None, ""):
            found[node] = given[by]
    return found


def label(graph: nx.Graph, node: Hashable) -> str:
    """What people read for a node: its `label`, or its id where it has none."""
    return str(graph.nodes[node].get("label", node))
