"""The map as one HTML file, as text: what is in it, what never is, and that it is always the same."""

from __future__ import annotations

import json
import math
import random
import re
import subprocess
import sys
from copy import deepcopy
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pytest

from tests.exchange.builders import a_map, stourvale
from workbench.exchange.html import map_page
from workbench.exchange.looks import SECTOR_COLOURS, SHAPES
from workbench.mapping import vocabulary

ROOT = Path(__file__).parent.parent.parent


class Page(HTMLParser):
    """The tags of a page with their attributes, the cells of its tables, and its words without the scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.words = ""
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._inside = tag
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data):
        if self._inside in ("script", "style"):
            return
        self.words += data
        if self.rows and self.rows[-1] and self._inside in ("td", "th", "span"):
            self.rows[-1][-1] += data.rstrip("\n")


def data_sets(page: str) -> tuple[list[dict], list[dict]]:
    """What the drawing is given, read strictly: NaN is no JSON."""
    found = re.findall(r"new vis\.DataSet\((.*?)\);\n", page)
    nodes, edges = (json.loads(text, parse_constant=pytest.fail) for text in found[:2])
    return nodes, edges


def flat(text: str) -> str:
    """A text without its breaks, which the drawing puts where it likes."""
    return "".join(text.split())


def test_every_part_of_the_map_stands_in_the_tables():
    page = Page(map_page(stourvale(), title="Stourvale", subtitle="who relates to whom"))
    assert page.rows == [
        ["name", "kind", "sector", "organisation", "known from"],
        ["Community kitchen", "community group", "voluntary", "–", "people here"],
        ["Link worker", "person in role", "primary care", "–", "people here"],
        ["Mill Lane practice", "organisation", "primary care", "–", "the register"],
        ["from", "how", "to", "strength", "said by", "since"],
        ["Community kitchen", "trusts, both ways", "Link worker", "●●●", "practice manager (sure)", "23 Jan 2025"],
        ["Link worker", "refers to", "Community kitchen", "●●●●●", "practice manager (sure)", "23 Jan 2025"],
        ["Mill Lane practice", "is part of", "Link worker", "●●●", "the register", "23 Jan 2025"],
    ]


def test_the_page_says_what_it_is_of_and_when():
    page = Page(map_page(stourvale(), title="Stourvale", subtitle="who relates to whom"))
    assert ("html", {"lang": "en"}) in page.tags
    assert [tag for tag, _ in page.tags].count("h1") == 1
    for words in ("Stourvale", "who relates to whom", "The map as at 3 May 2025.", "3 elements, 3 connections."):
        assert words in page.words


def test_a_day_that_is_given_counts_more_than_the_one_of_the_graph():
    assert "as at 1 February 2025" in map_page(stourvale(), title="Stourvale", as_at=date(2025, 2, 1))


def test_the_legend_names_only_what_is_on_the_map():
    words = Page(map_page(stourvale(), title="Stourvale")).words
    legend = words[words.index("Legend") : words.index("Elements")]
    assert [line.strip() for line in legend.splitlines() if line.strip()] == [
        "Legend",
        "primary care",
        "voluntary",
        "person in role",
        "organisation",
        "community group",
        "from the register, not yet confirmed",
    ]


def test_the_drawing_uses_the_stored_places_the_sectors_colours_and_the_kinds_shapes():
    nodes, _ = data_sets(map_page(stourvale(), title="Stourvale"))
    assert [(n["label"], n["shape"], n["x"], n["y"], n["color"]["border"]) for n in nodes] == [
        ("Community kitchen", "triangle", -150.0, 0.0, "#e69f00"),
        ("Link worker", "dot", 10.0, -20.5, "#0072b2"),
        ("Mill Lane practice", "square", 0.0, -200.0, "#0072b2"),
    ]


def test_what_is_hoped_for_is_dotted_and_said_in_the_legend_in_the_table_and_in_the_count():
    graph = a_map({"a": {}, "b": {"x": 99.0}}, {"1": ("a", "b", {}), "2": ("b", "a", {"strength": 0})})
    page = map_page(graph, title="Map")
    _, (told, hoped) = data_sets(page)
    assert (told["dashes"], hoped["dashes"], hoped["color"]["color"]) == (False, [2, 6], "#b34700")
    assert [row[:4] for row in Page(page).rows[-2:]] == [
        ["a", "refers to", "b", "●●●"],
        ["b", "refers to", "a", "hoped for"],
    ]
    assert "2 elements, 1 connection and 1 hoped for." in Page(page).words
    assert "hoped for, not there yet" in Page(page).words


def test_a_map_without_hopes_does_not_speak_of_them():
    assert "hoped for" not in Page(map_page(stourvale(), title="Map")).words


def test_a_long_name_is_broken_and_cut_on_the_drawing_and_whole_in_the_table():
    names = ["x" * 200, "Older people’s mental health team of the whole county and beyond it, both by day and by night"]
    page = map_page(a_map({name: {"x": 200.0 * at} for at, name in enumerate(names)}, {}), title="Map")
    assert sorted(node["label"] for node in data_sets(page)[0]) == [
        "Older people’s mental\nhealth team of the\nwhole county and…",
        f"{'x' * 22}\n{'x' * 22}\n{'x' * 21}…",
    ]
    assert sorted(row[0] for row in Page(page).rows[1:]) == sorted(names)


def test_nothing_moves_by_itself():
    page = map_page(stourvale(), title="Stourvale")
    options = json.loads(re.findall(r"var options = (\{.*?\});", page)[0])
    assert options["physics"] == {"enabled": False}


def test_what_only_the_register_says_is_pale_and_dashed():
    nodes, edges = data_sets(map_page(stourvale(), title="Stourvale"))
    assert [n["shapeProperties"]["borderDashes"] for n in nodes] == [False, False, [4, 3]]
    assert [n["color"]["background"] for n in nodes] == ["#e69f00", "#0072b2", "#bfdcec"]
    assert [(e["dashes"], e["width"]) for e in edges] == [(False, 4.6), (False, 3.0), ([5, 5], 1.2)]


def test_the_arrows_say_the_direction():
    ties = {word: ("a", "b", {"direction": word}) for word in vocabulary.DIRECTIONS}
    _, edges = data_sets(map_page(a_map({"a": {}, "b": {"x": 9.0}}, ties), title="Map"))
    assert [sorted(edge["arrows"]) for edge in edges] == [["from", "to"], ["to"], []]


def test_both_ways_between_two_elements_are_drawn_apart():
    ties = {"1": ("a", "b", {}), "2": ("b", "a", {}), "3": ("a", "b", {"kind": "trusts"})}
    _, edges = data_sets(map_page(a_map({"a": {}, "b": {"x": 9.0}}, ties), title="Map"))
    assert [(edge["from"], edge["to"]) for edge in edges] == [(0, 1), (1, 0), (0, 1)]
    assert [edge.get("smooth", {}).get("type") for edge in edges] == ["curvedCCW", None, "curvedCW"]


def test_an_influence_carries_its_sign():
    ties = {sign: ("a", "b", {"kind": "influences", "sign": sign, "delay": sign == "-"}) for sign in vocabulary.SIGNS}
    page = map_page(a_map({"a": {}, "b": {}}, ties), title="Map")
    assert [edge["label"] for edge in data_sets(page)[1]] == ["+", "− later", "?"]
    assert "influences (more of one, less of the other, after a while)" in [row[1] for row in Page(page).rows]


def test_what_nobody_has_placed_stands_in_rows_below_the_rest():
    places = {"a": {"x": 5.0, "y": 40.0}, **{key: {"x": None, "y": None} for key in "bcd"}}
    nodes, _ = data_sets(map_page(a_map(places, {}), title="Map"))
    assert [(n["x"], n["y"]) for n in nodes] == [(5.0, 40.0), (5.0, 210.0), (175.0, 210.0), (5.0, 380.0)]


def test_an_empty_map_says_so_without_a_drawing():
    page = map_page(nx.MultiDiGraph(), title="New network")
    assert "There is nothing on this map yet." in page
    assert "<script" not in page
    assert len(page) < 20_000


def test_the_same_map_gives_the_same_bytes_in_whatever_order_it_was_built():
    graph = stourvale()
    shuffled = nx.MultiDiGraph(**graph.graph)
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))
    random.Random(7).shuffle(nodes)
    shuffled.add_nodes_from(nodes)
    shuffled.add_edges_from(reversed(edges))
    assert map_page(shuffled, title="Stourvale") == map_page(graph, title="Stourvale")


def test_the_same_map_gives_the_same_bytes_in_another_process():
    line = (
        "import hashlib; from tests.exchange.builders import stourvale; from workbench.exchange.html import map_page;"
        "print(hashlib.sha256(map_page(stourvale(), title='Map').encode('utf-8')).hexdigest())"
    )
    runs = {
        subprocess.run([sys.executable, "-c", line], check=True, capture_output=True, text=True, cwd=ROOT).stdout
        for _ in range(2)
    }
    assert len(runs) == 1


def test_the_graph_stays_as_it_was():
    graph = stourvale()
    before = deepcopy((dict(graph.nodes(data=True)), list(graph.edges(keys=True, data=True)), graph.graph))
    map_page(graph, title="Stourvale")
    assert (dict(graph.nodes(data=True)), list(graph.edges(keys=True, data=True)), graph.graph) == before


def test_the_page_names_no_file_and_no_host():
    page = Page(map_page(stourvale(), title="Stourvale"))
    pointing = [(tag, given) for tag, given in page.tags if {"src", "href", "srcset", "action"} & set(given)]
    assert pointing == [("link", {"rel": "icon", "href": "data:,"})]
    policy = [given["content"] for tag, given in page.tags if tag == "meta" and "http-equiv" in given]
    assert policy == ["default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"]


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        '"href"',
        '<a href="javascript:alert(1)">press</a>',
        "</script><script>alert(1)</script>",
        "{{ 7 * 7 }}{% raw %}",
        "it's & “that”\u2028\x00",
    ],
)
def test_what_people_typed_stays_text_wherever_it_stands(text):
    graph = a_map(
        {text: {"label": text, "organisation": text}, "b": {"label": "b", "x": 99.0}},
        {text: (text, "b", {"said_by": text})},
    )
    plain = map_page(a_map({"a": {}, "b": {"x": 99.0}}, {"1": ("a", "b", {})}), title="Map", subtitle="Sub")
    page = map_page(graph, title=text, subtitle=text)
    assert [tag for tag, _ in Page(page).tags] == [tag for tag, _ in Page(plain).tags]
    shown = " ".join(text.replace("\u2028", " ").replace("\x00", " ").split())
    assert flat(shown) in [flat(node["label"]) for node in data_sets(page)[0]]
    assert shown in [row[0] for row in Page(page).rows]
    assert "popup.innerHTML" not in page


@pytest.mark.parametrize("place", [math.nan, math.inf, "12px", 10**400, [], 1e300])
def test_a_place_that_is_none_counts_as_not_placed(place):
    nodes, _ = data_sets(map_page(a_map({"a": {"x": place}}, {}), title="Map"))
    assert [(n["x"], n["y"]) for n in nodes] == [(0.0, 0.0)]


def test_ids_that_mean_something_to_javascript_are_never_used_there():
    names = ["constructor", "__proto__", "toString", "hasOwnProperty"]
    ties = {name: (name, names[0], {}) for name in names[1:]}
    nodes, edges = data_sets(map_page(a_map({name: {} for name in names}, ties), title="Map"))
    assert [node["id"] for node in nodes] == [0, 1, 2, 3]
    assert {edge["to"] for edge in edges} == {1}


def test_attributes_that_are_missing_or_strange_are_left_out():
    graph = nx.MultiDiGraph()
    graph.add_node(1, label=None, kind="spaceship", sector=3, weight=object())
    graph.add_edge(1, 2, strength="9", direction="sideways", sign="±", title="<b>href</b>")
    page = map_page(graph, title="")
    assert Page(page).rows[1] == ["without a name", "–", "–", "–", "people here"]
    assert Page(page).rows[4][1:] == ["is related to", "without a name", "–", "–", "–"]
    assert "<b>href</b>" not in page


def test_every_kind_and_every_sector_has_its_look():
    assert set(SHAPES) == set(vocabulary.ELEMENT_KINDS)
    assert set(SECTOR_COLOURS) == set(vocabulary.SECTORS)


def test_the_colours_are_those_of_the_theme():
    css = (ROOT / "widgets" / "theme" / "theme.css").read_text(encoding="utf-8")
    tokens = dict(re.findall(r"--wb-sector-([a-z-]+): (#[0-9a-f]{6});", css))
    assert tokens == {name.replace(" ", "-"): colour for name, colour in SECTOR_COLOURS.items()}


def test_nothing_else_knows_pyvis():
    imports = re.compile(r"^\s*(from|import) pyvis", re.MULTILINE)
    files = [*(ROOT / "workbench").rglob("*.py"), *(ROOT / "widgets").rglob("*.py")]
    knowing = [path.relative_to(ROOT).as_posix() for path in files if imports.search(path.read_text(encoding="utf-8"))]
    assert knowing == ["workbench/exchange/html.py"]
