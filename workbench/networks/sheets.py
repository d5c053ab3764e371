"""Rows out of a register file, whatever its form, without trusting the file.

A workbook is opened only after its size, packed and unpacked, was found reasonable; a text file may be in
UTF-8 (with or without a mark), UTF-16 or Windows-1252. Nothing here knows what the columns mean.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl

from workbench.errors import BadInput

MAX_FILE = 50_000_000
"""Largest file accepted, in bytes (the national workbook has about 600,000)."""
MAX_UNPACKED = 100_000_000
"""Most that a workbook may unpack to, in bytes (the national workbook: about 5,000,000)."""
MAX_ROWS = 200_000
"""Most rows a sheet or text file may hold (the national register: about 8,000)."""
MAX_COLUMNS = 60

Row = tuple[int, Sequence[Any]]
"""A row's number as a spreadsheet program shows it (from 1), and its cells."""

AGAIN = "download the register again from the Organisation Data Service"


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises `BadInput` if it is missing, a folder, locked, empty or over `MAX_FILE`."""
    try:
        if path.is_dir():
            folder = path.resolve().name or path
            raise BadInput(f"{folder} is a folder; give the file ePCN.xlsx or epcncorepartnerdetails.csv in it.")
        size = path.stat().st_size
        if size > MAX_FILE:
            raise BadInput(
                f"{path.name} has {size // 1_000_000} MB, and the register has less than 1 MB; "
                f"check that it is the right file, or {AGAIN}."
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise BadInput(f"There is no file {path}; check the name and the folder.") from None
    except OSError:
        raise BadInput(f"{path.name} cannot be opened; close it in other programs and try again.") from None
    if not data.strip():
        raise BadInput(f"{path.name} is empty; {AGAIN}.")
    return data


def is_workbook(data: bytes, *, file: str) -> bool:
    """Whether the bytes are an Excel workbook (True) or text (False). Raises `BadInput` for anything else."""
    if data.startswith(b"PK"):
        return True
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInput(
            f"{file} is an old or password-protected workbook; "
            "open it in Excel, save it as .xlsx without a password, and import that."
        )
    if file.lower().endswith((".xlsx", ".xlsm")):
        raise BadInput(f"{file} is not an Excel workbook although its name says so; {AGAIN}.")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise BadInput(f"{file} is a web page and not the register; {AGAIN}.")
    return False


class Book:
    """An open workbook: `sheets` are its names; `rows` reads one. Made by `open_book` only."""

    def __init__(self, book: openpyxl.Workbook, *, file: str) -> None:
        self._book = book
        self._file = file
        self.sheets: list[str] = [sheet.title for sheet in book.worksheets]

    def sheet(self, wanted: str) -> str:
        """The sheet's title as the workbook writes it, whatever its case and spaces. `BadInput` if none."""
        for title in self.sheets:
            if _plain(title) == _plain(wanted):
                return title
        have = ", ".join(f"‘{title}’" for title in self.sheets[:5]) or "no sheet at all"
        raise BadInput(
            f"{self._file} has no sheet ‘{wanted}’ (it has {have}); "
            "give the workbook ePCN.xlsx as the Organisation Data Service publishes it."
        )

    def length(self, title: str) -> int:
        """How many rows the sheet claims to have, 0 if unsaid. For progress bars, not for reading."""
        return min(self._book[title].max_row or 0, MAX_ROWS)

    def rows(self, title: str) -> Iterator[Row]:
        """Every row of the sheet that holds something. Raises `BadInput` if it is damaged or too long."""
        sheet = self._book[title]
        sheet.reset_dimensions()  # some programs write a wrong size into the sheet, and rows would be lost
        found = sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS)
        number = 0
        while True:
            with _damage(self._file):
                cells = next(found, None)
            if cells is None:
                return
            number += 1
            if number > MAX_ROWS:
                raise BadInput(f"{self._file}, sheet ‘{title}’ has more than {MAX_ROWS:,} rows; {AGAIN}.")
            if any(cell is not None and cell != "" for cell in cells):
                yield number, cells


@contextmanager
def open_book(data: bytes, *, file: str) -> Iterator[Book]:
    """Open a workbook from its bytes. Raises `BadInput` if it is damaged, no workbook, or unpacks too big."""
    with _damage(file), zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
    # A member never yields more than the size it declares, so the declared sizes bound what will be read.
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED:
        raise BadInput(
            f"{file} would unpack to {unpacked // 1_000_000:,} MB, and the register to about 5 MB; "
            f"it was not opened, so check where it came from, or {AGAIN}."
        )
    names = [member.filename for member in members]
    inside = [Path(name).name for name in names if name.lower().endswith((".xlsx", ".csv"))]
    if "xl/workbook.xml" not in names and inside:
        raise BadInput(f"{file} is a packed folder that holds {inside[0]}; unpack it and import {inside[0]}.")
    with _damage(file):
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        yield Book(book, file=file)
    finally:
        book.close()


def read_text(data: bytes, *, file: str) -> list[Row]:
    """The rows of a comma-separated file that hold something (semicolons and tabs are understood too).

    Raises `BadInput` if the text cannot be decoded, a quotation mark is never closed, or rows are too many.
    """
    written = _decode(data, file=file)
    first = written.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(written, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    number = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            raise BadInput(
                f"{file}, row {number + 1} has a quotation mark that does not close where it should; "
                f"correct the row, or {AGAIN}."
            ) from None
        if cells is None:
            return rows
        number += 1
        if number > MAX_ROWS:
            raise BadInput(f"{file} has more than {MAX_ROWS:,} rows; {AGAIN}.")
        if any(cell.strip() for cell in cells):
            rows.append((number, cells))


def _decode(data: bytes, *, file: str) -> str:
    marked_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if marked_wide else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            found = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in found:
            return found
    raise BadInput(f"{file} is not a text file that can be read; open it in Excel, save it as CSV UTF-8, import that.")


@contextmanager
def _damage(file: str) -> Iterator[None]:
    # A half-downloaded or tampered workbook fails in a dozen ways deep inside zip, XML and openpyxl;
    # to the person they are all one thing, and the cause stays chained for the log.
    try:
        yield
    except Exception as problem:
        raise BadInput(f"{file} is damaged or only half downloaded and cannot be read; {AGAIN}.") from problem


def _plain(title: str) -> str:
    return re.sub(r"\W+", "", title).lower()
