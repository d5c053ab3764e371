"""Pasted values as a grid in which whatever is wrong can be mended in place, and every doubt answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import pandas as pd

from workbench import identifying
from workbench.errors import BadInput
from workbench.measures.observing import Kind
from workbench.measures.paste import Parsed, Row, parse_observations, questions
from workbench.measures.table import Problem, cells, headed, mended
from workbench.words import counted, listed, long_date

SHOWN: Final = 60
"""So many rows are shown whole; of more, those to look at and the first and last few."""
ENDS: Final = 6
TO_LOOK_AT: Final = 40
CELLS: Final = 12
"""The most cells of a row that are shown."""
CELLS_OF_A_ROW: Final = 200
"""The most cells of a row that is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """What somebody pasted, and what they said of it since.

    `mended`: row → cell (both counted from 1) → what stands there now. `without`: rows left out. `right`: row →
    the number of which somebody said that it is right although it is far from the others. `meant`: the question about
    all of the values that somebody answered with yes, "" for none.
    """

    text: str
    date_column: str | None = None
    value_column: str | None = None
    numerator_column: str | None = None
    denominator_column: str | None = None
    day_first: bool = True
    mended: dict[int, dict[int, str]] = field(default_factory=dict)
    without: frozenset[int] = frozenset()
    right: dict[int, float] = field(default_factory=dict)
    meant: str = ""

    @classmethod
    def sent(cls, pasted: Mapping[str, Any]) -> Pasted:
        """What a page sent. Raises `BadInput` if it is not of this shape."""
        if not isinstance(pasted.get("text"), str):
            raise BadInput("Paste the rows as text.")
        columns = {name: pasted.get(f"{name}_column") or None for name in _COLUMNS}
        try:
            return cls(
                text=pasted["text"],
                **{f"{name}_column": None if said is None else str(said) for name, said in columns.items()},
                day_first=bool(pasted.get("day_first", True)),
                mended={
                    int(row): {int(place): str(said) for place, said in changes.items()}
                    for row, changes in (pasted.get("mended") or {}).items()
                },
                without=frozenset(int(row) for row in pasted.get("without") or ()),
                right={int(row): float(value) for row, value in (pasted.get("right") or {}).items()},
                meant=str(pasted.get("meant") or ""),
            )
        except (AttributeError, TypeError, ValueError) as error:
            raise BadInput("What was mended cannot be read. Paste the rows again.") from error

    def as_it_stands(self) -> str:
        """The text with what was mended in its place, and without the rows that are left out."""
        empty = {(row, place): "" for row in self.without for place in range(1, CELLS_OF_A_ROW + 1)}
        said = {(row, place): says for row, changes in self.mended.items() for place, says in changes.items()}
        return mended(self.text, {**said, **empty}) if said or empty else self.text

    def read(self, kind: Kind, *, until: date, words: tuple[str, str] = ("", "")) -> Parsed:
        """The rows as they stand now; nothing is kept. `until`: the last day that can have been observed.

        `words`: those of the measure for what is counted and out of what.
        """
        return parse_observations(
            self.as_it_stands(),
            date_column=self.date_column,
            value_column=self.value_column,
            numerator_column=self.numerator_column,
            denominator_column=self.denominator_column,
            data=kind.data,
            per=kind.per,
            counted=words[0],
            out_of=words[1],
            day_first=self.day_first,
            until=until,
        )


_COLUMNS: Final = ("date", "value", "numerator", "denominator")


def doubts(pasted: Pasted, rows: Sequence[Row], *, beside: Mapping[date, float]) -> dict[int, str]:
    """Row → the question about its value, for values far from the others of which nobody said that they are right."""
    asked = questions([(row.date, row.value) for row in rows], beside=beside)
    found = {}
    for row in rows:
        says = next((each for each in asked if f" on {long_date(row.date)} is far" in each), None)
        if says and pasted.right.get(row.row) != row.value:
            found[row.row] = says
    return found


def kept(
    pasted: Pasted, kind: Kind, *, beside: Mapping[date, float], until: date, words: tuple[str, str] = ("", "")
) -> pd.DataFrame:
    """The rows to keep, as `observe` takes them: all that are not left out.

    Raises `BadInput` while something is wrong or in doubt.
    """
    parsed = pasted.read(kind, until=until, words=words)
    found = parsed.frame()
    if asks := _asks(pasted, parsed):
        raise BadInput(f"{asks} Nothing was kept.")
    if asked := doubts(pasted, parsed.rows, beside=beside):
        number, says = next(iter(asked.items()))
        raise BadInput(f"Row {number}: {says} Say so, mend it, or leave the row out. Nothing was kept.")
    return found.assign(value=found["value"].mask(found["numerator"].notna()))


def _asks(pasted: Pasted, parsed: Parsed) -> str:
    """The question about all of the values; "" if there is none, or it was answered."""
    return "" if parsed.in_doubt == pasted.meant else parsed.in_doubt


def preview(
    pasted: Pasted, kind: Kind, *, beside: Mapping[date, float], until: date, words: tuple[str, str] = ("", "")
) -> dict[str, Any]:
    """What the page shows of it: how many rows there are to keep, what is wrong and where, and the rows as a grid.

    `problems` are sentences about the whole of it, and `asks` is a question about all of the values; what is wrong in
    a row stands in that row of `rows`, see `_grid`.
    """
    parsed = pasted.read(kind, until=until, words=words)
    asks = _asks(pasted, parsed)
    asked = doubts(pasted, parsed.rows, beside=beside)
    rows = _grid(pasted, parsed, asked, beside)
    to_mend = sum(row["state"] == "problem" for row in rows)
    return {
        "count": len(parsed.rows),
        "says": _says(len(parsed.rows), to_mend, len(asked), len(pasted.without)),
        "ready": parsed.ok and not asked and not asks,
        "asks": asks,
        "problems": [str(problem) for problem in parsed.problems if problem.row is None],
        "wrong_rows": [row["row"] for row in rows if row["state"] == "problem"],
        "rows": _shown(rows),
        "notes": [*_people(pasted, parsed), *parsed.notes],
        "columns": list(parsed.columns),
        **{f"{name}_column": getattr(parsed, f"{name}_column") for name in _COLUMNS},
    }


def _people(pasted: Pasted, parsed: Parsed) -> list[str]:
    """What in the rows may say who somebody is, with its row and column; the days of the values are passed over."""
    table = cells(pasted.as_it_stands())
    if isinstance(table, Problem) or not parsed.columns:
        return []
    rows = [
        (
            f"row {number}",
            {name: cell for name, cell in zip(parsed.columns, row, strict=False) if name != parsed.date_column},
        )
        for number, row in headed(table, pasted.day_first)[0]
    ]
    said = identifying.told(identifying.places(rows))
    return [f"{said} Take it out first, unless it is something else; only days and values are kept."] if said else []


def _grid(
    pasted: Pasted, parsed: Parsed, asked: Mapping[int, str], beside: Mapping[date, float]
) -> list[dict[str, Any]]:
    table, whole = cells(pasted.as_it_stands()), cells(pasted.text)
    if isinstance(whole, Problem) or not parsed.columns:
        return []
    body = [] if isinstance(table, Problem) else headed(table, pasted.day_first)[0]
    read = {row.row: row for row in parsed.rows}
    wrong: dict[int, list[Problem]] = {}
    for problem in parsed.problems:
        if problem.row is not None:
            wrong.setdefault(problem.row, []).append(problem)
    found = []
    for number, row in body:
        state, by_cell, says = _judged(parsed, read.get(number), wrong.get(number, []), asked.get(number), beside)
        here = read.get(number)
        found.append(
            {
                "row": number,
                "cells": [*row, *[""] * (len(parsed.columns) - len(row))][:CELLS],
                "state": state,
                "wrong": {str(place): says for place, says in by_cell.items()},
                "says": says,
                "reads": here and {"date": here.date.isoformat(), "value": here.value, "before": beside.get(here.date)},
            }
        )
    found += [
        {"row": number, "cells": row[:CELLS], "state": "left out", "wrong": {}, "says": "", "reads": None}
        for number, row in whole
        if number in pasted.without
    ]
    for row in found:
        row["mended"] = sorted(pasted.mended.get(row["row"], ()))
    return sorted(found, key=lambda row: row["row"])


def _judged(
    parsed: Parsed, read: Row | None, wrong: Sequence[Problem], asked: str | None, beside: Mapping[date, float]
) -> tuple[str, dict[int, str], str]:
    """The state of a row, what is wrong by cell (counted from 1), and what is with the whole row.

    The state: “problem”, “doubt”, “new”, “same” (that value is kept already), “corrects”, or “nothing” to keep.
    """
    if wrong:
        cells_of = {problem.place: _alone(problem) for problem in wrong if problem.place is not None}
        return "problem", cells_of, " ".join(_alone(problem) for problem in wrong if problem.place is None)
    if asked is not None:
        names = (parsed.value_column, parsed.numerator_column, parsed.denominator_column)
        return "doubt", {parsed.columns.index(name) + 1: "" for name in names if name is not None}, asked
    if read is None:
        return "nothing", {}, ""
    before = beside.get(read.date)
    return ("new" if before is None else "same" if before == read.value else "corrects"), {}, ""


def _alone(problem: Problem) -> str:
    """The sentence of a problem without its row and column: it stands beside them."""
    says = str(problem).split(": ", 1)[-1]
    return f"{says[:1].upper()}{says[1:]}"


def _shown(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows to show; `skipped` says how many are left out before one."""
    if len(rows) <= SHOWN:
        return rows
    calls = [
        place for place, row in enumerate(rows) if row["state"] in ("problem", "doubt", "left out") or row["mended"]
    ]
    places = sorted({*calls[:TO_LOOK_AT], *range(ENDS), *range(len(rows) - ENDS, len(rows))})
    before = [-1, *places]
    return [{**rows[place], "skipped": place - last - 1} for last, place in zip(before, places, strict=False)]


def _says(count: int, to_mend: int, in_doubt: int, without: int) -> str:
    """“21 values to keep, 2 rows to mend, 1 value to look at and 1 row left out.”."""
    parts = [counted(count - in_doubt, "value") + " to keep"]
    if to_mend:
        parts.append(counted(to_mend, "row") + " to mend")
    if in_doubt:
        parts.append(counted(in_doubt, "value") + " to look at")
    if without:
        parts.append(counted(without, "row") + " left out")
    return f"{listed(parts)}."
