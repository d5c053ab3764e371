"""What stands out on a chart, in words: the rules as people say them, and how long a run is.

The words say what the points do and never why: a chart knows nothing of causes.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from workbench.measures import chart
from workbench.measures.rules import COLUMN_OF

BETTER: Final = {"increase": "higher is better", "decrease": "lower is better", "neutral": ""}


def centre_word(kind: str) -> str:
    """What the centre line of a kind of chart is: "median" on run and g charts, "mean" on most others.

    That of a t chart is neither: it is a mean of powers of the times, brought back.
    """
    return {"run": "median", "g": "median", "t": "centre line"}.get(kind, "mean")


def rule_in_words(points: pd.DataFrame, row: int, *, kind: str = "xmr") -> str:
    """What a point that stands out is part of, with the length of its run."""
    rule = telling_rule(points, row)
    high = int(points[COLUMN_OF[rule]].iloc[row]) > 0
    if rule == "outside":
        return f"a point {'above the upper' if high else 'below the lower'} limit"
    if rule == "2 in 3":
        return f"two of three points in a row close to the {'upper' if high else 'lower'} limit"
    begin, end = run_of(points, rule, row, over_the_line=kind == "run")
    if rule == "trend":
        return f"{end - begin} points in a row, each {'higher' if high else 'lower'} than the one before"
    length = int((points["shift"].to_numpy()[begin:end] != 0).sum())
    return f"{length} points in a row {'above' if high else 'below'} the {centre_word(kind)}"


def telling_rule(points: pd.DataFrame, row: int) -> str:
    """The rule to name: the point's own, or the shift it belongs to, where that points the same way and says more."""
    point = points.iloc[row]
    rule = str(point["rule"])
    way = int(point[COLUMN_OF[rule]])
    return "shift" if rule != "trend" and int(point["shift"]) == way else rule


def run_of(points: pd.DataFrame, rule: str, row: int, *, over_the_line: bool = False) -> tuple[int, int]:
    """The rows (first, one past the last) of the trend or shift that row is part of, within its group.

    With `over_the_line` a shift goes on over points that lie on the centre line, as it does on a run chart.
    """
    grouped = (points["group"] == points["group"].iloc[row]).to_numpy()
    way = points[COLUMN_OF[rule]].iloc[row]
    if rule == "shift":
        own = (points["shift"] == way).to_numpy()
        if over_the_line:
            own = own | (points["value"] == points["mean"]).to_numpy()
        others = np.flatnonzero(~(grouped & own))
        place = int(np.searchsorted(others, row))
        begin = int(others[place - 1]) + 1 if place else 0
        return begin, int(others[place]) if place < len(others) else len(points)
    step = np.sign(np.diff(points["value"].to_numpy(dtype=float))) * (grouped[1:] & grouped[:-1])
    breaks = np.flatnonzero(step != way)  # a break at i lies between rows i and i + 1
    place = int(np.searchsorted(breaks, row))
    begin = int(breaks[place - 1]) + 1 if place else 0
    return begin, int(breaks[place]) + 1 if place < len(breaks) else len(points)


def verdict(point_type: str, direction: str) -> str:
    """What a point that stands out counts as, and by which direction; nothing where neither way is better."""
    better = BETTER[direction]
    if point_type == chart.IMPROVEMENT:
        return f", which counts as improvement because {better}"
    if point_type == chart.CONCERN:
        return f", which counts as concern because {better}"
    return ""


def counted_points(count: int) -> str:
    """“1 point”, “2 points”."""
    return "1 point" if count == 1 else f"{count} points"


def few_within(points: pd.DataFrame) -> bool:
    """Whether fewer than half of the points lie between their limits, so that these say nothing of what is usual."""
    return bool((points["outside"] == 0).sum() * 2 < len(points))


def hidden_points(points: pd.DataFrame) -> np.ndarray:
    """Which points stand for a small number that is not shown exactly; none without a column `hidden`."""
    if "hidden" not in points:
        return np.zeros(len(points), dtype=bool)
    return points["hidden"].fillna(False).to_numpy(dtype=bool)
