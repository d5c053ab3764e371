"""Where stories lie, drawn and in a table: every point in its place, and none that is too few to show."""

from __future__ import annotations

import math
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sensemaking.test_patterns import told_in
from workbench.errors import BadInput, NotFound
from workbench.sensemaking.drawing import Drawing, drawn, place
from workbench.sensemaking.signifiers import SHIFTS, Asked
from workbench.sensemaking.verbs import Sessions
from workbench.store import Reader, Scope

DYAD, DAY = SHIFTS[0], date(2025, 1, 9)
TRIAD = Asked(key="x", form="triad", question="Whose <idea>?", first="ours", second="theirs", third="nobody’s")
SVG = "{http://www.w3.org/2000/svg}"
DYADS = st.lists(st.integers(0, 10).map(lambda at: (1 - at / 10, at / 10)), max_size=15)
TRIADS = st.lists(
    st.tuples(*[st.integers(0, 10)] * 3).filter(any).map(lambda parts: tuple(part / sum(parts) for part in parts)),
    max_size=15,
)


def points(drawing: Drawing) -> list[tuple[float, float]]:
    """Where the points of a picture are."""
    return [
        (float(circle.attrib["cx"]), float(circle.attrib["cy"]))
        for circle in ET.fromstring(drawing.svg).iter(f"{SVG}circle")
    ]


def words(drawing: Drawing) -> list[str]:
    return [text.text or "" for text in ET.fromstring(drawing.svg).iter(f"{SVG}text")]


def test_a_dyad_is_a_strip_with_its_points_and_its_counts():
    drawing = drawn(DYAD, [(1, 0)] * 4 + [(0.5, 0.5)] * 4 + [(0, 1)], does_not_apply=2, upto=7)

    assert points(drawing) == [(16.0, 84.0)] * 4 + [(190.0, 84.0)] * 4 + [(364.0, 84.0)]
    assert words(drawing) == ["facts", "stories", "4", "0", "4", "0", "1"]
    assert drawing.table.to_numpy().tolist() == [
        ["nearly all facts", 4],
        ["more facts", 0],
        ["in the middle", 4],
        ["more stories", 0],
        ["nearly all stories", 1],
        ["does not apply", 2],
    ]
    assert drawing.says == (
        "9 entries lie here, and 2 to which the question does not apply; on average 33 in 100 towards “stories”."
    )
    assert drawing.how == (
        "Each point is one entry: the further to a side, the more of its word; the numbers below count each fifth of "
        "the way. Where many lie together it is darker. The square on its corner is the mean."
    )


def test_a_triad_is_a_triangle_whose_corners_are_its_words():
    drawing = drawn(TRIAD, [(1, 0, 0)] * 4 + [(0, 1, 0)] * 3 + [(0, 0, 1)], does_not_apply=0, upto=7)

    top, left, right = (190.0, 46.0), (55.0, 279.8), (325.0, 279.8)
    assert points(drawing) == [top] * 4 + [left] * 3 + [right]
    assert words(drawing) == ["ours", "theirs", "nobody’s"]
    assert drawing.table["n"].tolist() == [4, 3, 1, 0, 0]
    assert drawing.says == "8 entries lie here; on average, out of 100, 50 “ours”, 38 “theirs” and 12 “nobody’s”."
    root = ET.fromstring(drawing.svg)
    assert [root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")] == [
        "Whose <idea>?",
        f"{drawing.says} {drawing.how}",
    ]


def test_a_mean_of_few_is_not_marked_and_of_none_there_is_nothing_to_read():
    few = drawn(DYAD, [(1, 0)] * 7, does_not_apply=0, upto=7)
    none = drawn(TRIAD, [], does_not_apply=1, upto=7)

    assert few.says == "7 entries lie here; a mean would say little of so few."
    assert "square" not in few.how
    assert (none.says, none.how) == (
        "Nothing lies here yet, and 1 to which the question does not apply.",
        "",
    )
    assert "nothing placed yet" in words(none)


def test_a_picture_needs_an_id_that_can_begin_others():
    with pytest.raises(BadInput, match="The picture’s id ‘1 a’ cannot be used"):
        drawn(DYAD, [], does_not_apply=0, upto=7, ident="1 a")


@settings(max_examples=60)
@given(st.one_of(DYADS, TRIADS), st.integers(0, 5), st.booleans())
def test_every_story_is_a_point_in_its_place_and_a_hidden_one_none(weights, does_not_apply, hidden):
    asked = TRIAD if weights and len(weights[0]) == 3 else DYAD
    drawing = drawn(asked, weights, does_not_apply=does_not_apply, upto=4, hidden=hidden)

    assert len(points(drawing)) == (0 if hidden else len(weights))
    assert drawing.table["n"].sum() == (0 if hidden else len(weights) + does_not_apply)
    for each, (x, y) in zip(weights, points(drawing), strict=False):
        assert (x, y) == pytest.approx(place(each), abs=0.051)
    if hidden:
        nothing = drawn(asked, [], does_not_apply=0, upto=4, hidden=True)
        assert (drawing.svg, drawing.says, drawing.how) == (nothing.svg, nothing.says, nothing.how)
    assert math.isfinite(sum(map(sum, points(drawing))))


def test_another_networks_points_are_drawn_only_where_they_are_no_small_number(store, clock, sessions):
    elsewhere = Sessions(Scope(store, "U99002", "GP", clock))
    told_in(sessions, DAY, *[(0, 1)] * 3, None)
    told_in(elsewhere, DAY, *[(1, 0)] * 7, audience="programme")
    told_in(elsewhere, DAY, *[(1, 0)] * 7, audience="network")

    assert len(points(sessions.picture(DYAD.key))) == 3
    hidden = sessions.picture(DYAD.key, network="U99002")
    assert (points(hidden), hidden.hidden, hidden.says) == ([], True, "From 1 to 7 lie here, too few to show.")
    assert hidden.table.empty
    assert len(points(elsewhere.picture(DYAD.key))) == 14
    assert points(elsewhere.picture(DYAD.key, reader=Reader.of_programme())) == []
    told_in(elsewhere, DAY, (1, 0), audience="programme")
    assert len(points(sessions.picture(DYAD.key, network="U99002"))) == 8
    assert "<svg" in sessions.picture(DYAD.key)._repr_svg_()
    with pytest.raises(NotFound):
        sessions.picture("nothing")
