"""Launching a challenge, changing it, removing it, and finding it again."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.errors import BadInput, Conflict, NotFound


def test_a_challenge_is_launched_today_and_listed_with_where_it_stands(challenges, team):
    of = team.members.add_set("Larkmere set")
    row = challenges.launch("  Go   together ", cohort="Spring", charter="We go along.\nThe first time.")
    [told] = challenges.listed()
    assert {name: told[name] for name in ("id", "title", "cohort", "set", "set_title", "launched_on", "charter")} == {
        "id": row.id,
        "title": "Go together",
        "cohort": "Spring",
        "set": of.id,
        "set_title": "Larkmere set",
        "launched_on": "2025-01-23",
        "charter": "We go along.\nThe first time.",
    }
    assert (told["day"], told["says"], told["version"]) == (
        0,
        "Launched today. The day-25 check-in is in 25 days, on 17 February 2025.",
        1,
    )
    assert set(told["counts"].values()) == {0}
    assert team.said_last() == "launched the challenge Go together"


def test_the_team_is_the_set_at_work_or_the_one_that_is_named(challenges, team):
    first, second = team.members.add_set("First"), team.members.add_set("Second")
    team.scope.in_set = second.id
    rows = [challenges.launch("One"), challenges.launch("Two", in_set=first.id)]
    assert [row.set_id for row in rows] == [second.id, first.id]
    challenges.change("two", in_set=None)
    assert challenges.told("two")["challenge"]["set"] is None
    with pytest.raises(NotFound):
        challenges.launch("Three", in_set="nothing")
    assert len(challenges.listed()) == 2


def test_challenges_are_listed_with_the_latest_launch_first(challenges):
    for title, day in (("Old", "2024-01-01"), ("To come", "2025-02-01"), ("New", "2025-01-20")):
        challenges.launch(title, launched_on=day)
    assert [each["title"] for each in challenges.listed()] == ["To come", "New", "Old"]


def test_nothing_is_kept_of_a_launch_without_a_title_or_on_no_day(challenges):
    for wrong in ({"title": " "}, {"title": "One", "launched_on": "soon"}, {"title": 5}):
        with pytest.raises(BadInput):
            challenges.launch(**wrong)
    assert challenges.listed() == []
    assert repr(challenges) == "<Challenges of U99001: 0 challenges, 0 open barriers>"


def test_a_challenge_is_found_by_its_title_and_a_wrong_one_offers_the_nearest(challenges, together):
    assert challenges.told("go TOGETHER")["challenge"]["id"] == together.id
    with pytest.raises(NotFound, match=r"no challenge called ‘Go togethr’ here. Did you mean ‘Go together’\?"):
        challenges.told("Go togethr")


def test_what_is_said_of_a_challenge_is_changed_and_a_stale_change_meets_both_sides(challenges, together):
    changed = challenges.change(together, version=1, title="Go along", cohort="Summer", launched_on="2025-01-20")
    assert (changed.title, changed.cohort, changed.launched_on) == ("Go along", "Summer", date(2025, 1, 20))
    with pytest.raises(Conflict) as caught:
        challenges.change(together, version=1, title="Ring first")
    assert (caught.value.mine, caught.value.theirs) == ({"title": "Ring first"}, {"title": "Go along"})
    assert caught.value.base == {"title": "Go together"}
    with pytest.raises(BadInput, match=r"A challenge has no ‘chart’ to change. Did you mean ‘charter’\?"):
        challenges.change(together, chart="")


def test_it_cannot_have_been_launched_after_a_gate_was_held(challenges, together, team):
    team.later(25)
    challenges.hold_gate(together, 25)
    with pytest.raises(
        BadInput, match="A gate was held on 17 February 2025, so ‘Go together’ cannot have been launched"
    ):
        challenges.change(together, launched_on="2025-02-18")


def everything(challenges, team):
    """A challenge with one of everything; the ids by kind."""
    row = challenges.launch("Keep the key")
    task = challenges.plan_task(row, "Ask for it")
    goal = challenges.set_goal(row, verb="open", measure="the hall")
    supporter = challenges.add_supporter(row, "director")
    permission = challenges.ask_permission(row, "Two signatures")
    barrier = challenges.raise_barrier("No key", challenge=row, blocks=[task, goal])
    team.later(30)
    return {
        "challenge": row.id,
        "gate": challenges.hold_gate(row, 25).id,
        "task": challenges.roll_over(row, 25)[0].id,
        "goal": goal.id,
        "supporter": supporter.id,
        "contact": challenges.log_contact(supporter, "Rang.", confidence=4).id,
        "permission": permission.id,
        "barrier": barrier.id,
        "escalation": challenges.escalate(barrier, "board").id,
        "recommendation": challenges.recommend(row, "Keep it.", came_from=[goal]).id,
    }


def test_anything_of_a_challenge_leads_to_it(challenges, team):
    made = everything(challenges, team)
    assert {kind: challenges.challenge_of(record) for kind, record in made.items()} == dict.fromkeys(
        made, made["challenge"]
    )
    assert challenges.challenge_of("keep the KEY") == made["challenge"]
    assert challenges.challenge_of("no key") == made["challenge"]
    assert challenges.challenge_of(challenges.raise_barrier("Nobody’s")) is None
    with pytest.raises(NotFound, match="no part of a challenge here"):
        challenges.challenge_of("something else")
    with pytest.raises(NotFound, match="no part of a challenge here"):
        challenges.challenge_of(team.members.add_set("Set").id)


def test_a_challenge_goes_with_all_that_belongs_to_it_and_comes_back_whole(challenges, team, together):
    made = everything(challenges, team)
    before = challenges.told("keep the key")
    challenges.raise_barrier("Another", challenge=together)

    challenges.remove("keep the key")

    assert [each["title"] for each in challenges.listed()] == ["Go together"]
    assert list(challenges.barriers()["title"]) == ["Another"]
    assert challenges.waiting() == [
        {
            "id": challenges.barriers().index[0],
            "kind": "barrier",
            "title": "Another",
            "waits_for": "way through",
            "of": "",
            "since": "2025-02-22",
            "days": 0,
            "challenge": together.id,
        }
    ]
    for record in made.values():
        with pytest.raises(NotFound):
            challenges.challenge_of(record)
    team.undo()
    assert without_versions(challenges.told("keep the key")) == without_versions(before)


@pytest.mark.parametrize(
    "kind", ["gate", "task", "goal", "supporter", "contact", "permission", "barrier", "escalation", "recommendation"]
)
def test_any_one_thing_of_a_challenge_goes_and_comes_back(challenges, team, kind):
    made = everything(challenges, team)
    before = challenges.told(made["challenge"])
    challenges.remove(made[kind])
    assert without_versions(challenges.told(made["challenge"])) != without_versions(before)
    with pytest.raises(NotFound):
        challenges.remove(made[kind])
    team.undo()
    assert without_versions(challenges.told(made["challenge"])) == without_versions(before)


def without_versions(told):
    """What was told without the counts of changes, which grow with an undo."""
    if isinstance(told, dict):
        return {name: without_versions(value) for name, value in told.items() if name != "version"}
    return [without_versions(each) for each in told] if isinstance(told, list) else told
