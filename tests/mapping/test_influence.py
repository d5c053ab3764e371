"""What leads where, and what stands out."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mapping.asked import a_map, digraphs, every_answer
from workbench.errors import BadInput
from workbench.mapping import influence
from workbench.mapping.asking import ask

MODESTLY = settings(max_examples=60, deadline=None)
CHAIN = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "d"), ("e", "c")])


def test_downstream_upstream_and_around_say_how_far():
    assert influence.downstream(CHAIN, "a") == {"b": 1, "c": 2, "d": 3}
    assert influence.downstream(CHAIN, "a", within=2) == {"b": 1, "c": 2}
    assert influence.upstream(CHAIN, "c") == {"b": 1, "e": 1, "a": 2}
    assert influence.around(CHAIN, "e", within=2) == {"c": 1, "d": 2, "b": 2}
    assert influence.downstream(CHAIN, "d") == {}


def test_a_mutual_connection_leads_both_ways_and_a_hoped_for_one_nowhere():
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", direction="mutual", strength=2)
    graph.add_edge("b", "c", direction="one way", strength=0)
    assert influence.downstream(graph, "b") == {"a": 1}


def test_an_element_that_is_not_there_is_named():
    with pytest.raises(BadInput, match="There is no ‘z’ on this map"):
        influence.downstream(CHAIN, "z")


def test_from_every_start_only_what_all_lead_to_is_found_with_the_ways_there():
    found = influence.look(CHAIN, ["a", "e"], "downstream", every=True)
    assert found == influence.Found(found={"c": 1, "d": 2}, ways={("a", "b"), ("b", "c"), ("c", "d"), ("e", "c")})
    assert influence.look(CHAIN, [], "downstream") == influence.Found(found={}, ways=set())


def test_leverage_is_missing_where_nothing_leads_to_an_element():
    expected = pd.DataFrame(
        {"out": [1, 1, 1, 0, 1], "in": [0, 1, 2, 1, 0], "leverage": [None, 1, 0.5, 0, None]},
        index=pd.Index(list("abcde"), name="node"),
    ).astype({"leverage": float})
    pd.testing.assert_frame_equal(influence.leverage(CHAIN), expected, check_index_type=False)
    assert len(influence.leverage(nx.DiGraph())) == 0


def test_structure_suggests_whom_to_look_at():
    graph = nx.DiGraph([("a", "b"), ("a", "c"), ("a", "d"), ("b", "e"), ("c", "e"), ("d", "e"), ("e", "f"), ("x", "b")])
    assert influence.standing_out(graph, "influential") == ["a"]
    assert influence.standing_out(graph, "influenced") == ["e", "b"]
    assert influence.standing_out(graph, "central")[0] == "e"
    assert influence.standing_out(graph, "high leverage") == ["c", "d"]


def test_nothing_stands_out_where_all_are_level():
    for what in influence.STANDING_OUT:
        assert influence.standing_out(nx.cycle_graph(6, create_using=nx.DiGraph), what) == []
        assert influence.standing_out(nx.DiGraph(), what) == []


def test_what_stands_out_is_said_with_its_figure():
    graph = a_map(("gp", "nurse"), ("gp", "ward"), ("nurse", "ward"), ("ward", "home"))
    answer = ask(graph, "stands_out")
    assert answer.says == ("Gp leads to the most others directly (2). A change there is felt in the most places.")
    assert answer.marks == {"gp": "found"}
    assert list(answer.table.columns) == ["label", "out", "in", "out for each in"]
    assert list(answer.table.index) == ["gp", "nurse", "ward", "home"]
    leverage = ask(graph, "stands_out", what="mostly leading")
    assert leverage.says == influence.stands_out(graph, what="high leverage").says
    assert leverage.legend == {"found": "stands out as mostly leading"}
    assert leverage.says == (
        "Nurse leads to the most others for each one that leads to it (1.0). A push there meets little that holds it, "
        "and goes far. Nothing leads to Gp, so it is n/a."
    )


def test_every_way_to_ask_what_stands_out_has_an_answer():
    graph = a_map(("gp", "nurse", {"kind": "influences"}), ("nurse", "ward"), ("ward", "gp"))
    every_answer(graph, "stands_out")
    assert {answer.says for answer in every_answer(nx.MultiDiGraph(), "stands_out")} == {
        "Nothing leads anywhere on this map yet, so nothing stands out. Connect a few first."
    }


@given(graph=digraphs(), within=st.sampled_from([1, 2, 3, None]))
@MODESTLY
def test_upstream_is_downstream_with_the_arrows_turned(graph, within):
    for node in graph:
        assert influence.upstream(graph, node, within=within) == influence.downstream(
            graph.reverse(), node, within=within
        )


@given(graph=digraphs(), towards=st.sampled_from(influence.TOWARDS), every=st.booleans())
@MODESTLY
def test_more_steps_never_reach_fewer_and_every_start_never_more_than_any(graph, towards, every):
    starts = list(graph)[:2]
    before: set[int] = set()
    for within in (1, 2, 3, None):
        found = influence.look(graph, starts, towards, every=every, within=within)
        assert set(found.found) >= before
        assert set(found.found) <= set(influence.look(graph, starts, towards, within=within).found)
        assert found.found.keys() <= {end for arc in found.ways for end in arc}
        before = set(found.found)
