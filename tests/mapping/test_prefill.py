"""The first map of a network, from the public register."""

from __future__ import annotations

from datetime import date


def labels(network, day: date | None = None) -> list[str]:
    return sorted(network.map.elements(day)["label"])


def test_a_prefilled_map_shows_the_network_its_practices_and_its_commissioner(network):
    assert network.prefill_map() is True

    elements = {row["id"]: row["label"] for row in network.map.parts()["elements"]}
    ties = sorted(
        (elements[tie["source"]], tie["kind"], elements[tie["target"]], tie["valid_from"])
        for tie in network.map.parts()["connections"]
    )
    assert labels(network) == ["Mill Lane Surgery", "NHS Testshire", "Old Forge Practice", "Stourvale"]
    assert ties == [
        ("Mill Lane Surgery", "is part of", "Stourvale", "2019-07-01"),
        ("NHS Testshire", "commissions", "Stourvale", "2019-07-01"),
        ("Old Forge Practice", "is part of", "Stourvale", "2019-07-01"),
    ]


def test_everything_prefilled_is_administrative_and_placed(network):
    network.prefill_map()
    parts = network.map.parts()

    everything = [*parts["elements"], *parts["connections"]]
    assert {(one["provenance"], one["lived"], one["register_source"]) for one in everything} == {
        ("administrative", False, "test register, January 2025")
    }
    assert all(one["x"] is not None for one in parts["elements"])
    assert len({(one["x"], one["y"]) for one in parts["elements"]}) == len(parts["elements"])


def test_a_practice_that_left_is_on_the_map_up_to_its_last_day(network):
    network.prefill_map()

    assert "Harbour Practice" in labels(network, date(2023, 3, 31))
    assert "Harbour Practice" not in labels(network, date(2023, 4, 1))


def test_prefilling_twice_changes_nothing(network):
    network.prefill_map()
    before, sequence = network.map.parts(), network.latest()

    assert network.prefill_map() is False
    assert (network.map.parts(), network.latest()) == (before, sequence)


def test_prefilling_again_keeps_what_people_changed(network):
    network.prefill_map()
    mill = next(row for row in network.map.parts()["elements"] if row["label"] == "Mill Lane Surgery")
    network.map.change_element(mill["id"], label="Mill Lane", note="Moved across the road.")
    network.map.move({mill["id"]: (1, 2)})

    network.prefill_map()

    kept = next(row for row in network.map.parts()["elements"] if row["id"] == mill["id"])
    assert (kept["label"], kept["note"], kept["x"], kept["y"]) == ("Mill Lane", "Moved across the road.", 1.0, 2.0)


def test_a_part_that_people_removed_does_not_come_back(network):
    network.prefill_map()
    mill = next(row for row in network.map.parts()["elements"] if row["label"] == "Mill Lane Surgery")
    network.map.remove(mill["id"])

    network.prefill_map()

    assert "Mill Lane Surgery" not in labels(network)
