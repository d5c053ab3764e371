"""Which day of a challenge it is, and where a team stands between its gates."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

import workbench.challenge
from workbench.challenge.days import GATE_STATES, falls_on, gate_name, months_later, standing
from workbench.challenge.vocabulary import GATES
from workbench.errors import BadInput

LAUNCH = date(2025, 1, 23)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def stands(number: int, **held: int):
    """Where a team stands on a day of its challenge that held gates on days (`day_25=27`)."""
    done = {int(gate.removeprefix("day_")): falls_on(LAUNCH, day) for gate, day in held.items()}
    return standing(LAUNCH, done, falls_on(LAUNCH, number))


def states(number: int, **held: int):
    return [gate["state"] for gate in stands(number, **held)["gates"]]


def test_day_1_is_the_day_after_the_launch_and_weekends_count():
    assert workbench.challenge.day(LAUNCH, date(2025, 1, 24)) == 1
    assert workbench.challenge.day(LAUNCH, date(2025, 1, 27)) == 4  # the Monday
    assert workbench.challenge.day(LAUNCH, date(2025, 5, 3)) == 100
    assert workbench.challenge.day(LAUNCH, LAUNCH) == 0
    assert workbench.challenge.day(LAUNCH, date(2025, 1, 20)) == -3
    assert workbench.challenge.day(LAUNCH, date(2025, 5, 4)) == 101


def test_days_may_be_given_as_moments_and_as_text_and_nothing_else():
    assert workbench.challenge.day("2025-01-23", datetime(2025, 1, 24, 23, 59, tzinfo=UTC)) == 1  # type: ignore[arg-type]
    for wrong in ("tomorrow", None, 5):
        with pytest.raises(BadInput, match=r"^The day has to be a date such as 2025-03-01"):
            workbench.challenge.day(LAUNCH, wrong)  # type: ignore[arg-type]


@given(launch=days, more=st.integers(-400, 400))
def test_every_next_day_counts_one_more_and_falls_on_the_day_that_it_counts(launch, more):
    on = launch + timedelta(days=more)
    assert workbench.challenge.day(launch, on) == more
    assert workbench.challenge.day(launch, on + timedelta(days=1)) == more + 1
    assert falls_on(launch, more) == on


def test_a_team_is_told_its_day_its_next_gate_and_how_many_days_it_has_to_it():
    told = stands(43, day_25=26)
    assert (told["on"], told["day"], told["over"]) == ("2025-03-07", 43, False)
    assert told["next_gate"] == {
        "day": 50,
        "name": "day-50 check-in",
        "planned_on": "2025-03-14",
        "held_on": None,
        "days_to": 7,
        "state": "to come",
    }
    assert told["says"] == "Day 43 of 100. The day-50 check-in is in 7 days, on 14 March 2025."
    assert told["gates"][0]["held_on"] == "2025-02-18"
    assert [gate_name(gate) for gate in GATES][2:] == ["day-75 check-in", "day-100 review"]


@pytest.mark.parametrize(
    ("number", "held", "says"),
    [
        (-12, {}, "It begins on 23 January 2025, in 12 days."),
        (0, {}, "Launched today. The day-25 check-in is in 25 days, on 17 February 2025."),
        (24, {}, "Day 24 of 100. The day-25 check-in is in 1 day, on 17 February 2025."),
        (25, {}, "Day 25 of 100. The day-25 check-in is today."),
        (27, {}, "Day 27 of 100. The day-25 check-in was due on 17 February 2025, 2 days ago."),
        (104, {"day_75": 75}, "Day 104. The day-100 review was due on 3 May 2025, 4 days ago."),
        (104, {"day_100": 98}, "Day 104. Every gate is behind the team."),
    ],
)
def test_where_a_team_stands_is_said_in_a_sentence(number, held, says):
    assert stands(number, **held)["says"] == says


def test_a_gate_that_was_not_held_is_late_until_the_day_of_the_next_and_then_passed_over():
    assert states(25) == ["today", "to come", "to come", "to come"]
    assert states(26) == ["late", "to come", "to come", "to come"]
    assert states(49) == ["late", "to come", "to come", "to come"]
    assert states(50) == ["passed over", "today", "to come", "to come"]
    assert states(140) == ["passed over", "passed over", "passed over", "late"]
    assert stands(140)["next_gate"]["day"] == 100


def test_a_gate_is_passed_over_once_a_later_one_was_held():
    assert states(47, day_50=46) == ["passed over", "held", "to come", "to come"]
    assert stands(47, day_50=46)["next_gate"]["day"] == 75


def test_what_was_held_later_was_not_held_yet_on_an_earlier_day():
    assert states(30, day_25=33) == ["late", "to come", "to come", "to come"]


held_gates = st.dictionaries(st.sampled_from(GATES), st.integers(0, 150), max_size=4)


@settings(max_examples=60)
@given(held=held_gates, number=st.integers(-30, 160))
def test_gates_follow_one_another_and_the_next_is_the_first_that_is_still_to_be_held(held, number):
    done = {gate: falls_on(LAUNCH, day) for gate, day in held.items()}
    told = standing(LAUNCH, done, falls_on(LAUNCH, number))
    order = [gate["state"] for gate in told["gates"]]
    assert set(order) <= set(GATE_STATES)
    waiting = [gate for gate in told["gates"] if gate["state"] in ("late", "today", "to come")]
    assert told["next_gate"] == (waiting[0] if waiting else None)
    # What is behind the team is behind it: nothing before a gate that was held is still to come.
    behind = [state in ("held", "passed over") for state in order]
    assert behind == sorted(behind, reverse=True)
    assert order.count("late") + order.count("today") <= 1
    assert told["gates"][-1]["state"] != "passed over"
    assert [gate["days_to"] for gate in told["gates"]] == [gate - number for gate in GATES]


def test_months_later_is_the_same_day_of_the_month_or_its_last():
    assert months_later(date(2025, 5, 1), 6) == date(2025, 11, 1)
    assert months_later(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert months_later(date(2023, 8, 30), 6) == date(2024, 2, 29)
    assert months_later(date(2025, 10, 31), 1) == date(2025, 11, 30)
    assert months_later(date(2025, 6, 15), 6) == date(2025, 12, 15)
