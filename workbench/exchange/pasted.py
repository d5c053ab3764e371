"""Rows pasted from a spreadsheet: connections (From, To), elements (Label), with headings or without."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from workbench.errors import BadInput
from workbench.exchange import csv_table, delimited, tables
from workbench.exchange.rows import Rows

PLACE: Final = "the pasted rows"
_WITHOUT_HEADINGS: Final = {
    1: (("Label",), "The rows have no headings, so each is taken for the name of an element."),
    2: (("From", "To"), "The rows have no headings, so the first column is taken as From, the second as To."),
    3: (
        ("From", "To", "Type"),
        "The rows have no headings, so the columns are taken as From, To and the type of the connection.",
    ),
}
"""How many columns → what they are taken for, and how that is said."""


def read(text: str) -> tuple[Rows, str]:
    """What pasted rows say, and a sentence on what their columns were taken for; "" if they have headings.

    Cells are divided by tabs, as spreadsheet programs copy them; text without a tab that is no CSV either is one name
    a line. Raises `BadInput`, in one sentence, for text of more columns without headings, and if there is none.
    """
    if not text.strip():
        raise BadInput("Nothing was pasted yet. Copy some rows of a spreadsheet and paste them first.")
    if "\t" not in text:
        try:
            return csv_table.read(text.encode("utf-8", "replace")), ""
        except BadInput:
            pass  # no table: a list of names, then
    cells = list(_cells(text))
    try:
        return _read(cells), ""
    except BadInput:
        columns = max(len(_trimmed(row)) for _, row in cells)
        if columns not in _WITHOUT_HEADINGS:
            raise BadInput(
                f"The pasted rows have {columns} columns and no headings that a map knows; put From and To, or Label, "
                "in their first row."
            ) from None
    headings, says = _WITHOUT_HEADINGS[columns]
    return _read([(0, headings), *((number, _trimmed(row)) for number, row in cells)]), says


def _read(cells: Sequence[tuple[int, Sequence[str]]]) -> Rows:
    return tables.read_sheets([tables.Sheet("", PLACE, cells)])


def _cells(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, numbered from 1."""
    lines = io.StringIO(text, newline="")
    try:
        for number, row in enumerate(csv.reader(lines, delimiter="\t"), start=1):
            if any(cell.strip() for cell in row):
                yield number, [delimited.unguarded(cell) for cell in row]
    except csv.Error:
        raise BadInput("A cell of the pasted rows goes on for pages; look for a quotation mark too many.") from None


def _trimmed(row: Sequence[str]) -> list[str]:
    """The cells up to the last that holds something."""
    last = max((place for place, cell in enumerate(row) if cell.strip()), default=-1)
    return list(row[: last + 1])
