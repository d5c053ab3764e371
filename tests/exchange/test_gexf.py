"""GEXF: what is written comes back, what Gephi writes is read, and no file does harm."""

from __future__ import annotations

import io

import networkx as nx
import pytest
from hypothesis import given, settings

from tests.exchange.corpus_xml_json import HOSTILE_LABELS, a_map_of, any_rows, broken_xml, refused, rows_of, said
from workbench.exchange.gexf import read, write

GOOD = write(a_map_of("Link worker", "Community kitchen", "Mill Lane practice")).data
BROKEN = broken_xml(GOOD, "gexf")


@given(rows=any_rows())
@settings(max_examples=60)
def test_what_is_written_is_read_again(rows):
    written = write(rows)
    assert said(read(written.data)) == said(rows)
    assert written.left_out == ()


@pytest.mark.parametrize("label", HOSTILE_LABELS, ids=range(len(HOSTILE_LABELS)))
def test_any_label_is_text(label):
    assert said(read(write(a_map_of(label, "b")).data)) == said(a_map_of(label, "b"))


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_no_map_is_refused_in_one_sentence(what):
    refused(read, BROKEN[what])


def test_what_xml_cannot_hold_is_replaced_and_said():
    written = write(a_map_of("bell\x07", "b"))
    assert read(written.data).elements[0].values["label"] == "bell�"
    assert written.left_out == ("1 control character, which the format cannot hold, is written as �.",)


def test_gephi_finds_directions_weights_kinds_and_places_where_it_looks_for_them():
    rows = rows_of(
        [{"id": "a", "label": "Ada", "x": 1.5, "y": -2.0}, {"id": "b", "label": "Ben", "themes": ["healthy choices"]}],
        [
            {"id": "1", "source": "a", "target": "b", "kind": "trusts", "direction": "mutual", "strength": 4},
            {"id": "2", "source": "a", "target": "b", "kind": "meets", "direction": "undirected", "strength": 0},
        ],
        title="Who is who",
    )
    written = write(rows).data.decode()
    assert '<viz:position x="1.5" y="2.0" z="0.0"/>' in written
    assert '<edge id="1" source="a" target="b" type="mutual" label="trusts" kind="trusts" weight="4.0">' in written
    assert '<edge id="2" source="a" target="b" type="undirected" label="meets" kind="meets">' in written
    assert '<attvalue for="themes" value="healthy choices"/>' in written
    assert 'version="1.3"' in written


def test_what_networkx_writes_is_read():
    graph = nx.DiGraph()
    graph.add_node("a", label="Ada", kind="team", viz={"position": {"x": 3.0, "y": 4.0, "z": 0.0}, "size": 7.0})
    graph.add_edge("a", "b", weight=2, sure="unsure")
    graph.add_edge("b", "a", weight=3)
    out = io.BytesIO()
    nx.write_gexf(graph, out)
    rows = read(out.getvalue())
    assert [row.values for row in rows.elements] == [
        {"id": "a", "label": "Ada", "kind": "team", "x": 3.0, "y": -4.0},
        {"id": "b", "label": "b"},
    ]
    assert [row.values for row in rows.connections] == [
        {"id": "0", "source": "a", "target": "b", "direction": "one way", "sure": "unsure", "strength": 2},
        {"id": "1", "source": "b", "target": "a", "direction": "one way", "strength": 3},
    ]
    assert rows.left_out == ["The colours, shapes and sizes of 1 part are left out: a map chooses its own."]


def test_what_gephi_writes_of_time_groups_and_colours_is_read_as_far_as_it_goes():
    rows = read(b"""<?xml version="1.0"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3" xmlns:viz="http://gexf.net/1.3/viz">
<graph defaultedgetype="undirected" mode="dynamic" timeformat="date">
<attributes class="node"><attribute id="0" title="Sector" type="string"><default>voluntary</default></attribute>
</attributes>
<nodes><node id="n" label="Ada" start="2025-01-23" end="2025-03-01T10:00:00"><attvalues>
<attvalue for="0" value="hospital" start="2025-01-01"/>
<attvalue for="0" value="community" start="2025-02-01"/></attvalues>
<viz:color r="1" g="2" b="3"/><nodes><node id="m" label="Ben" start="7.0"/></nodes></node></nodes>
<edges><edge source="n" target="m" label="talks to"/><edge source="m" target="n" type="directed"/></edges>
</graph></gexf>""")
    assert [row.values for row in rows.elements] == [
        {"id": "n", "label": "Ada", "sector": "community", "valid_from": "2025-01-23", "valid_to": "2025-03-01"},
        {"id": "m", "label": "Ben", "sector": "voluntary"},
    ]
    assert [row.values for row in rows.connections] == [
        {"source": "n", "target": "m", "direction": "undirected", "label": "talks to"},
        {"source": "m", "target": "n", "direction": "one way"},
    ]
    assert rows.left_out == [
        "The colours, shapes and sizes of 1 part are left out: a map chooses its own.",
        "That 1 node lies within others is left out: a map has no groups.",
        "1 time that is no day left out.",
        "2 values that change over time are left out, but for the last of each.",
    ]


@pytest.mark.parametrize("inside", ["<nodes><node/></nodes>", "<edges><edge source='a'/></edges>"], ids=range(2))
def test_a_part_that_nobody_can_find_is_refused(inside):
    refused(read, f"<gexf><graph>{inside}</graph></gexf>".encode())
