"""What one cell of a register file may hold: text, a code, a date, a yes or no.

Every reader here takes the value as the file gave it (text, a number, a date, a truth value or None) and
returns it in one form, or raises `CellError` with the end of a sentence that begins with the cell's place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

_NETWORK = re.compile(r"U\d{5}")
_ORGANISATION = re.compile(r"[A-Z0-9]{3,10}")
_DIGITS = re.compile(r"(\d{8})(?:\.0*)?")
_SPREADSHEET_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
_DATE_FORMS = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d-%m-%Y",
    "%d-%b-%Y",
    "%d %b %Y",
    "%d %B %Y",
    "%Y/%m/%d",
)
_TRUE = frozenset({"true", "t", "yes", "y", "1"})
_FALSE = frozenset({"false", "f", "no", "n", "0"})


class CellError(ValueError):
    """One cell cannot be used; the message says why, and reads on from the cell's place and a colon."""


def text(value: Any) -> str:
    """The cell as text, outer spaces dropped and inner line breaks made spaces; "" for an empty cell.

    Text is never taken for anything else: an organisation called "NA" and a code "1E5" stay as they are.
    A whole number loses the ".0" that spreadsheets add.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    found = " ".join(str(value).split())
    if found in _SPREADSHEET_ERRORS:
        raise CellError(f"the spreadsheet holds the error {found} where words were expected")
    return found


def network_code(value: Any) -> str:
    """A network's code in capitals: U and five digits. Raises `CellError` for anything else, empty too."""
    found = text(value).upper()
    if not found:
        raise CellError("the network code (U and five digits, such as U12345) is missing")
    if not _NETWORK.fullmatch(found):
        raise CellError(f"‘{_short(found)}’ is not a network code (U and five digits, such as U12345)")
    return found


def organisation_code(value: Any) -> str:
    """A practice's code in capitals, 3 to 10 letters and digits. Raises `CellError` otherwise, if empty too.

    Nearly all are a letter and five digits, but the register may list other organisations as partners.
    """
    found = text(value).upper()
    if not found:
        raise CellError("the practice code (such as A81001) is missing")
    if not _ORGANISATION.fullmatch(found):
        raise CellError(f"‘{_short(found)}’ is not a practice code (a letter and five digits, such as A81001)")
    return found


def name(value: Any) -> str:
    """A name as text. Raises `CellError` if the cell is empty."""
    found = text(value)
    if not found:
        raise CellError("the name is missing")
    return found


def day(value: Any) -> date:
    """A date from any form the register has used. Raises `CellError` for anything else, empty too.

    Accepted: 20191001 as a number, a number with decimals (20191001.0) or text; a date cell; 2019-10-01;
    and day first with slashes, dashes or the month's name. Years 1900 to 2100.
    """
    found = day_or_none(value)
    if found is None:
        raise CellError("the date is missing; a date such as 20191001 was expected")
    return found


def day_or_none(value: Any) -> date | None:
    """As `day`, but None for an empty cell."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _in_range(value, value.isoformat())
    written = text(value)
    if not written:
        return None
    digits = _DIGITS.fullmatch(written)
    forms = ("%Y%m%d",) if digits else _DATE_FORMS
    candidate = digits.group(1) if digits else re.sub(r"[T ]00:00(:00(\.0+)?)?$", "", written)
    for form in forms:
        try:
            found = datetime.strptime(candidate, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
        return _in_range(found, written)
    raise CellError(f"‘{_short(written)}’ is not a date such as 20191001")


def yes_or_no(value: Any) -> bool | None:
    """True or False from TRUE/FALSE, yes/no, Y/N or 1/0, in any case; None for an empty cell."""
    written = text(value).lower()
    if not written:
        return None
    if written in _TRUE:
        return True
    if written in _FALSE:
        return False
    raise CellError(f"‘{_short(text(value))}’ is neither TRUE nor FALSE")


Reader = Callable[[Any], Any]


def _in_range(found: date, written: str) -> date:
    if not 1900 <= found.year <= 2100:
        raise CellError(f"‘{_short(written)}’ is not a date between 1900 and 2100")
    return found


def _short(written: str) -> str:
    return written if len(written) <= 40 else written[:39] + "…"
