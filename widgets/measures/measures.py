"""The app of a network's measures."""

from __future__ import annotations

from typing import Any, ClassVar

from widgets.measures.gestures import SHARED, SHARED_STYLE, MeasureGestures
from widgets.measures.telling import MeasureTeller
from widgets.theme.app import gesture
from widgets.theme.pages import script, style
from workbench import checks
from workbench.measures.models import DIRECTIONS
from workbench.workspace import Network


class Measures(MeasureGestures):
    """What a network measures. `shown` is the id of the measure that is open, None for the wall."""

    _esm = script(*SHARED, "measures/wall.js", "measures/one.js", "measures/measures.js")
    _css = style(*SHARED_STYLE, "measures/measures.css")
    area: ClassVar[str | None] = "prototypes"

    def __init__(self, network: Network, **options: Any) -> None:
        self.shown: str | None = None
        self.told = MeasureTeller(network)
        super().__init__(network, **options)

    def compose(self) -> dict[str, Any]:
        """Tell of every measure, and of the open one.

        `measures` (the wall), `measure` (the open one, or None), `gone` (True if what was asked for is not there),
        `directions`.
        """
        measures = self.told.wall(self.network.prototypes.listed())
        there = any(each["id"] == self.shown for each in measures)
        return {
            "measures": measures,
            "measure": self.told.measured(self.shown) if self.shown and there else None,
            "gone": self.shown is not None and not there,
            "directions": list(DIRECTIONS),
        }

    @gesture
    def show(self, *, record: str | None = None) -> dict[str, Any]:
        """Show one measure; the wall if none is given."""
        self.shown = None if record is None else checks.line(record, "What is to be shown")
        return {"shown": self.shown}
