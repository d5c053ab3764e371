"""Kumu's JSON: the blueprint that Kumu imports, and the backup of a whole project that it exports.

What is written is a blueprint. Kumu knows `label`, `type`, `description` and `tags`, and the ends and direction of a
connection; whatever else is said becomes a field of Kumu's under its own name. A blueprint has no places, so Kumu
lays the map out anew; `x` and `y` go along as fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from workbench.errors import BadInput
from workbench.exchange import foreign, limits
from workbench.exchange.cyjs import as_bytes
from workbench.exchange.rows import CONNECTION_COLUMNS, ELEMENT_COLUMNS, Row, Rows, Written
from workbench.exchange.untrusted import listing, mapping, number, parse_json, whole, words
from workbench.words import counted

_WHAT: Final = "Kumu JSON"
_DIRECTIONS: Final = {"directed": "one way", "mutual": "mutual", "undirected": "undirected"}
_WRITTEN: Final = {direction: written for written, direction in _DIRECTIONS.items()}
_NAMES: Final = {
    "kind": "type",
    "note": "description",
    "themes": "tags",
    "source": "from",
    "target": "to",
    "seen_as": "seen as",
    "size": "size on map",
    "said_by": "said by",
    "valid_from": "valid from",
    "valid_to": "valid to",
}


def read(data: bytes) -> Rows:
    """What a blueprint or a backup says. Raises `BadInput` where it is neither."""
    found = parse_json(data, _WHAT)
    if not isinstance(found, dict) or not isinstance(found.get("elements"), list):
        raise BadInput("The file is JSON, but no map of Kumu’s: it has no elements; choose another file.")
    limits.few_enough(len(found["elements"]) + len(listing(found.get("connections"))))
    rows = Rows(title=words(found.get("name")))
    maps = [mapping(one) for one in listing(found.get("maps"))]
    shown = next((one for one in maps if one.get("_id") == found.get("defaultMap")), maps[0] if maps else {})
    places = {
        words(mapping(one).get("element")): mapping(mapping(one).get("position"))
        for one in listing(shown.get("elements"))
    }
    elements = [_element(one, place, places) for place, one in enumerate(found["elements"], 1)]
    connections = [_connection(one, place) for place, one in enumerate(listing(found.get("connections")), 1)]
    foreign.take_out_looks([*elements, *connections], rows.left_out)
    foreign.weigh(connections, rows.left_out)
    for place, values in enumerate(elements, 1):
        rows.elements.append(Row(where=f"element {place} of the Kumu file", values=values))
    for place, values in enumerate(connections, 1):
        rows.connections.append(Row(where=f"connection {place} of the Kumu file", values=values))
    _report(rows, found, maps, shown)
    return rows


def _report(rows: Rows, found: Mapping[str, Any], maps: list[Mapping[str, Any]], shown: Mapping[str, Any]) -> None:
    for name, one, more, why in (
        ("loops", "loop", "loops", "the map finds its own"),
        ("perspectives", "view", "views", "a map chooses its own look"),
    ):
        if many := len(listing(found.get(name))):
            rows.left_out.append(f"{counted(many, one, more)} left out: {why}.")
    if len(maps) > 1:
        rows.left_out.append(
            f"The project has {len(maps)} maps: all their elements are read, with the places of "
            f"‘{words(shown.get('name')) or 'the first'}’."
        )
    if words(found.get("description")) or words(shown.get("description")):
        rows.left_out.append("The description of the project is left out.")


def _said(part: Any, what: str, place: int) -> dict[str, Any]:
    """The fields of a part: its own in a blueprint, its `attributes` in a backup."""
    if not isinstance(part, dict):
        raise BadInput(f"{what} {place} of the Kumu JSON file is no object with fields; mend it, or take it out.")
    given = part["attributes"] if isinstance(part.get("attributes"), dict) else part
    return {whole(name): value for name, value in given.items() if name != "_id" and not isinstance(value, dict)}


def _element(part: Any, place: int, places: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    found = _said(part, "Element", place)
    name = words(part.get("_id")) or words(part.get("id"))
    at = places.get(name, {})
    x, y = number(at.get("x")), number(at.get("y"))
    if x is not None and y is not None:
        found |= {"x": x, "y": y}
    values = foreign.element_values(found)
    if "label" not in values and not name:
        raise BadInput(f"Element {place} of the Kumu JSON file has neither a label nor an id; give it a label.")
    values.setdefault("label", name)
    return {"id": name, **values} if name else values


def _connection(part: Any, place: int) -> dict[str, Any]:
    found = _said(part, "Connection", place)
    ends = {end: words(part.get(key)) for end, key in (("source", "from"), ("target", "to"))}
    if not all(ends.values()):
        raise BadInput(f"Connection {place} of the Kumu JSON file has no ‘from’ or no ‘to’; give it both.")
    name = words(part.get("_id")) or words(part.get("id"))
    direction = next((words(one.get("direction")) for one in (part, found) if one.get("direction")), "")
    found = {key: value for key, value in found.items() if key not in ("from", "to", "direction")}
    if direction:
        found["direction"] = _DIRECTIONS.get(direction.strip().casefold(), direction)
    own = {"id": name} if name else {}
    return {**own, **ends, **foreign.connection_values(found)}


def write(rows: Rows) -> Written:
    """The map as a blueprint, in UTF-8; the same rows give the same bytes."""
    elements = [_renamed(foreign.said(row, ELEMENT_COLUMNS, usual=False)) for row in rows.elements]
    connections = []
    for row in rows.connections:
        said = foreign.said(row, CONNECTION_COLUMNS, usual=False)
        if said.get("direction") in _WRITTEN:
            said["direction"] = _WRITTEN[said["direction"]]
        connections.append(_renamed(said))
    left_out = []
    if any("x" in one for one in elements):
        left_out.append("Kumu lays the map out anew: the places go along as the fields x and y only.")
    written = {"name": rows.title, "elements": elements, "connections": connections}
    return Written(data=as_bytes(written), left_out=tuple(left_out))


def _renamed(said: Mapping[str, Any]) -> dict[str, Any]:
    return {_NAMES.get(name, name): value for name, value in said.items()}
