"""One table as CSV: connections (From, To) or elements (Label). It is only read: it holds half a map."""

from __future__ import annotations

from workbench.exchange import delimited, tables
from workbench.exchange.rows import Rows


def read(data: bytes) -> Rows:
    """What the table says, by its headings. Raises `BadInput` for a file that is none."""
    return tables.read_sheets([tables.Sheet("", "the table", delimited.read(data, place="the table"))])
