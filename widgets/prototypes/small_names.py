"""Where the names on a small map stand: clear of its lines, its shapes and one another, as far as there is room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

LETTER: Final = 6.0
"""How wide a letter of a name is on average, in pixels, and how far apart its lines are."""
LINE: Final = 12
RISE: Final = 10
"""How far letters reach above their line, and how far below it."""
FALL: Final = 3
LONGEST: Final = (22, 15)
"""The most letters of a name in one line, the usual first; it may have two lines."""
AIR: Final = 2.0
"""How far a name stays from a line, in pixels."""

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as it stands: its lines, the place of the first one, and which end of each line is at `x`."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: Anchor

    @property
    def box(self) -> Box:
        """What it covers, as far as can be told without its letters."""
        wide = LETTER * max(map(len, self.lines))
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return left, self.y - RISE, left + wide, self.y + LINE * (len(self.lines) - 1) + FALL


def stand(
    labels: Mapping[str, str],
    places: Mapping[str, Point],
    lines: Sequence[tuple[Point, Point]],
    *,
    size: float,
    paper: tuple[float, float],
    signs: float = 0,
) -> dict[str, Name]:
    """A `Name` for each label, in the order given; `places` and `lines` in pixels, `size` half a shape's width.

    Below the shape where that is clear; else above or beside it; else where it is in the way of least. `paper`: the
    width and height that names stay on where they can. `signs`: half the width of what is kept free of names in the
    middle of each line.
    """
    found: dict[str, Name] = {}
    shapes = {end: (x - size, y - size, x + size, y + size) for end, (x, y) in places.items()}
    middles = [((x1 + x2) / 2, (y1 + y2) / 2) for (x1, y1), (x2, y2) in lines] if signs else []
    kept = [(x - signs, y - signs, x + signs, y + signs) for x, y in middles]
    for end, label in labels.items():
        taken = [*kept, *(box for other, box in shapes.items() if other != end), *(name.box for name in found.values())]

        def in_the_way(name: Name, taken: Sequence[Box] = taken) -> float:
            left, top, right, bottom = name.box
            off = max(0.0, -left, right - paper[0]) + max(0.0, -top, bottom - paper[1])
            crossed = sum(crosses(line, name.box) for line in lines)
            covered = sum(_overlap(box, name.box) for box in taken)
            return 3 * covered + 2 * crossed + 0.5 * off + 0.25 * any(each.endswith("…") for each in name.lines)

        found[end] = min(_ways(label, places[end], size=size, width=paper[0]), key=in_the_way)
    return found


def _ways(label: str, at: Point, *, size: float, width: float) -> Iterator[Name]:
    """Every way in which a name may stand at its shape, the usual ones first."""
    x, y = at
    usual: Anchor = "start" if x < width / 3 else "end" if x > width * 2 / 3 else "middle"
    edges: dict[Anchor, float] = {"start": x - size, "middle": x, "end": x + size}
    anchors = sorted(edges, key=lambda anchor: anchor != usual)
    for letters in LONGEST:
        lines = tuple(wrapped(label, letters))
        more = LINE * (len(lines) - 1)
        for first in (y + size + 12, y - size - 5 - more):
            for anchor in anchors:
                yield Name(lines=lines, x=edges[anchor], y=first, anchor=anchor)
        for down in (0, -LINE, LINE):
            yield Name(lines=lines, x=x + size + 5, y=y + 4 - more / 2 + down, anchor="start")
            yield Name(lines=lines, x=x - size - 5, y=y + 4 - more / 2 + down, anchor="end")


def crosses(line: tuple[Point, Point], box: Box) -> bool:
    """Whether a straight line runs through a box, or nearer to it than `AIR`."""
    (x1, y1), (x2, y2) = line
    enter, leave = 0.0, 1.0
    for start, way, low, high in ((x1, x2 - x1, box[0], box[2]), (y1, y2 - y1, box[1], box[3])):
        if way == 0:
            if not low - AIR < start < high + AIR:
                return False
            continue
        near, far = sorted(((low - AIR - start) / way, (high + AIR - start) / way))
        enter, leave = max(enter, near), min(leave, far)
    return enter < leave


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def wrapped(label: str, letters: int = LONGEST[0]) -> list[str]:
    """A name in one line or two; what does not fit ends in dots."""
    lines = [""]
    for word in label.split():
        if len(lines[-1]) + len(word) < letters or not lines[-1]:
            lines[-1] = f"{lines[-1]} {word}".strip()
        else:
            lines.append(word)
    kept = lines[:2]
    if len(lines) > 2:
        kept[1] = f"{kept[1]} …"
    return [line if len(line) <= letters else f"{line[: letters - 1]}…" for line in kept]
