"""Values that are to be kept: days, numbers, and what each was worked out from, all of it checked first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from workbench import checks
from workbench.errors import BadInput
from workbench.measures.cells import day_of, missing, number_of
from workbench.measures.columns import LARGEST
from workbench.measures.laying_out import COLUMNS, Line, Rows, laid_out
from workbench.words import counted

__all__ = ["COLUMNS", "COUNTS", "Kind", "Reading", "Rows", "Unfit", "judged", "reading", "readings"]

COUNTS: Final = frozenset({"people", "events", "days between", "cases between"})
"""Kinds of data whose value is itself what was counted: nothing is divided."""
_WHOLE_VALUE: Final = frozenset({"people", "events", "cases between"})
_FROM_NOTHING: Final = frozenset({"days between", "events out of a number", "people out of people"})


class Reading(NamedTuple):
    """What was observed on a day. `note` None: nothing was said, so that the day keeps the note that it has."""

    value: float
    numerator: float | None = None
    denominator: float | None = None
    note: str | None = None


class Unfit(NamedTuple):
    """Why a reading cannot be kept: the column that is wrong, and what it takes to put it right."""

    column: str
    expected: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What the values of a measure are: `data` is one of `models.DATA`, a share is `per` × numerator / denominator."""

    data: str = "a number"
    per: float = 100.0


def readings(rows: Rows, kind: Kind) -> dict[date, Reading]:
    """Each day's reading; for `rows` see `laying_out.laid_out`.

    Raises `BadInput`, naming the row (counted from 1) and the column, for what is no day or no number, for a share
    of nothing, for more people than there are, and for a day that comes twice with different values.
    """
    wanted: dict[date, Reading] = {}
    each(laid_out(rows), lambda row, count: add(wanted, row, count, kind))
    return wanted


def each(rows: Iterable[Any], read: Callable[[Any, int], None]) -> None:
    """Read all rows, counted from 1; those that are wrong raise one `BadInput`: the first, and how many more."""
    wrong: list[BadInput] = []
    for count, row in enumerate(rows, start=1):
        try:
            read(row, count)
        except BadInput as problem:
            wrong.append(problem)
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        more = counted(len(wrong) - 1, "more row")
        raise BadInput(f"{wrong[0]} {more} cannot be kept either.") from wrong[0]


def add(wanted: dict[date, Reading], row: Line, count: int, kind: Kind) -> None:
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
    """One reading, the value worked out from numerator and denominator where both are there; see `judged`.

    Raises `BadInput`, with `where` after the name of the column, for what is wrong.
    """
    given = {"value": value, "numerator": numerator, "denominator": denominator}
    if all(missing(cell) for cell in given.values()):
        raise BadInput(f"The value{where} has to be a number, and there is none.")
    numbers = {name: None if missing(cell) else number_of(cell, f"The {name}{where}") for name, cell in given.items()}
    found = judged(numbers["value"], numbers["numerator"], numbers["denominator"], kind)
    if isinstance(found, Unfit):
        was = numbers[found.column]
        raise BadInput(
            f"The {found.column}{where} is {'missing' if was is None else f'{was:,.12g}'}: {found.expected}."
        )
    return found


def judged(value: float | None, top: float | None, bottom: float | None, kind: Kind) -> Reading | Unfit:
    """What a value, a numerator and a denominator say together, or why they cannot stand.

    Without numerator and denominator it is the value. With both, the value is `kind.per` times their quotient, and
    one that is given beside them has to agree, as far as its own decimals say. Shares need a denominator above 0;
    people and events are counted in whole numbers from 0 up, and no more people than there are.
    """
    if top is None and bottom is None:
        return Unfit("value", "give a number") if value is None else _of_value(value, kind)
    if top is None or bottom is None:
        lacking = "numerator" if top is None else "denominator"
        return Unfit(lacking, "give both the numerator and the denominator, or neither")
    if wrong := _unfit_share(top, bottom, kind):
        return wrong
    found = Reading(kind.per * top / bottom, top, bottom)
    if not abs(found.value) <= LARGEST:
        return Unfit("numerator", f"out of {bottom:g} it is too large to be drawn")
    if value is not None and not _agrees(value, found.value):
        return Unfit("value", f"{top:,g} out of {bottom:,g} gives {found.value:,.6g}; mend one, or leave the value out")
    return found


def _unfit_share(top: float, bottom: float, kind: Kind) -> Unfit | None:
    if kind.data in COUNTS:
        return Unfit("numerator", f"give the value alone, which is itself what was counted ({kind.data})")
    if bottom <= 0:
        nothing = "nothing can be counted out of nothing; correct it, or leave the row out"
        return Unfit("denominator", "give a number above 0" if bottom else nothing)
    if kind.data == "people out of people":
        for column, count in (("numerator", top), ("denominator", bottom)):
            if not _counted(count):
                return Unfit(column, "people are counted, so give a whole number from 0 up")
        if top > bottom:
            return Unfit(
                "numerator", f"no more people can be counted than there are, and the denominator is {bottom:,g}"
            )
    if kind.data == "events out of a number" and not _counted(top):
        return Unfit("numerator", "events are counted, so give a whole number from 0 up")
    return None


def _of_value(value: float, kind: Kind) -> Reading | Unfit:
    if abs(value) > LARGEST:
        return Unfit("value", "it is too large to be drawn")
    if kind.data in _WHOLE_VALUE and not _counted(value):
        what = "cases" if kind.data == "cases between" else kind.data
        return Unfit("value", f"{what} are counted, so give a whole number from 0 up")
    if kind.data in _FROM_NOTHING and value < 0:
        return Unfit("value", "give a number from 0 up")
    if kind.data == "people out of people" and value > kind.per:
        return Unfit("value", f"no more than {kind.per:,g} out of {kind.per:,g} can be counted")
    return Reading(value)


def _agrees(value: float, worked_out: float) -> bool:
    """Whether a value may be a number that was worked out, rounded or cut to the decimals that it has."""
    step = Decimal(f"{value:.15g}").as_tuple().exponent
    decimal = 10.0 ** min(step, 0) if isinstance(step, int) else 0.0
    return abs(value - worked_out) <= max(decimal, 1e-9 * abs(worked_out))


def _observed_on(value: Any, count: int) -> date:
    if missing(value):
        raise BadInput(f"Row {count} has no day. Give one such as 2025-03-01.")
    return day_of(value, f"The date in row {count}")


def _counted(value: float) -> bool:
    return value >= 0 and value == int(value)
