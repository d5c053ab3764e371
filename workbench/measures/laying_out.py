"""The shapes in which code gives values to keep, each laid out as the same rows."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, Final

import pandas as pd

from workbench.errors import BadInput
from workbench.words import listed

Line = tuple[Any, Any, Any, Any, Any]
Rows = pd.DataFrame | pd.Series | Mapping[Any, Any] | Iterable[Any]
COLUMNS: Final = ("date", "value", "numerator", "denominator", "note")
"""The columns of a table of values; it needs `date`, and `value` or both of `numerator` and `denominator`."""
_NEEDED: Final = "It needs ‘date’ and ‘value’, or ‘date’, ‘numerator’ and ‘denominator’"


def laid_out(rows: Rows) -> Iterator[Line]:
    """The rows as (day, value, numerator, denominator, note), with None for what is not there.

    `rows` are a frame with some of `COLUMNS` (in any case; its index may hold the dates), a series whose index holds
    the dates, a mapping of day → value, or a list of (day, value), of (day, value, note), or of mappings with the names
    of `COLUMNS`. Raises `BadInput` for any other shape, and if a column that is needed is not there or is there twice.
    """
    if isinstance(rows, pd.Series):
        if pd.api.types.is_numeric_dtype(rows.index.dtype) and len(rows):
            raise BadInput("The series has no dates: let its index hold them, or give rows of a day and a value.")
        return iter([(day, value, None, None, None) for day, value in rows.items()])
    if isinstance(rows, Mapping):
        if "date" not in {_folded(name) for name in rows}:
            return iter([(day, value, None, None, None) for day, value in rows.items()])
        rows = _framed(rows)
    if isinstance(rows, str | bytes) or not isinstance(rows, Iterable):
        raise BadInput(f"The rows have to be a list of days with their values, or a table, not ‘{rows}’.")
    if not isinstance(rows, pd.DataFrame):
        rows = list(rows)
        if not rows or not all(isinstance(row, Mapping) for row in rows):
            return (_line(row, count) for count, row in enumerate(rows, start=1))
        rows = _framed(rows)
    return _of_frame(rows)


def column(frame: pd.DataFrame, name: str) -> list[Any] | None:
    """The cells of the column of that name, in any case, or of the index that has it; None if there is none.

    Raises `BadInput` if there are two.
    """
    found = [place for place, called in enumerate(frame.columns) if _folded(called) == name]
    if len(found) > 1:
        raise BadInput(f"The table has {len(found)} columns ‘{name}’: keep one of them.")
    if found:
        return frame.iloc[:, found[0]].tolist()
    dated = name == "date" and isinstance(frame.index, pd.DatetimeIndex | pd.PeriodIndex)
    if dated or (frame.index.nlevels == 1 and _folded(frame.index.name) == name):
        return frame.index.tolist()
    return None


def _of_frame(frame: pd.DataFrame) -> Iterator[Line]:
    found = {name: column(frame, name) for name in COLUMNS}
    for one, other in (("numerator", "denominator"), ("denominator", "numerator")):
        if found[one] is not None and found[other] is None:
            raise BadInput(f"The table has a column ‘{one}’ and none ‘{other}’: add it, or leave the {one}s out.")
    lacking = "date" if found["date"] is None else "value"
    if found[lacking] is None and (lacking == "date" or found["numerator"] is None):
        here = listed([f"‘{name}’" for name in frame.columns]) or "no columns"
        raise BadInput(f"The table has no column ‘{lacking}’, but {here}. {_NEEDED}.")
    none = [None] * len(frame)
    cells = (none if each is None else each for each in found.values())
    return zip(*cells, strict=True)


def _line(row: Any, count: int) -> Line:
    if isinstance(row, str | bytes | Mapping) or not hasattr(row, "__len__") or not hasattr(row, "__getitem__"):
        raise BadInput(f'Row {count} is ‘{row}’; give a day and a value, such as ("2025-03-01", 42).')
    if not 2 <= len(row) <= 3:
        raise BadInput(f"Row {count} has {len(row)} parts; give a day and a value.")
    cells = tuple(row)
    return (cells[0], cells[1], None, None, cells[2] if len(cells) == 3 else None)


def _framed(rows: Any) -> pd.DataFrame:
    try:
        return pd.DataFrame(rows)
    except (TypeError, ValueError) as error:
        raise BadInput(f"The rows are no table ({error}). {_NEEDED}.") from error


def _folded(name: Hashable) -> str:
    return name.strip().casefold() if isinstance(name, str) else ""
