"""What holds a map together: how far it is in pieces, and what becomes of it when somebody leaves."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Final

import networkx as nx
import pandas as pd

from workbench.mapping.answering import PLACES
from workbench.mapping.asking import About, Answer, question
from workbench.mapping.marking import names, table, ties, worn
from workbench.mapping.simple import label, simple
from workbench.mapping.ways import Arc, present
from workbench.words import counted


def fragmentation(graph: nx.Graph) -> float | None:
    """The share of all pairs of nodes with no way between them, whichever way arcs run (0 … 1).

    0: all hang together; 1: nobody is connected. 1 − Σ s(s − 1) / n(n − 1) over the sizes s of the weak components.
    None for fewer than two nodes. Source: Borgatti 2006.
    """
    return _of_sizes(len(part) for part in nx.connected_components(_either_way(graph)))


def parts_without(graph: nx.Graph, node: Hashable) -> list[list[Hashable]]:
    """What the part of the map that a node belongs to falls into when it leaves, the largest first.

    Each a list of nodes in the graph's order. One list if the others stay together, none if it is connected to nobody.
    Of parts of one size, the one whose first node comes first. Raises `BadInput` if it is no node of the graph.
    """
    present(graph, node)
    plain = _either_way(graph)
    together = nx.node_connected_component(plain, node) - {node}
    place = {one: number for number, one in enumerate(plain)}
    parts = [sorted(part, key=place.__getitem__) for part in nx.connected_components(plain.subgraph(together))]
    return sorted(parts, key=lambda part: (-len(part), place[part[0]]))


def leaving(graph: nx.Graph) -> pd.DataFrame:
    """What becomes of the map when each node leaves: one row a node, in the graph's order.

    Columns: `parts`, into how many its part of the map falls (0 if it was connected to nobody); `cut_off`, how many
    others are then cut off from the largest of these; `pairs`, how many pairs of others have no way to one another any
    more; `fragmentation` of what remains, missing for fewer than two. The index is called `node`; an empty graph
    gives no rows. One walk through the map counts all of it. Source: Borgatti 2006, the negative problem; the walk,
    Hopcroft & Tarjan 1973.
    """
    plain = _either_way(graph)
    remain = len(plain) - 1
    components = list(nx.connected_components(plain))
    joined = sum(len(part) * (len(part) - 1) for part in components)
    rows: dict[Hashable, tuple[int, int, int, float | None]] = {}
    for part in components:
        size = len(part)
        for node, sizes in _pieces(plain, next(iter(part)), size):
            still = sum(piece * (piece - 1) for piece in sizes)
            lost = (size - 1) * (size - 2) - still
            others = joined - size * (size - 1) + still
            broken = 1 - others / (remain * (remain - 1)) if remain > 1 else None
            rows[node] = (len(sizes), sum(sizes) - max(sizes, default=0), lost // 2, broken)
    index = pd.Index(list(plain), name="node", tupleize_cols=False)
    columns = ["parts", "cut_off", "pairs", "fragmentation"]
    frame = pd.DataFrame([rows[node] for node in plain], index=index, columns=columns)
    return frame.astype({"parts": int, "cut_off": int, "pairs": int, "fragmentation": float})


def _either_way(graph: nx.Graph) -> nx.Graph:
    plain = simple(graph)
    either = nx.Graph()
    either.add_nodes_from(plain)
    either.add_edges_from(plain.edges)
    return either


def _of_sizes(sizes: Iterable[int]) -> float | None:
    found = list(sizes)
    size = sum(found)
    return 1 - sum(part * (part - 1) for part in found) / (size * (size - 1)) if size > 1 else None


def _pieces(plain: nx.Graph, root: Hashable, size: int) -> Iterator[tuple[Hashable, list[int]]]:
    """For each node of a component of that size: the sizes of the pieces that it falls into when the node leaves.

    A walk in depth from the root. What was first reached through a node becomes a piece of its own without it, unless
    something in it leads back to before the node; all that is left over makes one more piece.
    """
    met = {root: 0}
    earliest = {root: 0}
    below = {root: 1}
    pieces: dict[Hashable, list[int]] = {root: []}
    path: list[tuple[Hashable, Iterator[Hashable]]] = [(root, iter(plain[root]))]
    while path:
        node, waiting = path[-1]
        for other in waiting:
            if other in met:
                earliest[node] = min(earliest[node], met[other])
                continue
            met[other] = earliest[other] = len(met)
            below[other] = 1
            pieces[other] = []
            path.append((other, iter(plain[other])))
            break
        else:
            path.pop()
            if path:
                before = path[-1][0]
                below[before] += below[node]
                earliest[before] = min(earliest[before], earliest[node])
                if earliest[node] >= met[before]:
                    pieces[before].append(below[node])
            rest = size - 1 - sum(pieces[node])
            yield node, [*pieces[node], rest] if rest else pieces[node]


_GROUP: Final = "What if"
_PARTS: Final = 8
"""How many parts are told apart on the small map."""


@question(
    "What falls apart if this one leaves?",
    group=_GROUP,
    needs="one",
    defined=(
        "Takes the element and all its connections away and looks who can still find a way to whom, whichever way the "
        "arrows run. Each part of what remains is a row. Source: the fragmentation of a network, Borgatti 2006."
    ),
)
def if_it_leaves(graph: nx.MultiDiGraph, about: About) -> Answer:
    """Who would be cut off from whom without one element: one row a part of what remains; see `parts_without`."""
    node = about[0]
    name = label(graph, node)
    parts = parts_without(graph, node)
    marks: dict[Hashable, str] = {}
    for number, part in enumerate(parts):
        role = _role(number)
        marks |= dict.fromkeys(part, role) | dict.fromkeys(ties(graph, _inside(graph, set(part))), role)
    touching = {arc for other in graph for arc in ((node, other), (other, node))}
    marks |= {node: "start"} | dict.fromkeys(ties(graph, touching), "way")
    legend = {"start": name, "way": "connections that would go"}
    for number, part in enumerate(parts[:_PARTS]):
        several = number == _PARTS - 1 and len(parts) > _PARTS
        legend[_role(number)] = "the other parts" if several else _called(graph, part)
    return Answer(
        says=_what_falls(graph, node, parts),
        table=pd.DataFrame(
            {
                "label": [names(graph, part) for part in parts],
                "elements": [len(part) for part in parts],
                "sectors": [_sectors(graph, part) for part in parts],
            },
            index=pd.RangeIndex(1, len(parts) + 1, name="part"),
        ),
        marks=marks,
        legend=worn(marks, legend),
    )


def _role(number: int) -> str:
    return f"group {min(number, _PARTS - 1) + 1}"


def _inside(graph: nx.Graph, part: set[Hashable]) -> set[Arc]:
    return {(one, other) for one, other in graph.edges() if one in part and other in part}


def _called(graph: nx.Graph, part: list[Hashable]) -> str:
    return names(graph, part) if len(part) <= 3 else f"{label(graph, part[0])} and {len(part) - 1:,} others"


def _sectors(graph: nx.Graph, part: list[Hashable]) -> str:
    return ", ".join(dict.fromkeys(str(graph.nodes[node].get("sector") or "none given") for node in part))


def _what_falls(graph: nx.Graph, node: Hashable, parts: list[list[Hashable]]) -> str:
    name = label(graph, node)
    if not parts:
        return f"Nothing falls apart: {name} is not connected to anything."
    if len(parts) == 1 and len(parts[0]) == 1:
        return f"{label(graph, parts[0][0])} would be connected to nothing: {name} is its only neighbour."
    together = sum(map(len, parts))
    aside = len(graph) - 1 - together
    before = f" {counted(aside, 'other')} had no way to {name} before either." if aside else ""
    if len(parts) == 1:
        return f"Nothing falls apart without {name}: all {together:,} others around it stay connected.{before}"
    rest = parts[0]
    off = [other for part in parts[1:] for other in part]
    if len(rest) == 1:
        return f"Without {name}, {names(graph, [*rest, *off])} would each be connected to nothing.{before}"
    apart = "" if len(parts) == 2 else f", in {counted(len(parts) - 1, 'part')}"
    left = f"{names(graph, rest)} would stay connected" if len(rest) <= 3 else f"the other {len(rest):,} stay connected"
    return f"Without {name}, {names(graph, off, most=6)} would be cut off{apart}; {left}.{before}"


@question(
    "Whom could we least do without?",
    group=_GROUP,
    defined=(
        "Takes each element away in turn and counts the pairs of others who then cannot find a way to one another, "
        "whichever way the arrows run. Cut off: how many would lose the largest part of what hung together. Those who "
        "cut off equally many pairs are level. Pairs with no way then: the share of all pairs of those who are left "
        "(the fragmentation); n/a with fewer than two elements left. Source: Borgatti 2006."
    ),
)
def least_without(graph: nx.MultiDiGraph) -> Answer:
    """Those without whom others would be cut off, the greatest loss first; see `leaving`. Up to three are marked."""
    if not graph.number_of_edges():
        return Answer(says="Nobody is connected on this map yet, so nobody holds it together.")
    figures = leaving(graph)
    figures = figures[figures["pairs"] > 0].sort_values("pairs", ascending=False, kind="stable")
    if figures.empty:
        return Answer(
            says="There is nobody whom the others need to stay connected: whoever leaves, the rest hang together as "
            "before."
        )
    order = list(figures.index)
    pairs, cut_off, parts = (figures[name].to_dict() for name in ("pairs", "cut_off", "parts"))
    lost = {node: [other for part in parts_without(graph, node)[1:] for other in part] for node in order[:_TOLD]}
    columns = {
        "who_would_be_cut_off": {node: names(graph, off, most=6) for node, off in lost.items()},
        "cut_off": cut_off,
        "pairs_that_lose_each_other": pairs,
        "parts": parts,
        "per_cent_of_pairs_with_no_way_then": {
            node: round(100 * share, 1) for node, share in figures["fragmentation"].items()
        },
    }
    level = [node for node in order if pairs[node] == pairs[order[0]]]
    marks: dict[Hashable, str] = {}
    for node in reversed(order[: len(PLACES)]):
        marks |= dict.fromkeys(lost[node], "found")
    marks |= dict(zip(order, PLACES, strict=False))
    legend = {place: label(graph, node) for node, place in zip(order, PLACES, strict=False)}
    return Answer(
        says=_least(graph, order, level, lost),
        table=table(graph, order, **columns),
        marks=marks,
        legend=worn(marks, {**legend, "found": "who would be cut off"}),
    )


_TOLD: Final = 50
"""Of how many the table names those who would be cut off."""


def _least(graph: nx.Graph, order: list[Hashable], level: list[Hashable], lost: dict[Hashable, list[Hashable]]) -> str:
    """Who would be cut off, by name; those who are level are called so, and none of them first."""
    safer = "A second way around them would make the map safer."
    if len(level) > 1:
        first = "; ".join(_cuts_off(graph, node, lost[node]) for node in level[: len(PLACES)])
        who = "These two are" if len(level) == 2 else f"{names(graph, level)} are all"
        return f"{who} equally hard to do without: {first}. {safer}"
    rest = order[1 : len(PLACES)]
    after = f" Next: {'; '.join(_cuts_off(graph, node, lost[node]) for node in rest)}." if rest else ""
    return f"{_cuts_off(graph, order[0], lost[order[0]], first=True)}.{after} {safer}"


def _cuts_off(graph: nx.Graph, node: Hashable, off: list[Hashable], *, first: bool = False) -> str:
    return f"{'Without' if first else 'without'} {label(graph, node)}, {names(graph, off)} would be cut off"
