"""How far a prototype has come: the scale, and what a set says on it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.prototypes.test_verbs import undo
from workbench.errors import BadInput
from workbench.prototypes.progress import SCALE


@pytest.fixture
def together(prototypes):
    return prototypes.start("Go together", stage="testing")


def test_the_scale_has_ten_half_steps_each_with_a_name_of_its_own_and_a_meaning():
    assert list(SCALE) == [half / 2 for half in range(1, 11)]
    assert len({step.name for step in SCALE.values()}) == len({step.meaning for step in SCALE.values()}) == 10
    assert all(step.meaning.endswith(".") and not step.name.endswith(".") for step in SCALE.values())


def test_how_far_it_has_come_is_told_with_the_words_of_its_step(prototypes, together):
    first = prototypes.assess(together, 2, why="The calls have begun.", on="2025-01-20")
    second = prototypes.assess(together, 3.0)

    assert prototypes.told(together)["progress"] == [
        {
            "id": first.id,
            "score": 2.0,
            "name": SCALE[2.0].name,
            "meaning": SCALE[2.0].meaning,
            "why": "The calls have begun.",
            "assessed_on": "2025-01-20",
            "version": 1,
        },
        {
            "id": second.id,
            "score": 3.0,
            "name": SCALE[3.0].name,
            "meaning": SCALE[3.0].meaning,
            "why": SCALE[3.0].name,
            "assessed_on": "2025-01-23",
            "version": 1,
        },
    ]
    assert prototypes.table().loc[together.id, "score"] == 3.0


@pytest.mark.parametrize("score", [0, 0.25, 5.5, True, "3", float("nan")])
def test_only_the_half_steps_of_the_scale_are_taken(prototypes, together, score):
    with pytest.raises(BadInput, match=r"half steps from 0\.5 to 5"):
        prototypes.assess(together, score)
    assert prototypes.told(together)["progress"] == []


@pytest.mark.parametrize("score", [None, ""])
def test_it_is_asked_for_a_step_where_none_was_chosen(prototypes, together, score):
    with pytest.raises(BadInput, match=r"^Choose how far it has come\.$"):
        prototypes.assess(together, score)


def test_a_day_to_come_is_refused_and_an_earlier_one_comes_first(prototypes, together, clock):
    with pytest.raises(BadInput, match="24 January 2025 is yet to come"):
        prototypes.assess(together, 3, on="2025-01-24")
    prototypes.assess(together, 3)
    clock.now += timedelta(days=9)
    prototypes.assess(together, 1, on="2025-01-02")
    assert [each["score"] for each in prototypes.told(together)["progress"]] == [1.0, 3.0]


def test_a_word_on_how_far_it_has_come_is_taken_back(prototypes, together, scope):
    progress = prototypes.assess(together, 4)
    prototypes.remove_assessment(progress)
    assert prototypes.told(together)["progress"] == []
    assert undo(scope).action == "took back: removed the word that prototype 1, Go together is at 4"
    undo(scope)
    assert len(prototypes.assessments()) == 0


def test_the_table_of_progress_has_its_columns_even_without_rows(prototypes, together):
    empty = prototypes.assessments()
    progress = prototypes.assess(together, 4, why="Half of the way.")
    full = prototypes.assessments()
    assert list(empty.columns) == list(full.columns)
    assert (empty.dtypes["score"], empty.dtypes["assessed_on"].kind) == (full.dtypes["score"], "M")
    assert full.loc[progress.id, ["prototype_number", "score", "why"]].tolist() == [1, 4.0, "Half of the way."]
