"""How the parts of a map look wherever they are drawn: colours, shapes, widths, and how a name is broken into lines.

The theme's sector tokens are the same colours; a test compares them.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from workbench.mapping import vocabulary

SECTOR_COLOURS: Final[Mapping[str, str]] = {
    "primary care": "#0072b2",
    "community": "#009e73",
    "voluntary": "#e69f00",
    "social care": "#cc79a7",
    "hospital": "#56b4e9",
    "mental health": "#7a5195",
    "lived experience": "#d55e00",
    "commissioning": "#6b7780",
}
"""The colour of each sector on every drawing; the theme's sector tokens are the same."""

NO_SECTOR: Final = "#9a978e"
LINE: Final = "#77828a"
PALE_LINE: Final = "#b3b9bd"
HOPED_LINE: Final = "#b34700"
INK: Final = "#1b2a33"
SURFACE: Final = "#ffffff"

SHAPES: Final[Mapping[str, str]] = {
    "person in role": "dot",
    "team": "square",
    "organisation": "square",
    "service": "hexagon",
    "community group": "triangle",
    "place": "triangle",
    "factor": "diamond",
}
"""The vis-network shape of each kind of element."""

SHAPE_SIZES: Final[Mapping[str, int]] = {"dot": 16, "square": 15, "hexagon": 17, "triangle": 18, "diamond": 18}
"""Half the height of each shape at its usual size, in pixels."""
SIZES: Final[Mapping[str, float]] = {"small": 0.7, "usual": 1.0, "large": 1.5}
"""How large an element is drawn, by its `size`."""

LETTERS: Final = 22
"""Letters of one line of a name on a drawing."""
LINES: Final = 3
SIGN_MARKS: Final[Mapping[str, str]] = {"+": "+", "-": "−", "?": "?"}
SIGN_WORDS: Final[Mapping[str, str]] = {
    "+": "more of one, more of the other",
    "-": "more of one, less of the other",
    "?": "not known which way",
}
NOT_LIVED_DASHES: Final[tuple[int, int]] = (5, 5)
HOPED_DASHES: Final[tuple[int, int]] = (2, 6)
ENDS: Final[Mapping[str, tuple[str, ...]]] = {"one way": ("to",), "mutual": ("to", "from"), "undirected": ()}
"""Which ends of a line have an arrow, by its direction."""


def width(strength: int | None, *, lived: bool) -> float:
    """How wide a line is, in pixels: the stronger, the wider. What nobody here has confirmed is thin."""
    if strength == vocabulary.HOPED_FOR:
        return 2.0
    return round(0.6 + 0.8 * (strength or 1), 1) if lived else 1.2


def sign_mark(tie: Mapping[str, Any]) -> str:
    """What stands beside a line: its sign, and “later” where the influence takes its time; "" without a sign."""
    return SIGN_MARKS[tie["sign"]] + (" later" if tie["delay"] else "") if tie["sign"] else ""


def drawn_name(name: str) -> str:
    """A name in at most three lines of about 22 letters; what is longer ends with an ellipsis, and the table has it."""
    lines = textwrap.wrap(name, LETTERS, break_on_hyphens=False) or [name]
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1][: LETTERS - 1]}…"]
    return "\n".join(lines)


def bends(ties: Sequence[Mapping[str, Any]]) -> list[float]:
    """How far each connection bends out of the straight line: several between the same two must not coincide."""
    between: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, tie in enumerate(ties):
        one, other = sorted((tie["from"], tie["to"]))
        between[one, other].append(index)
    bent = [0.0] * len(ties)
    for together in between.values():
        for place, index in enumerate(together):
            bend = round(0.25 * (place - (len(together) - 1) / 2), 3)
            bent[index] = bend if ties[index]["from"] < ties[index]["to"] else -bend
    return bent


def paler(colour: str) -> str:
    """The colour with three quarters of white in it."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * 0.75):02x}" for part in parts)
