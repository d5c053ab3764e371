"""Small signs for what a chart says of its variation and of a target: drawn by us, with words beside.

Each is a card with a line of usual variation on it. On a sign of variation the line stays between its dashed limits, or
leaves them upwards or downwards and ends in a triangle for improvement, a square for concern (the shapes that such
points have on a chart), or a diamond for what is neither. On a sign of assurance a bar stands for the usual variation
beside the line of the target: full where the target is consistently met, empty where it is consistently missed, and
half full where the variation takes it to both sides. So no sign needs its colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

import pandas as pd

from workbench.measures import svg as inline
from workbench.measures.chart import COMMON, CONCERN, FAIL, IMPROVEMENT, INCONSISTENT, NEUTRAL_HIGH, PASS, Chart
from workbench.measures.looks import EDGE, FILL, INK, MUTED, TARGET, WHITE
from workbench.measures.reading import charted

VARIATION: Final = {
    "common": ("common cause", "The points lie about the centre line as they usually do."),
    "improvement high": ("improvement, high", "The latest point stands out on the high side, and higher is better."),
    "improvement low": ("improvement, low", "The latest point stands out on the low side, and lower is better."),
    "concern high": ("concern, high", "The latest point stands out on the high side, and lower is better."),
    "concern low": ("concern, low", "The latest point stands out on the low side, and higher is better."),
    "neutral high": ("unusually high", "The latest point stands out on the high side; neither way is better."),
    "neutral low": ("unusually low", "The latest point stands out on the low side; neither way is better."),
}
"""The words of each sign of variation, and a sentence that describes it."""
ASSURANCE: Final = {
    PASS: ("consistently meets the target", "The usual variation lies wholly on the better side of the target."),
    FAIL: ("consistently misses the target", "The usual variation does not reach the target."),
    INCONSISTENT: (
        "meets the target at times, by chance",
        "The target lies within the usual variation, which takes the measure to both of its sides.",
    ),
}
"""The words of each sign of assurance, and a sentence that describes it."""
_WAVE: Final = "M6 25C9 17 13 17 17 24S25 31 29 24S35 18 38 23"
_RISE: Final = "M6 32C12 32 14 27 18 28S26 29 29 22L33 13"
_HALF_UP: Final = "M15 24V14a3 3 0 0 1 3-3H30a3 3 0 0 1 3 3V24z"
_HALF_DOWN: Final = "M15 24V34a3 3 0 0 0 3 3H30a3 3 0 0 0 3-3V24z"
_SHAPES: Final = {
    "improvement": "M34 3L41 15H27z",
    "concern": "M28 3H40V15H28z",
    "neutral": "M34 3L41 10L34 17L27 10z",
}


@dataclass(frozen=True, slots=True)
class Icon:
    """A sign: its `key`, its `words` to stand beside it, a sentence that says the same in full, and its `svg`."""

    key: str
    words: str
    description: str
    svg: str

    def __str__(self) -> str:
        """The words."""
        return self.words


def variation(chart: Chart | pd.DataFrame, *, ident: str = "", size: int = 44) -> Icon | None:
    """The sign of what the latest point of a chart shows; None where there are no points.

    One of “common cause”, “improvement”, “concern” (each high or low), “unusually high” and “unusually low”. With
    `ident`, which begins every id, a screen reader hears title and description; without, the sign is hidden from it,
    for use beside the words. `size`: width and height in pixels. Raises `BadInput` for an id that cannot be one.
    """
    points = charted(chart).points
    if points.empty:
        return None
    last = points.iloc[-1]
    kind = str(last["point_type"])
    if kind == COMMON:
        return _icon("common", VARIATION["common"], _common(), ident, size)
    high = kind == NEUTRAL_HIGH
    if kind in (IMPROVEMENT, CONCERN):
        high = (kind == IMPROVEMENT) == (last["direction"] == "increase")
    sort = {IMPROVEMENT: "improvement", CONCERN: "concern"}.get(kind, "neutral")
    key = f"{sort} {'high' if high else 'low'}"
    return _icon(key, VARIATION[key], _special(sort, kind, high=high), ident, size)


def assurance(chart: Chart | pd.DataFrame, *, ident: str = "", size: int = 44) -> Icon | None:
    """The sign of whether a target that a standard sets is met as a rule; None without one, or where nothing is known.

    `ident` and `size` as for `variation`. It is never asked of an ambition, which a chart does not know.
    """
    known = charted(chart)
    if known.assurance is None:
        return None
    rising = str(known.points["direction"].iloc[-1]) == "increase"
    return _icon(known.assurance, ASSURANCE[known.assurance], _bar(known.assurance, rising=rising), ident, size)


def _common() -> str:
    return (
        f'{_card(EDGE[COMMON])}{_limits()}<path d="{_WAVE}" fill="none" stroke="{INK}" stroke-width="2.5"/>'
        f'<circle cx="38" cy="23" r="4.5" fill="{FILL[COMMON]}" stroke="{EDGE[COMMON]}" stroke-width="1.5"/>'
    )


def _special(sort: str, kind: str, *, high: bool) -> str:
    """The line that leaves its limits; the low one is the high one upside down."""
    turned = "" if high else ' transform="matrix(1 0 0 -1 0 48)"'
    drawn = (
        f'<path d="{_RISE}" fill="none" stroke="{INK}" stroke-width="2.5"/>'
        f'<path d="{_SHAPES[sort]}" fill="{FILL[kind]}" stroke="{EDGE[kind]}" stroke-width="1.5"/>'
    )
    return f"{_card(EDGE[kind])}{_limits()}<g{turned}>{drawn}</g>"


def _bar(key: str, *, rising: bool) -> str:
    """The bar of usual variation above, below or across the line of the target."""
    above = {PASS: rising, FAIL: not rising}.get(key)
    top, line = {True: (6, 36), False: (22, 12), None: (11, 24)}[above]
    bar = f'<rect x="15" y="{top}" width="18" height="{20 if above is not None else 26}" rx="3"'
    filled = f'{bar} fill="{INK if key == PASS else WHITE}" stroke="{INK}" stroke-width="2"/>'
    if key == INCONSISTENT:
        filled += f'<path d="{_HALF_UP if rising else _HALF_DOWN}" fill="{INK}"/>'
    target = "".join(
        f'<path d="M4 {line}H44" stroke="{colour}" stroke-width="{wide}"{dashes}/>'
        for colour, wide, dashes in ((WHITE, 5, ""), (TARGET, 2.5, ' stroke-dasharray="8 3 2 3"'))
    )
    return f"{_card(MUTED)}{filled}{target}"


def _card(edge: str) -> str:
    return f'<rect x="1" y="1" width="46" height="46" rx="8" fill="{WHITE}" stroke="{edge}" stroke-width="2"/>'


def _limits() -> str:
    return f'<path d="M4 15H44M4 33H44" stroke="{MUTED}" stroke-dasharray="4 3"/>'


def _icon(key: str, said: tuple[str, str], drawn: str, ident: str, size: int) -> Icon:
    words, description = said
    if ident:
        inline.check_ident(ident)
        spoken = f'role="img" aria-labelledby="{ident}-title {ident}-desc"'
        told = f'<title id="{ident}-title">{escape(words)}</title><desc id="{ident}-desc">{escape(description)}</desc>'
    else:
        spoken, told = 'aria-hidden="true"', f"<title>{escape(words)}</title><desc>{escape(description)}</desc>"
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="{size}" height="{size}" {spoken}>'
        f"{told}{drawn}</svg>"
    )
    return Icon(key, words, description, text)
