"""The story of one record: where it came from, what happened to it, what it led to, in the order of the days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import networkx as nx

from workbench.prototypes.progress import SCALE
from workbench.thread.relationships import Evidence
from workbench.thread.words import strength
from workbench.words import as_title, long_date

_ORDER: Final = (
    "session", "entry", "insight", "action", "element", "measure", "rebase", "connection", "aim", "driver", "challenge",
    "goal", "idea", "prototype", "stage", "test cycle", "progress", "barrier", "gate", "recommendation",
)  # fmt: skip
"""Within a day, what comes first: things are said before they are concluded, and concluded before they are tried."""


def tell(
    graph: nx.MultiDiGraph,
    record: str,
    *,
    stages: Iterable[Mapping[str, Any]] = (),
    steps: Mapping[str, Sequence[Evidence]] | None = None,
) -> list[dict[str, Any]]:
    """The story of a record of the thread's graph, oldest first.

    What it came from, back to the sessions; itself; what was said about it or is in its way; what came from it;
    `stages`, the steps of a prototype (`date`, `id`, `words`); `steps`, what happened to the relationships it is about
    (connection id → evidence); the test cycles of a prototype, how far it was said to have come, and the rebases of
    what it is measured by. Each item: `date` (ISO text), `kind` (a record's, or "stage"), `words`, `id`. A test cycle
    that has been studied is there twice: when it began and when it ended. A record without a story has at least itself.
    """
    told: dict[str, dict[str, Any]] = {}
    for node in [*_related(graph, record), *_on_the_way(graph, record)]:
        told[node] = _item(graph, node)
    ends = [_end(graph, node) for node in told if _studied(graph.nodes[node])]
    moments = [{"date": day_of(graph, stage["id"]).isoformat(), **stage, "kind": "stage"} for stage in stages] + [
        {"date": step.on.isoformat(), "kind": "connection", "words": _step(graph, key, step), "id": key}
        for key, found in (steps or {}).items()
        for step in found
    ]
    for key, found in (steps or {}).items():
        if key != record or found:
            told.pop(key, None)  # its steps tell it
    every = [*told.values(), *ends, *moments]
    return sorted(every, key=lambda item: (item["date"], _ORDER.index(_known(item["kind"]))))


def day_of(graph: nx.MultiDiGraph, node: str) -> date:
    """The day a record belongs to: that of the session that holds it, else its own."""
    session = _session(graph, node)
    return graph.nodes[session or node]["day"]


def _related(graph: nx.MultiDiGraph, record: str) -> list[str]:
    """The record, all it came from with the sessions that hold those, what is about it, and what came from it."""
    origins = _along(graph, record, forwards=True)
    related = [*origins, record, *_along(graph, record, forwards=False)]
    related += [
        source
        for source, _, data in graph.in_edges(record, data=True)
        if data["kind"] in ("about", "blocks") and not data["ended"]
    ]
    sessions = [_session(graph, node) for node in [*origins, record]]
    return list(dict.fromkeys([*(session for session in sessions if session), *related]))


def _on_the_way(graph: nx.MultiDiGraph, record: str) -> list[str]:
    """The test cycles and progress of a prototype; the rebases of a measure, or those since a prototype was named."""
    since = graph.nodes[record]["since"]
    wholes = [record]
    if graph.nodes[record]["kind"] == "prototype":
        wholes += [
            target
            for _, target, data in graph.out_edges(record, data=True)
            if data["kind"] == "measured by" and not data["ended"] and not graph.nodes[target]["ended"]
        ]
    return [
        part
        for whole in wholes
        for _, part, data in graph.out_edges(whole, data=True)
        if data["kind"] in ("goes through", "is drawn anew by") and not graph.nodes[part]["ended"]
        if whole == record or graph.nodes[part]["day"] >= since
    ]


def _along(graph: nx.MultiDiGraph, record: str, *, forwards: bool) -> list[str]:
    """What it came from, and what those came from; or, backwards, what came from it."""
    ties = nx.DiGraph()
    ties.add_node(record)
    ties.add_edges_from(
        (source, target)
        for source, target, data in graph.edges(data=True)
        if data["kind"] == "came from" and not data["ended"]
    )
    reach = nx.descendants if forwards else nx.ancestors
    return sorted(reach(ties, record))


def _session(graph: nx.MultiDiGraph, node: str) -> str | None:
    return next((whole for whole, _, data in graph.in_edges(node, data=True) if data["kind"] == "holds"), None)


def _item(graph: nx.MultiDiGraph, node: str) -> dict[str, Any]:
    data = graph.nodes[node]
    day = data["since"] if data["kind"] == "prototype" else day_of(graph, node)
    words = described(data)
    if data["kind"] == "rebase":
        measure = as_title(graph.nodes[data["fields"]["measure_id"]]["label"])
        words = f"The lines of {measure} were drawn anew: {words}"
    return {"date": day.isoformat(), "kind": data["kind"], "words": words, "id": node}


def described(data: Mapping[str, Any]) -> str:
    """What people read of a node of the thread's graph, in the story and elsewhere."""
    if data.get("hidden"):
        named = data["kind"] in ("entry", "session")
        return data["label"] if named else f"{data['kind'].capitalize()}, {data['label']}"
    tell = _TOLD.get(data["kind"])
    return tell(data["label"], data["fields"]) if tell else data["label"]


def _entry(label: str, fields: Mapping[str, Any]) -> str:
    told = ", ".join(filter(None, (fields["nature"], fields["said_by"])))
    return f"“{label}” ({told})" if told else f"“{label}”"


def _cycle(label: str, fields: Mapping[str, Any]) -> str:
    scale = f" ({fields['scale']})" if fields["scale"] else ""
    return f"Test {fields['number']}: {as_title(label) if scale else label}{scale}"


def _progress(label: str, fields: Mapping[str, Any]) -> str:
    name = SCALE[fields["score"]].name
    why = f": {label}" if label != name else ""
    return f"Progress {fields['score']:g}, {name}{why}"


def _barrier(label: str, fields: Mapping[str, Any]) -> str:
    resolved = fields["resolved_on"]
    if not resolved:
        return f"Barrier: {label}"
    return f"Barrier: {as_title(label)} (resolved on {long_date(date.fromisoformat(resolved))})"


def _recommendation(label: str, fields: Mapping[str, Any]) -> str:
    became = ", ".join(filter(None, (fields["answer"], fields["future"] and f"to {fields['future']}")))
    return f"Recommended: {as_title(label)} ({became})" if became else f"Recommended: {label}"


_TOLD: Final[Mapping[str, Callable[[str, Mapping[str, Any]], str]]] = {
    "entry": _entry,
    "session": lambda label, fields: f"{as_title(label)} ({fields['method']})",
    "idea": lambda label, fields: f"Idea {fields['number']}: {label}",
    "prototype": lambda label, fields: f"Prototype {fields['number']}: {label}",
    "test cycle": _cycle,
    "progress": _progress,
    "barrier": _barrier,
    "gate": lambda label, _: f"{label} of the challenge",
    "goal": lambda label, _: f"Goal: {label}",
    "recommendation": _recommendation,
    "rebase": lambda label, fields: f"{as_title(label)} (decided by {fields['decided_by']})",
}


def _studied(data: Mapping[str, Any]) -> bool:
    return data["kind"] == "test cycle" and bool(data["fields"]["seen"] or data["fields"]["decision"])


def _end(graph: nx.MultiDiGraph, node: str) -> dict[str, Any]:
    """What came of a test cycle: what was seen, how that compares, and what was decided."""
    fields = graph.nodes[node]["fields"]
    told = [fields["seen"].rstrip("."), fields["compared"], fields["decision"] and f"decided to {fields['decision']}"]
    day = fields["ended_on"] or day_of(graph, node).isoformat()
    words = "; ".join(filter(None, told))
    return {"date": day, "kind": "test cycle", "words": f"Test {fields['number']}: {words}", "id": node}


def _step(graph: nx.MultiDiGraph, key: str, step: Evidence) -> str:
    if step.before is None:
        words = f"put on the map, {strength(step.after)}"
    elif step.after is None:
        words = f"ended, was {strength(step.before)}"
    else:
        words = f"{strength(step.before)}, then {strength(step.after)}"
    where = f", at {step.session}" if step.session else ""
    return f"{graph.nodes[key]['label']}: {words} (said by {step.said_by}{where})"


def _known(kind: str) -> str:
    return kind if kind in _ORDER else "element"
