"""What people paste from a spreadsheet, read as observations: dates and values, and every doubt said aloud."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbench.errors import BadInput
from workbench.measures.dates import ReadDate, looks_other_way_round, read_date
from workbench.measures.outlying import far_from_others
from workbench.measures.table import (
    COMMAS,
    NO_VALUE,
    WHOLE,
    Problem,
    cells,
    choose,
    have,
    headed,
    listed,
    read_number,
    were,
)
from workbench.words import long_date

__all__ = ["Parsed", "Problem", "Row", "parse_observations", "questions"]

_EXPECTED_DATE = "a date such as 2025-03-01, 01/03/2025, 1 Mar 2025 or Mar-25"
_WAYS = {
    "month": (
        "has no day and stands for the first of the month",
        "have no day and stand for the first of the month",
    ),
    "serial": ("is the day number of a spreadsheet", "are day numbers of a spreadsheet"),
    "digits": ("was read as year, month and day", "were read as year, month and day"),
}
_EXPECTED_NUMBER = "a number such as 42, 42.5 or 1,234"


@dataclass(frozen=True, slots=True)
class Row:
    """One observation as it was read; `row` is where it stood in what was pasted, counted from 1.

    Where `numerator` and `denominator` were read, the value was worked out from them.
    """

    date: date
    value: float
    row: int
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a pasted text holds. Nothing has been kept by reading it.

    `rows`: the observations that could be read, in the order pasted. `problems`: what could not. `notes`:
    sentences that say how dates and numbers were understood wherever they could have been meant otherwise,
    and what was left out. `columns`: the headings, or "column 1" … . `date_column`, `value_column`: the ones
    that were read, or None if they have to be chosen first.
    """

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    columns: tuple[str, ...]
    date_column: str | None
    value_column: str | None

    @property
    def ok(self) -> bool:
        """Whether there are rows and not one problem."""
        return bool(self.rows) and not self.problems

    def accepted(self, *, leave_out_problems: bool = False) -> tuple[Row, ...]:
        """The rows to keep, all of them good.

        Raises `BadInput`, naming the first problem, if there are any and it is not said that the rows with
        problems shall be left out; also if no row is left.
        """
        if self.problems and not leave_out_problems:
            more = len(self.problems) - 1
            others = f" There {'is 1 more problem' if more == 1 else f'are {more} more problems'}." if more else ""
            raise BadInput(f"{self.problems[0]}{others} Nothing was kept.")
        if not self.rows:
            raise BadInput("There are no observations in what was pasted; copy the dates and the values.")
        return self.rows

    def pairs(self, *, leave_out_problems: bool = False) -> list[tuple[date, float]]:
        """The rows to keep as (date, value), as `accepted` gives them."""
        kept = self.accepted(leave_out_problems=leave_out_problems)
        return [(row.date, row.value) for row in kept]


def parse_observations(
    text: str,
    *,
    date_column: str | int | None = None,
    value_column: str | int | None = None,
    day_first: bool = True,
    until: date | None = None,
) -> Parsed:
    """Read dates and values from text pasted out of a spreadsheet: cells divided by tabs, semicolons or commas.

    With or without a heading. `date_column`, `value_column`: which columns to read, by heading (in any case)
    or by number from 1; needed only where there are several to choose from. `day_first`: read 01/03/2025 as
    1 March. Ways of writing a date: see `dates.read_date`. Values: commas between thousands and a % sign are
    taken off, so 42% is 42; a row with a date and no value is left out with a note; anything else is a
    problem. A date that comes twice is a problem where it comes again, and so is a date after `until`, the last
    day that can have been observed (any day if None). Empty text gives no rows and one
    problem. Never raises for what was pasted; raises `BadInput` for a column that is not there.
    """
    table = cells(text)
    if isinstance(table, Problem):
        return Parsed((), (table,), (), (), None, None)
    body, columns, notes = headed(table, day_first)
    which = choose(body, columns, date_column, value_column, day_first)
    if isinstance(which, Problem):
        return Parsed((), (which,), tuple(notes), columns, None, None)
    at_date, at_value, chosen = which
    reader = _Reader(columns[at_date], columns[at_value], day_first, until)
    for number, row in body:
        if len(row) > len(columns):
            reader.too_many(number, row, len(columns))
        else:
            padded = [*row, *[""] * (len(columns) - len(row))]
            reader.read(number, padded[at_date], padded[at_value])
    nothing = () if reader.rows else (Problem(None, WHOLE, "no observation", "rows with a date and a value"),)
    return Parsed(
        rows=tuple(reader.rows),
        problems=tuple(reader.problems) or nothing,
        notes=(*notes, *chosen, *reader.notes()),
        columns=columns,
        date_column=columns[at_date],
        value_column=columns[at_value],
    )


class _Reader:
    """Goes through the rows once, keeping what was read and what has to be said about it."""

    def __init__(self, date_name: str, value_name: str, day_first: bool, until: date | None) -> None:
        self.date_name, self.value_name, self.day_first = date_name, value_name, day_first
        self.until = until
        self.rows: list[Row] = []
        self.problems: list[Problem] = []
        self.dates: list[tuple[str, ReadDate]] = []
        self.numbers: list[str] = []
        self.without_value: list[int] = []
        self.empty: list[int] = []
        self.seen: dict[date, int] = {}

    def too_many(self, number: int, cells: Sequence[str], width: int) -> None:
        expected = f"{width}; put {COMMAS}"
        self.problems.append(Problem(number, "the whole row", f"{len(cells)} cells", expected))

    def read(self, number: int, date_cell: str, value_cell: str) -> None:
        missing = value_cell.lower() in NO_VALUE
        if not date_cell and missing:
            self.empty.append(number)
            return
        when = read_date(date_cell, day_first=self.day_first)
        value = None if missing else read_number(value_cell)
        if when is None:
            self.problems.append(Problem(number, self.date_name, _shown(date_cell), self._date_wanted(date_cell)))
        if value is None and not missing:
            self.problems.append(Problem(number, self.value_name, _shown(value_cell), _EXPECTED_NUMBER))
        if when is None:
            return
        if missing:
            self.without_value.append(number)
        if value is None:
            return
        if self.until is not None and when.day > self.until:
            coming = f"{long_date(when.day)} is still to come"
            self.problems.append(
                Problem(number, self.date_name, coming, "a day that has been", f"Row {number}: {coming}.")
            )
            return
        if when.day in self.seen:
            again = f"{long_date(when.day)} again, as in row {self.seen[when.day]}"
            self.problems.append(Problem(number, self.date_name, again, "each date once"))
            return
        self.seen[when.day] = number
        self.dates.append((date_cell, when))
        self.numbers.append(value_cell)
        self.rows.append(Row(when.day, value, number))

    def _date_wanted(self, cell: str) -> str:
        if looks_other_way_round(cell, day_first=self.day_first):
            first, example = ("day", "31/03/2025") if self.day_first else ("month", "03/31/2025")
            return f"the {first} first, as in {example}"
        return _EXPECTED_DATE

    def notes(self) -> list[str]:
        """Sentences about every reading that could have gone another way, and about what was left out."""
        notes = [*self._two_ways(), *self._short_dates(), *self._number_notes()]
        if self.without_value:
            notes.append(_left_out(self.without_value, "a date but no value"))
        if self.empty:
            notes.append(_left_out(self.empty, "neither date nor value"))
        return notes

    def _two_ways(self) -> list[str]:
        way = "day first" if self.day_first else "month first"
        numeric = [(cell, when) for cell, when in self.dates if when.way == way]
        doubtful = [(cell, when) for cell, when in numeric if when.or_else]
        if not doubtful:
            return []
        cell, when = doubtful[0]
        count = "1 date" if len(doubtful) == 1 else f"{len(doubtful)} dates"
        doubt = f"{count} could be read two ways and {were(len(doubtful))} read with the {way}"
        notes = [f"{doubt}: {cell} is {long_date(when.day)}."]
        read = [when.day for _, when in numeric]
        other = [when.or_else or when.day for _, when in numeric]
        swappable = all(when.or_else or when.day.day == when.day.month for _, when in numeric)
        if swappable and len(numeric) > 2 and _monthly(other) and not _monthly(read):
            swap = "month" if self.day_first else "day"
            notes.append(
                f"With the {swap} first they would be one day of each month; if that is meant, "
                f"choose {swap} first and read them again."
            )
        return notes

    def _short_dates(self) -> list[str]:
        notes: list[str] = []
        for way, (one, many) in _WAYS.items():
            read = [(cell, when) for cell, when in self.dates if when.way == way]
            if read:
                count = f"1 date {one}" if len(read) == 1 else f"{len(read)} dates {many}"
                notes.append(f"{count}: {read[0][0]} is {long_date(read[0][1].day)}.")
        timed = sum(when.timed for _, when in self.dates)
        if timed:
            notes.append(f"A time of day was left off {'1 date' if timed == 1 else f'{timed} dates'}.")
        return notes

    def _number_notes(self) -> list[str]:
        notes: list[str] = []
        percent = [cell for cell in self.numbers if cell.endswith("%")]
        if percent:
            notes.append(f"The % sign was taken off: {percent[0]} is kept as {percent[0].rstrip(' %')}.")
            others = len(self.numbers) - len(percent)
            if others:
                carry = "1 value carries" if len(percent) == 1 else f"{len(percent)} values carry"
                rest = "1 does" if others == 1 else f"{others} do"
                notes.append(f"{carry} a % sign and {rest} not; check that all are in the same unit.")
        commas = [cell for cell in self.numbers if "," in cell]
        if commas:
            cell = commas[0].rstrip(" %")
            notes.append(f"Commas were read as dividing thousands: {cell} is {cell.replace(',', '')}.")
        return notes


def questions(rows: Iterable[tuple[date, float]], *, beside: Mapping[date, float]) -> list[str]:
    """A question for each of `rows` that lies far from the others and from those kept already, `beside`.

    A day of `rows` takes the place of the same day in `beside`. No doubt gives an empty list.
    """
    new = dict(rows)
    every = [*new.items(), *((day, value) for day, value in beside.items() if day not in new)]
    far = far_from_others([value for _, value in every])
    return [
        f"{value:,.15g} on {long_date(day)} is far from the others: is it right?"
        for (day, value), doubtful in zip(every[: len(new)], far, strict=False)
        if doubtful
    ]


def _monthly(days: Sequence[date]) -> bool:
    """Whether the days are the same day of different months."""
    months = {(day.year, day.month) for day in days}
    return len({day.day for day in days}) == 1 and len(months) == len(days)


def _shown(cell: str) -> str:
    if not cell:
        return "nothing"
    return f"“{cell if len(cell) <= 40 else cell[:39] + '…'}”"


def _left_out(numbers: Sequence[int], why: str) -> str:
    return f"{listed(numbers)} {have(len(numbers))} {why} and {were(len(numbers))} left out."
