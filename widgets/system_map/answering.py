"""Answers as plain data: what travels to a page, and what goes into a file."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from workbench.words import long_date

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from workbench.mapping.asking import Answer, Question

MOST_ROWS: Final = 500
"""How many rows of an answer travel to a page; the file has all of them."""


def as_question(question: Question) -> dict[str, Any]:
    """A question as a page shows it; `id` is its key, choices are a list with their `name`, `words` and `options`."""
    return {
        "id": question.key,
        "words": question.words,
        "group": question.group,
        "defined": question.defined,
        "needs": question.needs,
        "choices": [
            {"name": name, "words": choice.words, "options": list(choice.options)}
            for name, choice in question.choices.items()
        ],
    }


def as_answer(answer: Answer, graph: nx.MultiDiGraph) -> dict[str, Any]:
    """An answer as plain JSON.

    `says`; `columns`, each with its `words`, whether it is of numbers, and with how many `decimals` (None: as many as
    each needs, two at most); `rows`, each with the `part` of the map that it is about (an id, or None) and its
    `cells`, None where something is not defined; `more`, how many rows were left out; `marks` and `legend`.
    """
    table = answer.table
    parts = {*graph, *(key for *_, key in graph.edges(keys=True))}
    columns = [_column(table, place) for place in range(table.shape[1])]
    index = list(table.index[:MOST_ROWS])
    cells = zip(*(_cells(table.iloc[:MOST_ROWS, place]) for place in range(table.shape[1])), strict=True)
    return {
        "says": answer.says,
        "columns": columns,
        "rows": [
            {"part": str(name) if isinstance(name, Hashable) and name in parts else None, "cells": list(row)}
            for name, row in zip(index, cells, strict=False)
        ],
        "more": max(0, len(table) - MOST_ROWS),
        "marks": {str(part): role for part, role in answer.marks.items() if part in parts},
        "legend": dict(answer.legend),
    }


def as_rows(answer: Answer) -> list[list[Any]]:
    """The whole table of an answer: first the headings, then a list a row, None where something is not defined."""
    table = answer.table
    cells = [_cells(table.iloc[:, place]) for place in range(table.shape[1])]
    return [[_heading(name) for name in table.columns], *(list(row) for row in zip(*cells, strict=True))]


def _column(table: pd.DataFrame, place: int) -> dict[str, Any]:
    values = [value for value in _cells(table.iloc[:, place]) if value is not None]
    number = bool(values) and all(isinstance(value, int | float) for value in values)
    return {"words": _heading(table.columns[place]), "number": number, "decimals": _decimals(values, number=number)}


def _decimals(values: Iterable[Any], *, number: bool) -> int | None:
    """How many decimals the numbers of a column get: as many as the finest of them needs, so that they line up."""
    if not number:
        return None
    there = list(values)
    if all(float(value).is_integer() for value in there):
        return 0
    largest, whole = max(abs(value) for value in there), sum(float(value).is_integer() for value in there)
    if largest >= 10 and whole > len(there) / 4:  # figures of several kinds in one column
        return None
    return 1 if largest >= 10 else 2


_HEADINGS: Final = {"label": "name", "reads": "how to read it", "out": "leads to", "in": "led to by"}


def _heading(name: Any) -> str:
    words = _HEADINGS.get(name, str(name).replace("_", " "))
    return words[:1].upper() + words[1:]


def _cells(column: pd.Series) -> list[Any]:
    return [_plain(value) for value in column.tolist()]


def _plain(value: Any) -> Any:
    """A value as JSON has it; None for whatever is missing, infinite or empty."""
    if hasattr(value, "item"):  # a number of numpy's
        value = value.item()
    if isinstance(value, bool):
        value = "yes" if value else "no"
    elif isinstance(value, float):
        value = value if math.isfinite(value) else None
    elif isinstance(value, list | tuple | set | frozenset):
        value = ", ".join(str(_plain(one)) for one in value)
    elif isinstance(value, date) and str(value) != "NaT":
        value = long_date(value)
    if value is None or isinstance(value, int | float):
        return value
    return None if str(value) in ("", "<NA>", "NaT") else str(value)
