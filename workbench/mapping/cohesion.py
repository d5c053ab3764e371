"""How a map holds together: density, answers, and how near it is to one whole, to a tree, to a ladder."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final, Literal

import networkx as nx
import pandas as pd

from workbench.errors import BadInput
from workbench.mapping.asking import Answer, Choice, question
from workbench.mapping.marking import ties, worn
from workbench.mapping.simple import groups, label, simple
from workbench.words import counted, listed


def density(graph: nx.Graph) -> float | None:
    """Share of all possible arcs that are there (0 … 1): E/n(n - 1) in the simple directed graph.

    None with fewer than two nodes.
    """
    plain = simple(graph)
    size = len(plain)
    return plain.number_of_edges() / (size * (size - 1)) if size > 1 else None


def reciprocity(graph: nx.Graph, *, of: Literal["arcs", "dyads"] = "arcs") -> float | None:
    """Share of arcs that are answered by one the other way (0 … 1), or share of pairs that are alike both ways.

    By `arcs`: arcs with an answer, of all arcs; None without arcs. By `dyads`: pairs of nodes that are connected both
    ways or not at all, of all pairs; None with fewer than two nodes. Raises `BadInput` for anything else.
    """
    if of not in ("arcs", "dyads"):
        raise BadInput(f"Reciprocity is of arcs or of dyads, not of ‘{of}’. Choose one of: arcs, dyads.")
    plain = simple(graph)
    answered = sum(plain.has_edge(other, one) for one, other in plain.edges)
    everything = plain.number_of_edges()
    if of == "arcs":
        return answered / everything if everything else None
    pairs = len(plain) * (len(plain) - 1) // 2
    return (pairs - (everything - answered)) / pairs if pairs else None


def connectedness(graph: nx.Graph) -> float | None:
    """Share of pairs that some chain of connections joins, whichever way they run (0 … 1).

    Σ s(s - 1)/n(n - 1) over the sizes s of the weak components. None with fewer than two nodes.
    Source: Krackhardt 1994.
    """
    plain = simple(graph)
    size = len(plain)
    joined = sum(part * (part - 1) for part in _parts(plain))
    return joined / (size * (size - 1)) if size > 1 else None


def efficiency(graph: nx.Graph) -> float | None:
    """How near the map is to having no connection more than holds it together (0 … 1); 1 for a tree run one way.

    1 - (E - Σ(s - 1))/Σ(s - 1)² over the sizes s of the weak components. None without arcs. Source: Krackhardt 1994.
    """
    plain = simple(graph)
    sizes = _parts(plain)
    needed = sum(size - 1 for size in sizes)
    most = sum((size - 1) ** 2 for size in sizes)
    return 1 - (plain.number_of_edges() - needed) / most if most else None


def hierarchy(graph: nx.Graph) -> float | None:
    """Of the pairs where a way leads from one to the other, the share where none leads back (0 … 1).

    0 where everybody who reaches somebody can be reached by them, 1 where nobody can. None without arcs.
    Source: Krackhardt 1994.
    """
    plain = simple(graph)
    if not plain.number_of_edges():
        return None
    whole = nx.condensation(plain)
    members = {part: len(given["members"]) for part, given in whole.nodes(data=True)}
    place, taken = {}, 0
    for part, size in members.items():
        place[part] = ((1 << size) - 1) << taken
        taken += size
    # For each part the set of nodes it reaches, itself included, as the bits of one whole number.
    reached: dict[int, int] = {}
    for part in reversed(list(nx.topological_sort(whole))):
        reached[part] = place[part]
        for after in whole.succ[part]:
            reached[part] |= reached[after]
    one_way = sum(members[part] * (reached[part].bit_count() - members[part]) for part in members)
    both = sum(size * (size - 1) // 2 for size in members.values())
    return one_way / (one_way + both)


def e_i_index(graph: nx.Graph, *, by: str = "sector") -> float | None:
    """Share of arcs that cross groups less the share that stays within one (-1 … 1).

    Arcs with an end that has no group are left out; None if none remain. Raises `GraphContractError` if a node has no
    attribute `by`. Source: Krackhardt & Stern 1988.
    """
    belongs = groups(graph, by)
    across = [belongs[one] != belongs[other] for one, other in simple(graph).edges if {one, other} <= belongs.keys()]
    return 2 * sum(across) / len(across) - 1 if across else None


def _parts(plain: nx.DiGraph) -> list[int]:
    return [len(part) for part in nx.weakly_connected_components(plain)]


_NO_ANSWER: Final = ("influences", "is part of", "commissions", "is accountable to")
"""Kinds of connection that run one way by their nature: nobody waits for an answer along them."""
_CANNOT: Final = ("factor", "place")
"""Kinds of element that cannot answer."""


def _can_be_answered(given: Mapping[str, Any]) -> bool:
    return given.get("kind") not in _NO_ANSWER


def _reaching_out(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The part of a map in which something can be answered: without what is not or cannot answer by its kind."""
    able = [node for node, kind in graph.nodes(data="kind") if kind not in _CANNOT]
    people = nx.MultiDiGraph(graph.subgraph(able))
    people.remove_edges_from(
        [
            (one, other, key)
            for one, other, key, given in people.edges(keys=True, data=True)
            if not _can_be_answered(given)
        ]
    )
    return people


_SHOWN: Final = ("what is not answered", "what is answered")


@question(
    "Is it answered when we reach out?",
    group="How we hang together",
    defined=(
        "The share of arrows that have one the other way (reciprocity). A connection that runs both ways, or no "
        "particular way, counts as two that answer one another; several from one element to another count once. Left "
        "out is what cannot answer: factors and places, and connections that run one way by their nature (influences, "
        "is part of, commissions, is accountable to). n/a without connections."
    ),
    choices={"show": Choice(words="Show", options=_SHOWN)},
)
def answered(graph: nx.MultiDiGraph, *, show: str = _SHOWN[0]) -> Answer:
    """How much of what reaches out is answered, for the whole map and for each element; see `reciprocity`.

    The table has a row for every element that reaches out or is reached; `answered` is n/a if it reaches nobody.
    """
    people = _reaching_out(graph)
    plain = simple(people)
    share = reciprocity(plain)
    if share is None:
        return Answer(says="Nobody reaches out to anybody yet: there are no connections that could be answered.")
    rows = {}
    for node in plain:
        out, back = set(plain.succ[node]), set(plain.pred[node])
        if out or back:
            both = len(out & back)
            part = round(100 * both / len(out)) if out else None
            rows[node] = (label(graph, node), len(out), len(back), both, part)
    columns = ["label", "reaches out to", "is reached by", "answered", "per cent answered"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    table["per cent answered"] = table["per cent answered"].astype(float)
    table = table.rename_axis("node").sort_values("reaches out to", ascending=False, kind="stable")
    total = plain.number_of_edges()
    count = round(share * total)
    wanted = show == _SHOWN[1]
    arcs = dict.fromkeys((one, other) for one, other in plain.edges if plain.has_edge(other, one) == wanted)
    marks: dict[Hashable, str] = {end: "found" for arc in arcs for end in arc}
    marks |= dict.fromkeys(ties(people, arcs), "way")
    says = (
        f"Of {counted(total, 'time')} that somebody reaches out to somebody, {count:,} {'is' if count == 1 else 'are'} "
        f"answered ({100 * share:.0f} %). A connection both ways counts as two.{_left_out(graph, people)} The map "
        f"shows {show}; some things need no answer, so ask of each whether one is missed."
    )
    legend = worn(marks, {"way": show.removeprefix("what is "), "found": "who is part of it"})
    return Answer(says=says, table=table, marks=marks, legend=legend)


def _left_out(graph: nx.MultiDiGraph, people: nx.MultiDiGraph) -> str:
    """What is not counted, as a sentence of its own; the empty text if all is."""
    without = len(graph) - len(people)
    kinds = {kind for *_, kind in graph.edges(data="kind")}
    ways = [f"“{kind}”" for kind in _NO_ANSWER if kind in kinds]
    what = [f"{counted(without, 'element')} that cannot answer (factors, places)"] if without else []
    what += [f"connections of the kind {listed(ways)}"] if ways else []
    return f" Not counted: {' and '.join(what)}." if what else ""
