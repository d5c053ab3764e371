"""What holds for a map after any sequence of verbs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import networkx as nx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Clock
from tests.stores import empty_store
from workbench.errors import WorkbenchError
from workbench.mapping import graph as graphs
from workbench.mapping import sentences, vocabulary
from workbench.mapping.reading import read
from workbench.mapping.verbs import SystemMapping
from workbench.store import Scope

VERBS = ["add", "connect", "change", "remove", "confirm", "move", "copy", "several", "undo"]
STEPS = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(0, 99)),
    max_size=14,
)
SLOWLY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def drawn(steps: list[tuple[str, int]]) -> tuple[SystemMapping, Scope]:
    """A map after these steps; each number chooses what a step is done to."""
    store = empty_store()
    scope = Scope(store, "U99001", "GP", Clock(datetime(2025, 1, 23, 12, tzinfo=UTC)))
    mapping = SystemMapping(scope)
    for verb, number in steps:
        step(mapping, verb, number)
    return mapping, scope


def step(mapping: SystemMapping, verb: str, number: int) -> bool:
    """One step; False if the map refused it in a sentence or there was nothing to do it to."""
    parts = mapping.parts()
    elements = [one["id"] for one in parts["elements"]]
    everything = [*elements, *(one["id"] for one in parts["connections"])]
    kinds, ties = vocabulary.ELEMENT_KINDS, vocabulary.CONNECTION_KINDS
    try:
        if verb == "add":
            mapping.add_element(f"element {number}", kind=kinds[number % len(kinds)])
        elif verb == "connect" and elements:
            one, other = elements[number % len(elements)], elements[(number // 3) % len(elements)]
            mapping.connect(one, other, kind=ties[number % len(ties)], strength=number % 6)
        elif verb == "change" and elements:
            mapping.change_element(elements[number % len(elements)], label=f"renamed {number}")
        elif verb == "remove" and everything:
            mapping.remove(everything[number % len(everything)])
        elif verb == "confirm" and everything:
            mapping.confirm(everything[number % len(everything)])
        elif verb == "move" and elements:
            mapping.move({elements[number % len(elements)]: (number, -number)})
        elif verb == "copy" and elements:
            mapping.copy(elements[: number % 3 + 1])
        elif verb == "several" and elements:
            mapping.change_elements(elements[: number % 4 + 1], size="large", seen_as=["outcome"])
        else:
            return verb == "undo" and undone(mapping._scope)
    except WorkbenchError:
        return False
    return True


def undone(scope: Scope) -> bool:
    return scope.store.undo(network=scope.network, who=scope.who, area="map", at=scope.clock()) is not None


def plain(graph: nx.MultiDiGraph) -> tuple[dict[Any, Any], list[Any]]:
    return dict(graph.nodes(data=True)), sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2])


@given(steps=STEPS)
@SLOWLY
def test_the_graph_keeps_its_contract_and_no_connection_lacks_an_end(steps):
    mapping, scope = drawn(steps)

    graphs.validate(mapping.graph())
    parts = mapping.parts()
    here = {one["id"] for one in parts["elements"]}
    assert {end for tie in parts["connections"] for end in (tie["source"], tie["target"])} <= here
    scope.store.close()


@given(steps=STEPS, verb=st.sampled_from([verb for verb in VERBS if verb != "undo"]), number=st.integers(0, 99))
@SLOWLY
def test_a_step_and_its_undo_leave_the_graph_as_it_was(steps, verb, number):
    mapping, scope = drawn(steps)
    before, sequence = plain(mapping.graph()), scope.store.latest()

    step(mapping, verb, number)
    if scope.store.latest() > sequence:
        scope.store.undo(network=scope.network, who=scope.who, area="map", at=scope.clock())

    assert plain(mapping.graph()) == before
    scope.store.close()


@given(steps=STEPS)
@SLOWLY
def test_every_part_has_a_sentence_and_every_share_is_a_share(steps):
    mapping, scope = drawn(steps)
    parts = mapping.parts()

    said = sentences.about_the_parts(parts)
    assert set(said) == {one["id"] for one in (*parts["elements"], *parts["connections"])}
    assert all(text.endswith(".") for text in said.values())
    told = sentences.about_the_map(parts)["told"]
    assert told is None if not parts["elements"] else 0 <= told <= 100
    scope.store.close()


@given(steps=STEPS, days=st.lists(st.booleans(), min_size=14, max_size=14))
@SLOWLY
def test_the_map_kept_at_hand_is_the_map_as_read_whole_whoever_changed_it(steps, days):
    mapping, scope = drawn([])
    somebody = SystemMapping(Scope(scope.store, scope.network, "carer", scope.clock))
    for (verb, number), overnight in zip(steps, days, strict=False):
        step(somebody, verb, number)
        if overnight:
            scope.clock.now += timedelta(days=1)  # type: ignore[attr-defined]
        assert mapping.parts() == read(scope)
    scope.store.close()


def test_what_did_not_change_is_the_very_same_dictionary_from_one_look_to_the_next():
    mapping, scope = drawn([("add", 1), ("add", 2)])
    one, other = mapping.parts()["elements"]
    mapping.change_element(other["id"], label="Renamed")
    again = mapping.parts()["elements"]
    assert (again[0] is one, again[1]["label"]) == (True, "Renamed")
    scope.store.close()
