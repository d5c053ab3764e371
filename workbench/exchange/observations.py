"""A file of values over time, CSV or Excel, as the text that `workbench.measures.paste.parse_observations` reads.

What it means is said there, and once: a file is a paste that somebody need not make.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import PurePath
from typing import Any, Final

from workbench import checks
from workbench.errors import BadInput, WorkbenchError
from workbench.exchange import delimited, limits, xlsx

SUFFIXES: Final = (".csv", ".tsv", ".txt", ".xlsx")
"""The ends of the names of the files that are read."""
_OF: Final = "table of values"
_PERCENT: Final = re.compile(r'(?<!\\)%(?=(?:[^"]*"[^"]*")*[^"]*$)')
"""A % sign in the format of a cell, not in quotes: the cell shows a hundred times what it holds."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: its `text`, cells divided by tabs where it was a workbook, rows numbered as in the file.

    `sheets` are the names of all sheets of a workbook, () for a text file; `sheet` is the one that was read, or "".
    """

    text: str
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def read(data: bytes, name: str, *, sheet: str | None = None) -> Table:
    """The table in a file, from its bytes and its name. Of a workbook `sheet`, or the first that holds anything.

    Cells are told as people would type them: a day as 2025-03-01, a share that is shown as 42% as 42%, nothing as
    nothing. Raises `BadInput`, in one sentence, for a file of another kind, one that is empty, too large, damaged or
    made to do harm, and for a sheet that is not there.
    """
    file = PurePath(name).name or "The file"
    suffix = PurePath(file).suffix.lower()
    if suffix not in SUFFIXES:
        raise BadInput(f"{file} is no file of values: save it as CSV or as an Excel workbook (.xlsx) and try again.")
    data = limits.checked(data, file=file, of=_OF)
    if suffix != ".xlsx":
        return Table(delimited.decoded(data, file))
    try:
        return _of_workbook(data, sheet)
    except WorkbenchError:
        raise
    except Exception as problem:  # a tampered workbook fails in a dozen ways, deep inside a library
        raise BadInput(f"{file} is damaged or is not what its name says; save or download it again.") from problem


def _of_workbook(data: bytes, wanted: str | None) -> Table:
    with xlsx.opened(data, of=_OF, value=_typed) as book:
        names = tuple(sheet.name for sheet in book.sheets)
        if wanted is not None and wanted not in names:
            raise BadInput(f"The workbook has no sheet ‘{wanted}’. {checks.nearest(wanted, names)}")
        for sheet in book.sheets:
            text = _text(sheet.rows) if wanted in (None, sheet.name) else ""
            if text or sheet.name == wanted:
                return Table(text, sheet.name, names)
    return Table("", names[0] if names else "", names)


def _text(rows: Any) -> str:
    """The rows as text, the empty ones too, so that each keeps its number."""
    written = io.StringIO(newline="")
    lines = csv.writer(written, delimiter="\t", lineterminator="\n")
    last = 0
    for number, cells in rows:
        lines.writerows([[]] * (number - last - 1))
        lines.writerow(["" if cell is None else cell for cell in cells])
        last = number
    return written.getvalue()


def _typed(cell: Any, sheet: str, row: int, column: int) -> str | None:
    """A cell as somebody would type it; an error of a formula is text like any other, to be mended or left out."""
    value = str(cell.value) if cell.data_type == "e" else xlsx.taken_as_it_is(cell, sheet, row, column)
    if value is None or isinstance(value, str):
        return " ".join((value or "").split()) or None
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, int | float) and _PERCENT.search(cell.number_format or ""):
        return f"{value * 100:.12g}%"
    return f"{value:.15g}" if isinstance(value, float) else str(value)
