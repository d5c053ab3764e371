"""What a notebook holds: a workspace, and one network at a time."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd
import pytest

from workbench import open_workspace
from workbench.errors import BadInput, NotFound


def test_the_open_networks_are_a_table_by_code(workspace):
    pd.testing.assert_frame_equal(
        workspace.networks(),
        pd.DataFrame(
            [("Stourvale", "NHS Testshire", 2)],
            columns=["name", "commissioner", "practices"],
            index=pd.Index(["U99001"], name="code"),
        ),
    )


def test_a_network_is_found_by_its_code_however_it_is_typed(workspace):
    assert repr(workspace.network(" u99001 ")) == "Network('U99001', 'Stourvale')"


def test_an_unknown_network_is_not_found_and_the_nearest_is_named(workspace):
    with pytest.raises(NotFound) as caught:
        workspace.network("U99010")
    assert str(caught.value) == "This workspace has no network ‘U99010’: did you mean ‘U99001’?"


def test_a_folder_without_a_workspace_says_what_to_run(tmp_path):
    with pytest.raises(NotFound, match="workbench init"):
        open_workspace(tmp_path)


def test_undo_takes_back_what_was_done_in_this_sitting_only(network, clock):
    network.map.add_element("Link worker", kind="person in role")
    clock.now += timedelta(hours=13)
    assert (network.can_undo("map"), network.undo("map")) == (None, None)

    network.map.add_element("Kitchen", kind="community group")
    assert network.undo("map").action == "took back: added Kitchen"
    assert network.undo("map") is None
    assert [element["label"] for element in network.map.parts()["elements"]] == ["Link worker"]


def test_what_was_taken_back_late_in_a_sitting_can_be_done_again_after_the_sitting_of_what_it_took_back(network, clock):
    network.map.add_element("Link worker", kind="person in role")
    clock.now += timedelta(hours=11)
    network.undo("map")
    clock.now += timedelta(hours=2)

    assert network.redo("map").action == "did again: added Link worker"


@pytest.mark.parametrize("code", [None, 99001, ["U99001"]], ids=str)
def test_a_network_is_asked_for_by_text(workspace, code):
    with pytest.raises(BadInput, match="A network is asked for by its code, text such as ‘U12345’, not ‘"):
        workspace.network(code)


def test_who_speaks_is_refused_at_once_if_it_is_no_role(network):
    for role in (None, 7, " "):
        with pytest.raises(BadInput, match="The role that speaks"):
            network.who = role
    assert network.who == "practice manager"


def test_only_what_is_taken_back_by_itself_can_be_named(network):
    for step in (network.undo, network.redo, network.can_undo, network.can_redo):
        with pytest.raises(BadInput) as caught:
            step("frob")
        assert str(caught.value) == (
            "‘frob’ is nothing that can be taken back: choose one of map, sense-making, prototypes, challenge, "
            "rhythm, members."
        )


def test_what_is_at_hand_says_what_it_is_in_one_line(network):
    one = network.map.add_element("Link worker", kind="person in role")
    other = network.map.add_element("Kitchen", kind="place")
    tie = network.map.connect(one, other, kind="trusts")
    change = network.changes_since(0)[-1]
    assert [repr(each) for each in (network.map, network.members, one, tie, change)] == [
        "SystemMapping of U99001",
        "Members of U99001",
        f"<Element ‘Link worker’, version 1, id {one.id}>",
        f"<Connection trusts from {one.id} to {other.id}, version 1, id {tie.id}>",
        f"<Change {change.sequence}: practice manager connected Link worker and Kitchen, U99001 {change.at}>",
    ]
