"""The home page: what it says comes next, what changed since the set last met, and what can be done there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.conftest import Clock
from tests.widgets.test_app import Page
from widgets.home.home import Home
from widgets.home.next_step import Situation, greeting, next_step
from widgets.home.words import ago, day_and_month, in_words, listed, sentence
from workbench.networks.models import USUAL_ROLES
from workbench.workspace import Network

REFLECT = "what? so what? now what?"
TODAY = date(2025, 1, 23)


@pytest.fixture
def page(network: Network) -> Page:
    return Page(Home(network))


def state(page: Page) -> dict[str, Any]:
    page.app._refresh()
    return page.app.state


def wait(clock: Clock, days: int) -> None:
    clock.now += timedelta(days=days)


def meet(network: Network, title: str = "First session", **more: Any) -> str:
    session = network.sessions.begin(title, method=REFLECT, present=["practice manager"], **more)
    return session.id


# --- what comes next ------------------------------------------------------------------------------------------

MET = {"today": TODAY, "told": 5}


@pytest.mark.parametrize(
    ("now", "heading", "button", "href"),
    [
        (Situation(today=TODAY), "Begin with the map", "Draw who relates to whom", "map.ipynb"),
        (Situation(today=TODAY, to_confirm=7), "Begin with the map", "Draw who relates to whom", "map.ipynb"),
        (
            Situation(today=TODAY, open_session=("s1", "Launch"), last_met=TODAY),
            "The session is still open",
            "Go on with the session",
            "session.ipynb?session=s1",
        ),
        (Situation(**MET), "Time for the first session", "Start the first session", "session.ipynb"),
        (
            Situation(**MET, last_met=date(2025, 1, 16), late=1, to_confirm=3),
            "You last met 7 days ago",
            "Start the session",
            "session.ipynb",
        ),
        (
            Situation(**MET, last_met=date(2025, 1, 17), unowned=1, news=((4, "p4"),), to_confirm=3),
            "You last met 6 days ago",
            "See the open actions",
            "#open-actions",
        ),
        (
            Situation(**MET, last_met=TODAY, news=((4, "p4"),), to_confirm=3),
            "You met today",
            "See prototype #4",
            "prototypes.ipynb?open=p4",
        ),
        (
            Situation(**MET, last_met=TODAY, rules_over=((3, "p3"),), concerns=(("Calls", "m1"),)),
            "You met today",
            "See prototype #3",
            "prototypes.ipynb?open=p3",
        ),
        (
            Situation(**MET, last_met=TODAY, concerns=(("Calls", "m1"),), to_study=((2, 4, "p4"),)),
            "You met today",
            "See the measure",
            "measures.ipynb?measure=m1",
        ),
        (
            Situation(**MET, last_met=TODAY, to_study=((2, 4, "p4"),), news=((4, "p4"),)),
            "You met today",
            "Study test 2 of #4",
            "prototypes.ipynb?open=p4",
        ),
        (Situation(**MET, last_met=TODAY, insights=1), "You met today", "Start a prototype", "prototypes.ipynb"),
        (
            Situation(**MET, last_met=TODAY, insights=1, prototypes=1, to_confirm=3),
            "You met today",
            "Confirm them on the map",
            "map.ipynb",
        ),
        (Situation(**MET, last_met=TODAY, prototypes=1), "You met today", "Open the map", "map.ipynb"),
    ],
)
def test_one_step_comes_first(now: Situation, heading: str, button: str, href: str):
    step = next_step(now)
    assert (step["heading"], step["button"]) == (heading, {"label": button, "href": href})


@pytest.mark.parametrize(
    ("waiting", "says"),
    [
        ({}, "Hold the next session."),
        ({"open_actions": 1}, "Hold the next session. One action is still open."),
        (
            {"open_actions": 2, "news": ((4, "p4"),)},
            "Hold the next session. Two actions are still open and prototype #4 has news.",
        ),
        ({"news": ((2, "p2"), (4, "p4"))}, "Hold the next session. Prototypes #2 and #4 have news."),
    ],
)
def test_the_next_session_takes_up_what_waits(waiting: dict[str, Any], says: str):
    assert next_step(Situation(**MET, last_met=date(2025, 1, 2), **waiting))["says"] == says


def test_actions_past_their_day_and_actions_of_nobody_are_one_sentence():
    says = next_step(Situation(**MET, last_met=TODAY, late=1, unowned=2))["says"]
    assert says == "One action is past its day and two actions have nobody yet."


def test_at_most_two_further_steps_follow_as_links():
    now = Situation(**MET, last_met=TODAY, late=1, news=((4, "p4"),), insights=2, to_confirm=3)
    assert next_step(now)["after"] == [
        {"label": "see what prototype #4 has moved", "href": "prototypes.ipynb?open=p4"},
        {"label": "choose something small to try", "href": "prototypes.ipynb"},
    ]


def test_a_title_that_was_typed_with_a_full_stop_stands_in_a_sentence_without_it():
    now = Situation(**MET, last_met=TODAY, open_session=("s1", "Halfway."), concerns=(("Calls.", "m1"),))
    step = next_step(now)
    assert step["says"] == "Go on with “Halfway”, or close it when everything is said."
    assert step["after"][0]["label"] == "talk about “Calls”"


@pytest.mark.parametrize(
    ("hour", "said"),
    [(3, "Good evening"), (4, "Good morning"), (11, "Good morning"), (12, "Good afternoon"), (18, "Good evening")],
)
def test_the_greeting_follows_the_hour(hour: int, said: str):
    assert greeting(hour) == said


# --- what changed ---------------------------------------------------------------------------------------------


def test_before_the_first_session_the_page_says_what_will_stand_there(page: Page):
    assert state(page)["since"] == {
        "heading": "Since you last met",
        "says": "After your first session, this says what has changed from one meeting to the next.",
        "lines": [],
    }


def test_what_changed_since_the_last_session_is_told_in_words(page: Page, network: Network, clock: Clock):
    worker = network.map.add_element("Link worker", kind="person in role")
    kitchen = network.map.add_element("Community kitchen", kind="community group")
    tie = network.map.connect(worker, kitchen, kind="refers to", strength=2)
    meet(network)
    prototype = network.prototypes.start("Kitchen table clinic")
    measure = network.measures.define("Visits")
    wait(clock, 14)
    network.map.change_connection(tie.id, strength=4)
    network.map.connect(kitchen, worker, kind="trusts")
    network.prototypes.set_stage(prototype.id, "abandoned", reason="Nobody came.")
    network.measures.observe(measure.id, [(date(2025, 2, 1), 3), (date(2025, 2, 2), 4)])
    network.members.add("carer")
    session = meet(network, "Second session")
    network.sessions.say(session, "She rang before I had to ask.", nature="story", step="What?")
    network.sessions.say(session, "Two of five desks answered.", nature="fact", step="What?")

    since = state(page)["since"]

    assert since["heading"] == "Since the session before today’s, on 23 January"
    assert since["says"] == ""
    assert since["lines"] == [
        {"says": "2 connections formed or grew stronger", "href": "map.ipynb"},
        {"says": "1 story and 1 fact", "href": "session.ipynb"},
        {"says": "2 observations of 1 measure", "href": "measures.ipynb"},
        {
            "says": "#1 Kitchen table clinic is now abandoned, and you wrote down why",
            "href": f"prototypes.ipynb?open={prototype.id}",
        },
        {"says": "carer joined the set", "href": "#the-set"},
    ]


def test_a_test_that_was_decided_and_lines_drawn_anew_are_told(page: Page, network: Network, clock: Clock):
    calls = network.measures.define("Calls")
    network.measures.observe(calls, [(date(2025, 1, day), day) for day in range(1, 22)])
    prototype = network.prototypes.start("Kitchen table clinic", stage="testing")
    one, other = (network.prototypes.plan_cycle(prototype, "Will they come?") for _ in range(2))
    meet(network)
    wait(clock, 14)
    network.prototypes.finish_cycle(one, seen="Four came.", compared="as predicted", decision="adopt")
    network.prototypes.change_cycle(other, seen="Nobody came.")
    network.measures.rebase(calls, "2025-01-15", reason="One telephone system", decided_by="practice manager")
    found = state(page)
    assert found["since"]["lines"] == [
        {
            "says": "The lines of a chart were drawn anew from 15 January 2025: One telephone system",
            "href": f"measures.ipynb?measure={calls.id}",
        },
        {
            "says": "Test 1 of #1 Kitchen table clinic was decided: adopt",
            "href": f"prototypes.ipynb?open={prototype.id}",
        },
    ]
    assert found["next"]["after"][1]["label"] == "study test 2 of prototype #1"


def test_what_stands_out_the_wrong_way_and_a_rule_that_is_back_wait_for_the_set(
    page: Page, network: Network, clock: Clock
):
    calls = network.measures.define("Calls", direction="decrease")
    network.measures.observe(calls, [(date(2025, 1, day), 5 if day < 14 else 9) for day in range(1, 22)])
    prototype = network.prototypes.start("Kitchen table clinic", stage="testing", rule="Referral by letter only")
    network.prototypes.change(prototype, rule_until="2025-01-25")
    meet(network)
    wait(clock, 3)
    network.sessions.close(network.sessions.listed()[0]["id"])
    steps = [state(page)["next"]["button"]["label"], *(one["label"] for one in state(page)["next"]["after"])]
    assert steps == [
        "Draw who relates to whom",
        "see to the suspended rule of prototype #1",
        "talk about “Calls”",
    ]


def test_where_nothing_changed_since_the_page_tells_of_the_time_before(page: Page, network: Network, clock: Clock):
    meet(network)
    wait(clock, 14)
    network.members.add("carer")
    meet(network, "Second session")
    wait(clock, 1)
    assert state(page)["since"] == {
        "heading": "Since you last met on 6 February",
        "says": "Nothing new has been recorded. From 23 January until then:",
        "lines": [{"says": "carer joined the set", "href": "#the-set"}],
    }


def test_on_the_day_of_a_session_the_page_speaks_of_one_day_and_of_the_session_before(
    page: Page, network: Network, clock: Clock
):
    first = meet(network)
    network.map.add_element("Link worker", kind="person in role")
    assert state(page)["since"]["says"] == (
        "Today is your first session. From the next one on, this says what has changed from one meeting to the next."
    )
    network.sessions.close(first)
    wait(clock, 3)
    assert state(page)["about"] == "2 practices · nobody in the set yet · last met on 23 January"
    assert state(page)["since"]["heading"] == "Since you last met on 23 January"
    network.sessions.close(meet(network, "Second session"))
    now = state(page)
    assert now["greeting"].endswith("You met today.")
    assert now["about"] == "2 practices · nobody in the set yet"
    assert now["since"]["heading"] == "Since the session before today’s, on 23 January"
    assert now["cards"][1]["says"] == "2 held, the last today. No action open."


def test_what_was_taken_back_did_not_change(page: Page, network: Network, clock: Clock):
    meet(network)
    wait(clock, 2)
    network.map.add_element("Link worker", kind="person in role")
    network.members.add("carer")
    for area in ("map", "members", "members"):
        network.undo(area)
    assert state(page)["since"]["lines"] == []


def test_only_observations_that_are_new_and_still_there_are_counted(page: Page, network: Network, clock: Clock):
    first, second, gone = (network.measures.define(title) for title in ("Visits", "Referrals", "Calls"))
    network.measures.observe(first, [(date(2025, 1, 1), 3)])
    meet(network)
    wait(clock, 2)
    network.measures.observe(first, [(date(2025, 1, 1), 4), (date(2024, 12, 1), 5), (date(2024, 11, 1), 6)])
    network.measures.observe(second, [(date(2025, 1, 1), 1)])
    network.measures.observe(gone, [(date(2025, 1, 1), 1)])
    network.measures.remove_observation(first, date(2024, 11, 1))
    network.measures.remove(gone)
    assert [line["says"] for line in state(page)["since"]["lines"]] == ["2 observations of 2 measures"]


# --- the rest of the page -------------------------------------------------------------------------------------


def test_an_empty_network_opens_with_one_thing_to_do(page: Page, clock: Clock):
    now = state(page)
    assert now["greeting"] == f"{greeting(clock.now.astimezone().hour)}. Begin with the map."
    assert now["about"] == "2 practices · nobody in the set yet"
    assert now["next"]["says"] == (
        "The map is still empty. Draw whom people here really turn to, starting with yourselves."
    )
    assert now["actions"] == []
    assert [card["says"] for card in now["cards"]] == [
        "Nothing on it yet.",
        "None held yet.",
        "Nothing said yet.",
        "Nothing tried yet.",
        "No measure yet.",
        "None launched yet.",
        "No idea yet.",
        "What leaders see. Everything has an owner.",
    ]


def test_the_cards_say_in_one_line_how_things_stand(page: Page, network: Network, clock: Clock):
    network.prefill_map()
    network.map.add_element("Link worker", kind="person in role")
    session = meet(network)
    network.sessions.agree(session, "Ring the hospice")
    for nature in ("story", "fact", "story"):
        network.sessions.say(session, "She rang.", nature=nature, step="What?")
    network.challenge.launch("Home by Friday", launched_on=date(2025, 1, 13))
    network.log.idea("Ring before the visit")
    network.routines.add("Huddle", how_often="weekly", starts_on=date(2025, 1, 20))
    for title, stage in (("One", None), ("Two", "testing"), ("Three", "testing")):
        row = network.prototypes.start(title)
        if stage:
            network.prototypes.set_stage(row.id, stage)
    network.measures.observe(network.measures.define("Visits").id, [(date(2025, 1, 20), 3)])
    assert [card["says"] for card in state(page)["cards"]] == [
        "5 elements, 3 connections. 7 from the register still to confirm.",
        "1 held, the last today. 1 action open.",
        "2 stories and 1 fact to find, compare and see on the map.",
        "3: 1 as an idea, 2 testing.",
        "1 measure. Nothing stands out.",
        "Home by Friday. Day 10 of 100. The day-25 check-in is in 15 days, on 7 February 2025.",
        "1 idea. 1 routine kept.",
        "What leaders see. 5 things have no owner yet.",
    ]


def test_an_open_action_says_who_by_when_from_where_and_about_what(page: Page, network: Network, clock: Clock):
    worker = network.map.add_element("Link worker", kind="person in role")
    kitchen = network.map.add_element("Community kitchen", kind="community group")
    tie = network.map.connect(worker, kitchen, kind="refers to")
    session = meet(network)
    action = network.sessions.agree(session, "Ask for the list", due=date(2025, 1, 25), about=[tie.id])
    wait(clock, 3)
    assert state(page)["actions"] == [
        {
            "id": action.id,
            "text": "Ask for the list",
            "owner": "",
            "due": "2025-01-25",
            "late": True,
            "about": [{"says": "Link worker → Community kitchen", "href": f"map.ipynb?focus={tie.id}"}],
            "session": {"says": "session of 23 January", "href": f"session.ipynb?session={session}"},
        }
    ]


def test_the_register_is_told_with_its_source_and_who_left(page: Page):
    assert state(page)["facts"] == {
        "code": "U99001",
        "commissioner": "NHS Testshire",
        "opened": "2019-07-01",
        "source": "test register, January 2025",
        "crosses": False,
        "practices": [
            {"code": "Y99001", "name": "Mill Lane Surgery", "since": "2019-07-01", "elsewhere": False},
            {"code": "Y99002", "name": "Old Forge Practice", "since": "2019-07-01", "elsewhere": False},
        ],
        "past": [{"name": "Harbour Practice", "since": "2019-07-01", "until": "2023-03-31"}],
    }


# --- gestures -------------------------------------------------------------------------------------------------


def test_an_action_is_done_and_not_done_again(page: Page, network: Network):
    action = network.sessions.agree(meet(network), "Ring the hospice")
    assert page("mark_done", args={"action": action.id})["ok"]
    assert page.app.state["actions"] == []
    assert page("mark_not_done", args={"action": action.id})["ok"]
    assert [one["text"] for one in page.app.state["actions"]] == ["Ring the hospice"]


def test_a_usual_role_is_added_by_one_press_and_taken_back_by_another(page: Page):
    assert state(page)["set"]["slots"] == list(USUAL_ROLES)
    assert page("fill_slot", args={"role": "paramedic"})["ok"]
    members = page.app.state["set"]["sets"][0]["members"]
    assert [(member["role"], member["sector"]) for member in members] == [("paramedic", "primary care")]
    assert "paramedic" not in page.app.state["set"]["slots"]
    assert page("fill_slot", args={"role": "paramedic"})["error"].startswith("‘paramedic’ is not a role")
    page("undo")
    assert page.app.state["set"]["people"] == 0


def test_somebody_is_added_by_role_and_taken_off_the_set(page: Page):
    page("add_member", args={"role": " ward  sister ", "organisation": "Infirmary", "sector": "hospital", "name": ""})
    [member] = page.app.state["set"]["sets"][0]["members"]
    assert (member["role"], member["organisation"], member["sector"]) == ("ward sister", "Infirmary", "hospital")
    assert page.app.state["set"]["missing"] == (
        "Nobody yet from primary care, community, voluntary, social care, mental health, lived experience or "
        "commissioning."
    )
    assert page("remove_member", args={"member": member["id"]})["ok"]
    assert page.app.state["set"]["people"] == 0
    page("undo")
    assert page.app.state["set"]["people"] == 1


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"role": " "}, "The role is empty. Type something first."),
        ({"role": "carer", "sector": "hospitals"}, "‘hospitals’ is not a sector that the workbench knows."),
        ({"role": "carer", "in_set": "nowhere"}, "What you pointed to is no longer there:"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_is_refused_in_one_sentence(page: Page, args: dict[str, str], error: str):
    answer = page("add_member", args=args)
    assert answer["ok"] is False
    assert answer["error"].startswith(error)


# --- words ----------------------------------------------------------------------------------------------------


def test_small_words():
    assert [in_words(count, "action") for count in (0, 1, 2, 10, 11)] == [
        "no action",
        "one action",
        "two actions",
        "ten actions",
        "11 actions",
    ]
    assert [listed(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert listed(["a", "b", "c"], last="or") == "a, b or c"
    days = (TODAY, date(2025, 1, 22), date(2025, 1, 10), date(2024, 12, 1))
    assert [ago(day, today=TODAY) for day in days] == ["today", "yesterday", "13 days ago", "7 weeks ago"]
    assert [day_and_month(day, today=TODAY) for day in days[2:]] == ["10 January", "1 December 2024"]
    assert [sentence(text) for text in ("", "two are open", "Is it so?")] == ["", "Two are open.", "Is it so?"]
