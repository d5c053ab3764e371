"""The driver diagram on the page of prototypes: what it shows, and what may be done on it."""

from __future__ import annotations

from typing import Any, Final

from widgets.prototypes import driver_files
from widgets.theme.app import App, gesture, look
from widgets.theme.wording import in_words_of
from workbench import checks
from workbench.exchange.driver_diagram import STAGE_MARKS
from workbench.exchange.driver_layout import MEASURED, lay_out
from workbench.measures.ambition import ambition_in_words

FILES: Final = (
    "theme/as_png.js",
    "prototypes/driver_window.js",
    "prototypes/driver_outline.js",
    "prototypes/drivers.js",
)
STYLES: Final = ("prototypes/drivers.css",)
LABELS: Final = {
    "The aim": "What is your aim?",
    "The driver": "What drives it?",
    "The title": "What do we call it?",
}
NARROW, BROAD = 280, 4000
"""Pixels that a page can have for the diagram."""


class DriverGestures(App):
    """A page on which people draw the driver diagram. Nothing of it is composed until the view is asked for."""

    drawn_for: int | None = None
    """How many pixels wide the diagram may be; None while it is not shown."""

    def driver_diagram(self) -> dict[str, Any] | None:
        """All that the view shows, as plain JSON; None while it is not shown.

        `boxes` are the layout's, with what they hang together with (`contributes_to`, `contributing`, `measured_by`:
        ids), and for aims and drivers `place`, `equals` and `version`; `lines` (`path`, `tip`, `measured`),
        `columns`, `width` and `height` of the drawing, `padding` of its boxes; `not_joined` and `measures`: what can
        be joined; `ambitions`: what an aim can begin from; `marks` of the stages, and the `files` there are.
        """
        if self.drawn_for is None:
            return None
        diagram = self.network.prototypes.drivers
        told, laid = diagram.told(), lay_out(diagram.graph(), width=self.drawn_for)
        about = {box["id"]: _joined(box, told) for box in told["boxes"]}
        measures = self.network.measures.listed()
        return {
            "width": laid.width,
            "height": laid.height,
            "padding": laid.padding,
            "columns": [{"x": x, "width": laid.column, "heading": heading} for x, heading in laid.columns],
            "boxes": [
                {
                    **about[box.id],
                    **{name: getattr(box, name) for name in ("above", "stage", "x", "y", "width", "height")},
                }
                for box in laid.boxes
            ],
            "lines": [
                {
                    "id": f"{line.source} {line.target}",
                    "path": line.path,
                    "tip": line.tip,
                    "measured": line.kind == MEASURED,
                }
                for line in laid.lines
            ],
            "not_joined": told["not_joined"],
            "measures": [{"id": plain["id"], "label": plain["title"]} for plain in measures],
            "ambitions": [
                {"measure": plain["id"], "label": plain["title"], "words": words}
                for plain in measures
                if (words := ambition_in_words(plain))
            ],
            "marks": {stage: {"line": line, "fill": fill} for stage, (line, fill) in STAGE_MARKS.items()},
            "files": [
                {"way": way, "name": one.name, "for": one.for_whom, "group": one.group}
                for way, one in driver_files.WAYS.items()
            ],
        }

    # --- which one is shown ------------------------------------------------------------------------------

    @gesture
    def show_drivers(self, *, width: int | None = None) -> None:
        """Show the diagram in a page so many pixels wide; no longer, if None."""
        self.drawn_for = None if width is None else checks.whole(width, "The width", lowest=NARROW, highest=BROAD)

    # --- aims and drivers --------------------------------------------------------------------------------

    @gesture
    def add_aim(self, *, title: str, measure: str | None = None) -> dict[str, Any]:
        """Name an aim, and the measure that shows it, if one is given."""
        with in_words_of(LABELS):
            row = self.network.prototypes.drivers.aim(title, measured_by=[measure] if measure else [])
        return {"driver": row.id}

    @gesture
    def add_driver(self, *, title: str, to: str) -> dict[str, Any]:
        """Name what drives an aim or a driver."""
        with in_words_of(LABELS):
            return {"driver": self.network.prototypes.drivers.driver(title, to=to).id}

    @gesture
    def change_driver(self, *, driver: str, title: str, version: int | None = None) -> None:
        """Give an aim or a driver other words."""
        with in_words_of(LABELS):
            self.network.prototypes.drivers.change(driver, title=title, version=version)

    @gesture
    def move_driver(self, *, driver: str, place: int) -> None:
        """Put it in a place among its equals."""
        self.network.prototypes.drivers.move(driver, place)

    @gesture
    def remove_driver(self, *, driver: str) -> None:
        """Take an aim or a driver away."""
        self.network.prototypes.drivers.remove(driver)

    # --- joins -------------------------------------------------------------------------------------------

    @gesture
    def join_driver(self, *, source: str, target: str) -> None:
        """Say that a driver or a prototype contributes to a driver or an aim."""
        self.network.prototypes.drivers.join(source, target)

    @gesture
    def measure_driver(self, *, driver: str, measure: str) -> None:
        """Say which measure shows an aim or a driver."""
        self.network.prototypes.drivers.measured_by(driver, measure)

    @gesture
    def part_driver(self, *, source: str, target: str) -> None:
        """Take a join away."""
        self.network.prototypes.drivers.part(source, target)

    @look
    def driver_file(self, *, way: str) -> dict[str, Any]:
        """The diagram as a file to download: `name`, `type`, `base64`; a PNG comes as the SVG to make it from."""
        return driver_files.make(self.network, way)


def _joined(box: dict[str, Any], told: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """A box, and the ids of what hangs together with it, in the order of the diagram."""
    order = {each["id"]: number for number, each in enumerate(told["boxes"])}

    def ends(own: str, other: str, *, measured: bool) -> list[str]:
        found = (
            join[other] for join in told["joins"] if join[own] == box["id"] and (join["kind"] == MEASURED) == measured
        )
        return sorted(found, key=order.__getitem__)

    return {
        **box,
        "contributes_to": ends("source", "target", measured=False),
        "contributing": ends("target", "source", measured=False),
        "measured_by": ends("source", "target", measured=True),
    }
