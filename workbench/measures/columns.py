"""Many days, or many numbers, as code gives them: lists, arrays, series and indexes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import pandas as pd

from workbench.errors import BadInput
from workbench.measures.cells import (
    CONVERT,
    how_to_write,
    is_hidden,
    missing,
    moment_of,
    settled,
    without_commas,
    zoned,
)
from workbench.measures.rules import Numbers

LARGEST: Final = 1e100
"""Beyond this a value is a mistake, and its sums would run over."""


def numbers_of(values: Iterable[Any], what: str = "values") -> Numbers:
    """An array of numbers, NaN where there is none. Raises `BadInput` for what is no number, or too large.

    Text is read as a number, also with commas between its thousands.
    """
    if isinstance(values, pd.DataFrame):
        raise BadInput(f"The {what} have to be one column of the table; spc.xmr_many draws all of them at once.")
    if isinstance(values, str | bytes):
        raise BadInput(f"The {what} have to be a list of numbers, not the text '{values}'.")
    if isinstance(values, Mapping) or not isinstance(values, Iterable):
        raise BadInput(f"The {what} have to be a list of numbers, not ‘{values}’.")
    try:
        if isinstance(values, (pd.Series, pd.Index, np.ndarray)) and (values.ndim, values.dtype) == (1, np.float64):
            numbers = np.array(values, dtype=np.float64)
        else:
            given = pd.Series([_cell(value, what) for value in values], dtype=object)
            numbers = np.asarray(pd.to_numeric(given), dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        if isinstance(error, BadInput):
            raise
        raise BadInput(f"One of the {what} is not a number ({error}); mend it, or leave the value empty.") from error
    if (np.abs(numbers) > LARGEST).any():
        raise BadInput(f"One of the {what} is too large to chart; mend it, or leave the value empty.")
    return numbers


def _cell(value: Any, what: str) -> Any:
    """What can be read as a number. Raises `BadInput` for what was hidden, and for what pandas would bend into one."""
    if isinstance(value, str):
        if is_hidden(value):
            raise BadInput(f"One of the {what} is ‘{value.strip()}’, a small number that was hidden: leave it empty.")
        return without_commas(value)
    if isinstance(value, complex | date | timedelta | np.datetime64 | np.timedelta64) and not missing(value):
        raise BadInput(f"One of the {what} is not a number (‘{value}’); mend it, or leave the value empty.")
    return value


def days_of(raw: Iterable[Any]) -> pd.Series:
    """Dates, datetimes, pandas Periods or ISO text as timestamps; None stays missing.

    A moment with a time zone stands for the day in its own zone, where it has to be midnight; see `cells.day_of`.
    Raises `BadInput` for a single date, for numbers, and for whatever else is no date.
    """
    if isinstance(raw, str | bytes | Mapping | pd.DataFrame) or not isinstance(raw, Iterable):
        raise BadInput(f"The dates have to be a list, not ‘{raw}’ alone; put it into a list.")
    if isinstance(raw, pd.Series | pd.Index | np.ndarray):
        if pd.api.types.is_datetime64_any_dtype(raw.dtype):
            return _naive(pd.Series(pd.DatetimeIndex(raw)))
        if isinstance(raw.dtype, pd.PeriodDtype):
            return pd.Series(pd.PeriodIndex(raw).to_timestamp()).astype("datetime64[us]")
    given = pd.Series(list(raw), dtype=object)
    numeric = given.map(lambda item: isinstance(item, (int, float, np.number))).astype(bool)
    try:
        dates = _naive(pd.Series(pd.to_datetime(given.mask(numeric).map(_moment), format="ISO8601", errors="coerce")))
    except (TypeError, ValueError, AttributeError) as error:
        if isinstance(error, BadInput):
            raise
        raise BadInput("The dates mix time zones; give plain dates like 2025-03-01.") from error
    unread = given[dates.isna() & ~given.map(missing).astype(bool)]
    if len(unread):
        first = unread.iloc[0]
        if hint := how_to_write(first):
            raise BadInput(f"One of the dates is ‘{first}’, {hint}.")
        raise BadInput(f"The date '{first}' cannot be read; write dates like 2025-03-01.")
    return dates


def dates_from(dates: Iterable[Any] | None, *parts: Any) -> Iterable[Any]:
    """The dates as given, or else the index of the first part that is a series by date. Raises `BadInput` for none."""
    if dates is not None:
        return dates
    for part in parts:
        if isinstance(part, pd.Series) and isinstance(part.index, pd.DatetimeIndex | pd.PeriodIndex):
            return part.index
    raise BadInput("The values have no dates: give them as `dates`, one for each, or as the index of a pandas series.")


def _moment(item: Any) -> Any:
    """What pandas can read without bending it: zoned moments by the day of their own zone, periods by their first."""
    if isinstance(item, str) and not item.strip():
        return None
    if isinstance(item, pd.Period):
        return item.start_time
    if zoned(item) and (moment := moment_of(item)) is not None:
        if not settled(moment):
            raise BadInput(f"The date '{item}' {CONVERT}.")
        return pd.Timestamp(moment).tz_localize(None)
    return item


def _naive(dates: pd.Series) -> pd.Series:
    """Dates without their time zone, each the day that it is there. Raises `BadInput` for a time of day there."""
    if dates.dt.tz is not None:
        unsettled = dates[dates.notna() & (dates != dates.dt.normalize())]
        if len(unsettled):
            raise BadInput(f"The date '{unsettled.iloc[0]}' {CONVERT}.")
        dates = dates.dt.tz_localize(None)
    return dates.astype("datetime64[us]")
