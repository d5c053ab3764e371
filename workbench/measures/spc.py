"""XmR charts: a mean, limits of usual variation, and four rules that say which points stand out.

The rules are those of the NHS "Making Data Count" programme; the chart was first described by W. A. Shewhart, its
constants are in `individuals`. What every chart can be asked is in `chart`, and further kinds of chart in `charts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from workbench.measures.chart import (
    COMMON,
    CONCERN,
    DIRECTIONS,
    FEWEST_POINTS,
    IMPROVEMENT,
    NEUTRAL_HIGH,
    NEUTRAL_LOW,
    POINT_TYPES,
    Direction,
    Summary,
    summary,
)
from workbench.measures.individuals import XmR, work_out
from workbench.measures.many import Many, draw_many
from workbench.measures.noting import noted
from workbench.measures.rules import RULES, RUN
from workbench.measures.series import FEWEST_FIXED, Series, Settings, series_of

__all__ = [
    "COMMON",
    "CONCERN",
    "DIRECTIONS",
    "FEWEST_FIXED",
    "FEWEST_POINTS",
    "IMPROVEMENT",
    "NEUTRAL_HIGH",
    "NEUTRAL_LOW",
    "POINT_TYPES",
    "RULES",
    "RUN",
    "Direction",
    "Many",
    "Summary",
    "XmR",
    "summary",
    "xmr",
    "xmr_many",
]


def xmr(
    values: Iterable[Any],
    *,
    dates: Iterable[Any] | None = None,
    improvement_direction: str = "neutral",
    target: float | None = None,
    rebase: Iterable[Any] = (),
    fix_after_n_points: int | None = None,
    screen_outliers: bool = True,
) -> XmR:
    """Work out an XmR chart of values, each with its date.

    `values`: numbers (a list, an array, a series); None or NaN where there is none. `dates`: as many; dates,
    timestamps, pandas Periods or ISO text; left out, the index of a series that holds dates. A moment with a time
    zone is the day in its own zone, and has to be midnight there. Points are put in date order; those of one date
    stay in the order given. `improvement_direction`: the way that counts as improvement, "increase", "decrease" or
    "neutral". `target`: a number that a standard sets, for `.assurance`. `rebase`: dates; a new group of points,
    with lines of its own, starts with the first point on or after each. `fix_after_n_points` (12 or more): the
    lines of a group come from its first so many points. `screen_outliers`: leave out, once, moving ranges of 3.267
    times their mean or more before limits are drawn.

    In `.points`, `moving_range` is the distance from the point before in the group (all points, NaN for the first);
    the limits are the mean ∓ 2.66 times the mean moving range, and all four rules hold.

    A place without a value is not a point and is left out; the points on either side then follow one another. No
    points give an empty chart with the same columns. One point in a group gives a mean and NaN limits. Values which
    never vary give limits equal to the mean and nothing stands out. Differences under a million millionth of the
    largest value in the group are rounding, and count as equal to a line. `.notes` tell of a rebase that parts no
    points, and of more fixed points than there are.

    Raises `BadInput` if there are more values than dates or fewer, for an unknown direction, fewer than 12 fixed
    points, a value that is not a finite number, a value without a date, or no dates at all.
    """
    settings = Settings(
        improvement_direction=improvement_direction,
        target=target,
        rebase=rebase,
        fix_after_n_points=fix_after_n_points,
        screen_outliers=screen_outliers,
    )
    series = series_of(values, dates, settings)
    return noted(drawn(series, settings), series, settings)


def xmr_many(
    values: pd.DataFrame | np.ndarray | Sequence[Sequence[float]],
    *,
    dates: Iterable[Any] | None = None,
    improvement_direction: str | Sequence[str] = "neutral",
    target: float | Sequence[float | None] | None = None,
    rebase: Iterable[Any] = (),
    fix_after_n_points: int | None = None,
    screen_outliers: bool = True,
) -> Many:
    """Work out the XmR charts of many series at once: each exactly as `xmr` does, thousands of times as fast.

    `values`: an array with one row a series and one column a point, or a frame with one column a series and one row
    a point; NaN where a series has no value. `dates`: those of the points, the same for all series; left out, they
    are the index of the frame if that holds dates, or its one column of dates, and else missing.
    `improvement_direction` and `target`: one for all series, or one for each. The other settings are those of
    `xmr`, for all series.

    `many[name]` is one of the charts (an array's series are numbered from 0), `many.summary` has one row a series and
    `many.table` one row a point; `many.variation` and `many.assurance` are columns of the summary. No series give no
    rows.

    Raises `BadInput` for what `xmr` refuses, for anything but a table, a column of text or of further dates, for
    two series of one name, or for a rebase without dates.
    """
    return draw_many(
        values,
        dates=dates,
        improvement_direction=improvement_direction,
        target=target,
        rebase=rebase,
        fix_after_n_points=fix_after_n_points,
        screen_outliers=screen_outliers,
    )


def drawn(series: Series, settings: Settings) -> XmR:
    """The XmR chart of points that were read already."""
    worked = work_out(
        series.values,
        series.group,
        fix_after_n_points=settings.fix_after_n_points,
        screen_outliers=settings.screen_outliers,
    )
    points = series.points(worked, settings)
    return XmR("xmr", points)
