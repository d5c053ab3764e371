"""Files in XML and JSON as maps: ids said twice, connections to nowhere and odd ids, the same in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.corpus_xml_json import HOSTILE_LABELS, a_map_of, rows_of
from workbench.errors import BadInput
from workbench.exchange import cyjs, gexf, graphml, kumu_json, prsm, read
from workbench.exchange.limits import MAX_ROWS

SUFFIXES = {cyjs: ".cyjs", gexf: ".gexf", graphml: ".graphml", kumu_json: ".kumu.json", prsm: ".prsm"}
every_format = pytest.mark.parametrize("one", SUFFIXES, ids=list(SUFFIXES.values()))


def kept(one, rows, folder: Path) -> Path:
    file = folder / f"map{SUFFIXES[one]}"
    file.write_bytes(one.write(rows).data)
    return file


@every_format
@pytest.mark.parametrize(
    ("elements", "connections", "said"),
    [
        ([{"id": "a", "label": "A"}] * 2, [], "its id ‘a’ is that of"),
        (
            [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}],
            [{"id": "1", "source": "a", "target": "b"}] * 2,
            "its id ‘1’ is that of",
        ),
        ([{"id": "a", "label": "A"}], [{"id": "1", "source": "a", "target": "z"}], "‘z’ is not among the elements"),
    ],
    ids=["an element's id twice", "a connection's id twice", "an end that is not there"],
)
def test_what_cannot_be_a_map_is_refused_with_its_place(one, elements, connections, said, tmp_path):
    with pytest.raises(BadInput, match=said) as problem:
        read(kept(one, rows_of(elements, connections), tmp_path))
    assert str(problem.value).startswith("map.")
    assert " 1 of the " in str(problem.value) or " 2 of the " in str(problem.value)


@every_format
def test_ids_that_other_languages_trip_over_and_hostile_names_are_text(one, tmp_path):
    elements = [{"id": label[:50], "label": label} for label in HOSTILE_LABELS]
    ties = [{"id": "__proto__", "source": "constructor", "target": "__proto__", "kind": "trusts"}]
    graph = read(kept(one, rows_of(elements, ties), tmp_path))
    assert list(graph) == [label[:50] for label in HOSTILE_LABELS]
    assert [graph.nodes[label[:50]]["label"][:199] for label in HOSTILE_LABELS] == [
        label if len(label) < 200 else label[:199] for label in HOSTILE_LABELS
    ]
    assert list(graph.edges(keys=True)) == [("constructor", "__proto__", "__proto__")]


@every_format
def test_more_than_anybody_could_read_as_a_map_is_refused(one, tmp_path):
    many = rows_of([{"id": str(number), "label": "x"} for number in range(MAX_ROWS + 1)], [])
    if one is prsm:
        data = b'{"edges": [], "nodes": [' + b",".join(b'{"id": %d}' % number for number in range(MAX_ROWS + 1)) + b"]}"
    else:
        data = one.write(many).data
    file = tmp_path / f"map{SUFFIXES[one]}"
    file.write_bytes(data)
    with pytest.raises(BadInput, match="more than 20,000 elements and connections"):
        read(file)


@every_format
def test_a_picture_with_another_name_is_refused(one, tmp_path):
    file = tmp_path / f"map{SUFFIXES[one]}"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    with pytest.raises(BadInput):
        read(file)


@every_format
def test_a_map_of_a_thousand_is_written_and_read_soon(one, tmp_path):
    rows = a_map_of(*(f"Element number {number}" for number in range(1_000)))
    graph = read(kept(one, rows, tmp_path))
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (1_000, 999)
