"""A shift drawn: one strip between two words for each group, and where its stories lie on average."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from widgets.stories.groups import (
    ACCENT_SOFT,
    LINE,
    PALE,
    WIDTH,
    Group,
    in_hundred,
    line,
    mark,
    picture,
    wrapped,
    write,
)

TOP: Final = 14.0
ROW: Final = 72.0
LEFT: Final = 14.0
RIGHT: Final = WIDTH - 14.0
LETTERS: Final = 22
LONGEST_NAME: Final = 28
TALLEST: Final = 18.0
"""How high the bar of the part is that holds the most stories of a group, in pixels."""


def draw(groups: Sequence[Group], ends: tuple[str, str], *, title: str, ident: str, joined: bool = False) -> str:
    """One `<svg>`: a strip a group, from the first word on the left to the second on the right.

    The mark lies at the mean of the stories that apply, and the bars behind it say how many lie in each part of the
    way; a group without a mean has an empty strip and says why. With `joined` a line leads from each mark to the next,
    for groups that follow one another in time.
    """
    first, second = (wrapped(end, LETTERS) for end in ends)
    begin = TOP + 16 * max(len(first), len(second)) + 2
    parts = [write(LEFT - 6, TOP + 16 * at, words, bold=True) for at, words in enumerate(first)]
    parts += [write(RIGHT + 6, TOP + 16 * at, words, anchor="end", bold=True) for at, words in enumerate(second)]
    places = [(_across(group), begin + ROW * at + 48) for at, group in enumerate(groups)]
    for group, (_, y) in zip(groups, places, strict=True):
        parts += _strip(group, y)
    marked = [(x, y) for x, y in places if x is not None]
    if joined:
        parts += [line((x, y + 10), (to_x, to_y - 10), dashes="2 4") for (x, y), (to_x, to_y) in pairwise(marked)]
    for group, (x, y) in zip(groups, places, strict=True):
        parts += [write(LEFT - 6, y - 30, _short(group.name)), write(RIGHT + 6, y - 30, group.says, anchor="end")]
        if x is not None:
            parts.append(mark(x, y, group.number))
    spoken = "; ".join(f"{group.number} {group.name}: {_spoken(group, ends)}" for group in groups)
    return picture(parts, height=begin + ROW * len(groups) - 8, ident=ident, title=title, spoken=spoken)


def _across(group: Group) -> float | None:
    return None if group.weights is None else LEFT + (RIGHT - LEFT) * group.weights[1]


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _strip(group: Group, y: float) -> Iterator[str]:
    empty = group.weights is None
    yield from _bars(group.counts, y)
    yield line((LEFT, y), (RIGHT, y), colour=PALE if empty else LINE, width=2, dashes="3 5" if empty else "")
    for x in (LEFT, (LEFT + RIGHT) / 2, RIGHT):
        yield line((x, y - 5), (x, y + 5), colour=LINE, width=2)


def _bars(counts: Sequence[int], y: float) -> Iterator[str]:
    """How the stories of a group spread: a bar for each part of the way, the highest where most of them lie."""
    most, wide = max(counts, default=0), (RIGHT - LEFT) / max(len(counts), 1)
    for number, count in enumerate(counts):
        if count:
            high = max(TALLEST * count / most, 1.5)
            x = LEFT + wide * number + 2
            box = f'x="{x:.1f}" y="{y - high:.1f}" width="{wide - 4:.1f}" height="{high:.1f}"'
            yield f'<rect {box} fill="{ACCENT_SOFT}"/>'


def _spoken(group: Group, ends: tuple[str, str]) -> str:
    if group.weights is None:
        return group.says
    first, second = map(in_hundred, group.weights)
    return f"{first} in 100 towards {ends[0]}, {second} towards {ends[1]}, {group.says}"
