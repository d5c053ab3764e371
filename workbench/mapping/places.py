"""Where to draw what nobody has placed on a map yet."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final, TypeVar

K = TypeVar("K")
Place = tuple[float, float]

STEP: Final = 170.0
"""Pixels between two elements that nobody has placed."""


def placed(known: Mapping[K, Place | None]) -> dict[K, Place]:
    """A place (x, y), in pixels, for every element, in the order given.

    A place that is known stays. The others stand in rows below everything that is placed, from its left edge, as
    near to a square as they go. Empty for no elements.
    """
    there = [place for place in known.values() if place is not None]
    columns = max(1, math.ceil(math.sqrt(len(known) - len(there))))
    left = min((x for x, _ in there), default=0.0)
    top = max((y for _, y in there), default=-STEP) + STEP
    found: dict[K, Place] = {}
    number = 0
    for key, place in known.items():
        if place is None:
            row, column = divmod(number, columns)
            place = (left + column * STEP, top + row * STEP)  # noqa: PLW2901
            number += 1
        found[key] = place
    return found
