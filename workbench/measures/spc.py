"""XmR charts: a mean, limits of usual variation, and four rules that say which points stand out.

The rules are those of the NHS "Making Data Count" programme; the chart was first described by W. A. Shewhart,
the constants are Wheeler & Chambers, *Understanding Statistical Process Control* (1992): 2.66 = 3 / 1.128 and
3.267 = the upper limit factor of a moving range of two.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import pandas as pd

from workbench.measures import rules
from workbench.measures.chart import (
    COMMON,
    CONCERN,
    DIRECTIONS,
    FEWEST_POINTS,
    IMPROVEMENT,
    NEUTRAL_HIGH,
    NEUTRAL_LOW,
    POINT_TYPES,
    ROUNDING,
    Chart,
    Direction,
    Summary,
    point_types,
    summary,
)
from workbench.measures.rules import RULES, RUN, Numbers, Ways
from workbench.measures.series import FEWEST_FIXED, check_settings, groups_of, points_of

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
    "Summary",
    "XmR",
    "summary",
    "xmr",
]

LIMIT_FACTOR: Final = 2.66
SCREEN_FACTOR: Final = 3.267


class XmR(Chart):
    """An XmR chart; see `Chart` for what can be asked of it."""


def xmr(
    values: Iterable[Any],
    *,
    dates: Iterable[Any],
    improvement_direction: str = "neutral",
    target: float | None = None,
    rebase: Iterable[Any] = (),
    fix_after_n_points: int | None = None,
    screen_outliers: bool = True,
) -> XmR:
    """Work out an XmR chart of values, each with its date.

    `values`: numbers (a list, an array, a series); None or NaN where there is none. `dates`: as many; dates,
    timestamps or ISO text. Points are put in date order; those of one date stay in the order given.
    `improvement_direction`: the way that counts as improvement, "increase", "decrease" or "neutral". `target`: a
    number that a standard sets, for `.assurance`. `rebase`: dates; a new group of points, with lines of its own,
    starts with the first point on or after each. `fix_after_n_points` (12 or more): the lines of a group come from
    its first so many points. `screen_outliers`: leave out, once, moving ranges of 3.267 times their mean or more
    before limits are drawn.

    In `.points`, `moving_range` is the distance from the point before in the group (all points, NaN for the first);
    the limits are the mean ∓ 2.66 times the mean moving range, and all four rules hold.

    A place without a value is not a point and is left out; the points on either side then follow one another. No
    points give an empty chart with the same columns. One point in a group gives a mean and NaN limits. Values which
    never vary give limits equal to the mean and nothing stands out. Differences under a million millionth of the
    largest value in the group are rounding, and count as equal to a line.

    Raises `BadInput` if there are more values than dates or fewer, for an unknown direction, fewer than 12 fixed
    points, a value that is not a finite number, or a value without a date.
    """
    check_settings(improvement_direction, target, fix_after_n_points)
    days, numbers = points_of(values, dates)
    group = groups_of(days, rebase)
    worked = work_out(numbers, group, fix_after_n_points=fix_after_n_points, screen_outliers=screen_outliers)
    first, way = rules.first_of(np.stack([worked[rules.COLUMN_OF[name]] for name in RULES]))
    return XmR(
        "xmr",
        pd.DataFrame(
            {
                "date": days,
                "value": numbers,
                "group": group,
                **worked,
                "rule": pd.Series(np.where(way == 0, "", np.array(RULES)[first]), dtype="str"),
                "point_type": pd.Series(point_types(way, improvement_direction), dtype="str"),
                "direction": pd.Series([improvement_direction] * len(numbers), dtype="str"),
                "target": np.full(len(numbers), np.nan if target is None else float(target)),
            }
        ),
    )


def work_out(
    values: Numbers, group: Ways, *, fix_after_n_points: int | None, screen_outliers: bool
) -> dict[str, np.ndarray]:
    """The lines of each group and what the rules mark: one array a column, from `moving_range` to `shift`.

    `values` in date order, `group` numbers that never fall. The groups know nothing of one another, so many series
    can be worked out at once, each with groups of its own.
    """
    begins = np.flatnonzero(np.diff(group, prepend=group[:1] - 1))
    sizes = np.diff(begins, append=len(values))

    def over(parts: np.ndarray, gather: np.ufunc = np.add) -> np.ndarray:
        """One number a group, at every point of the group."""
        return np.repeat(gather.reduceat(parts, begins), sizes) if len(begins) else np.zeros(0, dtype=parts.dtype)

    def mean_of(numbers: Numbers, which: np.ndarray) -> Numbers:
        with np.errstate(invalid="ignore"):
            return over(np.where(which, numbers, 0.0)) / over(which.astype(np.float64))

    position = np.arange(len(values)) - np.repeat(begins, sizes)
    moving_range = np.abs(np.diff(values, prepend=np.nan))
    moving_range[begins] = np.nan

    used = np.ones(len(values), dtype=bool) if fix_after_n_points is None else position < fix_after_n_points
    # Measured from the first value of each group, so that values which never vary have exactly that mean.
    origin = np.repeat(values[begins], sizes)
    mean = origin + mean_of(values - origin, used)
    ranged = used & (position > 0)
    mean_range = mean_of(moving_range, ranged)
    if screen_outliers:
        kept = ranged & ((moving_range < SCREEN_FACTOR * mean_range) | (mean_range == 0))
        mean_range = mean_of(moving_range, kept)
    reach = LIMIT_FACTOR * mean_range
    near = 2 * reach / 3

    slack = ROUNDING * over(np.abs(values), np.maximum)
    side = rules.side(values, mean, mean, slack)
    outside = rules.side(values, mean - reach, mean + reach, slack)
    close = np.where(outside == 0, rules.side(values, mean - near, mean + near, slack), 0)
    return {
        "moving_range": moving_range,
        "mean": mean,
        "lpl": mean - reach,
        "upl": mean + reach,
        "near_lpl": mean - near,
        "near_upl": mean + near,
        "outside": outside,
        "trend": rules.trend(values, group),
        "two_in_three": rules.two_in_three(close, side, group),
        "shift": rules.shift(side, group),
    }
