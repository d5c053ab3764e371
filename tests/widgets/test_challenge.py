"""The page of a challenge: what it shows, and what may be done on it."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from widgets.challenge.challenge import Challenge
from widgets.challenge.telling import answer
from workbench.challenge.days import standing
from workbench.errors import BadInput, Conflict

TODAY = date(2025, 1, 23)  # a Thursday
BAD = "<img src=x onerror=alert(1)>"


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


@pytest.fixture
def page(network) -> Challenge:
    return Challenge(network)


def do(page, gesture, **args):
    answer = page._answer({"gesture": gesture, "args": args, "who": "practice manager"})
    json.dumps(page.state)  # what the page shows is plain JSON
    return answer


def launch(page, *, days=37, title="An empty fridge", goals=(), **fields) -> str:
    answer = do(page, "launch_challenge", title=title, launched_on=ago(days), goals=list(goals), **fields)
    return answer["result"]["team"]


def team(page) -> dict:
    return page.state["team"]


def test_before_the_first_launch_the_page_has_nothing_but_the_form(page):
    state = page.state
    assert (state["teams"], state["team"], state["shown"], state["gone"]) == ([], None, None, False)
    assert state["labels"]["challenge"]["title"] == "What is it for?"


def test_a_launched_challenge_opens_with_its_day_and_the_next_gate(page):
    key = launch(page, cohort="Spring")
    assert page.state["app"]["undo"] == "launched the challenge An empty fridge"
    do(page, "hold_gate", challenge=key, day=25, held_on=ago(12))
    assert (page.state["shown"], page.state["teams"]) == (key, [{"value": key, "label": "An empty fridge"}])
    assert team(page)["answer"] == "Day 37 of 100. The day-50 check-in is in 13 days, on Wednesday 5 February."
    assert team(page)["about"] == "Stourvale · launched on 17 December 2024 · cohort Spring"


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (-3, "It begins in 3 days, on Sunday 26 January. Day 1 is the day after."),
        (0, "Launched today: tomorrow is day 1. The day-25 check-in is in 25 days, on Monday 17 February."),
        (1, "Day 1 of 100. The day-25 check-in is in 24 days, on Sunday 16 February."),
        (25, "Day 25 of 100. The day-25 check-in is today."),
        (26, "Day 26 of 100. The day-25 check-in was due yesterday, on Wednesday 22 January."),
        (99, "Day 99 of 100. The day-75 check-in was due 24 days ago, on Monday 30 December 2024."),
        (100, "Day 100 of 100. The day-100 review is today."),
        (103, "Day 103. The hundred days ended on Monday 20 January. The day-100 review was due 3 days ago."),
    ],
)
def test_the_answer_says_the_day_in_words_that_fit_it(days, says):
    launched = TODAY - timedelta(days=days)
    about = {"launched_on": launched.isoformat(), **standing(launched, {}, TODAY)}
    assert answer(about, today=TODAY) == says


def test_the_line_of_a_hundred_days_says_of_each_gate_how_it_stands(page):
    key = launch(page, days=53)
    do(page, "hold_gate", challenge=key, day=25, held_on=ago(27))
    hundred = team(page)["hundred"]
    assert (hundred["day"], hundred["done"]) == (53, 53)
    assert [(mark["day"], mark["state"], mark["says"]) for mark in hundred["marks"]] == [
        (0, "launch", "launched on Sunday 1 December 2024"),
        (25, "held", "day-25 check-in held on Friday 27 December 2024"),
        (50, "late", "the day-50 check-in was due on Monday 20 January and is not held"),
        (75, "to come", "the day-75 check-in is on Friday 14 February"),
        (100, "to come", "the day-100 review is on Tuesday 11 March"),
    ]


def test_a_goal_is_worded_while_it_is_typed_and_kept_as_it_was_worded(page):
    def worded(**parts):
        return do(page, "word_goal", **parts)["result"]["sentence"]

    assert worded(verb="cut", measure="") == "Cut …"
    parts = {"verb": "cut", "measure": "admissions", "population": "frail people", "ambition": "by 60 %"}
    counts = {"numerator": "48", "denominator": "1,200", "by": "2025-03-27", "measured_by": ""}
    sentence = "Cut admissions of frail people by 60 % by 27 March 2025, from 48 of 1,200."
    assert worded(**parts, **counts) == sentence
    launch(page, goals=[{**parts, **counts}])
    [goal] = team(page)["goals"]
    assert (goal["sentence"], goal["standing"]) == (sentence, "No measure shows it yet.")
    assert goal["fields"] == {**parts, **counts, "denominator": "1200"}


def test_what_is_wrong_with_a_goal_launches_nothing_and_is_said_in_the_words_of_the_form(page):
    for wrong, says in (
        ({"verb": "", "measure": "admissions"}, r"^We want to: It is empty"),
        ({"verb": "cut", "measure": "x", "numerator": "many"}, r"^It starts at: type a number"),
        (
            {"verb": "cut", "measure": "x", "numerator": "12%"},
            r"^It starts at: ‘12%’ is a per cent; type a count, such as 12 out of 100\.$",
        ),
        ({"verb": "cut", "measure": "x", "numerator": "150", "denominator": "120"}, "more than all of them"),
        ({"verb": "cut", "measure": "x", "denominator": "120"}, "Say how many of the 120"),
    ):
        with pytest.raises(BadInput, match=says):
            launch(page, goals=[wrong])
    with pytest.raises(BadInput, match=r"^What is it for\? It is empty\. Type something first\.$"):
        launch(page, title=" ")
    assert page.network.challenge.listed() == []


def test_a_goal_says_where_its_measure_stands_and_never_whether_it_passed(page):
    network = page.network
    measure = network.measures.define("Admissions", unit="a week", direction="decrease").id
    network.measures.observe(measure, [(TODAY - timedelta(weeks=15 - n), 40 + n % 3) for n in range(15)])
    key = launch(page)
    do(page, "set_goal", challenge=key, verb="cut", measure="admissions", measured_by=measure)
    [goal] = team(page)["goals"]
    assert goal["standing"] == "Admissions: 42 a week on 16 January 2025, mean 41."
    assert goal["small"].startswith("<svg")


def plan(page, key, title, *, gate=50, **fields) -> str:
    do(page, "plan_task", challenge=key, title=title, gate=gate, **fields)
    return next(
        task["id"] for part in page.network.challenge.plan(key) for task in part["tasks"] if task["title"] == title
    )


def test_a_task_is_begun_and_done_in_one_press_and_the_plan_is_told_against_what_was(page):
    key = launch(page, days=37)
    do(page, "hold_gate", challenge=key, day=25, held_on=ago(12))
    ring = plan(page, key, "Ring them", owner="link worker", starts_on=ago(9), ends_on=ago(5))
    ask = plan(page, key, "Ask the kitchen", ends_on=ago(2))
    plan(page, key, "Share the diary")
    do(page, "finish_task", task=ring)
    do(page, "start_task", task=ask)

    told = team(page)["plan"]
    assert told["heading"] == "What do we do until day 50?"
    assert told["says"] == (
        "3 tasks until day 50: one done, one under way and one not begun. One is past its day. "
        "What is done was 5 days late."
    )
    assert [(task["title"], task["planned"], task["went"], task["can"]) for task in told["tasks"]] == [
        ("Ring them", "14 Jan to 18 Jan", "done on 23 Jan, 5 days late", []),
        ("Ask the kitchen", "until 21 Jan", "begun on 23 Jan, 2 days past its day", ["finish"]),
        ("Share the diary", "until day 50", "not begun", ["start", "finish"]),
    ]
    assert do(page, "undo")["result"]["said"] == "took back: began the task: Ask the kitchen"


def test_what_is_not_done_goes_along_at_a_gate_after_a_look_at_it(page):
    key = launch(page, days=51)
    done = plan(page, key, "Ring them")
    do(page, "finish_task", task=done)
    plan(page, key, "Ask the kitchen", owner="carer", tests="whether they know")
    behind = "One task of the plan before is still open: it can be carried over once the day-50 check-in is held."
    assert (team(page)["plan"]["roll"], team(page)["plan"]["behind"]) == (None, behind)  # the gate comes first
    do(page, "hold_gate", challenge=key, day=50, plan="Fewer things.", charter="We care.", sustain="The list.")

    roll = team(page)["plan"]["roll"]
    assert (roll["gate"], roll["to"], roll["label"]) == (50, 75, "Carry it over to day 75")
    assert roll["says"] == "One task is not done at day 50. What still matters can be carried over to day 75."
    assert [(task["title"], task["owner"]) for task in roll["tasks"]] == [("Ask the kitchen", "carer")]
    assert do(page, "roll_over", challenge=key, gate=50)["result"]["said"] == "One task is carried over to day 75."
    told = team(page)["plan"]
    assert (told["roll"], told["until"]) == (None, 75)
    [along] = told["tasks"]
    assert (along["title"], along["owner"], along["tests"]) == ("Ask the kitchen", "carer", "whether they know")
    assert along["came_from"] == "carried over once, first planned until day 50"
    assert [(each["title"], each["says"]) for each in told["earlier"]] == [
        ("Until day 50, Wednesday 22 January.", "2 tasks, 1 done, 1 carried over.")
    ]


def test_after_day_100_nothing_more_is_planned_and_the_page_leads_to_what_lasts(page):
    launch(page, days=103)
    told = team(page)["plan"]
    assert told["heading"] == "What did we do until day 100?"
    assert told["over"] == "The hundred days are over. What should go on is recommended under Commitments."


def test_a_task_that_goes_along_cannot_be_changed_where_it_was(page):
    key = launch(page, days=51)
    task = plan(page, key, "Ask the kitchen")
    do(page, "hold_gate", challenge=key, day=50)
    do(page, "roll_over", challenge=key, gate=50)
    with pytest.raises(BadInput, match="Choose the same task in the next plan"):
        do(page, "change_task", task=task, title="Ask them twice")


def test_a_gate_asks_the_questions_of_its_method_and_leads_to_the_session_that_holds_it(page):
    launch(page, days=50)
    gate = team(page)["gates"][1]
    assert (gate["name"], gate["stands"], gate["coming"]) == ("day-50 check-in", "today", True)
    assert gate["hold"] == "session.ipynb?method=day-50%20check-in"
    method = next(each for each in page.network.sessions.methods() if each["gate"] == 50)
    assert gate["questions"] == [step["question"] for step in method["steps"]]
    assert team(page)["next"] == {
        "says": "The day-50 check-in is today. Hold it together, or write it up.",
        "button": {"label": "Hold the day-50 check-in", "href": "session.ipynb?method=day-50%20check-in"},
        "also": {"label": "Write it up here", "form": "gate", "record": 50},
    }


def test_what_was_taken_down_in_the_session_of_a_gate_stands_in_its_form_and_stories_do_not(page):
    network = page.network
    key = launch(page, days=50)
    session = network.sessions.begin("Halfway", method="day-50 check-in", held_on=TODAY)
    steps = {
        step["asks_for"]: step["name"]
        for each in network.sessions.methods()
        if each["gate"] == 50
        for step in each["steps"]
    }
    network.sessions.say(session.id, "We stop the leaflet.", step=steps["revised plan"])
    network.sessions.say(session.id, "Her fridge was full.", step=steps["ideas to sustain"], nature="story")
    network.sessions.say(session.id, "The Thursday list.", step=steps["ideas to sustain"])
    do(page, "show")

    gate = team(page)["gates"][1]
    assert gate["fields"] == {
        "held_on": TODAY.isoformat(),
        "session": session.id,
        "plan": "We stop the leaflet.",
        "charter": "",
        "sustain": "The Thursday list.",
    }
    do(page, "hold_gate", challenge=key, day=50, **gate["fields"])
    held = team(page)["gates"][1]
    assert (held["state"], held["stands"]) == ("held", "held on Thursday 23 January")
    assert held["session"] == {"label": "Halfway", "href": f"session.ipynb?session={session.id}"}
    assert [(each["name"], each["text"]) for each in held["outputs"]] == [
        ("Revised plan", "We stop the leaflet."),
        ("Refined charter", ""),
        ("Ideas to sustain", "The Thursday list."),
    ]


def test_the_charter_is_the_one_that_was_refined_last(page):
    key = launch(page, days=53, charter="We begin.")
    assert team(page)["charter"] == {"text": "We begin.", "from": "As agreed at the launch."}
    do(page, "hold_gate", challenge=key, day=50, held_on=ago(2), charter="We go on.")
    assert team(page)["charter"] == {
        "text": "We go on.",
        "from": "As refined at the day-50 check-in on 21 January 2025.",
    }


def test_the_team_is_told_sector_by_sector_with_who_is_missing(page):
    network = page.network
    network.members.add("link worker", sector="primary care", organisation="Mill Lane Surgery")
    network.members.add("carer", sector="lived experience")
    launch(page)
    composition = team(page)["composition"]
    assert composition["says"] == "Two people from two sectors."
    assert composition["missing"] == (
        "Nobody is here from community, voluntary, social care, hospital, mental health or commissioning."
    )
    assert composition["sectors"][0] == {"sector": "primary care", "people": ["link worker, Mill Lane Surgery"]}


def test_a_challenge_that_somebody_else_changed_meanwhile_is_asked_about(page):
    key = launch(page)
    version = team(page)["version"]
    page.network.challenge.change(key, title="A full fridge")
    with pytest.raises(Conflict):
        do(page, "change_challenge", challenge=key, title="No empty fridge", version=version)


def test_an_address_of_any_record_leads_to_its_team_and_its_view(page):
    first = launch(page, title="First", days=60)
    task = plan(page, first, "Ring them")
    barrier = do(page, "raise_barrier", challenge=first, title="No key", blocks=[])["result"]["barrier"]
    launch(page, title="Second")
    for record, view in ((first, "now"), (task, "plan"), (barrier, "barriers")):
        assert do(page, "show", record=record)["result"] == {"view": view}
        assert page.state["shown"] == first
    do(page, "show", record="nothing-like-it")
    assert (page.state["gone"], page.state["team"]) == (True, None)
    do(page, "show")
    assert page.state["team"]["title"] == "Second"


def test_a_challenge_that_is_removed_is_gone_from_the_page_and_undo_brings_it_back(page):
    key = launch(page, days=10)
    plan(page, key, "Ring them", gate=25)
    do(page, "remove", record=key)
    assert (page.state["teams"], page.state["team"]) == ([], None)
    do(page, "undo")
    assert [task["title"] for task in team(page)["plan"]["tasks"]] == ["Ring them"]


def test_text_that_people_type_is_only_ever_text_in_what_is_drawn_and_handed_on(page):
    key = launch(page, title=BAD, cohort=BAD, goals=[{"verb": BAD, "measure": "x"}])
    plan(page, key, BAD)
    do(page, "raise_barrier", challenge=key, title=BAD, blocks=[])
    assert BAD not in page.state["cohort"]["drawing"]
    answer = do(page, "state_file", challenge=key)["result"]
    assert BAD not in answer["text"]
    assert "&lt;img src=x" in answer["text"]
