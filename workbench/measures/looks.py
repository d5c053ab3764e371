"""How charts look: colours, shapes and words of points, lines and marks. Colour never stands alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workbench.measures import chart

INK, MUTED, HAIRLINE, ACCENT, TARGET = "#1b2a33", "#4f5d67", "#d8d5cc", "#0b5d6b", "#b01414"
WHITE: Final = "#ffffff"
PATH_OF_VALUES: Final = "#8d969c"
FILL: Final = {
    chart.COMMON: "#a6a6a6",
    chart.IMPROVEMENT: "#00b0f0",
    chart.CONCERN: "#e46c0a",
    chart.NEUTRAL_HIGH: "#490092",
    chart.NEUTRAL_LOW: "#490092",
}
"""The colours of the field; the edges below are darker, so that every shape stands out on paper."""
EDGE: Final = {**FILL, chart.COMMON: "#737d84", chart.IMPROVEMENT: "#0077a3", chart.CONCERN: "#9c3a06"}
WORD: Final = {
    chart.COMMON: "usual variation",
    chart.IMPROVEMENT: "improvement",
    chart.CONCERN: "concern",
    chart.NEUTRAL_HIGH: "unusually high",
    chart.NEUTRAL_LOW: "unusually low",
}
SMALL: Final = "a small number"
"""What a value is called that is hidden because it is small, where nobody says how small."""
HAND_DRAWN: Final = {
    "o": "M-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z",
    "^": "M0-4L4 3H-4z",
    "v": "M0 4L4-3H-4z",
    "s": "M-3-3H3V3H-3z",
}
"""The shapes of points as paths around (0, 0), for pictures that are written by hand."""


def hidden_words(hidden_as: str) -> str:
    """What a hollow point means, from what its value is called: "1–7, not shown exactly"."""
    return hidden_as if "not shown" in hidden_as else f"{hidden_as}, not shown exactly"


def shape_of(point_type: str, direction: str) -> str:
    """The marker of a point: a triangle points the way of improvement, or of a neutral surprise."""
    if point_type == chart.IMPROVEMENT:
        return "v" if direction == "decrease" else "^"
    return {chart.CONCERN: "s", chart.NEUTRAL_HIGH: "^", chart.NEUTRAL_LOW: "v"}.get(point_type, "o")


@dataclass(frozen=True, slots=True)
class MarkLook:
    """How a kind of mark is drawn: its `word`, its `symbol`, `filled` or hollow, its line's `dashes` and `weight`."""

    word: str
    symbol: str
    filled: bool
    colour: str
    dashes: tuple[float, ...] = ()
    weight: float = 1.2


MARKS: Final = {
    "prototype": MarkLook("prototype", ">", True, ACCENT, weight=1.8),
    "prototype ends": MarkLook("prototype ends", "<", False, ACCENT, (12, 3), weight=1.4),
    "gate": MarkLook("gate", "p", False, INK, (7, 2.5, 1.5, 2.5)),
    "rebase": MarkLook("new lines", "x", True, MUTED, (1, 2.5)),
    "event": MarkLook("event", "*", True, ACCENT, (4, 2.5)),
    "session": MarkLook("sessions", "o", False, MUTED),
    "test cycle": MarkLook("test cycles", "d", True, ACCENT),
}
"""The looks of marks by kind, in the order of the legend; no two share a symbol, nor lines their dashes."""
