"""An XmR chart: its lines, its four rules with every boundary, and the laws it keeps."""

from __future__ import annotations

import json
import math
from dataclasses import FrozenInstanceError
from datetime import UTC, date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import CHECK_DATA
from workbench.errors import BadInput
from workbench.measures import charts, individuals, spc
from workbench.measures.spc import Summary, summary, xmr

# Twelve points whose lines are known: mean 11, every moving range 2, so the limits lie 5.32 out and the near limits
# two thirds of that. Fixing the lines after them leaves the points that follow free to try the rules.
CALM = [12.0, 10.0] * 6
MEAN, UPPER, LOWER = 11.0, 11 + 2.66 * 2, 11 - 2.66 * 2
NEAR_UPPER, NEAR_LOWER = 11 + 2 * (2.66 * 2) / 3, 11 - 2 * (2.66 * 2) / 3


def days(count: int, start: date = date(2024, 1, 1)) -> list[date]:
    return [start + timedelta(days=number) for number in range(count)]


def charted(pairs, **settings) -> pd.DataFrame:
    pairs = list(pairs)
    return xmr([value for _, value in pairs], dates=[day for day, _ in pairs], **settings).points


def chart_of(values, **settings) -> pd.DataFrame:
    return xmr(values, dates=days(len(values)), **settings).points


def probe(*values: float, **settings) -> pd.DataFrame:
    """The points that follow twelve calm ones, against the lines of those twelve."""
    chart = chart_of([*CALM, *values], fix_after_n_points=12, **settings)
    assert chart.loc[11, ["mean", "lpl", "upl"]].tolist() == pytest.approx([MEAN, LOWER, UPPER])
    return chart.iloc[12:].reset_index(drop=True)


def rules(*values: float, **settings) -> list[str]:
    return probe(*values, **settings)["rule"].tolist()


def types(*values: float, **settings) -> list[str]:
    return probe(*values, **settings)["point_type"].tolist()


# --- the lines ---------------------------------------------------------------------------------------------------


def test_the_lines_of_four_points_worked_by_hand():
    chart = chart_of([10, 12, 11, 13], improvement_direction="increase", target=15)

    # Moving ranges 2, 1, 2: their mean is 5/3; 11.5 ± 2.66 × 5/3.
    reach = 2.66 * 5 / 3
    expected = pd.DataFrame(
        {
            "date": pd.to_datetime(days(4)).astype("datetime64[us]"),
            "value": [10.0, 12.0, 11.0, 13.0],
            "group": [1, 1, 1, 1],
            "moving_range": [math.nan, 2.0, 1.0, 2.0],
            "mean": [11.5] * 4,
            "lpl": [11.5 - reach] * 4,
            "upl": [11.5 + reach] * 4,
            "near_lpl": [11.5 - reach * 2 / 3] * 4,
            "near_upl": [11.5 + reach * 2 / 3] * 4,
            "outside": [0] * 4,
            "trend": [0] * 4,
            "two_in_three": [0] * 4,
            "shift": [0] * 4,
            "rule": pd.Series([""] * 4, dtype="str"),
            "point_type": pd.Series(["common_cause"] * 4, dtype="str"),
            "direction": pd.Series(["increase"] * 4, dtype="str"),
            "target": [15.0] * 4,
        }
    )
    pd.testing.assert_frame_equal(chart, expected)


def test_a_wild_moving_range_is_left_out_once():
    chart = chart_of([1, 2] * 6 + [40])

    # Eleven ranges of 1 and one of 38: mean 49/12, times 3.267 is 13.34, so 38 goes and 1 remains.
    assert chart["upl"].iloc[0] - chart["mean"].iloc[0] == pytest.approx(2.66)
    assert chart["mean"].iloc[0] == pytest.approx((18 + 40) / 13)


def test_screening_happens_once_only():
    # Ranges 1 ×10, 9, 90. First mean 109/12, cut-off 29.7: only 90 goes. A second turn (mean 19/11, cut-off 5.6)
    # would take 9 as well.
    values = [*np.cumsum([0, *[1] * 10, 9, 90])]
    chart = chart_of(values)

    assert chart["upl"].iloc[0] - chart["mean"].iloc[0] == pytest.approx(2.66 * 19 / 11)


def test_screening_can_be_left_off():
    chart = chart_of([1, 2] * 6 + [40], screen_outliers=False)

    assert chart["upl"].iloc[0] - chart["mean"].iloc[0] == pytest.approx(2.66 * 49 / 12)


def test_a_moving_range_just_at_the_cut_off_is_left_out(monkeypatch):
    # Ranges 8, 0, 0, 0 have the mean 2; with a factor of 4 the cut-off is 8 itself.
    monkeypatch.setattr(individuals, "SCREEN_FACTOR", 4)
    assert chart_of([0, 8, 8, 8, 8])["upl"].tolist() == [6.4] * 5

    monkeypatch.setattr(individuals, "SCREEN_FACTOR", 4.001)
    assert chart_of([0, 8, 8, 8, 8])["upl"].tolist() == pytest.approx([6.4 + 2.66 * 2] * 5)


def test_fixed_lines_come_from_the_first_points_alone():
    chart = chart_of([*CALM, 50, 60, 70], fix_after_n_points=12)

    assert chart["mean"].tolist() == pytest.approx([MEAN] * 15)
    assert chart["upl"].tolist() == pytest.approx([UPPER] * 15)
    assert chart["moving_range"].tolist()[12:] == [40.0, 10.0, 10.0]


def test_fixing_after_more_points_than_there_are_uses_them_all():
    pd.testing.assert_frame_equal(chart_of([3, 5, 4], fix_after_n_points=12), chart_of([3, 5, 4]))


def test_each_group_fixes_its_own_lines():
    values = [*CALM, 90, 91, *[value + 100 for value in CALM], 0, 1]
    chart = chart_of(values, rebase=[days(15)[14]], fix_after_n_points=12)

    assert chart["mean"].tolist() == pytest.approx([11.0] * 14 + [111.0] * 14)


# --- groups ------------------------------------------------------------------------------------------------------


def test_a_rebase_starts_a_new_group_with_the_first_point_on_or_after_it():
    points = [(date(2024, month, 1), month) for month in range(1, 7)]

    assert charted(points, rebase=[date(2024, 4, 1)])["group"].tolist() == [1, 1, 1, 2, 2, 2]
    assert charted(points, rebase=["2024-03-02"])["group"].tolist() == [1, 1, 1, 2, 2, 2]
    assert charted(points, rebase=[pd.Timestamp(2024, 2, 1), date(2024, 4, 1)])["group"].tolist() == [1, 2, 2, 3, 3, 3]


def test_rebases_that_start_no_group_change_nothing():
    points = [(date(2024, month, 1), month) for month in range(1, 7)]
    idle = [date(2020, 1, 1), date(2024, 1, 1), date(2030, 1, 1)]

    pd.testing.assert_frame_equal(charted(points, rebase=idle), charted(points))
    twice = [date(2024, 4, 1), date(2024, 4, 1), date(2024, 3, 15)]
    pd.testing.assert_frame_equal(charted(points, rebase=twice), charted(points, rebase=[date(2024, 4, 1)]))


def test_no_moving_range_and_no_run_crosses_into_another_group():
    rising = list(range(12))
    chart = chart_of(rising, rebase=[days(12)[6]])

    assert chart["moving_range"].isna().tolist() == [True, *[False] * 5] * 2
    assert chart["trend"].tolist() == [0] * 12


def test_a_group_of_one_point_has_a_mean_and_no_limits():
    chart = chart_of([1, 3, 2, 9], rebase=[days(4)[3]])

    assert chart["mean"].tolist() == [2, 2, 2, 9]
    assert chart["upl"].isna().tolist() == [False, False, False, True]
    assert chart["point_type"].tolist() == ["common_cause"] * 4


# --- outside -----------------------------------------------------------------------------------------------------


def test_a_point_strictly_beyond_a_limit_is_outside():
    assert rules(UPPER + 0.01) == ["outside"]
    assert rules(LOWER - 0.01) == ["outside"]
    assert probe(UPPER + 0.01, LOWER - 0.01)["outside"].tolist() == [1, -1]


def test_a_point_on_a_limit_is_not_outside():
    chart = chart_of(CALM)
    upper, lower = chart["upl"].iloc[0], chart["lpl"].iloc[0]

    assert rules(upper) == [""]
    assert rules(lower) == [""]


# --- 2 in 3 ------------------------------------------------------------------------------------------------------


def test_two_of_three_close_to_the_limit_are_flagged_and_the_third_is_not():
    assert rules(15, 11.5, 15) == ["2 in 3", "", "2 in 3"]
    assert rules(7, 10.5, 7) == ["2 in 3", "", "2 in 3"]
    assert probe(15, 11.5, 15, 7, 7, 7)["two_in_three"].tolist() == [1, 0, 1, -1, -1, -1]


def test_the_third_of_three_may_come_first_or_last():
    assert rules(11.5, 15, 15) == ["", "2 in 3", "2 in 3"]
    assert rules(15, 15, 11.5) == ["2 in 3", "2 in 3", ""]


def test_all_three_must_lie_on_one_side_of_the_mean():
    assert rules(15, 10.9, 15) == ["", "", ""]
    assert rules(15, MEAN, 15) == ["", "", ""]
    assert rules(15, 15, 10.9) == ["", "", ""]  # the point before, 10, is below as well


def test_three_points_apart_are_too_far():
    assert rules(15, 11.5, 11.5, 15) == ["", "", "", ""]


def test_a_point_on_the_near_limit_is_not_close():
    near = chart_of(CALM)["near_upl"].iloc[0]

    assert rules(near, near, near) == ["", "", ""]
    assert rules(near + 0.01, 12, near + 0.01) == ["2 in 3", "", "2 in 3"]


def test_a_point_on_the_limit_is_still_close():
    upper = chart_of(CALM)["upl"].iloc[0]

    assert rules(upper, 12, upper) == ["2 in 3", "", "2 in 3"]


def test_a_point_outside_can_be_the_third_but_not_one_of_the_two():
    assert rules(15, 17, 15) == ["2 in 3", "outside", "2 in 3"]
    assert rules(15, 17, 12) == ["", "outside", ""]


def test_two_in_three_needs_three_points_of_one_group():
    chart = chart_of([*CALM, 15, 15, 15], rebase=[days(14)[13]], fix_after_n_points=12)

    assert chart["two_in_three"].tolist() == [0] * 15


# --- shift -------------------------------------------------------------------------------------------------------


def test_seven_points_on_one_side_are_a_shift_and_six_are_not():
    assert rules(*[11.5, 12.5] * 3) == [""] * 6
    assert rules(*[11.5, 12.5] * 3, 11.5) == ["shift"] * 7
    assert rules(12, *[10.5, 9.5] * 3, 10.5) == ["", *["shift"] * 7]
    assert probe(*[11.5, 12.5] * 3, 11.5)["shift"].tolist() == [1] * 7


def test_every_point_of_a_longer_run_is_flagged():
    assert rules(*[11.5, 12.5] * 5, 9) == [*["shift"] * 10, ""]


def test_a_point_on_the_mean_breaks_the_run():
    assert rules(*[11.5, 12.5] * 3, MEAN, *[11.5, 12.5] * 3) == [""] * 13


# --- trend -------------------------------------------------------------------------------------------------------


def test_seven_rising_points_are_a_trend_and_six_are_not():
    # The last calm point is 10, so the first of these starts afresh below it.
    assert rules(9, 9.5, 10.2, 10.9, 11.4, 11.9) == [""] * 6
    assert rules(9, 9.5, 10.2, 10.9, 11.4, 11.9, 12.3) == ["trend"] * 7
    assert probe(13, 12.5, 12, 11.5, 10.9, 10.4, 9.9)["trend"].tolist() == [-1] * 7


def test_an_equal_value_breaks_a_trend():
    assert rules(9, 9.5, 10.2, 10.2, 11.4, 11.9, 12.3) == [""] * 7
    assert rules(9, 9.5, 10.2, 10.9, 11.4, 11.9, 12.3, 12.3) == [*["trend"] * 7, ""]


def test_a_turning_point_takes_the_slope_on_its_right():
    up = [8.5, 9, 9.5, 10.2, 10.9, 11.4]
    down = up[::-1]

    assert probe(*up, 12, *down)["trend"].tolist() == [*[1] * 6, -1, *[-1] * 6]
    # The last calm point is 10, so 9.4 falls and 13 rises: a valley now.
    fall = [12.5, 12, 11.5, 10.9, 10.4, 9.9]
    assert probe(13, *fall, 9, *fall[::-1])["trend"].tolist() == [*[-1] * 7, 1, *[1] * 6]
    assert types(*up, 12, *down, improvement_direction="increase") == [
        *["special_cause_improvement"] * 6,
        *["special_cause_concern"] * 7,
    ]


def test_in_a_trend_the_slope_decides_and_not_the_side_of_the_mean():
    falling_but_high = (13.4, 13.2, 13, 12.8, 12.6, 12.4, 12.2)

    assert types(*falling_but_high, improvement_direction="increase") == ["special_cause_concern"] * 7
    assert types(*falling_but_high, improvement_direction="decrease") == ["special_cause_improvement"] * 7
    assert types(*falling_but_high, improvement_direction="neutral") == ["special_cause_neutral_low"] * 7


# --- precedence and point types ----------------------------------------------------------------------------------


def test_outside_comes_before_trend():
    falling = probe(17, 16, 14, 13, 12, 11, 10, improvement_direction="increase")

    assert falling["rule"].tolist() == ["outside", *["trend"] * 6]
    assert falling["trend"].tolist() == [-1] * 7
    assert falling["point_type"].tolist() == ["special_cause_improvement", *["special_cause_concern"] * 6]


def test_trend_comes_before_two_in_three_and_shift():
    rising = probe(14.6, 14.7, 14.8, 14.9, 15, 15.1, 15.2)

    assert rising["two_in_three"].tolist() == [1] * 7
    assert rising["shift"].tolist() == [1] * 7
    assert rising["rule"].tolist() == ["trend"] * 7


def test_two_in_three_comes_before_shift():
    assert rules(15, 12, 15, 12, 12.5, 12, 12.5) == ["2 in 3", "shift", "2 in 3", *["shift"] * 4]


@pytest.mark.parametrize(
    ("direction", "high", "low"),
    [
        ("increase", "special_cause_improvement", "special_cause_concern"),
        ("decrease", "special_cause_concern", "special_cause_improvement"),
        ("neutral", "special_cause_neutral_high", "special_cause_neutral_low"),
    ],
)
def test_the_direction_says_what_high_and_low_mean(direction, high, low):
    assert types(17, 5, 11, improvement_direction=direction) == [high, low, "common_cause"]
    assert types(15, 12, 15, improvement_direction=direction) == [high, "common_cause", high]
    assert types(*[10.5, 9.5] * 4, improvement_direction=direction) == [low] * 8


# --- what goes in ------------------------------------------------------------------------------------------------


def test_no_points_give_an_empty_chart_with_all_columns():
    empty = charted([])

    assert len(empty) == 0
    assert empty.columns.tolist() == chart_of([1, 2]).columns.tolist()
    assert empty.dtypes.tolist() == chart_of([1, 2]).dtypes.tolist()
    pd.testing.assert_frame_equal(empty, xmr(np.zeros(0), dates=pd.DatetimeIndex([])).points)


def test_one_point_has_a_mean_and_no_limits():
    chart = chart_of([42])

    assert chart["mean"].tolist() == [42.0]
    assert chart[["moving_range", "lpl", "upl", "near_lpl", "near_upl"]].isna().all(axis=None)
    assert chart["point_type"].tolist() == ["common_cause"]


@pytest.mark.parametrize("value", [0.0, 0.1, 42.0, 1 / 3, -7.3, 1e9 + 0.1])
def test_values_that_never_vary_stand_out_nowhere(value):
    chart = chart_of([value] * 31)

    assert chart["point_type"].unique().tolist() == ["common_cause"]
    assert chart["upl"].tolist() == pytest.approx([value] * 31)


def test_rows_without_a_value_are_no_points():
    with_gaps = charted(
        [("2024-01-01", 3), ("2024-01-02", None), ("2024-01-03", math.nan), ("2024-01-04", 5), (None, None)]
    )

    pd.testing.assert_frame_equal(with_gaps, charted([("2024-01-01", 3), ("2024-01-04", 5)]))
    assert with_gaps["moving_range"].tolist()[1] == 2.0


def test_points_are_put_in_date_order_and_ties_stay_as_given():
    chart = charted([("2024-03-01", 3), ("2024-01-01", 1), ("2024-02-01", 8), ("2024-02-01", 2)])

    assert chart["value"].tolist() == [1, 8, 2, 3]


def test_lists_arrays_series_and_text_say_the_same():
    values = [3.0, 5.0, 4.0]
    index = pd.to_datetime(days(3))
    expected = chart_of(values)

    for values_as, dates_as in (
        (np.array([3, 5, 4]), index),
        (pd.Series(values, index=index), index.to_series()),
        (["3", "5", "4"], [str(day) for day in days(3)]),
        ((Decimal(value) for value in values), iter(days(3))),
        (pd.Series(values, dtype="Float64"), index.tz_localize(UTC)),
        (pd.Series(values, index=[7, 8, 9]), np.array(days(3), dtype="datetime64[D]")),
    ):
        pd.testing.assert_frame_equal(xmr(values_as, dates=dates_as).points, expected)


def test_the_observations_given_are_not_changed():
    values, dates = np.array([5.0, math.nan, 3.0]), pd.Series(days(3)[::-1])
    kept = values.copy(), dates.copy()
    xmr(values, dates=dates)

    np.testing.assert_array_equal(values, kept[0])
    pd.testing.assert_series_equal(dates, kept[1])


@pytest.mark.parametrize(
    ("observations", "settings", "words"),
    [
        ([], {"improvement_direction": "decreas"}, "Did you mean 'decrease'?"),
        ([], {"target": math.nan}, "The target nan is not a number"),
        ([], {"fix_after_n_points": 11}, "cannot be fixed after 11 points; choose 12 or more"),
        ([("2024-01-01", "many")], {}, "One of the values is not a number"),
        ([("2024-01-01", math.inf)], {}, "One of the values is too large to chart"),
        ([("2024-01-01", -1e101)], {}, "One of the values is too large to chart"),
        ([(None, 4)], {}, "The value 4 has no date"),
        ([("01/02/2024", 4)], {}, "One of the dates is ‘01/02/2024’, which may have the day first or the month: write"),
        ([(45000, 4)], {}, "One of the dates is ‘45000’, the day number of a spreadsheet: write 2023-03-15, or"),
        ([(7, 4)], {}, "The date '7' cannot be read; write dates like 2025-03-01."),
        ([("2024-01-01", "<8")], {}, "One of the values is ‘<8’, a small number that was hidden: leave it empty."),
        ([("2024-01-01", 2j)], {}, "One of the values is not a number (‘2j’)"),
        ([("2024-01-01", pd.Timestamp("2024-01-01"))], {}, "One of the values is not a number (‘2024-01-01 00:00:00’)"),
        (
            [("2024-05-31T23:00:00Z", 4)],
            {},
            "The date '2024-05-31T23:00:00Z' has a time zone and is not midnight there",
        ),
        ([("2024-01-01", 4)], {"rebase": ["soon"]}, "The date 'soon' cannot be read"),
        ([], {"rebase": "2024-01-01"}, "The rebases have to be a list of dates, not ‘2024-01-01’ alone"),
        ([], {"rebase": date(2024, 1, 1)}, "The rebases have to be a list of dates, not ‘2024-01-01’ alone"),
        ([], {"target": "5"}, "The target 5 is not a number"),
        ([], {"fix_after_n_points": 12.5}, "cannot be fixed after 12.5 points; choose a whole number"),
        ([], {"fix_after_n_points": math.nan}, "cannot be fixed after nan points; choose a whole number"),
    ],
)
def test_what_cannot_be_charted_is_refused_with_a_sentence(observations, settings, words):
    with pytest.raises(BadInput) as refused:
        charted(observations, **settings)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("values", "dates", "words"),
    [
        (None, [], "There are no values; give a list of numbers"),
        (5, [], "The values have to be a list of numbers, not ‘5’."),
        ({"2024-01-01": 5}, [], "The values have to be a list of numbers, not ‘{'2024-01-01': 5}’."),
        (pd.DataFrame({"a": [1]}), days(1), "The values have to be one column of the table"),
        (np.array([1j]), days(1), "One of the values is not a number (‘1j’)"),
        ([1, 2, 3], None, "The values have no dates: give them as `dates`, one for each, or as the index of a pandas"),
        (pd.Series([1, 2]), None, "The values have no dates"),
        ([1], "2024-01-01", "The dates have to be a list, not ‘2024-01-01’ alone; put it into a list."),
        ([1], date(2024, 1, 1), "The dates have to be a list, not ‘2024-01-01’ alone; put it into a list."),
    ],
)
def test_values_and_dates_in_no_list_are_refused_with_a_sentence(values, dates, words):
    with pytest.raises(BadInput) as refused:
        xmr(values, dates=dates)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    "dates",
    [
        pd.date_range("2024-03-30", periods=3, tz="Europe/London"),
        list(pd.date_range("2024-03-30", periods=3, tz="Europe/London")),
        ["2024-03-30T00:00:00+00:00", "2024-03-31T00:00:00Z", "2024-04-01T00:00:00+01:00"],
        pd.period_range("2024-03-30", periods=3, freq="D"),
        list(pd.period_range("2024-03-30", periods=3, freq="D")),
    ],
)
def test_a_moment_with_a_time_zone_is_the_day_in_its_own_zone(dates):
    assert [day.isoformat() for day in xmr([1, 2, 3], dates=dates).points["date"]] == [
        "2024-03-30T00:00:00",
        "2024-03-31T00:00:00",
        "2024-04-01T00:00:00",
    ]


def test_midnights_of_london_told_in_utc_are_not_taken_for_the_days_before():
    told = pd.date_range("2024-06-01", periods=3, tz="Europe/London").tz_convert("UTC")
    for dates in (told, list(told), [moment.isoformat() for moment in told]):
        with pytest.raises(
            BadInput, match=r"has a time zone and is not midnight there, .*tz_convert\('Europe/London'\)"
        ):
            xmr([1, 2, 3], dates=dates)


def test_a_series_by_date_brings_its_own_dates():
    by_date = pd.Series([1.0, 2.0, 3.0], index=pd.DatetimeIndex(days(3)))
    frame = xmr([1.0, 2.0, 3.0], dates=days(3)).points
    pd.testing.assert_frame_equal(xmr(by_date).points, frame)
    pd.testing.assert_frame_equal(charts.chart("xmr", numerators=by_date).points, frame)


def test_a_chart_says_of_a_rebase_that_it_parts_no_points_and_of_more_fixed_points_than_there_are():
    told = xmr(range(20), dates=days(20), rebase=["2024-01-01", "2024-01-06", "2024-01-21"], fix_after_n_points=16)
    assert told.notes == (
        "The rebase of 1 January 2024 starts no new part of the chart: there is no point before it.",
        "The rebase of 21 January 2024 starts no new part of the chart: there is no point on that day or after it.",
        (
            "The lines were to come from the first 16 points, and its last part has 15 points so far: they may still "
            "move with every new one."
        ),
    )
    assert xmr(range(12), dates=days(12), fix_after_n_points=13).notes == ()
    assert xmr([], dates=[], rebase=["2024-01-01"], fix_after_n_points=13).notes == ()


def test_an_array_of_two_dimensions_is_no_series():
    with pytest.raises(BadInput, match="One of the values is not a number"):
        xmr(np.zeros((2, 2)), dates=days(2))  # pyright: ignore[reportArgumentType]


def test_values_and_dates_have_to_be_as_many():
    with pytest.raises(BadInput, match="There are 3 values and 1 date; give one date for each value"):
        xmr([1, 2, 3], dates=days(1))
    with pytest.raises(BadInput, match="There is 1 value and 2 dates; give one date for each value"):
        xmr([1], dates=days(2))


def test_a_chart_lays_its_points_out_in_the_words_of_the_field():
    chart = xmr([*CALM, 17, 5, 11], dates=days(15), improvement_direction="increase", fix_after_n_points=12)
    expected = pd.DataFrame(
        {
            "date": pd.to_datetime(days(15)).astype("datetime64[us]"),
            "value": [*CALM, 17.0, 5.0, 11.0],
            "mean": [MEAN] * 15,
            "lpl": [LOWER] * 15,
            "upl": [UPPER] * 15,
            "special_cause": pd.Series([*["Common Cause"] * 12, "Above UCL", "Below LCL", "Common Cause"], dtype="str"),
            "point_type": pd.Series(
                [*["common_cause"] * 12, "special_cause_improvement", "special_cause_concern", "common_cause"],
                dtype="str",
            ),
        }
    )
    pd.testing.assert_frame_equal(chart.table, expected)
    assert (chart.kind, chart.notes, chart.variation, chart.warning) == ("xmr", (), "common_cause", None)
    assert chart.summary == summary(chart.points)


@pytest.mark.parametrize(
    ("more", "called"),
    [
        ((9, 9.5, 10.2, 10.9, 11.4, 11.9, 12.3), "7 Point Trend (Increasing)"),
        ((13, 12.5, 12, 11.5, 10.9, 10.4, 9.9), "7 Point Trend (Decreasing)"),
        ((15, 15, 15), "2 in 3 Above CL"),
        ((7, 7, 7), "2 in 3 Below CL"),
        ((11.5, 12.5) * 4, "7 Points Above CL"),
        ((10.5, 9.5) * 4, "7 Points Below CL"),
    ],
)
def test_each_rule_has_the_name_that_the_field_gives_it(more, called):
    values = [*CALM, *more]
    chart = xmr(values, dates=days(len(values)), fix_after_n_points=12)
    assert chart.table["special_cause"].iloc[12:].tolist() == [called] * len(more)


# --- the summary -------------------------------------------------------------------------------------------------


def test_a_summary_says_what_the_last_point_and_the_lines_say():
    chart = chart_of([*CALM, 17], improvement_direction="decrease", fix_after_n_points=12, target=20)

    assert summary(chart) == Summary(
        points=13,
        groups=1,
        first=date(2024, 1, 1),
        last=date(2024, 1, 13),
        last_value=17.0,
        mean=11.0,
        lpl=pytest.approx(LOWER),
        upl=pytest.approx(UPPER),
        variation="special_cause_concern",
        rule="outside",
        assurance="consistent_pass",
        short_groups=(),
        warning=None,
    )


def test_the_summary_of_nothing_is_empty():
    assert summary(charted([])) == Summary(0, 0, None, None, None, None, None, None, None, None, None, (), None)


def test_a_summary_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        summary(charted([])).points = 3  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize(
    ("direction", "target", "expected"),
    [
        ("increase", UPPER + 1, "consistent_fail"),
        ("increase", LOWER - 1, "consistent_pass"),
        ("decrease", UPPER + 1, "consistent_pass"),
        ("decrease", LOWER - 1, "consistent_fail"),
        ("increase", MEAN, "inconsistent"),
        ("decrease", UPPER, "inconsistent"),
        ("increase", LOWER, "inconsistent"),
        ("neutral", UPPER + 1, None),
        ("increase", None, None),
    ],
)
def test_assurance_holds_the_last_limits_against_the_target(direction, target, expected):
    assert summary(chart_of(CALM, improvement_direction=direction, target=target)).assurance == expected


def test_assurance_takes_the_limits_of_the_last_group():
    values = [*CALM, *[value + 100 for value in CALM]]
    settings = {"improvement_direction": "increase", "target": 50}

    assert summary(chart_of(values, rebase=[days(13)[12]], **settings)).assurance == "consistent_pass"
    assert summary(chart_of(CALM, **settings)).assurance == "consistent_fail"


def test_one_point_gives_no_assurance():
    assert summary(chart_of([5], improvement_direction="increase", target=1)).assurance is None


def test_a_target_that_every_value_meets_exactly_is_inconsistent():
    assert summary(chart_of([0.1] * 31, improvement_direction="increase", target=0.1)).assurance == "inconsistent"


@pytest.mark.parametrize(
    ("sizes", "short", "warning"),
    [
        ((13,), (), None),
        ((12,), (1,), "There are only 12 points"),
        ((1,), (1,), "There is only 1 point;"),
        ((13, 4), (2,), "Part 2 of the chart has only 4 points;"),
        ((1, 13), (1,), "Part 1 of the chart has only 1 point;"),
        ((3, 13, 2, 5), (1, 3, 4), "Parts 1, 3 and 4 of the chart have fewer than 13 points;"),
    ],
)
def test_groups_of_fewer_than_thirteen_points_are_pointed_out(sizes, short, warning):
    starts = np.cumsum(sizes)[:-1]
    all_days = days(sum(sizes))
    told = summary(chart_of(range(sum(sizes)), rebase=[all_days[start] for start in starts]))

    assert told.short_groups == short
    assert told.groups == len(sizes)
    assert told.warning is None if warning is None else str(told.warning).startswith(warning)


# --- laws --------------------------------------------------------------------------------------------------------

WILD = st.lists(st.integers(-500, 500), max_size=45)
TIED = st.lists(st.integers(-3, 3), max_size=45)
WALK = st.lists(st.sampled_from([-1, 0, 1, 1, 2]), max_size=45).map(lambda steps: np.cumsum(steps).tolist())
SERIES = WILD | TIED | WALK | WALK.map(lambda walk: [-value for value in walk])
CUTS = st.lists(st.integers(0, 45), max_size=3)
DIRECTIONS = st.sampled_from(spc.DIRECTIONS)
LINES = ["mean", "lpl", "upl", "near_lpl", "near_upl"]
FLAGS = ["outside", "trend", "two_in_three", "shift", "rule", "point_type", "group"]


def rebased(values, cuts, **settings) -> pd.DataFrame:
    all_days = days(46)
    return chart_of(values, rebase=[all_days[cut] for cut in cuts], **settings)


@settings(deadline=None)
@given(SERIES, CUTS, DIRECTIONS, st.integers(-2000, 2000))
def test_adding_a_number_to_every_value_adds_it_to_the_lines(values, cuts, direction, more):
    before = rebased(values, cuts, improvement_direction=direction)
    after = rebased([value + more for value in values], cuts, improvement_direction=direction)

    np.testing.assert_allclose(after[LINES] - more, before[LINES], atol=1e-8)
    pd.testing.assert_frame_equal(after[FLAGS], before[FLAGS])


@settings(deadline=None)
@given(SERIES, CUTS, DIRECTIONS, st.sampled_from([0.01, 0.1, 0.5, 3, 7, 1000]))
def test_multiplying_every_value_multiplies_the_lines(values, cuts, direction, factor):
    before = rebased(values, cuts, improvement_direction=direction)
    after = rebased([value * factor for value in values], cuts, improvement_direction=direction)

    np.testing.assert_allclose(after[LINES], before[LINES] * factor, atol=1e-8 * factor)
    pd.testing.assert_frame_equal(after[FLAGS], before[FLAGS])


@settings(deadline=None)
@given(SERIES, CUTS)
def test_turning_the_direction_round_swaps_improvement_and_concern(values, cuts):
    up, down, neutral = (
        rebased(values, cuts, improvement_direction=way) for way in ("increase", "decrease", "neutral")
    )

    swapped = {
        "special_cause_improvement": "special_cause_concern",
        "special_cause_concern": "special_cause_improvement",
        "common_cause": "common_cause",
    }
    assert down["point_type"].tolist() == [swapped[kind] for kind in up["point_type"]]
    named = {
        "special_cause_improvement": "special_cause_neutral_high",
        "special_cause_concern": "special_cause_neutral_low",
        "common_cause": "common_cause",
    }
    assert neutral["point_type"].tolist() == [named[kind] for kind in up["point_type"]]
    pd.testing.assert_frame_equal(up[[*LINES, *FLAGS[:5]]], down[[*LINES, *FLAGS[:5]]])


@settings(deadline=None)
@given(SERIES, CUTS)
def test_turning_values_and_direction_upside_down_says_the_same(values, cuts):
    up = rebased(values, cuts, improvement_direction="increase")
    down = rebased([-value for value in values], cuts, improvement_direction="decrease")

    assert up["rule"].tolist() == down["rule"].tolist()
    assert up["point_type"].tolist() == down["point_type"].tolist()


@settings(deadline=None)
@given(SERIES, st.integers(1, 44))
def test_a_rebased_chart_is_its_parts_one_after_the_other(values, cut):
    whole = rebased(values, [cut])
    all_days = days(len(values))
    points = list(zip(all_days, values, strict=True))
    parts = [part for part in (points[:cut], points[cut:]) if part]
    separate = pd.concat(
        [charted(part).assign(group=number) for number, part in enumerate(parts, start=1)] or [charted([])]
    )

    pd.testing.assert_frame_equal(whole, separate.reset_index(drop=True), check_dtype=False)


@settings(deadline=None)
@given(SERIES, CUTS, st.randoms())
def test_the_order_in_which_points_are_given_does_not_matter(values, cuts, random):
    points = list(zip(days(len(values)), values, strict=True))
    rebase = [days(46)[cut] for cut in cuts]
    shuffled = random.sample(points, len(points))

    pd.testing.assert_frame_equal(charted(shuffled, rebase=rebase), charted(points, rebase=rebase))


@settings(deadline=None)
@given(SERIES, CUTS, st.sampled_from([None, 12, 15]), st.booleans())
def test_the_rules_agree_with_a_plain_reading_of_them(values, cuts, fixed, screened):
    chart = rebased(values, cuts, fix_after_n_points=fixed, screen_outliers=screened)

    for _, group in chart.groupby("group"):
        assert list(zip(group["rule"], group["point_type"], strict=True)) == plainly(group, fixed, screened)


def plainly(group: pd.DataFrame, fixed: int | None, screened: bool) -> list[tuple[str, str]]:
    """The rules once more, point by point, in exact fractions; direction neutral."""
    y = [Fraction(value) for value in group["value"]]
    n = len(y)
    base = y[:fixed]
    mean = sum(base) / len(base)
    ranges = [abs(b - a) for a, b in pairwise(base)]
    if not ranges:
        return [("", "common_cause")] * n
    if screened:
        cut = Fraction("3.267") * sum(ranges) / len(ranges)
        ranges = [size for size in ranges if size < cut] or [Fraction(0)]
    reach = Fraction("2.66") * sum(ranges) / len(ranges)
    side = [(value > mean) - (value < mean) for value in y]
    out = [(value > mean + reach) - (value < mean - reach) for value in y]
    near = [0 if out[i] else (y[i] > mean + reach * 2 / 3) - (y[i] < mean - reach * 2 / 3) for i in range(n)]
    step = [(b > a) - (b < a) for a, b in pairwise(y)]
    found = []
    for i in range(n):
        trends = [step[j] for j in range(n - 6) if j <= i <= j + 6 and len({*step[j : j + 6]}) == 1 and step[j]]
        twos = [
            side[j]
            for j in range(n - 2)
            if j <= i <= j + 2 and len({*side[j : j + 3]}) == 1 and near[j : j + 3].count(side[j]) >= 2 and near[i]
        ]
        shifts = [side[j] for j in range(n - 6) if j <= i <= j + 6 and len({*side[j : j + 7]}) == 1 and side[j]]
        ways = {"outside": out[i], "trend": trends[-1:], "2 in 3": twos[-1:], "shift": shifts[-1:]}
        rule = next((name for name, way in ways.items() if way), "")
        way = 0 if not rule else (out[i] if rule == "outside" else ways[rule][0])
        found.append((rule, {1: "special_cause_neutral_high", -1: "special_cause_neutral_low", 0: "common_cause"}[way]))
    return found


# --- the field's own results -------------------------------------------------------------------------------------

CASES = CHECK_DATA / "spc" / "cases.jsonl"


@pytest.mark.skipif(not CASES.is_file(), reason=f"no results to check against at {CASES}")
def test_every_series_of_the_fields_own_package_gives_its_results_point_by_point():
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    assert len(cases) >= 83
    for case in cases:
        chart = xmr(
            case["value"],
            dates=case["date"],
            improvement_direction=case["direction"],
            target=case["target"],
            rebase=case["rebase"],
            fix_after_n_points=case["fix_after_n_points"],
            screen_outliers=case["screen_outliers"],
        )
        table = chart.table
        for line in ("mean", "lpl", "upl"):
            np.testing.assert_allclose(table[line], case[line], rtol=1e-9, atol=1e-9, err_msg=f"{case['id']} {line}")
        assert table["date"].dt.strftime("%Y-%m-%d").tolist() == case["date"], case["id"]
        assert table["value"].tolist() == case["value"], case["id"]
        assert table["special_cause"].tolist() == case["special_cause"], case["id"]
        assert table["point_type"].tolist() == case["point_type"], case["id"]
        assert chart.assurance == case["assurance"], case["id"]
        assert chart.variation == case["point_type"][-1], case["id"]
