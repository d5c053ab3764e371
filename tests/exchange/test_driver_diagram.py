"""The driver diagram to take along: lines find their way, what is typed stays text, maps read it back."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.exchange.corpus_xml_json import HOSTILE_LABELS
from workbench.exchange import driver_diagram, read, write
from workbench.exchange.driver_diagram import LOOKS, STAGE_MARKS, as_map, picture, table
from workbench.exchange.driver_layout import NARROWEST, Layout, lay_out
from workbench.exchange.formats import FORMATS
from workbench.exchange.spacing import kept_apart
from workbench.mapping.graph import validate
from workbench.prototypes.models import STAGES

SVG = "{http://www.w3.org/2000/svg}"
TODAY = date(2025, 1, 23)
SUFFIXES = [one.suffixes[0] for one in FORMATS if one.writes]


def diagram(*nodes: tuple[Any, ...], joins: list[tuple[Any, ...]] | None = None) -> nx.DiGraph:
    """A diagram of (id, role, level, label, more) and joins from the aim outwards (inner, outer, kind, expectation)."""
    graph = nx.DiGraph(network="U99001", not_joined=())
    for place, (node, role, level, label, *more) in enumerate(nodes):
        kind = "driver" if role in ("aim", "driver") else role
        given = {"kind": kind, "role": role, "label": label, "level": level, "place": place, "since": TODAY}
        graph.add_node(node, **given, **(more[0] if more else {}))
    for number, (inner, outer, *rest) in enumerate(joins or []):
        kind, hope = (*rest, *("contributes to", None)[len(rest) :])
        graph.add_edge(inner, outer, key=f"link {number}", kind=kind, expectation=hope, since=TODAY)
    return graph


def visits() -> nx.DiGraph:
    """An aim, a driver, a prototype and a measure."""
    return diagram(
        ("a", "aim", 0, "Fewer missed first visits"),
        ("d", "driver", 1, "People know a face"),
        ("p", "prototype", 2, "Warm handover", {"number": 3, "stage": "testing"}),
        ("m", "measure", 3, "Missed first visits"),
        joins=[("a", "d"), ("d", "p"), ("p", "m", "measured by", "decrease"), ("a", "m", "measured by")],
    )


@st.composite
def diagrams(draw: st.DrawFn) -> nx.DiGraph:
    """Any diagram of at most a dozen boxes."""
    nodes: list[tuple[Any, ...]] = [(f"a{number}", "aim", 0, "Aim") for number in range(draw(st.integers(1, 2)))]
    levels = {node[0]: 0 for node in nodes}
    joins = []
    for number in range(draw(st.integers(0, 5))):
        to = draw(st.sets(st.sampled_from(sorted(levels)), max_size=2))
        level = 1 + max((levels[each] for each in to), default=0)
        levels[f"d{number}"] = level
        joins += [(each, f"d{number}") for each in sorted(to)]
        nodes.append((f"d{number}", "driver", level, draw(st.text(max_size=60))))
    last = max(levels.values())
    measures = [f"m{number}" for number in range(draw(st.integers(0, 3)))]
    measured = set()
    prototypes = [f"p{number}" for number in range(draw(st.integers(0, 4)))]
    for number, node in enumerate(prototypes):
        joins += [
            (each, node) for each in sorted(draw(st.sets(st.sampled_from(sorted(levels)), min_size=1, max_size=2)))
        ]
        more = {"number": number + 1, "stage": draw(st.sampled_from(STAGES))}
        nodes.append((node, "prototype", last + 1, "Prototype", more))
    for measure in measures:
        sources = draw(st.sets(st.sampled_from([*sorted(levels), *prototypes]), min_size=1, max_size=3))
        measured |= {(source, measure) for source in sources}
        nodes.append((measure, "measure", last + 2, "Measure"))
    return diagram(*nodes, joins=[*joins, *((*ends, "measured by", None) for ends in sorted(measured))])


# --- where it stands ---


@settings(max_examples=60)
@given(graph=diagrams(), width=st.sampled_from([None, 700, 1200]))
def test_no_line_runs_through_a_box_and_no_box_stands_on_another(graph: nx.DiGraph, width: float | None):
    laid = lay_out(graph, width=width)

    for one, other in combinations(laid.boxes, 2):
        apart_across = one.x + one.width < other.x or other.x + other.width < one.x
        assert apart_across or one.y + one.height < other.y or other.y + other.height < one.y
    ends = {box.id: box for box in laid.boxes}
    for line in laid.lines:
        start, end = ends[line.source], ends[line.target]
        pieces = straight_and_bent(line.path)
        assert pieces[0][1] == start.x + start.width
        assert start.y < pieces[0][2] < start.y + start.height
        assert (pieces[-1][3], pieces[-1][4]) == pytest.approx((end.x, end.y + end.height / 2), abs=0.2)
        for kind, x, y, to_x, _ in pieces:
            crossed = [box for box in laid.boxes if x < box.x + box.width and box.x < to_x]
            assert not crossed if kind == "C" else all(not box.y <= y <= box.y + box.height for box in crossed)


@settings(max_examples=30)
@given(graph=diagrams(), data=st.data())
def test_the_same_diagram_is_drawn_alike_in_whatever_order_it_comes(graph: nx.DiGraph, data: st.DataObject):
    shuffled = nx.DiGraph(**graph.graph)
    shuffled.add_nodes_from(data.draw(st.permutations(list(graph.nodes(data=True)))))
    shuffled.add_edges_from(data.draw(st.permutations(list(graph.edges(data=True)))))

    assert picture(shuffled, title="Same") == picture(graph, title="Same")
    assert table(shuffled) == table(graph)
    assert lay_out(shuffled) == lay_out(graph)


def test_those_that_contribute_to_the_same_stand_in_the_order_that_people_gave_them():
    nodes = [("a", "aim", 0, "Aim"), *((f"d{number}", "driver", 1, "Driver") for number in (3, 1, 2))]
    others = [
        ("p", "prototype", 2, "P", {"number": 1, "stage": "idea"}),
        ("q", "prototype", 2, "Q", {"number": 2, "stage": "idea"}),
    ]
    joins = [("a", "d1"), ("a", "d2"), ("a", "d3"), ("d2", "p"), ("d3", "q")]

    assert order(lay_out(diagram(*nodes, *others, joins=joins)), 1) == ["d3", "d1", "d2"]
    assert order(lay_out(diagram(*nodes, *others, joins=joins)), 2) == ["q", "p"]


def test_columns_are_headed_and_one_without_boxes_is_not_there():
    assert [heading for _, heading in lay_out(visits()).columns] == ["Aim", "Drivers", "Prototypes", "Measures"]
    deep = diagram(
        ("a", "aim", 0, "A"), ("b", "aim", 0, "B"), *((f"d{level}", "driver", level, "D") for level in range(1, 5)),
        ("m", "measure", 6, "M"), joins=[("a", "m", "measured by")],
    )  # fmt: skip
    assert [heading for _, heading in lay_out(deep).columns] == [
        "Aims", "Primary drivers", "Secondary drivers", "Further drivers", "Further drivers", "Measures",
    ]  # fmt: skip


def test_a_diagram_keeps_to_the_width_there_is_as_far_as_words_stay_readable():
    assert lay_out(visits(), width=780).width <= 780
    assert {box.width for box in lay_out(visits(), width=300).boxes} == {NARROWEST}
    assert lay_out(nx.DiGraph()) == Layout(
        width=0.0, height=34, column=210.0, padding=11, columns=(), boxes=(), lines=()
    )


@given(st.lists(st.tuples(st.floats(-99, 99), st.floats(0, 20)), min_size=1, max_size=8))
def test_what_is_kept_apart_keeps_its_order_and_what_has_room_stands_where_it_wants(given: list[tuple[float, float]]):
    wanted, apart = [place for place, _ in given], [each for _, each in given[1:]]
    found = kept_apart(wanted, apart)

    assert all(after - before >= each - 1e-9 for before, after, each in zip(found, found[1:], apart, strict=False))
    assert sum(found) == pytest.approx(sum(wanted), abs=1e-6)
    if all(after - before >= each for before, after, each in zip(wanted, wanted[1:], apart, strict=False)):
        assert found == pytest.approx(wanted, abs=1e-9)


def order(laid: Layout, column: int) -> list[str]:
    left = laid.columns[column][0]
    return [box.id for box in sorted(laid.boxes, key=lambda box: box.y) if box.x == left]


def straight_and_bent(path: str) -> list[tuple[str, float, float, float, float]]:
    """The pieces of a path: kind, and from where to where."""
    found, at = [], (0.0, 0.0)
    for kind, numbers in re.findall(r"([MCH])([-\d. e]+)", path):
        values = [float(each) for each in numbers.split()]
        to = (values[-2], values[-1]) if kind != "H" else (values[0], at[1])
        if kind != "M":
            found.append((kind, *at, *to))
        at = to
    return found


# --- the picture ---


def test_the_picture_has_every_box_the_stage_as_a_word_and_the_legend_of_what_is_there():
    svg = ET.fromstring(picture(visits(), title="What drives what"))

    assert [text.text for text in svg.iter(f"{SVG}text")] == [
        "What drives what", "Aim", "Drivers", "Prototypes", "Measures",
        "Fewer missed first", "visits", "People know a face", "#3 testing", "Warm handover", "Missed first visits",
        "contributes to", "is measured by", "testing",
    ]  # fmt: skip
    assert svg.findtext(f"{SVG}title") == "What drives what"
    assert svg.findtext(f"{SVG}desc") == (
        "1 aim, 1 driver, 1 prototype and 1 measure. People know a face contributes to Fewer missed first visits. "
        "Fewer missed first visits is measured by Missed first visits. Warm handover contributes to People know a "
        "face. Warm handover is measured by Missed first visits."
    )


def test_an_empty_diagram_says_so():
    svg = ET.fromstring(picture(nx.DiGraph(), title=" "))

    assert [text.text for text in svg.iter(f"{SVG}text")] == [
        "Driver diagram",
        "There is nothing on this driver diagram yet.",
    ]
    assert rows(nx.DiGraph()) == []


@pytest.mark.parametrize("label", HOSTILE_LABELS)
def test_what_people_typed_is_only_ever_text(label: str):
    graph = visits()
    for node in graph:
        graph.nodes[node]["label"] = label

    svg = ET.fromstring(picture(graph, title=label))

    allowed = {"svg", "title", "desc", "rect", "text", "g", "path"}
    assert {one.tag.removeprefix(SVG) for one in svg.iter()} == allowed
    assert not [name for one in svg.iter() for name in one.attrib if name.startswith("on") or "href" in name]
    assert rows(graph)[0]["Name"].removeprefix("'") == label


def test_every_stage_has_a_shape_of_its_own():
    assert tuple(STAGE_MARKS) == STAGES
    assert len(set(STAGE_MARKS.values())) == len(STAGES)


def test_the_colours_are_those_of_the_theme():
    theme = (ROOT / "widgets" / "theme" / "theme.css").read_text(encoding="utf-8")
    names = {"ACCENT": "accent", "SOFT": "soft", "PAPER": "paper", "EDGE": "line-strong", "MUTED": "muted"}

    found = {name: re.search(rf"--wb-{token}: (#\w+);", theme) for name, token in names.items()}
    assert {name: match and match[1] for name, match in found.items()} == {
        name: getattr(driver_diagram, name) for name in names
    }
    assert set(LOOKS) == {"aim", "driver", "prototype", "measure"}


# --- the table, and as a map ---


def rows(graph: nx.DiGraph) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table(graph).decode("utf-8-sig"))))


def test_the_table_has_a_row_a_link_and_every_box():
    assert [tuple(row.values()) for row in rows(visits())] == [
        ("aim", "", "Fewer missed first visits", "", "measured by", "measure", "Missed first visits", ""),
        ("driver", "", "People know a face", "", "contributes to", "aim", "Fewer missed first visits", ""),
        ("prototype", "3", "Warm handover", "testing", "contributes to", "driver", "People know a face", ""),
        ("prototype", "3", "Warm handover", "testing", "measured by", "measure", "Missed first visits", "decrease"),
        ("measure", "", "Missed first visits", "", "", "", "", ""),
    ]


def test_as_a_map_drivers_influence_the_aim_and_prototypes_the_measures():
    drawn = as_map(visits())

    validate(drawn)
    assert {label: note for _, (label, note) in zip(drawn, parts_of(drawn), strict=True)} == {
        "Fewer missed first visits": "aim",
        "People know a face": "driver",
        "Warm handover": "prototype 3, testing",
        "Missed first visits": "measure",
    }
    assert {(source, target): sign for source, target, sign in drawn.edges(data="sign")} == {
        ("d", "a"): "+",
        ("p", "d"): "+",
        ("p", "m"): "-",
        ("a", "m"): None,
    }


def parts_of(drawn: nx.MultiDiGraph) -> list[tuple[str, str]]:
    return [(data["label"], data["note"]) for _, data in drawn.nodes(data=True)]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_of_a_map_brings_the_same_parts_back(suffix: str, tmp_path: Path):
    drawn = as_map(visits())
    file = tmp_path / f"drivers{suffix}"

    write(drawn, file)
    back = read(file)

    assert sorted(parts_of(back)) == sorted(parts_of(drawn))
    assert links(back) == links(drawn)


def links(drawn: nx.MultiDiGraph) -> list[tuple[Any, ...]]:
    names = dict(drawn.nodes(data="label"))
    return sorted(
        (names[source], names[target], data["kind"], data["sign"] or "", data["note"])
        for source, target, data in drawn.edges(data=True)
    )
