"""What the page is told: prototypes and the open prototype as plain JSON, with small maps as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from widgets.measures.telling import MeasureTeller
from widgets.prototypes import hypothesis, progress_line, ramp, smallmap, thread_drawing
from workbench.thread.moved import Movement
from workbench.thread.relationships import RelationshipMove
from workbench.thread.words import about_measure, about_measure_in_full, signal_in_short
from workbench.workspace import Network

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
    """Composes the page for one network; `measures` tells of its measures."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self.measures = MeasureTeller(network)

    def prototypes(self, answers: Mapping[str, Movement]) -> list[dict[str, Any]]:
        """Every prototype as a card shows it: its own values, and the answer in one line."""
        return [
            {**plain, "answer": answers[plain["id"]].sentence}
            for plain in self._network.prototypes.listed()
            if plain["id"] in answers  # one that was named since the answers were read is there at the next look
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
        """What a prototype can come from, newest first: sessions, then insights, then ideas, then entries."""
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
            {"id": idea["id"], "kind": "idea", "label": f"Idea #{idea['number']}: {_short(idea['title'])}"}
            for idea in reversed(self._network.log.listed())
        ]
        found += [
            {"id": str(key), "kind": "entry", "label": f"“{_short(text)}”"}
            for key, text in reversed(list(zip(entries.index, entries["text"], strict=True)))
        ]
        return found

    def waiting(self) -> dict[str, list[dict[str, Any]]]:
        """What nobody has seen to yet: lists by kind, each line with `id`, `label` and what it `says` besides."""
        thread = self._network.thread
        return {
            "without_measure": _lines(thread.without_measure()),
            "much_wanted": _lines(thread.much_wanted(), says=True),
            "actions_without_owner": _lines(thread.actions_without_owner()),
            "unused_measures": _lines(thread.unused_measures()),
        }

    def opened(self, plain: Mapping[str, Any], answer: Movement) -> dict[str, Any]:
        """Everything about one prototype: the answer first, then story, relationships, maps and charts."""
        network = self._network
        elements = _ends(network, answer.ties)
        start = answer.since if answer.started else None
        around = network.thread.around(str(plain["id"]))
        return {
            **plain,
            "answer": {"headline": answer.sentence, "points": points(answer, start=start)},
            "since": answer.since.isoformat(),
            "started": answer.started,
            "hypothesis_parts": hypothesis.parts(str(plain["hypothesis"])),
            "tried": tried(plain),
            "ramp": ramp.draw(plain["cycles"], today=network.today(), ident="wb-ramp"),
            "progress_line": progress_line.draw(plain["progress"], ident="wb-progress"),
            "thread": thread_drawing.draw(around, notes=_notes(answer), ident="wb-thread"),
            "left_out": around.graph["left_out"],
            "story": network.thread.story(str(plain["id"])),
            "relationships": [_relationship(move) for move in answer.ties],
            "maps": {when: _small_map(answer.ties, elements, now=when == "now") for when in ("then", "now")},
            "measured": [
                {
                    **self.measures.measured(move.measure, prototype=plain, start=start),
                    **({"reading": about_measure(move, start=start)} if move.outcome == "before it started" else {}),
                    "expected": move.expected,
                    "outcome": OUTCOMES[move.outcome],
                    "held": move.held,
                    "points_before": move.points_before,
                    "points_since": move.points_since,
                    "rule": signal_in_short(move.signal) if move.signal else None,
                }
                for move in answer.results
            ],
        }


def tried(plain: Mapping[str, Any]) -> str:
    """What a prototype tried, in a line: the first part of its hypothesis, else its principle; empty without both."""
    said = (hypothesis.parts(str(plain["hypothesis"])) or {"if": str(plain["hypothesis"])})["if"]
    line = _short((said or str(plain["principle"])).strip())
    return f"{line[:1].upper()}{line[1:]}{'' if line[-1:] in ('', '.', '…', '!', '?') else '.'}"


def points(answer: Movement, *, start: date | None) -> list[dict[str, str]]:
    """What the answer rests on, point by point: what is `said`, and `besides` what belongs to that.

    The sentences on one measure are one point; every other sentence is one of its own.
    """
    about = [about_measure_in_full(move, start=start) for move in answer.results]
    own = {said for sentences in about for said in sentences}
    places = [place for place, said in enumerate(answer.sentences) if said in own]
    first, last = (places[0], places[-1] + 1) if places else (len(answer.sentences), len(answer.sentences))
    return [
        *({"said": said, "besides": ""} for said in answer.sentences[:first]),
        *({"said": sentences[0], "besides": " ".join(sentences[1:])} for sentences in about if sentences[0] in own),
        *({"said": said, "besides": ""} for said in answer.sentences[last:]),
    ]


def _notes(answer: Movement) -> dict[str, str]:
    """What became of each named relationship and measure, for the drawing of the thread."""
    return {
        **{move.connection: move.verdict for move in answer.ties},
        **{move.measure: OUTCOMES[move.outcome] for move in answer.results},
    }


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


def _lines(found: Sequence[Mapping[str, Any]], *, says: bool = False) -> list[dict[str, Any]]:
    return [{"id": one["id"], "label": one["label"], "says": one["says"] if says else ""} for one in found]


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
            weaker=now and (move.now or 0) < (move.then or 0),
        )
        for move in moves
    ]
    when = "now" if now else "then"
    return smallmap.draw(elements, ties, title=f"The relationships {when}", ident=f"wb-map-{when}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_ORIGIN else f"{line[: LONGEST_ORIGIN - 1].rstrip()}…"


def _label(row: Mapping[str, Any]) -> str:
    return row["label"].lower()
