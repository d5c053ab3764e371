"""Values that are to be kept: days, numbers, and what each was worked out from, all of it checked first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

import pandas as pd

from workbench import checks
from workbench.errors import BadInput
from workbench.measures.fields import number

Rows = pd.DataFrame | Iterable[tuple[Any, ...]]
COLUMNS: Final = ("date", "value", "numerator", "denominator", "note")
"""The columns of a table of values; it needs `date`, and `value` or both of `numerator` and `denominator`."""
COUNTS: Final = frozenset({"people", "events", "days between", "cases between"})
"""Kinds of data whose value is itself what was counted: nothing is divided."""
_WHOLE_VALUE: Final = frozenset({"people", "events", "cases between"})


class Reading(NamedTuple):
    """What was observed on a day. `note` None: nothing was said, so that the day keeps the note that it has."""

    value: float
    numerator: float | None = None
    denominator: float | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """What the values of a measure are: `data` is one of `models.DATA`, a share is `per` × numerator / denominator."""

    data: str = "a number"
    per: float = 100.0


def readings(rows: Rows, kind: Kind) -> dict[date, Reading]:
    """Each day's reading. `rows`: (day, value) or (day, value, note), or a frame with some of `COLUMNS`.

    Raises `BadInput`, naming the row (counted from 1) and the column, for what is no day or no number, for a share
    of nothing, for more people than there are, and for a day that comes twice with different values.
    """
    wanted: dict[date, Reading] = {}
    for count, row in enumerate(_laid_out(rows), start=1):
        add(wanted, row, count, kind)
    return wanted


def add(wanted: dict[date, Reading], row: tuple[Any, ...], count: int, kind: Kind) -> None:
    """Read one row (day, value, numerator, denominator, note) into what is wanted of a measure; raises `BadInput`."""
    day = _observed_on(row[0], count)
    note = checks.line(row[4], f"The note in row {count}", required=False) if isinstance(row[4], str) else None
    read = reading(row[1], row[2], row[3], kind, where=f" in row {count}, for {day.isoformat()},")._replace(note=note)
    kept = wanted.setdefault(day, read)
    if kept[:3] != read[:3]:
        raise BadInput(
            f"Row {count} gives {day.isoformat()} a second value: {read.value:g} after {kept.value:g}. "
            "Keep one of the two."
        )


def reading(value: Any, numerator: Any, denominator: Any, kind: Kind, *, where: str = "") -> Reading:
    """One reading, the value worked out from numerator and denominator where both are there.

    A value beside them has to agree with them, as far as its own decimals say. Raises `BadInput`, with `where` after
    the name of the column, for what is wrong.
    """
    top = None if _missing(numerator) else number(numerator, f"The numerator{where}")
    bottom = None if _missing(denominator) else number(denominator, f"The denominator{where}")
    if top is None and bottom is None:
        found = Reading(number(value, f"The value{where}"))
    elif top is None or bottom is None:
        lacking = "numerator" if top is None else "denominator"
        raise BadInput(f"The {lacking}{where} is missing: give both the numerator and the denominator, or neither.")
    else:
        _check_share(top, bottom, kind, where)
        found = Reading(kind.per * top / bottom, top, bottom)
        if not _missing(value):
            _check_agrees(number(value, f"The value{where}"), found, kind, where)
    if wrong := unfit(found, kind):
        column, why = wrong
        raise BadInput(f"The {column}{where} {why}")
    return found


def unfit(found: Reading, kind: Kind) -> tuple[str, str] | None:
    """Why a reading cannot be of this kind of data: the column, and the rest of a sentence; None if it can."""
    top, bottom, value = found.numerator, found.denominator, found.value
    if top is None or bottom is None:
        return _unfit_value(value, kind)
    if kind.data == "people out of people":
        for column, count in (("numerator", top), ("denominator", bottom)):
            if not _counted(count):
                return column, f"is {count:g}, where people are counted: give a whole number from 0 up."
        if top > bottom:
            return (
                "numerator",
                f"is {top:,g}, and the denominator {bottom:,g}: no more people than all of them. Mend it.",
            )
    if kind.data == "events out of a number" and not _counted(top):
        return "numerator", f"is {top:g}, where events are counted: give a whole number from 0 up."
    return None


def _unfit_value(value: float, kind: Kind) -> tuple[str, str] | None:
    if kind.data in _WHOLE_VALUE and not _counted(value):
        what = "cases" if kind.data == "cases between" else kind.data
        return "value", f"is {value:g}, where {what} are counted: give a whole number from 0 up."
    if kind.data in ("days between", "events out of a number", "people out of people") and value < 0:
        return "value", f"is {value:g}, which is less than nothing: give a number from 0 up."
    if kind.data == "people out of people" and value > kind.per:
        return "value", f"is {value:,g}, which is more than {kind.per:,g} out of {kind.per:,g}. Mend it."
    return None


def _check_share(top: float, bottom: float, kind: Kind, where: str) -> None:
    if kind.data in COUNTS:
        raise BadInput(
            f"The numerator{where} is one too many: a value of this measure is what was counted ({kind.data}). Give "
            "the value alone, or change what a value is."
        )
    if bottom == 0:
        raise BadInput(
            f"The denominator{where} is 0, and nothing can be counted out of nothing: correct it, or leave the row out."
        )
    if bottom < 0:
        raise BadInput(f"The denominator{where} is {bottom:g}, which is less than nothing: correct it.")
    if not math.isfinite(kind.per * top / bottom):
        raise BadInput(
            f"The numerator{where} is {top:g} out of {bottom:g}, which is too much for a number: correct it."
        )


def _check_agrees(value: float, found: Reading, kind: Kind, where: str) -> None:
    """Refuse a value that numerator and denominator do not give, rounded as it is."""
    decimals = len(text.partition(".")[2]) if "e" not in (text := f"{value:.15g}") else 12
    if abs(value - found.value) > max(10.0**-decimals, 1e-9 * abs(found.value)):
        raise BadInput(
            f"The value{where} is {value:g}, and {found.numerator:g} out of {found.denominator:g}, by {kind.per:g}, is "
            f"{found.value:.6g}: mend one of them, or leave the value out."
        )


def _laid_out(rows: Rows) -> Iterator[tuple[Any, ...]]:
    """The rows as (day, value, numerator, denominator, note), with None for what is not there."""
    if isinstance(rows, pd.DataFrame):
        yield from laid_out(rows)
        return
    for count, row in enumerate(rows, start=1):
        if not 2 <= len(row) <= 3:
            raise BadInput(f"Row {count} has {len(row)} parts; give a day and a value.")
        yield (row[0], row[1], None, None, row[2] if len(row) == 3 else None)


def laid_out(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """The rows of a frame, as `readings` takes them. Raises `BadInput` if a column that is needed is not there."""
    if "date" not in frame.columns or not (
        "value" in frame.columns or {"numerator", "denominator"} <= set(frame.columns)
    ):
        lacking = "date" if "date" not in frame.columns else "value"
        raise BadInput(
            f"The table has no column ‘{lacking}’. It needs ‘date’ and ‘value’, or ‘date’, ‘numerator’ and "
            "‘denominator’."
        )
    none = [None] * len(frame)
    columns = (frame[name].tolist() if name in frame.columns else none for name in COLUMNS)
    return zip(*columns, strict=True)


def _observed_on(value: Any, count: int) -> date:
    if value is None or value is pd.NaT:
        raise BadInput(f"Row {count} has no day. Give one such as 2025-03-01.")
    if isinstance(value, datetime):
        return value.date()
    return checks.day(value if isinstance(value, date) else str(value)[:10], f"The date in row {count}")


def _missing(value: Any) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))


def _counted(value: float) -> bool:
    return value >= 0 and value == int(value)


def plain(found: Reading | Mapping[str, Any]) -> dict[str, Any]:
    """Value, numerator and denominator by name."""
    read = found if isinstance(found, Mapping) else found._asdict()
    return {name: read[name] for name in ("value", "numerator", "denominator")}
