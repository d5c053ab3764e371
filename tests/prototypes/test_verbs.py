"""Naming prototypes, moving them on, and saying what they are tied to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from workbench.errors import BadInput, Conflict, NotFound
from workbench.prototypes.models import Prototype
from workbench.sensemaking.verbs import Sessions
from workbench.store import Scope

TODAY = date(2025, 1, 23)


def undo(scope):
    return scope.store.undo(network=scope.network, who=scope.who, area="prototypes", at=scope.clock())


def redo(scope):
    return scope.store.redo(network=scope.network, who=scope.who, area="prototypes", at=scope.clock())


def test_a_prototype_is_started_with_all_that_it_is_tied_to(prototypes, scope, handover, visits):
    session = Sessions(scope).begin("Launch", method="what? so what? now what?")

    row = prototypes.start(
        "  Warm   handover ",
        hypothesis="If we go along, then more will stay.",
        owner="link worker",
        came_from=[session],
        to_change={handover.id: "strengthen"},
        measured_by={visits.id: "decrease"},
    )

    assert prototypes.listed() == [
        {
            "id": row.id,
            "number": 1,
            "title": "Warm handover",
            "hypothesis": "If we go along, then more will stay.",
            "owner": "link worker",
            "stage": "idea",
            "reason": "",
            "started_on": None,
            "ended_on": None,
            "set": None,
            "named_on": "2025-01-23",
            "version": 1,
            "principle": "",
            "people": "",
            "themes": [],
            "rule": "",
            "rule_by": "",
            "rule_until": None,
            "rule_over": False,
            "began_earlier": None,
            "relationships": [{"connection": handover.id, "how": "strengthen", "note": "", "due": None}],
            "measures": [{"measure": visits.id, "direction": "decrease", "due": None}],
            "came_from": [session.id],
            "cycles": [],
            "progress": [],
        }
    ]
    assert prototypes.told(row) == prototypes.listed()[0]


def test_one_undo_takes_a_prototype_back_with_its_ties_and_redo_brings_all_again(prototypes, scope, handover, visits):
    prototypes.start("Warm handover", to_change={handover.id: "form"}, measured_by={visits.id: "increase"})
    before = prototypes.listed()

    assert undo(scope).action == "took back: kept the idea of prototype 1, Warm handover"
    assert prototypes.listed() == []
    redo(scope)

    assert [{**plain, "version": 1} for plain in prototypes.listed()] == before


def test_numbers_count_up_within_a_network_and_are_never_given_twice(prototypes, scope):
    first = prototypes.start("One")
    prototypes.remove(first)
    other = type(prototypes)(Scope(scope.store, "U99002", "GP", scope.clock))

    assert prototypes.start("Two").number == 2
    assert other.start("Elsewhere").number == 1


def test_nothing_is_kept_of_a_start_that_names_something_that_is_not_there(prototypes, handover):
    with pytest.raises(NotFound):
        prototypes.start("Warm handover", to_change={handover.id: "form", "no-such-id": "form"})

    assert prototypes.listed() == []


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": " "}, "The title is empty"),
        ({"stage": "trying"}, "‘trying’ is not a stage"),
        ({"stage": "abandoned"}, "Say why it is abandoned"),
        ({"stage": "testing", "started_on": "soon"}, "has to be a date"),
    ],
)
def test_what_cannot_be_started_says_why(prototypes, wrong, says):
    with pytest.raises(BadInput, match=says):
        prototypes.start(**{"title": "Warm handover", **wrong})


def stands(row: Prototype) -> tuple:
    return row.stage, row.started_on, row.ended_on, row.reason


def test_testing_sets_the_first_day_and_a_decision_the_last_with_its_reason(prototypes, clock):
    row = prototypes.start("Warm handover")
    assert stands(prototypes.set_stage(row, "testing")) == ("testing", TODAY, None, "")

    clock.now += timedelta(days=40)
    adapted = prototypes.set_stage(row, "adapted", reason="By telephone from now on.", on="2025-02-20")
    assert stands(adapted) == ("adapted", TODAY, date(2025, 2, 20), "By telephone from now on.")

    assert stands(prototypes.set_stage(row, "testing")) == ("testing", TODAY, None, "")
    assert stands(prototypes.set_stage(row, "idea")) == ("idea", None, None, "")


@pytest.mark.parametrize("stage", ["adopted", "adapted", "abandoned"])
def test_a_decision_without_a_reason_is_refused(prototypes, stage):
    row = prototypes.start("Warm handover", stage="testing")
    with pytest.raises(BadInput, match=f"Say why it is {stage}: the reason is what others learn from"):
        prototypes.set_stage(row, stage, reason="  ")
    assert prototypes.told(row)["stage"] == "testing"


def test_it_cannot_end_before_it_started(prototypes):
    row = prototypes.start("Warm handover", stage="testing")
    with pytest.raises(BadInput, match="It started on 23 January 2025, so it cannot have ended on 1 January 2025"):
        prototypes.set_stage(row, "abandoned", reason="No time.", on="2025-01-01")
    with pytest.raises(BadInput, match="cannot have ended"):
        prototypes.change(row, ended_on="2025-01-01")


def test_it_cannot_have_ended_on_a_day_to_come(prototypes):
    row = prototypes.start("Warm handover", stage="testing")
    for wrong in (
        lambda: prototypes.set_stage(row, "adopted", reason="It holds.", on="2025-01-24"),
        lambda: prototypes.change(row, ended_on="2025-01-24"),
    ):
        with pytest.raises(BadInput, match="24 January 2025 is yet to come, so it cannot have ended then"):
            wrong()
    assert stands(prototypes.set_stage(row, "testing")) == ("testing", TODAY, None, "")


def test_a_stale_change_is_shown_with_both_sides_and_overwrites_nothing(prototypes):
    row = prototypes.start("Warm handover", owner="link worker")
    prototypes.change(row, version=1, owner="practice manager")

    with pytest.raises(Conflict) as conflict:
        prototypes.change(row, version=1, owner="GP")

    assert (conflict.value.mine, conflict.value.theirs) == ({"owner": "GP"}, {"owner": "practice manager"})
    assert prototypes.told(row)["owner"] == "practice manager"


def test_a_field_that_a_prototype_does_not_have_is_refused_with_the_nearest(prototypes):
    row = prototypes.start("Warm handover")
    with pytest.raises(BadInput, match=r"has no ‘hypotesis’ to change\. Did you mean ‘hypothesis’"):
        prototypes.change(row, hypotesis="If")


def test_saying_again_how_a_relationship_should_change_changes_what_was_said(prototypes, handover):
    row = prototypes.start("Warm handover")
    prototypes.means_to_change(row, handover, "form")
    prototypes.means_to_change(row, handover, "strengthen", note="both ways", due="2025-05-03")

    assert prototypes.told(row)["relationships"] == [
        {"connection": handover.id, "how": "strengthen", "note": "both ways", "due": "2025-05-03"}
    ]
    prototypes.no_longer_means_to_change(row, handover)
    assert prototypes.told(row)["relationships"] == []


def test_a_measure_can_be_named_and_taken_back(prototypes, visits):
    row = prototypes.start("Warm handover")
    prototypes.should_move(row, visits, "decrease", due=date(2025, 5, 3))
    assert prototypes.told(row)["measures"] == [{"measure": visits.id, "direction": "decrease", "due": "2025-05-03"}]
    prototypes.no_longer_should_move(row, visits)
    assert prototypes.told(row)["measures"] == []


def test_a_measure_is_no_relationship_and_a_relationship_no_measure(prototypes, handover, visits):
    row = prototypes.start("Warm handover")
    with pytest.raises(BadInput, match="is a measure, not a relationship"):
        prototypes.means_to_change(row, visits, "form")
    with pytest.raises(BadInput, match="is a relationship, not a measure"):
        prototypes.should_move(row, handover, "increase")
    with pytest.raises(BadInput, match="‘improve’ is not a way to change a relationship"):
        prototypes.means_to_change(row, handover, "improve")


def test_a_prototype_can_come_from_another_but_not_from_itself(prototypes):
    first, second = prototypes.start("One"), prototypes.start("Two")
    prototypes.came_from(second, first)
    assert prototypes.told(second)["came_from"] == [first.id]
    with pytest.raises(BadInput, match="cannot come from itself"):
        prototypes.came_from(first, first)
    prototypes.no_longer_came_from(second, first)
    assert prototypes.told(second)["came_from"] == []


@pytest.mark.parametrize("given", [1.0, float("nan"), None, ["there", None]])
def test_an_origin_or_a_measure_that_is_none_is_refused_in_words_and_keeps_nothing(prototypes, given):
    with pytest.raises(BadInput, match="What it points to has to be given as itself"):
        prototypes.start("Lunch", came_from=given)
    with pytest.raises(BadInput, match="What it points to has to be given as itself"):
        prototypes.drivers.aim("Fewer falls", measured_by=given)
    assert (prototypes.listed(), prototypes.drivers.listed()) == ([], [])


def test_one_origin_may_be_given_by_itself(prototypes):
    first = prototypes.start("First")
    assert prototypes.told(prototypes.start("Second", came_from=first))["came_from"] == [first.id]
    assert prototypes.told(prototypes.start("Third", came_from=first.id))["came_from"] == [first.id]


def test_removing_a_prototype_ends_its_ties_and_undo_brings_them_back(prototypes, scope, handover, clock):
    row = prototypes.start("Warm handover", to_change={handover.id: "form"})
    clock.now += timedelta(days=3)
    prototypes.remove(row)
    assert prototypes.listed() == []
    with pytest.raises(NotFound):
        prototypes.told(row)

    undo(scope)
    assert [tie["connection"] for tie in prototypes.told(row)["relationships"]] == [handover.id]


def test_what_a_prototype_goes_by_and_which_rule_is_suspended_for_it_is_kept_and_changed(prototypes):
    row = prototypes.start(
        "Ring ahead",
        principle="Whoever knows first tells the next.",
        rule="Nothing is said before the letter.",
        rule_by="discharge hub manager",
        rule_until="2025-01-31",
        people="People who go home from hospital",
    )
    names = ("principle", "rule", "rule_by", "rule_until", "people", "rule_over")
    assert [prototypes.told(row)[name] for name in names] == [
        "Whoever knows first tells the next.",
        "Nothing is said before the letter.",
        "discharge hub manager",
        "2025-01-31",
        "People who go home from hospital",
        False,
    ]
    prototypes.change(row, rule="", rule_by="", rule_until="")
    assert [prototypes.told(row)[name] for name in names[1:4]] == ["", "", None]


def test_a_rule_that_was_suspended_until_a_day_that_has_passed_is_said(prototypes, clock):
    row = prototypes.start("Ring ahead", rule="Nothing is said before the letter.", rule_until="2025-01-31")
    clock.now += timedelta(days=8)
    assert prototypes.told(row)["rule_over"] is False
    clock.now += timedelta(days=1)
    assert prototypes.told(row)["rule_over"] is True


def test_an_adapted_one_may_start_again_and_an_adopted_one_may_spread(prototypes, clock):
    row = prototypes.start("Warm handover", stage="testing")
    prototypes.set_stage(row, "adapted", reason="By telephone from now on.")
    clock.now += timedelta(days=10)
    assert stands(prototypes.set_stage(row, "testing", reason="The new way.")) == (
        "testing",
        TODAY,
        None,
        "The new way.",
    )
    prototypes.set_stage(row, "adopted", reason="It holds.")
    spreading = prototypes.set_stage(row, "spreading", reason="Saltreach has asked for it.")
    assert stands(spreading) == ("spreading", TODAY, date(2025, 2, 2), "Saltreach has asked for it.")


@pytest.mark.parametrize(("stage", "started"), [("adopted", TODAY), ("adapted", TODAY), ("abandoned", None)])
def test_an_idea_that_is_taken_up_at_once_starts_on_that_day_and_one_that_is_dropped_never_did(
    prototypes, stage, started
):
    row = prototypes.set_stage(prototypes.start("Warm handover"), stage, reason="We said so.")
    assert stands(row) == (stage, started, TODAY, "We said so.")


def test_one_that_is_told_when_it_is_decided_keeps_the_day_it_started(prototypes):
    told = {"stage": "adopted", "reason": "It holds."}
    row = prototypes.start("Warm handover", started_on="2025-01-02", **told)
    assert stands(row) == ("adopted", date(2025, 1, 2), TODAY, "It holds.")
    with pytest.raises(BadInput, match="It started on 1 February 2025, so it cannot have ended on 23 January 2025"):
        prototypes.start("Tea", started_on="2025-02-01", **told)


def test_a_prototype_says_in_one_line_whose_it_is(prototypes):
    assert repr(prototypes) == "<Prototypes of U99001: 0 prototypes, 0 test cycles>"


def test_the_table_has_its_columns_even_without_rows(prototypes, handover):
    empty = prototypes.table()
    row = prototypes.start("Warm handover", stage="testing", to_change={handover.id: "form"})
    full = prototypes.table()

    assert list(empty.columns) == list(full.columns)
    assert len(empty) == 0
    assert full.loc[row.id, ["number", "stage", "relationships", "measures"]].tolist() == [1, "testing", 1, 0]
