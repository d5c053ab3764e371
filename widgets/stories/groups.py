"""One group of placed stories, and what both drawings of a pattern are made of."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

WIDTH: Final = 380
"""Pixels across of either drawing: no wider than a telephone, so that its words can be read there."""
INK: Final = "#1b2a33"
LINE: Final = "#77756c"
PALE: Final = "#d8d5cc"
ACCENT: Final = "#0b5d6b"
ACCENT_SOFT: Final = "#bcdce1"
PAPER: Final = "#ffffff"
RADIUS: Final = 10.0
"""Half the width of a numbered mark."""
_FONT: Final = "'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif"
_LINES: Final = 2
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What was said in one network, month or meeting, on one question.

    `number` is what stands for it in the drawing and in the table. `weights` are the means of those that apply, two or
    three that sum to 1; None where there is nothing to average, or too little to show: then `says` tells which.
    `counts` says how many lie in each part of the way between two words; empty where that is not known.
    """

    number: int
    name: str
    weights: tuple[float, ...] | None
    says: str
    counts: tuple[int, ...] = ()


def picture(parts: list[str], *, height: float, ident: str, title: str, spoken: str) -> str:
    """One `<svg>` that stands by itself and inside a page; `title` and `spoken` are escaped here."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="100%" role="img" '
        f'aria-labelledby="{ident}-t {ident}-d" font-family="{_FONT}" font-size="13" fill="{INK}">'
        f'<title id="{ident}-t">{escape(title)}</title><desc id="{ident}-d">{escape(spoken)}</desc>'
    )
    return "".join([head, *parts, "</svg>"])


def write(x: float, y: float, words: str, *, anchor: str = "start", bold: bool = False) -> str:
    """Words with their base line at y, escaped, with an edge of paper so that no line runs into them."""
    look = ' font-weight="700"' if bold else ""
    edge = f'stroke="{PAPER}" stroke-width="3" paint-order="stroke" stroke-linejoin="round"'
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {edge}{look}>{escape(words)}</text>'


def line(one: Point, other: Point, *, colour: str = INK, width: float = 1.2, dashes: str = "") -> str:
    """A straight line; `dashes` are lengths on and off in turn."""
    ends = f'x1="{one[0]:.1f}" y1="{one[1]:.1f}" x2="{other[0]:.1f}" y2="{other[1]:.1f}"'
    broken = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<line {ends} stroke="{colour}" stroke-width="{width}"{broken}/>'


def mark(x: float, y: float, number: int) -> str:
    """A numbered mark with its middle at x and y."""
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS:.0f}" fill="{ACCENT}" stroke="{PAPER}" stroke-width="1.5"/>'
        f'<text x="{x:.1f}" y="{y + 4.2:.1f}" text-anchor="middle" fill="{PAPER}" font-weight="700" font-size="12">'
        f"{number}</text>"
    )


def wrapped(text: str, letters: int) -> list[str]:
    """Words in at most two lines of about so many letters; what is longer ends in dots."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > letters:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > _LINES:
        lines = [lines[0], f"{lines[1]}…"]
    return [each if len(each) <= 2 * letters else f"{each[: 2 * letters - 1]}…" for each in lines]


def in_hundred(weight: float) -> int:
    """A weight of 0 to 1 as a whole number out of 100."""
    return round(100 * weight)
