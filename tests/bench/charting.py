"""Many XmR charts at once, beside one call a series and beside what it costs only to read the values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from tests.bench.clock import median, seconds
from workbench.measures import spc

SERIES: Final = 10_000
POINTS: Final = 36
RUNS: Final = 7
READINGS: Final = 200


@dataclass(frozen=True, slots=True)
class Charted:
    """Median seconds for all the charts: `ours` in one go, a `call` for each series, numpy's `read` of the values."""

    series: int
    points: int
    ours: float
    call: float
    read: float


def measure(series: int = SERIES, points: int = POINTS) -> Charted:
    """Take the times on so many series of so many months, which vary by chance, one in ten with a shift in it."""
    chance = np.random.default_rng(1)
    grid = chance.normal(100, 10, (series, points))
    grid[::10, points // 2 :] -= 25
    dates = pd.date_range("2022-01-01", periods=points, freq="MS")

    def in_one_go() -> object:
        return spc.xmr_many(grid, dates=dates, improvement_direction="decrease", target=110.0).summary

    def a_call_each() -> None:
        for row in grid:
            _ = spc.xmr(row, dates=dates, improvement_direction="decrease", target=110.0).summary

    return Charted(
        series=series,
        points=points,
        ours=median(in_one_go, runs=RUNS),
        call=seconds(a_call_each),
        read=median(grid.sum, runs=READINGS),
    )
