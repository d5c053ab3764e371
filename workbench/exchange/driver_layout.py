"""Where everything on a driver diagram stands: columns of boxes, and lines that run between them and never through.

A line that passes a column gets a lane of its own there, so the layout is that of a layered graph: order each column
so that few lines cross (by the mean place of what a box hangs on, then by changing neighbours: Sugiyama, Tagawa & Toda
1981), then bring each box as near as it goes to the middle of its neighbours (least squares that keep the order).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import Any, Final

import networkx as nx

from workbench.exchange import drawn, letters
from workbench.exchange.spacing import kept_apart

NARROWEST, WIDEST = 118, 232
"""Pixels that a box can be wide."""
GAPS: Final = (36, 76)
"""Pixels between two columns: on a narrow page, and where there is room."""
LETTER: Final = 15
SMALL: Final = 13
ROW: Final = 20
"""Pixels from one line of words to the next."""
PADDING: Final = (8, 11)
"""Pixels between a box's edge and its words, in boxes narrower than `ROOMY` and in others."""
ROOMY: Final = 150
LEAST: Final = 44
"""Pixels that a box is high at least: it can be pressed."""
HEADING: Final = 34
APART: Final = 16
LANE: Final = 12
PORTS: Final = 9
"""Pixels from the middle of a box at which each of two kinds of lines leaves it."""
BOLD: Final = 1.12
"""How much wider bold letters are: an aim's."""
SWEEPS: Final = 6
DRIVERS: Final = ("Primary drivers", "Secondary drivers", "Further drivers")
MEASURED: Final = "measured by"
NAMELESS: Final = "without a name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box: `x` and `y` are its upper left corner, `lines` its words.

    `above` stands over them: a prototype's number and stage, else it is empty.
    """

    id: str
    role: str
    label: str
    lines: tuple[str, ...]
    above: str
    stage: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What joins two boxes, from the aim outwards: `path` is SVG's, `tip` is where the one is contributed to."""

    source: str
    target: str
    kind: str
    expectation: str | None
    path: str
    tip: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A whole diagram in pixels; `columns` are where each begins (all are `column` wide), and its heading."""

    width: float
    height: float
    column: float
    padding: float
    columns: tuple[tuple[float, str], ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def lay_out(graph: nx.DiGraph, *, width: float | None = None) -> Layout:
    """The layout of a graph such as `workbench.prototypes.diagram.graph` makes; without boxes if it has no nodes.

    `width` are the pixels that there are; boxes get narrower to keep to them as far as words stay readable, and are as
    wide as is comfortable if it is None. Boxes that contribute to the same keep the order of their places. The same
    graph gives the same layout, in whatever order its nodes come.
    """
    return _LayingOut(graph, width).layout()


class _LayingOut:
    def __init__(self, graph: nx.DiGraph, width: float | None) -> None:
        self.given: dict[Hashable, dict[str, Any]] = {node: dict(data) for node, data in graph.nodes(data=True)}
        levels = sorted({data["level"] for data in self.given.values()})
        self.column_of = {node: levels.index(data["level"]) for node, data in self.given.items()}
        self.count = len(levels)
        self.gap, self.wide = _widths(self.count, width)
        self.padding = PADDING[self.wide >= ROOMY]
        self.edges = sorted(
            ((one, other, data) for one, other, data in graph.edges(data=True)),
            key=lambda edge: (str(edge[0]), str(edge[1])),
        )
        self.words = {node: self._words(data) for node, data in self.given.items()}
        self.ways = [self._way(one, other) for one, other, _ in self.edges]
        self.before: dict[Hashable, set[Hashable]] = defaultdict(set)
        self.after: dict[Hashable, set[Hashable]] = defaultdict(set)
        for way in self.ways:
            for one, other in pairwise(way):
                self.after[one].add(other)
                self.before[other].add(one)
        self.columns = self._ordered()
        self.middle = self._placed()

    # --- what stands where ---

    def _words(self, data: Mapping[str, Any]) -> tuple[tuple[str, ...], str]:
        label = drawn.one_line(data.get("label")) or NAMELESS
        above = f"#{data['number']} {data['stage']}" if data["role"] == "prototype" else ""
        return tuple(
            letters.wrapped(
                label, size=LETTER * (BOLD if data["role"] == "aim" else 1), width=self.wide - 2 * self.padding
            )
        ), above

    def _way(self, one: Hashable, other: Hashable) -> list[Hashable]:
        """Through which lanes a line runs. Lines to the same box share them."""
        lanes = [("lane", other, column) for column in range(self.column_of[one] + 1, self.column_of[other])]
        return [one, *lanes, other]

    def _column(self, node: Hashable) -> int:
        return self.column_of[node] if node in self.column_of else node[2]  # type: ignore[index]

    def _ordered(self) -> list[list[Hashable]]:
        columns: list[list[Hashable]] = [[] for _ in range(self.count)]
        for node in dict.fromkeys([*self.given, *(node for way in self.ways for node in way)]):
            columns[self._column(node)].append(node)
        place: dict[Hashable, int] = {}
        for column in columns:
            column.sort(key=lambda node: self._first_place(node, place))
            place.update({node: number for number, node in enumerate(column)})
        for _ in range(SWEEPS):
            changes = [self._untangle(column, place) for column in columns]
            if not any(changes):
                break
        return columns

    def _first_place(self, node: Hashable, place: Mapping[Hashable, int]) -> tuple[Any, ...]:
        hangs_on = sorted(place[other] for other in self.before[node])
        mean = fmean(hangs_on) if hangs_on else float("inf")
        data = self.given.get(node)
        own = (0, data["place"], data["label"]) if data else (1, 0, "")
        return (mean, hangs_on, *own, str(node))

    def _untangle(self, column: list[Hashable], place: dict[Hashable, int]) -> bool:
        """Change neighbours where fewer lines cross then; True if any were."""
        changed = False
        for at in range(len(column) - 1):
            one, other = column[at], column[at + 1]
            if self._keep_order(one, other):
                continue
            if _crossings(self, one, other, place) > _crossings(self, other, one, place):
                column[at], column[at + 1] = other, one
                place[one], place[other] = at + 1, at
                changed = True
        return changed

    def _keep_order(self, one: Hashable, other: Hashable) -> bool:
        """People have ordered those themselves."""
        both = [self.given[node]["role"] for node in (one, other) if node in self.given]
        return len(both) == 2 and set(both) <= {"aim", "driver"} and self.before[one] == self.before[other]

    # --- how high ---

    def _height(self, node: Hashable) -> float:
        if node not in self.given:
            return 0.0
        lines, above = self.words[node]
        return max(LEAST, 2 * PADDING[1] + ROW * (len(lines) + bool(above)) - 4)

    def _between(self, one: Hashable, other: Hashable) -> float:
        """How far apart the middles of two neighbours are at least."""
        free = APART if one in self.given and other in self.given else LANE
        return (self._height(one) + self._height(other)) / 2 + free

    def _placed(self) -> dict[Hashable, float]:
        middle: dict[Hashable, float] = {}
        for column in self.columns:
            at = 0.0
            for number, node in enumerate(column):
                at += self._between(column[number - 1], node) if number else 0.0
                middle[node] = at
            for node in column:
                middle[node] -= at / 2
        for sweep in range(2 * SWEEPS):
            for column in self.columns if sweep % 2 == 0 else reversed(self.columns):
                wanted = [self._wanted(node, middle) for node in column]
                apart = [self._between(one, other) for one, other in pairwise(column)]
                middle.update(zip(column, kept_apart(wanted, apart), strict=True))
        top = min((middle[node] - self._height(node) / 2 for node in middle), default=0.0)
        return {node: HEADING + at - top for node, at in middle.items()}

    def _wanted(self, node: Hashable, middle: Mapping[Hashable, float]) -> float:
        near = self.before[node] | self.after[node]
        return fmean(sorted(middle[other] for other in near)) if near else middle[node]

    # --- what it comes to ---

    def layout(self) -> Layout:
        boxes = tuple(self._box(node) for column in self.columns for node in column if node in self.given)
        lines = tuple(self._line(way, data) for way, (_, _, data) in zip(self.ways, self.edges, strict=True))
        low = max((self.middle[node] + max(self._height(node) / 2, LANE) for node in self.middle), default=HEADING)
        return Layout(
            width=self._left(self.count) - self.gap if self.count else 0.0,
            height=low,
            column=self.wide,
            padding=self.padding,
            columns=tuple((self._left(number), heading) for number, heading in enumerate(self._headings())),
            boxes=boxes,
            lines=lines,
        )

    def _left(self, column: int) -> float:
        return column * (self.wide + self.gap)

    def _headings(self) -> list[str]:
        roles = [min(self.given[node]["role"] for node in column if node in self.given) for column in self.columns]
        drivers = DRIVERS if roles.count("driver") > 1 else ("Drivers",)
        levels = iter((*drivers, *[DRIVERS[-1]] * len(roles)))
        others = {"aim": "Aims" if self._many("aim") else "Aim", "prototype": "Prototypes", "measure": "Measures"}
        return [next(levels) if role == "driver" else others[role] for role in roles]

    def _many(self, role: str) -> bool:
        return sum(data["role"] == role for data in self.given.values()) > 1

    def _box(self, node: Hashable) -> Box:
        data, (lines, above) = self.given[node], self.words[node]
        high = self._height(node)
        return Box(
            id=str(node),
            role=data["role"],
            label=drawn.one_line(data.get("label")) or NAMELESS,
            lines=lines,
            above=above,
            stage=data.get("stage", ""),
            x=self._left(self.column_of[node]),
            y=round(self.middle[node] - high / 2, 1),
            width=self.wide,
            height=high,
        )

    def _line(self, way: Sequence[Hashable], data: Mapping[str, Any]) -> Line:
        one, other = way[0], way[-1]
        x, y = self._left(self._column(one)) + self.wide, self._port(one, data["kind"])
        tip = (x, y)
        path = [f"M{_number(x)} {_number(y)}"]
        for node in way[1:]:
            column = self._column(node)
            to_x, to_y = self._left(column), self.middle[node]
            half = (to_x - x) / 2
            path.append(
                f"C{_number(x + half)} {_number(y)} {_number(x + half)} {_number(to_y)} {_number(to_x)} {_number(to_y)}"
            )
            x, y = to_x, to_y
            if node is not other and node not in self.given:
                x += self.wide
                path.append(f"H{_number(x)}")
        return Line(
            source=str(one),
            target=str(other),
            kind=data["kind"],
            expectation=data.get("expectation"),
            path=" ".join(path),
            tip=tip,
        )

    def _port(self, node: Hashable, kind: str) -> float:
        """How high lines of a kind leave a box: the two kinds do not begin at one point, nor cross there."""
        heights: dict[str, list[float]] = defaultdict(list)
        for way, (one, _, data) in zip(self.ways, self.edges, strict=True):
            if one == node:
                heights[data["kind"]].append(self.middle[way[1]])
        order = sorted(heights, key=lambda each: (fmean(sorted(heights[each])), each))
        return self.middle[node] + (0.0 if len(order) == 1 else PORTS * (2 * order.index(kind) - 1))


def _widths(count: int, width: float | None) -> tuple[float, float]:
    """The gap between columns and the width of one."""
    if width is None or not count:
        return float(GAPS[1]), 210.0
    gap = min(max(width * 0.052, GAPS[0]), GAPS[1])
    return round(gap), min(max((width - gap * (count - 1)) // count, NARROWEST), WIDEST)


def _crossings(way: _LayingOut, upper: Hashable, lower: Hashable, place: Mapping[Hashable, int]) -> int:
    """How often lines of the two cross, one above the other."""
    return sum(
        place[one] > place[other] for side in (way.before, way.after) for one in side[upper] for other in side[lower]
    )


def _number(value: float) -> str:
    return f"{round(value, 1):g}"
