"""The runs of points on a chart that stand out, and which of them to speak of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from workbench.measures.rules import COLUMN_OF, RULES, RUN

_OWN: Final = {"outside": 1, "trend": RUN, "2 in 3": 2, "shift": RUN}
"""How many points of a run have to lie after the start for the rule to hold on those alone."""
_APART: Final = {"2 in 3": 2}
"""How far apart two marked points of one run may be: two of three in a row need not be neighbours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A run of points that one rule marks: `rule` is one of `rules.RULES`, `way` "increase" or "decrease".

    `points` are all in the run and `since` those from the start on; `own` whether those alone would meet the
    rule; `shown` the day from which the rule held, on those alone if they do; `lasting` whether the run holds the
    latest point; `group` the part of the chart, between two rebases, that it lies in.
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
    group: int = 1


def signals(charted: pd.DataFrame, later: np.ndarray) -> list[Signal]:
    """Every run of marked points that reaches into the points where `later` is True."""
    found = []
    days = charted["date"].dt.date.to_numpy()
    groups = charted["group"].to_numpy()
    for rule, column in COLUMN_OF.items():
        flags = charted[column].to_numpy()
        for rows in _runs(flags, groups, apart=_APART.get(rule, 1)):
            since = rows[later[rows]]
            if not len(since):
                continue
            own = len(since) >= _OWN[rule]
            needed = (since if own else rows)[: _OWN[rule]]
            found.append(
                Signal(
                    rule=rule,
                    way="increase" if flags[rows[0]] > 0 else "decrease",
                    first=days[rows[0]],
                    last=days[rows[-1]],
                    shown=days[needed[-1]],
                    points=len(rows),
                    since=len(since),
                    own=own,
                    lasting=bool(rows[-1] == len(flags) - 1),
                    group=int(groups[rows[0]]),
                )
            )
    return found


def strongest(found: list[Signal]) -> Signal | None:
    """The signal to speak of: the latest one tells the way, and of that way the one with the most points."""
    if not found:
        return None
    candidates = [signal for signal in found if signal.own] or found
    latest = max(candidates, key=lambda signal: (signal.last, -RULES.index(signal.rule)))
    same_way = [signal for signal in candidates if signal.way == latest.way]
    return max(same_way, key=lambda signal: (signal.since, signal.last))


def _runs(flags: np.ndarray, groups: np.ndarray, *, apart: int) -> list[np.ndarray]:
    """The rows of each run: marked the same way, in one group, and no further apart than that."""
    rows = np.flatnonzero(flags)
    if not len(rows):
        return []
    same = (np.diff(rows) <= apart) & (flags[rows[1:]] == flags[rows[:-1]]) & (groups[rows[1:]] == groups[rows[:-1]])
    return np.split(rows, np.flatnonzero(~same) + 1)
