"""Measures and their values as plain values and tables."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.measures.fields import READ_AS
from workbench.measures.models import Measure, Observation, Rebase
from workbench.measures.observing import COLUMNS
from workbench.store import Scope, live

Stamp = tuple[int, int]

FIELDS: Final = tuple(READ_AS)
"""Everything that is said of a measure, in the order of its page."""


def listed(scope: Scope, *, only: str | None = None) -> list[dict[str, Any]]:
    """Every live measure of the network, by title, or one; dates as ISO text. No measures give an empty list.

    Besides its own `FIELDS`, `id` and `version`: `points` (how many values), `first` and `last` (their days).
    """
    statement = here(scope) if only is None else here(scope).where(Measure.id == only)
    with scope.reading() as session:
        rows = list(session.scalars(statement.order_by(func.lower(Measure.title), Measure.id)))
        counted = {
            measure: (points, first, last)
            for measure, points, first, last in session.execute(
                select(
                    Observation.measure_id,
                    func.count(),
                    func.min(Observation.observed_on),
                    func.max(Observation.observed_on),
                )
                .where(Observation.valid_to.is_(None), Observation.measure_id.in_([row.id for row in rows]))
                .group_by(Observation.measure_id)
            )
        }
    return [_plain(row, *counted.get(row.id, (0, None, None))) for row in rows]


def table(scope: Scope) -> pd.DataFrame:
    """One row a measure, index `id`; the same columns, without rows, if there is none."""
    frame = pd.DataFrame(listed(scope), columns=["id", *FIELDS, "version", "points", "first", "last"])
    for name in ("ambition_by", "first", "last"):
        frame[name] = pd.to_datetime(frame[name])
    return frame.set_index("id")


def stamps(scope: Scope) -> dict[str, Stamp]:
    """A stamp for each measure that was ever observed: as long as it is the same, so are its values and its chart.

    Rows of its values and its rebases are only ever added and their versions only ever grow, as does its own, so
    their number and the sum of their versions do.
    """
    with scope.reading() as session:
        here = (
            select(Observation.measure_id, Measure.version, func.count(), func.sum(Observation.version))
            .join(Measure, Measure.id == Observation.measure_id)
            .where(Measure.network == scope.network)
            .group_by(Observation.measure_id, Measure.version)
        )
        found = {
            measure: (int(rows), int(own) + int(versions)) for measure, own, rows, versions in session.execute(here)
        }
        decided = select(Rebase.measure_id, Rebase.version).where(Rebase.network == scope.network)
        for measure, version in session.execute(decided):
            rows, versions = found.get(measure, (0, 0))
            found[measure] = (rows + 1, versions + version)
    return found


def observations(session: Session, measure: str) -> pd.DataFrame:
    """The values of one measure, oldest first; no rows without values.

    Columns: `date`, `value`, `numerator` and `denominator` (NaN where the value was not worked out), `note`.
    """
    found = session.execute(
        select(
            Observation.observed_on,
            Observation.value,
            Observation.numerator,
            Observation.denominator,
            Observation.note,
        )
        .where(Observation.measure_id == measure, Observation.valid_to.is_(None))
        .order_by(Observation.observed_on)
    ).all()
    frame = pd.DataFrame([tuple(line) for line in found], columns=list(COLUMNS))
    frame["date"] = pd.to_datetime(frame["date"])
    return frame.astype({"value": float, "numerator": float, "denominator": float, "note": object})


def here(scope: Scope) -> Any:
    """The statement that asks for the live measures of the network."""
    return select(Measure).where(Measure.network == scope.network, live(Measure, scope.today()))


def _plain(row: Measure, points: int, first: date | None, last: date | None) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in FIELDS}
    return {
        "id": row.id,
        **plain,
        "ambition_by": _iso(row.ambition_by),
        "version": row.version,
        "points": points,
        "first": _iso(first),
        "last": _iso(last),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
