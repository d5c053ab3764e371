"""What one value in a file says of an element or a connection, in the words of a map.

Every reader here takes a value as a format found it (text, a number, a date, a truth value or a list of these).
It returns what a map can hold, or None where the file says nothing; what cannot be held as it stands is told, and
kept beside. It raises `Unclear` where the row cannot be used at all.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from workbench import checks
from workbench.exchange import synonyms
from workbench.networks import cells

FURTHEST: Final = 1e6
"""Pixels from the middle of a drawing, as `workbench.mapping.fields` has it."""
MOST_SENTENCES: Final = 60
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")


class Unclear(ValueError):
    """A row cannot be used; the message says why, and reads on from the row's place and a colon."""


@dataclass
class Told:
    """What has to be said about how a file was understood: one sentence a matter, with where it was."""

    _places: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def tell(self, matter: str, where: str) -> None:
        """Note a matter, a sentence without its full stop, and one place of it."""
        self._places[matter].append(where)

    def sentences(self) -> list[str]:
        """A sentence a matter, in the order told; where there are too many, the last one counts the rest."""
        said = []
        for matter, places in self._places.items():
            more = f" and {len(places) - 1:,} more" if len(places) > 1 else ""
            said.append(f"{matter} ({places[0]}{more}).")
        if len(said) > MOST_SENTENCES:
            rest = len(said) - MOST_SENTENCES
            said = [
                *said[:MOST_SENTENCES],
                f"There {'is 1 more remark' if rest == 1 else f'are {rest:,} more remarks'} like these.",
            ]
        return said


@dataclass
class Context:
    """The row that is being read: its place, where to tell things, and what is kept `beside`, for its note.

    `misread` are words that were not understood, each after what it should have been ("sector").
    """

    where: str
    told: Told
    beside: list[str] = field(default_factory=list)
    misread: list[tuple[str, str]] = field(default_factory=list)

    def tell(self, matter: str) -> None:
        """Note a matter about this row."""
        self.told.tell(matter, self.where)

    def keep(self, what: str, text: str) -> None:
        """Keep a text of the file that the map has no word for; a new part gets it in its note."""
        self.beside.append(f"{what}: {text}")

    def text(self, value: Any) -> str:
        """The value as text, its spaces and lines as they are; "" where there is none.

        A number is written as people write it. Control characters, which no program shows, are taken off and told.
        Raises `Unclear` for a list or an object.
        """
        written = as_text(value).replace("\r\n", "\n").replace("\r", "\n")
        cleaned = _NOT_TEXT.sub("", written)
        if cleaned != written:
            self.tell("Control characters, which cannot be shown, were taken off")
        return cleaned


def as_text(value: Any) -> str:
    """A single value as text. Raises `Unclear` for a list or an object."""
    if value is None or isinstance(value, str):
        return str(value or "")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"  # as spreadsheets show it
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int) and value.bit_length() > 4000:
        raise Unclear("a number in it has more than a thousand digits; correct it")
    if isinstance(value, int | float | timedelta):
        return str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else str(value)
    raise Unclear("a list or an object stands where words were expected; write words there")


def short(text: str, most: int = 40) -> str:
    """A text as it is quoted in a sentence: on one line, and cut where it is long."""
    line = " ".join(text[: most * 4].split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


Reader = Callable[[Context, Any], Any]


def line(what: str, *, longest: int = checks.LONGEST_LINE) -> Reader:
    """A reader of a name; what is longer than a map holds is shortened, told, and kept whole beside."""

    def read(context: Context, value: Any) -> str | None:
        text = context.text(value)
        if not text.strip():
            return None
        if len(text) > longest:
            context.tell(f"{what} of more than {longest} characters was shortened, and the whole of it put in the note")
            context.keep(f"{what} in full", text)
        return shortened(text, longest)

    return read


def paragraph(context: Context, value: Any) -> str | None:
    """A note; what is longer than a map holds is shortened and told."""
    text = context.text(value)
    if len(text) > checks.LONGEST_TEXT:
        context.tell(f"A note of more than {checks.LONGEST_TEXT:,} characters was cut there")
    return shortened(text) if text.strip() else None


def shortened(text: str, longest: int = checks.LONGEST_TEXT) -> str:
    """A text within its longest, with an ellipsis where it was cut."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def word(what: str, known: Mapping[str, Any], *, fold: Callable[[str], str] = synonyms.folded) -> Reader:
    """A reader of one of the known words; another one is told and kept beside."""

    def read(context: Context, value: Any) -> Any:
        text = context.text(value)
        if not text.strip():
            return None
        found = known.get(fold(text))
        if found is None:
            context.tell(f"‘{short(text)}’ is no {what} that a map has, so it was put in the note instead")
            context.keep(what.capitalize(), text)
            context.misread.append((what, short(text)))
        return found

    return read


def several(what: str, known: Mapping[str, str]) -> Reader:
    """A reader of several of the known words: a list, or a text in which they are divided by | or ;."""

    def read(context: Context, value: Any) -> list[str] | None:
        given = (
            list(value) if isinstance(value, list | tuple | set | frozenset) else re.split(r"[|;]", context.text(value))
        )
        found, others = [], []
        for one in given:
            text = context.text(one)
            if text.strip():
                (found if synonyms.folded(text) in known else others).append(text)
        for other in others:
            context.tell(f"‘{short(other)}’ is no {what} that a map has, so it was put in the note instead")
            context.misread.append((what, short(other)))
        if others:
            context.keep(f"{what.capitalize()}s", ", ".join(others))
        return list(dict.fromkeys(known[synonyms.folded(text)] for text in found)) or None

    return read


def strength(context: Context, value: Any) -> int | None:
    """A strength from 0 to 5: a number, rounded and told if it has decimals, or its word."""
    text = context.text(value).strip()
    if not text:
        return None
    number = _number(text)
    if number is None:
        return word("strength", synonyms.STRENGTHS)(context, text)
    if not 0 <= number <= 5:
        context.tell("A strength that is not from 0 to 5 was left open and put in the note instead")
        context.keep("Strength", text)
        context.misread.append(("strength", short(text)))
        return None
    whole = math.floor(number + 0.5) if number >= 1 else math.ceil(number)
    if whole != number:
        context.tell("A strength with decimals was rounded")
    return whole


def yes_or_no(what: str) -> Reader:
    """A reader of yes or no, in its usual forms; another word is told and kept beside."""

    def read(context: Context, value: Any) -> bool | None:
        text = context.text(value)
        try:
            return cells.yes_or_no(text)
        except cells.CellError:
            context.tell(f"{what}: ‘{short(text)}’ is neither yes nor no, so it was put in the note instead")
            context.keep(what, text)
            return None

    return read


def coordinate(context: Context, value: Any) -> float | None:
    """A place along one side of the drawing, in pixels; what is no number, or too far out, is told and left open."""
    text = context.text(value).strip()
    if not text:
        return None
    number = float(value) if isinstance(value, float) else _number(text)
    if number is None or not abs(number) < FURTHEST:
        context.tell("A place on the drawing that is no number within a million pixels was left open")
        return None
    return number


def day(context: Context, value: Any) -> date | None:
    """A day in any usual form, day first. Raises `Unclear` for anything else."""
    if isinstance(value, datetime):
        return day(context, value.date())
    text = value if isinstance(value, date) else context.text(value).strip()
    if not text:
        return None
    if isinstance(text, str) and re.match(r"\d{4}-\d\d-\d\d[T ]", text):
        text = text[:10]
    try:
        return cells.day_or_none(text)
    except (cells.CellError, ValueError):
        raise Unclear(f"‘{short(as_text(value))}’ is not a day; write it as 2025-03-01") from None


def _number(text: str) -> float | None:
    return float(text) if len(text) < 60 and _NUMBER.fullmatch(text) else None


ELEMENT: Final[Mapping[str, Reader]] = {
    "label": line("A name"),
    "kind": word("kind of element", synonyms.ELEMENT_KINDS),
    "sector": word("sector", synonyms.SECTORS),
    "organisation": line("An organisation"),
    "note": paragraph,
    "themes": several("theme", synonyms.THEMES),
    "seen_as": several("mark", synonyms.SEEN_AS),
    "size": word("size", synonyms.SIZES),
    "pinned": yes_or_no("Whether it is pinned"),
    "x": coordinate,
    "y": coordinate,
    "valid_from": day,
    "valid_to": day,
}
CONNECTION: Final[Mapping[str, Reader]] = {
    "kind": word("kind of connection", synonyms.CONNECTION_KINDS),
    "direction": word("direction", synonyms.DIRECTIONS),
    "strength": strength,
    "sign": word("sign", synonyms.SIGNS, fold=lambda text: text.strip().casefold()),
    "delay": yes_or_no("Whether it takes a while"),
    "themes": several("theme", synonyms.THEMES),
    "said_by": line("Who said so"),
    "sure": word("degree of certainty", synonyms.CONFIDENCE),
    "note": paragraph,
    "valid_from": day,
    "valid_to": day,
}
ELEMENT_DEFAULTS: Final[Mapping[str, Any]] = {
    "kind": "factor",
    "sector": None,
    "organisation": "",
    "note": "",
    "themes": [],
    "seen_as": [],
    "size": "usual",
    "pinned": False,
    "x": None,
    "y": None,
}
"""What is taken for a new element where the file says nothing."""
CONNECTION_DEFAULTS: Final[Mapping[str, Any]] = {
    "kind": "influences",
    "direction": "one way",
    "strength": 3,
    "sign": None,
    "delay": False,
    "themes": [],
    "said_by": "",
    "sure": None,
    "note": "",
}
"""What is taken for a new connection where the file says nothing."""
