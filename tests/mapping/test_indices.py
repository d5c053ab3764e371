"""The figures of a whole map."""

from __future__ import annotations

import math

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings

from tests.mapping.small import alike, maps, renamed, small
from workbench.mapping.asking import ROLES
from workbench.mapping.cohesion import connectedness, density, e_i_index, efficiency, hierarchy, reciprocity
from workbench.mapping.indices import INDICES, indices
from workbench.mapping.questions import QUESTIONS, ask

STRUCTURE = (
    "go_betweens",
    "joined_by",
    "open_circles",
    "our_own",
    "answered",
    "how_tight",
    "hanging_together",
    "core_and_edge",
    "all_figures",
)


def figures(graph: nx.Graph) -> dict[str, float | None]:
    """The figures of a map, None where they are not defined."""
    return {key: None if math.isnan(value) else value for key, value in indices(graph)["value"].items()}


def test_every_figure_of_a_small_map_is_worked_out_by_hand():
    graph = small({"h": "p", "a": "p", "b": "v", "c": "v", "x": None}, "h=a h>b h>c b.c h>a")
    assert figures(graph) == {
        "elements": 5,
        "connections": 4,
        "unconnected": 1,
        "density": 4 / 20,
        "reciprocity": 2 / 4,
        "e_i_index": 0,
        "connectedness": 12 / 20,
        "efficiency": pytest.approx(1 - 1 / 9),
        "hierarchy": 4 / 5,
        "fragmentation": pytest.approx(8 / 20),
        "communities": 1,
        "core_share": 1 / 5,
    }


def test_what_is_counted_is_nought_on_an_empty_map_and_the_rest_not_defined():
    counts = {"elements": 0, "connections": 0, "unconnected": 0, "communities": 0}
    nothing = dict.fromkeys([one.key for one in INDICES])
    assert figures(alike("")) == nothing | counts
    assert figures(alike("a")) == nothing | counts | {"elements": 1, "unconnected": 1}
    apart = {"elements": 2, "unconnected": 2, "density": 0, "connectedness": 0, "fragmentation": 1}
    assert figures(alike("ab")) == nothing | counts | apart


def test_every_figure_says_how_to_read_it_and_how_it_is_worked_out():
    table = indices(alike("ab", "a>b"))
    assert list(table.columns) == ["label", "value", "reads", "defined"]
    assert table["reads"].str.endswith(".").all()
    assert table["defined"].str.endswith(".").all()
    assert table.index.is_unique


@given(maps())
@settings(max_examples=30)
def test_the_figures_are_those_of_the_functions_whatever_the_names(graph):
    found = figures(graph)
    for measure in (density, reciprocity, connectedness, efficiency, hierarchy, e_i_index):
        assert found[measure.__name__] == measure(graph)
    pd.testing.assert_frame_equal(indices(renamed(graph)[0]), indices(graph))


def test_figures_are_of_any_graph_and_any_grouping():
    ring = nx.cycle_graph(4)
    nx.set_node_attributes(ring, {0: "x", 1: "x", 2: "y", 3: "y"}, "team")
    assert indices(ring, by="team")["value"][["elements", "connections", "e_i_index", "hierarchy"]].tolist() == [
        4,
        4,
        0,
        0,
    ]


def test_the_map_says_how_tightly_it_holds_together():
    answer = ask(alike("abcdx", "a>b c>d"), "how_tight")
    assert answer.says == (
        "One element is connected to nothing, the rest is in 2 pieces: 20 % of pairs are joined by some chain of "
        "connections and 10 % of all possible connections are there. Beside each figure stands how to read it; none is "
        "better for being higher."
    )
    assert answer.table["value"].to_dict() == {"density": 0.1, "connectedness": 0.2, "efficiency": 1, "hierarchy": 1}
    assert answer.marks == {"x": "found", "a": "group 1", "b": "group 1", "c": "group 2", "d": "group 2"}
    assert answer.legend == {
        "found": "connected to nothing",
        "group 1": "a piece of 2 elements",
        "group 2": "a piece of 2 elements",
    }


@pytest.mark.parametrize(
    ("nodes", "ties", "says"),
    [
        ("ab", "", "Nothing is connected: "),
        ("ab", "a>b", "The map is in one piece: "),
        ("abcd", "a>b c>d", "The map is in 2 pieces: "),
        ("abxy", "a>b", "2 elements are connected to nothing, the rest is in one piece: "),
        ("a", "", "There is nothing to say yet: it takes two elements on the map."),
    ],
)
def test_pieces_are_said_in_words(nodes, ties, says):
    assert ask(alike(nodes, ties), "how_tight").says.startswith(says)


def test_all_figures_are_one_question():
    answer = ask(alike("ab", "a>b"), "all_figures")
    assert answer.says.startswith("2 elements and 1 connection. ")
    assert answer.table.index.tolist() == [one.key for one in INDICES]


@given(maps())
@settings(max_examples=25)
def test_every_question_on_structure_has_an_answer_on_any_map(graph):
    before = (dict(graph.nodes(data=True)), list(graph.edges(keys=True, data=True)))
    for key in STRUCTURE:
        about = list(graph)[:1] if QUESTIONS[key].needs == "one" else []
        if QUESTIONS[key].needs == "one" and not about:
            continue
        for name, choice in {"": None, **QUESTIONS[key].choices}.items():
            for option in choice.options if choice else ("",):
                answer = ask(graph, key, about=about, **({name: option} if name else {}))
                assert answer.says.endswith(".")
                assert set(answer.marks.values()) == set(answer.legend) <= set(ROLES), key
                assert set(answer.marks) <= {*graph, *(tie for _, _, tie in graph.edges(keys=True))}
                assert answer.table.empty or answer.table.columns[0] == "label"
    assert (dict(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))) == before
