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
"""How near to the top or the bottom of its part of the map counts as its beginning or end, as a share of its height."""


@question(
    "Where does it begin, and where does it end up?",
    group="What leads where",
    defined=(
        "Gives every element a level so that connections lead, as nearly as possible, from each level to the next. 0 "
        "is where things begin. Incoherence says how far that fails: 0, everything flows one way, level by level; 1, "
        "it goes round in circles. An element without connections has no level (n/a). "
        "Source: MacKay, Johnson and Sansom 2020."
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
            says=f"There is no beginning and no end: everything goes round in circles (incoherence {circling:.2f}).",
            table=_table(graph, plain, order, level),
        )
    first = [node for node in order if not plain.in_degree(node)] or [node for node in order if level[node] == 0]
    last = [node for node in reversed(order) if not plain.out_degree(node)] or [order[-1]]
    marks: dict[Hashable, str] = dict.fromkeys(order, "second") | dict.fromkeys(last, "third")
    marks |= dict.fromkeys(first, "first")
    flows = (
        "almost everything flows one way"
        if circling < 0.2
        else ("much of it flows one way" if circling < 0.6 else "much of it goes round in circles")
    )
    return Answer(
        says=f"It begins with {names(graph, first)} and ends up with {names(graph, last)}, "
        f"{counted(round(highest), 'level')} on; {flows} (incoherence {circling:.2f}, from 0 one way to 1 in circles). "
        "What is changed early on can travel all the way; the end is where to look for it.",
        table=_table(graph, plain, order, level),
        marks=marks,
        legend=worn(marks, {"first": "where it begins", "second": "on the way", "third": "where it ends up"}),
    )


def _table(graph: nx.Graph, plain: nx.DiGraph, order: list[Hashable], level: dict[Hashable, float]) -> pd.DataFrame:
    shown = {node: round(height, 2) for node, height in level.items()}
    return table(graph, order, level=shown, out=dict(plain.out_degree), **{"in": dict(plain.in_degree)})
