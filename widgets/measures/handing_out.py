"""A measure as a file: its chart as SVG or PNG and its values as CSV, for the set or to be shared."""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from widgets.measures.telling import POINTS_DRAWN, MeasureTeller
from workbench.checks import chosen
from workbench.measures import figure
from workbench.measures.chart import Chart
from workbench.measures.sharing import Shared, wordless
from workbench.workspace import Network

FORMS: Final = ("svg", "png")
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")
_NUMBERS: Final = ("value", "numerator", "denominator")


def table_file(network: Network, measure: str, *, shared: bool) -> dict[str, str]:
    """Every value of a measure as a CSV file; `shared`: with small numbers hidden, and without notes.

    Columns: `date`, `value`, `numerator` and `denominator` where there are any, and `note` (shared: `hidden`).
    What is hidden is an empty cell, and `hidden` says what it stands for. Of a measure whose days may not be known the
    shared file says only how many `points` it has.
    """
    plain = network.measures.told(measure)
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerows(_shared_rows(network.measures.to_share(measure)) if shared else _our_rows(network, measure))
    return {"name": f"{_file_name(plain, shared=shared)}.csv", "type": "text/csv", "text": written.getvalue()}


def _our_rows(network: Network, measure: str) -> Iterator[list[str]]:
    kept = network.measures.observations(measure)
    numbers = _numbers(kept)
    yield ["date", *numbers, "note"]
    for row in kept.to_dict("records"):
        yield [*_day_and_numbers(row, numbers), _harmless(row["note"])]


def _shared_rows(shared: Shared) -> Iterator[list[str]]:
    if not shared.shows_days:
        yield from (["points"], [shared.points])
        return
    numbers = _numbers(shared.table)
    yield ["date", *numbers, "hidden"]
    for row in shared.table.to_dict("records"):
        yield [*_day_and_numbers(row, numbers), shared.hidden_as if row["hidden"] else ""]


def _numbers(table: pd.DataFrame) -> tuple[str, ...]:
    return _NUMBERS if table["numerator"].notna().any() else _NUMBERS[:1]


def _day_and_numbers(row: Mapping[Any, Any], numbers: Sequence[str]) -> list[str]:
    return [row["date"].date().isoformat(), *(_number(row[name]) for name in numbers)]


def picture_file(
    network: Network, told: MeasureTeller, measure: str, *, form: str, shared: bool, prototype: Mapping[str, Any] | None
) -> dict[str, str]:
    """The chart of a measure as an SVG or PNG file that stands by itself; on a prototype's page with its days.

    `shared`: with small numbers hidden, and on its marks no words that people typed.
    """
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
        hidden = network.measures.to_share(measure)
        settings["marks"] = wordless(settings["marks"]) if hidden.shows_days else []
        # No day is drawn where there are no points; any one says that there are values, and that none can be shown.
        settings["hidden_on"] = hidden.hidden_days or ([network.today()] if plain["points"] else [])
        settings["hidden_as"] = hidden.hidden_as
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
