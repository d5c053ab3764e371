"""How the page of a challenge words days, counts and what people typed."""

from __future__ import annotations

from statistics import median

import pytest

from tests.widgets.test_challenge import ago, do, launch, page, plan, team
from tests.widgets.test_challenge_around import raised
from widgets.challenge import cohort_line
from widgets.challenge.registers import barriers_say, unblocked_in_short, unblocking
from widgets.challenge.words import days_named, quoted
from workbench.errors import BadInput

__all__ = ["page"]


def test_days_of_gates_are_named_as_days():
    assert [days_named(days) for days in ([], [25], [25, 50], [25, 50, 75])] == [
        "", "day 25", "days 25 and 50", "days 25, 50 and 75",
    ]  # fmt: skip


def test_a_quoted_title_loses_its_full_stop_and_keeps_three_dots():
    assert [quoted(text) for text in (" Ring them. ", "Ring them …", "And so on...")] == [
        "“Ring them”", "“Ring them …”", "“And so on...”",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("took", "says", "short"),
    [
        ([], "", "none resolved yet"),
        ([1], "The one that was resolved took 1 day to unblock.", "1, one resolved"),
        ([0], "The one that was resolved was out of the way on the day it was raised.", "the same day, one resolved"),
        ([3, 10], "Two were resolved; they took 6.5 days to unblock on average.", "6.5 on average, two resolved"),
        ([0, 0], "Two were resolved, both on the day they were raised.", "the same day, two resolved"),
        (
            [2, 4, 90],
            "Three were resolved; half of them took 4 days or less to unblock.",
            "4 or less for half, three resolved",
        ),
        ([0, 0, 9], "Three were resolved, most on the day they were raised.", "the same day for most, three resolved"),
    ],
)
def test_how_long_barriers_took_is_one_sentence_with_their_number(took, says, short):
    assert (unblocking(took), unblocked_in_short(median(took) if took else None, len(took))) == (says, short)


def test_what_is_in_the_way_since_today_is_not_in_the_way_for_no_days(page):
    key = launch(page)
    first = raised(page, key)
    assert page.state["barriers"]["says"] == "One barrier is open, raised today."
    assert page.state["barriers"]["listed"][0]["age"] == "since today"
    raised(page, key, "No room")
    assert page.state["barriers"]["says"] == "Two barriers are open, both raised today."
    told = page.network.challenge.barriers_told()
    assert [one["says"] for one in told] == ["Open since today.", "Open since today."]
    said = do(page, "resolve", barrier=first)["result"]["said"]
    assert said == "“No key” is out of the way on the day it was raised. Undo takes it back."
    resolved = page.state["barriers"]["listed"][-1]
    assert resolved["age"] == "resolved on the day it was raised"
    assert page.network.challenge.barriers_told()[-1]["says"] == "Resolved on 23 January 2025, the day it was raised."
    assert barriers_say(told[:1]) == "One barrier is open, raised today."


def test_what_was_asked_or_recommended_today_has_not_waited_no_days(page):
    key = launch(page, days=103)
    do(page, "hold_gate", challenge=key, day=100)
    do(page, "set_goal", challenge=key, verb="cut", measure="admissions")
    do(page, "ask_permission", challenge=key, title="Two signatures")
    do(page, "recommend", challenge=key, title="Keep the list.", sponsor="director of nursing")
    assert page.state["permissions"]["listed"][0]["stands"] == "waits for an answer"
    assert team(page)["next"]["says"] == "“Keep the list” waits for an answer from the director of nursing."
    assert page.state["commitments"]["listed"][0]["waiting"] == ""


def test_a_full_stop_that_was_typed_is_not_doubled_in_a_sentence(page):
    network = page.network
    key = launch(page, title="No falls.", cohort="Spring")
    measure = network.measures.define("Falls.").id
    do(page, "set_goal", challenge=key, verb="cut", measure="falls.", measured_by=measure)
    prototype = network.prototypes.start("Warm handover.").id
    barrier = raised(page, key, "No key.", blocks=[prototype])
    network.sessions.begin("What is in the way.", method="day-25 check-in", present=["carer"], held_on=ago(1))
    page._refresh()
    [one] = page.state["barriers"]["listed"]
    assert one["blocks"] == [{"label": "Warm handover", "href": f"prototypes.ipynb?open={prototype}"}]
    said = do(page, "resolve", barrier=barrier)["result"]["said"]
    assert said == "“No key” is out of the way on the day it was raised. Undo takes it back."
    assert [goal["standing"] for goal in team(page)["goals"]] == ["Falls has no values yet."]
    gate = team(page)["gates"][0]
    assert gate["met"] == "“What is in the way” was held by this method on 22 January 2025."
    network.measures.observe(measure, [(ago(1), 4)])
    page._refresh()
    assert team(page)["goals"][0]["standing"].startswith("Falls: 4")
    teams = [{"title": "No falls.", "network": "N", "launched_on": ago(37), "gates": [{"day": 25, "held_on": ago(9)}]}]
    assert cohort_line.spoken(teams, today=network.today()) == (
        "1 team on one timeline. No falls: day 37, gates held at day 25."
    )


def test_a_day_that_is_no_gate_is_refused_with_the_days_that_are(page):
    key = launch(page)
    plan(page, key, "Ring them", gate=50)
    [task] = team(page)["plan"]["tasks"]
    for given in ("30", 30):
        with pytest.raises(BadInput, match=r"^A gate is on day 25, 50, 75 or 100, not on ‘30’\. Choose one of these"):
            do(page, "change_task", task=task["id"], gate=given)
    do(page, "change_task", task=task["id"], gate="75")
    assert [len(each["tasks"]) for each in page.network.challenge.told(key)["plan"]] == [0, 0, 1, 0]


def test_what_a_gate_asks_names_the_day_it_speaks_of(page):
    launch(page)
    questions = {gate["day"]: gate["questions"] for gate in team(page)["gates"]}
    assert "What do we do until day 50, and what do we leave out?" in questions[25]
    assert "What is done, and what can still be finished by day 100?" in questions[75]
    assert not [asked for each in questions.values() for asked in each if " 25 days" in asked]


def test_the_gates_that_were_held_are_named_as_days(page):
    key = launch(page, days=76)
    for day, days in ((25, 50), (50, 26)):
        do(page, "hold_gate", challenge=key, day=day, held_on=ago(days))
    assert team(page)["gates_say"].startswith("Held: days 25 and 50. ")
