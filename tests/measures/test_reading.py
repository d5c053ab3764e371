"""A chart read aloud: what it says of each kind of chart, and what it never says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.measures.pictures import AFTER, BEFORE, MOVED, START, STILL, WORDS, monthly, months
from workbench.measures.reading import read_aloud


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
        "old mean, a shift that counts as improvement because lower is better. No point since then stands out from the "
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
