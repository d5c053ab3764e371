"""Two small maps side by side in time: the relationships a prototype named, as they stood then or stand now."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

WIDTH: Final = 210
ROW: Final = 50
EDGE: Final = 22
"""Room beside the outermost elements, so that their names stay on the paper."""
SIZE: Final = 9
"""Half the width of an element's shape, in pixels."""
CLEAR: Final = 44
"""How far an element stays from a line that does not touch it, in pixels across."""
ASIDE_AT_MOST: Final = 12
LONGEST: Final = 22
"""The most letters of a name in one line; it may have two."""

_SHAPES: Final = {
    "person in role": "circle",
    "team": "square",
    "organisation": "square",
    "service": "hexagon",
    "community group": "triangle",
    "place": "triangle",
    "factor": "diamond",
}
_CORNERS: Final = {
    "square": ((-1, -0.85), (1, -0.85), (1, 0.85), (-1, 0.85)),
    "hexagon": ((-1, 0), (-0.5, -0.87), (0.5, -0.87), (1, 0), (0.5, 0.87), (-0.5, 0.87)),
    "triangle": ((0, -1.1), (1.1, 0.85), (-1.1, 0.85)),
    "diamond": ((0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One relationship on a small map; `strength` is None where there is none, 0 where it is hoped for.

    `moved` says whether it differs from the other time, and is then drawn in the accent.
    """

    source: str
    target: str
    label: str
    direction: str
    strength: int | None
    moved: bool = False


def draw(elements: Mapping[str, Mapping[str, Any]], ties: Sequence[Tie], *, title: str, ident: str) -> str:
    """One `<svg>` element. `elements`: id → `label`, `type`, `sector`, `x`, `y` as on the map.

    Every element has a row of its own, so that no name lies on another. Names are escaped. No ties give
    an empty string; a tie of which an element is missing is said and not drawn.
    """
    ends = list(dict.fromkeys(end for tie in ties for end in (tie.source, tie.target) if end in elements))
    if not ends:
        return ""
    places = place({end: elements[end] for end in ends}, ties)
    height = ROW * len(ends) + 8
    spoken = escape(f"{title}. " + "; ".join(f"{tie.label}: {_spoken(tie.strength)}" for tie in ties))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="100%" role="img" '
        f'class="wb-small-map" aria-labelledby="{ident}-t"><title id="{ident}-t">{spoken}</title>'
    )
    parts = [head]
    parts += [_line(tie, places) for tie in ties if _is_there(tie, places)]
    parts += [_element(elements[end], *places[end]) for end in ends]
    return "".join([*parts, "</svg>"])


def _is_there(tie: Tie, places: Mapping[str, tuple[float, float]]) -> bool:
    return tie.strength is not None and tie.source in places and tie.target in places


def place(elements: Mapping[str, Mapping[str, Any]], ties: Sequence[Tie] = ()) -> dict[str, tuple[float, float]]:
    """A place for each element: a row for each, by how high it lies on the map, and as far left as it lies there.

    An element that would lie on a line between two others steps aside. Elements without a place on the map come
    last, in the order given.
    """
    given = list(elements)
    rows = sorted(given, key=lambda end: (_height(elements[end]), given.index(end)))
    ys = {end: ROW * number + 16.0 for number, end in enumerate(rows)}
    known = {end: float(elements[end]["x"]) for end in given if elements[end].get("x") is not None}
    low, high = min(known.values(), default=0.0), max(known.values(), default=0.0)
    room = WIDTH - 2 * EDGE
    xs = {
        end: EDGE + room * ((known[end] - low) / (high - low) if end in known and high > low else 0.5) for end in given
    }
    for _ in range(ASIDE_AT_MOST):
        moved = [_step_aside(end, tie, xs, ys) for tie in ties for end in given]
        if not any(moved):
            break
    return {end: (xs[end], ys[end]) for end in given}


def _height(element: Mapping[str, Any]) -> float:
    return math.inf if element.get("y") is None else float(element["y"])


def _step_aside(end: str, tie: Tie, xs: dict[str, float], ys: Mapping[str, float]) -> bool:
    """Move an element off a line that it does not belong to; False if it is clear of it."""
    if end in (tie.source, tie.target) or tie.source not in xs or tie.target not in xs:
        return False
    top, bottom = sorted((ys[tie.source], ys[tie.target]))
    if not top < ys[end] < bottom:
        return False
    along = (ys[end] - ys[tie.source]) / (ys[tie.target] - ys[tie.source])
    line = xs[tie.source] + along * (xs[tie.target] - xs[tie.source])
    if abs(xs[end] - line) >= CLEAR:
        return False
    side = 1 if xs[end] > line or (xs[end] == line and line < WIDTH / 2) else -1
    if not EDGE <= line + side * CLEAR <= WIDTH - EDGE:
        side = -side
    xs[end] = min(max(line + side * CLEAR, EDGE), WIDTH - EDGE)
    return True


def _line(tie: Tie, places: Mapping[str, tuple[float, float]]) -> str:
    (x1, y1), (x2, y2) = places[tie.source], places[tie.target]
    length = math.hypot(x2 - x1, y2 - y1) or 1
    dx, dy = (x2 - x1) / length, (y2 - y1) / length
    gap = SIZE + 4
    strength = tie.strength or 0
    width = 1 + 0.7 * strength
    tip = 5 + width
    moved = "wb-tie wb-tie-moved" if tie.moved else "wb-tie"
    dotted = ' stroke-dasharray="2 5" stroke-linecap="round"' if strength == 0 else ""
    mutual, undirected = tie.direction == "mutual", tie.direction == "undirected"
    start = gap + (tip if mutual else 0)
    stop = length - gap - (0 if undirected else tip)
    line = (
        f'<line class="{moved}" x1="{x1 + dx * start:.1f}" y1="{y1 + dy * start:.1f}" x2="{x1 + dx * stop:.1f}" '
        f'y2="{y1 + dy * stop:.1f}" stroke-width="{width:.1f}"{dotted}/>'
    )
    heads = [] if undirected else [(x2 - dx * gap, y2 - dy * gap, dx, dy)]
    if mutual:
        heads.append((x1 + dx * gap, y1 + dy * gap, -dx, -dy))
    return line + "".join(_head(*head, tip=tip, moved=moved) for head in heads)


def _head(x: float, y: float, dx: float, dy: float, *, tip: float, moved: str) -> str:
    half = tip * 0.55
    corners = (
        (x, y),
        (x - dx * tip - dy * half, y - dy * tip + dx * half),
        (x - dx * tip + dy * half, y - dy * tip - dx * half),
    )
    points = " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)
    return f'<polygon class="{moved.replace("wb-tie", "wb-tip")}" points="{points}"/>'


def _element(element: Mapping[str, Any], x: float, y: float) -> str:
    sector = (element.get("sector") or "none").replace(" ", "-")
    style = f'style="fill:var(--wb-sector-{escape(sector)}, var(--wb-muted))"'
    shape = _SHAPES.get(str(element.get("type")), "circle")
    if shape == "circle":
        drawn = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{SIZE}" {style}/>'
    else:
        points = " ".join(f"{x + a * SIZE:.1f},{y + b * SIZE:.1f}" for a, b in _CORNERS[shape])
        drawn = f'<polygon points="{points}" {style}/>'
    lines = _wrapped(str(element["label"]))
    anchor, at = ("start", x - SIZE) if x < WIDTH / 3 else ("end", x + SIZE) if x > WIDTH * 2 / 3 else ("middle", x)
    words = "".join(
        f'<tspan x="{at:.1f}" dy="{0 if number == 0 else 12}">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    return f'{drawn}<text class="wb-small-name" y="{y + SIZE + 12:.1f}" text-anchor="{anchor}">{words}</text>'


def _wrapped(label: str) -> list[str]:
    """A name in one line or two; what does not fit ends in dots."""
    lines = [""]
    for word in label.split():
        if len(lines[-1]) + len(word) < LONGEST or not lines[-1]:
            lines[-1] = f"{lines[-1]} {word}".strip()
        else:
            lines.append(word)
    kept = lines[:2]
    if len(lines) > 2:
        kept[1] = f"{kept[1]} …"
    return [line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…" for line in kept]


def _spoken(strength: int | None) -> str:
    if strength is None:
        return "not there"
    return "hoped for" if strength == 0 else f"strength {strength} of 5"
