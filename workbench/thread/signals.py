"""The runs of points on a chart that stand out, and which of them to speak of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from workbench.measures.chart import Chart
from workbench.measures.rules import COLUMN_OF, RULES, RUN
from workbench.measures.run_chart import FEWEST_USEFUL, RunChart

_OWN: Final = {"outside": 1, "trend": RUN, "2 in 3": 2, "shift": RUN}
"""How many points of a run have to lie after the start for the rule to hold on those alone."""
_BACK: Final = {"outside": 1, "trend": RUN, "2 in 3": 1, "shift": RUN}
"""How many points that no longer show it say that it held for a time only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A run of points that one rule marks: `rule` is one of `rules.RULES`, `way` "increase" or "decrease".

    `points` are all in the run and `since` those from the start on; `own` whether those alone would meet the
    rule; `shown` the day from which the rule held, on those alone if they do; `lasting` whether the run holds the
    latest point; `back` whether the latest point lies on the same lines and no rule marks it; `passed` whether so many
    points on those lines have come since, none marked the same way, that it held for a time only; `group` the part of
    the chart, between two rebases, that it lies in; `line` what the chart calls its centre line.
    """

    rule: str
    way: str
    first: date
    last: date
    shown: date
    points: int
    since: int
    own: bool
    lasting: bool
    back: bool = False
    passed: bool = False
    group: int = 1
    line: str = "mean"


def enough(chart: Chart) -> int:
    """The points in a row from which on a chart that shows nothing has something to say: so many a shift takes.

    It is 7; on a run chart one more than the longest run that is usual among the points of its last part, or 10 while
    there are too few points for its rules.
    """
    if chart.points.empty:
        return RUN
    return _takes(chart, int(chart.points["group"].iloc[-1]), "shift")


def signals(chart: Chart, later: np.ndarray) -> list[Signal]:
    """Every run of marked points that reaches into the points where `later` is True."""
    found = []
    days = chart.points["date"].dt.date.to_numpy()
    groups = chart.points["group"].to_numpy()
    ways = {way: np.any([chart.points[column] == way for column in COLUMN_OF.values()], axis=0) for way in (-1, 1)}
    for rule, column in COLUMN_OF.items():
        flags = chart.points[column].to_numpy()
        for rows in _runs(flags, groups, chart, rule):
            since = rows[later[rows]]
            if not len(since):
                continue
            way, group = int(flags[rows[0]]), int(groups[rows[0]])
            takes = _takes(chart, group, rule)
            own = len(since) >= takes
            after = np.flatnonzero(groups[rows[-1] + 1 :] == group) + rows[-1] + 1
            marked = ways[-1][-1] or ways[1][-1]
            needed = (since if own else rows)[:takes]
            found.append(
                Signal(
                    rule=rule,
                    way="increase" if way > 0 else "decrease",
                    first=days[rows[0]],
                    last=days[rows[-1]],
                    shown=days[needed[-1]],
                    points=len(rows),
                    since=len(since),
                    own=own,
                    lasting=bool(rows[-1] == len(flags) - 1),
                    back=bool(groups[-1] == group and not marked),
                    passed=len(after) >= _BACK[rule] and not ways[way][after].any(),
                    group=group,
                    line="median" if chart.kind == "run" else "mean",
                )
            )
    return found


def strongest(found: list[Signal]) -> Signal | None:
    """The signal to speak of: the latest one tells the way, and of that way the one with the most points.

    One that holds the latest point comes before those that do not.
    """
    if not found:
        return None
    candidates = [signal for signal in found if signal.own] or found
    latest = max(candidates, key=lambda signal: (signal.last, -RULES.index(signal.rule)))
    same_way = [signal for signal in candidates if signal.way == latest.way]
    return max(same_way, key=lambda signal: (signal.lasting, signal.since, signal.last))


def _takes(chart: Chart, group: int, rule: str) -> int:
    """The points that a rule takes in that part of the chart."""
    if not isinstance(chart, RunChart):
        return _OWN[rule]
    usual = chart.runs.set_index("group")["longest_usual"].loc[group]
    return FEWEST_USEFUL if pd.isna(usual) else int(usual) + 1


def _runs(flags: np.ndarray, groups: np.ndarray, chart: Chart, rule: str) -> list[np.ndarray]:
    """The rows of each run: marked the same way, in one group, one after the other.

    Of three points close to a limit the one between need not be, and a run chart drops the points on its median.
    """
    rows = np.flatnonzero(flags)
    if not len(rows):
        return []
    apart = np.diff(rows)
    if chart.kind == "run":
        counted = np.cumsum((chart.points["value"] != chart.points["mean"]).to_numpy())
        joined = counted[rows[1:] - 1] == counted[rows[:-1]]
    else:
        joined = apart <= (2 if rule == "2 in 3" else 1)
    same = joined & (flags[rows[1:]] == flags[rows[:-1]]) & (groups[rows[1:]] == groups[rows[:-1]])
    return np.split(rows, np.flatnonzero(~same) + 1)
