"""The loops of a map, told: what keeps itself going, and what holds itself back."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final

import networkx as nx
import pandas as pd

from workbench.mapping.asking import About, Answer, Choice, question
from workbench.mapping.loops import BALANCING, INDETERMINATE, REINFORCING, Cause, Loop, causes, find, legs
from workbench.mapping.marking import names, ties, worn
from workbench.mapping.simple import label
from workbench.mapping.ways import Arc, causal
from workbench.words import counted

_MOST_ON_A_PAGE: Final = 200
"""How many loops are told one by one."""

_ENDS: Final = {
    REINFORCING: "it keeps itself going",
    BALANCING: "it holds itself back",
    INDETERMINATE: "nobody can say yet whether it keeps itself going or holds itself back",
}


def story(graph: nx.Graph, loop: Loop) -> str:
    """A loop told as a sentence, from more of its first element round to what that comes to.

    “More trust will bring more referrals; more referrals will bring less waiting, after a while; …: it holds itself
    back.” Where nobody knows a sign, the sentence says so and goes on from more of the next.
    """
    return _story(graph, loop, causes(graph))


def _story(graph: nx.Graph, loop: Loop, caused: Mapping[Arc, Cause]) -> str:
    more, said = True, []
    for source, target in legs(loop.nodes):
        cause = caused[source, target]
        start = f"{'more' if more else 'less'} {label(graph, source)} will"
        late = ", after a while" if cause.delay else ""
        if cause.sign == 0:
            said.append(f"{start} change {label(graph, target)}{late}, nobody knows yet which way")
            more = True
        else:
            more = more == (cause.sign > 0)
            said.append(f"{start} bring {'more' if more else 'less'} {label(graph, target)}{late}")
    told = "; ".join(said)
    return f"{told[0].upper()}{told[1:]}: {_ENDS[loop.polarity]}."


_ALL: Final = "all loops"
_KINDS: Final = {
    _ALL: (REINFORCING, BALANCING, INDETERMINATE),
    "loops that keep themselves going": (REINFORCING,),
    "loops that hold themselves back": (BALANCING,),
    "loops of which nobody can tell": (INDETERMINATE,),
}
_CHOICES: Final = {
    "show": Choice(words="Show", options=tuple(_KINDS)),
    "longest": Choice(words="With up to", options=("8 connections", "6 connections", "4 connections", "3 connections")),
}
_DEFINED: Final = (
    "Follows connections that have a sign, or whose kind is “influences”, until they come back to where they began, "
    "passing nothing twice. An even number of minus signs: a change grows as it comes round (reinforcing). An odd "
    "number: a change is evened out (balancing). Which of these it is, is its polarity. If any sign on the way is "
    "unknown, or connections contradict one "
    "another, nobody can tell (indeterminate). Source: Sterman 2000."
)


@question("What keeps itself going, and what holds itself back?", group="Loops", defined=_DEFINED, choices=_CHOICES)
def feedback(graph: nx.MultiDiGraph, *, show: str = _ALL, longest: str = "8 connections") -> Answer:
    """The loops of the map with their stories: one row a loop, the shortest first; see `loops`."""
    return _answer(graph, (), show, int(longest.split(maxsplit=1)[0]))


@question("Which loops run through what we point to?", group="Loops", needs="some", defined=_DEFINED, choices=_CHOICES)
def loops_through(graph: nx.MultiDiGraph, about: About, *, show: str = _ALL, longest: str = "8 connections") -> Answer:
    """The loops that pass all elements pointed to, with their stories; see `feedback`."""
    return _answer(graph, about, show, int(longest.split(maxsplit=1)[0]))


def _answer(graph: nx.MultiDiGraph, about: About, show: str, longest: int) -> Answer:
    caused = causes(graph)
    if not caused:
        return Answer(
            says="Nothing on this map says yet what changes what, so there are no loops. Give a connection the kind "
            "“influences”, or a sign: + where more makes more, − where more makes less."
        )
    every, complete = find(graph, longest=longest, through=about)
    found = [loop for loop in every if loop.polarity in _KINDS[show]]
    listed = found[:_MOST_ON_A_PAGE]
    return Answer(
        says=_said(graph, about, found, longest, complete=complete, show=show, caused=caused),
        table=_table(graph, listed, caused),
        **_small_map(graph, about, listed),
    )


def _said(
    graph: nx.Graph,
    about: About,
    found: list[Loop],
    longest: int,
    *,
    complete: bool,
    show: str,
    caused: Mapping[Arc, Cause],
) -> str:
    through = f" through {names(graph, list(about))}" if about else ""
    wanted = "loops" if show == _ALL else show
    if not found:
        sure = "" if complete else " as far as the search went, which was not through the whole map"
        return (
            f"There are no {wanted}{through}, of up to {longest} connections{sure}: "
            "no change comes back like that to where it began."
        )
    counts = {kind: sum(loop.polarity == kind for loop in found) for kind in _KINDS[_ALL]}
    words = {REINFORCING: "keep{} going", BALANCING: "hold{} back", INDETERMINATE: "cannot be told yet"}
    kinds = [
        f"{count:,} {words[kind].format('s itself' if count == 1 else ' themselves')}"
        for kind, count in counts.items()
        if count
    ]
    more = "" if complete else " There are more than these: the search ended here, with the shortest ones."
    if len(found) > _MOST_ON_A_PAGE:
        more += f" The table tells the {_MOST_ON_A_PAGE} shortest."
    return (
        f"{counted(len(found), 'loop')}{through}: {', '.join(kinds)}. "
        f"{'The shortest' if len(found) > 1 else 'It'} reads: “{_story(graph, found[0], caused)}”{more}"
    )


def _table(graph: nx.Graph, found: list[Loop], caused: Mapping[Arc, Cause]) -> pd.DataFrame:
    rows = [
        (
            " → ".join(label(graph, node) for node in (*loop.nodes, loop.nodes[0])),
            _DOES[loop.polarity],
            len(loop.nodes),
            _story(graph, loop, caused),
        )
        for loop in found
    ]
    columns = ["label", "what it does", "connections", "how it goes"]
    return pd.DataFrame(rows, columns=columns, index=pd.RangeIndex(1, len(rows) + 1, name="loop"))


_DOES: Final = {
    REINFORCING: "keeps itself going",
    BALANCING: "holds itself back",
    INDETERMINATE: "nobody can tell yet",
}
"""What each polarity is called in the table."""
_ROLES: Final = {REINFORCING: "first", BALANCING: "second", INDETERMINATE: "third"}
_LEGEND: Final = {
    "start": "what we pointed to",
    "first": "in loops that keep themselves going",
    "second": "in loops that hold themselves back",
    "third": "in loops of several kinds, or that cannot be told yet",
}


def _small_map(graph: nx.MultiDiGraph, about: About, found: list[Loop]) -> dict[str, Any]:
    worn_by: dict[Hashable, set[str]] = {}
    on_arcs: dict[str, set[Arc]] = {role: set() for role in _ROLES.values()}
    among: dict[Arc, set[str]] = {}
    for loop in found:
        for node in loop.nodes:
            worn_by.setdefault(node, set()).add(_ROLES[loop.polarity])
        for arc in legs(loop.nodes):
            among.setdefault(arc, set()).add(_ROLES[loop.polarity])
    for arc, roles in among.items():
        on_arcs[_one(roles)].add(arc)
    marks: dict[Hashable, str] = {node: _one(roles) for node, roles in worn_by.items()}
    for role, ways in on_arcs.items():
        marks |= dict.fromkeys(ties(graph, ways, only=causal), role)
    if found:
        marks |= dict.fromkeys(about, "start")
    return {"marks": marks, "legend": worn(marks, _LEGEND)}


def _one(roles: set[str]) -> str:
    return next(iter(roles)) if len(roles) == 1 else "third"
