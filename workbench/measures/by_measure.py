"""One table with the values of many measures, each row naming its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from workbench import checks
from workbench.errors import BadInput
from workbench.measures.laying_out import Line, column, laid_out
from workbench.measures.observing import Kind, Reading, add, each


def readings(frame: pd.DataFrame, known: Mapping[str, tuple[str, Kind]]) -> dict[str, dict[date, Reading]]:
    """Measure id → day → reading, from a frame with a column `measure` that holds titles or ids.

    `known`: id → title and kind of the measures that there are. A title may be written in any case. Raises `BadInput`,
    naming the row and the column, as `observing.readings` does and for a measure that is not there or a title that
    several carry.
    """
    names = column(frame, "measure")
    if names is None:
        raise BadInput("The table has no column ‘measure’ that says which measure each row is of: add it, or name one.")
    named = _names(known)
    wanted: dict[str, dict[date, Reading]] = {}

    def read(both: tuple[Any, Line], count: int) -> None:
        given, row = both
        measure = given if given in known else named.get(_folded(given))
        if not measure:
            raise BadInput(_unknown(given, count, known))
        add(wanted.setdefault(measure, {}), row, count, known[measure][1])

    each(zip(names, laid_out(frame), strict=True), read)
    return wanted


def _names(known: Mapping[str, tuple[str, Kind]]) -> dict[str, str]:
    """Title, in small letters, → id; without those that several measures carry."""
    carried = Counter(_folded(title) for title, _ in known.values())
    return {_folded(title): measure for measure, (title, _) in known.items() if carried[_folded(title)] == 1}


def _folded(title: Any) -> str:
    return " ".join(title.split()).casefold() if isinstance(title, str) else ""


def _unknown(given: Any, count: int, known: Mapping[str, tuple[str, Kind]]) -> str:
    titles = [title for title, _ in known.values()]
    carried = sum(_folded(title) == _folded(given) for title in titles)
    if carried > 1:
        return f"The measure in row {count} is ‘{given}’, and {carried} measures are called that: give the id of one."
    if not isinstance(given, str) or not given.strip():
        return f"The measure in row {count} is missing: give its title."
    hint = (
        checks.nearest(given, titles, otherwise="See `measures.table()` for those there are.")
        if titles
        else ("There are none yet: define it first.")
    )
    return f"The measure in row {count} is ‘{given}’, which is none of this network’s. {hint}"
