"""A map as the graph that questions are asked of: one arc between two elements, however many connections they have."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
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


def is_given(value: Any) -> bool:
    """Whether an attribute says anything: it does not if it is None, "", or what a table has for missing (NaN, NA)."""
    try:
        return value is not None and bool(value != "") and bool(value == value)  # noqa: PLR0124  only NaN differs
    except TypeError:  # nobody can say whether pandas' NA is equal to anything
        return False
    except ValueError:  # several values in one say something
        return True


def strength(given: Mapping[str, Any]) -> Any:
    """How strong a connection with these attributes is: its `strength`, 1 where none is given."""
    return given["strength"] if is_given(given.get("strength")) else 1


def simple(graph: nx.Graph) -> nx.DiGraph:
    """The simple directed graph of a map: every node with its attributes, each arc once (see `arcs`).

    An arc carries the `strength` of the strongest connection that it stands for (1 where none says).
    """
    plain = nx.DiGraph()
    plain.add_nodes_from(graph.nodes(data=True))
    for source, target, given in arcs(graph):
        strongest = strength(given)
        if plain.has_edge(source, target):
            strongest = max(strongest, plain.edges[source, target]["strength"])
        plain.add_edge(source, target, strength=strongest)
    return plain


def groups(graph: nx.Graph, by: str) -> dict[Hashable, Any]:
    """The group of every node that has one: its attribute `by` (sector, organisation …).

    One whose group is not given (see `is_given`) is left out. Raises `GraphContractError` if a node does not carry the
    attribute at all.
    """
    found = {}
    for node, given in graph.nodes(data=True):
        if by not in given:
            raise GraphContractError(f"Node {node} has no ‘{by}’ to group it by. Add it, None where it is not known.")
        if is_given(given[by]):
            found[node] = given[by]
    return found


def label(graph: nx.Graph, node: Hashable) -> str:
    """What people read for a node: its `label`, or its id where it has none."""
    return str(graph.nodes[node].get("label", node))
