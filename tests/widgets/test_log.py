"""The page of the week: what it shows, and what may be done on it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from widgets.prototypes.prototypes import Prototypes
from widgets.rhythm.rhythm import Log
from workbench.errors import BadInput, Conflict

BAD = "<img src=x onerror=alert(1)>"


@pytest.fixture
def page(network) -> Log:
    return Log(network)


def do(page, name, **args):
    answer = page._answer({"gesture": name, "args": args, "who": "practice manager"})
    json.dumps(page.state)  # what the page shows is plain JSON
    return answer


WEEK = "2025-01-20"


def test_an_empty_page_opens_on_this_week_with_all_that_can_be_chosen(page):
    state = page.state
    assert (state["week"]["week_of"], state["week"]["this_week"], state["week"]["version"]) == (WEEK, True, 0)
    assert (state["weeks"], state["ideas"], state["routines"], state["changed"]) == ([], [], [], [])
    assert (state["pointed"], state["gone"], state["whose"]) == (None, False, "")
    assert state["statuses"] == ["new", "being tried", "kept", "parked", "dropped"]
    assert [each["value"] for each in state["audiences"]] == ["set", "network", "programme", "public"]
    assert state["app"]["undo"] is None


def test_each_field_is_kept_by_itself_and_undo_takes_one_back(page):
    first = do(page, "write", week_of=WEEK, thoughts="The door was open.", version=0)
    do(page, "write", week_of=WEEK, achievements="Two visits.", version=first["result"]["version"])

    assert (page.state["week"]["thoughts"], page.state["week"]["achievements"]) == ("The door was open.", "Two visits.")
    assert page.state["weeks"] == [WEEK]
    assert do(page, "undo")["result"]["said"] == (
        "took back: wrote what we got done in the log of the week of 20 January 2025"
    )
    assert (page.state["week"]["thoughts"], page.state["week"]["achievements"]) == ("The door was open.", "")
    do(page, "redo")
    assert page.state["week"]["achievements"] == "Two visits."


def test_two_people_who_write_the_same_are_shown_both_sides(page, workspace):
    other = Log(workspace.network("U99001", who="GP"))
    do(other, "write", week_of=WEEK, thoughts="Theirs.", version=0)
    with pytest.raises(Conflict) as raised:
        do(page, "write", week_of=WEEK, thoughts="Mine.", version=0)
    assert (raised.value.mine, raised.value.theirs) == ({"thoughts": "Mine."}, {"thoughts": "Theirs."})
    assert do(page, "write", week_of=WEEK, achievements="Mine.", version=0)["ok"]


def test_a_plan_carries_over_and_is_ticked_changed_and_dropped(page, clock):
    do(page, "plan", title="Ring the hospice", week_of=WEEK)
    clock.now += timedelta(weeks=2)
    do(page, "show")
    (plan,) = page.state["week"]["plans"]
    assert (plan["title"], plan["since"], plan["carried"]) == ("Ring the hospice", WEEK, 2)

    do(page, "change_plan", plan=plan["id"], title="Ring the hospice twice", owner="GP", version=plan["version"])
    do(page, "show", week="2025-01-29")
    do(page, "tick", what=plan["id"], on=page.state["week"]["ends_on"])
    assert page.state["week"]["plans"][0]["ticked_on"] == "2025-02-02"
    do(page, "show")
    assert page.state["week"]["plans"] == []
    do(page, "untick", what=plan["id"])
    do(page, "drop", plan=plan["id"])
    assert page.state["week"]["plans"] == []
    do(page, "undo")
    assert page.state["week"]["plans"][0]["title"] == "Ring the hospice twice"


def test_an_idea_is_kept_with_a_number_and_whose_it_is(page):
    assert do(page, "keep_idea", title="Meet in the library", week_of=WEEK)["result"]["number"] == 1
    (idea,) = page.state["ideas"]
    assert (idea["number"], idea["title"], idea["offered_by"], idea["status"], idea["stage"]) == (
        1,
        "Meet in the library",
        "practice manager",
        "new",
        None,
    )
    do(page, "change_idea", idea=idea["id"], status="parked", themes=["community links"], version=1)
    assert (page.state["ideas"][0]["status"], page.state["ideas"][0]["themes"]) == ("parked", ["community links"])
    do(page, "tick", what=idea["id"])
    assert page.state["ideas"][0]["ticked_on"] == "2025-01-23"
    do(page, "remove_idea", idea=idea["id"])
    assert page.state["ideas"] == []


def test_before_an_idea_for_few_becomes_a_prototype_the_page_says_who_will_read_its_title(page, network):
    idea = do(page, "keep_idea", title="Mrs B’s neighbour knows", week_of=WEEK)["result"]["idea"]
    for audience, so_far in (("set", "the set only"), ("network", "everybody in the network")):
        do(page, "write", week_of=WEEK, audience=audience)
        assert page.state["ideas"][0]["asks"] == (
            f"So far this idea is for {so_far}. A prototype is read by the whole programme, and so its leaders will "
            "read this title. Change it here if it says too much; the idea keeps its own words."
        )
    with pytest.raises(BadInput, match="What the prototype is called: It is empty"):
        do(page, "try_idea", idea=idea, title=" ")
    assert network.prototypes.listed() == []

    answer = do(page, "try_idea", idea=idea, title="Ask the neighbours")["result"]
    told = network.prototypes.told(answer["prototype"])
    assert (told["title"], told["number"], told["came_from"]) == ("Ask the neighbours", 1, [idea])
    assert (page.state["ideas"][0]["title"], page.state["ideas"][0]["asks"]) == ("Mrs B’s neighbour knows", "")


@pytest.mark.parametrize("audience", ["programme", "public"])
def test_an_idea_that_leaders_read_anyway_is_tried_without_a_question(page, audience):
    do(page, "write", week_of=WEEK, audience=audience)
    do(page, "keep_idea", title="Meet in the library", week_of=WEEK)
    assert page.state["ideas"][0]["asks"] == ""


def test_one_press_tries_an_idea_and_one_undo_takes_it_back(page, network):
    network.prototypes.start("Go together")
    idea = do(page, "keep_idea", title="Meet in the library", week_of=WEEK)["result"]["idea"]
    do(page, "change_idea", idea=idea, themes=["community links"])

    answer = do(page, "try_idea", idea=idea)["result"]

    assert answer["number"] == 2
    told = network.prototypes.told(answer["prototype"])
    assert (told["number"], told["title"], told["came_from"], told["themes"]) == (
        2,
        "Meet in the library",
        [idea],
        ["community links"],
    )
    assert (page.state["ideas"][0]["status"], page.state["ideas"][0]["stage"]) == ("being tried", "idea")

    board = Prototypes(network)
    assert [(each["kind"], each["label"]) for each in board.state["origins"]] == [
        ("idea", "Idea #2: Meet in the library")
    ]
    do(board, "show", record=answer["prototype"])
    assert [(item["kind"], item["words"]) for item in board.state["opened"]["story"]] == [
        ("idea", "Idea 2: Meet in the library"),
        ("prototype", "Prototype 2: Meet in the library"),
    ]
    assert f"log.ipynb?open={idea}" in board.state["opened"]["thread"]

    do(page, "undo")
    assert (page.state["ideas"][0]["status"], page.state["ideas"][0]["prototype"]) == ("new", None)
    with pytest.raises(BadInput, match="Number 1 is the prototype ‘Go together’ already"):
        network.prototypes.start("Again", number=1)


def test_the_post_is_looked_at_and_taken_along(page):
    do(page, "write", week_of=WEEK, thoughts=BAD, audience="network", version=0)
    do(page, "plan", title="Ring the hospice", week_of="2025-01-13")
    answer = do(page, "post", week_of=WEEK)
    post = answer["result"]
    assert (post["audience"], post["left_out"], answer["saved"]) == (
        "network",
        "1 line from other weeks is left out, because it was written for fewer people.",
        None,
    )
    assert post["sections"] == [{"heading": "What we are thinking", "said": BAD, "items": []}]
    assert [(post[kind]["name"], post[kind]["type"]) for kind in ("markdown", "html")] == [
        ("log-stourvale-2025-01-20.md", "text/markdown"),
        ("log-stourvale-2025-01-20.html", "text/html"),
    ]
    assert BAD not in post["html"]["text"]
    assert "<img" not in post["markdown"]["text"].replace("\\<", "")


@pytest.mark.parametrize(
    ("gesture", "args", "says"),
    [
        ("plan", {"title": " ", "week_of": WEEK}, "What comes next: It is empty. Type something first."),
        ("keep_idea", {"title": "", "week_of": WEEK}, "The idea: It is empty. Type something first."),
        ("add_routine", {"title": "", "how_often": "weekly"}, "What do we do? It is empty. Type something first."),
        (
            "add_routine",
            {"title": "x", "how_often": "weekly", "at": "late"},
            "At what time? It has to be like 09:30, not ‘late’.",
        ),
        (
            "add_routine",
            {"title": "x", "how_often": "weekly", "minutes": "0"},
            "How many minutes? It has to be a whole number from 1 to 1440, not ‘0’.",
        ),
    ],
)
def test_what_is_wrong_is_said_in_the_words_of_the_page(page, gesture, args, says):
    with pytest.raises(BadInput) as raised:
        do(page, gesture, **args)
    assert str(raised.value) == says


def test_the_address_leads_to_an_idea_a_week_a_plan_and_a_routine(page, network):
    idea = network.log.idea("Meet in the library", week_of="2025-01-08")
    plan = network.log.plan("Ring the hospice", week_of="2025-01-15")
    week = network.log.write("2025-01-15", thoughts="x")
    routine = network.routines.add("Walk round")
    done = network.routines.did(routine)
    for record, kind, found, shown in (
        (idea, "idea", idea.id, WEEK),
        (plan, "week", week.id, "2025-01-13"),
        (week, "week", week.id, "2025-01-13"),
        (routine, "routine", routine.id, WEEK),
        (done, "routine", routine.id, WEEK),
    ):
        place = do(page, "show", record=record.id)["result"]["place"]
        assert (place["kind"], place["id"], page.state["week"]["week_of"]) == (kind, found, shown)
        assert (page.state["pointed"], page.state["gone"]) == (place, False)
    network.log.remove_idea(idea)
    do(page, "show", record=idea.id)
    assert (page.state["pointed"], page.state["gone"]) == (None, True)
    do(page, "show", record="nothing")
    assert page.state["gone"]


def test_with_several_sets_each_sees_its_own_week(page, network, workspace):
    river, hill = network.members.add_set("River set"), network.members.add_set("Hill set")
    other = workspace.network("U99001", who="GP")
    network.in_set, other.in_set = river.id, hill.id
    idea = do(page, "keep_idea", title="Ours", week_of=WEEK)["result"]["idea"]
    do(page, "write", week_of=WEEK, thoughts="Of the river.", version=0)
    theirs = Log(other)
    do(theirs, "show", record=idea)
    assert (page.state["whose"], theirs.state["whose"]) == ("River set", "Hill set")
    assert (theirs.state["ideas"], theirs.state["week"]["thoughts"], theirs.state["gone"]) == ([], "", True)
    do(page, "write", week_of=WEEK, audience="network", version=page.state["week"]["version"])
    assert [each["title"] for each in Log(other).state["ideas"]] == ["Ours"]


def test_a_routine_is_added_done_in_one_press_and_its_reminder_taken_along(page):
    routine = do(page, "add_routine", title="Walk round", how_often="daily", at="9:30", minutes="10", place="the ward")[
        "result"
    ]["routine"]
    assert page.state["routines"][0]["done_today"] is False
    do(page, "did", routine=routine)
    do(page, "did", routine=routine, changed="A chair for visitors.")
    told = page.state["routines"][0]
    assert (told["done_today"], told["times"], told["kept"], told["at"]) == (
        True,
        1,
        "done in its first working day",
        "09:30",
    )
    assert [each["changed"] for each in page.state["changed"]] == ["A chair for visitors."]
    file = do(page, "reminders")["result"]
    assert (file["name"], file["type"]) == ("routines-stourvale.ics", "text/calendar")
    assert "NAME:Routines of Stourvale\r\nX-WR-CALNAME:Routines of Stourvale\r\n" in file["text"]
    assert "SUMMARY:Walk round" in do(page, "reminders", routine=routine)["result"]["text"]

    do(page, "change_routine", routine=routine, title="Walk round twice", version=told["version"])
    do(page, "did_not", done=page.state["changed"][0]["id"])
    assert (page.state["routines"][0]["title"], page.state["changed"]) == ("Walk round twice", [])
    do(page, "stop_routine", routine=routine)
    assert page.state["routines"] == []
    do(page, "undo")
    assert page.state["routines"][0]["title"] == "Walk round twice"


def test_what_may_say_who_somebody_is_is_asked_about_before_it_is_kept(page):
    answer = do(page, "write", week_of=WEEK, thoughts="Ring 943 476 5919 back.", version=0)
    assert (answer["ok"], answer["found"]) == (False, "943 476 5919")
    assert page.state["week"]["thoughts"] == ""
