"""Two small maps side by side in time: the relationships a prototype named, as they stood then or stand now."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from widgets.prototypes.small_names import LINE, Name, Point, crosses, stand

WIDTH: Final = 210
ROW: Final = 50
EDGE: Final = 22
"""Room beside the outermost elements, so that their names stay on the paper."""
SIZE: Final = 9
"""Half the width of an element's shape, in pixels."""
SIGN: Final = 8
"""Half the width of what is kept free of names for the sign on a line, in pixels."""
CLEAR: Final = 44
"""How far an element stays from a line that does not touch it, in pixels across."""
ASIDE_AT_MOST: Final = 12

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

    `moved` says whether it differs from the other time, and is then drawn in the accent; one that is `weaker` than it
    was is drawn broken, in the colour of concern and with a minus on it, any other that moved with a plus.
    """

    source: str
    target: str
    label: str
    direction: str
    strength: int | None
    moved: bool = False
    weaker: bool = False


def draw(elements: Mapping[str, Mapping[str, Any]], ties: Sequence[Tie], *, title: str, ident: str) -> str:
    """One `<svg>` element. `elements`: id → `label`, `type`, `sector`, `x`, `y` as on the map.

    Every element has a row of its own, and its name stands clear of lines and names where there is room. Names are
    escaped. No ties give an empty string; a tie of which an element is missing is said and not drawn.
    """
    ends = list(dict.fromkeys(end for tie in ties for end in (tie.source, tie.target) if end in elements))
    if not ends:
        return ""
    places = place({end: elements[end] for end in ends}, ties)
    height = ROW * len(ends) + 8
    spoken = escape(f"{title}. " + "; ".join(f"{tie.label}: {_spoken(tie.strength)}{_way(tie)}" for tie in ties))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="100%" role="img" '
        f'class="wb-small-map" aria-labelledby="{ident}-t"><title id="{ident}-t">{spoken}</title>'
    )
    parts = [head]
    parts += [_line(tie, places) for tie in ties if _is_there(tie, places)]
    # Every relationship is cleared, also one that is not there: so a name stands in the same place then and now.
    lines = [between(tie, places) for tie in ties if tie.source in places and tie.target in places]
    labels = {end: str(elements[end]["label"]) for end in ends}
    names = stand(labels, places, lines, size=SIZE, paper=(WIDTH, height), signs=SIGN)
    parts += [_ground(name) for name in names.values() if any(crosses(line, name.box) for line in lines)]
    parts += [_sign(*_middle(tie, places), weaker=tie.weaker) for tie in ties if tie.moved and _is_there(tie, places)]
    parts += [_element(elements[end], *places[end], names[end]) for end in ends]
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


def between(tie: Tie, places: Mapping[str, Point]) -> tuple[Point, Point]:
    """Where the line of a relationship begins and ends, clear of both shapes."""
    (x1, y1), (x2, y2) = places[tie.source], places[tie.target]
    length = math.hypot(x2 - x1, y2 - y1) or 1
    dx, dy = (SIZE + 4) * (x2 - x1) / length, (SIZE + 4) * (y2 - y1) / length
    return (x1 + dx, y1 + dy), (x2 - dx, y2 - dy)


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
    if tie.weaker and strength:
        dotted = ' stroke-dasharray="7 4" style="stroke:var(--wb-concern)"'
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
    tips = "".join(_head(*head, tip=tip, moved=moved, weaker=tie.weaker) for head in heads)
    return line + tips


def _middle(tie: Tie, places: Mapping[str, Point]) -> Point:
    (x1, y1), (x2, y2) = places[tie.source], places[tie.target]
    return (x1 + x2) / 2, (y1 + y2) / 2


def _sign(x: float, y: float, *, weaker: bool) -> str:
    """A plus or a minus on the middle of a line."""
    colour = "var(--wb-concern)" if weaker else "var(--wb-accent)"
    strokes = f"M{x - 3.5:.1f} {y:.1f}h7" + ("" if weaker else f"M{x:.1f} {y - 3.5:.1f}v7")
    return (
        f'<g class="wb-sign-of-{"weaker" if weaker else "stronger"}"><circle cx="{x:.1f}" cy="{y:.1f}" r="6.5" '
        f'style="fill:var(--wb-surface);stroke:{colour}"/><path d="{strokes}" style="stroke:{colour}" '
        'stroke-width="1.8" fill="none"/></g>'
    )


def _head(x: float, y: float, dx: float, dy: float, *, tip: float, moved: str, weaker: bool) -> str:
    half = tip * 0.55
    corners = (
        (x, y),
        (x - dx * tip - dy * half, y - dy * tip + dx * half),
        (x - dx * tip + dy * half, y - dy * tip - dx * half),
    )
    points = " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)
    colour = ' style="fill:var(--wb-concern)"' if weaker else ""
    return f'<polygon class="{moved.replace("wb-tie", "wb-tip")}" points="{points}"{colour}/>'


def _ground(name: Name) -> str:
    """What interrupts the lines under a name that has no clear place."""
    left, top, right, bottom = name.box
    place = f'x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}"'
    return f'<rect class="wb-small-ground" {place}/>'


def _element(element: Mapping[str, Any], x: float, y: float, name: Name) -> str:
    sector = (element.get("sector") or "none").replace(" ", "-")
    style = f'style="fill:var(--wb-sector-{escape(sector)}, var(--wb-muted))"'
    shape = _SHAPES.get(str(element.get("type")), "circle")
    if shape == "circle":
        drawn = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{SIZE}" {style}/>'
    else:
        points = " ".join(f"{x + a * SIZE:.1f},{y + b * SIZE:.1f}" for a, b in _CORNERS[shape])
        drawn = f'<polygon points="{points}" {style}/>'
    words = "".join(
        f'<tspan x="{name.x:.1f}" dy="{0 if number == 0 else LINE}">{escape(line)}</tspan>'
        for number, line in enumerate(name.lines)
    )
    return f'{drawn}<text class="wb-small-name" y="{name.y:.1f}" text-anchor="{name.anchor}">{words}</text>'


def _way(tie: Tie) -> str:
    """Which way it moved, for those who hear the drawing; one that is no longer there says so anyway."""
    if not tie.moved or tie.strength is None:
        return ""
    return ", weaker than it was" if tie.weaker else ", stronger than it was"


def _spoken(strength: int | None) -> str:
    if strength is None:
        return "not there"
    return "hoped for" if strength == 0 else f"strength {strength} of 5"
