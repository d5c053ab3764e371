"""A triad drawn: a triangle among three words, with a numbered mark where the stories of each group lie on average."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from widgets.stories.groups import (
    ACCENT,
    LINE,
    PALE,
    RADIUS,
    WIDTH,
    Group,
    Point,
    in_hundred,
    line,
    mark,
    picture,
    wrapped,
    write,
)

SIDE: Final = 270.0
TALL: Final = SIDE * math.sqrt(3) / 2
TOP: Final = 48.0
HEIGHT: Final = TOP + TALL + 52
CORNERS: Final[tuple[Point, Point, Point]] = (
    (WIDTH / 2, TOP),
    ((WIDTH - SIDE) / 2, TOP + TALL),
    ((WIDTH + SIDE) / 2, TOP + TALL),
)
"""Where the first, the second and the third word stand: above, below on the left, below on the right."""


def draw(
    groups: Sequence[Group], corners: tuple[str, str, str], *, title: str, ident: str, joined: bool = False
) -> str:
    """One `<svg>`: the nearer a mark is to a word, the more its stories are about that.

    A mark that would lie on another stands aside, with a line to its place. Groups without a mean are not drawn: the
    table beside says why. With `joined` a line leads from each mark to the next, for groups that follow in time.
    """
    shown = [(group, at(group.weights)) for group in groups if group.weights is not None]
    places = [place for _, place in shown]
    parts = [*_ground(), *_words(corners)]
    if joined:
        parts += [line(one, other, dashes="2 4") for one, other in pairwise(places)]
    for (group, place), badge in zip(shown, _apart(places), strict=True):
        if badge != place:
            parts += [line(place, badge), f'<circle cx="{place[0]:.1f}" cy="{place[1]:.1f}" r="3" fill="{ACCENT}"/>']
        parts.append(mark(*badge, group.number))
    spoken = "; ".join(f"{group.number} {group.name}: {_spoken(group, corners)}" for group in groups)
    return picture(parts, height=HEIGHT, ident=ident, title=title, spoken=spoken)


def at(weights: Sequence[float]) -> Point:
    """Where three weights that sum to 1 lie in the triangle, in pixels."""
    x = sum(weight * corner[0] for weight, corner in zip(weights, CORNERS, strict=True))
    y = sum(weight * corner[1] for weight, corner in zip(weights, CORNERS, strict=True))
    return x, y


def _ground() -> Iterator[str]:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in CORNERS)
    yield f'<polygon points="{points}" fill="none" stroke="{LINE}" stroke-width="2" stroke-linejoin="round"/>'
    centre = at((1 / 3, 1 / 3, 1 / 3))
    for one, other in ((0, 1), (1, 2), (2, 0)):
        half = ((CORNERS[one][0] + CORNERS[other][0]) / 2, (CORNERS[one][1] + CORNERS[other][1]) / 2)
        yield line(half, centre, colour=PALE)


def _words(corners: tuple[str, str, str]) -> Iterator[str]:
    above = wrapped(corners[0], 34)
    for number, words in enumerate(above):
        yield write(WIDTH / 2, TOP - 14 - 16 * (len(above) - 1 - number), words, anchor="middle", bold=True)
    for corner, x, anchor in ((corners[1], 6.0, "start"), (corners[2], WIDTH - 6.0, "end")):
        for number, words in enumerate(wrapped(corner, 20)):
            yield write(x, TOP + TALL + 26 + 16 * number, words, anchor=anchor, bold=True)


def _apart(places: Sequence[Point]) -> list[Point]:
    """A place for each number, clear of those before it: its own where that is free, else near it."""
    taken: list[Point] = []
    for x, y in places:
        around = (
            (x + far * math.cos(turn * math.pi / 6), y + far * math.sin(turn * math.pi / 6))
            for far in (2.6 * RADIUS, 4.2 * RADIUS, 6 * RADIUS)
            for turn in (0, 6, 11, 7, 1, 5, 10, 8, 2, 4, 9, 3)
        )
        free = (each for each in ((x, y), *around) if all(math.dist(each, one) >= 2 * RADIUS for one in taken))
        taken.append(next(free, (x, y)))
    return taken


def _spoken(group: Group, corners: tuple[str, str, str]) -> str:
    if group.weights is None:
        return group.says
    shares = (f"{in_hundred(weight)} {corner}" for weight, corner in zip(group.weights, corners, strict=True))
    return f"{', '.join(shares)} in 100, {group.says}"
