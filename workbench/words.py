"""Days in words, the same on every machine: strftime would ask the machine's language."""

from __future__ import annotations

from datetime import date
from typing import Final

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def long_date(day: date) -> str:
    """A day as people write it: "1 March 2025"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
