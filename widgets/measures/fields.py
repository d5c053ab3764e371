"""How a page calls the fields of a measure, and how it reads what people type into them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from workbench import checks
from workbench.errors import BadInput
from workbench.measures.fields import READ_AS
from workbench.measures.table import read_number
from workbench.words import long_date

LABELS: Final = {
    "The value": "Value",
    "The title": "What do we call it?",
    "The definition": "What exactly is counted?",
    "The unit": "In what unit?",
    "The numerator": "What is counted",
    "The denominator": "Out of what",
    "What a share is out of": "Worked out per",
    "The target": "A number that a standard sets",
    "The baseline": "Where it stood",
    "The verb of the ambition": "We want to",
    "Whom the ambition is for": "For whom?",
    "The ambition": "To what number?",
    "The day of the ambition": "By when?",
    "The owner": "Who looks after it?",
    "The source": "Where do the numbers come from?",
    "The number of points that the lines come from": "The lines come from the first",
    "The first day of the new lines": "From which day?",
    "The reason for the rebase": "Why?",
    "Who decided on the rebase": "Who decided it?",
}
"""How the page calls each field; what is wrong with one is said in these words, and so finds its place."""
NUMBERS: Final = {
    "baseline": LABELS["The baseline"],
    "ambition": LABELS["The ambition"],
    "target": LABELS["The target"],
    "per": LABELS["What a share is out of"],
}
"""The fields into which people type numbers."""
KNOWN: Final = frozenset(READ_AS) - {"title", "ready_made"}


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
    if fields.get("data") == "":
        raise BadInput("What is a value? Choose one, or something else.")
    read = {
        name: typed_number(value, NUMBERS[name])
        if name in NUMBERS and isinstance(value, str) and value.strip()
        else value
        for name, value in fields.items()
    }
    return {name: value for name, value in read.items() if not (name == "per" and value == "")}


def known(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a measure to be defined. Raises `BadInput` for one that a measure does not have."""
    for name in fields:
        if name not in KNOWN:
            raise BadInput(f"A measure has no ‘{name}’. {checks.nearest(name, KNOWN)}")
    return typed(fields)
