"""Two maps in one, and the figures then and now."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.mapping import graph as graphs
from workbench.mapping.change import Change
from workbench.mapping.overlay import in_both, overlay, where_they_are_now, with_places
from workbench.mapping.reading import MapParts
from workbench.mapping.then_and_now import difference, figure, then_and_now

NAMES = ("link", "mill", "kitchen", "ward")
SECTOR = {"link": "primary care", "mill": "primary care", "kitchen": "voluntary", "ward": None}


def element(key: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": key, "label": key.title(), "kind": "team", "sector": SECTOR.get(key), "organisation": "", "note": "",
        "themes": [], "seen_as": [], "size": "usual", "pinned": False, "lived": True, "x": 1.0, "y": 2.0,
        "valid_from": "2025-01-01", "valid_to": None, **fields,
    }  # fmt: skip


def tie(key: str, source: str, target: str, strength: int = 3, **fields: Any) -> dict[str, Any]:
    return {
        "id": key, "source": source, "target": target, "kind": "meets", "direction": "one way", "strength": strength,
        "sign": None, "delay": False, "note": "", "themes": [], "said_by": "", "sure": None, "lived": True,
        "valid_from": "2025-01-01", "valid_to": None, **fields,
    }  # fmt: skip


def a_map(*ties: dict[str, Any], elements: list[dict[str, Any]] | None = None) -> MapParts:
    there = [element(name) for name in NAMES] if elements is None else elements
    return {"elements": there, "connections": list(ties)}


BEFORE = a_map(
    tie("1", "link", "mill", 2),
    tie("2", "link", "kitchen", 3),
    tie("3", "mill", "kitchen", 4),
    tie("4", "ward", "mill", 1),
    tie("5", "ward", "kitchen", 0),
)
AFTER = a_map(
    tie("1", "link", "mill", 5),
    tie("2", "link", "kitchen", 3),
    tie("3", "mill", "kitchen", 1),
    tie("6", "link", "pharmacy"),
    elements=[element("link", x=9.0), element("mill"), element("kitchen"), element("pharmacy", x=None, y=None)],
)


def test_every_part_of_either_map_is_in_the_overlay_with_what_became_of_it():
    found = overlay(BEFORE, AFTER)
    assert found.marks == {
        "link": "kept", "mill": "kept", "kitchen": "kept", "ward": "lost", "pharmacy": "formed",
        "1": "stronger", "2": "kept", "3": "weaker", "4": "lost", "6": "formed",
    }  # fmt: skip
    assert {one["id"]: one["strength"] for one in found.parts["connections"]} == {
        "1": 5, "2": 3, "3": 1, "4": 1, "6": 3,
    }  # fmt: skip
    assert [one["id"] for one in found.parts["elements"]] == ["link", "mill", "kitchen", "ward", "pharmacy"]
    assert found.legend == {
        "formed": "1 formed, 1 new element",
        "stronger": "1 stronger",
        "kept": "1 kept",
        "weaker": "1 weaker",
        "lost": "1 lost, 1 element gone",
    }
    assert found.change == Change.between(graphs.build(BEFORE), graphs.build(AFTER))


def test_everything_in_an_overlay_has_a_place_the_later_one_first():
    elements = {one["id"]: (one["x"], one["y"]) for one in overlay(BEFORE, AFTER).parts["elements"]}
    assert elements["link"] == (9.0, 2.0)
    assert elements["ward"] == (1.0, 2.0)
    assert None not in elements["pharmacy"]


def test_what_is_hoped_for_is_none_yet_and_what_fell_back_to_a_hope_is_lost():
    before, after = a_map(tie("1", "link", "mill", 0)), a_map(tie("1", "link", "mill", 2))
    assert overlay(before, after).marks["1"] == "formed"
    assert overlay(after, before).marks["1"] == "lost"
    assert overlay(after, before).parts["connections"][0]["strength"] == 2
    assert "1" not in overlay(before, before).marks


def test_two_empty_maps_make_an_empty_overlay():
    nothing: MapParts = {"elements": [], "connections": []}
    found = overlay(nothing, nothing)
    assert (found.parts, found.marks, found.legend) == (nothing, {}, {})
    assert in_both(found.change) == "n/a: neither day has a relationship."


def test_a_map_without_ties_says_so_and_counts_its_elements():
    assert overlay(a_map(), a_map()).legend == {"kept": "as it was"}
    two = [element("link"), element("mill"), element("ward"), element("kitchen")]
    assert overlay(a_map(elements=two[:1]), a_map(elements=two)).legend == {
        "formed": "3 new elements",
        "kept": "as it was",
    }


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (BEFORE, AFTER, "3 of 5 relationships of either day are in both."),
        (a_map(tie("1", "link", "mill")), a_map(tie("1", "link", "mill"), tie("2", "mill", "ward")),
         "1 of 2 relationships of either day is in both."),
        (a_map(tie("1", "link", "mill")), a_map(tie("2", "mill", "ward")),
         "None of 2 relationships of either day is in both."),
        (BEFORE, BEFORE, "All 4 relationships are in both."),
        (a_map(tie("1", "link", "mill")), a_map(tie("1", "link", "mill")),
         "The one relationship of either day is in both."),
        (a_map(tie("1", "link", "mill")), a_map(), "The one relationship of either day is in one of them only."),
    ],
)  # fmt: skip
def test_the_share_in_both_is_said_in_words(before, after, words):
    assert in_both(overlay(before, after).change) == words


def test_on_a_map_of_another_day_what_is_still_there_stands_where_it_stands_now():
    then = a_map(elements=[element("link", x=1.0), element("ward", x=5.0), element("mill", x=None, y=None)])
    now = a_map(elements=[element("link", x=8.0, y=9.0), element("mill", x=None, y=None)])
    places = {one["id"]: (one["x"], one["y"]) for one in where_they_are_now(then, now)["elements"]}
    assert (places["link"], places["ward"]) == ((8.0, 9.0), (5.0, 2.0))
    assert None not in places["mill"]
    assert then["elements"][0]["x"] == 1.0


def test_elements_without_a_place_take_the_one_that_is_known():
    bare = {"x": None, "y": None}
    (one,) = with_places([element("link", **bare)], {"link": element("link", x=4.0)})
    assert (one["x"], one["y"]) == (4.0, 2.0)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[MapParts, MapParts]:
    """Two maps of one network: a connection that is in both keeps its ends, as in the store."""
    ends = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda both: both[0] != both[1])
    way = st.sampled_from(["one way", "mutual"])
    known = draw(st.dictionaries(st.integers(0, 9).map(str), st.tuples(ends, way), max_size=8))
    strength = st.integers(0, 5)

    def one() -> MapParts:
        there = draw(st.sets(st.sampled_from(sorted(known)))) if known else set()
        return a_map(*(tie(key, *known[key][0], draw(strength), direction=known[key][1]) for key in sorted(there)))

    return one(), one()


@settings(max_examples=60)
@given(pairs())
def test_a_map_with_itself_is_all_kept(both):
    before, _ = both
    found = overlay(before, before)
    assert set(found.marks.values()) <= {"kept"}
    assert len(found.marks) == len(NAMES) + sum(one["strength"] > 0 for one in before["connections"])


@settings(max_examples=120)
@given(pairs())
def test_what_is_formed_one_way_is_lost_the_other_way(both):
    there, back = overlay(*both), overlay(*reversed(both))
    opposite = {"formed": "lost", "lost": "formed", "stronger": "weaker", "weaker": "stronger", "kept": "kept"}
    counted = [len(getattr(there.change, word)) for word in opposite]
    assert counted == [len(getattr(back.change, opposite[word])) for word in opposite]
    only = {key for key, word in there.marks.items() if word in ("formed", "lost")}
    assert {key: opposite[there.marks[key]] for key in only} == {key: back.marks[key] for key in only}
    assert set(there.legend) == {opposite[word] for word in back.legend}


def test_each_figure_is_told_then_and_now_with_the_difference_in_words():
    found = then_and_now(graphs.build(a_map()), graphs.build(BEFORE))
    rows = {key: (figure(str(key), row["then"]), figure(str(key), row["now"]), row["difference"])
            for key, row in found.iterrows()}  # fmt: skip
    assert rows["connections"] == ("0", "4", "4 more")
    assert rows["density"] == ("0.00", "0.33", "higher by 0.33")
    assert rows["reciprocity"] == ("n/a", "0.00", "n/a")
    assert rows["elements"] == ("4", "4", "the same")
    assert list(found.columns) == ["label", "then", "now", "difference", "reads", "defined"]


@pytest.mark.parametrize(
    ("key", "then", "now", "words"),
    [
        ("elements", 5, 3, "2 fewer"),
        ("e_i_index", 0.104, 0.096, "the same"),
        ("e_i_index", 0.104, 0.106, "higher by 0.01"),
        ("e_i_index", 0.5, -0.25, "lower by 0.75"),
        ("e_i_index", math.nan, 0.2, "n/a"),
    ],
)
def test_a_difference_is_that_of_the_figures_as_they_are_read(key, then, now, words):
    assert difference(key, then, now) == words


def test_figures_are_read_as_counts_or_with_two_places():
    assert [figure("density", value) for value in (0.126, -0.5, -0.001, math.nan)] == ["0.13", "−0.50", "0.00", "n/a"]
    assert figure("communities", 3.0) == "3"
