"""Small charts for lists and walls: written by hand, so that many of them come at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from tests.measures.pictures import AFTER, BEFORE, MOVED, STILL, SVG, monthly, months
from workbench.measures.charts import KINDS, chart
from workbench.measures.figure import small, sparkline
from workbench.measures.looks import ACCENT, FILL, INK, MUTED, TARGET, WHITE


def drawn(charted, **settings) -> ET.Element:
    return ET.fromstring(small(charted, **settings))


def paths(picture: ET.Element, **look: str) -> list[ET.Element]:
    wanted = {name.replace("_", "-"): value for name, value in look.items()}
    return [item for item in picture.iter(f"{SVG}path") if wanted.items() <= item.attrib.items()]


def test_a_small_chart_has_the_line_of_values_the_centre_the_limits_and_the_latest_point():
    picture = drawn(STILL)

    assert len(list(picture.iter(f"{SVG}polyline"))) == 1
    assert len(paths(picture, stroke=INK)) == 1
    assert len(paths(picture, stroke=MUTED, stroke_dasharray="4 3")) == 2
    assert [point.get("fill") for point in paths(picture, stroke="#737d84")] == [FILL["common_cause"]]


def test_every_point_that_stands_out_has_its_shape_and_colour():
    picture = drawn(MOVED)
    kinds = MOVED["point_type"].value_counts()

    for kind in ("special_cause_improvement", "special_cause_concern"):
        assert len(paths(picture, fill=FILL[kind])) == kinds[kind]
    assert len({point.get("d") for kind in kinds.index for point in paths(picture, fill=FILL[kind])}) == 2


def test_each_group_has_lines_of_its_own():
    rebased = drawn(monthly(BEFORE + AFTER, direction="decrease", rebase=[date(2025, 3, 1)]))

    assert len(paths(rebased, stroke=INK)) == 2
    assert len(paths(rebased, stroke=MUTED)) == 4


def test_an_ambition_and_a_target_are_drawn_where_they_lie_near():
    near = drawn(monthly([43, 41] * 8, direction="decrease", target=40), ambition=38)
    far = drawn(STILL, ambition=400)

    assert (len(paths(near, stroke=ACCENT)), len(paths(near, stroke=TARGET))) == (1, 1)
    assert paths(far, stroke=ACCENT) == []


def test_a_small_chart_is_hidden_from_screen_readers_unless_it_has_words():
    assert drawn(STILL).get("aria-hidden") == "true"
    named = drawn(STILL, label='"<b>No-shows</b>"')
    assert (named.get("role"), named.get("aria-label")) == ("img", '"<b>No-shows</b>"')


def test_a_latest_value_that_is_hidden_is_hollow():
    charted = chart("c", [12, 9, 4], dates=months(3))
    charted = replace(charted, points=charted.points.assign(hidden=[False, False, True]))

    for made in (small(charted), sparkline(charted)):
        assert [item.get("fill") for item in paths(ET.fromstring(made)) if item.get("transform")] == [WHITE]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [0, 1, 2, 30])
def test_every_kind_of_chart_has_a_small_one_within_its_frame(kind, count):
    values = [5 + number * 7 % 11 for number in range(count)]
    shares = {"numerators": values, "denominators": [40 + value for value in values]}
    charted = chart(kind, dates=months(count), **(shares if kind in ("p", "u") else {"values": values}))
    picture = drawn(charted, width=200, height=90)

    assert picture.get("viewBox") == "0 0 200 90"
    assert (len(picture) == 0) == (count == 0)
    assert small(charted, width=200, height=90) == small(charted, width=200, height=90)
    for line in picture.iter(f"{SVG}polyline"):
        for place in line.get("points", "").split():
            x, y = (float(part) for part in place.split(","))
            assert 0 <= x <= 200
            assert 0 <= y <= 90
