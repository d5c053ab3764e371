"""The first map of a network, from the public register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta


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


def memberships(network) -> dict[str, list[tuple[str, str | None]]]:
    """Which times each practice has on the map of some day, by its name."""
    found: dict[str, list[tuple[str, str | None]]] = {}
    for day in (date(2020, 1, 1), date(2024, 6, 1), network.today()):
        parts = network.map.parts(day)
        names = {one["id"]: one["label"] for one in parts["elements"]}
        for tie in parts["connections"]:
            stay = (tie["valid_from"], tie["valid_to"])
            if tie["kind"] == "is part of" and stay not in found.setdefault(names[tie["source"]], []):
                found[names[tie["source"]]].append(stay)
    return found


def test_a_practice_that_comes_back_is_on_the_map_again(network):
    network.prefill_map()
    harbour = network.facts.past[0]
    again = replace(harbour, start=date(2024, 4, 1), end=None)
    network.facts = replace(network.facts, memberships=(*network.facts.memberships, again))

    assert network.prefill_map() is True
    assert "Harbour Practice" in labels(network)
    assert memberships(network)["Harbour Practice"] == [("2019-07-01", "2023-04-01"), ("2024-04-01", None)]
    assert network.prefill_map() is False


def test_an_end_that_the_register_corrects_is_corrected_on_the_map(network):
    network.prefill_map()
    *others, harbour = sorted(network.facts.memberships, key=lambda stay: stay.end is not None)
    network.facts = replace(network.facts, memberships=(*others, replace(harbour, end=None)))

    assert network.prefill_map() is True
    assert memberships(network)["Harbour Practice"] == [("2019-07-01", None)]
    assert "Harbour Practice" in labels(network)


def test_another_commissioner_takes_the_place_of_the_former_one(network):
    network.prefill_map()
    network.facts = replace(network.facts, commissioner_code="ZZ2", commissioner="NHS Otherborough")

    network.prefill_map()

    parts = network.map.parts()
    names = {one["id"]: one["label"] for one in parts["elements"]}
    assert [names[tie["source"]] for tie in parts["connections"] if tie["kind"] == "commissions"] == [
        "NHS Otherborough"
    ]
    assert network.prefill_map() is False


def test_a_day_that_people_changed_is_kept_and_makes_no_second_connection(network):
    network.prefill_map()
    tie = next(tie for tie in network.map.parts()["connections"] if tie["kind"] == "is part of")
    network.map.change_connection(tie["id"], since=date(2018, 1, 1))

    assert network.prefill_map() is False
    now = network.map.parts()["connections"]
    assert len(now) == 3
    assert next(each for each in now if each["id"] == tie["id"])["valid_from"] == "2018-01-01"


def test_an_ended_membership_ends_on_the_map_when_the_register_says_so(network, clock):
    network.prefill_map()
    clock.now += timedelta(days=400)
    first, *others = network.facts.memberships
    left = replace(first, end=date(2025, 6, 30))
    network.facts = replace(network.facts, memberships=(left, *others))

    network.prefill_map()

    assert first.practice_name not in labels(network)
    assert first.practice_name in labels(network, date(2025, 6, 30))
