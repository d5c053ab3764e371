"""Values so far from the others that somebody should look whether they were typed right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

FEWEST: Final = 8
"""With fewer values nothing is said to be far from the others."""
FAR: Final = 8.0
"""How many times the median absolute deviation a value may lie from the median."""


def far_from_others(values: Sequence[float] | np.ndarray) -> np.ndarray:
    """Which values lie more than `FAR` median absolute deviations from the median: a boolean array as long.

    Where half of the values or more are the same, so that the deviation is 0, a tenth of that value stands for
    it, or 1 if the value is 0. With fewer than `FEWEST` values none is far. Source: the median absolute
    deviation as in Hampel, The influence curve and its role in robust estimation (1974).
    """
    found = np.asarray(values, dtype=float)
    if len(found) < FEWEST:
        return np.zeros(len(found), dtype=bool)
    middle = float(np.median(found))
    away = np.abs(found - middle)
    deviation = float(np.median(away)) or abs(middle) / 10 or 1.0
    return away > FAR * deviation
