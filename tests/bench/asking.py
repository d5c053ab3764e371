"""How long each question takes, and each way to arrange a map; beside them networkx, where it has the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any, Final

import networkx as nx

from tests.bench.clock import median
from workbench.mapping.layouts import LAYOUTS, places
from workbench.mapping.loops import LONGEST, MOST, causes
from workbench.mapping.questions import ask, listed
from workbench.mapping.simple import simple

RUNS: Final = 5
PATIENCE: Final = 5.0
"""Seconds: a peer that took longer on one map is not run on the next larger one."""
About = Sequence[Hashable]


@dataclass(frozen=True, kw_only=True)
class Peer:
    """A function of networkx that works out the same, or the part of it that it has."""

    name: str
    do: Callable[[nx.MultiDiGraph, About], Any]


PEERS: Final = {
    "look_from_here": Peer(
        name="descendants", do=lambda map_, about: [nx.descendants(simple(map_), node) for node in about]
    ),
    "ways_between": Peer(
        name="all_shortest_paths", do=lambda map_, about: list(nx.all_shortest_paths(simple(map_), about[0], about[1]))
    ),
    "stands_out, central": Peer(
        name="betweenness_centrality", do=lambda map_, _: nx.betweenness_centrality(simple(map_))
    ),
    "far_reaching": Peer(
        name="all_pairs_shortest_path_length",
        do=lambda map_, _: dict(nx.all_pairs_shortest_path_length(simple(map_), cutoff=2)),
    ),
    "if_it_leaves": Peer(name="connected_components", do=lambda map_, about: _without(map_, about[0])),
    "least_without": Peer(
        name="articulation_points", do=lambda map_, _: list(nx.articulation_points(simple(map_).to_undirected()))
    ),
    "open_circles": Peer(name="constraint", do=lambda map_, _: nx.constraint(simple(map_))),
    "feedback": Peer(name="simple_cycles", do=lambda map_, _: _cycles(map_)),
    "answered": Peer(name="overall_reciprocity", do=lambda map_, _: nx.overall_reciprocity(simple(map_))),
    "hanging_together": Peer(
        name="louvain_communities",
        do=lambda map_, _: nx.community.louvain_communities(simple(map_).to_undirected(), seed=1),
    ),
    "arrange, force": Peer(name="spring_layout", do=lambda map_, _: nx.spring_layout(simple(map_), seed=1)),
}
"""By what is asked: the key of a question, its key and a choice, or a way to arrange. The peer, too, begins with the
map as it is; but it makes no table, no sentence and no small map of what it finds."""

MORE: Final = (("stands_out", {"what": "central"}), ("ways_between", {"which": "up to 6 steps"}))
"""Choices that are much more work than the first, beside which they are asked too."""


@dataclass(kw_only=True)
class Times:
    """Seconds by what was asked, and of its peer where it has one and was run."""

    words: dict[str, str] = field(default_factory=dict)
    ours: dict[str, float] = field(default_factory=dict)
    peer: dict[str, float] = field(default_factory=dict)


def questions(graph: nx.MultiDiGraph, *, before: Times | None = None) -> Times:
    """Ask everything, as the panel lists it; `before` are the times of the next smaller map."""
    times = Times()
    for one in listed():
        about = pointed(graph, one.needs)
        for options in [{}, *(more for key, more in MORE if key == one.key)]:
            key = ", ".join((one.key, *options.values()))
            times.words[key] = f"{one.words} ({', '.join(options.values())})" if options else one.words
            times.ours[key] = median(partial(ask, graph, one.key, about=about, **options), runs=RUNS)
            _time_the_peer(times, key, graph, about, before)
    return times


def arrangements(graph: nx.MultiDiGraph, *, before: Times | None = None) -> Times:
    """Arrange the map in every way; `before` are the times of the next smaller map."""
    times = Times()
    for how, words in LAYOUTS.items():
        key = f"arrange, {how}"
        times.words[key] = words
        times.ours[key] = median(partial(places, graph, how), runs=RUNS)
        _time_the_peer(times, key, graph, (), before)
    return times


def _time_the_peer(times: Times, key: str, graph: nx.MultiDiGraph, about: About, before: Times | None) -> None:
    """Unless there is none, or it took too long on the next smaller map."""
    if key in PEERS and (before is None or before.peer.get(key, PATIENCE) < PATIENCE):
        times.peer[key] = median(partial(PEERS[key].do, graph, about), runs=RUNS)


def pointed(graph: nx.MultiDiGraph, needs: str) -> list[Hashable]:
    """What is pointed to: the hub, the three largest, or the hub and what is furthest from it."""
    plain = simple(graph)
    hubs = sorted(plain, key=lambda node: -plain.degree(node))[:3]
    if needs == "two":
        return [hubs[0], list(nx.bfs_tree(plain, hubs[0]))[-1]]
    return {"nothing": [], "one": hubs[:1], "some": hubs}[needs]


def _without(graph: nx.MultiDiGraph, node: Hashable) -> list[set[Hashable]]:
    rest = simple(graph).to_undirected()
    rest.remove_node(node)
    return list(nx.connected_components(rest))


def _cycles(graph: nx.MultiDiGraph) -> list[Any]:
    """As many loops as a question looks at, and as long."""
    return list(islice(nx.simple_cycles(nx.DiGraph(list(causes(graph))), length_bound=LONGEST), MOST))
