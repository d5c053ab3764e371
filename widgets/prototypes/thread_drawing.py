"""The learning thread as a small drawing: sessions, what was concluded, what is tried, what should move, decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final

import networkx as nx

from widgets.prototypes.drawn import LETTER, in_widths, wrapped
from workbench.words import counted, long_date

WIDTHS: Final = (330, 760, 1160)
STACKED: Final = 500
"""Below this width one column stands under the other."""
COLUMNS: Final = (
    ("Sessions", ("session",), 1.0),
    ("Concluded and agreed", ("insight", "action", "idea"), 1.05),
    ("Tried", ("prototype",), 0.85),
    ("Meant to move", ("element", "connection", "measure"), 1.35),
    ("Decided", ("decision",), 1.0),
)
"""What stands in each column, and its share of the width. Of other kinds, such as what was said, aims and test cycles,
only what they join is drawn."""
PAGES: Final = {
    "session": "session.ipynb?session=",
    "insight": "session.ipynb?open=",
    "action": "session.ipynb?open=",
    "idea": "log.ipynb?open=",
    "prototype": "prototypes.ipynb?open=",
    "element": "map.ipynb?focus=",
    "connection": "map.ipynb?focus=",
    "measure": "measures.ipynb?measure=",
}
"""Where each kind is opened, before its id."""
LINE: Final = 17
PAD: Final = 10
BETWEEN: Final = 10
HEAD: Final = 26
LANE: Final = 9
LEAST: Final = 44


@dataclass(slots=True)
class Box:
    """One thing of the thread on the paper: its lines, of which the last `small` are smaller, and its place."""

    node: str
    kind: str
    lines: list[str]
    small: int
    spoken: str
    own: bool
    column: int
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = field(default=0.0)

    @property
    def middle(self) -> float:
        """Halfway down."""
        return self.y + self.height / 2


def draw(graph: nx.DiGraph, *, notes: Mapping[str, str], ident: str) -> str:
    """The thread around a prototype (`network.thread.around`) in several widths, as text, its boxes links.

    `notes` says a few words on some of them, by id ("formed"). A prototype that nothing is joined to gives nothing.
    """
    joined = joins(graph)
    if joined.number_of_edges() == 0:
        return ""
    return in_widths(lambda width, name: _drawn(joined, notes, width=width, ident=name), widths=WIDTHS, ident=ident)


def joins(graph: nx.DiGraph) -> nx.DiGraph:
    """The graph of what the columns hold: what else stood between two joins them, and no line goes the long way too."""
    kinds = {kind for _, held, _ in COLUMNS for kind in held}
    kept = nx.DiGraph(graph)
    for node in [node for node, kind in graph.nodes(data="kind") if kind not in kinds]:
        befores, afters = list(kept.predecessors(node)), list(kept.successors(node))
        kept.remove_node(node)
        kept.add_edges_from((before, after) for before in befores for after in afters if before != after)
    kept.remove_nodes_from([node for node in list(nx.isolates(kept)) if not kept.nodes[node].get("centre")])
    if not nx.is_directed_acyclic_graph(kept):
        return kept
    short = nx.transitive_reduction(kept)
    short.add_nodes_from(kept.nodes(data=True))
    return short


def _drawn(graph: nx.DiGraph, notes: Mapping[str, str], *, width: int, ident: str) -> str:
    columns = _columns(graph)
    stacked = width < STACKED
    gap = 0.0 if stacked else (38.0 if width > 1000 else 26.0)
    room = width - gap * (len(columns) - 1)
    shares = sum(share for _, _, share in columns)
    wide = [float(width) if stacked else room * share / shares for _, _, share in columns]
    boxes = [
        [_box(graph, node, notes, column=place, letters=int((wide[place] - 2 * PAD) / LETTER)) for node in nodes]
        for place, (_, nodes, _) in enumerate(columns)
    ]
    height = _stack(boxes, width) if stacked else _beside(boxes, wide, gap)
    lines = [] if stacked else _lines(graph, boxes, gap=gap, height=height)
    lanes = 0 if stacked else LANE * sum(1 for line in lines if line.startswith('<path class="wb-thread-line wb-lane'))
    heads = [
        f'<text class="wb-thread-head" x="{column[0].x:.1f}" y="{_head(column, stacked):.1f}">{escape(name)}</text>'
        for (name, _, _), column in zip(columns, boxes, strict=True)
    ]
    spoken = f"The thread: {', '.join(_counted(name, nodes) for name, nodes, _ in columns)}."
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height + lanes + 4:.0f}" width="{width}" '
        f'height="{height + lanes + 4:.0f}" role="group" class="wb-thread-map" aria-labelledby="{ident}-t">'
        f'<title id="{ident}-t">{escape(spoken)}</title>'
    )
    drawn = [_drawn_box(box) for column in boxes for box in column]
    return "".join([opening, *heads, *lines, *drawn, "</svg>"])


def _counted(name: str, nodes: Sequence[str]) -> str:
    return f"{name.lower()}, {counted(len(nodes), 'box', 'boxes')}"


def _columns(graph: nx.DiGraph) -> list[tuple[str, list[str], float]]:
    """The columns that hold something, each by day, with their shares of the width."""
    found = []
    for name, kinds, share in COLUMNS:
        held = [
            (data["layer"], str(data["day"]), node) for node, data in graph.nodes(data=True) if data["kind"] in kinds
        ]
        if held:
            by_day = sorted(held, key=lambda one: (one[1], one[0], one[2])) if "session" in kinds else sorted(held)
            found.append((name, [node for _, _, node in by_day], share))
    return found


def _box(graph: nx.DiGraph, node: str, notes: Mapping[str, str], *, column: int, letters: int) -> Box:
    data = graph.nodes[node]
    kind = data["kind"]
    words = data["words"] if kind in ("decision", "idea") else data["label"]
    note = notes.get(node, long_date(data["day"]) if kind in ("session", "decision") else "")
    lines = wrapped(str(words), letters=letters, lines=5 if kind == "decision" else 3)
    small = wrapped(note, letters=letters + 1, lines=2) if note else []
    return Box(
        node=node,
        kind=kind,
        lines=[*lines, *small],
        small=len(small),
        spoken=", ".join(filter(None, ("relationship" if kind == "connection" else kind, str(words), note))),
        own=bool(data.get("centre")),
        column=column,
        height=max(LINE * (len(lines) + len(small)) + 2 * PAD - 3, LEAST),
    )


def _stack(boxes: Sequence[Sequence[Box]], wide: float) -> float:
    """Put the columns under one another; how high that is."""
    y = 0.0
    for column in boxes:
        y += HEAD
        for box in column:
            box.x, box.y, box.width = 1.0, y, wide - 2
            y += box.height + 6
        y += 8
    return y


def _beside(boxes: Sequence[Sequence[Box]], wide: Sequence[float], gap: float) -> float:
    """Put the columns beside one another, each in the middle of the height; how high that is."""
    tall = [sum(box.height for box in column) + BETWEEN * (len(column) - 1) for column in boxes]
    most, left = max(tall), 0.0
    for place, (column, height) in enumerate(zip(boxes, tall, strict=True)):
        decided = column[0].kind == "decision"
        y = HEAD + LANE + (most - height if decided else (most - height) / 2)
        for box in column:
            box.x, box.y, box.width = left + 1, y, wide[place] - 2
            y += box.height + BETWEEN
        left += wide[place] + gap
    return HEAD + LANE + most


def _head(column: Sequence[Box], stacked: bool) -> float:
    return column[0].y - 8 if stacked else 15.0


def _lines(graph: nx.DiGraph, boxes: Sequence[Sequence[Box]], *, gap: float, height: float) -> list[str]:
    """The lines between the boxes; one that passes a column goes below it, in a lane of its own.

    One from what was said later than what it points to was named is broken.
    """
    placed = {box.node: box for column in boxes for box in column}
    ends = sorted(
        ((placed[source], placed[target]) for source, target in graph.edges),
        key=lambda pair: (pair[0].column, pair[1].column, pair[0].y, pair[1].y),
    )
    drawn, lanes = [], 0
    for source, target in ends:
        if source.column == target.column:
            drawn.append(_within(source, target, gap))
            continue
        if source.column > target.column:
            continue
        x1, y1, x2, y2 = source.x + source.width, source.middle, target.x - 5, target.middle
        after = target.kind == "prototype" and graph.nodes[source.node]["day"] > graph.nodes[target.node]["day"]
        later = " wb-later" if after else ""
        bend = gap / 2
        if target.column == source.column + 1:
            path = f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
            drawn.append(f'<path class="wb-thread-line{later}" d="{path}"/>{_tip(x2, y2)}')
            continue
        lanes += 1
        lane = height + LANE * lanes - 2
        path = (
            f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x1 + bend / 2:.1f} {lane:.1f} {x1 + gap:.1f} {lane:.1f}"
            f"H{x2 - gap:.1f}C{x2 - bend / 2:.1f} {lane:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        )
        drawn.append(f'<path class="wb-thread-line wb-lane{later}" d="{path}"/>{_tip(x2, y2)}')
    return drawn


def _within(source: Box, target: Box, gap: float) -> str:
    """A line from one box to another of its own column, out into the gap before them."""
    x, out = source.x, min(gap * 0.6, 16.0) if source.column else -4.0
    x1, y1, y2 = x - out, source.middle, target.middle
    path = f"M{x:.1f} {y1:.1f}C{x1:.1f} {y1:.1f} {x1:.1f} {y2:.1f} {x - 4:.1f} {y2:.1f}"
    return f'<path class="wb-thread-line" d="{path}"/>{_tip(x - 4, y2)}'


def _tip(x: float, y: float) -> str:
    return f'<path class="wb-thread-tip" d="M{x + 5:.1f} {y:.1f}l-8 -4.5v9z"/>'


def _drawn_box(box: Box) -> str:
    kind = "own" if box.own else box.kind
    first = box.y + (box.height - LINE * len(box.lines)) / 2 + 13
    large = len(box.lines) - box.small
    words = "".join(
        f'<tspan class="{"wb-thread-note" if number >= large else "wb-thread-said"}" x="{box.x + PAD:.1f}" '
        f'y="{first + LINE * number:.1f}">{escape(line)}</tspan>'
        for number, line in enumerate(box.lines)
    )
    inside = (
        f'<rect class="wb-thread-box wb-thread-{kind.replace(" ", "-")}" x="{box.x:.1f}" y="{box.y:.1f}" '
        f'width="{box.width:.1f}" height="{box.height:.1f}" rx="6"/><text class="wb-thread-words">{words}</text>'
    )
    said = escape(box.spoken)
    page = None if box.own else PAGES.get(box.kind)
    if page is None:
        return f'<g class="wb-thread-{kind}-box"><title>{said}</title>{inside}</g>'
    return f'<a href="{escape(page + box.node)}" aria-label="{said}"><title>{said}</title>{inside}</a>'
