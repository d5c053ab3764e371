"""Kumu's JSON: what is written comes back, blueprints and backups are read, and no file does harm."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from tests.exchange.corpus_xml_json import HOSTILE_LABELS, a_map_of, any_rows, broken_json, refused, rows_of, said
from workbench.exchange.kumu_json import read, write

GOOD = write(a_map_of("Link worker", "Community kitchen", "Mill Lane practice")).data
BROKEN = broken_json(GOOD)


def as_read(**found: object):
    return read(json.dumps(found).encode())


@given(rows=any_rows())
@settings(max_examples=60)
def test_what_is_written_is_read_again(rows):
    assert said(read(write(rows).data)) == said(rows)


@pytest.mark.parametrize("label", [*HOSTILE_LABELS, "bell\x07"], ids=range(len(HOSTILE_LABELS) + 1))
def test_any_label_is_text(label):
    assert said(read(write(a_map_of(label, "b")).data)) == said(a_map_of(label, "b"))


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_no_map_is_refused_in_one_sentence(what):
    refused(read, BROKEN[what])


def test_kumu_finds_its_own_fields():
    element = {
        "id": "a",
        "label": "Ada",
        "kind": "team",
        "note": "at the desk",
        "themes": ["healthy choices"],
        "x": 1.0,
    }
    element |= {"size": "usual", "pinned": False}
    tie = {"id": "1", "source": "a", "target": "a", "kind": "trusts", "direction": "one way", "said_by": "nurse"}
    written = write(rows_of([{**element, "y": 2.0}], [{**tie, "delay": False}], title="Who"))
    assert json.loads(written.data) == {
        "name": "Who",
        "elements": [
            {
                "id": "a",
                "label": "Ada",
                "type": "team",
                "description": "at the desk",
                "tags": ["healthy choices"],
                "x": 1.0,
                "y": 2.0,
            }
        ],
        "connections": [
            {"id": "1", "from": "a", "to": "a", "type": "trusts", "direction": "directed", "said by": "nurse"}
        ],
    }
    assert written.left_out == ("Kumu lays the map out anew: the places go along as the fields x and y only.",)


def test_a_blueprint_needs_no_ids():
    rows = as_read(
        elements=[{"label": "Ada", "type": "Person", "Favourite Tea": "mint"}, {"label": 7, "tags": "one|two"}],
        connections=[
            {"from": "Ada", "to": 7, "type": "likes", "direction": "Mutual", "label": "+"},
            {"from": 7, "to": "Ada"},
        ],
    )
    assert said(rows) == (
        "",
        [{"label": "Ada", "kind": "Person", "Favourite Tea": "mint"}, {"label": "7", "themes": ["one", "two"]}],
        [
            {"source": "Ada", "target": "7", "kind": "likes", "direction": "mutual", "sign": "+"},
            {"source": "7", "target": "Ada"},
        ],
    )


def test_a_backup_of_a_project_is_read_with_the_places_of_its_map():
    rows = as_read(
        name="Stourvale",
        description="What we know",
        defaultMap="map-2",
        elements=[
            {
                "_id": "elem-1",
                "attributes": {"label": "Ada", "element type": "Team", "tags": ["a"], "description": "hm"},
            },
            {"_id": "elem-2", "attributes": {"label": "Ben"}},
        ],
        connections=[
            {
                "_id": "conn-1",
                "from": "elem-1",
                "to": "elem-2",
                "direction": "directed",
                "attributes": {"connection type": "meets", "strength": 2},
            }
        ],
        loops=[{"_id": "loop-1"}],
        perspectives=[{}, {}],
        maps=[
            {"_id": "map-1", "name": "Other"},
            {
                "_id": "map-2",
                "name": "Main",
                "elements": [{"element": "elem-1", "position": {"x": 10, "y": -4.5}}, {"element": "elem-2"}],
            },
        ],
    )
    assert said(rows) == (
        "Stourvale",
        [
            {"id": "elem-1", "label": "Ada", "kind": "Team", "note": "hm", "themes": ["a"], "x": 10.0, "y": -4.5},
            {"id": "elem-2", "label": "Ben"},
        ],
        [
            {
                "id": "conn-1",
                "source": "elem-1",
                "target": "elem-2",
                "kind": "meets",
                "direction": "one way",
                "strength": 2,
            }
        ],
    )
    assert rows.left_out == [
        "1 loop left out: the map finds its own.",
        "2 views left out: a map chooses its own look.",
        "The project has 2 maps: all their elements are read, with the places of ‘Main’.",
        "The description of the project is left out.",
    ]


@pytest.mark.parametrize(
    ("found", "said_of_it"),
    [
        ({"elements": [{}]}, "Element 1 of the Kumu JSON file has neither a label nor an id; give it a label."),
        ({"elements": [7]}, "Element 1 of the Kumu JSON file is no object with fields; mend it, or take it out."),
        (
            {"elements": [], "connections": [{"from": "a"}]},
            "Connection 1 of the Kumu JSON file has no ‘from’ or no ‘to’; give it both.",
        ),
    ],
)
def test_a_part_that_nobody_can_find_is_refused(found, said_of_it):
    assert refused(read, json.dumps(found).encode()) == said_of_it
