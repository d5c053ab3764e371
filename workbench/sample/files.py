"""The files of the sample story, read as their dictionary says."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

LAUNCH: Final = date(2025, 1, 23)
"""Day 0 of the challenge, as the files have it."""
DAY_100: Final = date(2025, 5, 3)
"""The last day of the challenge, as the files have it."""

Row = dict[str, Any]
Tables = dict[str, list[Row]]


def read_tables(*, shift: timedelta) -> Tables:
    """Every table by its name without the ending, each cell as the dictionary says, dates moved by `shift`."""
    kinds: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _cells("dictionary"):
        kinds[row["file"].removesuffix(".csv")][row["column"]] = row["type"]
    readers: dict[str, Callable[[str], Any]] = {
        "date": lambda cell: date.fromisoformat(cell) + shift if cell else None,
        "number": lambda cell: float(cell) if cell else None,
        "whole number": lambda cell: int(cell) if cell else None,
        "yes/no": lambda cell: cell == "yes",
        "keys": lambda cell: cell.split(";") if cell else [],
    }
    return {
        name: [
            {column: readers.get(kinds[name][column], str)(cell) for column, cell in row.items()}
            for row in _cells(name)
        ]
        for name in kinds
    }


def _cells(name: str) -> Iterator[dict[str, str]]:
    with (_folder() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _folder() -> Path:
    """Where the files are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    installed = package / "sample_data"
    return installed if installed.is_dir() else package.parent / "sample_data"
