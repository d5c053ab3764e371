"""What people may say of the parts of a map, checked before it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias

from workbench import checks
from workbench.errors import BadInput
from workbench.mapping import vocabulary
from workbench.themes import THEMES

Day: TypeAlias = date | str
"""A day: a date, a moment (a datetime is a date too) of which the day is taken, or ISO text."""

_ELEMENT_COLUMNS = {"label": "title", "kind": "type"}
_CONNECTION_COLUMNS = {"kind": "type", "since": "valid_from"}


def element_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What was given of an element, checked, by the names of its columns. Raises `BadInput` for the first wrong one."""
    read_as = {
        "label": lambda value: checks.line(value, "The name"),
        "kind": lambda value: checks.chosen(value, vocabulary.ELEMENT_KINDS, "kind of element"),
        "sector": lambda value: _optional(value, vocabulary.SECTORS, "sector"),
        "organisation": lambda value: checks.line(value, "The organisation", required=False),
        "note": lambda value: checks.paragraph(value, "The note"),
        "themes": lambda value: _some(value, THEMES, "theme"),
        "seen_as": lambda value: _some(value, vocabulary.SEEN_AS, "mark"),
        "size": lambda value: checks.chosen(value, vocabulary.SIZES, "size"),
        "pinned": lambda value: checks.yes_or_no(value, "The pin"),
    }
    return _checked(fields, read_as, _ELEMENT_COLUMNS, "an element")


def connection_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What was given of a connection, checked, by the names of its columns; errors as for elements."""
    read_as = {
        "kind": lambda value: checks.chosen(value, vocabulary.CONNECTION_KINDS, "kind of connection"),
        "direction": lambda value: checks.chosen(value, vocabulary.DIRECTIONS, "direction"),
        "strength": lambda value: checks.whole(value, "The strength", lowest=0, highest=5),
        "sign": lambda value: _optional(value, vocabulary.SIGNS, "sign"),
        "delay": lambda value: checks.yes_or_no(value, "The delay"),
        "sure": lambda value: _optional(value, vocabulary.CONFIDENCE, "degree of certainty"),
        "said_by": lambda value: checks.line(value, "Who said so", required=False),
        "note": lambda value: checks.paragraph(value, "The note"),
        "themes": lambda value: _some(value, THEMES, "theme"),
        "since": lambda value: checks.day(value, "The day since when it is there"),
    }
    return _checked(fields, read_as, _CONNECTION_COLUMNS, "a connection")


def _checked(
    fields: Mapping[str, Any],
    read_as: Mapping[str, Any],
    columns: Mapping[str, str],
    what: str,
) -> dict[str, Any]:
    for name in fields:
        if name not in read_as:
            raise BadInput(f"{what.capitalize()} has no ‘{name}’. {checks.nearest(name, read_as)}")
    return {columns.get(name, name): read_as[name](value) for name, value in fields.items()}


def _optional(value: Any, words: tuple[str, ...], what: str) -> str | None:
    return None if value in (None, "") else checks.chosen(value, words, what)


def _some(values: Any, words: tuple[str, ...], what: str) -> list[str]:
    """Several of these words, each once and in their order."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise BadInput(f"Each {what} is one of a list, even if there is only one: [‘{words[0]}’], for instance.")
    given = [checks.chosen(value, words, what) for value in values]
    return [word for word in words if word in given]


def as_day(value: Day | None, what: str) -> date | None:
    """A day, or None where none was given. Raises `BadInput`, naming `what`, for anything else."""
    return None if value is None else checks.day(value, what)


def position(place: tuple[float, float]) -> tuple[float, float]:
    """A place on the drawing, in tenths of a pixel. Raises `BadInput` if it is not two numbers within reason."""
    try:
        x, y = (float(value) for value in place)
    except (TypeError, ValueError):
        raise BadInput(f"A place on the drawing is two numbers, not ‘{place}’.") from None
    if not (abs(x) < 1e6 and abs(y) < 1e6):
        raise BadInput("A place on the drawing has to be within a million pixels of its middle.")
    return round(x, 1), round(y, 1)
