"""The teams of a cohort side by side, across networks."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from workbench.errors import BadInput, NotFound
from workbench.networks.register import import_register


@pytest.fixture
def two(workspace, store, clock):
    """Two networks of one workspace, Stourvale and Larkmere."""
    networks = pd.DataFrame(
        [("U99002", "LARKMERE", "ZZ1", "NHS Testshire", date(2019, 7, 1), None)],
        columns=["code", "name", "commissioner_code", "commissioner", "opened", "closed"],
    )
    memberships = pd.DataFrame(
        [("Y99009", "Pond Surgery", "U99002", date(2019, 7, 1), None, True)],
        columns=["practice_code", "practice_name", "network_code", "start", "end", "same_commissioner"],
    )
    import_register(store, networks, memberships, source="test", who="test", at=clock.now)
    return workspace.network("U99001", who="GP"), workspace.network("U99002", who="carer")


def test_teams_of_all_networks_stand_side_by_side_on_one_timeline(workspace, two, clock):
    ours, theirs = two
    ours.challenge.launch("Go together", cohort="Spring 2025")
    theirs.challenge.launch("Ring first", cohort="spring  2025", launched_on="2025-01-20")
    ours.challenge.launch("Alone")
    wall = ours.challenge.raise_barrier("No key", challenge="Go together")
    ours.challenge.raise_barrier("No hall", challenge="Go together")
    ours.prototypes.start("Walks", stage="testing")
    theirs.prototypes.start("Calls")
    clock.now += timedelta(days=26)
    ours.challenge.hold_gate("Go together", 25)
    ours.challenge.resolve(wall)
    clock.now += timedelta(days=4)

    assert workspace.cohorts() == [
        {
            "name": "spring 2025",
            "teams": 2,
            "networks": ["U99001", "U99002"],
            "launched_on": "2025-01-20",
            "last_launched_on": "2025-01-23",
        }
    ]
    told = workspace.cohort("SPRING 2025")
    assert {name: told[name] for name in told if name != "teams"} == {
        "name": "spring 2025",
        "on": "2025-02-22",
        "day": 33,
        "starts_on": "2025-01-20",
        "ends_on": "2025-05-03",
        "says": "2 teams in 2 networks, 1 gate held. Late for a gate: Larkmere.",
    }
    theirs_told, ours_told = told["teams"]
    assert [(team["network"], team["network_name"], team["title"], team["day"]) for team in told["teams"]] == [
        ("U99002", "Larkmere", "Ring first", 33),
        ("U99001", "Stourvale", "Go together", 30),
    ]
    assert [gate["state"] for gate in theirs_told["gates"]] == ["late", "to come", "to come", "to come"]
    assert (ours_told["gates"][0]["planned_on"], ours_told["gates"][0]["held_on"]) == ("2025-02-17", "2025-02-18")
    assert ours_told["next_gate"]["day"] == 50
    assert ours_told["prototypes"] == {"named": 1, "started": 1, "ended": 0, "trying": 1}
    assert theirs_told["prototypes"] == {"named": 1, "started": 0, "ended": 0, "trying": 0}
    assert ours_told["barriers"] == {
        "raised": 2,
        "open": 1,
        "resolved": 1,
        "longest_open_days": 30,
        "days_to_unblock": 26.0,
    }
    assert theirs_told["barriers"] == {
        "raised": 0,
        "open": 0,
        "resolved": 0,
        "longest_open_days": None,
        "days_to_unblock": None,
    }


def test_where_the_teams_stood_is_told_of_an_earlier_day(workspace, two, clock):
    ours, _ = two
    ours.challenge.launch("Go together", cohort="Spring")
    ours.challenge.raise_barrier("No key", challenge="Go together")
    clock.now += timedelta(days=30)
    ours.challenge.hold_gate("Go together", 25)
    ours.challenge.resolve("No key")
    [team] = workspace.cohort("Spring", on="2025-02-18")["teams"]
    assert (team["day"], team["gates"][0]["state"], team["barriers"]["open"]) == (26, "late", 1)
    with pytest.raises(BadInput, match="has to be a date"):
        workspace.cohort("Spring", on="soon")


def test_a_cohort_that_is_not_there_offers_the_nearest(workspace, two):
    with pytest.raises(NotFound, match=r"no cohort called ‘Spring’\. There is no other yet\."):
        workspace.cohort("Spring")
    two[0].challenge.launch("Go together", cohort="Spring 2025")
    with pytest.raises(NotFound, match=r"Did you mean ‘Spring 2025’\?"):
        workspace.cohort("Spring 2026")
    two[0].challenge.remove("Go together")
    assert workspace.cohorts() == []


def test_a_network_has_the_prototypes_of_the_set_that_is_the_team(workspace, two):
    ours, _ = two
    first, second = ours.members.add_set("First"), ours.members.add_set("Second")
    ours.challenge.launch("Go together", cohort="Spring", in_set=first.id)
    for title, of in (("Walks", first.id), ("Calls", second.id), ("Letters", None)):
        ours.prototypes.start(title, set_id=of)
    [team] = workspace.cohort("Spring")["teams"]
    assert (team["set_title"], team["prototypes"]["named"]) == ("First", 2)


def test_each_prototype_is_of_one_team_that_was_launched_by_its_first_day(workspace, two, clock):
    ours, _ = two
    first = ours.members.add_set("First")
    ours.prototypes.start("Before both", stage="testing", set_id=first.id)
    clock.now += timedelta(days=10)
    ours.challenge.launch("Go together", cohort="Spring", in_set=first.id)
    walks = ours.prototypes.start("Walks", stage="testing", set_id=first.id)
    ours.prototypes.start("Letters", stage="testing")
    clock.now += timedelta(days=30)
    ours.challenge.launch("Ring first", cohort="Spring", in_set=first.id)
    ours.prototypes.start("Calls", stage="testing", set_id=first.id)
    ours.prototypes.set_stage(walks, "adopted", reason="They go along.")
    clock.now += timedelta(days=1)
    assert [(team["title"], team["prototypes"]) for team in workspace.cohort("Spring")["teams"]] == [
        ("Go together", {"named": 2, "started": 2, "ended": 1, "trying": 1}),
        ("Ring first", {"named": 1, "started": 1, "ended": 0, "trying": 1}),
    ]
