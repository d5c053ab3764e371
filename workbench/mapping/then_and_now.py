"""The figures of a whole map, then and now."""

from __future__ import annotations

from typing import Final

import networkx as nx
import pandas as pd

from workbench.mapping.indices import indices

COUNTS: Final = ("elements", "connections", "unconnected", "communities")
"""The figures that count something; the others are shares."""
PLACES: Final = 2
"""To how many places a share is read."""


def then_and_now(before: nx.Graph, after: nx.Graph, *, by: str = "sector") -> pd.DataFrame:
    """Every figure of `indices` for two maps: one row a figure, the index called `index` holding its key.

    Columns: `label`; `then` and `now`, numbers, NaN where undefined; `difference`, in words; `reads`, how to read it;
    `defined`, how it is worked out. Raises `GraphContractError` if a node has no attribute `by`.
    """
    earlier, later = indices(before, by=by), indices(after, by=by)
    table = later.rename(columns={"value": "now"})
    table.insert(1, "then", earlier["value"])
    words = [difference(str(key), row["then"], row["now"]) for key, row in table.iterrows()]
    table.insert(3, "difference", words)
    return table


def figure(key: str, value: float) -> str:
    """A figure as it is read: a whole number for a count, two places for a share, “n/a” where it is undefined."""
    if pd.isna(value):
        return "n/a"
    return f"{value:.0f}" if key in COUNTS else f"{round(value, PLACES) + 0.0:.{PLACES}f}".replace("-", "−")


def difference(key: str, then: float, now: float) -> str:
    """What became of a figure, in words: “3 more”, “lower by 0.12”, “the same”; “n/a” if either is undefined."""
    if pd.isna(then) or pd.isna(now):
        return "n/a"
    if key in COUNTS:
        change = now - then
        return "the same" if not change else f"{abs(change):.0f} {'more' if change > 0 else 'fewer'}"
    change = round(round(now, PLACES) - round(then, PLACES), PLACES)
    return f"{'higher' if change > 0 else 'lower'} by {abs(change):.{PLACES}f}" if change else "the same"
