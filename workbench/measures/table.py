"""A pasted table: its cells and its headings, and how a cell of it is mended in place."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Literal

from workbench.measures.dates import read_date

MOST_ROWS = 20_000
MOST_COLUMNS = 1_000
WHOLE = "What was pasted"
COMMAS = "numbers with a comma in quotes, or a copy straight from the sheet"
NO_VALUE = frozenset({"", "-", "–", "—", "n/a", "na", "#n/a", "nil return", "null", "none", "missing", "..", "nan"})
"""What people write, in small letters, where there is no value."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,3})?|[+-]?\.[0-9]+")

# What would divide the whole table otherwise cannot stand in a cell that is mended.
_OF_ONE_CELL = str.maketrans("\t;\r\n\0", "     ")
_OF_TABBED = str.maketrans("\t\r\n\0", "    ")


@dataclass(frozen=True, slots=True)
class Problem:
    """What cannot be kept: `row` counted from 1 (None: the whole), `column` by heading or number, both texts.

    `said`: the whole sentence, for what can be read and is wrong all the same. `place` is the column, counted from 1,
    and `cell` the whole text that stands there, so that it can be mended where it stands (see `mended`); None and ""
    where it is about more than one cell. Two problems are the same if they say the same.
    """

    row: int | None
    column: str
    found: str
    expected: str
    said: str = ""
    place: int | None = field(default=None, compare=False)
    cell: str = field(default="", compare=False)

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
    rows, _ = divided(text)
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
    across = [number for number, row in table if sum(map(plain_date, row)) > 2]
    if len(across) == 1:
        found = f"dates side by side in row {across[0]}"
        return Problem(None, WHOLE, found, "each date in a row of its own, the value beside it")
    return table


def mended(text: str, cells: Mapping[tuple[int, int], str]) -> str:
    """The pasted text with some of its cells mended: (row, place), as a `Problem` has them → what stands there now.

    Every other cell stays as it stands, and so do the numbers of the rows. A cell that is not there is ignored.
    """
    rows, divider = divided(text)
    for (row, place), said in cells.items():
        if rows is not None and 1 <= row <= len(rows) and 1 <= place <= MOST_COLUMNS:
            found = rows[row - 1]
            found += [""] * (place - len(found))
            found[place - 1] = " ".join(said.translate(_OF_ONE_CELL if divider == "," else _OF_TABBED).split())
    if rows is None:
        return text
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=divider, lineterminator="\n").writerows(rows)
    return written.getvalue()


def divided(text: str) -> tuple[list[list[str]] | None, str]:
    """Every row of a pasted text as cells, None if it cannot be divided; and the sign that divides them."""
    clean = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    divider = next((sign for sign in ("\t", ";") if sign in clean), ",")
    rows = _rows(clean, divider, csv.QUOTE_MINIMAL)
    if rows is None:  # a quotation mark that never ends is only a mark
        rows = _rows(clean, divider, csv.QUOTE_NONE)
    return rows, divider


def _rows(text: str, divider: str, quoting: Literal[0, 3]) -> list[list[str]] | None:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=divider, quoting=quoting, strict=True))
    except csv.Error:
        return None


def plain_date(cell: str) -> bool:
    """Whether a cell is a date and could not be a number just as well."""
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
