"""The drawing of an XmR chart with matplotlib's own objects, in pixels, x to the right and y downwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor, isfinite, log10
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbench.errors import BadInput
from workbench.measures import layout, spc
from workbench.measures.reading import BETTER, HUGE, Mark, plain_number, spread_of
from workbench.measures.svg import HALO, printable
from workbench.words import long_date

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK, MUTED, HAIRLINE, ACCENT, TARGET = "#1b2a33", "#4f5d67", "#d8d5cc", "#0b5d6b", "#b01414"
FILL = {
    spc.COMMON: "#a6a6a6",
    spc.IMPROVEMENT: "#00b0f0",
    spc.CONCERN: "#e46c0a",
    spc.NEUTRAL_HIGH: "#490092",
    spc.NEUTRAL_LOW: "#490092",
}
"""The colours of the field; the edges below are darker, so that every shape stands out on paper."""
EDGE = {**FILL, spc.COMMON: "#737d84", spc.IMPROVEMENT: "#0077a3", spc.CONCERN: "#9c3a06"}
WORD = {
    spc.COMMON: "usual variation",
    spc.IMPROVEMENT: "improvement",
    spc.CONCERN: "concern",
    spc.NEUTRAL_HIGH: "unusually high",
    spc.NEUTRAL_LOW: "unusually low",
}
WIDTHS = range(240, 2401)
NARROW = 460
SIZE, TITLE_SIZE = 13.0, 16.0
LINE, MARK_ROW = 18.0, 18.0
INSIDE = 9.0
MOST_ROWS = 6
TINIEST = 1e-12
"""Values closer together than this are drawn as one height."""
FARTHEST = 2.5
"""A hoped-for number is drawn to scale unless that would stretch the picture more than so many times."""


def shape_of(point_type: str, direction: str) -> str:
    """The marker of a point: a triangle points the way of improvement, or of a neutral surprise."""
    if point_type == spc.IMPROVEMENT:
        return "v" if direction == "decrease" else "^"
    return {spc.CONCERN: "s", spc.NEUTRAL_HIGH: "^", spc.NEUTRAL_LOW: "v"}.get(point_type, "o")


@dataclass(frozen=True, slots=True)
class Hope:
    """A number to hold the points against: an ambition of the set, or a target that a standard sets."""

    word: str
    number: float

    def __post_init__(self) -> None:
        """Refuse what is no number."""
        if not isfinite(self.number):
            raise BadInput(f"The {self.word} {self.number} is not a number; give a number, or leave it out.")


class Picture:
    """One chart laid out for one width; `draw` gives the figure."""

    def __init__(
        self,
        chart: pd.DataFrame,
        *,
        direction: str,
        hopes: Sequence[Hope] = (),
        marks: Sequence[Mark] = (),
        width: int = 640,
    ) -> None:
        """Check what the picture is made of. Raises `BadInput` for a direction or a width that cannot be."""
        if direction not in spc.DIRECTIONS:
            raise BadInput(f"The direction '{direction}' is not known; use increase, decrease or neutral.")
        if len(chart) and chart["direction"].iloc[0] != direction:
            raise BadInput(
                f"The chart was worked out for '{chart['direction'].iloc[0]}' and cannot be drawn for "
                f"'{direction}'; use the same direction for both."
            )
        if width not in WIDTHS:
            raise BadInput(f"A chart cannot be drawn {width} pixels wide; choose {WIDTHS[0]} to {WIDTHS[-1]}.")
        self.chart, self.direction, self.width = chart, direction, float(width)
        self.narrow = width < NARROW
        self.spread = spread_of(chart)
        self.hopes = tuple(hopes)
        self.key: list[tuple[str, str]] = []
        self.texts: list[tuple[float, float, str, dict[str, object]]] = []
        self.lines: list[tuple[Sequence[float], Sequence[float], dict[str, object]]] = []
        self.days = ((chart["date"] - pd.Timestamp(0)) / pd.Timedelta(days=1)).to_numpy(dtype=float)
        self.values = chart["value"].to_numpy(dtype=float)
        self.marks, self.far_marks = self._marks_within_reach(marks)

    def draw(self, *, title: str, unit: str, heading: bool) -> Figure:
        """The figure, with title and unit written above if `heading`."""
        height = self._heading(title, unit) if heading else 4.0
        if self.chart.empty:
            height += 64
            self._write(self.width / 2, height, "No values yet", color=MUTED, ha="center")
            return self._figure(height + 64)
        self._scales()
        height = self._flags(height)
        self._set_top(height)
        self._axes()
        self._process_lines()
        self._points()
        height = self._legend(self.bottom + 56)
        return self._figure(self._notes(height))

    # Where things are

    def _marks_within_reach(self, marks: Sequence[Mark]) -> tuple[list[Mark], list[Mark]]:
        """The marks on or near the time of the points, and the others. No points, no marks."""
        if not len(self.days):
            return [], []
        reach = max((self.days[-1] - self.days[0]) / 2, 30)
        near = [mark for mark in marks if self.days[0] - reach <= _day(mark.on) <= self.days[-1] + reach]
        return near, [mark for mark in marks if mark not in near]

    def _scales(self) -> None:
        """The ranges of both axes, and the room left and right for words."""
        limits = self.chart[["value", "lpl", "upl"]].to_numpy(dtype=float)
        low, high = float(np.nanmin(limits)), float(np.nanmax(limits))
        if high - low <= max(1e-9 * max(abs(high), abs(low)), TINIEST):
            pad = abs(high) / 10 if abs(high) > TINIEST else 1.0
            low, high = low - pad, high + pad
        span = high - low
        self.shown = [hope for hope in self.hopes if max(high, hope.number) - min(low, hope.number) <= FARTHEST * span]
        low = min([low, *(hope.number for hope in self.shown)])
        high = max([high, *(hope.number for hope in self.shown)])
        pad = 0.06 * (high - low)
        self.low, self.high = low - pad, high + pad
        self.tall = min(max(0.42 * self.width, 180.0), 300.0)
        self.ticks, self.tick_words = _value_ticks(self.low, self.high, int(self.tall // 38))
        self.left = max(layout.width_of(word, SIZE) for word in self.tick_words) + 8
        self.ends = self._end_words()
        self.right = self.width - max(layout.width_of(word, SIZE) for word, _, _ in self.ends) - 8
        times = [*self.days, *(_day(mark.on) for mark in self.marks)]
        self.first, self.last = min(times), max(times)
        if self.first == self.last:
            self.first, self.last = self.first - 15, self.last + 15

    def _set_top(self, top: float) -> None:
        self.top, self.bottom = top, top + self.tall

    def _x(self, day: float) -> float:
        room = self.right - self.left - 2 * INSIDE
        return float(self.left + INSIDE + room * (day - self.first) / (self.last - self.first))

    def _y(self, value: float) -> float:
        return float(self.bottom - self.tall * (value - self.low) / (self.high - self.low))

    def _end_words(self) -> list[tuple[str, float, str]]:
        """The words at the right-hand ends of lines: (words, value, colour)."""
        last = self.chart.iloc[-1]
        said = [(f"mean {self._number(last['mean'])}", float(last["mean"]), INK)]
        if last["upl"] > last["lpl"]:
            upper, lower = ("", "") if self.narrow else ("upper limit ", "lower limit ")
            said.append((f"{upper}{self._number(last['upl'])}", float(last["upl"]), MUTED))
            said.append((f"{lower}{self._number(last['lpl'])}", float(last["lpl"]), MUTED))
        for hope in self.hopes:
            colour = TARGET if hope.word == "target" else ACCENT
            number = plain_number(hope.number, spread=self.spread)
            if hope in self.shown:
                said.append((f"{hope.word} {number}", hope.number, colour))
            elif hope.number > self.high:
                said.append((f"{hope.word} {number} ↑", self.high, colour))
            else:
                said.append((f"{hope.word} {number} ↓", self.low, colour))
        return said

    def _number(self, value: float) -> str:
        return plain_number(float(value), spread=self.spread)

    # What is drawn

    def _heading(self, title: str, unit: str) -> float:
        y = 0.0
        for words in layout.wrapped(title, TITLE_SIZE * layout.BOLD, self.width, lines=4):
            y += 21
            self._write(0, y - 5, words, fontsize=TITLE_SIZE, fontweight=700)
        under = " · ".join(part for part in (unit, BETTER[self.direction]) if part)
        for words in layout.wrapped(under, SIZE, self.width, lines=2):
            y += LINE
            self._write(0, y - 3, words, color=MUTED)
        return y + 8

    def _flags(self, top: float) -> float:
        """The words of the marks; gives the y at which the plot can begin."""
        labels = [printable(mark.label) for mark in self.marks]
        placed, clean = self._placed(labels)
        if not clean or max((flag.row for flag in placed), default=0) >= MOST_ROWS:
            # No room for the words: letters above, the words below the picture.
            letters = [_letter(number) for number in range(len(labels))]
            self.key = list(zip(letters, labels, strict=True))
            placed, _ = self._placed(letters)
        rows = max((flag.row for flag in placed), default=-1) + 1
        below = top + rows * MARK_ROW + 4
        for mark, flag in zip(self.marks, placed, strict=True):
            y = top + (flag.row + 1) * MARK_ROW - 5
            event = mark.kind == "event"
            colour = ACCENT if event else MUTED
            look = {"color": colour, "lw": 1.6} if event else {"color": colour, "lw": 1.2, "ls": (0, (1, 2.5))}
            self._line([flag.x, flag.x], [y - 10, below + self.tall], **look)
            x = flag.left if flag.anchor == "start" else flag.right
            ha = "left" if flag.anchor == "start" else "right"
            self._write(x, y, flag.text, color=colour, ha=ha, gid=HALO)
        return below

    def _placed(self, labels: Sequence[str]) -> tuple[list[layout.Flag], bool]:
        lines = [self._x(_day(mark.on)) for mark in self.marks]
        return layout.flags(list(zip(lines, labels, strict=True)), size=SIZE, left=self.left, right=self.width)

    def _axes(self) -> None:
        self._line([self.left, self.right], [self.bottom, self.bottom], color=HAIRLINE, lw=1)
        for tick, word in zip(self.ticks, self.tick_words, strict=True):
            self._write(self.left - 8, self._y(tick) + 4.5, word, color=MUTED, ha="right")
        first, last = (date.fromordinal(_ordinal(float(day))) for day in (self.first, self.last))
        room = int((self.right - self.left) // 44)
        for day, upper, lower in layout.date_ticks(first, last, room=room):
            x = self._x(_day(day))
            self._line([x, x], [self.bottom, self.bottom + 4], color=MUTED, lw=1)
            self._write(x, self.bottom + 17, upper, color=MUTED, ha="center")
            if lower:
                self._write(x, self.bottom + 33, lower, color=MUTED, ha="center")

    def _process_lines(self) -> None:
        step = (self.days[-1] - self.days[0]) / max(len(self.days) - 1, 1) / 2
        for _, rows in self.chart.groupby("group"):
            begin = max(self._x(float(self.days[rows.index[0]] - step)), self.left)
            end = min(self._x(float(self.days[rows.index[-1]] + step)), self.right)
            if rows.index[-1] == len(self.days) - 1:
                end = self.right
            row = rows.iloc[0]
            for name in ("lpl", "upl"):
                if row["upl"] > row["lpl"]:
                    y = self._y(row[name])
                    self._line([begin, end], [y, y], color=MUTED, lw=1, ls=(0, (4, 3)))
            y = self._y(row["mean"])
            self._line([begin, end], [y, y], color=INK, lw=1.4)
        for hope in self.shown:
            y = self._y(hope.number)
            dots = (0, (1.5, 3)) if hope.word == "ambition" else (0, (7, 3, 1.5, 3))
            colour = ACCENT if hope.word == "ambition" else TARGET
            self._line([self.left, self.right], [y, y], color=colour, lw=1.6, ls=dots)
        wanted = [self._y(value) for _, value, _ in self.ends]
        places = layout.spread_out(wanted, gap=15, low=self.top + 6, high=self.bottom - 2)
        for (words, _, colour), place in zip(self.ends, places, strict=True):
            self._write(self.right + 6, place + 4.5, words, color=colour)

    def _points(self) -> None:
        xs = [self._x(float(day)) for day in self.days]
        ys = [self._y(float(value)) for value in self.values]
        self._line(xs, ys, color="#8d969c", lw=1.5)
        size = min(max(0.75 * (self.right - self.left) / len(xs), 3.5), 8.5)
        types = self.chart["point_type"].to_numpy()
        for kind in spc.POINT_TYPES:
            rows = np.flatnonzero(types == kind)
            if len(rows):
                self._marker([xs[row] for row in rows], [ys[row] for row in rows], kind, size)

    def _legend(self, y: float) -> float:
        """What the shapes mean, as many a row as fit; gives the y below."""
        x = 0.0
        entries = [kind for kind in spc.POINT_TYPES if (self.chart["point_type"] == kind).any()]
        if self.narrow and (self.chart["upl"] > self.chart["lpl"]).any():
            entries.append("limits")
        for entry in entries:
            words = WORD.get(entry, entry)
            room = 20 + layout.width_of(words, SIZE)
            if x and x + room > self.width:
                x, y = 0.0, y + LINE
            if entry == "limits":
                self._line([x, x + 15], [y - 4.5, y - 4.5], color=MUTED, lw=1, ls=(0, (4, 3)))
            else:
                self._marker([x + 7], [y - 4.5], entry, 8.5)
            self._write(x + 20, y, words, color=MUTED)
            x += room + 16
        return y + 8

    def _notes(self, y: float) -> float:
        for letter, label in self.key:
            self._write(0, y + LINE - 4, letter, fontweight=700)
            for words in layout.wrapped(label, SIZE, self.width - 22, lines=2):
                y += LINE
                self._write(22, y - 4, words, color=MUTED)
        if not self.far_marks:
            return y + 4
        listed = "; ".join(f"{printable(mark.label)} ({long_date(mark.on)})" for mark in self.far_marks)
        for words in layout.wrapped(f"Outside this picture: {listed}", SIZE, self.width, lines=3):
            y += LINE
            self._write(0, y - 4, words, color=MUTED)
        return y + 4

    def _write(self, x: float, y: float, words: str, **look: object) -> None:
        self.texts.append((x, y, words, {"fontsize": SIZE, "color": INK, **look}))

    def _line(self, xs: Sequence[float], ys: Sequence[float], **look: object) -> None:
        self.lines.append((xs, ys, look))

    def _marker(self, xs: Sequence[float], ys: Sequence[float], kind: str, size: float) -> None:
        grown = size if kind == spc.COMMON else size + 1.0
        look = {"ls": "none", "marker": shape_of(kind, self.direction), "ms": grown}
        self.lines.append((xs, ys, look | {"mfc": FILL[kind], "mec": EDGE[kind], "mew": 1.0}))

    def _figure(self, height: float) -> Figure:
        from matplotlib.figure import Figure  # noqa: PLC0415  # slow to import, and few pages draw
        from matplotlib.lines import Line2D  # noqa: PLC0415
        from matplotlib.transforms import Affine2D  # noqa: PLC0415

        height = float(round(height))
        figure = Figure(figsize=(self.width / 72, height / 72), dpi=72)
        figure.patch.set_visible(False)
        pixels = Affine2D().scale(1, -1).translate(0, height).scale(1 / 72) + figure.dpi_scale_trans
        for xs, ys, look in self.lines:
            figure.add_artist(Line2D(xs, ys, transform=pixels, **look))  # pyright: ignore[reportArgumentType]
        for x, y, words, look in self.texts:
            figure.text(x, y, words, transform=pixels, parse_math=False, **look)  # pyright: ignore[reportArgumentType]
        return figure


def _day(moment: date) -> float:
    """Days since 1970, as the points count them."""
    return float((moment - date(1970, 1, 1)).days)


def _letter(number: int) -> str:
    """A, B, … Z, A2, B2, …: a short name for a mark."""
    turn, place = divmod(number, 26)
    return chr(ord("A") + place) + (str(turn + 1) if turn else "")


def _ordinal(day: float) -> int:
    return (date(1970, 1, 1) + timedelta(days=floor(day))).toordinal()


def _value_ticks(low: float, high: float, room: int) -> tuple[list[float], list[str]]:
    """Round numbers between two values, and the words for them."""
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
