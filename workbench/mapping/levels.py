"""Trophic levels: how far down the stream of causes each element is, and how far everything flows one way."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

import networkx as nx
import numpy as np
import pandas as pd

from workbench.mapping.asking import Answer, question
from workbench.mapping.influence import ALONG
from workbench.mapping.marking import names, table, worn
from workbench.mapping.matrix import matrix, of_arcs
from workbench.mapping.ways import EVERY, followed
from workbench.words import counted


def levels(graph: nx.Graph) -> dict[Hashable, float | None]:
    """The trophic level of each node, in the graph's order: 0 where its part of the map begins, higher further on.

    The levels for which arcs lead, as nearly as they can all together, from each level to the one exactly 1 above; in
    each part of the map that hangs together the lowest is 0. Arcs count alike. None for a node without arcs: it has no
    level. Source: MacKay, Johnson & Sansom 2020, “How directed is a directed network?”.
    """
    nodes, starts, ends = of_arcs(graph)
    height = _heights(starts, ends, len(nodes))
    return {node: None if np.isnan(height[number]) else float(height[number]) for number, node in enumerate(nodes)}


def incoherence(graph: nx.Graph) -> float | None:
    """How far from one way everything flows: 0, every arc leads up by exactly one level; 1, none leads anywhere.

    The mean over all arcs of (the rise in level − 1)². None without arcs. Source: as `levels`.
    """
    _, starts, ends = of_arcs(graph)
    if not len(starts):
        return None
    height = _heights(starts, ends, int(max(starts.max(), ends.max())) + 1)
    return float(((height[ends] - height[starts] - 1) ** 2).mean())


def _heights(starts: np.ndarray, ends: np.ndarray, size: int) -> np.ndarray:
    """The solution h of (D − W − Wᵀ) h = in − out, the lowest of each component moved to 0; NaN without arcs."""
    from scipy.sparse import diags_array  # noqa: PLC0415  slow to import, and few gestures count
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415
    from scipy.sparse.linalg import spsolve  # noqa: PLC0415

    height = np.full(size, np.nan)
    if not len(starts):
        return height
    either = matrix(starts, ends, size) + matrix(ends, starts, size)
    degree = np.bincount(starts, minlength=size) + np.bincount(ends, minlength=size)
    surplus = np.bincount(ends, minlength=size) - np.bincount(starts, minlength=size)
    count, part = connected_components(either, directed=False)
    held = np.zeros(size, dtype=bool)
    held[np.unique(part, return_index=True)[1]] = True
    free = np.flatnonzero(~held)
    whole = (diags_array(degree.astype(float)) - either).tocsc()
    solved = np.zeros(size)
    if len(free):
        solution = spsolve(whole[free][:, free], surplus[free].astype(float), permc_spec="MMD_AT_PLUS_A")
        solved[free] = np.asarray(solution)
    lowest = np.full(count, np.inf)
    np.minimum.at(lowest, part, solved)
    level = np.round(solved - lowest[part], 9)
    height[degree > 0] = level[degree > 0]
    return height


_NEAR: Final = 0.25
"""A highest level below this is none: there is no beginning and no end."""
_ENDS: Final = 0.5
"""How far below the highest level of all an element may lie and still be an end, and above 0 and be a beginning."""


@question(
    "Where does it begin, and where does it end up?",
    group="What leads where",
    defined=(
        "Gives every element a level so that connections lead, as nearly as possible, from each level to the next. 0 "
        "is where things begin; whatever is within half a level of 0 or of the highest counts as beginning or end. "
        "How much goes round in circles is the incoherence: the mean over all arrows of (rise in level − 1)². 0 is "
        "one way, level by level; 1, all in circles; under a third is said to run mostly one way, over two thirds "
        "mostly in circles. An element without connections has no level (n/a). "
        "Source: trophic levels, MacKay, Johnson and Sansom 2020."
    ),
    choices={"along": ALONG},
)
def begins_and_ends(graph: nx.MultiDiGraph, *, along: str = EVERY) -> Answer:
    """The levels of all elements that have one, from cause to effect: one row an element; see `levels`."""
    plain = followed(graph, along)
    level = {node: height for node, height in levels(plain).items() if height is not None}
    circling = incoherence(plain)
    if circling is None:
        return Answer(says="Nothing leads anywhere on this map yet, so nothing begins or ends. Connect a few first.")
    order = sorted(level, key=level.__getitem__)
    highest = max(level.values())
    if highest < _NEAR:
        return Answer(
            says="There is no beginning and no end: everything goes round in circles.",
            table=_table(graph, plain, order, level),
        )
    within = min(_ENDS, highest / 3)
    first = [node for node in order if level[node] <= within]
    last = sorted((node for node in order if level[node] >= highest - within), key=lambda node: -level[node])
    marks: dict[Hashable, str] = dict.fromkeys(order, "second") | dict.fromkeys(last, "third")
    marks |= dict.fromkeys(first, "first")
    far = round(highest, 1)
    on = counted(int(far), "level") if far == int(far) else f"{far} levels"
    return Answer(
        says=f"It begins with {names(graph, first)} and ends up with {names(graph, last)}, up to {on} on. "
        f"{_circling(circling)} What is changed early on can travel all the way; the end is where to look for it.",
        table=_table(graph, plain, order, level),
        marks=marks,
        legend=worn(marks, {"first": "where it begins", "second": "on the way", "third": "where it ends up"}),
    )


def _circling(share: float) -> str:
    """What an incoherence means, as a sentence."""
    if share < 1 / 3:
        return "Connections run mostly one way, from the beginning to the end."
    if share <= 2 / 3:
        return "Connections run partly one way and partly in circles."
    return "Connections run mostly in circles, so beginning and end are not clear-cut."


def _table(graph: nx.Graph, plain: nx.DiGraph, order: list[Hashable], level: dict[Hashable, float]) -> pd.DataFrame:
    shown = {node: round(height, 2) for node, height in level.items()}
    return table(graph, order, level=shown, out=dict(plain.out_degree), **{"in": dict(plain.in_degree)})
