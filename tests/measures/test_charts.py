"""The further charts: against examples that were published, by hand, and at their edges."""

from __future__ import annotations

import math
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby
from math import comb, log2

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.measures import charts, models, spc
from workbench.measures.run_chart import fewest_usual, longest_usual


def days(count: int) -> list[date]:
    return [date(2024, 1, 1) + timedelta(days=number) for number in range(count)]


def chart(kind: str, values=None, **settings) -> charts.Chart:
    count = len(values if values is not None else settings["numerators"])
    return charts.chart(kind, values, dates=days(count), **settings)


def lines(drawn: charts.Chart, row: int = 0) -> list[float]:
    return drawn.table.loc[row, ["mean", "lpl", "upl"]].tolist()


def outside(drawn: charts.Chart) -> list[int]:
    """The points beyond a limit, counted from 1."""
    return [row + 1 for row in np.flatnonzero(drawn.points["outside"])]


# --- published examples ------------------------------------------------------------------------------------------

# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3.1: defects on 25 wafers.
WAFERS = [16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14, 16, 15, 13, 14, 16, 11, 20, 11, 19, 16, 31, 13]
# NIST/SEMATECH e-Handbook, 6.3.3.2: chips out of 50 on each of 30 wafers (the data of Montgomery's cans of juice).
CHIPS = [
    *(12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6),
]
# Montgomery, Introduction to Statistical Quality Control, example 7.3: nonconformities in 26 samples of circuit boards.
BOARDS = [
    *(21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15),
]
# The data `cabg` of the R package qicharts2 (J. Anhøj), as its figures are printed in the golden files of PowerBI-SPC
# (Western Australian Department of Health): operations, and days, between deaths after heart surgery.
OPERATIONS = [
    *(23, 39, 15, 34, 1, 49, 98, 29, 27, 13, 45, 7, 10, 27, 24, 14, 20, 38, 44, 11, 10, 3, 113, 183, 3, 47, 18, 18),
    *(33, 15, 2, 38, 27, 27, 1, 52, 23, 7, 26, 82, 5, 49, 5, 17, 24, 44, 26, 2, 27, 46, 55, 97, 22, 22, 20, 4, 60),
    *(51, 7, 21, 66, 36, 25, 72, 15, 5, 3),
]
DAYS_BETWEEN = [
    *(16, 20, 5, 13, 1, 26, 46, 12, 12, 5, 19, 4, 3, 15, 14, 9, 8, 15, 21, 6, 3, 1, 56, 117, 1, 33, 9, 9, 19, 12, 1),
    *(16, 13, 18, 1, 35, 16, 5, 21, 38, 3, 25, 3, 11, 13, 20, 9, 3, 8, 21, 24, 38, 8, 13, 9, 1, 30, 23, 3, 7, 22, 19),
    *(11, 31, 6, 1, 1),
]


def test_a_c_chart_agrees_with_the_handbook_of_nist():
    drawn = chart("c", WAFERS)
    assert lines(drawn) == [16.0, 4.0, 28.0]
    assert outside(drawn) == [24]


def test_a_c_chart_agrees_with_montgomery():
    drawn = chart("c", BOARDS)
    assert lines(drawn) == pytest.approx([19.84615, 6.481447, 33.21086], rel=1e-6)
    assert outside(drawn) == [6, 20]


def test_a_c_chart_whose_lower_limit_would_be_negative_agrees_with_montgomery():
    # An exercise of Montgomery's (surface defects of 25 steel plates), worked by Clemson University
    # (deming.eng.clemson.edu/pub/tutorials/qctools/egt1.htm): mean 2.36, limits 0 and 6.968, one point outside.
    plates = [1, 0, 4, 3, 1, 2, 5, 0, 2, 1, 1, 0, 8, 0, 2, 1, 3, 5, 4, 6, 3, 1, 0, 2, 4]
    drawn = chart("c", plates)
    assert lines(drawn) == pytest.approx([2.36, 0, 6.968], abs=1e-3)
    assert outside(drawn) == [13]


def test_a_p_chart_agrees_with_the_handbook_of_nist():
    drawn = chart("p", numerators=CHIPS, denominators=[50] * 30, per=1)
    assert lines(drawn) == pytest.approx([0.2313, 0.0524, 0.4102], abs=1e-4)
    assert outside(drawn) == [15, 23]


def test_the_limits_of_a_p_chart_follow_each_denominator_as_in_qicharts2():
    # qicharts2 0.8.1 on the readmissions of its `cabg` data, as printed in PowerBI-SPC's golden file for p charts.
    readmitted = [14, 12, 15, 8, 16, 11, 12, 14, 16, 17, 5, 11, 13, 10, 14, 5, 12, 10, 11, 5, 10, 8, 11, 12, 11, 18, 18]
    readmitted += [21, 14, 15, 18, 22, 17, 16, 20, 15]
    people = [52, 64, 70, 60, 67, 69, 67, 54, 79, 59, 49, 61, 41, 51, 56, 43, 57, 48, 69, 41, 40, 46, 59, 62, 57, 65]
    people += [75, 70, 76, 69, 64, 67, 84, 67, 69, 78]
    table = chart("p", numerators=readmitted, denominators=people).table

    assert table["mean"].tolist() == pytest.approx([21.63] * 36, abs=5e-3)
    assert table["value"].tolist()[:4] == pytest.approx([26.92, 18.75, 21.43, 13.33], abs=5e-3)
    upper = [38.76, 37.07, 36.40, 37.58, 36.72, 36.50, 36.72, 38.44, 35.53, 37.71, 39.28, 37.45, 40.92]
    lower = [4.50, 6.19, 6.87, 5.69, 6.54, 6.76, 6.54, 4.82, 7.74, 5.55, 3.99, 5.82, 2.34]
    assert table["upl"].tolist()[:13] == pytest.approx(upper, abs=6e-3)
    assert table["lpl"].tolist()[:13] == pytest.approx(lower, abs=6e-3)


def test_a_u_chart_agrees_with_qicharts2():
    # The infections of its hospital data, as printed in PowerBI-SPC's golden file for u charts; here per 10,000 days.
    infections = [575, 521, 585, 528, 507, 519, 457, 505, 494, 512, 543, 506, 509, 521, 549, 531, 509, 528, 419, 512]
    infections += [495, 513, 454, 490]
    risk_days = [310466.8333, 282346.7917, 309089.7083, 287977.3333, 297743.375, 286988.25, 261120.3333, 268720.75]
    risk_days += [284437.875, 290449.5, 288104.4583, 279961.375, 289803.9583, 275950.5833, 290824.4583, 285495.75]
    risk_days += [282515.2083, 273927.875, 253085.625, 262410.7083, 275529.25, 282405.0833, 259530.7917, 256235.4583]
    table = chart("u", numerators=infections, denominators=risk_days, per=10_000).table

    assert table["mean"].tolist() == pytest.approx([18.2358] * 24, abs=1e-4)
    assert table["value"].tolist()[:3] == pytest.approx([18.5205, 18.4525, 18.9265], abs=1e-4)
    assert table["upl"].tolist()[:5] == pytest.approx([20.5349, 20.6467, 20.5401, 20.6230, 20.5836], abs=1e-4)
    assert table["lpl"].tolist()[:5] == pytest.approx([15.9366, 15.8248, 15.9314, 15.8485, 15.8879], abs=1e-4)


def test_a_u_chart_agrees_with_a_worked_table_of_limits():
    # wizedu.com/questions/202510, worked sample by sample; limits below 0 are drawn at 0.
    sizes = [110, 112, 195, 185, 245, 250, 100, 170, 250, 270]
    defects = [6, 3, 8, 6, 10, 7, 5, 7, 20, 25]
    table = chart("u", numerators=defects, denominators=sizes, per=1).table

    upper = [0.116257, 0.115675, 0.100113, 0.101412, 0.094859, 0.094422, 0.119422, 0.103571, 0.094422, 0.092799]
    lower = [0, 0, 0.002696, 0.001397, 0.00795, 0.008386, 0, 0, 0.008386, 0.01001]
    assert table["upl"].tolist() == pytest.approx(upper, abs=1e-6)
    assert table["lpl"].tolist() == pytest.approx(lower, abs=1e-6)


def test_a_g_chart_agrees_with_qicharts2():
    drawn = chart("g", OPERATIONS)
    assert lines(drawn) == pytest.approx([24, 0, 128.1749], abs=1e-4)
    assert outside(drawn) == [24]


def test_a_t_chart_agrees_with_published_limits_with_and_without_screening():
    # PowerBI-SPC: the golden file for t charts (no screening), and its test with outliers left out of the limits. They
    # divide by 1.128 where we multiply by 2.66, which differs in the fourth figure.
    assert lines(chart("t", DAYS_BETWEEN, screen_outliers=False)) == pytest.approx(
        [11.2051, 0.0079, 106.0418], rel=0.01
    )
    assert lines(chart("t", DAYS_BETWEEN)) == pytest.approx([11.2051, 0.0221, 97.268], rel=0.01)
    assert outside(chart("t", DAYS_BETWEEN)) == [24]


def test_an_xmr_chart_agrees_with_the_handbook_of_nist():
    # NIST/SEMATECH e-Handbook, 6.3.2.2: ten flow rates; mean 50.81, limits 45.8159 and 55.8041 with 3 / 1.128.
    flow = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    assert lines(chart("xmr", flow)) == pytest.approx([50.81, 45.8159, 55.8041], abs=1e-3)


# J. Anhøj, vignette of qicharts2, appendix 2, for the longest run as printed at unaettie.com/en-us/faq.php.
LONGEST = {10: 6, 11: 6, 12: 7, 22: 7, 23: 8, 24: 8, 45: 8, 46: 9, 59: 9, 90: 9, 91: 10, 109: 10}


def test_the_longest_usual_run_is_that_of_the_published_table():
    assert {useful: longest_usual(useful) for useful in LONGEST} == LONGEST


def test_the_fewest_usual_crossings_are_those_of_the_published_examples():
    # Anhøj: “fewer than eight” of 24 useful points (Mastering SPC charts in healthcare, appendix); 7 of 22 (vignette
    # on run charts of qicharts); fewer than three of 13 (sciencetrends.com, on crossings and runs).
    assert [fewest_usual(useful) for useful in (24, 22, 13)] == [8, 7, 3]


@pytest.mark.parametrize("useful", [1, 2, 5, 10, 11, 17, 24, 36, 60, 100, 301])
def test_the_fewest_usual_crossings_are_the_point_of_the_binomial_distribution(useful):
    below = Fraction(0)
    for crossings in range(useful):
        below += Fraction(comb(useful - 1, crossings), 2 ** (useful - 1))
        if below >= Fraction(1, 20):
            break
    assert fewest_usual(useful) == crossings


# --- run charts --------------------------------------------------------------------------------------------------


CALM = [6, 4] * 6
"""Twelve points whose median is 5; fixing the lines after them leaves the points that follow free to try the rules."""


def run(*more: float, **settings) -> charts.RunChart:
    drawn = chart("run", [*CALM, *more], fix_after_n_points=12, **settings)
    assert isinstance(drawn, charts.RunChart)
    assert drawn.points["mean"].tolist() == [5.0] * (12 + len(more))
    return drawn


def found(drawn: charts.RunChart) -> list[tuple]:
    return list(drawn.runs.itertuples(index=False, name=None))


def test_a_run_chart_marks_the_points_of_a_run_that_is_too_long():
    drawn = run(*[9] * 9, 4, 6, 4, improvement_direction="increase")

    # Of 24 useful points up to 8 in a row are usual, and 8 crossings or more.
    assert found(drawn) == [(1, 24, 24, 9, 8, 15, 8, "long run")]
    assert drawn.table["special_cause"].tolist() == [
        *["Common Cause"] * 12,
        *["Long Run Above Median"] * 9,
        *["Common Cause"] * 3,
    ]
    assert drawn.points["point_type"].tolist()[12:21] == ["special_cause_improvement"] * 9
    assert drawn.points["rule"].tolist()[12:21] == ["shift"] * 9
    assert drawn.notes == ("The longest run on one side of the median has 9 points; up to 8 would be usual.",)
    assert drawn.points[["lpl", "upl", "near_lpl", "near_upl", "moving_range"]].isna().all(axis=None)
    assert (drawn.kind, drawn.assurance, drawn.variation, drawn.warning) == ("run", None, "common_cause", None)


def test_a_run_of_just_the_usual_length_is_not_marked():
    drawn = run(*[9] * 8, 4, 6, 4, 6)
    assert found(drawn) == [(1, 24, 24, 8, 8, 16, 8, "")]
    assert drawn.points["shift"].tolist() == [0] * 24
    assert drawn.notes == ()


def test_points_on_the_median_are_dropped_and_neither_break_a_run_nor_lengthen_it():
    drawn = run(*[1] * 5, 5, *[1] * 4, 6, 4, 6, improvement_direction="increase")

    assert found(drawn) == [(1, 25, 24, 10, 8, 14, 8, "long run")]
    # The last of the calm points lies low too, so it belongs to the run; the point on the median does not.
    assert drawn.points["shift"].tolist() == [*[0] * 11, *[-1] * 6, 0, *[-1] * 4, *[0] * 3]
    assert drawn.table["special_cause"].tolist()[12] == "Long Run Below Median"
    assert drawn.points["point_type"].tolist()[12] == "special_cause_concern"


def test_too_few_crossings_mark_no_point_and_are_said():
    drawn = chart("run", [*[1] * 6, *[3] * 6, *[1] * 6, *[3] * 6], fix_after_n_points=12)
    assert isinstance(drawn, charts.RunChart)
    assert found(drawn) == [(1, 24, 24, 6, 8, 3, 8, "few crossings")]
    assert drawn.variation == "common_cause"
    assert drawn.notes == ("The line crosses the median only 3 times; 8 or more would be usual.",)


@pytest.mark.parametrize(("last", "signal"), [([1, 1, 3, 3, 3, 1, 1], ""), ([3, 3, 3, 1, 1, 1, 1], "few crossings")])
def test_just_as_many_crossings_as_are_usual_are_not_too_few(last, signal):
    drawn = chart("run", [1, 1, 1, 3, 3, 3, 1, 1, 1, 3, 3, 3, 1, 1, 3, 3, 3, *last])
    assert isinstance(drawn, charts.RunChart)
    assert drawn.runs.loc[0, ["useful", "fewest_usual", "signal"]].tolist() == [24, 8, signal]


def test_with_fewer_than_ten_useful_points_a_run_chart_says_nothing_but_that():
    drawn = chart("run", [1, 1, 1, 1, 5, 9, 9, 9, 9])
    assert isinstance(drawn, charts.RunChart)
    assert drawn.runs.loc[0, ["useful", "longest_run", "crossings", "signal"]].tolist() == [8, 4, 1, ""]
    assert drawn.runs.loc[0, ["longest_usual", "fewest_usual"]].isna().all()
    assert drawn.notes == ("Only 8 points lie off the median; the rules for runs need 10 or more.",)
    assert str(drawn.warning).startswith("There are only 9 points; with 10 or more the lines")
    assert chart("run", [7] * 20).notes == ("No point lies off the median; the rules for runs need 10 or more.",)


def test_each_part_of_a_run_chart_has_its_own_median_and_its_own_runs():
    values = [*[1, 3] * 6, *[11, 13] * 6]
    drawn = chart("run", values, rebase=[days(24)[12]])
    assert isinstance(drawn, charts.RunChart)
    assert found(drawn) == [(1, 12, 12, 1, 7, 11, 3, ""), (2, 12, 12, 1, 7, 11, 3, "")]
    assert drawn.points["mean"].tolist() == [*[2.0] * 12, *[12.0] * 12]
    assert chart("run", [*values, 40], rebase=[days(25)[24]]).notes == (
        "In part 1, the longest run on one side of the median has 12 points; up to 8 would be usual.",
        "In part 1, the line crosses the median only once; 8 or more would be usual.",
        "No point of part 2 lies off the median; the rules for runs need 10 or more.",
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-3, 3), min_size=1, max_size=60))
def test_the_rules_for_runs_agree_with_a_plain_reading_of_them(values):
    drawn = chart("run", values)
    assert isinstance(drawn, charts.RunChart)
    median = float(np.median(values))
    useful = [value > median for value in values if value != median]
    lengths = [len(list(same)) for _, same in groupby(useful)]
    row = drawn.runs.loc[0]
    assert (row["useful"], row["longest_run"]) == (len(useful), max(lengths, default=0))
    assert row["crossings"] == max(len(lengths) - 1, 0)
    if len(useful) >= 10:
        most = round(log2(len(useful))) + 3
        assert ("long run" in row["signal"]) == (max(lengths) > most)
        assert int((drawn.points["shift"] != 0).sum()) == sum(length for length in lengths if length > most)


# --- counts ------------------------------------------------------------------------------------------------------


def test_the_mean_of_a_p_chart_is_that_of_the_totals_and_its_values_are_on_the_scale_of_the_measure():
    drawn = chart("p", numerators=[1, 30], denominators=[10, 100], per=1000)
    assert drawn.table["value"].tolist() == [100.0, 300.0]
    share = 31 / 110
    reach = [3 * math.sqrt(share * (1 - share) / n) for n in (10, 100)]
    assert drawn.table["mean"].tolist() == pytest.approx([1000 * share] * 2)
    assert drawn.table["upl"].tolist() == pytest.approx([1000 * (share + far) for far in reach])
    assert drawn.table["lpl"].tolist() == pytest.approx([0, 1000 * (share - reach[1])])


def test_the_upper_limit_of_a_p_chart_is_never_above_the_whole():
    drawn = chart("p", numerators=[9, 10, 9, 10], denominators=[10] * 4)
    assert drawn.table["upl"].tolist() == [100.0] * 4
    everybody = chart("p", numerators=[10] * 15, denominators=[10] * 15)
    assert lines(everybody) == [100, 100, 100]
    assert everybody.points["point_type"].unique().tolist() == ["common_cause"]
    nobody = chart("u", numerators=[0] * 15, denominators=[10] * 15)
    assert lines(nobody) == [0, 0, 0]
    assert nobody.points["point_type"].unique().tolist() == ["common_cause"]


def test_values_with_denominators_alone_give_the_numerators():
    with_values = chart("p", [10, 30], denominators=[10, 100])
    pd.testing.assert_frame_equal(
        with_values.points, chart("p", numerators=[1, 30], denominators=[10, 100]).points, check_exact=False
    )


def test_numerators_and_denominators_that_are_missing_everywhere_count_as_none():
    drawn = chart("c", [3, 4], numerators=[None, None], denominators=[None, None])
    assert drawn.points["value"].tolist() == [3, 4]


def test_a_c_chart_counts_the_numerators_where_there_are_any():
    drawn = chart("c", [10, 30], numerators=[1, 30], denominators=[10, 100])
    assert drawn.points["value"].tolist() == [1, 30]


@pytest.mark.parametrize("kind", ["xmr", "run"])
def test_other_charts_take_what_numerators_and_denominators_give(kind):
    drawn = chart(kind, numerators=[1, 30, 2], denominators=[10, 100, 5])
    pd.testing.assert_frame_equal(drawn.points, chart(kind, [10, 30, 40]).points)


def test_seven_points_on_one_side_are_a_shift_on_a_c_chart_and_two_in_three_is_never_marked():
    drawn = chart("c", [*[16, 14] * 6, *[18] * 7, 14], fix_after_n_points=12, improvement_direction="decrease")
    assert drawn.points["shift"].tolist() == [*[0] * 12, *[1] * 7, 0]
    assert drawn.table["special_cause"].tolist()[12] == "7 Points Above CL"
    assert drawn.points["point_type"].tolist()[12] == "special_cause_concern"
    # 25 lies within a sixth of the limit, 15 + 3 √15 = 26.6.
    assert chart("c", [*[16, 14] * 6, 25, 14, 25, 25], fix_after_n_points=12).points["rule"].unique().tolist() == [""]


def test_a_rising_row_of_seven_is_a_trend_on_a_p_chart():
    drawn = chart("p", numerators=[*[40, 60] * 6, 44, 46, 48, 50, 52, 54, 56], denominators=[100] * 19)
    assert drawn.points["rule"].tolist() == [*[""] * 12, *["trend"] * 7]


@pytest.mark.parametrize(
    ("kind", "given_as", "words"),
    [
        ("p", {"numerators": [1, 2], "denominators": [3, 0]}, "The denominator of 2 January 2024 is not above 0; mend"),
        ("u", {"numerators": [1, 2], "denominators": [None, 4]}, "The denominator of 1 January 2024 is missing"),
        (
            "p",
            {"numerators": [1, 5], "denominators": [3, 4]},
            "The numerator of 2 January 2024 is larger than its denom",
        ),
        ("u", {"numerators": [1, -5], "denominators": [3, 4]}, "The numerator of 2 January 2024 is below 0"),
        ("p", {"values": [1, 5]}, "A p chart needs a numerator and a denominator for each date; give both."),
        (
            "u",
            {"values": [1, 5], "numerators": [1, None], "denominators": [3, 4]},
            "The numerator of 2 January 2024 is m",
        ),
        ("c", {"values": [1, -5]}, "The count of 2 January 2024 is below 0"),
        ("g", {"values": [1, -5]}, "The value of 2 January 2024 is below 0"),
        ("t", {"values": [1, 0]}, "The value of 2 January 2024 is not above 0, which a t chart cannot take (a g chart"),
        (
            "p",
            {"numerators": [1], "denominators": [3, 4]},
            "There are 2 denominators and 1 date; give one date for each",
        ),
        ("x", {"values": [1]}, "‘x’ is not a kind of chart that the workbench knows."),
        ("xmr", {"values": [1], "per": 0}, "A rate cannot be given per 0; choose a number above 0"),
        ("p", {"values": [1], "per": None}, "A rate cannot be given per None; choose a number above 0"),
        ("c", {"values": [1], "rebase": "2024-01-01"}, "The rebases have to be a list of dates"),
        ("c", {"values": [1], "fix_after_n_points": 3}, "The lines cannot be fixed after 3 points"),
        ("g", {"values": [1], "improvement_direction": "up"}, "The direction 'up' is not known"),
    ],
)
def test_what_a_chart_cannot_take_is_refused_with_the_day(kind, given_as, words):
    with pytest.raises(BadInput) as refused:
        chart(kind, **given_as)
    assert str(refused.value).startswith(words)


# --- rare events -------------------------------------------------------------------------------------------------


def test_a_g_chart_finds_a_run_of_short_stretches_though_no_point_can_be_outside_below():
    drawn = chart("g", [*[20, 40] * 6, *[2] * 7], fix_after_n_points=12, improvement_direction="increase")
    assert lines(drawn) == pytest.approx([30, 0, 30 + 3 * math.sqrt(30 * 31)])
    assert drawn.points["rule"].tolist() == [*[""] * 12, *["shift"] * 7]
    assert drawn.variation == "special_cause_concern"


def test_a_g_chart_takes_stretches_of_nothing():
    assert lines(chart("g", [0, 0, 3, 5])) == pytest.approx([1.5, 0, 2 + 3 * math.sqrt(6)])


def test_a_t_chart_is_the_xmr_chart_of_the_times_to_the_power_brought_back():
    drawn = chart("t", DAYS_BETWEEN, improvement_direction="increase")
    plain = spc.xmr(
        np.array(DAYS_BETWEEN) ** (1 / 3.6), dates=days(len(DAYS_BETWEEN)), improvement_direction="increase"
    )
    for line in ("mean", "lpl", "upl", "near_upl"):
        assert drawn.points[line].tolist() == pytest.approx((plain.points[line].clip(lower=0) ** 3.6).tolist())
    for name in ("outside", "trend", "two_in_three", "shift", "rule", "point_type"):
        assert drawn.points[name].tolist() == plain.points[name].tolist()
    assert drawn.points["moving_range"].tolist()[1:4] == [4, 15, 8]


def test_no_moving_range_of_a_t_chart_crosses_into_another_part():
    drawn = chart("t", [3, 5, 9, 2], rebase=[days(4)[2]])
    assert drawn.points["moving_range"].isna().tolist() == [True, False, True, False]


# --- every kind --------------------------------------------------------------------------------------------------

COUNTED = {"numerators": [3, 5, 4, 6, 2, 5, 4] * 4, "denominators": [20, 25, 30, 22, 28, 24, 26] * 4}


def any_chart(kind: str, count: int = 28, **settings) -> charts.Chart:
    numerators, denominators = (part[:count] for part in COUNTED.values())
    values = None if kind in "pu" else numerators
    return chart(kind, values, numerators=numerators, denominators=denominators, **settings)


def test_the_kinds_are_those_that_a_set_can_choose():
    assert charts.KINDS == models.CHARTS
    assert tuple(charts.NAMES) == models.CHARTS


@pytest.mark.parametrize("kind", charts.KINDS)
def test_every_kind_has_the_same_columns_and_an_empty_chart_too(kind):
    columns = any_chart("xmr").points.dtypes
    empty = any_chart(kind, 0)
    pd.testing.assert_series_equal(any_chart(kind).points.dtypes, columns)
    pd.testing.assert_series_equal(empty.points.dtypes, columns)
    assert (len(empty.points), len(empty.table)) == (0, 0)
    assert (empty.assurance, empty.variation, empty.warning, empty.summary.points) == (None, None, None, 0)
    assert any_chart(kind).table.columns.tolist() == [
        *("date", "value", "mean", "lpl", "upl", "special_cause", "point_type"),
    ]


@pytest.mark.parametrize("kind", charts.KINDS)
def test_one_point_is_its_own_centre_and_nothing_stands_out(kind):
    drawn = any_chart(kind, 1)
    assert drawn.points["mean"].tolist() == pytest.approx(drawn.points["value"].tolist())
    assert drawn.variation == "common_cause"
    assert str(drawn.warning).startswith("There is only 1 point;")


@pytest.mark.parametrize("kind", charts.KINDS)
def test_a_rebased_chart_of_any_kind_is_its_parts_one_after_the_other(kind):
    whole = any_chart(kind, rebase=[days(28)[14]]).points
    half = any_chart(kind, 14).points
    later = half.assign(group=2, date=half["date"] + pd.Timedelta(days=14))
    pd.testing.assert_frame_equal(whole, pd.concat([half, later], ignore_index=True))


@pytest.mark.parametrize("kind", charts.KINDS)
def test_fixed_lines_of_any_kind_come_from_the_first_points_alone(kind):
    fixed = any_chart(kind, fix_after_n_points=14).points
    assert fixed["mean"].tolist() == pytest.approx([any_chart(kind, 14).points["mean"].iloc[0]] * 28)


@pytest.mark.parametrize("kind", charts.KINDS)
def test_places_without_a_value_are_left_out_on_any_kind(kind):
    numerators, denominators = COUNTED.values()
    values = None if kind in "pu" else [*numerators, None]
    drawn = chart(kind, values, numerators=[*numerators, None], denominators=[*denominators, None])
    pd.testing.assert_frame_equal(drawn.points, any_chart(kind).points)


@pytest.mark.parametrize(("kind", "met"), [("p", "consistent_fail"), ("c", "consistent_fail"), ("run", None)])
def test_the_last_limits_are_held_against_a_target(kind, met):
    assert any_chart(kind, target=90, improvement_direction="increase").assurance == met
    assert any_chart(kind, target=10, improvement_direction="neutral").assurance is None


# --- suggestions -------------------------------------------------------------------------------------------------

STEADY = [3, 5, 4, 6, 2, 5, 4] * 3
OUT_OF = [20, 25, 30, 22, 28, 24, 26] * 3


@pytest.mark.parametrize(
    ("data", "given_as", "kind", "words"),
    [
        ("a number", {"values": STEADY}, "xmr", "one value differs from the next"),
        (
            "a number",
            {"values": STEADY[:5]},
            "run",
            "There are only 5 points, and limits that can be relied on need 13",
        ),
        ("people", {}, "run", "There are no points yet"),
        ("days between", {"values": [4]}, "run", "There is only 1 point"),
        ("people out of people", {"numerators": STEADY, "denominators": OUT_OF}, "p", "follow each number of people"),
        ("people out of people", {"numerators": STEADY, "denominators": [20] * 21}, "p", "which is the same each time"),
        ("people out of people", {"values": STEADY}, "xmr", "not every one has a denominator above 0"),
        ("people out of people", {"numerators": STEADY, "denominators": [0, *OUT_OF[1:]]}, "xmr", "does without"),
        ("people out of people", {"numerators": [300, 700] * 10, "denominators": [1000] * 20}, "xmr", "too close"),
        ("people out of people", {"values": STEADY, "denominators": OUT_OF}, "xmr", "does without"),
        (
            "people out of people",
            {"values": STEADY, "numerators": [None, *STEADY[1:]], "denominators": OUT_OF},
            "xmr",
            "does without",
        ),
        ("events out of a number", {"numerators": STEADY, "denominators": OUT_OF}, "u", "follow each denominator"),
        ("events out of a number", {"numerators": [300, 700] * 10, "denominators": [9] * 20}, "xmr", "a u chart would"),
        ("events", {"values": STEADY}, "c", "as long as there is about as much room for it each time"),
        ("people", {"values": [10, 90] * 10}, "xmr", "the limits of a c chart would lie too close"),
        (
            "events",
            {"values": [0, 1, 0] * 6},
            "c",
            "Half of the values or more are 0: noting the days or cases from one event to the next instead",
        ),
        ("days between", {"values": DAYS_BETWEEN}, "t", "many are short and a few are very long"),
        ("days between", {"values": [0, *DAYS_BETWEEN]}, "g", "some are 0 days, which a t chart cannot take"),
        ("cases between", {"values": OPERATIONS}, "g", "how many cases passed between two events"),
        # Counts about 16 that step by 6.4: 1.42 times as much as chance alone; by 6.8: 1.51 times.
        ("events", {"values": [12.8, 19.2] * 7}, "c", "as much room"),
        ("events", {"values": [12.6, 19.4] * 7}, "xmr", "too close"),
        ("events", {"values": [0, 1] * 7}, "c", "Half of the values or more are 0"),
        ("people", {"values": [0] * 20}, "c", "Half of the values or more are 0"),
        (
            "people out of people",
            {"numerators": [0, 1, 0] * 6, "denominators": [30] * 18},
            "p",
            "noting the days or cases from one such person to the next instead",
        ),
        (
            "people out of people",
            {"numerators": [9] * 14, "denominators": [5] * 14},
            "xmr",
            "a numerator from 0 up to it",
        ),
        (
            "events out of a number",
            {"numerators": [-9] * 14, "denominators": [5] * 14},
            "xmr",
            "a numerator of 0 or more",
        ),
        ("events", {"values": [-1, 2] * 7}, "xmr", "some are below 0, which a c chart cannot take; an XmR chart can."),
        ("days between", {"values": [-1, 2] * 7}, "xmr", "some are below 0, which a g chart cannot take"),
    ],
)
def test_a_suggestion_says_which_chart_fits_and_why(data, given_as, kind, words):
    suggested = charts.suggest(data, **given_as)
    assert suggested.kind == kind
    assert words in suggested.why
    assert kind not in suggested.others
    assert set(suggested.others) < set(charts.KINDS)


def test_what_is_suggested_can_be_drawn_and_so_can_the_others():
    for data in models.DATA:
        apart = "between" in data
        given_as = {"values": DAYS_BETWEEN} if apart else {"numerators": STEADY, "denominators": OUT_OF}
        suggested = charts.suggest(data, **given_as)
        for kind in (suggested.kind, *suggested.others):
            assert chart(kind, **given_as).kind == kind


@pytest.mark.parametrize(
    ("data", "given_as", "others"),
    [
        ("a number", {"values": [1, 2]}, ("xmr",)),
        ("people out of people", {"values": [1, 2]}, ("xmr",)),
        ("people out of people", {"numerators": [1, 2], "denominators": [3, 4]}, ("p", "xmr")),
        ("people out of people", {"numerators": [1, 5], "denominators": [3, 4]}, ("xmr",)),
        ("events out of a number", {"numerators": [1, 5], "denominators": [3, 4]}, ("u", "xmr")),
        ("events", {"values": [1, -2]}, ("xmr",)),
        ("days between", {"values": [1, 2]}, ("t", "g", "xmr")),
        ("days between", {"values": [1, 0]}, ("g", "xmr")),
        ("cases between", {"values": [1, 0]}, ("g", "xmr")),
    ],
)
def test_of_few_points_only_what_can_be_drawn_is_offered_beside_a_run_chart(data, given_as, others):
    suggested = charts.suggest(data, **given_as)
    assert (suggested.kind, suggested.others) == ("run", others)
    for kind in others:
        assert chart(kind, **given_as).kind == kind


def test_unknown_data_are_refused_with_the_nearest_word():
    with pytest.raises(BadInput, match="‘event’ is not a kind of data that the workbench knows"):
        charts.suggest("event")
    with pytest.raises(BadInput, match="There are 2 values and 1 denominator; give one for each"):
        charts.suggest("people out of people", numerators=[1, 2], denominators=[3])
