"""Laws of test cycles: whatever is done to them, undoing all of it restores all, and redoing it brings all again."""

from __future__ import annotations

from datetime import UTC, datetime

import hypothesis.strategies as st
from hypothesis import given, settings

from tests.prototypes.test_cycles import without_versions
from tests.prototypes.test_verbs import redo, undo
from tests.stores import empty_store
from workbench.prototypes.cycles import STATES
from workbench.prototypes.models import COMPARED, DECISIONS
from workbench.prototypes.verbs import Prototypes
from workbench.store import Scope

NOW = datetime(2025, 1, 23, 12, tzinfo=UTC)
which = st.integers(0, 3)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("plan"), st.sampled_from(["", "2025-01-10", "2025-01-30"])),
        st.tuples(st.just("predict"), which, st.sampled_from(["Two of four.", "All of them."])),
        st.tuples(st.just("finish"), which, st.sampled_from(COMPARED), st.sampled_from(DECISIONS)),
        st.tuples(st.just("remove"), which),
        st.tuples(st.just("assess"), st.sampled_from([0.5, 2.5, 5.0])),
    ),
    min_size=1,
    max_size=7,
)


def take(prototypes: Prototypes, prototype: str, step: tuple) -> None:
    """One step, if there is what it is about."""
    kind, *said = step
    there = prototypes.told(prototype)["cycles"]
    if kind == "plan":
        prototypes.plan_cycle(prototype, "Will it?", started_on=said[0])
    elif kind == "assess":
        prototypes.assess(prototype, said[0])
    elif there:
        cycle = there[said[0] % len(there)]["id"]
        if kind == "predict":
            prototypes.change_cycle(cycle, prediction=said[1])
        elif kind == "remove":
            prototypes.remove_cycle(cycle)
        else:
            started = there[said[0] % len(there)]["started_on"] or ""
            if started <= "2025-01-23":
                prototypes.finish_cycle(cycle, seen="Some.", compared=said[1], decision=said[2])


@settings(max_examples=15)
@given(steps)
def test_undoing_everything_restores_each_state_in_turn_and_redoing_brings_each_again(taken):
    store = empty_store()
    scope = Scope(store, "U99001", "GP", lambda: NOW)
    prototypes = Prototypes(scope)
    prototype = prototypes.start("Go together").id

    def stands():
        return without_versions(prototypes.told(prototype))

    states, numbers = [stands()], []
    for step in taken:
        take(prototypes, prototype, step)
        if stands() != states[-1]:
            states.append(stands())
        numbers += [cycle["number"] for cycle in stands()["cycles"]]
        assert {cycle["state"] for cycle in stands()["cycles"]} <= set(STATES)
    for state in reversed(states[:-1]):
        undo(scope)
        assert stands() == state
    for state in states[1:]:
        redo(scope)
        assert stands() == state
    # A number means one cycle for good, also after everything was taken back.
    for _ in states[1:]:
        undo(scope)
    assert prototypes.plan_cycle(prototype, "Next?").number == max(numbers, default=0) + 1
    store.close()
