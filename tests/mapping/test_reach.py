"""How far each reaches, and which few reach the most."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mapping.asked import a_map, digraphs, every_answer
from workbench.mapping import reach
from workbench.mapping.asking import ask
from workbench.mapping.influence import downstream

MODESTLY = settings(max_examples=60, deadline=None)


def test_reach_counts_others_within_so_many_steps():
    chain = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "d")])
    expected = pd.DataFrame(
        {
            "reached": [2, 2, 1, 0],
            "share": [2 / 3, 2 / 3, 1 / 3, 0],
            "direct": [1, 1, 1, 0],
            "efficiency": [2, 2, 1, None],
        },
        index=pd.Index(list("abcd"), name="node"),
    ).astype({"efficiency": float})
    pd.testing.assert_frame_equal(reach.reach(chain), expected, check_index_type=False)
    assert list(reach.reach(chain, within=3)["reached"]) == [3, 2, 1, 0]


def test_where_there_are_no_others_the_share_is_missing():
    alone = nx.DiGraph()
    alone.add_node("a")
    assert reach.reach(alone)["share"].isna().all()
    assert len(reach.reach(nx.DiGraph())) == 0


def test_key_players_are_no_more_than_are_needed_and_the_first_of_equals():
    stars = nx.DiGraph([("a", "b"), ("a", "c"), ("d", "e"), ("d", "f"), ("g", "e"), ("g", "f")])
    found = reach.key_players(stars, size=3)
    assert found == reach.KeyPlayers(nodes=("a", "d", "g"), reached=frozenset("abcdefg"), exact=True)
    stars.remove_node("g")
    assert reach.key_players(stars, size=3).nodes == ("a", "d")
    assert reach.key_players(stars, size=1, among={"d", "b"}).nodes == ("d",)
    assert reach.key_players(nx.DiGraph()) == reach.KeyPlayers(nodes=(), reached=frozenset(), exact=True)


def test_on_a_large_map_key_players_are_looked_for_step_by_step():
    stars = nx.disjoint_union_all([nx.star_graph(size, create_using=nx.DiGraph) for size in (60, 50, 40, 30, 20)])
    found = reach.key_players(stars, size=4)
    assert (found.exact, len(found.reached)) == (False, 184)


@given(graph=digraphs(), size=st.integers(1, 3), within=st.integers(1, 3))
@MODESTLY
def test_no_other_few_reach_more(graph, size, within):
    found = reach.key_players(graph, size=size, within=within)
    covers = {node: {node, *downstream(graph, node, within=within)} for node in graph}
    most = max(
        len(set().union(*(covers[node] for node in some))) for some in combinations(graph, min(size, len(graph)))
    )
    assert found.exact
    assert len(found.nodes) <= size
    assert found.reached == set().union(*(covers[node] for node in found.nodes))
    assert len(found.reached) == most


@given(graph=digraphs(), size=st.integers(1, 3))
@MODESTLY
def test_swapping_never_reaches_less_than_one_after_the_other(graph, size):
    covers = [sum(1 << other for other in {node, *downstream(graph, node)}) for node in graph]
    best, quick = reach._best(covers, size), reach._greedy(covers, size)
    of = {tuple(some): reach._together(covers[number] for number in some).bit_count() for some in (best, quick)}
    assert len(quick) <= size
    assert of[tuple(quick)] <= of[tuple(best)]
    assert of[tuple(quick)] >= 0.63 * of[tuple(best)]


def story() -> nx.MultiDiGraph:
    """A link worker who reaches most, and a ward that nobody reaches."""
    role, place = {"kind": "person in role"}, {"kind": "place"}
    return a_map(
        ("worker", "kitchen"),
        ("kitchen", "carers"),
        ("nurse", "carers"),
        worker=role,
        nurse=role,
        kitchen=place,
        carers={"kind": "community group"},
        ward=place,
    )


def test_the_few_who_reach_the_most_are_named_with_whom_they_miss():
    answer = ask(story(), "champions")
    assert answer.says == (
        "Worker and Nurse together reach 4 of 5 elements within 2 steps (80 %), themselves included. "
        "Out of reach: Ward. One more would not add anybody."
    )
    assert answer.marks == {
        "worker": "start",
        "nurse": "start",
        "kitchen": "first",
        "carers": "first",
        "worker>kitchen": "way",
        "nurse>carers": "way",
    }
    assert answer.table.to_dict("index") == {
        "worker": {"label": "Worker", "reached": 2, "direct": 1, "only through this one": 2},
        "nurse": {"label": "Nurse", "reached": 1, "direct": 1, "only through this one": 1},
    }
    everything = ask(story(), "champions", among="everything on the map")
    assert everything.says == "Worker, Nurse and Ward together reach everyone and everything on the map within 2 steps."


def test_where_there_is_nobody_to_ask_it_is_said():
    assert ask(nx.MultiDiGraph(), "champions").says == "The map is still empty. Add some, then ask again."
    assert ask(a_map(("a", "b")), "champions").says == (
        "There are no people or teams on it yet. Add some, then ask again."
    )
    assert (
        ask(nx.MultiDiGraph(), "far_reaching").says == "Nobody reaches anybody on this map yet: nothing is connected."
    )


def test_who_reaches_furthest_is_said_with_the_figures_of_all():
    answer = ask(story(), "far_reaching")
    assert answer.says == (
        "Worker reaches the most others within 2 steps: 2 of 4 (50 %). Next: Nurse and Kitchen. "
        "News and habits spread furthest from there."
    )
    assert answer.table.to_dict("index")["worker"] == {
        "label": "Worker",
        "reached": 2,
        "per cent": 50.0,
        "direct": 1,
        "reached for each direct one": 2.0,
    }


def test_every_way_to_ask_for_reach_has_an_answer():
    for key in ("champions", "far_reaching"):
        every_answer(story(), key)
        every_answer(nx.MultiDiGraph(), key)
