"""Which connections are followed, and the ways between two elements."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mapping.asked import digraphs
from workbench.errors import BadInput
from workbench.mapping import ways

MODESTLY = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("given_of_it", "is_one"),
    [
        ({}, True),
        ({"kind": "influences", "sign": None}, True),
        ({"kind": "meets", "sign": None}, False),
        ({"kind": "meets", "sign": ""}, False),
        ({"kind": "meets", "sign": "?"}, True),
        ({"kind": "trusts"}, False),
        ({"sign": "-"}, True),
    ],
)
def test_a_connection_is_causal_by_its_sign_or_its_kind_or_if_it_has_neither(given_of_it, is_one):
    assert ways.causal(given_of_it) is is_one


def test_influences_alone_can_be_followed():
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", kind="meets", direction="mutual")
    graph.add_edge("b", "c", kind="influences")
    graph.add_edge("c", "a", kind="influences", strength=0)

    assert set(ways.followed(graph).edges) == {("a", "b"), ("b", "a"), ("b", "c")}
    assert set(ways.followed(graph, ways.INFLUENCES).edges) == {("b", "c")}
    assert set(ways.followed(graph, ways.INFLUENCES)) == {"a", "b", "c"}


def test_the_shortest_ways_and_all_ways_come_with_the_shortest_first():
    graph = nx.DiGraph([("a", "b"), ("b", "d"), ("a", "c"), ("c", "d"), ("c", "b"), ("d", "a")])

    assert ways.shortest_ways(graph, "a", "d") == ways.Ways(ways=(("a", "b", "d"), ("a", "c", "d")), complete=True)
    assert ways.all_ways(graph, "a", "d").ways == (("a", "b", "d"), ("a", "c", "d"), ("a", "c", "b", "d"))
    assert ways.all_ways(graph, "a", "d", longest=1) == ways.Ways(ways=(), complete=True)
    assert ways.all_ways(graph, "a", "d", most=1) == ways.Ways(ways=(("a", "b", "d"),), complete=False)
    assert ways.shortest_ways(graph, "a", "a") == ways.Ways(ways=(), complete=True)


def test_an_element_that_is_not_there_is_named():
    with pytest.raises(BadInput, match="There is no ‘z’ on this map"):
        ways.shortest_ways(nx.DiGraph([("a", "b")]), "a", "z")


def test_a_dead_end_is_not_on_the_way():
    graph = nx.Graph([("a", "b"), ("b", "c"), ("b", "aside")])
    assert ways.on_the_way(graph, "a", "c") == {("a", "b"), ("b", "c")}


def test_a_search_in_a_thicket_ends():
    found = ways.all_ways(nx.complete_graph(200), 0, 1, longest=6)
    assert len(found.ways) == ways.MOST_WAYS
    assert not found.complete


@given(graph=digraphs(), longest=st.integers(1, 6))
@MODESTLY
def test_all_ways_are_those_that_networkx_finds(graph, longest):
    last = len(graph) - 1
    expected = set(map(tuple, nx.all_simple_paths(graph, 0, last, cutoff=longest))) if last else set()
    found = ways.all_ways(graph, 0, last, longest=longest, most=10_000)
    assert set(found.ways) == expected
    assert len(found.ways) == len(expected)
    assert [len(way) for way in found.ways] == sorted(map(len, found.ways))


@given(graph=digraphs())
@MODESTLY
def test_no_arc_on_a_way_is_missed_and_up_to_three_steps_none_is_too_many(graph):
    last = len(graph) - 1
    before = set()
    for within in (1, 2, 3, None):
        paths = nx.all_simple_paths(graph, 0, last, cutoff=within) if last else []
        expected = {leg for path in paths for leg in nx.utils.pairwise(path)}
        found = ways.on_the_way(graph, 0, last, within=within)
        assert found >= expected | before
        if within is not None:
            assert found == expected
        before = found
