"""Days and counts as the page of a challenge says them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from workbench.words import MONTHS, as_title, listed

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def weekday(day: date, *, today: date) -> str:
    """A day to come or just past, as people say it: “Thursday 4 June”, with its year unless that is this one."""
    said = f"{_WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return said if day.year == today.year else f"{said} {day.year}"


def how_far(day: date, *, today: date) -> str:
    """How far a day is: “in 13 days”, “tomorrow”, “today”, “yesterday”, “3 days ago”."""
    days = (day - today).days
    if abs(days) < 2:
        return ("yesterday", "today", "tomorrow")[days + 1]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def in_words(count: int, one: str, more: str = "") -> str:
    """A count with its word, up to ten in words: “two tasks”, “no task”, “12 tasks”."""
    number = _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
    return f"{number} {one if count < 2 else more or one + 's'}"


def days_named(days: Sequence[int]) -> str:
    """Days of a challenge: “day 25”, “days 25, 50 and 75”; "" for none."""
    return f"day{'s' if len(days) > 1 else ''} {listed([str(day) for day in days])}" if days else ""


def sentence(text: str) -> str:
    """The text with a capital at its beginning and a full stop at its end; "" stays so."""
    return f"{text[0].upper()}{text[1:]}{'' if text.endswith(('.', '?', '…')) else '.'}" if text else ""


def quoted(text: str, longest: int = 70) -> str:
    """What people typed, in quotation marks, shortened at a space where it is long."""
    line = as_title(text.strip())
    if len(line) > longest:
        line = f"{line[:longest].rsplit(' ', 1)[0].rstrip(' ,;:')}…"
    return f"“{line}”"
