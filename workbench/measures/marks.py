"""Days worth a mark on a chart: when a prototype began, a session was held, or the lines were drawn anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from workbench.errors import BadInput
from workbench.words import MONTHS, listed

MARK_KINDS: Final = ("prototype", "test cycle", "session", "gate", "rebase", "event")
ON_THE_STRIP: Final = ("session", "test cycle")
"""Kinds of which there are many: small ticks with numbers on a strip under the plot, told in a key."""
TURNING_POINTS: Final = ("prototype", "event")
"""Kinds of days that the points before and since are held against when a chart is read aloud."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A day worth a mark on the chart: `on`, a short `label`, and its `kind`, one of `MARK_KINDS`.

    The label of a rebase is its reason. `ends`: whether something ended on the day, a prototype say; what ended is
    drawn otherwise, and no day to hold points against. It is no part of what makes two marks the same.
    """

    on: date
    label: str
    kind: str = "event"
    ends: bool = field(default=False, compare=False)

    @property
    def look(self) -> str:
        """The key of its look in `looks.MARKS`."""
        return "prototype ends" if self.kind == "prototype" and self.ends else self.kind


def as_marks(marks: Iterable[Mark | Sequence[Any]]) -> tuple[Mark, ...]:
    """Marks in date order, from `Mark`s or from (date, label) or (date, label, kind).

    Raises `BadInput` for a mark of another shape, an unknown kind or a date that is none.
    """
    found: list[Mark] = []
    for given in marks:
        if not isinstance(given, Mark) and (isinstance(given, str) or len(given) not in (2, 3)):
            raise BadInput(f"The mark {given!r} cannot be drawn; give its date and a short label.")
        mark = given if isinstance(given, Mark) else Mark(*given)
        if mark.kind not in MARK_KINDS:
            kinds = f"{', '.join(MARK_KINDS[:-1])} or {MARK_KINDS[-1]}"
            raise BadInput(f"The mark '{mark.label}' has the kind '{mark.kind}'; use {kinds}.")
        found.append(replace(mark, on=as_day(mark.on)))
    return tuple(sorted(found, key=lambda mark: mark.on))


def as_day(moment: Any) -> date:
    """A date from a date, a datetime or ISO text. Raises `BadInput` for anything else."""
    if isinstance(moment, datetime):
        return moment.date()
    if isinstance(moment, date):
        return moment
    try:
        return date.fromisoformat(str(moment)[:10])
    except ValueError as error:
        raise BadInput(f"The date '{moment}' cannot be read; write dates like 2025-03-01.") from error


def as_days(moments: Iterable[Any]) -> tuple[date, ...]:
    """Days in order, each once, from dates, datetimes or ISO text. Raises `BadInput` for anything else."""
    return tuple(sorted({as_day(moment) for moment in moments}))


def undated(mark: Mark) -> str:
    """The label without the day at its end, as people like to write it: what stands beside it says the day anyway."""
    short = f", {mark.on.day} {MONTHS[mark.on.month - 1][:3]}"
    return mark.label.removesuffix(f" {mark.on.year}").removesuffix(short) if short in mark.label else mark.label


def short_day(day: date) -> str:
    """A day in little room: "3 Mar 2025"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def counted_marks(marks: Sequence[Mark]) -> str:
    """How many marks of each kind there are: "8 sessions and 1 test cycle"; the empty text for none."""
    counts = [(kind, sum(mark.kind == kind for mark in marks)) for kind in MARK_KINDS]
    return listed([f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in counts if count])
