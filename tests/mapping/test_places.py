"""Where to draw what nobody has placed on a map yet."""

from __future__ import annotations

from workbench.mapping.places import STEP, placed


def test_places_that_are_known_stay():
    assert placed({"a": (3.0, 4.0), "b": (-1.0, 9.5)}) == {"a": (3.0, 4.0), "b": (-1.0, 9.5)}


def test_the_others_stand_in_rows_below_them_in_the_order_given():
    known = {"c": None, "a": (5.0, 40.0), "b": None, "d": None}
    assert placed(known) == {
        "c": (5.0, 40 + STEP),
        "a": (5.0, 40.0),
        "b": (5 + STEP, 40 + STEP),
        "d": (5.0, 40 + 2 * STEP),
    }


def test_a_map_without_places_begins_in_the_middle():
    assert placed({"a": None}) == {"a": (0.0, 0.0)}
    assert placed({}) == {}
