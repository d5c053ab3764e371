"""Which measures a set should talk about first, and why each stands where it stands on the wall."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd

from widgets.home.words import day_and_month
from widgets.measures.days import LONGEST, usual_frequency
from workbench.measures.chart import COMMON, CONCERN, IMPROVEMENT, POINT_TYPES, Chart
from workbench.measures.standing import rule_in_words

REASONS: Final = {
    "new concern": "talk",
    "still a concern": "talk",
    "new signal": "talk",
    "overdue": "talk",
    "ambition passed": "talk",
    "improving": "improving",
    "no owner": "usual",
    "no ambition": "usual",
    "signal": "usual",
    "usual": "usual",
    "no values": "no values",
}
"""Why a measure stands where it stands, most in need of a conversation first, and in which part of the wall that is."""
NEAR: Final = 0.9
"""An ambition of which so much of the way is behind the set is near."""
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
    def part(self) -> str:
        """The part of the wall: “talk”, “improving”, “usual” or “no values”."""
        return REASONS[self.reason]

    @property
    def talk(self) -> bool:
        """Whether the set should talk about it."""
        return self.part == "talk"


def standing(
    plain: Mapping[str, Any],
    chart: Chart,
    *,
    last_met: date | None,
    today: date,
    added: Collection[date] = (),
) -> Standing:
    """Where a measure stands, from what `told` gives of it and its chart.

    `last_met` is the day of the last session before today, and `added` are the days of which the values were put in
    after it. A signal is new if it came after what was there at that session, and the points did not stand out in the
    same way then. If nothing was there, or no session was held, it is new if the latest point stands out.
    """
    points = chart.points
    if points.empty:
        return Standing("no values", "It has no value yet. Type the first one, or paste those that you have.")
    last = str(points["point_type"].iloc[-1])
    words = _rule(chart, len(points) - 1) if last != COMMON else ""
    found = _new_signal(chart, last_met, today, added)
    if found is None and last == CONCERN:
        found = Standing("still a concern", f"It still stands out as a concern: {words}.")
    if found is None or found.reason == "improving":
        known = Standing("improving", f"A signal of improvement that you know already: {words}.")
        improving = found or (known if last == IMPROVEMENT else None)
        found = overdue(plain, points, today=today) or improving or _passed(plain, points, today) or _unsaid(plain)
    if found is None and last != COMMON:
        found = Standing("signal", f"{_SOUNDS.get(last, 'A signal')} that you know already: {words}.")
    return found or Standing("usual", "Nothing stands out: the latest value is within the usual variation.")


def _passed(plain: Mapping[str, Any], points: pd.DataFrame, today: date) -> Standing | None:
    """Whether the day of the ambition has passed while less than `NEAR` of the way to it is behind the set."""
    if plain["ambition"] is None or not plain["ambition_by"]:
        return None
    by = date.fromisoformat(plain["ambition_by"])
    began = plain["baseline"] if plain["baseline"] is not None else float(points["value"].iloc[0])
    whole, gone = plain["ambition"] - began, float(points["value"].iloc[-1]) - began
    if by >= today or not whole or gone / whole >= NEAR:
        return None
    return Standing(
        "ambition passed", f"The day of what you hope for, {day_and_month(by, today=today)}, has passed: what next?"
    )


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


def _new_signal(chart: Chart, last_met: date | None, today: date, added: Collection[date]) -> Standing | None:
    points = chart.points
    types = points["point_type"].to_numpy()
    last = len(points) - 1
    there = [
        row
        for row, day in enumerate(points["date"])
        if last_met is not None and day.date() <= last_met and day.date() not in added
    ]
    first = there[-1] + 1 if there else last
    known = str(types[there[-1]]) if there else COMMON
    when = f" since you last met on {day_and_month(last_met, today=today)}" if there and last_met else ""
    wanted = {CONCERN: "new concern", IMPROVEMENT: "improving"}
    rows = [row for row in range(first, last + 1) if types[row] in _SIGNALS - {known}]
    rows.sort(key=lambda row: (types[row] == CONCERN, types[row] != IMPROVEMENT, row))
    if not rows:
        return None
    kind = str(types[rows[-1]])
    reason = wanted.get(kind, "new signal") if kind == CONCERN or types[last] == kind else "new signal"
    return Standing(reason, f"{_SOUNDS.get(kind, 'A signal')}{when}: {_rule(chart, rows[-1])}.")


def _rule(chart: Chart, row: int) -> str:
    return rule_in_words(chart.points, row, kind=chart.kind)
