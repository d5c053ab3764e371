"""The session page: what it shows, and what its gestures do."""

from __future__ import annotations

import json
from typing import Any

import pytest

from widgets.sensemaking.sensemaking import Session
from widgets.sensemaking.words import methods
from workbench.errors import BadInput, NotFound
from workbench.sensemaking.vocabulary import METHODS


@pytest.fixture
def app(network) -> Session:
    return Session(network)


@pytest.fixture
def send(app):
    def answer(gesture: str, **args: Any) -> Any:
        reply = app._answer({"id": "g1", "gesture": gesture, "args": args, "who": "GP"})
        assert reply["ok"] is True
        return reply["result"]

    return answer


@pytest.fixture
def session(send) -> str:
    begun = send("begin_session", title="January", method="after action review", held_on="2025-01-23", present=["GP"])
    return begun["session"]


def test_a_network_without_sessions_shows_an_empty_list_and_both_methods(app):
    state = app.state

    assert (state["sessions"], state["open"], state["became"]) == ([], None, {})
    assert [method["method"] for method in state["methods"]] == list(METHODS)
    assert json.loads(json.dumps(state)) == state


def test_every_question_of_every_method_has_words_of_its_own():
    for method in methods():
        assert [step["question"] for step in method["steps"]] == list(METHODS[method["method"]])
        assert all(step["hint"] for step in method["steps"])


def test_a_session_that_begins_is_the_open_one(app, session):
    assert app.state["open"]["session"]["id"] == session
    assert app.state["open"]["present"] == ["GP"]
    assert app.state["app"]["undo"] == "began the session January"


def test_leaving_and_opening_again_changes_nothing_in_the_store(app, send, session, network):
    before = network.latest()

    send("leave_session")
    assert app.state["open"] is None
    send("open_session", session=session)
    assert app.state["open"]["session"]["title"] == "January"

    assert network.latest() == before


def test_whatever_was_said_opens_its_session(app, send, session):
    entry = send("say", session=session, text="One", nature="fact", step="What happened?", about=[])["entry"]
    send("leave_session")

    assert send("open_session", session=entry) == {"session": session}


def test_a_session_that_is_not_there_is_refused_with_a_sentence(app):
    with pytest.raises(NotFound, match="no longer there"):
        app._answer({"gesture": "open_session", "args": {"session": "nothing"}, "who": "GP"})

    assert app.state["open"] is None


def test_what_is_said_is_shown_with_the_label_of_what_it_points_at(app, send, session, network):
    kitchen = network.map.add_element("Community kitchen", kind="place")
    worker = network.map.add_element("Link worker", kind="person in role")
    tie = network.map.connect(worker, kitchen, kind="refers to")

    send("say", session=session, text="She went along", nature="story", step="What happened?", about=[tie.id])

    [entry] = app.state["open"]["entries"]
    assert (entry["nature"], entry["said_by"]) == ("story", "GP")
    assert [pointed["label"] for pointed in entry["about"]] == ["Link worker → Community kitchen"]


def test_elements_prototypes_measures_and_connections_can_be_pointed_at(app, send, session, network):
    kitchen = network.map.add_element("Community kitchen", kind="place")
    worker = network.map.add_element("Link worker", kind="person in role")
    tie = network.map.connect(worker, kitchen, kind="refers to")
    prototype = network.prototypes.start("Warm handover")
    measure = network.measures.define("First visits", unit="visits", direction="increase")

    send("leave_session")

    assert app.state["targets"] == [
        {"id": kitchen.id, "kind": "element", "label": "Community kitchen", "hint": "place"},
        {"id": worker.id, "kind": "element", "label": "Link worker", "hint": "person in role"},
        {"id": prototype.id, "kind": "prototype", "label": "Warm handover", "hint": "prototype #1"},
        {"id": measure.id, "kind": "measure", "label": "First visits", "hint": "measure"},
        {"id": tie.id, "kind": "connection", "label": "Link worker → Community kitchen", "hint": "refers to"},
    ]


def test_an_insight_shows_which_prototype_it_became(app, send, session, network):
    insight = send("conclude", session=session, text="People follow people", came_from=[])["insight"]
    prototype = network.prototypes.start("Warm handover", came_from=[insight])

    send("open_session", session=session)

    assert app.state["became"] == {insight: [{"id": prototype.id, "number": 1, "title": "Warm handover"}]}


def test_actions_come_from_insights_and_can_be_ticked(app, send, session):
    insight = send("conclude", session=session, text="People follow people", came_from=[])["insight"]
    action = send("agree", session=session, text="Go along", owner="", due="2025-02-01", about=[], came_from=[insight])[
        "action"
    ]

    send("set_done", action=action, done=True)
    [told] = app.state["open"]["actions"]
    assert (told["done_on"], told["due"], told["owner"]) == ("2025-01-23", "2025-02-01", "")
    assert [pointed["label"] for pointed in told["came_from"]] == ["People follow people"]

    send("set_done", action=action, done=False)
    assert app.state["open"]["actions"][0]["done_on"] is None


def test_what_was_written_can_be_changed_and_removed(app, send, session):
    entry = send("say", session=session, text="One", nature="fact", step="What happened?", about=[])["entry"]
    insight = send("conclude", session=session, text="Two", came_from=[entry])["insight"]
    action = send("agree", session=session, text="Three", about=[], came_from=[])["action"]

    send("change_entry", entry=entry, version=1, text="One more", nature="story", about=[])
    send("change_insight", insight=insight, version=1, text="Two more")
    send("change_action", action=action, version=1, text="Three more", owner="GP", due="2025-02-01")
    send("change_session", session=session, version=1, title="February")
    send("set_present", session=session, roles=["carer"])

    told = app.state["open"]
    assert [told[part][0]["text"] for part in ("entries", "insights", "actions")] == [
        "One more",
        "Two more",
        "Three more",
    ]
    assert (told["session"]["title"], told["present"]) == ("February", ["carer"])

    for record in (entry, insight, action):
        send("remove", record=record)
    assert [app.state["open"][part] for part in ("entries", "insights", "actions")] == [[], [], []]


def test_undo_takes_back_what_was_said_last(app, send, session):
    send("say", session=session, text="One", nature="fact", step="What happened?", about=[])

    assert send("undo") == {"said": "took back: said “One”"}
    assert app.state["open"]["entries"] == []
    send("redo")
    assert [entry["text"] for entry in app.state["open"]["entries"]] == ["One"]


def test_a_session_that_somebody_removes_gives_way_to_the_list(app, send, session, network):
    network.sessions.remove(session)

    app._refresh()

    assert app.state["open"] is None
    assert app.state["sessions"] == []


def test_two_pages_on_one_session_show_the_same(app, send, session, network):
    other = Session(network)
    other._answer({"gesture": "open_session", "args": {"session": session}, "who": "carer"})

    send("say", session=session, text="One", nature="fact", step="What happened?", about=[])
    other._refresh()

    assert other.state["open"] == app.state["open"]


def test_closing_and_opening_again(app, send, session):
    send("close_session", session=session)
    assert app.state["open"]["session"]["closed_on"] == "2025-01-23"

    send("reopen_session", session=session)
    assert app.state["open"]["session"]["closed_on"] is None


@pytest.mark.parametrize(
    ("gesture", "args"),
    [
        ("say", {"text": 7, "nature": "fact", "step": "What happened?", "about": []}),
        ("say", {"text": "One", "nature": "fact", "step": "What happened?", "about": 7}),
        ("say", {"text": "One", "nature": ["fact"], "step": "What happened?", "about": []}),
        ("set_present", {"roles": 7}),
        ("change_session", {"colour": "red"}),
        ("agree", {"text": "One", "due": "soon", "about": [], "came_from": []}),
    ],
)
def test_whatever_a_page_sends_is_checked(app, session, gesture, args):
    before = app.state["open"]

    with pytest.raises(BadInput):
        app._answer({"gesture": gesture, "args": {"session": session, **args}, "who": "GP"})

    assert app.state["open"] == before
