"""Did a measure move? From hand-made series of weekly values around one start."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from workbench.thread.results import chart, moved

START = date(2025, 3, 3)
USUAL = [40, 44, 41, 43, 39, 45, 42, 40, 44, 41, 43, 42, 41, 44]
"""Fourteen weeks around 42, none of which stands out."""


def series(before: list[float], since: list[float]) -> pd.DataFrame:
    days = [START + timedelta(weeks=n) for n in range(-len(before), len(since))]
    return pd.DataFrame({"date": pd.to_datetime(days), "value": [float(v) for v in before + since], "note": ""})


def move(before, since, *, expected="decrease", start: date | None = START):
    charted, held = chart(series(before, since), direction="decrease", start=start)
    return moved(
        charted, measure="m", title="Missed", unit="%", better="decrease", expected=expected, start=start, held=held
    )


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
