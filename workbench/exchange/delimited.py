"""Tables as text with separators (CSV), which no spreadsheet program may take for formulas.

A text that begins like a formula gets an apostrophe in front, and reading takes that one off again, so that a name
such as “=1+1” is the same name afterwards. All else is taken as it stands: “NA”, “None” and “1E5” are words.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from workbench.errors import BadInput
from workbench.exchange.tables import MAX_COLUMNS

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_FORMULA: Final = re.compile(r"['\s]*[=+\-@\t＝＋－＠][\s\S]")
"""What a spreadsheet program might run: more than one sign alone, with spaces and apostrophes before it or not."""


def read(data: bytes, *, place: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows that hold something, numbered from 1, cells divided by commas, semicolons or tabs.

    Raises `BadInput` if the text cannot be decoded, and for a quotation mark that is never closed.
    """
    text = decoded(data, place)
    first = text.lstrip().partition("\n")[0]
    lines = (line.group() for line in _LINE.finditer(text))
    reader = csv.reader(lines, delimiter=max(",;\t", key=first.count), strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error:
            raise BadInput(
                f"Row {number} of {place} has a quotation mark that does not close where it should, or a cell that "
                "goes on for pages; correct the row."
            ) from None
        if cells is None:
            return
        if len(cells) > MAX_COLUMNS:
            raise BadInput(f"Row {number} of {place} has more than {MAX_COLUMNS} cells; correct the row.")
        if any(cell.strip() for cell in cells):
            yield number, [unguarded(cell) for cell in cells]


def write(table: Sequence[Sequence[Any]]) -> bytes:
    """A table as CSV in UTF-8, marked so that spreadsheet programs see it."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_written(cell) for cell in row] for row in table)
    return text.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """The text, with an apostrophe in front if a spreadsheet program might run it."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def _written(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(cell)
    return cell.isoformat() if isinstance(cell, date) else repr(cell)


def decoded(data: bytes, place: str) -> str:
    """The text of a file, in UTF-8, in UTF-16 with its mark, or else as Windows writes it; raises `BadInput`."""
    marked_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked_wide else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BadInput(f"{place.capitalize()} is no text that can be read; save it as CSV UTF-8 and try again.")
