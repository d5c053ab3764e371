"""Which elements hang together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.mapping.small import alike, maps, renamed, small
from workbench.mapping.asking import ask
from workbench.mapping.communities import communities, modularity

TRIANGLES = "a>b b>c c>a d>e e>f f>d c>d"


def test_two_triangles_on_a_string_are_two_groups():
    graph = alike("abcdef", TRIANGLES)
    found = communities(graph)
    assert found == [["a", "b", "c"], ["d", "e", "f"]]
    assert modularity(graph, found) == pytest.approx(2 * (3 / 7 - 1 / 4))


def test_whoever_is_connected_to_nothing_is_a_group_alone():
    assert communities(alike("xab", "a>b x.a")) == [["a", "b"], ["x"]]
    assert communities(alike("abc")) == [["a"], ["b"], ["c"]]
    assert communities(alike("")) == []
    assert modularity(alike("abc"), [["a"], ["b"], ["c"]]) is None


def test_one_group_of_everybody_is_no_more_than_chance():
    assert modularity(alike("abc", "a>b b>c c>a"), communities(alike("abc", "a>b b>c c>a"))) == 0


@given(maps())
@settings(max_examples=40)
def test_everybody_is_in_exactly_one_group_whatever_they_are_called(graph):
    found = communities(graph)
    assert sorted(node for part in found for node in part) == sorted(graph)
    assert [len(part) for part in found] == sorted((len(part) for part in found), reverse=True)
    other, names = renamed(graph)
    assert communities(other) == [[names[node] for node in part] for part in found]


def test_the_map_says_which_groups_hang_together_and_what_they_join():
    graph = small(
        {**dict.fromkeys("abc", "primary care"), "d": "hospital", "e": "hospital", "f": "voluntary"}, TRIANGLES
    )
    answer = ask(graph, "hanging_together")
    assert answer.says == (
        "2 groups hang together, of 3 and 3 elements; they stand apart, with connections between them. "
        "1 of them joins more than one sector."
    )
    assert answer.table.loc["c"].to_dict() == {
        "label": "C",
        "group": "A",
        "sector": "primary care",
        "connected inside": 2,
        "connected outside": 1,
    }
    assert answer.marks == {**dict.fromkeys("abc", "group 1"), **dict.fromkeys("def", "group 2")}
    assert answer.legend == {"group 1": "3 elements, mostly around A", "group 2": "3 elements, mostly around D"}


def test_where_no_groups_stand_out_the_map_says_so():
    assert ask(alike("abc"), "hanging_together").says == "No groups can be seen yet: there are no connections."
    assert ask(alike("abcx", "a>b b>c c>a"), "hanging_together").says == (
        "Everybody who is connected hangs together in one group of 3; no smaller ones stand out."
    )
