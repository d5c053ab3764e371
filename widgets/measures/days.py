"""How often the values of a measure come, and on which day the next one does."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Final

from workbench.words import long_date

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


def next_day(day: date, frequency: str, *, today: date, before: Sequence[date] = ()) -> date:
    """The day of the value after that of `day`, no later than `today`; `today` if it is not known how often.

    The last day of a month is followed by the last day of a month, unless the day `before` it was another one.
    """
    if frequency in _STEPS:
        return min(day + timedelta(days=_STEPS[frequency]), today)
    if frequency in _MONTHS:
        year, month = divmod(day.year * 12 + day.month - 1 + _MONTHS[frequency], 12)
        last = monthrange(year, month + 1)[1]
        wanted = day.day
        if _ends(day):
            earlier = max(before, default=day)
            wanted = last if _ends(earlier) else max(day.day, earlier.day)
        return min(date(year, month + 1, min(wanted, last)), today)
    return today


def since_then(moment: str, now: datetime) -> str:
    """How long ago a moment (ISO text) was, after “since”: “a minute ago”, “20 minutes ago”, or the day."""
    then = datetime.fromisoformat(moment)
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return "a minute ago" if minutes == 1 else f"{minutes} minutes ago"
    return "earlier today" if then.date() == now.date() else long_date(then.date())


def _ends(day: date) -> bool:
    """Whether it is the last day of its month."""
    return day.day == monthrange(day.year, day.month)[1]
