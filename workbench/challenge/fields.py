"""What is asked of everything that is said in a challenge, before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from workbench import checks
from workbench.errors import BadInput
from workbench.store import Record
from workbench.words import long_date

AREA: Final = "challenge"
LONGEST_SENTENCE: Final = 500
"""So many characters what is a sentence rather than a name may have, on its one line."""
Readers = Mapping[str, Callable[[Any], Any]]


def as_id(record: str | Record) -> str:
    """The id of a record that is given as itself or by its id."""
    return record if isinstance(record, str) else record.id


def as_day(value: date | str | None) -> date | None:
    """A day, or None for none; empty text stands for none. Raises `BadInput` for anything else."""
    return None if value in (None, "") else checks.day(value, "The day")


def as_text(day: date | None) -> str | None:
    """A day as ISO text; None stays None."""
    return None if day is None else day.isoformat()


def optional_line(what: str) -> Callable[[Any], str]:
    """A reader of a line that may be empty."""
    return lambda value: checks.line(value, what, required=False)


def sentence(what: str) -> Callable[[Any], str]:
    """A reader of one longer line that is wanted."""
    return lambda value: checks.line(value, what, longest=LONGEST_SENTENCE)


def text(what: str) -> Callable[[Any], str]:
    """A reader of text that may have several lines, or none."""
    return lambda value: checks.paragraph(value, what)


def read(fields: Mapping[str, Any], read_as: Readers, what: str) -> dict[str, Any]:
    """Each field as its reader gives it. Raises `BadInput` for one that has no reader, with the nearest that has."""
    for name in fields:
        if name not in read_as:
            raise BadInput(f"{what} has no ‘{name}’ to change. {checks.nearest(name, read_as)}")
    return {name: read_as[name](value) for name, value in fields.items()}


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
