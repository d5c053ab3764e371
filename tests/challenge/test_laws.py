"""Laws of a challenge: whatever is done in it, undoing all of it restores all, and redoing it brings all again."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import hypothesis.strategies as st
from hypothesis import given, settings

from tests.challenge.conftest import Team
from tests.challenge.test_launching import without_versions
from workbench.challenge.vocabulary import CHECKS, FUTURES, GATES, SPONSOR_ANSWERS
from workbench.errors import BadInput

which = st.integers(0, 4)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("hold"), st.sampled_from(GATES)),
        st.tuples(st.just("plan"), st.sampled_from(GATES)),
        st.tuples(st.just("roll"), st.sampled_from(GATES[:3])),
        st.tuples(st.just("finish"), which),
        st.tuples(st.just("goal"), st.sampled_from(("", "by 60 %", "to 3 days"))),
        st.tuples(st.just("support"), st.integers(0, 10)),
        st.tuples(st.just("ask"), st.sampled_from(("", "given", "refused"))),
        st.tuples(st.just("raise"), which),
        st.tuples(st.just("escalate"), which),
        st.tuples(st.just("resolve"), which),
        st.tuples(
            st.just("recommend"), st.sampled_from(SPONSOR_ANSWERS), st.sampled_from(FUTURES), st.sampled_from(CHECKS)
        ),
        st.tuples(st.just("remove"), which),
        st.tuples(st.just("rename"), st.sampled_from(("Go along", "Ring first"))),
    ),
    min_size=1,
    max_size=8,
)


def recommend(challenges, key, answer, future, found):
    """A recommendation, as far as it came."""
    row = challenges.recommend(key, "Keep it.")
    challenges.answer(row, answer)
    challenges.decide(row, future)
    challenges.check(row, found)


ADDING = {
    "hold": lambda c, key, gate: c.hold_gate(key, gate, charter="Refined."),
    "plan": lambda c, key, gate: c.plan_task(key, f"Until {gate}", gate=gate),
    "roll": lambda c, key, gate: c.roll_over(key, gate),
    "goal": lambda c, key, how: c.set_goal(key, verb="cut", measure="waits", ambition=how),
    "support": lambda c, key, sure: c.log_contact(c.add_supporter(key, "director"), confidence=sure),
    "ask": lambda c, key, answer: c.answer_permission(c.ask_permission(key, "Two signatures"), answer),
    "rename": lambda c, key, title: c.change(key, title=title),
    "recommend": recommend,
    "raise": lambda c, key, some: c.raise_barrier("Wall", challenge=key, blocks=parts_of(c.told(key), "task")[:some]),
}
CHANGING = {
    "finish": ("task", lambda c, task: c.finish_task(task)),
    "escalate": ("barrier", lambda c, wall: c.escalate(wall, "board")),
    "resolve": ("barrier", lambda c, wall: c.resolve(wall)),
    "remove": ("anything", lambda c, part: c.remove(part)),
}


def parts_of(told: dict[str, Any], kind: str) -> list[str]:
    """The ids of the tasks, the barriers, or anything of a challenge."""
    tasks = [task for plan in told["plan"] for task in plan["tasks"]]
    others = [*told["goals"], *told["supporters"], *told["permissions"], *told["recommendations"]]
    rows = {"task": tasks, "barrier": told["barriers"], "anything": [*tasks, *told["barriers"], *others]}[kind]
    return [row["id"] for row in rows]


def take(team: Team, key: str, step: tuple) -> None:
    """One step, of one or more gestures, if there is what it is about; what cannot be changes nothing."""
    kind, *said = step
    with suppress(BadInput):
        if kind in ADDING:
            ADDING[kind](team.challenges, key, *said)
            return
        of, change = CHANGING[kind]
        if there := parts_of(team.challenges.told(key), of):
            change(team.challenges, there[said[0] % len(there)])


@settings(max_examples=12)
@given(steps)
def test_undoing_everything_restores_each_state_in_turn_and_redoing_brings_each_again(another_team, taken):
    team = another_team()
    key = team.challenges.launch("Go together").id

    def stands():
        return without_versions(team.challenges.told(key))

    for step in taken:
        take(team, key, step)
    last, gestures = stands(), len(team.scope.store.changes_since(0, network=team.scope.network))
    states = [last]
    for _ in range(gestures - 1):
        team.undo()
        states.append(stands())
    assert team.challenges.told(key)["challenge"]["counts"] == dict.fromkeys(last["challenge"]["counts"], 0)
    for state in reversed(states[:-1]):
        team.redo()
        assert stands() == state
    assert stands() == last
