"""XmR charts: a mean, limits of usual variation, and four rules that say which points stand out.

The rules are those of the NHS "Making Data Count" programme; the chart was first described by W. A. Shewhart,
the constants are Wheeler & Chambers, *Understanding Statistical Process Control* (1992): 2.66 = 3 / 1.128 and
3.267 = the upper limit factor of a moving range of two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.errors import BadInput

Direction = Literal["increase", "decrease", "neutral"]
DIRECTIONS: tuple[Direction, ...] = ("increase", "decrease", "neutral")
COMMON, IMPROVEMENT, CONCERN = "common cause", "improvement", "concern"
NEUTRAL_HIGH, NEUTRAL_LOW = "neutral high", "neutral low"
POINT_TYPES = (COMMON, IMPROVEMENT, CONCERN, NEUTRAL_HIGH, NEUTRAL_LOW)
RULES = ("outside", "trend", "2 in 3", "shift")
"""The four rules, strongest first: a point that meets several carries the first one's name."""

LIMIT_FACTOR = 2.66
SCREEN_FACTOR = 3.267
RUN = 7
FEWEST_FIXED = 12
FEWEST_POINTS = 13
LARGEST = 1e100
"""Beyond this a value is a mistake, and its sums would run over."""
_ROUNDING = 1e-12

Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a chart says in a handful of facts; see `summary`.

    `points`, `groups`: how many. `first`, `last`: dates of the first and last point. `last_value`, `mean`,
    `lpl`, `upl`: the last point and the lines that hold there, in the unit of the measure (limits None with
    one point). `variation`: point type of the last point. `rule`: the rule it meets, None if none.
    `assurance`: "consistently passes", "consistently fails", "inconsistent" or None. `short_groups`: numbers
    of the groups with fewer than 13 points; `warning`: one sentence about them, or None.
    """

    points: int
    groups: int
    first: date | None
    last: date | None
    last_value: float | None
    mean: float | None
    lpl: float | None
    upl: float | None
    variation: str | None
    rule: str | None
    assurance: str | None
    short_groups: tuple[int, ...]
    warning: str | None


def xmr(
    observations: pd.DataFrame | pd.Series | Iterable[tuple[Any, Any]],
    *,
    direction: str = "neutral",
    target: float | None = None,
    rebase: Iterable[Any] = (),
    fix_after_n_points: int | None = None,
    screen_outliers: bool = True,
) -> pd.DataFrame:
    """Work out an XmR chart: one row a point, in date order (points of one date stay in the order given).

    `observations`: a frame with columns `date` (or `observed_on`) and `value`, a series of values indexed by
    date, or pairs (date, value). `direction`: the way that counts as improvement, "increase", "decrease" or
    "neutral". `target`: a number that a standard sets, carried along for `summary`. `rebase`: dates; a new
    group of points, with lines of its own, starts with the first point on or after each.
    `fix_after_n_points` (12 or more): the lines of a group come from its first so many points.
    `screen_outliers`: leave out, once, moving ranges of 3.267 times their mean or more before limits are
    drawn.

    Columns: `date`; `value`; `group` (1, 2, …); `moving_range` (distance from the point before in the group,
    all points, NaN for the first); `mean`, `lpl`, `upl` (lower and upper limit: mean ∓ 2.66 mean moving
    range), `near_lpl`, `near_upl` (two thirds of the way out); `outside`, `trend`, `two_in_three`, `shift`
    (0 or −1 low or falling, +1 high or rising, whether or not another rule wins); `rule` ("" or one of
    `RULES`); `point_type` (one of `POINT_TYPES`); `direction`; `target` (NaN without one).

    A row without a value (None, NaN) is not a point and is left out; the points on either side then follow
    one another. No points give an empty frame with the same columns. One point in a group gives a mean and
    NaN limits. Values which never vary give limits equal to the mean and nothing stands out. Differences
    under a million millionth of the largest value in the group are rounding, and count as equal to a line.

    Raises `BadInput` for an unknown direction, fewer than 12 fixed points, a value that is not a finite
    number, or a value without a date.
    """
    _check(direction, target, fix_after_n_points)
    dates, values = _points(observations)
    group = _groups(dates, rebase)
    by_group = pd.Series(values).groupby(group)
    position = by_group.cumcount().to_numpy()
    moving_range = by_group.diff().abs().to_numpy(dtype=float)

    used = np.ones(len(values), dtype=bool) if fix_after_n_points is None else position < fix_after_n_points
    mean = _mean_by(group, np.where(used, values, np.nan))
    ranges = np.where(used, moving_range, np.nan)
    mean_range = _mean_by(group, ranges)
    if screen_outliers:
        kept = (ranges < SCREEN_FACTOR * mean_range) | (mean_range == 0)
        mean_range = _mean_by(group, np.where(kept, ranges, np.nan))
    reach = LIMIT_FACTOR * mean_range
    near = 2 * reach / 3

    slack = _ROUNDING * pd.Series(np.abs(values)).groupby(group).transform("max").to_numpy(dtype=float)
    side = _side(values, mean, mean, slack)
    outside = _side(values, mean - reach, mean + reach, slack)
    close = np.where(outside == 0, _side(values, mean - near, mean + near, slack), 0)
    step = np.where(np.isnan(moving_range), 0, np.sign(np.diff(values, prepend=np.nan)))[1:]

    trend = _trend(step, len(values))
    two_in_three = _each_way(lambda way: (close == way) & _two_in_three(close == way, side == way, group))
    shift = _each_way(lambda way: _members(_full(side == way, group, RUN), RUN, len(values)))

    # The first rule that holds names the point, and its sign decides which way the point stands out.
    flags = np.stack([outside, trend, two_in_three, shift])
    first = (flags != 0).argmax(axis=0)
    way = flags[first, np.arange(len(values))]
    return pd.DataFrame(
        {
            "date": dates,
            "value": values,
            "group": group,
            "moving_range": moving_range,
            "mean": mean,
            "lpl": mean - reach,
            "upl": mean + reach,
            "near_lpl": mean - near,
            "near_upl": mean + near,
            "outside": outside,
            "trend": trend,
            "two_in_three": two_in_three,
            "shift": shift,
            "rule": pd.Series(np.where(way == 0, "", np.array(RULES)[first]), dtype="str"),
            "point_type": pd.Series(_point_types(way, direction), dtype="str"),
            "direction": pd.Series([direction] * len(values), dtype="str"),
            "target": np.full(len(values), np.nan if target is None else float(target)),
        }
    )


def summary(chart: pd.DataFrame) -> Summary:
    """Say what a chart of `xmr` shows: the variation of the last point, assurance, and groups that are short.

    Assurance compares the last limits with the target: beyond the better limit the target is consistently
    missed, beyond the other one consistently met, otherwise (also exactly on a limit) inconsistent. It is
    None without a target, without limits, or when the direction is neutral. It is meant for a standard, not
    for an ambition. An empty chart gives 0 points and None everywhere else. Source: NHS England, "Making
    Data Count".
    """
    if chart.empty:
        return Summary(0, 0, None, None, None, None, None, None, None, None, None, (), None)
    last = chart.iloc[-1]
    sizes = chart.groupby("group").size()
    short = tuple(int(number) for number in sizes.index[sizes < FEWEST_POINTS])
    return Summary(
        points=len(chart),
        groups=len(sizes),
        first=chart["date"].iloc[0].date(),
        last=last["date"].date(),
        last_value=float(last["value"]),
        mean=float(last["mean"]),
        lpl=_known(last["lpl"]),
        upl=_known(last["upl"]),
        variation=str(last["point_type"]),
        rule=str(last["rule"]) or None,
        assurance=_assurance(last),
        short_groups=short,
        warning=_warning(sizes, short),
    )


def _check(direction: str, target: float | None, fix_after_n_points: int | None) -> None:
    if direction not in DIRECTIONS:
        near = get_close_matches(str(direction), DIRECTIONS, n=1)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        raise BadInput(f"The direction '{direction}' is not known; use increase, decrease or neutral.{hint}")
    if target is not None and not np.isfinite(target):
        raise BadInput(f"The target {target} is not a number; give a number, or leave it out.")
    if fix_after_n_points is not None and fix_after_n_points < FEWEST_FIXED:
        raise BadInput(
            f"The lines cannot be fixed after {fix_after_n_points} points; "
            f"choose {FEWEST_FIXED} or more, or let them use every point."
        )


def _points(
    observations: pd.DataFrame | pd.Series | Iterable[tuple[Any, Any]],
) -> tuple[pd.Series, Numbers]:
    """Dates and values of the observations that have a value, in date order."""
    if isinstance(observations, pd.Series):
        raw_dates, raw_values = list(observations.index), list(observations)
    elif isinstance(observations, pd.DataFrame):
        named = next(
            (name for name in ("date", "observed_on") if name in observations.columns),
            None,
        )
        if named is None or "value" not in observations.columns:
            found = ", ".join(str(name) for name in observations.columns) or "none"
            raise BadInput(f"A chart needs the columns 'date' and 'value'; the columns found are: {found}.")
        raw_dates, raw_values = list(observations[named]), list(observations["value"])
    else:
        pairs = list(observations)
        raw_dates, raw_values = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    try:
        values = pd.Series(pd.to_numeric(pd.Series(raw_values, dtype=object)), dtype=float)
    except (TypeError, ValueError) as error:
        raise BadInput(f"One of the values is not a number ({error}); mend it, or leave the value empty.") from error
    dates = _days(raw_dates)
    present = values.notna()
    values, dates = values[present], dates[present]
    if (values.abs() > LARGEST).any():
        raise BadInput("One of the values is too large to chart; mend it, or leave the value empty.")
    if dates.isna().any():
        missing = float(values[dates.isna()].iloc[0])
        raise BadInput(f"The value {missing:g} has no date; give it one, or remove it.")
    dates = dates.sort_values(kind="stable")
    return dates.reset_index(drop=True), np.asarray(values.loc[dates.index], dtype=np.float64)


def _days(raw: Iterable[Any]) -> pd.Series:
    """Dates, datetimes or ISO text as timestamps; None stays missing. Numbers are no dates: refused."""
    given = pd.Series(list(raw), dtype=object)
    known = given.notna()
    numeric = given.map(lambda item: isinstance(item, (int, float, np.number))).astype(bool)
    try:
        dates = pd.Series(pd.to_datetime(given.mask(numeric), format="ISO8601", errors="coerce"))
        dates = dates.dt.tz_localize(None).astype("datetime64[us]")
    except (TypeError, ValueError, AttributeError) as error:
        raise BadInput("The dates mix time zones; give plain dates like 2025-03-01.") from error
    unread = given[known & dates.isna()]
    if len(unread):
        raise BadInput(f"The date '{unread.iloc[0]}' cannot be read; write dates like 2025-03-01.")
    return dates


def _groups(dates: pd.Series, rebase: Iterable[Any]) -> NDArray[np.int64]:
    """Group numbers 1, 2, …: a new one starts with the first point on or after each rebase date."""
    starts = np.sort(_days(rebase).to_numpy())
    passed = np.searchsorted(starts, dates.to_numpy(), side="right")
    return np.cumsum(np.diff(passed, prepend=passed[:1] - 1) > 0).astype(np.int64)


def _mean_by(group: NDArray[np.int64], values: Numbers) -> Numbers:
    """The mean of each group's known values, at every point of the group; NaN where none is known."""
    return pd.Series(values).groupby(group).transform("mean").to_numpy(dtype=float)


def _side(values: Numbers, low: Numbers, high: Numbers, slack: Numbers) -> NDArray[np.int64]:
    """−1 strictly below `low`, +1 strictly above `high`, else 0 (also where a line is unknown)."""
    return (values > high + slack).astype(np.int64) - (values < low - slack).astype(np.int64)


def _each_way(flagged: Any) -> NDArray[np.int64]:
    """+1 where `flagged(1)`, −1 where `flagged(-1)`: the two never hold at one point."""
    return flagged(1).astype(np.int64) - flagged(-1).astype(np.int64)


def _full(flags: Flags, group: NDArray[np.int64], length: int) -> Flags:
    """For each window of `length` points, by its first point: all flagged, and all in one group."""
    if len(flags) < length:
        return np.zeros(0, dtype=bool)
    whole = np.lib.stride_tricks.sliding_window_view(flags, length).all(axis=1)
    return whole & (group[length - 1 :] == group[: len(group) - length + 1])


def _members(windows: Flags, length: int, points: int) -> Flags:
    """The points that lie in at least one of the windows marked by their first point."""
    if not len(windows):
        return np.zeros(points, dtype=bool)
    return np.convolve(windows, np.ones(length, dtype=np.int64)) > 0


def _trend(step: Numbers, points: int) -> NDArray[np.int64]:
    """Seven points that rise, or fall, six times in a row. `step`: sign of each difference, 0 between groups.

    A turning point that a rise and a fall share takes the slope on its right.
    """
    if points < RUN:
        return np.zeros(points, dtype=np.int64)
    windows = np.lib.stride_tricks.sliding_window_view(step, RUN - 1)
    rising = _members((windows == 1).all(axis=1), RUN, points)
    falling = _members((windows == -1).all(axis=1), RUN, points)
    right = np.append(step, 0)
    return np.where(rising & falling, right, rising.astype(np.int64) - falling.astype(np.int64)).astype(np.int64)


def _two_in_three(close: Flags, same_side: Flags, group: NDArray[np.int64]) -> Flags:
    """The points of windows of three, all on one side of the mean, at least two close to the limit."""
    one_side = _full(same_side, group, 3)
    if not len(one_side):
        return np.zeros(len(close), dtype=bool)
    enough = np.lib.stride_tricks.sliding_window_view(close, 3).sum(axis=1) >= 2
    return _members(one_side & enough, 3, len(close))


def _point_types(way: NDArray[np.int64], direction: str) -> NDArray[np.str_]:
    high, low = {
        "increase": (IMPROVEMENT, CONCERN),
        "decrease": (CONCERN, IMPROVEMENT),
        "neutral": (NEUTRAL_HIGH, NEUTRAL_LOW),
    }[direction]
    return np.select([way > 0, way < 0], [high, low], default=COMMON)


def _known(number: Any) -> float | None:
    return None if pd.isna(number) else float(number)


def _assurance(last: pd.Series) -> str | None:
    if last["direction"] == "neutral" or pd.isna(last["target"]) or pd.isna(last["upl"]):
        return None
    rising = last["direction"] == "increase"
    slack = _ROUNDING * max(abs(last["target"]), abs(last["mean"]))
    if last["target"] > last["upl"] + slack:
        return "consistently fails" if rising else "consistently passes"
    if last["target"] < last["lpl"] - slack:
        return "consistently passes" if rising else "consistently fails"
    return "inconsistent"


def _warning(sizes: pd.Series, short: tuple[int, ...]) -> str | None:
    if not short:
        return None
    if len(sizes) == 1:
        count = int(sizes.iloc[0])
        what = f"There {'is only 1 point' if count == 1 else f'are only {count} points'}"
    elif len(short) == 1:
        count = int(sizes.loc[short[0]])
        what = f"Part {short[0]} of the chart has only {count} point{'' if count == 1 else 's'}"
    else:
        parts = ", ".join(str(number) for number in short[:-1]) + f" and {short[-1]}"
        what = f"Parts {parts} of the chart have fewer than {FEWEST_POINTS} points"
    return f"{what}; with {FEWEST_POINTS} or more the lines can be relied on, until then they may still move."
