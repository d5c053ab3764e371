"""What is asked of everything that is written in the log or said of a routine, before it is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from workbench import checks
from workbench.errors import BadInput
from workbench.fields import Readers
from workbench.rhythm.models import HOW_OFTEN, IDEA_STATUSES
from workbench.store import Record, Scope
from workbench.store.reader import LEVELS
from workbench.themes import chosen_themes
from workbench.words import long_date

AREA: Final = "rhythm"
LONGEST: Final = 24 * 60
"""The most minutes that a routine takes."""
_TIME: Final = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


def monday(day: object, *, today: date) -> date:
    """The Monday of the week that holds a day; of this week for None. Raises `BadInput` for what is no day."""
    given = today if day in (None, "") else checks.day(day, "The week")
    return given - timedelta(days=given.weekday())


def the_week(of: date) -> str:
    """How a week is called: "the week of 3 February 2025"."""
    return f"the week of {long_date(of)}"


def titled(of: date) -> str:
    """The same at the beginning of a sentence, and as the title of its page: "The week of 3 February 2025"."""
    return f"The {the_week(of).removeprefix('the ')}"


def past_day(given: object, scope: Scope, *, what: str) -> date:
    """A day that has come, today for None. Raises `BadInput` for one that is yet to come."""
    day = scope.today() if given in (None, "") else checks.day(given, "The day")
    if day > scope.today():
        raise BadInput(f"{long_date(day)} is yet to come, so {what} then. Choose today or an earlier day.")
    return day


def _time(value: Any) -> str:
    text = checks.line(value, "The time", required=False)
    found = _TIME.fullmatch(text)
    if text and found is None:
        raise BadInput(f"The time has to be like 09:30, not ‘{text}’.")
    return f"{int(found[1]):02d}:{found[2]}" if found else ""


def _minutes(value: Any) -> int | None:
    if value in (None, ""):
        return None
    number = int(value) if isinstance(value, str) and value.strip().isdecimal() else value
    return checks.whole(number, "How many minutes it takes", lowest=1, highest=LONGEST)


PAGE: Final[Readers] = {
    "thoughts": lambda value: checks.paragraph(value, "What we are thinking"),
    "achievements": lambda value: checks.paragraph(value, "What we got done"),
    "audience": lambda value: checks.chosen(value, LEVELS, "audience of a week"),
}
PLAN: Final[Readers] = {
    "title": lambda value: checks.line(value, "The plan"),
    "owner": lambda value: checks.line(value, "The owner", required=False),
}
IDEA: Final[Readers] = {
    "title": lambda value: checks.line(value, "The idea"),
    "note": lambda value: checks.paragraph(value, "The note"),
    "offered_by": lambda value: checks.line(value, "Who offered it", required=False),
    "status": lambda value: checks.chosen(value, IDEA_STATUSES, "status of an idea"),
    "themes": chosen_themes,
}
ROUTINE: Final[Readers] = {
    "title": lambda value: checks.line(value, "The routine"),
    "how_often": lambda value: checks.chosen(value, HOW_OFTEN, "way to say how often"),
    "place": lambda value: checks.line(value, "The place", required=False),
    "people": lambda value: checks.line(value, "Who takes part", required=False),
    "why": lambda value: checks.paragraph(value, "The reason"),
    "starts_on": lambda value: checks.day(value, "The first day"),
    "at": _time,
    "minutes": _minutes,
}


def put(row: Record, fields: Mapping[str, Any]) -> None:
    """Set fields that were read."""
    for name, value in fields.items():
        setattr(row, name, value)
