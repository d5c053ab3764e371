"""The session page: what it shows, and what its gestures do."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from widgets.sensemaking.sensemaking import Session
from workbench.errors import BadInput, NotFound
from workbench.sensemaking.methods import shipped


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


def test_a_network_without_sessions_shows_an_empty_list_and_every_method(app):
    state = app.state

    assert (state["sessions"], state["open"], state["became"]) == ([], None, {})
    assert state["agenda"] == {"last": None, "open_actions": [], "bids": []}
    assert state["methods"] == [method.plain() for method in shipped().values()]
    assert state["method_problems"] == []
    assert json.loads(json.dumps(state)) == state


def test_a_wrong_method_of_ones_own_is_named_and_everything_else_works(workspace, network):
    folder = workspace.path / "methods"
    folder.mkdir()
    (folder / "huddle.toml").write_text(
        'name = "Huddle"\nabout = "Short."\n[[steps]]\nname = "All"\n', encoding="utf-8"
    )

    state = Session(network).state

    assert len(state["methods"]) == len(shipped())
    assert state["method_problems"]
    assert all(problem.startswith("methods/huddle.toml") for problem in state["method_problems"])


def test_a_session_that_begins_is_the_open_one(app, session):
    assert app.state["open"]["session"]["id"] == session
    assert app.state["open"]["present"] == ["GP"]
    assert app.state["app"]["undo"] == "began a session"


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


def test_an_insight_has_its_themes_and_its_readers_from_where_it_is_made_and_they_can_be_changed(app, send, session):
    def told():
        [insight] = app.state["open"]["insights"]
        return insight["themes"], insight["audience"]

    send("change_session", session=session, version=1, audience="network")
    made = {"text": "People follow people", "came_from": []}
    first = send("conclude", session=session, **made)["insight"]
    assert told() == ([], "network")
    send("remove", record=first)
    insight = send("conclude", session=session, **made, audience="set", themes=["community links"])["insight"]
    assert told() == (["community links"], "set")
    send("change_insight", insight=insight, version=1, themes=["healthy choices"], audience="programme")
    assert told() == (["healthy choices"], "programme")
    send("undo")
    assert told() == (["community links"], "set")
    with pytest.raises(BadInput, match="cricket"):
        send("conclude", session=session, **made, themes=["cricket"])


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

    assert send("undo") == {"said": "took back: added a fact"}
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
        ("say", {"text": "One", "step": "What happened?", "colour": "red"}),
        ("say", {"text": "One", "step": "What happened?", "placed": {"interventions-support": [0.2, 0.2]}}),
        ("agree", {"text": "One", "due": "soon", "about": [], "came_from": []}),
        ("go_to", {"step": "Elsewhere"}),
        ("add_minutes", {"minutes": "two"}),
        ("take_part", {"role": "GP", "part": "king"}),
        ("page_for", {"level": "the moon", "step": 1}),
    ],
)
def test_whatever_a_page_sends_is_checked(app, session, gesture, args):
    before = app.state["open"]

    with pytest.raises(BadInput):
        app._answer({"gesture": gesture, "args": {"session": session, **args}, "who": "GP"})

    assert app.state["open"] == before


# --- the running meeting ------------------------------------------------------------------------------------------


@pytest.fixture
def meeting(send) -> str:
    begun = send(
        "begin_session",
        title="May",
        method="action learning set meeting",
        held_on="2025-01-23",
        present=["GP", "carer", "practice manager"],
        ground_rules="We ask before we tell.",
        parts={"practice manager": "facilitator"},
    )
    return begun["session"]


def test_a_meeting_begins_with_its_parts_its_rules_and_its_confidentiality(app, meeting):
    session = app.state["open"]["session"]

    assert (session["facilitator"], session["presenter"], session["timekeeper"]) == ("practice manager", "", "")
    assert (session["audience"], session["ground_rules"]) == ("set", "We ask before we tell.")
    assert [step["name"] for step in session["outline"]["steps"]] == session["steps"]


def test_the_clock_travels_beside_the_state_and_its_presses_leave_no_line_in_the_feed(
    app, send, meeting, network, clock
):
    before = network.latest()
    mark, told = app.beside()
    assert (told["session"], told["step"], told["seconds_left"], told["running"]) == (meeting, "Check-in", 600, False)

    moved = send("go_to", session=meeting, step="The issue", turn=told["turn"])["clock"]
    clock.now += timedelta(seconds=90)

    assert (moved["step"], moved["seconds_left"], moved["running"]) == ("The issue", 600, True)
    after, told = app.beside()
    assert after != mark
    assert told["seconds_left"] == 510
    clock.now += timedelta(seconds=30)
    assert app.beside()[0] == after  # what passes by itself is no news
    send("pause", session=meeting)
    assert app.beside()[0] != after
    assert send("add_minutes", session=meeting, minutes=2)["clock"]["seconds_left"] == 600
    assert send("resume", session=meeting)["clock"]["running"] is True
    assert send("look_at_clock", session=meeting)["clock"]["step"] == "The issue"
    assert network.latest() == before


def test_a_press_on_a_page_that_is_behind_moves_nobody(app, send, meeting):
    turn = app.beside()[1]["turn"]
    send("go_to", session=meeting, step="Actions from last time", turn=turn)

    late = send("go_to", session=meeting, step="Whose turn today", turn=turn)["clock"]

    assert late["step"] == "Actions from last time"


def test_there_is_no_clock_beside_the_list_nor_beside_a_closed_session(app, send, meeting):
    send("close_session", session=meeting)
    assert app.beside() is None
    send("leave_session")
    assert app.beside() is None


def test_what_is_beside_is_told_when_it_changes_and_when_a_page_listens(app, send, meeting, monkeypatch):
    told: list[Any] = []
    monkeypatch.setattr(app, "send", told.append)

    app._look_beside()
    app._look_beside()
    app._receive(app, {"ping": 1, "number": app._number, "who": "GP"}, [])
    send("leave_session")
    app._look_beside()

    clocks = [message["beside"] for message in told if "beside" in message]
    assert [one and one["step"] for one in clocks] == ["Check-in", "Check-in", None]


def test_airtime_makes_a_presenter_who_alone_opens_advice(app, send, meeting):
    bid = send("bid", session=meeting, issue="How do I get the ward to ring?", made_by="carer")["bid"]
    other = send("bid", session=meeting, issue="Nobody reads the notes")["bid"]
    send("change_bid", bid=other, issue="Nobody reads the shared notes", version=1)
    send("give_airtime", bid=bid)

    told = app.state["open"]
    assert told["session"]["presenter"] == "carer"
    assert [(row["title"], row["made_by"], row["place"]) for row in told["bids"]] == [
        ("How do I get the ward to ring?", "carer", 1),
        ("Nobody reads the shared notes", "GP", None),
    ]
    with pytest.raises(BadInput, match="presenter"):
        send("open_advice", session=meeting)  # a GP, who listens
    with pytest.raises(BadInput, match=r"[Aa]dvice"):
        send("say", session=meeting, text="You should", form="advice", step="Open questions")
    app._answer({"gesture": "open_advice", "args": {"session": meeting}, "who": "carer"})
    send("say", session=meeting, text="You could", form="advice", step="Open questions")
    assert [entry["form"] for entry in app.state["open"]["entries"]] == ["advice"]
    send("take_part", session=meeting, role="GP", part="timekeeper")
    assert app.state["open"]["session"]["timekeeper"] == "GP"


def test_what_was_said_is_placed_themed_and_shared_when_it_is_mended(app, send, meeting):
    entry = send(
        "say",
        session=meeting,
        text="She rang first",
        nature="story",
        step="The issue",
        placed={"interventions-support": [0.2, 0.8], "facts-stories": None},
    )["entry"]
    send(
        "change_entry",
        entry=entry,
        version=1,
        text="She rang first",
        themes=["community links"],
        audience="programme",
        consent="given",
        placed={"interventions-support": [0.4, 0.6]},
    )

    [told] = app.state["open"]["entries"]
    assert (told["themes"], told["audience"], told["consent"], told["goes"], told["placed"]) == (
        ["community links"],
        "programme",
        "given",
        "programme",
        {"interventions-support": [0.4, 0.6]},
    )
    send("share", record=entry, audience="set")
    assert app.state["open"]["entries"][0]["goes"] == "set"


def test_the_page_of_a_meeting_holds_only_what_its_reader_may_read(app, send, meeting):
    send("say", session=meeting, text="Stays with us", step="The issue")
    send("say", session=meeting, text="Goes further", step="The issue", audience="programme")
    send("close_session", session=meeting)

    ours, theirs = (send("page_for", session=meeting, level=level) for level in ("set", "programme"))

    assert [entry["text"] for entry in ours["told"]["entries"]] == ["Stays with us", "Goes further"]
    assert [entry["text"] for entry in theirs["told"]["entries"]] == ["Goes further"]
    assert ours["markdown"]["name"] == "May.md"
    for form in ("markdown", "html"):
        assert "Stays with us" in ours[form]["text"]
        assert "Stays with us" not in theirs[form]["text"]
        assert "Goes further" in theirs[form]["text"]
    assert app.state["open"]["worked"]


def test_ideas_barriers_and_goals_can_be_pointed_at(app, send, network):
    idea = network.log.idea("A card by the phone")
    challenge = network.challenge.launch("Hundred days", launched_on=network.today())
    wall = network.challenge.raise_barrier("No shared diary", challenge=challenge)
    goal = network.challenge.set_goal(challenge, verb="halve", measure="missed visits")

    send("leave_session")

    assert [(target["id"], target["kind"]) for target in app.state["targets"]] == [
        (idea.id, "idea"),
        (wall.id, "barrier"),
        (goal.id, "goal"),
    ]


def test_the_record_for_others_says_what_is_left_out_and_counts_nothing_of_it(app, send, meeting, network):
    send("say", session=meeting, text="Said here", step="Check-in")
    network.sessions.agree(meeting, "Kept here", audience="set")

    told = send("page_for", session=meeting, level="public")["told"]

    assert (told["present"], told["session"]["facilitator"], told["worked"]) == ([], "", [])
    assert told["withheld"] == ["people", "entries", "actions"]
    assert told["left_out"] == (
        "Left out here, since it goes less far: who was there, what was agreed and what was said."
    )
    assert send("page_for", session=meeting, level="set")["told"]["withheld"] == []


def test_the_agenda_of_a_meeting_is_what_earlier_ones_left(app, send, session, network):
    send("agree", session=session, text="Ring the ward", owner="GP", about=[], came_from=[])
    send("close_session", session=session)
    send("begin_session", title="Next", method="action learning set meeting", held_on="2025-02-20", present=["GP"])

    assert [action["text"] for action in app.state["agenda"]["open_actions"]] == ["Ring the ward"]
    send("set_done", action=app.state["agenda"]["open_actions"][0]["id"], done=True)
    assert app.state["agenda"]["open_actions"] == []


def test_what_the_page_offers_is_that_of_the_set_at_work_and_of_the_set_that_meets(app, send, network):
    sets = {name: network.members.add_set(name).id for name in ("North", "South")}
    for role, name in (("GP", "North"), ("carer", "North"), ("nurse", "South")):
        network.members.add(role, in_set=sets[name])
    held = {}
    for name, own in sets.items():
        network.in_set = own
        held[name] = network.sessions.begin(name, method="after action review", audience="network").id
        network.sessions.agree(held[name], f"Of {name}")

    def offered():
        app._refresh()
        turns = {turn["role"] for turn in app.state["rotation"]}
        left = [action["text"] for action in app.state["agenda"]["open_actions"]]
        return app.state["members"], turns, left

    for chosen, expected in (
        ("North", (["GP", "carer"], {"GP", "carer"}, ["Of North"])),
        ("South", (["nurse"], {"nurse"}, ["Of South"])),
        (None, (["GP", "carer", "nurse"], {"GP", "carer", "nurse"}, ["Of North", "Of South"])),
    ):
        network.in_set = sets.get(chosen)
        assert offered() == expected
    network.in_set = sets["North"]
    send("open_session", session=held["South"])
    assert app.state["members"] == ["nurse"]


def test_an_airtime_that_is_taken_back_takes_the_meeting_back_to_where_it_is_given(send, network):
    meeting = send("begin_session", title="Set", method="action learning set meeting", held_on="2025-01-23", present=[])
    held = meeting["session"]
    bid = send("bid", session=held, issue="The ward", made_by="carer")["bid"]
    send("give_airtime", bid=bid)
    send("go_to", session=held, step="The issue")

    send("leave_session")  # the list of sessions can take it back, too
    send("undo")
    clock = network.sessions.clock(held)
    assert (clock["step"], clock["running"]) == ("Whose turn today", False)
    assert network.sessions.told(held)["session"]["airtime"] is None

    send("redo")
    assert network.sessions.told(held)["session"]["airtime"] == bid
    send("go_to", session=held, step="The issue")
    send("say", session=held, text="What happened?", form="question", step="The issue", about=[])
    send("undo")
    assert network.sessions.clock(held)["step"] == "The issue"
    network.undo("sense-making")  # as a notebook does
    assert network.sessions.clock(held)["step"] == "Whose turn today"
