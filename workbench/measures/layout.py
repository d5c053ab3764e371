"""Where the words of a chart go: widths, wrapped lines, labels clear of one another, calendar ticks.

All lengths are in pixels of the drawing, x to the right and y downwards. The reader's own font is unknown
when a picture is made, so widths of words are estimates that suit a broad one (DejaVu Sans).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from unicodedata import combining, east_asian_width

from workbench.measures.reading import MONTHS

_NARROW = frozenset("iljtfrI.,:;'|!()[] \u00a0-·’‘")
_BROAD = frozenset("ABCDEGHKNOPQRUVXYZ")
_BROADEST = frozenset("mwMW%@#—…+=−↑↓")
BOLD = 1.13
"""How much wider bold words are."""


def width_of(text: str, size: float) -> float:
    """How wide a line of text is at a font size, a generous estimate; 0 for no text."""
    return size * sum(_em(letter) for letter in text)


def _em(letter: str) -> float:
    if combining(letter):
        return 0.0
    if letter in _NARROW:
        return 0.38
    if letter in _BROADEST:
        return 0.96
    if ord(letter) > 0x2FFF or east_asian_width(letter) in "WF":
        return 1.05
    return 0.76 if letter in _BROAD else 0.64


def shortened(text: str, size: float, width: float) -> str:
    """The text, cut with … where it would be wider than `width`."""
    if width_of(text, size) <= width:
        return text
    kept = text
    while kept and width_of(kept + "…", size) > width:
        kept = kept[:-1]
    return kept.rstrip(" ,;:-") + "…"


def wrapped(text: str, size: float, width: float, *, lines: int) -> list[str]:
    """The text on at most `lines` lines, broken at spaces (not at hard ones); what does not fit is cut with …."""
    made: list[str] = []
    line = ""
    for word in filter(None, text.split(" ")):
        tried = f"{line} {word}" if line else word
        if line and width_of(tried, size) > width:
            made.append(line)
            line = word
        else:
            line = tried
    if line:
        made.append(line)
    if len(made) > lines:
        made = [*made[: lines - 1], " ".join(made[lines - 1 :])]
    return [shortened(item, size, width) for item in made]


def spread_out(wanted: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Positions near the wanted ones, in the same order, `gap` apart, between `low` and `high`.

    Where there is no room for all, they keep the gap and run over the upper end. Ties keep the order given.
    """
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    placed = [min(max(wanted[number], low), high) for number in order]
    for number in range(1, len(placed)):
        placed[number] = max(placed[number], placed[number - 1] + gap)
    if placed and placed[-1] > high:
        placed[-1] = high
        for number in range(len(placed) - 2, -1, -1):
            placed[number] = min(placed[number], placed[number + 1] - gap)
    if placed and placed[0] < low:
        placed = [max(place, low + number * gap) for number, place in enumerate(placed)]
    found = [0.0] * len(placed)
    for place, number in zip(placed, order, strict=True):
        found[number] = place
    return found


@dataclass(frozen=True, slots=True)
class Flag:
    """A label beside an upright line: words, the line's x, the row (0 on top), its side, its two ends."""

    text: str
    x: float
    row: int
    anchor: str
    left: float
    right: float


def flags(
    labels: Sequence[tuple[float, str]], *, size: float, left: float, right: float, gap: float = 5
) -> tuple[list[Flag], bool]:
    """Rows for the labels of upright lines so that no label meets another, nor a line passing its row.

    `labels`: (x of the line, words), from left to right. A line runs from its own row down to the plot.
    Labels are tried from left to right, standing right of their lines where they can, and the other way
    round; the way with fewer rows wins. The second thing returned is False if neither works: then one label
    is cut with …, or stands in a row of its own where a line crosses it.
    """
    forward = _greedy(labels, size=size, left=left, right=right, gap=gap, sides=("start", "end"))
    backward = _greedy(labels[::-1], size=size, left=left, right=right, gap=gap, sides=("end", "start"))
    backward = (backward[0][::-1], backward[1])

    def cost(way: tuple[list[Flag], bool]) -> tuple[bool, int]:
        return not way[1], max((flag.row for flag in way[0]), default=0)

    return min(forward, backward, key=cost)


def _greedy(
    labels: Iterable[tuple[float, str]],
    *,
    size: float,
    left: float,
    right: float,
    gap: float,
    sides: tuple[str, str],
) -> tuple[list[Flag], bool]:
    """Each label in turn in the highest row where it is free; and whether all were, uncut."""
    placed: list[Flag] = []
    clean = True
    for x, words in labels:
        text = shortened(words, size, right - left - gap)
        wide = width_of(text, size)
        starts = {"start": x + gap, "end": x - gap - wide}
        tries = (
            Flag(text, x, row, side, starts[side], starts[side] + wide)
            for row in range(len(placed) + 1)
            for side in sides
            if starts[side] >= left and starts[side] + wide <= right
        )
        free = next((item for item in tries if not any(_in_the_way(item, other, gap) for other in placed)), None)
        if free is None:
            start = min(max(x + gap, left), right - wide)
            lowest = max((other.row for other in placed), default=-1) + 1
            free = Flag(text, x, lowest, "start", start, start + wide)
            clean = False
        placed.append(free)
        clean = clean and text == words
    return placed, clean


def _in_the_way(item: Flag, other: Flag, gap: float) -> bool:
    if item.row == other.row and item.left < other.right + 2 * gap and other.left < item.right + 2 * gap:
        return True
    if other.row <= item.row and item.left < other.x < item.right:
        return True
    return item.row <= other.row and other.left < item.x < other.right


def date_ticks(first: date, last: date, *, room: int) -> list[tuple[date, str, str]]:
    """Days to write under a time axis: (day, upper word, lower word), at most about `room` of them.

    The step is the finest of 1, 2 days, 1, 2, 4 weeks, 1, 2, 3, 6 months, 1, 2, 5, 10 … years that fits. The
    lower word is the year (with days: the month), written where it changes.
    """
    room = max(room, 1)
    days = (last - first).days
    for step in (1, 2, 7, 14):
        if days / step < room and days < 28 * 3:
            found = [first + timedelta(days=step * number) for number in range(days // step + 1)]
            return _with_lower(found, "day")
    months = (last.year - first.year) * 12 + last.month - first.month
    for step in (1, 2, 3, 6):
        if months / step < room:
            return _with_lower(_month_starts(first, last, step), "month")
    step = next((12 * years for years in (1, 2, 5, 10, 20, 50, 100) if months / 12 / years < room), 2400)
    return [(day, str(day.year), "") for day in _month_starts(first, last, step)]


def _month_starts(first: date, last: date, step: int) -> list[date]:
    count = first.year * 12 + first.month - 1 + (first.day > 1)
    count += -count % step
    found: list[date] = []
    while (day := date(count // 12, count % 12 + 1, 1)) <= last:
        found.append(day)
        count += step
    return found


def _with_lower(found: list[date], kind: str) -> list[tuple[date, str, str]]:
    ticks: list[tuple[date, str, str]] = []
    before = ""
    for day in found:
        month = MONTHS[day.month - 1][:3]
        lower = f"{month} {day.year}" if kind == "day" else str(day.year)
        ticks.append((day, str(day.day) if kind == "day" else month, "" if lower == before else lower))
        before = lower
    return ticks
