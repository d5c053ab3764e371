"""Keeping many observations at once, with their lines in the feed, without building an object for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from workbench.errors import BadInput
from workbench.measures.models import Measure, Observation
from workbench.measures.observing import Kind, Reading, Unfit, judged
from workbench.store import Edit, new_id
from workbench.store.base import to_plain

AT_ONCE: Final = 500
"""Measures asked for in one statement."""
_NAMES: Final = (
    "id", "measure_id", "observed_on", "value", "numerator", "denominator", "note", "valid_from", "valid_to", "version",
)  # fmt: skip
_CHANGING: Final = ("value", "numerator", "denominator", "note", "valid_to", "version")
_COLUMNS: Final = tuple(getattr(Observation, name) for name in _NAMES)

Row = dict[str, Any]
"""A row of the table of observations, by column."""


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

    A day that has a value is corrected, one whose value was taken away gets it back. What the feed gets is what it
    would get for each row by itself; 100,000 rows take a few seconds.
    """
    found = Kept()
    known = _known_days(session, list(wanted))
    written: list[Row] = []
    before: list[Row | None] = []
    for measure, read in wanted.items():
        here = known.get(measure, {})
        start = len(written)
        for day, reading in read.items():
            row = here.get(day)
            said = _said(reading, row)
            if row is None:
                fixed = {"id": new_id(), "measure_id": measure, "observed_on": day, "valid_from": today, "version": 1}
                written.append({**fixed, **said})
                before.append(None)
            elif any(row[name] != value for name, value in said.items()):
                written.append({**row, **said, "version": row["version"] + 1})
                before.append(row)
        if len(written) > start:
            found.measures.append(measure)
    _write(session, written, before)
    found.corrected = sum(row is not None for row in before)
    found.added = len(before) - found.corrected
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


def _known_days(session: Session, measures: Sequence[str]) -> dict[str, dict[date, Row]]:
    """The rows of each day; one that was taken away is only seen where no other holds its day."""
    found: dict[str, dict[date, Row]] = {}
    for at in range(0, len(measures), AT_ONCE):
        rows = session.execute(select(*_COLUMNS).where(Observation.measure_id.in_(measures[at : at + AT_ONCE])))
        for row in sorted(rows.mappings(), key=lambda row: row["valid_to"] is None):
            found.setdefault(row["measure_id"], {})[row["observed_on"]] = dict(row)
    return found


def _said(reading: Reading, known: Row | None) -> Row:
    """What a row is to say.

    The note is the one that was given, else that of the day; that of a value taken away went with it. A value alone
    does not take away what the same value was worked out from.
    """
    here = known is not None and known["valid_to"] is None
    note = reading.note if reading.note is not None else known["note"] if known and here else ""
    top, bottom = reading.numerator, reading.denominator
    if known and here and bottom is None and reading.value == known["value"]:
        top, bottom = known["numerator"], known["denominator"]
    return {"value": reading.value, "numerator": top, "denominator": bottom, "note": note, "valid_to": None}


def _write(session: Session, rows: Sequence[Row], before: Sequence[Row | None]) -> None:
    """Add the rows that were not there before, change the others, and note each in the feed."""
    if not rows:
        return
    change = session.info["change"]
    session.add(change)
    session.flush()  # the feed's line gets its sequence, which the edits point to
    new = [row for row, was in zip(rows, before, strict=True) if was is None]
    changed = [
        {"of": row["id"], **{name: row[name] for name in _CHANGING}}
        for row, was in zip(rows, before, strict=True)
        if was is not None
    ]
    if new:
        session.execute(insert(Observation), new)
    if changed:
        table: Any = Observation.__table__
        statement = update(table).where(table.c.id == bindparam("of"))
        session.connection().execute(statement.values({name: bindparam(name) for name in _CHANGING}), changed)
    session.execute(
        insert(Edit),
        [
            {
                "sequence": change.sequence,
                "entity": Observation.__tablename__,
                "entity_id": row["id"],
                "before": None if was is None else _plain(was),
                "after": _plain(row),
            }
            for row, was in zip(rows, before, strict=True)
        ],
    )
    change.record_id = rows[0]["measure_id"]


def _plain(row: Row) -> Row:
    """A row as the feed has it, its columns in the order of the table."""
    return {name: to_plain(row[name]) for name in _NAMES}
