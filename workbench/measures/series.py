"""What goes into a chart: values and their dates, checked and put in order, and the groups that rebases make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from numbers import Real
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.errors import BadInput
from workbench.measures.chart import DIRECTIONS, ROUNDING, points_frame
from workbench.measures.columns import dates_from, days_of, numbers_of
from workbench.measures.rules import Flags, Groups, Numbers
from workbench.words import long_date

FEWEST_FIXED: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What every chart can be told; see `spc.xmr`. Raises `BadInput` for what cannot be.

    That is an unknown direction, a target that is no number, a rebase that is no list of dates, or a number of fixed
    points that is not whole or under 12.
    """

    improvement_direction: str = "neutral"
    target: float | None = None
    rebase: Iterable[Any] = ()
    fix_after_n_points: int | None = None
    screen_outliers: bool = True

    def __post_init__(self) -> None:
        direction, fixed = self.improvement_direction, self.fix_after_n_points
        if direction not in DIRECTIONS:
            near = get_close_matches(str(direction), DIRECTIONS, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise BadInput(f"The direction '{direction}' is not known; use increase, decrease or neutral.{hint}")
        if self.target is not None and not _finite(self.target):
            raise BadInput(f"The target {self.target} is not a number; give a number, or leave it out.")
        if isinstance(self.rebase, str) or not isinstance(self.rebase, Iterable):
            raise BadInput(f"The rebases have to be a list of dates, not ‘{self.rebase}’ alone; put it into a list.")
        object.__setattr__(self, "rebase", tuple(self.rebase))
        if fixed is not None and not isinstance(fixed, int | np.integer):
            raise BadInput(f"The lines cannot be fixed after {fixed} points; choose a whole number.")
        if fixed is not None and fixed < FEWEST_FIXED:
            raise BadInput(
                f"The lines cannot be fixed after {fixed} points; "
                f"choose {FEWEST_FIXED} or more, or let them use every point."
            )


@dataclass(frozen=True, slots=True)
class Series:
    """The points that a chart is drawn of, in date order: `days`, `values`, and what the values came from.

    `numerators` and `denominators` are there where the values are `per` times the one over the other. `begins` are
    the places at which the groups begin, and `used` the points from which the lines are drawn.
    """

    days: pd.Series
    values: Numbers
    numerators: Numbers | None
    denominators: Numbers | None
    per: float
    group: Groups
    begins: NDArray[np.intp]
    used: Flags

    def over(self, parts: np.ndarray, gather: np.ufunc = np.add) -> np.ndarray:
        """One number a group, from all its points, at every point of the group."""
        return over_groups(parts, self.begins, gather)

    @property
    def slack(self) -> Numbers:
        """The difference that is rounding, at every point."""
        return ROUNDING * self.over(np.abs(self.values), np.maximum)

    def points(self, worked: Mapping[str, np.ndarray], settings: Settings) -> pd.DataFrame:
        """The points of a chart from what it worked out; see `chart.points_frame`."""
        direction, target = settings.improvement_direction, settings.target
        return points_frame(self.days, self.values, self.group, worked, direction=direction, target=target)


def over_groups(parts: np.ndarray, begins: NDArray[np.intp], gather: np.ufunc = np.add) -> np.ndarray:
    """One number a group, gathered from all its points, at every point of the group."""
    if not len(begins):
        return np.zeros(0, dtype=parts.dtype)
    return np.repeat(gather.reduceat(parts, begins), np.diff(begins, append=len(parts)))


def beginnings(group: Groups) -> NDArray[np.intp]:
    """The places at which the groups begin."""
    return np.flatnonzero(np.diff(group, prepend=group[:1] - 1))


def position_in(group: Groups, begins: NDArray[np.intp]) -> NDArray[np.intp]:
    """For each point how many come before it in its group."""
    return np.arange(len(group)) - np.repeat(begins, np.diff(begins, append=len(group)))


def series_of(
    values: Iterable[Any] | None,
    dates: Iterable[Any] | None,
    settings: Settings,
    *,
    numerators: Iterable[Any] | None = None,
    denominators: Iterable[Any] | None = None,
    per: float = 100.0,
) -> Series:
    """The points in date order, in groups; points of one date stay in the order given.

    Without `values` they are `per` times the numerators over the denominators, or the numerators where there are no
    denominators; with values and denominators alone, the numerators are what gives those values. Numerators or
    denominators that are missing everywhere count as none. Without `dates` they are the index of a series. A place
    without a value is no point and is left out. Raises `BadInput` if there are no dates, more values than dates or
    fewer, for a value that is not a finite number, a date that cannot be read, a value without a date, a `per` that
    is not above 0, or a value that would need a denominator that is missing or not above 0.
    """
    if not (_finite(per) and per > 0):
        raise BadInput(f"A rate cannot be given per {per}; choose a number above 0, such as 100.")
    if values is numerators is None:
        raise BadInput("There are no values; give a list of numbers, which may be empty.")
    days = days_of(dates_from(dates, values, numerators, denominators))
    given = None if values is None else _as_many(numbers_of(values), days, "value")
    upper, lower = (
        None if part is None else _as_many(numbers_of(part, f"{what}s"), days, what)
        for part, what in ((numerators, "numerator"), (denominators, "denominator"))
    )
    upper, lower = (None if part is None or np.isnan(part).all() else part for part in (upper, lower))
    if given is not None and lower is not None and upper is None:
        upper = given * lower / per
    told = given if given is not None else upper if upper is not None else np.full(len(days), np.nan)
    present = np.flatnonzero(~np.isnan(told))
    undated = days.iloc[present].isna().to_numpy()
    if undated.any():
        raise BadInput(f"The value {told[present][undated][0]:g} has no date; give it one, or remove it.")
    order = present[np.argsort(days.to_numpy()[present], kind="stable")]
    days = days.iloc[order].reset_index(drop=True)
    told, upper, lower = (None if part is None else part[order] for part in (told, upper, lower))
    if given is None and upper is not None and lower is not None:
        check_denominators(days, lower)
        told = per * upper / lower
    numbers = np.zeros(0) if told is None else told
    group = groups_of(days, settings.rebase)
    begins = beginnings(group)
    fixed = settings.fix_after_n_points
    used = np.ones(len(numbers), dtype=bool) if fixed is None else position_in(group, begins) < fixed
    return Series(days, numbers, upper, lower, per, group, begins, used)


def check_denominators(days: pd.Series, denominators: Numbers) -> None:
    """Raise `BadInput`, with the day, for a denominator that is missing or not above 0."""
    refuse(days, np.isnan(denominators), "The denominator", "is missing")
    refuse(days, denominators <= 0, "The denominator", "is not above 0")


def refuse(days: pd.Series, wrong: np.ndarray, what: str, how: str) -> None:
    """Raise `BadInput`, with the first day on which something is wrong, if there is any."""
    if wrong.any():
        day = long_date(days[int(wrong.argmax())].date())
        raise BadInput(f"{what} of {day} {how}; mend it, or leave the value out.")


def _as_many(numbers: Numbers, days: pd.Series, what: str) -> Numbers:
    if len(numbers) != len(days):
        raise BadInput(
            f"There {_are(len(numbers), what)} and {len(days)} date{'' if len(days) == 1 else 's'}; "
            f"give one date for each {what}."
        )
    return numbers


def median_of(series: Series) -> Numbers:
    """The median of each group, from the points that its lines come from, at every point of the group."""
    used = pd.Series(np.where(series.used, series.values, np.nan))
    return used.groupby(series.group).transform("median").to_numpy(dtype=np.float64)


def groups_of(dates: pd.Series, rebase: Iterable[Any]) -> Groups:
    """Group numbers 1, 2, …: a new one starts with the first point on or after each rebase date."""
    starts = np.sort(days_of(rebase).to_numpy())
    passed = np.searchsorted(starts, dates.to_numpy(), side="right")
    return np.cumsum(np.diff(passed, prepend=passed[:1] - 1) > 0).astype(np.int64)


def _finite(number: Any) -> bool:
    return isinstance(number, Real) and bool(np.isfinite(float(number)))


def _are(count: int, what: str) -> str:
    return f"is 1 {what}" if count == 1 else f"are {count} {what}s"
