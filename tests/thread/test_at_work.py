"""Which networks are at work, and since when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from workbench.thread.at_work import began_on, networks_at_work


def at_work(network):
    with network.workspace.store.reading() as session:
        return networks_at_work(session, network.today())


def test_a_map_that_only_the_register_filled_is_not_at_work(network):
    network.prefill_map()
    network.members.add("practice manager")
    assert at_work(network) == []


@pytest.mark.parametrize(
    "work",
    [
        lambda network: network.map.add_element("Link worker", kind="person in role"),
        lambda network: network.map.confirm(network.map.parts()["elements"][0]["id"]),
        lambda network: network.sessions.begin("Launch", method="after action review"),
        lambda network: network.prototypes.start("Go together"),
        lambda network: network.measures.define("Visits"),
    ],
)
def test_one_thing_that_people_recorded_is_enough(network, work):
    network.prefill_map()
    work(network)
    assert at_work(network) == ["U99001"]


def test_what_was_removed_does_not_count(network, clock):
    element = network.map.add_element("Link worker", kind="person in role")
    clock.now += timedelta(days=3)
    network.map.remove(element.id)
    assert at_work(network) == []


def test_it_began_with_the_first_session_else_with_the_first_gesture(network, clock):
    def began():
        with network.workspace.store.reading() as session:
            return began_on(session, network.code), began_on(session, "U00000")

    network.map.add_element("Link worker", kind="person in role")
    clock.now += timedelta(days=10)
    assert began()[1] is None
    first = began()[0]
    network.sessions.begin("Second", method="after action review")
    network.sessions.begin("Launch", method="after action review", held_on=date(2025, 1, 30))
    assert first <= date(2025, 1, 23)
    assert began()[0] == date(2025, 1, 30)
