"""A chart of any kind as a picture: calm, the same every time, readable in words, and fit to stand inside a page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.errors import BadInput
from workbench.measures import svg as inline
from workbench.measures.as_table import csv, table
from workbench.measures.chart import Chart
from workbench.measures.drawing import Picture
from workbench.measures.hopes import Hope, assured
from workbench.measures.looks import SMALL
from workbench.measures.marks import Mark, as_days, as_marks
from workbench.measures.numbers import plain_number, spread_of
from workbench.measures.reading import charted, direction_of, read_aloud
from workbench.measures.small import small, sparkline

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Mark", "csv", "figure", "figures", "png", "read_aloud", "small", "sparkline", "svg", "table"]

MARGIN = 12
"""Pixels of white around a picture in a file, which is put where nothing else keeps it clear."""
_OPENING = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)" width="100%"')


def figure(
    chart: Chart | pd.DataFrame,
    *,
    title: str,
    unit: str,
    direction: str | None = None,
    ambition: float | None = None,
    target: float | None = None,
    marks: Iterable[Mark | Sequence[Any]] = (),
    width: int = 640,
    heading: bool = True,
    latest: int | None = None,
    hidden_as: str = SMALL,
    hidden_on: Iterable[Any] = (),
    ident: str = "wb-chart",
) -> str:
    """Draw a chart of any kind as one `<svg>` element (text), to stand inside HTML.

    `chart`: an xmr, run, p, u, c, g or t chart; a frame is taken for the points of an XmR chart. It has the centre
    line, and the limits that there are, from point to point where they differ. `direction`: which way is better;
    needed only for a chart without points. `ambition`: what the set hopes for, a dotted line with that word, never a
    verdict; `target`: what a standard sets, the chart's own unless given. One that lies far off the points is named at
    the edge instead. `marks`: days with a short label and a kind. Prototypes, gates, rebases and events are upright
    lines, each kind with its own dashes and symbol; sessions and test cycles are numbered ticks on a strip under the
    plot, with a key. Those far outside the time shown are named below the picture. `width`: the width in pixels that
    the picture is made for (240 to 2400): words are 13 px there, and it scales with its surroundings. `heading`: write
    title and unit above, and the notes of the chart below. `latest`: draw only so many points, the last ones; the
    words still tell of all. `hidden_as`: what a value is called that is hidden because it is small: a point with True
    in the column `hidden`, drawn hollow. `hidden_on`: days of such values that are not in the chart at all, drawn
    hollow on the axis. `ident` begins every id, one for each picture on a page.

    Same arguments, same text. An empty chart gives a picture that says so. Raises `BadInput` for an unknown
    direction or another than the chart's, an id or width that cannot be used, a mark that is none, or an ambition that
    is not a number.
    """
    inline.check_ident(ident)
    known, events = charted(chart), as_marks(marks)
    better = direction_of(known, direction)
    left_out, hopes = as_days(hidden_on), _hopes(known, ambition, target)
    words = {"title": title, "unit": unit, "direction": better, "marks": events}
    spoken = read_aloud(known, **words, hidden_as=hidden_as, hidden_on=left_out)
    spoken = " ".join([spoken, *(_spoken(known, hope) for hope in hopes)])
    spoken = " ".join([spoken, *(note for note in known.notes if note not in spoken)])
    with inline.our_settings(ident):
        picture = Picture(
            known.latest(latest),
            direction=better,
            hopes=hopes,
            marks=events,
            width=width,
            hidden_as=hidden_as,
            hidden_on=_within(left_out, known, latest),
        )
        drawn = picture.draw(title=inline.printable(title), unit=inline.printable(unit), heading=heading)
        return inline.from_figure(drawn, ident=ident, title=title, description=spoken)


def figures(
    chart: Chart | pd.DataFrame,
    *,
    widths: Sequence[int] = (320, 520, 820),
    ident: str = "wb-chart",
    **settings: Any,
) -> str:
    """The chart drawn for several widths, in one `<div>` that shows the one that suits its room.

    So words stay readable on a phone and do not grow huge on a wall. `widths`: made for, ascending; a
    drawing gives way to the next where the room is halfway between the two. `settings` as for `figure`,
    without `width`.
    """
    if not widths or list(widths) != sorted(set(widths)):
        raise BadInput("The widths of a chart must grow from one to the next, such as 320, 520, 820.")
    inline.check_ident(ident)
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


def svg(chart: Chart | pd.DataFrame, *, width: int = 900, **settings: Any) -> str:
    """The picture as an SVG file that stands by itself: its size in pixels, and white behind and around it.

    `settings` as for `figure`: the file has title and description for screen readers, and heading and legend unless
    told otherwise.
    """
    text = figure(chart, width=width, **settings)
    found = _OPENING.search(text)
    assert found, "figure writes the opening"
    wide, tall = (float(number) + 2 * MARGIN for number in found.groups())
    opening = f'viewBox="{-MARGIN} {-MARGIN} {wide:g} {tall:g}" width="{wide:g}" height="{tall:g}"'
    paper = f'<rect x="{-MARGIN}" y="{-MARGIN}" width="{wide:g}" height="{tall:g}" fill="#fff"/>'
    text = text.replace(found[0], opening, 1).replace("</desc>", f"</desc>{paper}", 1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def png(
    chart: Chart | pd.DataFrame,
    *,
    title: str,
    unit: str,
    direction: str | None = None,
    ambition: float | None = None,
    target: float | None = None,
    marks: Iterable[Mark | Sequence[Any]] = (),
    width: int = 900,
    heading: bool = True,
    latest: int | None = None,
    hidden_as: str = SMALL,
    hidden_on: Iterable[Any] = (),
) -> bytes:
    """The same picture as a PNG on white, two pixels for each of `width`, for slides and documents."""
    known = charted(chart)
    with inline.our_settings("png"):
        picture = Picture(
            known.latest(latest),
            direction=direction_of(known, direction),
            hopes=_hopes(known, ambition, target),
            marks=as_marks(marks),
            width=width,
            hidden_as=hidden_as,
            hidden_on=_within(as_days(hidden_on), known, latest),
        )
        head = {"title": inline.printable(title), "unit": inline.printable(unit)}
        return _png(picture.draw(**head, heading=heading, margin=MARGIN))


def _png(drawn: Figure) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415  # slow to import

    written = io.BytesIO()
    FigureCanvasAgg(drawn)
    drawn.patch.set_visible(True)
    drawn.savefig(written, format="png", dpi=144, facecolor="white", metadata={"Software": None})
    return written.getvalue()


def _within(days: Sequence[date], chart: Chart, latest: int | None) -> list[date]:
    """The days on which something is hidden, from the first point that is drawn on where not all are."""
    points = chart.latest(latest).points
    return [day for day in days if len(points) == len(chart.points) or day >= points["date"].iloc[0].date()]


def _hopes(chart: Chart, ambition: float | None, target: float | None) -> list[Hope]:
    if target is None and len(chart.points) and pd.notna(chart.points["target"].iloc[-1]):
        target = float(chart.points["target"].iloc[-1])
    pairs = (("ambition", ambition), ("target", target))
    return [Hope(word, float(number)) for word, number in pairs if number is not None]


def _spoken(chart: Chart, hope: Hope) -> str:
    if hope.word == "target" and (said := assured(chart, hope.number)):
        return said
    return f"The {hope.word} is {plain_number(hope.number, spread=spread_of(chart.points))}."
