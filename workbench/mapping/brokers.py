"""Who stands between others: brokers by their role between groups, and on how many ways one lies."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Final

import networkx as nx
import numpy as np
import pandas as pd

from workbench.mapping.answering import GROUPINGS, PLACES, times, without
from workbench.mapping.asking import About, Answer, Choice, question
from workbench.mapping.marking import names, ties, worn
from workbench.mapping.matrix import matrix, numbered, of_arcs
from workbench.mapping.simple import groups, label, simple
from workbench.words import counted

BROKERAGE: Final = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
"""The five roles of somebody in the middle, by the groups of the three that are involved."""

ROLE_WORDS: Final = {
    "coordinator": "joins two of its own {group}",
    "itinerant": "joins two of one {group} to which it does not belong",
    "gatekeeper": "brings what comes from another {group} in to its own",
    "representative": "takes what comes from its own {group} out to another",
    "liaison": "joins two {group}s, neither of them its own",
}
"""What somebody in each role does, said of a `group` such as “sector”."""

_PLAIN: Final = {
    "coordinator": "within its own group",
    "itinerant": "within another group",
    "gatekeeper": "from another group into its own",
    "representative": "from its own group to another",
    "liaison": "between two other groups",
}
"""What each role is called on screen, as a choice and as a heading."""
_TECHNICAL: Final = {words: role for role, words in _PLAIN.items()}

BY: Final = Choice(words="Groups are", options=GROUPINGS)

IN_ANY_WAY: Final = "in any way"
_HEADING: Final = "Bridges"


def brokerage(graph: nx.Graph, *, by: str = "sector") -> pd.DataFrame:
    """How often each node stands in the middle, in each of the five roles: one row a node, in the graph's order.

    Counted are the ways a → v → c from one element through v to another where no arc leads from a to c, in the simple
    directed graph. With the groups of the three: coordinator, all alike; itinerant, a and c alike and v other;
    gatekeeper, v and c alike and a other; representative, a and v alike and c other; liaison, all three differ.
    `total` is the sum. Whole numbers; the index is called `node`; an empty graph gives no rows. Nodes without a group
    take part in no such way and have zeros. Raises `GraphContractError` if a node has no attribute `by`.
    Source: Gould & Fernandez 1989.
    """
    nodes, starts, ends = of_arcs(graph)
    group = numbered(nodes, groups(graph, by))
    known = (group[starts] >= 0) & (group[ends] >= 0)
    starts, ends = starts[known], ends[known]
    alike = group[starts] == group[ends]
    size = len(nodes)
    inside = matrix(starts[alike], ends[alike], size)
    across = matrix(starts[~alike], ends[~alike], size)

    from_inside, from_across = inside.sum(axis=0), across.sum(axis=0)
    to_inside, to_across = inside.sum(axis=1), across.sum(axis=1)
    grouped = np.flatnonzero(group >= 0)
    members = matrix(grouped, group[grouped], size)
    there_and_back = ((across.T @ members) * (across @ members)).sum(axis=1)

    # Every pair of an arc in and an arc out, less those that end where they began, less those with an arc of their own.
    # What is closed: column v of (arcs a to v) wherever some c has both an arc from a and one from v.
    counted = {
        "coordinator": from_inside * to_inside
        - (inside * inside.T).sum(axis=0)
        - (inside * (inside @ inside.T)).sum(axis=0),
        "itinerant": there_and_back - (across * across.T).sum(axis=0) - (across * (inside @ across.T)).sum(axis=0),
        "gatekeeper": from_across * to_inside - (across * (across @ inside.T)).sum(axis=0),
        "representative": from_inside * to_across - (inside * (across @ across.T)).sum(axis=0),
        "liaison": from_across * to_across - there_and_back - (across * (across @ across.T)).sum(axis=0),
    }
    table = pd.DataFrame(counted, index=pd.Index(nodes, name="node", tupleize_cols=False), columns=list(BROKERAGE))
    table = table.astype(np.int64)
    table["total"] = table.sum(axis=1)
    return table


def brought_together(
    graph: nx.Graph, node: Hashable, *, by: str = "sector"
) -> Iterator[tuple[Hashable, Hashable, str]]:
    """Each pair that `node` stands between, as (from, to, role), in the graph's order; see `brokerage`.

    None for a node without a group or without others around it. Raises `KeyError` for a node that is not there.
    """
    belongs = groups(graph, by)
    plain = simple(graph)
    own = belongs.get(node)
    before = [one for one in plain.pred[node] if one in belongs]
    after = [one for one in plain.succ[node] if one in belongs]
    if own is None:
        return
    for one in before:
        for other in after:
            if one != other and other not in plain.succ[one]:
                yield one, other, _role(belongs[one], own, belongs[other])


def _role(before: object, own: object, after: object) -> str:
    if before == own:
        return "coordinator" if after == own else "representative"
    if after == own:
        return "gatekeeper"
    return "itinerant" if before == after else "liaison"


def betweenness(graph: nx.Graph) -> pd.Series:
    """On how many shortest ways between two others each node lies: one number a node, in the graph's order.

    Where several ways between two are equally short, each counts for its share. Arcs count in the way they run and
    alike whatever their strength; not normalised: from 0 to (n - 1)(n - 2). The index is called `node`; an empty graph
    gives no rows. Source: Freeman 1977; Brandes 2001, from many starts at once.
    """
    nodes, starts, ends = of_arcs(graph)
    size = len(nodes)
    order = np.argsort(starts, kind="stable")
    ends = ends[order]
    first = np.searchsorted(starts[order], np.arange(size + 1))
    passes = np.zeros(size)
    for begin in range(0, size, _AT_ONCE):
        passes += _passes(np.arange(begin, min(begin + _AT_ONCE, size)), first, ends, size)
    return pd.Series(passes, index=pd.Index(nodes, name="node", tupleize_cols=False), name="betweenness", dtype=float)


_AT_ONCE: Final = 64
"""From how many starts shortest ways are counted together: few enough for what is counted to stay near at hand."""


def _passes(begins: np.ndarray, first: np.ndarray, ends: np.ndarray, size: int) -> np.ndarray:
    """What the shortest ways from these starts add to each node. A cell is a start and a node: row × size + node."""
    cells = len(begins) * size
    ways = np.zeros(cells)
    seen = np.zeros(cells, dtype=bool)
    last = np.zeros(cells, dtype=np.int64)
    front = np.arange(len(begins)) * size + begins
    ways[front], seen[front] = 1, True
    steps: list[tuple[np.ndarray, np.ndarray]] = []
    while len(front):
        node = front % size
        leaving = first[node + 1] - first[node]
        source = np.repeat(front, leaving)
        skipped = np.repeat(np.cumsum(leaving) - leaving, leaving)
        arc = np.repeat(first[node], leaving) + np.arange(len(source)) - skipped
        target = source - source % size + ends[arc]
        new = ~seen[target]
        source, target = source[new], target[new]
        np.add.at(ways, target, ways[source])
        seen[target] = True
        last[target] = np.arange(len(target))
        front = target[last[target] == np.arange(len(target))]  # each cell once
        steps.append((source, target))
    share = np.zeros(cells)
    for source, target in reversed(steps):
        np.add.at(share, source, ways[source] / ways[target] * (1 + share[target]))
    share[np.arange(len(begins)) * size + begins] = 0
    return share.reshape(len(begins), size).sum(axis=0)


@question(
    "Who stands between others who are not connected directly?",
    group=_HEADING,
    defined=(
        "Counts each way from one element through a second to a third where nothing leads straight from the first to "
        "the third. The one in the middle joins others within its own group (a coordinator); within another group (an "
        "itinerant); from another group into its own (a gatekeeper); from its own group to another (a "
        "representative); or between two other groups (a liaison). Elements without a group are left out; without "
        "any, there is no answer. "
        "Source: Gould and Fernandez 1989."
    ),
    choices={"by": BY, "role": Choice(words="Joining", options=(IN_ANY_WAY, *_TECHNICAL))},
)
def go_betweens(graph: nx.MultiDiGraph, *, by: str = "sector", role: str = IN_ANY_WAY) -> Answer:
    """Who stands between two others most often, in any role or in one (by its words or its name); see `brokerage`.

    The small map shows up to three of them with everybody they stand between.
    """
    if not groups(graph, by):
        return Answer(says=without(by))
    role = _TECHNICAL.get(role, role)
    column = "total" if role == IN_ANY_WAY else role
    counts = brokerage(graph, by=by)
    counts = counts[counts[column] > 0].sort_values(column, ascending=False, kind="stable")
    if counts.empty:
        return Answer(says=_nobody(by, role))
    top = list(counts.index[:3])
    table = counts.copy()
    table.insert(0, "label", [label(graph, node) for node in counts.index])
    table.insert(1, column, table.pop(column))
    table.insert(2, by, [graph.nodes[node][by] for node in counts.index])
    table = table.rename(columns={"total": "in total", **_PLAIN})
    most = counts.iloc[0]
    if role == IN_ANY_WAY:
        main = str(most[list(BROKERAGE)].astype(int).idxmax())
        how = f"; {'most often' if most[column] > 1 else 'here'} it {ROLE_WORDS[main].format(group=by)}"
    else:
        how = f" in this way: it {ROLE_WORDS[role].format(group=by)}"
    also = f". Next: {names(graph, top[1:])}" if top[1:] else ""
    says = (
        f"{label(graph, top[0])} stands between two others {times(most[column])}{how}{also}. "
        "The more often, the more depends on it; it may be a bridge, or a place where things get stuck."
    )
    marks = _marked(graph, top, by=by, role=role) | dict(zip(top, PLACES, strict=False))
    legend = {place: f"{label(graph, node)}, between two others" for place, node in zip(PLACES, top, strict=False)}
    legend |= {"found": "whom they join", "way": "the way through"}
    return Answer(says=says, table=table, marks=marks, legend=worn(marks, legend))


@question(
    "Whom does this one join who are not connected directly?",
    group=_HEADING,
    needs="one",
    defined=(
        "Each way from one element through this one to another, where nothing leads straight from the first to the "
        "last, sorted by the groups of the three: in the order of the table coordinator, itinerant, gatekeeper, "
        "representative and liaison. Elements without a group are left out. "
        "Source: Gould and Fernandez 1989."
    ),
    choices={"by": BY},
)
def joined_by(graph: nx.MultiDiGraph, about: About, *, by: str = "sector") -> Answer:
    """The pairs that one element stands between, counted by its role; see `brought_together`."""
    node = about[0]
    name = label(graph, node)
    if node not in groups(graph, by):
        return Answer(says=f"{name} has no {by} yet. Say which one it belongs to, then ask again.")
    pairs = list(brought_together(graph, node, by=by))
    count = pd.Series([role for _, _, role in pairs], dtype=object).value_counts()
    rows = [(ROLE_WORDS[role].format(group=by), int(count.get(role, 0))) for role in BROKERAGE]
    table = pd.DataFrame(rows, columns=["label", "pairs"], index=pd.Index(BROKERAGE, name="role"))
    if not pairs:
        return Answer(
            says=f"{name} stands between nobody: whoever could go through it has a direct way, or nothing leads on.",
            table=table,
            marks={node: "start"},
            legend={"start": name},
        )
    one, other, _ = pairs[0]
    main = max(BROKERAGE, key=lambda role: int(count.get(role, 0)))
    says = (
        f"{name} stands between {counted(len(pairs), 'pair')} not connected directly; "
        f"{'most often' if len(pairs) > 1 else 'here'} it {ROLE_WORDS[main].format(group=by)}. "
        f"One way that goes through it: from {label(graph, one)} to {label(graph, other)}."
    )
    marks = _marked(graph, [node], by=by, role=IN_ANY_WAY) | {node: "start"}
    return Answer(
        says=says, table=table, marks=marks, legend={"start": name, "found": "whom it joins", "way": "the way through"}
    )


def _nobody(by: str, role: str) -> str:
    if role == IN_ANY_WAY:
        return "Nobody stands between two others: wherever a way leads on, its two ends are connected directly too."
    return f"Nobody {ROLE_WORDS[role].format(group=by)} on this map."


def _marked(graph: nx.MultiDiGraph, middle: list[Hashable], *, by: str, role: str) -> dict[Hashable, str]:
    """Marks for everybody whom these join in that role, and for the connections that the ways run along."""
    found: dict[Hashable, str] = {}
    ways: dict[tuple[Hashable, Hashable], None] = {}
    for node in middle:
        for one, other, kind in brought_together(graph, node, by=by):
            if role in (IN_ANY_WAY, kind):
                found |= {one: "found", other: "found"}
                ways |= {(one, node): None, (node, other): None}
    return found | dict.fromkeys(ties(graph, ways), "way")
