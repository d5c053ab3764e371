"""What a page is told of measures: plain JSON, with charts as SVG."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import pandas as pd

from workbench.measures import figure
from workbench.measures.drawing import WORD
from workbench.measures.reading import read_aloud
from workbench.thread.words import RULE_NAMES
from workbench.workspace import Network

POINTS_SHOWN: Final = 60
"""The latest points of a measure that the page lists; the download has all of them."""
POINTS_DRAWN: Final = 400
"""The latest points that a picture shows."""
SPARK: Final = 40


class MeasureTeller:
    """Tells of one network's measures, and remembers what it has drawn: the same figures come up again and again."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._drawn: dict[Any, Any] = {}

    def listed(self, prototypes: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Every measure as plain values, with the prototypes that name it: `used_by`, each an `id` and a `number`."""
        return [
            {
                **plain,
                "used_by": [
                    {"id": each["id"], "number": each["number"], "title": each["title"]}
                    for each in prototypes
                    if any(tie["measure"] == plain["id"] for tie in each["measures"])
                ],
            }
            for plain in self._network.measures.listed()
        ]

    def wall(self, prototypes: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Every measure as it hangs on the wall: as `listed`, with its `spark` and its `reading`."""
        stamps = self._network.measures.stamps()
        return [{**plain, **self._glance(plain, stamps.get(plain["id"]))} for plain in self.listed(prototypes)]

    def measured(
        self, measure: str, *, prototype: Mapping[str, Any] | None = None, start: date | None = None
    ) -> dict[str, Any]:
        """One measure with its `figure`, its `reading` and its latest `rows`; by itself or since a start."""
        plain = self._network.measures.told(measure)
        marks = _marks(prototype) if prototype else []
        key = (self._network.measures.stamps().get(measure), *plain.values(), tuple(marks))

        def draw() -> dict[str, Any]:
            observations = self._network.measures.observations(measure)
            charted = self._network.thread.chart(measure, since=start).points
            said = {"title": plain["title"], "unit": plain["unit"], "direction": plain["direction"]}
            picture = figure.figures(
                _latest(charted, POINTS_DRAWN),
                **said,
                ambition=plain["ambition"],
                marks=marks,
                heading=False,
                ident=f"wb-chart-{measure}",
            )
            return {
                "figure": picture if len(charted) else "",
                "reading": read_aloud(charted, **said, marks=marks, since=start),
                "rows": _rows(charted, observations),
            }

        return {**plain, **self._once(("measured", prototype["id"] if prototype else None, measure), key, draw)}

    def picture(self, plain: Mapping[str, Any], prototype: Mapping[str, Any] | None) -> str:
        """One picture of a measure's chart, to be kept as a file, with the days of a prototype marked."""
        start = _day(prototype["started_on"]) if prototype else None
        charted = self._network.thread.chart(plain["id"], since=start).points
        return figure.figure(
            _latest(charted, POINTS_DRAWN),
            title=plain["title"],
            unit=plain["unit"],
            direction=plain["direction"],
            ambition=plain["ambition"],
            marks=_marks(prototype) if prototype else (),
            width=900,
        )

    def _glance(self, plain: Mapping[str, Any], stamp: Any) -> dict[str, Any]:
        key = (stamp, plain["title"], plain["unit"], plain["direction"])

        def look() -> dict[str, Any]:
            charted = self._network.measures.chart(plain["id"]).points
            return {
                "spark": figure.sparkline(_latest(charted, SPARK), width=120, height=32),
                "reading": read_aloud(charted, title=plain["title"], unit=plain["unit"], direction=plain["direction"]),
            }

        return self._once(("glance", plain["id"]), key, look)

    def _once(self, place: Any, key: Any, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        if place not in self._drawn or self._drawn[place][0] != key:
            self._drawn[place] = (key, make())
        return self._drawn[place][1]


def _rows(charted: pd.DataFrame, observations: pd.DataFrame) -> list[dict[str, Any]]:
    """The latest points, newest first."""
    latest = observations.tail(POINTS_SHOWN)
    notes = dict(zip(latest["date"], latest["note"], strict=True))
    return [
        {
            "date": row["date"].date().isoformat(),
            "value": row["value"],
            "rule": RULE_NAMES.get(row["rule"], ""),
            "kind": WORD[row["point_type"]],
            "note": notes.get(row["date"], ""),
        }
        for row in _latest(charted, POINTS_SHOWN)[::-1].to_dict("records")
    ]


def _marks(prototype: Mapping[str, Any]) -> list[tuple[date, str]]:
    number, stage = prototype["number"], prototype["stage"]
    start, end = _day(prototype["started_on"]), _day(prototype["ended_on"])
    marks = [(start, f"#{number} starts")] if start else []
    return marks + ([(end, f"#{number} {stage}")] if end else [])


def _latest(charted: pd.DataFrame, count: int) -> pd.DataFrame:
    return charted.tail(count).reset_index(drop=True)


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
