"""Words that may say who somebody is, so that they can be pointed out before they are kept.

Nothing here refuses anything: a person reads the sentence and decides. How much is found of each kind, and how often
it cries wolf, is measured in docs/identifying.md. Sources of the rules: the check digit of an NHS number (NHS Data
Dictionary), the structure and the areas of postcodes (Royal Mail's PAF guide), the national number groups (Ofcom).
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from numbers import Integral
from typing import Final

from workbench import checks, postcodes
from workbench.words import counted, listed

KINDS: Final = ("NHS number", "date of birth", "postcode", "phone number", "e-mail address")
TOO_LARGE: Final = 10**20
"""A number from here on is none that anybody was given: it is not written out, which for a huge one takes long."""
LONG_AGO: Final = 2000
"""A full date before this year, with nothing said of a foundation or a law, can hardly be anything but a birth."""
_NEAR_BEFORE: Final = 40  # characters between “born” and the date that it speaks of
_EMAIL: Final = re.compile(
    r"(?<![\w.+%'-])[\w+%'-]+(?:\.[\w+%'-]+)*@\w(?:[\w-]*\w)?(?:\.\w(?:[\w-]*\w)?)*\.[^\W\d_]{2,24}(?![\w@])"
)

_GAP: Final = "[ .\\-\u2010-\u2015]{1,2}"  # as word processors write what stands between groups
_PHONE: Final = re.compile(
    rf"(?<![\w+])(?<!\d[.,/:\-])(?:(?:\+|00) ?44(?:{_GAP})?(?:\(0\) ?)?|(?P<national>\(?0))"
    rf"(?P<rest>\d{{1,10}}(?:(?:{_GAP}\(?|\)(?:{_GAP})?|\()\d{{2,8}}){{0,4}})(?!\d)(?![.,]\d)",
    re.ASCII,
)
_NINE_DIGITS: Final = re.compile(r"1[2-9]\d{7}|800\d{6}|500\d{6}")  # the few numbers that are a digit shorter
_REFERENCE: Final = re.compile(
    r"\b(?:order|ref|reference|invoice|serial|ticket|job|batch|account|stock|asset|purchase|code)s?"
    r"(?: (?:no|nr|number|code|id))?[.:#]*[ \u00a0]*(?:is |was |of )?[ \u00a0]*(?:no\.? ?|number |#)?[“\"'‘(]?$",
    re.IGNORECASE,
)

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR: Final = r"(?P<year>(?:1[89]|20)\d\d|['’]?\d\d)"
_DATES: Final = tuple(
    re.compile(rf"(?<![\w/])(?<!\d[.,\-])(?:{form})(?![\w/])(?![.,\-]\d)", re.IGNORECASE | re.ASCII)
    for form in (
        rf"(?P<day>\d{{1,2}})[ ]?(?:st|nd|rd|th)?[ ,.\-/]{{0,2}}(?:of )?{_MONTH}[ ,.\-/]{{0,2}}{_YEAR}",
        rf"{_MONTH}[ .\-]{{1,2}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ ,]{{1,2}}{_YEAR}",
        rf"(?P<day>\d{{1,2}}) ?(?P<mark>[/.\-\u2010-\u2015 ]) ?(?P<month>\d{{1,2}}) ?(?P=mark) ?{_YEAR}",
        r"(?P<year>(?:1[89]|20)\d\d) ?(?P<mark>[/.\-\u2010-\u2015]) ?(?P<month>\d\d) ?(?P=mark) ?(?P<day>\d\d)",
        r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>(?:19|20)\d\d)",
    )
)
_BIRTH: Final = r"(?:\bborn\b|\bb\.(?= ?\d)|\bd\.? ?o\.? ?b\b|\b(?:date|day|year)s? of birth\b|\bbirth ?(?:date|day)\b)"
_BORN: Final = re.compile(_BIRTH, re.IGNORECASE)
_BORN_THEN: Final = re.compile(rf"[ ,(\[–-]{{0,3}}(?:is (?:his|her|their|the) )?{_BIRTH}", re.IGNORECASE)
_INITIALS: Final = re.compile(r"\bb$|o\. ?b$", re.IGNORECASE)
_NOT_A_PERSON: Final = re.compile(
    r"\b(?:idea|project|prototype|programme|group|team|service|plan|network|pathway|club|scheme|surgery|practice|"
    r"clinic|hub|charity|meeting)\b[^.;\n]{0,30}\bborn (?:on|in)?[^.;\n]{0,12}$|"
    r"\bborn (?:on or )?(?:before|after|between|since|from)\b[^.;\n]{0,30}$",
    re.IGNORECASE,
)
_BEGAN: Final = re.compile(
    r"\b(?:open|found|establish|buil|set ?up|creat|form|began|begun|start|launch|introduc|law|act|since|dated|pass)",
    re.IGNORECASE,
)
_ENDS_A_SENTENCE: Final = re.compile(r"[.!?;]\s|\n")


@dataclass(frozen=True)
class Finding:
    """A piece of a text, `text[start:end]`, that looks like one of the `KINDS`."""

    kind: str
    start: int
    end: int


def find(text: object) -> list[Finding]:
    """What in a text may say who somebody is: none overlaps another, in the order of the text; empty for nothing.

    The work grows with the length of the text, whatever is in it. A cell of a table may be no text: a whole number is
    read by its digits (9434765919.0 too, as pandas writes it beside an empty cell), and `start` and `end` are of those;
    in anything else, such as None, NaN, a day, True, bytes or a list, nothing is found.

    An NHS number has ten digits with the right check digit, together or in the usual groups; the ids of our own
    records are passed over. A date of birth is a full date near “born” or the like, or one before `LONG_AGO`. A
    postcode is a full one, of an area that exists. A phone number begins with 0, +44 or 0044.
    """
    text = _written(text)
    blanked = checks.evenly_spaced(checks.without_ids(text))
    taken = _Taken(len(text))
    found: list[Finding] = []
    for kind, spans in (
        ("e-mail address", (match.span() for match in _EMAIL.finditer(blanked))),
        ("NHS number", checks.nhs_numbers_at(text)),
        ("phone number", _phone_numbers(blanked)),
        ("date of birth", _dates_of_birth(blanked)),
        ("postcode", _postcodes(blanked)),
    ):
        for start, end in spans:
            if taken.take(start, end):
                found.append(Finding(kind, start, end))
    return sorted(found, key=lambda finding: finding.start)


def _written(value: object) -> str:
    """A text as it is, a whole number by its digits, and "" for whatever else a cell may hold."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, Integral) or abs(int(value)) >= TOO_LARGE:
        return ""
    return str(int(value))


class _Taken:
    """Which characters of a text belong to something that was found: asked in no more time for many than for few."""

    def __init__(self, length: int) -> None:
        self._characters = bytearray(length)

    def any(self, start: int, end: int) -> bool:
        return self._characters.find(1, start, end) >= 0

    def take(self, start: int, end: int) -> bool:
        """Whether all of them were free; they are not from now on."""
        if self.any(start, end):
            return False
        self._characters[start:end] = b"\x01" * (end - start)
        return True


def sentence(finding: Finding, text: object) -> str:
    """What was found in a text (or a number, see `find`), why it does not belong there and what to do."""
    words = _written(text)[finding.start : finding.end]
    return f"“{words}” could be somebody’s {finding.kind}. {WHY[finding.kind]}"


WHY: Final = {
    "NHS number": "No patient’s identity belongs in the workbench: please take it out, unless it is something else.",
    "date of birth": "With it, somebody can be told from everybody else: say how old they are, if that matters, "
    "or keep it if it is another day.",
    "postcode": "A full one leads to a few front doors: leave out its last part, or keep it if it is where a service "
    "is rather than where somebody lives.",
    "phone number": "Nobody’s own number belongs here: say where it can be found instead, or keep it if it is a "
    "number for everybody.",
    "e-mail address": "It says who somebody is: name their role instead, or keep it if it is an address for everybody.",
}
"""Why each kind does not belong in what a set keeps, and what to do about it."""


class IdentifyingWarning(UserWarning):
    """Something that was taken in, and kept, may say who somebody is; it says in which row and column."""


@dataclass(frozen=True)
class Place:
    """Where in a table something was found: its `kind`, the row as people call it, and the column."""

    kind: str
    where: str
    column: str

    def __str__(self) -> str:
        return f"{self.column}, {self.where}" if self.column else self.where


def places(rows: Iterable[tuple[str, Mapping[str, object]]]) -> list[Place]:
    """What is found in the texts of rows, each given as what it is called and its cells by column; in their order."""
    return [
        Place(finding.kind, where, column)
        for where, cells in rows
        for column, text in cells.items()
        if isinstance(text, str)
        for finding in find(text)
    ]


def told(found: Iterable[Place], *, most: int = 3) -> str:
    """What was found and where, as a sentence that names rows and columns; "" for nothing."""
    by_kind: dict[str, list[Place]] = {}
    for place in found:
        by_kind.setdefault(place.kind, []).append(place)
    said = []
    for kind, here in by_kind.items():
        at = list(dict.fromkeys(map(str, here)))
        more = f" and {len(at) - most:,} more" if len(at) > most else ""
        said.append(f"{counted(len(here), kind, _MANY.get(kind, ''))} ({'; '.join(at[:most])}{more})")
    return f"{listed(said)} could be somebody’s." if said else ""


def warn_of(rows: Iterable[tuple[str, Mapping[str, object]]], *, what: str, stacklevel: int = 3) -> None:
    """Warn whoever runs a script of what is found in rows that are kept; see `places`. `what` names the table."""
    if said := told(places(rows)):
        warnings.warn(
            f"In {what}, {said} All of it was kept: take it out, unless it is something else.",
            IdentifyingWarning,
            stacklevel=stacklevel,
        )


_MANY: Final = {"date of birth": "dates of birth", "e-mail address": "e-mail addresses"}


def _phone_numbers(text: str) -> Iterator[tuple[int, int]]:
    for match in _PHONE.finditer(text):
        start, end = match.span()
        rest = match["rest"]
        digits = re.sub(r"\D", "", rest)
        groups = re.findall(r"\d+", match.group())
        if not (len(digits) == 10 or _NINE_DIGITS.fullmatch(digits)) or digits[0] not in "1235789":
            continue
        if match["national"] and (len(groups[0]) < 3 or _REFERENCE.search(text[max(0, start - 40) : start])):
            continue  # 01-02-2024 is a day, and an order has a number too
        if len(set(digits)) < 3:
            continue
        alone = match.group().startswith("(") and ")" not in match.group()  # of a bracket around more than the number
        yield start + alone, end


def _dates_of_birth(text: str) -> Iterator[tuple[int, int]]:
    taken = _Taken(len(text))
    for form in _DATES:
        for match in form.finditer(text):
            start, end = match.span()
            if taken.any(start, end):
                continue
            year = _a_day(match)
            if year is None or _NOT_A_PERSON.search(text[max(0, start - 80) : start]):
                continue
            marked = match["month"].isalpha() or match.groupdict().get("mark", " ") != " "
            long_ago = marked and len(match["year"]) == 4 and year < LONG_AGO
            if _is_a_birth(text, start, end) or (long_ago and not _BEGAN.search(_before(text, start))):
                taken.take(start, end)
                yield start, end


def _a_day(match: re.Match[str]) -> int | None:
    """The year of a full date; None if there is no such day, in either order of its day and its month."""
    named = match["month"].lower()[:3]
    month = _MONTHS.index(named) + 1 if named in _MONTHS else int(named)
    written = match["year"].lstrip("'’")
    year = int(written) if len(written) > len("61") else 2000 + int(written)
    for of_month, of_day in ((month, int(match["day"])), (int(match["day"]), month)):
        try:
            return date(year, of_month, of_day).year
        except ValueError:
            continue
    return None


def _is_a_birth(text: str, start: int, end: int) -> bool:
    return _BORN.search(_before(text, start)) is not None or _BORN_THEN.match(text, end) is not None


def _before(text: str, start: int) -> str:
    """What stands just before, of the same sentence; “d.o.b.” ends none."""
    near = text[max(0, start - _NEAR_BEFORE) : start]
    ends = [match.end() for match in _ENDS_A_SENTENCE.finditer(near) if not _INITIALS.search(near[: match.start()])]
    return near[ends[-1] :] if ends else near


def _postcodes(text: str) -> Iterator[tuple[int, int]]:
    for start, end in postcodes.at(text):
        if not _REFERENCE.search(re.sub(r"(?i)post(?:al)?[ -]?code", "        ", text[max(0, start - 40) : start])):
            yield start, end
