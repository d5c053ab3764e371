"""Recommendations, what sponsors answer, what becomes of them, and the check six months later."""

from __future__ import annotations

import pytest

from workbench.errors import BadInput, Conflict
from workbench.prototypes.verbs import Prototypes


def test_a_recommendation_goes_from_the_answer_to_the_check_and_says_what_it_waits_for(
    challenges, together, team, scope
):
    tried = Prototypes(scope).start("Go along")
    row = challenges.recommend(together, "Keep going along.", sponsor="director of care", came_from=tried)
    team.later(3)

    def stands():
        told = challenges.recommendations()[0]
        return told["waits_for"], told["days_waiting"], told["says"]

    [told] = challenges.recommendations()
    assert told == {
        "id": row.id,
        "title": "Keep going along.",
        "sponsor": "director of care",
        "made_on": "2025-01-23",
        "answer": "",
        "answered_on": None,
        "answer_note": "",
        "future": "",
        "decided_on": None,
        "check_on": None,
        "checked_on": None,
        "found": "",
        "found_note": "",
        "came_from": [{"id": tried.id, "kind": "prototype", "title": "Go along", "live": True}],
        "waits_for": "answer",
        "days_waiting": 3,
        "says": "Waits for the answer of the director of care since 23 January 2025.",
        "version": 1,
        "challenge": {"id": together.id, "title": "Go together"},
    }
    challenges.answer(row, "adapted", note="In two practices first.")
    team.later(1)
    assert stands() == ("decision", 1, "Adapted on 26 January 2025. Sustain, scale or stop: not decided yet.")
    challenges.decide(row, "scale", on="2025-01-27")
    assert stands() == ("", None, "To scale. The check is on 27 July 2025.")
    team.later(181)
    assert stands() == ("check", 0, "To scale. The check was due on 27 July 2025.")
    challenges.check(row, "partly", note="One practice stopped.")
    assert stands() == ("", None, "To scale. Checked on 27 July 2025: partly.")
    told = challenges.recommendations()[0]
    assert (told["answer_note"], told["found_note"], told["checked_on"]) == (
        "In two practices first.",
        "One practice stopped.",
        "2025-07-27",
    )


@pytest.mark.parametrize(
    ("decided", "due"), [("2025-08-31", "2026-02-28"), ("2025-08-01", "2026-02-01"), ("2025-12-31", "2026-06-30")]
)
def test_the_check_is_six_calendar_months_after_the_decision(challenges, together, team, decided, due):
    row = challenges.recommend(together, "Keep it.")
    challenges.answer(row, "accepted")
    team.later(400)
    challenges.decide(row, "sustain", on=decided)
    assert challenges.recommendations()[0]["check_on"] == due


def test_the_check_may_be_on_another_day_and_be_moved(challenges, together):
    row = challenges.recommend(together, "Keep it.")
    challenges.answer(row, "accepted")
    challenges.decide(row, "stop", check_on="2025-03-01")
    challenges.change_recommendation(row, check_on="2025-04-01", sponsor="board", version=3)
    told = challenges.recommendations()[0]
    assert (told["future"], told["check_on"], told["sponsor"]) == ("stop", "2025-04-01", "board")
    with pytest.raises(BadInput, match="decided on 23 January 2025, so the check cannot be on 1 January 2025"):
        challenges.change_recommendation(row, check_on="2025-01-01")


def test_what_was_declined_waits_for_nobody(challenges, together):
    row = challenges.recommend(together, "Keep it.")
    challenges.answer(row, "declined", note="No money.")
    told = challenges.recommendations()[0]
    assert (told["waits_for"], told["says"]) == ("", "Declined on 23 January 2025.")


def test_a_sponsor_who_declines_after_all_leaves_nothing_to_scale_or_to_check_and_one_undo_brings_it_back(
    challenges, together, team
):
    row = challenges.recommend(together, "Keep it.")
    challenges.answer(row, "accepted")
    challenges.decide(row, "scale")
    challenges.check(row, "partly", note="One practice stopped.")
    before = challenges.recommendations()[0]
    challenges.answer(row, "declined")
    told = challenges.recommendations()[0]
    names = ("future", "decided_on", "check_on", "found", "found_note", "checked_on", "waits_for", "says")
    assert tuple(told[name] for name in names) == (
        "", None, None, "", "", None, "", "Declined on 23 January 2025.",
    )  # fmt: skip
    team.later(400)
    assert challenges.waiting() == []
    team.undo()
    assert {**challenges.recommendations()[0], "version": 0} == {**before, "version": 0}
    assert (before["future"], before["check_on"], before["found"]) == ("scale", "2025-07-23", "partly")


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (lambda c, row: c.answer(row, ""), "is not a"),
        (lambda c, row: c.answer(row, "maybe"), "‘maybe’ is not a"),
        (lambda c, row: c.answer(row, "accepted", on="2025-01-22"), "it was made on 23 January 2025"),
        (lambda c, row: c.answer(row, "accepted", on="2025-01-24"), "yet to come"),
        (lambda c, row: c.decide(row, "scale"), "The sponsor has not answered yet. Note the answer first"),
        (lambda c, row: c.check(row, "partly"), "Say first whether to sustain, scale or stop it"),
        (lambda c, row: c.change_recommendation(row, check_on="2025-09-01"), "Say first whether to sustain, scale or"),
        (lambda c, row: c.change_recommendation(row, title=""), "The recommendation is empty"),
    ],
)
def test_a_step_out_of_turn_is_refused_and_changes_nothing(challenges, together, step, says):
    row = challenges.recommend(together, "Keep it.")
    before = challenges.recommendations()
    with pytest.raises(BadInput, match=says):
        step(challenges, row)
    assert challenges.recommendations() == before


def test_stale_steps_on_a_recommendation_are_refused(challenges, together):
    row = challenges.recommend(together, "Keep it.")
    challenges.answer(row, "accepted", version=1)
    for stale in (
        lambda: challenges.answer(row, "declined", version=1),
        lambda: challenges.decide(row, "stop", version=1),
        lambda: challenges.check(row, "partly", version=1),
        lambda: challenges.change_recommendation(row, title="Other", version=1),
    ):
        with pytest.raises(Conflict):
            stale()
    assert challenges.recommendations()[0]["answer"] == "accepted"


def test_what_waits_is_listed_the_longest_first_and_the_feed_quotes_no_recommendation(challenges, together, team):
    challenges.change(together, launched_on="2025-01-03")
    challenges.raise_barrier("No key", owner="board", challenge=together, raised="2025-01-10")
    challenges.ask_permission(together, "Two signatures", asked_of="hub manager", on="2025-01-05")
    row = challenges.recommend(together, "Keep it.", sponsor="director", on="2025-01-08")
    assert team.said_last() == "made a recommendation of Go together"
    listed = [
        (each["kind"], each["title"], each["waits_for"], each["of"], each["days"]) for each in challenges.waiting()
    ]
    assert listed == [
        ("permission", "Two signatures", "answer", "hub manager", 18),
        ("recommendation", "Keep it.", "answer", "director", 15),
        ("barrier", "No key", "way through", "board", 13),
    ]
    assert challenges.told(together)["waiting"] == challenges.waiting()
    assert challenges.listed()[0]["counts"]["waiting"] == 3
    challenges.resolve("No key")
    challenges.answer_permission("two signatures", "refused")
    challenges.answer(row, "declined")
    assert challenges.waiting() == []


def test_nothing_is_recommended_before_the_launch(challenges, together):
    with pytest.raises(BadInput, match="The day it was made cannot be 22 January 2025: ‘Go together’ was launched on"):
        challenges.recommend(together, "Keep the list", on="2025-01-22")
    row = challenges.recommend(together, "Keep the list")
    with pytest.raises(BadInput, match="‘Go together’ was launched on 23 January 2025"):
        challenges.change_recommendation(row, made_on="2025-01-22")
    with pytest.raises(BadInput, match="was launched on 23 January 2025"):
        challenges.hold_gate(together, 25, held_on="2025-01-22")
