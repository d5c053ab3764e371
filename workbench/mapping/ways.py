"""Which connections are followed on a map, and the ways from one element to another along them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from typing import Any, Final, TypeAlias

import networkx as nx

from workbench.errors import BadInput
from workbench.mapping.simple import simple

Arc: TypeAlias = tuple[Hashable, Hashable]
Way: TypeAlias = tuple[Hashable, ...]

EVERY: Final = "every connection"
INFLUENCES: Final = "influences only"

MOST_WAYS: Final = 100
"""How many ways between two elements are listed."""
PATIENCE: Final = 1_000_000
"""How many steps a search for ways or loops takes before it gives up (about a second)."""


def causal(given: Mapping[str, Any]) -> bool:
    """Whether a connection with these attributes says that one thing changes another.

    It does if it has a sign, if its kind is “influences”, or if it has neither a kind nor a sign.
    """
    return given.get("sign") not in (None, "") or given.get("kind") in (None, "", "influences")


def followed(graph: nx.Graph, along: str = EVERY) -> nx.DiGraph:
    """The simple directed graph of every connection, or of those that are `causal` (`INFLUENCES`), with all nodes."""
    if along == EVERY:
        return simple(graph)
    return simple(nx.subgraph_view(graph, filter_edge=lambda *edge: causal(graph.edges[edge])))


def steps(
    following: Callable[[Hashable], Iterable[Hashable]], starts: Iterable[Hashable], *, within: int | None = None
) -> dict[Hashable, int]:
    """How many steps away each node is from the nearest of the starts (they are 0), the nearest first.

    `following` gives the nodes one step on. Nodes more than `within` steps away, and those out of reach, are left out.
    """
    away = dict.fromkeys(starts, 0)
    front = list(away)
    taken = 0
    while front and (within is None or taken < within):
        taken += 1
        further = []
        for node in front:
            for other in following(node):
                if other not in away:
                    away[other] = taken
                    further.append(other)
        front = further
    return away


def present(graph: nx.Graph, *nodes: Hashable) -> None:
    """Raise `BadInput`, naming it, if one of these is no node of the graph."""
    for node in nodes:
        if node not in graph:
            raise BadInput(f"There is no ‘{node}’ on this map. Point to an element that is on it.")


@dataclass
class Patience:
    """How many steps a search may still take; once `left` is below 0, it ended early."""

    left: int = PATIENCE

    @property
    def lost(self) -> bool:
        """Whether the search ended before it had seen everything."""
        return self.left < 0


def of_length(
    following: Mapping[Hashable, Collection[Hashable]],
    home: Mapping[Hashable, float],
    *,
    source: Hashable,
    target: Hashable,
    length: int,
    patience: Patience,
) -> Iterator[Way]:
    """Every way of exactly `length` steps from source to target that passes no node twice, in the order of the graph.

    `following` gives the nodes one step on, `home` at most how few steps it takes from each node to the target; a node
    without a home is not entered. Source and target may be the same: then the ways are loops. Ends early once there
    is no patience left.
    """
    way, entered, waiting = [source], {source}, [iter(following[source])]
    while waiting and not patience.lost:
        if len(way) == length:
            patience.left -= 1
            if target in following[way[-1]]:
                yield (*way, target)
        else:
            for other in waiting[-1]:
                patience.left -= 1
                if other != target and other not in entered and len(way) + home.get(other, length) <= length:
                    way.append(other)
                    entered.add(other)
                    waiting.append(iter(following[other]))
                    break
            else:
                waiting.pop()
                entered.discard(way.pop())
            continue
        waiting.pop()
        entered.discard(way.pop())


@dataclass(frozen=True, kw_only=True)
class Ways:
    """Ways from one node to another, the shortest first; `complete` is False if there are more than these."""

    ways: tuple[Way, ...]
    complete: bool


def shortest_ways(graph: nx.Graph, source: Hashable, target: Hashable, *, most: int = MOST_WAYS) -> Ways:
    """The shortest ways from source to target, each a tuple of nodes; none if nothing leads there.

    Raises `BadInput` if either is no node of the graph. From a node to itself there is no way.
    """
    return _ways(graph, source, target, longest=None, most=most)


def all_ways(graph: nx.Graph, source: Hashable, target: Hashable, *, longest: int = 4, most: int = MOST_WAYS) -> Ways:
    """Every way of up to `longest` steps that passes no node twice, the shortest first; see `shortest_ways`."""
    return _ways(graph, source, target, longest=longest, most=most)


def _ways(graph: nx.Graph, source: Hashable, target: Hashable, *, longest: int | None, most: int) -> Ways:
    present(graph, source, target)
    plain = simple(graph)
    home = steps(plain.predecessors, [target], within=longest)
    if source == target or source not in home:
        return Ways(ways=(), complete=True)
    patience = Patience()
    found: list[Way] = []
    for length in range(home[source], (home[source] if longest is None else longest) + 1):
        ways = of_length(plain.succ, home, source=source, target=target, length=length, patience=patience)
        for way in ways:
            if len(found) == most:
                return Ways(ways=tuple(found), complete=False)
            found.append(way)
    return Ways(ways=tuple(found), complete=not patience.lost)


def on_the_way(graph: nx.Graph, source: Hashable, target: Hashable, *, within: int | None = None) -> set[Arc]:
    """The arcs that a way from source to target runs along, of up to `within` steps or of any length.

    Ways that pass an element twice do not count. With `within` up to 3 that is exact. Beyond, to tell for certain
    would take too long: an arc is kept unless some one element stands on every way to it and also on every way from
    it on to the target, so that now and then an arc too many is kept, and never one too few. None if nothing leads
    there, or from a node to itself. Raises `BadInput` if either is no node of the graph.
    """
    return on_the_ways(graph, [source, target], within=within).get((source, target), set())


def on_the_ways(graph: nx.Graph, ends: Iterable[Hashable], *, within: int | None = None) -> dict[Arc, set[Arc]]:
    """For each (source, target) among these nodes, the arcs that a way runs along; see `on_the_way`."""
    among = list(dict.fromkeys(ends))
    present(graph, *among)
    plain = simple(graph)
    near = {(source, target): _near(plain, source, target, within=within) for source, target in permutations(among, 2)}
    if within is not None and within <= _EXACT:
        return near
    back = plain.reverse(copy=False)
    before = {end: _unavoidable(plain, end) for end in among}
    after = {end: _unavoidable(back, end) for end in among}
    return {
        (source, target): {(one, other) for one, other in arcs if before[source](one).isdisjoint(after[target](other))}
        for (source, target), arcs in near.items()
    }


_EXACT: Final = 3


def _near(plain: nx.DiGraph, source: Hashable, target: Hashable, *, within: int | None) -> set[Arc]:
    """The arcs on any way there of so many steps, that comes by neither end twice."""
    out = steps(lambda node: () if node == target else plain.succ[node], [source], within=within)
    home = steps(lambda node: () if node == source else plain.pred[node], [target], within=within)
    return {
        (one, other)
        for one in out
        if one != target
        for other in plain.succ[one]
        if other in home and other != source and (within is None or out[one] + 1 + home[other] <= within)
    }


def _unavoidable(plain: nx.DiGraph, start: Hashable) -> Callable[[Hashable], frozenset[Hashable]]:
    """For each node, all that every way to it from `start` passes: its dominators, itself and the start included."""
    nearest = nx.immediate_dominators(plain, start)

    @cache
    def passed(node: Hashable) -> frozenset[Hashable]:
        found = {node}
        while node != start:
            node = nearest[node]
            found.add(node)
        return frozenset(found)

    return passed
