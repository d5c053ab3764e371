"""Trophic levels and incoherence."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from tests.mapping.asked import a_map, digraphs, every_answer
from workbench.mapping.asking import ask
from workbench.mapping.levels import incoherence, levels

MODESTLY = settings(max_examples=60, deadline=None)


def test_along_a_chain_levels_rise_by_one_and_all_is_coherent():
    chain = nx.DiGraph([("b", "c"), ("a", "b")])
    chain.add_node("alone")
    assert levels(chain) == {"b": 1, "c": 2, "a": 0, "alone": None}
    assert incoherence(chain) == pytest.approx(0)


def test_in_a_ring_nothing_begins():
    ring = nx.cycle_graph(5, create_using=nx.DiGraph)
    assert levels(ring) == dict.fromkeys(range(5), 0)
    assert incoherence(ring) == 1
    assert incoherence(nx.Graph([("a", "b")])) == 1


def test_a_short_cut_lies_between():
    shortcut = nx.DiGraph([("a", "b"), ("b", "c"), ("a", "c")])
    assert levels(shortcut) == pytest.approx({"a": 0, "b": 2 / 3, "c": 4 / 3})
    assert incoherence(shortcut) == pytest.approx(1 / 9)


def test_without_arcs_both_are_undefined():
    assert levels(nx.empty_graph(2)) == {0: None, 1: None}
    assert incoherence(nx.empty_graph(2)) is None
    assert levels(nx.DiGraph()) == {}


@given(graph=digraphs())
@MODESTLY
def test_levels_solve_the_equations_and_start_at_0_in_every_part(graph):
    level = levels(graph)
    assert {node for node, height in level.items() if height is None} == set(nx.isolates(graph))
    for node in graph:
        if level[node] is not None:
            above = sum(level[node] - level[other] - 1 for other in graph.pred[node])
            below = sum(level[other] - level[node] - 1 for other in graph.succ[node])
            assert above == pytest.approx(below, abs=1e-6)
    for part in nx.weakly_connected_components(graph):
        if len(part) > 1:
            assert min(level[node] for node in part) == 0


@given(graph=digraphs())
@MODESTLY
def test_turning_all_arrows_turns_the_levels_and_leaves_the_incoherence(graph):
    here, there = levels(graph), levels(graph.reverse())
    for part in nx.weakly_connected_components(graph):
        if len(part) > 1:
            both = [here[node] + there[node] for node in part]
            assert np.ptp(both) == pytest.approx(0, abs=1e-6)
    assert incoherence(graph) == pytest.approx(incoherence(graph.reverse()))


def test_where_it_begins_and_ends_up_is_said():
    graph = a_map(("visits", "trust"), ("trust", "calls"), alone={})
    answer = ask(graph, "begins_and_ends")
    assert answer.says == (
        "It begins with Visits and ends up with Calls, up to 2 levels on. Connections run mostly one way, from the "
        "beginning to the end. What is changed early on can travel all the way; the end is where to look for it."
    )
    assert answer.marks == {"visits": "first", "trust": "second", "calls": "third"}
    assert answer.table.to_dict("index")["trust"] == {"label": "Trust", "level": 1, "out": 1, "in": 1}
    ring = a_map(("a", "b"), ("b", "c"), ("c", "a"))
    assert ask(ring, "begins_and_ends").says == ("There is no beginning and no end: everything goes round in circles.")


def test_the_end_is_what_the_table_puts_highest_whether_or_not_anything_leads_on_from_it():
    graph = a_map(("a", "b"), ("b", "c"), ("c", "d"), ("d", "c"), ("a", "aside"))
    answer = ask(graph, "begins_and_ends")
    assert answer.says.startswith("It begins with A and ends up with C and D, up to 2 levels on.")
    assert answer.marks == {"a": "first", "b": "second", "aside": "second", "c": "third", "d": "third"}
    highest = answer.table["level"].max()
    assert set(answer.table.index[answer.table["level"] >= highest - 0.5]) == {"c", "d"}


@given(graph=digraphs())
@MODESTLY
def test_beginning_and_end_are_never_the_same_and_hold_the_lowest_and_the_highest(graph):
    answer = ask(nx.MultiDiGraph(graph), "begins_and_ends")
    if answer.marks:
        level = answer.table["level"]
        assert answer.marks[level.idxmin()] == "first"
        assert answer.marks[level.idxmax()] == "third"


@pytest.mark.parametrize(
    ("ties", "words"),
    [
        ([("a", "b"), ("b", "c"), ("a", "c")], "Connections run mostly one way"),
        ([("a", "b"), ("b", "a"), ("b", "c"), ("c", "d")], "Connections run partly one way and partly in circles."),
        ([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")], "Connections run mostly in circles"),
    ],
)
def test_how_much_goes_round_in_circles_is_said_in_words(ties, words):
    assert words in ask(a_map(*ties), "begins_and_ends").says


def test_every_way_to_ask_has_an_answer():
    every_answer(a_map(("a", "b", {"kind": "influences"}), ("b", "c")), "begins_and_ends")
    every_answer(nx.MultiDiGraph(), "begins_and_ends")
