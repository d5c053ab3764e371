"""The figures of a whole map, each with the sentence that says how to read it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Final

import networkx as nx
import pandas as pd

from workbench.mapping import cohesion
from workbench.mapping.answering import GROUPINGS, per_cent
from workbench.mapping.asking import Answer, Choice, question
from workbench.mapping.communities import communities
from workbench.mapping.core import core
from workbench.mapping.simple import simple
from workbench.mapping.vocabulary import HOPED_FOR
from workbench.words import counted


@dataclass(frozen=True, kw_only=True)
class Index:
    """One figure of a whole map. `of` gets the graph, its simple graph and the grouping; None where undefined."""

    key: str
    label: str
    reads: str
    defined: str
    of: Callable[[nx.Graph, nx.DiGraph, str], float | None]


def _fragmentation(plain: nx.DiGraph) -> float | None:
    joined = cohesion.connectedness(plain)
    return None if joined is None else 1 - joined


def _core_share(plain: nx.DiGraph) -> float | None:
    found = core(plain)
    return len(found.members) / len(plain) if found.members else None


INDICES: Final = (
    Index(
        key="elements",
        label="Elements",
        reads="How many elements are on the map.",
        defined="The number of elements.",
        of=lambda _graph, plain, _by: len(plain),
    ),
    Index(
        key="connections",
        label="Connections",
        reads="How many connections are on the map.",
        defined="The number of connections, hoped-for ones left out.",
        of=lambda graph, _plain, _by: sum(tie.get("strength") != HOPED_FOR for *_, tie in graph.edges(data=True)),
    ),
    Index(
        key="unconnected",
        label="Connected to nothing",
        reads="How many elements nobody reaches and that reach nobody.",
        defined="The number of elements without any connection to another.",
        of=lambda _graph, plain, _by: nx.number_of_isolates(plain),
    ),
    Index(
        key="density",
        label="Possible connections that are there",
        reads="0: nobody is connected; 1: everybody with everybody, both ways. More is not always better.",
        defined="The density: arrows that are there, of all there could be. n/a with fewer than two elements.",
        of=lambda _graph, plain, _by: cohesion.density(plain),
    ),
    Index(
        key="reciprocity",
        label="Arrows that are answered",
        reads="0: nothing is answered; 1: everything is.",
        defined="The reciprocity: the share of arrows that have one the other way. n/a without connections.",
        of=lambda _graph, plain, _by: cohesion.reciprocity(plain),
    ),
    Index(
        key="e_i_index",
        label="Crossing between groups",
        reads="−1: all connections stay within a group; 0: half and half; 1: all cross.",
        defined=(
            "The E-I index: the share of arrows that cross groups less the share that stays within one. n/a without "
            "connections "
            "between elements that have a group. Source: Krackhardt and Stern 1988."
        ),
        of=lambda _graph, plain, by: cohesion.e_i_index(plain, by=by),
    ),
    Index(
        key="connectedness",
        label="Joined by some chain",
        reads="1: everybody is joined with everybody by some chain of connections; 0: nobody is.",
        defined=(
            "The connectedness: the share of pairs that some chain of connections joins, whichever way they run. n/a "
            "with fewer than two elements. Source: Krackhardt 1994."
        ),
        of=lambda _graph, plain, _by: cohesion.connectedness(plain),
    ),
    Index(
        key="efficiency",
        label="Nothing to spare",
        reads="1: no connection more than holds the map together; lower: more ways round when one fails.",
        defined=(
            "The efficiency: one less the share of arrows beyond what would just hold each piece together. n/a "
            "without connections. "
            "Source: Krackhardt 1994."
        ),
        of=lambda _graph, plain, _by: cohesion.efficiency(plain),
    ),
    Index(
        key="hierarchy",
        label="Running one way only",
        reads="0: whoever can be reached can answer; 1: everything runs one way.",
        defined=(
            "The hierarchy: of the pairs where a way leads from one to the other, the share where none leads back. "
            "n/a without "
            "connections. Source: Krackhardt 1994."
        ),
        of=lambda _graph, plain, _by: cohesion.hierarchy(plain),
    ),
    Index(
        key="fragmentation",
        label="With no way to one another",
        reads="0: the map is in one piece; 1: nobody is connected.",
        defined=(
            "The fragmentation: the share of pairs that no chain of connections joins, whichever way they run. n/a "
            "with fewer than two "
            "elements. Source: Borgatti 2006."
        ),
        of=lambda _graph, plain, _by: _fragmentation(plain),
    ),
    Index(
        key="communities",
        label="Groups that hang together",
        reads="How many groups have many connections inside and few between them.",
        defined="Groups of two or more, looked for by the connections alone. Source: Blondel and others 2008.",
        of=lambda _graph, plain, _by: sum(len(part) > 1 for part in communities(plain)),
    ),
    Index(
        key="core_share",
        label="Share in the core",
        reads="Low: a few hold it together; high: many do.",
        defined=(
            "Elements in the core, of all. n/a where all have equally many contacts. Source: Borgatti and Everett 2000."
        ),
        of=lambda _graph, plain, _by: _core_share(plain),
    ),
)
"""Every figure that can be told of a whole map, in the order in which they are read."""


def indices(graph: nx.Graph, *, by: str = "sector") -> pd.DataFrame:
    """Every figure of `INDICES` for one map: one row a figure, the index called `index` holding its key.

    Columns: `label`; `value`, a number, NaN where it is not defined; `reads`, how to read it; `defined`, how it is
    worked out. An empty graph has zeros where things are counted and NaN elsewhere. Raises `GraphContractError` if a
    node has no attribute `by`.
    """
    plain = simple(graph)
    rows = [(one.label, one.of(graph, plain, by), one.reads, one.defined) for one in INDICES]
    keys = pd.Index([one.key for one in INDICES], name="index")
    table = pd.DataFrame(rows, columns=["label", "value", "reads", "defined"], index=keys)
    return table.astype({"value": float})


_TIGHT: Final = tuple(one for one in INDICES if one.key in ("density", "connectedness", "efficiency", "hierarchy"))
_PIECES: Final = 8


@question(
    "How tightly are we connected?",
    group="How we hang together",
    defined=" ".join(f"{one.label}: {one.defined}" for one in _TIGHT),
)
def how_tight(graph: nx.MultiDiGraph) -> Answer:
    """Density and Krackhardt's three figures, and the pieces that the map is in, the eight largest marked."""
    plain = simple(graph)
    joined, dense = cohesion.connectedness(plain), cohesion.density(plain)
    if joined is None or dense is None:
        return Answer(says="There is nothing to say yet: it takes two elements on the map.")
    table = pd.DataFrame(
        [(one.label, one.of(graph, plain, ""), one.reads) for one in _TIGHT],
        columns=["label", "value", "reads"],
        index=pd.Index([one.key for one in _TIGHT], name="index"),
    ).astype({"value": float})
    parts = sorted(nx.weakly_connected_components(plain), key=len, reverse=True)
    pieces = [part for part in parts if len(part) > 1]
    alone = [node for part in parts if len(part) == 1 for node in part]
    says = (
        f"{_in_pieces(len(pieces), len(alone))}: {per_cent(joined)} of pairs are joined by some chain of connections "
        f"and {per_cent(dense)} of all possible connections are there. Beside each figure stands how to read it; "
        "none is better for being higher."
    )
    marks: dict[Hashable, str] = dict.fromkeys(alone, "found")
    legend = {"found": "connected to nothing"} if alone else {}
    for number, piece in enumerate(pieces[:_PIECES], start=1):
        marks |= {node: f"group {number}" for node in plain if node in piece}
        legend[f"group {number}"] = f"a piece of {len(piece)} elements"
    return Answer(says=says, table=table, marks=marks, legend=legend)


def _in_pieces(pieces: int, alone: int) -> str:
    if not pieces:
        return "Nothing is connected"
    apart = "" if not alone else "One element is" if alone == 1 else f"{alone} elements are"
    if not apart:
        return "The map is in one piece" if pieces == 1 else f"The map is in {pieces} pieces"
    return f"{apart} connected to nothing, the rest is in {'one piece' if pieces == 1 else f'{pieces} pieces'}"


@question(
    "What are all the figures of the whole map?",
    group="How we hang together",
    defined=" ".join(f"{one.label}: {one.defined}" for one in INDICES),
    choices={"by": Choice(words="Groups are", options=GROUPINGS)},
)
def all_figures(graph: nx.MultiDiGraph, *, by: str = "sector") -> Answer:
    """Every figure of `indices`, with how to read it. Nothing is marked: they are of the whole map."""
    table = indices(graph, by=by)[["label", "value", "reads"]]
    elements, connections = (round(number) for number in table["value"].iloc[:2])
    says = (
        f"{counted(elements, 'element')} and {counted(connections, 'connection')}. Beside each figure stands how to "
        "read it; they say most when you look at the same ones then and now."
    )
    return Answer(says=says, table=table)
