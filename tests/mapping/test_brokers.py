"""Who stands between others, and in which role."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings

from tests.mapping.small import alike, maps, renamed, small, verified
from workbench.errors import GraphContractError
from workbench.mapping.asking import ask
from workbench.mapping.brokers import BROKERAGE, betweenness, brokerage, brought_together, go_betweens
from workbench.mapping.simple import simple

COLUMNS = ["coordinator", "itinerant", "gatekeeper", "representative", "liaison", "total"]


def roles(graph: nx.Graph, node: str = "v") -> dict[str, int]:
    """What one node is, the roles it never has left out."""
    row = brokerage(graph).loc[node]
    return {role: int(count) for role, count in row.items() if count}


@pytest.mark.parametrize(
    ("sectors", "role"),
    [
        ("ppp", "coordinator"),
        ("php", "itinerant"),
        ("hpp", "gatekeeper"),
        ("pph", "representative"),
        ("phv", "liaison"),
    ],
)
def test_the_three_groups_decide_the_role(sectors, role):
    graph = small(dict(zip("avc", sectors, strict=True)), "a>v v>c")
    assert roles(graph) == {role: 1, "total": 1}
    assert list(brought_together(graph, "v")) == [("a", "c", role)]
    assert brokerage(graph).loc[["a", "c"], "total"].tolist() == [0, 0]


def test_nobody_is_needed_between_two_who_are_connected_directly():
    assert roles(alike("avc", "a>v v>c a>c")) == {}
    assert roles(alike("avc", "a>v v>c c>a")) == {"coordinator": 1, "total": 1}
    assert roles(alike("avc", "a>v v>c a.c")) == {"coordinator": 1, "total": 1}


def test_a_way_back_to_where_it_began_joins_nobody():
    assert roles(alike("av", "a=v")) == {}
    assert roles(small({"a": "p", "v": "h"}, "a=v")) == {}


def test_connections_both_ways_are_stood_between_in_both():
    graph = small({"a": "p", "v": "p", "c": "h"}, "a=v v=c")
    assert roles(graph) == {"gatekeeper": 1, "representative": 1, "total": 2}


def test_an_element_without_a_group_takes_part_in_nothing():
    for missing in "avc":
        assert brokerage(small({**dict.fromkeys("avc", "p"), missing: None}, "a>v v>c")).to_numpy().sum() == 0


def test_two_of_each_are_counted_out_by_hand():
    """A hub with two ways in (p, h) and two out (p, v), one of the four pairs connected directly."""
    graph = small({"a": "p", "b": "h", "v": "p", "c": "p", "d": "v"}, "a>v b>v v>c v>d a>d")
    assert roles(graph) == {"coordinator": 1, "gatekeeper": 1, "liaison": 1, "total": 3}


def test_any_graph_will_do_and_any_attribute():
    path = nx.path_graph(3)
    nx.set_node_attributes(path, {0: 1, 1: 1, 2: 2}, "team")
    assert brokerage(path, by="team").loc[1].to_dict() == {
        **dict.fromkeys(COLUMNS, 0),
        "gatekeeper": 1,
        "representative": 1,
        "total": 2,
    }
    with pytest.raises(GraphContractError, match="Node 0 has no ‘sector’"):
        brokerage(path)


@pytest.mark.parametrize("nodes", ["", "a", "abc"])
def test_without_connections_there_are_rows_of_zeros(nodes):
    table = brokerage(alike(nodes))
    assert (list(table.columns), list(table.index), table.index.name) == (COLUMNS, list(nodes), "node")
    assert (table == 0).all(axis=None)
    assert betweenness(alike(nodes)).to_dict() == dict.fromkeys(nodes, 0)


@given(maps())
@settings(max_examples=60)
def test_counting_all_at_once_is_counting_one_by_one(graph):
    table = brokerage(graph)
    for node in graph:
        found = [role for _, _, role in brought_together(graph, node)]
        assert table.loc[node, list(BROKERAGE)].to_dict() == {role: found.count(role) for role in BROKERAGE}
    assert (table[list(BROKERAGE)].sum(axis=1) == table["total"]).all()


@given(maps())
@settings(max_examples=30)
def test_names_do_not_matter_and_turning_every_connection_round_swaps_in_and_out(graph):
    table = brokerage(graph)
    other, names = renamed(graph)
    pd.testing.assert_frame_equal(brokerage(other), table.rename(index=names))
    swapped = {"gatekeeper": "representative", "representative": "gatekeeper"}
    pd.testing.assert_frame_equal(brokerage(graph.reverse()), table.rename(columns=swapped)[COLUMNS])


def test_ways_through_a_middle_are_counted_by_hand():
    assert betweenness(alike("abc", "a>b b>c")).to_dict() == {"a": 0, "b": 1, "c": 0}
    assert betweenness(alike("abcd", "a>b a>c b>d c>d")).to_dict() == {"a": 0, "b": 0.5, "c": 0.5, "d": 0}
    assert betweenness(alike("habc", "h=a h=b h=c")).to_dict() == {"h": 6, "a": 0, "b": 0, "c": 0}


def test_a_long_chain_is_counted_whole():
    chain = nx.path_graph(600, create_using=nx.DiGraph)
    assert betweenness(chain).to_dict() == {node: node * (599 - node) for node in range(600)}


@given(maps())
@settings(max_examples=60)
def test_betweenness_is_what_networkx_says(graph):
    expected = nx.betweenness_centrality(simple(graph), normalized=False)
    assert betweenness(graph).to_dict() == pytest.approx(expected, abs=1e-9)


def test_verified_graphs_agree_in_every_role_and_in_betweenness():
    called = {
        "w_I": "coordinator",
        "w_O": "itinerant",
        "b_IO": "representative",
        "b_OI": "gatekeeper",
        "b_O": "liaison",
        "t": "total",
    }
    for graph, case in verified():
        expected = pd.DataFrame(case["brokerage"], columns=[called[role] for role in case["roles"]])
        assert brokerage(graph).to_numpy().tolist() == expected[COLUMNS].to_numpy().tolist(), case["id"]
        assert betweenness(graph).tolist() == pytest.approx(case["betweenness"], abs=1e-9), case["id"]


def between() -> nx.MultiDiGraph:
    """Two practices behind a link worker, who knows the kitchen."""
    return small({"a": "primary care", "b": "hospital", "v": "primary care", "k": "voluntary"}, "a=v b>v v>k")


def test_the_map_says_who_stands_between_and_what_that_means():
    answer = ask(between(), "go_betweens")
    assert answer.says == (
        "V stands between two others 3 times; most often it brings what comes from another sector in to its own. "
        "The more often, the more depends on it; it may be a bridge, or a place where things get stuck."
    )
    assert answer.table.to_dict("index") == {
        "v": {
            "label": "V",
            "sector": "primary care",
            "within its own group": 0,
            "within another group": 0,
            "from another group into its own": 1,
            "from its own group to another": 1,
            "between two other groups": 1,
            "in total": 3,
        }
    }
    assert answer.marks == {
        "v": "first",
        **dict.fromkeys("abk", "found"),
        **dict.fromkeys(("a=v", "b>v", "v>k"), "way"),
    }
    assert answer.legend == {"first": "V, between two others", "found": "whom they join", "way": "the way through"}


def test_one_role_can_be_asked_for_alone():
    answer = go_betweens(between(), role="representative")
    assert answer.says.startswith(
        "V stands between two others once in this way: it takes what comes from its own sector out to another."
    )
    assert answer.marks == {"v": "first", "a": "found", "k": "found", "a=v": "way", "v>k": "way"}
    assert answer.says == ask(between(), "go_betweens", role="from its own group to another").says
    assert ask(between(), "go_betweens", role="within another group").says == (
        "Nobody joins two of one sector to which it does not belong on this map."
    )


def test_one_element_is_asked_whom_it_joins():
    answer = ask(between(), "joined_by", about=["v"])
    assert answer.says == (
        "V stands between 3 pairs not connected directly; most often it brings what comes from another sector in "
        "to its own. One way that goes through it: from A to K."
    )
    assert answer.table["pairs"].to_dict() == {
        "coordinator": 0,
        "itinerant": 0,
        "gatekeeper": 1,
        "representative": 1,
        "liaison": 1,
    }
    assert ask(between(), "joined_by", about=["k"]).says.startswith("K stands between nobody")


def test_where_nothing_is_known_the_map_says_what_to_do():
    assert ask(small({"a": None}), "go_betweens").says == (
        "No element has a sector yet. Say for a few elements which one they belong to, then ask again."
    )
    assert ask(small({"a": None}), "joined_by", about=["a"]).says == (
        "A has no sector yet. Say which one it belongs to, then ask again."
    )
    assert ask(alike("ab", "a>b"), "go_betweens").says.startswith("Nobody stands between two others")
    assert ask(alike("ab"), "go_betweens", by="organisation").says.startswith("No element has an organisation yet.")


def test_those_who_come_next_are_named():
    says = ask(alike("abcd", "a>b b>c c>d c>a"), "go_betweens").says
    assert says.startswith("C stands between two others twice; most often it joins two of its own sector. Next:")
    assert "sector. Next: A and B. The more often" in says
