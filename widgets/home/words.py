"""Small words that the home page's sentences are put together from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workbench.measures.reading import MONTHS

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def many(count: int, one: str, more: str | None = None) -> str:
    """The count in figures with its word: "1 story", "1,260 networks"."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def in_words(count: int, one: str, more: str | None = None) -> str:
    """The same with numbers up to ten in words: "two actions", "no action"."""
    number = _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
    return f"{number} {one if count < 2 else more or one + 's'}"


def listed(parts: Sequence[str], *, last: str = "and") -> str:
    """The parts as people list them: "a", "a and b", "a, b and c" (or with another `last` word); "" for none."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}" if parts else ""


def day_and_month(day: date, *, today: date) -> str:
    """A date as people say it: "23 April", with its year unless that is this one."""
    said = f"{day.day} {MONTHS[day.month - 1]}"
    return said if day.year == today.year else f"{said} {day.year}"


def ago(day: date, *, today: date) -> str:
    """How long ago: "today", "yesterday", "12 days ago", "5 weeks ago"."""
    days = (today - day).days
    if days < 2:
        return "yesterday" if days == 1 else "today"
    return f"{days} days ago" if days < 28 else f"{days // 7} weeks ago"


def sentence(text: str) -> str:
    """The text with a capital at its beginning and a full stop at its end; "" stays so."""
    return f"{text[0].upper()}{text[1:]}{'' if text.endswith(('.', '?')) else '.'}" if text else ""
