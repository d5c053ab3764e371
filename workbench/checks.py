"""What is asked of anything that people type, before it is kept."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from nhs_number.validate import is_valid

from workbench.errors import BadInput

LONGEST_LINE = 200
LONGEST_TEXT = 10_000
YEARS = range(1900, 2120)
"""The years that a day here can be in."""
NEAR = 0.7
"""How like a word has to be to what was typed before it is offered (1: the same; see difflib)."""
READABLE = 8
"""How many words are listed in a sentence where they can be found elsewhere too."""
LENGTH_OF_A_DAY = len("2025-03-01")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ud800-\udfff]")
_ID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_ODD_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " "))
_BETWEEN = "[ .\\-\u2010-\u2015]{1,2}"  # spaces, points and dashes as word processors write them
_TEN_DIGITS = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?:\d{{10}}|\d{{3}}{_BETWEEN}\d{{7}}|\d{{3}}{_BETWEEN}\d{{3}}{_BETWEEN}\d{{4}})(?!\d)(?!\.\d)"
)


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
    article = "an" if what[0] in "aeiou" else "a"
    raise BadInput(f"‘{word}’ is not {article} {what} that the workbench knows. {nearest(str(word), words)}")


def nearest(word: str, words: Iterable[str], *, otherwise: str = "") -> str:
    """A sentence that offers the nearest known word, or else all of them.

    Where they are too many to read, it is `otherwise`: a sentence that says where they stand.
    """
    words = list(words)
    folded = {known.casefold(): known for known in words}
    if close := difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=NEAR):
        return f"Did you mean ‘{folded[close[0]]}’?"
    if otherwise and len(words) > READABLE:
        return otherwise
    return f"Choose one of: {', '.join(words)}."


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
    """A date: given as one, as a moment (of which the day is taken), or as the ISO text of either.

    A pandas Timestamp and a numpy datetime64 are moments too. Raises `BadInput`, naming `what`, for anything else,
    and for a year that can only be a slip of the keyboard.
    """
    found = _as_day(value)
    if found is None:
        raise BadInput(f"{what} has to be a date such as 2025-03-01, not ‘{value}’.")
    if found.year not in YEARS:
        raise BadInput(f"{what} is in the year {found.year}, where one from {YEARS[0]} to {YEARS[-1]} is expected.")
    return found


def _as_day(value: object) -> date | None:
    try:
        if isinstance(value, datetime):
            return date(value.year, value.month, value.day)
        if isinstance(value, date):
            return value
        if isinstance(value, str) or type(value).__name__ == "datetime64":
            text = str(value).strip()
            return date.fromisoformat(text) if len(text) <= LENGTH_OF_A_DAY else datetime.fromisoformat(text).date()
    except (TypeError, ValueError):  # pandas' NaT is a moment without a day
        return None
    return None


def nhs_numbers_at(text: str) -> list[tuple[int, int]]:
    """Where the pieces of text begin and end, in order, that could be a patient's NHS number.

    Ten digits, together or in groups of three, three and four, whose check digit is right (and not one digit ten
    times over). Chance alone makes about one ten-digit text in eleven look like one, so this is for asking, never
    for refusing. The ids of our own records are passed over.
    """
    found = []
    for match in _TEN_DIGITS.finditer(evenly_spaced(without_ids(text))):
        digits = re.sub(r"\D", "", match.group())
        if len(set(digits)) > 1 and is_valid(digits):
            found.append(match.span())
    return found


def without_ids(text: str) -> str:
    """The text with the ids of our own records blanked out, everything else in its place."""
    return _ID.sub(lambda found: " " * len(found[0]), text)


def evenly_spaced(text: str) -> str:
    """The text with a plain space for each thin, hard or wide one, everything in its place."""
    return text.translate(_ODD_SPACES)


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
