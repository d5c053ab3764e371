"""What may leave a set: values with their small numbers hidden, so that nobody can be recognised in them.

A count of people from 1 to `upto` could point to somebody, and so could a share from which such a count, or what is
left beside it, can be worked out. Whatever is shared (table, figure, lines, sentence) is worked out from what is left
here and from nothing else, so two series that differ in small numbers alone look the same. Zero stays, as is usual in
the field: it says that there was nobody. For cross tables with totals see `cross_table.hide_in_table`.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import pandas as pd

from workbench.measures.cross_table import UP_TO, hide_in_table
from workbench.words import counted

__all__ = ["UP_TO", "hidden_as", "hide", "hide_in_table", "left", "note", "small", "what_is_counted"]

_NUMBERS: Final = ("value", "numerator", "denominator")
_SINGLE: Final = frozenset({"days between", "cases between"})
"""Kinds of data of which each point is one event on its day, which is always a small number."""

_COUNTED: Final = re.compile(
    r"(?:people|persons?|patients?|residents?|carers?|clients?|members?|households?|referrals?|admissions?|stays?"
    r"|discharges?|deaths?|falls?|visits?|attendances?|appointments?|conversations?|contacts?|calls?|cases?|events?"
    r"|incidents?|complaints?)\b(?!.*(?:%|\bper\b))",
    re.IGNORECASE,
)
"""A unit in which people are counted, or what happens to one of them at a time, and not out of others."""


def hide(frame: pd.DataFrame, *, data: str, upto: int = UP_TO) -> pd.DataFrame:
    """A series as it may be shared: the same rows, and a column `hidden`, True where a small number was left out.

    `frame` has the columns of `Measures.observations`; `data` is one of `models.DATA`. In a hidden row `value`,
    `numerator` and `denominator` are NaN and `note` is empty: a note may repeat the number. A row is hidden if

    - it counts people or events, from 1 to `upto` of them;
    - it is a share, and its numerator, its denominator or the difference of the two is from 1 to `upto`; of events out
      of a number, that number is asked about only where it is a whole one, and the difference never;
    - it is a share of people, or a rate of events that is not 0, and nobody says out of how many;
    - it is the time, or the cases, between two rare events: each such point is a single event on its day.

    Any other number is no count of people and stays, unless it has a numerator and a denominator that are whole. The
    given frame is not changed; no rows give no rows.
    """
    shared = frame.reset_index(drop=True).copy()
    shared["hidden"] = small(shared, data=data, upto=upto)
    for name in _NUMBERS:
        shared[name] = shared[name].mask(shared["hidden"])
    shared["note"] = shared["note"].mask(shared["hidden"], "")
    return shared


def what_is_counted(frame: pd.DataFrame, *, data: str, unit: str) -> str:
    """What the values are, for hiding: `data`, but events where nobody said so and the unit and the values do.

    That is where `data` is "a number", no value has a denominator, the unit begins with a word for people or for what
    happens to one of them at a time ("referrals a week"), and every value is a whole number from 0 up.
    """
    values = frame["value"].dropna()
    if data != "a number" or frame["denominator"].notna().any() or not _COUNTED.match(unit.strip()):
        return data
    return "events" if bool(((values >= 0) & (values % 1 == 0)).all()) else data


def left(shared: pd.DataFrame) -> pd.DataFrame:
    """What `hide` left, as if nothing else had ever been observed: the columns of `Measures.observations`."""
    return shared[~shared["hidden"]].drop(columns="hidden").reset_index(drop=True)


def small(frame: pd.DataFrame, *, data: str, upto: int = UP_TO) -> np.ndarray:
    """Which rows hold a small number, as `hide` has it: a boolean array as long as the frame."""
    value, top, bottom = (frame[name].to_numpy(dtype=float) for name in _NUMBERS)
    there = ~np.isnan(value)
    if data in _SINGLE:
        return there
    if data in ("people", "events"):
        return _from_one(value, upto)
    known = ~np.isnan(top) & ~np.isnan(bottom)
    if data == "events out of a number":
        return np.where(known, _from_one(top, upto) | _whole_small(bottom, upto), there & (value != 0))
    left = _from_one(bottom - top, upto)
    if data == "people out of people":
        return np.where(known, _from_one(top, upto) | _from_one(bottom, upto) | left, there)
    whole = known & (np.mod(top, 1) == 0) & (np.mod(bottom, 1) == 0)
    return whole & (_from_one(top, upto) | _from_one(bottom, upto) | left)


def hidden_as(data: str, *, upto: int = UP_TO) -> str:
    """What stands in the place of a hidden value: “1–7” for a count, else “not shown”."""
    return f"1–{upto}" if data in ("people", "events") else "not shown"


def note(hidden: pd.Series, *, data: str, upto: int = UP_TO) -> str:
    """A sentence on what is hidden in a series, and what that means for its lines; "" if nothing is."""
    count = int(hidden.sum())
    if not count:
        return ""
    if data in _SINGLE:
        return (
            "Each point of this measure is a single event on its day, so its points are not shown in anything that is "
            "shared."
        )
    are = "is" if count == 1 else "are"
    why = (
        f"{are} from 1 to {upto}"
        if data in ("people", "events")
        else f"rest{'s' if count == 1 else ''} on small numbers"
    )
    return (
        f"{count:,} of {counted(len(hidden), 'value')} {why} and {are} not shown, so that nobody can be recognised; "
        "the lines come from the others, and differ from those that the set sees."
    )


def _from_one(counts: np.ndarray, upto: int) -> np.ndarray:
    return (counts > 0) & (counts <= upto)


def _whole_small(counts: np.ndarray, upto: int) -> np.ndarray:
    return _from_one(counts, upto) & (np.mod(counts, 1) == 0)
