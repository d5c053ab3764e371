"""A measure as a file: its chart as SVG or PNG and its values as CSV, for the set or to be shared."""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from widgets.measures.telling import POINTS_DRAWN, MeasureTeller
from workbench.checks import chosen
from workbench.measures import figure, sharing
from workbench.measures.chart import Chart
from workbench.workspace import Network

FORMS: Final = ("svg", "png")
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")
_NUMBERS: Final = ("value", "numerator", "denominator")


def table_file(network: Network, measure: str, *, shared: bool) -> dict[str, str]:
    """Every value of a measure as a CSV file; `shared`: with small numbers hidden, and without notes.

    Columns: `date`, `value`, `numerator` and `denominator` where there are any, and `note` (shared: `hidden`).
    What is hidden is an empty cell, and `hidden` says what it stands for.
    """
    plain = network.measures.told(measure)
    kept = network.measures.shared(measure) if shared else network.measures.observations(measure)
    numbers = _NUMBERS if kept["numerator"].notna().any() else _NUMBERS[:1]
    last = "hidden" if shared else "note"
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(["date", *numbers, last])
    hidden_as = sharing.hidden_as(plain["data"], upto=network.workspace.settings.small_numbers)
    for row in kept.to_dict("records"):
        said = (hidden_as if row["hidden"] else "") if shared else _harmless(row["note"])
        lines.writerow([row["date"].date().isoformat(), *(_number(row[name]) for name in numbers), said])
    return {"name": f"{_file_name(plain, shared=shared)}.csv", "type": "text/csv", "text": written.getvalue()}


def picture_file(
    network: Network, told: MeasureTeller, measure: str, *, form: str, shared: bool, prototype: Mapping[str, Any] | None
) -> dict[str, str]:
    """The chart of a measure as an SVG or PNG file that stands by itself; on a prototype's page with its days."""
    plain = network.measures.told(measure)
    settings = {
        "title": plain["title"],
        "unit": plain["unit"],
        "direction": plain["direction"],
        "ambition": plain["ambition"],
        "marks": told.marks(measure, prototype),
        "latest": POINTS_DRAWN,
    }
    if shared:
        hidden = network.measures.shared(measure)
        settings["hidden_on"] = list(hidden.loc[hidden["hidden"], "date"])
        settings["hidden_as"] = sharing.hidden_as(plain["data"], upto=network.workspace.settings.small_numbers)
    chart = _chart(network, measure, shared=shared, prototype=prototype)
    name = _file_name(plain, shared=shared)
    if chosen(form, FORMS, "form of a picture") == "png":
        drawn = base64.b64encode(figure.png(chart, **settings)).decode("ascii")
        return {"name": f"{name}.png", "type": "image/png", "base64": drawn}
    return {"name": f"{name}.svg", "type": "image/svg+xml", "text": figure.svg(chart, **settings)}


def _chart(network: Network, measure: str, *, shared: bool, prototype: Mapping[str, Any] | None) -> Chart:
    if shared:
        return network.measures.shared_chart(measure)
    start = prototype["started_on"] if prototype else None
    return network.thread.chart(measure, since=pd.Timestamp(start).date() if start else None)


def _number(value: float) -> str:
    return "" if pd.isna(value) else f"{value:.15g}"


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULAS) else text


def _file_name(plain: Mapping[str, Any], *, shared: bool) -> str:
    """A name that every file system takes: letters, digits and hyphens of the title."""
    kept = "".join(letter if letter.isalnum() else "-" for letter in plain["title"].lower())
    name = "-".join(part for part in kept.split("-") if part)[:60] or "measure"
    return f"{name}-to-share" if shared else name
