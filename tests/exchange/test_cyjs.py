"""Cytoscape's JSON: what is written comes back, other tools' files are read, and none does harm."""

from __future__ import annotations

import json

import networkx as nx
import pytest
from hypothesis import given, settings

from tests.exchange.corpus_xml_json import HOSTILE_LABELS, a_map_of, any_rows, broken_json, refused, rows_of, said
from workbench.errors import BadInput
from workbench.exchange.cyjs import read, write

GOOD = write(a_map_of("Link worker", "Community kitchen", "Mill Lane practice")).data
BROKEN = broken_json(GOOD)


def as_read(*nodes: dict, edges: tuple[dict, ...] = (), **beside: object):
    found = {"elements": {"nodes": [{"data": one} for one in nodes], "edges": [{"data": one} for one in edges]}}
    return read(json.dumps(found | beside).encode())


@given(rows=any_rows())
@settings(max_examples=60)
def test_what_is_written_is_read_again(rows):
    written = write(rows)
    assert said(read(written.data)) == said(rows)
    assert written.left_out == ()


@pytest.mark.parametrize("label", [*HOSTILE_LABELS, "bell\x07"], ids=range(len(HOSTILE_LABELS) + 1))
def test_any_label_is_text(label):
    assert said(read(write(a_map_of(label, "b")).data)) == said(a_map_of(label, "b"))


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_no_map_is_refused_in_one_sentence(what):
    refused(read, BROKEN[what])


def test_the_sentences_say_what_is_wrong_and_what_to_do():
    assert refused(read, BROKEN["a key twice"]) == (
        "The Cytoscape JSON file says ‘elements’ twice in one place; take one of them out."
    )
    assert refused(read, BROKEN["Latin-1"]) == (
        "The file is not text in UTF-8, as Cytoscape JSON has to be; save it again as UTF-8, or choose another file."
    )


def test_cytoscape_finds_what_it_shows_by_itself():
    rows = rows_of(
        [{"id": "a", "label": "Ada", "x": 1.5, "y": -2.0}, {"id": "b", "label": "Ben"}],
        [
            {
                "id": "1",
                "source": "a",
                "target": "b",
                "kind": "trusts",
                "direction": "mutual",
                "themes": ["healthy choices"],
            }
        ],
        title="Who is who",
    )
    found = json.loads(write(rows).data)
    assert found["data"] == {"name": "Who is who", "shared_name": "Who is who", "selected": True}
    assert found["elements"]["nodes"][0] == {
        "data": {"id": "a", "label": "Ada", "name": "Ada", "shared_name": "Ada"},
        "selected": False,
        "position": {"x": 1.5, "y": -2.0},
    }
    assert found["elements"]["edges"][0]["data"] == {
        "id": "1",
        "source": "a",
        "target": "b",
        "kind": "trusts",
        "direction": "mutual",
        "themes": ["healthy choices"],
        "name": "Ada (trusts) Ben",
        "shared_name": "Ada (trusts) Ben",
        "interaction": "trusts",
        "shared_interaction": "trusts",
    }


def test_what_the_desktop_writes_is_read():
    rows = as_read(
        {"id": "62", "shared_name": "Ward 5", "name": "Ward 5", "SUID": 62, "selected": False, "Beds": 24},
        {"id": "63", "shared_name": "Ben", "SUID": 63, "label": 7, "parent": "62"},
        edges=(
            {"id": "70", "source": "62", "target": "63", "name": "Ward 5 (pp) Ben", "interaction": "pp", "weight": 3},
            {"id": "71", "source": "63", "target": "62", "shared_interaction": "meets", "weight": 0.5},
        ),
        data={"name": "A network", "__Annotations": ["a box"]},
    )
    assert said(rows) == (
        "A network",
        [{"id": "62", "label": "Ward 5", "Beds": "24"}, {"id": "63", "label": "7"}],
        [
            {"id": "70", "source": "62", "target": "63", "kind": "pp", "direction": "one way", "strength": 5},
            {"id": "71", "source": "63", "target": "62", "kind": "meets", "direction": "one way", "strength": 1},
        ],
    )
    assert rows.left_out == [
        "The weights of the connections, 0.5 to 3, are read as strengths 1 to 5 by their rank.",
        "That 1 node lies within others is left out: a map has no groups.",
        "1 annotation beside the network left out: a map has none.",
    ]


def test_what_networkx_writes_is_read():
    graph = nx.MultiGraph(name="pairs")
    graph.add_node(1, label="Ada")
    graph.add_edge(1, 2)
    graph.add_edge(1, 2)
    assert said(read(json.dumps(nx.cytoscape_data(graph)).encode())) == (
        "pairs",
        [{"id": "1", "label": "Ada", "name": "1"}, {"id": "2", "label": "2"}],
        [
            {"source": "1", "target": "2", "direction": "undirected"},
            {"source": "1", "target": "2", "direction": "undirected", "key": "1"},
        ],
    )


def test_one_list_of_everything_is_read_as_cytoscape_js_has_it():
    parts = [{"data": {"id": "a"}}, {"data": {"id": "b"}}, {"data": {"id": "e", "source": "a", "target": "b"}}]
    for found in (parts, {"elements": parts, "style": [{"selector": "node"}]}):
        rows = read(json.dumps(found).encode())
        assert [row.values["label"] for row in rows.elements] == ["a", "b"]
        assert [row.values["id"] for row in rows.connections] == ["e"]


@pytest.mark.parametrize("node", [{}, {"id": ""}, {"id": None}, {"id": []}, {"id": {}}], ids=range(5))
def test_a_node_that_nobody_can_find_is_refused(node):
    with pytest.raises(BadInput, match=r"^Node 1 of the Cytoscape JSON file has no id; give every node an id\.$"):
        as_read(node)


def test_ids_that_other_languages_trip_over_are_text():
    rows = as_read(
        {"id": "__proto__"}, {"id": "constructor"}, edges=({"source": "__proto__", "target": "constructor"},)
    )
    assert [row.values["id"] for row in rows.elements] == ["__proto__", "constructor"]
    assert rows.connections[0].values["source"] == "__proto__"


def test_half_a_letter_becomes_a_question_mark_in_a_box():
    assert read(b'{"elements":{"nodes":[{"data":{"id":"a","label":"\\ud83d"}}]}}').elements[0].values["label"] == "�"
