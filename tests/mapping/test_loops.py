"""Causal loops and their polarity, and how they are told."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mapping.asked import a_map, digraphs, every_answer
from workbench.mapping import feedback, loops
from workbench.mapping.asking import ask


def signed(*ties: tuple[str, str, str | None], **more: object) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    for one, other, sign in ties:
        graph.add_edge(one, other, kind="influences", sign=sign, **more)
    return graph


def found(graph: nx.Graph, **chosen: int) -> list[tuple[object, str]]:
    frame = loops.loops(graph, **chosen)
    assert list(frame.columns) == ["nodes", "polarity"]
    return list(frame.itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("signs", "polarity"),
    [
        ("+++", "reinforcing"),
        ("--+", "reinforcing"),
        ("-++", "balancing"),
        ("---", "balancing"),
        ("-?+", "indeterminate"),
        ("−++", "balancing"),
    ],
)
def test_an_odd_number_of_negatives_balances_and_an_unknown_sign_leaves_it_open(signs, polarity):
    graph = signed(("b", "c", signs[0]), ("c", "a", signs[1]), ("a", "b", signs[2]))
    assert found(graph) == [(("b", "c", "a"), polarity)]


def test_a_loop_starts_at_the_node_that_comes_first_in_the_graph():
    graph = signed(("c", "a", "+"), ("a", "b", "+"), ("b", "c", "+"), ("b", "a", "-"))
    assert found(graph) == [(("a", "b"), "balancing"), (("c", "a", "b"), "reinforcing")]


def test_without_loops_there_are_no_rows():
    for graph in (nx.DiGraph(), nx.DiGraph([("a", "b")]), signed(("a", "a", "+"))):
        frame = loops.loops(graph)
        assert list(frame.columns) == ["nodes", "polarity"]
        assert (len(frame), frame.attrs) == (0, {"complete": True})


def test_parallel_links_of_different_signs_leave_a_loop_open():
    alike = signed(("a", "b", "+"), ("a", "b", "+"), ("b", "a", "-"))
    apart = signed(("a", "b", "+"), ("a", "b", "-"), ("b", "a", "-"))
    assert found(alike) == [(("a", "b"), "balancing")]
    assert found(apart) == [(("a", "b"), "indeterminate")]


def test_only_causal_links_make_loops():
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", kind="meets", sign=None)
    graph.add_edge("b", "a", kind="influences", sign="+")
    assert found(graph) == []
    graph.add_edge("a", "b", kind="trusts", sign="+")
    assert found(graph) == [(("a", "b"), "reinforcing")]
    assert found(nx.DiGraph([("a", "b"), ("b", "a")])) == [(("a", "b"), "indeterminate")]


def test_a_mutual_influence_is_a_loop_of_two():
    assert found(signed(("a", "b", "+"), direction="mutual")) == [(("a", "b"), "reinforcing")]
    assert found(signed(("a", "b", "+"), direction="mutual", strength=0)) == []


def test_signs_can_be_numbers():
    graph = nx.DiGraph()
    graph.add_edge("a", "b", sign=1)
    graph.add_edge("b", "a", sign=-1)
    assert loops.loops(graph)["polarity"].tolist() == ["balancing"]


def test_longer_loops_are_found_when_asked_for():
    ring = nx.cycle_graph(10, create_using=nx.DiGraph)
    assert found(ring) == []
    assert found(ring, longest=10) == [(tuple(range(10)), "indeterminate")]


def test_in_a_thicket_the_shortest_loops_are_listed_and_it_is_said_that_there_are_more():
    frame = loops.loops(nx.complete_graph(60))
    assert len(frame) == loops.MOST
    assert frame.attrs == {"complete": False}
    assert frame["nodes"].map(len).is_monotonic_increasing


@given(graph=digraphs(), signs=st.lists(st.sampled_from(["+", "-", "?"]), min_size=30, max_size=30))
@settings(max_examples=80, deadline=None)
def test_loops_are_the_simple_cycles_that_networkx_finds(graph, signs):
    for (one, other), sign in zip(graph.edges, signs, strict=False):
        graph.edges[one, other]["sign"] = sign
    place = {node: number for number, node in enumerate(graph)}

    expected = {}
    for cycle in nx.simple_cycles(graph, length_bound=6):
        first = min(range(len(cycle)), key=lambda at, cycle=cycle: place[cycle[at]])
        nodes = (*cycle[first:], *cycle[:first])
        on_it = [graph.edges[leg]["sign"] for leg in zip(nodes, (*nodes[1:], nodes[0]), strict=True)]
        polarity = "balancing" if on_it.count("-") % 2 else "reinforcing"
        expected[nodes] = "indeterminate" if "?" in on_it else polarity
    rows = found(graph, longest=6)
    assert dict(rows) == expected
    assert len(rows) == len(expected)


@pytest.fixture
def story():
    """One loop that keeps itself going, and one that holds itself back."""
    return a_map(
        ("trust", "referrals", {"sign": "+"}),
        ("referrals", "trust", {"sign": "+", "delay": True}),
        ("referrals", "waiting", {"kind": "influences", "sign": "+"}),
        ("waiting", "trust", {"kind": "influences", "sign": "-"}),
        ("trust", "waiting", {"kind": "meets"}),
    )


def test_the_loops_of_a_map_are_told_and_drawn(story):
    answer = ask(story, "feedback")
    assert answer.says == (
        "2 loops: 1 keeps itself going, 1 holds itself back. The shortest reads: “More Trust will bring more "
        "Referrals; more Referrals will bring more Trust, after a while: it keeps itself going.”"
    )
    growing = (
        "More Trust will bring more Referrals; more Referrals will bring more Trust, after a while: "
        "it keeps itself going."
    )
    evened_out = (
        "More Trust will bring more Referrals; more Referrals will bring more Waiting; "
        "more Waiting will bring less Trust: it holds itself back."
    )
    expected = pd.DataFrame(
        {
            "label": ["Trust → Referrals → Trust", "Trust → Referrals → Waiting → Trust"],
            "what it does": ["keeps itself going", "holds itself back"],
            "connections": [2, 3],
            "how it goes": [growing, evened_out],
        },
        index=pd.RangeIndex(1, 3, name="loop"),
    )
    pd.testing.assert_frame_equal(answer.table, expected)
    assert answer.marks == {
        "trust": "third",
        "referrals": "third",
        "waiting": "second",
        "trust>referrals": "third",
        "referrals>trust": "first",
        "referrals>waiting": "second",
        "waiting>trust": "second",
    }


def test_a_story_goes_on_from_less_and_says_where_nobody_knows():
    graph = a_map(("a", "b", {"sign": "-"}), ("b", "c", {"sign": "+"}), ("c", "a", {"sign": "?"}))
    (loop,), _ = loops.find(graph)
    assert feedback.story(graph, loop) == (
        "More A will bring less B; less B will bring less C; less C will change A, nobody knows yet which way: "
        "nobody can say yet whether it keeps itself going or holds itself back."
    )


def test_loops_can_be_asked_for_by_kind_and_through_an_element(story):
    balancing = ask(story, "feedback", show="loops that hold themselves back")
    assert list(balancing.table["what it does"]) == ["holds itself back"]
    through = ask(story, "loops_through", about=["waiting"])
    assert through.says.startswith("1 loop through Waiting: 1 holds itself back. It reads: “More Trust")
    assert through.marks["waiting"] == "start"
    none = ask(story, "feedback", show="loops of which nobody can tell", longest="3 connections")
    assert none.says == (
        "There are no loops of which nobody can tell, of up to 3 connections: no change comes back like that "
        "to where it began."
    )


def test_a_map_that_says_nothing_of_causes_says_what_to_do():
    answer = ask(a_map(("a", "b"), ("b", "a")), "feedback")
    assert answer.says.startswith("Nothing on this map says yet what changes what, so there are no loops.")


def test_every_way_to_ask_for_loops_has_an_answer(story):
    every_answer(story, "feedback")
    every_answer(story, "loops_through", ("trust", "waiting"))
    every_answer(nx.MultiDiGraph(), "feedback")
