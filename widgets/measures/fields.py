"""How a page calls the fields of a measure, and how it reads what people type into them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from workbench import checks
from workbench.errors import BadInput
from workbench.measures.table import read_number
from workbench.words import long_date

LABELS: Final = {
    "The title": "What do we call it?",
    "The definition": "What exactly is counted?",
    "The unit": "In what unit?",
    "The baseline": "Where it stood",
    "The ambition": "What you hope for",
    "The day of the ambition": "By when?",
    "The numerator": "What is counted",
    "The denominator": "Out of what",
    "The owner": "Who looks after it?",
    "The source": "Source",
}
"""How the page calls each field; what is wrong with one is said in these words, and so finds its place."""

KNOWN: Final = (
    "definition", "unit", "direction", "baseline", "ambition", "ambition_by",
    "numerator", "denominator", "owner", "source",
)  # fmt: skip


def observed_on(day: object, today: date) -> date:
    """A day on which something can have been observed. Raises `BadInput` for no day, or one that is still to come."""
    try:
        on = checks.day(day, "Day:")
    except BadInput as error:
        raise BadInput("Day: choose the day on which it was so, such as 1 March 2025.") from error
    if on > today:
        raise BadInput(f"Day: {long_date(on)} is still to come.")
    return on


def typed_number(text: object, label: str) -> float:
    """The number that somebody typed. Raises `BadInput`, in the words of the page, if it is none."""
    number = read_number(text) if isinstance(text, str) else None
    if number is None:
        found = f", not ‘{text}’" if text else ""
        raise BadInput(f"{label}: type a number such as 42, 42.5 or 1,234{found}.")
    return number


def typed(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a measure, its numbers read as people write them. Raises `BadInput` for what is none."""
    if fields.get("direction") == "":
        raise BadInput("Which way is better? Choose one, or that neither is.")
    return {
        name: typed_number(value, LABELS[f"The {name}"])
        if name in ("baseline", "ambition") and isinstance(value, str) and value.strip()
        else value
        for name, value in fields.items()
    }


def known(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a measure to be defined. Raises `BadInput` for one that a measure does not have."""
    for name in fields:
        if name not in KNOWN:
            raise BadInput(f"A measure has no ‘{name}’. {checks.nearest(name, KNOWN)}")
    return typed(fields)
