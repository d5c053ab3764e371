"""Which columns of a pasted table hold the dates and the values, or what values are worked out from. Never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from workbench.errors import BadInput
from workbench.measures.dates import read_date
from workbench.measures.fractions import FRACTIONS, VALUE_WORDS, Share, is_share, which_is_counted
from workbench.measures.observing import COUNTS
from workbench.measures.table import COMMAS, WHOLE, Numbered, Problem, plain_date, read_number

Column = str | int | None
"""A column by its heading (in any case) or by its number from 1; None where none is named."""

_DATE_WORDS: Final = ("date", "day", "week", "month", "period", "observed on", "when")
_NUMERATOR_WORDS: Final = frozenset({"numerator", "numerators", "num"})
_DENOMINATOR_WORDS: Final = frozenset({"denominator", "denominators", "denom", "out of"})
_THREE_DIGITS: Final = re.compile(r"[0-9]{3}(?:\.[0-9]+)?")
_WHAT: Final = {
    "dates": "the dates",
    "values": "the values",
    "numerators": "what is counted",
    "denominators": "what it is out of",
}
"""How people are told of each column."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The columns that somebody named, and what values are: `data` is one of `models.DATA`.

    `counted` and `out_of` are the measure’s own words for what is counted and out of what; columns headed by them,
    or by some of them, are known by that.
    """

    date: Column = None
    value: Column = None
    numerator: Column = None
    denominator: Column = None
    data: str = "a number"
    counted: str = ""
    out_of: str = ""

    @property
    def shares(self) -> bool:
        """Whether values may be worked out from two columns."""
        return self.data not in COUNTS


@dataclass(frozen=True, slots=True)
class Places:
    """Which columns are read, by number from 0; None for one that is not. `notes` say so if it was not plain."""

    date: int
    value: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unclear:
    """What has to be chosen first; `date` is the column of dates where that one is clear."""

    problem: Problem
    date: int | None = None


def choose(body: list[Numbered], columns: tuple[str, ...], wanted: Wanted, *, day_first: bool) -> Places | Unclear:
    """Which columns to read, or what has to be chosen first.

    Columns headed numerator and denominator are found by themselves where values may be worked out and no column of
    values was named. Of values that are one number out of another, two columns of numbers are enough: see
    `fractions.which_is_counted`. Raises `BadInput` for a column that is not there, and for one that is named twice.
    """
    named = {
        what: None if column is None else _named(columns, column)
        for what, column in (
            ("dates", wanted.date),
            ("values", wanted.value),
            ("numerators", wanted.numerator),
            ("denominators", wanted.denominator),
        )
    }
    _refuse_twice(named, columns)
    if not wanted.shares and (named["numerators"] is not None or named["denominators"] is not None):
        raise BadInput("The values of this measure are not worked out from others; choose the column of the values.")
    if len(columns) == 1:
        return Unclear(Problem(None, WHOLE, "one column", "two, the dates and the values"))
    cells = _cells(body, columns)
    taken = {place for place in named.values() if place is not None}
    at_date = named["dates"]
    if at_date is None:
        found = [place for place in _date_places(cells, columns, day_first) if place not in taken]
        if len(found) != 1:
            return Unclear(_which("dates", found, columns))
        at_date = found[0]
    share = _share(named, columns, body, at_date, wanted)
    if isinstance(share, Share):
        return _of_share(at_date, share, named["values"], columns)
    found = share or _of_value(at_date, named["values"], cells, columns, wanted)
    return Unclear(found, at_date) if isinstance(found, Problem) else found


def _cells(body: list[Numbered], columns: tuple[str, ...]) -> list[list[str]]:
    """The cells of each column in which anything stands."""
    return [[row[place] for _, row in body if place < len(row) and row[place]] for place in range(len(columns))]


def _of_share(at_date: int, share: Share, at_value: int | None, columns: tuple[str, ...]) -> Places:
    top, bottom = share.top, share.bottom
    if at_value is None:
        beside = [place for place, name in enumerate(columns) if name.casefold() in VALUE_WORDS]
        at_value = next((place for place in beside if place not in (at_date, top, bottom)), None)
    note = (
        f"Dates were read from “{columns[at_date]}”; what is counted is “{columns[top]}”, out of "
        f"“{columns[bottom]}”{share.because}."
    )
    return Places(at_date, at_value, top, bottom, (note,))


def _of_value(
    at_date: int, at_value: int | None, cells: list[list[str]], columns: tuple[str, ...], wanted: Wanted
) -> Places | Problem:
    if at_value is None:
        found = _value_places(cells, columns, at_date)
        if len(found) > 1 and wanted.data in FRACTIONS:
            found = [place for place in found if is_share(columns[place], cells[place])] or found
            if len(found) > 1:
                return _which("numerators", found, columns)
        if columns[0] == "column 1" and _cut_in_two(cells, found):
            return Problem(None, WHOLE, "numbers that may be cut in two at a comma", COMMAS)
        if len(found) != 1:
            return _which("values", found, columns)
        at_value = found[0]
    plain = len(columns) == 2 and at_date == 0
    note = f"Dates were read from “{columns[at_date]}”, values from “{columns[at_value]}”."
    return Places(at_date, at_value, notes=() if plain else (note,))


def _share(
    named: dict[str, int | None], columns: tuple[str, ...], body: list[Numbered], at_date: int, wanted: Wanted
) -> Share | Problem | None:
    """The columns of numerators and denominators; None if values are read as they stand."""
    top, bottom = named["numerators"], named["denominators"]
    asked = top is not None or bottom is not None
    if not wanted.shares or (named["values"] is not None and not asked):
        return None
    taken = {at_date, top, bottom, named["values"]}
    if top is None:
        top = _headed(columns, _NUMERATOR_WORDS, taken)
    if bottom is None:
        bottom = _headed(columns, _DENOMINATOR_WORDS, taken)
    if top is not None and bottom is not None:
        return Share(top, bottom)
    cells = _cells(body, columns)
    left = [place for place in _value_places(cells, columns, at_date) if place not in {*taken, top, bottom}]
    left = [place for place in left if not is_share(columns[place], cells[place])]
    if (asked or wanted.data in FRACTIONS) and (top is not None or bottom is not None) and len(left) == 1:
        return Share(left[0], bottom) if bottom is not None else Share(top or 0, left[0])
    if not asked:
        return _of_two(left, columns, body, wanted) if wanted.data in FRACTIONS and len(left) == 2 else None
    left = [place for place in range(len(columns)) if place not in taken]
    return _which("denominators" if bottom is None else "numerators", left, columns)


def _of_two(left: Sequence[int], columns: tuple[str, ...], body: list[Numbered], wanted: Wanted) -> Share:
    first, second = left
    pairs = [(row[first], row[second]) for _, row in body if max(left) < len(row)]
    return which_is_counted(
        (first, second), columns, pairs, data=wanted.data, counted=wanted.counted, out_of=wanted.out_of
    )


def _headed(columns: tuple[str, ...], words: frozenset[str], taken: set[int | None]) -> int | None:
    """The one column that is headed by one of these words; None if there is none, or several."""
    found = [place for place, name in enumerate(columns) if place not in taken and name.casefold() in words]
    return found[0] if len(found) == 1 else None


def _refuse_twice(named: dict[str, int | None], columns: tuple[str, ...]) -> None:
    seen: dict[int, str] = {}
    for what, place in named.items():
        if place is not None and place in seen:
            raise BadInput(
                f"The column “{columns[place]}” cannot hold both {_WHAT[seen[place]]} and {_WHAT[what]}; choose two."
            )
        if place is not None:
            seen[place] = what


def _named(columns: tuple[str, ...], wanted: str | int) -> int:
    if isinstance(wanted, int):
        if 1 <= wanted <= len(columns):
            return wanted - 1
        raise BadInput(f"There is no column {wanted}; what was pasted has {len(columns)}.")
    places = [place for place, name in enumerate(columns) if name.casefold() == wanted.strip().casefold()]
    if len(places) == 1:
        return places[0]
    listed = ", ".join(f"“{name}”" for name in columns)
    if places:
        raise BadInput(f"The heading “{wanted}” stands over {len(places)} columns; choose by number from 1.")
    raise BadInput(f"There is no column “{wanted}”; the columns are {listed}.")


def _date_places(cells: list[list[str]], columns: tuple[str, ...], day_first: bool) -> list[int]:
    """The columns that may hold the dates: written dates before bare numbers that may be dates."""
    plain = [place for place, column in enumerate(cells) if _mostly(column, plain_date)]
    found = plain or [
        place
        for place, column in enumerate(cells)
        if _mostly(column, lambda cell: read_date(cell, day_first=day_first) is not None)
    ]
    if len(found) > 1:
        found = [place for place in found if columns[place].casefold().startswith(_DATE_WORDS)] or found
    if len(columns) == 2 and len(found) != 1:
        return [0]
    return found


def _value_places(cells: list[list[str]], columns: tuple[str, ...], at_date: int) -> list[int]:
    if len(columns) == 2:
        return [1 - at_date]
    found = [
        place
        for place, column in enumerate(cells)
        if place != at_date and any(read_number(cell) is not None for cell in column)
    ]
    if len(found) > 1:
        return [place for place in found if columns[place].casefold() in VALUE_WORDS] or found
    return found


def _cut_in_two(cells: list[list[str]], found: list[int]) -> bool:
    """Whether two columns of numbers look like 1,234 divided at its comma: three digits in all of the second."""
    if len(found) != 2 or found[1] != found[0] + 1:
        return False
    heads, tails = cells[found[0]], cells[found[1]]
    return all(_THREE_DIGITS.fullmatch(cell) for cell in tails) and all(len(cell) <= 3 for cell in heads)


def _mostly(column: Sequence[str], holds: Callable[[str], bool]) -> bool:
    return bool(column) and sum(map(holds, column)) * 2 > len(column)


def _which(what: str, found: Sequence[int], columns: tuple[str, ...]) -> Problem:
    offered = ", ".join(f"“{columns[place]}”" for place in (found or range(len(columns))))
    seen = (
        f"{len(found)} columns that may hold {_WHAT[what]}"
        if found
        else f"no column of {_WHAT[what].removeprefix('the ')}"
    )
    return Problem(None, WHOLE, seen, f"a choice of the column with {_WHAT[what]}: {offered}")
