"""What a map says in words."""

from __future__ import annotations

import pytest

from workbench.mapping import sentences, vocabulary


@pytest.fixture
def story(mapping):
    """Four elements of three sectors; one of them hangs on the link worker alone."""
    link = mapping.add_element("Link worker", kind="person in role", sector="primary care")
    kitchen = mapping.add_element("Kitchen", kind="place", sector="voluntary")
    ward = mapping.add_element("Discharge hub", kind="service", sector="hospital")
    alone = mapping.add_element("Library", kind="place", sector="voluntary")
    mapping.connect(link, kitchen, kind="refers to", strength=4, sure="fairly sure")
    mapping.connect(ward, link, kind="refers to", direction="mutual", strength=1, said_by="")
    mapping.connect(link, alone, kind="meets", strength=0)
    return mapping


def test_an_element_says_what_it_joins_and_what_hangs_on_it(story):
    parts = story.parts()
    said = sentences.about_the_parts(parts)
    by_label = {one["label"]: said[one["id"]] for one in parts["elements"]}

    assert by_label == {
        "Link worker": "Joins primary care with voluntary and hospital: connected to 2 others. "
        "Without it, Discharge hub and Kitchen would be connected to nothing. 1 connection is hoped for.",
        "Kitchen": "Joins voluntary with primary care: connected to 1 other.",
        "Discharge hub": "Joins hospital with primary care: connected to 1 other.",
        "Library": "Not connected to anything yet. 1 connection is hoped for.",
    }


def test_a_connection_says_how_strong_it_is_and_who_told_it(story):
    parts = story.parts()
    said = sentences.about_the_parts(parts)

    assert [said[tie["id"]] for tie in parts["connections"]] == [
        (
            "Link worker refers to Kitchen. It is firm (4 of 5). It joins primary care and voluntary. "
            "Said by practice manager, who is fairly sure."
        ),
        (
            "Discharge hub refers to Link worker, and the other way round. It is slight (1 of 5). "
            "It joins hospital and primary care."
        ),
        (
            "Link worker meets Library. People hope for this; it is not there yet. It joins primary care and "
            "voluntary. Said by practice manager."
        ),
    ]


@pytest.mark.parametrize(
    ("sign", "delay", "says"),
    [
        ("+", False, "More of Waiting makes more of Worry."),
        ("-", True, "More of Waiting makes less of Worry, after a while."),
        ("?", False, "More of Waiting makes more or less, nobody can say yet, of Worry."),
        (None, True, "Its effect comes after a while."),
    ],
)
def test_an_influence_says_which_way_it_works(mapping, sign, delay, says):
    mapping.add_element("Waiting", kind="factor")
    mapping.add_element("Worry", kind="factor")
    tie = mapping.connect("Waiting", "Worry", kind="influences", sign=sign, delay=delay, said_by="")

    said = sentences.about_the_parts(mapping.parts())[tie.id]
    assert said == f"Waiting influences Worry. It is steady (3 of 5). {says}"


def test_the_whole_map_says_who_joins_most_who_is_alone_and_who_is_missing(story):
    assert sentences.about_the_map(story.parts()) == {
        "elements": 4,
        "connections": 2,
        "hoped_for": 1,
        "told": 100,
        "register_only": 0,
        "says": [
            "Link worker is connected to the most others (2).",
            "Connected to nothing yet: Library.",
            "So far only primary care, voluntary and hospital are on the map.",
        ],
    }


def test_the_sectors_that_are_missing_are_named_when_they_are_few(mapping):
    for sector in vocabulary.SECTORS[:-2]:
        mapping.add_element(sector, kind="team", sector=sector)
    assert sentences.about_the_map(mapping.parts())["says"][-1] == (
        "Nobody from lived experience or commissioning is on the map yet."
    )


def test_an_empty_map_says_nothing(mapping):
    parts = mapping.parts()
    assert sentences.about_the_map(parts) == {
        "elements": 0,
        "connections": 0,
        "hoped_for": 0,
        "told": None,
        "register_only": 0,
        "says": [],
    }
    assert (sentences.about_the_parts(parts), sentences.to_confirm(parts)) == ({}, [])


def test_confirming_a_connection_takes_its_ends_along_so_that_nothing_is_asked_twice(network):
    network.prefill_map()
    questions = sentences.to_confirm(network.map.parts())
    assert sentences.about_the_map(network.map.parts())["register_only"] == 7

    assert sorted(one["says"] for one in questions) == [
        "Mill Lane Surgery is part of Stourvale.",
        "NHS Testshire commissions Stourvale.",
        "Old Forge Practice is part of Stourvale.",
    ]
    assert [len(one["confirms"]) for one in questions] == [3, 3, 3]

    for question in questions:
        network.map.confirm(*question["confirms"])
    assert sentences.to_confirm(network.map.parts()) == []
    assert sentences.about_the_map(network.map.parts())["told"] == 100


def test_a_share_says_all_only_of_all_and_none_only_of_none():
    given = ((0, 1), (1, 1), (1, 1000), (999, 1000), (1000, 1000), (0, 1000), (57, 100), (1, 3))
    assert [sentences.share(some, of) for some, of in given] == [0, 100, 1, 99, 100, 0, 57, 33]


def test_an_element_whose_connections_were_denied_is_asked_for_by_itself(network):
    network.prefill_map()
    for tie in network.map.parts()["connections"]:
        network.map.remove(tie["id"])

    assert [one["says"] for one in sentences.to_confirm(network.map.parts())] == [
        f"{row['label']} (organisation) is part of how things work here." for row in network.map.parts()["elements"]
    ]


def test_a_register_part_says_so_until_it_is_confirmed(network):
    network.prefill_map()
    tie = network.map.parts()["connections"][0]
    assert sentences.about_the_parts(network.map.parts())[tie["id"]].endswith(
        "So far only the public register says so."
    )

    network.map.confirm(tie["id"])
    assert sentences.about_the_parts(network.map.parts())[tie["id"]].endswith(
        "From the public register, confirmed on 23 January 2025."
    )
