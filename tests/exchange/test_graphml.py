"""GraphML: what is written comes back, other tools' files are read as far as they go, and none does harm."""

from __future__ import annotations

import io

import networkx as nx
import pytest
from hypothesis import given, settings

from tests.exchange.corpus_xml_json import HOSTILE_LABELS, a_map_of, any_rows, broken_xml, refused, rows_of, said
from workbench.exchange.graphml import read, write

GOOD = write(a_map_of("Link worker", "Community kitchen", "Mill Lane practice")).data
BROKEN = broken_xml(GOOD, "graphml")


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


def test_the_sentences_say_what_is_wrong_and_what_to_do():
    assert refused(read, BROKEN["cut off"]).startswith(
        "The file cannot be read as GraphML: it ends before it is complete"
    )
    assert refused(read, BROKEN["a bomb"]) == (
        "The GraphML file declares a document type (DOCTYPE), which is not read because it can carry harm; "
        "save the map again without it."
    )


def test_what_xml_cannot_hold_is_replaced_and_said():
    written = write(a_map_of("bell\x07 and nought\x00", "b"))
    assert read(written.data).elements[0].values["label"] == "bell� and nought�"
    assert written.left_out == ("2 control characters, which the format cannot hold, are written as �.",)


def test_a_file_in_utf_16_that_says_so_is_read():
    data = GOOD.decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert said(read(data)) == said(read(GOOD))


def test_networkx_opens_what_is_written():
    rows = rows_of(
        [{"id": "a", "label": "Ada", "x": 1.5, "y": 2, "pinned": True}, {"id": "b", "label": "Ben"}],
        [
            {"id": "t1", "source": "a", "target": "b", "kind": "trusts", "direction": "mutual", "strength": 4},
            {"id": "t2", "source": "a", "target": "b", "kind": "meets", "direction": "undirected", "strength": 0},
        ],
    )
    graph = nx.read_graphml(io.BytesIO(write(rows).data))
    assert dict(graph.nodes(data=True)) == {
        "a": {"label": "Ada", "x": 1.5, "y": 2.0, "pinned": True},
        "b": {"label": "Ben"},
    }
    assert sorted(graph.edges(keys=True, data=True)) == [
        ("a", "b", "t1", {"kind": "trusts", "direction": "mutual", "strength": 4, "weight": 4.0}),
        ("a", "b", "t2", {"kind": "meets", "direction": "undirected", "strength": 0}),
    ]


def test_what_networkx_writes_is_read_with_its_weights_as_ranks():
    graph = nx.Graph(name="who talks")
    graph.add_weighted_edges_from([("Ada", "Ben", 0.5), ("Ben", "Cy", 12), ("Ada", "Cy", 40)])
    out = io.BytesIO()
    nx.write_graphml(graph, out)
    rows = read(out.getvalue())
    assert [row.values for row in rows.elements] == [{"id": name, "label": name} for name in ("Ada", "Ben", "Cy")]
    assert [(row.values["direction"], row.values["strength"]) for row in rows.connections] == [
        ("undirected", 1),
        ("undirected", 5),
        ("undirected", 3),
    ]
    assert rows.left_out == ["The weights of the connections, 0.5 to 40, are read as strengths 1 to 5 by their rank."]


YED = b"""<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <key for="node" id="d6" yfiles.type="nodegraphics"/>
  <key attr.name="description" attr.type="string" for="node" id="d5"/>
  <key for="edge" id="d10" yfiles.type="edgegraphics"/>
  <graph edgedefault="directed" id="G">
    <node id="n0" yfiles.foldertype="group">
      <data key="d6"><y:ProxyAutoBoundsNode><y:Realizers active="0"><y:GroupNode>
        <y:Geometry height="100.0" width="200.0" x="0.0" y="0.0"/><y:NodeLabel>The surgery</y:NodeLabel>
      </y:GroupNode></y:Realizers></y:ProxyAutoBoundsNode></data>
      <graph edgedefault="directed" id="n0:">
        <node id="n0::n0"><data key="d5">at the desk</data><data key="d6"><y:ShapeNode>
          <y:Geometry height="30.0" width="60.0" x="10.0" y="20.0"/><y:Fill color="#FFCC00"/>
          <y:NodeLabel>Receptionist<y:LabelModel/></y:NodeLabel></y:ShapeNode></data></node>
      </graph>
    </node>
    <node id="n1"/>
    <edge id="e0" source="n0::n0" target="n1"><data key="d10"><y:PolyLineEdge>
      <y:Arrows source="standard" target="none"/><y:EdgeLabel>+</y:EdgeLabel></y:PolyLineEdge></data></edge>
    <edge id="e1" source="n0" target="n1"><data key="d10"><y:PolyLineEdge>
      <y:Arrows source="delta" target="delta"/><y:EdgeLabel>sends letters to</y:EdgeLabel>
    </y:PolyLineEdge></data></edge>
    <edge id="e2" source="n0" target="n1"><data key="d10"><y:ArcEdge>
      <y:Arrows source="none" target="none"/></y:ArcEdge></data></edge>
  </graph>
</graphml>"""


def test_what_yed_draws_is_read():
    rows = read(YED)
    assert [row.values for row in rows.elements] == [
        {"id": "n0", "label": "The surgery", "x": 100.0, "y": 50.0},
        {"id": "n0::n0", "label": "Receptionist", "note": "at the desk", "x": 40.0, "y": 35.0},
        {"id": "n1", "label": "n1"},
    ]
    assert [row.values for row in rows.connections] == [
        {"id": "e0", "source": "n1", "target": "n0::n0", "direction": "one way", "sign": "+"},
        {"id": "e1", "source": "n0", "target": "n1", "direction": "mutual", "label": "sends letters to"},
        {"id": "e2", "source": "n0", "target": "n1", "direction": "undirected"},
    ]
    assert rows.left_out == [
        "The colours, shapes and sizes of 1 part are left out: a map chooses its own.",
        "What 1 group held together is left out; the groups and their parts are elements.",
    ]


def test_what_cytoscape_and_gephi_write_is_read():
    rows = read(b"""<graphml><key attr.name="name" for="node" id="k1"/><key attr.name="shared name" for="node" id="k2"/>
      <key attr.name="SUID" for="node" id="k3"/><key attr.name="r" for="node" id="k4"/>
      <key attr.name="size" for="node" id="k5"/>
      <key attr.name="interaction" for="edge" id="k6"/><key attr.name="shared name" for="edge" id="k7"/>
      <key attr.name="weight" for="edge" id="k8"><default>2</default></key><key attr.name="Beds" for="node" id="k9"/>
      <graph><node id="62"><data key="k1">Ward 5</data><data key="k2">Ward 5</data><data key="k3">62</data>
        <data key="k4">20</data><data key="k5">12.5</data><data key="k9">24</data></node><node id="63"/>
      <edge source="62" target="63"><data key="k6">refers to</data><data key="k7">Ward 5 (refers to) 63</data></edge>
      <edge source="63" target="62" directed="false"><data key="k8">4</data></edge></graph></graphml>""")
    assert [row.values for row in rows.elements] == [
        {"id": "62", "label": "Ward 5", "Beds": "24"},
        {"id": "63", "label": "63"},
    ]
    assert [row.values for row in rows.connections] == [
        {"source": "62", "target": "63", "kind": "refers to", "direction": "one way", "strength": 2},
        {"source": "63", "target": "62", "direction": "undirected", "strength": 4},
    ]
    assert rows.left_out == ["The colours, shapes and sizes of 1 part are left out: a map chooses its own."]


def test_ports_hyperedges_and_further_graphs_are_said():
    rows = read(
        b'<graphml><graph><node id="a"><port name="p"/></node><hyperedge><endpoint node="a"/></hyperedge></graph>'
        b'<graph><node id="b"/></graph></graphml>'
    )
    assert [row.values for row in rows.elements] == [{"id": "a", "label": "a"}]
    assert rows.left_out == [
        "1 further graph of the file left out: a map is one.",
        "1 connection of more than two elements left out: a map has none.",
    ]


@pytest.mark.parametrize(
    "inside", ["<node/>", '<node id="a"/><edge source="a"/>', '<node id="a"/><edge target="a"/>'], ids=range(3)
)
def test_a_part_that_nobody_can_find_is_refused(inside):
    refused(read, f"<graphml><graph>{inside}</graph></graphml>".encode())


def test_a_file_without_a_map_in_it_is_empty():
    assert said(read(b'<graphml><graph edgedefault="directed"/></graphml>')) == ("", [], [])
