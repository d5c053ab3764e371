"""What is asked of everything that is said of a prototype, before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from workbench import checks
from workbench.errors import BadInput
from workbench.prototypes.models import STAGES, Prototype
from workbench.store import Record
from workbench.themes import chosen_themes
from workbench.words import long_date

AREA: Final = "prototypes"
DECIDED: Final = ("adopted", "adapted", "abandoned")
"""The stages that end a test: each is a decision, and wants its reason."""


def as_id(record: str | Record) -> str:
    """The id of a record that is given as itself or by its id."""
    return record if isinstance(record, str) else record.id


def as_day(value: date | str | None) -> date | None:
    """A day, or None for none; empty text stands for none. Raises `BadInput` for anything else."""
    return None if value in (None, "") else checks.day(value, "The day")


def as_text(day: date | None) -> str | None:
    """A day as ISO text; None stays None."""
    return None if day is None else day.isoformat()


def named(row: Prototype) -> str:
    """How the feed speaks of a prototype: "prototype 2, Go together"."""
    return f"prototype {row.number}, {row.title}"


READ_AS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "title": lambda value: checks.line(value, "The title"),
    "hypothesis": lambda value: checks.paragraph(value, "The hypothesis"),
    "owner": lambda value: checks.line(value, "The owner", required=False),
    "reason": lambda value: checks.paragraph(value, "The reason"),
    "started_on": as_day,
    "ended_on": as_day,
    "principle": lambda value: checks.paragraph(value, "The simple principle"),
    "rule": lambda value: checks.paragraph(value, "The rule suspended"),
    "rule_by": lambda value: checks.line(value, "Who suspends the rule", required=False),
    "rule_until": lambda value: None if value in (None, "") else checks.day(value, "The day the rule is back"),
    "people": lambda value: checks.paragraph(value, "The people it affects"),
    "themes": chosen_themes,
}


def prototype_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Check the fields of a prototype; empty text stands for no day."""
    return read(fields, READ_AS, "A prototype")


def read(fields: Mapping[str, Any], read_as: Mapping[str, Callable[[Any], Any]], what: str) -> dict[str, Any]:
    """Each field as its reader gives it. Raises `BadInput` for one that has no reader, with the nearest that has."""
    for name in fields:
        if name not in read_as:
            raise BadInput(f"{what} has no ‘{name}’ to change. {checks.nearest(name, read_as)}")
    return {name: read_as[name](value) for name, value in fields.items()}


def enter(row: Prototype, stage: str, *, reason: str, on: date, today: date) -> None:
    """Move a prototype to a stage as from a day; see `Prototypes.set_stage`."""
    checks.chosen(stage, STAGES, "stage")
    said = checks.paragraph(reason, "The reason")
    if stage in DECIDED and not said:
        raise BadInput(f"Say why it is {stage}: the reason is what others learn from.")
    row.stage, row.reason = stage, said
    if stage == "idea":
        row.started_on = row.ended_on = None
    elif stage == "testing":
        row.started_on, row.ended_on = row.started_on or on, None
    elif stage in DECIDED:
        row.ended_on = on
        if stage != "abandoned":  # what is used from a day on has started by then
            row.started_on = row.started_on or on
    elif row.started_on is None:
        row.started_on = on
    in_order(row.started_on, row.ended_on, today=today)


def in_order(started_on: date | None, ended_on: date | None, *, today: date) -> None:
    """Raise `BadInput` if something would end before it starts, or on a day to come."""
    if ended_on and ended_on > today:
        raise BadInput(f"{long_date(ended_on)} is yet to come, so it cannot have ended then. Change the day.")
    if started_on and ended_on and ended_on < started_on:
        raise BadInput(
            f"It started on {long_date(started_on)}, so it cannot have ended on {long_date(ended_on)}. "
            "Change one of the days."
        )
