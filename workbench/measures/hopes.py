"""How far an ambition has come, and whether a target is met as a rule: in words.

An ambition is what a set hopes for: it is never passed or failed. It is said where it began, where it stands and how
far it still is. A target is what a standard sets: of that it can be said whether it is met.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isfinite

import numpy as np
import pandas as pd

from workbench.errors import BadInput
from workbench.measures.chart import FAIL, INCONSISTENT, PASS, Chart
from workbench.measures.looks import SMALL
from workbench.measures.marks import as_day
from workbench.measures.numbers import plain_number, spread_of
from workbench.measures.reading import charted
from workbench.words import long_date


@dataclass(frozen=True, slots=True)
class Hope:
    """A number to hold the points against: an ambition of the set, or a target that a standard sets."""

    word: str
    number: float

    def __post_init__(self) -> None:
        """Refuse what is no number."""
        if not isfinite(self.number):
            raise BadInput(f"The {self.word} {self.number} is not a number; give a number, or leave it out.")


def hoped_for(
    chart: Chart | pd.DataFrame,
    *,
    ambition: float,
    by: date | None = None,
    baseline: float | None = None,
    since: date | None = None,
    today: date | None = None,
    hidden_as: str = SMALL,
) -> str:
    """The way of a measure to its ambition, in a sentence.

    “30 when it began, 41 now, hoped for 60 by 3 May 2025: 11 of the 30 hoped for so far.”

    It began at `baseline`, or without one at the mean of the points before `since`, or without such points at the
    first point. Now is the latest point. `today` says whether the day of `by` has passed. Where the latest point is
    hidden because it is small, it is called `hidden_as` and no distance is given. A chart without points gives the
    ambition alone. All numbers are in the unit of the measure.
    """
    points = charted(chart).points
    spread = max(spread_of(points), abs(ambition - baseline) if baseline is not None else 0.0) or None
    hope = f"hoped for {plain_number(ambition, spread=spread)}{_by(by, today)}"
    if points.empty:
        return f"No values yet, {hope}."
    began = _began(points, baseline, since)
    now = float(points["value"].iloc[-1])
    hidden = "hidden" in points and bool(points["hidden"].iloc[-1])
    first = "" if began is None else f"{plain_number(began, spread=spread)} when it began, "
    here = hidden_as if hidden else plain_number(now, spread=spread)
    return f"{first}{here} now, {hope}{'' if hidden or began is None else _distance(began, now, ambition, spread)}."


def _by(by: date | None, today: date | None) -> str:
    if by is None:
        return ""
    passed = ", a day that has passed" if today is not None and as_day(by) < as_day(today) else ""
    return f" by {long_date(as_day(by))}{passed}"


def _began(points: pd.DataFrame, baseline: float | None, since: date | None) -> float | None:
    if baseline is not None:
        return float(baseline)
    values = points["value"].to_numpy(dtype=float)
    hidden = points["hidden"].to_numpy(dtype=bool) if "hidden" in points else np.zeros(len(points), dtype=bool)
    if since is not None:
        before = (points["date"] < pd.Timestamp(since)).to_numpy()
        if before.any():
            return float(values[before].mean())
    return None if len(points) == 1 or hidden[0] else float(values[0])


def _distance(began: float, now: float, ambition: float, spread: float | None) -> str:
    """How much of the way is behind it, as far as a way can be told."""
    whole, gone = ambition - began, now - began
    if not whole:
        return ""
    amount = plain_number(abs(gone), spread=spread)
    if plain_number(gone, spread=spread) == "0":
        return ": as far from it as when it began"
    if gone * whole < 0:
        return f": {amount} further from it than when it began"
    if abs(gone) >= abs(whole):
        return ": as far as was hoped" if abs(gone) == abs(whole) else ": further than was hoped"
    return f": {amount} of the {plain_number(abs(whole), spread=spread)} hoped for so far"


def assured(chart: Chart | pd.DataFrame, target: float | None = None) -> str:
    """What the usual variation says of a target that a standard sets; the empty text where nothing can be said.

    `target` is the number to name, and has to be the one that the chart was worked out for.
    """
    known = charted(chart)
    points = known.points
    if known.assurance is None:
        return ""
    own = float(points["target"].iloc[-1])
    if target is not None and target != own:
        return ""
    number = plain_number(own, spread=spread_of(points))
    return {
        PASS: f"The target of {number} is consistently met: the usual variation lies wholly on its better side.",
        FAIL: f"The target of {number} is consistently missed: the usual variation does not reach it.",
        INCONSISTENT: (
            f"The target of {number} is met at times and missed at times by chance alone: it lies within the usual "
            "variation."
        ),
    }[known.assurance]
