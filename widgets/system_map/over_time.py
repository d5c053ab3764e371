"""The part of the map page that looks at other days, and at where things come from."""

from __future__ import annotations

from typing import Any

from widgets.theme.app import App


class OverTime(App):
    """Gestures with which a page compares days of the map."""

    def compose_over_time(self) -> dict[str, Any]:
        """The named days of the map."""
        return {"waves": self.network.map.waves.listed()}
