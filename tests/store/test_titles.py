"""Measures and prototypes asked for by what people call them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from numpy import float64, int64

from workbench.errors import BadInput, NotFound
from workbench.mapping.verbs import SystemMapping
from workbench.measures.verbs import Measures
from workbench.prototypes.verbs import Prototypes
from workbench.sensemaking.verbs import Sessions
from workbench.thread import did_it_move
from workbench.thread.verbs import Thread

CALLS = "Calls to the duty doctor"
RING = "Ring before they go home"


@pytest.fixture
def network(scope):
    mapping = SystemMapping(scope)
    return SimpleNamespace(
        measures=Measures(scope), prototypes=Prototypes(scope), thread=Thread(scope, mapping), code=scope.network
    )


@pytest.fixture
def calls(network):
    return network.measures.define(CALLS, data="events")


@pytest.fixture
def ring(network):
    return network.prototypes.start(RING)


def test_a_measure_is_found_by_its_title_in_any_case(network, calls):
    measures = network.measures
    assert measures.observe("calls  to the DUTY doctor", [("2025-03-01", 9)]) == 1
    assert measures.told(CALLS) == measures.told(calls)
    assert [step["value"] for step in measures.history(CALLS, "2025-03-01")] == [9.0]
    assert measures.shared(CALLS)["value"].tolist() == [9.0]
    assert measures.chart(CALLS).table["value"].tolist() == [9.0]
    assert network.thread.chart(CALLS).table["value"].tolist() == [9.0]
    assert network.thread.marks(CALLS) == []
    assert measures.rebases(CALLS) == []
    assert measures.correct(CALLS, "2025-03-01", 8).value == 8.0
    assert measures.change(CALLS, unit="a month").unit == "a month"
    measures.remove(CALLS)
    assert measures.listed() == []


def test_a_prototype_is_found_by_its_title_and_by_its_number(network, ring):
    second = network.prototypes.start("7")
    for meant in (RING, RING.upper(), 1, "1", "#1", 1.0, "1.0", float64(1), int64(1), ring, ring.id):
        assert network.prototypes.told(meant)["id"] == ring.id
        assert did_it_move(network, meant).prototype == ring.id
    assert network.prototypes.told("7")["id"] == second.id
    assert network.prototypes.told(2)["id"] == second.id
    assert network.prototypes.plan_cycle(RING, "Do they answer?").prototype_id == ring.id
    assert network.prototypes.assess("#1", 1.0).prototype_id == ring.id
    assert network.prototypes.set_stage(1, "testing").stage == "testing"
    assert network.prototypes.change("ring before they go home", owner="nurse").owner == "nurse"


def test_a_title_that_nothing_has_is_answered_with_the_nearest(network, calls, ring):
    with pytest.raises(NotFound) as refused:
        network.measures.observe("Calls to duty doctor", [("2025-03-01", 9)])
    assert str(refused.value) == (
        "There is no measure called ‘Calls to duty doctor’ here. Did you mean ‘Calls to the duty doctor’?"
    )
    with pytest.raises(
        NotFound, match=r"There is no prototype called ‘9’ here. Choose one of: Ring before they go home."
    ):
        did_it_move(network, 9)
    with pytest.raises(NotFound, match=r"What you pointed to is no prototype. Choose one that is."):
        did_it_move(network, calls)


def test_a_title_that_several_have_is_asked_for_by_id(network, calls):
    again = network.measures.define(CALLS.lower())
    with pytest.raises(BadInput, match=r"2 measures here are called ‘Calls to the duty doctor’: give the id of one."):
        network.measures.told(CALLS)
    assert network.measures.told(again.id)["title"] == CALLS.lower()


def test_a_record_that_was_removed_is_no_longer_there_by_its_id_and_its_title(network, calls):
    network.measures.remove(calls)
    for meant in (calls, calls.id):
        with pytest.raises(NotFound, match="is no longer there: somebody may have removed it"):
            network.measures.told(meant)
    with pytest.raises(NotFound, match=r"no measure called ‘Calls to the duty doctor’ here, and no other yet"):
        network.measures.told(CALLS)


@pytest.mark.parametrize("meant", [None, 3.5, float("nan"), float("inf"), True, ["x"]])
def test_what_names_nothing_is_refused_with_a_sentence(network, ring, meant):
    with pytest.raises(BadInput) as refused:
        did_it_move(network, meant)
    assert str(refused.value) == f"A prototype is asked for by its title, its number or its id, not ‘{meant}’."
    with pytest.raises(BadInput) as refused:
        network.measures.observe(meant, [("2025-03-01", 1)])
    assert str(refused.value) == f"A measure is asked for by its title or its id, not ‘{meant}’."


@pytest.mark.parametrize("origin", [1.0, 1, None, float("nan")])
def test_an_origin_that_is_no_record_is_refused_with_a_sentence_and_starts_nothing(network, ring, origin):
    with pytest.raises(BadInput) as refused:
        network.prototypes.start("Another", came_from=[origin])
    assert str(refused.value) == f"What it points to has to be given as itself or by its id, not ‘{origin}’."
    assert [each["title"] for each in network.prototypes.listed()] == [RING]


def test_only_a_network_is_asked_whether_something_moved(ring):
    with pytest.raises(BadInput, match=r"A network is asked, such as .*, not ‘U99901’: give the network itself first."):
        did_it_move("U99901", ring)


def test_a_correction_of_nothing_is_refused(network, calls):
    network.measures.observe(calls, [("2025-03-01", 9)])
    with pytest.raises(BadInput, match=r"There is nothing to correct: give a value, a numerator and a denominator, or"):
        network.measures.correct(calls, "2025-03-01")
    assert len(network.measures.history(calls, "2025-03-01")) == 1


def test_sessions_and_drivers_say_in_one_line_how_much_there_is(network, scope):
    sessions, drivers = Sessions(scope), network.prototypes.drivers
    assert repr(sessions) == "<Sessions of U99001: 0 sessions, 0 entries, 0 open actions>"
    drivers.driver("Reach people", to=drivers.aim("Fewer calls"))
    assert repr(drivers) == "<Drivers of U99001: 1 aim, 1 driver>"
