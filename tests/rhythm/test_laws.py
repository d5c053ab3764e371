"""Laws of the log: no plan is lost on the way, numbers mean one thing for good, and undo restores each state."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import hypothesis.strategies as st
from hypothesis import given, settings

from tests.rhythm.steps import redo, undo
from workbench.errors import Conflict
from workbench.prototypes.verbs import Prototypes
from workbench.rhythm.log import Log
from workbench.store import Scope

NOW = datetime(2025, 1, 20, 12, tzinfo=UTC)
which = st.integers(0, 4)
steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["plan", "tick", "untick", "drop"]), which),
        st.tuples(st.just("a week goes by"), st.integers(1, 3)),
    ),
    min_size=3,
    max_size=14,
)


@settings(max_examples=15)
@given(steps)
def test_every_plan_is_in_each_week_from_its_own_until_it_is_ticked_or_dropped_and_in_no_other(fresh, taken):
    now = [NOW]
    log = Log(fresh(lambda: now[0]))
    plans, weeks = [], 0  # each plan: its id, the week it was made, of its tick, and in which it was dropped
    for kind, number in taken:
        there = [plan for plan in plans if plan["dropped"] is None]
        if kind == "a week goes by":
            now[0] += timedelta(weeks=number)
            weeks += number
        elif kind == "plan":
            row = log.plan(f"plan {len(plans)}")
            plans.append({"id": row.id, "made": weeks, "ticked": None, "dropped": None})
        elif there:
            plan = there[number % len(there)]
            if kind == "tick":
                log.tick(plan["id"])
                plan["ticked"] = weeks
            elif kind == "untick":
                log.untick(plan["id"])
                plan["ticked"] = None
            else:
                log.drop(plan["id"])
                plan["dropped"] = weeks
    for week in range(weeks + 1):
        shown = [plan["id"] for plan in log.week(NOW.date() + timedelta(weeks=week))["plans"]]
        assert shown == [
            plan["id"]
            for plan in plans
            if plan["made"] <= week
            and (plan["ticked"] is None or week <= plan["ticked"])
            and (plan["dropped"] is None or week < plan["dropped"])
        ]


gestures = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["idea", "start", "undo", "redo"]), st.just(0)),
        st.tuples(st.sampled_from(["try", "remove idea", "remove prototype", "write"]), which),
    ),
    min_size=2,
    max_size=12,
)


class TwoPeople:
    """A log and prototypes, and every number that was ever given to what."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.log, self.prototypes = Log(self.scope), Prototypes(self.scope)
        self.given: dict[int, str] = {}

    def take(self, kind: str, number: int) -> None:
        """One step, if there is what it is about."""
        ideas, tried = self.log.listed(), self.prototypes.listed()
        if kind in ("idea", "start"):
            row = self.log.idea("An idea") if kind == "idea" else self.prototypes.start("Something", area="rhythm")
            assert row.number not in self.given
            self.given[row.number] = row.id
        elif kind in ("undo", "redo"):
            with suppress(Conflict):
                _ = undo(self.scope) if kind == "undo" else redo(self.scope)
        elif kind == "write":
            self.log.write(thoughts=f"Thought {number}.")
        elif kind == "remove prototype" and tried:
            self.prototypes.remove(tried[number % len(tried)]["id"])
        elif kind == "remove idea" and ideas:
            self.log.remove_idea(ideas[number % len(ideas)]["id"])
        elif kind == "try" and (left := [each for each in ideas if each["prototype"] is None]):
            idea = left[number % len(left)]
            assert self.prototypes.start("Tried", number=idea["number"], area="rhythm").number == idea["number"]


@settings(max_examples=12)
@given(st.lists(st.tuples(st.sampled_from(["GP", "nurse"]), gestures), min_size=1, max_size=3))
def test_a_number_means_one_thing_for_good_whatever_two_people_do_and_take_back(fresh, taken):
    people = TwoPeople(fresh(lambda: NOW))
    for who, made in taken:
        people.scope.who = who
        for kind, number in made:
            people.take(kind, number)
            tried = [each["number"] for each in people.prototypes.listed()]
            assert len(tried) == len(set(tried))
            assert {each["number"]: each["id"] for each in people.log.listed()}.items() <= people.given.items()
            assert set(tried) <= set(people.given)
