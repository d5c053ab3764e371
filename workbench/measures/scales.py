"""Where values and days lie in a picture: the ranges of both axes, and round numbers between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import floor, log10

import numpy as np
import pandas as pd

from workbench.measures.numbers import HUGE

TINIEST = 1e-12
"""Values closer together than this are drawn as one height."""
FARTHEST = 2.5
"""A hoped-for number is drawn to scale unless that would stretch the picture more than so many times."""
INSIDE = 9.0
"""Pixels between the ends of the time axis and the outermost points."""
FROM_NOTHING = ("g", "t")
"""Charts of what lies between rare events: their axis begins at 0, and a limit far above the points is left outside."""


class Heights:
    """The value axis: from `low` to `high`, with the hoped-for numbers in `shown` drawn to scale."""

    def __init__(self, points: pd.DataFrame, *, kind: str, wished: Iterable[float]) -> None:
        """The range of values and lines, wide enough for the wished-for numbers that lie near enough."""
        lines = points[["value", "mean", "lpl", "upl"]].to_numpy(dtype=float)
        low, high = float(np.nanmin(lines)), float(np.nanmax(lines))
        if kind in FROM_NOTHING:
            low, nearer = min(low, 0.0), float(np.nanmax(lines[:, :2]))
            high = high if high - low <= FARTHEST * (nearer - low) else nearer
        if high - low <= max(1e-9 * max(abs(high), abs(low)), TINIEST):
            pad = abs(high) / 10 if abs(high) > TINIEST else 1.0
            low, high = low - pad, high + pad
        span = high - low
        self.shown = [number for number in wished if max(high, number) - min(low, number) <= FARTHEST * span]
        low, high = min([low, *self.shown]), max([high, *self.shown])
        pad = 0.06 * (high - low)
        self.low, self.high = low - pad, high + pad
        self.tall = self.top = self.bottom = 0.0

    def place(self, top: float, tall: float) -> None:
        """Lay the axis `tall` pixels down from `top`."""
        self.top, self.bottom, self.tall = top, top + tall, tall

    def y(self, value: float) -> float:
        """The place of a value; call `place` first."""
        return float(self.bottom - self.tall * (value - self.low) / (self.high - self.low))

    def within(self, values: np.ndarray) -> np.ndarray:
        """The values of a line, NaN where it lies outside the picture."""
        return np.where((values < self.low) | (values > self.high), np.nan, values)

    def ticks(self, room: int) -> tuple[list[float], list[str]]:
        """Round numbers on the axis, and the words for them."""
        return value_ticks(self.low, self.high, room)


class Days:
    """The time axis: from the first to the last of the days given, in pixels from `left` to `right`."""

    def __init__(self, days: Sequence[float], *, left: float, right: float) -> None:
        """The range of `days` since 1970; a single day lies in the middle of a month."""
        self.first, self.last = min(days), max(days)
        if self.first == self.last:
            self.first, self.last = self.first - 15, self.last + 15
        self.left, self.right = left, right

    def x(self, day: float) -> float:
        """The place of a day."""
        room = self.right - self.left - 2 * INSIDE
        return float(self.left + INSIDE + room * (day - self.first) / (self.last - self.first))

    def x_of(self, day: date) -> float:
        """The place of a calendar day."""
        return self.x(day_number(day))

    def ends(self) -> tuple[date, date]:
        """The first and the last calendar day."""
        return calendar_day(self.first), calendar_day(self.last)


def day_number(moment: date) -> float:
    """Days since 1970, as the points count them."""
    return float((moment - date(1970, 1, 1)).days)


def calendar_day(day: float) -> date:
    """The date of a number of days since 1970."""
    return date(1970, 1, 1) + timedelta(days=floor(day))


def value_ticks(low: float, high: float, room: int) -> tuple[list[float], list[str]]:
    """Round numbers between two values, about `room` of them, and the words for them."""
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415  # slow to import, and few pages draw

    found = MaxNLocator(nbins=max(room, 2), steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    ticks = [float(tick) for tick in found if low <= tick <= high]
    step = float(found[1] - found[0])
    if not 1e-6 <= step < HUGE:
        return ticks, [f"{tick:.6g}".replace("-", "−") for tick in ticks]
    decimals = max(-floor(log10(step)), 0)
    if abs(step * 10**decimals - round(step * 10**decimals)) > 1e-6:
        decimals += 1
    return ticks, [f"{tick:,.{decimals}f}".replace("-", "−") if tick else "0" for tick in ticks]
