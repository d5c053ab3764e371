"""What is asked of everything that is said of a prototype, before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from workbench import checks
from workbench.errors import BadInput
from workbench.fields import Readers, as_day, read
from workbench.prototypes.models import STAGES, Prototype
from workbench.themes import chosen_themes
from workbench.words import long_date

AREA: Final = "prototypes"
DECIDED: Final = ("adopted", "adapted", "abandoned")
"""The stages that end a test: each is a decision, and wants its reason."""


def named(row: Prototype) -> str:
    """How the feed speaks of a prototype: "prototype 2, Go together"."""
    return f"prototype {row.number}, {row.title}"


READ_AS: Final[Readers] = {
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
