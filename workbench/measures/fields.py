"""What is asked of everything that is said of a measure, before it is kept."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, Final

from workbench import checks
from workbench.errors import BadInput
from workbench.measures.models import CHARTS, DATA, DIRECTIONS, FREQUENCIES, STRETCHES

FEWEST_FIXED: Final = 12
"""The fewest first points that lines may come from."""
MOST_FIXED: Final = 1_000
OUT_OF: Final = {
    "p": ("people out of people",),
    "u": ("events out of a number",),
    "c": ("events", "people"),
    "g": ("cases between", "days between"),
    "t": ("days between",),
}
"""The charts that can only be drawn of some kinds of data; every kind can be drawn as an XmR or a run chart."""


def number(value: Any, what: str) -> float:
    """A finite number, or the text of one. Raises `BadInput`, naming `what`, if it is none."""
    try:
        read = float(value)
    except (TypeError, ValueError):
        read = math.nan
    if isinstance(value, bool) or not math.isfinite(read):
        raise BadInput(f"{what} has to be a number, not ‘{value}’.")
    return read


def _or_none(value: Any, what: str) -> float | None:
    return None if value in (None, "") else number(value, what)


def _per(value: Any) -> float:
    read = number(value, "What a share is out of")
    if read <= 0:
        raise BadInput(f"What a share is out of has to be more than 0, such as 100 or 1,000, not ‘{value}’.")
    return read


def _fix_after(value: Any) -> int | None:
    if value in (None, ""):
        return None
    read = int(value) if isinstance(value, str) and value.strip().isdecimal() else value
    what = "The number of points that the lines come from"
    return checks.whole(read, what, lowest=FEWEST_FIXED, highest=MOST_FIXED)


READ_AS: Final[dict[str, Callable[[Any], Any]]] = {
    "title": lambda value: checks.line(value, "The title"),
    "definition": lambda value: checks.paragraph(value, "The definition"),
    "numerator": lambda value: checks.line(value, "The numerator", required=False),
    "denominator": lambda value: checks.line(value, "The denominator", required=False),
    "unit": lambda value: checks.line(value, "The unit", required=False, longest=60),
    "direction": lambda value: checks.chosen(value, DIRECTIONS, "direction"),
    "data": lambda value: checks.chosen(value, DATA, "kind of value"),
    "per": _per,
    "frequency": lambda value: checks.chosen(value, ("", *FREQUENCIES), "frequency"),
    "chart": lambda value: checks.chosen(value, CHARTS, "chart"),
    "fix_after": _fix_after,
    "screen_outliers": lambda value: checks.yes_or_no(value, "Leaving out values far away"),
    "target": lambda value: _or_none(value, "The target"),
    "baseline": lambda value: _or_none(value, "The baseline"),
    "ambition": lambda value: _or_none(value, "The ambition"),
    "ambition_by": lambda value: None if value in (None, "") else checks.day(value, "The day of the ambition"),
    "ambition_verb": lambda value: checks.line(value, "The verb of the ambition", required=False, longest=60),
    "ambition_for": lambda value: checks.line(value, "Whom the ambition is for", required=False),
    "stretch": lambda value: checks.chosen(value, ("", *STRETCHES), "way to see an ambition"),
    "owner": lambda value: checks.line(value, "The owner", required=False),
    "source": lambda value: checks.line(value, "The source", required=False),
    "ready_made": lambda value: checks.line(value, "The ready-made measure", required=False),
}
"""Every field of a measure, with what reads it."""


def measure_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Check the fields of a measure, each by itself; empty text stands for no number and no day.

    Raises `BadInput`, in one sentence, for a field that is not known, and for what cannot stand in one.
    """
    for name in fields:
        if name not in READ_AS:
            raise BadInput(f"A measure has no ‘{name}’. {checks.nearest(name, READ_AS)}")
    return {name: READ_AS[name](value) for name, value in fields.items()}


def check_chart(fields: Mapping[str, Any]) -> None:
    """Raise `BadInput` for a `chart` that cannot be drawn of such `data`, whatever the values are."""
    wanted = OUT_OF.get(fields["chart"])
    if wanted and fields["data"] not in wanted:
        raise BadInput(
            f"A {fields['chart']} chart is for {' or '.join(wanted)}, and a value of this measure is "
            f"‘{fields['data']}’: choose an XmR or a run chart, or change what a value is."
        )
