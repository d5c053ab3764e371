"""What is asked of everything that is said in a challenge, before it is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from workbench import checks
from workbench.errors import BadInput
from workbench.fields import as_day
from workbench.words import long_date

AREA: Final = "challenge"
LONGEST_SENTENCE: Final = 500
"""So many characters what is a sentence rather than a name may have, on its one line."""


def optional_line(what: str) -> Callable[[Any], str]:
    """A reader of a line that may be empty."""
    return lambda value: checks.line(value, what, required=False)


def sentence(what: str) -> Callable[[Any], str]:
    """A reader of one longer line that is wanted."""
    return lambda value: checks.line(value, what, longest=LONGEST_SENTENCE)


def text(what: str) -> Callable[[Any], str]:
    """A reader of text that may have several lines, or none."""
    return lambda value: checks.paragraph(value, what)


def happened(value: date | str | None, what: str, *, today: date, after: date | None = None, since: str = "") -> date:
    """A day on which something happened, today for none.

    Raises `BadInput`, naming `what`, for one to come, and for one before `after`, of which `since` says what it is.
    """
    day = as_day(value) or today
    if day > today:
        raise BadInput(f"{what} cannot be {long_date(day)}, which is yet to come. Change the day.")
    if after is not None and day < after:
        raise BadInput(f"{what} cannot be {long_date(day)}: {since} {long_date(after)}. Change the day.")
    return day
