"""Work plans until each gate: what is done in time, what is late, and what is rolled over."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from workbench.challenge.plan import TASK_STATES
from workbench.errors import BadInput, Conflict


def tasks(challenges, challenge="Go together"):
    """Every task of a challenge, by the plan it stands in."""
    return [task for plan in challenges.plan(challenge) for task in plan["tasks"]]


def told(challenges, title, *names):
    """Some of what is told of the task of that title that still counts."""
    [task] = [each for each in tasks(challenges) if each["title"] == title and each["state"] != "rolled over"]
    return tuple(task[name] for name in names)


def test_a_task_is_planned_until_the_next_gate_and_due_on_its_day(challenges, together, team):
    row = challenges.plan_task(together, "Ring the ward", owner="GP", tests="Do they answer?", starts_on="2025-01-27")
    first, second, *_ = challenges.plan(together)
    assert (first["gate"], first["name"], first["from"], first["until"]) == (
        25,
        "day-25 check-in",
        "2025-01-24",
        "2025-02-17",
    )
    assert (second["from"], second["until"], second["tasks"]) == ("2025-02-18", "2025-03-14", [])
    assert first["tasks"] == [
        {
            "id": row.id,
            "title": "Ring the ward",
            "gate": 25,
            "owner": "GP",
            "tests": "Do they answer?",
            "starts_on": "2025-01-27",
            "ends_on": None,
            "due": "2025-02-17",
            "started_on": None,
            "done_on": None,
            "rolled_on": None,
            "state": "planned",
            "days_late": 0,
            "rolled": 0,
            "first_due": "2025-02-17",
            "days_late_at_first": 0,
            "history": [],
            "version": 1,
            "says": "Due in 25 days.",
        }
    ]
    team.later(26)
    challenges.hold_gate(together, 25)
    assert challenges.plan_task(together, "Ask the carers").gate == 50
    team.later(200)
    challenges.hold_gate(together, 100)
    assert challenges.plan_task(together, "Write it up").gate == 100


def test_a_task_is_begun_and_done_and_was_in_time_or_late_by_days(challenges, together, team):
    for title in ("Ring", "Ask", "Walk", "Write"):
        challenges.plan_task(together, title, ends_on="2025-02-02")
    team.later(8)
    challenges.start_task("Ring", on="2025-01-25")
    challenges.finish_task("ring")
    team.later(5)
    challenges.finish_task("Ask")
    challenges.start_task("Walk")
    names = ("state", "started_on", "done_on", "days_late", "says")
    assert told(challenges, "Ring", *names) == ("done", "2025-01-25", "2025-01-31", 0, "Done in time.")
    assert told(challenges, "Ask", *names) == ("done", "2025-02-05", "2025-02-05", 3, "Done 3 days late.")
    assert told(challenges, "Walk", *names) == ("under way", "2025-02-05", None, 3, "3 days late.")
    assert told(challenges, "Write", *names) == ("planned", None, None, 3, "3 days late.")
    assert challenges.plan(together)[0]["counts"] == {
        "tasks": 4,
        "open": 2,
        "done": 2,
        "in_time": 1,
        "late": 2,
        "rolled_over": 0,
    }
    counts = challenges.listed()[0]["counts"]
    assert (counts["tasks"], counts["done"], counts["open_tasks"], counts["late_tasks"]) == (4, 2, 2, 2)


def test_what_is_not_done_goes_into_the_next_plan_with_its_history(challenges, together, team):
    wait = challenges.plan_task(together, "Ask the hall", owner="carer", tests="Will they?", ends_on="2025-02-10")
    challenges.plan_task(together, "Ring the ward")
    challenges.start_task(wait, on="2025-01-23")
    challenges.finish_task("Ring the ward", on="2025-01-23")
    wall = challenges.raise_barrier("No key", challenge=together, blocks=wait)
    team.later(27)
    [new] = challenges.roll_over(together, 25)

    assert team.said_last() == "rolled 1 task of Go together over to day 50"
    fields = (new.title, new.owner, new.tests, new.gate, str(new.started_on), new.starts_on, new.ends_on)
    assert fields == ("Ask the hall", "carer", "Will they?", 50, "2025-01-23", None, None)
    before, after = (next(each for each in tasks(challenges) if each["id"] == row.id) for row in (wait, new))
    assert (before["state"], before["says"]) == ("rolled over", "Rolled over on 19 February 2025.")
    assert (after["state"], after["rolled"], after["due"], after["first_due"]) == (
        "under way",
        1,
        "2025-03-14",
        "2025-02-10",
    )
    assert after["says"] == "Due in 23 days. Rolled over once; first due on 10 February 2025."
    assert after["history"] == [{"id": wait.id, "gate": 25, "due": "2025-02-10", "rolled_on": "2025-02-19"}]
    assert [each["id"] for each in challenges.barriers_told()[0]["blocks"]] == [wait.id, new.id]
    assert challenges.barriers_told()[0]["id"] == wall.id

    team.later(30)
    [newer] = challenges.roll_over(together, 50)
    team.later(1)
    challenges.finish_task(newer)
    names = ("rolled", "days_late", "days_late_at_first", "says")
    assert told(challenges, "Ask the hall", *names) == (
        2,
        0,
        40,
        "Done in time. Rolled over twice; first due on 10 February 2025.",
    )
    assert challenges.tasks()[["state", "rolled", "days_late"]].to_numpy().tolist() == [
        ["rolled over", 0, 9],
        ["done", 0, 0],
        ["rolled over", 1, 7],
        ["done", 2, 0],
    ]


def test_a_plan_that_ends_on_a_day_to_come_goes_with_the_task(challenges, together, team):
    challenges.plan_task(together, "Long", starts_on="2025-02-01", ends_on="2025-04-30")
    team.later(25)
    [new] = challenges.roll_over(together, 25)
    assert (str(new.starts_on), str(new.ends_on), new.gate) == ("2025-02-01", "2025-04-30", 50)


def test_rolling_over_twice_changes_nothing_more_and_takes_earlier_plans_along(challenges, together, team):
    challenges.plan_task(together, "Early", gate=25)
    challenges.plan_task(together, "Late", gate=50)
    challenges.plan_task(together, "Last", gate=75)
    team.later(51)
    assert [row.title for row in challenges.roll_over(together, 50)] == ["Early", "Late"]
    last = team.scope.store.latest()
    assert challenges.roll_over(together, 50) == []
    assert team.scope.store.latest() == last
    assert [plan["counts"]["open"] for plan in challenges.plan(together)] == [0, 0, 3, 0]


def test_rolling_over_is_one_gesture_and_is_taken_back_whole(challenges, together, team):
    for title in ("Ring", "Ask", "Walk"):
        challenges.plan_task(together, title)
    team.later(25)
    before = challenges.plan(together)
    challenges.roll_over(together, 25)
    team.undo()
    after = challenges.plan(together)
    for plan in (*before, *after):
        for task in plan["tasks"]:
            task.pop("version")
    assert after == before


def test_a_new_task_is_for_the_first_gate_whose_day_is_to_come_and_never_for_a_late_one(challenges, together, team):
    def gate_of_a_new_one(title):
        return challenges.plan_task(together, title).gate

    team.later(25)
    assert gate_of_a_new_one("On the day itself") == 25
    team.later(1)
    assert challenges.listed()[0]["next_gate"]["state"] == "late"
    assert gate_of_a_new_one("The day after, with the gate not held") == 50
    assert told(challenges, "The day after, with the gate not held", "days_late", "due") == (0, "2025-03-14")
    challenges.hold_gate(together, 50)
    assert gate_of_a_new_one("After the next one was held early") == 75
    team.later(174)
    assert gate_of_a_new_one("After it all") == 100


def test_nothing_starts_after_the_gate_until_which_it_is_planned(challenges, together, team):
    says = "to start on 18 February 2025, after day 25, which is 17 February 2025. Choose a later gate, or say on which"
    with pytest.raises(BadInput, match=says):
        challenges.plan_task(together, "Ring", starts_on="2025-02-18")
    row = challenges.plan_task(together, "Ring", starts_on="2025-02-17")
    with pytest.raises(BadInput, match=says):
        challenges.change_task(row, starts_on="2025-02-18")
    challenges.change_task(row, starts_on="2025-02-18", gate=50)
    with pytest.raises(BadInput, match=says):
        challenges.change_task(row, gate=25)
    challenges.change_task(row, gate=25, ends_on="2025-02-20")
    assert told(challenges, "Ring", "due") == ("2025-02-20",)
    challenges.change_task(row, gate=50, ends_on=None)
    challenges.change(together, launched_on="2024-01-23")  # after which no gate is left before it starts
    challenges.change_task(row, owner="GP")
    assert told(challenges, "Ring", "starts_on", "due", "owner") == ("2025-02-18", "2025-02-18", "GP")


def test_nothing_is_rolled_over_before_its_gate_unless_that_was_held(challenges, together, team):
    challenges.plan_task(together, "Ring")
    last = team.scope.store.latest()
    with pytest.raises(BadInput) as raised:
        challenges.roll_over(together, 25)
    assert str(raised.value) == (
        "The day-25 check-in is on 17 February 2025 and was not held yet. Hold it first, or wait for its day: then "
        "what is not done goes along."
    )
    assert team.scope.store.latest() == last
    team.later(20)
    challenges.hold_gate(together, 25)
    assert [row.gate for row in challenges.roll_over(together, 25)] == [50]


def test_after_day_100_there_is_no_plan_to_roll_into(challenges, together):
    challenges.plan_task(together, "Ring", gate=100)
    with pytest.raises(BadInput, match=r"After day 100 there is no other plan to roll over into\. Recommend"):
        challenges.roll_over(together, 100)
    with pytest.raises(BadInput, match="A gate is on day 25"):
        challenges.roll_over(together, 30)


def test_a_task_that_was_rolled_over_is_changed_in_its_new_plan_only(challenges, together, team):
    old = challenges.plan_task(together, "Ring")
    team.later(25)
    [new] = challenges.roll_over(together, 25)
    for verb in (challenges.start_task, challenges.finish_task, challenges.change_task):
        with pytest.raises(
            BadInput, match=r"‘Ring’ was carried over on 17 February 2025\. Choose the same task in the next"
        ):
            verb(old)
    challenges.change_task(new, title="Ring twice", gate=75, owner="GP")
    assert told(challenges, "Ring twice", "gate", "owner", "rolled") == (75, "GP", 1)


def test_a_task_that_is_not_done_after_all_is_open_again(challenges, together):
    row = challenges.plan_task(together, "Ring")
    challenges.finish_task(row)
    challenges.change_task(row, done_on=None)
    assert told(challenges, "Ring", "state", "started_on", "done_on") == ("under way", "2025-01-23", None)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": " "}, "The task is empty"),
        ({"gate": 30}, "A gate is on day 25, 50, 75 or 100, not on ‘30’"),
        ({"starts_on": "2025-02-02", "ends_on": "2025-02-01"}, "is to start on 2 February 2025, so it cannot end on 1"),
        ({"done_on": "2025-01-24"}, "The day it was done cannot be 24 January 2025, which is yet to come"),
        ({"started_on": "2025-01-22", "done_on": "2025-01-21"}, "it was begun on 22 January 2025"),
        ({"owners": "GP"}, r"A task has no ‘owners’ to change. Did you mean ‘owner’\?"),
    ],
)
def test_nothing_is_kept_of_a_task_that_cannot_be(challenges, together, wrong, says):
    row = challenges.plan_task(together, "Ring")
    with pytest.raises(BadInput, match=says):
        challenges.change_task(row, **wrong)
    assert told(challenges, "Ring", "version", "gate", "state") == (1, 25, "planned")


def test_of_two_who_change_a_task_at_once_the_second_meets_both_sides(challenges, together):
    row = challenges.plan_task(together, "Ring")
    challenges.change_task(row, version=1, owner="GP")
    for stale in (
        lambda: challenges.change_task(row, version=1, owner="carer"),
        lambda: challenges.start_task(row, version=1),
        lambda: challenges.finish_task(row, version=1),
    ):
        with pytest.raises(Conflict):
            stale()
    assert told(challenges, "Ring", "owner", "state") == ("GP", "planned")


def test_a_table_without_tasks_has_its_columns(challenges):
    assert challenges.tasks().empty
    assert {"challenge", "title", "gate", "due", "state", "days_late", "rolled"} <= set(challenges.tasks().columns)


steps = st.lists(
    st.one_of(
        st.tuples(st.just("plan"), st.sampled_from((25, 50, 75, 100))),
        st.tuples(st.just("finish"), st.integers(0, 9)),
        st.tuples(st.just("roll"), st.sampled_from((25, 50, 75))),
        st.tuples(st.just("wait"), st.integers(1, 30)),
    ),
    max_size=10,
)


@settings(max_examples=15)
@given(steps)
def test_rolling_over_loses_no_task_and_makes_none(another_team, taken):
    team = another_team()
    challenges = team.challenges
    challenges.launch("Go together")
    planned = []
    for kind, how in taken:
        standing = [task for task in tasks(challenges) if task["state"] in ("planned", "under way")]
        if kind == "plan":
            planned.append(f"Task {len(planned)}")
            challenges.plan_task("Go together", planned[-1], gate=how)
        elif kind == "finish" and standing:
            challenges.finish_task(standing[how % len(standing)]["id"])
        elif kind == "wait":
            team.later(how)
        elif kind == "roll":
            left = [task for task in standing if task["gate"] <= how]
            if challenges.listed()[0]["day"] < how:
                with pytest.raises(BadInput, match="was not held yet"):
                    challenges.roll_over("Go together", how)
                continue
            assert len(challenges.roll_over("Go together", how)) == len(left)
            assert not [
                task for task in tasks(challenges) if task["gate"] <= how and task["state"] in ("planned", "under way")
            ]
        now = tasks(challenges)
        # Every task is there once, done or to be done, however often it was rolled over.
        assert sorted(task["title"] for task in now if task["state"] != "rolled over") == sorted(planned)
        assert {task["state"] for task in now} <= set(TASK_STATES)
        for task in now:
            history = [each["gate"] for each in task["history"]]
            assert len(history) == task["rolled"]
            assert history == sorted(set(history))
            assert not history or history[-1] < task["gate"]
            assert task["first_due"] <= task["due"]
            assert task["days_late"] <= task["days_late_at_first"]
