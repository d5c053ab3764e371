"""A pasted table: its cells, its headings, and which columns hold the dates and the values."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Literal

from workbench.errors import BadInput
from workbench.measures.dates import read_date

MOST_ROWS = 20_000
WHOLE = "What was pasted"
COMMAS = "numbers with a comma in quotes, or a copy straight from the sheet"
NO_VALUE = frozenset({"", "-", "–", "—", "n/a", "na", "#n/a", "nil return", "null", "none", "missing", "..", "nan"})
"""What people write, in small letters, where there is no value."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,3})?|[+-]?\.[0-9]+")
_DATE_WORDS = ("date", "day", "week", "month", "period", "observed on", "when")
_VALUE_WORDS = ("value", "values")
_THREE_DIGITS = re.compile(r"[0-9]{3}(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Problem:
    """What cannot be kept: `row` counted from 1 (None: the whole), `column` by heading or number, both texts.

    `said`: the whole sentence, for what can be read and is wrong all the same.
    """

    row: int | None
    column: str
    found: str
    expected: str
    said: str = ""

    def __str__(self) -> str:
        """The problem as a sentence."""
        if self.said:
            return self.said
        where = f"Row {self.row}, {self.column}" if self.row is not None else self.column
        return f"{where}: found {self.found}, expected {self.expected}."


def read_number(text: str) -> float | None:
    """The number that a cell holds, commas between thousands and a % sign taken off; None if it holds none."""
    cell = text.replace("\u00a0", " ").replace("−", "-").strip().removesuffix("%").rstrip()
    if not _NUMBER.fullmatch(cell):
        return None
    number = float(cell.replace(",", ""))
    return number if isfinite(number) else None


Numbered = tuple[int, list[str]]


def cells(text: str) -> list[Numbered] | Problem:
    """The rows that hold anything, with their numbers, each a list of cells; or why there are none."""
    clean = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    divider = next((sign for sign in ("\t", ";") if sign in clean), ",")
    rows = _rows(clean, divider, csv.QUOTE_MINIMAL)
    if rows is None:  # a quotation mark that never ends is only a mark
        rows = _rows(clean, divider, csv.QUOTE_NONE)
    if rows is None:
        return Problem(None, WHOLE, "a cell that is too long", "rows with a date and a value")
    table = [(number, [" ".join(cell.split()) for cell in row]) for number, row in enumerate(rows, start=1)]
    table = [(number, row) for number, row in table if any(row)]
    if not table:
        return Problem(None, WHOLE, "nothing", "rows with a date and a value")
    if len(table) > MOST_ROWS:
        return Problem(None, WHOLE, f"{len(table):,} rows", f"{MOST_ROWS:,} at most")
    width = max(place + 1 for _, row in table for place, cell in enumerate(row) if cell)
    table = [(number, row[:width]) for number, row in table]
    across = [number for number, row in table if sum(map(_plain_date, row)) > 2]
    if len(across) == 1:
        found = f"dates side by side in row {across[0]}"
        return Problem(None, WHOLE, found, "each date in a row of its own, the value beside it")
    return table


def _rows(text: str, divider: str, quoting: Literal[0, 3]) -> list[list[str]] | None:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=divider, quoting=quoting, strict=True))
    except csv.Error:
        return None


def _plain_date(cell: str) -> bool:
    """Whether the cell is a date and could not be a number just as well."""
    return read_number(cell) is None and any(read_date(cell, day_first=way) for way in (True, False))


def headed(table: list[Numbered], day_first: bool) -> tuple[list[Numbered], tuple[str, ...], list[str]]:
    """The rows of data, the names of the columns, and notes about rows above the heading."""
    first = next((place for place, (_, row) in enumerate(table) if _is_data(row, day_first)), 0)
    body = table[first:]
    width = Counter(len(row) for _, row in body).most_common(1)[0][0]
    if not first:
        return body, tuple(f"column {place + 1}" for place in range(width)), []
    number, heading = table[first - 1]
    notes: list[str] = []
    if first > 1:
        above = listed([row for row, _ in table[: first - 1]])
        notes.append(f"{above} stood above the headings and {were(first - 1)} left out.")
    if any(cell.lower() in NO_VALUE for cell in heading) or len(heading) < 2:
        notes.append(f"Row {number} was read as the headings, not as an observation.")
    if len(heading) == 1:
        heading = [""] * width
    names = tuple(cell or f"column {place + 1}" for place, cell in enumerate(heading))
    return body, names, notes


def _is_data(row: Sequence[str], day_first: bool) -> bool:
    return any(read_number(cell) is not None or read_date(cell, day_first=day_first) for cell in row)


Chosen = tuple[int, int, list[str]]


def choose(
    body: list[Numbered],
    columns: tuple[str, ...],
    date_column: str | int | None,
    value_column: str | int | None,
    day_first: bool,
) -> Chosen | Problem:
    """Which columns hold dates and values, by number from 0, with a note if that was not plain."""
    at_date = None if date_column is None else _named(columns, date_column)
    at_value = None if value_column is None else _named(columns, value_column)
    if at_date is not None and at_date == at_value:
        raise BadInput(f"The column “{columns[at_date]}” cannot hold both the dates and the values; choose two.")
    if len(columns) == 1:
        return Problem(None, WHOLE, "one column", "two, the dates and the values")
    cells = [[row[place] for _, row in body if place < len(row) and row[place]] for place in range(len(columns))]
    if at_date is None:
        found = _date_places(cells, columns, day_first)
        found = [place for place in found if place != at_value]
        if len(found) != 1:
            return _which("dates", found, columns)
        at_date = found[0]
    if at_value is None:
        found = _value_places(cells, columns, at_date)
        if columns[0] == "column 1" and _cut_in_two(cells, found):
            return Problem(None, WHOLE, "numbers that may be cut in two at a comma", COMMAS)
        if len(found) != 1:
            return _which("values", found, columns)
        at_value = found[0]
    plain = len(columns) == 2 and at_date == 0
    note = f"Dates were read from “{columns[at_date]}”, values from “{columns[at_value]}”."
    return at_date, at_value, [] if plain else [note]


def _named(columns: tuple[str, ...], wanted: str | int) -> int:
    if isinstance(wanted, int):
        if 1 <= wanted <= len(columns):
            return wanted - 1
        raise BadInput(f"There is no column {wanted}; what was pasted has {len(columns)}.")
    places = [place for place, name in enumerate(columns) if name.casefold() == wanted.strip().casefold()]
    if len(places) == 1:
        return places[0]
    listed = ", ".join(f"“{name}”" for name in columns)
    if places:
        raise BadInput(f"The heading “{wanted}” stands over {len(places)} columns; choose by number from 1.")
    raise BadInput(f"There is no column “{wanted}”; the columns are {listed}.")


def _date_places(cells: list[list[str]], columns: tuple[str, ...], day_first: bool) -> list[int]:
    """The columns that may hold the dates: written dates before bare numbers that may be dates."""
    plain = [place for place, column in enumerate(cells) if _mostly(column, _plain_date)]
    found = plain or [
        place
        for place, column in enumerate(cells)
        if _mostly(column, lambda cell: read_date(cell, day_first=day_first) is not None)
    ]
    if len(found) > 1:
        found = [place for place in found if columns[place].casefold().startswith(_DATE_WORDS)] or found
    if len(columns) == 2 and len(found) != 1:
        return [0]
    return found


def _value_places(cells: list[list[str]], columns: tuple[str, ...], at_date: int) -> list[int]:
    if len(columns) == 2:
        return [1 - at_date]
    found = [
        place
        for place, column in enumerate(cells)
        if place != at_date and any(read_number(cell) is not None for cell in column)
    ]
    if len(found) > 1:
        return [place for place in found if columns[place].casefold() in _VALUE_WORDS] or found
    return found


def _cut_in_two(cells: list[list[str]], found: list[int]) -> bool:
    """Whether two columns of numbers look like 1,234 divided at its comma: three digits in all of the second."""
    if len(found) != 2 or found[1] != found[0] + 1:
        return False
    heads, tails = cells[found[0]], cells[found[1]]
    return all(_THREE_DIGITS.fullmatch(cell) for cell in tails) and all(len(cell) <= 3 for cell in heads)


def _mostly(column: Sequence[str], holds: Callable[[str], bool]) -> bool:
    return bool(column) and sum(map(holds, column)) * 2 > len(column)


def _which(what: str, found: Sequence[int], columns: tuple[str, ...]) -> Problem:
    offered = ", ".join(f"“{columns[place]}”" for place in (found or range(len(columns))))
    seen = f"{len(found)} columns that may hold the {what}" if found else f"no column of {what}"
    return Problem(None, WHOLE, seen, f"a choice of the column with the {what}: {offered}")


def listed(numbers: Sequence[int]) -> str:
    """Row 4; Rows 4 and 9; Rows 1, 2, 3, 4, 5 and 7 more."""
    if len(numbers) == 1:
        return f"Row {numbers[0]}"
    shown = [str(number) for number in numbers[:5]]
    last = f"{len(numbers) - 5} more" if len(numbers) > 5 else shown.pop()
    return f"Rows {', '.join(shown)} and {last}"


def were(count: int) -> str:
    """The verb that goes with a count: 1 was, 2 were."""
    return "was" if count == 1 else "were"


def have(count: int) -> str:
    """The verb that goes with a count: 1 has, 2 have."""
    return "has" if count == 1 else "have"
