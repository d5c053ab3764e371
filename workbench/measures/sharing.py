"""What may leave a set: values with their small numbers hidden, so that nobody can be recognised in them.

A count of people from 1 to `upto` could point to somebody, and so could a share from which such a count, or what is
left beside it, can be worked out. Whatever is shared (table, figure, lines, sentence) is worked out from what is left
here and from nothing else, so two series that differ in small numbers alone look the same. Zero stays, as is usual in
the field: it says that there was nobody. For cross tables with totals see `cross_table.hide_in_table`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from workbench.measures.cross_table import hide_in_table
from workbench.measures.looks import MARKS
from workbench.measures.marks import ON_THE_STRIP, Mark
from workbench.small_numbers import UP_TO
from workbench.words import counted

__all__ = ["UP_TO", "Shared", "hide_in_table", "left", "small", "to_share", "wordless"]

FEWEST_RUNNING: Final = 6
"""From so many values on, counts that never fall are taken for a running total."""
_NUMBERS: Final = ("value", "numerator", "denominator")
_COUNTS: Final = ("people", "events")
_SINGLE: Final = ("days between", "cases between")
"""Kinds of data of which each point is one event on its day, which is always a small number."""
_GENERATED: Final = re.compile(r"#\d+ (?:starts|[a-z]+ed|test \d+)")
"""The labels of prototypes and test cycles that nobody typed."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A measure as it may leave the set.

    `table`: its rows, without notes, with a column `hidden`: True where a small number was left out. `points`: how many
    there are, a small number as such ("1–7"). `hidden_as`: what stands in the place of a hidden value. `note`: what is
    hidden and what that means for the lines, to stand beside it, or "" if nothing is. `says`: the same for the set
    before it shares anything, in every case.
    """

    table: pd.DataFrame
    points: str
    hidden_as: str
    note: str
    says: str

    @property
    def hidden_days(self) -> list[pd.Timestamp]:
        """The days of the hidden rows; of a measure that shows no days none."""
        return list(self.table.loc[self.table["hidden"], "date"])

    @property
    def shows_days(self) -> bool:
        """Whether any of its days may be known outside of the set."""
        return not self.table.empty


def to_share(frame: pd.DataFrame, *, data: str, upto: int = UP_TO) -> Shared:
    """A series as it may be shared.

    `frame` has the columns of `Measures.observations`; `data` is one of `models.DATA`. In a hidden row `value`,
    `numerator` and `denominator` are NaN; no row has a note, for it may repeat the number. A row is hidden if

    - it counts people or events, from 1 to `upto` of them;
    - it is a number of which nobody said what it counts, and it is whole and from 1 to `upto`, unless so many others of
      its measure are not whole, or less than 0, that they can be no counts: more than one, and more than a quarter;
    - it is a share, and its numerator, its denominator or the difference of the two is from 1 to `upto`; of events out
      of a number, that number is asked about only where it is a whole one, and the difference never;
    - it is a share of people, or a rate of events that is not 0, and nobody says out of how many.

    Six counts or more that never fall, as far as is shown, are taken for a running total: what came since is small if a
    value is 1 to `upto` above the last that is shown, so that value is hidden too. Totals that begin anew, each year
    say, fall and are not found: keep what was new each time instead.

    Of the time, or the cases, between two rare events no row is shared: each is a single event on its day, and the days
    would give its value back. The given frame is not changed; no rows give no rows.
    """
    table = frame.drop(columns="note").reset_index(drop=True)
    count = len(table)
    points = f"1–{upto}" if 0 < count <= upto else f"{count:,}"
    if data in _SINGLE:
        note = _on_its_day(count, upto) if count else ""
        none = table.iloc[:0].assign(hidden=pd.Series(dtype=bool))
        return Shared(none, points, "not shown", note, note or _NOTHING_YET)
    hidden = small(frame, data=data, upto=upto)
    steps = _small_steps(frame, hidden, data=data, upto=upto)
    table["hidden"] = hidden | steps
    for name in _NUMBERS:
        table[name] = table[name].mask(table["hidden"])
    note = _note(frame, table["hidden"], data=data, upto=upto, running=bool(steps.any()))
    return Shared(
        table,
        points,
        f"1–{upto}" if data in _COUNTS and not steps.any() else "not shown",
        note,
        _says(frame, note, data=data, upto=upto, running=bool(steps.any())),
    )


def left(shared: pd.DataFrame) -> pd.DataFrame:
    """What is not hidden of a `Shared.table`, as if nothing else had ever been observed; no column `hidden`."""
    return shared[~shared["hidden"]].drop(columns="hidden").reset_index(drop=True)


def wordless(marks: Iterable[Mark]) -> list[Mark]:
    """Marks as they may be shared: their kind, day and number, and no words that people typed."""
    return [replace(mark, label=_label(mark)) for mark in marks]


def small(frame: pd.DataFrame, *, data: str, upto: int = UP_TO) -> np.ndarray:
    """Which rows hold a small number, as `to_share` has it: a boolean array as long as the frame."""
    value, top, bottom = (frame[name].to_numpy(dtype=float) for name in _NUMBERS)
    there = ~np.isnan(value)
    if data in _SINGLE:
        return there
    if data in _COUNTS:
        return _from_one(value, upto)
    known = ~np.isnan(top) & ~np.isnan(bottom)
    if data == "events out of a number":
        return np.where(known, _from_one(top, upto) | _whole_small(bottom, upto), there & (value != 0))
    left = _from_one(bottom - top, upto)
    if data == "people out of people":
        return np.where(known, _from_one(top, upto) | _from_one(bottom, upto) | left, there)
    left &= (top % 1 == 0) & (bottom % 1 == 0)
    by_itself = _whole_small(value, upto) & _may_count(frame)
    return np.where(known, _whole_small(top, upto) | _whole_small(bottom, upto) | left, by_itself)


def _may_count(frame: pd.DataFrame) -> bool:
    """Whether the values that stand by themselves may be counts: all but one, or three quarters, are whole from 0."""
    alone = _alone(frame)
    odd = int(((alone < 0) | (alone % 1 != 0)).sum())
    return odd <= max(1, len(alone) // 4)


def _alone(frame: pd.DataFrame) -> np.ndarray:
    """The values that were not worked out from others."""
    return frame.loc[frame["denominator"].isna(), "value"].dropna().to_numpy(dtype=float)


def _small_steps(frame: pd.DataFrame, hidden: np.ndarray, *, data: str, upto: int) -> np.ndarray:
    """Which rows of a running total lie a small number above the last that is shown; none of what is no such total.

    Whether it is one is asked of what would be shown alone, each hidden value taken for `upto`.
    """
    steps = np.zeros(len(frame), dtype=bool)
    values = frame["value"].to_numpy(dtype=float)
    counts = data in _COUNTS or (data == "a number" and frame["denominator"].isna().all() and _may_count(frame))
    as_shown = np.where(hidden, upto, values)
    if not counts or len(values) < FEWEST_RUNNING or (np.diff(as_shown) < 0).any():
        return steps
    last = None
    for row in np.flatnonzero(~hidden):
        steps[row] = last is not None and 0 < values[row] - last <= upto
        last = last if steps[row] else values[row]
    return steps


def _label(mark: Mark) -> str:
    if mark.kind in ("prototype", "test cycle"):
        return mark.label if _GENERATED.fullmatch(mark.label) else mark.kind
    return "" if mark.kind in ON_THE_STRIP else MARKS[mark.kind].word


_NOTHING_YET: Final = "There is nothing to share yet."
_LINES: Final = "the lines come from the others, and differ from those that the set sees."


def _on_its_day(count: int, upto: int) -> str:
    many = f"from 1 to {upto} points" if count <= upto else counted(count, "point")
    return (
        "Each point of this measure is a single event on its day, so neither values nor days are in anything that is "
        f"shared: only that it has {many}."
    )


def _note(frame: pd.DataFrame, hidden: pd.Series, *, data: str, upto: int, running: bool) -> str:
    """A sentence on what is hidden in a series, and what that means for its lines; "" if nothing is."""
    count = int(hidden.sum())
    if not count:
        return ""
    are, rest = ("is", "rests") if count == 1 else ("are", "rest")
    opening = f"{count:,} of {counted(len(hidden), 'value')} {are}"
    if running:
        return (
            f"{opening} not shown, so that nobody can be recognised: what is shown never falls, as in a running total, "
            f"so a value is left out if it is from 1 to {upto}, or that much above the last that is shown; {_LINES}"
        )
    if data in _COUNTS:
        why = f"{are} from 1 to {upto}"
    elif data == "a number" and frame["denominator"].isna().all():
        why = f"{are} whole and from 1 to {upto}, and may count people,"
    else:
        why = f"{rest} on small numbers"
    opening = f"{count:,} of {counted(len(hidden), 'value')} {why}"
    return f"{opening} and {are} not shown, so that nobody can be recognised; {_LINES}"


def _says(frame: pd.DataFrame, note: str, *, data: str, upto: int, running: bool) -> str:
    """What the set is told before it shares: never "", and true of every series."""
    if frame.empty:
        return _NOTHING_YET
    if running:
        return f"{note} To share more, keep what was new each time instead."
    by_itself = data == "a number" and len(_alone(frame)) > 0
    if note and by_itself:
        return (
            f"{note} The workbench cannot tell what a whole number counts, so this is to be safe; if people or events "
            "are counted, say so under “What is a value?”."
        )
    if note:
        return note
    if by_itself and not _may_count(frame):
        return (
            "These values are not taken for counts of people, as some are not whole or less than 0, so all of them are "
            "in what you share, without the notes. If they come from counts, say so under “What is a value?”."
        )
    return (
        f"No value is a whole number from 1 to {upto} or rests on one, so all are in what you share, without the notes."
    )


def _from_one(counts: np.ndarray, upto: int) -> np.ndarray:
    return (counts > 0) & (counts <= upto)


def _whole_small(counts: np.ndarray, upto: int) -> np.ndarray:
    return _from_one(counts, upto) & (np.mod(counts, 1) == 0)
