"""Small pictures of charts, written by hand as SVG: a line for a list, and a chart for a wall of many."""

from __future__ import annotations

from html import escape
from itertools import pairwise

import numpy as np
import pandas as pd

from workbench.measures.chart import COMMON, Chart
from workbench.measures.looks import ACCENT, EDGE, FILL, HAND_DRAWN, INK, MUTED, TARGET, WHITE, shape_of
from workbench.measures.reading import charted
from workbench.measures.scales import Heights
from workbench.measures.svg import printable

BAND = "#eef0f0"
"""The colour of the band of usual variation; its dashed edges say the same where it does not print."""


def sparkline(chart: Chart | pd.DataFrame, *, label: str = "", width: int = 96, height: int = 24) -> str:
    """A tiny line of the values with the centre line, and the latest point in its colour and shape, for lists.

    `label`: what a screen reader says; without one the line is hidden from it, for use beside words that say
    the same. Needs no ids. An empty chart gives an empty picture.
    """
    points = charted(chart).points
    if points.empty:
        return f"{_opening(label, width, height)}</svg>"
    values, means = (points[name].to_numpy(dtype=float) for name in ("value", "mean"))
    room = 5.0
    xs = _across(points, room, width - room)
    low, high = min(values.min(), means.min()), max(values.max(), means.max())

    def up(numbers: np.ndarray) -> np.ndarray:
        share = (high - numbers) / (high - low) if high > low else np.full(len(numbers), 0.5)
        return room + (height - 2 * room) * share

    groups = (np.flatnonzero(points["group"] == number) for number in points["group"].unique())
    lines = "".join(
        f'<path d="M{xs[rows[0]]:.1f} {up(means)[rows[0]]:.1f}H{xs[rows[-1]]:.1f}" stroke="{INK}"/>' for rows in groups
    )
    return (
        f'{_opening(label, width, height)}<g fill="none">{lines}{_path(xs, up(values))}</g>'
        f"{_shape(points, len(points) - 1, xs[-1], up(values)[-1])}</svg>"
    )


def small(
    chart: Chart | pd.DataFrame,
    *,
    label: str = "",
    ambition: float | None = None,
    latest: int | None = 60,
    width: int = 200,
    height: int = 90,
) -> str:
    """A small chart for a wall of many: values, centre lines, limits as a band, and every point that stands out.

    The latest point is drawn larger. `ambition` is a dotted line and the chart's own target a line of dashes and
    dots, where they lie near enough. `latest`: so many points at most, the last ones; None for all. `label`: what a
    screen reader says; without one the picture is hidden from it, for use beside words that say the same. Needs no
    ids. An empty chart gives an empty picture.
    """
    known = charted(chart)
    points = known.latest(latest).points
    if points.empty:
        return f"{_opening(label, width, height)}</svg>"
    target = points["target"].iloc[-1]
    hopes = [(ambition, ACCENT, "1.5 3"), (float(target) if pd.notna(target) else None, TARGET, "7 3 1.5 3")]
    heights = Heights(points, kind=known.kind, wished=[number for number, _, _ in hopes if number is not None])
    heights.place(2, height - 4)
    xs = _across(points, 6, width - 8)
    edges = np.concatenate([[2.0], (xs[1:] + xs[:-1]) / 2, [float(width - 2)]])
    drawn: list[str] = []
    for _, rows in points.groupby("group"):
        own = edges[rows.index[0] : rows.index[-1] + 2]
        drawn += _lines(rows, own, heights)
    for number, colour, dashes in hopes:
        if number in heights.shown:
            drawn.append(
                f'<path d="M2 {heights.y(number):.1f}H{width - 2}" stroke="{colour}" stroke-width="1.5" '
                f'stroke-dasharray="{dashes}"/>'
            )
    ys = np.array([heights.y(value) for value in points["value"].tolist()])
    standing = [
        _shape(points, row, xs[row], ys[row], scale=0.7)
        for row in np.flatnonzero((points["point_type"] != COMMON).to_numpy()).tolist()
        if row != len(points) - 1
    ]
    last = _shape(points, len(points) - 1, xs[-1], ys[-1], scale=1.3)
    return (
        f'{_opening(label, width, height)}<g fill="none">{"".join(drawn)}{_path(xs, ys)}</g>'
        f"{''.join(standing)}{last}</svg>"
    )


def _lines(rows: pd.DataFrame, edges: np.ndarray, heights: Heights) -> list[str]:
    """The band and its edges, and the centre line, of one group."""
    low, centre, high = (heights.within(rows[name].to_numpy(dtype=float)) for name in ("lpl", "mean", "upl"))
    drawn: list[str] = []
    if not np.isnan(low).any() and not np.isnan(high).any() and (high > low).any():
        there, back = _stepped(edges, high, heights), _stepped(edges, low, heights)
        drawn.append(f'<path d="M{"L".join([*there, *back[::-1]])}z" fill="{BAND}"/>')
    for limit in (low, high):
        if not np.isnan(limit).any() and (limit != centre).any():
            corners = "L".join(_stepped(edges, limit, heights))
            drawn.append(f'<path d="M{corners}" stroke="{MUTED}" stroke-dasharray="4 3"/>')
    return [*drawn, f'<path d="M{"L".join(_stepped(edges, centre, heights))}" stroke="{INK}"/>']


def _stepped(edges: np.ndarray, values: np.ndarray, heights: Heights) -> list[str]:
    """The corners of a line that keeps to each value from its edge to the next."""
    turns = [0, *(np.flatnonzero(np.diff(values)) + 1).tolist(), len(values)]
    return [
        f"{edges[end]:.1f} {heights.y(float(values[begin])):.1f}"
        for begin, until in pairwise(turns)
        for end in (begin, until)
    ]


def _across(points: pd.DataFrame, left: float, right: float) -> np.ndarray:
    days = (points["date"] - points["date"].iloc[0]).dt.total_seconds().to_numpy()
    return left + (right - left) * (days / days[-1] if days[-1] else days + 0.5)


def _path(xs: np.ndarray, ys: np.ndarray) -> str:
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(xs, ys, strict=True))
    return f'<polyline points="{corners}" stroke="{EDGE[COMMON]}" stroke-width="1.5"/>'


def _shape(points: pd.DataFrame, row: int, x: float, y: float, *, scale: float = 1.0) -> str:
    kind = str(points["point_type"].iloc[row])
    shape = HAND_DRAWN[shape_of(kind, str(points["direction"].iloc[row]))]
    hollow = "hidden" in points and bool(points["hidden"].iloc[row])
    sized = "" if scale == 1 else f" scale({scale:g})"
    return (
        f'<path transform="translate({x:.1f} {y:.1f}){sized}" d="{shape}" '
        f'fill="{WHITE if hollow else FILL[kind]}" stroke="{EDGE[kind]}"/>'
    )


def _opening(label: str, width: int, height: int) -> str:
    spoken = f'role="img" aria-label="{escape(printable(label))}"' if label else 'aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" {spoken}>'
    )
