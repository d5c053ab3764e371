"""How far a prototype has come, as a small line of steps over its time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from widgets.prototypes.drawn import LETTER, opening
from workbench.words import counted, long_date

WIDTH: Final = 300
HEIGHT: Final = 132
LEFT, RIGHT, TOP, FOOT = 20, 14, 12, 26
HIGHEST: Final = 5.0


def draw(progress: Sequence[Mapping[str, Any]], *, ident: str) -> str:
    """One `<svg>`: what was said of a prototype on each day (as `network.prototypes.told` has it), oldest first.

    The latest word is marked with its number. Nothing said gives an empty text.
    """
    if not progress:
        return ""
    days = [date.fromisoformat(each["assessed_on"]) for each in progress]
    whole = (days[-1] - days[0]).days
    room = WIDTH - LEFT - RIGHT
    across = [LEFT + room * ((day - days[0]).days / whole if whole else 0.5) for day in days]
    up = [_up(each["score"]) for each in progress]
    path = f"M{across[0]:.1f} {up[0]:.1f}" + "".join(
        f"H{x:.1f}V{y:.1f}" for x, y in zip(across[1:], up[1:], strict=True)
    )
    dots = "".join(
        f'<circle class="wb-progress-dot" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in zip(across, up, strict=True)
    )
    ends = _days(days[0], days[-1]) if whole else [(long_date(days[0]), "middle", across[0])]
    words = "".join(
        f'<text class="wb-ramp-day" x="{x:.1f}" y="{HEIGHT - 6}" text-anchor="{anchor}">{said}</text>'
        for said, anchor, x in ends
    )
    last = f"{progress[-1]['score']:g}"
    beside = across[-1] + 7 if across[-1] + 7 + len(last) * LETTER < WIDTH else across[-1] - 7
    return (
        opening(WIDTH, HEIGHT, spoken=spoken(progress), ident=ident, name="wb-progress-line")
        + _scale()
        + f'<path class="wb-progress-path" d="{path}"/>{dots}'
        + f'<text class="wb-progress-now" x="{beside:.1f}" y="{up[-1] - 7:.1f}" '
        f'text-anchor="{"start" if beside > across[-1] else "end"}">{last}</text>{words}</svg>'
    )


def spoken(progress: Sequence[Mapping[str, Any]]) -> str:
    """The line as a screen reader says it."""
    said = "; ".join(
        f"{long_date(date.fromisoformat(each['assessed_on']))}: {each['score']:g}, {each['name']}" for each in progress
    )
    return f"How far it has come, from 0.5 to 5, {counted(len(progress), 'word')} on it. {said}."


def _scale() -> str:
    lines = "".join(
        f'<path class="wb-progress-rule" d="M{LEFT} {_up(step):.1f}H{WIDTH - RIGHT}"/>' for step in (1, 2, 3, 4, 5)
    )
    return lines + "".join(
        f'<text class="wb-ramp-day" x="{LEFT - 7}" y="{_up(step) + 4.5:.1f}" text-anchor="end">{step}</text>'
        for step in (1, 3, 5)
    )


def _days(first: date, last: date) -> list[tuple[str, str, float]]:
    return [(long_date(first), "start", float(LEFT)), (long_date(last), "end", float(WIDTH - RIGHT))]


def _up(score: float) -> float:
    return HEIGHT - FOOT - (HEIGHT - FOOT - TOP) * score / HIGHEST
