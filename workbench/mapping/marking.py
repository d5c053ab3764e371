"""The small map, the table and the names of an answer: what many questions put together in the same way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from textwrap import shorten
from typing import Any, Final

import networkx as nx
import pandas as pd

from workbench.mapping.simple import label
from workbench.mapping.vocabulary import HOPED_FOR
from workbench.words import listed


def ties(
    graph: nx.Graph,
    arcs: Collection[tuple[Hashable, Hashable]],
    *,
    only: Callable[[Mapping[str, Any]], bool] | None = None,
) -> list[Hashable]:
    """The keys of the edges that one of these arcs stands for, of those whose attributes pass `only`.

    Hoped-for edges and loops are none of them; see `simple.arcs`. Edges of a graph whose keys are mere numbers, or
    that has none, cannot be marked, so there are none either.
    """
    if not graph.is_multigraph():
        return []
    found = []
    for one, other, key, given in graph.edges(keys=True, data=True):  # pyright: ignore[reportCallIssue]
        if (
            one == other
            or isinstance(key, int)
            or given.get("strength") == HOPED_FOR
            or (only is not None and not only(given))
        ):
            continue
        both_ways = not graph.is_directed() or given.get("direction", "one way") != "one way"
        if (one, other) in arcs or (both_ways and (other, one) in arcs):
            found.append(key)
    return found


def worn(marks: Mapping[Hashable, str], legend: Mapping[str, str]) -> dict[str, str]:
    """Of a legend, what the marks of an answer really wear."""
    roles = set(marks.values())
    return {role: words for role, words in legend.items() if role in roles}


def table(graph: nx.Graph, nodes: Iterable[Hashable], **columns: Mapping[Hashable, Any]) -> pd.DataFrame:
    """One row for each of the nodes (index `node`): its label, and what each column says of it (missing: None).

    Underscores in the names of columns become spaces.
    """
    rows = list(nodes)
    data: dict[str, list[Any]] = {"label": [label(graph, node) for node in rows]}
    for name, values in columns.items():
        data[name.replace("_", " ")] = [values.get(node) for node in rows]
    return pd.DataFrame(data, index=pd.Index(rows, name="node", tupleize_cols=False))


def names(graph: nx.Graph, nodes: Sequence[Hashable], *, most: int = 3) -> str:
    """The labels of the nodes as people list them, “A, B, C and 4 more”, long ones cut; the empty text for none."""
    first = [shorten(label(graph, node), _READABLE, placeholder=" …") for node in nodes[:most]]
    rest = len(nodes) - most
    return listed(first) if rest <= 0 else f"{', '.join(first)} and {rest:,} more"


_READABLE: Final = 80
"""How many characters of a label stand in a sentence with others."""
