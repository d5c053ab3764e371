"""How far each element reaches, and which few together would reach the most: whom to ask to carry something."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Final

import networkx as nx
import pandas as pd

from workbench.mapping.answering import PLACES, per_cent
from workbench.mapping.asking import Answer, Choice, question
from workbench.mapping.influence import look
from workbench.mapping.marking import names, table, ties, worn
from workbench.mapping.simple import simple
from workbench.mapping.ways import steps
from workbench.words import counted

WITHIN: Final = 2
"""Within how many steps reach is counted, unless somebody asks for another number."""

_TRIED: Final = 200_000
"""Up to how many groups are all tried; beyond, the best is looked for step by step."""


def reach(graph: nx.Graph, *, within: int = WITHIN) -> pd.DataFrame:
    """How far each node reaches along arcs, within so many steps: one row a node, in the graph's order.

    Columns: `reached`, how many others; `share` of all others (0 … 1), missing where there are none; `direct`, how
    many in one step; `efficiency`, how many are reached for each one reached directly, missing where none is. The
    index is called `node`; an empty graph gives no rows.
    Source: Hanneman & Riddle 2005, chapter 9; its reach efficiency, here counted in elements.
    """
    plain = simple(graph)
    index = pd.Index(list(plain), name="node", tupleize_cols=False)
    others = len(plain) - 1
    reached = pd.Series([len(steps(plain.successors, [node], within=within)) - 1 for node in plain], index, dtype=int)
    direct = pd.Series([plain.out_degree(node) for node in plain], index, dtype=int)
    share = reached / others if others > 0 else pd.Series(float("nan"), index)
    efficiency = reached / direct.where(direct > 0)
    return pd.DataFrame({"reached": reached, "share": share, "direct": direct, "efficiency": efficiency})


@dataclass(frozen=True, kw_only=True)
class KeyPlayers:
    """A few that together reach the most: who, whom they reach (themselves included), and whether that is certain.

    `exact` is True if every group of that size was tried; False if it was looked for step by step, so that a better
    one may exist.
    """

    nodes: tuple[Hashable, ...]
    reached: frozenset[Hashable]
    exact: bool


def key_players(
    graph: nx.Graph, *, size: int = 3, within: int = WITHIN, among: Collection[Hashable] | None = None
) -> KeyPlayers:
    """The `size` nodes (of those in `among`, else of all) that together reach the most within so many steps.

    Fewer if fewer already reach as much. Small maps try every group; on others each next one adds the most to those
    before, and then one is swapped for another as long as that reaches more. Of several that are as good, those that
    come first in the graph. Nobody for an empty graph. Source: Borgatti 2006, the positive problem (reach).
    """
    plain = simple(graph)
    order = list(plain)
    bit = {node: 1 << number for number, node in enumerate(order)}
    who = [node for node in order if among is None or node in among]
    covers = [_together(bit[other] for other in steps(plain.successors, [node], within=within)) for node in who]
    if sum(comb(len(who), count) for count in range(1, size + 1)) <= _TRIED:
        chosen, exact = _best(covers, size), True
    else:
        chosen, exact = _greedy(covers, size), False
    reached = _together(covers[number] for number in chosen)
    return KeyPlayers(
        nodes=tuple(who[number] for number in chosen),
        reached=frozenset(node for node in order if bit[node] & reached),
        exact=exact,
    )


def _together(sets: Iterable[int]) -> int:
    whole = 0
    for one in sets:
        whole |= one
    return whole


def _best(covers: Sequence[int], size: int) -> list[int]:
    """The fewest that reach as much as any `size` do, every group tried."""
    best: tuple[int, ...] = ()
    most = 0
    for count in range(1, min(size, len(covers)) + 1):
        for some in combinations(range(len(covers)), count):
            reached = _together(covers[number] for number in some).bit_count()
            if reached > most:
                best, most = some, reached
    return list(best)


def _greedy(covers: Sequence[int], size: int) -> list[int]:
    chosen: list[int] = []
    for _ in range(min(size, len(covers))):
        whole = _together(covers[number] for number in chosen)
        adds = [(cover | whole).bit_count() for cover in covers]
        best = max(range(len(covers)), key=adds.__getitem__)
        if adds[best] == whole.bit_count():
            break
        chosen.append(best)
    while swapped := _swap(covers, chosen):
        chosen = swapped
    return sorted(chosen)


def _swap(covers: Sequence[int], chosen: list[int]) -> list[int] | None:
    """The best swap of one of the chosen for another, None if none reaches more."""
    most = _together(covers[number] for number in chosen).bit_count()
    best = None
    for leaves in chosen:
        rest = [number for number in chosen if number != leaves]
        whole = _together(covers[number] for number in rest)
        for comes, cover in enumerate(covers):
            if (reached := (cover | whole).bit_count()) > most:
                best, most = [*rest, comes], reached
    return best


_GROUP: Final = "Who could carry it"
_PEOPLE: Final = ("person in role", "team")
_NUMBERS: Final = {"three": 3, "one": 1, "two": 2, "four": 4, "five": 5}
_STEPS: Final = {"2 steps": 2, "1 step": 1, "3 steps": 3}
_ANYBODY: Final = "everything on the map"


@question(
    "Which few would reach everyone?",
    group=_GROUP,
    defined=(
        "Looks for the few from whom, together, the most elements can be reached along the arrows in so many steps; "
        "they reach themselves. On small maps every group is tried; on large ones the next best is added and swapped "
        "while that helps, so a slightly better group may exist. Fewer are named if fewer reach as many. "
        "Source: Borgatti 2006."
    ),
    choices={
        "how_many": Choice(words="How many", options=tuple(_NUMBERS)),
        "steps": Choice(words="Within", options=tuple(_STEPS)),
        "among": Choice(words="Among", options=("people and teams", _ANYBODY)),
    },
)
def champions(
    graph: nx.MultiDiGraph, *, how_many: str = "three", steps: str = "2 steps", among: str = "people and teams"
) -> Answer:
    """The few that together reach the most, with what each adds; see `key_players`."""
    kind = nx.get_node_attributes(graph, "kind")
    who = [node for node in graph if among == _ANYBODY or kind.get(node) in _PEOPLE]
    if not who:
        nobody = "The map is still empty." if not len(graph) else "There are no people or teams on it yet."
        return Answer(says=f"{nobody} Add some, then ask again.")
    within = _STEPS[steps]
    found = key_players(graph, size=_NUMBERS[how_many], within=within, among=set(who))
    seen = look(graph, found.nodes, "downstream", within=within)
    marks = {node: PLACES[count - 1] for node, count in seen.found.items()}
    marks |= dict.fromkeys(ties(graph, seen.ways), "way") | dict.fromkeys(found.nodes, "start")
    figures = reach(graph, within=within)
    columns = {name: figures[name].to_dict() for name in ("reached", "direct")}
    legend = {
        "start": "those who would carry it",
        "first": "one step away",
        "second": "two steps away",
        "third": "three steps away",
        "way": "how it gets there",
    }
    return Answer(
        says=_said(graph, found, _NUMBERS[how_many], steps),
        table=table(graph, found.nodes, **columns, only_through_this_one=_alone(graph, found, within)),
        marks=marks,
        legend=worn(marks, legend),
    )


def _alone(graph: nx.Graph, found: KeyPlayers, within: int) -> dict[Hashable, int]:
    """How many nobody would reach without this one of them."""
    counts = {}
    for node in found.nodes:
        others = [other for other in found.nodes if other != node]
        still = set(look(graph, others, "downstream", within=within).found) | set(others)
        counts[node] = len(found.reached - still)
    return counts


def _said(graph: nx.Graph, found: KeyPlayers, wanted: int, far: str) -> str:
    missing = [node for node in graph if node not in found.reached]
    one = len(found.nodes) == 1
    who = f"{names(graph, found.nodes, most=5)} {'reaches' if one else 'together reach'}"
    if not missing:
        already = "" if len(found.nodes) == wanted else f" No more than {'one is' if one else 'these are'} needed."
        return f"{who} everyone and everything on the map within {far}.{already}"
    share = len(found.reached) / len(graph)
    fewer = " One more would not add anybody." if len(found.nodes) < wanted else ""
    sure = "" if found.exact else " On a map of this size not every group was tried."
    return (
        f"{who} {len(found.reached):,} of {counted(len(graph), 'element')} within {far} ({per_cent(share)}), "
        f"{'itself' if one else 'themselves'} included. Out of reach: {names(graph, missing)}.{fewer}{sure}"
    )


@question(
    "How far does each one reach?",
    group=_GROUP,
    defined=(
        "How many others can be reached along the arrows in so many steps, and which share of all others that is. "
        "Reached for each direct one (reach efficiency): how many for each one reached in a single step; n/a where "
        "there is none. "
        "Source: Hanneman and Riddle 2005."
    ),
    choices={"steps": Choice(words="Within", options=tuple(_STEPS))},
)
def far_reaching(graph: nx.MultiDiGraph, *, steps: str = "2 steps") -> Answer:
    """The reach of everybody who reaches anybody: one row an element, the furthest first; see `reach`."""
    figures = reach(graph, within=_STEPS[steps])
    order = list(figures[figures["reached"] > 0].sort_values("reached", ascending=False, kind="stable").index)
    if not order:
        return Answer(says="Nobody reaches anybody on this map yet: nothing is connected.")
    top, others = order[0], len(graph) - 1
    seen = look(graph, [top], "downstream", within=_STEPS[steps])
    marks = dict.fromkeys(seen.found, "found") | dict.fromkeys(ties(graph, seen.ways), "way") | {top: "start"}
    furthest = int(figures["reached"].to_dict()[top])
    next_ones = f" Next: {names(graph, order[1:3], most=2)}." if len(order) > 1 else ""
    columns = {
        "reached": figures["reached"].to_dict(),
        "per_cent": (100 * figures["share"]).round(1).to_dict(),
        "direct": figures["direct"].to_dict(),
        "reached_for_each_direct_one": figures["efficiency"].round(1).to_dict(),
    }
    return Answer(
        says=f"{names(graph, [top])} reaches the most others within {steps}: {furthest:,} of {others:,} "
        f"({per_cent(furthest / others)}).{next_ones} News and habits spread furthest from there.",
        table=table(graph, order, **columns),
        marks=marks,
        legend=worn(marks, {"start": "reaches furthest", "found": "within its reach", "way": "how it gets there"}),
    )
