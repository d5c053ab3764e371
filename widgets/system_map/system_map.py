"""The map page: who relates to whom, as a drawing and as tables that can do the same."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from widgets.system_map.asking import Asking
from widgets.system_map.checking import a_place, a_version, an_id, as_places, ids
from widgets.system_map.in_and_out import InAndOut
from widgets.system_map.over_time import OverTime
from widgets.system_map.suggesting import suggestions
from widgets.system_map.together import Together
from widgets.theme.app import gesture
from widgets.theme.pages import script, style
from workbench import checks
from workbench.errors import BadInput
from workbench.mapping import sentences, vocabulary
from workbench.themes import THEMES

_FOLDER: Final = "system_map"


class SystemMap(Asking, OverTime, InAndOut, Together):
    """The system map of one network: `SystemMap(network)` as the last line of a cell shows it."""

    area: ClassVar[str | None] = "map"
    _esm = script(
        f"{_FOLDER}/places.js",
        f"{_FOLDER}/painting.js",
        f"{_FOLDER}/lens.js",
        f"{_FOLDER}/viewing.js",
        f"{_FOLDER}/drawing.js",
        f"{_FOLDER}/fields.js",
        f"{_FOLDER}/labels.js",
        f"{_FOLDER}/presence.js",
        f"{_FOLDER}/handling.js",
        f"{_FOLDER}/showing.js",
        f"{_FOLDER}/menu.js",
        f"{_FOLDER}/legend.js",
        f"{_FOLDER}/arranging.js",
        f"{_FOLDER}/editing.js",
        f"{_FOLDER}/here.js",
        f"{_FOLDER}/selecting.js",
        f"{_FOLDER}/keys.js",
        f"{_FOLDER}/acting.js",
        f"{_FOLDER}/details.js",
        f"{_FOLDER}/answers.js",
        f"{_FOLDER}/ask.js",
        "review/drawing.js",
        f"{_FOLDER}/waves.js",
        f"{_FOLDER}/evidence.js",
        f"{_FOLDER}/confirming.js",
        f"{_FOLDER}/day_by_day.js",
        f"{_FOLDER}/change.js",
        f"{_FOLDER}/taking_in.js",
        "theme/as_png.js",
        f"{_FOLDER}/handing_out.js",
        f"{_FOLDER}/in_and_out.js",
        f"{_FOLDER}/table.js",
        f"{_FOLDER}/system_map.js",
        draws_network=True,
    )
    _css = style(
        f"{_FOLDER}/system_map.css", f"{_FOLDER}/ask.css", f"{_FOLDER}/change.css", f"{_FOLDER}/in_and_out.css"
    )

    def compose(self) -> dict[str, Any]:
        """Everything on the map today, what it says, and what was done to it lately."""
        mapping = self.network.map
        parts = mapping.parts()
        return {
            **parts,
            "facts": sentences.about_the_map(parts),
            "about": sentences.about_the_parts(parts),
            "questions": sentences.to_confirm(parts),
            "changes": mapping.recent(),
            **self.compose_asking(parts),
            **self.compose_over_time(parts),
            "pointing": mapping.pointing_here(),
            "suggestions": suggestions(parts["elements"]),
            "words": {
                "kinds": vocabulary.ELEMENT_KINDS,
                "sectors": vocabulary.SECTORS,
                "themes": THEMES,
                "seen_as": vocabulary.SEEN_AS_WORDS,
                "sizes": vocabulary.SIZES,
                "layouts": vocabulary.LAYOUTS,
                "ties": vocabulary.CONNECTION_KINDS,
                "directions": vocabulary.DIRECTIONS,
                "signs": vocabulary.SIGNS,
                "sure": vocabulary.CONFIDENCE,
                "strengths": vocabulary.STRENGTH_WORDS,
            },
        }

    @gesture
    def add_element(
        self,
        *,
        label: str,
        kind: str,
        sector: str | None = None,
        organisation: str = "",
        note: str = "",
        at: list[float] | None = None,
    ) -> dict[str, str]:
        """Put an element on the map; `at` is its place [x, y]."""
        place = None if at is None else a_place(at)
        row = self.network.map.add_element(
            label, kind=kind, sector=sector, organisation=organisation, note=note, at=place
        )
        return {"id": row.id}

    @gesture
    def change_element(self, *, element: str, version: int | None = None, **fields: Any) -> None:
        """Change fields of an element, unless somebody did since `version`."""
        self.network.map.change_element(an_id(element), version=a_version(version), **fields)

    @gesture
    def connect(self, *, source: str, target: str, kind: str, **fields: Any) -> dict[str, str]:
        """Connect two elements, by their ids."""
        for name in fields:
            if name not in _CONNECT_WITH:
                raise BadInput(f"A connection has no ‘{name}’. {checks.nearest(name, _CONNECT_WITH)}")
        row = self.network.map.connect(an_id(source), an_id(target), kind=kind, **fields)
        return {"id": row.id}

    @gesture
    def change_connection(self, *, connection: str, version: int | None = None, **fields: Any) -> None:
        """Change fields of a connection, unless somebody did since `version`."""
        self.network.map.change_connection(an_id(connection), version=a_version(version), **fields)

    @gesture
    def place(self, *, places: dict[str, list[float]]) -> None:
        """Give elements that have no place yet the one that the drawing found for them."""
        self.network.map.place(as_places(places))

    @gesture
    def remove(self, *, parts: list[str]) -> dict[str, str]:
        """Take elements (with their connections) and connections off the map; `said` is what went with what."""
        return {"said": f"Removed {self.network.map.remove(*ids(parts))}."}

    @gesture
    def confirm(self, *, parts: list[str]) -> None:
        """Say that parts from the register are so in real life."""
        self.network.map.confirm(*ids(parts))


_CONNECT_WITH: Final = ("direction", "strength", "sign", "delay", "sure", "said_by", "note")
