"""Did a measure move? What its chart shows since the prototype started, and whether it had begun before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

import numpy as np
import pandas as pd

from workbench.measures import spc
from workbench.measures.reading import spread_of

Outcome = Literal[
    "as expected", "the other way", "before it started", "not yet", "too early", "nothing to compare", "not started"
]  # fmt: skip

ENOUGH: Final = spc.RUN
"""Points since the start from which on a chart that shows nothing has something to say: a run takes so many."""

_COLUMNS: Final = {"outside": "outside", "trend": "trend", "2 in 3": "two_in_three", "shift": "shift"}
_OWN: Final = {"outside": 1, "trend": spc.RUN, "2 in 3": 2, "shift": spc.RUN}
"""How many points of a run have to lie after the start for the rule to hold on those alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A run of points that one rule marks: `rule` is one of `spc.RULES`, `way` "increase" or "decrease".

    `points` are all in the run and `since` those from the start on; `own` whether those alone would meet the
    rule; `lasting` whether the run holds the latest point.
    """

    rule: str
    way: str
    first: date
    last: date
    points: int
    since: int
    own: bool
    lasting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureMove:
    """One named measure before and since the start; means are in `unit`, None without points.

    `expected` is "increase" or "decrease"; `better` the measure's own direction; `spread` how
    far the values and limits lie apart. `held` says whether the lines
    of the chart are those of the points before the start.
    """

    measure: str
    title: str
    unit: str
    better: str
    expected: str
    points_before: int
    points_since: int
    mean_before: float | None
    mean_since: float | None
    spread: float
    held: bool
    signal: Signal | None
    outcome: Outcome


def chart(observations: pd.DataFrame, *, direction: str, start: date | None) -> tuple[pd.DataFrame, bool]:
    """The XmR chart to ask, and whether its lines are held from before the start.

    With 12 points or more before the start the lines come from those, so that what happened since does not
    move the lines that it is held against; with fewer they come from all points.
    """
    before = 0 if start is None else int((observations["date"] < pd.Timestamp(start)).sum())
    held = before >= spc.FEWEST_FIXED
    settings: dict[str, Any] = {"fix_after_n_points": before} if held else {}
    charted = spc.xmr(observations["value"], dates=observations["date"], improvement_direction=direction, **settings)
    return charted.points, held


def moved(
    charted: pd.DataFrame,
    *,
    measure: str,
    title: str,
    unit: str,
    better: str,
    expected: str,
    start: date | None,
    held: bool,
) -> MeasureMove:
    """What a chart shows since a start; `start` is None for a prototype that has not started.

    A signal counts as the prototype's own time only if the points since the start meet its rule by themselves;
    if the points just before the start stand out in the same way, it had moved before it started.
    """
    later = np.zeros(len(charted), dtype=bool)
    if start is not None:
        later = (charted["date"] >= pd.Timestamp(start)).to_numpy()
    values = charted["value"].to_numpy(dtype=float)
    earlier = ~later if start is not None else np.ones(len(charted), dtype=bool)
    signal = strongest(signals(charted, later))
    return MeasureMove(
        measure=measure,
        title=title,
        unit=unit,
        better=better,
        expected=expected,
        points_before=int(earlier.sum()),
        points_since=int(later.sum()),
        mean_before=float(values[earlier].mean()) if earlier.any() else None,
        mean_since=float(values[later].mean()) if later.any() else None,
        spread=spread_of(charted),
        held=held,
        signal=signal,
        outcome="not started" if start is None else _outcome(charted, later, signal, expected),
    )


def signals(charted: pd.DataFrame, later: np.ndarray) -> list[Signal]:
    """Every run of marked points that reaches into the points where `later` is True."""
    found = []
    for rule, column in _COLUMNS.items():
        flags = charted[column].to_numpy()
        same = np.concatenate([[False], (flags[1:] == flags[:-1]) & _same_group(charted)]) if len(flags) else []
        runs = np.cumsum(~np.asarray(same, dtype=bool))
        for run in np.unique(runs[later & (flags != 0)]):
            rows = np.flatnonzero(runs == run)
            since = int(later[rows].sum())
            found.append(
                Signal(
                    rule=rule,
                    way="increase" if flags[rows[0]] > 0 else "decrease",
                    first=charted["date"].iloc[rows[0]].date(),
                    last=charted["date"].iloc[rows[-1]].date(),
                    points=len(rows),
                    since=since,
                    own=since >= _OWN[rule],
                    lasting=bool(rows[-1] == len(flags) - 1),
                )
            )
    return found


def strongest(found: list[Signal]) -> Signal | None:
    """The signal to speak of: the latest one tells the way, and of that way the one with the most points."""
    if not found:
        return None
    candidates = [signal for signal in found if signal.own] or found
    latest = max(candidates, key=lambda signal: (signal.last, -spc.RULES.index(signal.rule)))
    same_way = [signal for signal in candidates if signal.way == latest.way]
    return max(same_way, key=lambda signal: (signal.since, signal.last))


def _same_group(charted: pd.DataFrame) -> np.ndarray:
    group = charted["group"].to_numpy()
    return group[1:] == group[:-1]


def _outcome(charted: pd.DataFrame, later: np.ndarray, signal: Signal | None, expected: str) -> Outcome:
    if not later.any():
        return "too early"
    if later.all():
        return "nothing to compare"
    if signal is None:
        return "too early" if later.sum() < ENOUGH else "not yet"
    if not signal.own or _moving_already(charted[~later], signal):
        return "before it started"
    return "as expected" if signal.way == expected else "the other way"


def _moving_already(before: pd.DataFrame, signal: Signal) -> bool:
    """Whether the last points before the start stand out the same way, on a chart that ends there."""
    alone = spc.xmr(before["value"], dates=before["date"], rebase=_starts(before))
    last = alone.points.tail(ENOUGH)
    high = spc.NEUTRAL_HIGH if signal.way == "increase" else spc.NEUTRAL_LOW
    return bool((last["point_type"] == high).any())


def _starts(charted: pd.DataFrame) -> list[pd.Timestamp]:
    return list(charted.groupby("group")["date"].first())[1:]
