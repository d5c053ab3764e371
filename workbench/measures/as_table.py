"""A chart as a table: the same data in rows, for a page and as CSV."""

from __future__ import annotations

import csv as comma_separated
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from workbench.measures import chart as charts
from workbench.measures.chart import Chart
from workbench.measures.looks import SMALL
from workbench.measures.marks import Mark, as_days, as_marks, short_day, undated
from workbench.measures.reading import charted
from workbench.measures.rules import COLUMN_OF, RULES
from workbench.measures.standing import centre_word, hidden_points

_FORMULA: Final = re.compile(r"['\s]*[=+\-@\t＝＋－＠][\s\S]")
"""What a spreadsheet program might run: more than one sign alone, with spaces and apostrophes before it or not."""
_RULES: Final = {
    "outside": ("above the upper limit", "below the lower limit"),
    "trend": ("part of a run of rising points", "part of a run of falling points"),
    "2 in 3": ("one of two close to the upper limit", "one of two close to the lower limit"),
    "shift": ("part of a run above the {centre}", "part of a run below the {centre}"),
}
_COUNTS_AS: Final = {charts.IMPROVEMENT: ": improvement", charts.CONCERN: ": concern"}


def table(
    chart: Chart | pd.DataFrame,
    *,
    marks: Iterable[Mark | Sequence[Any]] = (),
    notes: Mapping[date, str] | None = None,
    hidden_as: str = SMALL,
    hidden_on: Iterable[Any] = (),
) -> pd.DataFrame:
    """The points of a chart in plain words: date, value, mean (median), lower and upper limit, what stands out, note.

    One row a point, in date order. Numbers are in the unit of the measure and NaN where there is none; a hidden value
    is `hidden_as` instead of a number; values that are left out of the chart, on the days of `hidden_on`, have rows
    that say no more than that. What stands out is empty for a point within the usual variation. The note is that of
    `notes` for the day, and the `marks` from that day until the next row; those before the first stand with the first.
    An empty chart gives an empty table with the same columns.
    """
    known = charted(chart)
    centre = centre_word(known.kind)
    points = known.points.assign(hidden=hidden_points(known.points), said=_standing_out(known.points, centre))
    left_out = [day for day in as_days(hidden_on) if not (points["date"] == pd.Timestamp(day)).any()]
    if left_out:
        added = pd.DataFrame({"date": pd.to_datetime(left_out), "hidden": True, "said": ""})
        points = pd.concat([points, added.astype({"date": points["date"].dtype})], ignore_index=True)
        points = points.sort_values("date", kind="stable", ignore_index=True)
    hidden = points["hidden"].to_numpy(dtype=bool)
    values = points["value"].astype(object).mask(hidden, hidden_as) if hidden.any() else points["value"]
    return pd.DataFrame(
        {
            "date": points["date"],
            "value": values,
            centre: points["mean"],
            "lower limit": points["lpl"],
            "upper limit": points["upl"],
            "what stands out": points["said"].astype("str"),
            "note": pd.Series(_notes(points, as_marks(marks), notes or {}), dtype="str"),
        }
    )


def csv(
    chart: Chart | pd.DataFrame,
    *,
    marks: Iterable[Mark | Sequence[Any]] = (),
    notes: Mapping[date, str] | None = None,
    hidden_as: str = SMALL,
    hidden_on: Iterable[Any] = (),
) -> str:
    """The table of a chart as CSV: dates like 2025-03-01, numbers with a point, empty where there is none.

    Begins with the sign by which spreadsheet programs know UTF-8. A text that begins like a formula gets an
    apostrophe in front, so that no spreadsheet program runs it.
    """
    rows = table(chart, marks=marks, notes=notes, hidden_as=hidden_as, hidden_on=hidden_on)
    written = io.StringIO()
    lines = comma_separated.writer(written, lineterminator="\r\n")
    lines.writerow(rows.columns)
    lines.writerows([_cell(cell) for cell in row] for row in rows.itertuples(index=False))
    return f"\ufeff{written.getvalue()}"


def _cell(cell: Any) -> str:
    if isinstance(cell, pd.Timestamp):
        return cell.date().isoformat()
    if isinstance(cell, str):
        return f"'{cell}" if _FORMULA.match(cell) else cell
    return "" if pd.isna(cell) else f"{cell:.15g}"


def _standing_out(points: pd.DataFrame, centre: str) -> np.ndarray:
    said = np.full(len(points), "", dtype=object)
    rule = points["rule"].to_numpy()
    for name in RULES:
        way = points[COLUMN_OF[name]].to_numpy()
        for words, turned in zip(_RULES[name], (way > 0, way < 0), strict=True):
            said[(rule == name) & turned] = words.format(centre=centre)
    counts = np.array([_COUNTS_AS.get(kind, "") for kind in points["point_type"].tolist()], dtype=object)
    return said + counts


def _notes(points: pd.DataFrame, marks: Sequence[Mark], notes: Mapping[date, str]) -> list[str]:
    days = [day.date() for day in points["date"]]
    said = [[text] if (text := notes.get(day, "")) else [] for day in days]
    starts = np.array(days, dtype="datetime64[D]")
    for mark in marks if days else ():
        row = max(int(np.searchsorted(starts, np.datetime64(mark.on), side="right")) - 1, 0)
        label = f": {undated(mark)}" if mark.label else ""
        said[row].append(f"{mark.kind} on {short_day(mark.on)}{label}")
    return ["; ".join(parts) for parts in said]
