"""An Excel workbook with the sheets Elements and Connections.

Nothing in a workbook is ever worked out: text is written as text whatever it looks like, and where another workbook
has formulas, the values that the spreadsheet program kept beside them are taken.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, Final

from workbench.errors import BadInput
from workbench.exchange import delimited, limits, tables
from workbench.exchange.rows import Rows, Written

MOST: Final = {b"c": 500_000, b"si": 250_000, b"f": 500_000}
"""Most cells, different texts and formulas of a workbook."""
MAX_PART: Final = 3_000_000
"""Bytes of a part of a workbook that is neither a sheet nor its texts, such as the styles."""
LAST_ROW: Final = 100_000
"""The highest number of a row, for openpyxl counts up to it through all the empty ones."""
_MARKS: Final = re.compile(rb'<(?:\w{1,20}:)?(?:(c|si|f)[\s>/]|row\b[^>]{0,200}?\sr="0*(\d+)")|<!(DOCTYPE)')
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WIDTHS: Final = {"ID": 14, "Label": 32, "From": 14, "To": 14, "Type": 22, "Description": 48, "Organisation": 26}


def read(data: bytes) -> Rows:
    """What a workbook says. Raises `BadInput` for a file that is none, for formulas without values, and for errors."""
    with opened(data) as book:
        rows = tables.read_sheets(
            sheet
            for sheet in book.sheets
            if "(ignore)" not in sheet.name.lower()  # as people mark sheets that Kumu shall not read
        )
        rows.title = book.title
    return rows


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that is open: its title, and its sheets in order, whose rows are read as somebody asks for them."""

    title: str
    sheets: tuple[tables.Sheet, ...]


def taken_as_it_is(cell: Any, sheet: str, row: int, column: int) -> Any:
    """What a cell holds: text, a number, a day, a moment or None. Raises `BadInput`, with its place, for an error."""
    if cell.data_type == "e":
        raise BadInput(f"{_place(sheet, row, column)} holds the error {cell.value}; correct it and try again.")
    if isinstance(cell.value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell.value)
    return cell.value


@contextmanager
def opened(
    data: bytes, *, of: str = "map", value: Callable[[Any, str, int, int], Any] = taken_as_it_is
) -> Iterator[Book]:
    """A workbook, open for reading. `value` makes of a cell (of a sheet, a row and a column) what is read of it.

    `of` says what should be in it, for the sentences. Raises `BadInput` for a file that is none or would take too long
    to read; its rows raise it for a formula without its value.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInput("The file is an old or a locked workbook; save it as .xlsx without a password and try again.")
    if not data.startswith(b"PK"):
        raise BadInput("The file is no Excel workbook although its name says so; save or download it again.")
    with limits.unpacked(data, of=of) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            raise BadInput("The file is a packed file but no Excel workbook; save it from Excel as .xlsx.")
        with _damage():
            formulas = _looked_over(archive, of)
    with ExitStack() as stack:
        stack.enter_context(_quietly())
        book = stack.enter_context(_opened(data, values=True))
        written = stack.enter_context(_opened(data, values=False)) if formulas else None
        yield Book(
            book.properties.title or "",
            tuple(
                tables.Sheet(title, f"the sheet ‘{title}’", _rows(book[title], written and written[title], value))
                for title in (sheet.title for sheet in book.worksheets)
            ),
        )


def write(rows: Rows) -> Written:
    """A workbook with the two sheets; the map's title is the workbook's.

    A number of more than the fifteen digits that Excel keeps is written as text.
    """
    import openpyxl  # noqa: PLC0415  only who writes a workbook waits for it
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = openpyxl.Workbook(write_only=True)
    book.properties.title = _escaped(rows.title) or None
    for name, table in tables.written(rows).items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for position, heading in enumerate(table[0], 1):
            sheet.column_dimensions[get_column_letter(position)].width = _WIDTHS.get(heading, 14)
        for number, row in enumerate(table):
            cells = []
            for given in row:
                value = repr(given) if isinstance(given, float) and float(f"{given:.15g}") != given else given
                cell = WriteOnlyCell(sheet)
                cell.value = _escaped(value) if isinstance(value, str) else value
                if isinstance(value, str):
                    cell.data_type = "s"  # openpyxl takes “=1+1” for a formula
                    cell.quotePrefix = delimited.guarded(value) != value  # Excel would, as soon as it is edited
                if not number:
                    cell.font = Font(bold=True)
                cells.append(cell)
            sheet.append(cells)
    packed = io.BytesIO()
    book.save(packed)
    return Written(data=packed.getvalue())


def _looked_over(archive: zipfile.ZipFile, of: str) -> bool:
    """Whether some cell holds a formula. Raises `BadInput` for a workbook that would take too long to read."""
    seen = dict.fromkeys(MOST, 0)
    for part in archive.infolist():
        name = part.filename
        if not name.endswith((".xml", ".rels")):
            continue
        large = name.startswith("xl/worksheets/") or name == "xl/sharedStrings.xml"
        if not large and part.file_size > MAX_PART and not name.startswith(("xl/drawings", "xl/charts", "xl/media")):
            raise BadInput(f"The workbook's part {name} is larger than any that a {of} needs; save it anew from Excel.")
        for found in _marks(archive, name):
            if found == b"DOCTYPE":
                raise BadInput("The workbook declares a document type, which can carry harm; save it anew from Excel.")
            if found.isdigit():
                if len(found) > 9 or int(found) > LAST_ROW:
                    raise BadInput(
                        f"The workbook has rows beyond row {LAST_ROW:,}; keep those of the {of} and try again."
                    )
                continue
            seen[found] += 1
            if seen[found] > MOST[found]:
                what = "texts" if found == b"si" else "cells"
                raise BadInput(f"The workbook has more than {MOST[found]:,} {what}; keep those of the {of}.")
    return bool(seen[b"f"])


def _marks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    rest = b""
    with archive.open(name) as part:
        while chunk := part.read(1 << 20):
            chunk = rest + chunk
            end = chunk.rfind(b"<")
            whole, rest = (chunk[:end], chunk[end:][:64]) if end > 0 else (chunk, b"")
            for found in _MARKS.finditer(whole):
                yield found[1] or found[2] or found[3]


@contextmanager
def _opened(data: bytes, *, values: bool) -> Iterator[Any]:
    import openpyxl  # noqa: PLC0415

    with _damage():
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)
    try:
        yield book
    finally:
        book.close()


def _rows(sheet: Any, written: Any, value: Callable[[Any, str, int, int], Any]) -> Iterator[tuple[int, Sequence[Any]]]:
    """The rows that hold something; `written` is the same sheet with its formulas, if there are any."""
    beside = None if written is None else _cells(written)
    for number, cells in enumerate(_cells(sheet), 1):
        formulas = next(beside, ()) if beside is not None else ()
        row = [value(cell, sheet.title, number, column) for column, cell in enumerate(cells, 1)]
        for column, cell in enumerate(formulas, 1):
            if cell.data_type == "f" and (column > len(row) or row[column - 1] is None):
                raise BadInput(
                    f"{_place(sheet.title, number, column)} holds a formula without its value; open the workbook in "
                    "Excel, save it and try again, or put the value there."
                )
        while row and row[-1] is None:
            row.pop()
        if any(cell is not None and cell != "" for cell in row):
            yield number, row


def _cells(sheet: Any) -> Iterator[Any]:
    sheet.reset_dimensions()  # some programs write a wrong size into the sheet, and rows would be lost
    found = sheet.iter_rows(max_col=tables.MAX_COLUMNS + 1, max_row=LAST_ROW)
    while True:
        with _damage():
            row = next(found, None)
        if row is None:
            return
        yield row


def _escaped(text: str) -> str:
    """The text so that Excel does not take something like _x0041_ in it for a letter."""
    return _LOOKS_ESCAPED.sub("_x005F_", text)


def _place(sheet: str, row: int, column: int) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    return f"Row {row}, column {get_column_letter(column)} of the sheet ‘{sheet}’"


@contextmanager
def _quietly() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl does not keep: nothing of it is asked for
        yield


@contextmanager
def _damage() -> Iterator[None]:
    # A half-downloaded or tampered workbook fails in a dozen ways deep inside zip, XML and openpyxl;
    # to the person they are all one thing, and the cause stays chained for the log.
    try:
        yield
    except BadInput:
        raise
    except Exception as problem:
        raise BadInput("The workbook is damaged or only half downloaded; save or download it again.") from problem
