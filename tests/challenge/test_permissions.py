"""Which rules a team asked to set aside, and what was answered."""

from __future__ import annotations

import pytest

from workbench.errors import BadInput, Conflict


def test_a_permission_is_asked_for_given_and_runs_out(challenges, together, team):
    row = challenges.ask_permission(
        together, "Two signatures for a visit.", principle="The nurse decides.", asked_of="hub manager"
    )
    team.later(4)
    expected = {
        "id": row.id,
        "rule": "Two signatures for a visit.",
        "principle": "The nurse decides.",
        "asked_of": "hub manager",
        "asked_on": "2025-01-23",
        "answer": "",
        "answered_on": None,
        "until": None,
        "over": False,
        "days_waiting": 4,
        "version": 1,
        "challenge": {"id": together.id, "title": "Go together"},
    }
    assert challenges.permissions() == [expected]
    challenges.answer_permission(row, "given", until="2025-02-28", version=1)
    given = {"answer": "given", "answered_on": "2025-01-27", "until": "2025-02-28", "days_waiting": None, "version": 2}
    assert challenges.permissions() == [{**expected, **given}]
    team.later(32)
    assert not challenges.permissions()[0]["over"]
    team.later(1)
    assert challenges.permissions()[0]["over"]


def test_an_answer_can_be_another_and_be_taken_back(challenges, together):
    row = challenges.ask_permission(together, "Two signatures")
    challenges.answer_permission("two signatures", "given", until="2025-06-01")
    challenges.answer_permission(row, "refused", until="2025-06-01")
    told = challenges.permissions()[0]
    assert (told["answer"], told["answered_on"], told["until"]) == ("refused", "2025-01-23", None)
    challenges.answer_permission(row, "")
    told = challenges.permissions()[0]
    assert (told["answer"], told["answered_on"], told["days_waiting"]) == ("", None, 0)


def test_the_latest_asked_for_is_listed_first(challenges, together):
    for rule, day in (("Old", "2024-12-01"), ("New", "2025-01-20"), ("Middle", "2025-01-01")):
        challenges.ask_permission(together, rule, on=day)
    assert [each["rule"] for each in challenges.permissions()] == ["New", "Middle", "Old"]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ({"answer": "perhaps"}, "‘perhaps’ is not a kind of answer that the workbench knows"),
        ({"answer": "given", "on": "2025-01-22"}, "it was asked for on 23 January 2025"),
        ({"answer": "given", "on": "2025-01-24"}, "yet to come"),
        (
            {"answer": "given", "until": "2025-01-22"},
            "was given on 23 January 2025, so it cannot end on 22 January 2025",
        ),
    ],
)
def test_an_answer_that_cannot_be_is_refused(challenges, together, answer, says):
    row = challenges.ask_permission(together, "Two signatures")
    with pytest.raises(BadInput, match=says):
        challenges.answer_permission(row, **answer)
    assert challenges.permissions()[0]["answer"] == ""


def test_what_was_asked_is_changed_and_a_stale_change_is_refused(challenges, together):
    row = challenges.ask_permission(together, "Two signatures")
    challenges.change_permission(row, version=1, rule="Three signatures", asked_on="2025-01-20", asked_of="board")
    told = challenges.permissions()[0]
    assert (told["rule"], told["asked_on"], told["asked_of"]) == ("Three signatures", "2025-01-20", "board")
    with pytest.raises(BadInput, match="Only a permission that was given can end on a day"):
        challenges.change_permission(row, until="2025-06-01")
    with pytest.raises(Conflict):
        challenges.change_permission(row, version=1, rule="One")
    with pytest.raises(Conflict):
        challenges.answer_permission(row, "given", version=1)
