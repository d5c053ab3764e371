"""Beginning, changing, closing and removing a session."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.errors import BadInput, Conflict, NotFound
from workbench.networks.members import Members
from workbench.sensemaking.methods import shipped
from workbench.sensemaking.verbs import Sessions
from workbench.store import Scope

NOTHING = dict.fromkeys(
    ["entries", "facts", "stories", "statements", "questions", "advice", "insights", "actions", "open_actions"], 0
)


def test_a_session_begins_today_with_nothing_said(sessions, review):
    told = sessions.told(review.id)
    gp, nurse = (person["id"] for person in told["people"])
    assert told == {
        "session": {
            "id": review.id,
            "title": "January",
            "method": "after action review",
            "steps": [
                "What did we expect?",
                "What happened?",
                "Why was there a difference?",
                "What do we learn?",
            ],
            "outline": shipped()["after action review"].plain(),
            "held_on": "2025-01-23",
            "closed_on": None,
            "notes": "",
            "set": None,
            "audience": "set",
            "ground_rules": "",
            "advice_open": False,
            "facilitator": "",
            "presenter": "",
            "timekeeper": "",
            "airtime": None,
            "version": 1,
        },
        "present": ["GP", "community nurse"],
        "people": [
            {"id": gp, "role": "GP", "part": "set member"},
            {"id": nurse, "role": "community nurse", "part": "set member"},
        ],
        "bids": [],
        "counts": NOTHING,
        "withheld": [],
        "entries": [],
        "insights": [],
        "actions": [],
        "done_here": [],
    }


def test_beginning_is_one_gesture(store, review):
    [change] = store.changes_since(0)

    assert (change.action, change.area, change.who) == (
        "began a session",
        "sense-making",
        "practice manager",
    )
    assert len(change.edits) == 3


def test_a_session_belongs_to_the_set_of_its_network_unless_another_is_named(scope, sessions):
    members = Members(scope)
    first = members.add_set("Monday set")
    held = sessions.begin("One", method="after action review")
    second = members.add_set("Friday set")
    elsewhere = sessions.begin("Two", method="after action review", in_set=second.id)

    assert (held.set_id, elsewhere.set_id) == (first.id, second.id)


def test_where_several_sets_meet_nobody_begins_a_session_before_they_chose_theirs(scope, sessions):
    for title in ("Monday set", "Friday set"):
        own = Members(scope).add_set(title)

    with pytest.raises(BadInput, match="choose yours first, in the header of the page"):
        sessions.begin("One", method="after action review")
    assert sessions.listed() == []
    scope.in_set = own.id
    assert sessions.begin("One", method="after action review").set_id == own.id


def test_a_set_that_is_not_there_is_refused_and_nothing_is_kept(sessions):
    with pytest.raises(NotFound):
        sessions.begin("One", method="after action review", in_set="nothing")

    assert sessions.listed() == []


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"title": "  "}, "The session’s title is empty. Type something first."),
        (
            {"method": "after action revue"},
            "‘after action revue’ is not a method that the workbench knows. Did you mean ‘after action review’?",
        ),
        ({"held_on": "soon"}, "The day of the session has to be a date such as 2025-03-01, not ‘soon’."),
        ({"present": "GP"}, "Those present have to be a list of roles, even when it is only one."),
        ({"present": [""]}, "A role of those present is empty. Type something first."),
    ],
)
def test_what_cannot_begin_a_session_is_said_in_one_sentence(sessions, given, sentence):
    with pytest.raises(BadInput) as refusal:
        sessions.begin(**{"title": "One", "method": "after action review", **given})

    assert str(refusal.value) == sentence
    assert sessions.listed() == []


def test_title_day_and_notes_can_change(sessions, review):
    sessions.change(review.id, version=1, title="Renamed", held_on=date(2025, 1, 20), notes="In the library")

    changed = sessions.told(review.id)["session"]
    assert (changed["title"], changed["held_on"], changed["notes"]) == (
        "Renamed",
        "2025-01-20",
        "In the library",
    )


def test_a_stale_version_is_a_conflict_that_shows_both_sides(sessions, review):
    sessions.change(review.id, title="Theirs")

    with pytest.raises(Conflict) as conflict:
        sessions.change(review.id, version=1, title="Mine")

    assert (conflict.value.mine, conflict.value.theirs) == ({"title": "Mine"}, {"title": "Theirs"})


def test_the_method_can_change_until_something_was_said(sessions, review):
    sessions.change(review.id, method="what? so what? now what?")
    assert sessions.told(review.id)["session"]["steps"] == ["What?", "So what?", "Now what?"]

    sessions.say(review.id, "It rained", nature="fact", step="What?")
    with pytest.raises(BadInput, match="cannot change any more: something was already said"):
        sessions.change(review.id, method="after action review")


def test_an_unknown_field_is_refused_with_the_nearest_known_one(sessions, review):
    with pytest.raises(BadInput) as refusal:
        sessions.change(review.id, titel="One")

    assert str(refusal.value) == "A session has no ‘titel’. Did you mean ‘title’?"


def test_saying_who_was_there_adds_who_is_new_and_ends_who_is_missing(store, sessions, review):
    before = store.latest()

    sessions.set_present(review.id, ["community nurse", "carer", "carer"])

    assert sessions.told(review.id)["present"] == ["carer", "community nurse"]
    [change] = store.changes_since(before)
    assert len(change.edits) == 2


def test_saying_again_who_was_there_leaves_no_line_in_the_feed(store, sessions, review):
    before = store.latest()

    sessions.set_present(review.id, ["community nurse", "GP"])

    assert store.latest() == before


def test_a_closed_session_can_be_opened_again(sessions, review):
    sessions.close(review.id)
    assert sessions.told(review.id)["session"]["closed_on"] == "2025-01-23"

    sessions.reopen(review.id)
    assert sessions.told(review.id)["session"]["closed_on"] is None


def test_removing_a_session_ends_all_that_belongs_to_it(sessions, review, kitchen):
    entry = sessions.say(review.id, "Nobody came", nature="fact", step="What happened?", about=[kitchen.id])
    insight = sessions.conclude(review.id, "It was too far", came_from=[entry.id])
    action = sessions.agree(review.id, "Ask for a bus", came_from=[insight.id])

    sessions.remove(review.id)

    assert sessions.listed() == []
    assert sessions.open_actions() == []
    assert sessions.entries().empty
    for record in (review, entry, insight, action):
        with pytest.raises(NotFound):
            sessions.session_of(record.id)


def test_a_session_of_another_network_is_not_there(store, clock, review):
    elsewhere = Sessions(Scope(store, "U99002", "GP", clock))

    with pytest.raises(NotFound):
        elsewhere.told(review.id)
    assert elsewhere.listed() == []


def test_whatever_was_said_leads_back_to_its_session(sessions, review):
    entry = sessions.say(review.id, "Nobody came", nature="fact", step="What happened?")

    assert sessions.session_of(entry.id) == review.id
    assert sessions.session_of(review.id) == review.id
