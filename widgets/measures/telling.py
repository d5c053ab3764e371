"""What a page is told of measures: plain JSON, with charts as SVG."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from widgets.measures import conversation
from widgets.measures.rows import latest_rows
from workbench.measures import figure, icons, past
from workbench.measures.ambition import ambition_in_words
from workbench.measures.chart import Chart
from workbench.measures.drawn import drawn
from workbench.measures.hopes import hoped_for
from workbench.measures.looks import WORD
from workbench.measures.marks import Mark
from workbench.measures.numbers import plain_number, spread_of
from workbench.measures.reading import read_aloud
from workbench.measures.standing import centre_word
from workbench.workspace import Network

POINTS_DRAWN: Final = 400
"""The latest points that a picture shows."""
SIGN: Final = 28
"""How large a sign of variation is, in pixels."""


class MeasureTeller:
    """Tells of one network's measures, and remembers what it has drawn: the same figures come up again and again."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._drawn: dict[Any, Any] = {}

    def listed(self, prototypes: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Every measure as plain values, with the prototypes that name it: `used_by` (`id`, `number`, `title`)."""
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
        """Every measure as it hangs on the wall, what needs a conversation first.

        Each as `listed`, with `small` (a picture), `variation` and `assurance` (see `_signs`), `latest` and `mean` as
        text, `hope` (the ambition in words), `reason`, `why` (a sentence), `part`, `talk`; see `conversation.Standing`.
        """
        used_by = {each["id"]: each["used_by"] for each in self.listed(prototypes)}
        found = [
            {
                **plain,
                **self._glance(plain, chart),
                "used_by": used_by.get(plain["id"], []),
                "reason": where.reason,
                "why": where.says,
                "part": where.part,
                "talk": where.talk,
            }
            for plain, chart, where in self.standings()
        ]
        return sorted(found, key=lambda each: list(conversation.REASONS).index(each["reason"]))

    def standings(self) -> list[tuple[dict[str, Any], Chart, conversation.Standing]]:
        """Every measure by title as plain values, with its chart and whether and why it needs a conversation."""
        stamps = self._network.measures.stamps()
        today, met = self._network.today(), self.last_met()
        with self._network.workspace.store.reading() as session:
            added = past.added_after(session, list(stamps), met) if met else {}
        found = []
        for plain in self._network.measures.listed():
            chart, new = self._chart(plain, stamps.get(plain["id"])), added.get(plain["id"], frozenset())
            found.append((plain, chart, conversation.standing(plain, chart, last_met=met, today=today, added=new)))
        return found

    def last_met(self) -> date | None:
        """The day of the last session before today; None if none was held."""
        days = [date.fromisoformat(each["held_on"]) for each in self._network.sessions.listed()]
        today = self._network.today()
        return max((day for day in days if day < today), default=None)

    def measured(
        self, measure: str, *, prototype: Mapping[str, Any] | None = None, start: date | None = None
    ) -> dict[str, Any]:
        """One measure with its `figure`, its `reading` and its latest `rows`; by itself or since a start.

        Besides: `variation` and `assurance` (see `_signs`), `hope` and `way` (the ambition in words, and how far it
        has come), `warning` (a sentence, or None), `notes`, `rebases` and `to_share` (a sentence on what is hidden).
        """
        plain = self._network.measures.told(measure)
        marks = self.marks(measure, prototype)
        stamp = self._network.measures.stamps().get(measure)
        key = (stamp, *plain.values(), tuple(marks), self._network.today())

        def draw() -> dict[str, Any]:
            chart = self._network.thread.chart(measure, since=start)
            said = {"title": plain["title"], "unit": plain["unit"], "direction": plain["direction"], "marks": marks}
            picture = figure.figures(
                chart,
                **said,
                ambition=plain["ambition"],
                latest=POINTS_DRAWN,
                heading=False,
                ident=f"wb-chart-{measure}",
            )
            return {
                "figure": picture if len(chart.points) else "",
                "reading": read_aloud(chart, **said, since=start),
                **_signs(chart),
                "hope": ambition_in_words(plain),
                "way": self._way(plain, chart, start),
                "warning": chart.warning,
                "notes": list(chart.notes),
                "rebases": self._network.measures.rebases(measure),
                "to_share": self._network.measures.to_share(measure).says,
                "rows": latest_rows(self._network, measure, chart),
            }

        return {**plain, **self._once(("measured", prototype["id"] if prototype else None, measure), key, draw)}

    def marks(self, measure: str, prototype: Mapping[str, Any] | None) -> list[Mark]:
        """The days to mark on the chart of a measure; on the page of a prototype those that concern it."""
        return self._network.thread.marks(measure, prototype=None if prototype is None else str(prototype["id"]))

    def _way(self, plain: Mapping[str, Any], chart: Chart, start: date | None) -> str:
        if plain["ambition"] is None:
            return ""
        by = plain["ambition_by"]
        return hoped_for(
            chart,
            ambition=plain["ambition"],
            by=date.fromisoformat(by) if by else None,
            baseline=plain["baseline"],
            since=start,
            today=self._network.today(),
        )

    def _chart(self, plain: Mapping[str, Any], stamp: Any) -> Chart:
        def draw() -> Chart:
            key = str(plain["id"])
            return drawn(plain, self._network.measures.observations(key), self._network.measures.rebases(key))

        return self._once(("chart", plain["id"]), (stamp, *plain.values()), draw)

    def _glance(self, plain: Mapping[str, Any], chart: Chart) -> dict[str, Any]:
        def look() -> dict[str, Any]:
            spread = spread_of(chart.points)
            numbers = {
                name: None if value is None else plain_number(value, spread=spread)
                for name, value in (("latest", chart.summary.last_value), ("mean", chart.summary.mean))
            }
            return {
                "small": figure.small(chart, ambition=plain["ambition"], width=360, height=112),
                **_signs(chart),
                **numbers,
                "centre": centre_word(chart.kind),
                "hope": ambition_in_words(plain),
            }

        return self._once(("glance", plain["id"]), chart, look)

    def _once(self, place: Any, key: Any, make: Callable[[], Any]) -> Any:
        if place not in self._drawn or self._drawn[place][0] != key:
            self._drawn[place] = (key, make())
        return self._drawn[place][1]


def _signs(chart: Chart) -> dict[str, Any]:
    """What the chart says in two signs: `variation` and `assurance`, each None or `kind`, `words` and `icon` (SVG)."""
    variation, assurance = icons.variation(chart, size=SIGN), icons.assurance(chart, size=SIGN)
    return {
        "variation": variation
        and {"kind": chart.variation, "words": WORD[str(chart.variation)], "icon": variation.svg},
        "assurance": assurance and {"kind": chart.assurance, "words": assurance.words, "icon": assurance.svg},
    }
