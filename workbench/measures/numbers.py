"""Numbers of a chart as people write them."""

from __future__ import annotations

from math import floor, isfinite, log10
from typing import Final

import numpy as np
import pandas as pd

HUGE: Final = 1e12
"""Numbers from here on are printed with a power of ten."""


def plain_number(value: float, *, spread: float | None = None) -> str:
    """A number as printed: about three figures of `spread` (how far the values of the chart lie apart).

    Without a spread, or with 0, the size of the number itself decides. Thousands carry commas, minus is a
    true minus sign, and zeros that say nothing are dropped: 42, 35.2, 3,804, −0.03. An unknown number is
    "–".
    """
    if not isfinite(value):
        return "–"
    scale = abs(spread) if spread and isfinite(spread) else abs(value)
    if abs(value) >= HUGE:
        return f"{value:.3g}".replace("-", "−")
    decimals = min(max(2 - floor(log10(scale)), 0), 6) if scale else 0
    text = f"{value:,.{decimals}f}"
    if decimals:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−") if text.strip("-0.") else "0"


def spread_of(points: pd.DataFrame) -> float:
    """How far the values and limits of a chart lie apart; 0 without points."""
    if points.empty:
        return 0.0
    everything = points[["value", "lpl", "upl"]].to_numpy(dtype=float)
    return float(np.nanmax(everything) - np.nanmin(everything))
