"""What nobody looks after, measures or uses, and what many want at once: read from the thread's graph.

Each list holds dictionaries with at least `id`, `kind`, `label`, `since` (ISO text) and `says`, a few words on what is
to be seen to; oldest first, and empty if all is well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

import networkx as nx

from workbench.words import counted, listed, long_date

Plain = dict[str, Any]
_GROWING: Final = frozenset({"form", "strengthen"})


def without_owner(graph: nx.MultiDiGraph) -> list[Plain]:
    """The prototypes at work, measures, open actions, open barriers and open test cycles that nobody owns.

    A test cycle without an owner of its own is looked after by that of its prototype. A rebase always has a name. What
    may not be read here is not among them: nobody is told who owns it.
    """
    return _those(graph, lambda node, data: _unowned(graph, node, data), says="Nobody looks after it.")


def actions_without_owner(graph: nx.MultiDiGraph) -> list[Plain]:
    """The open actions that nobody has taken, of those that may be read here."""
    return _those(
        graph,
        lambda node, data: data["kind"] == "action" and _unowned(graph, node, data),
        says="Nobody has taken it.",
    )


def without_measure(graph: nx.MultiDiGraph) -> list[Plain]:
    """The prototypes, abandoned ones apart, that name no measure."""
    measured = {
        source
        for source, target, data in graph.edges(data=True)
        if data["kind"] == "measured by" and not data["ended"] and not graph.nodes[target]["ended"]
    }
    return _those(graph, lambda node, data: _at_work(data) and node not in measured, says="It names no measure.")


def unused_measures(graph: nx.MultiDiGraph) -> list[Plain]:
    """The measures that no prototype, aim or driver names."""
    used = {
        target
        for source, target, data in graph.edges(data=True)
        if data["kind"] == "measured by" and not data["ended"] and not graph.nodes[source]["ended"]
    }
    return _those(
        graph,
        lambda node, data: data["kind"] == "measure" and node not in used,
        says="No prototype means to move it.",
    )


def much_wanted(graph: nx.MultiDiGraph) -> list[Plain]:
    """The relationships that two or more prototypes at work mean to change, the most wanted first.

    Each also has its `prototypes` (`id`, `number`, `title`, `how`), by number, and `at_odds`: whether some of them mean
    to make it grow and others to make it shrink.
    """
    wanted: dict[str, list[Plain]] = defaultdict(list)
    for source, target, data in graph.edges(data=True):
        of = graph.nodes[source]
        if data["kind"] == "means to change" and not data["ended"] and not of["ended"] and _at_work(of):
            wanted[target].append(
                {
                    "id": source,
                    "number": of["fields"]["number"],
                    "title": of["label"],
                    "how": data["expectation"],
                }
            )
    found = []
    for tie, prototypes in wanted.items():
        if len(prototypes) < 2 or graph.nodes[tie]["ended"]:
            continue
        prototypes.sort(key=lambda each: each["number"])
        at_odds = len({each["how"] in _GROWING for each in prototypes}) > 1
        says = f"{counted(len(prototypes), 'prototype')} mean to change it"
        hows = listed([f"#{each['number']} to {each['how']} it" for each in prototypes])
        found.append(
            {
                **_item(graph, tie, f"{says}: {hows}{', which is at odds' if at_odds else ''}."),
                "prototypes": prototypes,
                "at_odds": at_odds,
            }
        )
    return sorted(found, key=lambda item: (-len(item["prototypes"]), item["since"], item["id"]))


def rules_run_out(graph: nx.MultiDiGraph, today: date) -> list[Plain]:
    """The prototypes at work for which a rule was suspended until a day that has passed.

    Each also has its `rule`, `rule_by` and `rule_until` (ISO text).
    """
    found = []
    for item in _those(graph, lambda _, data: _at_work(data) and _run_out(data["fields"], today), says=""):
        fields = graph.nodes[item["id"]]["fields"]
        by = f" by {fields['rule_by']}" if fields["rule_by"] else ""
        until = long_date(date.fromisoformat(fields["rule_until"]))
        rule = {name: fields[name] for name in ("rule", "rule_by", "rule_until")}
        found.append({**item, **rule, "says": f"The rule was suspended{by} until {until}, which has passed."})
    return found


def _unowned(graph: nx.MultiDiGraph, node: str, data: Mapping[str, Any]) -> bool:
    fields = data["fields"]
    if data.get("hidden"):
        return False
    if data["kind"] in ("prototype", "measure", "action"):
        return not fields["owner"] and not fields.get("done_on") and fields.get("stage") != "abandoned"
    if data["kind"] == "barrier":
        return not fields["owner"] and not fields["resolved_on"]
    if data["kind"] != "test cycle" or fields["owner"] or fields["decision"]:
        return False
    wholes = [whole for whole, _, edge in graph.in_edges(node, data=True) if edge["kind"] == "goes through"]
    return all(_at_work(graph.nodes[whole]) and not graph.nodes[whole]["fields"]["owner"] for whole in wholes)


def _at_work(data: Mapping[str, Any]) -> bool:
    return data["kind"] == "prototype" and data["fields"]["stage"] != "abandoned"


def _run_out(fields: Mapping[str, Any], today: date) -> bool:
    return bool(fields["rule"] and fields["rule_until"]) and date.fromisoformat(fields["rule_until"]) < today


def _those(graph: nx.MultiDiGraph, wanted: Callable[[str, Mapping[str, Any]], bool], *, says: str) -> list[Plain]:
    nodes: Iterable[tuple[str, Mapping[str, Any]]] = graph.nodes(data=True)
    found = [_item(graph, node, says) for node, data in nodes if not data["ended"] and wanted(node, data)]
    return sorted(found, key=lambda item: (item["since"], item["id"]))


def _item(graph: nx.MultiDiGraph, node: str, says: str) -> Plain:
    data = graph.nodes[node]
    return {
        "id": node,
        "kind": data["kind"],
        "label": data["label"],
        "since": data["since"].isoformat(),
        "says": says,
    }
