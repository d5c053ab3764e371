"""Who is in the middle of things, and who at the edge."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import networkx as nx
import numpy as np

from workbench.mapping.asking import Answer, question
from workbench.mapping.marking import names, table
from workbench.mapping.matrix import contacts
from workbench.words import counted


@dataclass(frozen=True, kw_only=True)
class Core:
    """The core of a map, in the graph's order, and how well the map fits the picture of a core with an edge.

    `fit` is the correlation (up to 1) between who is connected and the ideal picture, in which the core is connected
    with everybody and the edge only with the core. No members and None where no core can be told apart.
    """

    members: tuple[Hashable, ...] = ()
    fit: float | None = None


def core(graph: nx.Graph) -> Core:
    """The core whose picture fits the map best, among those that take in everybody with at least so many contacts.

    A contact is somebody connected either way. Whoever has equally many is inside or outside together, so that the
    answer does not hang on any order; where all have the same number (as in a ring, or where everybody or nobody is
    connected) no core can be told apart. Of two that fit equally well, the smaller. Quick: it tries one core for each
    number of contacts that occurs.
    Source: Borgatti & Everett 2000, the discrete model; looked for along the number of contacts, after Lip 2011.
    """
    nodes, either = contacts(graph)
    count = np.asarray(either.sum(axis=1), dtype=np.int64)
    size, pairs = len(nodes), len(nodes) * (len(nodes) - 1) / 2
    connected = count.sum() / 2
    starts, ends = either.nonzero()
    touched = np.maximum(count[starts], count[ends])  # a connection touches the core if its better end is in it
    best = Core()
    for least in np.unique(count)[:0:-1]:
        inside = int((count >= least).sum())
        ideal = inside * (inside - 1) / 2 + inside * (size - inside)
        both = np.count_nonzero(touched >= least) / 2
        spread = connected * (pairs - connected) * ideal * (pairs - ideal)
        if spread <= 0:
            continue
        fit = float((pairs * both - connected * ideal) / np.sqrt(spread))
        if best.fit is None or fit > best.fit + _ROUNDING:
            best = Core(members=tuple(nodes[place] for place in np.flatnonzero(count >= least)), fit=fit)
    return best


_ROUNDING = 1e-12


@question(
    "Who is in the middle of things, and who at the edge?",
    group="How we hang together",
    defined=(
        "The core is looked for that comes nearest to a simple picture: the core is connected with everybody, the edge "
        "only with the core. The fit says how near: 1 is that very picture, 0 no more than chance; under 0.3 the line "
        "is said to be blurred, from 0.6 clear. n/a where all have equally many contacts, for then no core can be "
        "told apart. Source: Borgatti and Everett 2000."
    ),
)
def core_and_edge(graph: nx.MultiDiGraph) -> Answer:
    """Core and edge of the map, one row an element, those with the most contacts first; see `core`."""
    found = core(graph)
    if found.fit is None:
        return Answer(says="No core can be told apart: everybody here is connected with equally many others.")
    nodes, either = contacts(graph)
    count = np.asarray(either.sum(axis=1), dtype=np.int64)
    inside = set(found.members)
    contact = dict(zip(nodes, count.tolist(), strict=True))
    ranked = sorted(nodes, key=lambda node: -contact[node])
    part = {node: "core" if node in inside else "edge" for node in nodes}
    says = (
        f"{names(graph, ranked[: len(inside)])} {'is' if len(inside) == 1 else 'are'} the core, the other "
        f"{counted(len(nodes) - len(inside), 'element')} the edge; {_clear(found.fit)}. Ask who at the edge "
        "should be nearer, and whether the core can carry what it holds."
    )
    marks = {node: "first" if node in inside else "second" for node in nodes}
    return Answer(
        says=says,
        table=table(graph, ranked, contacts=contact, part=part),
        marks=marks,
        legend={"first": "core", "second": "edge"},
    )


def _clear(fit: float) -> str:
    """How near a map comes to the picture of a core with an edge, in words."""
    if fit >= 0.6:
        return "the line between them is clear"
    return "the line between them is fairly clear" if fit >= 0.3 else "the line between them is blurred"
