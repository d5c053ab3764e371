"""What is asked of anything that people type, before it is kept."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from datetime import date

from nhs_number.validate import is_valid

from workbench.errors import BadInput

LONGEST_LINE = 200
LONGEST_TEXT = 10_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ud800-\udfff]")
_ID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_TEN_DIGITS = re.compile(r"(?<![\d.,])\d(?:[ \-]?\d){9}(?![\d]|[.,]\d)")


def line(text: object, what: str, *, required: bool = True, longest: int = LONGEST_LINE) -> str:
    """One line of text, trimmed, its spaces made single. Raises `BadInput`, naming `what`, if it is none."""
    cleaned = " ".join(_typed(text, what).split())
    return _measured(cleaned, what, required=required, longest=longest)


def paragraph(text: object, what: str, *, required: bool = False, longest: int = LONGEST_TEXT) -> str:
    """Text that may have several lines, trimmed. Raises `BadInput`, naming `what`, if it is none."""
    return _measured(
        _typed(text, what).replace("\r\n", "\n").strip(),
        what,
        required=required,
        longest=longest,
    )


def chosen(word: object, words: Sequence[str], what: str) -> str:
    """One of these words. Raises `BadInput` with the nearest one."""
    if isinstance(word, str) and word in words:
        return word
    raise BadInput(f"‘{word}’ is not a {what} that the workbench knows. {nearest(str(word), words)}")


def nearest(word: str, words: Iterable[str]) -> str:
    """A sentence that offers the nearest known word, or all of them."""
    words = list(words)
    close = difflib.get_close_matches(word.lower(), words, n=1)
    return f"Did you mean ‘{close[0]}’?" if close else f"Choose one of: {', '.join(words)}."


def whole(number: object, what: str, *, lowest: int, highest: int) -> int:
    """A whole number between the two, both included. Raises `BadInput`, naming `what`, if it is none."""
    if isinstance(number, int) and not isinstance(number, bool) and lowest <= number <= highest:
        return number
    raise BadInput(f"{what} has to be a whole number from {lowest} to {highest}, not ‘{number}’.")


def yes_or_no(value: object, what: str) -> bool:
    """True or False as such. Raises `BadInput`, naming `what`, for anything else."""
    if isinstance(value, bool):
        return value
    raise BadInput(f"{what} is either there or not: yes or no, not ‘{value}’.")


def day(value: object, what: str) -> date:
    """A date, or the ISO text of one. Raises `BadInput`, naming `what`, if it is none."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise BadInput(f"{what} has to be a date such as 2025-03-01, not ‘{value}’.") from None


def possible_nhs_numbers(text: str) -> list[str]:
    """The pieces of text that could be a patient's NHS number, as they were typed.

    Ten digits, perhaps spaced, whose check digit is right (and not one digit ten times over). Chance alone
    makes about one ten-digit text in eleven look like one, so this is for asking, never for refusing. The ids of
    our own records are passed over.
    """
    found = []
    for match in _TEN_DIGITS.finditer(_ID.sub(" ", text)):
        digits = re.sub(r"\D", "", match.group())
        if len(set(digits)) > 1 and is_valid(digits):
            found.append(match.group())
    return found


def _typed(text: object, what: str) -> str:
    if not isinstance(text, str):
        raise BadInput(f"{what} has to be text, not {type(text).__name__}.")
    return _CONTROL.sub("", text)


def _measured(cleaned: str, what: str, *, required: bool, longest: int) -> str:
    if required and not cleaned:
        raise BadInput(f"{what} is empty. Type something first.")
    if len(cleaned) > longest:
        raise BadInput(f"{what} has {len(cleaned):,} characters; {longest:,} is the most. Shorten it a little.")
    return cleaned
