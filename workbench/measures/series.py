"""What goes into a chart: values and their dates, checked and put in order, and the groups that rebases make."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, Final

import numpy as np
import pandas as pd

from workbench.errors import BadInput
from workbench.measures.chart import DIRECTIONS
from workbench.measures.rules import Numbers, Ways

FEWEST_FIXED: Final = 12
LARGEST: Final = 1e100
"""Beyond this a value is a mistake, and its sums would run over."""


def check_settings(direction: str, target: float | None, fix_after_n_points: int | None) -> None:
    """Raise `BadInput` for an unknown direction, a target that is no number, or fewer than 12 fixed points."""
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


def points_of(values: Iterable[Any], dates: Iterable[Any]) -> tuple[pd.Series, Numbers]:
    """Dates and values of the points, in date order; points of one date stay in the order given.

    A place without a value (None, NaN) is no point and is left out. Raises `BadInput` if there are more values than
    dates or fewer, for a value that is not a finite number, a date that cannot be read, or a value without a date.
    """
    numbers, days = numbers_of(values), days_of(dates)
    if len(numbers) != len(days):
        raise BadInput(
            f"There {_are(len(numbers), 'value')} and {len(days)} date{'' if len(days) == 1 else 's'}; "
            "give one date for each value."
        )
    present = ~np.isnan(numbers)
    numbers, days = numbers[present], days[present].reset_index(drop=True)
    if days.isna().any():
        missing = float(numbers[days.isna().to_numpy()][0])
        raise BadInput(f"The value {missing:g} has no date; give it one, or remove it.")
    order = np.argsort(days.to_numpy(), kind="stable")
    return days.iloc[order].reset_index(drop=True), numbers[order]


def numbers_of(values: Iterable[Any], what: str = "values") -> Numbers:
    """An array of numbers, NaN where there is none. Raises `BadInput` for what is no number, or too large."""
    if isinstance(values, (str, bytes)):
        raise BadInput(f"The {what} have to be a list of numbers, not the text '{values}'.")
    try:
        raw = pd.Series(list(values), dtype=object)
        numbers = np.asarray(pd.to_numeric(raw), dtype=np.float64) if len(raw) else np.zeros(0)
    except (TypeError, ValueError) as error:
        raise BadInput(f"One of the {what} is not a number ({error}); mend it, or leave the value empty.") from error
    if (np.abs(numbers) > LARGEST).any():
        raise BadInput(f"One of the {what} is too large to chart; mend it, or leave the value empty.")
    return numbers


def days_of(raw: Iterable[Any]) -> pd.Series:
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


def groups_of(dates: pd.Series, rebase: Iterable[Any]) -> Ways:
    """Group numbers 1, 2, …: a new one starts with the first point on or after each rebase date."""
    starts = np.sort(days_of(rebase).to_numpy())
    passed = np.searchsorted(starts, dates.to_numpy(), side="right")
    return np.cumsum(np.diff(passed, prepend=passed[:1] - 1) > 0).astype(np.int64)


def _are(count: int, what: str) -> str:
    return f"is 1 {what}" if count == 1 else f"are {count} {what}s"
