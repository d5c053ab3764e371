"""Whose issue is on the table: who presents it, and what became of the bids that wait."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from workbench.errors import BadInput
from workbench.sensemaking.verbs import Sessions

MEETING = "action learning set meeting"


@pytest.fixture
def meeting(sessions: Sessions) -> str:
    return sessions.begin(
        "January", method=MEETING, present=["GP"], parts={"practice manager": "facilitator", "carer": "timekeeper"}
    ).id


@pytest.mark.parametrize(("role", "part"), [("practice manager", "facilitator"), ("carer", "timekeeper")])
def test_whoever_has_another_part_and_presents_keeps_it(scope, sessions, meeting, role, part):
    sessions.give_airtime(sessions.bid(meeting, "The ward", made_by="GP").id)
    sessions.give_airtime(sessions.bid(meeting, "The rota", made_by=role).id)

    told = sessions.told(meeting)
    assert {name: told["session"][name] for name in ("facilitator", "timekeeper", "presenter")} == {
        "facilitator": "practice manager",
        "timekeeper": "carer",
        "presenter": role,
    }
    assert {person["role"]: person["part"] for person in told["people"]} == {
        "GP": "set member",
        "practice manager": "facilitator",
        "carer": "timekeeper",
    }
    assert f"{role} ({part} and presenter)" in sessions.page(meeting).plain["people"]
    scope.who = role
    sessions.open_advice(meeting)
    assert sessions.told(meeting)["session"]["advice_open"]


def test_whoever_takes_the_clock_in_their_own_airtime_presents_on(sessions, meeting):
    sessions.give_airtime(sessions.bid(meeting, "The ward", made_by="GP").id)

    sessions.take_part(meeting, "GP", "timekeeper")

    session = sessions.told(meeting)["session"]
    assert (session["presenter"], session["timekeeper"]) == ("GP", "GP")


def test_the_issue_of_somebody_else_is_presented_by_them_from_then_on(sessions, meeting):
    bid = sessions.bid(meeting, "The ward", made_by="GP")
    sessions.give_airtime(bid.id)

    sessions.change_bid(bid.id, made_by="link worker")

    told = sessions.told(meeting)
    assert told["session"]["presenter"] == "link worker"
    assert [person["role"] for person in told["people"] if person["part"] == "presenter"] == ["link worker"]


def test_an_airtime_in_which_nothing_was_said_leaves_no_trace(sessions, meeting):
    first, second = (sessions.bid(meeting, issue, made_by="GP") for issue in ("The ward", "The rota"))
    sessions.give_airtime(first.id)

    sessions.give_airtime(second.id)

    assert [(bid["title"], bid["place"]) for bid in sessions.told(meeting)["bids"]] == [
        ("The rota", 1),
        ("The ward", None),
    ]
    assert [bid["title"] for bid in sessions.agenda()["bids"]] == ["The ward"]


def test_whoever_had_airtime_has_presented_whatever_other_part_they_took(sessions):
    meeting = sessions.begin("January", method=MEETING, held_on=date(2025, 1, 10), parts={"GP": "facilitator"}).id
    sessions.give_airtime(sessions.bid(meeting, "The ward", made_by="GP").id)

    assert {turn["part"]: turn["last"] for turn in sessions.rotation() if turn["role"] == "GP"} == {
        "facilitator": "2025-01-10",
        "presenter": "2025-01-10",
        "timekeeper": None,
    }


def test_while_advice_is_held_back_only_the_presenter_states(scope, sessions, meeting):
    sessions.give_airtime(sessions.bid(meeting, "The ward", made_by="GP").id)
    for more in ({"form": "question"}, {"nature": "fact"}, {"nature": "story"}):
        sessions.say(meeting, "They ring", step="Open questions", said_by="carer", **more)
    question = sessions.told(meeting)["entries"][0]
    refused = (
        "Until advice is asked for, a statement is for the presenter (GP) to make here: ask a question, or add a fact "
        "or a story."
    )

    with pytest.raises(BadInput) as refusal:
        sessions.say(meeting, "Ring them", step="Open questions", said_by="carer")
    assert str(refusal.value) == refused
    with pytest.raises(BadInput) as refusal:
        sessions.change_entry(question["id"], form="statement", nature="")
    assert str(refusal.value) == refused

    sessions.say(meeting, "I rang them", step="Open questions", said_by="GP")
    sessions.say(meeting, "It stirred me", step="Reflection", said_by="carer")
    scope.who = "GP"
    sessions.open_advice(meeting)
    sessions.say(meeting, "Ring them", step="Open questions", said_by="carer")
    assert sessions.told(meeting)["counts"]["statements"] == 3


def test_a_bid_that_was_brought_again_waits_no_longer_itself(sessions, clock):
    first = sessions.begin("First", method=MEETING).id
    sessions.bid(first, "The ward", made_by="carer")
    sessions.bid(first, "The rota", made_by="GP")
    clock.now += timedelta(days=7)
    second = sessions.begin("Second", method=MEETING).id

    [waiting] = [bid for bid in sessions.agenda(before=second)["bids"] if bid["title"] == "The ward"]
    assert (waiting["made_by"], waiting["session"]["title"]) == ("carer", "First")
    again = sessions.bid(second, waiting["title"], made_by=waiting["made_by"])

    assert [bid["title"] for bid in sessions.agenda(before=second)["bids"]] == ["The rota"]
    assert [(bid["title"], bid["session"]["title"]) for bid in sessions.agenda()["bids"]] == [
        ("The ward", "Second"),
        ("The rota", "First"),
    ]
    sessions.remove(again.id)
    assert [bid["title"] for bid in sessions.agenda(before=second)["bids"]] == ["The ward", "The rota"]
