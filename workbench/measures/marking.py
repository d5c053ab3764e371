"""The marks of a chart drawn: named upright lines, a strip of numbered ticks under the plot, and their key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from workbench.measures import layout
from workbench.measures.canvas import LINE, SIZE, Canvas
from workbench.measures.looks import HAIRLINE, MARKS, MUTED, WHITE
from workbench.measures.marks import ON_THE_STRIP, Mark, short_day, undated
from workbench.measures.svg import HALO, printable

ROW = 18.0
"""Height of a row of words above the plot."""
STRIP = 37.0
"""Height of one strip: the symbols on a line, their numbers below."""
MOST_ROWS = 6
HARD = "\u00a0"
"""A space at which no line breaks."""
MOST_WORDS = 12
"""With more upright lines than this, no words are tried."""
LONGEST_KEY = 20
"""Lines of the key of one strip; what is more is cut with …."""
BESIDE = 9.0
"""From an upright line to its words: room for its symbol."""
LEAST, MOST = 4.5, 8.0
"""The smallest and the largest symbol, in pixels."""
LONGEST_LABEL = 300.0
"""Pixels of one label in the key of a strip."""


class Marking:
    """The marks of one chart on its canvas; `x_of` gives the place of a day once the scales are known."""

    def __init__(self, canvas: Canvas, marks: Sequence[Mark], *, narrow: bool) -> None:
        """Sort the marks: those with an upright line, and those that stand on a strip."""
        self._canvas = canvas
        self.lines = [mark for mark in marks if mark.kind not in ON_THE_STRIP]
        found = {kind: [mark for mark in marks if mark.kind == kind] for kind in ON_THE_STRIP}
        self.strips = {kind: own for kind, own in found.items() if own}
        self.names = {kind: MARKS[kind].word.rsplit(" ", 1)[-1] if narrow else MARKS[kind].word for kind in self.strips}
        self._key: list[tuple[str, str, str]] = []

    def flags(self, top: float, *, tall: float, x_of: Callable[[date], float], left: float, right: float) -> float:
        """The upright lines with their words above a plot that is `tall`; gives the y at which the plot begins."""
        labels = [printable(mark.label) for mark in self.lines]
        xs = [x_of(mark.on) for mark in self.lines]
        placed = self._placed(xs, labels, left, right)
        if placed is None:
            return self._letters(top, xs, tall)
        rows = max((flag.row for flag in placed), default=-1) + 1
        below = top + rows * ROW + 4
        for mark, label, flag in zip(self.lines, labels, placed, strict=True):
            y = top + (flag.row + 1) * ROW - 5
            self._line(flag.x, y - 5, below + tall, mark.look)
            start = flag.anchor == "start"
            x, ha = (flag.left, "left") if start else (flag.right, "right")
            self._canvas.write(x, y, flag.text, color=MARKS[mark.look].colour, ha=ha, gid=HALO)
            if flag.text != label:
                self._key.append((flag.text, mark.look, label))
        return below

    def _placed(
        self, xs: Sequence[float], labels: Sequence[str], left: float, right: float
    ) -> list[layout.Flag] | None:
        """Where the words go, the longest of them shortened to letters one by one until all fit; None if they never do.

        Letters stand for words from left to right, A for the first that is shortened.
        """
        longest = sorted(range(len(labels)), key=lambda number: -layout.width_of(labels[number], SIZE))
        for many in range(len(labels) if len(labels) <= MOST_WORDS else 1):
            short = sorted(longest[:many])
            said = [_letter(short.index(n)) if n in short else label for n, label in enumerate(labels)]
            placed, clean = layout.flags(
                list(zip(xs, said, strict=True)), size=SIZE, left=left, right=right, gap=BESIDE
            )
            if clean and max(flag.row for flag in placed) < MOST_ROWS:
                return placed
        return None if labels else []

    def _letters(self, top: float, xs: Sequence[float], tall: float) -> float:
        """No room for the words: letters above the lines, in as many rows as keep them apart; the words go below."""
        ends: list[float] = []
        rows: list[int] = []
        for number, x in enumerate(xs):
            half = layout.width_of(_letter(number), SIZE) / 2
            row = next((row for row, end in enumerate(ends) if end <= x - half), len(ends))
            ends[row : row + 1] = [x + half + 2]
            rows.append(row)
        begin = top + len(ends) * (ROW - 3)
        for number, (mark, x, row) in enumerate(zip(self.lines, xs, rows, strict=True)):
            self._line(x, begin + 7, begin + 16 + tall, mark.look)
            y = begin - row * (ROW - 3) - 3
            self._canvas.write(x, y, _letter(number), color=MARKS[mark.look].colour, ha="center")
            self._key.append((_letter(number), mark.look, printable(mark.label)))
        return begin + 16

    def strip(self, y: float, *, x_of: Callable[[date], float], left: float, right: float) -> float:
        """One strip for each kind of which there are many, from y down; gives the y below."""
        for kind, own in self.strips.items():
            middle = y + 9
            self._canvas.line([left, right], [middle, middle], color=HAIRLINE, lw=1)
            self._canvas.write(right + 6, middle + 4.5, self.names[kind], color=MARKS[kind].colour)
            free = left
            xs = [x_of(mark.on) for mark in own]
            nearest = min((b - a for a, b in pairwise(xs) if b > a), default=MOST)
            for number, x in enumerate(xs, 1):
                self._symbol(x, middle, kind, size=min(max(nearest - 2, LEAST), MOST))
                half = layout.width_of(str(number), SIZE) / 2
                if x - half >= free:
                    self._canvas.write(x, middle + 19, str(number), color=MARKS[kind].colour, ha="center")
                    free = x + half + 3
            y += STRIP
        return y

    def legend(self) -> list[tuple[str, Callable[[float, float], None]]]:
        """What each kind of upright line means: its word, and how to draw a sample of it at (x, y)."""
        present = [kind for kind in MARKS if any(mark.look == kind for mark in self.lines)]
        return [(MARKS[kind].word, lambda x, y, kind=kind: self._sample(x, y, kind)) for kind in present]

    def key(self, y: float) -> float:
        """What the letters and the numbers stand for, from y down; gives the y below."""
        canvas = self._canvas
        half = canvas.width / 2
        columns = 2 if all(layout.width_of(label, SIZE) <= half - 50 for _, _, label in self._key) else 1
        many = -(-len(self._key) // columns)
        ends = [y]
        for column, entries in enumerate((self._key[:many], self._key[many:])):
            x, at = column * half, y
            for letter, kind, label in entries:
                canvas.write(x, at + LINE - 4, letter, fontweight=700)
                self._symbol(x + 28, at + LINE - 8.5, kind)
                for words in layout.wrapped(label, SIZE, canvas.width / columns - 42, lines=2) or [""]:
                    at += LINE
                    canvas.write(x + 42, at - 4, words, color=MUTED)
            ends.append(at)
        y = max(ends)
        for kind, own in self.strips.items():
            self._symbol(7, y + LINE - 8.5, kind)
            for words in _numbered(MARKS[kind].word, own, canvas.width - 20):
                y += LINE
                canvas.write(20, y - 4, words, color=MUTED)
        return y

    def _line(self, x: float, top: float, bottom: float, kind: str) -> None:
        look = MARKS[kind]
        self._canvas.line([x, x], [top, bottom], color=look.colour, lw=look.weight, dashes=look.dashes)
        self._symbol(x, top, kind)

    def _symbol(self, x: float, y: float, kind: str, *, size: float = 0.0) -> None:
        look = MARKS[kind]
        self._canvas.symbols(
            [x],
            [y],
            shape=look.symbol,
            size=size or (6.5 if look.symbol == "x" else MOST),
            fill=look.colour if look.filled else WHITE,
            edge=look.colour,
            lw=0.8 if look.filled and look.symbol != "x" else 1.4,
        )

    def _sample(self, x: float, y: float, kind: str) -> None:
        look = MARKS[kind]
        self._canvas.line([x + 7] * 2, [y - 15, y + 5], color=look.colour, lw=look.weight, dashes=look.dashes)
        self._symbol(x + 7, y - 5, kind)


def _numbered(word: str, marks: Sequence[Mark], width: float) -> list[str]:
    """The key of a strip: its word, then every number with what was on that day; the day once where it repeats."""
    days = [f"({short_day(mark.on)})".replace(" ", HARD) for mark in marks]
    days = [day if day != then else "" for day, then in pairwise([*days, ""])]
    labels = [layout.shortened(printable(undated(mark)), SIZE, LONGEST_LABEL) for mark in marks]
    told = [
        " ".join(filter(None, said)).join((f"{n}{HARD}", ""))
        for n, said in enumerate(zip(labels, days, strict=True), 1)
    ]
    return layout.wrapped(f"{word[0].upper()}{word[1:]}: {'; '.join(told)}", SIZE, width, lines=LONGEST_KEY)


def _letter(number: int) -> str:
    """A, B, … Z, A2, B2, …: a short name for a mark."""
    turn, place = divmod(number, 26)
    return chr(ord("A") + place) + (str(turn + 1) if turn else "")
