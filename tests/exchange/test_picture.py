"""The drawing of a map as one picture: everything is on it, in our looks, safe, and always the same."""

from __future__ import annotations

import math
from copy import deepcopy
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import sync_playwright

from tests.exchange.builders import a_map, stourvale
from tests.exchange.corpus_xml_json import HOSTILE_LABELS
from workbench.exchange.looks import HOPED_LINE, SECTOR_COLOURS, paler
from workbench.exchange.picture import picture
from workbench.mapping import vocabulary

SVG = "{http://www.w3.org/2000/svg}"
CHROMIUM = "/usr/bin/chromium"


def opened(graph: nx.MultiDiGraph, title: str = "Stourvale") -> ET.Element:
    return ET.fromstring(picture(graph, title=title))


def words(svg: ET.Element) -> list[str]:
    """The words on the picture, in the order drawn, without the description."""
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def parts(svg: ET.Element, name: str) -> list[dict[str, str]]:
    return [one.attrib for one in svg.iter(f"{SVG}{name}")]


def lines(svg: ET.Element) -> list[dict[str, str]]:
    """The lines between elements, which are the groups' first paths."""
    return [group.find(f"{SVG}path").attrib for group in svg.findall(f"{SVG}g")]


def heads(svg: ET.Element) -> list[int]:
    """How many arrows each line has."""
    return [len(group.findall(f"{SVG}path")) - 1 for group in svg.findall(f"{SVG}g")]


def test_every_name_and_a_legend_of_what_is_there_are_on_the_picture():
    assert words(opened(stourvale())) == [
        "Stourvale",
        "Community kitchen",
        "Link worker",
        "Mill Lane practice",
        "primary care",
        "voluntary",
        "person in role",
        "organisation",
        "community group",
        "steady",
        "strong",
        "from the register, not yet confirmed",
    ]


def test_those_who_do_not_see_it_get_it_in_words():
    svg = opened(stourvale())
    assert svg.attrib["role"] == "img"
    assert svg.find(f"{SVG}title").text == "Stourvale"
    assert svg.find(f"{SVG}desc").text == (
        "3 elements, 3 connections, as at 3 May 2025. Link worker refers to Community kitchen. "
        "Community kitchen trusts Link worker, both ways. Mill Lane practice is part of Link worker."
    )


def test_the_description_of_a_large_map_says_how_much_it_leaves_out():
    graph = a_map({"a": {}, "b": {}}, {str(n): ("a", "b", {"strength": 0 if n else 3}) for n in range(63)})
    said = opened(graph).find(f"{SVG}desc").text
    assert said.startswith(
        "2 elements, 1 connection, 62 hoped for, as at 3 May 2025. a refers to b. a refers to b (hoped"
    )
    assert said.endswith("And 3 more connections.")


def test_shapes_say_the_kind_colours_the_sector_and_sizes_the_size():
    looks = {"sector": "voluntary", "x": 10.0, "y": 20.0}
    one = parts(opened(a_map({"a": looks}, {})), "circle")[0]
    assert (one["cx"], one["cy"], one["r"], one["fill"]) == ("10", "20", "16", SECTOR_COLOURS["voluntary"])
    large = parts(opened(a_map({"a": {**looks, "size": "large", "lived": False}}, {})), "circle")[0]
    assert (large["r"], large["fill"], large["stroke-dasharray"]) == ("24", paler(SECTOR_COLOURS["voluntary"]), "4 3")
    shapes = {kind: parts(opened(a_map({"a": {"kind": kind}}, {})), "path") for kind in vocabulary.ELEMENT_KINDS}
    corners = {kind: paths[0]["d"].count("L") + 1 if paths else 0 for kind, paths in shapes.items()}
    assert corners == {
        "person in role": 0,
        "team": 4,
        "organisation": 4,
        "service": 6,
        "community group": 3,
        "place": 3,
        "factor": 4,
    }


def test_lines_say_strength_direction_and_whether_it_is_there():
    far = {"a": {"x": 0.0, "y": 0.0}, "b": {"x": 300.0, "y": 0.0}}
    graph = a_map(
        far,
        {
            "1": ("a", "b", {"strength": 1}),
            "2": ("a", "b", {"strength": 5, "direction": "mutual"}),
            "3": ("a", "b", {"strength": 0, "direction": "undirected"}),
            "4": ("b", "a", {"lived": False}),
        },
    )
    svg = opened(graph)
    assert [(one["stroke-width"], one.get("stroke-dasharray")) for one in lines(svg)] == [
        ("1.4", None),
        ("4.6", None),
        ("2.0", "2 6"),
        ("1.2", "5 5"),
    ]
    assert lines(svg)[2]["stroke"] == HOPED_LINE
    assert heads(svg) == [1, 2, 0, 1]
    assert len({one["d"] for one in lines(svg)}) == 4  # none lies upon another


def test_a_sign_stands_beside_its_line_and_in_the_legend():
    graph = a_map({"a": {}, "b": {}}, {"1": ("a", "b", {"sign": "-", "delay": True, "kind": "influences"})})
    assert "− later" in words(opened(graph))
    assert words(opened(graph))[-2:] == ["−", "more of one, less of the other"]


def test_everything_lies_within_the_frame():
    far = {"a": {"x": -5_000.0, "y": 800.0}, "A name that is long enough for three lines of words": {"x": 9_000.0}}
    svg = opened(a_map({**far, "c": {"x": None, "y": None}}, {"1": ("a", "c", {})}))
    left, top, wide, high = map(float, svg.attrib["viewBox"].split())
    for text in svg.iter(f"{SVG}text"):
        assert left < float(text.attrib["x"]) < left + wide
        assert top < float(text.attrib["y"]) < top + high


def test_an_empty_map_says_so():
    svg = opened(nx.MultiDiGraph(), title="")
    assert words(svg) == ["System map", "There is nothing on this map yet."]
    assert svg.find(f"{SVG}desc").text == "There is nothing on this map yet."


@pytest.mark.parametrize("label", [*HOSTILE_LABELS, "nought\x00 and bell\x07"], ids=range(len(HOSTILE_LABELS) + 1))
def test_what_people_typed_stays_text(label):
    svg = opened(a_map({label: {}, "b": {}}, {"1": (label, "b", {"said_by": label})}), title=label)
    assert {one.tag.removeprefix(SVG) for one in svg.iter()} <= {
        "svg", "title", "desc", "rect", "text", "g", "path", "circle",
    }  # fmt: skip
    assert not [name for one in svg.iter() for name in one.attrib if name.startswith("on") or "href" in name]


@given(
    places=st.lists(st.tuples(st.floats(allow_nan=True), st.floats(allow_nan=True)), min_size=1, max_size=5),
    ends=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=6),
)
@settings(max_examples=50)
def test_any_places_give_a_picture_with_numbers_only(places, ends):
    graph = a_map({str(n): {"x": x, "y": y} for n, (x, y) in enumerate(places)}, {})
    for key, (one, other) in enumerate(ends):
        if max(one, other) < len(places):
            graph.add_edge(str(one), str(other), key=str(key))
    svg = opened(graph)
    assert all(math.isfinite(float(number)) for number in svg.attrib["viewBox"].split())
    assert "nan" not in picture(graph, title="m").lower()
    assert "inf" not in picture(graph, title="m").lower()


def test_the_same_map_gives_the_same_picture_and_stays_as_it_was():
    graph = stourvale()
    before = deepcopy((list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))))
    assert picture(graph, title="Stourvale") == picture(stourvale(), title="Stourvale")
    assert (list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))) == before


def test_a_browser_draws_it_as_a_picture_with_nothing_from_anywhere(tmp_path):
    if not Path(CHROMIUM).exists():
        pytest.skip(f"there is no browser at {CHROMIUM}")
    file = tmp_path / "map.svg"
    file.write_text(picture(stourvale(), title="<script>alert(1)</script>"), encoding="utf-8")
    asked, problems = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("dialog", lambda dialog: (problems.append(dialog.message), dialog.dismiss()))
        page.goto(file.as_uri())
        size = page.evaluate(
            "(() => { const box = document.documentElement.getBBox(); return [box.width, box.height]; })()"
        )
        # The page makes a PNG of it on a canvas, which a picture that asks for anything else would taint.
        png = page.evaluate(
            """(address) => new Promise((done, fail) => {
              const image = new Image();
              image.onerror = () => fail(new Error("no picture"));
              image.onload = () => {
                const canvas = document.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
                canvas.width = image.width; canvas.height = image.height;
                canvas.getContext("2d").drawImage(image, 0, 0);
                done(canvas.toDataURL("image/png").length);
              };
              image.src = address;
            })""",
            "data:image/svg+xml;charset=utf-8," + quote(file.read_text(encoding="utf-8")),
        )
        browser.close()
    assert problems == []
    assert [address for address in asked if not address.startswith(("data:", file.as_uri()))] == []
    assert min(size) > 100
    assert png > 5_000
