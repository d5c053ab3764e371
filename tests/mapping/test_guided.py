"""Guided questions: a start, a way to look, a distance."""

from __future__ import annotations

import networkx as nx
import pytest

from tests.mapping.asked import a_map, every_answer
from workbench.mapping import guided
from workbench.mapping.asking import QUESTIONS, ask


@pytest.fixture
def story():
    """Two starts that lead on to the same places; one of them by influence alone."""
    return a_map(
        ("visits", "trust", {"kind": "influences", "sign": "+"}),
        ("meals", "trust"),
        ("trust", "calls"),
        ("calls", "stays", {"kind": "influences", "sign": "+"}),
        visits={"seen_as": ["controllable"], "sector": "voluntary"},
        meals={"seen_as": ["controllable", "vulnerable"]},
        stays={"seen_as": ["outcome"]},
        alone={},
    )


def test_from_what_is_pointed_to_one_sees_what_follows_step_by_step(story):
    answer = ask(story, "look_from_here", about=["visits"])
    assert answer.says == (
        "3 elements can be reached from Visits: Trust, Calls and Stays. "
        "What changes at the start can be felt there, soonest where it is one step away."
    )
    assert answer.marks == {
        "visits": "start",
        "trust": "first",
        "calls": "second",
        "stays": "third",
        "visits>trust": "way",
        "trust>calls": "way",
        "calls>stays": "way",
    }
    assert answer.legend == {
        "start": "where we start",
        "first": "one step away",
        "second": "two steps away",
        "third": "three steps away or more",
        "way": "how one gets there",
    }
    assert answer.table.to_dict("index") == {
        "trust": {"label": "Trust", "sector": None, "steps": 1},
        "calls": {"label": "Calls", "sector": None, "steps": 2},
        "stays": {"label": "Stays", "sector": None, "steps": 3},
    }


def test_steps_and_influences_narrow_the_answer(story):
    answer = ask(story, "look_from_here", about=["visits"], along="influences only", steps="2 steps")
    assert answer.says.startswith("1 element can be reached from Visits within 2 steps along influences: Trust.")
    assert answer.marks == {"visits": "start", "trust": "first", "visits>trust": "way"}


def test_upstream_of_an_outcome_that_people_marked(story):
    answer = ask(story, "look_from_what_stands_out", start="marked: something we want to come of it", look="upstream")
    assert answer.says == (
        "4 elements lead to Stays: Calls, Trust, Visits and 1 more. "
        "To change what happens at the start, one can begin there, soonest nearby."
    )


def test_from_all_of_them_only_what_they_share_is_found_and_the_way_there_is_shown(story):
    story.add_edge("visits", "rota", key="visits>rota", kind="meets")
    any_of = ask(story, "look_from_what_stands_out", look="downstream")
    all_of = ask(story, "look_from_what_stands_out", look="downstream", of="all of them")
    assert set(any_of.table.index) == {"trust", "rota", "calls", "stays"}
    assert set(all_of.table.index) == {"trust", "calls", "stays"}
    assert all_of.says.startswith("3 elements can be reached from both Visits and Meals: Trust, Calls and Stays.")
    assert all_of.marks["meals>trust"] == all_of.marks["visits>trust"] == "way"


def test_elements_on_the_way_to_what_is_shared_are_shown_as_the_way():
    graph = a_map(("a", "x"), ("x", "end"), ("b", "y"), ("y", "end"))
    answer = ask(graph, "look_from_here", about=["a", "b"], of="all of them")
    assert answer.marks["x"] == answer.marks["y"] == "way"
    assert answer.marks["end"] == "second"


def test_paths_between_starts_are_those_along_the_arrows(story):
    answer = ask(story, "look_from_here", about=["visits", "stays"], look="paths between them")
    assert answer.says == (
        "Paths join Visits and Stays; 2 elements lie on the way: Trust and Calls. "
        "What passes from one start to another passes there."
    )
    assert answer.marks == {
        "visits": "start",
        "stays": "start",
        "trust": "found",
        "calls": "found",
        "visits>trust": "way",
        "trust>calls": "way",
        "calls>stays": "way",
    }
    near = ask(story, "look_from_here", about=["visits", "stays"], look="paths between them", steps="2 steps")
    assert near.says == "No path along the arrows joins Visits and Stays within 2 steps."
    one = ask(story, "look_from_here", about=["visits"], look="paths between them")
    assert one.says.startswith("Visits is the only start, and paths run between two.")


def test_of_all_paths_only_what_lies_between_every_two_is_found():
    graph = a_map(("a", "x"), ("x", "b"), ("b", "x"), ("x", "c"), ("c", "x"), ("x", "a"), ("a", "y"), ("y", "b"))
    chosen = {"look": "paths between them", "steps": "2 steps"}
    assert set(ask(graph, "look_from_here", about=list("abc"), **chosen).table.index) == {"x", "y"}
    shared = ask(graph, "look_from_here", about=list("abc"), of="all of them", **chosen)
    assert dict(shared.table["between pairs"]) == {"x": 3}
    assert shared.says.startswith("Paths join every two of A, B and C within 2 steps; 1 element lies on the way")


def test_where_nobody_has_marked_anything_the_answer_says_how():
    answer = ask(a_map(("a", "b")), "look_from_what_stands_out")
    assert answer.says == (
        "Nobody has marked an element as ‘something we can change’ yet. Choose one, say in its details how you see it, "
        "then ask again."
    )
    assert not answer.marks


def test_a_start_can_be_what_structure_suggests(story):
    answer = ask(story, "look_from_what_stands_out", start="suggested: influenced", look="upstream")
    assert answer.says.startswith("2 elements lead to Trust: Visits and Meals.")
    level = ask(nx.MultiDiGraph([("a", "b"), ("b", "a")]), "look_from_what_stands_out", start="suggested: influential")
    assert level.says.startswith("Nothing stands out as influential on this map")


def test_the_ways_between_two_are_listed_in_both_directions():
    graph = a_map(("a", "b"), ("b", "c"), ("a", "x"), ("x", "c"), ("c", "a"), ("b", "x"))
    answer = ask(graph, "ways_between", about=["a", "c"])
    assert answer.says == (
        "2 ways lead from A to C. The first: 2 steps, through B. Back from C to A it takes 1 step or more."
    )
    assert answer.table.to_dict("list") == {"label": ["A → B → C", "A → X → C", "C → A"], "steps": [2, 2, 1]}
    longer = ask(graph, "ways_between", about=["a", "c"], which="up to 3 steps")
    assert list(longer.table["label"]) == ["A → B → C", "A → X → C", "A → B → X → C", "C → A"]
    nowhere = ask(a_map(("a", "b"), c={}), "ways_between", about=["a", "c"])
    assert nowhere.says == "No way leads from A to C. None leads back from C to A."
    assert nowhere.marks == {"a": "start", "c": "start"}


def test_the_whole_grid_has_answers(story):
    assert len(every_answer(story, "look_from_here", ("visits", "stays"))) == 64
    assert len(every_answer(story, "look_from_here", ("alone",))) == 64
    assert len(every_answer(story, "look_from_what_stands_out")) == 448
    assert len(every_answer(nx.MultiDiGraph(), "look_from_what_stands_out")) == 448
    every_answer(story, "ways_between", ("visits", "stays"))


def test_paths_between_many_starts_are_looked_for_between_the_first_of_them():
    graph = a_map(*((f"n{i}", f"n{i + 1}") for i in range(20)))
    answer = ask(graph, "look_from_here", about=list(graph), look="paths between them")
    assert answer.says.endswith(" Only the first 12 starts were looked at.")


def test_a_map_of_any_analyst_can_be_asked_too():
    plain = nx.MultiDiGraph([(1, 2), (2, 3)])
    answer = ask(plain, "look_from_here", about=[1])
    assert answer.marks == {1: "start", 2: "first", 3: "second"}
    assert set(QUESTIONS) >= {"look_from_here", "look_from_what_stands_out", "ways_between"}
    assert guided.marked(plain, "outcome") == []
