"""The part of the map page that asks the map questions."""

from __future__ import annotations

from typing import Any

from widgets.theme.app import App


class Asking(App):
    """Gestures with which a page asks the map."""

    def compose_asking(self) -> dict[str, Any]:
        """What the page needs to ask: nothing yet."""
        return {}
