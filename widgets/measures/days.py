"""How often the values of a measure come, and on which day the next one does."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Final

LONGEST: Final = {"daily": 1, "weekly": 7, "monthly": 31, "quarterly": 92, "yearly": 366}
"""Days from one value to the next, at most."""
_STEPS: Final = {"daily": 1, "weekly": 7}
_MONTHS: Final = {"monthly": 1, "quarterly": 3, "yearly": 12}
_APART: Final = {"daily": range(1, 2), "weekly": range(6, 9), "monthly": range(28, 33), "quarterly": range(85, 96)}


def usual_frequency(said: str, days: Sequence[date]) -> str:
    """How often values come: what was `said`, or else what the days of the values show, in date order; "" if neither.

    The days show it if there are three or more and the middle one of the gaps between them is a usual one.
    """
    if said or len(days) < 3:
        return said
    apart = median((after - before).days for before, after in pairwise(days))
    return next((word for word, gaps in _APART.items() if gaps[0] <= apart <= gaps[-1]), "")


def next_day(day: date, frequency: str, *, today: date) -> date:
    """The day of the value after that of `day`, no later than `today`; `today` if it is not known how often."""
    if frequency in _STEPS:
        return min(day + timedelta(days=_STEPS[frequency]), today)
    if frequency in _MONTHS:
        year, month = divmod(day.year * 12 + day.month - 1 + _MONTHS[frequency], 12)
        return min(date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])), today)
    return today
