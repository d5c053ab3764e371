"""The drawing of a map as one picture (SVG): it needs no script, no font and no other file.

Everything that people typed goes through `Markup`, so that it stays text. A browser makes a PNG of it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import networkx as nx

from workbench.exchange import drawn, looks
from workbench.exchange.markup import Markup
from workbench.mapping import vocabulary
from workbench.words import long_date

Point = tuple[float, float]

_MARGIN: Final = 32
_LETTER: Final = 16
"""Pixels of the letters on the drawing; a name is written under its shape."""
_LEGEND: Final = 14
_ROW: Final = 26
_WIDEST_LETTER: Final = 0.62
"""How wide a letter is, as a share of its height: measured generously, as the font is the reader's."""
_TOLD: Final = 60
"""Connections that the description says in words; the tables of the shared page have all of them."""
_FONT: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif"


def picture(graph: nx.MultiDiGraph, *, title: str) -> str:
    """A whole SVG file: title, drawing, legend, and a description in words for those who do not see it.

    `graph` keeps the contract of `workbench.mapping.graph`; it is not changed, and an attribute that is missing or of
    another type is left out rather than drawn. What nobody has placed stands in rows below the rest. A shape says the
    kind, its colour the sector; a line is wider the stronger, dashed while only a register says so, dotted where it
    is hoped for. The same map gives the same text; an empty one gives a picture that says so. Write it as UTF-8.
    """
    elements = sorted(drawn.elements(graph).values(), key=lambda one: one["number"])
    ties = drawn.connections(graph, drawn.elements(graph))
    heading = drawn.one_line(title) or "System map"
    return _Picture(elements, ties).svg(heading, _described(elements, ties, drawn.day(graph.graph.get("as_at"))))


class _Picture:
    def __init__(self, elements: Sequence[Mapping[str, Any]], ties: Sequence[Mapping[str, Any]]) -> None:
        self.markup = Markup()
        self.elements = elements
        self.ties = ties
        self.where = {one["number"]: one["place"] for one in elements}
        self.reach = {one["number"]: _reach(one) for one in elements}

    def svg(self, heading: str, description: str) -> str:
        tag, text = self.markup.tag, self.markup.text
        left, top, right, bottom = self._box()
        least = left + max(480.0, _wide(heading, 24))
        right = max(right, least)
        legend, bottom_of_legend = self._legend(left, bottom + 24, right)
        top -= 48  # the heading
        edges = (left - _MARGIN, top - _MARGIN, right - left + 2 * _MARGIN, bottom_of_legend - top + 2 * _MARGIN)
        x, y, width, height = (_round(side) for side in edges)
        inside = [
            tag("title", {"id": "map-title"}, text(heading)),
            tag("desc", {"id": "map-desc"}, text(description)),
            tag("rect", {"x": x, "y": y, "width": width, "height": height, "fill": looks.SURFACE}),
            tag("text", {"x": _round(left), "y": _round(top + 22), "font-size": 24, "font-weight": 700}, text(heading)),
            *(self._tie(tie, bend) for tie, bend in zip(self.ties, looks.bends(self.ties), strict=True)),
            *(self._shape(one) for one in self.elements),
            *(self._name(one) for one in self.elements),
            *legend,
        ]
        if not self.elements:
            inside.append(self._words((left, bottom), "There is nothing on this map yet."))
        frame = {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"{x} {y} {width} {height}",
            "width": width,
            "height": height,
            "role": "img",
            "aria-labelledby": "map-title",
            "aria-describedby": "map-desc",
            "font-family": _FONT,
            "fill": looks.INK,
        }
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n{tag("svg", frame, chr(10) + chr(10).join(inside) + chr(10))}\n'
        )

    def _box(self) -> tuple[float, float, float, float]:
        """Everything that is drawn, with its names: left, top, right, bottom."""
        sides = [(0.0, 0.0, 0.0, 0.0)] if not self.elements else []
        for one in self.elements:
            (x, y), reach, lines = one["place"], self.reach[one["number"]], looks.drawn_name(one["label"]).split("\n")
            half = max(reach, *(_wide(line, _LETTER) / 2 for line in lines))
            sides.append((x - half, y - reach, x + half, y + reach + _LETTER * 1.2 * len(lines) + 6))
        lefts, tops, rights, bottoms = zip(*sides, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)

    # --- lines ---

    def _tie(self, tie: Mapping[str, Any], bend: float) -> str:
        start, end = self.where[tie["from"]], self.where[tie["to"]]
        middle = _bent(start, end, bend)
        wide = looks.width(tie["strength"], lived=tie["lived"])
        ends, head = looks.ENDS[tie["direction"]], 7 + 1.5 * wide
        tips = {
            "from": _towards(start, middle, self.reach[tie["from"]] + 2),
            "to": _towards(end, middle, self.reach[tie["to"]] + 2),
        }
        stops = {side: _towards(tip, middle, head * 0.8) if side in ends else tip for side, tip in tips.items()}
        path = f"M{_at(stops['from'])} Q{_at(middle)} {_at(stops['to'])}"
        parts = [self._line(path, tie, wide)]
        parts += [
            self.markup.tag("path", {"d": _arrow(tips[side], middle, head), "fill": _line_colour(tie)}) for side in ends
        ]
        if mark := looks.sign_mark(tie):
            parts.append(self._words(_halfway(tips["from"], middle, tips["to"]), mark, anchor="middle", bold=True))
        return self.markup.tag("g", None, parts)

    def _line(self, path: str, tie: Mapping[str, Any], wide: float) -> str:
        dashes = None if tie["lived"] else looks.NOT_LIVED_DASHES
        if tie["strength"] == vocabulary.HOPED_FOR:
            dashes = looks.HOPED_DASHES
        look = {
            "d": path,
            "fill": "none",
            "stroke": _line_colour(tie),
            "stroke-width": wide,
            "stroke-dasharray": f"{dashes[0]} {dashes[1]}" if dashes else None,
            "stroke-linecap": "round" if dashes == looks.HOPED_DASHES else None,
        }
        return self.markup.tag("path", look)

    # --- shapes and words ---

    def _shape(self, one: Mapping[str, Any]) -> str:
        colour = looks.SECTOR_COLOURS.get(one["sector"], looks.NO_SECTOR)
        return self._drawn(
            looks.SHAPES.get(one["kind"], "dot"), one["place"], self.reach[one["number"]], colour, one["lived"]
        )

    def _drawn(self, shape: str, at: Point, size: float, colour: str, lived: bool) -> str:
        look = {
            "fill": colour if lived else looks.paler(colour),
            "stroke": colour,
            "stroke-width": 1.5,
            "stroke-dasharray": None if lived else "4 3",
        }
        if shape == "dot":
            return self.markup.tag("circle", {"cx": _round(at[0]), "cy": _round(at[1]), "r": _round(size), **look})
        corners = [(at[0] + x * size, at[1] + y * size) for x, y in _CORNERS[shape]]
        return self.markup.tag("path", {"d": f"M{' L'.join(_at(corner) for corner in corners)} Z", **look})

    def _name(self, one: Mapping[str, Any]) -> str:
        x, y = one["place"]
        under = y + self.reach[one["number"]] + _LETTER
        lines = looks.drawn_name(one["label"]).split("\n")
        return "".join(
            self._words((x, under + place * _LETTER * 1.2), line, anchor="middle") for place, line in enumerate(lines)
        )

    def _words(
        self, at: Point, words: str, *, anchor: str | None = None, bold: bool = False, size: int = _LETTER
    ) -> str:
        """A line of words with a halo, so that it can be read over a line."""
        look = {
            "x": _round(at[0]),
            "y": _round(at[1]),
            "font-size": size,
            "font-weight": 700 if bold else None,
            "text-anchor": anchor,
            "stroke": looks.SURFACE,
            "stroke-width": 4,
            "stroke-linejoin": "round",
            "paint-order": "stroke",
        }
        return self.markup.tag("text", look, self.markup.text(words))

    # --- the legend ---

    def _legend(self, left: float, top: float, right: float) -> tuple[list[str], float]:
        """The legend of what is on this map, in rows from `left` to `right`; and where it ends."""
        parts: list[str] = []
        x, y = left, top
        for group in self._entries():
            for draw, words in group:
                wide = 36 + _wide(words, _LEGEND) + 20
                if x > left and x + wide > right:
                    x, y = left, y + _ROW
                parts.append(draw((x + 14, y + 10)))
                parts.append(self._words((x + 36, y + 15), words, size=_LEGEND))
                x += wide
            if group:
                x, y = left, y + _ROW
        return parts, y

    def _entries(self) -> list[list[tuple[Any, str]]]:
        sectors = {one["sector"] for one in self.elements}
        kinds = {one["kind"] for one in self.elements}
        colours = [(name, colour) for name, colour in looks.SECTOR_COLOURS.items() if name in sectors]
        if "" in sectors:
            colours.append(("no sector given", looks.NO_SECTOR))
        signs = [sign for sign in vocabulary.SIGNS if any(tie["sign"] == sign for tie in self.ties)]
        return [
            [(self._dot("dot", colour), name) for name, colour in colours],
            [(self._dot(shape, looks.LINE), name) for name, shape in looks.SHAPES.items() if name in kinds],
            [(self._stroke(tie), words) for tie, words in self._kinds_of_line()],
            [(self._sign(sign), looks.SIGN_WORDS[sign]) for sign in signs],
        ]

    def _kinds_of_line(self) -> list[tuple[dict[str, Any], str]]:
        plain = {"lived": True, "strength": 3}
        strengths = sorted({tie["strength"] for tie in self.ties if tie["strength"] and tie["lived"]})
        lines = [
            ({**plain, "strength": step}, vocabulary.STRENGTH_WORDS[step])
            for step in dict.fromkeys((*strengths[:1], *strengths[-1:]))
        ]
        if any(tie["strength"] == vocabulary.HOPED_FOR for tie in self.ties):
            lines.append(({**plain, "strength": vocabulary.HOPED_FOR}, "hoped for, not there yet"))
        if any(not part["lived"] for part in (*self.elements, *self.ties)):
            lines.append(({**plain, "lived": False}, "from the register, not yet confirmed"))
        return lines

    def _dot(self, shape: str, colour: str) -> Any:
        return lambda at: self._drawn(shape, at, 8, colour, lived=True)

    def _sign(self, sign: str) -> Any:
        return lambda at: self._words((at[0], at[1] + 5), looks.SIGN_MARKS[sign], anchor="middle", bold=True)

    def _stroke(self, tie: Mapping[str, Any]) -> Any:
        wide = looks.width(tie["strength"], lived=tie["lived"])
        return lambda at: self._line(f"M{_at((at[0] - 14, at[1]))} H{_round(at[0] + 14)}", tie, wide)


_CORNERS: Final[Mapping[str, Sequence[Point]]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "triangle": ((0, -1), (1, 0.8), (-1, 0.8)),
    "hexagon": ((-0.5, -0.87), (0.5, -0.87), (1, 0), (0.5, 0.87), (-0.5, 0.87), (-1, 0)),
}
"""The corners of each shape, in halves of its width from its middle."""


def _reach(one: Mapping[str, Any]) -> float:
    return looks.SHAPE_SIZES[looks.SHAPES.get(one["kind"], "dot")] * looks.SIZES[one["size"]]


def _line_colour(tie: Mapping[str, Any]) -> str:
    if tie["strength"] == vocabulary.HOPED_FOR:
        return looks.HOPED_LINE
    return looks.LINE if tie["lived"] else looks.PALE_LINE


def _bent(start: Point, end: Point, bend: float) -> Point:
    """The point that a line leans to: its middle, moved aside by `bend` of its length."""
    return (
        (start[0] + end[0]) / 2 - (end[1] - start[1]) * bend,
        (start[1] + end[1]) / 2 + (end[0] - start[0]) * bend,
    )


def _towards(point: Point, other: Point, far: float) -> Point:
    """The point so far from the one towards the other, at most at the other."""
    length = math.dist(point, other)
    share = min(1.0, far / length) if length else 0.0
    return point[0] + (other[0] - point[0]) * share, point[1] + (other[1] - point[1]) * share


def _halfway(start: Point, middle: Point, end: Point) -> Point:
    """The point of the bent line that is halfway along it, a little lower for the words."""
    return (start[0] + 2 * middle[0] + end[0]) / 4, (start[1] + 2 * middle[1] + end[1]) / 4 + _LETTER / 3


def _arrow(tip: Point, origin: Point, size: float) -> str:
    """The head of an arrow that comes from `origin`, as a path."""
    base = _towards(tip, origin, size)
    x, y = (base[0] - tip[0]) * 0.45, (base[1] - tip[1]) * 0.45
    return f"M{_at(tip)} L{_at((base[0] - y, base[1] + x))} L{_at((base[0] + y, base[1] - x))} Z"


def _at(point: Point) -> str:
    return f"{_round(point[0])} {_round(point[1])}"


def _round(value: float) -> str:
    return f"{round(value, 1) + 0.0:g}" if abs(value) < 1e5 else f"{value:.1f}"


def _wide(words: str, size: float) -> float:
    """About how wide some words are, in pixels."""
    return len(words) * size * _WIDEST_LETTER


def _described(elements: Sequence[Mapping[str, Any]], ties: Sequence[Mapping[str, Any]], day: Any) -> str:
    """The map in words: how much is on it, and its first connections."""
    if not elements:
        return "There is nothing on this map yet."
    hoped = sum(tie["strength"] == vocabulary.HOPED_FOR for tie in ties)
    counts = [_count(len(elements), "element"), _count(len(ties) - hoped, "connection")]
    if hoped:
        counts.append(f"{hoped} hoped for")
    parts = [f"{', '.join(counts)}{f', as at {long_date(day)}' if day else ''}."]
    both = {"one way": "", "mutual": ", both ways", "undirected": ", no direction"}
    for tie in ties[:_TOLD]:
        wished = " (hoped for)" if tie["strength"] == vocabulary.HOPED_FOR else ""
        parts.append(
            f"{tie['source']} {tie['kind'] or 'is related to'} {tie['target']}{both[tie['direction']]}{wished}."
        )
    if len(ties) > _TOLD:
        parts.append(f"And {len(ties) - _TOLD} more connections.")
    return " ".join(parts)


def _count(many: int, one: str) -> str:
    return f"{many} {one}{'' if many == 1 else 's'}"
