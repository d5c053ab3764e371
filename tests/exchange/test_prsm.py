"""PRSM's files in both forms: real ones are read, drawn on and read again the same, and no file does harm."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.conftest import CHECK_DATA
from tests.exchange.corpus_xml_json import HOSTILE_LABELS, PNG, a_map_of, any_rows, broken_json, refused, rows_of, said
from workbench.exchange import read as read_map
from workbench.exchange import write as write_map
from workbench.exchange.lz import compress, decompress
from workbench.exchange.prsm import read, write

GOOD = write(a_map_of("Link worker", "Community kitchen", "Mill Lane practice"), compressed=False).data
BROKEN = broken_json(GOOD) | {
    "words": b"once upon a time",
    "compressed and cut off": write(a_map_of("a", "b")).data.decode()[:99].encode(),
    "compressed, of something else": compress("[1]").encode(),
    "nodes without edges": b'{"nodes": []}',
}
REAL = {"npctheoryofchange191.prsm": (22, 30), "PathsExample.prsm": (10, 13), "examplemapforusermanual.prsm": (2, 1)}


def real(name: str) -> Path:
    file = CHECK_DATA / "prsm" / name
    if not file.exists():
        pytest.skip(f"{file} is not on this machine")
    return file


def as_read(*nodes: dict, edges: tuple[dict, ...] = (), **beside: object):
    return read(json.dumps({"nodes": nodes, "edges": edges, **beside}).encode())


@pytest.mark.parametrize("name", REAL)
def test_a_real_map_is_read_written_in_both_forms_and_read_again_the_same(name):
    rows = read(real(name).read_bytes())
    assert (len(rows.elements), len(rows.connections)) == REAL[name]
    for compressed in (True, False):
        once = read(write(rows, compressed=compressed).data)
        assert [row.values["label"] for row in once.elements] == [row.values["label"] for row in rows.elements]
        assert said(read(write(once, compressed=compressed).data)) == said(once)


@pytest.mark.parametrize("name", REAL)
def test_a_real_map_stays_the_same_map(name, tmp_path):
    first = read_map(real(name))
    write_map(first, tmp_path / "again.prsm")
    again = read_map(tmp_path / "again.prsm")
    assert dict(again.nodes(data=True)) == dict(first.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(first.edges(keys=True, data=True))
    assert again.graph["title"] == first.graph["title"]


def test_the_styles_of_a_real_map_are_its_kinds():
    rows = read(real("npctheoryofchange191.prsm").read_bytes())
    kinds = [row.values["kind"] for row in rows.elements]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "Activity/Quality": 7,
        "Change mechanisms / journey": 7,
        "Outcomes": 6,
        "Impact": 2,
    }
    assert rows.elements[0].values["label"] == "Drop-in space for pupils for support or just take time out"
    assert rows.left_out == [
        "5 colours left out: a map chooses its own.",
        "That 1 link is dashed is left out.",
        "9 shapes drawn behind the map left out.",
        "The history of 1 step is left out.",
    ]


@given(rows=any_rows())
@settings(max_examples=25)
def test_what_is_written_is_read_again_in_both_forms(rows):
    packed, plain = write(rows), write(rows, compressed=False)
    assert decompress(packed.data.decode()) == plain.data.decode()
    assert said(read(packed.data)) == said(read(plain.data)) == said(rows)


@pytest.mark.parametrize("label", [*HOSTILE_LABELS, "bell\x07"], ids=range(len(HOSTILE_LABELS) + 1))
def test_any_label_is_text(label):
    assert said(read(write(a_map_of(label, "b")).data)) == said(a_map_of(label, "b"))


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_no_map_is_refused_in_one_sentence(what):
    refused(read, BROKEN[what])


def test_the_sentences_say_what_is_wrong_and_what_to_do():
    assert refused(read, PNG).startswith("The file is not text in UTF-8, as PRSM has to be; save it again as UTF-8")
    assert refused(read, BROKEN["words"]).startswith("The file is not a compressed map: it ")
    assert refused(read, BROKEN["compressed, of something else"]) == (
        "The file holds no map of PRSM’s: it has no factors and links; choose another file."
    )


def test_prsm_has_all_that_it_needs_to_open_what_is_written():
    found = json.loads(GOOD)
    assert GOOD.startswith(b"{")  # PRSM takes whatever begins otherwise for compressed
    assert {"base", *(f"group{place}" for place in range(9))} <= set(found["styles"]["nodes"])
    assert {"base", *(f"edge{place}" for place in range(9))} == set(found["styles"]["edges"])
    assert {node["grp"] for node in found["nodes"]} <= set(found["styles"]["nodes"])
    assert {edge["grp"] for edge in found["edges"]} <= set(found["styles"]["edges"])
    assert found["styles"]["nodes"]["group1"]["groupLabel"] == "team"
    assert found["styles"]["edges"]["edge3"]["groupLabel"] == "trusts"
    assert all({"id", "label", "x", "y", "color", "font", "shape"} <= set(node) for node in found["nodes"])
    assert len({(node["x"], node["y"]) for node in found["nodes"]}) == 3
    assert found["edges"][0]["arrows"] == {
        "to": {"enabled": True, "type": "arrow"},
        "middle": {"enabled": False},
        "from": {"enabled": False},
    }


def test_arrows_widths_labels_and_styles_say_what_a_connection_is():
    style = {"groupLabel": "Helps", "arrows": {"to": {"enabled": True}, "from": {"enabled": True}}, "width": 4}
    rows = as_read(
        {"id": "a", "label": "Waiting\n times"},
        {"id": "b", "label": 7},
        edges=(
            {"id": "1", "from": "a", "to": "b"},
            {
                "id": "2",
                "from": "a",
                "to": "b",
                "arrows": {"to": {"enabled": False}, "from": {"enabled": True}},
                "width": 2,
            },
            {"id": "3", "from": "a", "to": "b", "arrows": "", "label": "−", "note": "later\nperhaps"},
            {"id": "4", "from": "a", "to": "b", "grp": "edge1", "label": "a bit", "dashes": [10, 10]},
            {"id": "5", "from": "a", "to": "b", "grp": "edge2", "arrows": "to, from"},
        ),
        styles={"nodes": {}, "edges": {"base": {"groupLabel": "Sample"}, "edge1": style, "edge2": {"groupLabel": "+"}}},
    )
    assert [row.values for row in rows.elements] == [{"id": "a", "label": "Waiting times"}, {"id": "b", "label": "7"}]
    assert [row.values for row in rows.connections] == [
        {"id": "1", "source": "a", "target": "b", "direction": "one way"},
        {"id": "2", "source": "b", "target": "a", "direction": "one way", "strength": 4},
        {"id": "3", "source": "a", "target": "b", "direction": "undirected", "sign": "-", "note": "later\nperhaps"},
        {
            "id": "4",
            "source": "a",
            "target": "b",
            "kind": "Helps",
            "direction": "mutual",
            "strength": 5,
            "label": "a bit",
        },
        {"id": "5", "source": "a", "target": "b", "direction": "mutual", "sign": "+"},
    ]
    assert rows.left_out == ["That 1 link is dashed is left out."]


def test_styles_and_attributes_say_what_a_factor_is():
    names = ("Hospital", "Healthy choices", "Vulnerable", "Team", "Barriers", "Sample 3", "")
    nodes = [{"id": str(place), "label": "x", "grp": f"group{place}"} for place in range(len(names))]
    nodes[0] |= {"att1": "10", "att2": "Mill Lane"}
    rows = as_read(
        *nodes,
        styles={"nodes": {f"group{place}": {"groupLabel": name} for place, name in enumerate(names)}, "edges": {}},
        attributeTitles={"att1": "Beds", "att2": "Organisation"},
    )
    assert [{k: v for k, v in row.values.items() if k not in ("id", "label")} for row in rows.elements] == [
        {"sector": "hospital", "organisation": "Mill Lane", "Beds": "10"},
        {"themes": ["healthy choices"]},
        {"seen_as": ["vulnerable"]},
        {"kind": "Team"},
        {"kind": "Barriers"},
        {},
        {},
    ]


@pytest.mark.parametrize(
    ("note", "read_as"),
    [
        ({"ops": [{"insert": "one\n"}]}, "one"),
        (
            {"ops": [{"insert": "bold", "attributes": {"bold": True}}, {"insert": " and\nplain\n\n"}]},
            "bold and\nplain\n",
        ),
        (
            {"ops": [{"insert": "one"}, {"insert": "\n", "attributes": {"list": "bullet"}}, {"insert": "end\n"}]},
            "• one\nend",
        ),
        ("<p>Tom &amp; Ann</p><ul><li>one</li></ul><script>alert(1)</script>", "Tom & Ann\n• one"),
        ("a < b and c > d", "a < b and c > d"),
        ("<b>a</b> < b<br/>c<STYLE>d<p>e</style> f &lt;p&gt;<!-- g -->", "a < b\nc f <p><!-- g -->"),
        ({"ops": "none"}, None),
        ({"ops": [{"insert": "\n"}]}, None),
        (7, None),
    ],
    ids=range(9),
)
def test_notes_are_read_as_text(note, read_as):
    assert as_read({"id": "a", "label": "a", "note": note}).elements[0].values.get("note") == read_as


@pytest.mark.parametrize("piece", ["<p>", "<p ", "<!--", "<!", "<a <p>", "&amp", "<script>"])
def test_a_huge_note_of_nothing_but_tags_is_read_soon(piece):
    started = time.perf_counter()
    as_read({"id": "a", "label": "a", "note": "<p>" + piece * 500_000})
    assert time.perf_counter() - started < 5


def test_what_a_map_cannot_hold_is_said():
    made = {"time": 1, "user": "Cute Squid"}
    rows = as_read(
        {"id": "a", "label": "a", "hidden": True, "thumbUp": ["x"], "color": {"background": "#fff"}, "created": made},
        {"id": "c", "label": "c", "isCluster": True},
        {
            "id": "b",
            "title": "old<br>note",
            "note": {"ops": [{"insert": {"image": "data:"}}]},
            "fixed": True,
            "group": 11,
        },
        samples={"nodes": {"group2": {"groupLabel": "Place"}}},
        background='{"1": {}, "sequence": ["1"]}',
        underlay=[["rrect", []], ["endShape"]],
        description={"text": {"ops": [{"insert": "About it\n"}]}},
        mapTitle="Untitled map",
    )
    assert said(rows) == ("", [{"id": "a", "label": "a"}, {"id": "b", "kind": "Place", "pinned": True}], [])
    assert rows.left_out == [
        "1 colour left out: a map chooses its own.",
        "1 hidden part is read like the others.",
        "1 part of clusters left out; what they hold is read.",
        "The votes on 1 factor are left out.",
        "1 picture in notes left out: a note is text.",
        "2 shapes drawn behind the map left out.",
        "Who drew 1 part, and when, is left out.",
        "The description of the map is left out.",
    ]


def test_what_nobody_has_placed_stays_so_until_somebody_moves_it():
    found = json.loads(GOOD)
    assert "x" not in read(GOOD).elements[0].values
    found["nodes"][0]["x"] += 40
    moved = read(json.dumps(found).encode()).elements[0].values
    assert (moved["x"], moved["y"]) == (40.0, 0.0)
    found["nodes"] = [
        {key: value for key, value in node.items() if not key.startswith("att")} for node in found["nodes"]
    ]
    assert read(json.dumps(found).encode()).elements[1].values["x"] == 170.0


def test_what_prsm_drops_of_links_and_the_breaks_in_names_are_said():
    tie = {"id": "1", "source": "a", "target": "a", "kind": "trusts", "direction": "one way"}
    assert write(rows_of([], [{**tie, "strength": 4, "sign": "+", "note": "n"}])).left_out == ()
    assert write(rows_of([{"id": "a", "label": "a\nb"}], [{**tie, "strength": 2, "said_by": "nurse"}])).left_out == (
        "The breaks in 1 name are left out: PRSM breaks names itself.",
        "What connections say of strength and said by is in the file, but PRSM drops it when it saves the map.",
    )


def test_what_gephi_saves_as_json_is_read_too():
    rows = as_read(
        {"id": "a", "label": "a"}, {"id": "b", "label": "b"}, edges=({"id": "e", "source": "a", "target": "b"},)
    )
    assert rows.connections[0].values == {"id": "e", "source": "a", "target": "b", "direction": "one way"}
