"""A chart that was rebased, in words: how the new points lie to the old centre line, and why it was decided."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from workbench.measures.looks import MARKS
from workbench.measures.marks import Mark, undated
from workbench.measures.numbers import plain_number, spread_of
from workbench.measures.rules import RUN
from workbench.measures.standing import BETTER, centre_word, counted_points
from workbench.words import long_date


def drawn_anew(
    points: pd.DataFrame, row: int, *, kind: str, direction: str, marks: Sequence[Mark] = (), moved: bool = True
) -> str:
    """A sentence on the lines that begin with the point of a row, the first of its group.

    With the reason that a rebase among `marks` gives, and the longest run of the group's points on one side of the
    old centre line; with `moved` also how the centre line itself moved.
    """
    centre, spread = points["mean"].to_numpy(dtype=float), spread_of(points)
    then, now = (plain_number(line, spread=spread) for line in (centre[row - 1], centre[row]))
    way = "rose" if centre[row] > centre[row - 1] else "fell"
    by = f"stayed at {now}" if then == now else f"{way} from {then} to {now}"
    day = points["date"].iloc[row].date()
    opening = f"The lines were drawn anew from {long_date(day)}{_reason(points, row, marks)}: "
    shift = _against_the_old(points, row, kind=kind, direction=direction)
    return f"{opening}the {centre_word(kind)} {by}, and {shift}." if moved else f"{opening}{shift}."


def _reason(points: pd.DataFrame, row: int, marks: Sequence[Mark]) -> str:
    """The reason of the rebase that begins at a row, where a mark gives one; what is shared leaves it out."""
    before, here = (points["date"].iloc[at].date() for at in (row - 1, row))
    own = [mark for mark in marks if mark.kind == "rebase" and mark.label and before < mark.on <= here]
    reason = undated(own[-1]) if own else MARKS["rebase"].word
    return "" if reason == MARKS["rebase"].word else f" ({reason})"


def _against_the_old(points: pd.DataFrame, row: int, *, kind: str, direction: str) -> str:
    """The longest run of the group's points that lies strictly on one side of the old centre line."""
    own = (points["group"] == points["group"].iloc[row]).to_numpy()
    sides = np.sign(points["value"].to_numpy(dtype=float)[own] - float(points["mean"].iloc[row - 1]))
    length, way = longest_run(sides)
    old = f"the old {centre_word(kind)}"
    line = f"{'above' if way > 0 else 'below'} {old}"
    if length >= RUN:
        # How long a run has to be on a run chart depends on the number of its points, so there it is only counted.
        counts = "" if kind == "run" else f", a shift{_counts_as(way, direction)}"
        return f"{counted_points(length)} in a row lie {line}{counts}"
    if length == len(sides):
        return f"{'the only point lies' if length == 1 else f'all {length} points lie'} {line}"
    return f"fewer than {RUN} points in a row lie on one side of {old}"


def _counts_as(way: int, direction: str) -> str:
    better = {"increase": 1, "decrease": -1}.get(direction, 0)
    if not better:
        return ""
    return f" that counts as {'improvement' if way == better else 'concern'} because {BETTER[direction]}"


def longest_run(sides: np.ndarray) -> tuple[int, int]:
    """The longest run of equal signs that are not 0, as (its length, −1 or +1); (0, 0) where there is none."""
    best, length, before = (0, 0), 0, 0
    for side in sides.astype(int).tolist():
        length = length + 1 if side == before else 1
        before = side
        if side and length > best[0]:
            best = (length, side)
    return best
