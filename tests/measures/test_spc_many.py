"""Many XmR charts at once: each is the one that is drawn of it alone."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from workbench.errors import BadInput, NotFound
from workbench.measures import spc

DAY = date(2024, 1, 1)


def days(count: int) -> list[date]:
    return [DAY + timedelta(days=number) for number in range(count)]


VALUES = st.integers(-40, 40).map(float) | st.sampled_from([0.1, 1 / 3, 1e6 + 0.1]) | st.just(np.nan)
GRIDS = array_shapes(min_dims=2, max_dims=2, min_side=0, max_side=40).flatmap(
    lambda shape: arrays(np.float64, (shape[0] % 6, shape[1]), elements=VALUES, fill=st.just(5.0))
)
EACH = st.lists(st.tuples(st.sampled_from(spc.DIRECTIONS), st.none() | st.floats(-50, 50)), min_size=6, max_size=6)
SAME = st.fixed_dictionaries(
    {
        "rebase": st.lists(st.integers(0, 40).map(lambda number: DAY + timedelta(days=number)), max_size=3),
        "fix_after_n_points": st.sampled_from([None, 12, 15]),
        "screen_outliers": st.booleans(),
    }
)


@settings(max_examples=60, deadline=None)
@given(GRIDS, EACH, SAME, st.randoms())
def test_each_chart_is_exactly_the_one_that_is_drawn_of_its_series_alone(grid, each, same, random):
    dates = days(grid.shape[1])
    random.shuffle(dates)
    directions, targets = ([pair[place] for pair in each[: len(grid)]] for place in (0, 1))
    many = spc.xmr_many(grid, dates=dates, improvement_direction=directions, target=targets, **same)

    assert len(many) == len(grid)
    tables = []
    for number, row in enumerate(grid):
        alone = spc.xmr(row, dates=dates, improvement_direction=directions[number], target=targets[number], **same)
        pd.testing.assert_frame_equal(many[number].points, alone.points, check_exact=True)
        told = many.summary.loc[number]
        said = alone.summary
        assert (told["points"], told["groups"], told["variation"]) == (said.points, said.groups, said.variation)
        assert (told["rule"], told["assurance"]) == (said.rule, said.assurance)
        assert (many.variation[number], many.assurance[number]) == (alone.variation, alone.assurance)
        for name in ("last_value", "mean", "lpl", "upl"):
            known = getattr(said, name)
            assert np.isnan(told[name]) if known is None else told[name] == known
        assert (pd.NaT if said.first is None else pd.Timestamp(said.first)) is told["first"] or (
            told["first"].date() == said.first and told["last"].date() == said.last
        )
        tables.append(alone.table.assign(series=number))
    if tables:
        expected = pd.concat(tables, ignore_index=True)[many.table.columns.tolist()]
        found = many.table.astype({"special_cause": "str", "point_type": "str"})
        pd.testing.assert_frame_equal(found, expected, check_exact=True, check_dtype=False)


def test_a_frame_has_one_column_a_series_and_its_index_holds_the_dates():
    frame = pd.DataFrame({"Mill Lane": [3.0, 5, 4], "Harbour": [8, np.nan, 9]}, index=pd.DatetimeIndex(days(3)))
    many = spc.xmr_many(frame)

    assert list(many) == ["Mill Lane", "Harbour"]
    pd.testing.assert_frame_equal(many["Harbour"].points, spc.xmr([8, 9], dates=[days(3)[0], days(3)[2]]).points)
    expected = pd.DataFrame(
        {
            "points": [3, 2],
            "groups": [1, 1],
            "first": pd.to_datetime([DAY, DAY]).astype("datetime64[us]"),
            "last": pd.to_datetime([days(3)[2]] * 2).astype("datetime64[us]"),
            "last_value": [4.0, 9.0],
            "mean": [4.0, 8.5],
            "lpl": [4 - 2.66 * 1.5, 8.5 - 2.66],
            "upl": [4 + 2.66 * 1.5, 8.5 + 2.66],
            "variation": ["common_cause", "common_cause"],
            "rule": [None, None],
            "assurance": [None, None],
        },
        index=["Mill Lane", "Harbour"],
    )
    pd.testing.assert_frame_equal(many.summary, expected, check_dtype=False)


def test_without_dates_the_points_stay_in_the_order_given():
    many = spc.xmr_many([[3, 5, 4]])
    assert many[0].table["value"].tolist() == [3, 5, 4]
    assert many[0].table["date"].isna().all()
    assert many[0].summary.first is None


def test_no_series_and_no_points_give_no_rows():
    for nothing in (np.zeros((0, 5)), np.zeros((0, 0)), pd.DataFrame(), np.full((2, 3), np.nan)):
        many = spc.xmr_many(nothing)
        assert len(many.table) == 0
        assert many.summary["points"].tolist() == [0] * len(many)
        assert many.summary["variation"].tolist() == [None] * len(many)
    assert spc.xmr_many(np.full((2, 3), np.nan))[1].summary.points == 0


def test_one_direction_and_one_target_may_stand_for_all():
    many = spc.xmr_many(
        [[12, 10] * 6 + [20], [2, 1] * 6 + [9]], improvement_direction="decrease", target=50, fix_after_n_points=12
    )
    assert many.variation.tolist() == ["special_cause_concern"] * 2
    assert many.assurance.tolist() == ["consistent_pass"] * 2
    assert spc.xmr_many([[1, 2]], improvement_direction="increase", target=np.int64(50)).targets.tolist() == [50]


@pytest.mark.parametrize(
    ("values", "given_as", "words"),
    [
        ([1, 2, 3], {}, "The series have to be a table with one row each, not an array of 1 dimensions."),
        ([["many", 2]], {}, "One of the values is not a number"),
        ([[1, 2], [3, np.inf]], {}, "A value of ‘1’ is too large to chart"),
        ([[1, 2]], {"dates": days(3)}, "The series have 2 places and there are 3 dates"),
        ([[1, 2]], {"dates": [DAY, None]}, "Place 2 of the series has no date"),
        ([[1, 2]], {"rebase": [DAY]}, "The series have no dates, so they cannot be rebased on one"),
        ([[1, 2]], {"improvement_direction": ["increase", "decrease"]}, "There are 1 series and 2 directions"),
        ([[1, 2]], {"improvement_direction": "up"}, "The direction 'up' is not known"),
        ([[1, 2], [1, 2]], {"target": [1, np.inf]}, "The target inf is not a number"),
        ([[1, 2]], {"fix_after_n_points": 3}, "The lines cannot be fixed after 3 points"),
        ([[1, 2]], {"dates": days(2), "rebase": "2024-01-01"}, "The rebases have to be a list of dates"),
        (pd.DataFrame([[1, 2]], columns=["a", "a"]), {}, "Two series are called ‘a’"),
        ([[1j, 2]], {}, "One of the values is not a number (a date, a span of time or a complex number)"),
        (np.array([days(2)], dtype="datetime64[D]"), {}, "One of the values is not a number (a date,"),
        ([[1], [1, 2]], {}, "One of the values is not a number"),
        (
            pd.DataFrame({"practice": ["Elm", "Oak"], "calls": [1, 2]}),
            {},
            (
                "The column ‘practice’ holds text such as ‘Elm’, not the values of a series; leave it out, or lay a "
                "long table out first, one column a series, with .pivot(index=…, columns='practice', values=…)."
            ),
        ),
        (
            pd.DataFrame({"from": days(2), "to": days(2), "calls": [1, 2]}),
            {},
            "The column ‘to’ holds dates, not the values of a series; leave it out, and give the dates of all",
        ),
        (pd.DataFrame({"day": days(2), "calls": [1, 2]}), {"dates": days(2)}, "The column ‘day’ holds dates, not the"),
        (pd.DataFrame({"calls": [1j, 2]}), {}, "The series ‘calls’ holds complex numbers; give plain numbers."),
    ],
)
def test_what_cannot_be_charted_is_refused_with_a_sentence(values, given_as, words):
    with pytest.raises(BadInput) as refused:
        spc.xmr_many(values, **given_as)
    assert str(refused.value).startswith(words)


def test_the_one_column_of_dates_holds_the_dates():
    calls = [3.0, 1.0, 2.0]
    wanted = spc.xmr_many(pd.DataFrame({"calls": calls}), dates=days(3)).table
    periods = pd.PeriodIndex(days(3), freq="D")
    for held in (days(3), pd.DatetimeIndex(days(3)), periods):
        pd.testing.assert_frame_equal(spc.xmr_many(pd.DataFrame({"day": held, "calls": calls})).table, wanted)
    pd.testing.assert_frame_equal(spc.xmr_many(pd.DataFrame({"calls": calls}, index=periods)).table, wanted)


def test_many_charts_say_in_one_line_how_much_there_is():
    assert repr(spc.xmr_many([[1, 2, 1], [3, 4, 3]])) == "<Many: 2 XmR charts, 6 points; 0 last points stand out>"
    assert repr(spc.xmr_many([[12, 10] * 6 + [30]])) == "<Many: 1 XmR chart, 13 points; 1 last point stands out>"


def test_a_series_that_is_not_there_is_said_not_to_be():
    with pytest.raises(NotFound, match="There is no series ‘7’ here"):
        spc.xmr_many([[1, 2]])[7]
