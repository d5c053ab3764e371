"""A map as one HTML file that opens anywhere: a pyvis drawing, and the same map as tables.

The only module that knows pyvis. Of the page that pyvis makes, only its copy of vis-network and its drawing
script are taken; everything around them is ours, so that nothing is fetched from any host.
"""

from __future__ import annotations

import math
import re
import textwrap
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final

import networkx as nx
from jinja2 import Environment, PackageLoader, StrictUndefined
from pyvis.network import Network

from workbench.mapping import vocabulary
from workbench.mapping.places import placed
from workbench.words import MONTHS, long_date

SECTOR_COLOURS: Final[Mapping[str, str]] = {
    "primary care": "#0072b2",
    "community": "#009e73",
    "voluntary": "#e69f00",
    "social care": "#cc79a7",
    "hospital": "#56b4e9",
    "mental health": "#7a5195",
    "lived experience": "#d55e00",
    "commissioning": "#6b7780",
}
"""The colour of each sector on every drawing; the theme's sector tokens are the same."""

NO_SECTOR: Final = "#9a978e"
LINE: Final = "#77828a"
PALE_LINE: Final = "#b3b9bd"
HOPED_LINE: Final = "#b34700"
INK: Final = "#1b2a33"
SURFACE: Final = "#ffffff"

SHAPES: Final[Mapping[str, str]] = {
    "person in role": "dot",
    "team": "square",
    "organisation": "square",
    "service": "hexagon",
    "community group": "triangle",
    "place": "triangle",
    "factor": "diamond",
}
"""The vis-network shape of each kind of element."""

_SIZES: Final = {"dot": 16, "square": 15, "hexagon": 17, "triangle": 18, "diamond": 18}
_LETTERS: Final = 22  # of one line of a name on the drawing
_LINES: Final = 3
_SIGNS: Final = {"+": "+", "-": "−", "?": "?"}
_SIGN_WORDS: Final = {
    "+": "more of one, more of the other",
    "-": "more of one, less of the other",
    "?": "not known which way",
}
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
    elements = _elements(graph)
    connections = _connections(graph, elements)
    day = as_at or _day(graph.graph.get("as_at"))
    library, drawing = _pyvis_scripts(elements, connections) if elements else ("", "")
    return _template().render(
        title=_text(title) or "System map",
        subtitle=_text(subtitle),
        as_at=_long_date(day),
        elements=sorted(elements.values(), key=lambda one: (one["label"].casefold(), one["number"])),
        connections=sorted(
            connections,
            key=lambda tie: (tie["source"].casefold(), tie["target"].casefold(), tie["kind"], tie["number"]),
        ),
        sectors={name: colour for name, colour in SECTOR_COLOURS.items() if _has(elements, "sector", name)},
        no_sector=NO_SECTOR if _has(elements, "sector", "") else None,
        kinds=[(name, shape) for name, shape in SHAPES.items() if _has(elements, "kind", name)],
        signs={name: words for name, words in _SIGN_WORDS.items() if any(t["sign"] == name for t in connections)},
        hoped_for=sum(tie["strength"] == vocabulary.HOPED_FOR for tie in connections),
        hoped_line=HOPED_LINE,
        from_register=any(not part["lived"] for part in [*elements.values(), *connections]),
        library=library,
        drawing=drawing,
    )


# --- reading the graph: copied, known attributes only, plain types only ----------------------------------------


def _elements(graph: nx.MultiDiGraph) -> dict[Any, dict[str, Any]]:
    """The elements by the graph's id. On the page they have numbers: an id could be called `constructor`."""
    found: dict[Any, dict[str, Any]] = {}
    for number, node in enumerate(sorted(graph.nodes, key=str)):
        given = graph.nodes[node]
        found[node] = {
            "number": number,
            "label": _text(given.get("label")) or "without a name",
            "kind": _word(given.get("kind"), vocabulary.ELEMENT_KINDS),
            "sector": _word(given.get("sector"), vocabulary.SECTORS),
            "organisation": _text(given.get("organisation")),
            "lived": given.get("lived") is not False,
            "place": _place(given.get("x"), given.get("y")),
        }
    by_name = sorted(found, key=lambda node: (found[node]["label"], found[node]["number"]))
    for node, place in placed({node: found[node]["place"] for node in by_name}).items():
        found[node]["place"] = place
    return found


def _connections(graph: nx.MultiDiGraph, elements: Mapping[Any, dict[str, Any]]) -> list[dict[str, Any]]:
    ties = []
    ordered = sorted(graph.edges(keys=True, data=True), key=lambda edge: (str(edge[2]), str(edge[0]), str(edge[1])))
    for number, (source, target, _, given) in enumerate(ordered):
        strength = given.get("strength")
        steps = (vocabulary.HOPED_FOR, *vocabulary.STRENGTHS)
        known = int(strength) if isinstance(strength, int) and strength in steps else None
        ties.append(
            {
                "number": number,
                "from": elements[source]["number"],
                "to": elements[target]["number"],
                "source": elements[source]["label"],
                "target": elements[target]["label"],
                "kind": _word(given.get("kind"), vocabulary.CONNECTION_KINDS),
                "direction": _word(given.get("direction"), vocabulary.DIRECTIONS) or "one way",
                "strength": known,
                "sign": _word(given.get("sign"), vocabulary.SIGNS),
                "influence": _SIGN_WORDS.get(_word(given.get("sign"), vocabulary.SIGNS), ""),
                "delay": given.get("delay") is True,
                "said_by": _text(given.get("said_by")),
                "sure": _word(given.get("sure"), vocabulary.CONFIDENCE),
                "since": _short_date(_day(given.get("valid_from"))),
                "lived": given.get("lived") is not False,
            }
        )
    return ties


def _text(value: Any) -> str:
    """One line of text without control characters; empty for anything that is not text."""
    if not isinstance(value, str):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def _word(value: Any, words: tuple[str, ...]) -> str:
    return str(value) if isinstance(value, str) and value in words else ""


def _place(x: Any, y: Any) -> tuple[float, float] | None:
    try:
        place = (round(float(x), 1), round(float(y), 1))
    except (TypeError, ValueError, OverflowError):
        return None
    return place if all(math.isfinite(value) and abs(value) < 1e6 for value in place) else None


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None


def _long_date(day: date | None) -> str:
    return "" if day is None else long_date(day)


def _short_date(day: date | None) -> str:
    return "" if day is None else f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


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
    for tie, bend in zip(ties, _bends(ties), strict=True):
        drawing.add_edge(tie["from"], tie["to"], **_edge(tie, bend))
    inline = [text for given, text in _SCRIPT.findall(drawing.generate_html()) if "src" not in given]
    return (
        next(text for text in inline if "vis-network" in text and "drawGraph" not in text),
        next(text for text in inline if "drawGraph" in text),
    )


def _node(one: Mapping[str, Any]) -> dict[str, Any]:
    colour = SECTOR_COLOURS.get(one["sector"], NO_SECTOR)
    shape = SHAPES.get(one["kind"], "dot")
    fill = colour if one["lived"] else _paler(colour)
    look = {"border": colour, "background": fill}
    return {
        "label": _drawn_name(one["label"]),
        "shape": shape,
        "size": _SIZES[shape],
        "x": one["place"][0],
        "y": one["place"][1],
        "color": {**look, "highlight": {"border": INK, "background": fill}},
        "shapeProperties": {"borderDashes": False if one["lived"] else [4, 3]},
    }


def _drawn_name(name: str) -> str:
    """A name in at most three lines of about 22 letters; what is longer ends with an ellipsis, and the table has it."""
    lines = textwrap.wrap(name, _LETTERS, break_on_hyphens=False) or [name]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1][: _LETTERS - 1]}…"]
    return "\n".join(lines)


def _edge(tie: Mapping[str, Any], bend: float) -> dict[str, Any]:
    hoped = tie["strength"] == vocabulary.HOPED_FOR
    strength = tie["strength"] or 1
    scale = round(0.45 + 0.06 * strength, 2)
    ends = {"one way": ("to",), "mutual": ("to", "from"), "undirected": ()}[tie["direction"]]
    looks: dict[str, Any] = {
        "width": round(0.6 + 0.8 * strength, 1) if tie["lived"] else 1.2,
        "color": {"color": LINE if tie["lived"] else PALE_LINE, "highlight": INK},
        "dashes": False if tie["lived"] else [5, 5],
        "arrows": {end: {"enabled": True, "scaleFactor": scale} for end in ends},
    }
    if hoped:
        looks |= {"width": 2.0, "color": {"color": HOPED_LINE, "highlight": HOPED_LINE}, "dashes": [2, 6]}
    if tie["sign"]:
        looks["label"] = _SIGNS[tie["sign"]] + (" later" if tie["delay"] else "")
    if bend:
        looks["smooth"] = {
            "enabled": True,
            "type": "curvedCW" if bend > 0 else "curvedCCW",
            "roundness": abs(bend),
        }
    return looks


def _bends(ties: list[dict[str, Any]]) -> list[float]:
    """How far each connection bends out of the straight line: several between the same two must not coincide."""
    between: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, tie in enumerate(ties):
        one, other = sorted((tie["from"], tie["to"]))
        between[one, other].append(index)
    bends = [0.0] * len(ties)
    for together in between.values():
        for place, index in enumerate(together):
            bend = round(0.25 * (place - (len(together) - 1) / 2), 3)
            bends[index] = bend if ties[index]["from"] < ties[index]["to"] else -bend
    return bends


def _paler(colour: str) -> str:
    """The colour with three quarters of white in it."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * 0.75):02x}" for part in parts)


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
