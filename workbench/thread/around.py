"""The thread around one record: a small graph from the session where it began to the decision that it led to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import networkx as nx

from workbench.thread.story import day_of, described
from workbench.words import counted, listed

ORDER: Final = (
    "challenge", "session", "entry", "insight", "action", "aim", "driver", "gate", "goal", "barrier", "idea",
    "prototype", "test cycle", "progress", "element", "connection", "measure", "rebase", "decision", "recommendation",
)  # fmt: skip
"""The order in which a thread is read: each sort of record has its place in it, `layer`."""
MOST: Final = 24
"""So many records a small graph holds at most."""
MOST_OF_A_KIND: Final = 6
DECISION: Final = "decision"
_WORDS: Final = {
    "entry": ("entry", "entries"),
    "connection": ("relationship", "relationships"),
}
_FORWARDS: Final = frozenset({"holds", "means to change", "measured by", "goes through", "is drawn anew by", "blocks"})
"""The edges of the thread that lead on to what came later."""
_BACKWARDS: Final = {"came from": "led to", "contributes to": "is driven by"}
"""Those that lead back, and how they are called the other way round."""
_STAYING: Final = frozenset({"connection", "element"})
"""What is shown also when it has ended: that may be what was meant."""
_DECIDED: Final = ("adopted", "adapted", "abandoned", "spreading")


def around(graph: nx.MultiDiGraph, record: str) -> nx.DiGraph:
    """What of the thread's graph leads to a record, and what it led to, each a node; the record alone if nothing did.

    A node has `kind`, `label`, `words` (what people read, as in the story), `day` (a date), `ended` (a date or None),
    `layer` (its place in `ORDER`, from 0) and `centre` (True for the record). What was decided on a prototype is a node
    of its own: kind "decision", and its id is that of the prototype with `:decision` after it. Edges lead on in the
    order of the thread, each with its `kind` and its `expectation` ("" without one). What was said about a record is
    there around that record, but for prototypes: of those the story tells it. How far a prototype was said to have come
    is only there around that word itself, and rebases around a measure, or from the record's own time on.

    It holds at most 24 records, the nearest first, and of one kind at most 6. `graph.graph["left_out"]` says what there
    was no room for ("3 entries and 1 relationship are left out."), or is the empty text.
    """
    whole = _leading_on(graph, record)
    kept = {record, *nx.ancestors(whole, record), *nx.descendants(whole, record)}
    if graph.nodes[record]["kind"] == "element":
        for tie in [node for node in kept if _kind_is(whole, node, "connection")]:
            kept |= set(whole.predecessors(tie))
    # What a prototype means to change and what it is measured by belong together, whichever of them is asked about.
    for prototype in [node for node in kept if _kind_is(whole, node, "prototype")]:
        kept |= nx.descendants(whole, prototype)
        if graph.nodes[record]["kind"] in ("connection", "element", "measure"):
            kept |= nx.ancestors(whole, prototype)
    day = whole.nodes[record]["day"]
    if graph.nodes[record]["kind"] != "measure":
        kept -= {node for node in kept - {record} if _kind_is(whole, node, "rebase") and whole.nodes[node]["day"] < day}
    chosen, left = _chosen(whole.subgraph(kept), record)
    small = nx.DiGraph(whole.subgraph(chosen), record=record, left_out=_left_out(left))
    for node, data in small.nodes(data=True):
        data["centre"] = node == record
    return small


def _leading_on(graph: nx.MultiDiGraph, record: str) -> nx.DiGraph:
    """The whole thread with every edge leading on, what was decided as nodes, and without what was removed."""
    whole = nx.DiGraph()
    tried = graph.nodes[record]["kind"] == "prototype"
    for node, data in graph.nodes(data=True):
        kind = _kind(data)
        gone = data["ended"] and kind not in _STAYING
        if node == record or (kind in ORDER and kind != "progress" and not gone):
            day = data["since"] if kind == "prototype" else day_of(graph, node)
            whole.add_node(node, **_node(kind, data["label"], described(data), day, data["ended"]))
    for source, target, data in graph.edges(data=True):
        if source not in whole or target not in whole or data.get("ended"):
            continue
        kind, said = data["kind"], {"expectation": data.get("expectation") or ""}
        if kind in _BACKWARDS:
            whole.add_edge(target, source, kind=_BACKWARDS[kind], **said)
        elif kind in _FORWARDS or (record in (source, target) and not (kind == "about" and tried)):
            whole.add_edge(source, target, kind=kind, **said)
    for node, data in graph.nodes(data=True):
        if data["kind"] == "prototype" and data["fields"]["stage"] in _DECIDED:
            _decide(whole, node, data)
    return whole


def _decide(whole: nx.DiGraph, prototype: str, data: Mapping[str, Any]) -> None:
    fields = data["fields"]
    words = f"{fields['stage']}: {fields['reason']}" if fields["reason"] else fields["stage"]
    given = fields["ended_on"] or fields["started_on"]
    day = date.fromisoformat(given) if given else data["since"]
    node = f"{prototype}:{DECISION}"
    whole.add_node(node, **_node(DECISION, fields["stage"], words, day, data["ended"]))
    whole.add_edge(prototype, node, kind="decided", expectation="")


def _chosen(whole: nx.DiGraph, record: str) -> tuple[list[str], Counter[str]]:
    """The nodes there is room for, the nearest first, and how many of each kind there is none for.

    Each has a way to the record through others that are chosen.
    """
    beside = whole.to_undirected(as_view=True)
    near = nx.single_source_shortest_path_length(beside, record)
    kinds: Counter[str] = Counter()
    chosen: dict[str, int] = {}
    left: Counter[str] = Counter()
    for node in sorted(near, key=lambda each: (near[each], whole.nodes[each]["layer"], whole.nodes[each]["day"], each)):
        kind = whole.nodes[node]["kind"]
        reached = node == record or any(chosen.get(other) == near[node] - 1 for other in beside[node])
        if not reached or len(chosen) >= MOST or kinds[kind] >= MOST_OF_A_KIND:
            left[kind] += 1
        else:
            kinds[kind] += 1
            chosen[node] = near[node]
    return list(chosen), left


def _kind_is(whole: nx.DiGraph, node: str, kind: str) -> bool:
    return whole.nodes[node]["kind"] == kind


def _left_out(left: Counter[str]) -> str:
    if not left:
        return ""
    parts = [counted(left[kind], *_WORDS.get(kind, (kind,))) for kind in ORDER if left[kind]]
    return f"{listed(parts)} {'is' if left.total() == 1 else 'are'} left out."


def _node(kind: str, label: str, words: str, day: Any, ended: Any) -> dict[str, Any]:
    return {
        "kind": kind,
        "label": label,
        "words": words,
        "day": day,
        "ended": ended,
        "layer": ORDER.index(kind) if kind in ORDER else 0,
        "centre": False,
    }


def _kind(data: Mapping[str, Any]) -> str:
    return data["fields"]["role"] if data["kind"] == "driver" else data["kind"]
