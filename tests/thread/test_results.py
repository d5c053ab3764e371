"""Did a measure move? From hand-made series of weekly values around one start."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from workbench.thread.results import chart, hoped_by, moved

START = date(2025, 3, 3)
USUAL = [40, 44, 41, 43, 39, 45, 42, 40, 44, 41, 43, 42, 41, 44]
"""Fourteen weeks around 42, none of which stands out."""


def series(before: list[float], since: list[float]) -> pd.DataFrame:
    days = [START + timedelta(weeks=n) for n in range(-len(before), len(since))]
    values = [float(value) for value in [*before, *since]]
    unknown = [float("nan")] * len(values)
    return pd.DataFrame(
        {"date": pd.to_datetime(days), "value": values, "numerator": unknown, "denominator": unknown, "note": ""}
    )


PLAIN = {
    "id": "m",
    "title": "Missed",
    "unit": "%",
    "direction": "decrease",
    "baseline": None,
    "ambition": None,
    "ambition_by": None,
    "data": "a number",
    "per": 100.0,
    "chart": "xmr",
    "target": None,
    "fix_after": None,
    "screen_outliers": True,
}


def rebase(weeks: int, reason: str = "A new clinic.") -> dict:
    return {"starts_on": START + timedelta(weeks=weeks), "reason": reason, "decided_by": "practice manager"}


def move(before, since, *, expected="decrease", start: date | None = START, rebases=(), **fields):
    plain, observations = {**PLAIN, **fields}, series(before, since)
    asked = chart(plain, observations, rebases, start=start)
    return moved(asked, plain, observations, rebases, expected=expected, start=start)


def test_a_shift_since_the_start_moved_as_expected():
    found = move(USUAL, [37, 36, 38, 37, 36, 38, 37, 36])

    assert (found.outcome, found.held, found.points_before, found.points_since) == ("as expected", True, 14, 8)
    assert (found.signal.rule, found.signal.way, found.signal.own, found.signal.lasting) == (
        "shift",
        "decrease",
        True,
        True,
    )
    assert (found.signal.first, found.signal.since) == (START, 8)


def test_the_same_points_moved_the_other_way_where_a_rise_was_hoped_for():
    assert move(USUAL, [37, 36, 38, 37, 36, 38, 37, 36], expected="increase").outcome == "the other way"


def test_a_level_that_was_reached_before_the_start_is_not_the_prototypes():
    low = [31, 33, 32, 30, 32, 31, 33, 32]
    found = move([*USUAL, *low], low)
    assert found.outcome == "before it started"
    assert found.signal.first < START


def test_a_run_that_needs_points_from_before_the_start_began_before_it():
    found = move([*USUAL[:-4], 37, 36, 37, 38], [37, 36, 38, 37])
    assert (found.outcome, found.signal.own) == ("before it started", False)


def test_one_point_on_the_same_side_just_before_the_start_does_not_make_it_earlier():
    found = move([*USUAL[:-1], 40], [37, 36, 38, 37, 36, 38, 37, 36])
    assert found.outcome == "as expected"


def test_one_point_that_stood_out_weeks_before_the_start_does_not_make_it_earlier():
    found = move([*USUAL[:8], 15, *USUAL[8:]], [37, 36, 38, 37, 36, 38, 37, 36])
    assert (found.outcome, found.signal.rule) == ("as expected", "shift")


@pytest.mark.parametrize(("usual", "outcome"), [(6, "before it started"), (7, "as expected")])
def test_what_had_passed_seven_points_before_the_start_does_not_count_as_begun(usual, outcome):
    low = [31, 33, 32, 30, 32, 31, 33, 32]
    assert move([*USUAL, *low, *USUAL[:usual]], [20, 22] * 4).outcome == outcome


def test_a_signal_that_reaches_back_shows_once_the_points_since_the_start_suffice():
    found = move([*USUAL[:-1], 40], [37, 36, 38, 37, 36, 38, 37, 36])
    assert (found.signal.points, found.signal.since, found.signal.shown) == (10, 8, START + timedelta(weeks=6))


def test_new_lines_from_the_last_point_before_the_start_are_older_than_it():
    found = move(USUAL, USUAL[:8], rebases=[rebase(-1)])
    assert (found.rebased, found.points_before) == ((), 1)


def test_what_shows_on_new_lines_is_not_taken_away_by_what_showed_on_the_old():
    low = [31, 33, 32, 30, 32, 31, 33, 32]
    found = move([*USUAL, *low], [*low, *low, 12], rebases=[rebase(2)])
    assert (found.outcome, found.signal.rule, found.signal.group) == ("as expected", "outside", 2)


def test_a_shift_that_a_single_point_breaks_just_before_the_start_makes_it_earlier():
    low = [31, 33, 32, 30, 32, 31, 33, 32]
    assert move([*USUAL, *low, 43], low).outcome == "before it started"


@pytest.mark.parametrize(
    ("since", "rule", "lasting", "back", "passed"),
    [
        ([42, 12, *USUAL], "outside", False, True, True),
        ([*[37, 36] * 4, 43, 42, 41, 44, 43, 42], "shift", False, True, False),
        ([*[37, 36] * 4, 43, 42, 41, 44, 43, 42, 43], "shift", False, True, True),
        ([*[37, 36] * 4, *USUAL, 12], "outside", True, False, False),
        ([*[37, 36] * 4, *USUAL, 12, 43, 42], "shift", False, True, False),
        ([*[37, 36] * 4, *USUAL[:3]], "shift", False, True, False),
    ],
)
def test_a_signal_that_is_over_is_told_from_one_that_still_shows(since, rule, lasting, back, passed):
    found = move(USUAL, since)
    assert found.outcome == "as expected"
    assert (found.signal.rule, found.signal.lasting, found.signal.back, found.signal.passed) == (
        rule,
        lasting,
        back,
        passed,
    )


@pytest.mark.parametrize(("before", "outcome"), [(1, "nothing to compare"), (6, "nothing to compare"), (7, "not yet")])
def test_with_hardly_a_point_before_the_start_nothing_can_be_compared(before, outcome):
    found = move(USUAL[:before], [40, 43, 41, 44, 42, 43, 41, 42])
    assert (found.outcome, found.points_before, found.signal) == (outcome, before, None)


def test_a_run_chart_says_nothing_before_its_rules_hold():
    found = move([40, 44] * 7, [37, 38] * 4, rebases=[rebase(0)], chart="run")
    assert (found.outcome, found.takes, found.points_anew) == ("too early", 10, 8)


def test_a_point_beyond_a_limit_says_something_even_when_it_is_alone():
    found = move(USUAL, [42, 12, 43])
    assert (found.outcome, found.signal.rule, found.signal.points, found.signal.lasting) == (
        "as expected",
        "outside",
        1,
        False,
    )


@pytest.mark.parametrize(
    ("before", "since", "outcome"),
    [
        (USUAL, [], "too early"),
        (USUAL, [42, 40, 44, 41], "too early"),
        (USUAL, USUAL[:7], "not yet"),
        ([], USUAL, "nothing to compare"),
        ([], [], "too early"),
    ],
)
def test_a_chart_that_shows_nothing_says_whether_it_could(before, since, outcome):
    found = move(before, since)
    assert (found.outcome, found.signal) == (outcome, None)


def test_with_few_points_before_the_start_the_lines_come_from_all():
    assert move(USUAL[:11], USUAL).held is False
    assert move(USUAL[:12], USUAL).held is True


def test_a_prototype_that_has_not_started_has_all_its_points_before():
    found = move(USUAL, USUAL, start=None)
    assert (found.outcome, found.points_before, found.points_since, found.mean_since) == ("not started", 28, 0, None)


def test_the_latest_signal_tells_the_way():
    found = move(USUAL, [12, 42, 40, 44, 75, 77])
    assert (found.outcome, found.signal.way) == ("the other way", "increase")


# --- new lines -------------------------------------------------------------------------------------------


def test_new_lines_from_before_the_start_are_those_it_is_held_against():
    older = [60, 62, 59, 61, 63, 60, 58, 62]
    found = move([*older, *USUAL], [37, 36, 38, 37, 36, 38, 37, 36], rebases=[rebase(-len(USUAL))])
    assert (found.outcome, found.points_before, found.rebased) == ("as expected", len(USUAL), ())
    assert found.mean_before == pytest.approx(sum(USUAL) / len(USUAL))


def test_new_lines_after_the_start_leave_what_had_shown_before_them():
    low = [37, 36, 38, 37, 36, 38, 37, 36]
    found = move(USUAL, [*low, *low], rebases=[rebase(8)])
    assert (found.outcome, found.signal.last, found.signal.lasting) == (
        "as expected",
        START + timedelta(weeks=7),
        False,
    )
    assert (found.signal.back, found.signal.passed) == (False, False)  # the lines are others, not the points
    assert [(each.starts_on, each.reason) for each in found.rebased] == [(START + timedelta(weeks=8), "A new clinic.")]


@pytest.mark.parametrize(("weeks", "outcome", "anew"), [(6, "too early", 4), (3, "not yet", 7)])
def test_new_lines_that_come_before_anything_has_shown_begin_the_waiting_again(weeks, outcome, anew):
    low = [37, 36, 38, 37, 36, 38, 37, 36, 38, 37]
    found = move(USUAL, low, rebases=[rebase(weeks)])
    assert (found.outcome, found.signal, found.points_since, found.points_anew) == (outcome, None, 10, anew)


def test_a_signal_on_the_new_lines_counts_as_one():
    low = [37, 36, 38, 37, 36, 38] * 3
    found = move(USUAL, [*USUAL[:6], *low, 12], rebases=[rebase(6)])
    assert (found.outcome, found.signal.rule, found.signal.group) == ("as expected", "outside", 2)


def test_new_lines_from_the_very_day_of_the_start_leave_the_points_before_to_compare_with():
    found = move(USUAL, [37, 36, 38, 37, 36, 38, 37, 36], rebases=[rebase(0)])
    assert (found.outcome, found.points_before, found.points_since) == ("not yet", 14, 8)


# --- whichever rule --------------------------------------------------------------------------------------


def test_two_of_three_points_close_to_a_limit_are_one_signal_with_the_point_between_them():
    points = chart(PLAIN, series(USUAL, [42]), start=START).chart.points
    near = (points["near_upl"].iloc[0] + points["upl"].iloc[0]) / 2
    found = move(USUAL, [42, near, 43, near, 41], expected="increase")
    assert (found.outcome, found.signal.rule, found.signal.points, found.signal.own) == (
        "as expected",
        "2 in 3",
        2,
        True,
    )
    assert found.signal.shown == START + timedelta(weeks=3)


def test_a_signal_shows_on_the_day_from_which_the_points_since_the_start_meet_its_rule():
    found = move(USUAL, [37, 36, 38, 37, 36, 38, 37, 36])
    assert found.signal.shown == START + timedelta(weeks=6)


def test_the_lines_come_from_the_points_that_the_set_fixed_if_these_lie_before_the_start():
    asked = chart({**PLAIN, "fix_after": 12}, series(USUAL, USUAL), start=START)
    assert asked.chart.points["mean"].iloc[0] == pytest.approx(sum(USUAL[:12]) / 12)
    later = chart({**PLAIN, "fix_after": 20}, series(USUAL, USUAL), start=START)
    assert later.chart.points["mean"].iloc[0] == pytest.approx(sum(USUAL) / 14)


# --- by when, and how far --------------------------------------------------------------------------------


@pytest.mark.parametrize(("due", "passed"), [(None, None), (date(2025, 5, 3), False), (date(2025, 5, 2), True)])
def test_a_day_has_passed_on_the_day_after_it(due, passed):
    waiting = hoped_by(move(USUAL, []), due, today=date(2025, 5, 3))
    assert (waiting.due, waiting.due_passed) == (due, passed)


@pytest.mark.parametrize(
    ("baseline", "ambition", "share"),
    [(40, 30, 0.4), (None, 31, 0.5), (40, 36, 1.0), (35, 25, -0.1), (40, 40, None), (40, None, None)],
)
def test_how_far_it_has_come_is_counted_from_the_baseline_or_else_the_mean_before(baseline, ambition, share):
    found = move([41] * 14, [36] * 8, baseline=baseline, ambition=ambition)
    assert found.of_the_way == (None if share is None else pytest.approx(share))


def test_without_points_since_there_is_no_way_to_speak_of():
    assert move(USUAL, [], baseline=40, ambition=30).of_the_way is None


# --- the chart that the set chose ------------------------------------------------------------------------


def test_a_p_chart_is_asked_with_its_own_limits_and_held_from_before_the_start():
    plain = {**PLAIN, "chart": "p", "data": "people out of people"}
    found = series([40] * 14, [40, 40, 12, 40])
    found = found.assign(numerator=found["value"], denominator=100.0)
    asked = chart(plain, found, start=START)
    answer = moved(asked, plain, found, expected="decrease", start=START)
    assert (asked.chart.kind, asked.held, answer.signal.rule, answer.outcome) == ("p", True, "outside", "as expected")
    assert asked.chart.points["mean"].tolist() == pytest.approx([40.0] * 18)


def test_on_a_run_chart_a_run_has_to_be_longer_than_is_usual_and_passes_over_the_median():
    plain = {**PLAIN, "chart": "run"}
    before = [40, 44] * 7
    seven, ten = [38] * 7, [38, 38, 38, 42, 38, 38, 38, 38, 38, 38]
    waiting, shown = (
        moved(chart(plain, found, start=START), plain, found, expected="decrease", start=START)
        for found in (series(before, seven), series(before, ten))
    )
    assert (waiting.outcome, waiting.takes, waiting.signal) == ("too early", 8, None)
    assert (shown.outcome, shown.signal.points, shown.signal.line) == ("as expected", 9, "median")


def test_a_run_chart_that_crosses_its_median_too_seldom_says_so_without_a_direction():
    plain = {**PLAIN, "chart": "run"}
    found = series([40, 40, 40, 40, 40, 44, 44, 44, 44, 44] * 2, [40, 40, 40, 40, 40, 44, 44, 44, 44, 44])
    answer = moved(chart(plain, found, start=START), plain, found, expected="decrease", start=START)
    assert (answer.outcome, answer.signal, answer.few_crossings) == ("not yet", None, True)
    assert not move(USUAL, USUAL).few_crossings


def test_a_measure_that_cannot_be_drawn_as_chosen_is_asked_as_an_xmr_chart():
    plain = {**PLAIN, "chart": "p", "data": "people out of people"}
    asked = chart(plain, series(USUAL, USUAL), start=START)
    assert asked.chart.kind == "xmr"
    assert len(asked.chart.notes) == 1
