"""What many answers are put together from."""

from __future__ import annotations

import networkx as nx

from tests.mapping.asked import a_map
from workbench.mapping import marking


def test_the_connections_that_an_arc_stands_for_are_found_by_their_keys():
    graph = a_map(("a", "b"), ("b", "c", {"direction": "mutual"}), ("c", "d", {"strength": 0}), ("d", "d"))
    graph.add_edge("a", "b", key="second", kind="influences")
    arcs = {("a", "b"), ("c", "b"), ("c", "d"), ("d", "d"), ("b", "a")}
    assert marking.ties(graph, arcs) == ["a>b", "second", "b>c"]
    assert marking.ties(graph, arcs, only=lambda given: given["kind"] == "influences") == ["second"]


def test_edges_without_keys_of_their_own_are_not_marked():
    for graph in (nx.DiGraph([(0, 1)]), nx.MultiDiGraph([(0, 1)])):
        assert marking.ties(graph, {(0, 1)}) == []


def test_names_are_listed_as_people_do_and_long_ones_cut():
    graph = a_map(*(("a", other) for other in "bcde"), long={"label": "word\n" * 40})
    assert marking.names(graph, list("ab")) == "A and B"
    assert marking.names(graph, list("abcde")) == "A, B, C and 2 more"
    assert marking.names(graph, []) == ""
    assert marking.names(graph, ["long"]) == "word " * 15 + "…"
