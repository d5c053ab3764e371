"""The days that are marked on a measure's chart."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from workbench.errors import NotFound
from workbench.measures.marks import Mark

METHOD = "what? so what? now what?"
START = date(2025, 1, 23)


@pytest.fixture
def missed(at_work):
    measure = at_work.measures.define("Missed")
    at_work.measures.observe(measure, [(START - timedelta(weeks=n), 4) for n in range(4)])
    return measure


def test_prototypes_cycles_sessions_named_days_and_rebases_are_marked_by_day(at_work, missed):
    at_work.map.waves.name("before", START)
    at_work.measures.rebase(missed, START - timedelta(weeks=1), reason="New form.", decided_by="GP")
    row = at_work.prototypes.start("One", stage="testing", measured_by={missed.id: "decrease"})
    cycle = at_work.prototypes.plan_cycle(row, "Will they?", started_on=START + timedelta(days=1))
    at_work.prototypes.plan_cycle(row, "Planned?")
    at_work.prototypes.start("Two", stage="testing")
    at_work.later(days=10)
    at_work.sessions.begin("Halfway", method=METHOD)
    at_work.prototypes.finish_cycle(cycle, seen="Yes.", compared="as predicted", decision="adopt")
    at_work.prototypes.set_stage(row, "adopted", reason="It works.")
    at_work.prototypes.plan_cycle(row, "Later?", started_on=START + timedelta(days=90))

    assert at_work.thread.marks(missed) == [
        Mark(START - timedelta(weeks=1), "New form.", "rebase"),
        Mark(START, "#1 starts", "prototype"),
        Mark(START, "before", "gate"),
        Mark(START + timedelta(days=1), "#1 test 1", "test cycle"),
        Mark(START + timedelta(days=10), "#1 adopted", "prototype"),
        Mark(START + timedelta(days=10), "Halfway", "session"),
    ]


def test_the_day_of_a_decision_is_not_called_that_on_which_it_began_to_spread(at_work, missed):
    row = at_work.prototypes.start("One", stage="testing", measured_by={missed.id: "decrease"})
    at_work.later(days=5)
    at_work.prototypes.set_stage(row, "adapted", reason="By telephone.")
    at_work.later(days=5)
    at_work.prototypes.set_stage(row, "spreading", reason="Saltreach asked.")
    assert [(mark.on, mark.label) for mark in at_work.thread.marks(missed)] == [
        (START, "#1 starts"),
        (START + timedelta(days=5), "#1 decided"),
    ]


def test_one_prototype_alone_is_marked_when_it_is_asked_for(at_work, missed):
    at_work.prototypes.start("One", stage="testing", measured_by={missed.id: "decrease"})
    two = at_work.prototypes.start("Two", stage="testing")
    assert [mark.label for mark in at_work.thread.marks(missed, prototype=two)] == ["#2 starts"]


def test_a_measure_that_is_not_there_has_no_marks_to_give(at_work, missed):
    row = at_work.prototypes.start("One")
    for asked in ({"measure": "nothing"}, {"measure": row}, {"measure": missed, "prototype": missed}):
        with pytest.raises(NotFound):
            at_work.thread.marks(**asked)
    assert at_work.thread.marks(missed, prototype=row) == []
