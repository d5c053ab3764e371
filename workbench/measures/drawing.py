"""The drawing of a chart of any kind: its points and lines, its marks, its axes and its legend, for one width."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbench.errors import BadInput
from workbench.measures import chart, layout
from workbench.measures.canvas import LINE, SIZE, TITLE_SIZE, Canvas
from workbench.measures.hopes import Hope
from workbench.measures.looks import (
    ACCENT,
    EDGE,
    FILL,
    HAIRLINE,
    INK,
    MUTED,
    PATH_OF_VALUES,
    SMALL,
    TARGET,
    WHITE,
    WORD,
    hidden_words,
    shape_of,
)
from workbench.measures.marking import Marking
from workbench.measures.marks import Mark
from workbench.measures.numbers import plain_number, spread_of
from workbench.measures.scales import Days, Heights, day_number
from workbench.measures.standing import BETTER, centre_word, hidden_points
from workbench.measures.svg import printable
from workbench.words import long_date

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTHS = range(240, 2401)
NARROW = 460
CLOSEST = 3.2
"""Points nearer to one another than so many pixels are drawn as a line, and only those that stand out as shapes."""
LIMIT_DASHES = (4, 3)


class Picture:
    """One chart laid out for one width; `draw` gives the figure."""

    def __init__(
        self,
        charted: chart.Chart,
        *,
        direction: str,
        hopes: Sequence[Hope] = (),
        marks: Sequence[Mark] = (),
        width: int = 640,
        hidden_as: str = SMALL,
        hidden_on: Sequence[date] = (),
    ) -> None:
        """Check what the picture is made of. Raises `BadInput` for a width that cannot be."""
        if width not in WIDTHS:
            raise BadInput(f"A chart cannot be drawn {width} pixels wide; choose {WIDTHS[0]} to {WIDTHS[-1]}.")
        self.kind, self.points, self.notes = charted.kind, charted.points, charted.notes
        self.direction, self.width, self.narrow = direction, float(width), width < NARROW
        self.spread = spread_of(self.points)
        self.hopes, self.hidden_as = tuple(hopes), printable(hidden_as)
        self.canvas = Canvas(self.width)
        self.dashes: tuple[float, ...] = LIMIT_DASHES
        self.days = ((self.points["date"] - pd.Timestamp(0)) / pd.Timedelta(days=1)).to_numpy(dtype=float)
        self.values = self.points["value"].to_numpy(dtype=float)
        self.hidden = hidden_points(self.points)
        self.left_out = [day_number(day) for day in hidden_on]
        self.near_marks, self.far_marks = self._marks_within_reach(marks)
        self.marking = Marking(self.canvas, self.near_marks, narrow=self.narrow)

    def draw(self, *, title: str, unit: str, heading: bool, margin: float = 0.0) -> Figure:
        """The figure, with title and unit written above if `heading`, and a margin around it all."""
        height = self._heading(title, unit) if heading else 4.0
        if self.points.empty:
            height += 64
            none = "No value that can be shown" if self.left_out else "No values yet"
            self.canvas.write(self.width / 2, height, none, color=MUTED, ha="center")
            return self.canvas.figure(height + 64, margin=margin)
        self._scales()
        axis = self.axis
        height = self.marking.flags(height, tall=self.tall, x_of=axis.x_of, left=axis.left, right=self.width)
        self.heights.place(height, self.tall)
        lower = self._axes()
        self._process_lines()
        self._points()
        height = self.marking.strip(lower, x_of=axis.x_of, left=axis.left, right=axis.right)
        height = self._legend(height + 18)
        return self.canvas.figure(self._below(height, self.notes if heading else ()), margin=margin)

    # Where things are

    def _marks_within_reach(self, marks: Sequence[Mark]) -> tuple[list[Mark], list[Mark]]:
        """The marks on or near the time of the points, and the others. No points, no marks."""
        if not len(self.days):
            return [], []
        reach = max((self.days[-1] - self.days[0]) / 2, 30)
        first, last = self.days[0] - reach, self.days[-1] + reach
        near = [mark for mark in marks if first <= day_number(mark.on) <= last]
        return near, [mark for mark in marks if mark not in near]

    def _scales(self) -> None:
        """The ranges of both axes, and the room left and right for words."""
        self.heights = Heights(self.points, kind=self.kind, wished=[hope.number for hope in self.hopes])
        self.tall = min(max(0.42 * self.width, 180.0), 300.0)
        self.ticks, self.tick_words = self.heights.ticks(int(self.tall // 38))
        left = max(layout.width_of(word, SIZE) for word in self.tick_words) + 8
        self.ends = self._end_words()
        at_the_right = [*(words for words, _, _ in self.ends), *self.marking.names.values()]
        right = self.width - max(layout.width_of(words, SIZE) for words in at_the_right) - 8
        days = [*self.days.tolist(), *self.left_out, *(day_number(mark.on) for mark in self.near_marks)]
        self.axis = Days(days, left=left, right=right)

    def _end_words(self) -> list[tuple[str, float, str]]:
        """The words at the right-hand ends of lines: (words, value, colour)."""
        last = self.points.iloc[-1]
        said = [(f"{centre_word(self.kind)} {self._number(last['mean'])}", float(last["mean"]), INK)]
        for words, limit in self._limits():
            outside = limit > self.heights.high
            named = f"{'' if self.narrow else words}{self._number(limit)}{' ↑' if outside else ''}"
            said.append((named, min(limit, self.heights.high), MUTED))
        for hope in self.hopes:
            colour = TARGET if hope.word == "target" else ACCENT
            words = f"{hope.word} {plain_number(hope.number, spread=self.spread)}"
            if hope.number in self.heights.shown:
                said.append((words, hope.number, colour))
            elif hope.number > self.heights.high:
                said.append((f"{words} ↑", self.heights.high, colour))
            else:
                said.append((f"{words} ↓", self.heights.low, colour))
        return said

    def _limits(self) -> list[tuple[str, float]]:
        """The limits at the last point that say something: known, and not the centre itself."""
        last = self.points.iloc[-1]
        named = (("upper limit ", last["upl"]), ("lower limit ", last["lpl"]))
        return [(words, float(limit)) for words, limit in named if pd.notna(limit) and limit != last["mean"]]

    def _number(self, value: float) -> str:
        return plain_number(float(value), spread=self.spread)

    # What is drawn

    def _heading(self, title: str, unit: str) -> float:
        y = 0.0
        for words in layout.wrapped(title, TITLE_SIZE * layout.BOLD, self.width, lines=4):
            y += 21
            self.canvas.write(0, y - 5, words, fontsize=TITLE_SIZE, fontweight=700)
        under = " · ".join(part for part in (unit, BETTER[self.direction]) if part)
        for words in layout.wrapped(under, SIZE, self.width, lines=2):
            y += LINE
            self.canvas.write(0, y - 3, words, color=MUTED)
        return y + 8

    def _axes(self) -> float:
        """Both axes; gives the y below their words."""
        axis, bottom = self.axis, self.heights.bottom
        self.canvas.line([axis.left, axis.right], [bottom, bottom], color=HAIRLINE, lw=1)
        for tick, word in zip(self.ticks, self.tick_words, strict=True):
            self.canvas.write(axis.left - 8, self.heights.y(tick) + 4.5, word, color=MUTED, ha="right")
        first, last = axis.ends()
        ticks = layout.date_ticks(first, last, room=int((axis.right - axis.left) // 44))
        for day, upper, lower in ticks:
            x = axis.x_of(day)
            self.canvas.line([x, x], [bottom, bottom + 4], color=MUTED, lw=1)
            self.canvas.write(x, bottom + 17, upper, color=MUTED, ha="center")
            if lower:
                self.canvas.write(x, bottom + 33, lower, color=MUTED, ha="center")
        return bottom + (40 if any(lower for _, _, lower in ticks) else 24)

    def _process_lines(self) -> None:
        """The centre and the limits of each group, and the hoped-for numbers, with their words at the end."""
        edges = self._edges()
        stepping = any(self.points.groupby("group")[column].nunique().max() > 1 for column in ("lpl", "upl"))
        if stepping and (self.axis.right - self.axis.left) / len(self.days) < sum(LIMIT_DASHES):
            self.dashes = ()  # steps shorter than a dash would look torn
        for _, rows in self.points.groupby("group"):
            begin, end = rows.index[0], rows.index[-1] + 1
            own = [*edges[begin:end], edges[end] if end < len(edges) - 1 else self.axis.right]
            own[0] = max(own[0], self.axis.left)
            centre = rows["mean"].to_numpy(dtype=float)
            for column in ("lpl", "upl"):
                limit = self.heights.within(rows[column].to_numpy(dtype=float))
                self._stepped(own, np.where(limit == centre, np.nan, limit), color=MUTED, lw=1, dashes=self.dashes)
            self._stepped(own, centre, color=INK, lw=1.4)
        for hope in self.hopes:
            if hope.number in self.heights.shown:
                y = self.heights.y(hope.number)
                dashes = (1.5, 3) if hope.word == "ambition" else (7, 3, 1.5, 3)
                colour = ACCENT if hope.word == "ambition" else TARGET
                self.canvas.line([self.axis.left, self.axis.right], [y, y], color=colour, lw=1.6, dashes=dashes)
        wanted = [self.heights.y(value) for _, value, _ in self.ends]
        places = layout.spread_out(wanted, gap=15, low=self.heights.top + 6, high=self.heights.bottom - 2)
        for (words, _, colour), place in zip(self.ends, places, strict=True):
            self.canvas.write(self.axis.right + 6, place + 4.5, words, color=colour)

    def _edges(self) -> list[float]:
        """Where the line of each point begins: halfway to the one before; and where the last one's ends."""
        step = (self.days[-1] - self.days[0]) / max(len(self.days) - 1, 1) / 2
        halfway = (self.days[1:] + self.days[:-1]) / 2
        return [self.axis.x(float(day)) for day in (self.days[0] - step, *halfway, self.days[-1] + step)]

    def _stepped(
        self, edges: Sequence[float], values: np.ndarray, *, color: str, lw: float, dashes: Sequence[float] = ()
    ) -> None:
        """A line that keeps to each value from its edge to the next, and breaks where there is none."""
        breaks = np.flatnonzero(np.diff(np.isnan(values))) + 1
        for rows in np.split(np.arange(len(values)), breaks):
            if np.isnan(values[rows[0]]):
                continue
            turns = [rows[0], *(row for row in rows[1:] if values[row] != values[row - 1]), rows[-1] + 1]
            xs: list[float] = []
            ys: list[float] = []
            for begin, end in pairwise(turns):
                xs += [edges[begin], edges[end]]
                ys += [self.heights.y(float(values[begin]))] * 2
            self.canvas.line(xs, ys, color=color, lw=lw, dashes=dashes)

    def _points(self) -> None:
        xs = np.array([self.axis.x(float(day)) for day in self.days])
        ys = np.array([self.heights.y(float(value)) for value in self.values])
        self.canvas.line(xs.tolist(), ys.tolist(), color=PATH_OF_VALUES, lw=1.5)
        apart = (self.axis.right - self.axis.left) / len(xs)
        self.crowded = apart < CLOSEST
        size = min(max(0.75 * apart, 3.5), 8.5)
        types = self.points["point_type"].to_numpy()
        for kind in chart.POINT_TYPES:
            for hollow in (True,) if self.crowded and kind == chart.COMMON else (False, True):
                rows = np.flatnonzero((types == kind) & (self.hidden == hollow))
                if len(rows):
                    self._shape(xs[rows].tolist(), ys[rows].tolist(), kind, size, hollow=hollow)
        if self.left_out:
            on = [self.axis.x(day) for day in self.left_out]
            self._shape(on, [self.heights.bottom] * len(on), chart.COMMON, size, hollow=True)

    def _legend(self, y: float) -> float:
        """What the shapes mean, as many a row as fit; gives the y below."""
        x = 0.0
        for words, draw in self._legend_entries():
            room = 20 + layout.width_of(words, SIZE)
            if x and x + room > self.width:
                x, y = 0.0, y + LINE + 2
            draw(x, y)
            self.canvas.write(x + 20, y, layout.shortened(words, SIZE, self.width - 20), color=MUTED)
            x += room + 16
        return y + 8

    def _legend_entries(self) -> list[tuple[str, Callable[[float, float], None]]]:
        """The words of the legend, each with how to draw its sample at (x, y)."""

        def shape(kind: str, *, hollow: bool = False) -> Callable[[float, float], None]:
            if self.crowded and kind == chart.COMMON and not hollow:
                return lambda x, y: self.canvas.line([x, x + 15], [y - 4.5] * 2, color=PATH_OF_VALUES, lw=1.5)
            return lambda x, y: self._shape([x + 7], [y - 4.5], kind, 8.5, hollow=hollow)

        def limit(x: float, y: float) -> None:
            self.canvas.line([x, x + 15], [y - 4.5] * 2, color=MUTED, lw=1, dashes=self.dashes)

        present = [kind for kind in chart.POINT_TYPES if (self.points["point_type"] == kind).any()]
        entries = [(WORD[kind], shape(kind)) for kind in present]
        if self.hidden.any() or self.left_out:
            entries.append((hidden_words(self.hidden_as), shape(chart.COMMON, hollow=True)))
        if self.narrow and self._limits():
            entries.append(("limits", limit))
        return [*entries, *self.marking.legend()]

    def _below(self, y: float, notes: Sequence[str]) -> float:
        """The key of the marks, the marks outside, and what a reader has to know; gives the y below."""
        y = self.marking.key(y)
        told = "; ".join(f"{printable(mark.label)} ({long_date(mark.on)})" for mark in self.far_marks)
        for said in ([f"Outside this picture: {told}"] if told else []) + list(notes):
            for words in layout.wrapped(said, SIZE, self.width, lines=3):
                y += LINE
                self.canvas.write(0, y - 4, words, color=MUTED)
        return y + 4

    def _shape(self, xs: Sequence[float], ys: Sequence[float], kind: str, size: float, *, hollow: bool) -> None:
        self.canvas.symbols(
            xs,
            ys,
            shape=shape_of(kind, self.direction),
            size=size if kind == chart.COMMON else size + 1.0,
            fill=WHITE if hollow else FILL[kind],
            edge=EDGE[kind],
            lw=1.4 if hollow else 1.0,
        )
