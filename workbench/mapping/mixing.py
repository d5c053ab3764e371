"""Whether a map mostly connects like with like, and whether that is more than chance."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

import networkx as nx
import numpy as np
import pandas as pd

from workbench.mapping.answering import GROUPINGS, a, per_cent, without
from workbench.mapping.asking import Answer, Choice, question
from workbench.mapping.cohesion import e_i_index
from workbench.mapping.marking import ties, worn
from workbench.mapping.matrix import numbered, of_arcs
from workbench.mapping.simple import groups, simple

SHUFFLES: Final = 999
HARDLY_CHANCE: Final = 0.05
"""A share of shuffles below this is said on screen to be more or less than chance would have it."""


@dataclass(frozen=True, kw_only=True)
class AgainstChance:
    """An E-I index beside what it would be if the same connections paid no heed to groups.

    `expected` is its mean over all ways to deal the groups out among the nodes, exactly; `extreme` the share
    (0 … 1) of `shuffles` in which it is at least as far from `expected` as `observed`.
    """

    observed: float
    expected: float
    extreme: float
    shuffles: int


def against_chance(
    graph: nx.Graph, *, by: str = "sector", shuffles: int = SHUFFLES, seed: int = 1
) -> AgainstChance | None:
    """The E-I index of a map against its permutation null: the groups shuffled among the nodes that have one.

    The connections stay as they are, and so do the sizes of the groups. The same `seed` gives the same result.
    None where `cohesion.e_i_index` is None. Raises `GraphContractError` if a node has no attribute `by`.
    Source: the E-I index, Krackhardt & Stern 1988; the test, Hubert 1987.
    """
    observed = e_i_index(graph, by=by)
    if observed is None:
        return None
    nodes, starts, ends = of_arcs(graph)
    group = numbered(nodes, groups(graph, by))
    known = np.flatnonzero(group >= 0)
    place = np.full(len(nodes), -1)
    place[known] = np.arange(len(known))
    between = (group[starts] >= 0) & (group[ends] >= 0)
    starts, ends = place[starts[between]], place[ends[between]]

    sizes = np.bincount(group[known])
    expected = 1 - 2 * float((sizes * (sizes - 1)).sum()) / (len(known) * (len(known) - 1))
    random = np.random.default_rng(seed)
    far = 0
    for _ in range(shuffles):
        dealt = random.permutation(group[known])
        index = 2 * float(np.count_nonzero(dealt[starts] != dealt[ends])) / len(starts) - 1
        far += abs(index - expected) >= abs(observed - expected) - _ROUNDING
    return AgainstChance(observed=observed, expected=expected, extreme=far / shuffles, shuffles=shuffles)


_ROUNDING: Final = 1e-12


def mixing(graph: nx.Graph, *, by: str = "sector") -> pd.DataFrame:
    """How many arcs lead from each group (row) to each group (column), in the order in which they first appear.

    Whole numbers; arcs with an end that has no group are left out; empty where nobody has one.
    Raises `GraphContractError` if a node has no attribute `by`.
    """
    belongs = groups(graph, by)
    names = list(dict.fromkeys(belongs.values()))
    count = Counter(
        (belongs[one], belongs[other]) for one, other in simple(graph).edges if {one, other} <= belongs.keys()
    )
    rows = [[count[one, other] for other in names] for one in names]
    return pd.DataFrame(rows, index=pd.Index(names, name=by), columns=pd.Index(names), dtype=np.int64)


@question(
    "Do we mostly connect with our own?",
    group="How we hang together",
    defined=(
        "The share of arrows that stay within one group, beside the share that would if connections paid no heed to "
        f"groups; the groups are shuffled {SHUFFLES:,} times among the elements to see how far chance can go. A "
        "connection that runs both ways counts once each way. Elements without a group are left out; n/a without "
        "connections between the others. The same as the E-I index, the share that crosses less the share that stays. "
        "Source: Krackhardt and Stern 1988."
    ),
    choices={"by": Choice(words="Our own", options=GROUPINGS)},
)
def our_own(graph: nx.MultiDiGraph, *, by: str = "sector") -> Answer:
    """Whether connections stay within a group more than chance would have it; see `against_chance`.

    The table has one row a group; the small map shows what crosses.
    """
    belongs = groups(graph, by)
    if not belongs:
        return Answer(says=without(by))
    found = against_chance(graph, by=by)
    if found is None:
        return Answer(says=f"There are no connections yet between elements that have {a(by)}, so this is n/a.")
    arcs = simple(graph).edges
    across = dict.fromkeys(arc for arc in arcs if {*arc} <= belongs.keys() and belongs[arc[0]] != belongs[arc[1]])
    marks = {end: "found" for arc in across for end in arc} | dict.fromkeys(ties(graph, across), "way")
    legend = worn(marks, {"way": f"crosses from one {by} to another", "found": "who is part of it"})
    return Answer(says=_says(found, by), table=_by_group(mixing(graph, by=by)), marks=marks, legend=legend)


def _by_group(counts: pd.DataFrame) -> pd.DataFrame:
    within = pd.Series(np.diag(counts.to_numpy()), index=counts.index)
    out, back = counts.sum(axis=1) - within, counts.sum(axis=0) - within
    touched = within + out + back
    share = (100 * within / touched.where(touched > 0)).round()
    labels = [str(name) for name in counts.index]
    return pd.DataFrame(
        {"label": labels, "within": within, "out to others": out, "in from others": back, "per cent within": share},
        index=counts.index,
    )


def _says(found: AgainstChance, by: str) -> str:
    stays, expected = (1 - found.observed) / 2, (1 - found.expected) / 2
    if found.extreme <= HARDLY_CHANCE:
        answer = "More than chance would" if stays > expected else "Less than chance would"
        sure = "so this is hardly chance"
    else:
        answer = "About as chance would"
        sure = "so what we see may well be chance"
    often = "none" if not found.extreme else f"{round(found.extreme * found.shuffles):,}"
    return (
        f"{answer}: {per_cent(stays)} of connections stay within one {by}; if they paid no heed to {by}s, about "
        f"{per_cent(expected)} would. We shuffled the {by}s {found.shuffles:,} times to see: {often} of these came out "
        f"as far from that, {sure}."
    )
