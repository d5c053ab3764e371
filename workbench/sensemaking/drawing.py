"""Where stories lie, drawn: a dyad as a strip with its counts, a triad as a triangle with its points.

Each point lets through what lies under it, so that many in one place look dark; its place says all that it has to say,
and the same stands in a table. Written by hand as SVG that stands by itself or in a page.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from workbench.errors import BadInput
from workbench.sensemaking.audience import reader_of
from workbench.sensemaking.ground import Ground
from workbench.sensemaking.models import Signifier
from workbench.sensemaking.patterns import counts_of, laid, means_of, parts_of
from workbench.sensemaking.signifiers import Asked, asked
from workbench.store import Reader
from workbench.words import counted

if TYPE_CHECKING:
    import pandas as pd

WIDTH: Final = 380.0
INK: Final = "#1b2a33"
MUTED: Final = "#4f5d67"
LINE: Final = "#77756c"
PALE: Final = "#d8d5cc"
ACCENT: Final = "#0b5d6b"
PAPER: Final = "#ffffff"
FONT: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
RADIUS: Final = 6.0
SIDE: Final = 270.0
TOP: Final = 46.0
_TALL: Final = SIDE * math.sqrt(3) / 2
_CORNERS: Final = (
    (WIDTH / 2, TOP),
    ((WIDTH - SIDE) / 2, TOP + _TALL),
    ((WIDTH + SIDE) / 2, TOP + _TALL),
)
_LEFT, _RIGHT = 16.0, WIDTH - 16.0
_LETTERS: Final = 21
_IDENT: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_UNPRINTABLE: Final = re.compile(r"[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where the stories of one network lie on one question.

    `svg`: the picture, one `<svg>` element. `table`: the same counted, one row a part (columns `part`, `n`), and how
    often it does not apply; without rows where `hidden`. `says`: what it shows, and `how` to read it, in sentences.
    """

    svg: str
    table: pd.DataFrame
    says: str
    how: str
    hidden: bool

    def _repr_svg_(self) -> str:
        """The picture, for a notebook."""
        return self.svg


class Picturing(Ground):
    """Where the stories of a network lie, drawn."""

    def picture(
        self,
        signifier: str | Signifier | Asked,
        *,
        network: str | None = None,
        reader: Reader | None = None,
        ident: str = "placed",
    ) -> Drawing:
        """Where the entries of one network (its code; this one if None) lie on a question, as far as may be read.

        Whoever reads from within the network sees each point. Of another network, and for any reader from outside, a
        small number of them is not shown at all. Raises `NotFound` for a question, `BadInput` for an `ident` that
        cannot be the beginning of an id.
        """
        code = network or self._scope.network
        with self._scope.reading() as transaction:
            reader = reader or reader_of(self._scope, transaction)
            question = asked(transaction, self._scope, signifier, ended=True)
            everywhere = code != self._scope.network
            found = laid(transaction, self._scope, reader, everywhere=everywhere, signifier=question.key)
        here = [one.weights for one in found if one.heard.network == code]
        weights = [each for each in here if each]
        return drawn(
            question,
            weights,
            does_not_apply=len(here) - len(weights),
            upto=self._small_numbers,
            hidden=reader.network != code and 0 < len(weights) <= self._small_numbers,
            ident=ident,
        )


def drawn(
    question: Asked,
    weights: Sequence[Sequence[float]],
    *,
    does_not_apply: int,
    upto: int,
    hidden: bool = False,
    ident: str = "placed",
) -> Drawing:
    """A drawing of these weights, two or three that sum to 1 for each story.

    With `hidden` neither a point nor a number is given away. A mean is marked only of more than `upto` stories. `ident`
    is what every id in the picture begins with. Raises `BadInput` if it cannot be the beginning of an id.
    """
    import pandas as pd  # noqa: PLC0415  a page need not wait for it

    if not _IDENT.fullmatch(ident):
        raise BadInput(f"The picture’s id ‘{ident}’ cannot be used: begin with a letter, then letters, digits, - or _.")
    shown = [] if hidden else list(weights)
    mean = means_of(shown) if len(shown) > upto else None
    says = f"From 1 to {upto} lie here, too few to show." if hidden else _says(question, shown, does_not_apply, mean)
    how = _how(question, bool(shown), mean is not None)
    counts = counts_of(shown) or (0,) * len(parts_of(question))
    rows = [] if hidden else [*zip(parts_of(question), counts, strict=True), ("does not apply", does_not_apply)]
    table = pd.DataFrame(rows, columns=["part", "n"]).astype({"n": "int64"})
    parts = _strip(question, shown, counts, mean) if question.form == "dyad" else _triangle(question, shown, mean)
    height = 122.0 if question.form == "dyad" else TOP + _TALL + 48
    if not shown:
        y = 62.0 if question.form == "dyad" else TOP + 0.62 * _TALL
        halo = f'<g paint-order="stroke" stroke="{PAPER}" stroke-width="5">{{}}</g>'
        parts = [*parts, halo.format(_words(WIDTH / 2, y, _none(hidden)))]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {height:.0f}" width="100%" role="img" '
        f'aria-labelledby="{ident}-title {ident}-desc" font-family="{FONT}" font-size="13" fill="{INK}">'
        f'<title id="{ident}-title">{_safe(question.question)}</title>'
        f'<desc id="{ident}-desc">{_safe(f"{says} {how}".strip())}</desc>{"".join(parts)}</svg>'
    )
    return Drawing(svg, table, says, how, hidden)


def place(weights: Sequence[float]) -> Point:
    """Where weights lie in the picture, in its own units: on the strip by the second, in the triangle by all three."""
    if len(weights) == 2:
        return _LEFT + (_RIGHT - _LEFT) * weights[1], 84.0
    x, y = (sum(w * corner[axis] for w, corner in zip(weights, _CORNERS, strict=True)) for axis in (0, 1))
    return x, y


def _strip(
    question: Asked, shown: Sequence[Sequence[float]], counts: Sequence[int], mean: Sequence[float] | None
) -> list[str]:
    first, second = (_wrapped(word) for word in question.words)
    wide = (_RIGHT - _LEFT) / len(counts)
    edges = [_LEFT + wide * at for at in range(len(counts) + 1)]
    parts = [
        *(_words(_LEFT - 8, 16 + 15 * at, line, anchor="start", bold=True) for at, line in enumerate(first)),
        *(_words(_RIGHT + 8, 16 + 15 * at, line, anchor="end", bold=True) for at, line in enumerate(second)),
        f'<path d="M{_LEFT:.1f} 84H{_RIGHT:.1f}" stroke="{LINE}" stroke-width="2"/>',
        *(f'<path d="M{x:.1f} 74V94" stroke="{LINE}" stroke-width="1"/>' for x in edges),
    ]
    if shown:
        parts += [_words(x + wide / 2, 114, str(n), colour=MUTED) for x, n in zip(edges, counts, strict=False)]
    return [*parts, *_points(shown, mean)]


def _triangle(question: Asked, shown: Sequence[Sequence[float]], mean: Sequence[float] | None) -> list[str]:
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in _CORNERS)
    middle = place((1 / 3, 1 / 3, 1 / 3))
    halves = (place(weights) for weights in ((0.5, 0.5, 0), (0, 0.5, 0.5), (0.5, 0, 0.5)))
    above = _wrapped(question.first)
    low = TOP + _TALL
    return [
        f'<polygon points="{corners}" fill="none" stroke="{LINE}" stroke-width="2" stroke-linejoin="round"/>',
        *(f'<path d="M{x:.1f} {y:.1f}L{middle[0]:.1f} {middle[1]:.1f}" stroke="{PALE}"/>' for x, y in halves),
        *(_words(WIDTH / 2, TOP - 12 - 15 * at, line, bold=True) for at, line in enumerate(reversed(above))),
        *(
            _words(x, low + 22 + 15 * at, line, anchor=anchor, bold=True)
            for word, x, anchor in ((question.second, 8.0, "start"), (question.third, WIDTH - 8, "end"))
            for at, line in enumerate(_wrapped(word))
        ),
        *_points(shown, mean),
    ]


def _points(shown: Sequence[Sequence[float]], mean: Sequence[float] | None) -> Iterator[str]:
    """Every story as a point that lets through what lies under it, and the mean as a hollow square on its corner."""
    if shown:
        circles = "".join(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS:g}"/>' for x, y in (place(each) for each in shown)
        )
        yield f'<g fill="{ACCENT}" fill-opacity="0.3" stroke="{ACCENT}" stroke-opacity="0.75">{circles}</g>'
    if mean is not None:
        x, y = place(mean)
        yield (
            f'<path d="M{x:.1f} {y - 9:.1f}l9 9l-9 9l-9-9z" fill="{PAPER}" fill-opacity="0.8" stroke="{INK}" '
            'stroke-width="2.5"/>'
        )


def _says(question: Asked, shown: Sequence[Sequence[float]], does_not_apply: int, mean: Sequence[float] | None) -> str:
    apart = f", and {does_not_apply:,} to which the question does not apply" if does_not_apply else ""
    if not shown:
        return f"Nothing lies here yet{apart}."
    said = f"{counted(len(shown), 'entry lies', 'entries lie')} here{apart}"
    if mean is None:
        return f"{said}; a mean would say little of so few."
    if question.form == "dyad":
        return f"{said}; on average {_hundred(mean[1])} in 100 towards “{question.second}”."
    shares = [f"{_hundred(each)} “{word}”" for each, word in zip(mean, question.words, strict=True)]
    return f"{said}; on average, out of 100, {', '.join(shares[:-1])} and {shares[-1]}."


def _how(question: Asked, any_shown: bool, with_mean: bool) -> str:
    if not any_shown:
        return ""
    near = (
        "the nearer to a word, the more of it"
        if question.form == "triad"
        else "the further to a side, the more of its word; the numbers below count each fifth of the way"
    )
    mean = " The square on its corner is the mean." if with_mean else ""
    return f"Each point is one entry: {near}. Where many lie together it is darker.{mean}"


def _none(hidden: bool) -> str:
    return "too few to show" if hidden else "nothing placed yet"


def _hundred(weight: float) -> int:
    return round(100 * weight)


def _wrapped(text: str) -> list[str]:
    """Words in lines of about so many letters, so that two corners do not meet."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _LETTERS:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines[:2] if len(lines) <= 2 else [lines[0], f"{lines[1]}…"]


def _words(x: float, y: float, text: str, *, anchor: str = "middle", bold: bool = False, colour: str = INK) -> str:
    look = f' fill="{colour}"' if colour != INK else ""
    look += ' font-weight="700"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{look}>{_safe(text)}</text>'


def _safe(text: str) -> str:
    return escape(_UNPRINTABLE.sub("", text))
