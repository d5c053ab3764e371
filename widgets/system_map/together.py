"""The part of the map page that works on several parts at once."""

from __future__ import annotations

from typing import Any

from widgets.system_map.checking import as_places, ids
from widgets.theme.app import App, gesture


class Together(App):
    """Gestures on several parts of the map at once."""

    @gesture
    def move(self, *, places: dict[str, list[float]], arranged: str = "") -> None:
        """Put elements at new places: id → [x, y]; `arranged` says how the whole map was laid out anew."""
        self.network.map.move(as_places(places), arranged=arranged)

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
