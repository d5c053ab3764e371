"""Dates as people write them in spreadsheets, read without a silent guess."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from workbench.words import MONTHS

EXCEL_FIRST, EXCEL_LAST = 20_000, 80_000
"""Day numbers of spreadsheets that are taken for dates: October 1954 to January 2119."""

_MONTH_NUMBER = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
_YEARS = range(1900, 2120)
_D, _Y, _W = r"([0-9]{1,2})", r"([0-9]{4}|[0-9]{2})", r"([A-Za-z]+)\.?"
_TIME = r"(?:[ T]+([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[AaPp][Mm])?))?"
_MIDDAY = re.compile(r"(?=[0-9:]*[1-9])[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?|^[0-9]{5}\.0*[1-9]")
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date as it was read: `day`, the `way` it was read, `or_else` another day it could have meant.

    `timed`: a time of day other than midnight stood beside it, and was left off.
    """

    day: date
    way: str
    or_else: date | None = None
    timed: bool = False


def read_date(text: str, *, day_first: bool = True) -> ReadDate | None:
    """The date that a cell holds, or None if it holds none.

    Known ways, with the name each carries: "plain" 2025-03-01, 2025/3/1, 1 Mar 2025, 1st March 2025, March
    1, 2025; "day first" 01/03/2025, 1.3.25 (or "month first", if `day_first` is False); "month" Mar-25,
    March 2025, 03/2025, 2025-03, all for the first of that month; "digits" 20250301; "serial" 45717, a
    spreadsheet's day number. A time of day is left off (see `timed`). Years of two digits lie between 1970
    and 2069. Days that no calendar has are no dates.
    """
    cell = " ".join(text.replace("\u00a0", " ").split())
    cell = _WEEKDAY.sub("", cell, count=1) if _WEEKDAY.match(cell) else cell
    for pattern, read in _FORMS:
        if match := pattern.fullmatch(cell):
            found = read(match, day_first)
            return replace(found, timed=_MIDDAY.search(cell) is not None) if found else None
    return None


def looks_other_way_round(text: str, *, day_first: bool = True) -> bool:
    """Whether the cell is no date as it stands but would be one with day and month swapped."""
    return read_date(text, day_first=day_first) is None and read_date(text, day_first=not day_first) is not None


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _year(digits: str) -> int:
    number = int(digits)
    if len(digits) == 4:
        return number
    return number + (2000 if number < 70 else 1900)


def _month(word: str) -> int:
    """The number of a month by its English name, whole or cut to three letters or more; 0 if it is none."""
    known = _MONTH_NUMBER.get(word[:3].lower(), 0)
    return known if known and MONTHS[known - 1].lower().startswith(word.lower()) else 0


def _made(way: str, year: int, month: int, day: int = 1, *, or_else: date | None = None) -> ReadDate | None:
    found = _calendar(year, month, day)
    return ReadDate(found, way, or_else) if found else None


def _iso(match: re.Match[str], _: bool) -> ReadDate | None:
    return _made("plain", int(match[1]), int(match[2]), int(match[3]))


def _numbers(match: re.Match[str], day_first: bool) -> ReadDate | None:
    one, other, year = int(match[1]), int(match[3]), _year(match[4])
    day, month = (one, other) if day_first else (other, one)
    swapped = _calendar(year, day, month) if day != month else None
    return _made("day first" if day_first else "month first", year, month, day, or_else=swapped)


def _day_word_year(match: re.Match[str], _: bool) -> ReadDate | None:
    return _made("plain", _year(match[3]), _month(match[2]), int(match[1]))


def _word_day_year(match: re.Match[str], _: bool) -> ReadDate | None:
    return _made("plain", int(match[3]), _month(match[1]), int(match[2]))


def _word_year(match: re.Match[str], _: bool) -> ReadDate | None:
    return _made("month", _year(match[2]), _month(match[1]))


def _year_month(match: re.Match[str], _: bool) -> ReadDate | None:
    return _made("month", int(match[1]), int(match[2]))


def _month_year(match: re.Match[str], _: bool) -> ReadDate | None:
    return _made("month", int(match[2]), int(match[1]))


def _serial(match: re.Match[str], _: bool) -> ReadDate | None:
    number = int(match[1])
    if not EXCEL_FIRST <= number <= EXCEL_LAST:
        return None
    return ReadDate(date(1899, 12, 30) + timedelta(days=number), "serial")


def _digits(match: re.Match[str], _: bool) -> ReadDate | None:
    return _made("digits", int(match[1]), int(match[2]), int(match[3]))


_Read = Callable[[re.Match[str], bool], ReadDate | None]
_FORMS: tuple[tuple[re.Pattern[str], _Read], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"([0-9]{{4}})[-/.]{_D}[-/.]{_D}{_TIME}(?:Z|[+-][0-9]{{2}}:?[0-9]{{2}})?", _iso),
        (rf"{_D}([-/.]){_D}\2{_Y}{_TIME}", _numbers),
        (rf"{_D}(?:st|nd|rd|th)?[ /-]*{_W}[ ,/-]*{_Y}{_TIME}", _day_word_year),
        (rf"{_W} *{_D}(?:st|nd|rd|th)?,? +([0-9]{{4}}){_TIME}", _word_day_year),
        (rf"{_W}[ ,/'’-]*{_Y}", _word_year),
        (r"([0-9]{4})-([0-9]{1,2})", _year_month),
        (r"([0-9]{1,2})[-/]([0-9]{4})", _month_year),
        (r"([0-9]{4})([0-9]{2})([0-9]{2})", _digits),
        (r"([0-9]{5})(?:\.[0-9]+)?", _serial),
    )
)
