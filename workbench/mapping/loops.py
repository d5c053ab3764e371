"""Causal loops: where a change comes back to where it began, and whether it then grows or is evened out."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import networkx as nx
import numpy as np
import pandas as pd

from workbench.mapping.simple import arcs
from workbench.mapping.ways import Arc, Patience, Way, causal, of_length

LONGEST: Final = 8
"""How many connections a loop has at most, unless somebody asks for longer ones."""
MOST: Final = 100_000
"""How many loops are listed at most."""
PATIENCE: Final = 3_000_000
"""How many steps the search takes at most (a few seconds)."""

REINFORCING: Final = "reinforcing"
BALANCING: Final = "balancing"
INDETERMINATE: Final = "indeterminate"

_SIGNS: Final[Mapping[Any, int]] = {"+": 1, "-": -1, "−": -1, 1: 1, -1: -1}
"""What each sign is worth, also as other tools write it."""


@dataclass(frozen=True, kw_only=True)
class Cause:
    """All causal connections from one element to another taken as one.

    `sign` is 1 (more makes more), -1 (more makes less) or 0: unknown, or they contradict one another. `delay`: whether
    any of them takes effect only after a while.
    """

    sign: int
    delay: bool


@dataclass(frozen=True, kw_only=True)
class Loop:
    """A loop: its nodes in its direction, from the one that comes first in the graph, and its polarity."""

    nodes: Way
    polarity: str


def causes(graph: nx.Graph) -> dict[Arc, Cause]:
    """What changes what: each arc with a causal connection (see `ways.causal`), in the graph's order.

    Arcs as in `simple.arcs`; parallel connections whose signs differ make an unknown one.
    """
    found: dict[Arc, Cause] = {}
    for source, target, given in arcs(graph):
        if causal(given):
            sign, delay = _SIGNS.get(given.get("sign"), 0), bool(given.get("delay", False))
            if there := found.get((source, target)):
                sign, delay = sign if sign == there.sign else 0, delay or there.delay
            found[source, target] = Cause(sign=sign, delay=delay)
    return found


def loops(graph: nx.Graph, *, longest: int = LONGEST) -> pd.DataFrame:
    """Every loop of up to `longest` causal connections, one row each, the shortest first.

    Columns: `nodes`, the tuple of nodes in the direction of the loop, from the one that comes first in the graph; and
    `polarity`: "reinforcing" with an even number of negative signs, "balancing" with an odd number, "indeterminate" if
    any sign is unknown. A loop passes no node twice. No rows if there are no loops. At most `MOST` loops are
    listed, and a search ends after `PATIENCE` steps: `attrs["complete"]` of the frame says whether these are all.
    Source: Sterman 2000, chapter 5; the search, a walk that only enters what can still lead home.
    """
    found, complete = find(graph, longest=longest)
    frame = pd.DataFrame(
        {"nodes": [one.nodes for one in found], "polarity": [one.polarity for one in found]}, dtype=object
    )
    frame.attrs["complete"] = complete
    return frame


def find(
    graph: nx.Graph, *, longest: int = LONGEST, most: int = MOST, through: Collection[Hashable] = ()
) -> tuple[list[Loop], bool]:
    """The loops of a graph (see `loops`), those alone that pass all of `through`; and whether these are all of them."""
    caused = causes(graph)
    place = {node: number for number, node in enumerate(graph)}
    patience = Patience(PATIENCE)
    found: list[Loop] = []
    blocks = [_Block.of(part, longest) for part in _parts(caused, place)]
    for length in range(2, longest + 1):
        ways = (way for block in blocks for way in block.loops(length, patience) if not set(through) - set(way))
        enough = sorted(islice(ways, most + 1 - len(found)), key=lambda way: [place[node] for node in way])
        found += [Loop(nodes=way, polarity=polarity(caused, way)) for way in enough]
        if len(found) > most or patience.lost:
            return found[:most], False
    return found, True


def _parts(caused: Collection[Arc], place: Mapping[Hashable, int]) -> Iterator[nx.DiGraph]:
    """The parts of the causal graph that no loop leaves, each with its nodes in the order of the whole graph.

    They are strongly connected, and hang together without any one node.
    """
    plain = nx.DiGraph()
    plain.add_nodes_from(place)
    plain.add_edges_from(caused)
    for strong in nx.strongly_connected_components(plain):
        if len(strong) > 1:
            together = plain.subgraph(strong)
            for block in nx.biconnected_components(together.to_undirected(as_view=True)):
                inside: Any = block  # networkx names its type wrongly
                part = nx.DiGraph()
                part.add_nodes_from(sorted(inside, key=place.__getitem__))
                part.add_edges_from(together.subgraph(inside).edges)
                yield part


@dataclass(frozen=True, kw_only=True)
class _Block:
    """A part that no loop leaves: its nodes, what follows each, and how few steps it takes between any two.

    `away[i, j]` are the steps from node j to node i, or one more than anybody looks for.
    """

    nodes: list[Hashable]
    following: dict[Hashable, list[Hashable]]
    away: np.ndarray

    @classmethod
    def of(cls, part: nx.DiGraph, longest: int) -> _Block:
        from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415  slow to import, and few gestures count

        nodes = list(part)
        place = {node: number for number, node in enumerate(nodes)}
        following = {node: sorted(part.succ[node], key=place.__getitem__) for node in nodes}
        back = nx.to_scipy_sparse_array(part, nodelist=nodes, format="csr").T.tocsr()
        away = np.empty((len(nodes), len(nodes)), dtype=np.min_scalar_type(2 * longest + 2))
        for begin in range(0, len(nodes), _AT_ONCE):
            some = slice(begin, begin + _AT_ONCE)
            distances = dijkstra(back, unweighted=True, indices=np.arange(len(nodes))[some], limit=longest)
            away[some] = np.where(np.isfinite(distances), distances, longest + 1)
        return cls(nodes=nodes, following=following, away=away)

    def loops(self, length: int, patience: Patience) -> Iterator[Way]:
        """The loops of exactly that length, each once: from its first node, through later ones only."""
        if length > len(self.nodes):
            return
        for root, first in enumerate(self.nodes):
            there_and_back = self.away[root, root:] + self.away[root:, root]
            near = root + np.flatnonzero(there_and_back <= length)
            home = dict(zip((self.nodes[number] for number in near), self.away[root, near].tolist(), strict=True))
            if len(home) < length:
                continue
            later = {node: dict.fromkeys(other for other in self.following[node] if other in home) for node in home}
            for way in of_length(later, home, source=first, target=first, length=length, patience=patience):
                yield way[:-1]
            if patience.lost:
                return


_AT_ONCE: Final = 128
"""From how many nodes distances are measured together: few enough to stay small."""


def polarity(caused: Mapping[Arc, Cause], way: Way) -> str:
    """Whether a loop is reinforcing, balancing or indeterminate; see `loops`."""
    sign = 1
    for arc in legs(way):
        sign *= caused[arc].sign
    return {1: REINFORCING, -1: BALANCING, 0: INDETERMINATE}[sign]


def legs(way: Way) -> list[Arc]:
    """The arcs of a loop, in its direction: from each node to the next, and from the last to the first."""
    return list(zip(way, (*way[1:], way[0]), strict=True))
