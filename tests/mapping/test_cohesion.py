"""How a map holds together."""

from __future__ import annotations

import math

import networkx as nx
import pytest
from hypothesis import given, settings

from tests.mapping.asked import a_map
from tests.mapping.small import alike, maps, renamed, small, verified
from workbench.errors import BadInput, GraphContractError
from workbench.mapping.asking import ask
from workbench.mapping.cohesion import connectedness, density, e_i_index, efficiency, hierarchy, reciprocity
from workbench.mapping.simple import simple

EVERY = (density, reciprocity, connectedness, efficiency, hierarchy, e_i_index)


def test_density_is_the_share_of_all_possible_arcs():
    assert density(alike("abc", "a>b")) == 1 / 6
    assert density(alike("abc", "a=b b>c")) == 1 / 2
    assert density(alike("abc", "a.b")) == 0
    assert density(nx.complete_graph(4)) == 1


def test_reciprocity_is_of_arcs_or_of_pairs():
    graph = alike("abcd", "a=b b>c")
    assert reciprocity(graph) == 2 / 3
    assert reciprocity(graph, of="dyads") == 5 / 6
    assert reciprocity(alike("ab", "a>b")) == 0
    assert reciprocity(alike("ab", "a>b"), of="dyads") == 0
    assert reciprocity(alike("ab", "a>b b>a")) == 1
    with pytest.raises(BadInput, match="arcs or of dyads, not of ‘pairs’"):
        reciprocity(graph, of="pairs")  # pyright: ignore[reportArgumentType]


def test_connectedness_is_the_share_of_pairs_that_some_chain_joins():
    assert connectedness(alike("abcd", "a>b c>b")) == 1 / 2
    assert connectedness(alike("abcd", "a>b c>d")) == 1 / 3
    assert connectedness(alike("abc")) == 0
    assert connectedness(nx.path_graph(5)) == 1


def test_efficiency_falls_with_every_connection_that_is_not_needed():
    assert efficiency(alike("abc", "a>b b>c")) == 1
    assert efficiency(alike("abc", "a>b b>c a>c")) == 3 / 4
    assert efficiency(alike("abc", "a=b b=c c=a")) == 0
    assert efficiency(alike("abcd", "a=b c>d")) == 1 / 2


def test_hierarchy_is_the_share_of_ways_without_a_way_back():
    assert hierarchy(alike("abc", "a>b b>c")) == 1
    assert hierarchy(alike("abc", "a>b b>c c>a")) == 0
    assert hierarchy(alike("abc", "a=b b>c")) == 2 / 3


def test_the_e_i_index_is_what_crosses_less_what_stays():
    graph = small({"a": "p", "b": "p", "c": "h", "d": None}, "a=b b>c c>d")
    assert e_i_index(graph) == pytest.approx(-1 / 3)
    assert e_i_index(small({"a": "p", "b": "h"}, "a>b")) == 1
    assert e_i_index(small({"a": "p", "b": "p"}, "a>b")) == -1
    assert e_i_index(small({"a": "p", "b": None}, "a>b")) is None
    graph = small({"a": "p", "b": None, "c": "p"}, "a>b a>c")
    graph.nodes["b"]["sector"] = float("nan")
    assert e_i_index(graph) == -1
    with pytest.raises(GraphContractError, match="has no ‘team’"):
        e_i_index(graph, by="team")


def test_what_is_not_defined_is_none():
    nobody, one, apart = alike(""), alike("a"), alike("ab")
    for graph in (nobody, one):
        assert [measure(graph) for measure in EVERY] == [None] * 6
        assert reciprocity(graph, of="dyads") is None
    assert [measure(apart) for measure in EVERY] == [0, None, 0, None, None, None]
    assert reciprocity(apart, of="dyads") == 1


@given(maps())
@settings(max_examples=60)
def test_every_figure_is_in_its_range_and_does_not_hang_on_names(graph):
    other, _ = renamed(graph)
    for measure in EVERY:
        figure = measure(graph)
        assert measure(other) == figure
        if figure is not None:
            assert (-1 if measure is e_i_index else 0) <= figure <= 1


@given(maps())
@settings(max_examples=40)
def test_hierarchy_is_what_asking_every_pair_for_a_way_gives(graph):
    plain = simple(graph)
    reached = {(one, other) for one in plain for other in nx.descendants(plain, one)}
    pairs = {frozenset(pair) for pair in reached}
    expected = sum((two, one) not in reached for one, two in reached) / len(pairs) if pairs else None
    assert hierarchy(graph) == expected


@given(maps())
@settings(max_examples=25)
def test_when_everybody_is_connected_with_everybody_all_is_one_or_nothing(graph):
    whole = nx.complete_graph(len(graph), create_using=nx.DiGraph)
    one = 1 if len(graph) > 1 else None
    assert [measure(whole) for measure in EVERY[:3]] == [one] * 3
    assert hierarchy(whole) == (0 if one else None)
    if len(graph) > 2:
        assert efficiency(whole) == 1 - (len(graph) - 1) / (len(graph) - 1)


def test_verified_graphs_agree_in_every_figure():
    for graph, case in verified():
        expected = {
            "density": density(graph),
            "reciprocity_edge": reciprocity(graph),
            "reciprocity_dyadic": reciprocity(graph, of="dyads"),
            "connectedness": connectedness(graph),
            "efficiency": efficiency(graph),
            "hierarchy_krackhardt": hierarchy(graph),
            "ei_arcs": e_i_index(graph),
        }
        for name, figure in expected.items():
            assert figure == pytest.approx(case[name], abs=1e-9), (case["id"], name)


def test_the_map_says_what_is_not_answered():
    answer = ask(alike("abcd", "a=b b>c a.d"), "answered")
    assert answer.says == (
        "Of 3 times that somebody reaches out to somebody, 2 are answered (67 %). A connection both ways counts as "
        "two. The map shows what is not answered; some things need no answer, so ask of each whether one is missed."
    )
    rows = answer.table.astype(object).where(answer.table.notna(), None).to_numpy().tolist()
    assert rows == [["B", 2, 1, 1, 50], ["A", 1, 1, 1, 100], ["C", 0, 1, 0, None]]
    assert answer.marks == {"b": "found", "c": "found", "b>c": "way"}
    assert answer.legend == {"way": "not answered", "found": "who is part of it"}


def test_the_map_can_show_what_is_answered_instead():
    answer = ask(alike("abc", "a=b b>c"), "answered", show="what is answered")
    assert answer.marks == {"a": "found", "b": "found", "a=b": "way"}
    assert answer.legend["way"] == "answered"
    assert ask(alike("ab"), "answered").says == (
        "Nobody reaches out to anybody yet: there are no connections that could be answered."
    )


def test_what_cannot_answer_is_not_counted_and_the_map_says_so():
    graph = a_map(
        ("gp", "nurse"),
        ("nurse", "gp"),
        ("gp", "worker"),
        ("trust", "gp"),
        ("gp", "visits"),
        ("nurse", "team", {"kind": "is part of"}),
        ("board", "team", {"kind": "commissions"}),
        trust={"kind": "factor"},
        visits={"kind": "place"},
    )
    answer = ask(graph, "answered")
    assert answer.says.startswith(
        "Of 3 times that somebody reaches out to somebody, 2 are answered (67 %). A connection both ways counts as "
        "two. Not counted: 2 elements that cannot answer (factors, places) and connections of the kind “is part of” "
        "and “commissions”. The map shows"
    )
    assert answer.marks == {"gp": "found", "worker": "found", "gp>worker": "way"}
    assert list(answer.table.index) == ["gp", "nurse", "worker"]
    assert reciprocity(graph) == 2 / 7  # the figure itself is of everything
    assert ask(a_map(("a", "b", {"kind": "influences"})), "answered").table.empty


def test_a_share_is_never_not_a_number():
    assert not any(math.isnan(measure(nx.path_graph(2, create_using=nx.DiGraph)) or 0) for measure in EVERY[:5])
