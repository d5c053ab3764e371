"""Tables of the page as CSV files; none of them holds a word that was said."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

from workbench.templates.escaping import slug

LONGEST_NAME: Final = 100
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")


def table_file(name: str, heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> dict[str, str]:
    """A CSV file as `name`, `type` and `text`; what a spreadsheet would take for a formula is made harmless."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow([_harmless(each) for each in heading])
    lines.writerows([_harmless(each) for each in row] for row in rows)
    return {"name": f"{file_name(name)}.csv", "type": "text/csv", "text": written.getvalue()}


def picture_file(name: str, drawing: str) -> dict[str, str]:
    """A drawing as an SVG file that stands by itself."""
    return {"name": f"{file_name(name)}.svg", "type": "image/svg+xml", "text": drawing}


def file_name(words: str) -> str:
    """A name that every file system takes."""
    return slug(words, longest=LONGEST_NAME) or "what-we-hear"


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULAS) else "" if value is None else value
