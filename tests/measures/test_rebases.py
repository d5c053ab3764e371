"""Rebases: decisions to draw lines anew, never made by themselves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from workbench.errors import BadInput, Conflict, NotFound
from workbench.measures.verbs import Measures

FIRST, LAST = date(2025, 1, 1), date(2025, 1, 30)
WHY = {"reason": "Counted at the door from now on", "decided_by": "link worker"}


@pytest.fixture
def measures(scope) -> Measures:
    return Measures(scope)


@pytest.fixture
def calls(measures):
    """Thirty days: 15 about 40, then 15 about 20."""
    measure = measures.define("Calls", direction="decrease")
    rows = [(FIRST + timedelta(days=n), (40 if n < 15 else 20) + n % 3) for n in range(30)]
    measures.observe(measure, rows)
    return measure


def undo(scope):
    return scope.store.undo(network=scope.network, who=scope.who, area="prototypes", at=scope.clock())


def test_a_rebase_keeps_its_reason_and_who_decided_and_draws_the_lines_anew(measures, calls):
    assert set(measures.chart(calls).points["group"]) == {1}

    row = measures.rebase(calls, "2025-01-16", **WHY)

    assert measures.rebases(calls) == [
        {
            "id": row.id,
            "starts_on": "2025-01-16",
            "reason": "Counted at the door from now on",
            "decided_by": "link worker",
            "version": 1,
            "warning": None,
        }
    ]
    assert measures.chart(calls).points["group"].tolist() == [1] * 15 + [2] * 15
    assert measures.chart(calls).points["mean"].round(6).unique().tolist() == [41.0, 21.0]
    assert set(measures.chart(calls, rebase=()).points["group"]) == {1}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"reason": " "}, "The reason for the rebase is empty. Type something first."),
        ({"decided_by": ""}, "Who decided on the rebase is empty. Type something first."),
        ({"starts_on": "soon"}, "The first day of the new lines has to be a date such as 2025-03-01, not ‘soon’."),
        (
            {"starts_on": FIRST},
            (
                "New lines of ‘Calls’ cannot start on 1 January 2025: choose a day after its first value, on "
                "1 January 2025, and not after its last, on 30 January 2025."
            ),
        ),
        ({"starts_on": LAST + timedelta(days=1)}, "cannot start on 31 January 2025"),
        (
            {"starts_on": date(2025, 1, 16)},
            (
                "The lines of ‘Calls’ start anew on 16 January 2025 already: Counted at the door from now on. Change "
                "that one, or choose another day."
            ),
        ),
    ],
)
def test_what_is_no_decision_is_refused_and_changes_nothing(measures, calls, wrong, says):
    measures.rebase(calls, "2025-01-16", **WHY)
    before = measures.rebases(calls)
    with pytest.raises(BadInput) as refused:
        measures.rebase(calls, **{"starts_on": LAST, **WHY, **wrong})
    assert says in str(refused.value)
    assert measures.rebases(calls) == before


def test_lines_can_start_anew_on_the_last_day_and_not_without_any_value(measures, calls):
    measures.rebase(calls, LAST, **WHY)
    with pytest.raises(BadInput, match="‘Falls’ has no values yet, so there are no lines to draw anew"):
        measures.rebase(measures.define("Falls"), LAST, **WHY)


def test_too_few_points_on_a_side_are_said_and_no_reason_to_refuse(measures, calls):
    measures.rebase(calls, "2025-01-16", **WHY)
    measures.rebase(calls, LAST, **WHY)

    assert [each["warning"] for each in measures.rebases(calls)] == [
        None,
        (
            "Around 30 January 2025 there is only 1 point from then on; with 13 or more the lines can be relied on, "
            "until then they may still move."
        ),
    ]
    measures.rebase(calls, "2025-01-05", **WHY)
    assert measures.rebases(calls)[0]["warning"].startswith(
        "Around 5 January 2025 there are only 4 points before and 11 points from then on;"
    )


def test_a_rebase_can_be_changed_and_taken_away_and_all_of_it_undone(measures, calls, scope):
    row = measures.rebase(calls, "2025-01-16", **WHY)
    measures.change_rebase(row, version=1, starts_on="2025-01-18", decided_by="practice manager")
    assert measures.rebases(calls)[0]["starts_on"] == "2025-01-18"
    assert measures.rebases(calls)[0]["decided_by"] == "practice manager"
    measures.change_rebase(row.id, starts_on="2025-01-18", reason="Counted twice before")
    with pytest.raises(Conflict):
        measures.change_rebase(row, version=1, reason="Another")
    with pytest.raises(BadInput, match="cannot start on"):
        measures.change_rebase(row, starts_on=FIRST)

    measures.remove_rebase(row)
    assert measures.rebases(calls) == []
    with pytest.raises(NotFound):
        measures.remove_rebase(row)

    undo(scope)
    assert measures.rebases(calls)[0]["reason"] == "Counted twice before"
    undo(scope)
    undo(scope)
    assert measures.rebases(calls)[0]["starts_on"] == "2025-01-16"
    undo(scope)
    assert measures.rebases(calls) == []


@pytest.mark.parametrize("given", [1.0, None])
def test_what_is_neither_a_rebase_nor_its_id_is_refused_in_words(measures, given):
    for refused in (lambda: measures.remove_rebase(given), lambda: measures.change_rebase(given, reason="New")):
        with pytest.raises(BadInput) as refusal:
            refused()
        assert str(refusal.value) == f"What it points to has to be given as itself or by its id, not ‘{given}’."


def test_a_rebase_changes_what_a_chart_was_composed_from(measures, calls):
    stamps = [measures.stamps()[calls.id]]
    row = measures.rebase(calls, "2025-01-16", **WHY)
    stamps.append(measures.stamps()[calls.id])
    measures.change_rebase(row, reason="Counted twice before")
    stamps.append(measures.stamps()[calls.id])
    measures.remove_rebase(row)
    stamps.append(measures.stamps()[calls.id])
    measures.change(calls, target=30)
    stamps.append(measures.stamps()[calls.id])
    assert len(set(stamps)) == 5
