"""Every kind of chart as a picture: steps, medians, far limits, hidden values, files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.measures.pictures import MOVED, SVG, WORDS, drawn, lines_of, markers, months, texts
from workbench.errors import BadInput
from workbench.measures.charts import KINDS, chart
from workbench.measures.figure import figure, png, read_aloud, svg
from workbench.measures.looks import MUTED, WHITE

COUNTS = [12, 15, 9, 11, 14, 10, 13, 12, 8, 15, 11, 12, 14, 9, 13]
SIZES = [100, 120, 90, 100, 140, 100, 130, 110, 80, 150, 110, 120, 140, 90, 130]


def of_kind(kind: str, count: int = 15, **settings):
    """A chart of any kind, of so many months."""
    dates = months(count)
    if kind in ("p", "u"):
        return chart(kind, dates=dates, numerators=COUNTS[:count], denominators=SIZES[:count], **settings)
    return chart(kind, COUNTS[:count], dates=dates, **settings)


def pictured(charted, **settings) -> ET.Element:
    return ET.fromstring(figure(charted, title="A measure", unit="people", **settings))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [0, 1, 2, 15])
def test_every_kind_of_chart_is_drawn_and_says_what_it_is_read_as(kind, count):
    charted = of_kind(kind, count, improvement_direction="decrease")
    picture = pictured(charted, direction="decrease")

    said = picture[1].text or ""
    assert said.startswith(read_aloud(charted, title="A measure", unit="people"))
    usual = int((charted.points["point_type"] == "common_cause").sum())
    assert markers(picture, "common_cause") == usual + bool(usual)
    assert "people · lower is better" in texts(picture)


@pytest.mark.parametrize("kind", ["p", "u"])
def test_limits_that_differ_from_point_to_point_are_drawn_in_steps(kind):
    charted = of_kind(kind)
    lines = lines_of(pictured(charted), stroke=MUTED, fill="none")
    stepped = [line.get("d", "") for line in lines if line.get("d", "").count("L") > 2 and line.get("stroke-dasharray")]

    assert len(stepped) == 2
    for column, path in zip(("lpl", "upl"), stepped, strict=True):
        changes = int((charted.points[column].diff().fillna(0) != 0).sum())
        assert path.count("L") == 2 * (changes + 1) - 1


def test_a_run_chart_has_a_median_and_no_limits():
    named = texts(pictured(of_kind("run")))

    assert "median 12" in named
    assert not any("limit" in word for word in named)


@pytest.mark.parametrize(("kind", "centre"), [("xmr", "mean"), ("c", "mean"), ("g", "median"), ("t", "centre line")])
def test_the_centre_line_is_called_what_it_is(kind, centre):
    assert any(word.startswith(f"{centre} ") for word in texts(pictured(of_kind(kind))))


def test_a_limit_far_above_rare_events_is_named_at_the_edge_and_the_axis_begins_at_nothing():
    charted = chart("t", [5, 9, 1, 30, 2, 14, 3, 8, 1, 20, 6, 2, 25], dates=months(13))
    named = texts(pictured(charted, width=640))

    assert charted.points["upl"].iloc[-1] > 100
    assert f"upper limit {charted.points['upl'].iloc[-1]:.0f} ↑" in named
    assert "lower limit 0" in named
    assert "0" in named
    assert "100" not in named


def test_a_limit_near_rare_events_is_drawn():
    charted = chart("g", [5, 60, 20, 90, 3, 40, 10, 70, 33, 2, 41, 15, 50], dates=months(13))

    assert not any("↑" in word for word in texts(pictured(charted)))


def test_what_a_reader_has_to_know_of_a_chart_stands_below_it_and_is_said():
    charted = of_kind("p")
    note = charted.notes[0]

    assert note in texts(pictured(charted, width=820))
    assert (pictured(charted)[1].text or "").endswith(note)
    assert note not in texts(pictured(charted, width=820, heading=False))


def test_many_points_are_drawn_as_a_line_with_shapes_only_where_they_stand_out():
    values = [40 + 3 * (number % 2) for number in range(300)] + [60]
    charted = chart("xmr", values, dates=[date.fromordinal(730_000 + number) for number in range(301)])
    picture = pictured(charted, width=520)

    assert markers(picture, "common_cause") == 0
    assert markers(picture, "special_cause_neutral_high") == 2
    assert {"usual variation", "unusually high"} <= set(texts(picture))


def test_only_the_latest_points_are_drawn_where_so_many_are_wanted():
    whole, part = drawn(), drawn(latest=6)

    assert part[1].text == whole[1].text
    assert markers(part, "special_cause_improvement") == 7  # six, and one in the legend
    assert markers(part, "special_cause_concern") == 0


def test_the_target_of_the_chart_itself_is_drawn_and_what_the_chart_says_of_it_is_said():
    picture = pictured(of_kind("c", improvement_direction="decrease", target=40))

    assert "target 40" in texts(picture)
    assert "The target of 40 is consistently met" in (picture[1].text or "")
    assert "green" not in ET.tostring(picture, encoding="unicode")


# --- small numbers -----------------------------------------------------------------------------------------------


def hollow(picture: ET.Element) -> int:
    """How many hollow points are drawn, the one in the legend included."""
    count = 0
    for group in picture.iter(f"{SVG}g"):
        if group.get("fill") == WHITE:
            count += sum(use.get("fill") is None for use in group.iter(f"{SVG}use"))
    return count + sum(use.get("fill") == WHITE for use in picture.iter(f"{SVG}use"))


def test_a_small_number_is_a_hollow_point_whose_legend_says_so():
    charted = chart("c", [12, 4, 15, 4, 11, 13], dates=months(6))
    charted = replace(charted, points=charted.points.assign(hidden=charted.points["value"] == 4))
    picture = pictured(charted, hidden_as="1–7")

    assert hollow(picture) == 3
    assert "1–7, not shown exactly" in texts(picture)
    assert hollow(pictured(of_kind("c"))) == 0


def test_a_hidden_value_that_is_not_in_the_chart_is_hollow_on_the_axis():
    charted = chart("c", [12, 15, 11, 13], dates=["2024-03-01", "2024-05-01", "2024-07-01", "2024-08-01"])
    picture = pictured(charted, hidden_on=["2024-04-01", "2024-06-01"], hidden_as="not shown")

    assert hollow(picture) == 3
    assert "not shown" in texts(picture)
    assert hollow(pictured(charted, hidden_on=["2024-04-01"], latest=2)) == 0


def test_nothing_that_may_be_shown_is_said_to_be_so():
    picture = pictured(of_kind("c", 0), hidden_on=["2024-04-01"])

    assert texts(picture) == ["A measure", "people", "No value that can be shown"]
    assert picture[1].text == "No value of “A measure” (people) can be shown. " + of_kind("c", 0).notes[0]


# --- files -------------------------------------------------------------------------------------------------------


def test_an_svg_file_stands_by_itself_on_white_with_title_description_and_heading():
    text = svg(MOVED, **WORDS, width=600)
    picture = ET.fromstring(text.encode("utf-8"))

    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg ')
    _, _, wide, tall = picture.get("viewBox", "").split()
    assert (picture.get("width"), picture.get("height")) == (wide, tall)
    assert float(wide) == 600 + 24
    assert [item.tag for item in picture][:3] == [f"{SVG}title", f"{SVG}desc", f"{SVG}rect"]
    assert {key: picture[2].get(key) for key in ("x", "y", "width", "height", "fill")} == {
        "x": "-12",
        "y": "-12",
        "width": wide,
        "height": tall,
        "fill": "#fff",
    }
    assert {"Did not attend first visit", "improvement", "concern"} <= set(texts(picture))


def test_a_png_is_made_of_every_kind_of_chart():
    for kind in KINDS:
        made = png(of_kind(kind), title="A measure", unit="people", width=320, hidden_on=["2024-03-05"])
        assert int.from_bytes(made[16:20], "big") == 2 * (320 + 24)


def test_a_chart_cannot_be_shown_for_another_direction_than_it_was_worked_out_for():
    with pytest.raises(BadInput, match="worked out for 'increase' and cannot be shown for 'decrease'"):
        figure(of_kind("p", improvement_direction="increase"), title="", unit="", direction="decrease")


@given(
    st.sampled_from(KINDS),
    st.lists(st.tuples(st.integers(0, 60), st.integers(60, 400)), max_size=20),
    st.integers(0, 20),
    st.integers(240, 900),
)
@settings(deadline=None, max_examples=40)
def test_any_kind_of_chart_can_be_drawn_and_read(kind, pairs, cut, width):
    tops = [top + (kind == "t") for top, _ in pairs]
    charted = chart(
        kind,
        None if kind in ("p", "u") else tops,
        dates=months(len(pairs)),
        numerators=tops if kind in ("p", "u") else None,
        denominators=[below + 1 for _, below in pairs] if kind in ("p", "u") else None,
        improvement_direction="increase",
        rebase=months(21)[cut : cut + 1],
    )
    picture = pictured(charted, width=width)

    assert "nan" not in " ".join(value for item in picture.iter() for value in item.attrib.values()).lower()
    assert "nan" not in (picture[1].text or "")
    assert not {"caused", "thanks", "due", "led"} & set((picture[1].text or "").replace(",", " ").split())
