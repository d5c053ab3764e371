"""Test cycles: planned, done, studied, decided; and taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.prototypes.test_verbs import redo, undo
from workbench.errors import BadInput, Conflict, NotFound
from workbench.store import Scope

SEEN = {"seen": "Three of four came.", "compared": "as predicted", "decision": "adopt"}


@pytest.fixture
def together(prototypes):
    return prototypes.start("Go together", stage="testing")


def cycles_of(prototypes, row):
    return prototypes.told(row)["cycles"]


def test_a_cycle_is_planned_with_its_question_and_prediction_and_told_with_its_prototype(prototypes, together):
    cycle = prototypes.plan_cycle(
        together,
        "  Will they   come back? ",
        prediction="Two of four come a second time.",
        plan="One volunteer, two Tuesdays.",
        scale="four people",
        owner="link worker",
    )

    assert cycles_of(prototypes, together) == [
        {
            "id": cycle.id,
            "number": 1,
            "state": "plan",
            "question": "Will they come back?",
            "prediction": "Two of four come a second time.",
            "plan": "One volunteer, two Tuesdays.",
            "scale": "four people",
            "owner": "link worker",
            "started_on": None,
            "ended_on": None,
            "seen": "",
            "compared": "",
            "learnt": "",
            "decision": "",
            "named_on": "2025-01-23",
            "version": 1,
        }
    ]


def test_a_cycle_goes_from_plan_to_doing_to_study_to_decided(prototypes, together, clock):
    def state():
        return cycles_of(prototypes, together)[0]["state"]

    cycle = prototypes.plan_cycle(together, "Will they come back?", started_on="2025-01-24")
    assert state() == "plan"
    clock.now += timedelta(days=1)
    assert state() == "doing"
    clock.now += timedelta(days=10)
    prototypes.change_cycle(cycle, seen="Three of four came.")
    assert state() == "study"
    prototypes.change_cycle(cycle, seen="", ended_on="2025-02-01")
    assert state() == "study"
    prototypes.finish_cycle(cycle, **SEEN)
    assert state() == "decided"


@pytest.mark.parametrize(
    ("stage", "started_on", "said"),
    [
        ("testing", None, {"number": 2, "on": "2024-12-27"}),
        ("testing", "2025-01-10", {"number": 2, "on": "2024-12-27"}),
        ("testing", "2024-12-27", None),
        ("idea", None, {"number": 2, "on": "2024-12-27"}),
    ],
)
def test_a_test_that_began_before_its_prototype_is_told(prototypes, stage, started_on, said):
    row = prototypes.start("Go together", stage=stage, started_on=started_on)
    prototypes.plan_cycle(row, "Will they come?", started_on="2025-01-20")
    early = prototypes.plan_cycle(row, "Will they stay?")
    prototypes.plan_cycle(row, "Next week?", started_on="2025-01-30")
    assert cycles_of(prototypes, row)[0]["started_on"] == "2025-01-20"
    prototypes.change_cycle(early, started_on="2024-12-27")
    assert prototypes.told(row)["began_earlier"] == said


def test_a_test_to_come_does_not_begin_a_prototype_nor_one_after_its_end(prototypes):
    idea = prototypes.start("Go together")
    prototypes.plan_cycle(idea, "Will they come?", started_on="2025-01-24")
    assert prototypes.told(idea)["began_earlier"] is None
    given_up = prototypes.start("Tea")
    prototypes.set_stage(given_up, "abandoned", reason="No time.", on="2025-01-10")
    prototypes.plan_cycle(given_up, "Will they come?", started_on="2025-01-15")
    assert prototypes.told(given_up)["began_earlier"] is None


def test_a_cycle_is_finished_on_the_day_that_was_given_else_today(prototypes, together, clock):
    first = prototypes.plan_cycle(together, "One?", started_on="2025-01-23")
    second = prototypes.plan_cycle(together, "Two?")
    clock.now += timedelta(days=7)

    prototypes.finish_cycle(first, **SEEN, ended_on="2025-01-28", learnt="It is the way in.")
    prototypes.finish_cycle(second, **SEEN)

    one, two = cycles_of(prototypes, together)
    assert (one["started_on"], one["ended_on"], one["learnt"]) == ("2025-01-23", "2025-01-28", "It is the way in.")
    assert (two["started_on"], two["ended_on"]) == ("2025-01-30", "2025-01-30")


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ("seen", "Say what was seen before the test is closed"),
        ("compared", "Say how that compares with the prediction before the test is closed"),
        ("decision", "Say what is decided before the test is closed"),
    ],
)
def test_a_test_is_not_closed_without_what_was_seen_how_it_compares_and_a_decision(prototypes, together, missing, says):
    cycle = prototypes.plan_cycle(together, "Will they come back?")
    with pytest.raises(BadInput, match=says):
        prototypes.finish_cycle(cycle, **{**SEEN, missing: ""})
    assert cycles_of(prototypes, together)[0]["state"] == "plan"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"decision": "adopt"}, "Say what was seen"),
        ({"compared": "as predicted"}, "Say what was seen before it is compared"),
        ({"compared": "as hoped"}, "‘as hoped’ is not a way to compare with a prediction"),
        ({"decision": "adopted"}, "‘adopted’ is not a decision that the workbench knows. Did you mean ‘adopt’"),
        ({"started_on": "2025-01-20", "ended_on": "2025-01-19"}, "cannot have ended on 19 January 2025"),
        ({"ended_on": "2025-02-01"}, "1 February 2025 is yet to come"),
        ({"question": "  "}, "The question is empty"),
        ({"questions": "?"}, "A test cycle has no ‘questions’ to change. Did you mean ‘question’"),
    ],
)
def test_what_a_cycle_cannot_be_is_refused_and_changes_nothing(prototypes, together, fields, says):
    cycle = prototypes.plan_cycle(together, "Will they come back?")
    before = cycles_of(prototypes, together)
    with pytest.raises(BadInput, match=says):
        prototypes.change_cycle(cycle, **fields)
    assert cycles_of(prototypes, together) == before


def test_a_number_within_a_prototype_is_never_used_again_and_prototypes_count_for_themselves(prototypes, together):
    prototypes.remove_cycle(prototypes.plan_cycle(together, "One?"))
    other = prototypes.start("Ring ahead")
    assert prototypes.plan_cycle(together, "Two?").number == 2
    assert prototypes.plan_cycle(other, "Elsewhere?").number == 1


def test_a_cycle_that_somebody_changed_meanwhile_is_shown_with_both_sides(prototypes, together):
    cycle = prototypes.plan_cycle(together, "Will they come back?")
    prototypes.change_cycle(cycle, version=1, prediction="Two of four.")
    with pytest.raises(Conflict) as conflict:
        prototypes.finish_cycle(cycle, version=1, **SEEN)
    assert conflict.value.theirs["seen"] == ""
    assert cycles_of(prototypes, together)[0]["prediction"] == "Two of four."


def test_removing_a_prototype_takes_its_cycles_and_progress_along_and_one_undo_brings_all_back(
    prototypes, together, scope, clock
):
    cycle = prototypes.plan_cycle(together, "Will they come back?")
    progress = prototypes.assess(together, 2.5)
    before = prototypes.told(together)
    clock.now += timedelta(days=3)

    prototypes.remove(together)
    for gone in (lambda: prototypes.change_cycle(cycle, seen="?"), lambda: prototypes.remove_assessment(progress)):
        with pytest.raises(NotFound):
            gone()
    assert (len(prototypes.cycles()), len(prototypes.assessments())) == (0, 0)

    assert undo(scope).action == "took back: removed prototype 1, Go together"
    assert without_versions(prototypes.told(together)) == without_versions(before)


def without_versions(told):
    if isinstance(told, dict):
        return {name: without_versions(value) for name, value in told.items() if name != "version"}
    return [without_versions(each) for each in told] if isinstance(told, list) else told


def test_a_finished_test_is_one_gesture_that_says_what_was_decided(prototypes, together, scope):
    cycle = prototypes.plan_cycle(together, "Will they come back?")
    prototypes.finish_cycle(cycle, **SEEN)
    assert undo(scope).action == "took back: finished test 1 of prototype 1, Go together: adopt"
    assert cycles_of(prototypes, together)[0]["state"] == "plan"
    redo(scope)
    assert cycles_of(prototypes, together)[0]["state"] == "decided"


def test_the_table_of_cycles_has_its_columns_even_without_rows(prototypes, together):
    empty = prototypes.cycles()
    cycle = prototypes.plan_cycle(together, "Will they come back?", started_on="2025-01-23")
    full = prototypes.cycles()

    assert list(empty.columns) == list(full.columns)
    assert (len(empty), empty.dtypes["started_on"].kind) == (0, "M")
    assert full.loc[cycle.id, ["prototype", "prototype_number", "number", "state", "question"]].tolist() == [
        together.id,
        1,
        1,
        "doing",
        "Will they come back?",
    ]
    assert full.loc[cycle.id, "started_on"].date() == date(2025, 1, 23)


def test_a_cycle_of_another_network_is_not_there(prototypes, together, scope):
    cycle = prototypes.plan_cycle(together, "Will they come back?")
    other = type(prototypes)(Scope(scope.store, "U99002", "GP", scope.clock))
    with pytest.raises(NotFound):
        other.change_cycle(cycle, seen="?")
    assert len(other.cycles()) == 0
