"""How sure somebody was of the goal, drawn small over the days on which they were asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from widgets.prototypes.drawn import opening
from workbench.words import long_date

WIDTH: Final = 168
HEIGHT: Final = 44
LEFT, RIGHT, TOP, FOOT = 22, 26, 8, 8
MOST: Final = 10


def draw(contacts: Sequence[Mapping[str, Any]], *, ident: str) -> str:
    """One small `<svg>` of the contacts that have a `confidence` (0 to 10), oldest first; none gives an empty text.

    Each is a mapping with `on` (ISO text) and `confidence`. The latest stands beside its dot as a number.
    """
    asked = [each for each in contacts if each["confidence"] is not None]
    if not asked:
        return ""
    days = [date.fromisoformat(each["on"]) for each in asked]
    whole, room = (days[-1] - days[0]).days, WIDTH - LEFT - RIGHT
    across = [LEFT + room * ((day - days[0]).days / whole if whole else 1) for day in days]
    up = [HEIGHT - FOOT - (HEIGHT - FOOT - TOP) * each["confidence"] / MOST for each in asked]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in zip(across, up, strict=True))
    dots = "".join(
        f'<circle class="wb-confidence-dot" cx="{x:.1f}" cy="{y:.1f}" r="{4 if x == across[-1] else 2.5}"/>'
        for x, y in zip(across, up, strict=True)
    )
    now = f'x="{across[-1] + 8:.1f}" y="{up[-1] + 4.5:.1f}"'
    return (
        opening(WIDTH, HEIGHT, spoken=spoken(asked), ident=ident, name="wb-confidence-line")
        + f'<path class="wb-confidence-edge" d="M{LEFT} {HEIGHT - FOOT}H{WIDTH - RIGHT}M{LEFT} {TOP}H{WIDTH - RIGHT}"/>'
        + f'<text class="wb-confidence-scale" x="{LEFT - 6}" y="{TOP + 4}" text-anchor="end">{MOST}</text>'
        + f'<text class="wb-confidence-scale" x="{LEFT - 6}" y="{HEIGHT - FOOT + 4}" text-anchor="end">0</text>'
        + f'<path class="wb-confidence-path" d="M{path}"/>{dots}'
        + f'<text class="wb-confidence-now" {now}>{asked[-1]["confidence"]}</text></svg>'
    )


def spoken(asked: Sequence[Mapping[str, Any]]) -> str:
    """The line as a screen reader says it."""
    said = "; ".join(f"{long_date(date.fromisoformat(each['on']))}: {each['confidence']}" for each in asked)
    often = "once" if len(asked) == 1 else f"{len(asked)} times"
    return f"How sure of the goal, from 0 to 10, asked {often}. {said}."
