"""The driver diagram as a file to take along: a picture, a table, or a map in every format that a map has."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from widgets.system_map.handing_out import WAYS as AS_A_MAP
from widgets.system_map.handing_out import Way
from workbench import checks
from workbench.exchange import driver_diagram, formats

if TYPE_CHECKING:
    import networkx as nx

    from workbench.workspace import Network

_PICTURES: Final = ("svg", "png")
_MAP: Final = "As a system map: boxes are elements, joins are influences"
WAYS: Final[Mapping[str, Way]] = {
    **{way: AS_A_MAP[way] for way in _PICTURES},
    "table": Way(
        name="Table (CSV)",
        for_whom="a row for each join, and every box",
        group="To work with",
        suffix=".csv",
        type="text/csv;charset=utf-8",
    ),
    **{
        f"map-{way}": Way(name=one.name, for_whom=one.for_whom, group=_MAP, suffix=one.suffix, type=one.type)
        for way, one in AS_A_MAP.items()
        if way not in _PICTURES
    },
}
"""The ways, in the order in which they are offered; a PNG is made in the browser, from the SVG."""


def make(network: Network, way: str) -> dict[str, Any]:
    """The diagram as it stands as a file: `name`, `type`, `base64`, and sentences on what it does not hold."""
    chosen = WAYS[checks.chosen(way, tuple(WAYS), "way to take the diagram along")]
    data, left_out = _written(network.prototypes.drivers.graph(), way, network.name)
    name = re.sub(r"[^a-z0-9]+", "-", network.name.lower()).strip("-") or "network"
    return {
        "name": f"drivers-{name}-{network.today().isoformat()}{chosen.suffix}",
        "type": WAYS["svg"].type if way == "png" else chosen.type,
        "base64": base64.b64encode(data).decode("ascii"),
        "left_out": list(left_out),
    }


def _written(graph: nx.DiGraph, way: str, name: str) -> tuple[bytes, tuple[str, ...]]:
    title = f"What drives what in {name}"
    if way in _PICTURES:
        return driver_diagram.picture(graph, title=title).encode("utf-8"), ()
    if way == "table":
        return driver_diagram.table(graph), ()
    as_map = driver_diagram.as_map(graph)
    if way == "map-page":
        from workbench.exchange.html import map_page  # noqa: PLC0415  pyvis is slow to load and seldom needed

        return map_page(as_map, title=title).encode("utf-8"), ()
    from workbench.exchange.meaning import to_rows  # noqa: PLC0415

    rows = to_rows(as_map)
    rows.title = "" if way == "map-csv" else title  # two tables have no place for it
    written = formats.of_file(WAYS[way].suffix).write(rows)
    return written.data, (*rows.left_out, *written.left_out)
