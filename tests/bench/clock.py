"""Taking times: the median of several runs, fewer where one takes long."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any, Final

ENOUGH: Final = 2.0
"""Seconds after which nothing is run once more."""


def seconds(do: Callable[[], Any]) -> float:
    """How long it takes once."""
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def median(do: Callable[[], Any], *, runs: int) -> float:
    """The median seconds of up to `runs` runs; no more of them once `ENOUGH` seconds have gone into it."""
    taken: list[float] = []
    while len(taken) < runs and sum(taken) < ENOUGH:
        taken.append(seconds(do))
    return statistics.median(taken)
