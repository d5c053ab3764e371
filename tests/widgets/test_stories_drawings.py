"""The strip and the triangle of a pattern: where the marks lie, and what a picture says without being seen."""

from __future__ import annotations

import math
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.stories import strip, triangle
from widgets.stories.groups import WIDTH, Group, wrapped

SVG = "{http://www.w3.org/2000/svg}"
TITLE = {"title": "Who? By network.", "ident": "drawn"}


def group(number: int, weights: tuple[float, ...] | None, **more) -> Group:
    return Group(number=number, name=f"Group {number}", weights=weights, says="9 placed", **more)


def marks(drawn: str) -> dict[str, tuple[float, float]]:
    """Where the numbered marks of a drawing lie: number → x and y of the circle before it."""
    found, circle = {}, None
    for item in ET.fromstring(drawn):
        if item.tag == f"{SVG}circle" and item.get("r") == "10":
            circle = (float(item.get("cx", 0)), float(item.get("cy", 0)))
        elif item.tag == f"{SVG}text" and circle:
            found[item.text], circle = circle, None
    return found


@pytest.mark.parametrize(("second", "x"), [(0.0, 14), (0.5, 190), (1.0, WIDTH - 14)])
def test_a_mark_lies_on_its_strip_as_far_as_the_second_word_weighs(second, x):
    drawn = strip.draw([group(1, (1 - second, second))], ("facts", "stories"), **TITLE)
    assert marks(drawn)["1"][0] == x


def test_a_group_without_a_mean_has_an_empty_strip_that_says_why():
    hidden = Group(number=2, name="Harbourside", weights=None, says="fewer than 8")
    drawn = strip.draw([group(1, (0.4, 0.6), counts=(0, 1, 8, 0, 0)), hidden], ("facts", "stories"), **TITLE)
    assert list(marks(drawn)) == ["1"]
    words = [item.text for item in ET.fromstring(drawn).iter(f"{SVG}text")]
    assert {"Harbourside", "fewer than 8", "Group 1", "9 placed"} <= set(words)
    assert len(list(ET.fromstring(drawn).iter(f"{SVG}rect"))) == 2, "a bar for each part that holds a story"


def test_a_drawing_says_its_numbers_to_those_who_cannot_see_it():
    [_, desc] = list(ET.fromstring(strip.draw([group(1, (0.25, 0.75))], ("facts", "stories"), **TITLE)))[:2]
    assert desc.text == "1 Group 1: 25 in 100 towards facts, 75 towards stories, 9 placed"
    drawn = triangle.draw([group(1, (0.2, 0.3, 0.5)), group(2, None)], ("a", "b", "c"), **TITLE)
    root = ET.fromstring(drawn)
    assert root.get("aria-labelledby") == "drawn-t drawn-d"
    assert [item.text for item in root][:2] == [
        "Who? By network.",
        "1 Group 1: 20 a, 30 b, 50 c in 100, 9 placed; 2 Group 2: 9 placed",
    ]


def test_the_corners_of_the_triangle_are_the_words_alone():
    for number, corner in enumerate(triangle.CORNERS):
        weights = tuple(float(at == number) for at in range(3))
        drawn = triangle.draw([group(1, weights)], ("people", "time", "luck"), **TITLE)
        assert marks(drawn)["1"] == pytest.approx(corner, abs=0.1)


weights_of_three = st.lists(st.integers(0, 20), min_size=3, max_size=3).filter(any)


@settings(max_examples=30)
@given(st.lists(weights_of_three, min_size=1, max_size=8))
def test_no_number_in_the_triangle_lies_on_another(parts):
    groups = [group(number, tuple(part / sum(each) for part in each)) for number, each in enumerate(parts, start=1)]
    found = marks(triangle.draw(groups, ("people", "time", "luck"), **TITLE, joined=True))
    assert list(found) == [str(number) for number in range(1, len(parts) + 1)]
    places = list(found.values())
    assert all(math.dist(one, other) >= 19.9 for at, one in enumerate(places) for other in places[:at])


@settings(max_examples=30)
@given(st.text(max_size=70), st.text(max_size=60))
def test_whatever_people_type_stays_text(name, word):
    name, word = ("".join(letter for letter in text if letter.isprintable()) for text in (name, word))
    groups = [Group(number=1, name=f"<b>{name}", weights=(0.5, 0.5), says="9 placed")]
    root = ET.fromstring(strip.draw(groups, (f"<i>{word}", "stories"), **TITLE, joined=True))
    assert not list(root.iter("b"))
    assert not list(root.iter("i"))


def test_long_words_stand_in_two_lines_and_end_in_dots():
    assert wrapped("services and organisations", 22) == ["services and", "organisations"]
    assert wrapped("one two three four five six", 8) == ["one two", "three…"]
    assert wrapped("a" * 60, 20) == ["a" * 39 + "…"]
    assert wrapped("", 20) == [""]
