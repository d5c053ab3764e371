"""The map as a file to take along: which ways there are, what each is for, and what it cannot hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from workbench import checks
from workbench.errors import BadInput
from workbench.exchange import formats
from workbench.words import long_date

if TYPE_CHECKING:
    import networkx as nx

    from workbench.workspace import Network

_ID: Final = re.compile(r"(?:element|connection) ‘([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})’")
_TO_LOOK_AT: Final = "To look at and show"
_TO_WORK_WITH: Final = "To work with, and to import again"
_FOR_OTHERS: Final = "For other tools, and to import again"
_ON_A_PICTURE: Final = (
    "Notes, themes, organisations, who said it and since when are not on a picture.",
    "A picture cannot be imported again; download a spreadsheet or PRSM for that.",
)
_ON_A_PAGE: Final = (
    "Notes, themes and how people see an element are not on the page.",
    "A page cannot be imported again; download a spreadsheet or PRSM for that.",
)


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to take the map along: its `name`, what it is for, under which heading it stands, and its file."""

    name: str
    for_whom: str
    group: str
    suffix: str
    type: str = "application/octet-stream"


WAYS: Final[Mapping[str, Way]] = {
    "page": Way(
        name="One page that opens anywhere",
        for_whom="to send on; it needs no network",
        group=_TO_LOOK_AT,
        suffix=".html",
        type="text/html;charset=utf-8",
    ),
    "png": Way(name="Picture (PNG)", for_whom="for slides and documents", group=_TO_LOOK_AT, suffix=".png"),
    "svg": Way(
        name="Picture (SVG)",
        for_whom="for print: sharp at any size",
        group=_TO_LOOK_AT,
        suffix=".svg",
        type="image/svg+xml;charset=utf-8",
    ),
    "xlsx": Way(
        name="Spreadsheet (Excel)",
        for_whom="two sheets, elements and connections",
        group=_TO_WORK_WITH,
        suffix=".xlsx",
        type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "csv": Way(
        name="Two tables (CSV)",
        for_whom="for any spreadsheet or statistics program",
        group=_TO_WORK_WITH,
        suffix=".zip",
        type="application/zip",
    ),
    "prsm": Way(name="PRSM", for_whom="for the Participatory System Mapper", group=_FOR_OTHERS, suffix=".prsm"),
    "kumu": Way(name="Kumu", for_whom="to present a map on the web", group=_FOR_OTHERS, suffix=".kumu.json"),
    "graphml": Way(
        name="GraphML", for_whom="for yEd, igraph and most programs for networks", group=_FOR_OTHERS, suffix=".graphml"
    ),
    "gexf": Way(name="GEXF", for_whom="for Gephi", group=_FOR_OTHERS, suffix=".gexf"),
    "cytoscape": Way(name="Cytoscape", for_whom="to analyse in Cytoscape", group=_FOR_OTHERS, suffix=".cyjs"),
}
"""The ways, in the order in which they are offered; a PNG is made in the browser, from the SVG."""

READS: Final = (
    {"name": "Excel workbook", "suffix": ".xlsx", "says": "sheets Elements (Label …) and Connections (From, To …)"},
    {"name": "CSV", "suffix": ".csv", "says": "one table with a column Label, or with the columns From and To"},
    {"name": "two CSV tables, packed", "suffix": ".zip", "says": "elements.csv and connections.csv"},
    {"name": "PRSM", "suffix": ".prsm", "says": "saved by the Participatory System Mapper"},
    {"name": "Kumu", "suffix": ".json", "says": "a blueprint; Kumu’s own spreadsheets are understood too"},
    {"name": "Cytoscape", "suffix": ".cyjs", "says": "exported as JSON"},
    {"name": "GraphML", "suffix": ".graphml", "says": "from yEd, igraph and many more"},
    {"name": "GEXF", "suffix": ".gexf", "says": "from Gephi"},
)  # fmt: skip
"""The files that are understood, in plain words."""


@dataclass(frozen=True, kw_only=True)
class Made:
    """A file, ready to be handed out, and sentences on what of the map it does not hold."""

    name: str
    type: str
    data: bytes
    left_out: tuple[str, ...]


def make(network: Network, way: str, *, day: date | None, hoped_for: bool) -> Made:
    """The map of a day (today if None) as a file, with or without what is only hoped for. A PNG is an SVG still."""
    chosen = WAYS[way]
    graph = network.map.graph(day, hoped_for=hoped_for)
    data, left_out = _written(graph, way, network.name, day)
    name = re.sub(r"[^a-z0-9]+", "-", network.name.lower()).strip("-") or "network"
    return Made(
        name=f"map-{name}-{(day or network.today()).isoformat()}{chosen.suffix}",
        type=WAYS["svg"].type if way == "png" else chosen.type,
        data=data,
        left_out=tuple(_with_names(sentence, graph) for sentence in left_out),
    )


def a_day(value: object, today: date) -> date | None:
    """A day of the map, as a page sends it; None for today. Raises `BadInput` for what is none, or yet to come."""
    if value is None:
        return None
    day = checks.day(value, "The day of the map")
    if day > today:
        raise BadInput("That day is yet to come. Choose today or an earlier day.")
    return None if day == today else day


def _written(graph: nx.MultiDiGraph, way: str, name: str, day: date | None) -> tuple[bytes, tuple[str, ...]]:
    title = f"How things connect in {name}"
    if way == "page":
        from workbench.exchange.html import map_page  # noqa: PLC0415  pyvis is slow to load and seldom needed

        return map_page(graph, title=title).encode("utf-8"), _ON_A_PAGE
    if way in ("svg", "png"):
        from workbench.exchange.picture import picture  # noqa: PLC0415

        on_day = f", {long_date(day)}" if day else ""
        return picture(graph, title=f"{title}{on_day}").encode("utf-8"), _ON_A_PICTURE
    from workbench.exchange.meaning import to_rows  # noqa: PLC0415

    rows = to_rows(graph)
    rows.title = "" if way == "csv" else name  # two tables have no place for it, and the file is called by it
    written = formats.of_file(WAYS[way].suffix).write(rows)
    return written.data, (*rows.left_out, *written.left_out)


def _with_names(sentence: str, graph: Any) -> str:
    """The sentence with names where it points to elements by their ids."""
    return _ID.sub(lambda found: f"‘{graph.nodes[found[1]]['label']}’" if found[1] in graph else "a part", sentence)
