"""The challenges of the sample story, in the files and as they were loaded."""

from __future__ import annotations

from datetime import date

import pytest

from tests.sample_data.tables import TABLES, by_key
from workbench.challenge import day
from workbench.sample import DAY_100, LAUNCH, load
from workbench.workspace import open_workspace

CHALLENGES = by_key("challenges.csv")
NETWORKS = {"lark-hundred": "U99901", "salt-hundred": "U99902", "thorn-hundred": "U99903"}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hundred")
    load(folder, story_ends=DAY_100)
    workspace = open_workspace(folder)
    yield workspace
    workspace.close()


def told(workspace, key):
    return workspace.network(NETWORKS[key]).challenge.told(CHALLENGES[key]["title"])


def test_every_challenge_was_launched_with_the_story_and_day_100_is_its_last():
    assert {row["launched_on"] for row in CHALLENGES.values()} == {LAUNCH.isoformat()}
    assert day(LAUNCH, DAY_100) == 100
    assert {row["cohort"] for row in CHALLENGES.values()} == {"Merrowshire spring"}


def test_what_happened_in_a_challenge_happened_between_its_launch_and_its_last_day():
    happened = ("held_on", "set_on", "planned_on", "started_on", "done_on", "named_on", "on", "asked_on", "answered_on",
                "raised_on", "resolved_on", "made_on", "decided_on")  # fmt: skip
    files = ("gates", "goals", "tasks", "supporters", "contacts", "permissions", "barriers", "escalations",
             "recommendations")  # fmt: skip
    days = [
        date.fromisoformat(row[name])
        for file in files
        for row in TABLES[f"{file}.csv"]
        for name in happened
        if row.get(name)
    ]
    assert min(days) >= LAUNCH
    assert max(days) <= DAY_100


def test_the_three_teams_stand_side_by_side_where_the_story_left_them(workspace):
    cohort = workspace.cohort("Merrowshire spring", on=DAY_100)
    assert [(team["network_name"], team["day"], team["title"]) for team in cohort["teams"]] == [
        ("Larkmere network", 100, "Nobody goes home to nobody"),
        ("Saltreach network", 100, "Help that holds when one of us is away"),
        ("Thornacre network", 100, "Tell a fall once"),
    ]
    assert [[gate["state"] for gate in team["gates"]] for team in cohort["teams"]] == [
        ["held", "held", "held", "held"],
        ["held", "held", "passed over", "today"],
        ["passed over", "held", "passed over", "today"],
    ]
    counts = [(team["barriers"]["raised"], team["barriers"]["open"]) for team in cohort["teams"]]
    assert counts == [(2, 1), (1, 0), (1, 1)]


@pytest.mark.parametrize("key", CHALLENGES)
def test_everything_that_the_files_say_of_a_challenge_is_there(workspace, key):
    there = told(workspace, key)
    files = ("goals", "supporters", "permissions", "barriers", "recommendations")
    for file in files:
        rows = [row for row in TABLES[f"{file}.csv"] if row["challenge"] == key]
        assert len(there[file]) == len(rows), file
    assert [gate["day"] for gate in there["gates"] if gate["id"]] == [
        int(row["day"]) for row in TABLES["gates.csv"] if row["challenge"] == key
    ]
    assert there["challenge"]["charter"] == CHALLENGES[key]["charter"]
    assert there["team"]["title"].endswith("learning set")


@pytest.mark.parametrize("key", CHALLENGES)
def test_every_task_is_done_when_its_file_says_so_and_is_in_no_plan_twice(workspace, key):
    tasks = [task for plan in told(workspace, key)["plan"] for task in plan["tasks"] if task["state"] != "rolled over"]
    wanted = {row["title"]: row["done_on"] or None for row in TABLES["tasks.csv"] if row["challenge"] == key}
    assert {task["title"]: task["done_on"] for task in tasks} == wanted
    assert len(tasks) == len(wanted)


def test_tasks_were_rolled_over_with_their_history(workspace):
    tasks = [task for plan in told(workspace, "lark-hundred")["plan"] for task in plan["tasks"]]
    [same_words] = [task for task in tasks if task["title"].startswith("Give all") and task["state"] == "done"]
    assert [(each["gate"], each["rolled_on"]) for each in same_words["history"]] == [
        (25, "2025-02-18"),
        (50, "2025-03-13"),
    ]
    assert same_words["says"] == "Done in time. Rolled over twice; first due on 17 February 2025."


def test_the_goals_read_as_sentences(workspace):
    assert [goal["sentence"] for key in CHALLENGES for goal in told(workspace, key)["goals"]] == [
        "Raise second visits of people who are introduced to a group to 60 in a hundred by 3 May 2025, from 6 of 19",
        "Visit three in four of the people on the frailty list who come home within their first week by 3 May 2025",
        (
            "Speak with nine in ten of the people who are referred in Saltreach inside ten days by 3 May 2025, "
            "from 63 of 100"
        ),
        "Write a fall down once by 3 May 2025",
    ]


def test_one_barrier_was_resolved_after_it_was_taken_further_and_one_is_open(workspace):
    table = workspace.network("U99901").challenge.barriers()
    assert table[["title", "escalations"]].to_numpy().tolist() == [
        ["No visiting slot can be kept free", 1],
        ["The hospital may not ring before the letter goes out", 1],
    ]
    assert table["days_to_unblock"].tolist()[1] == 20
    assert [each["kind"] for each in told(workspace, "lark-hundred")["barriers"][0]["blocks"]] == [
        "prototype",
        "connection",
    ]


def test_confidence_grew_in_larkmere_and_fell_in_thornacre(workspace):
    larkmere, thornacre = (workspace.network(code).challenge for code in ("U99901", "U99903"))
    sponsor = larkmere.confidence("Nobody goes home to nobody").query("part == 'sponsor'")
    assert sponsor["confidence"].tolist() == [4, 5, 7, 8]
    assert thornacre.confidence("Tell a fall once")["confidence"].tolist() == [6, 3]


def test_what_was_recommended_waits_is_decided_or_is_answered(workspace):
    stands = [
        (each["answer"], each["future"], each["check_on"])
        for each in told(workspace, "lark-hundred")["recommendations"]
    ]
    assert stands == [("accepted", "sustain", "2025-11-02"), ("", "", None), ("adapted", "", None)]
