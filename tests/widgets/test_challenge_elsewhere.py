"""Where a challenge stands on other pages: its day and its gates on the first page, what waits on the review."""

from __future__ import annotations

from datetime import date, timedelta

from widgets.home.home import Home

TODAY = date(2025, 1, 23)  # a Thursday


def test_the_first_page_has_no_line_before_a_challenge(network):
    assert Home(network).state["challenges"] == []


def test_the_first_page_says_the_day_the_next_gate_and_what_is_in_the_way(network):
    challenge = network.challenge.launch("An empty fridge", launched_on=TODAY - timedelta(days=37))
    network.challenge.hold_gate(challenge.id, 25, held_on=TODAY - timedelta(days=12))
    network.challenge.raise_barrier("No key", raised=TODAY - timedelta(days=19), challenge=challenge.id)
    state = Home(network).state
    [told] = state["challenges"]
    assert told["answer"] == "Day 37 of 100. The day-50 check-in is in 13 days, on Wednesday 5 February."
    assert told["open"] == "One barrier is open, for 19 days."
    assert [mark["state"] for mark in told["hundred"]["marks"]] == ["launch", "held", "to come", "to come", "to come"]


def test_on_the_day_of_a_gate_the_first_page_begins_with_it(network):
    network.map.add_element("Link worker", kind="person in role", sector="primary care")
    session = network.sessions.begin("First", method="after action review", held_on=TODAY - timedelta(days=20))
    network.sessions.agree(session.id, "Ring the hospice", owner="carer")
    network.sessions.close(session.id)
    network.challenge.launch("An empty fridge", launched_on=TODAY - timedelta(days=50))
    state = Home(network).state
    assert state["greeting"].endswith("Day 50: time for the day-50 check-in.")
    assert state["next"]["says"] == "Hold the day-50 check-in. One action is still open."
    assert state["next"]["button"] == {
        "label": "Hold the day-50 check-in",
        "href": "session.ipynb?method=day-50%20check-in",
    }


def test_a_challenge_that_is_through_leaves_the_first_page(network):
    challenge = network.challenge.launch("An empty fridge", launched_on=TODAY - timedelta(days=120))
    assert len(Home(network).state["challenges"]) == 1
    network.challenge.hold_gate(challenge.id, 100, held_on=TODAY - timedelta(days=18))
    assert Home(network).state["challenges"] == []
