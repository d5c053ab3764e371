"""What is asked of everything that is said of a measure, before it is kept."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

import pandas as pd

from workbench import checks
from workbench.errors import BadInput
from workbench.measures.models import DIRECTIONS

Rows = pd.DataFrame | Iterable[tuple[Any, ...]]


def number(value: Any, what: str) -> float:
    """A finite number, or the text of one. Raises `BadInput`, naming `what`, if it is none."""
    try:
        read = float(value)
    except (TypeError, ValueError):
        read = math.nan
    if isinstance(value, bool) or not math.isfinite(read):
        raise BadInput(f"{what} has to be a number, not ‘{value}’.")
    return read


READ_AS: Final = {
    "title": lambda value: checks.line(value, "The title"),
    "definition": lambda value: checks.paragraph(value, "The definition"),
    "unit": lambda value: checks.line(value, "The unit", required=False, longest=60),
    "direction": lambda value: checks.chosen(value, DIRECTIONS, "direction"),
    "baseline": lambda value: None if value in (None, "") else number(value, "The baseline"),
    "ambition": lambda value: None if value in (None, "") else number(value, "The ambition"),
    "ambition_by": lambda value: None if value in (None, "") else checks.day(value, "The day of the ambition"),
    "numerator": lambda value: checks.line(value, "The numerator", required=False),
    "denominator": lambda value: checks.line(value, "The denominator", required=False),
    "owner": lambda value: checks.line(value, "The owner", required=False),
    "source": lambda value: checks.line(value, "The source", required=False),
}


def measure_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Check the fields of a measure; empty text stands for no number and no day."""
    for name in fields:
        if name not in READ_AS:
            raise BadInput(f"A measure has no ‘{name}’. {checks.nearest(name, READ_AS)}")
    return {name: READ_AS[name](value) for name, value in fields.items()}


def values_of(rows: Rows) -> dict[date, tuple[float, str | None]]:
    """Each day's value and note, None where nothing is said of the note.

    Raises `BadInput`, with the row, for what is no day or no value, or comes twice.
    """
    if isinstance(rows, pd.DataFrame):
        for name in ("date", "value"):
            if name not in rows.columns:
                raise BadInput(f"The table has no column ‘{name}’. It needs ‘date’ and ‘value’.")
        notes = rows["note"] if "note" in rows.columns else [None] * len(rows)
        rows = zip(rows["date"], rows["value"], notes, strict=True)
    wanted: dict[date, tuple[float, str | None]] = {}
    for count, row in enumerate(rows, start=1):
        if not 2 <= len(row) <= 3:
            raise BadInput(f"Row {count} has {len(row)} parts; give a day and a value.")
        day = _observed_on(row[0], count)
        note = checks.line(row[2], "The note", required=False) if len(row) == 3 and isinstance(row[2], str) else None
        value = number(row[1], f"The value in row {count}, for {day.isoformat()},")
        if wanted.setdefault(day, (value, note))[0] != value:
            raise BadInput(
                f"Row {count} gives {day.isoformat()} a second value: {value:g} after {wanted[day][0]:g}. "
                "Keep one of the two."
            )
    return wanted


def _observed_on(value: Any, count: int) -> date:
    if value is pd.NaT:
        raise BadInput(f"Row {count} has no day. Give one such as 2025-03-01.")
    if isinstance(value, datetime):
        return value.date()
    return checks.day(value if isinstance(value, date) else str(value)[:10], f"The day in row {count}")
