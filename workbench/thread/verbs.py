"""The learning thread: what joins sessions, prototypes, relationships and measures, and what can be asked of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import networkx as nx

from workbench.errors import NotFound
from workbench.mapping.verbs import SystemMapping
from workbench.measures.chart import Chart
from workbench.measures.verbs import Measures
from workbench.sensemaking.models import Session as Meeting
from workbench.store import Record, Scope
from workbench.thread import asking, facts, relationships, results, stages
from workbench.thread import graph as graphs
from workbench.thread import story as stories
from workbench.thread.moved import Movement


class Thread:
    """The learning thread of one network. A record is given as itself or by its id."""

    def __init__(self, scope: Scope, mapping: SystemMapping) -> None:
        self._scope = scope
        self._map = mapping
        self._results = asking.Results(scope)

    def graph(self) -> nx.MultiDiGraph:
        """Every record as a node, every link and every belonging as an edge; see `workbench.thread.graph`."""
        return graphs.build(self._scope)

    # --- did it move? ------------------------------------------------------------------------------------

    def did_it_move(self, prototype: str | Record) -> Movement:
        """What moved since a prototype started; see `moved.Movement`. Raises `NotFound` if it is not there."""
        key = _id(prototype)
        with self._scope.reading() as session:
            self._scope.fetch(session, Record, key)
        found = asking.answers(self._scope, self._results, only=[key])
        if key not in found:
            raise NotFound("What you pointed to is no prototype. Choose one that is.")
        return found[key]

    def did_they_move(self) -> dict[str, Movement]:
        """The answer for every prototype of the network, by id, read together; empty without prototypes."""
        return asking.answers(self._scope, self._results)

    def chart(self, measure: str | Record, *, since: date | None = None) -> Chart:
        """The chart of a measure as its set chose it, to be asked what happened since a day; see `results.chart`.

        Without a day it is that of `network.measures.chart`. Raises `NotFound` if the measure is not there.
        """
        measures, key = Measures(self._scope), _id(measure)
        rebases = [{**each, "starts_on": date.fromisoformat(each["starts_on"])} for each in measures.rebases(key)]
        return results.chart(measures.told(key), measures.observations(key), rebases, start=since).chart

    # --- the story ---------------------------------------------------------------------------------------

    def story(self, record: str | Record) -> list[dict[str, Any]]:
        """The story of a record, oldest first: `date` (ISO text), `kind`, `words`, `id`; see `workbench.thread.story`.

        A prototype's includes its stages and what happened to the relationships it means to change since it
        was named, a connection's what happened to itself. Raises `NotFound` for a record that was never there.
        """
        key, graph = _id(record), self.graph()
        if key not in graph:
            raise NotFound("What you pointed to is not in this network's thread. Choose something else.")
        kind = graph.nodes[key]["kind"]
        named = [
            target
            for _, target, data in graph.out_edges(key, data=True)
            if data["kind"] == "means to change" and not data["ended"]
        ]
        with self._scope.reading() as session:
            lives = facts.lives(session, [key] if kind == "connection" else named)
            moves = stages.of(session, key) if kind == "prototype" else []
        meetings = {
            data["day"]: data["label"]
            for _, data in graph.nodes(data=True)
            if data["kind"] == Meeting.__mapper__.polymorphic_identity
        }
        since = graph.nodes[key]["since"]
        steps = {
            life.id: [step for step in relationships.steps(life, meetings) if kind == "connection" or step.on > since]
            for life in lives.values()
        }
        return stories.tell(graph, key, stages=moves, steps=steps)

    # --- what nobody looks after -------------------------------------------------------------------------

    def without_owner(self) -> list[dict[str, Any]]:
        """The prototypes at work, measures and open actions that nobody owns, oldest first.

        Each: `id`, `kind`, `label`, `since` (ISO text).
        """
        return self._those(
            lambda data: (
                data["kind"] in ("prototype", "measure", "action")
                and not data["fields"]["owner"]
                and not data["fields"].get("done_on")
                and data["fields"].get("stage") != "abandoned"
            )
        )

    def without_measure(self) -> list[dict[str, Any]]:
        """The prototypes, abandoned ones apart, that name no measure, oldest first; as `without_owner`."""
        graph = self.graph()
        measured = {
            source
            for source, target, data in graph.edges(data=True)
            if data["kind"] == "measured by" and not data["ended"] and not graph.nodes[target]["ended"]
        }
        return self._those(
            lambda data: data["kind"] == "prototype" and data["fields"]["stage"] != "abandoned",
            besides=measured,
            graph=graph,
        )

    def unused_measures(self) -> list[dict[str, Any]]:
        """The measures that no prototype names, oldest first; as `without_owner`."""
        graph = self.graph()
        used = {
            target
            for source, target, data in graph.edges(data=True)
            if data["kind"] == "measured by" and not data["ended"] and not graph.nodes[source]["ended"]
        }
        return self._those(lambda data: data["kind"] == "measure", besides=used, graph=graph)

    def _those(
        self, wanted: Any, *, besides: set[str] | None = None, graph: nx.MultiDiGraph | None = None
    ) -> list[dict[str, Any]]:
        found = [
            {"id": node, "kind": data["kind"], "label": data["label"], "since": data["since"].isoformat()}
            for node, data in (graph or self.graph()).nodes(data=True)
            if not data["ended"] and wanted(data) and node not in (besides or set())
        ]
        return sorted(found, key=lambda item: (item["since"], item["id"]))


def _id(record: str | Record) -> str:
    return record if isinstance(record, str) else record.id
