"""What the page is told: prototypes, measures and the open prototype as plain JSON, with figures as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import pandas as pd

from widgets.prototypes import smallmap
from workbench.measures.drawing import WORD
from workbench.measures import figure
from workbench.measures.reading import read_aloud
from workbench.measures.spc import xmr
from workbench.thread.moved import Answer
from workbench.thread.relationships import RelationshipMove
from workbench.thread.results import chart
from workbench.thread.words import RULE_NAMES, about_measure, signal_in_short
from workbench.workspace import Network

POINTS_SHOWN: Final = 60
"""The latest points of a measure that the page lists; the download has all of them."""
POINTS_DRAWN: Final = 400
"""The latest points that a picture shows."""
SPARK: Final = 40
LONGEST_ORIGIN: Final = 110

OUTCOMES: Final = {
    "as expected": "as it was meant to",
    "part of the way": "part of the way",
    "not yet": "not yet",
    "the other way": "the other way",
    "before it started": "before it started",
    "too early": "too early to say",
    "nothing to compare": "nothing to compare with",
    "not started": "not started",
}
"""What became of each hope, as the page says it."""


class Teller:
    """Composes the page for one network, and remembers what it has drawn: the same figures come up again and again."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._drawn: dict[Any, Any] = {}

    def prototypes(self, answers: Mapping[str, Answer]) -> list[dict[str, Any]]:
        """Every prototype as a card shows it: its own values, and the answer in one line."""
        return [
            {**plain, "answer": answers[plain["id"]].headline}
            for plain in self._network.prototypes.listed()
            if plain["id"] in answers  # one that was named since the answers were read is there at the next look
        ]

    def measures(self, prototypes: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Every measure with its `spark`, its `reading` and the numbers of the prototypes that name it, `used_by`."""
        stamps = self._network.measures.stamps()
        return [
            {
                **plain,
                **self._glance(plain, stamps.get(plain["id"])),
                "used_by": [
                    {"id": each["id"], "number": each["number"]}
                    for each in prototypes
                    if any(tie["measure"] == plain["id"] for tie in each["measures"])
                ],
            }
            for plain in self._network.measures.listed()
        ]

    def ties(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """What can be chosen from the map: connections (`id`, `label`, `strength`) and elements (`id`, `label`)."""
        parts = self._network.map.parts()
        names = {element["id"]: element["label"] for element in parts["elements"]}
        connections = [
            {
                "id": row["id"],
                "label": f"{names[row['source']]} → {names[row['target']]} ({row['kind']})",
                "strength": row["strength"],
            }
            for row in parts["connections"]
        ]
        elements = [{"id": key, "label": label} for key, label in names.items()]
        return sorted(connections, key=_label), sorted(elements, key=_label)

    def origins(self) -> list[dict[str, Any]]:
        """What a prototype can come from, newest first: sessions, then insights, then entries."""
        sessions = self._network.sessions.listed()
        entries = self._network.sessions.entries()
        found = [
            {"id": row["id"], "kind": "session", "label": f"{row['title']} ({row['held_on']})"} for row in sessions
        ]
        found += [
            {"id": each["id"], "kind": "insight", "label": _short(each["text"])}
            for row in sessions
            for each in row["insights"]
        ]
        found += [
            {"id": str(key), "kind": "entry", "label": f"“{_short(text)}”"}
            for key, text in reversed(list(zip(entries.index, entries["text"], strict=True)))
        ]
        return found

    def opened(self, plain: Mapping[str, Any], answer: Answer) -> dict[str, Any]:
        """Everything about one prototype: the answer first, then story, relationships, maps and charts."""
        network = self._network
        elements = _ends(network, answer.relationships)
        start = answer.since if answer.started else None
        return {
            **plain,
            "answer": {"headline": answer.headline, "sentences": list(answer.sentences)},
            "since": answer.since.isoformat(),
            "started": answer.started,
            "story": network.thread.story(str(plain["id"])),
            "relationships": [_relationship(move) for move in answer.relationships],
            "maps": {when: _small_map(answer.relationships, elements, now=when == "now") for when in ("then", "now")},
            "measured": [
                {
                    **self.measured(move.measure, prototype=plain, start=start),
                    **({"reading": about_measure(move, start=start)} if move.outcome == "before it started" else {}),
                    "expected": move.expected,
                    "outcome": OUTCOMES[move.outcome],
                    "held": move.held,
                    "points_before": move.points_before,
                    "points_since": move.points_since,
                    "rule": signal_in_short(move.signal) if move.signal else None,
                }
                for move in answer.measures
            ],
        }

    def measured(
        self, measure: str, *, prototype: Mapping[str, Any] | None = None, start: date | None = None
    ) -> dict[str, Any]:
        """One measure with its `figure`, its `reading` and its latest `rows`; by itself or since a start."""
        plain = self._network.measures.told(measure)
        marks = _marks(prototype) if prototype else []
        key = (self._network.measures.stamps().get(measure), *plain.values(), tuple(marks))

        def draw() -> dict[str, Any]:
            observations = self._network.measures.observations(measure)
            charted, _ = chart(observations, direction=plain["direction"], start=start)
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
        charted, _ = chart(self._network.measures.observations(plain["id"]), direction=plain["direction"], start=start)
        return figure.figure(
            _latest(charted, POINTS_DRAWN),
            title=plain["title"],
            unit=plain["unit"],
            direction=plain["direction"],
            ambition=plain["ambition"],
            marks=_marks(prototype) if prototype else (),
            width=900,
        )

    # --- measures ----------------------------------------------------------------------------------------

    def _glance(self, plain: Mapping[str, Any], stamp: Any) -> dict[str, Any]:
        key = (stamp, plain["title"], plain["unit"], plain["direction"])

        def look() -> dict[str, Any]:
            kept = self._network.measures.observations(plain["id"])
            charted = xmr(kept["value"], dates=kept["date"], improvement_direction=plain["direction"]).points
            return {
                "spark": figure.sparkline(_latest(charted, SPARK), width=120, height=32),
                "reading": read_aloud(charted, title=plain["title"], unit=plain["unit"], direction=plain["direction"]),
            }

        return self._once(("glance", plain["id"]), key, look)

    def _once(self, place: Any, key: Any, make: Any) -> Any:
        if place not in self._drawn or self._drawn[place][0] != key:
            self._drawn[place] = (key, make())
        return self._drawn[place][1]


def _relationship(move: RelationshipMove) -> dict[str, Any]:
    return {
        "connection": move.connection,
        "label": move.label,
        "kind": move.kind,
        "how": move.how,
        "then": move.then,
        "now": move.now,
        "verdict": move.verdict,
        "outcome": OUTCOMES[move.outcome],
        "evidence": [
            {
                "on": step.on.isoformat(),
                "before": step.before,
                "after": step.after,
                "said_by": step.said_by,
                "session": step.session,
            }
            for step in move.evidence
        ],
    }


def _ends(network: Network, moves: Sequence[RelationshipMove]) -> dict[str, dict[str, Any]]:
    """Both elements of every relationship, as the thread has them; of one that was taken back only its name."""
    graph = network.thread.graph()
    ends = {end: name for move in moves for end, name in zip(move.ends, move.names, strict=True)}
    nodes = {end: graph.nodes[end]["fields"] if end in graph else {} for end in ends}
    return {end: {**nodes[end], "label": name} for end, name in ends.items()}


def _small_map(
    moves: Sequence[RelationshipMove],
    elements: Mapping[str, Mapping[str, Any]],
    *,
    now: bool,
) -> str:
    ties = [
        smallmap.Tie(
            source=move.ends[0],
            target=move.ends[1],
            label=move.label,
            direction=move.direction,
            strength=move.now if now else move.then,
            moved=now and move.then != move.now,
        )
        for move in moves
    ]
    when = "now" if now else "then"
    return smallmap.draw(elements, ties, title=f"The relationships {when}", ident=f"wb-map-{when}")


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


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_ORIGIN else f"{line[: LONGEST_ORIGIN - 1].rstrip()}…"


def _label(row: Mapping[str, Any]) -> str:
    return row["label"].lower()
