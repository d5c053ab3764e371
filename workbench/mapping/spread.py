"""Placing elements so that how far apart they are drawn is how far apart they are connected."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Final

import networkx as nx
import numpy as np

from workbench.mapping.apart import HEIGHT, WIDTH
from workbench.mapping.matrix import contacts
from workbench.mapping.places import Place

_LENGTH: Final = 1.4
"""How far apart two connected elements are drawn, in the widths and heights of elements."""
_SPACE: Final = 3.0
"""How much of the drawing there is for each element, in the areas of elements."""
_PIVOTS: Final = 60
_LARGEST: Final = 4_000
"""Up to how many connected elements the drawing is made better step by step; beyond, the first guess has to do."""


def spread(graph: nx.Graph, fixed: Mapping[Hashable, Place]) -> dict[Hashable, Place]:
    """A place (x, y), in pixels, for every node, in the graph's order; connected ones near one another.

    `fixed` ones stay where they are, and the rest gathers round them. Parts that are not connected stand side by side,
    or below what is fixed. Elements may still overlap; see `apart.apart`. The same graph gives the same places.
    Source: the first guess from distances to a few pivots, Brandes & Pich 2007; then the steps of stress majorization,
    Gansner, Koren & North 2004.
    """
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415  slow to import, and few gestures place

    nodes, either = contacts(graph)
    if not nodes:
        return {}
    held = np.array([node in fixed for node in nodes])
    places = np.array([fixed.get(node, (0.0, 0.0)) for node in nodes], dtype=float) / (WIDTH, HEIGHT)
    _, part = connected_components(either, directed=False)
    members = [np.flatnonzero(part == number) for number in range(part.max() + 1)]
    members.sort(key=lambda some: -len(some))
    for some in members:
        if len(some) > 1:
            places[some] = _one_part(either[some][:, some], places[some], held[some])
    loose = [some for some in members if not held[some].any()]
    _side_by_side(places, loose, held)
    drawn = {node: (float(x), float(y)) for node, (x, y) in zip(nodes, places * (WIDTH, HEIGHT), strict=True)}
    return drawn | dict(fixed)


def _one_part(either, places: np.ndarray, held: np.ndarray) -> np.ndarray:  # noqa: ANN001  a sparse array
    """Places for a connected part, in units; turned so that it is wider than high unless something holds it."""
    from scipy.sparse.csgraph import shortest_path  # noqa: PLC0415

    size = len(places)
    guess = _guess(either)
    anchored = int(held.sum())
    if anchored:
        guess = _laid_on(guess, places, held)
    if size <= _LARGEST:
        steps = shortest_path(either, unweighted=True, directed=False)
        guess = _majorized(guess, steps, held)
    if anchored > 1:
        return guess
    middle = places[held][0] if anchored else guess.mean(axis=0)
    if not anchored:
        guess = _turned(guess - middle) + middle
    return middle + (guess - middle) * _widened(guess)


def _widened(places: np.ndarray) -> float:
    """How many times as large a drawing has to be for hardly any element to overlap, or for all to have `_SPACE`."""
    from scipy.spatial import KDTree  # noqa: PLC0415

    size = len(places)
    wide, high = np.ptp(places, axis=0) + 1
    most = max(1.0, math.sqrt(_SPACE * size / (wide * high)))
    times = 1.0
    while times < most and len(KDTree(places * times).query_pairs(1.0, p=np.inf, output_type="ndarray")) > size / 5:
        times = min(most, 1.15 * times)
    return times


def _guess(either) -> np.ndarray:  # noqa: ANN001
    """Places from the distances to a few pivots, each as far from those before as can be; connected ones `_LENGTH`."""
    from scipy.sparse.csgraph import shortest_path  # noqa: PLC0415

    size = either.shape[0]
    nearest = np.full(size, np.inf)
    columns = []
    pivot = int(np.argmax(either.sum(axis=1)))
    for _ in range(min(size, _PIVOTS)):
        columns.append(shortest_path(either, unweighted=True, directed=False, indices=pivot))
        nearest = np.minimum(nearest, columns[-1])
        pivot = int(np.argmax(nearest))
    squares = np.column_stack(columns) ** 2
    centred = squares.mean(axis=0) + squares.mean(axis=1, keepdims=True) - squares.mean() - squares
    _, vectors = np.linalg.eigh(centred.T @ centred)
    main = vectors[:, -2:][:, ::-1] if vectors.shape[1] > 1 else np.column_stack([vectors, 0 * vectors])
    main = main * np.where(main[np.argmax(np.abs(main), axis=0), [0, 1]] < 0, -1, 1)
    found = centred @ main
    found = found + np.random.default_rng(1).normal(scale=1e-3 * (np.ptp(found) or 1.0), size=found.shape)
    starts, ends = either.nonzero()
    apart = np.linalg.norm(found[starts] - found[ends], axis=1).mean()
    return found * (_LENGTH / apart)


def _laid_on(guess: np.ndarray, places: np.ndarray, held: np.ndarray) -> np.ndarray:
    """The guess moved and turned onto what is held, as well as it goes."""
    from scipy.linalg import orthogonal_procrustes  # noqa: PLC0415

    ours, theirs = guess[held].mean(axis=0), places[held].mean(axis=0)
    moved = guess - ours
    if held.sum() > 1:
        turn, _ = orthogonal_procrustes(moved[held], places[held] - theirs)
        moved = moved @ turn
    moved += theirs
    moved[held] = places[held]
    return moved


def _majorized(places: np.ndarray, steps: np.ndarray, held: np.ndarray) -> np.ndarray:
    """Places improved step by step: each step fits the drawn distances better to the steps between elements."""
    from scipy.linalg import cho_factor, cho_solve  # noqa: PLC0415

    size = len(places)
    still = held.copy()
    if not still.any():
        still[0] = True
    if still.all():
        return places
    np.fill_diagonal(steps, np.inf)
    weights = -(steps**-2.0)
    np.fill_diagonal(weights, -weights.sum(axis=1))
    factor = cho_factor(weights[~still][:, ~still])
    towards_still = weights[~still][:, still]
    pull = (_LENGTH / steps).astype(np.float32)
    del weights
    for _ in range(max(12, min(100, 30_000 // size))):
        x, y = (places - places.mean(axis=0)).astype(np.float32).T
        # Sums written out: a product of matrices would wake threads that wait for one another on a busy machine.
        drawn = (x[:, None] - x) ** 2
        drawn += (y[:, None] - y) ** 2
        np.maximum(drawn, _TINY, out=drawn)
        np.divide(pull, np.sqrt(drawn, out=drawn), out=drawn)
        whole = drawn.sum(axis=1)
        wanted = np.column_stack([whole * x - (drawn * x).sum(axis=1), whole * y - (drawn * y).sum(axis=1)])
        better = places.copy()
        better[~still] = cho_solve(factor, wanted[~still].astype(float) - towards_still @ places[still])
        moved = np.abs(better - places).max()
        places = better
        if moved < _STILL:
            break
    return places


_STILL: Final = 0.02
_TINY: Final = np.float32(1e-6)


def _turned(places: np.ndarray) -> np.ndarray:
    """The same drawing, its longest way across, and what comes first in the graph to the left and the top."""
    _, axes = np.linalg.eigh(places.T @ places)
    turned = places @ axes[:, ::-1]
    return turned * np.where(turned[0] > 0, -1, 1)


def _side_by_side(places: np.ndarray, loose: list[np.ndarray], held: np.ndarray) -> None:
    """Move the loose parts, in place, into rows from the largest to the smallest, below all that is held in place."""
    if not loose:
        return
    boxes = [np.ptp(places[some], axis=0) + _GAP for some in loose]
    widest = max(*(box[0] for box in boxes), math.sqrt(1.3 * sum(box[0] * box[1] for box in boxes)))
    others = np.setdiff1d(np.arange(len(places)), np.concatenate(loose))
    left, top = (places[others].min(axis=0)[0], places[others].max(axis=0)[1] + _GAP) if len(others) else (0.0, 0.0)
    x, y, tallest = left, top, 0.0
    for some, box in zip(loose, boxes, strict=True):
        if x > left and x - left + box[0] > widest + 1e-9:
            x, y, tallest = left, y + tallest, 0.0
        places[some] += np.array([x, y]) - places[some].min(axis=0)
        x, tallest = x + box[0], max(tallest, box[1])
    if not held.any():
        places -= (places.min(axis=0) + places.max(axis=0)) / 2


_GAP: Final = 1.2
"""How far parts that are not connected stand from one another, in the widths and heights of elements."""
