"""What is done to several parts at once is one gesture, and is taken back as one."""

from __future__ import annotations

import pytest

from workbench.errors import BadInput, NotFound
from workbench.mapping.verbs import SystemMapping


@pytest.fixture
def mapping(scope) -> SystemMapping:
    return SystemMapping(scope)


def elements(mapping: SystemMapping, *columns: str) -> list[tuple]:
    return [tuple(one[column] for column in columns) for one in mapping.parts()["elements"]]


def ties(mapping: SystemMapping, *columns: str) -> list[tuple]:
    return [tuple(one[column] for column in columns) for one in mapping.parts()["connections"]]


def last(mapping: SystemMapping) -> str:
    return mapping.recent(most=1)[0]["action"]


def test_several_elements_get_the_same_sector_theme_and_size_at_once(mapping, scope):
    link, kitchen = (mapping.add_element(name, kind="team") for name in ("Link worker", "Kitchen"))
    mapping.change_elements(
        [link.id, kitchen.id, link.id], sector="voluntary", themes=["community links"], size="large"
    )

    assert elements(mapping, "sector", "themes", "size") == [("voluntary", ["community links"], "large")] * 2
    assert last(mapping) == "changed 2 elements"
    scope.store.undo(network=scope.network, who=scope.who, area="map")
    assert elements(mapping, "sector", "themes", "size") == [(None, [], "usual")] * 2


def test_pinning_is_said_to_be_pinning(mapping):
    link, kitchen = (mapping.add_element(name, kind="team") for name in ("Link worker", "Kitchen"))
    mapping.change_elements([link.id, kitchen.id], pinned=True)
    assert last(mapping) == "pinned 2 elements"
    mapping.change_elements([link.id], pinned=False)
    assert last(mapping) == "unpinned Link worker"


def test_several_elements_never_get_one_name_and_an_unknown_one_changes_none(mapping):
    link = mapping.add_element("Link worker", kind="team")
    with pytest.raises(BadInput, match="cannot all be given one name"):
        mapping.change_elements([link.id], label="All")
    with pytest.raises(NotFound):
        mapping.change_elements([link.id, "nobody"], sector="voluntary")
    assert elements(mapping, "label", "sector") == [("Link worker", None)]


def test_several_connections_get_the_same_strength_at_once(mapping, clock):
    link, kitchen = (mapping.add_element(name, kind="team") for name in ("Link worker", "Kitchen"))
    one = mapping.connect(link, kitchen, kind="trusts")
    other = mapping.connect(kitchen, link, kind="meets")
    mapping.change_connections([one.id, other.id], strength=5, themes=["a different conversation"])
    assert ties(mapping, "strength", "themes") == [(5, ["a different conversation"])] * 2
    with pytest.raises(BadInput, match="today or an earlier day"):
        mapping.change_connections([one.id], since="2025-01-24")


def test_a_copy_stands_beside_its_original_with_the_connections_among_what_was_copied(mapping):
    link = mapping.add_element("Link worker", kind="person in role", sector="primary care", at=(10, 20))
    kitchen = mapping.add_element("Kitchen", kind="place")
    other = mapping.add_element("Ward", kind="team")
    mapping.connect(link, kitchen, kind="refers to", strength=4, sign="+", said_by="nurse")
    mapping.connect(link, other, kind="trusts")

    copies = mapping.copy([link.id, kitchen.id])

    assert sorted(each for each in elements(mapping, "label", "kind", "sector", "x", "y") if "(copy)" in each[0]) == [
        ("Kitchen (copy)", "place", None, None, None),
        ("Link worker (copy)", "person in role", "primary care", 70.0, 80.0),
    ]
    assert ties(mapping, "source", "target", "kind", "strength", "sign", "said_by")[2:] == [
        (copies[link.id], copies[kitchen.id], "refers to", 4, "+", "nurse")
    ]
    assert last(mapping) == "copied 2 elements"


def test_an_arranged_map_says_how_and_leaves_out_who_is_gone(mapping):
    link = mapping.add_element("Link worker", kind="team", at=(0, 0))
    mapping.move({link.id: (5, 6), "gone": (1, 1)}, arranged="in a circle")
    assert (elements(mapping, "x", "y"), last(mapping)) == ([(5.0, 6.0)], "arranged the map in a circle")


def test_what_the_register_says_and_is_not_so_was_never_on_the_map(network):
    network.prefill_map()
    mapping = network.map
    tie = next(one for one in mapping.parts()["connections"] if one["kind"] == "is part of")

    assert mapping.reject(tie["id"]).startswith("the connection between ")

    assert tie["id"] not in {one["id"] for one in mapping.parts()["connections"]}
    assert tie["id"] not in {one["id"] for one in mapping.parts("2024-06-01")["connections"]}
    assert not network.prefill_map()
    assert tie["id"] not in {one["id"] for one in mapping.parts()["connections"]}


def test_what_people_told_is_removed_and_not_rejected(mapping):
    link = mapping.add_element("Link worker", kind="team")
    with pytest.raises(BadInput, match="so it was so once"):
        mapping.reject(link.id)
    assert elements(mapping, "label") == [("Link worker",)]


def test_what_goes_together_is_removed_once_in_whichever_order_it_was_pointed_to(mapping):
    link, kitchen, ward = (mapping.add_element(name, kind="team") for name in ("Link worker", "Kitchen", "Ward"))
    tie = mapping.connect(link, kitchen, kind="trusts")
    other = mapping.connect(kitchen, ward, kind="meets")

    said = mapping.remove(other.id, link.id, tie.id, link.id)

    assert said == "Link worker and its connection and the connection between Kitchen and Ward"
    assert (elements(mapping, "label"), ties(mapping, "id")) == ([("Kitchen",), ("Ward",)], [])
    assert last(mapping) == f"removed {said}"


def test_an_element_with_its_connections_is_rejected_at_once(network):
    network.prefill_map()
    mapping = network.map
    tie = next(one for one in mapping.parts()["connections"] if one["kind"] == "is part of")

    name = next(one["label"] for one in mapping.parts()["elements"] if one["id"] == tie["source"])

    assert mapping.reject(tie["source"], tie["id"]) == name
    assert not {tie["id"], tie["source"]} & {one["id"] for rows in mapping.parts().values() for one in rows}


def test_an_element_of_which_people_told_a_connection_is_not_rejected(network):
    network.prefill_map()
    mapping = network.map
    practice = next(one for one in mapping.parts()["elements"] if not one["lived"])
    kitchen = mapping.add_element("Kitchen", kind="place")
    told = mapping.connect(practice["id"], kitchen, kind="trusts")

    with pytest.raises(BadInput, match=r"People told of a connection of .* so it was so once\. Remove it instead"):
        mapping.reject(practice["id"])

    assert told.id in {one["id"] for one in mapping.parts()["connections"]}
