"""Guided questions: where to start, where to look, and how far, as people ask them with a map before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from itertools import combinations, pairwise
from typing import Any, Final

import networkx as nx
import pandas as pd

from workbench.mapping.answering import PLACES
from workbench.mapping.asking import About, Answer, Choice, question
from workbench.mapping.influence import ALONG, AS_WORDS, look, standing_out
from workbench.mapping.marking import names, table, ties, worn
from workbench.mapping.simple import label
from workbench.mapping.vocabulary import SEEN_AS, SEEN_AS_WORDS
from workbench.mapping.ways import (
    EVERY,
    INFLUENCES,
    MOST_WAYS,
    Arc,
    Ways,
    all_ways,
    causal,
    followed,
    on_the_ways,
    shortest_ways,
)
from workbench.words import counted

_GROUP: Final = "What leads where"
_BETWEEN: Final = "paths between them"
_ANY: Final = "any of them"
_ALL: Final = "all of them"
_FAR: Final = "any number of steps"

_STEPS: Final = {_FAR: None, "1 step": 1, "2 steps": 2, "3 steps": 3}
_MARKED: Final = {f"marked: {SEEN_AS_WORDS[word]}": word for word in SEEN_AS}
_SUGGESTED: Final = {f"suggested: {words}": word for word, words in AS_WORDS.items()}

_LOOK: Final = {
    "look": Choice(words="Look", options=("downstream", "upstream", "around", _BETWEEN)),
    "of": Choice(words="From", options=(_ANY, _ALL)),
    "steps": Choice(words="Within", options=tuple(_STEPS)),
    "along": ALONG,
}
_DEFINED: Final = (
    "Downstream is what an element leads to along the arrows, upstream what leads to it, around what it is connected "
    "with either way. Paths between them run from one start to another along the arrows and pass nothing twice. "
    "From any of them: found from at least one start. From all of them: found from every start; for paths, on the way "
    "between every two. One step is one connection."
)


@question(
    "What lies downstream, upstream or around from here?", group=_GROUP, defined=_DEFINED, needs="some", choices=_LOOK
)
def look_from_here(
    graph: nx.MultiDiGraph,
    about: About,
    *,
    look: str = "downstream",
    of: str = _ANY,
    steps: str = _FAR,
    along: str = EVERY,
) -> Answer:
    """What is found from the elements pointed to; the table has one row an element found."""
    return _looked(graph, about, towards=look, of=of, within=_STEPS[steps], along=along)


@question(
    "What follows from what stands out, and what leads to it?",
    group=_GROUP,
    defined=(
        f"Starts from what people marked on the map, or from what its structure suggests: influential (leads to the "
        "most others directly), central (on the most shortest ways between others), influenced (the most others lead "
        f"to it), mostly leading (the most out for each in, its leverage). {_DEFINED}"
    ),
    choices={"start": Choice(words="Start from what is", options=(*_MARKED, *_SUGGESTED)), **_LOOK},
)
def look_from_what_stands_out(
    graph: nx.MultiDiGraph,
    *,
    start: str = next(iter(_MARKED)),
    look: str = "downstream",
    of: str = _ANY,
    steps: str = _FAR,
    along: str = EVERY,
) -> Answer:
    """What is found from the elements that people marked or that structure suggests; see `look_from_here`."""
    if start in _MARKED:
        starts = marked(graph, _MARKED[start])
        if not starts:
            return Answer(
                says=f"Nobody has marked an element as ‘{SEEN_AS_WORDS[_MARKED[start]]}’ yet. Choose one, say in "
                "its details how you see it, then ask again."
            )
    else:
        starts = standing_out(followed(graph, along), _SUGGESTED[start])
        if not starts:
            return Answer(
                says=f"Nothing stands out as {_SUGGESTED[start]} on this map: there is too little, or too much is "
                "level. Start from something else, or draw more of the map first."
            )
    return _looked(graph, starts, towards=look, of=of, within=_STEPS[steps], along=along)


def marked(graph: nx.Graph, word: str) -> list[Hashable]:
    """The nodes that people see as `word` (one of `vocabulary.SEEN_AS`), in the graph's order; empty if none."""
    return [node for node, given in graph.nodes(data=True) if word in (given.get("seen_as") or ())]


def _looked(
    graph: nx.MultiDiGraph, starts: Sequence[Hashable], *, towards: str, of: str, within: int | None, along: str
) -> Answer:
    plain = followed(graph, along)
    if towards == _BETWEEN:
        return _between(graph, plain, starts, every=of == _ALL, within=within, along=along)
    every = of == _ALL
    seen = look(plain, starts, towards, every=every, within=within)
    marks: dict[Hashable, str] = {end: "way" for arc in seen.ways for end in arc}
    marks |= {node: PLACES[min(count, 3) - 1] for node, count in seen.found.items()}
    marks |= _drawn(graph, starts, seen.ways, along)
    one, many, means = _FOUND[towards]
    who, limits = _from(plain, starts, every=every), _limits(within, along)
    found = list(seen.found)
    if found:
        verb = one if len(found) == 1 else many
        says = f"{counted(len(found), 'element')} {verb} {who}{limits}: {names(plain, found)}. {means}"
    else:
        says = f"Nothing else {one} {who}{limits}."
    return Answer(
        says=says,
        table=table(graph, found, sector=_sectors(graph, found), steps=seen.found),
        marks=marks,
        legend=worn(marks, _LEGEND),
    )


_LEGEND: Final = {
    "start": "where we start",
    "first": "one step away",
    "second": "two steps away",
    "third": "three steps away or more",
    "found": "on the paths between them",
    "way": "how one gets there",
}
_FOUND: Final = {
    "downstream": (
        "can be reached from",
        "can be reached from",
        "What changes at the start can be felt there, soonest where it is one step away.",
    ),
    "upstream": ("leads to", "lead to", "To change what happens at the start, one can begin there, soonest nearby."),
    "around": ("is connected with", "are connected with", "This is what lies at hand, whichever way the arrows run."),
}


def _from(plain: nx.DiGraph, starts: Sequence[Hashable], *, every: bool) -> str:
    if len(starts) == 1:
        return label(plain, starts[0])
    if every and len(starts) == 2:
        return f"both {names(plain, starts)}"
    return f"{'every one' if every else 'at least one'} of {names(plain, starts)}"


def _limits(within: int | None, along: str) -> str:
    far = "" if within is None else f" within {counted(within, 'step')}"
    return far + (" along influences" if along == INFLUENCES else "")


def _sectors(graph: nx.Graph, nodes: Collection[Hashable]) -> dict[Hashable, Any]:
    return {node: graph.nodes[node].get("sector") for node in nodes}


def _drawn(graph: nx.Graph, starts: Collection[Hashable], ways: Collection[Arc], along: str) -> dict[Hashable, str]:
    only = causal if along == INFLUENCES else None
    return dict.fromkeys(ties(graph, ways, only=only), "way") | dict.fromkeys(starts, "start")


_MOST_STARTS: Final = 12
"""Between how many starts paths are looked for."""


def _between(
    graph: nx.MultiDiGraph,
    plain: nx.DiGraph,
    starts: Sequence[Hashable],
    *,
    every: bool,
    within: int | None,
    along: str,
) -> Answer:
    if len(starts) < 2:
        marks = dict.fromkeys(starts, "start")
        return Answer(
            says=f"{label(plain, starts[0])} is the only start, and paths run between two. Start from more than one, "
            "or look downstream, upstream or around.",
            marks=marks,
            legend=worn(marks, _LEGEND),
        )
    ends = starts[:_MOST_STARTS]
    pairs = between(plain, ends, within=within)
    joined = {pair: {end for arc in arcs for end in arc} for pair, arcs in pairs.items() if arcs}
    count = Counter(node for nodes in joined.values() for node in nodes if node not in ends)
    least = len(pairs) if every else 1
    found = sorted((node for node in graph if count[node] >= least), key=lambda node: -count[node])
    shown = {*found, *ends}
    ways = {arc for arcs in pairs.values() for arc in arcs if shown.issuperset(arc)}
    marks: dict[Hashable, str] = dict.fromkeys(found, "found") | _drawn(graph, ends, ways, along)
    return Answer(
        says=_said_between(plain, starts, found, len(joined), len(pairs), every=every, limits=_limits(within, along)),
        table=table(graph, found, sector=_sectors(graph, found), between_pairs=count),
        marks=marks,
        legend=worn(marks, _LEGEND | {"way": "the paths"}),
    )


def between(
    graph: nx.Graph, starts: Collection[Hashable], *, within: int | None = None
) -> dict[tuple[Hashable, Hashable], set[Arc]]:
    """For each two of the starts, the arcs on the ways from either to the other; see `ways.on_the_way`.

    Empty for fewer than two. Raises `BadInput` if one of them is no node of the graph.
    """
    either = on_the_ways(graph, starts, within=within)
    return {(one, other): either[one, other] | either[other, one] for one, other in combinations(starts, 2)}


def _said_between(
    plain: nx.DiGraph,
    starts: Sequence[Hashable],
    found: Sequence[Hashable],
    joined: int,
    pairs: int,
    *,
    every: bool,
    limits: str,
) -> str:
    few = f" Only the first {_MOST_STARTS} starts were looked at." if len(starts) > _MOST_STARTS else ""
    who = names(plain, starts)
    if not joined:
        return f"No path along the arrows joins {who}{limits}.{few}"
    if joined < pairs:
        who = f"{joined:,} of {pairs:,} pairs among {who}"
    elif pairs > 1:
        who = f"every two of {who}"
    where = "on the way between every two" if every and pairs > 1 else "on the way"
    if not found:
        return f"Paths join {who}{limits}, but nothing else lies {where}.{few}"
    return (
        f"Paths join {who}{limits}; {counted(len(found), 'element')} {'lies' if len(found) == 1 else 'lie'} {where}: "
        f"{names(plain, found)}. What passes from one start to another passes there.{few}"
    )


_SHORTEST: Final = "the shortest"
_LENGTHS: Final = {_SHORTEST: None, "up to 3 steps": 3, "up to 4 steps": 4, "up to 6 steps": 6}


@question(
    "How does one get from the first to the second?",
    group=_GROUP,
    needs="two",
    defined=(
        "Follows connections along the arrows from the first element pointed to, passing nothing twice, until they "
        f"come to the second; then the same the other way round. At most {MOST_WAYS} ways are listed each way."
    ),
    choices={"which": Choice(words="Ways", options=tuple(_LENGTHS)), "along": ALONG},
)
def ways_between(graph: nx.MultiDiGraph, about: About, *, which: str = _SHORTEST, along: str = EVERY) -> Answer:
    """The ways between two elements, in both directions: one row a way, the shortest first; see `ways.all_ways`."""
    plain = followed(graph, along)
    there, back = (_listed(plain, one, other, _LENGTHS[which]) for one, other in (about, about[::-1]))
    ways = [*there.ways, *back.ways]
    legs = {leg for way in ways for leg in pairwise(way)}
    marks: dict[Hashable, str] = dict.fromkeys((node for way in ways for node in way), "found")
    marks |= _drawn(graph, about, legs, along)
    rows = [(" → ".join(label(graph, node) for node in way), len(way) - 1) for way in ways]
    one, other = (label(graph, node) for node in about)
    limits = "" if which == _SHORTEST else f" in {which}"
    limits += " along influences" if along == INFLUENCES else ""
    return Answer(
        says=_one_way(plain, one, other, there, limits=limits) + " " + _way_back(other, one, back),
        table=pd.DataFrame(rows, columns=["label", "steps"], index=pd.RangeIndex(1, len(rows) + 1, name="way")),
        marks=marks,
        legend=worn(marks, {"start": "the two", "found": "on the way", "way": "the ways"}),
    )


def _listed(plain: nx.DiGraph, one: Hashable, other: Hashable, longest: int | None) -> Ways:
    return shortest_ways(plain, one, other) if longest is None else all_ways(plain, one, other, longest=longest)


def _one_way(plain: nx.DiGraph, one: str, other: str, there: Ways, *, limits: str) -> str:
    if not there.ways:
        return f"No way leads from {one} to {other}{limits}."
    first = there.ways[0]
    passed = names(plain, first[1:-1], most=6)
    how = f"{counted(len(first) - 1, 'step')}, {f'through {passed}' if passed else 'directly'}"
    if len(there.ways) == 1:
        return f"One way leads from {one} to {other}{limits}: {how}."
    more = "" if there.complete else " or more"
    return f"{len(there.ways):,}{more} ways lead from {one} to {other}{limits}. The first: {how}."


def _way_back(other: str, one: str, back: Ways) -> str:
    if not back.ways:
        return f"None leads back from {other} to {one}."
    return f"Back from {other} to {one} it takes {counted(len(back.ways[0]) - 1, 'step')} or more."
