"""Which elements hang together more than with the rest, whatever they are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from string import ascii_uppercase
from typing import Final

import networkx as nx
import pandas as pd

from workbench.mapping.answering import GROUPINGS
from workbench.mapping.asking import Answer, Choice, question
from workbench.mapping.simple import groups, label, simple
from workbench.words import counted, listed

Communities = list[list[Hashable]]


def communities(graph: nx.Graph, *, seed: int = 1) -> Communities:
    """The nodes in groups with many connections inside and few between: the largest first, each in the graph's order.

    Every node is in exactly one; a node without connections is one on its own. Two nodes are connected if an arc leads
    from either to the other; strength and number do not count. The same graph with the same `seed` gives the same
    groups; another seed may move nodes on the edge of one. An empty graph gives none.
    Source: Blondel, Guillaume, Lambiotte & Lefebvre 2008 (Louvain), as networkx does it.
    """
    plain = simple(graph)
    nodes = list(plain)
    place = {node: number for number, node in enumerate(nodes)}
    between = nx.Graph()
    between.add_nodes_from(range(len(nodes)))
    between.add_edges_from((place[one], place[other]) for one, other in plain.edges)
    # Whole numbers in place of ids: what a set holds then comes in the same order on every day and machine.
    found = (
        nx.community.louvain_communities(between, seed=seed) if between.number_of_edges() else [{n} for n in between]
    )
    in_order = sorted((sorted(part) for part in found), key=lambda part: (-len(part), part[0]))
    return [[nodes[number] for number in part] for part in in_order]


def modularity(graph: nx.Graph, parts: Sequence[Sequence[Hashable]]) -> float | None:
    """How much more these groups keep to themselves than chance would have it (-½ … 1); None without connections.

    The share of connections inside groups less what is expected when connections are dealt out at random and every
    node keeps its number of them. Source: Newman & Girvan 2004.
    """
    between = nx.Graph()
    between.add_nodes_from(graph)
    between.add_edges_from(simple(graph).edges)
    if not between.number_of_edges():
        return None
    return float(nx.community.modularity(between, [set(part) for part in parts]))


_SHOWN: Final = 8


@question(
    "Which groups hang together, whatever they are called?",
    group="How we hang together",
    defined=(
        "Groups are looked for that have many connections inside and few between them; everybody is in one. How "
        "clearly they stand apart is their modularity: 0 is no more than chance, 1 the most there can be; under 0.3 is "
        "said to run into one another, from 0.5 to stand clearly apart; n/a without connections. Elements on the edge "
        "of a group could as well be in the next. "
        "Source: Blondel and others 2008; Newman and Girvan 2004."
    ),
    choices={"beside": Choice(words="Compare with", options=GROUPINGS)},
)
def hanging_together(graph: nx.MultiDiGraph, *, beside: str = "sector") -> Answer:
    """The groups that connections make, beside what the elements are called; see `communities`.

    The table has a row for every element in a group of two or more; up to eight groups are marked.
    """
    parts = communities(graph)
    apart = modularity(graph, parts)
    if apart is None:
        return Answer(says="No groups can be seen yet: there are no connections.")
    belongs = groups(graph, beside)
    shared = [part for part in parts if len(part) > 1]
    plain = simple(graph)
    rows = {}
    for number, part in enumerate(shared, start=1):
        inside = set(part)
        for node in part:
            near = set(plain.succ[node]) | set(plain.pred[node])
            within, beyond = len(near & inside), len(near - inside)
            rows[node] = (label(graph, node), _letter(number), belongs.get(node), within, beyond)
    table = pd.DataFrame.from_dict(
        rows, orient="index", columns=["label", "group", beside, "connected inside", "connected outside"]
    ).rename_axis("node")
    marks = {node: f"group {number}" for number, part in enumerate(shared[:_SHOWN], start=1) for node in part}
    legend = {
        f"group {number}": f"{len(part)} elements, mostly around {_middle(graph, plain, part)}"
        for number, part in enumerate(shared[:_SHOWN], start=1)
    }
    return Answer(says=_says(shared, apart, belongs, beside), table=table, marks=marks, legend=legend)


def _says(shared: Communities, apart: float, belongs: dict[Hashable, object], beside: str) -> str:
    if len(shared) == 1:
        return f"Everybody who is connected hangs together in one group of {len(shared[0])}; no smaller ones stand out."
    sizes = listed([str(len(part)) for part in shared[:4]])
    rest = len(shared) - 4
    more = f" and {counted(rest, 'smaller one')}" if rest > 0 else ""
    mixed = [part for part in shared if len({belongs[node] for node in part if node in belongs}) > 1]
    several = "all" if len(mixed) == len(shared) else str(len(mixed)) if mixed else "none"
    says = f"{len(shared)} groups hang together, of {sizes} elements{more}; {_clearly(apart)}."
    if not belongs:
        return says
    return f"{says} {several.capitalize()} of them {_join(len(mixed))} more than one {beside}."


def _clearly(apart: float) -> str:
    """How far groups of this modularity stand apart, in words."""
    if apart >= _CLEAR:
        return "they stand clearly apart"
    return "they stand apart, with connections between them" if apart >= _APART else "they run into one another"


_APART: Final = 0.3
_CLEAR: Final = 0.5


def _letter(number: int) -> str:
    """What a group is called in the table: the letter that it wears on the drawing, or its number if it wears none."""
    return ascii_uppercase[number - 1] if number <= _SHOWN else str(number)


def _join(count: int) -> str:
    return "joins" if count == 1 else "join"


def _middle(graph: nx.Graph, plain: nx.DiGraph, part: list[Hashable]) -> str:
    inside = set(part)
    count = Counter({node: len((set(plain.succ[node]) | set(plain.pred[node])) & inside) for node in part})
    return label(graph, count.most_common(1)[0][0])
