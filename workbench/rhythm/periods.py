"""When a routine is expected, and how often of late it was kept.

A routine is due first on its first day, and then every working day (Monday to Friday), every week, every two weeks,
every month or every three months; in months without that day, on their last day. A *period* is the time from one due
day to the day before the next. A period is kept if the routine was done on any day in it: doing it twice adds nothing,
and a day late within the period is no miss. What is done counts for the period in which it is done, and for no
other: done two days before a due day, it is due on that day all the same.

*Adherence* looks at the latest periods (six, unless said otherwise): those that are over, and the running one only once
it is kept, since before its end nobody can say that it was missed. It is the share of these that were kept. Before the
first period is over or kept there is none. It goes by how often the routine is expected now, for the past too.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

LATEST: Final = 6
"""How many periods adherence looks back on."""
_DAYS: Final = {"weekly": 7, "fortnightly": 14}
_MONTHS: Final = {"monthly": 1, "quarterly": 3}
_PERIODS: Final = {
    "daily": "working day",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "quarterly": "quarter",
}
FRIDAY: Final = 4


class Adherence(NamedTuple):
    """In how many of the latest periods a routine was done: `done` of `expected`, which is at least 1."""

    done: int
    expected: int

    @property
    def share(self) -> float:
        """From 0 (never) to 1 (every time)."""
        return self.done / self.expected


def due(starts_on: date, how_often: str, number: int) -> date:
    """The due day of that number, counted from 0."""
    if how_often == "daily":
        weekday = min(starts_on.weekday(), FRIDAY + 1)  # from a weekend it begins on Monday
        weeks, day = divmod(weekday + number, FRIDAY + 1)
        return starts_on + timedelta(days=7 * weeks + day - starts_on.weekday())
    if how_often in _DAYS:
        return starts_on + timedelta(days=number * _DAYS[how_often])
    years, month = divmod(starts_on.month - 1 + number * _MONTHS[how_often], 12)
    year = starts_on.year + years
    return date(year, month + 1, min(starts_on.day, monthrange(year, month + 1)[1]))


def running(starts_on: date, how_often: str, on: date) -> int | None:
    """The number of the period that a day lies in; None before the first one begins."""
    begun = bisect_right(range((on - starts_on).days + 2), on, key=lambda number: due(starts_on, how_often, number))
    return begun - 1 if begun else None


def kept(starts_on: date, how_often: str, done_on: Iterable[date]) -> set[int]:
    """The numbers of the periods in which it was done; days before the first due day are in none."""
    return {number for day in done_on if (number := running(starts_on, how_often, day)) is not None}


def adherence(
    starts_on: date, how_often: str, done_on: Iterable[date], *, today: date, latest: int = LATEST
) -> Adherence | None:
    """In how many of the `latest` periods it was done, as said above; None before there is one to look at."""
    now, done = running(starts_on, how_often, today), kept(starts_on, how_often, done_on)
    if now is None:
        return None
    last = now if now in done else now - 1
    looked_at = range(max(0, last - latest + 1), last + 1)
    return Adherence(len(done.intersection(looked_at)), len(looked_at)) if looked_at else None


def next_due(starts_on: date, how_often: str, done_on: Iterable[date], *, today: date) -> date:
    """The day on which it is due next: in the running period, also if that day has passed, until it is done in it."""
    now = running(starts_on, how_often, today)
    if now is None:
        return due(starts_on, how_often, 0)
    return due(starts_on, how_often, now + (now in kept(starts_on, how_often, done_on)))


def in_words(found: Adherence | None, how_often: str, *, latest: int = LATEST) -> str:
    """Adherence in words: “done in 5 of the last 6 weeks”; “n/a” before there is any."""
    if found is None:
        return "n/a"
    period = _PERIODS[how_often]
    if found.expected == 1:
        return f"{'done' if found.done else 'not done'} in its first {period}"
    last = "last " if found.expected == latest else "first "
    return f"done in {found.done} of the {last}{found.expected} {period}s"
