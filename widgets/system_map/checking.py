"""What the map page sends, checked before a verb sees it."""

from __future__ import annotations

from workbench import checks
from workbench.errors import BadInput


def an_id(value: object) -> str:
    """The id of a part of the map, as a page sends it. Raises `BadInput` for anything else."""
    return checks.line(value, "The part of the map", longest=40)


def ids(values: object) -> list[str]:
    """Ids of parts of the map; at least one. Raises `BadInput` for anything else."""
    if not isinstance(values, list) or not values:
        raise BadInput("Say which parts of the map are meant: a list of their ids.")
    return [an_id(value) for value in values]


def a_version(value: object) -> int | None:
    """The version on which an edit was made, or None. Raises `BadInput` for anything else."""
    return None if value is None else checks.whole(value, "The version", lowest=1, highest=10**9)


def a_place(value: object) -> tuple[float, float]:
    """A place on the drawing [x, y]. Raises `BadInput` for anything else."""
    if isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(one, int | float) for one in value):
        return value[0], value[1]
    raise BadInput(f"A place on the drawing is two numbers, not ‘{value}’.")


def as_places(values: object) -> dict[str, tuple[float, float]]:
    """Places by the id of their element. Raises `BadInput` for anything else."""
    if not isinstance(values, dict):
        raise BadInput("Places are given as an id and two numbers for each element.")
    return {an_id(element): a_place(place) for element, place in values.items()}
