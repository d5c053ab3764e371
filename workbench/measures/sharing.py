"""What may leave a set: values with their small numbers hidden, so that nobody can be recognised in them.

A count of people from 1 to `upto` could point to somebody, and so could a share of which such a count, or what is left
beside it, could be worked out. All that is shared (table, figure, lines, sentence) is worked out from what is left
here, so two series that differ in small numbers alone look the same. Zero stays, as is usual in the field: it says
that there was nobody.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

UP_TO: Final = 7
"""The largest small number, unless the workspace says otherwise."""
_HIDDEN: Final = ("value", "numerator", "denominator")
_SINGLE: Final = frozenset({"days between", "cases between"})
"""Kinds of data of which each point is one event on its day: always a small number."""


def hide(frame: pd.DataFrame, *, data: str, per: float = 100.0, upto: int = UP_TO) -> pd.DataFrame:  # noqa: ARG001
    """A series as it may be shared: its rows, and a column `hidden`, True where a small number was left out.

    `frame` has the columns of `Measures.observations`; `data` is one of `models.DATA`. Where a row is hidden, value,
    numerator and denominator are NaN and the note is empty. Hidden are: counts of people or events from 1 to `upto`;
    shares of which the numerator, the denominator or the difference of both is from 1 to `upto`; every point of rare
    events, each of which is a single one; and shares of people whose counts are not known.
    """
    shared = frame.reset_index(drop=True).copy()
    shared["hidden"] = small(shared, data=data, upto=upto)
    for name in _HIDDEN:
        shared[name] = shared[name].mask(shared["hidden"])
    shared["note"] = shared["note"].mask(shared["hidden"], "")
    return shared


def small(frame: pd.DataFrame, *, data: str, upto: int = UP_TO) -> np.ndarray:
    """Which rows hold a small number: a boolean array as long as the frame."""
    value, top, bottom = (frame[name].to_numpy(dtype=float) for name in _HIDDEN)
    if data in _SINGLE:
        return ~np.isnan(value)
    if data in ("people", "events"):
        return _small(value, upto)
    known = ~np.isnan(top) & ~np.isnan(bottom)
    left = bottom - top
    if data == "events out of a number":
        return known & (_small(top, upto) | _small(bottom, upto)) | (~known & (value != 0) & ~np.isnan(value))
    found = known & (_small(top, upto) | _small(bottom, upto) | _small(left, upto))
    if data == "people out of people":
        found |= ~known & ~np.isnan(value)
    return found


def _small(counts: np.ndarray, upto: int) -> np.ndarray:
    return (counts > 0) & (counts <= upto)
