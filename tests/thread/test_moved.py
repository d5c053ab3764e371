"""The answer as tables, through the workspace as an analyst asks for it, and what changed beside it."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from workbench.errors import NotFound
from workbench.thread import did_it_move

START = date(2025, 1, 23)
USUAL = [40, 44, 41, 43, 39, 45, 42, 40, 44, 41, 43, 42, 41, 44]


@pytest.fixture
def missed(at_work):
    measure = at_work.measures.define("Missed", unit="%", direction="decrease", baseline=42, ambition=30)
    at_work.measures.observe(measure, [(START - timedelta(weeks=14 - n), v) for n, v in enumerate(USUAL)])
    return measure


def see(at_work, measure, values, *, first=1):
    """Values for the weeks after the start, as these go by."""
    at_work.later(weeks=len(values))
    at_work.measures.observe(measure, [(START + timedelta(weeks=first + n), v) for n, v in enumerate(values)])


def test_a_network_answers_for_a_prototype_with_tables_and_a_sentence(network):
    network.map.add_element("Link worker", kind="person in role")
    network.map.add_element("Kitchen", kind="community group")
    tie = network.map.connect("Link worker", "Kitchen", kind="refers to", strength=2, said_by="GP")
    row = network.prototypes.start("Warm handover", stage="testing", to_change={tie.id: "strengthen"})
    movement = did_it_move(network, row)

    assert movement == network.thread.did_it_move(row.id)
    assert movement.sentence == "The relationship has not moved yet. No measure named yet."
    assert movement.relationships.loc[tie.id].drop(["due", "due_passed", "last_on"]).to_dict() == {
        "label": "Link worker → Kitchen",
        "kind": "refers to",
        "how": "strengthen",
        "then": 2,
        "now": 2,
        "verdict": "unchanged",
        "outcome": "not yet",
        "steps": 0,
        "last_said_by": "",
    }
    assert repr(movement) == "<Movement: The relationship has not moved yet. No measure named yet.>"
    with pytest.raises(NotFound):
        did_it_move(network, "nothing")


def test_the_tables_have_the_same_columns_and_types_without_rows(at_work, tie, missed):
    bare = at_work.thread.did_it_move(at_work.prototypes.start("Bare"))
    row = at_work.prototypes.start(
        "Full", stage="testing", to_change={tie.id: "strengthen"}, measured_by={missed.id: "decrease"}
    )
    full = at_work.thread.did_it_move(row)
    for name in ("relationships", "measures"):
        empty, filled = getattr(bare, name), getattr(full, name)
        assert (len(empty), len(filled)) == (0, 1)
        pd.testing.assert_series_equal(empty.dtypes, filled.dtypes)
        assert (empty.index.name, filled.index.name) == (name[:-1].replace("relationship", "connection"),) * 2


def test_the_table_of_measures_says_by_which_rule_since_when_and_how_far(at_work, missed):
    row = at_work.prototypes.start("Warm handover", stage="testing")
    at_work.prototypes.should_move(row, missed, "decrease", due="2025-03-01")
    see(at_work, missed, [36, 37] * 4)

    found = at_work.thread.did_it_move(row).measures.loc[missed.id]

    assert found[["outcome", "rule", "way", "points_before", "points_since", "rebases"]].tolist() == [
        "as expected",
        "shift",
        "decrease",
        14,
        8,
        0,
    ]
    days = {"first_on": START + timedelta(weeks=1), "shown_on": START + timedelta(weeks=7), "due": date(2025, 3, 1)}
    assert {name: found[name].date() for name in days} == days
    assert bool(found["due_passed"])
    assert not found["passed"]
    see(at_work, missed, USUAL, first=9)
    assert at_work.thread.did_it_move(row).measures.loc[missed.id, ["outcome", "passed"]].tolist() == [
        "as expected",
        True,
    ]
    assert found["of_the_way"] == pytest.approx((36.5 - 42) / (30 - 42))


def test_a_rebase_with_a_reason_changes_what_the_sentence_says(at_work, missed):
    row = at_work.prototypes.start("Warm handover", stage="testing", measured_by={missed.id: "decrease"})
    see(at_work, missed, [39, 40] * 4)
    assert at_work.thread.did_it_move(row).sentence == "The measure moved as expected."

    anew = START + timedelta(weeks=4)
    rebase = at_work.measures.rebase(missed, anew, reason="The clinic moved.", decided_by="practice manager")
    movement = at_work.thread.did_it_move(row)

    assert movement.sentence == "Too early: 5 points since the lines were drawn anew."
    assert movement.sentences[1] == (
        "‘Missed’ has 5 points since its lines were drawn anew from 20 February 2025 (The clinic moved); a run takes "
        "7, so it is too early to say."
    )
    assert [(each.kind, each.on, each.record) for each in movement.alongside] == [("rebase", anew, rebase.id)]
    at_work.measures.remove_rebase(rebase)
    assert at_work.thread.did_it_move(row).sentence == "The measure moved as expected."


def test_a_measure_that_was_removed_is_said_to_have_been(at_work, missed):
    row = at_work.prototypes.start("Warm handover", stage="testing", measured_by={missed.id: "decrease"})
    at_work.later(days=3)
    at_work.measures.remove(missed)
    movement = at_work.thread.did_it_move(row)
    assert movement.sentence == "The measure it named was removed."
    assert movement.sentences == ("‘Missed’, which it named, was removed on 26 January 2025.",)
    at_work.take_back()
    assert at_work.thread.did_it_move(row).removed == ()


def test_the_chart_of_a_measure_is_held_from_before_a_day(at_work, missed):
    see(at_work, missed, [36, 37] * 4)
    held = at_work.thread.chart(missed, since=START).points
    assert held["mean"].iloc[-1] == pytest.approx(sum(USUAL) / 14)
    assert at_work.thread.chart(missed).points["mean"].iloc[-1] == pytest.approx((sum(USUAL) + 8 * 36.5) / 22)


# --- what changed in the same time -----------------------------------------------------------------------


def test_what_else_changed_is_told_with_its_days(at_work, missed, tie):
    early = at_work.prototypes.start("Early", stage="testing")
    at_work.later(days=1)
    at_work.prototypes.set_stage(early, "abandoned", reason="No time.")
    at_work.later(days=1)
    row = at_work.prototypes.start("Warm handover", stage="testing", measured_by={missed.id: "decrease"})
    at_work.prototypes.start("An idea", measured_by={missed.id: "decrease"})
    at_work.later(days=1)
    at_work.measures.change(missed, definition="Counted by hand from now on.", owner="GP")
    at_work.measures.change(missed, title="Missed visits")
    at_work.later(days=1)
    shared = at_work.prototypes.start("Ring ahead", stage="testing", measured_by={missed.id: "decrease"})
    other = at_work.prototypes.start("Tea", stage="testing")

    found = at_work.thread.did_it_move(row).alongside

    assert [(each.kind, each.on, each.until, each.record, each.shared, each.words) for each in found] == [
        (
            "measure defined anew",
            date(2025, 1, 26),
            None,
            missed.id,
            True,
            "what ‘Missed visits’ counts was said anew (26 January 2025)",
        ),
        (
            "prototype",
            date(2025, 1, 27),
            None,
            shared.id,
            True,
            "prototype 4, Ring ahead, which names some of the same, was tried too (from 27 January 2025)",
        ),
        (
            "prototype",
            date(2025, 1, 27),
            None,
            other.id,
            False,
            "prototype 5, Tea, was tried too (from 27 January 2025)",
        ),
    ]


def test_what_ended_on_the_very_day_of_the_start_was_tried_in_the_same_time(at_work):
    early = at_work.prototypes.start("Early", stage="testing")
    at_work.later(days=2)
    at_work.prototypes.set_stage(early, "abandoned", reason="No time.")
    row = at_work.prototypes.start("Warm handover", stage="testing")
    assert [each.record for each in at_work.thread.did_it_move(row).alongside] == [early.id]


def test_a_prototype_that_began_after_the_last_point_explains_nothing(at_work, missed):
    row = at_work.prototypes.start("Warm handover", stage="testing", measured_by={missed.id: "decrease"})
    at_work.later(weeks=2)
    beside = at_work.prototypes.start("Ring ahead", stage="testing")
    see(at_work, missed, [36] * 9)
    at_work.later(weeks=2)
    at_work.prototypes.set_stage(row, "abandoned", reason="No time.")
    at_work.prototypes.start("Tea", stage="testing")

    movement = at_work.thread.did_it_move(row)

    assert [each.record for each in movement.alongside] == [beside.id]
    assert movement.sentences[-1] == (
        "In the same time: prototype 2, Ring ahead, was tried too (from 6 February 2025). So it may not be this alone."
    )


def test_a_definition_that_was_taken_back_changed_nothing(at_work, missed):
    row = at_work.prototypes.start("Warm handover", stage="testing", measured_by={missed.id: "decrease"})
    at_work.measures.change(missed, definition="Counted by hand from now on.")
    at_work.take_back()
    assert at_work.thread.did_it_move(row).alongside == ()


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("2024-01-01", []),
        ("2023-04-01", ["Harbour Practice left the network (1 April 2023)"]),
        ("2020-01-01", ["Harbour Practice left the network (1 April 2023)"]),
        (
            "2019-01-01",
            [
                "Harbour Practice joined the network (1 July 2019)",
                "Mill Lane Surgery joined the network (1 July 2019)",
                "Old Forge Practice joined the network (1 July 2019)",
                "Harbour Practice left the network (1 April 2023)",
            ],
        ),
    ],
)
def test_practices_that_joined_and_left_since_the_start_are_named(network, start, said):
    network.prefill_map()
    row = network.prototypes.start("Warm handover", stage="testing", started_on=start)
    assert [each.words for each in network.thread.did_it_move(row).alongside] == said


def test_what_has_not_started_has_nothing_beside_it(at_work, missed):
    at_work.prototypes.start("One", stage="testing", measured_by={missed.id: "decrease"})
    idea = at_work.prototypes.start("Two", measured_by={missed.id: "decrease"})
    assert at_work.thread.did_it_move(idea).alongside == ()
