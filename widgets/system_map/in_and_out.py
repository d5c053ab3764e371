"""The part of the map page that takes files in and hands them out."""

from __future__ import annotations

import re

from widgets.theme.app import App, gesture


class InAndOut(App):
    """Gestures with which a page imports and exports the map."""

    @gesture
    def share_page(self) -> dict[str, str]:
        """The map as one page that opens without a network, for a download: `name`, `type`, `text`."""
        from workbench.exchange.html import map_page  # noqa: PLC0415  pyvis is slow to load and seldom needed

        name = re.sub(r"[^a-z0-9]+", "-", self.network.name.lower()).strip("-") or "network"
        return {
            "name": f"map-{name}-{self.network.today().isoformat()}.html",
            "type": "text/html;charset=utf-8",
            "text": map_page(
                self.network.map.graph(hoped_for=True), title=f"How things connect in {self.network.name}"
            ),
        }
