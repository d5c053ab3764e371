"""Run charts: a median without limits, and two rules that say whether the points wander about it as chance would.

Source: J. Anhøj & A. V. Olesen, Run charts revisited: a simulation study of run chart rules for detection of non-random
variation in health care processes, *PLoS ONE* 9 (2014), e113825. Points on the median are dropped. Of the n that are
left, a run on one side of more than round(log₂ n) + 3 is too long (M. F. Schilling, 2012), and fewer crossings than
the 5 % point of the binomial distribution of n − 1 tosses are too few (Z. Chen, 2010).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log2
from typing import ClassVar

import numpy as np
import pandas as pd

from workbench.measures import rules
from workbench.measures.chart import Chart
from workbench.measures.rules import Groups, Ways
from workbench.measures.series import Series, Settings, median_of

FEWEST_USEFUL = 10
"""The rules have been tried from so many points on; with fewer they say nothing."""
TOO_FEW = 0.05
COLUMNS = ("group", "points", "useful", "longest_run", "longest_usual", "crossings", "fewest_usual", "signal")


@dataclass(frozen=True, eq=False, repr=False)
class RunChart(Chart):
    """A run chart; `mean` is the median, there are no limits, and only `shift` can mark a point.

    It marks the points of every run that is too long. That the line crosses the median too seldom belongs to no point:
    it is in `runs` and in `notes`.

    `runs` has one row a group: `useful` (points not on the median), `longest_run` and `longest_usual`, `crossings` and
    `fewest_usual` (missing with fewer than 10 useful points), `signal`: "", "long run", "few crossings" or "long run
    and few crossings".
    """

    runs: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(COLUMNS)))

    causes: ClassVar[dict[str, tuple[str, str]]] = {
        **rules.CAUSES,
        "shift": ("Long Run Above Median", "Long Run Below Median"),
    }
    fewest: ClassVar[int] = FEWEST_USEFUL


def run_chart(series: Series, settings: Settings) -> RunChart:
    """The run chart of points that were read already; see `RunChart`. Baseline points alone make a fixed median."""
    median = median_of(series)
    side = rules.side(series.values, median, median, series.slack)
    runs, marked = _runs(side, series.group)
    points = series.points({"mean": median, "shift": marked}, settings)
    return RunChart("run", points, _notes(runs), runs)


def longest_usual(useful: int) -> int:
    """The longest run that chance alone makes of so many useful points (1 or more), but for one time in twenty."""
    return round(log2(useful)) + 3


def fewest_usual(useful: int) -> int:
    """The fewest crossings that chance alone makes of so many useful points (1 or more), but for one time in twenty.

    The smallest k of which the probability of k crossings or fewer, of n − 1, is 5 % or more.
    """
    tosses = useful - 1
    k = np.arange(1, tosses + 1)
    logs = np.concatenate([[0.0], np.cumsum(np.log((tosses - k + 1) / k))]) - tosses * np.log(2)
    return int(np.searchsorted(np.cumsum(np.exp(logs)), TOO_FEW))


def _runs(side: Ways, group: Groups) -> tuple[pd.DataFrame, Ways]:
    """What the two rules find in each group, and the points of the runs that are too long by their side."""
    marked = np.zeros_like(side)
    found = []
    for number in np.unique(group):
        within = np.flatnonzero(group == number)
        useful = within[side[within] != 0]
        count = len(useful)
        breaks = np.flatnonzero(np.diff(side[useful])) + 1
        begins = np.concatenate([[0], breaks]) if count else breaks
        lengths = np.diff(begins, append=count)
        read = count >= FEWEST_USEFUL
        longest, fewest = (longest_usual(count), fewest_usual(count)) if read else (None, None)
        if longest is not None:
            long = np.repeat(lengths > longest, lengths)
            marked[useful[long]] = side[useful[long]]
        signals = [
            *(["long run"] if longest is not None and lengths.max() > longest else ()),
            *(["few crossings"] if fewest is not None and len(breaks) < fewest else ()),
        ]
        run = int(lengths.max()) if count else 0
        found.append((int(number), len(within), count, run, longest, len(breaks), fewest, " and ".join(signals)))
    runs = pd.DataFrame(found, columns=list(COLUMNS))
    whole = dict.fromkeys(COLUMNS[:-1], "Int64")
    return runs.astype({**whole, "signal": "str"}), marked


def _notes(runs: pd.DataFrame) -> tuple[str, ...]:
    notes = []
    for row in runs.to_dict("records"):
        where = f"In part {row['group']}, the" if len(runs) > 1 else "The"
        if row["useful"] < FEWEST_USEFUL:
            part = f" of part {row['group']}" if len(runs) > 1 else ""
            count = row["useful"]
            lie = {0: f"No point{part} lies", 1: f"Only 1 point{part} lies"}.get(
                count, f"Only {count} points{part} lie"
            )
            notes.append(f"{lie} off the median; the rules for runs need {FEWEST_USEFUL} or more.")
            continue
        if "long run" in row["signal"]:
            notes.append(
                f"{where} longest run on one side of the median has {row['longest_run']} points; "
                f"up to {row['longest_usual']} would be usual."
            )
        if "few crossings" in row["signal"]:
            notes.append(
                f"{where} line crosses the median {_times(row['crossings'])}; "
                f"{row['fewest_usual']} or more would be usual."
            )
    return tuple(notes)


def _times(count: int) -> str:
    return {0: "never", 1: "only once", 2: "only twice"}.get(count, f"only {count} times")
