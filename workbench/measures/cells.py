"""One day or one number as code gives it: read whole, or refused with what to do."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from numbers import Real
from typing import Any, Final

import numpy as np
import pandas as pd

from workbench import checks
from workbench.errors import BadInput
from workbench.measures.dates import read_date
from workbench.measures.fields import number

CONVERT: Final = (
    "has a time zone and is not midnight there, so it may belong to another day where you are: convert it to the day "
    "where you are, for example with .dt.tz_convert('Europe/London')"
)
_HIDDEN = re.compile(r"\*+|[<≤] ?=? ?[0-9]+|\[(?:c|low)\]|suppressed", re.IGNORECASE)
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_ZONED = re.compile(r".*[0-9](?:Z| ?[+-][0-9]{2}(?::?[0-9]{2})?)", re.IGNORECASE)


def missing(value: Any) -> bool:
    """Whether nothing is there: None, NaN, NaT, NA or empty text."""
    if isinstance(value, str):
        return not value.strip()
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def day_of(value: Any, what: str) -> date:
    """The day of a date, a moment, a pandas Period (its first day), or the whole of an ISO text.

    A moment with a time zone stands for the day in its own zone, and has to be midnight there: an export in UTC writes
    the midnights of a British summer as 23:00 of the day before. Raises `BadInput`, naming `what`, for anything else,
    with what to do about other ways of writing a day.
    """
    if isinstance(value, pd.Period):
        value = value.start_time
    moment = moment_of(value)
    if moment is not None and not settled(moment):
        raise BadInput(f"{what}, {value}, {CONVERT}.")
    try:
        return checks.day(value if moment is None else moment, what)
    except BadInput as problem:
        if hint := how_to_write(value):
            raise BadInput(f"{what} is ‘{value}’, {hint}.") from problem
        raise


def moment_of(value: Any) -> datetime | None:
    """The moment that a datetime, a numpy datetime64 or ISO text longer than a day holds; None for anything else."""
    if isinstance(value, np.datetime64):
        value = pd.Timestamp(value)
    if isinstance(value, str) and len(value.strip()) > checks.LENGTH_OF_A_DAY:
        try:
            return datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    return value if isinstance(value, datetime) else None


def zoned(value: Any) -> bool:
    """Whether a moment, or the text of one, says its time zone."""
    if isinstance(value, str):
        return len(value.strip()) > checks.LENGTH_OF_A_DAY and _ZONED.fullmatch(value.strip()) is not None
    return isinstance(value, datetime) and value.tzinfo is not None


def settled(moment: datetime) -> bool:
    """Whether it is plain which day a moment stands for: it has no time zone, or is midnight in its own."""
    return moment.tzinfo is None or moment.time() == time(0)


def how_to_write(value: Any) -> str:
    """What to do about a day that was written in another way; the empty text if it is none."""
    if isinstance(value, bool) or not isinstance(value, str | Real):
        return ""
    found = read_date(value if isinstance(value, str) else f"{value:.15g}")
    if found is None:
        return ""
    day = found.day.isoformat()
    if found.way == "serial":
        return (
            f"the day number of a spreadsheet: write {day}, or turn the column into dates with "
            "pd.to_datetime(column, unit='D', origin='1899-12-30')"
        )
    if found.way == "day first":
        other = f" or {found.or_else.isoformat()}" if found.or_else else ""
        way = "which may have the day first or the month" if other else "which has the day first"
        return f"{way}: write {day}{other}, or turn the column into dates with pd.to_datetime(column, dayfirst=True)"
    if found.way == "month":
        return f"which has no day: write {day} for the whole month, or give a pandas Period"
    return f"which has to be written {day}"


def number_of(value: Any, what: str, *, instead: str = "leave the row out") -> float:
    """A finite number, or the text of one; commas between thousands are taken off.

    Raises `BadInput`, naming `what`, for anything else; for a number that was hidden because it is small ("<8", "*"),
    `instead` says what to do, since its true size is not known.
    """
    if isinstance(value, str):
        if is_hidden(value):
            raise BadInput(f"{what} is ‘{value.strip()}’, a small number that was hidden: {instead}.")
        value = without_commas(value)
    try:
        return number(value, what)
    except OverflowError as error:
        raise BadInput(f"{what} is too large to be drawn.") from error


def is_hidden(text: str) -> bool:
    """Whether a text stands for a number that was hidden because it is small: “<8”, “*”, “[c]”."""
    return _HIDDEN.fullmatch(text.strip()) is not None


def without_commas(text: str) -> str:
    """The text of a number without the commas between its thousands; any other text as it is."""
    return text.replace(",", "") if _THOUSANDS.fullmatch(text.strip()) else text
