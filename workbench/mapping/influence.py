"""What leads where on a map, and what its structure makes stand out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import networkx as nx
import pandas as pd

from workbench.mapping.asking import Answer, Choice, question
from workbench.mapping.marking import names, table
from workbench.mapping.simple import simple
from workbench.mapping.ways import EVERY, INFLUENCES, Arc, followed, present, steps

ALONG: Final = Choice(words="Along", options=(EVERY, INFLUENCES))
"""Which connections a question follows."""

TOWARDS: Final = ("downstream", "upstream", "around")
"""Where to look from an element: at what it leads to, at what leads to it, at both and onwards either way."""

STANDING_OUT: Final = ("influential", "influenced", "central", "high leverage")
"""What structure can suggest of an element."""

OUT_OVER_IN: Final = "mostly leading"
"""What “high leverage” is called on screen."""
AS_WORDS: Final = {word: OUT_OVER_IN if word == "high leverage" else word for word in STANDING_OUT}
"""What each of `STANDING_OUT` is called on screen."""
_NAMED: Final = {words: word for word, words in AS_WORDS.items()}

_FEW: Final = 5


def downstream(graph: nx.Graph, start: Hashable, *, within: int | None = None) -> dict[Hashable, int]:
    """What an element leads to, and in how few steps (1, 2 …), the nearest first; the element itself apart.

    With `within`, no further than that many steps; else all the way. Empty if it leads to nothing. Raises `BadInput`
    if it is no node of the graph. Arcs as in `simple.simple`.
    """
    return look(graph, [start], "downstream", within=within).found


def upstream(graph: nx.Graph, start: Hashable, *, within: int | None = None) -> dict[Hashable, int]:
    """What leads to an element, and in how few steps; see `downstream`."""
    return look(graph, [start], "upstream", within=within).found


def around(graph: nx.Graph, start: Hashable, *, within: int | None = None) -> dict[Hashable, int]:
    """What an element is connected with, whichever way connections run, and in how few steps; see `downstream`."""
    return look(graph, [start], "around", within=within).found


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was found from some starts: each node with its steps from the nearest start, and the arcs that lead there.

    No start is among the `found`. Every arc of `ways` is on a shortest way from a start to something found.
    """

    found: dict[Hashable, int]
    ways: set[Arc]


def look(
    graph: nx.Graph, starts: Collection[Hashable], towards: str, *, every: bool = False, within: int | None = None
) -> Found:
    """What is downstream, upstream or around (see `TOWARDS`) of any of the starts, or of `every` one of them.

    Nothing for no starts. Raises `BadInput` if one of them is no node of the graph.
    """
    present(graph, *starts)
    plain = simple(graph)
    following = _following(plain, towards)
    together = [[start] for start in starts] if every else [list(starts)]
    seen = [steps(following, some, within=within) for some in together]
    nearest: dict[Hashable, int] = {}
    for away in seen:
        for node, count in away.items():
            nearest[node] = min(count, nearest.get(node, count))
    common = [node for node in nearest if node not in starts and all(node in away for away in seen)]
    found = {node: nearest[node] for node in sorted(common, key=nearest.__getitem__)}
    ways = {arc for away in seen for arc in _trail(plain, towards, away, found)}
    return Found(found=found, ways=ways)


def _following(plain: nx.DiGraph, towards: str) -> Callable[[Hashable], Iterable[Hashable]]:
    if towards == "downstream":
        return plain.successors
    if towards == "upstream":
        return plain.predecessors
    return lambda node: [*plain.succ[node], *plain.pred[node]]


def _trail(plain: nx.DiGraph, towards: str, away: Mapping[Hashable, int], found: Iterable[Hashable]) -> set[Arc]:
    """The arcs on the shortest ways back from what was found, one step nearer at a time."""
    waiting = list(found)
    seen = set(waiting)
    arcs: set[Arc] = set()
    while waiting:
        node = waiting.pop()
        nearer = {other: (other, node) for other in plain.pred[node]} if towards != "upstream" else {}
        back = {other: (node, other) for other in plain.succ[node]} if towards != "downstream" else {}
        for ways in (nearer, back):
            for other, arc in ways.items():
                if other in away and away[other] == away[node] - 1:
                    arcs.add(arc)
                    if other not in seen:
                        seen.add(other)
                        waiting.append(other)
    return arcs


def leverage(graph: nx.Graph) -> pd.DataFrame:
    """How many each node leads to directly, and how many lead to it: one row a node, in the graph's order.

    Columns `out`, `in` (whole numbers, others counted once however many connections) and `leverage`, out for each in;
    missing where `in` is 0. The index is called `node`; an empty graph gives no rows.
    """
    plain = simple(graph)
    index = pd.Index(list(plain), name="node", tupleize_cols=False)
    out = pd.Series([plain.out_degree(node) for node in plain], index=index, dtype="int64")
    back = pd.Series([plain.in_degree(node) for node in plain], index=index, dtype="int64")
    return pd.DataFrame({"out": out, "in": back, "leverage": out / back.where(back > 0)})


def figures(graph: nx.Graph, what: str) -> dict[Hashable, float]:
    """The figure by which nodes are `what` (one of `STANDING_OUT`), in the graph's order.

    influential: how many a node leads to directly; influenced: how many lead to it; high leverage: the one for each
    of the other, and no figure where nothing leads to it; central: on how many shortest ways between others it lies.
    """
    if what == "central":
        from workbench.mapping.brokers import betweenness  # noqa: PLC0415  its questions stand elsewhere in the panel

        return betweenness(graph).to_dict()
    column = leverage(graph)[{"influential": "out", "influenced": "in", "high leverage": "leverage"}[what]]
    return {node: float(figure) for node, figure in column.dropna().items()}


def standing_out(graph: nx.Graph, what: str) -> list[Hashable]:
    """The nodes that structure suggests to be `what` (one of `STANDING_OUT`), the highest figure first.

    All that share the highest figure, and those that follow as long as it makes no more than five, nor more than a
    third of all nodes. None if no figure is above 0, or if more than half share the highest: nothing stands out then.
    """
    return _highest(figures(graph, what), graph.number_of_nodes())


def _highest(figure: Mapping[Hashable, float], size: int) -> list[Hashable]:
    levels: dict[float, list[Hashable]] = {}
    for node, value in figure.items():
        if round(value, 9) > 0:
            levels.setdefault(round(value, 9), []).append(node)
    ranked = [levels[value] for value in sorted(levels, reverse=True)]
    if not ranked or len(ranked[0]) > size / 2:
        return []
    found = list(ranked[0])
    for level in ranked[1:]:
        if len(found) + len(level) > min(_FEW, size / 3):
            break
        found += level
    return found


@question(
    "What stands out on this map?",
    group="What leads where",
    defined=(
        "Influential: leads to the most others directly (out). Influenced: the most others lead to it (in). Central: "
        "on the most shortest ways between two others (betweenness, Freeman 1977). Mostly leading: the most out for "
        "each in (leverage); n/a "
        "where nothing leads to an element. Several connections between the same two count once, and one that runs "
        "both ways counts for both. Nothing stands out where more than half of all elements are level at the top."
    ),
    choices={"what": Choice(words="As", options=tuple(_NAMED)), "along": ALONG},
)
def stands_out(graph: nx.MultiDiGraph, *, what: str = "influential", along: str = EVERY) -> Answer:
    """The elements that structure suggests (see `standing_out`), and the figures of all that have connections."""
    plain = followed(graph, along)
    what = _NAMED.get(what, what)
    figure = figures(plain, what)
    connected = [node for node in plain if plain.degree(node)]
    if not connected:
        return Answer(says="Nothing leads anywhere on this map yet, so nothing stands out. Connect a few first.")
    connected.sort(key=lambda node: -figure.get(node, -1))
    columns = {name: leverage(plain)[name].to_dict() for name in ("out", "in", "leverage")}
    columns["out_for_each_in"] = columns.pop("leverage")
    if what == "central":
        columns["shortest_ways"] = {node: round(value, 1) for node, value in figure.items()}
    found = _highest(figure, len(plain))
    return Answer(
        says=_said(plain, what, found, figure),
        table=table(graph, connected, **columns),
        marks=dict.fromkeys(found, "found"),
        legend={"found": f"stands out as {AS_WORDS[what]}"} if found else {},
    )


_MEANS: Final = {
    "influential": (
        "leads to the most others directly ({:,.0f})",
        "lead to the most others directly ({:,.0f} each)",
        "A change there is felt in the most places.",
    ),
    "influenced": (
        "is what the most others lead to ({:,.0f})",
        "are what the most others lead to ({:,.0f} each)",
        "What happens elsewhere shows there first.",
    ),
    "central": (
        "lies on the most shortest ways between others ({:,.0f})",
        "lie on the most shortest ways between others ({:,.0f} each)",
        "What travels across the map tends to pass there.",
    ),
    "high leverage": (
        "leads to the most others for each one that leads to it ({:.1f})",
        "lead to the most others for each one that leads to them ({:.1f})",
        "A push there meets little that holds it, and goes far.",
    ),
}


def _said(plain: nx.DiGraph, what: str, found: list[Hashable], figure: Mapping[Hashable, float]) -> str:
    one, many, means = _MEANS[what]
    if found:
        top = [node for node in found if round(figure[node] - figure[found[0]], 9) == 0]
        rest = found[len(top) :]
        says = f"{names(plain, top)} {(one if len(top) == 1 else many).format(figure[found[0]])}. {means}"
        says += f" Next: {names(plain, rest)}." if rest else ""
    else:
        says = f"Nothing stands out as {AS_WORDS[what]} here: too many elements are level."
    undefined = [node for node in plain if plain.out_degree(node) and not plain.in_degree(node)]
    if what == "high leverage" and undefined:
        says += f" Nothing leads to {names(plain, undefined)}, so {'it is' if len(undefined) == 1 else 'they are'} n/a."
    return says
