"""Where a challenge stands on other pages: its day and its gates on the first page, what waits on the review."""

from __future__ import annotations

from datetime import date, timedelta

from widgets.home.home import Home
from widgets.review.review import Review

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


def test_two_challenges_stand_on_the_first_page_and_on_the_review_each_by_its_title(network):
    network.map.add_element("Link worker", kind="person in role", sector="primary care")
    network.challenge.launch("An empty fridge.", launched_on=TODAY - timedelta(days=37))
    assert Review(network).state["cards"][0]["day"] == "day 37 of 100"
    network.challenge.launch("Ring first", launched_on=TODAY - timedelta(days=3))
    state = Home(network).state
    assert [told["title"] for told in state["challenges"]] == ["Ring first", "An empty fridge."]
    [card] = [card for card in state["cards"] if card["href"] == "challenge.ipynb"]
    assert card["says"].startswith("Ring first. Day 3 of 100.")
    assert "An empty fridge. Day 37 of 100." in card["says"]
    assert Review(network).state["cards"][0]["day"] == "Ring first: day 3 of 100; An empty fridge: day 37 of 100"
    assert state["greeting"].endswith("Day 37 of “An empty fridge”: time for the day-25 check-in.")


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


def test_the_review_lists_what_waits_for_a_sponsor_the_longest_first(network):
    prototype = network.prototypes.start("Warm handover").id
    started = TODAY - timedelta(days=53)
    challenge = network.challenge.launch("An empty fridge", launched_on=started).id
    wall = network.challenge.raise_barrier(
        "No key", raised=TODAY - timedelta(days=19), owner="director", challenge=challenge, blocks=[prototype]
    )
    network.challenge.escalate(wall.id, "chief executive", on=TODAY - timedelta(days=5))
    network.challenge.raise_barrier("No room", raised=TODAY - timedelta(days=3), challenge=challenge)
    kept = network.challenge.recommend(challenge, "Keep the list", sponsor="director", on=TODAY - timedelta(days=9))
    answered = network.challenge.recommend(challenge, "Ring them", on=TODAY - timedelta(days=9))
    network.challenge.answer(answered.id, "accepted")
    gone = network.challenge.raise_barrier("Gone", raised=TODAY - timedelta(days=40), challenge=challenge)
    network.challenge.resolve(gone.id)

    state = Review(network).state
    assert [(one["label"], one["kind"], one["of"], one["days"], one["further"]) for one in state["sponsors"]] == [
        ("No key", "in the way", "director", 19, "taken to the chief executive on 18 January 2025"),
        ("Keep the list", "recommended", "director", 9, ""),
        ("No room", "in the way", "", 3, ""),
    ]
    first, second = state["sponsors"][:2]
    link = f"prototypes.ipynb?open={prototype}"
    assert (first["blocks"], first["link"]) == (
        [{"label": "#1 Warm handover", "link": link}],
        f"challenge.ipynb?open={wall.id}",
    )
    assert second["link"] == f"challenge.ipynb?open={kept.id}"
    [card] = state["cards"]
    assert (card["day"], card["counts"]["sponsors"]) == ("day 53 of 100", 3)
