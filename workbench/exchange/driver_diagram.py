"""A driver diagram to take along: as a picture (SVG), as a table (CSV), and as a map for every format of a map.

`graph` is such as `workbench.prototypes.diagram.graph` makes: aim → drivers → prototypes → measures. Everything that
people typed goes through `Markup`, so that it stays text; the picture needs no script, no font and no other file. A
browser makes a PNG of it. The same diagram gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

import networkx as nx

from workbench.exchange import delimited, drawn, letters
from workbench.exchange.driver_layout import LETTER, MEASURED, NAMELESS, ROW, SMALL, Box, Layout, Line, lay_out
from workbench.exchange.looks import INK, LINE, SURFACE
from workbench.exchange.markup import Markup
from workbench.words import counted, listed

ACCENT: Final = "#0b5d6b"
SOFT: Final = "#dfeef0"
PAPER: Final = "#f6f5f1"
EDGE: Final = "#77756c"
MUTED: Final = "#4f5d67"
"""The theme's tokens of these names are the same; a test compares them."""

LOOKS: Final[Mapping[str, tuple[str, str, str, int]]] = {
    "aim": (ACCENT, ACCENT, "#ffffff", 10),
    "driver": (SOFT, ACCENT, INK, 10),
    "prototype": (SURFACE, EDGE, INK, 3),
    "measure": (PAPER, EDGE, INK, 22),
}
"""By role: what fills a box, its edge, its words, and how round its corners are."""

_ROUND: Final = "M7 1.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11Z"
STAGE_MARKS: Final[Mapping[str, tuple[str, str]]] = {
    "idea": (_ROUND, ""),
    "testing": (_ROUND, "M7 1.5a5.5 5.5 0 0 1 0 11Z"),
    "adopted": ("M1.5 7.5L5.5 11.5L12.5 2.5", ""),
    "adapted": ("", "M7 1L13 7L7 13L1 7Z"),
    "abandoned": ("M2 2L12 12M12 2L2 12", ""),
    "spreading": ("", "M7 1.5L13 12H1Z"),
}
"""The shape that stands beside the word of a stage, in a square of 14: what is drawn as a line, and what is filled."""

_MARGIN: Final = 32
_ROOM: Final = 1.4
"""How much further apart boxes are as the shapes of a map, which have their names under them."""
_TOLD: Final = 60
"""Joins that the description says in words."""
_FONT: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif"
_NOTHING: Final = "There is nothing on this driver diagram yet."
_SIGNS: Final = {"increase": "+", "decrease": "-"}
_HEADINGS: Final = ("What", "Number", "Name", "Stage", "Link", "To what", "To", "Should")


def picture(graph: nx.DiGraph, *, title: str) -> str:
    """A whole SVG file: title, columns of boxes, lines, legend, and a description in words for those who do not see it.

    A solid line with an arrow says what contributes to what, a dashed one what shows it; the stage of a prototype is
    said in a word and by a shape. A graph without nodes gives a picture that says so. Write it as UTF-8.
    """
    return _Picture(graph).svg(drawn.one_line(title) or "Driver diagram")


def table(graph: nx.DiGraph) -> bytes:
    """The diagram as CSV, marked UTF-8: one row a link, and one for each box from which no link goes out.

    Columns: What, Number, Name, Stage (of the box), Link, To what, To, Should (increase or decrease, of a measure).
    Text that a spreadsheet program could take for a formula is guarded.
    """
    links: dict[Any, list[tuple[Any, Mapping[str, Any]]]] = {node: [] for node in graph}
    for one, other, data in graph.edges(data=True):
        source, target = (one, other) if data["kind"] == MEASURED else (other, one)
        links[source].append((target, data))
    rows: list[tuple[Any, ...]] = [_HEADINGS]
    for node in _in_order(graph):
        given = graph.nodes[node]
        box = (given["role"], given.get("number"), _label(given), given.get("stage"))
        for target, data in sorted(links[node], key=lambda link: (link[1]["kind"], _label(graph.nodes[link[0]]))):
            to = graph.nodes[target]
            rows.append((*box, data["kind"], to["role"], _label(to), data.get("expectation")))
        if not links[node]:
            rows.append((*box, None, None, None, None))
    return delimited.write(rows)


def as_map(graph: nx.DiGraph) -> nx.MultiDiGraph:
    """The diagram as a map that keeps the contract of `workbench.mapping.graph`, for every format of a map.

    Boxes are factors at their places on the diagram; links are influences: of a driver on its aim, of a prototype on
    its driver (+), on a measure (+ or -, as it is meant; without a sign from an aim or a driver). Ids are kept. An aim
    and a measure are seen as an outcome, drivers and prototypes as something that can be changed. What each is, and
    which link an influence was, stands in its note.
    """
    drawn_map = nx.MultiDiGraph(network=graph.graph.get("network", ""), as_at=None)
    places = {box.id: box for box in lay_out(graph).boxes}
    for node in _in_order(graph):
        given, box = graph.nodes[node], places[str(node)]
        outcome = given["role"] in ("aim", "measure")
        drawn_map.add_node(
            node,
            label=_label(given),
            kind="factor",
            sector=None,
            organisation="",
            note=_what(given),
            themes=[],
            seen_as=["outcome" if outcome else "controllable"],
            size="large" if given["role"] == "aim" else "usual",
            pinned=True,
            lived=True,
            x=round(box.x + box.width / 2, 1),
            y=round((box.y + box.height / 2) * _ROOM, 1),
            valid_from=given["since"],
            valid_to=None,
        )
    for one, other, data in sorted(graph.edges(data=True), key=lambda edge: edge[2]["key"]):
        measured = data["kind"] == MEASURED
        source, target = (one, other) if measured else (other, one)
        drawn_map.add_edge(
            source,
            target,
            key=data["key"],
            kind="influences",
            direction="one way",
            strength=3,
            sign=_SIGNS.get(data.get("expectation") or "") if measured else "+",
            delay=False,
            note=data["kind"],
            themes=[],
            said_by="",
            sure=None,
            lived=True,
            valid_from=data["since"],
            valid_to=None,
        )
    return drawn_map


class _Picture:
    def __init__(self, graph: nx.DiGraph) -> None:
        self.markup = Markup()
        self.graph = graph
        self.laid: Layout = lay_out(graph)

    def svg(self, heading: str) -> str:
        tag, text = self.markup.tag, self.markup.text
        width = max(self.laid.width, 480.0, min(letters.wide(heading, 24), 1400.0))
        top = 24 + 20 * len(title := letters.wrapped(heading, width=width, size=24))
        legend, low = self._legend(top + self.laid.height + 34, width)
        inside = [
            tag("title", {"id": "drivers-title"}, text(heading)),
            tag("desc", {"id": "drivers-desc"}, text(self._described())),
            tag(
                "rect",
                {
                    "x": -_MARGIN,
                    "y": -_MARGIN,
                    "width": width + 2 * _MARGIN,
                    "height": low + 2 * _MARGIN,
                    "fill": SURFACE,
                },
            ),
            *(self._words(0, 22 + 30 * number, line, size=24, bold=True) for number, line in enumerate(title)),
            tag("g", {"transform": f"translate(0 {top})"}, self._diagram()),
            *legend,
        ]
        frame = {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": " ".join(f"{side:g}" for side in (-_MARGIN, -_MARGIN, width + 2 * _MARGIN, low + 2 * _MARGIN)),
            "width": f"{width + 2 * _MARGIN:g}",
            "height": f"{low + 2 * _MARGIN:g}",
            "role": "img",
            "aria-labelledby": "drivers-title",
            "aria-describedby": "drivers-desc",
            "font-family": _FONT,
            "fill": INK,
        }
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n{tag("svg", frame, chr(10) + chr(10).join(inside) + chr(10))}\n'
        )

    def _diagram(self) -> Iterator[str]:
        if not self.laid.boxes:
            yield self._words(0, 20, _NOTHING)
        for x, heading in self.laid.columns:
            yield self._words(x, 14, heading, size=SMALL + 1, bold=True, colour=MUTED)
        yield from (self._line(line) for line in self.laid.lines)
        yield from (self._box(box) for box in self.laid.boxes)

    def _line(self, line: Line) -> str:
        measured = line.kind == MEASURED
        path = self._stroke(line.path, measured=measured)
        return path if measured else path + self._arrow(*line.tip)

    def _stroke(self, path: str, *, measured: bool) -> str:
        look = {
            "d": path,
            "fill": "none",
            "stroke": LINE if measured else ACCENT,
            "stroke-width": 1.5 if measured else 2,
            "stroke-dasharray": "5 4" if measured else None,
        }
        return self.markup.tag("path", look)

    def _arrow(self, x: float, y: float) -> str:
        """The head of an arrow that points to the left, to what is contributed to."""
        return self.markup.tag("path", {"d": f"M{x:g} {y:g} l9 -4.5 v9 Z", "fill": ACCENT})

    def _box(self, box: Box) -> str:
        fill, edge, ink, corner = LOOKS[box.role]
        look = {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "rx": min(corner, box.height / 2)}
        parts = [self.markup.tag("rect", {**look, "fill": fill, "stroke": edge, "stroke-width": 1.5})]
        rows = len(box.lines) + bool(box.above)
        y = box.y + (box.height - rows * ROW) / 2 + ROW - 5
        if box.above:
            parts.append(self._mark(box.stage, box.x + self.laid.padding, y - 12))
            parts.append(self._words(box.x + self.laid.padding + 20, y, box.above, size=SMALL, colour=MUTED))
            y += ROW
        parts += [
            self._words(box.x + self.laid.padding, y + ROW * number, line, bold=box.role == "aim", colour=ink)
            for number, line in enumerate(box.lines)
        ]
        return self.markup.tag("g", None, parts)

    def _mark(self, stage: str, x: float, y: float) -> str:
        outline, filled = STAGE_MARKS.get(stage, STAGE_MARKS["idea"])
        tag = self.markup.tag
        inside = [tag("path", {"d": outline, "fill": "none", "stroke": INK, "stroke-width": 1.8})] if outline else []
        inside += [tag("path", {"d": filled, "fill": INK})] if filled else []
        return tag("g", {"transform": f"translate({x:g} {y:g})"}, inside)

    def _words(
        self, x: float, y: float, words: str, *, size: int = LETTER, bold: bool = False, colour: str | None = None
    ) -> str:
        look = {"x": f"{x:g}", "y": f"{y:g}", "font-size": size, "font-weight": 700 if bold else None, "fill": colour}
        return self.markup.tag("text", look, self.markup.text(words))

    # --- the legend ---

    def _legend(self, top: float, right: float) -> tuple[list[str], float]:
        """What the lines and shapes that are there mean, in rows; and where that ends."""
        parts: list[str] = []
        x, y = 0.0, top
        for wide, mark, words in self._entries():
            needs = wide + 10 + letters.wide(words, SMALL) + 26
            if x and x + needs > right:
                x, y = 0.0, y + 26
            parts += [mark(x, y), self._words(x + wide + 10, y + 5, words, size=SMALL)]
            x += needs
        return parts, y + 14 if parts else top - 20

    def _entries(self) -> Iterator[tuple[int, Any, str]]:
        kinds = {line.kind for line in self.laid.lines}
        if kinds - {MEASURED}:
            yield (
                34,
                lambda x, y: self._stroke(f"M{x:g} {y:g}h34", measured=False) + self._arrow(x, y),
                "contributes to",
            )
        if MEASURED in kinds:
            yield 34, lambda x, y: self._stroke(f"M{x:g} {y:g}h34", measured=True), "is measured by"
        stages = {box.stage for box in self.laid.boxes}
        for stage in STAGE_MARKS:
            if stage in stages:
                yield 14, lambda x, y, stage=stage: self._mark(stage, x, y - 7), stage

    def _described(self) -> str:
        """The diagram in words: how much is on it, and its first joins."""
        if not self.laid.boxes:
            return _NOTHING
        counts = Counter(box.role for box in self.laid.boxes)
        parts = [f"{listed([counted(counts[role], role) for role in LOOKS if counts[role]])}."]
        names = {box.id: box.label for box in self.laid.boxes}
        for line in self.laid.lines[:_TOLD]:
            inner, outer = names[line.source], names[line.target]
            parts.append(
                f"{inner} is measured by {outer}." if line.kind == MEASURED else f"{outer} contributes to {inner}."
            )
        if len(self.laid.lines) > _TOLD:
            parts.append(f"And {len(self.laid.lines) - _TOLD} more joins.")
        return " ".join(parts)


def _in_order(graph: nx.DiGraph) -> list[Any]:
    given = graph.nodes
    return sorted(graph, key=lambda node: (given[node]["level"], given[node]["place"], _label(given[node]), str(node)))


def _label(given: Mapping[str, Any]) -> str:
    label = given.get("label")
    return label if isinstance(label, str) and label.strip() else NAMELESS


def _what(given: Mapping[str, Any]) -> str:
    """What a box is, in words: “prototype 3, testing”."""
    return f"prototype {given['number']}, {given['stage']}" if given["role"] == "prototype" else given["role"]
