"""What holds a map together, and what becomes of it when somebody leaves."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings

from tests.mapping.asked import a_map, digraphs, every_answer
from workbench.errors import BadInput
from workbench.mapping import fragility
from workbench.mapping.asking import ask


def test_fragmentation_is_the_share_of_pairs_without_a_way():
    graph = nx.DiGraph([("a", "b"), ("c", "b"), ("d", "e")])
    assert fragility.fragmentation(graph) == pytest.approx(1 - (6 + 2) / 20)
    assert fragility.fragmentation(nx.empty_graph(3)) == 1
    assert fragility.fragmentation(nx.complete_graph(3)) == 0
    assert fragility.fragmentation(nx.empty_graph(1)) is None
    assert fragility.fragmentation(nx.DiGraph()) is None


def test_what_each_leaving_would_do_is_counted():
    graph = nx.Graph([("a", "b"), ("b", "c"), ("c", "d")])
    graph.add_node("e")
    expected = pd.DataFrame(
        {
            "parts": [1, 2, 2, 1, 0],
            "cut_off": [0, 1, 1, 0, 0],
            "pairs": [0, 2, 2, 0, 0],
            "fragmentation": [0.5, 1 - 2 / 12, 1 - 2 / 12, 0.5, 0.0],
        },
        index=pd.Index(list("abcde"), name="node"),
    )
    pd.testing.assert_frame_equal(fragility.leaving(graph), expected, check_index_type=False)
    assert len(fragility.leaving(nx.Graph())) == 0


def test_the_parts_that_would_be_left_come_with_the_largest_first():
    graph = nx.Graph([("x", "hub"), ("hub", "a"), ("a", "b"), ("hub", "c")])
    assert fragility.parts_without(graph, "hub") == [["a", "b"], ["x"], ["c"]]
    assert fragility.parts_without(graph, "b") == [["x", "hub", "a", "c"]]
    with pytest.raises(BadInput, match="There is no ‘z’ on this map"):
        fragility.parts_without(graph, "z")


@given(graph=digraphs(9))
@settings(max_examples=80, deadline=None)
def test_one_walk_counts_what_taking_each_away_shows(graph):
    table = fragility.leaving(graph)
    for node in graph:
        rest = graph.subgraph([other for other in graph if other != node])
        parts = fragility.parts_without(graph, node)
        row = table.loc[node]
        assert (row["parts"], row["cut_off"]) == (len(parts), sum(map(len, parts[1:])))
        together = sum(map(len, parts))
        lost = together * (together - 1) - sum(len(part) * (len(part) - 1) for part in parts)
        assert row["pairs"] == lost // 2
        assert row["fragmentation"] == pytest.approx(fragility.fragmentation(rest) or 0, abs=1e-12) or len(rest) < 2


def test_a_map_of_a_long_chain_is_walked_too():
    table = fragility.leaving(nx.path_graph(5_000))
    assert table.loc[2_500].tolist()[:3] == [2, 2_499, 2_500 * 2_499]


def story() -> nx.MultiDiGraph:
    """A link worker who alone joins the practice with two groups."""
    return a_map(
        ("gp", "nurse"),
        ("nurse", "worker"),
        ("worker", "kitchen"),
        ("worker", "carers"),
        gp={"sector": "primary care"},
        nurse={"sector": "primary care"},
        kitchen={"sector": "voluntary"},
    )


def test_who_would_be_cut_off_from_whom_is_said_and_drawn():
    answer = ask(story(), "if_it_leaves", about=["worker"])
    assert answer.says == (
        "Without Worker, Kitchen and Carers would be cut off, in 2 parts; Gp and Nurse would stay connected."
    )
    assert answer.marks == {
        "worker": "start",
        "gp": "group 1",
        "nurse": "group 1",
        "gp>nurse": "group 1",
        "kitchen": "group 2",
        "carers": "group 3",
        "nurse>worker": "way",
        "worker>kitchen": "way",
        "worker>carers": "way",
    }
    assert answer.legend == {
        "start": "Worker",
        "way": "connections that would go",
        "group 1": "Gp and Nurse",
        "group 2": "Kitchen",
        "group 3": "Carers",
    }
    assert answer.table.to_dict("list") == {
        "label": ["Gp and Nurse", "Kitchen", "Carers"],
        "elements": [2, 1, 1],
        "sectors": ["primary care", "voluntary", "none given"],
    }


def test_an_element_that_nothing_hangs_on_can_leave():
    assert ask(story(), "if_it_leaves", about=["gp"]).says == (
        "Nothing falls apart without Gp: all 4 others around it stay connected."
    )
    apart = a_map(("a", "b"), ("b", "c"), ("c", "a"), ("d", "e"), f={})
    assert ask(apart, "if_it_leaves", about=["a"]).says == (
        "Nothing falls apart without A: all 2 others around it stay connected. 3 others had no way to A before either."
    )
    pair = a_map(("a", "b"), c={})
    assert ask(pair, "if_it_leaves", about=["a"]).says.startswith("B would be connected to nothing: A is its only")
    assert ask(pair, "if_it_leaves", about=["c"]).says == "Nothing falls apart: C is not connected to anything."
    star = a_map(("hub", "a"), ("hub", "b"))
    assert ask(star, "if_it_leaves", about=["hub"]).says.startswith("Without Hub, A and B would each be connected to")


def test_more_parts_than_can_be_told_apart_are_drawn_as_one():
    star = a_map(*(("hub", f"n{number}") for number in range(12)))
    answer = ask(star, "if_it_leaves", about=["hub"])
    assert answer.legend["group 8"] == "the other parts"
    assert sum(role == "group 8" for role in answer.marks.values()) == 5


def test_whom_a_map_could_least_do_without():
    answer = ask(story(), "least_without")
    assert answer.says == (
        "Without Worker, Kitchen and Carers would be cut off. Next: without Nurse, Gp would be cut off. "
        "A second way around them would make the map safer."
    )
    assert answer.marks == {"worker": "first", "nurse": "second", "gp": "found", "kitchen": "found", "carers": "found"}
    assert answer.table.to_dict("index")["worker"] == {
        "label": "Worker",
        "who would be cut off": "Kitchen and Carers",
        "cut off": 2,
        "pairs that lose each other": 5,
        "parts": 3,
        "per cent of pairs with no way then": 83.3,
    }
    ring = a_map(("a", "b"), ("b", "c"), ("c", "a"))
    assert ask(ring, "least_without").says.startswith("There is nobody whom the others need to stay connected")
    assert ask(nx.MultiDiGraph(), "least_without").says == (
        "Nobody is connected on this map yet, so nobody holds it together."
    )


def test_those_who_are_equally_hard_to_do_without_are_called_so():
    chain = a_map(("a", "b"), ("b", "c"), ("c", "d"))
    assert ask(chain, "least_without").says == (
        "These two are equally hard to do without: without B, A would be cut off; without C, D would be cut off. "
        "A second way around them would make the map safer."
    )
    star = a_map(*((hub, f"{hub}{leaf}") for hub in "abc" for leaf in (1, 2)), ("a", "b"), ("b", "c"), ("c", "a"))
    assert ask(star, "least_without").says == (
        "A, B and C are all equally hard to do without: without A, A1 and A2 would be cut off; without B, B1 and B2 "
        "would be cut off; without C, C1 and C2 would be cut off. A second way around them would make the map safer."
    )


def test_every_answer_keeps_to_its_form():
    for node in story():
        every_answer(story(), "if_it_leaves", (node,))
    every_answer(story(), "least_without")
    every_answer(nx.MultiDiGraph(), "least_without")
