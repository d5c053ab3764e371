"""What changed between two maps of one network."""

from __future__ import annotations

from datetime import date
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.mapping import graph as graphs
from workbench.mapping.change import Change, Tie, compare

SECTOR = {"link": "primary care", "mill": "primary care", "kitchen": "voluntary", "ward": "hospital", "trust": None}


def a_map(
    *ties: tuple[str, str, str, str, int] | tuple[str, str, str, str, int, str], **sectors: Any
) -> nx.MultiDiGraph:
    """A map of the elements of SECTOR with ties (id, source, target, kind, strength, direction)."""
    graph = nx.MultiDiGraph()
    for label, sector in {**SECTOR, **sectors}.items():
        graph.add_node(
            label, label=label.title(), kind="team", sector=sector, organisation="", note="", themes=[],
            seen_as=[], size="usual", pinned=False, lived=True, x=None, y=None, valid_from=date(2025, 1, 1),
            valid_to=None,
        )  # fmt: skip
    for key, source, target, kind, strength, *direction in ties:
        graph.add_edge(
            source, target, key=key, kind=kind, strength=strength, direction=direction[0] if direction else "one way",
            sign=None, delay=False, note="", themes=[], said_by="", sure=None, lived=True,
            valid_from=date(2025, 1, 1), valid_to=None,
        )  # fmt: skip
    graphs.validate(graph)
    return graph


def told(change: Change) -> dict[str, list[tuple[str, str | None]]]:
    """The five lists, each as pairs of the id now and the id then."""
    names = ("formed", "stronger", "kept", "weaker", "lost")
    return {
        name: [(tie.connection, tie.was) for tie in getattr(change, name)] for name in names if getattr(change, name)
    }


def test_every_tie_is_formed_stronger_kept_weaker_or_lost():
    before = a_map(
        ("1", "link", "mill", "trusts", 2),
        ("2", "link", "kitchen", "refers to", 3),
        ("3", "mill", "kitchen", "meets", 4),
        ("4", "ward", "mill", "advises", 1),
    )
    after = a_map(
        ("1", "link", "mill", "trusts", 5),
        ("2", "link", "kitchen", "refers to", 3),
        ("3", "mill", "kitchen", "meets", 1),
        ("5", "ward", "link", "shares information with", 2),
    )
    assert told(Change.between(before, after)) == {
        "formed": [("5", None)],
        "stronger": [("1", "1")],
        "kept": [("2", "2")],
        "weaker": [("3", "3")],
        "lost": [("4", "4")],
    }


def test_a_tie_carries_who_it_is_between_and_its_strength_then_and_now():
    change = Change.between(a_map(("1", "link", "mill", "trusts", 2)), a_map(("1", "link", "mill", "trusts", 5)))
    assert change.stronger == (
        Tie(
            connection="1", was="1", source="link", target="mill", between=("Link", "Mill"), kind="trusts",
            direction="one way", before=2, after=5,
        ),
    )  # fmt: skip


def test_a_new_connection_of_the_same_kind_between_the_same_two_carries_the_old_one_on():
    before = a_map(("1", "link", "mill", "trusts", 2), ("2", "link", "kitchen", "meets", 3))
    after = a_map(("8", "link", "mill", "trusts", 4), ("9", "link", "kitchen", "meets", 3))
    assert told(Change.between(before, after)) == {"stronger": [("8", "1")], "kept": [("9", "2")]}


def test_another_kind_between_the_same_two_is_another_tie():
    change = Change.between(a_map(("1", "link", "mill", "trusts", 2)), a_map(("2", "link", "mill", "meets", 2)))
    assert told(change) == {"formed": [("2", None)], "lost": [("1", "1")]}


def test_one_way_back_is_another_tie_but_both_ways_is_the_same():
    there = a_map(("1", "link", "mill", "trusts", 2))
    back = a_map(("2", "mill", "link", "trusts", 2))
    mutual = a_map(("3", "mill", "link", "trusts", 2, "mutual"))
    assert told(Change.between(there, back)) == {"formed": [("2", None)], "lost": [("1", "1")]}
    assert told(Change.between(there, mutual)) == {"kept": [("3", "1")]}
    assert told(Change.between(mutual, there)) == {"kept": [("1", "3")]}


def test_each_tie_is_matched_once_the_oldest_with_the_oldest():
    before = a_map(("1", "link", "mill", "trusts", 2))
    after = a_map(("2", "link", "mill", "trusts", 3), ("3", "link", "mill", "trusts", 2))
    assert told(Change.between(before, after)) == {"formed": [("3", None)], "stronger": [("2", "1")]}


def test_the_same_id_counts_more_than_the_same_ends():
    before = a_map(("1", "link", "mill", "trusts", 2), ("2", "link", "mill", "trusts", 4))
    after = a_map(("2", "link", "mill", "trusts", 4))
    assert told(Change.between(before, after)) == {"kept": [("2", "2")], "lost": [("1", "1")]}


def test_elements_that_came_and_went_are_named():
    before, after = a_map(), a_map(pharmacy="community")
    after.remove_node("ward")
    change = Change.between(before, after)
    assert (change.added, change.gone) == (("pharmacy",), ("ward",))


def test_two_empty_maps_have_no_change_and_no_similarity():
    change = Change.between(nx.MultiDiGraph(), nx.MultiDiGraph())
    assert (change, change.jaccard) == (Change(), None)
    assert change.sentence() == "There are no relationships yet, then or now."


def test_the_similarity_is_the_share_of_ties_in_both():
    before = a_map(("1", "link", "mill", "trusts", 2), ("2", "link", "kitchen", "refers to", 3))
    after = a_map(("1", "link", "mill", "trusts", 5), ("3", "mill", "kitchen", "meets", 1))
    assert Change.between(before, after).jaccard == pytest.approx(1 / 3)
    assert Change.between(before, before).jaccard == 1.0
    assert Change.between(before, a_map()).jaccard == 0.0


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ([("1", 2)], [("1", 2)], "No relationship has changed."),
        ([("1", 2)], [("1", 2), ("2", 1)], "1 relationship formed."),
        ([("1", 2), ("2", 2)], [], "2 relationships lost."),
        (
            [("1", 2), ("2", 2), ("3", 1)],
            [("1", 5), ("2", 1), ("4", 2)],
            "1 relationship formed, 1 stronger, 1 weaker, 1 lost.",
        ),
    ],
)
def test_the_sentence_names_only_what_happened(before, after, sentence):
    kinds = {"1": "trusts", "2": "meets", "3": "advises", "4": "refers to"}
    maps = [a_map(*((key, "link", "mill", kinds[key], strength) for key, strength in ties)) for ties in (before, after)]
    assert Change.between(*maps).sentence() == sentence


def test_sectors_that_had_no_tie_before_are_named_as_newly_linked():
    before = a_map(("1", "link", "ward", "advises", 2))
    after = a_map(
        ("1", "link", "ward", "advises", 2), ("2", "kitchen", "mill", "meets", 1), ("3", "kitchen", "link", "meets", 1),
        ("4", "ward", "kitchen", "refers to", 1), ("5", "trust", "kitchen", "influences", 1),
    )  # fmt: skip
    change = Change.between(before, after)
    assert change.linked == (("primary care", "voluntary"), ("voluntary", "hospital"))
    assert change.sentence() == (
        "4 relationships formed. Newly linked: primary care with voluntary and voluntary with hospital. "
        "Every relationship formed runs through Kitchen."
    )


def test_many_newly_linked_sectors_are_counted():
    sectors = {"a": "community", "b": "social care", "c": "mental health", "d": "commissioning"}
    after = a_map(*((key, "link", key, "meets", 1) for key in sectors), **sectors)
    assert Change.between(a_map(**sectors), after).sentence() == (
        "4 relationships formed. Newly linked: primary care with community, primary care with social care and "
        "2 more pairs of sectors. Every relationship formed runs through Link."
    )


def test_saying_another_sector_of_an_element_links_nothing():
    ties = [("1", "link", "kitchen", "meets", 2)]
    assert Change.between(a_map(*ties), a_map(*ties, kitchen="social care")).linked == ()


def test_one_element_in_every_tie_formed_is_named():
    alone = a_map(("1", "link", "mill", "trusts", 2))
    both = a_map(("1", "link", "mill", "trusts", 2), ("2", "link", "trust", "meets", 2))
    twice = a_map(("1", "link", "mill", "trusts", 2), ("2", "mill", "link", "meets", 2))
    assert (
        Change.between(a_map(), both).sentence()
        == "2 relationships formed. Every relationship formed runs through Link."
    )
    assert [Change.between(a_map(), after).through for after in (alone, both, twice)] == [None, "Link", None]


TIES = st.lists(
    st.tuples(
        st.sampled_from("abcdef"), st.sampled_from(["link", "mill"]), st.sampled_from(["kitchen", "ward"]),
        st.sampled_from(["meets", "trusts"]), st.integers(1, 5), st.sampled_from(["one way", "mutual", "undirected"]),
    ),
    unique_by=lambda tie: tie[0],
)  # fmt: skip


@given(TIES, TIES)
def test_every_tie_of_both_maps_is_accounted_for_once(before, after):
    one, other = a_map(*before), a_map(*after)
    change = Change.between(one, other)
    went_on = [*change.stronger, *change.kept, *change.weaker]
    assert sorted(tie.connection for tie in [*change.formed, *went_on]) == sorted(tie[0] for tie in after)
    assert sorted(str(tie.was) for tie in [*change.lost, *went_on]) == sorted(tie[0] for tie in before)


@given(TIES, TIES)
def test_looking_back_turns_formed_into_lost_and_stronger_into_weaker(before, after):
    there, back = (Change.between(*maps) for maps in ((a_map(*before), a_map(*after)), (a_map(*after), a_map(*before))))
    assert [tie.connection for tie in there.formed] == [tie.connection for tie in back.lost]
    assert there.jaccard == back.jaccard
    assert {tie.was for tie in there.stronger} == {tie.connection for tie in back.weaker}


def test_comparing_gives_a_row_for_every_tie_with_its_strengths_and_both_its_ids():
    before = a_map(("1", "link", "mill", "trusts", 2), ("2", "link", "kitchen", "refers to", 3))
    after = a_map(("1", "link", "mill", "trusts", 4), ("3", "mill", "kitchen", "meets", 1, "mutual"))

    table = compare(before, after)

    assert table.astype(object).where(table.notna(), None).to_dict("records") == [
        {
            "change": "formed", "source": "mill", "target": "kitchen", "from": "Mill", "to": "Kitchen",
            "kind": "meets", "direction": "mutual", "before": None, "after": 1, "connection": "3", "was": None,
        },
        {
            "change": "stronger", "source": "link", "target": "mill", "from": "Link", "to": "Mill",
            "kind": "trusts", "direction": "one way", "before": 2, "after": 4, "connection": "1", "was": "1",
        },
        {
            "change": "lost", "source": "link", "target": "kitchen", "from": "Link", "to": "Kitchen",
            "kind": "refers to", "direction": "one way", "before": 3, "after": None, "connection": "2", "was": "2",
        },
    ]  # fmt: skip
    assert compare(a_map(), a_map()).empty


def test_any_networkx_graph_can_be_compared_though_it_says_nothing_but_who_is_tied_to_whom():
    before, after = nx.DiGraph([("a", "b"), ("b", "c")]), nx.DiGraph([("b", "c"), ("c", "d")])
    assert list(compare(before, after)[["change", "source", "target"]].itertuples(index=False, name=None)) == [
        ("formed", "c", "d"),
        ("kept", "b", "c"),
        ("lost", "a", "b"),
    ]
    numbered = nx.MultiDiGraph([(1, 2), (1, 2)])
    assert list(compare(numbered, nx.MultiDiGraph([(1, 2)]))["change"]) == ["kept", "lost"]


def test_keys_that_are_no_ids_neither_merge_ties_nor_join_others():
    before, after = nx.MultiDiGraph(), nx.MultiDiGraph()
    for ends in (("a", "b"), ("b", "c")):
        before.add_edge(*ends, key="trusts")
    after.add_edge("c", "d", key="trusts")
    assert list(compare(before, after)[["change", "source", "target"]].itertuples(index=False, name=None)) == [
        ("formed", "c", "d"),
        ("lost", "a", "b"),
        ("lost", "b", "c"),
    ]


def test_a_strength_that_is_not_given_is_one_and_decimals_are_kept():
    before, after = nx.DiGraph(), nx.DiGraph()
    for graph, strengths in ((before, (None, float("nan"), 2.5)), (after, (1, 3, 2))):
        graph.add_edges_from((0, end, {"strength": given}) for end, given in enumerate(strengths, 1))
    found = compare(before, after)
    assert found[["target", "change", "before", "after"]].to_numpy().tolist() == [
        [2, "stronger", 1.0, 3.0],
        [1, "kept", 1.0, 1.0],
        [3, "weaker", 2.5, 2.0],
    ]


def test_groups_of_any_kind_can_be_newly_linked_but_not_those_that_nobody_gave():
    after = nx.DiGraph()
    for node, sector in enumerate([7, "ward", ("a", 1), "", float("nan")]):
        after.add_node(node, sector=sector)
    nx.add_path(after, range(5))
    assert Change.between(nx.DiGraph(), after).linked == ((("a", 1), "ward"), (7, "ward"))


def test_a_tie_that_is_only_hoped_for_is_formed_when_it_comes_about():
    hoped = nx.MultiDiGraph()
    hoped.add_edge("a", "b", key="1", kind="trusts", strength=0)
    there = nx.MultiDiGraph()
    there.add_edge("a", "b", key="1", kind="trusts", strength=2)
    assert list(compare(hoped, there)["change"]) == ["formed"]
    assert list(compare(there, hoped)["change"]) == ["lost"]
