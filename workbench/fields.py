"""Reading what is given for the fields of a record, in the same way for every concept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from workbench import checks
from workbench.errors import BadInput
from workbench.store import Record

Readers = Mapping[str, Callable[[Any], Any]]
"""By the name of a field, what makes a checked value of what was given for it."""


def read(fields: Mapping[str, Any], read_as: Readers, what: str) -> dict[str, Any]:
    """Each field as its reader gives it. Raises `BadInput` for one that has no reader, with the nearest that has."""
    for name in fields:
        if name not in read_as:
            raise BadInput(f"{what} has no ‘{name}’ to change. {checks.nearest(name, read_as)}")
    return {name: read_as[name](value) for name, value in fields.items()}


def as_id(record: str | Record) -> str:
    """The id of a record that is given as itself or by its id. Raises `BadInput` for anything else."""
    if not isinstance(record, str | Record):
        raise BadInput(f"What it points to has to be given as itself or by its id, not ‘{record}’.")
    return record if isinstance(record, str) else record.id


def as_several(given: str | Record | Iterable[str | Record]) -> list[str | Record]:
    """Records as a list, also where only one is given. Raises `BadInput` for anything that is neither."""
    if isinstance(given, str | Record):
        return [given]
    if not isinstance(given, Iterable):
        raise BadInput(
            f"What it points to has to be given as itself, by its id or as a list of several, not ‘{given}’."
        )
    several = list(given)
    for each in several:
        as_id(each)
    return several


def as_day(value: date | str | None) -> date | None:
    """A day, or None for none; empty text stands for none. Raises `BadInput` for anything else."""
    return None if value in (None, "") else checks.day(value, "The day")


def as_text(day: date | None) -> str | None:
    """A day as ISO text; None stays None."""
    return None if day is None else day.isoformat()
