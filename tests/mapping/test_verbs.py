"""What people do to a map, and what it leaves behind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from workbench.errors import BadInput, Conflict, NotFound
from workbench.store import Scope

TODAY = date(2025, 1, 23)


def test_an_added_element_is_on_the_map_with_all_that_was_said(mapping):
    added = mapping.add_element(
        "  Link   worker ",
        kind="person in role",
        sector="primary care",
        organisation="Mill Lane",
        note="Two days a week.",
        at=(10, -20.25),
    )

    assert mapping.parts() == {
        "elements": [
            {
                "id": added.id,
                "label": "Link worker",
                "kind": "person in role",
                "sector": "primary care",
                "organisation": "Mill Lane",
                "note": "Two days a week.",
                "themes": [],
                "seen_as": [],
                "size": "usual",
                "pinned": False,
                "x": 10.0,
                "y": -20.2,
                "register_code": None,
                "lived": True,
                "provenance": "lived",
                "register_source": "",
                "file_source": "",
                "confirmed_on": None,
                "confirmed_by": None,
                "version": 1,
                "valid_from": "2025-01-23",
                "valid_to": None,
                "changed_at": "2025-01-23T12:00:00+00:00",
                "changed_by": "practice manager",
            }
        ],
        "connections": [],
    }


def test_a_connection_is_said_by_whoever_is_at_work_unless_told_otherwise(mapping):
    mapping.add_element("Link worker", kind="person in role")
    mapping.add_element("Kitchen", kind="place")
    mine = mapping.connect("Link worker", "Kitchen", kind="refers to")
    theirs = mapping.connect("Kitchen", "Link worker", kind="trusts", said_by="carer", sure="unsure", strength=5)

    said = [(row["id"], row["said_by"], row["sure"], row["strength"]) for row in mapping.parts()["connections"]]
    assert said == [(mine.id, "practice manager", None, 3), (theirs.id, "carer", "unsure", 5)]


def test_removing_an_element_ends_its_connections(mapping, scope):
    link = mapping.add_element("Link worker", kind="person in role")
    kitchen = mapping.add_element("Kitchen", kind="place")
    library = mapping.add_element("Library", kind="place")
    mapping.connect(link, kitchen, kind="refers to")
    kept = mapping.connect(kitchen, library, kind="meets")

    said = mapping.remove(link.id)

    assert [row["id"] for row in mapping.parts()["elements"]] == [kitchen.id, library.id]
    assert [row["id"] for row in mapping.parts()["connections"]] == [kept.id]
    assert said == "Link worker and its connection"
    assert scope.store.changes_since(0)[-1].action == f"removed {said}"


def test_removing_says_what_goes_with_what(mapping):
    link, kitchen, library = (mapping.add_element(name, kind="place") for name in ("Link", "Kitchen", "Library"))
    mapping.connect(link, kitchen, kind="meets")
    mapping.connect(library, link, kind="meets")
    assert mapping.remove(link.id) == "Link and its 2 connections"
    assert mapping.remove(kitchen.id) == "Kitchen"


def test_a_graph_to_show_has_what_is_hoped_for_and_others_do_not(mapping):
    one, other = (mapping.add_element(name, kind="place") for name in ("Kitchen", "Library"))
    mapping.connect(one, other, kind="meets", strength=0)
    assert mapping.graph().number_of_edges() == 0
    shown = mapping.graph(hoped_for=True).edges(data=True)
    assert [(source, target, data["strength"]) for source, target, data in shown] == [(one.id, other.id, 0)]


def test_an_element_removed_by_mistake_comes_back_with_its_connections(mapping, scope):
    link = mapping.add_element("Link worker", kind="person in role")
    kitchen = mapping.add_element("Kitchen", kind="place")
    mapping.connect(link, kitchen, kind="refers to")
    before = mapping.graph()

    mapping.remove(link.id)
    scope.store.undo(network=scope.network, who=scope.who, area="map")

    after = mapping.graph()
    assert dict(after.nodes(data=True)) == dict(before.nodes(data=True))
    assert list(after.edges(keys=True, data=True)) == list(before.edges(keys=True, data=True))


def test_a_stale_version_is_refused_and_both_sides_are_shown(mapping):
    row = mapping.add_element("Link worker", kind="person in role")
    mapping.change_element(row.id, version=1, label="Social prescriber")

    with pytest.raises(Conflict) as refused:
        mapping.change_element(row.id, version=1, label="Community connector")

    assert refused.value.mine == {"title": "Community connector"}
    assert refused.value.theirs == {"title": "Social prescriber"}
    assert mapping.elements()["label"].to_list() == ["Social prescriber"]


def test_two_elements_of_one_name_are_told_apart_by_id_only(mapping):
    mapping.add_element("Surgery", kind="place")
    mapping.add_element("Surgery", kind="place")
    mapping.add_element("Library", kind="place")

    with pytest.raises(BadInput, match="2 elements are called ‘Surgery’"):
        mapping.connect("Library", "Surgery", kind="meets")


def test_a_misspelt_name_is_answered_with_the_nearest_one(mapping):
    mapping.add_element("Library", kind="place")
    with pytest.raises(NotFound, match="Did you mean ‘Library’"):
        mapping.connect("Libary", "Library", kind="meets")


def test_an_element_is_not_connected_to_itself(mapping):
    row = mapping.add_element("Library", kind="place")
    with pytest.raises(BadInput, match="cannot be connected to itself"):
        mapping.connect(row, row, kind="meets")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"label": " "}, "The name is empty"),
        ({"kind": "robot"}, "‘robot’ is not a kind of element"),
        ({"sector": "primary"}, "Did you mean ‘primary care’"),
        ({"nmae": "x"}, "An element has no ‘nmae’"),
    ],
)
def test_what_an_element_cannot_be_is_refused_in_a_sentence(mapping, fields, sentence):
    row = mapping.add_element("Library", kind="place")
    with pytest.raises(BadInput, match=sentence):
        mapping.change_element(row.id, **fields)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"strength": 6}, "from 0 to 5"),
        ({"strength": True}, "whole number"),
        ({"kind": "likes"}, "kind of connection"),
        ({"sign": "plus"}, "sign"),
        ({"delay": "no"}, "yes or no"),
        ({"since": "soon"}, "has to be a date"),
        ({"since": TODAY + timedelta(days=1)}, "today or an earlier day"),
    ],
)
def test_what_a_connection_cannot_be_is_refused_in_a_sentence(mapping, fields, sentence):
    mapping.add_element("Library", kind="place")
    mapping.add_element("Kitchen", kind="place")
    tie = mapping.connect("Library", "Kitchen", kind="meets")
    with pytest.raises(BadInput, match=sentence):
        mapping.change_connection(tie.id, **fields)


def test_a_connection_can_be_said_to_be_older_than_its_entry(mapping):
    mapping.add_element("Library", kind="place", since=date(2020, 1, 1))
    mapping.add_element("Kitchen", kind="place", since=date(2020, 1, 1))
    tie = mapping.connect("Library", "Kitchen", kind="meets")

    mapping.change_connection(tie.id, since="2024-06-01")

    assert mapping.connections(date(2024, 6, 1)).index.to_list() == [tie.id]
    assert mapping.connections(date(2024, 5, 31)).empty


def test_confirming_makes_a_register_part_lived(mapping, network):
    network.prefill_map()
    unconfirmed = [row["id"] for row in network.map.parts()["elements"] if not row["lived"]]

    network.map.confirm(*unconfirmed[:2])

    rows = {row["id"]: row for row in network.map.parts()["elements"]}
    assert [rows[one]["lived"] for one in unconfirmed[:2]] == [True, True]
    assert rows[unconfirmed[0]]["confirmed_on"] == "2025-01-23"
    assert network.map.recent(most=1)[0]["action"] == "confirmed 2 parts of the map"


def test_moving_passes_over_what_is_gone(mapping):
    one = mapping.add_element("Library", kind="place")
    gone = mapping.add_element("Kitchen", kind="place")
    mapping.remove(gone.id)

    mapping.move({one.id: (5, 6), gone.id: (7, 8), "nobody": (1, 2)})

    assert [(row["x"], row["y"]) for row in mapping.parts()["elements"]] == [(5.0, 6.0)]


def test_placing_fills_only_empty_places_and_is_nobodys_step_to_undo(mapping, scope):
    placed = mapping.add_element("Library", kind="place", at=(1, 2))
    unplaced = mapping.add_element("Kitchen", kind="place")

    mapping.place({placed.id: (50, 50), unplaced.id: (60, 60)})

    assert [(row["x"], row["y"]) for row in mapping.parts()["elements"]] == [(1.0, 2.0), (60.0, 60.0)]
    assert scope.store.can("undo", network=scope.network, who=scope.who, area="map") == "added Kitchen"


@pytest.mark.parametrize("place", [(float("nan"), 0), (1e7, 0), ("here", 0), (1,)])
def test_a_place_is_two_numbers_near_the_middle(mapping, place):
    with pytest.raises(BadInput, match="drawing"):
        mapping.add_element("Library", kind="place", at=place)


def test_parts_of_another_network_are_out_of_reach(mapping, scope):
    elsewhere = type(mapping)(Scope(scope.store, "U99002", "GP", scope.clock))
    row = elsewhere.add_element("Library", kind="place")

    with pytest.raises(NotFound):
        mapping.remove(row.id)
    assert mapping.parts() == {"elements": [], "connections": []}
