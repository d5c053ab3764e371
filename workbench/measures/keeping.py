"""Keeping many observations at once, with their lines in the feed, without building an object for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from workbench.errors import BadInput
from workbench.measures.models import Measure, Observation
from workbench.measures.observing import Kind, Reading, Unfit, judged
from workbench.store import Edit, new_id
from workbench.store.base import to_plain

AT_ONCE = 500
"""Rows asked for in one statement."""


@dataclass(slots=True)
class Kept:
    """What a gesture did to the values of some measures: how many were added, how many corrected, of how many."""

    added: int = 0
    corrected: int = 0
    measures: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many values were added or corrected."""
        return self.added + self.corrected

    def __str__(self) -> str:
        """What was done, in words, without the name of the measure."""
        parts = []
        if self.added:
            parts.append(f"added {self.added:,} value{'' if self.added == 1 else 's'}")
        if self.corrected:
            parts.append(f"corrected {self.corrected:,} value{'' if self.corrected == 1 else 's'}")
        return " and ".join(parts)


def keep(session: Session, wanted: Mapping[str, Mapping[date, Reading]], *, today: date) -> Kept:
    """Keep readings, measure → day → reading, within a gesture; what is there already is left alone.

    A day that has a value is corrected, one whose value was taken away gets it back.
    """
    found = Kept()
    known = _known_days(session, list(wanted))
    new: list[tuple[str, date, Reading]] = []
    differing: dict[str, Reading] = {}
    for measure, read in wanted.items():
        here = known.get(measure, {})
        before = (len(new), len(differing))
        for day, reading in read.items():
            row = here.get(day)
            said = reading._replace(note=_note(reading.note, row))
            if row is None:
                new.append((measure, day, said))
            elif row.valid_to is not None or not _same(row, said):
                differing[row.id] = said
        if (len(new), len(differing)) != before:
            found.measures.append(measure)
    if new:
        _keep_new(session, new, today=today)
    for observation in _by_id(session, list(differing)):
        said = differing[observation.id]
        observation.value, observation.numerator, observation.denominator = said[:3]
        observation.note, observation.valid_to = said.note or "", None
    found.added, found.corrected = len(new), len(differing)
    return found


def bring_under(session: Session, measure: Measure, kind: Kind) -> None:
    """Let the values of a measure be of another kind, within a gesture: shares are worked out anew.

    Raises `BadInput`, with the day, for a value that cannot be of that kind.
    """
    here = select(Observation).where(Observation.measure_id == measure.id, Observation.valid_to.is_(None))
    for row in session.scalars(here.order_by(Observation.observed_on)):
        share = row.denominator is not None
        found = judged(None if share else row.value, row.numerator, row.denominator, kind)
        if isinstance(found, Unfit):
            was = getattr(row, found.column)
            raise BadInput(
                f"A value of ‘{measure.title}’ cannot be ‘{kind.data}’: the {found.column} of "
                f"{row.observed_on.isoformat()} is {was:,.12g}, and {found.expected}."
            )
        if row.value != found.value:
            row.value = found.value


def _known_days(session: Session, measures: Sequence[str]) -> dict[str, dict[date, Any]]:
    """The rows of each day; one that was taken away is only seen where no other holds its day."""
    found: dict[str, dict[date, Any]] = {}
    for at in range(0, len(measures), AT_ONCE):
        rows = session.execute(
            select(
                Observation.measure_id,
                Observation.id,
                Observation.observed_on,
                Observation.value,
                Observation.numerator,
                Observation.denominator,
                Observation.note,
                Observation.valid_to,
            ).where(Observation.measure_id.in_(measures[at : at + AT_ONCE]))
        )
        for row in sorted(rows, key=lambda row: row.valid_to is None):
            found.setdefault(row.measure_id, {})[row.observed_on] = row
    return found


def _same(row: Any, said: Reading) -> bool:
    """Whether a row says this already. A value alone does not take away what the same value was worked out from."""
    if row.value != said.value or row.note != said.note:
        return False
    return said.numerator is None or (row.numerator, row.denominator) == (said.numerator, said.denominator)


def _note(said: str | None, known: Any) -> str:
    """The note to keep: what was said, else the one that the day has; that of a value taken away went with it."""
    if said is not None:
        return said
    return "" if known is None or known.valid_to is not None else known.note


def _by_id(session: Session, ids: Sequence[str]) -> Iterable[Observation]:
    for at in range(0, len(ids), AT_ONCE):
        yield from session.scalars(select(Observation).where(Observation.id.in_(ids[at : at + AT_ONCE])))


def _keep_new(session: Session, readings: Iterable[tuple[str, date, Reading]], *, today: date) -> None:
    """Add an observation for each (measure, day, reading).

    What the feed gets is what it would get for each row by itself; 100,000 rows take a few seconds.
    """
    change = session.info["change"]
    session.add(change)
    session.flush()  # the feed's line gets its sequence, which the edits point to
    rows: list[dict[str, Any]] = [
        {
            "id": new_id(),
            "measure_id": measure,
            "observed_on": day,
            "value": reading.value,
            "numerator": reading.numerator,
            "denominator": reading.denominator,
            "note": reading.note,
            "valid_from": today,
            "valid_to": None,
            "version": 1,
        }
        for measure, day, reading in readings
    ]
    session.execute(insert(Observation), rows)
    session.execute(insert(Edit), _edits(change.sequence, rows))
    change.record_id = rows[0]["measure_id"]


def _edits(sequence: int, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "sequence": sequence,
            "entity": Observation.__tablename__,
            "entity_id": row["id"],
            "before": None,
            "after": {name: to_plain(value) for name, value in row.items()},
        }
        for row in rows
    ]
