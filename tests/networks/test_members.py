"""The people of a network's sets, known by their role."""

from __future__ import annotations

import pytest

from workbench.errors import NotFound
from workbench.networks.members import Members
from workbench.store import Scope


@pytest.fixture
def members(scope: Scope) -> Members:
    return Members(scope)


def test_the_first_member_begins_the_set_in_the_same_step(members, scope):
    members.add("GP", organisation="Mill Lane", sector="primary care")
    members.add("carer", name="Sam")

    [begun] = members.sets()
    assert members.listed() == [
        {**one, "id": one["id"], "set": begun.id}
        for one in [
            {
                "id": members.listed()[0]["id"],
                "role": "GP",
                "organisation": "Mill Lane",
                "sector": "primary care",
                "name": "",
            },
            {"id": members.listed()[1]["id"], "role": "carer", "organisation": "", "sector": None, "name": "Sam"},
        ]
    ]
    assert [change.action for change in scope.store.changes_since(0)] == [
        "added GP to the set",
        "added carer to the set",
    ]


def test_taking_back_the_first_member_takes_the_set_back_too(members, scope):
    members.add("GP")
    scope.store.undo(network=scope.network, who=scope.who, area="members", at=scope.clock())

    assert (members.sets(), members.listed()) == ([], [])


def test_a_member_can_join_a_set_of_choice(members):
    members.add_set("Frailty set")
    second = members.add_set("Front door set", purpose="Fewer steps")

    assert members.add("GP", in_set=second.id).set_id == second.id
    with pytest.raises(NotFound):
        members.add("GP", in_set="nowhere")


def test_a_role_that_somebody_has_is_no_empty_slot(members):
    before = members.empty_slots()
    member = members.add("Care Coordinator")
    assert [slot for slot in before if slot not in members.empty_slots()] == ["care coordinator"]

    members.remove(member.id)
    assert members.empty_slots() == before
