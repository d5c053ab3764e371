"""The picture of an XmR chart: what it shows, what it says aloud, and that it can stand in any page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.measures import layout
from workbench.measures.drawing import FILL, shape_of
from workbench.measures.figure import Mark, figure, figures, png, read_aloud, sparkline
from workbench.measures.looks import ACCENT, MUTED
from workbench.measures.reading import plain_number
from workbench.measures.spc import POINT_TYPES, xmr

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"


def months(count: int, start: date = date(2024, 3, 1)) -> list[date]:
    first = start.year * 12 + start.month - 1
    return [date((first + n) // 12, (first + n) % 12 + 1, 1) for n in range(count)]


def monthly(values, *, start: date = date(2024, 3, 1), direction: str = "neutral", **settings) -> pd.DataFrame:
    return xmr(values, dates=months(len(values), start), improvement_direction=direction, **settings).points


BEFORE = [43, 41, 44, 42, 40, 43, 41, 44, 42, 40, 43, 41]
AFTER = [36, 34, 37, 35, 33, 36, 34, 37, 35, 33, 36, 34]
MOVED = monthly(BEFORE + AFTER, direction="decrease")
STILL = monthly([43, 41] * 12, direction="decrease")
START = Mark(date(2025, 3, 3), "#4 starts, 3 Mar")
WORDS = {"title": "Did not attend first visit", "unit": "% per month", "direction": "decrease"}


def drawn(chart: pd.DataFrame = MOVED, **settings) -> ET.Element:
    return ET.fromstring(figure(chart, **{**WORDS, **settings}))


def texts(picture: ET.Element) -> list[str]:
    return [item.text or "" for item in picture.iter(f"{SVG}text")]


def lines_of(picture: ET.Element, **look: str) -> list[ET.Element]:
    wanted = {name.replace("_", "-"): value for name, value in look.items()}
    return [item for item in picture.iter(f"{SVG}path") if wanted.items() <= item.attrib.items()]


def upright(picture: ET.Element) -> list[ET.Element]:
    """The lines of marks that run down through the plot."""
    ends = [(item, re.fullmatch(r"M(\S+) (\S+)L(\S+) (\S+)", item.get("d", ""))) for item in lines_of(picture)]
    return [item for item, end in ends if end and end[1] == end[3] and float(end[4]) - float(end[2]) > 100]


def markers(picture: ET.Element, kind: str) -> int:
    """How many points of a type are drawn, the one in the legend included."""
    count = 0
    for item in picture.iter():
        uses = [item] if item.tag == f"{SVG}use" else []
        for use in uses:
            count += use.get("fill") == FILL[kind]
        if item.tag == f"{SVG}g" and item.get("fill") == FILL[kind]:
            count += sum(use.get("fill") is None for use in item.iter(f"{SVG}use"))
    return count


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
        "from tests.measures.test_figure import MOVED, START, WORDS, figure\n"
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
        "from workbench.measures import figure, spc\n"
        "assert not [name for name in sys.modules if name.startswith('matplotlib')]\n"
        "chart = spc.xmr([3, 4], dates=['2024-01-01', '2024-01-02']).points\n"
        "figure.sparkline(chart); figure.read_aloud(chart, title='t', unit='', direction='neutral')\n"
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

    assert named.count("A") == named.count("B") == named.count("C") == 2
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


# --- read aloud --------------------------------------------------------------------------------------------------


def test_a_chart_is_read_against_the_day_something_began():
    assert read_aloud(MOVED, **WORDS, marks=[START], since=date(2025, 3, 1)) == (
        "Since 1 March 2025 the mean of “Did not attend first visit” (% per month) fell from 42 to 35 "
        "(12 points before, 12 since). Since then the chart shows 12 points in a row below the mean, which counts as "
        "improvement because lower is better; it cannot say why. In the same time: #4 starts (3 March 2025)."
    )


def test_without_a_day_the_latest_event_that_has_points_on_both_sides_is_taken():
    marks = [(date(2024, 5, 1), "#1 starts"), START, (date(2025, 4, 1), "new lines", "rebase"), ("2027-01-01", "#9")]

    assert read_aloud(MOVED, **WORDS, marks=marks).startswith(
        "Since 3 March 2025 (#4 starts) the mean of “Did not attend first visit” (% per month) fell from 41.5 to 34.9 "
    )


def test_a_mean_that_moved_without_a_signal_is_said_to_be_no_signal():
    chart = monthly([43, 41] * 6 + [42, 40] * 6, direction="decrease")

    assert read_aloud(chart, **WORDS, since=date(2025, 3, 1)) == (
        "Since 1 March 2025 the mean of “Did not attend first visit” (% per month) fell from 42 to 41 "
        "(12 points before, 12 since). No point since then stands out from the usual variation."
    )


def test_a_mean_that_did_not_move_stays():
    assert read_aloud(STILL, **WORDS, since=date(2025, 3, 1)).startswith(
        "Since 1 March 2025 the mean of “Did not attend first visit” (% per month) stayed at 42 "
    )


def test_a_run_that_mostly_lies_before_the_day_is_not_put_down_to_it():
    said = read_aloud(MOVED, **WORDS, since=date(2025, 1, 15))

    assert "concern" not in said
    assert "12 points in a row below the mean" in said


def test_lines_drawn_anew_since_the_day_are_mentioned():
    chart = monthly(BEFORE + AFTER, direction="decrease", rebase=[date(2025, 3, 1)])

    assert read_aloud(chart, **WORDS, since=date(2025, 3, 1)) == (
        "Since 1 March 2025 the mean of “Did not attend first visit” (% per month) fell from 42 to 35 "
        "(12 points before, 12 since). The lines were drawn anew from 1 March 2025: 12 points in a row lie below the "
        "old mean: a shift that counts as improvement because lower is better. No point since then stands out from the "
        "new lines. As the present lines rest on only 12 points, they may still move."
    )


def test_without_any_day_the_lines_and_the_latest_point_are_read():
    assert read_aloud(STILL, **WORDS) == (
        "From 1 March 2024 the mean of “Did not attend first visit” (% per month) is 42 over all 24 points, and it "
        "usually varies between 36.7 and 47.3; the latest point, 41 on 1 February 2026, is within that usual variation."
    )
    assert read_aloud(MOVED, **WORDS).endswith(
        "; the latest point, 34 on 1 February 2026, stands out: 12 points in a row below the mean, which counts as "
        "improvement because lower is better."
    )


@pytest.mark.parametrize(
    ("values", "direction", "words"),
    [
        ([43, 41] * 8 + [60], "decrease", "a point above the upper limit, which counts as concern because lower"),
        ([43, 41] * 8 + [60], "increase", "a point above the upper limit, which counts as improvement because higher"),
        ([43, 41] * 8 + [60], "neutral", "a point above the upper limit."),
        ([43, 41] * 12 + [43, 46.7, 46.8], "decrease", "two of three points in a row close to the upper limit"),
        ([43, 41] * 8 + [40, 41, 42, 43, 44, 45, 46], "increase", "7 points in a row, each higher than the one before"),
    ],
)
def test_each_rule_is_said_in_plain_words(values, direction, words):
    said = read_aloud(monthly(values, direction=direction), title="Visits", unit="", direction=direction)

    assert words in said
    assert said.startswith("From 1 March 2024 the mean of “Visits” is ")


def test_limits_between_which_hardly_a_point_lies_are_never_called_usual():
    values = [4, 5, 6, 7, 8] * 5 + [1234.5]
    said = read_aloud(monthly(values, direction="decrease"), title="Visits", unit="", direction="decrease")

    assert said == (
        "From 1 March 2024 the mean of “Visits” is 53 over all 26 points, but they differ too much for the limits to "
        "be read: the farthest point is 1,234 on 1 April 2026."
    )


def test_limits_spoilt_by_one_point_before_a_start_give_no_signal_to_speak_of():
    chart = monthly([4, 5, 6, 7, 8] * 4 + [1234.5] + [5, 6, 7] * 4, direction="decrease", fix_after_n_points=21)
    said = read_aloud(chart, title="Visits", unit="", direction="decrease", since=date(2025, 12, 1))

    assert "stands out" not in said
    assert said.endswith(
        "The points before differ too much for the limits to be read: the farthest point is 1,234 on 1 November 2025."
    )


def test_a_day_after_the_last_point_has_nothing_to_show_yet():
    assert read_aloud(STILL, **WORDS, since=date(2026, 3, 1)).startswith(
        "There is no point since 1 March 2026 yet. From 1 March 2024 the mean of "
    )


def test_little_data_is_called_little():
    assert read_aloud(monthly([], direction="decrease"), **WORDS) == (
        "There are no values of “Did not attend first visit” (% per month) yet."
    )
    assert read_aloud(monthly([42], direction="decrease"), **WORDS) == (
        "“Did not attend first visit” (% per month) was observed once, 42 on 1 March 2024; "
        "that is too little to say how it usually varies."
    )
    assert read_aloud(monthly([42, 44, 43], direction="decrease"), **WORDS).endswith(
        "As the lines rest on only 3 points, they may still move."
    )
    rebased = monthly([42, 44, 43], direction="decrease", rebase=[date(2024, 5, 1)])
    assert read_aloud(rebased, **WORDS) == (
        "“Did not attend first visit” (% per month) has 43 as its only value since 1 May 2024. "
        "As the present lines rest on only 1 point, they may still move."
    )


@given(
    st.lists(st.integers(-50, 50), max_size=40),
    st.lists(st.tuples(st.dates(date(2024, 1, 1), date(2028, 1, 1)), st.text(max_size=12)), max_size=4),
    st.none() | st.dates(date(2023, 1, 1), date(2029, 1, 1)),
    st.integers(0, 40),
)
@settings(deadline=None)
def test_any_chart_can_be_read_aloud_and_no_cause_is_named(values, marks, since, cut):
    chart = monthly(values, rebase=months(41)[cut : cut + 1])
    said = read_aloud(
        chart, title="It", unit="", direction="neutral", marks=[(day, "m") for day, _ in marks], since=since
    )

    assert said.endswith(".")
    assert not {"nan", "because", "caused", "thanks", "due", "led"} & set(said.replace(",", " ").split())


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


# --- words and places --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "spread", "printed"),
    [
        (42.0, None, "42"),
        (35.16, 12, "35.2"),
        (3804.33, 1150, "3,804"),
        (0.0314, 0.01, "0.0314"),
        (-2.5, 10, "−2.5"),
        (-0.0001, 10, "0"),
        (0.0, None, "0"),
        (1234567.0, None, "1,234,567"),
        (0.125, None, "0.125"),
        (7.0, 0.0, "7"),
        (float("nan"), None, "–"),
        (-1.5e15, 10, "−1.5e+15"),
        (1e-30, None, "0"),
    ],
)
def test_numbers_are_printed_as_people_write_them(value, spread, printed):
    assert plain_number(value, spread=spread) == printed


@pytest.mark.parametrize(
    ("first", "last", "room", "ticks"),
    [
        (date(2024, 3, 1), date(2024, 3, 5), 9, ["1 Mar 2024", "2", "3", "4", "5"]),
        (date(2024, 2, 26), date(2024, 3, 10), 8, ["26 Feb 2024", "28", "1 Mar 2024", "3", "5", "7", "9"]),
        (date(2024, 11, 1), date(2025, 3, 1), 9, ["Nov 2024", "Dec", "Jan 2025", "Feb", "Mar"]),
        (date(2024, 3, 15), date(2025, 2, 1), 5, ["Apr 2024", "Jul", "Oct", "Jan 2025"]),
        (date(2010, 6, 1), date(2025, 2, 1), 9, ["2012", "2014", "2016", "2018", "2020", "2022", "2024"]),
    ],
)
def test_a_calendar_axis_says_no_more_than_fits(first, last, room, ticks):
    found = layout.date_ticks(first, last, room=room)

    assert [" ".join(part for part in (upper, lower) if part) for _, upper, lower in found] == ticks


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 20_000), st.integers(3, 30))
def test_calendar_ticks_lie_on_the_axis_in_order_and_never_crowd(first, length, room):
    last = first + timedelta(days=length)
    found = [day for day, _, _ in layout.date_ticks(first, last, room=room)]

    assert found == sorted(set(found))
    assert all(first <= day <= last for day in found)
    assert len(found) <= room + 1


LABELS = st.lists(st.tuples(st.floats(50, 600), st.text("abc ", min_size=1, max_size=25)), max_size=7).map(sorted)


@given(LABELS)
def test_labels_of_marks_never_overlap_and_no_line_runs_through_them(labels):
    placed, clean = layout.flags(labels, size=13, left=40, right=640)

    assert [flag.x for flag in placed] == [x for x, _ in labels]
    for one in placed:
        assert one.left >= 40 - 1e-6
        assert one.right <= 640 + 1e-6
        for other in placed:
            if one is not other and one.row == other.row:
                assert one.right <= other.left or other.right <= one.left
            if clean and other.row <= one.row:
                assert not one.left < other.x < one.right


@given(st.lists(st.floats(0, 300), max_size=12), st.floats(5, 30))
def test_words_at_the_ends_of_lines_keep_their_order_and_their_distance(wanted, gap):
    placed = layout.spread_out(wanted, gap=gap, low=0, high=300)
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    row = [placed[number] for number in order]

    assert all(later - earlier >= gap - 1e-6 for earlier, later in pairwise(row))
    if gap * len(wanted) <= 300:
        assert all(-1e-6 <= place <= 300 + 1e-6 for place in placed)


@given(st.text(max_size=200), st.floats(40, 400), st.integers(1, 4))
def test_wrapped_lines_fit(text, width, lines):
    made = layout.wrapped(text, 13, width, lines=lines)

    assert len(made) <= lines
    assert all(layout.width_of(line, 13) <= width or line == "…" for line in made)
    if not any(line.endswith("…") for line in made):
        assert " ".join(made).split() == text.split()
