"""The hundred days in the thread: marks, barriers, recommendations, and the whole register of permissions."""

from __future__ import annotations

from datetime import date, timedelta

import networkx as nx
import pytest

from workbench.challenge.verbs import Challenges
from workbench.measures.marks import Mark
from workbench.thread.at_work import networks_at_work

START = date(2025, 1, 23)


@pytest.fixture
def challenges(at_work) -> Challenges:
    return Challenges(at_work.scope)


@pytest.fixture
def together(challenges):
    return challenges.launch("Go together")


def test_a_gate_is_marked_on_every_chart_on_the_day_it_was_held(at_work, challenges, together):
    missed = at_work.measures.define("Missed")
    at_work.map.waves.name("before", START)
    at_work.later(days=26)
    gate = challenges.hold_gate(together, 25)
    marks = [Mark(START, "before", "gate"), Mark(START + timedelta(days=26), "Day 25", "gate")]
    assert at_work.thread.marks(missed) == marks
    challenges.launch("Ring first")
    assert at_work.thread.marks(missed)[1].label == "Day 25, Go together"
    challenges.remove(gate)
    assert at_work.thread.marks(missed) == marks[:1]


def test_an_open_barrier_without_an_owner_is_listed_until_somebody_takes_it(at_work, challenges, together):
    row = challenges.raise_barrier("No key", challenge=together)
    challenges.raise_barrier("No hall", owner="board")
    assert at_work.thread.without_owner() == [
        {
            "id": row.id,
            "kind": "barrier",
            "label": "No key",
            "since": "2025-01-23",
            "says": "Nobody looks after it.",
        }
    ]
    challenges.resolve(row)
    assert at_work.thread.without_owner() == []
    challenges.reopen_barrier(row)
    challenges.change_barrier(row, owner="GP")
    assert at_work.thread.without_owner() == []


def test_a_barrier_is_read_beside_what_it_blocks_and_a_recommendation_after_what_it_came_from(
    at_work, challenges, together
):
    row = at_work.prototypes.start("Walks")
    wall = challenges.raise_barrier("No key", challenge=together, blocks=[row])
    at_work.later(days=3)
    challenges.resolve(wall)
    advice = challenges.recommend(together, "Keep the walks.", came_from=[row])
    challenges.answer(advice, "accepted")
    challenges.decide(advice, "scale")

    around = at_work.thread.around(row)
    edges = {(source, data["kind"], target) for source, target, data in around.edges(data=True)}
    assert edges == {(wall.id, "blocks", row.id), (row.id, "led to", advice.id)}
    assert [(item["date"], item["words"]) for item in at_work.thread.story(row)] == [
        ("2025-01-23", "Prototype 1: Walks"),
        ("2025-01-23", "Barrier: No key (resolved on 26 January 2025)"),
        ("2025-01-26", "Recommended: Keep the walks (accepted, to scale)"),
    ]


def test_everything_of_a_challenge_hangs_on_it_and_can_be_read_around(at_work, challenges, together):
    task = challenges.plan_task(together, "Ring")
    goal = challenges.set_goal(together, verb="cut", measure="waits", measured_by=at_work.measures.define("Waits"))
    wall = challenges.raise_barrier("No key", challenge=together, blocks=[task], raised=START - timedelta(days=2))
    step = challenges.escalate(wall, "board")
    supporter = challenges.add_supporter(together, "director")
    contact = challenges.log_contact(supporter, confidence=3)
    gate = challenges.hold_gate(together, 25)
    graph = at_work.thread.graph()
    belongs = {
        (graph.nodes[source]["kind"], data["kind"], graph.nodes[target]["kind"])
        for source, target, data in graph.edges(data=True)
        if data["belongs"]
    }
    assert belongs == {
        *(("challenge", "consists of", kind) for kind in ("task", "goal", "barrier", "supporter", "gate")),
        ("supporter", "was met", "contact"),
        ("barrier", "was taken further", "escalation"),
    }
    assert graph.nodes[wall.id]["day"] == START - timedelta(days=2)
    assert wall.id in at_work.thread.around(together)
    for record in (together, task, goal, wall, step, supporter, contact, gate):
        small = at_work.thread.around(record)
        assert nx.is_weakly_connected(small)
        assert nx.is_directed_acyclic_graph(small)
        assert at_work.thread.story(record)


def test_permissions_stand_in_one_list_with_the_rules_suspended_for_prototypes(at_work, challenges, together):
    assert at_work.thread.permissions() == []
    tried = at_work.prototypes.start(
        "Walks",
        rule="Nothing before the letter.",
        rule_by="hub manager",
        rule_until="2025-02-01",
        principle="Go first.",
    )
    at_work.prototypes.start("No rule")
    given_up = at_work.prototypes.start("Given up", rule="Always.", rule_by="board")
    at_work.prototypes.set_stage(given_up, "abandoned", reason="No time.")
    given = challenges.ask_permission(together, "Two signatures", asked_of="board")
    challenges.answer_permission(given, "given")
    refused = challenges.ask_permission(together, "Keys at night")
    challenges.answer_permission(refused, "refused")
    asked = challenges.ask_permission(together, "Lunch first", principle="Eat.", asked_of="GP")
    at_work.later(days=2)
    found = at_work.thread.permissions()
    assert [each["id"] for each in found] == [asked.id, tried.id, given.id, refused.id]
    assert found[0] == {
        "id": asked.id,
        "kind": "permission",
        "rule": "Lunch first",
        "principle": "Eat.",
        "of": "GP",
        "asked_on": "2025-01-23",
        "answer": "",
        "answered_on": None,
        "until": None,
        "over": False,
        "days_waiting": 2,
        "for": {"id": together.id, "title": "Go together", "kind": "challenge"},
    }
    assert found[1] == {
        "id": tried.id,
        "kind": "prototype",
        "rule": "Nothing before the letter.",
        "principle": "Go first.",
        "of": "hub manager",
        "asked_on": None,
        "answer": "given",
        "answered_on": None,
        "until": "2025-02-01",
        "over": False,
        "days_waiting": None,
        "for": {"id": tried.id, "title": "#1 Walks", "kind": "prototype"},
    }
    at_work.later(days=30)
    assert [each["id"] for each in at_work.thread.permissions()][-1] == tried.id


def test_a_network_with_a_challenge_is_at_work(scope):
    def at_work():
        with scope.reading() as session:
            return networks_at_work(session, START)

    assert at_work() == []
    Challenges(scope).launch("Go together")
    assert at_work() == ["U99001"]
