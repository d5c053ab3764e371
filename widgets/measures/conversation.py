"""Which measures a set should talk about first, and why each stands where it stands on the wall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd

from widgets.home.words import day_and_month
from widgets.measures.days import LONGEST, usual_frequency
from workbench.measures.chart import COMMON, CONCERN, IMPROVEMENT, POINT_TYPES, Chart
from workbench.measures.standing import rule_in_words

REASONS: Final = (
    "new concern",
    "new signal",
    "still a concern",
    "no values",
    "overdue",
    "no owner",
    "no ambition",
    "signal",
    "usual",
)
"""Why a measure stands where it stands, most in need of a conversation first."""
CALM: Final = frozenset({"signal", "usual"})
"""Reasons for which there is nothing to talk about."""
LOOKED_AT: Final = 24
"""So many of the latest values say how often values come."""
GRACE: Final = 7
"""Days that figures may take to arrive after they are due."""
_SOUNDS: Final = {CONCERN: "A signal of concern", IMPROVEMENT: "A signal of improvement"}
_SIGNALS: Final = frozenset(POINT_TYPES) - {COMMON}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a measure stands: `reason` is one of `REASONS`, and `says` is the sentence for it."""

    reason: str
    says: str

    @property
    def talk(self) -> bool:
        """Whether the set should talk about it."""
        return self.reason not in CALM

    @property
    def place(self) -> int:
        """The smaller, the sooner."""
        return REASONS.index(self.reason)


def standing(plain: Mapping[str, Any], chart: Chart, *, last_met: date | None, today: date) -> Standing:
    """Where a measure stands, from what `told` gives of it and its chart; `last_met` is the day of the last session.

    A signal is new if it came after the day of the last session and the points did not stand out in the same way then;
    before the first session it is new if the latest point stands out.
    """
    points = chart.points
    if points.empty:
        return Standing("no values", "It has no value yet, so there is nothing to see.")
    last = str(points["point_type"].iloc[-1])
    words = _rule(chart, len(points) - 1) if last != COMMON else ""
    found = _new_signal(chart, last_met, today)
    if found is None and last == CONCERN:
        found = Standing("still a concern", f"It still stands out as a concern: {words}.")
    if found is None:
        found = overdue(plain, points, today=today) or _unsaid(plain)
    if found is None and last != COMMON:
        found = Standing("signal", f"{_SOUNDS.get(last, 'A signal')} that you know already: {words}.")
    return found or Standing("usual", "Nothing stands out: the latest value is within the usual variation.")


def _unsaid(plain: Mapping[str, Any]) -> Standing | None:
    if not plain["owner"]:
        return Standing("no owner", "Nobody looks after it yet.")
    if plain["ambition"] is None:
        return Standing("no ambition", "The set has not said what it hopes for.")
    return None


def overdue(plain: Mapping[str, Any], points: pd.DataFrame, *, today: date) -> Standing | None:
    """Whether values are missing: twice the time from one to the next has gone by, and a week. None if not.

    Without a frequency it is read off the days of the latest values; see `days.usual_frequency`.
    """
    last = points["date"].iloc[-1].date()
    usual = usual_frequency(plain["frequency"], [day.date() for day in points["date"].tail(LOOKED_AT)])
    if usual not in LONGEST:
        return None
    step = LONGEST[usual]
    how = f"It is counted {usual}" if plain["frequency"] else f"Its values came {usual}"
    if today <= last + timedelta(days=2 * step + GRACE):
        return None
    return Standing("overdue", f"{how}, and the newest value is of {day_and_month(last, today=today)}.")


def _new_signal(chart: Chart, last_met: date | None, today: date) -> Standing | None:
    points = chart.points
    types = points["point_type"].to_numpy()
    first = len(points) - 1
    if last_met is not None:
        first = int((points["date"] <= pd.Timestamp(last_met)).sum())
    known = str(types[first - 1]) if last_met is not None and first else COMMON
    when = f" since you last met on {day_and_month(last_met, today=today)}" if last_met else ""
    for reason, wanted in (("new concern", {CONCERN}), ("new signal", set(_SIGNALS))):
        rows = [row for row in range(first, len(points)) if types[row] in wanted - {known}]
        if rows:
            return Standing(reason, f"{_SOUNDS.get(types[rows[-1]], 'A signal')}{when}: {_rule(chart, rows[-1])}.")
    return None


def _rule(chart: Chart, row: int) -> str:
    return rule_in_words(chart.points, row, kind=chart.kind)
