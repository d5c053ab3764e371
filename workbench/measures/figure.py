"""A chart as a picture: calm, the same every time, readable in words, and fit to stand inside a page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from workbench.errors import BadInput
from workbench.measures import svg
from workbench.measures.chart import Chart
from workbench.measures.drawing import EDGE, FILL, INK, Hope, Picture, shape_of
from workbench.measures.reading import Mark, as_marks, plain_number, points_of, read_aloud, spread_of
from workbench.measures.spc import COMMON

__all__ = ["Mark", "figure", "figures", "png", "read_aloud", "sparkline"]

MARGIN = 1 / 6
"""Inches of white around a PNG, which is put where nothing else keeps it clear."""
_SPARK = {
    "o": "M-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z",
    "^": "M0-4L4 3H-4z",
    "v": "M0 4L4-3H-4z",
    "s": "M-3-3H3V3H-3z",
}


def figure(
    chart: Chart | pd.DataFrame,
    *,
    title: str,
    unit: str,
    direction: str,
    ambition: float | None = None,
    target: float | None = None,
    marks: Iterable[Mark | Sequence[Any]] = (),
    width: int = 640,
    heading: bool = True,
    ident: str = "wb-chart",
) -> str:
    """Draw a chart as one `<svg>` element (text), to stand inside HTML or in a file of its own.

    `ambition`: what the set hopes for, a dotted line with that word, never a verdict; `target`: what a
    standard sets. One that lies far off the points is named at the edge instead. `marks`: days with a short
    label, drawn as upright lines; those far outside the time shown are named below the picture. `width`: the
    width in pixels that the picture is made for (240 to 2400): words are 13 px there, and it scales with its
    surroundings. `heading`: write title and unit above. `ident` begins every id, one for each picture on a
    page.

    Same arguments, same text. An empty chart gives a picture that says so. Raises `BadInput` for an unknown
    direction, an id or width that cannot be used, a mark that is none, or an ambition that is not a number.
    """
    svg.check_ident(ident)
    points = points_of(chart)
    events, hopes = as_marks(marks), _hopes(ambition, target)
    spoken = [read_aloud(points, title=title, unit=unit, direction=direction, marks=events)]
    spoken += [f"The {hope.word} is {plain_number(hope.number, spread=spread_of(points))}." for hope in hopes]
    with svg.our_settings(ident):
        picture = Picture(points, direction=direction, hopes=hopes, marks=events, width=width)
        drawn = picture.draw(title=svg.printable(title), unit=svg.printable(unit), heading=heading)
        return svg.from_figure(drawn, ident=ident, title=title, description=" ".join(spoken))


def figures(
    chart: Chart | pd.DataFrame, *, widths: Sequence[int] = (320, 520, 820), ident: str = "wb-chart", **settings: Any
) -> str:
    """The chart drawn for several widths, in one `<div>` that shows the one that suits its room.

    So words stay readable on a phone and do not grow huge on a wall. `widths`: made for, ascending; a
    drawing gives way to the next where the room is halfway between the two. `settings` as for `figure`,
    without `width`.
    """
    if not widths or list(widths) != sorted(set(widths)):
        raise BadInput("The widths of a chart must grow from one to the next, such as 320, 520, 820.")
    svg.check_ident(ident)
    turns = [(narrow + wide) // 2 for narrow, wide in pairwise(widths)]
    rules, drawings = [f"#{ident}{{container-type:inline-size}}"], []
    for number, width in enumerate(widths):
        name = f"{ident}-w{width}"
        drawn = figure(chart, width=width, ident=name, **settings)
        drawings.append(f'<div class="{name}">{drawn}</div>')
        if number > 0:
            rules.append(f"@container (max-width:{turns[number - 1] - 0.02}px){{#{ident} .{name}{{display:none}}}}")
        if number < len(turns):
            rules.append(f"@container (min-width:{turns[number]}px){{#{ident} .{name}{{display:none}}}}")
    return f'<div id="{ident}"><style>{"".join(rules)}</style>{"".join(drawings)}</div>'


def png(
    chart: Chart | pd.DataFrame,
    *,
    title: str,
    unit: str,
    direction: str,
    ambition: float | None = None,
    target: float | None = None,
    marks: Iterable[Mark | Sequence[Any]] = (),
    width: int = 900,
    heading: bool = True,
) -> bytes:
    """The same picture as a PNG on white, two pixels for each of `width`, for slides and documents."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415  # slow to import
    from matplotlib.transforms import Bbox  # noqa: PLC0415

    written = io.BytesIO()
    with svg.our_settings("png"):
        picture = Picture(
            points_of(chart), direction=direction, hopes=_hopes(ambition, target), marks=as_marks(marks), width=width
        )
        drawn = picture.draw(title=svg.printable(title), unit=svg.printable(unit), heading=heading)
        FigureCanvasAgg(drawn)
        wide, tall = drawn.get_size_inches()
        edge = Bbox.from_extents(-MARGIN, -MARGIN, wide + MARGIN, tall + MARGIN)
        drawn.savefig(written, format="png", dpi=144, facecolor="white", bbox_inches=edge, metadata={"Software": None})
    return written.getvalue()


def sparkline(chart: Chart | pd.DataFrame, *, label: str = "", width: int = 96, height: int = 24) -> str:
    """A tiny line of the values with the mean, and the latest point in its colour and shape, for lists.

    `label`: what a screen reader says; without one the line is hidden from it, for use beside words that say
    the same. Needs no ids. An empty chart gives an empty picture.
    """
    spoken = f'role="img" aria-label="{escape(svg.printable(label))}"' if label else 'aria-hidden="true"'
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" {spoken}>'
    )
    points = points_of(chart)
    if points.empty:
        return f"{opening}</svg>"
    values = points["value"].to_numpy(dtype=float)
    means = points["mean"].to_numpy(dtype=float)
    days = (points["date"] - points["date"].iloc[0]).dt.total_seconds().to_numpy()
    low, high = min(values.min(), means.min()), max(values.max(), means.max())
    room = 5.0
    across = room + (width - 2 * room) * (days / days[-1] if days[-1] else days + 0.5)
    tall = height - 2 * room

    def up(numbers: np.ndarray) -> np.ndarray:
        return room + tall * ((high - numbers) / (high - low) if high > low else np.full(len(numbers), 0.5))

    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(across, up(values), strict=True))
    lines = "".join(
        f'<path d="M{across[rows[0]]:.1f} {up(means)[rows[0]]:.1f}H{across[rows[-1]]:.1f}" stroke="{INK}"/>'
        for rows in (np.flatnonzero(points["group"] == number) for number in points["group"].unique())
    )
    kind = str(points["point_type"].iloc[-1])
    shape = _SPARK[shape_of(kind, str(points["direction"].iloc[-1]))]
    return (
        f'{opening}<g fill="none">{lines}<polyline points="{corners}" stroke="{EDGE[COMMON]}" '
        f'stroke-width="1.5"/></g><path transform="translate({across[-1]:.1f} {up(values)[-1]:.1f})" '
        f'd="{shape}" fill="{FILL[kind]}" stroke="{EDGE[kind]}"/></svg>'
    )


def _hopes(ambition: float | None, target: float | None) -> list[Hope]:
    pairs = (("ambition", ambition), ("target", target))
    return [Hope(word, float(number)) for word, number in pairs if number is not None]
