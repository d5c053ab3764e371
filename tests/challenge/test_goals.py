"""Ambitious goals: a sentence that reads, whatever is missing, and never a pass or a fail."""

from __future__ import annotations

from datetime import date

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from workbench.challenge.goals import sentence
from workbench.errors import BadInput, Conflict
from workbench.measures.verbs import Measures

FULL = {
    "verb": "cut",
    "measure": "unplanned admissions",
    "population": "people on the frailty index",
    "numerator": 120,
    "denominator": 400,
    "ambition": "by 60 %",
    "by": date(2026, 6, 9),
}
START = "Cut unplanned admissions"


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (FULL, f"{START} of people on the frailty index by 60 % by 9 June 2026, from 120 of 400"),
        ({**FULL, "denominator": None}, f"{START} of people on the frailty index by 60 % by 9 June 2026, from 120"),
        ({"verb": "Cut", "measure": "unplanned admissions"}, START),
        ({"verb": "cut", "measure": "unplanned admissions", "by": date(2026, 6, 9)}, f"{START} by 9 June 2026"),
        ({"verb": "cut", "measure": "unplanned admissions", "ambition": "by 60 %."}, f"{START} by 60 %"),
        (
            {"verb": "cut", "measure": "waits", "ambition": "to 3 days", "numerator": 9.5},
            "Cut waits to 3 days, from 9.5",
        ),
        ({"verb": "raise", "measure": "walks", "ambition": "75 %"}, "Raise walks, 75 %"),
        (
            {"verb": "raise", "measure": "walks", "ambition": "75 %", "by": date(2026, 6, 9), "numerator": 1200},
            "Raise walks, 75 %, by 9 June 2026, from 1,200",
        ),
        (
            {"verb": "hold", "measure": "a conversation", "population": "with everybody on the register"},
            "Hold a conversation with everybody on the register",
        ),
        ({"verb": "cut", "measure": "waits", "numerator": 0, "denominator": 12}, "Cut waits, from 0 of 12"),
    ],
)
def test_a_goal_is_one_sentence_and_what_is_missing_is_left_out(parts, said):
    assert sentence(**parts) == said


words = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=8)


@settings(max_examples=60)
@given(
    st.fixed_dictionaries(
        {"verb": words, "measure": words},
        optional={
            "population": words,
            "ambition": words,
            "by": st.dates(date(2000, 1, 1), date(2100, 1, 1)),
            "numerator": st.integers(0, 10**6),
        },
    )
)
def test_every_word_of_a_goal_is_kept_and_nothing_is_joined_twice(parts):
    said = sentence(**parts)
    for name in ("measure", "population", "ambition"):
        assert parts.get(name, "") in said
    assert said.startswith(parts["verb"][:1].upper() + parts["verb"][1:])
    assert not {"  ", ",,", " ,"} & {said[at : at + 2] for at in range(len(said))}
    assert said[-1] not in " ,."


def test_a_goal_is_told_with_its_parts_its_baseline_and_its_measure_and_with_no_verdict(challenges, together, scope):
    admissions = Measures(scope).define("Admissions", unit="people", direction="decrease")
    row = challenges.set_goal(together, **FULL, measured_by=admissions)
    assert challenges.told(together)["goals"] == [
        {
            "id": row.id,
            "sentence": f"{START} of people on the frailty index by 60 % by 9 June 2026, from 120 of 400",
            "verb": "cut",
            "measure": "unplanned admissions",
            "population": "people on the frailty index",
            "numerator": 120.0,
            "denominator": 400.0,
            "baseline": 30.0,
            "ambition": "by 60 %",
            "by": "2026-06-09",
            "measured_by": {"id": admissions.id, "kind": "measure", "title": "Admissions", "live": True},
            "version": 1,
        }
    ]


def test_the_sentence_follows_what_is_changed(challenges, together, scope):
    one, other = Measures(scope).define("One"), Measures(scope).define("Other")
    row = challenges.set_goal(together, verb="cut", measure="waits", measured_by=one)
    challenges.change_goal(row, version=1, ambition="to 3 days", by="2025-06-09", measured_by=other)
    [told] = challenges.told(together)["goals"]
    assert (told["sentence"], told["measured_by"]["title"]) == ("Cut waits to 3 days by 9 June 2025", "Other")
    challenges.change_goal(row, by=None, measured_by=None)
    [told] = challenges.told(together)["goals"]
    assert (told["sentence"], told["by"], told["measured_by"]) == ("Cut waits to 3 days", None, None)
    with pytest.raises(Conflict):
        challenges.change_goal(row, version=1, verb="end")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"verb": ""}, "The verb of the goal is empty"),
        ({"measure": " "}, "What is to change is empty"),
        ({"denominator": 400}, "Say how many of the 400 it is at the start, or leave both out"),
        ({"numerator": 3, "denominator": 0}, "Nothing can be counted out of 0"),
        ({"numerator": 150, "denominator": 120}, "It cannot start at 150 out of 120, which is more than all of them"),
        ({"numerator": "12%"}, "The number at the start has to be a number from 0 on, not ‘12%’"),
        ({"numerator": -1}, "The number at the start has to be a number from 0 on, not ‘-1’"),
        ({"numerator": float("nan")}, "has to be a number from 0 on, not ‘nan’"),
        ({"denominator": "many", "numerator": 1}, "has to be a number from 0 on, not ‘many’"),
        ({"by": "soon"}, "has to be a date"),
    ],
)
def test_nothing_is_kept_of_a_goal_that_cannot_be_said(challenges, together, wrong, says):
    with pytest.raises(BadInput, match=says):
        challenges.set_goal(together, **{"verb": "cut", "measure": "waits", **wrong})
    assert challenges.told(together)["goals"] == []


def test_a_goal_is_measured_by_a_measure(challenges, together):
    with pytest.raises(BadInput, match="is a challenge, not a measure"):
        challenges.set_goal(together, verb="cut", measure="waits", measured_by=together)
