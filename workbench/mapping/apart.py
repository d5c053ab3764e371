"""Keeping elements apart on a drawing, so that each has room for its name."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from typing import Final

import numpy as np

from workbench.mapping.places import Place

WIDTH: Final = 150.0
"""How many pixels an element takes across, its name included."""
HEIGHT: Final = 105.0
"""How many pixels an element takes down, its name included."""

ROOM: Final = 1.02
"""How far apart elements are set, in their own widths and heights: a little more than they take."""

_PUSHES: Final = 500


def overlap(one: Place, other: Place) -> bool:
    """Whether two elements at these places would lie over one another."""
    return abs(one[0] - other[0]) < WIDTH and abs(one[1] - other[1]) < HEIGHT


def apart(places: Mapping[Hashable, Place], *, fixed: Collection[Hashable] = ()) -> dict[Hashable, Place]:
    """The same elements in the same order, moved so that no two overlap; the `fixed` ones stay exactly.

    First all push one another away a little at a time, which keeps their arrangement, and the drawing grows a little;
    who overlaps then still goes to the nearest free spot. Two fixed ones that overlap go on doing so.
    """
    return _moved(places, fixed, lambda units, held: _settled(_widened(_pushed(units, held), held), held, _round_about))


def apart_in_rows(places: Mapping[Hashable, Place], *, fixed: Collection[Hashable] = ()) -> dict[Hashable, Place]:
    """As `apart`, but elements only move sideways, to the nearest free spot."""
    return _moved(places, fixed, lambda units, held: _settled(units, held, _sideways))


def _moved(
    places: Mapping[Hashable, Place],
    fixed: Collection[Hashable],
    move: Callable[[np.ndarray, np.ndarray], np.ndarray],
) -> dict[Hashable, Place]:
    if not places:
        return {}
    held = np.array([node in fixed for node in places])
    units = move(np.array(list(places.values()), dtype=float) / (WIDTH, HEIGHT), held) * (WIDTH, HEIGHT)
    return {
        node: place if node in fixed else (round(float(x), 1), round(float(y), 1))
        for (node, place), (x, y) in zip(places.items(), units, strict=True)
    }


def _pushed(units: np.ndarray, held: np.ndarray) -> np.ndarray:
    """Elements after pushing one another: each pair along the way in which it overlaps less, half each."""
    from scipy.spatial import KDTree  # noqa: PLC0415  slow to import, and few gestures place anything

    _, spot, shared = np.unique(units, axis=0, return_inverse=True, return_counts=True)
    turn = np.arange(len(units)) * 2.4  # radians; no two neighbours in the list go the same way
    nudge = 0.002 * np.column_stack([np.cos(turn), np.sin(turn)])
    units = np.where(held[:, None] | (shared[spot] == 1)[:, None], units, units + nudge)
    for _ in range(_PUSHES):
        pairs = KDTree(units).query_pairs(ROOM, p=np.inf, output_type="ndarray")
        pairs = pairs[~(held[pairs[:, 0]] & held[pairs[:, 1]])]
        between = units[pairs[:, 1]] - units[pairs[:, 0]]
        lacking = ROOM - np.abs(between)
        if not len(pairs) or lacking.min(axis=1).max() < _ENOUGH:
            break
        less = lacking[:, 0] < lacking[:, 1]
        way = np.where(between < 0, -1.0, 1.0) * lacking * np.column_stack([less, ~less])
        shift = np.zeros_like(units)
        pushed = np.zeros(len(units))
        for this, other, sign in ((0, 1, -1), (1, 0, 1)):
            part = np.where(held[pairs[:, this]], 0.0, np.where(held[pairs[:, other]], 1.0, 0.5))
            np.add.at(shift, pairs[:, this], sign * way * part[:, None])
            np.add.at(pushed, pairs[:, this], 1)
        units = units + shift / np.sqrt(np.maximum(1, pushed))[:, None]
    return units


_ENOUGH: Final = 0.01


def _widened(units: np.ndarray, held: np.ndarray) -> np.ndarray:
    """A drawing that nothing holds, enlarged until nobody overlaps, if that takes no more than half as much again."""
    from scipy.spatial import KDTree  # noqa: PLC0415

    pairs = KDTree(units).query_pairs(ROOM, p=np.inf, output_type="ndarray")
    if held.any() or not len(pairs):
        return units
    nearest = np.abs(units[pairs[:, 0]] - units[pairs[:, 1]]).max(axis=1).min()
    return units * (ROOM / nearest) if nearest > ROOM / 1.5 else units


def _settled(units: np.ndarray, held: np.ndarray, spots: Callable[[], Iterator[Place]]) -> np.ndarray:
    """Elements one after the other, the held ones first, each at the first of the spots around it that is free."""
    taken: dict[tuple[int, int], list[Place]] = defaultdict(list)
    found = units.copy()
    for number in [*np.flatnonzero(held), *np.flatnonzero(~held)]:
        x, y = float(units[number, 0]), float(units[number, 1])
        if not held[number]:
            x, y = next((x + dx, y + dy) for dx, dy in spots() if _free(taken, x + dx, y + dy))
        taken[math.floor(x), math.floor(y)].append((x, y))
        found[number] = x, y
    return found


def _free(taken: Mapping[tuple[int, int], list[Place]], x: float, y: float) -> bool:
    column, row = math.floor(x), math.floor(y)
    return not any(
        abs(x - other_x) < _SPOT and abs(y - other_y) < _SPOT
        for i in (-2, -1, 0, 1, 2)
        for j in (-2, -1, 0, 1, 2)
        for other_x, other_y in taken.get((column + i, row + j), ())
    )


_SPOT: Final = ROOM - 2 * _ENOUGH + 0.005


def _round_about() -> Iterator[Place]:
    """Here, then ever wider circles."""
    yield 0.0, 0.0
    ring = 0
    while True:
        ring += 1
        for step in range(8 * ring):
            turn = 2 * math.pi * step / (8 * ring)
            yield ring / 4 * math.cos(turn), ring / 4 * math.sin(turn)


def _sideways() -> Iterator[Place]:
    """Here, then ever further to either side."""
    yield 0.0, 0.0
    step = 0
    while True:
        step += 1
        yield step * ROOM / 4, 0.0
        yield -step * ROOM / 4, 0.0
