"""What people paste from a spreadsheet, read as observations: dates and values, and every doubt said aloud."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from workbench.errors import BadInput
from workbench.measures.choosing import Column, Places, Unclear, Wanted, choose
from workbench.measures.dates import ReadDate, looks_other_way_round, read_date
from workbench.measures.observing import Kind, Reading, Unfit, judged
from workbench.measures.outlying import far_from_others
from workbench.measures.table import (
    COMMAS,
    NO_VALUE,
    WHOLE,
    Problem,
    cells,
    have,
    headed,
    listed,
    mended,
    read_number,
    were,
)
from workbench.words import long_date

__all__ = ["Parsed", "Problem", "Row", "mended", "parse_observations", "questions"]

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
    and what was left out. `columns`: the headings, or "column 1" … . `date_column`, `value_column`,
    `numerator_column`, `denominator_column`: the ones that were read, or None for those that were not or have to be
    chosen first. `in_doubt`: a question about all of the values, "" if there is none.
    """

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    columns: tuple[str, ...]
    date_column: str | None = None
    value_column: str | None = None
    numerator_column: str | None = None
    denominator_column: str | None = None
    in_doubt: str = ""

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

    def frame(self, *, leave_out_problems: bool = False) -> pd.DataFrame:
        """The rows to keep as `Measures.observe` takes them: columns `date`, `value`, `numerator`, `denominator`."""
        kept = self.accepted(leave_out_problems=leave_out_problems)
        lines = [(row.date, row.value, row.numerator, row.denominator) for row in kept]
        return pd.DataFrame(lines, columns=["date", "value", "numerator", "denominator"])


def parse_observations(
    text: str,
    *,
    date_column: Column = None,
    value_column: Column = None,
    numerator_column: Column = None,
    denominator_column: Column = None,
    data: str = "a number",
    per: float = 100.0,
    counted: str = "",
    out_of: str = "",
    day_first: bool = True,
    until: date | None = None,
) -> Parsed:
    """Read dates and values from text pasted out of a spreadsheet: cells divided by tabs, semicolons or commas.

    With or without a heading. `date_column`, `value_column`, `numerator_column`, `denominator_column`: which columns
    to read, by heading (in any case) or by number from 1; needed only where there are several to choose from.
    Columns headed numerator and denominator are found by themselves, unless a column of values is named; the value
    then is `per` × numerator / denominator, and one that stands in a column headed value has to agree. `data` (one of
    `models.DATA`) says what can be counted: see `observing.judged`. Where a value is one number out of another, two
    columns of numbers are read so; `counted` and `out_of`, the measure’s own words for them, are looked for in the
    headings. `day_first`: read 01/03/2025 as 1 March. Ways of
    writing a date: see `dates.read_date`. Values: commas between thousands and a % sign are taken off, so 42% is 42; a
    row with a date and no value is left out with a note; anything else is a problem. A date that comes twice is a
    problem where it comes again, and so is a date after `until`, the last day that can have been observed (any day if
    None). Empty text gives no rows and one problem. Never raises for what was pasted; raises `BadInput` for a column
    that is not there.
    """
    table = cells(text)
    if isinstance(table, Problem):
        return Parsed((), (table,), (), ())
    body, columns, notes = headed(table, day_first)
    wanted = Wanted(date_column, value_column, numerator_column, denominator_column, data, counted, out_of)
    places = choose(body, columns, wanted, day_first=day_first)
    if isinstance(places, Unclear):
        at_date = None if places.date is None else columns[places.date]
        return Parsed((), (places.problem,), tuple(notes), columns, date_column=at_date)
    reader = _Reader(columns, places, Kind(data, per), day_first, until)
    for number, row in body:
        if len(row) > len(columns):
            reader.too_many(number, row, len(columns))
        else:
            reader.read(number, [*row, *[""] * (len(columns) - len(row))])
    nothing = () if reader.rows else (Problem(None, WHOLE, "no observation", "rows with a date and a value"),)
    return Parsed(
        rows=tuple(reader.rows),
        problems=tuple(reader.problems) or nothing,
        notes=(*notes, *places.notes, *reader.notes()),
        columns=columns,
        date_column=columns[places.date],
        value_column=None if places.value is None else columns[places.value],
        numerator_column=None if places.numerator is None else columns[places.numerator],
        denominator_column=None if places.denominator is None else columns[places.denominator],
        in_doubt=reader.in_doubt(),
    )


class _Reader:
    """Goes through the rows once, keeping what was read and what has to be said about it."""

    def __init__(
        self, columns: tuple[str, ...], places: Places, kind: Kind, day_first: bool, until: date | None
    ) -> None:
        self.columns, self.kind = columns, kind
        self.day_first, self.until = day_first, until
        self.at_date = places.date
        self.at: dict[str, int] = {
            name: place
            for name in ("value", "numerator", "denominator")
            if (place := getattr(places, name)) is not None
        }
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

    def read(self, number: int, row: list[str]) -> None:
        written = {name: row[place] for name, place in self.at.items()}
        there = {name: cell for name, cell in written.items() if cell.lower() not in NO_VALUE}
        date_cell = row[self.at_date]
        if not date_cell and not there:
            self.empty.append(number)
            return
        when = read_date(date_cell, day_first=self.day_first)
        if when is None:
            self._wrong(number, self.at_date, date_cell, self._date_wanted(date_cell))
        numbers = {name: read_number(cell) for name, cell in there.items()}
        for name, found in numbers.items():
            if found is None:
                self._wrong(number, self.at[name], written[name], _EXPECTED_NUMBER)
        if when is None or None in numbers.values():
            return
        if not there:
            self.without_value.append(number)
            return
        reading = judged(numbers.get("value"), numbers.get("numerator"), numbers.get("denominator"), self.kind)
        if "numerator" in self.at and isinstance(reading, Reading) and reading.numerator is None:
            reading = Unfit("numerator", "give the numerator and the denominator")
        if isinstance(reading, Unfit):
            cell, place = written[reading.column], self.at[reading.column]
            expected = _in_words(reading.expected)
            said = f"Row {number}, {self.columns[place]}: found {_shown(cell)}; {expected}."
            self._wrong(number, place, cell, expected, said=said)
        elif self._fits(number, when, date_cell):
            self.dates.append((date_cell, when))
            self.numbers += there.values()
            self.rows.append(Row(when.day, reading.value, number, reading.numerator, reading.denominator))

    def _fits(self, number: int, when: ReadDate, cell: str) -> bool:
        """Whether the day can have a value, and has none yet."""
        if self.until is not None and when.day > self.until:
            coming = f"{long_date(when.day)} is still to come"
            self._wrong(
                number, self.at_date, cell, "a day that has been", found=coming, said=f"Row {number}: {coming}."
            )
            return False
        if when.day in self.seen:
            again = f"{long_date(when.day)} again, as in row {self.seen[when.day]}"
            self._wrong(number, self.at_date, cell, "each date once", found=again)
            return False
        self.seen[when.day] = number
        return True

    def _wrong(self, number: int, place: int, cell: str, expected: str, *, found: str = "", said: str = "") -> None:
        self.problems.append(
            Problem(number, self.columns[place], found or _shown(cell), expected, said, place=place + 1, cell=cell)
        )

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

    def in_doubt(self) -> str:
        """The question about whole numbers where people out of people are wanted: nothing says out of how many."""
        plain = len(self.numbers) > 1 and all(read_number(cell) == int(read_number(cell) or 0) for cell in self.numbers)
        signed = any(cell.endswith("%") for cell in self.numbers)
        if self.kind.data != "people out of people" or "numerator" in self.at or not plain or signed:
            return ""
        return (
            f"All of them are whole numbers, such as {self.numbers[0]}. Is that {self.numbers[0]} out of "
            f"{self.kind.per:,g}, or a count of people? If it is a count, paste the column of what it is out of too."
        )

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


def _in_words(expected: str) -> str:
    """What was expected, in the words in which people are told of the two columns."""
    said = expected.replace("and the denominator is ", "and there are ")
    return said.replace("the numerator", "what is counted").replace("the denominator", "what it is out of")


def _shown(cell: str) -> str:
    if not cell:
        return "nothing"
    return f"“{cell if len(cell) <= 40 else cell[:39] + '…'}”"


def _left_out(numbers: Sequence[int], why: str) -> str:
    return f"{listed(numbers)} {have(len(numbers))} {why} and {were(len(numbers))} left out."
