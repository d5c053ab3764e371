"""Barriers: raised, owned, taken further, resolved, and how long that took."""

from __future__ import annotations

from datetime import date, timedelta

import hypothesis.strategies as st
import pandas as pd
import pytest
from hypothesis import given, settings

from workbench.challenge.barriers import TABLE
from workbench.errors import BadInput, Conflict, NotFound


def test_a_barrier_is_raised_taken_further_and_resolved(challenges, together, team):
    task = challenges.plan_task(together, "Meet in the hall")
    row = challenges.raise_barrier(
        "No key to the hall", raised_by="carer", owner="estates manager", challenge=together, blocks=[task]
    )
    team.later(6)
    step = challenges.escalate("no key to the hall", "chief officer", why="Two letters, no answer.", level="network")
    [told] = challenges.barriers_told()
    assert told == {
        "id": row.id,
        "title": "No key to the hall",
        "raised": "2025-01-23",
        "raised_by": "carer",
        "owner": "estates manager",
        "level": "network",
        "resolved": None,
        "how": "",
        "age_days": 6,
        "days_to_unblock": None,
        "escalations": [
            {
                "id": step.id,
                "on": "2025-01-29",
                "to": "chief officer",
                "why": "Two letters, no answer.",
                "version": 1,
            }
        ],
        "blocks": [{"id": task.id, "kind": "task", "title": "Meet in the hall", "live": True}],
        "challenge": together.id,
        "says": "Open for 6 days. Taken to chief officer on 29 January 2025.",
        "version": 2,
    }
    team.later(4)
    challenges.resolve("No key to the hall", how="A spare one at the desk.")
    team.later(50)
    [told] = challenges.barriers_told()
    names = ("resolved", "how", "age_days", "days_to_unblock", "says")
    assert tuple(told[name] for name in names) == (
        "2025-02-02",
        "A spare one at the desk.",
        10,
        10,
        "Resolved on 2 February 2025, after 10 days.",
    )


def test_the_table_of_barriers_has_its_columns_the_longest_open_first(challenges, team):
    short = challenges.raise_barrier("Short", owner="GP")
    long = challenges.raise_barrier("Long", raised="2025-01-01")
    done, soon = (challenges.raise_barrier(title, raised="2024-12-01") for title in ("Done", "Soon"))
    challenges.escalate(long, "board", on="2025-01-10")
    challenges.escalate(long, "region")
    challenges.resolve(done)
    challenges.resolve(soon, on="2024-12-03")
    team.later(2)
    expected = pd.DataFrame(
        {
            "title": ["Long", "Short", "Done", "Soon"],
            "raised": pd.to_datetime(["2025-01-01", "2025-01-23", "2024-12-01", "2024-12-01"]),
            "owner": ["", "GP", "", ""],
            "age_days": [24, 2, 53, 2],
            "escalations": [2, 0, 0, 0],
            "resolved": pd.to_datetime([None, None, "2025-01-23", "2024-12-03"]),
            "days_to_unblock": [float("nan"), float("nan"), 53.0, 2.0],
        },
        index=pd.Index([long.id, short.id, done.id, soon.id], name="id"),
    )
    pd.testing.assert_frame_equal(challenges.barriers(), expected, check_dtype=False)
    assert challenges.days_to_unblock() == 27.5


def test_without_barriers_the_table_has_the_same_columns_and_types(challenges):
    empty = challenges.barriers()
    assert (list(empty.columns), empty.index.name, len(empty)) == (list(TABLE), "id", 0)
    assert challenges.days_to_unblock() is None
    challenges.raise_barrier("One")
    assert list(challenges.barriers().dtypes.map(lambda dtype: dtype.kind)) == list(
        empty.dtypes.map(lambda dtype: dtype.kind)
    )


def test_a_barrier_that_comes_back_counts_from_the_day_it_was_first_raised(challenges, team):
    challenges.raise_barrier("No key")
    team.later(3)
    challenges.resolve("No key", how="Borrowed one.")
    team.later(4)
    challenges.reopen_barrier("No key")
    [told] = challenges.barriers_told()
    assert (told["age_days"], told["resolved"], told["days_to_unblock"], told["how"]) == (
        7,
        None,
        None,
        "Borrowed one.",
    )
    team.later(1)
    challenges.escalate("No key", "board")
    challenges.resolve("No key")
    assert challenges.barriers()["days_to_unblock"].tolist() == [8.0]


def test_what_is_said_of_a_barrier_is_changed_with_what_it_blocks(challenges, together, team):
    one, other = (challenges.plan_task(together, title) for title in ("One", "Other"))
    row = challenges.raise_barrier("No key", blocks=one)
    challenges.change_barrier(
        row, version=1, title="No keys", owner="board", level="system", challenge=together, blocks=[other.id]
    )
    [told] = challenges.barriers_told()
    assert (told["title"], told["owner"], told["level"], told["challenge"]) == (
        "No keys",
        "board",
        "system",
        together.id,
    )
    assert [each["title"] for each in told["blocks"]] == ["Other"]
    challenges.change_barrier(row, challenge=None, blocks=(), resolved="2025-01-23", how="Found.")
    [told] = challenges.barriers_told()
    assert (told["challenge"], told["blocks"], told["resolved"], told["how"]) == (None, [], "2025-01-23", "Found.")
    team.undo()
    assert [each["title"] for each in challenges.barriers_told()[0]["blocks"]] == ["Other"]


def test_stale_steps_on_a_barrier_are_refused_and_overwrite_nothing(challenges):
    row = challenges.raise_barrier("No key")
    challenges.change_barrier(row, owner="GP", version=1)
    for stale in (
        lambda: challenges.change_barrier(row, owner="board", version=1),
        lambda: challenges.escalate(row, "board", version=1),
        lambda: challenges.resolve(row, how="So.", version=1),
        lambda: challenges.reopen_barrier(row, version=1),
    ):
        with pytest.raises(Conflict):
            stale()
    [told] = challenges.barriers_told()
    assert (told["owner"], told["escalations"], told["resolved"]) == ("GP", [], None)


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (lambda c: c.raise_barrier(" "), "The barrier is empty"),
        (
            lambda c: c.raise_barrier("One", raised="2025-01-24"),
            "The day it was raised cannot be 24 January 2025, which",
        ),
        (lambda c: c.raise_barrier("One", level="world"), "‘world’ is not a level"),
        (lambda c: c.escalate("No key", ""), "Whom it is taken to is empty"),
        (lambda c: c.escalate("No key", "board", on="2025-01-09"), "it was raised on 10 January 2025"),
        (lambda c: c.resolve("No key", on="2025-01-09"), "it was raised on 10 January 2025"),
        (
            lambda c: c.resolve("No key", on="2025-01-14"),
            "taken further on 15 January 2025, so it cannot have been resolv",
        ),
        (lambda c: c.change_barrier("No key", raised="2025-01-16"), "so it cannot have been raised on 16 January 2025"),
        (lambda c: c.change_barrier("No key", block=[]), "A barrier has no ‘block’ to change"),
    ],
)
def test_a_step_that_cannot_be_is_refused_and_changes_nothing(challenges, step, says):
    challenges.raise_barrier("No key", raised="2025-01-10")
    challenges.escalate("No key", "GP", on="2025-01-15")
    before = challenges.barriers_told()
    with pytest.raises(BadInput, match=says):
        step(challenges)
    assert challenges.barriers_told() == before


def test_what_was_resolved_is_opened_again_before_it_is_taken_further(challenges):
    challenges.raise_barrier("No key")
    challenges.resolve("No key")
    with pytest.raises(BadInput, match=r"‘No key’ was resolved on 23 January 2025\. Open it again first"):
        challenges.escalate("No key", "board")


def test_a_barrier_blocks_what_is_there_and_not_itself(challenges):
    row = challenges.raise_barrier("No key")
    with pytest.raises(NotFound):
        challenges.raise_barrier("Other", blocks=["nothing"])
    with pytest.raises(BadInput, match="Nothing can point to itself"):
        challenges.change_barrier(row, blocks=[row])
    assert list(challenges.barriers()["title"]) == ["No key"]


walls = st.lists(st.tuples(st.integers(0, 400), st.one_of(st.none(), st.integers(0, 400))), max_size=6)


@pytest.mark.parametrize("given", [1.0, float("nan"), None, [None]])
def test_what_a_barrier_cannot_block_is_refused_in_words_and_changes_nothing(challenges, given):
    row = challenges.raise_barrier("No key")
    with pytest.raises(BadInput, match="What it points to has to be given as itself"):
        challenges.change_barrier(row, blocks=given)
    with pytest.raises(BadInput, match="What it points to has to be given as itself"):
        challenges.remove(1.0)
    assert [(each["title"], each["blocks"], each["version"]) for each in challenges.barriers_told()] == [
        ("No key", [], 1)
    ]


@settings(max_examples=15)
@given(walls)
def test_a_barrier_is_as_old_as_it_was_in_the_way_and_those_in_the_way_come_first(another_team, given_walls):
    team, today = another_team(), date(2025, 1, 23)
    challenges = team.challenges
    ages = {}
    for number, (ago, lasted) in enumerate(given_walls):
        raised = today - timedelta(days=ago)
        row = challenges.raise_barrier(f"Wall {number}", raised=raised)
        if lasted is not None and lasted <= ago:
            challenges.resolve(row, on=raised + timedelta(days=lasted))
        ages[row.id] = lasted if lasted is not None and lasted <= ago else ago
    table = challenges.barriers()
    assert table["age_days"].to_dict() == ages
    still = table["resolved"].isna()
    assert list(still) == sorted(still, reverse=True)
    for part in (table[still], table[~still]):
        assert part["age_days"].is_monotonic_decreasing
    assert (table["days_to_unblock"].isna() == still).all()
    assert (table.loc[~still, "days_to_unblock"] == table.loc[~still, "age_days"]).all()
    team.later(5)
    later = challenges.barriers()["age_days"].reindex(table.index) - table["age_days"]
    assert (later == still * 5).all()
