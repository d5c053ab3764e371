"""A map as one HTML file that opens anywhere: a pyvis drawing, and the same map as tables.

The only module that knows pyvis. Of the page that pyvis makes, only its copy of vis-network and its drawing
script are taken; everything around them is ours, so that nothing is fetched from any host.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final

import networkx as nx
from jinja2 import Environment, PackageLoader, StrictUndefined
from pyvis.network import Network

from workbench.exchange import drawn, looks
from workbench.exchange.drawn import one_line
from workbench.exchange.looks import HOPED_LINE, INK, LINE, NO_SECTOR, PALE_LINE, SECTOR_COLOURS, SHAPES, SURFACE
from workbench.mapping import vocabulary
from workbench.words import long_date

_SCRIPT: Final = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_OPTIONS: Final[Mapping[str, Any]] = {
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1},
    "interaction": {
        "dragNodes": False,
        "hover": False,
        "zoomView": False,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
    "nodes": {
        "font": {"size": 16, "color": INK, "strokeWidth": 5, "strokeColor": SURFACE},
        "borderWidth": 1.5,
    },
    "edges": {
        "smooth": False,
        "font": {"size": 16, "color": INK, "strokeWidth": 5, "strokeColor": SURFACE, "align": "horizontal"},
        "selectionWidth": 1.5,
    },
}


def map_page(graph: nx.MultiDiGraph, *, title: str, subtitle: str = "", as_at: date | None = None) -> str:
    """A whole HTML page: heading, drawing, legend, how to read it, and every part in two tables.

    `graph` keeps the contract of `workbench.mapping.graph`; it is not changed, and an attribute that is missing
    or of another type is left out rather than drawn. `as_at` is the day the map shows, by default the one that the
    graph carries. The page needs no other file and no connection, and the same map gives the same bytes. An empty
    map gives a page that says so. An edge of strength 0 is hoped for: dotted, and counted apart. Write it as UTF-8.
    """
    elements = drawn.elements(graph)
    connections = drawn.connections(graph, elements)
    shown = as_at or drawn.day(graph.graph.get("as_at"))
    library, drawing = _pyvis_scripts(elements, connections) if elements else ("", "")
    return _template().render(
        title=one_line(title) or "System map",
        subtitle=one_line(subtitle),
        as_at=_long_date(shown),
        elements=sorted(elements.values(), key=lambda one: (one["label"].casefold(), one["number"])),
        connections=sorted(
            connections,
            key=lambda tie: (tie["source"].casefold(), tie["target"].casefold(), tie["kind"], tie["number"]),
        ),
        sectors={name: colour for name, colour in SECTOR_COLOURS.items() if _has(elements, "sector", name)},
        no_sector=NO_SECTOR if _has(elements, "sector", "") else None,
        kinds=[(name, shape) for name, shape in SHAPES.items() if _has(elements, "kind", name)],
        signs={name: words for name, words in looks.SIGN_WORDS.items() if any(t["sign"] == name for t in connections)},
        hoped_for=sum(tie["strength"] == vocabulary.HOPED_FOR for tie in connections),
        hoped_line=HOPED_LINE,
        from_register=any(not part["lived"] for part in [*elements.values(), *connections]),
        library=library,
        drawing=drawing,
    )


def _long_date(day: date | None) -> str:
    return "" if day is None else long_date(day)


def _has(elements: Mapping[Any, dict[str, Any]], name: str, value: str) -> bool:
    return any(one[name] == value for one in elements.values())


# --- pyvis ----------------------------------------------------------------------------------------------------


def _pyvis_scripts(elements: Mapping[Any, dict[str, Any]], ties: list[dict[str, Any]]) -> tuple[str, str]:
    """The two scripts of pyvis's page that we use: its vis-network, and the one that draws this map.

    No `title` is ever set: pyvis writes one that contains “href” into the page as it is. `directed` keeps a→b
    and b→a apart. Texts go through Jinja's JSON, in which no tag can end the script.
    """
    drawing = Network(directed=True, cdn_resources="in_line", height="100%", bgcolor=SURFACE)
    drawing.options = dict(_OPTIONS)  # not set_options(): it takes the spaces out of everything
    for one in elements.values():
        drawing.add_node(one["number"], **_node(one))
    for tie, bend in zip(ties, looks.bends(ties), strict=True):
        drawing.add_edge(tie["from"], tie["to"], **_edge(tie, bend))
    inline = [text for given, text in _SCRIPT.findall(drawing.generate_html()) if "src" not in given]
    return (
        next(text for text in inline if "vis-network" in text and "drawGraph" not in text),
        next(text for text in inline if "drawGraph" in text),
    )


def _node(one: Mapping[str, Any]) -> dict[str, Any]:
    colour = SECTOR_COLOURS.get(one["sector"], NO_SECTOR)
    shape = SHAPES.get(one["kind"], "dot")
    fill = colour if one["lived"] else looks.paler(colour)
    look = {"border": colour, "background": fill}
    return {
        "label": looks.drawn_name(one["label"]),
        "shape": shape,
        "size": round(looks.SHAPE_SIZES[shape] * looks.SIZES[one["size"]], 1),
        "x": one["place"][0],
        "y": one["place"][1],
        "color": {**look, "highlight": {"border": INK, "background": fill}},
        "shapeProperties": {"borderDashes": False if one["lived"] else [4, 3]},
    }


def _edge(tie: Mapping[str, Any], bend: float) -> dict[str, Any]:
    scale = round(0.45 + 0.06 * (tie["strength"] or 1), 2)
    line = LINE if tie["lived"] else PALE_LINE
    dashes: bool | list[int] = False if tie["lived"] else list(looks.NOT_LIVED_DASHES)
    if tie["strength"] == vocabulary.HOPED_FOR:
        line, dashes = HOPED_LINE, list(looks.HOPED_DASHES)
    look: dict[str, Any] = {
        "width": looks.width(tie["strength"], lived=tie["lived"]),
        "color": {"color": line, "highlight": HOPED_LINE if line == HOPED_LINE else INK},
        "dashes": dashes,
        "arrows": {end: {"enabled": True, "scaleFactor": scale} for end in looks.ENDS[tie["direction"]]},
    }
    if tie["sign"]:
        look["label"] = looks.sign_mark(tie)
    if bend:
        look["smooth"] = {
            "enabled": True,
            "type": "curvedCW" if bend > 0 else "curvedCCW",
            "roundness": abs(bend),
        }
    return look


@cache
def _template() -> Any:
    frame = Environment(
        loader=PackageLoader("workbench.exchange", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return frame.get_template("map_page.html.j2")
