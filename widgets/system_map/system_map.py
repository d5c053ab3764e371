"""The map page: who relates to whom, as a drawing and as tables that can do the same."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Final

from widgets.system_map.suggesting import suggestions
from widgets.theme.app import App, gesture
from widgets.theme.pages import script, style
from workbench import checks
from workbench.errors import BadInput
from workbench.mapping import sentences, vocabulary

_FOLDER: Final = "system_map"


class SystemMap(App):
    """The system map of one network: `SystemMap(network)` as the last line of a cell shows it."""

    area: ClassVar[str | None] = "map"
    _esm = script(
        f"{_FOLDER}/places.js",
        f"{_FOLDER}/painting.js",
        f"{_FOLDER}/drawing.js",
        f"{_FOLDER}/fields.js",
        f"{_FOLDER}/details.js",
        f"{_FOLDER}/table.js",
        f"{_FOLDER}/system_map.js",
        draws_network=True,
    )
    _css = style(f"{_FOLDER}/system_map.css")

    def compose(self) -> dict[str, Any]:
        """Everything on the map today, what it says, and what was done to it lately."""
        mapping = self.network.map
        parts = mapping.parts()
        return {
            **parts,
            "who": self.network.who,
            "facts": sentences.about_the_map(parts),
            "about": sentences.about_the_parts(parts),
            "questions": sentences.to_confirm(parts),
            "changes": mapping.recent(),
            "pointing": mapping.pointing_here(),
            "suggestions": suggestions(parts["elements"]),
            "words": {
                "kinds": vocabulary.ELEMENT_KINDS,
                "sectors": vocabulary.SECTORS,
                "ties": vocabulary.CONNECTION_KINDS,
                "directions": vocabulary.DIRECTIONS,
                "signs": vocabulary.SIGNS,
                "sure": vocabulary.CONFIDENCE,
                "strengths": vocabulary.STRENGTH_WORDS,
            },
        }

    @gesture
    def here_is(self) -> None:
        """Say who is at work: it comes with every gesture, and decides what can be taken back."""

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
        place = None if at is None else _place(at)
        row = self.network.map.add_element(
            label, kind=kind, sector=sector, organisation=organisation, note=note, at=place
        )
        return {"id": row.id}

    @gesture
    def change_element(self, *, element: str, version: int | None = None, **fields: Any) -> None:
        """Change fields of an element, unless somebody did since `version`."""
        self.network.map.change_element(_id(element), version=_version(version), **fields)

    @gesture
    def connect(self, *, source: str, target: str, kind: str, **fields: Any) -> dict[str, str]:
        """Connect two elements, by their ids."""
        for name in fields:
            if name not in _CONNECT_WITH:
                raise BadInput(f"A connection has no ‘{name}’. {checks.nearest(name, _CONNECT_WITH)}")
        row = self.network.map.connect(_id(source), _id(target), kind=kind, **fields)
        return {"id": row.id}

    @gesture
    def change_connection(self, *, connection: str, version: int | None = None, **fields: Any) -> None:
        """Change fields of a connection, unless somebody did since `version`."""
        self.network.map.change_connection(_id(connection), version=_version(version), **fields)

    @gesture
    def move(self, *, places: dict[str, list[float]]) -> None:
        """Put elements at new places: id → [x, y]."""
        self.network.map.move(_places(places))

    @gesture
    def place(self, *, places: dict[str, list[float]]) -> None:
        """Give elements that have no place yet the one that the drawing found for them."""
        self.network.map.place(_places(places))

    @gesture
    def remove(self, *, parts: list[str]) -> dict[str, str]:
        """Take elements (with their connections) and connections off the map; `said` is what went with what."""
        return {"said": f"Removed {self.network.map.remove(*_ids(parts))}."}

    @gesture
    def confirm(self, *, parts: list[str]) -> None:
        """Say that parts from the register are so in real life."""
        self.network.map.confirm(*_ids(parts))

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


_CONNECT_WITH: Final = ("direction", "strength", "sign", "delay", "sure", "said_by", "note")


def _id(value: object) -> str:
    return checks.line(value, "The part of the map", longest=40)


def _ids(values: object) -> list[str]:
    if not isinstance(values, list) or not values:
        raise BadInput("Say which parts of the map are meant: a list of their ids.")
    return [_id(value) for value in values]


def _version(value: object) -> int | None:
    return None if value is None else checks.whole(value, "The version", lowest=1, highest=10**9)


def _place(value: object) -> tuple[float, float]:
    if isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(one, int | float) for one in value):
        return value[0], value[1]
    raise BadInput(f"A place on the drawing is two numbers, not ‘{value}’.")


def _places(values: object) -> dict[str, tuple[float, float]]:
    if not isinstance(values, dict):
        raise BadInput("Places are given as an id and two numbers for each element.")
    return {_id(element): _place(place) for element, place in values.items()}
