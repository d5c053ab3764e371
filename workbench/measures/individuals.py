"""The lines of an XmR chart, and what the rules mark against them: for one series, or for very many at once.

The constants are those of Wheeler & Chambers, *Understanding Statistical Process Control* (1992): 2.66 = 3 / 1.128, and
3.267 = the upper limit factor of a moving range of two.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from workbench.measures import rules
from workbench.measures.chart import ROUNDING, Chart
from workbench.measures.rules import Groups, Numbers
from workbench.measures.series import beginnings, over_groups, position_in

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
    position = position_in(group, begins)
    moving_range = np.abs(np.diff(values, prepend=np.nan))
    moving_range[begins] = np.nan

    def mean_of(numbers: Numbers, which: np.ndarray) -> Numbers:
        with np.errstate(invalid="ignore"):
            return over_groups(np.where(which, numbers, 0.0), begins) / over_groups(which.astype(np.float64), begins)

    used = np.ones(len(values), dtype=bool) if fix_after_n_points is None else position < fix_after_n_points
    # Measured from the first value of each group, so that values which never vary have exactly that mean.
    origin = values[np.arange(len(values)) - position]
    mean = origin + mean_of(values - origin, used)
    ranged = used & (position > 0)
    mean_range = mean_of(moving_range, ranged)
    if screen_outliers:
        kept = ranged & ((moving_range < SCREEN_FACTOR * mean_range) | (mean_range == 0))
        mean_range = mean_of(moving_range, kept)
    reach = LIMIT_FACTOR * mean_range
    near = 2 * reach / 3

    slack = ROUNDING * over_groups(np.abs(values), begins, np.maximum)
    side = rules.side(values, mean, mean, slack)
    outside = rules.side(values, mean - reach, mean + reach, slack)
    close = rules.side(values, mean - near, mean + near, slack) * (outside == 0)
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
