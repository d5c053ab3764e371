"""Cross tables of people with their totals, small numbers hidden so that no sum gives one of them back.

Hiding the small cells alone is not enough: a total less what is shown in its row or column gives a single hidden cell
back. So further cells are hidden until nothing more can be said of a small one than that it may be any small number.
Known as primary and secondary (complementary) suppression; that the bounds found here are exact, and are whole
numbers, follows from the constraints of a table with its margins being those of a network (M. Fischetti & J. J.
Salazar, Models and algorithms for optimizing cell suppression in tabular data with linear constraints, *Journal of the
American Statistical Association* 95, 2000).
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.errors import BadInput
from workbench.small_numbers import UP_TO

MOST_CELLS: Final = 2_500
"""The largest table, its totals among the cells; the work grows with the square of what is hidden."""
_TOTALS: Final = frozenset({"all", "total", "totals"})
_MOST_FLOW: Final = 2**31 - 1

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Cell = tuple[int, int]


def hide_in_table(
    frame: pd.DataFrame, *, upto: int = UP_TO, totals: str | None = "Total", margins: bool = True
) -> pd.DataFrame:
    """A cross table of counts as it may be shared: hidden cells are NaN, all others stand as they are.

    `frame`: one count of people a cell. A last row or column called All, Total or Totals that is the sum of the others
    (as `pd.crosstab` adds them) is taken for totals; a row or column that is the sum of the others and is called
    otherwise is refused, for it would give hidden cells back. With `margins` False all are taken for counts. `totals`:
    what the row and the column of totals that are added are called, where the table has none; None for a table that is
    shared without any, nor beside another that gives them. Hidden is every count from 1 to `upto`, totals too, and as
    many others as it takes until each of these could be any number from 1 to `upto`, whoever works with all that is
    shown. Zero is shown, and never hidden. A table without rows or columns is given back as it is, with its totals.

    Raises `BadInput` for a cell that is no whole number from 0 up, for a table of more than 2,500 cells, for totals
    that are none, and if a row or column is called what the totals are called.
    """
    counts = _counts(frame, upto)
    rows, columns = list(frame.index), list(frame.columns)
    across, down = totals, totals
    if margins:
        given = [_is_total(counts, rows, "row", totals), _is_total(counts.T, columns, "column", totals)]
        if given[0]:
            counts, across = counts[:-1], rows.pop()
        if given[1]:
            counts, down = counts[:, :-1], columns.pop()
        _refuse_sums(counts, rows, "row")
        _refuse_sums(counts.T, columns, "column")
    if totals is None:
        hidden = (counts > 0) & (counts <= upto)
        return pd.DataFrame(np.where(hidden, np.nan, counts), index=_labels(rows), columns=_labels(columns))
    if across in rows or down in columns:
        raise BadInput(
            f"A row or a column is called ‘{totals}’ already: give the table without totals, or another name."
        )
    whole = _with_totals(counts)
    if whole.size > MOST_CELLS:
        raise BadInput(f"The table has {whole.size:,} cells with its totals; {MOST_CELLS:,} is the most.")
    shown = np.where(hidden_cells(whole, upto=upto), np.nan, whole)
    return pd.DataFrame(shown, index=_labels([*rows, across]), columns=_labels([*columns, down]))


def _is_total(counts: Numbers, names: list[Any], line: str, totals: str | None) -> bool:
    """Whether the last line is the total of the others by its name. Raises `BadInput` for a name that is untrue."""
    named = [_word(name) in _TOTALS or name == totals for name in names]
    if not any(named):
        return False
    name = _said(names[named.index(True)])
    if named.index(True) != len(names) - 1:
        raise BadInput(f"The {line} ‘{name}’ is not the last: put totals last, or call it otherwise.")
    if not (counts[-1] == counts[:-1].sum(axis=0)).all():
        raise BadInput(
            f"The {line} ‘{name}’ is not the sum of the others: give the table without totals, or call it otherwise."
        )
    return True


def _refuse_sums(counts: Numbers, names: list[Any], line: str) -> None:
    """Raise `BadInput` for a line that is the sum of the others: with it and the totals hidden cells came back."""
    for own, name in zip(counts, names, strict=True):
        if len(names) > 1 and own.any() and (2 * own == counts.sum(axis=0)).all():
            raise BadInput(
                f"The {line} ‘{_said(name)}’ is the sum of the others: call it ‘Total’ and put it last, or say "
                "margins=False if it is none."
            )


def _word(name: Any) -> str:
    return _said(name).strip().casefold()


def _said(name: Any) -> str:
    """A name as text; of one in parts, as `pd.crosstab` makes them, those that are not empty."""
    return " ".join(str(part) for part in name if part != "") if isinstance(name, tuple) else str(name)


def _labels(names: list[Any]) -> pd.Index:
    return pd.MultiIndex.from_tuples(names) if _all_in_parts(names) else pd.Index(names, tupleize_cols=False)


def _all_in_parts(names: list[Any]) -> bool:
    return bool(names) and all(isinstance(name, tuple) for name in names)


def hidden_cells(whole: Numbers, *, upto: int) -> Flags:
    """Which cells to hide of a table that has its totals in the last row and column: booleans of the same shape."""
    small = (whole > 0) & (whole <= upto)
    hidden = small.copy()
    for cell in _cells(small):
        # What is hidden later only gives more room, so a cell that could be anything stays so.
        while _tells(whole, hidden, cell, upto):
            hidden[_partner(whole, hidden, cell)] = True
    for cell in _cells(hidden & ~small):
        if not (_room(whole, hidden, cell, 1) or _room(whole, hidden, cell, 1, down=True)):
            hidden[cell] = False  # whoever works it out has it anyway, so it hides nothing
    return hidden


def bounds(whole: Numbers, hidden: Flags, cell: Cell) -> tuple[float, float]:
    """The least and the greatest that a hidden cell can be, for somebody who sees all others and knows that none is 0.

    The greatest is infinite where nothing that is shown bounds it.
    """
    most = int(whole.sum()) + 1  # more than all that is hidden could give
    down, up = (_room(whole, hidden, cell, most, down=way) for way in (True, False))
    return float(whole[cell]) - min(down, float(whole[cell]) - 1), float(whole[cell]) + up if up < most else np.inf


def _tells(whole: Numbers, hidden: Flags, cell: Cell, upto: int) -> bool:
    """Whether more can be said of a small number than that it is one, and of a small total how many cells it has."""
    own = [slice(None, -1) if place == size - 1 else place for place, size in zip(cell, whole.shape, strict=True)]
    least = max(int(np.count_nonzero(whole[own[0], own[1]])), 1)
    below, above = int(whole[cell]) - least, max(upto, least + 1) - int(whole[cell])
    return _room(whole, hidden, cell, below, down=True) < below or _room(whole, hidden, cell, above) < above


def _room(whole: Numbers, hidden: Flags, cell: Cell, wanted: int, *, down: bool = False) -> int:
    """By how much a hidden cell could be more (or less, `down`) than it is, up to `wanted`.

    That is for somebody who sees all others and knows that no hidden one is 0: a maximal flow. Rows and columns are
    places between which the cells flow, each total back to where its line began; what a cell gains, others must carry
    from its end to its beginning. Any hidden one may carry as much as is wanted, and back as much as it holds above 1.
    """
    if wanted <= 0:
        return 0
    from scipy.sparse import csr_array  # noqa: PLC0415  slow to load, and seldom needed
    from scipy.sparse.csgraph import maximum_flow  # noqa: PLC0415

    most = min(wanted, _MOST_FLOW)
    last, (rows, columns) = tuple(size - 1 for size in whole.shape), whole.shape
    others = hidden.copy()
    others[cell] = False
    row, column = np.nonzero(others)
    turned = (row == last[0]) != (column == last[1])  # a total flows the other way than the cells of its line
    begins, ends = np.where(turned, rows + column, row), np.where(turned, row, rows + column)
    back = np.minimum(whole[others] - 1, most)
    start, end = (cell[0], rows + cell[1])
    if ((cell[0] == last[0]) != (cell[1] == last[1])) == down:
        start, end = end, start
    source = rows + columns
    carried = np.concatenate([np.full(len(row), most), back, [most]]).astype(np.int32)
    places = (np.concatenate([begins, ends, [source]]), np.concatenate([ends, begins, [start]]))
    flows = csr_array((carried, places), shape=(source + 1, source + 1))
    return int(maximum_flow(flows, source, end).flow_value)


def _partner(whole: Numbers, hidden: Flags, cell: Cell) -> Cell:
    """The cell to hide next for the sake of one: of little weight, and no total if that can be helped.

    A line with a single hidden cell gives it away, so first come cells that stand beside such ones and leave no new
    ones; then cells of the line that leaves the given cell least room.
    """
    last = tuple(size - 1 for size in whole.shape)
    in_row, in_column = hidden.sum(axis=1), hidden.sum(axis=0)
    alone = bool((in_row == 1).any() or (in_column == 1).any())
    row, column = cell
    tight = _most(whole[row], hidden[row]) <= _most(whole[:, column], hidden[:, column])

    def worth(each: Cell) -> tuple[bool, bool, int, int, float, Cell]:
        joins = int(in_row[each[0]] == 1) + int(in_column[each[1]] == 1)
        begins = int(in_row[each[0]] == 0) + int(in_column[each[1]] == 0)
        near = (each[0] == row, each[1] == column)
        far = 2 if not any(near) else int(near[0] != tight)
        total = each[0] == last[0] or each[1] == last[1]
        return (alone and not joins, total, begins - joins if alone else far, far, whole[each], each)

    return min(_cells((whole > 0) & ~hidden), key=worth)


def _most(line: Numbers, hidden: Flags) -> float:
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
