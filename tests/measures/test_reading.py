"""A chart read aloud: what it says of each kind of chart, and what it never says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.measures.pictures import AFTER, BEFORE, MOVED, START, STILL, WORDS, monthly, months
from workbench.measures.charts import chart
from workbench.measures.reading import Mark, read_aloud
from workbench.measures.standing import rule_in_words


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


def test_a_run_that_began_before_the_day_and_goes_on_is_said_to_have_begun_before():
    assert read_aloud(MOVED, **WORDS, since=date(2025, 11, 1)) == (
        "Since 1 November 2025 the mean of “Did not attend first visit” (% per month) fell from 39.3 to 34.5 "
        "(20 points before, 4 since). What stands out since then had begun before, on 1 March 2025: 12 points in a "
        "row below the mean, which counts as improvement because lower is better."
    )


def test_lines_drawn_anew_since_the_day_are_mentioned():
    chart = monthly(BEFORE + AFTER, direction="decrease", rebase=[date(2025, 3, 1)])

    assert read_aloud(chart, **WORDS, since=date(2025, 3, 1)) == (
        "Since 1 March 2025 the mean of “Did not attend first visit” (% per month) fell from 42 to 35 "
        "(12 points before, 12 since). The lines were drawn anew from 1 March 2025: 12 points in a row lie below the "
        "old mean, a shift that counts as improvement because lower is better. No point since then stands out from the "
        "new lines. As the present lines rest on only 12 points, they may still move."
    )


REASON = Mark(date(2025, 3, 1), "second practice joined", "rebase")
"""A rebase of the points AFTER from those BEFORE."""


def rebased(since: list[float], *, direction: str = "decrease"):
    return monthly(BEFORE + since, direction=direction, rebase=[REASON.on])


def test_a_rebased_chart_is_read_against_its_old_mean_with_the_reason():
    assert read_aloud(rebased(AFTER), **WORDS, marks=[REASON]) == (
        "From 1 March 2025 the mean of “Did not attend first visit” (% per month) is 35 over 12 points, and it usually "
        "varies between 28.7 and 41.3; the latest point, 34 on 1 February 2026, is within that usual variation. The "
        "lines were drawn anew from 1 March 2025 (second practice joined): the mean fell from 42 to 35, and 12 points "
        "in a row lie below the old mean, a shift that counts as improvement because lower is better. As the present "
        "lines rest on only 12 points, they may still move."
    )


@pytest.mark.parametrize(
    ("since", "direction", "said"),
    [
        (AFTER, "increase", "below the old mean, a shift that counts as concern because higher is better."),
        (AFTER, "neutral", "12 points in a row lie below the old mean, a shift. As"),
        (
            [45] * 6 + [42] + [45] * 7,
            "decrease",
            "the mean rose from 42 to 44.8, and 7 points in a row lie above the old",
        ),
        (
            [41, 43, 44],
            "decrease",
            "rose from 42 to 42.7, and fewer than 7 points in a row lie on one side of the old ",
        ),
        ([36, 35, 37], "decrease", "the mean fell from 42 to 36, and all 3 points lie below the old mean. As"),
        (
            [42, 42, 42],
            "decrease",
            "the mean stayed at 42, and fewer than 7 points in a row lie on one side of the old",
        ),
    ],
)
def test_what_new_points_do_to_the_old_mean_is_said_with_care(since, direction, said):
    assert said in read_aloud(rebased(since, direction=direction), title="It", unit="", marks=[REASON])


def test_a_start_just_after_a_rebase_tells_of_the_rebase_and_what_else_was_marked():
    marks = [
        REASON,
        START,
        *[Mark(date(2025, 4, day), f"session {day}", "session") for day in range(1, 9)],
        Mark(date(2025, 5, 2), "#4 test 1", "test cycle"),
        *[Mark(date(2025, 4, day), f"day {day}", "gate") for day in range(10, 19)],
    ]

    assert read_aloud(rebased(AFTER), **WORDS, marks=marks) == (
        "Since 3 March 2025 (#4 starts) the mean of “Did not attend first visit” (% per month) fell from 41.5 to 34.9 "
        "(13 points before, 11 since). The lines were drawn anew from 1 March 2025 (second practice joined): 12 points "
        "in a row lie below the old mean, a shift that counts as improvement because lower is better. No point since "
        "then stands out from the new lines. In the same time: day 10 (10 April 2025); day 11 (11 April 2025); "
        "day 12 (12 April 2025); day 13 (13 April 2025); day 14 (14 April 2025); day 15 (15 April 2025); 3 gates more; "
        "1 test cycle and 8 sessions. As the present lines rest on only 12 points, they may still move."
    )


def test_points_are_held_against_the_start_of_a_prototype_and_not_its_end():
    marks = [
        Mark(date(2025, 3, 3), "#4 starts", "prototype"),
        Mark(date(2025, 9, 3), "#4 adopted", "prototype", ends=True),
    ]
    said = read_aloud(MOVED, **WORDS, marks=marks)

    assert said.startswith("Since 3 March 2025 (#4 starts) the mean of ")
    assert said.endswith("In the same time: #4 adopted (3 September 2025).")


def test_a_test_that_began_with_the_prototype_counts_among_those_since_as_it_is_drawn():
    marks = [
        Mark(date(2025, 3, 3), "#4 starts", "prototype"),
        Mark(date(2025, 3, 3), "#4 test 1", "test cycle"),
        Mark(date(2025, 4, 3), "#4 test 2", "test cycle"),
    ]
    assert read_aloud(MOVED, **WORDS, marks=marks).endswith("In the same time: 2 test cycles.")


def test_what_stood_out_between_a_start_and_a_later_rebase_is_still_said():
    values = BEFORE + AFTER + [30, 31, 29] * 4
    chart = monthly(values, direction="decrease", rebase=[date(2026, 3, 1)])
    said = read_aloud(chart, **WORDS, since=date(2025, 3, 1))

    assert "Since then the chart shows 12 points in a row below the mean, which counts as improvement" in said
    assert "The lines were drawn anew from 1 March 2026: 12 points in a row lie below the old mean, a shift" in said


def test_a_session_or_a_gate_is_no_day_to_hold_points_against():
    marks = [Mark(date(2025, 3, 3), kind, kind) for kind in ("session", "test cycle", "gate", "rebase")]

    assert read_aloud(MOVED, **WORDS, marks=marks).startswith("From 1 March 2024 the mean of ")
    assert read_aloud(MOVED, **WORDS, marks=[Mark(date(2025, 3, 3), "#4 starts", "prototype")]).startswith(
        "Since 3 March 2025 (#4 starts) the mean of "
    )


# --- every kind of chart -----------------------------------------------------------------------------------------

DECREASE = {"improvement_direction": "decrease"}


def test_a_run_chart_is_read_by_its_median_and_its_two_rules():
    moved = chart("run", BEFORE + AFTER, dates=months(24), **DECREASE)
    still = chart("run", [43, 41] * 12, dates=months(24), **DECREASE)

    assert read_aloud(moved, title="Visits", unit="") == (
        "From 1 March 2024 the median of “Visits” is 38.5 over all 24 points; the latest point, 34 on 1 February 2026, "
        "stands out: 12 points in a row below the median, which counts as improvement because lower is better. "
        + " ".join(moved.notes)
    )
    assert read_aloud(still, title="Visits", unit="") == (
        "From 1 March 2024 the median of “Visits” is 42 over all 24 points; the latest point, 41 on 1 February 2026, "
        "does not stand out. The points lie about it as chance would have it."
    )
    assert read_aloud(moved, title="Visits", unit="", since=date(2025, 3, 1)) == (
        "Since 1 March 2025 the median of “Visits” fell from 42 to 35 (12 points before, 12 since). Since then the "
        "chart shows 12 points in a row below the median, which counts as improvement because lower is better; it "
        "cannot say why."
    )


def test_a_run_on_a_run_chart_goes_on_over_points_on_the_median():
    values = [10, 10, 10, 10, 5, 1, 1, 1, 1, 5, 1, 1, 1, 1, 1, 10, 10, 10, 10, 5, 10, 10]
    moved = chart("run", values, dates=months(22), **DECREASE)
    row = int(moved.points.index[moved.points["point_type"] == "special_cause_improvement"][-1])

    assert moved.points["mean"].iloc[0] == 5
    assert rule_in_words(moved.points, row, kind="run") == "9 points in a row below the median"


def test_limits_that_depend_on_how_many_were_counted_are_said_to_do_so():
    tops, below = [20, 18, 22, 19, 21] * 3, [100, 90, 120, 95, 100] * 3

    assert read_aloud(
        chart("p", dates=months(15), numerators=tops, denominators=below, **DECREASE), title="Visits", unit="%"
    ) == (
        "From 1 March 2024 the mean of “Visits” (%) is 19.8 over all 15 points, and with as many counted as for the "
        "latest point, it usually varies between 7.8 and 31.8; the latest point, 21 on 1 May 2025, is within that "
        "usual variation."
    )


def test_rare_events_are_read_by_their_own_centre_lines():
    gaps = [3, 9, 12, 30, 5, 8, 2, 44, 16, 7, 9, 21, 4]
    cases, days = (chart(kind, gaps, dates=months(13)) for kind in ("g", "t"))

    assert read_aloud(cases, title="Visits between falls", unit="").startswith(
        "From 1 March 2024 the median of “Visits between falls” is 9 over all 13 points, and it usually varies between "
    )
    assert read_aloud(days, title="Days between falls", unit="").startswith(
        "From 1 March 2024 the centre line of “Days between falls” is "
    )
    assert read_aloud(days, title="Days between falls", unit="", since=date(2024, 9, 1)).startswith(
        "Since 1 September 2024 the median of “Days between falls” rose from 8.5 to 9 (6 points before, 7 since). "
    )


def test_a_hidden_value_is_read_by_what_it_is_called():
    counts = chart("c", [12, 9, 14, 11, 4], dates=months(5))
    counts = replace(counts, points=counts.points.assign(hidden=[False] * 4 + [True]))

    assert "the latest point, 1–7 on 1 July 2024, is within" in read_aloud(
        counts, title="Visits", unit="", hidden_as="1–7"
    )
    assert read_aloud(chart("c", [], dates=[]), title="Visits", unit="", hidden_on=["2024-03-01"]) == (
        "No value of “Visits” can be shown."
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
