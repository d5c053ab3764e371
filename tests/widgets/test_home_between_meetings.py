"""What the first page tells of the hundred days and of the weekly log since the set last met."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.conftest import Clock
from tests.widgets.test_app import Page
from tests.widgets.test_home import meet, page, state, wait
from workbench.workspace import Network

__all__ = ["page"]


def told(page: Page) -> list[tuple[str, str]]:
    return [(line["says"], line["href"]) for line in state(page)["since"]["lines"]]


def days_from(network: Network, days: int) -> Any:
    return network.today() + timedelta(days=days)


def test_a_launch_and_a_gate_that_was_held_are_told_by_name(page: Page, network: Network, clock: Clock):
    meet(network)
    wait(clock, 30)
    first = network.challenge.launch("Home by Friday.", launched_on=days_from(network, -26))
    gate = network.challenge.hold_gate(first, 25)
    assert told(page) == [
        ("“Home by Friday” was launched", f"challenge.ipynb?team={first.id}"),
        ("The day-25 check-in was held", f"challenge.ipynb?open={gate.id}"),
    ]
    later = network.challenge.launch("Ring first", launched_on=days_from(network, 4))
    assert told(page) == [
        ("“Home by Friday” was launched", f"challenge.ipynb?team={first.id}"),
        ("“Ring first” is to be launched on 26 February 2025", f"challenge.ipynb?team={later.id}"),
        ("The day-25 check-in of “Home by Friday” was held", f"challenge.ipynb?open={gate.id}"),
    ]


def test_barriers_that_were_raised_taken_further_resolved_and_came_back_are_counted(
    page: Page, network: Network, clock: Clock
):
    verbs = network.challenge
    team = verbs.launch("Home by Friday")
    old, back = (verbs.raise_barrier(title, challenge=team) for title in ("No key", "No room"))
    verbs.resolve(back)
    meet(network)
    wait(clock, 3)
    verbs.reopen_barrier(back)
    for to in ("director", "chief executive"):
        verbs.escalate(old, to)
    verbs.raise_barrier("No list", challenge=team)
    gone = verbs.raise_barrier("A mistake", challenge=team)
    verbs.escalate(gone, "director")
    verbs.remove(gone)
    new = verbs.raise_barrier("No bus", challenge=team)
    verbs.resolve(new)
    assert told(page) == [
        ("2 barriers were raised", f"challenge.ipynb?view=barriers&team={team.id}"),
        ("1 barrier was taken further", f"challenge.ipynb?open={old.id}"),
        ("1 barrier was resolved", f"challenge.ipynb?open={new.id}"),
        ("1 barrier is in the way again", f"challenge.ipynb?open={back.id}"),
    ]


def test_recommendations_their_answers_permissions_and_tasks_are_counted(page: Page, network: Network, clock: Clock):
    verbs = network.challenge
    team = verbs.launch("Home by Friday")
    other = verbs.launch("Ring first")
    asked = verbs.ask_permission(team, "Two signatures")
    task = verbs.plan_task(team, "Ring them")
    kept = verbs.recommend(team, "Keep the list")
    meet(network)
    wait(clock, 3)
    verbs.answer(kept, "adapted")
    verbs.decide(kept, "scale", check_on=network.today())
    verbs.check(kept, "still so")
    verbs.answer_permission(asked, "given")
    verbs.finish_task(task)
    for one in (team, other):
        verbs.recommend(one, "Keep the walks")
        verbs.ask_permission(one, "Letters only")
    assert told(page) == [
        ("1 task was done", f"challenge.ipynb?open={task.id}"),
        ("2 permissions were asked for", "challenge.ipynb?view=permissions"),
        ("1 permission was answered", f"challenge.ipynb?open={asked.id}"),
        ("2 recommendations were made", "challenge.ipynb?view=commitments"),
        ("1 recommendation was answered", f"challenge.ipynb?open={kept.id}"),
        ("1 recommendation was decided on", f"challenge.ipynb?open={kept.id}"),
        ("1 recommendation was looked at again", f"challenge.ipynb?open={kept.id}"),
    ]


def test_ideas_and_plans_of_the_log_are_counted(page: Page, network: Network, clock: Clock):
    before = network.log.plan("Ask the kitchen")
    meet(network)
    wait(clock, 3)
    idea = network.log.idea("Ring before the visit")
    assert told(page) == [("1 idea in the log", f"log.ipynb?open={idea.id}")]
    network.log.idea("Go together")
    network.log.plan("Ask the hospice")
    network.log.tick(before)
    assert told(page) == [("2 ideas and 1 plan in the log", "log.ipynb"), ("1 plan in the log was ticked", "log.ipynb")]


def test_what_another_set_keeps_to_itself_in_its_log_is_not_counted(page: Page, network: Network, clock: Clock):
    here, there = (network.members.add_set(title).id for title in ("North", "South"))
    network.in_set = here
    meet(network)
    wait(clock, 3)
    network.in_set = there
    network.log.idea("Ring before the visit")
    network.log.plan("Ask the hospice")
    assert [says for says, _ in told(page)] == ["1 idea and 1 plan in the log"]
    network.in_set = here
    assert told(page) == []


def test_what_of_the_hundred_days_was_taken_back_did_not_change(page: Page, network: Network, clock: Clock):
    meet(network)
    wait(clock, 3)
    team = network.challenge.launch("Home by Friday")
    network.challenge.hold_gate(team, 25)
    network.challenge.raise_barrier("No key", challenge=team)
    for _ in range(3):
        network.undo("challenge")
    assert told(page) == []
