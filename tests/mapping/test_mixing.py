"""Whether like connects with like, and whether that is more than chance."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings

from tests.mapping.small import alike, maps, small
from workbench.mapping.asking import ask
from workbench.mapping.cohesion import e_i_index
from workbench.mapping.mixing import against_chance, mixing


def apart() -> nx.MultiDiGraph:
    """Two sectors, each connected within itself alone."""
    return small({"a": "p", "b": "p", "c": "h", "d": "h"}, "a>b c>d")


def test_two_pairs_that_keep_to_themselves_are_no_surprise():
    """Of the three ways to pair four elements one is this one; the other two have both connections cross."""
    found = against_chance(apart(), shuffles=3000)
    assert found is not None
    assert (found.observed, found.expected, found.shuffles) == (-1, pytest.approx(1 / 3), 3000)
    assert found.extreme == pytest.approx(1 / 3, abs=0.03)


def test_two_large_groups_that_keep_to_themselves_are_no_chance():
    graph = nx.disjoint_union(nx.complete_graph(8), nx.complete_graph(8))
    nx.set_node_attributes(graph, {node: node < 8 for node in graph}, "sector")
    found = against_chance(graph)
    assert found is not None
    assert (found.observed, found.expected, found.extreme) == (-1, pytest.approx(1 - 2 * 7 / 15), 0)


def test_where_everybody_is_of_one_group_every_deal_is_the_same():
    found = against_chance(alike("abc", "a>b b>c"))
    assert found is not None
    assert (found.observed, found.expected, found.extreme) == (-1, -1, 1)


def test_elements_without_a_group_are_not_dealt_one():
    found = against_chance(small({"x": None, "a": "p", "b": "h", "y": None}, "a>b x>a b>y"))
    assert found is not None
    assert (found.observed, found.expected, found.extreme) == (1, 1, 1)


@given(maps())
@settings(max_examples=25)
def test_chance_is_told_the_same_each_time_and_only_where_there_is_an_index(graph):
    found = against_chance(graph, shuffles=20)
    assert found == against_chance(graph, shuffles=20)
    assert (found.observed if found else None) == e_i_index(graph)
    assert found is None or 0 <= found.extreme <= 1


def test_who_connects_with_whom_is_counted_group_by_group():
    table = mixing(small({"a": "p", "b": "h", "c": "p", "d": None}, "a=b a>c c>d"))
    assert table.to_dict("index") == {"p": {"p": 1, "h": 1}, "h": {"p": 1, "h": 0}}
    assert mixing(small({"a": None})).shape == mixing(alike("")).shape == (0, 0)
    assert mixing(alike("a")).to_dict("index") == {"voluntary": {"voluntary": 0}}


def test_the_map_says_whether_we_keep_to_our_own():
    answer = ask(apart(), "our_own")
    assert answer.says.startswith(
        "About as chance would: 100 % of connections stay within one sector; if they paid no heed to sectors, about "
        "33 % would. We shuffled the sectors 999 times to see: "
    )
    assert answer.says.endswith(" of these came out as far from that, so what we see may well be chance.")
    assert answer.table.to_dict("index") == {
        "p": {"label": "p", "within": 1, "out to others": 0, "in from others": 0, "per cent within": 100},
        "h": {"label": "h", "within": 1, "out to others": 0, "in from others": 0, "per cent within": 100},
    }
    assert (answer.marks, answer.legend) == ({}, {})


def test_the_map_shows_what_crosses():
    answer = ask(small({"a": "p", "b": "p", "c": "h"}, "a>b b>c"), "our_own")
    assert answer.says.startswith("About as chance would: 50 % of connections stay within one sector;")
    assert answer.marks == {"b": "found", "c": "found", "b>c": "way"}
    assert answer.legend == {"way": "crosses from one sector to another", "found": "who is part of it"}
    assert ask(small({"a": "p", "b": "h"}, "a>b"), "our_own").says.startswith(
        "About as chance would: 0 % of connections stay within one sector; if they paid no heed to sectors, about 0 % "
    )


def test_more_than_chance_is_called_so():
    ties = " ".join(f"{one}={other}" for half in ("abcdef", "uvwxyz") for one in half for other in half if one < other)
    graph = small({node: "p" if node < "n" else "h" for node in "abcdefuvwxyz"}, ties)
    says = ask(graph, "our_own").says
    assert says.startswith("More than chance would: 100 % of connections stay within one sector; if they")
    assert says.endswith(" of these came out as far from that, so this is hardly chance.")


def test_without_connections_between_groups_the_answer_is_not_defined():
    assert ask(alike("ab"), "our_own").says == (
        "There are no connections yet between elements that have a sector, so this is n/a."
    )
    assert ask(small({"a": None}), "our_own").says.startswith("No element has a sector yet.")


def test_less_than_chance_is_called_so_too():
    ties = " ".join(f"{one}={other}" for one in "abcdef" for other in "uvwxyz")
    graph = small({node: "p" if node < "n" else "h" for node in "abcdefuvwxyz"}, ties)
    assert ask(graph, "our_own").says.startswith(
        "Less than chance would: 0 % of connections stay within one sector; if they paid no heed to sectors, about "
    )
