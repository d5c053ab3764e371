"""Gates that were held, and what came out of them."""

from __future__ import annotations

import pytest

from workbench.errors import BadInput, Conflict
from workbench.sensemaking.verbs import Sessions
from workbench.store import SAID_IN_THE_SET, Reader


def test_a_gate_that_was_held_keeps_what_came_out_of_it_and_in_which_meeting(challenges, together, team, scope):
    team.later(26)
    meeting = Sessions(scope).begin("Check-in", method="what? so what? now what?", audience="network")
    row = challenges.hold_gate(
        together, 25, held_on="2025-02-17", plan="Fewer visits.", charter="Also on Fridays.", session=meeting
    )
    first, second, *_ = challenges.gates(together)
    assert first == {
        "day": 25,
        "name": "day-25 check-in",
        "planned_on": "2025-02-17",
        "days_to": -1,
        "state": "held",
        "id": row.id,
        "held_on": "2025-02-17",
        "plan": "Fewer visits.",
        "charter": "Also on Fridays.",
        "sustain": "",
        "sessions": [{"id": meeting.id, "kind": "session", "title": "Check-in", "live": True}],
        "version": 1,
    }
    assert (second["id"], second["held_on"], second["state"], second["sessions"]) == (None, None, "to come", [])
    assert team.said_last() == "held the day-25 check-in of Go together"


def test_the_charter_is_the_one_that_was_refined_last(challenges, together, team):
    def charter():
        told = challenges.told(together)["challenge"]
        return told["charter"], told["charter_now"]

    assert charter() == ("We go along the first time.", "We go along the first time.")
    team.later(50)
    challenges.hold_gate(together, 25, charter="And on Fridays.")
    challenges.hold_gate(together, 50)
    assert charter() == ("We go along the first time.", "And on Fridays.")


def test_a_gate_is_held_once_and_on_one_of_four_days(challenges, together, team):
    team.later(30)
    challenges.hold_gate(together, 25)
    with pytest.raises(BadInput, match="day-25 check-in of ‘Go together’ was held on 22 February 2025 already"):
        challenges.hold_gate(together, 25)
    for wrong in (26, "25", True, 0, None):
        with pytest.raises(BadInput, match=f"A gate is on day 25, 50, 75 or 100, not on ‘{wrong}’"):
            challenges.hold_gate(together, wrong)
    assert [gate["held_on"] for gate in challenges.gates(together)] == ["2025-02-22", None, None, None]


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2025-01-22", "cannot be 22 January 2025: ‘Go together’ was launched on 23 January 2025"),
        ("2025-01-24", "cannot be 24 January 2025, which is yet to come"),
    ],
)
def test_a_gate_is_held_between_the_launch_and_today(challenges, together, day, says):
    with pytest.raises(BadInput, match=says):
        challenges.hold_gate(together, 25, held_on=day)


def test_what_came_out_of_a_gate_is_changed_and_a_stale_change_is_refused(challenges, together, team, scope):
    team.later(100)
    meeting = Sessions(scope).begin("Review", method="after action review")
    row = challenges.hold_gate(together, 100, session=meeting)
    challenges.change_gate(row, version=1, sustain="The walks.", held_on="2025-05-02", session=None)
    last = challenges.gates(together)[-1]
    assert (last["sustain"], last["held_on"], last["sessions"]) == ("The walks.", "2025-05-02", [])
    with pytest.raises(Conflict):
        challenges.change_gate(row, version=1, sustain="Nothing.")
    team.undo()
    assert challenges.gates(together)[-1]["sessions"][0]["id"] == meeting.id


def test_a_gate_points_to_a_meeting_and_to_nothing_else(challenges, together, team):
    goal = challenges.set_goal(together, verb="open", measure="the hall")
    with pytest.raises(BadInput, match="is a goal, not a session"):
        challenges.hold_gate(together, 25, session=goal)
    assert challenges.gates(together)[0]["state"] == "to come"


def test_the_words_of_what_something_came_from_stay_with_their_audience(challenges, together, team, scope):
    sessions = Sessions(scope)
    meeting = sessions.begin("Launch", method="what? so what? now what?")
    insight = sessions.conclude(meeting.id, "They are tired.")
    challenges.recommend(together, "Rest.", came_from=[insight])

    def told():
        return challenges.recommendations()[0]["came_from"][0]["title"]

    assert told() == "They are tired."
    scope.reader = Reader.of_programme()
    assert told() == SAID_IN_THE_SET


def test_the_charter_is_that_of_the_gate_that_was_held_last(challenges, together, team):
    team.later(60)
    challenges.hold_gate(together, 50, held_on="2025-03-10", charter="We ring first.")
    challenges.hold_gate(together, 25, held_on="2025-03-12", charter="We go along.")
    assert challenges.listed()[0]["charter_now"] == "We go along."
