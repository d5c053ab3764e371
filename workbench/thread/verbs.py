"""The learning thread: what joins sessions, prototypes, relationships and measures, and what can be asked of it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import networkx as nx

from workbench.errors import NotFound
from workbench.fields import as_id
from workbench.mapping.verbs import SystemMapping
from workbench.measures import sharing
from workbench.measures.chart import Chart
from workbench.measures.marks import Mark
from workbench.measures.models import Measure
from workbench.measures.verbs import Measures
from workbench.prototypes import reading as prototypes
from workbench.prototypes.models import Prototype
from workbench.sensemaking.models import Session as Meeting
from workbench.store import Record, Scope
from workbench.store.titles import id_of
from workbench.thread import around as surroundings
from workbench.thread import asking, facts, lists, marks, permissions, relationships, results, stages
from workbench.thread import graph as graphs
from workbench.thread import story as stories
from workbench.thread.moved import Movement

_NOT_THERE: Final = "What you pointed to is not in this network's thread. Choose something else."


class Thread:
    """The learning thread of one network. A record is given as itself or by its id."""

    def __init__(self, scope: Scope, mapping: SystemMapping, *, small_numbers: int = sharing.UP_TO) -> None:
        """`small_numbers`: counts from 1 up to this one are hidden in whatever is shared."""
        self._scope = scope
        self._map = mapping
        measures = Measures(scope, small_numbers=small_numbers)
        self._results = asking.Results(measures.observations)
        self._shared = asking.Results(lambda measure: sharing.left(measures.shared(measure)))

    def graph(self) -> nx.MultiDiGraph:
        """Every record as a node, every link and every belonging as an edge; see `workbench.thread.graph`."""
        return graphs.build(self._scope)

    # --- did it move? ------------------------------------------------------------------------------------

    def did_it_move(self, prototype: str | int | Record) -> Movement:
        """What moved since a prototype started; see `moved.Movement`.

        It is given as itself, by its title, its number or its id. Raises `NotFound` if it is not there.
        """
        with self._scope.reading() as session:
            key = id_of(self._scope, session, Prototype, prototype)
            self._scope.find(session, Record, key)
        found = asking.answers(self._scope, self._results, only=[key])
        if key not in found:
            raise NotFound("What you pointed to is no prototype. Choose one that is.")
        return found[key]

    def did_they_move(self, *, shared: bool = False) -> dict[str, Movement]:
        """The answer for every prototype of the network, by id, read together; empty without prototypes.

        `shared`: for people outside of the set, worked out from what is left when small numbers are hidden.
        """
        return asking.answers(self._scope, self._shared if shared else self._results)

    def chart(self, measure: str | Record, *, since: date | None = None) -> Chart:
        """The chart of a measure as its set chose it, to be asked what happened since a day; see `results.chart`.

        Without a day it is that of `network.measures.chart`. Raises `NotFound` if the measure is not there.
        """
        measures = Measures(self._scope)
        plain = measures.told(measure if isinstance(measure, str) else measure.id)
        key = plain["id"]
        rebases = [{**each, "starts_on": date.fromisoformat(each["starts_on"])} for each in measures.rebases(key)]
        return results.chart(plain, measures.observations(key), rebases, start=since).chart

    def marks(self, measure: str | Record, *, prototype: str | int | Record | None = None) -> list[Mark]:
        """The days to mark on the chart of a measure, by day; see `workbench.thread.marks`.

        Marked are the prototypes that name it with their test cycles, or the given one alone; the sessions, the gates
        that were held, the named days of the map, and the measure's rebases. Raises `NotFound` if one of the two is
        not there.
        """
        only: str | None = None
        with self._scope.reading() as session:
            key = id_of(self._scope, session, Measure, measure)
            self._scope.fetch(session, Measure, key)
            if prototype is not None:
                only = id_of(self._scope, session, Prototype, prototype)
                self._scope.fetch(session, Prototype, only)
        named = [
            plain
            for plain in prototypes.listed(self._scope)
            if (plain["id"] == only if only else any(tie["measure"] == key for tie in plain["measures"]))
        ]
        return marks.of(self._scope, key, named)

    # --- around a record ---------------------------------------------------------------------------------

    def around(self, record: str | Record) -> nx.DiGraph:
        """What led to a record and what it led to, as a small graph from session to decision; see `around.around`.

        Raises `NotFound` for a record that was never there.
        """
        key, graph = as_id(record), self.graph()
        if key not in graph:
            raise NotFound(_NOT_THERE)
        return surroundings.around(graph, key)

    # --- the story ---------------------------------------------------------------------------------------

    def story(self, record: str | Record) -> list[dict[str, Any]]:
        """The story of a record, oldest first: `date` (ISO text), `kind`, `words`, `id`; see `workbench.thread.story`.

        A prototype's includes its stages and what happened to the relationships it means to change since it
        was named, a connection's what happened to itself. Raises `NotFound` for a record that was never there.
        """
        key, graph = as_id(record), self.graph()
        if key not in graph:
            raise NotFound(_NOT_THERE)
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

    # --- what nobody looks after, and what many want ------------------------------------------------------

    def without_owner(self) -> list[dict[str, Any]]:
        """The prototypes at work, measures, open actions, barriers and test cycles that nobody owns, oldest first.

        Each: `id`, `kind`, `label`, `since` (ISO text) and `says`; see `workbench.thread.lists`.
        """
        return lists.without_owner(self.graph())

    def actions_without_owner(self) -> list[dict[str, Any]]:
        """The open actions that nobody has taken, oldest first; as `without_owner`."""
        return lists.actions_without_owner(self.graph())

    def without_measure(self) -> list[dict[str, Any]]:
        """The prototypes, abandoned ones apart, that name no measure, oldest first; as `without_owner`."""
        return lists.without_measure(self.graph())

    def unused_measures(self) -> list[dict[str, Any]]:
        """The measures that no prototype, aim or driver names, oldest first; as `without_owner`."""
        return lists.unused_measures(self.graph())

    def much_wanted(self) -> list[dict[str, Any]]:
        """The relationships that two or more prototypes at work mean to change, the most wanted first.

        As `without_owner`, with `prototypes` and `at_odds`; see `lists.much_wanted`.
        """
        return lists.much_wanted(self.graph())

    def rules_run_out(self) -> list[dict[str, Any]]:
        """The prototypes at work for which a rule was suspended until a day that has passed, oldest first.

        As `without_owner`, with `rule`, `rule_by` and `rule_until`.
        """
        return lists.rules_run_out(self.graph(), self._scope.today())

    def permissions(self) -> list[dict[str, Any]]:
        """What teams asked to set aside, and the rules suspended for what is tried; see `permissions.permissions`."""
        return permissions.permissions(self._scope)

    def __repr__(self) -> str:
        return f"Thread of {self._scope.network}"
