"""The lines of an XmR chart, and what the rules mark against them: for one series, or for very many at once.

The constants are those of Wheeler & Chambers, *Understanding Statistical Process Control* (1992): 2.66 = 3 / 1.128, and
3.267 = the upper limit factor of a moving range of two.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from workbench.measures import rules
from workbench.measures.chart import ROUNDING, Chart
from workbench.measures.rules import Flags, Groups, Numbers
from workbench.measures.series import beginnings, position_in

LIMIT_FACTOR: Final = 2.66
SCREEN_FACTOR: Final = 3.267


class XmR(Chart):
    """An XmR chart; see `Chart` for what can be asked of it."""


def work_out(
    values: Numbers, group: Groups, *, fix_after_n_points: int | None, screen_outliers: bool
) -> dict[str, np.ndarray]:
    """The lines of each group and what the rules mark: one array a column, from `moving_range` to `shift`.

    `values` in date order, `group` numbers that never fall. The groups know nothing of one another, so many series
    can be worked out at once, each with groups of its own.
    """
    begins = beginnings(group)
    sizes = np.diff(begins, append=len(values))
    moving_range = np.abs(np.diff(values, prepend=np.nan))
    moving_range[begins] = np.nan

    def gathered(parts: np.ndarray, gather: np.ufunc = np.add) -> np.ndarray:
        return gather.reduceat(parts, begins) if len(begins) else np.zeros(0)

    def everywhere(each: np.ndarray) -> np.ndarray:
        return np.repeat(each, sizes)

    def mean_of(numbers: Numbers, which: Flags) -> Numbers:
        with np.errstate(invalid="ignore"):
            return gathered(np.where(which, numbers, 0.0)) / gathered(which.astype(np.float64))

    # One number a group from here on, until it is laid out again for every point.
    used = np.ones(len(values), dtype=bool)
    if fix_after_n_points is not None:
        used = position_in(group, begins) < fix_after_n_points
    # Measured from the first value of each group, so that values which never vary have exactly that mean.
    origin = values[begins]
    mean = origin + mean_of(values - everywhere(origin), used)
    ranged = used.copy()
    ranged[begins] = False
    mean_range = mean_of(moving_range, ranged)
    if screen_outliers:
        cut = np.where(mean_range == 0, np.inf, SCREEN_FACTOR * mean_range)
        mean_range = mean_of(moving_range, ranged & (moving_range < everywhere(cut)))
    reach = LIMIT_FACTOR * mean_range
    near = 2 * reach / 3
    slack = everywhere(ROUNDING * gathered(np.abs(values), np.maximum))

    centre, lower, upper = everywhere(mean), everywhere(mean - reach), everywhere(mean + reach)
    near_lower, near_upper = everywhere(mean - near), everywhere(mean + near)
    side = rules.side(values, centre, centre, slack)
    outside = rules.side(values, lower, upper, slack)
    close = rules.side(values, near_lower, near_upper, slack) * (outside == 0)
    return {
        "moving_range": moving_range,
        "mean": centre,
        "lpl": lower,
        "upl": upper,
        "near_lpl": near_lower,
        "near_upl": near_upper,
        "outside": outside,
        "trend": rules.trend(values, group),
        "two_in_three": rules.two_in_three(close, side, group),
        "shift": rules.shift(side, group),
    }
