"""Cross tables of people with their totals, small numbers hidden so that no sum gives one of them back.

Hiding the small cells alone is not enough: a total less what is shown in its row or column gives a single hidden cell
back. So further cells are hidden until nothing more can be said of a small one than that it may be any small number.
Known as primary and secondary (complementary) suppression; that the bounds found here are exact, and are whole
numbers, follows from the constraints of a table with its margins being those of a network (M. Fischetti & J. J.
Salazar, Models and algorithms for optimizing cell suppression in tabular data with linear constraints, *Journal of the
American Statistical Association* 95, 2000).
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.errors import BadInput

UP_TO: Final = 7
"""The largest small number, unless the workspace says otherwise."""
MOST_CELLS: Final = 2_500
"""The largest table, its totals among the cells; the work grows with the square of what is hidden."""
_ROUNDING: Final = 1e-6

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Cell = tuple[int, int]


def hide_in_table(frame: pd.DataFrame, *, upto: int = UP_TO, totals: str | None = "Total") -> pd.DataFrame:
    """A cross table of counts as it may be shared: hidden cells are NaN, all others stand as they are.

    `frame`: one count of people a cell, without totals. `totals`: what the row and the column of totals that are added
    are called; None for a table that is shared without any, nor beside another that gives them. Hidden is every count
    from 1 to `upto`, totals too, and as many others as it takes until each of these could be any number from 1 to
    `upto`, whoever works with all that is shown. Zero is shown, and never hidden. A table without rows or columns is
    given back as it is, with its totals.

    Raises `BadInput` for a cell that is no whole number from 0 up, for a table of more than 2,500 cells, and if a row
    or column is called what the totals are called.
    """
    counts = _counts(frame, upto)
    if totals is None:
        hidden = (counts > 0) & (counts <= upto)
        return pd.DataFrame(np.where(hidden, np.nan, counts), index=frame.index, columns=frame.columns)
    if totals in frame.index or totals in frame.columns:
        raise BadInput(
            f"A row or a column is called ‘{totals}’ already: give the table without totals, or another name."
        )
    whole = _with_totals(counts)
    if whole.size > MOST_CELLS:
        raise BadInput(f"The table has {whole.size:,} cells with its totals; {MOST_CELLS:,} is the most.")
    shown = np.where(hidden_cells(whole, upto=upto), np.nan, whole)
    return pd.DataFrame(shown, index=[*frame.index, totals], columns=[*frame.columns, totals])


def hidden_cells(whole: Numbers, *, upto: int) -> Flags:
    """Which cells to hide of a table that has its totals in the last row and column: booleans of the same shape."""
    small = (whole > 0) & (whole <= upto)
    hidden = small.copy()
    for cell in _cells(small):
        # What is hidden later only gives more room, so a cell that could be anything stays so.
        while _tells(whole, hidden, cell, upto):
            hidden[_partner(whole, hidden, cell)] = True
    for cell in _cells(hidden & ~small):
        low, high = bounds(whole, hidden, cell)
        if high - low < 1 - _ROUNDING:  # whoever works it out has it anyway, so it hides nothing
            hidden[cell] = False
    return hidden


def bounds(whole: Numbers, hidden: Flags, cell: Cell) -> tuple[float, float]:
    """The least and the greatest that a hidden cell can be, for somebody who sees all others and knows that none is 0.

    The greatest is infinite where nothing that is shown bounds it.
    """
    from scipy.optimize import linprog  # noqa: PLC0415  slow to load, and seldom needed

    places = {each: number for number, each in enumerate(_cells(hidden))}
    lines, sums = _constraints(whole, hidden, places)
    aim = np.zeros(len(places))
    aim[places[cell]] = 1.0
    found = []
    for way in (1.0, -1.0):
        solved = linprog(way * aim, A_eq=lines, b_eq=sums, bounds=(1, None), method="highs")
        found.append(solved.fun * way if solved.status == 0 else np.inf * -way)
    return found[0], found[1]


def _tells(whole: Numbers, hidden: Flags, cell: Cell, upto: int) -> bool:
    """Whether more can be said of a small number than that it is one, and of a small total how many cells it has."""
    low, high = bounds(whole, hidden, cell)
    own = [slice(None, -1) if place == size - 1 else place for place, size in zip(cell, whole.shape, strict=True)]
    least = np.count_nonzero(whole[own[0], own[1]])
    return low > least + _ROUNDING or high < max(upto, least + 1) - _ROUNDING


def _constraints(whole: Numbers, hidden: Flags, places: dict[Cell, int]) -> tuple[Numbers, Numbers]:
    """The sums that the hidden cells have to give: one line for each row and column that holds one."""
    lines, sums = [], []
    for across in (False, True):
        table, unknown = (whole.T, hidden.T) if across else (whole, hidden)
        sign = np.append(np.ones(table.shape[1] - 1), -1.0)  # the cells of a line less its total are 0
        for number in np.flatnonzero(unknown.any(axis=1)):
            line = np.zeros(len(places))
            for other in np.flatnonzero(unknown[number]):
                line[places[(int(other), int(number)) if across else (int(number), int(other))]] = sign[other]
            lines.append(line)
            sums.append(-float((sign * table[number])[~unknown[number]].sum()))
    return np.array(lines), np.array(sums)


def _partner(whole: Numbers, hidden: Flags, cell: Cell) -> Cell:
    """The cell to hide next for the sake of one: of little weight, and no total if that can be helped.

    A line with a single hidden cell gives it away, so first come cells that stand beside such ones and leave no new
    ones; then cells of the line that leaves the given cell least room.
    """
    last = tuple(size - 1 for size in whole.shape)
    in_row, in_column = hidden.sum(axis=1), hidden.sum(axis=0)
    alone = bool((in_row == 1).any() or (in_column == 1).any())
    row, column = cell
    tight = _room(whole[row], hidden[row]) <= _room(whole[:, column], hidden[:, column])

    def worth(each: Cell) -> tuple[bool, bool, int, int, float, Cell]:
        joins = int(in_row[each[0]] == 1) + int(in_column[each[1]] == 1)
        begins = int(in_row[each[0]] == 0) + int(in_column[each[1]] == 0)
        near = (each[0] == row, each[1] == column)
        far = 2 if not any(near) else int(near[0] != tight)
        total = each[0] == last[0] or each[1] == last[1]
        return (alone and not joins, total, begins - joins if alone else far, far, whole[each], each)

    return min(_cells((whole > 0) & ~hidden), key=worth)


def _room(line: Numbers, hidden: Flags) -> float:
    """How large one of the hidden cells of a line can be by that line alone, where none is 0."""
    if hidden[-1]:
        return np.inf
    return float(line[hidden].sum() - hidden.sum() + 1)


def _cells(flags: Flags) -> list[Cell]:
    return [(int(row), int(column)) for row, column in zip(*np.nonzero(flags), strict=True)]


def _with_totals(counts: Numbers) -> Numbers:
    below = np.vstack([counts, counts.sum(axis=0, keepdims=True)])
    return np.hstack([below, below.sum(axis=1, keepdims=True)])


def _counts(frame: pd.DataFrame, upto: int) -> Numbers:
    if upto < 2:
        raise BadInput(f"Small numbers from 1 to {upto} would be no secret: choose 2 or more.")
    try:
        counts = frame.to_numpy(dtype=float)
    except (TypeError, ValueError) as error:
        raise BadInput("A cell of the table is no number; give one count of people for each.") from error
    wrong = ~np.isfinite(counts) | (counts < 0) | (np.mod(np.where(np.isfinite(counts), counts, 0), 1) != 0)
    if wrong.any():
        row, column = _cells(wrong)[0]
        raise BadInput(
            f"The cell of ‘{frame.index[row]}’ and ‘{frame.columns[column]}’ is {counts[row, column]:g}, where "
            "people are counted: give a whole number from 0 up."
        )
    return counts
