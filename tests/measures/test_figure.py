"""The picture of a chart: what it shows, what it says aloud, and that it can stand in any page."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.measures.pictures import (
    AFTER,
    BEFORE,
    HREF,
    MOVED,
    START,
    STILL,
    SVG,
    WORDS,
    drawn,
    lines_of,
    markers,
    monthly,
    months,
    texts,
    upright,
)
from workbench.errors import BadInput
from workbench.measures import layout
from workbench.measures.figure import figure, figures, png, read_aloud, sparkline
from workbench.measures.looks import ACCENT, FILL, MUTED, shape_of
from workbench.measures.spc import POINT_TYPES

# --- fit for a page ----------------------------------------------------------------------------------------------


def test_the_picture_is_one_svg_element_and_nothing_else():
    text = figure(MOVED, **WORDS)

    assert text.startswith("<svg ")
    assert text.endswith("</svg>")
    for stranger in ("<?xml", "<!DOCTYPE", "<style", "<script", "<metadata", "style=", "DejaVu"):
        assert stranger not in text


def test_the_picture_takes_the_width_of_its_surroundings():
    picture = drawn(width=640)

    assert picture.get("width") == "100%"
    assert picture.get("height") is None
    assert picture.get("viewBox", "").startswith("0 0 640 ")


def test_words_stay_words_in_the_font_of_the_system():
    picture = drawn(marks=[START])

    assert picture.get("font-family", "").startswith("system-ui")
    assert {"Did not attend first visit", "% per month · lower is better", "#4 starts, 3 Mar"} <= set(texts(picture))


def test_a_screen_reader_is_told_the_title_and_what_the_chart_says():
    picture = drawn(marks=[START], ambition=30, ident="dna")

    assert (picture.get("role"), picture.get("aria-labelledby")) == ("img", "dna-title dna-desc")
    title, description = picture[0], picture[1]
    assert (title.tag, title.get("id"), title.text) == (f"{SVG}title", "dna-title", "Did not attend first visit")
    assert (description.tag, description.get("id")) == (f"{SVG}desc", "dna-desc")
    assert description.text == f"{read_aloud(MOVED, **WORDS, marks=[START])} The ambition is 30."


def test_two_pictures_on_a_page_share_no_id_and_find_their_own_parts():
    pictures = [drawn(ident=name) for name in ("one", "two")]
    ids = [[item.get("id") for item in picture.iter() if item.get("id")] for picture in pictures]

    assert not set(ids[0]) & set(ids[1])
    for picture, own in zip(pictures, ids, strict=True):
        assert len(own) == len(set(own))
        assert {(item.get(HREF) or "#")[1:] for item in picture.iter(f"{SVG}use")} <= set(own)


def test_the_same_arguments_give_the_same_text_in_any_process():
    settings = {**WORDS, "marks": [START], "ambition": 30, "ident": "same"}
    here = figure(MOVED, **settings)
    code = (
        "import sys, matplotlib\n"
        "matplotlib.rcParams.update({'font.size': 30, 'lines.linewidth': 9, 'svg.fonttype': 'path'})\n"
        "sys.stdout.reconfigure(encoding='utf-8')\n"
        "from tests.measures.pictures import MOVED, START, WORDS, figure\n"
        "sys.stdout.write(figure(MOVED, **WORDS, marks=[START], ambition=30, ident='same'))"
    )
    there = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
    ).stdout.decode("utf-8")

    assert figure(MOVED, **settings) == here
    assert there == here


def test_nothing_slow_is_imported_until_something_is_drawn_and_pyplot_never():
    code = (
        "import sys\n"
        "from workbench.measures import figure, icons, spc\n"
        "assert not [name for name in sys.modules if name.startswith('matplotlib')]\n"
        "chart = spc.xmr([3, 4], dates=['2024-01-01', '2024-01-02']).points\n"
        "figure.sparkline(chart); figure.small(chart); figure.csv(chart); icons.variation(chart)\n"
        "figure.read_aloud(chart, title='t', unit='', direction='neutral')\n"
        "assert not [name for name in sys.modules if name.startswith('matplotlib')]\n"
        "figure.figure(chart, title='t', unit='', direction='neutral')\n"
        "figure.png(chart, title='t', unit='', direction='neutral')\n"
        "assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_an_analysts_own_settings_are_left_as_they_were():
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    drawn()
    assert dict(mpl.rcParams) == before


def test_a_year_or_two_of_months_weighs_about_nine_kilobytes():
    assert len(figure(MOVED, **WORDS, marks=[START], ambition=30).encode()) < 9_500


def test_text_that_people_typed_is_shown_and_never_obeyed():
    nasty = "<script>alert(1)</script> & \"both\" 'quotes' $x^2$ 日本 \x00\x0b\ud800"
    shown = "<script>alert(1)</script> & \"both\" 'quotes' $x^2$ 日本"
    text = figure(MOVED, title=nasty, unit=nasty, direction="decrease", marks=[(date(2025, 1, 1), nasty)], width=1200)
    picture = ET.fromstring(text)

    assert "<script" not in text
    assert picture[0].text == shown
    assert texts(picture).count(shown) == 2
    assert f"{shown} · lower is better" in texts(picture)


@pytest.mark.parametrize("ident", ["", "1st", "a b", 'a"onload="x', "é"])
def test_an_id_that_cannot_be_one_is_refused(ident):
    for draw in (figure, figures):
        with pytest.raises(BadInput, match="begin with a letter"):
            draw(MOVED, **WORDS, ident=ident)


# --- what it shows -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("direction", ["increase", "decrease", "neutral"])
def test_every_point_is_drawn_in_the_colour_and_shape_of_its_type(direction):
    chart = monthly(BEFORE + AFTER, direction=direction)
    picture = drawn(chart, direction=direction)

    counts = chart["point_type"].value_counts()
    in_legend = {kind: 1 for kind in POINT_TYPES if counts.get(kind)}
    for kind in {kind for kind in POINT_TYPES if FILL[kind] != FILL["special_cause_neutral_high"]}:
        assert markers(picture, kind) == counts.get(kind, 0) + in_legend.get(kind, 0), kind
    neutral = [kind for kind in POINT_TYPES if "neutral" in kind]
    wanted = sum(counts.get(kind, 0) + in_legend.get(kind, 0) for kind in neutral)
    assert markers(picture, "special_cause_neutral_high") == wanted


def test_no_two_types_of_one_chart_share_a_shape():
    assert shape_of("common_cause", "increase") == "o"
    assert (shape_of("special_cause_improvement", "increase"), shape_of("special_cause_concern", "increase")) == (
        "^",
        "s",
    )
    assert (shape_of("special_cause_improvement", "decrease"), shape_of("special_cause_concern", "decrease")) == (
        "v",
        "s",
    )
    assert (shape_of("special_cause_neutral_high", "neutral"), shape_of("special_cause_neutral_low", "neutral")) == (
        "^",
        "v",
    )


def test_the_legend_names_what_is_there_and_nothing_else():
    assert {"improvement", "concern"} <= set(texts(drawn()))
    assert "usual variation" in texts(drawn(STILL))
    assert not {"improvement", "concern"} & set(texts(drawn(STILL)))


def test_the_lines_are_named_where_they_end():
    named = texts(drawn(STILL))

    assert {"mean 42", "upper limit 47.3", "lower limit 36.7"} <= set(named)


def test_a_narrow_picture_names_the_limits_by_number_and_in_the_legend():
    named = texts(drawn(STILL, width=320))

    assert {"mean 42", "47.3", "36.7", "limits"} <= set(named)


def test_an_ambition_is_a_dotted_line_with_that_word_and_no_verdict():
    picture = drawn(STILL, ambition=36)

    assert "ambition 36" in texts(picture)
    assert len(lines_of(picture, stroke="#0b5d6b", fill="none")) == 1
    assert not {"pass", "fail", "met", "missed", "target"} & set(" ".join(texts(picture)).split())


def test_an_ambition_far_off_is_named_at_the_edge_and_not_drawn():
    low = drawn(STILL, ambition=1)
    high = drawn(STILL, ambition=400)

    assert "ambition 1 ↓" in texts(low)
    assert "ambition 400 ↑" in texts(high)
    assert lines_of(low, stroke="#0b5d6b") == []


def test_a_target_that_a_standard_sets_is_called_target():
    assert {"target 38", "ambition 36"} <= set(texts(drawn(STILL, target=38, ambition=36)))


def test_each_mark_is_an_upright_line_with_its_words():
    picture = drawn(STILL, marks=[START, (date(2025, 6, 1), "new baseline", "rebase"), ("2025-08-01", "#5 ends")])

    assert {"#4 starts, 3 Mar", "new baseline", "#5 ends"} <= set(texts(picture))
    assert [line.get("stroke") for line in upright(picture)] == [ACCENT, MUTED, ACCENT]


def test_marks_far_from_the_points_are_named_below_instead():
    picture = drawn(STILL, marks=[START, (date(2019, 1, 5), "#0 starts")])

    assert "Outside this picture: #0 starts (5 January 2019)" in texts(picture)
    assert len(upright(picture)) == 1


def test_marks_without_room_for_their_words_get_letters_and_a_key():
    labels = ["the second practice joined the scheme", "the link worker was away for a while", "#4 starts, 3 Mar"]
    marks = [(date(2025, month, 3), label) for month, label in enumerate(labels, start=1)]
    named = texts(drawn(STILL, marks=marks, width=320))

    assert [named.count(letter) for letter in "ABC"] == [2, 2, 0]
    assert named.count("#4 starts, 3 Mar") == 1
    for label in labels:
        assert label in " ".join(named)


def test_two_words_at_one_place_make_room_for_each_other():
    picture = drawn(STILL, ambition=42, target=42.1)
    ends = {
        item.text: float(item.attrib["y"])
        for item in picture.iter(f"{SVG}text")
        if (item.text or "").startswith(("mean", "ambition", "target"))
    }

    heights = sorted(ends.values())
    assert len(heights) == 3
    assert all(lower - upper >= 14.5 for upper, lower in pairwise(heights))


def test_title_and_unit_can_be_left_to_the_page():
    named = texts(drawn(heading=False))

    assert "Did not attend first visit" not in named
    assert "% per month · lower is better" not in named


def test_a_long_title_is_broken_between_words_and_kept_whole_for_a_screen_reader():
    title = "People whom the link worker introduced in person and who did not come to their first visit " * 4
    picture = drawn(title=title, width=320)

    assert picture[0].text == title.strip()
    assert texts(picture)[0].startswith("People whom the")
    assert any(line.endswith("…") for line in texts(picture))


LONG = "A measure of very many words about people and places and visits and kitchens"


@pytest.mark.parametrize("count", [0, 1, 2, 12, 24, 60, 200])
@pytest.mark.parametrize("width", [240, 300, 520, 900, 2400])
def test_no_word_runs_over_an_edge_at_any_width(count, width):
    chart = monthly([1200 + number * 37 % 91 for number in range(count)], direction="increase")
    picture = drawn(
        chart,
        title=LONG,
        unit="people who came, each month, in all nine practices",
        direction="increase",
        ambition=1300,
        target=1100,
        marks=[(day, f"#{number} starts") for number, day in enumerate(months(5))],
        width=width,
    )
    _, _, wide, tall = (float(part) for part in picture.get("viewBox", "").split())

    assert wide == width
    for item in picture.iter(f"{SVG}text"):
        room = layout.width_of(item.text or "", float(item.get("font-size", "").removesuffix("px")))
        room *= layout.BOLD if item.get("font-weight") == "700" else 1
        shift = {"middle": room / 2, "end": room}.get(item.get("text-anchor", ""), 0)
        left = float(item.get("x", "nan")) - shift
        assert left >= -0.5, item.text
        assert left + room <= width + 0.5, item.text
        assert 0 < float(item.get("y", "nan")) <= tall, item.text


def test_no_points_give_a_picture_that_says_so():
    named = texts(drawn(monthly([], direction="decrease"), marks=[START], ambition=30))

    assert named == ["Did not attend first visit", "% per month · lower is better", "No values yet"]


def test_one_point_is_drawn_with_its_mean_and_no_limits():
    picture = drawn(monthly([42], direction="decrease"))

    assert markers(picture, "common_cause") == 2
    assert "mean 42" in texts(picture)
    assert not any("limit" in word for word in texts(picture))


def test_values_that_never_vary_are_drawn_without_limits():
    named = texts(drawn(monthly([0.0] * 15, direction="decrease")))

    assert "mean 0" in named
    assert not any("limit" in word for word in named)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"direction": "down"}, "The direction 'down' is not known"),
        ({"direction": "increase"}, "worked out for 'decrease' and cannot be shown for 'increase'"),
        ({"width": 100}, "cannot be drawn 100 pixels wide; choose 240 to 2400"),
        ({"ambition": float("nan")}, "The ambition nan is not a number"),
        ({"target": float("inf")}, "The target inf is not a number"),
        ({"marks": ["2025-03-03"]}, "The mark '2025-03-03' cannot be drawn; give its date and a short label"),
        ({"marks": [(date(2025, 3, 3),)]}, "cannot be drawn; give its date"),
        ({"marks": [("soon", "x")]}, "The date 'soon' cannot be read"),
        (
            {"marks": [(date(2025, 3, 3), "x", "wish")]},
            "has the kind 'wish'; use prototype, test cycle, session, gate, rebase or event",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_sentence(settings, words):
    with pytest.raises(BadInput) as refused:
        drawn(**settings)
    assert words in str(refused.value)


# --- several widths, PNG, sparklines -----------------------------------------------------------------------------


def test_drawings_for_several_widths_stand_in_one_place_and_take_turns():
    block = figures(MOVED, **WORDS, marks=[START], ident="dna", widths=(320, 640))

    assert block.count("<svg ") == 2
    ids = [part.split('"')[0] for part in block.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
    assert block.startswith('<div id="dna"><style>#dna{container-type:inline-size}')
    assert "@container (min-width:480px){#dna .dna-w320{display:none}}" in block
    assert "@container (max-width:479.98px){#dna .dna-w640{display:none}}" in block


@pytest.mark.parametrize("widths", [(), (640, 320), (320, 320)])
def test_widths_have_to_grow(widths):
    with pytest.raises(BadInput, match="must grow"):
        figures(MOVED, **WORDS, widths=widths)


def test_a_png_is_twice_as_sharp_as_its_width_with_white_around_it_and_always_the_same():
    first = png(MOVED, **WORDS, marks=[START], width=600)

    assert first[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(first[16:20], "big") == 2 * (600 + 24)
    assert png(MOVED, **WORDS, marks=[START], width=600) == first
    assert b"Matplotlib" not in first


def test_a_sparkline_ends_in_the_colour_and_shape_of_the_latest_point():
    improving, still = ET.fromstring(sparkline(MOVED)), ET.fromstring(sparkline(STILL))

    assert improving[-1].get("fill") == FILL["special_cause_improvement"]
    assert still[-1].get("fill") == FILL["common_cause"]
    assert improving[-1].get("d") != still[-1].get("d")
    assert len(sparkline(MOVED)) < 1000


def test_a_sparkline_is_hidden_from_screen_readers_unless_it_has_words():
    assert ET.fromstring(sparkline(MOVED)).get("aria-hidden") == "true"
    named = ET.fromstring(sparkline(MOVED, label='Fewer "no-shows" <b>'))
    assert (named.get("role"), named.get("aria-label")) == ("img", 'Fewer "no-shows" <b>')


def test_a_sparkline_shows_a_mean_for_each_group():
    chart = monthly(BEFORE + AFTER, direction="decrease", rebase=[date(2025, 3, 1)])

    assert len(ET.fromstring(sparkline(chart))[0]) == 3  # two means and the line of values


@pytest.mark.parametrize("values", [[], [3], [3, 3, 3]])
def test_a_sparkline_of_little_is_still_a_picture(values):
    assert ET.fromstring(sparkline(monthly(values))).get("viewBox") == "0 0 96 24"


@given(
    st.lists(st.floats(-1e9, 1e9) | st.integers(-5, 5) | st.floats(-1e100, 1e100), max_size=30),
    st.lists(st.tuples(st.dates(date(2024, 1, 1), date(2027, 1, 1)), st.text(max_size=30)), max_size=6),
    st.none() | st.floats(-1e12, 1e12),
    st.integers(240, 1200),
    st.text(max_size=60),
)
@settings(deadline=None, max_examples=60)
def test_anything_that_can_be_charted_can_be_drawn(values, marks, ambition, width, title):
    chart = monthly(values)
    text = figure(chart, title=title, unit=title, direction="neutral", marks=marks, ambition=ambition, width=width)

    picture = ET.fromstring(text)
    assert "nan" not in " ".join(value for item in picture.iter() for value in item.attrib.values()).lower()
