"""Did a measure move? What its chart shows since the prototype started, and whether it had begun before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

import numpy as np
import pandas as pd

from workbench.measures import spc
from workbench.measures.chart import Chart
from workbench.measures.drawn import drawn
from workbench.measures.reading import spread_of
from workbench.measures.run_chart import RunChart
from workbench.thread.facts import as_date
from workbench.thread.signals import Signal, enough, signals, strongest

Outcome = Literal[
    "as expected", "the other way", "before it started", "not yet", "too early", "nothing to compare", "not started"
]  # fmt: skip
Plain = Mapping[str, Any]

_LATELY: Final = spc.RUN
"""How many points just before a start say whether it was moving already."""
FEWEST_BEFORE: Final = spc.RUN
"""With fewer points before the start there is nothing that a chart without a signal could be compared with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebased:
    """New lines of a measure since the start: from which day, why, and who decided it."""

    starts_on: date
    reason: str
    decided_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The chart to ask, whether its lines are `held` from before the start, and the rebases `since`."""

    chart: Chart
    held: bool
    since: tuple[Rebased, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureMove:
    """One named measure before and since the start; means are in `unit`, None without points.

    `expected` is "increase" or "decrease"; `better` the measure's own direction; `spread` how far the values and limits
    lie apart. `held` says whether the lines of the chart are those of the points before the start. Points and mean
    before are those on the lines that held at the start. `rebased` are the rebases since, the earliest first, and
    `points_anew` the points on the latest lines (all since the start where there is no rebase). `takes` is how many
    points in a row on one side say something on this chart: with fewer since the start it is too early. `few_crossings`
    says of a run chart that its line crosses the median less often than is usual, which has no direction.

    `due` is the day by which it was hoped for, `due_passed` whether that lies in the past (None without a day).
    `of_the_way` is how far the mean since has come from the baseline, or else the mean before, to the ambition: 1 is
    all of the way, less than 0 is away from it, None without an ambition or without points.

    `last_on` is the day of the last point, None without points. `abandoned_on` is the day on which the prototype was
    abandoned, if it was.
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
    rebased: tuple[Rebased, ...] = ()
    points_anew: int = 0
    takes: int = spc.RUN
    few_crossings: bool = False
    due: date | None = None
    due_passed: bool | None = None
    baseline: float | None = None
    ambition: float | None = None
    ambition_by: date | None = None
    of_the_way: float | None = None
    last_on: date | None = None
    abandoned_on: date | None = None

    @property
    def after_all(self) -> bool:
        """Whether what it shows began only after the prototype was abandoned."""
        return self.abandoned_on is not None and self.signal is not None and self.signal.first > self.abandoned_on


def chart(plain: Plain, observations: pd.DataFrame, rebases: Sequence[Plain] = (), *, start: date | None) -> Asked:
    """The chart that the set chose, drawn so that it can be asked what happened since a start.

    `plain` is the measure as it is told, `rebases` are its own, by day (`starts_on`, `reason`, `decided_by`). With 12
    points or more before the start on the lines that held then, the lines come from those, so that what happened
    since does not move the lines that it is held against; with fewer they come from all points, as the set chose.
    Points after a rebase have the lines of that rebase.
    """
    days = observations["date"]
    before = observations[days < pd.Timestamp(start)] if start is not None else observations.iloc[:0]
    last = None if before.empty else before["date"].iloc[-1].date()
    earlier = [each for each in rebases if last is not None and each["starts_on"] <= last]
    later = [each for each in rebases if each not in earlier] if start is not None else []
    since = tuple(Rebased(**{name: each[name] for name in Rebased.__slots__}) for each in later)
    first = pd.Timestamp(earlier[-1]["starts_on"]) if earlier else pd.Timestamp.min
    end = pd.Timestamp(later[0]["starts_on"]) if later else pd.Timestamp.max
    holding = int((before["date"] >= first).sum())
    whole = drawn(plain, observations, rebases)
    if holding < spc.FEWEST_FIXED:
        return Asked(chart=whole, held=False, since=since)
    fixed = {"fix_after_n_points": min(plain["fix_after"] or holding, holding)}
    parts = [
        drawn(plain, part, within, kind=whole.kind, **settings)
        for part, within, settings in (
            (observations[days < first], earlier[:-1], {}),
            (observations[(days >= first) & (days < end)], (), fixed),
            (observations[days >= end], later[1:], {}),
        )
        if not part.empty
    ]
    return Asked(chart=_joined(parts, whole), held=True, since=since)


def moved(
    asked: Asked,
    plain: Plain,
    observations: pd.DataFrame,
    rebases: Sequence[Plain] = (),
    *,
    expected: str,
    start: date | None,
) -> MeasureMove:
    """What a chart shows since a start; `start` is None for a prototype that has not started.

    A signal counts as the prototype's own time only if the points since the start meet its rule by themselves;
    if the points just before the start stand out in the same way, it had moved before it started. Every rule counts,
    on the lines that hold for its points. Without a signal, and with fewer than 7 points before the start on lines that
    still hold, there is nothing to compare.
    """
    charted = asked.chart.points
    later = np.zeros(len(charted), dtype=bool)
    if start is not None:
        later = (charted["date"] >= pd.Timestamp(start)).to_numpy()
    earlier, groups = ~later, charted["group"].to_numpy()
    if earlier.any() and start is not None:
        earlier &= groups == groups[earlier][-1]
    values = charted["value"].to_numpy(dtype=float)
    signal = strongest(signals(asked.chart, later))
    takes = enough(asked.chart)
    anew = int((later & (groups == groups[-1])).sum()) if asked.since else int(later.sum())
    outcome: Outcome = "not started"
    if start is not None:
        few = not asked.since and int(earlier.sum()) < FEWEST_BEFORE
        outcome = _outcome(later, signal, expected, few=few, anew=anew, takes=takes)
    if outcome in ("as expected", "the other way") and signal is not None and start is not None:
        ours = signal.group == (groups[earlier][-1] if earlier.any() else 0)
        if ours and _moving_already(asked.chart.kind, plain, observations, rebases, start=start, way=signal.way):
            outcome = "before it started"
    mean_before = float(values[earlier].mean()) if earlier.any() else None
    mean_since = float(values[later].mean()) if later.any() else None
    return MeasureMove(
        measure=plain["id"],
        title=plain["title"],
        unit=plain["unit"],
        better=plain["direction"],
        expected=expected,
        points_before=int(earlier.sum()),
        points_since=int(later.sum()),
        mean_before=mean_before,
        mean_since=mean_since,
        spread=spread_of(charted),
        held=asked.held,
        signal=signal,
        outcome=outcome,
        rebased=asked.since,
        points_anew=anew,
        takes=takes,
        few_crossings=_few_crossings(asked.chart),
        baseline=plain["baseline"],
        ambition=plain["ambition"],
        ambition_by=as_date(plain["ambition_by"]),
        of_the_way=_of_the_way(plain, mean_before, mean_since),
        last_on=None if charted.empty else charted["date"].iloc[-1].date(),
    )


def hoped_by(move: MeasureMove, due: date | None, *, today: date, abandoned_on: date | None = None) -> MeasureMove:
    """The same with the day by which it is hoped for, whether that has passed, and when it was abandoned."""
    return replace(move, due=due, due_passed=None if due is None else due < today, abandoned_on=abandoned_on)


def _joined(parts: Sequence[Chart], whole: Chart) -> Chart:
    """The parts of one chart, one after another; `whole` is the same chart drawn at once, with what is said of it."""
    frames, groups = [], 0
    for part in parts:
        frames.append(part.points.assign(group=part.points["group"] + groups))
        groups += int(part.points["group"].max())
    said: dict[str, Any] = {"points": pd.concat(frames, ignore_index=True)}
    runs = [part.runs for part in parts if isinstance(part, RunChart)]
    if runs:
        numbered = pd.concat(runs, ignore_index=True)
        said["runs"] = numbered.assign(group=pd.array(range(1, len(numbered) + 1), dtype="Int64"))
    return replace(whole, **said)


def _outcome(later: np.ndarray, signal: Signal | None, expected: str, *, few: bool, anew: int, takes: int) -> Outcome:
    if not later.any():
        return "too early"
    if later.all():
        return "nothing to compare"
    if signal is None and few:
        return "nothing to compare"
    if signal is None:
        return "too early" if anew < takes else "not yet"
    if not signal.own:
        return "before it started"
    return "as expected" if signal.way == expected else "the other way"


def _moving_already(
    kind: str, plain: Plain, observations: pd.DataFrame, rebases: Sequence[Plain], *, start: date, way: str
) -> bool:
    """Whether the last points before the start stand out the same way, on a chart that ends there.

    A point that stood out by itself, and was followed by others that did not, was no move.
    """
    before = observations[observations["date"] < pd.Timestamp(start)]
    within = [each for each in rebases if each["starts_on"] < start]
    alone = drawn(plain, before, within, kind=kind, improvement_direction="neutral")
    lately = np.arange(len(alone.points)) >= len(alone.points) - _LATELY
    return any(
        signal.way == way and (signal.lasting or signal.rule in ("trend", "shift")) for signal in signals(alone, lately)
    )


def _few_crossings(chart: Chart) -> bool:
    """Whether the last part of a run chart crosses its median too seldom."""
    return isinstance(chart, RunChart) and not chart.runs.empty and "few crossings" in chart.runs["signal"].iloc[-1]


def _of_the_way(plain: Plain, before: float | None, since: float | None) -> float | None:
    start, ambition = plain["baseline"] if plain["baseline"] is not None else before, plain["ambition"]
    if start is None or ambition is None or since is None or ambition == start:
        return None
    return (since - start) / (ambition - start)
