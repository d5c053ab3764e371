"""The four rules that say which points of a chart stand out, and what each of them is called.

They are those of the NHS "Making Data Count" programme. Every function takes flat arrays with one place a point, in
date order, and `group`, whose numbers never fall: a rule never joins points of two groups. What comes back is −1 (low,
or falling), +1 (high, or rising) or 0 for each point.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Groups = NDArray[np.int64]
Ways = NDArray[np.int8]
"""−1, 0 or +1 for each point. Small numbers, because there may be a million points."""

RULES: Final = ("outside", "trend", "2 in 3", "shift")
"""The four rules, strongest first: a point that meets several carries the first one's name."""
COLUMN_OF: Final = {"outside": "outside", "trend": "trend", "2 in 3": "two_in_three", "shift": "shift"}
"""The column of a chart's points that holds each rule."""
RUN: Final = 7
COMMON_CAUSE: Final = "Common Cause"
CAUSES: Final = {
    "outside": ("Above UCL", "Below LCL"),
    "trend": ("7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"),
    "2 in 3": ("2 in 3 Above CL", "2 in 3 Below CL"),
    "shift": ("7 Points Above CL", "7 Points Below CL"),
}
"""What a point that a rule names is called: high or rising, low or falling."""


def side(values: Numbers, low: Numbers, high: Numbers, slack: Numbers) -> Ways:
    """−1 strictly below `low`, +1 strictly above `high`, else 0 (also where a line is unknown).

    Differences up to `slack` are rounding, and count as equal.
    """
    return _less(values > high + slack, values < low - slack)


def trend(values: Numbers, group: Groups) -> Ways:
    """Seven points that rise, or fall, six times in a row; an equal value breaks it, and all seven are marked.

    A turning point that a rise and a fall share takes the slope on its right.
    """
    points = len(values)
    if points < RUN:
        return np.zeros(points, dtype=np.int8)
    together = group[1:] == group[:-1]
    step = _less((values[1:] > values[:-1]) & together, (values[1:] < values[:-1]) & together)
    rising, falling = (members(_all_of(step == way, RUN - 1), RUN, points) for way in (1, -1))
    right = np.append(step, np.int8(0))
    return np.where(rising & falling, right, _less(rising, falling))


def two_in_three(close: Ways, side_of_mean: Ways, group: Groups) -> Ways:
    """At least two of three points in a row close to the limit, and all three on one side of the mean.

    `close` is the side on which a point lies between the near limit and the limit. Only the points that are close
    are marked.
    """

    def marked(way: int) -> Flags:
        near = close == way
        windows = _within_a_group(_all_of(side_of_mean == way, 3), group, 3)
        if len(windows):
            windows &= (near[:-2] & near[1:-1]) | (near[:-2] & near[2:]) | (near[1:-1] & near[2:])
        return near & members(windows, 3, len(near))

    return _each_way(marked)


def shift(side_of_mean: Ways, group: Groups) -> Ways:
    """Seven points in a row strictly on one side of the mean; a point on it breaks the run, and all are marked."""

    def marked(way: int) -> Flags:
        windows = _within_a_group(_all_of(side_of_mean == way, RUN), group, RUN)
        return members(windows, RUN, len(group))

    return _each_way(marked)


def first_of(flags: NDArray[np.signedinteger]) -> tuple[NDArray[np.intp], NDArray[np.signedinteger]]:
    """For each point the number of the first rule that holds, and its way: 0 and 0 where none does.

    `flags` has one row a rule, in the order of `RULES`.
    """
    first = (flags != 0).argmax(axis=0)
    return first, flags[first, np.arange(flags.shape[1])]


def members(windows: Flags, length: int, points: int) -> Flags:
    """The points that lie in at least one of the windows marked by their first point."""
    found = np.zeros(points, dtype=bool)
    for late in range(length):
        found[late : late + len(windows)] |= windows
    return found


def _all_of(flags: Flags, length: int) -> Flags:
    """For each window of `length` places, by its first: whether all are flagged. None with fewer places."""
    count = max(len(flags) - length + 1, 0)
    whole = np.ones(count, dtype=bool)
    for late in range(length):
        whole &= flags[late : late + count]
    return whole


def _within_a_group(windows: Flags, group: Groups, length: int) -> Flags:
    return windows & (group[length - 1 :] == group[: len(windows)])


def _each_way(marked: Callable[[int], Flags]) -> Ways:
    """+1 where `marked(1)`, −1 where `marked(-1)`: the two never hold at one point."""
    return _less(marked(1), marked(-1))


def _less(high: Flags, low: Flags) -> Ways:
    """+1 where `high`, −1 where `low`."""
    return high.view(np.int8) - low.view(np.int8)
