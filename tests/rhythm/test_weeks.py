"""A week of the log, and the plans that carry over until they are ticked or dropped."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd
import pytest

from tests.rhythm.steps import redo, undo
from workbench.errors import BadInput, Conflict, NotFound
from workbench.store import Reader
from workbench.store.reader import SAID_IN_THE_SET, out_of_reach

BLANK = {
    "week_of": "2025-01-20",
    "ends_on": "2025-01-26",
    "previous": "2025-01-13",
    "next": None,
    "this_week": True,
    "id": None,
    "version": 0,
    "thoughts": "",
    "achievements": "",
    "audience": "set",
    "set": None,
    "besides": None,
    "plans": [],
    "ideas": [],
}


def titles(week):
    return [plan["title"] for plan in week["plans"]]


def test_a_week_begins_on_monday_and_reading_it_makes_nothing(log, scope):
    assert log.week() == BLANK
    assert log.week("2025-01-26") == log.week("2025-01-20") == BLANK
    assert log.week("2025-01-19") == {
        **BLANK,
        "week_of": "2025-01-13",
        "ends_on": "2025-01-19",
        "previous": "2025-01-06",
        "next": "2025-01-20",
        "this_week": False,
    }
    assert scope.store.changes_since(0) == []
    assert log.weeks().to_dict("records") == []


def test_the_page_is_made_when_something_is_first_written_and_keeps_what_is_not_given(log):
    row = log.write(thoughts="  The door was open.  ")
    log.write("2025-01-22", achievements="Two visits\nand a call.")

    assert log.week() == {
        **BLANK,
        "id": row.id,
        "version": 3,
        "thoughts": "The door was open.",
        "achievements": "Two visits\nand a call.",
    }
    assert log.weeks().reset_index().to_dict("records") == [
        {
            "id": row.id,
            "week_of": pd.Timestamp("2025-01-20"),
            "set": None,
            "audience": "set",
            "thoughts": "The door was open.",
            "achievements": "Two visits\nand a call.",
            "plans": 0,
            "ticked": 0,
            "ideas": 0,
        }
    ]


def test_the_feed_says_what_was_done_and_never_what_was_written(log, scope):
    log.write(thoughts="The door was open.", audience="network")
    plan = log.plan("Ring the hospice", owner="GP")
    idea = log.idea("Meet in the library")
    log.tick(plan)
    log.tick(idea)
    log.untick(idea)
    log.change_plan(plan, owner="nurse")
    log.change_idea(idea, status="parked")
    log.drop(plan)
    log.remove_idea(idea)

    assert [change.action for change in scope.store.changes_since(0)] == [
        "began the page of the week of 20 January 2025",
        "wrote what we are thinking and whom it is for in the log of the week of 20 January 2025",
        "planned something in the week of 20 January 2025",
        "kept idea 1",
        "ticked a plan",
        "ticked idea 1",
        "took the tick from idea 1",
        "changed a plan",
        "changed idea 1",
        "dropped a plan",
        "removed idea 1",
    ]


def test_an_open_plan_is_in_every_later_week_and_says_since_which(log, clock):
    plan = log.plan("Ring the hospice", owner="GP")
    clock.now += timedelta(weeks=2)
    log.plan("Ask the kitchen")

    assert log.week()["plans"][0] == {
        "id": plan.id,
        "title": "Ring the hospice",
        "owner": "GP",
        "since": "2025-01-20",
        "carried": 2,
        "ticked_on": None,
        "dropped_on": None,
        "audience": "set",
        "version": 1,
    }
    assert [titles(log.week(f"2025-{day}")) for day in ("01-13", "01-20", "01-27", "02-03")] == [
        [],
        ["Ring the hospice"],
        ["Ring the hospice"],
        ["Ring the hospice", "Ask the kitchen"],
    ]


def test_a_ticked_plan_stays_in_the_week_of_its_tick_and_in_those_before(log, clock):
    plan = log.plan("Ring the hospice")
    clock.now += timedelta(weeks=2)
    log.tick(plan, on="2025-01-31")

    assert [titles(log.week(f"2025-{day}")) for day in ("01-20", "01-27", "02-03")] == [
        ["Ring the hospice"],
        ["Ring the hospice"],
        [],
    ]
    log.untick(plan)
    assert titles(log.week()) == ["Ring the hospice"]


def test_a_dropped_plan_is_gone_from_that_week_on_and_stays_in_those_before(log, clock):
    plan = log.plan("Ring the hospice")
    clock.now += timedelta(weeks=2)
    log.drop(plan)

    assert titles(log.week()) == []
    assert [(each["title"], each["dropped_on"]) for each in log.week("2025-01-27")["plans"]] == [
        ("Ring the hospice", "2025-02-06")
    ]


def test_earlier_weeks_can_be_written_and_later_ones_not(log):
    log.plan("Ring the hospice", week_of="2025-01-08")
    assert log.week()["plans"][0]["carried"] == 2
    for write in (lambda: log.write("2025-01-27", thoughts="Soon."), lambda: log.plan("Later", week_of="2025-02-01")):
        with pytest.raises(BadInput, match="has not begun"):
            write()


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (lambda log, plan: log.write(), "Nothing was given to write"),
        (lambda log, plan: log.write("tomorrow", thoughts="x"), "The week has to be a date"),
        (lambda log, plan: log.write(audience="everybody"), "is not an audience of a week"),
        (lambda log, plan: log.plan(" "), "The plan is empty"),
        (lambda log, plan: log.tick(plan, on="2025-01-24"), "24 January 2025 is yet to come"),
        (lambda log, plan: log.tick(plan, on="2025-01-19"), "written in the week of 20 January 2025"),
        (lambda log, plan: log.change_plan(plan, who="GP"), "A plan has no ‘who’"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(log, scope, step, says):
    plan = log.plan("Ring the hospice")
    before = scope.store.latest()
    with pytest.raises(BadInput, match=says):
        step(log, plan)
    assert scope.store.latest() == before


def test_the_title_of_a_page_keeps_the_capital_of_its_month(log, scope):
    row = log.write(thoughts="Open.")
    assert row.title == "The week of 20 January 2025"
    with pytest.raises(BadInput) as raised:
        log.write("2025-02-03", thoughts="Soon.")
    assert str(raised.value) == (
        "The week of 3 February 2025 has not begun. Write in this week: plans carry over by themselves."
    )


def test_a_dropped_plan_cannot_be_ticked(log):
    plan = log.plan("Ring the hospice")
    log.drop(plan)
    with pytest.raises(NotFound):
        log.tick(plan)


def test_nobody_overwrites_what_they_have_not_seen(log):
    log.write(thoughts="Mine.", version=0)
    log.write(achievements="Two visits.", version=0)  # the other field of a page that was not there yet
    with pytest.raises(Conflict) as raised:
        log.write(thoughts="Theirs.", version=0)
    conflict = raised.value
    assert (conflict.mine, conflict.theirs, conflict.base) == (
        {"thoughts": "Theirs."},
        {"thoughts": "Mine."},
        {"thoughts": ""},
    )
    with pytest.raises(Conflict):
        log.write(thoughts="Theirs.", version=1)
    log.write(thoughts="Both.", version=conflict.version)
    assert log.week()["thoughts"] == "Both."


def test_what_each_gesture_did_is_taken_back_whole_and_others_pages_stay(log, scope):
    log.write(thoughts="Open.")
    plan = log.plan("Ring the hospice")
    log.tick(plan)
    states = []
    for _ in range(3):
        states.append(log.week())
        undo(scope)
    assert {**log.week(), "id": None, "version": 0} == BLANK
    for state in reversed(states):
        redo(scope)
        assert without_versions(log.week()) == without_versions(state)


def without_versions(week):
    plans = [{**plan, "version": 0} for plan in week["plans"]]
    return {**week, "version": 0, "plans": plans}


def test_one_persons_step_is_taken_back_though_others_have_written_in_the_week_since(log, scope):
    log.plan("Ring the hospice")
    scope.who = "GP"
    log.plan("Ask the kitchen")
    scope.who = "practice manager"
    undo(scope)
    assert titles(log.week()) == ["Ask the kitchen"]


def test_a_page_is_read_by_its_set_alone_until_it_is_for_more(two_sets):
    river, hill, neither = (two_sets[name] for name in ("River", "Hill", "neither"))
    river.write(thoughts="Ours.")
    river.plan("Ring the hospice")
    idea = river.idea("Meet in the library")

    assert (river.week()["thoughts"], titles(river.week())) == ("Ours.", ["Ring the hospice"])
    for other in (hill, neither):
        assert (other.week()["thoughts"], titles(other.week()), other.listed(), len(other.weeks())) == ("", [], [], 0)
        with pytest.raises(NotFound, match="Idea 1 belongs to another set"):
            other.told(idea.number)

    river.write(audience="network")
    assert len(hill.weeks()) == len(neither.weeks()) == 1
    assert hill.told(1)["title"] == "Meet in the library"
    assert hill.week()["thoughts"] == ""  # it is still not their own week


def test_each_set_has_a_page_of_its_own(two_sets):
    two_sets["River"].write(thoughts="Ours.")
    two_sets["Hill"].write(thoughts="And ours.")
    two_sets["neither"].write(thoughts="Of all.")
    assert [two_sets[name].week()["thoughts"] for name in ("River", "Hill", "neither")] == [
        "Ours.",
        "And ours.",
        "Of all.",
    ]
    assert two_sets["neither"].week()["audience"] == "network"
    assert sorted(two_sets["River"].weeks()["thoughts"]) == ["Of all.", "Ours."]


def test_a_set_goes_on_with_what_was_written_before_there_was_a_set(log, scope, workspace):
    from workbench.networks.members import Members

    old = log.write(thoughts="Early.", achievements="One visit.")
    plan, idea = log.plan("Ring"), log.idea("Meet in the library")
    river = Members(scope).add_set("River")
    week = log.week()
    assert (week["thoughts"], week["id"], week["version"], week["set"]) == ("", None, 0, river.id)
    assert week["besides"] == {"thoughts": "Early.", "achievements": "One visit."}
    assert (titles(week), week["ideas"]) == ([plan.title], [idea.id])

    own = log.write(thoughts="Ours.", version=0)
    new = log.idea("Ring ahead")
    week = log.week()
    assert (own.id != old.id, own.set_id, week["id"], week["thoughts"]) == (True, river.id, own.id, "Ours.")
    assert week["besides"] == {"thoughts": "Early.", "achievements": "One visit."}
    assert (titles(week), week["ideas"]) == ([plan.title], [idea.id, new.id])
    assert log.weeks()["thoughts"].tolist() == ["Early.", "Ours."]
    assert [log.place_of(page.id)["id"] for page in (old, own)] == [old.id, own.id]


def test_no_set_writes_on_the_page_of_no_set(two_sets):
    two_sets["neither"].write(thoughts="Of all.")
    for name in ("River", "Hill"):
        two_sets[name].plan("Ring")
        two_sets[name].write(thoughts=f"Of {name}.", audience="set")
    assert [two_sets[name].week()["thoughts"] for name in ("River", "Hill", "neither")] == [
        "Of River.",
        "Of Hill.",
        "Of all.",
    ]
    assert two_sets["neither"].week()["besides"] is None
    assert two_sets["Hill"].week()["besides"]["thoughts"] == "Of all."


def test_titles_of_plans_and_ideas_are_out_of_reach_for_those_they_are_not_for(two_sets, scope):
    plan, idea = two_sets["River"].plan("Ring"), two_sets["River"].idea("Meet")
    records = [(plan.id, "plan"), (idea.id, "idea")]
    hill = two_sets["Hill"]._scope
    with scope.reading() as session:
        assert out_of_reach(session, hill, records) == dict.fromkeys([plan.id, idea.id], SAID_IN_THE_SET)
        assert out_of_reach(session, two_sets["River"]._scope, records) == {}
        hill.reader = Reader.public()
        assert set(out_of_reach(session, hill, records)) == {plan.id, idea.id}
    assert SAID_IN_THE_SET
