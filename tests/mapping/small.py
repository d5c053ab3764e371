"""Small maps to work out by hand, and any maps for laws."""

from __future__ import annotations

import json
from typing import Any

import networkx as nx
import pytest
from hypothesis import strategies as st

from tests.conftest import CHECK_DATA

VERIFIED = CHECK_DATA / "network" / "cases.jsonl"
SECTORS = ("primary care", "voluntary", "hospital", None)


def small(sectors: dict[str, str | None], ties: str = "") -> nx.MultiDiGraph:
    """A map with these elements; ties such as “a>b” one way, “b=c” both ways, “c.d” only hoped for."""
    graph = nx.MultiDiGraph()
    for node, sector in sectors.items():
        graph.add_node(node, label=node.upper(), kind="team", organisation="", sector=sector)
    for tie in ties.split():
        one, way, other = tie
        direction = "mutual" if way == "=" else "one way"
        graph.add_edge(one, other, key=tie, direction=direction, strength=0 if way == "." else 3)
    return graph


def alike(nodes: str, ties: str = "") -> nx.MultiDiGraph:
    """A map whose elements, a letter each, are all of one sector."""
    return small(dict.fromkeys(nodes, "voluntary"), ties)


@st.composite
def maps(draw: st.DrawFn) -> nx.MultiDiGraph:
    """Any small map: parallel, mutual, hoped-for and looping connections, elements without a sector."""
    sectors = draw(st.lists(st.sampled_from(SECTORS), max_size=8))
    graph = nx.MultiDiGraph()
    for number, sector in enumerate(sectors):
        graph.add_node(f"n{number}", label=f"N{number}", kind="team", organisation="", sector=sector)
    if sectors:
        end = st.integers(0, len(sectors) - 1)
        direction, strength = st.sampled_from(["one way", "mutual"]), st.sampled_from([0, 1, 5])
        for number, (one, other, way, strong) in enumerate(
            draw(st.lists(st.tuples(end, end, direction, strength), max_size=20))
        ):
            graph.add_edge(f"n{one}", f"n{other}", key=f"c{number}", direction=way, strength=strong)
    return graph


def renamed(graph: nx.MultiDiGraph) -> tuple[nx.MultiDiGraph, dict[str, str]]:
    """The same map with other ids, and the new id of each old one."""
    names = {node: f"other-{node}" for node in graph}
    return nx.relabel_nodes(graph, names), names


def verified() -> list[tuple[nx.DiGraph, dict[str, Any]]]:
    """The graphs that another package has worked out, with its results; skips where they are not on this machine."""
    if not VERIFIED.exists():
        pytest.skip("The verified graphs are not on this machine; set WORKBENCH_CHECK_DATA to their folder.")
    cases = []
    for line in VERIFIED.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        graph = nx.DiGraph()
        graph.add_nodes_from((number, {"sector": group}) for number, group in enumerate(case["group"]))
        graph.add_edges_from(case["edges"])
        cases.append((graph, case))
    return cases
