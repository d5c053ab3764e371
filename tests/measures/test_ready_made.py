"""Measures that are ready to be taken."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from workbench.errors import BadInput, NotFound
from workbench.measures.ambition import ambition_in_words
from workbench.measures.fields import measure_fields
from workbench.measures.ready_made import FILE, GROUPS, READY_MADE
from workbench.measures.verbs import Measures

every = pytest.mark.parametrize("one", READY_MADE, ids=lambda one: one.key)


@pytest.fixture
def measures(scope) -> Measures:
    return Measures(scope)


def test_there_are_three_for_each_of_the_four_groups_in_their_order():
    assert Counter(one.group for one in READY_MADE) == dict.fromkeys(GROUPS, 3)
    assert [one.group for one in READY_MADE] == [group for group in GROUPS for _ in range(3)]
    assert [one.key for one in READY_MADE] == list(tomllib.loads(FILE.read_text(encoding="utf-8")))
    assert len({one.title for one in READY_MADE}) == len(READY_MADE)


@every
def test_each_can_stand_in_the_dictionary_as_it_is(one):
    assert measure_fields(one.fields()) == one.fields()


@every
def test_each_is_told_in_full(one):
    assert all((one.definition, one.numerator, one.denominator, one.unit, one.frequency, one.source))
    assert one.data in ("people out of people", "events out of a number")
    assert one.per == (100 if one.unit.startswith("%") else 1000)
    assert one.key.startswith(one.group.replace(" ", "-"))


@every
def test_each_says_who_is_in_its_denominator_who_is_left_out_and_what_makes_it_drift(one):
    assert one.why_this_denominator.startswith("In it ")
    assert "Left out " in one.why_this_denominator
    assert "drifts" in one.why_this_denominator
    assert "!" not in one.why_this_denominator + one.definition


def test_taking_one_defines_it_and_remembers_where_it_came_from(measures):
    said = {"owner": "care coordinator", "ambition": 75, "ambition_by": "2025-05-03"}
    taken = measures.take("frailty-seen-after-hospital", **said)

    told = measures.told(taken)
    [one] = [one for one in READY_MADE if one.key == "frailty-seen-after-hospital"]
    assert {name: told[name] for name in one.fields()} == one.fields()
    assert (told["ready_made"], told["owner"], told["ambition"]) == (one.key, "care coordinator", 75.0)
    assert ambition_in_words(told) == (
        "Raise seen at home in the first week after hospital to 75 % a month for people living with frailty who come "
        "home from hospital by 3 May 2025"
    )


def test_a_title_of_ones_own_is_kept_and_a_field_that_is_none_is_refused(measures):
    assert measures.told(measures.take("personalised-care-plans", title="Our plans"))["title"] == "Our plans"
    with pytest.raises(BadInput, match=r"A measure has no ‘titel’\. Did you mean ‘title’"):
        measures.take("personalised-care-plans", titel="Our plans")
    assert len(measures.listed()) == 1


def test_a_key_that_is_none_is_answered_with_the_nearest(measures):
    with pytest.raises(NotFound, match=r"There is no ready-made measure ‘frailty-falls’\. "):
        measures.take("frailty-falls")
    with pytest.raises(NotFound, match="Did you mean ‘personalised-care-plans’"):
        measures.take("personalised-care-plan")
    assert measures.listed() == []
