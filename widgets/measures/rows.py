"""The values of a measure as the page lists them: each with what stands out and what stood there before."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

import pandas as pd

from workbench.measures import past
from workbench.measures.chart import COMMON, Chart
from workbench.measures.looks import WORD
from workbench.measures.standing import rule_in_words
from workbench.workspace import Network

POINTS_SHOWN: Final = 60
"""The latest points of a measure that the page lists; the download has all of them."""


def latest_rows(network: Network, measure: str, chart: Chart) -> list[dict[str, Any]]:
    """The latest points, newest first.

    Each: `date`, `value`, `numerator` and `denominator` (None where the value was not worked out from them), `note`,
    `kind` and `rule` (words for what stands out, "" if nothing does), and `before`: what stood there, oldest first.
    """
    kept = network.measures.observations(measure).tail(POINTS_SHOWN).set_index("date")
    with network.workspace.store.reading() as session:
        corrected = past.corrected(session, measure)
    points = chart.points
    found = []
    for row in range(len(points) - 1, max(len(points) - POINTS_SHOWN, 0) - 1, -1):
        point = points.iloc[row]
        one = kept.loc[point["date"]] if point["date"] in kept.index else None
        day = point["date"].date()
        stands_out = point["point_type"] != COMMON
        found.append(
            {
                "date": day.isoformat(),
                "value": float(point["value"]) if one is None else float(one["value"]),
                "numerator": None if one is None else _known(one["numerator"]),
                "denominator": None if one is None else _known(one["denominator"]),
                "note": "" if one is None else str(one["note"]),
                "kind": WORD[str(point["point_type"])] if stands_out else "",
                "rule": rule_in_words(points, row, kind=chart.kind) if stands_out else "",
                "before": _before(corrected.get(day, [])),
            }
        )
    return found


def _before(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What stood there before what stands there now, without steps that changed the note alone."""
    earlier: list[dict[str, Any]] = []
    for step, after in pairwise(steps):
        if step["value"] != after["value"] and not step["removed"]:
            earlier.append({"value": step["value"], "until": after["at"][:10], "changed_by": after["who"]})
    return earlier


def _known(number: Any) -> float | None:
    return None if pd.isna(number) else float(number)
