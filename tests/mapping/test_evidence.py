"""Where each part of the map comes from."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from workbench.mapping.evidence import by_day, evidence, lived_by_sector
from workbench.mapping.happened import REGISTER, steps
from workbench.workspace import Network

LAUNCH = {"id": "s1", "title": "Launch", "held_on": "2025-01-23"}
HALFWAY = {"id": "s2", "title": "Halfway", "held_on": "2025-02-02"}
EVENING = {"id": "s3", "title": "Evening", "held_on": "2025-02-02"}
MEETINGS = by_day([LAUNCH, HALFWAY, EVENING])


def named(*meetings: dict) -> list[dict[str, str]]:
    return [{"id": one["id"], "title": one["title"]} for one in meetings]


def of(mapping, part: str) -> dict:
    parts = mapping.parts()
    row = next(one for one in (*parts["elements"], *parts["connections"]) if one["id"] == part)
    found = evidence(row, steps(mapping._scope, part), MEETINGS)
    assert json.loads(json.dumps(found)) == found
    return found


@pytest.fixture
def tie(mapping) -> str:
    one, other = mapping.add_element("Link worker", kind="team"), mapping.add_element("Kitchen", kind="place")
    return mapping.connect(one, other, kind="refers to", strength=2, said_by="carer", sure="unsure").id


def test_a_connection_says_who_told_it_how_sure_they_are_and_in_which_session(mapping, clock, tie):
    clock.now += timedelta(days=10)
    mapping._scope.who = "GP"
    mapping.change_connection(tie, strength=4)
    mapping.confirm(tie, in_session="s3")

    found = of(mapping, tie)

    assert {name: found[name] for name in ("said_by", "sure", "since", "source", "confirmed")} == {
        "said_by": "carer",
        "sure": "unsure",
        "since": "2025-01-23",
        "source": {
            "kind": "people", "name": "", "who": "practice manager", "on": "2025-01-23", "sessions": named(LAUNCH),
        },
        "confirmed": {"who": "GP", "on": "2025-02-02", "sessions": named(EVENING)},
    }  # fmt: skip
    assert [(step["what"], step["before"], step["after"], step["sessions"]) for step in found["steps"]] == [
        ("formed", None, 2, named(LAUNCH)),
        ("stronger", 2, 4, named(HALFWAY, EVENING)),
        ("confirmed", None, None, named(EVENING)),
    ]


def test_what_is_backdated_was_said_on_the_day_it_was_recorded(mapping):
    one, other = mapping.add_element("Link worker", kind="team"), mapping.add_element("Kitchen", kind="place")
    (step,) = of(mapping, mapping.connect(one, other, kind="meets", since="2024-10-01").id)["steps"]
    assert (step["on"], step["recorded_on"], step["sessions"]) == ("2024-10-01", "2025-01-23", named(LAUNCH))


def test_an_element_says_who_put_it_on_the_map(mapping, clock):
    clock.now += timedelta(days=1)
    found = of(mapping, mapping.add_element("Kitchen", kind="place").id)
    assert found["source"] == {
        "kind": "people", "name": "", "who": "practice manager", "on": "2025-01-24", "sessions": [],
    }  # fmt: skip
    assert (found["said_by"], found["sure"], found["confirmed"]) == ("", "", None)


def test_what_the_register_says_names_the_register_and_no_session_until_it_is_confirmed(network: Network):
    network.prefill_map()
    part = network.map.parts()["connections"][0]["id"]
    found = of(network.map, part)
    assert found["source"] == {
        "kind": "register", "name": "test register, January 2025", "who": "practice manager", "on": "2025-01-23",
        "sessions": [],
    }  # fmt: skip
    assert [(step["said_by"], step["sessions"]) for step in found["steps"]] == [(REGISTER, [])]

    network.map.confirm(part)
    assert of(network.map, part)["confirmed"] == {
        "who": "practice manager", "on": "2025-01-23", "sessions": named(LAUNCH),
    }  # fmt: skip


def test_what_came_from_a_file_names_the_file(mapping, tie):
    row = {**mapping.parts()["connections"][0], "file_source": "old map.csv"}
    source = evidence(row, steps(mapping._scope, tie), {})["source"]
    assert (source["kind"], source["name"], source["sessions"]) == ("file", "old map.csv", [])


def test_a_part_of_which_the_feed_says_nothing_still_says_what_it_holds(mapping, tie):
    row = {**mapping.parts()["connections"][0], "confirmed_on": "2025-01-20"}
    found = evidence(row, [], {})
    assert found["confirmed"] == {"who": "", "on": "2025-01-20", "sessions": []}
    assert found["source"] == {"kind": "people", "name": "", "who": "", "on": "2025-01-23", "sessions": []}


def test_the_lived_share_is_told_sector_by_sector(network: Network):
    assert lived_by_sector(network.map.parts()) == []
    network.prefill_map()
    kitchen = network.map.add_element("Kitchen", kind="place")
    link = network.map.add_element("Link worker", kind="team", sector="primary care")
    network.map.connect(link, kitchen, kind="meets")
    ward = network.map.add_element("Ward", kind="team", sector="hospital")
    network.map.connect(ward, link, kind="meets")
    assert lived_by_sector(network.map.parts()) == [
        {"sector": "primary care", "parts": 9, "told": 3, "share": 33},
        {"sector": "hospital", "parts": 2, "told": 2, "share": 100},
        {"sector": "commissioning", "parts": 2, "told": 0, "share": 0},
        {"sector": "no sector", "parts": 2, "told": 2, "share": 100},
    ]
