"""The part of the map page that works on several parts at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from widgets.system_map.checking import as_places, ids
from widgets.theme.app import App, gesture, look
from workbench import checks
from workbench.mapping.vocabulary import LAYOUTS

_ARRANGED: Final[Mapping[str, str]] = {
    "force": "by who is connected",
    "levels": "in layers, from cause to effect",
    "sectors": "in bands by sector",
    "circle": "in a circle",
}


class Together(App):
    """Gestures on several parts of the map at once."""

    @gesture
    def move(self, *, places: dict[str, list[float]], arranged: str = "") -> None:
        """Put elements at new places: id → [x, y]; `arranged` says how the whole map was laid out anew."""
        self.network.map.move(as_places(places), arranged=arranged)

    @look
    def arrange(self, *, how: str, elements: list[str] | None = None) -> dict[str, Any]:
        """Where an arrangement would put the whole map, or only some elements of it; nothing is kept.

        `places` is id → [x, y] of all that would move; what is pinned does not. `arranged` says how, for `move`. Some
        elements are laid out around where they are now, clear of all the others.
        """
        from workbench.mapping.apart import apart  # noqa: PLC0415  slow to import, and few gestures arrange anything
        from workbench.mapping.layouts import places  # noqa: PLC0415

        checks.chosen(how, tuple(LAYOUTS), "layout")
        graph = self.network.map.graph()
        pinned = [node for node, given in graph.nodes(data=True) if given["pinned"] and given["x"] is not None]
        now = {node: (given["x"], given["y"]) for node, given in graph.nodes(data=True) if given["x"] is not None}
        wanted = list(graph) if elements is None else [one for one in ids(elements) if one in graph]
        found = places(graph.subgraph(wanted), how, pinned=[node for node in pinned if node in wanted])
        if elements is not None:
            found = _where_they_were(found, now, fixed=set(pinned))
            others = {node: place for node, place in now.items() if node not in found}
            held = [*others, *(node for node in found if node in pinned)]
            settled = apart({**others, **found}, fixed=held)
            found = {node: settled[node] for node in found}
        moved = {str(node): [*place] for node, place in found.items() if place != now.get(node)}
        return {"places": moved, "arranged": _ARRANGED[how]}

    @gesture
    def change_elements(self, *, elements: list[str], **fields: Any) -> None:
        """Give several elements the same sector, kind, size and so on."""
        self.network.map.change_elements(ids(elements), **fields)

    @gesture
    def change_connections(self, *, connections: list[str], **fields: Any) -> None:
        """Give several connections the same strength, kind and so on."""
        self.network.map.change_connections(ids(connections), **fields)

    @gesture
    def copy(self, *, elements: list[str]) -> dict[str, list[str]]:
        """Copy elements with the connections among them; the ids of the copies."""
        return {"ids": list(self.network.map.copy(ids(elements)).values())}

    @gesture
    def reject(self, *, parts: list[str]) -> dict[str, str]:
        """Say that parts from the register are not so in real life."""
        return {"said": f"Not so: {self.network.map.reject(*ids(parts))}."}


def _where_they_were(
    found: Mapping[Any, tuple[float, float]], now: Mapping[Any, tuple[float, float]], *, fixed: set[Any]
) -> dict[Any, tuple[float, float]]:
    """The places moved as a whole to where their elements are now; with a fixed one among them they are there."""
    there = [node for node in found if node in now]
    if not there or fixed & set(found):
        return dict(found)
    left, down = (sum(now[node][side] - found[node][side] for node in there) / len(there) for side in (0, 1))
    return {node: (round(x + left, 1), round(y + down, 1)) for node, (x, y) in found.items()}
