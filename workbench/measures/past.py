"""What stood for a day of a measure before it was corrected, read from the feed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from workbench.measures.models import Observation
from workbench.store import Change, Edit


def history(session: Session, measure: str, day: date) -> list[dict[str, Any]]:
    """Everything that was ever kept for a day, oldest first and what stands there now last; empty for no value.

    Each is `at` (the moment, ISO text), `who` (the role that spoke), `value`, `numerator`, `denominator`, `note`, and
    `removed`: whether that step took the value away.
    """
    ids = select(Observation.id).where(Observation.measure_id == measure, Observation.observed_on == day)
    return [_step(at, who, after) for at, who, after in session.execute(_steps(ids))]


def corrected(session: Session, measure: str) -> dict[date, list[dict[str, Any]]]:
    """The same for every day of a measure of which the value that stands there is not the first; read together."""
    ids = select(Observation.id).where(
        Observation.measure_id == measure, Observation.valid_to.is_(None), Observation.version > 1
    )
    found: dict[date, list[dict[str, Any]]] = {}
    for at, who, after in session.execute(_steps(ids)):
        found.setdefault(date.fromisoformat(after["observed_on"]), []).append(_step(at, who, after))
    return found


def added_after(session: Session, measures: Sequence[str], day: date) -> dict[str, frozenset[date]]:
    """Measure → the days of which it has values that were put in after `day`; none where there is no such value."""
    rows = session.execute(
        select(Observation.measure_id, Observation.observed_on).where(
            Observation.measure_id.in_(measures), Observation.valid_to.is_(None), Observation.valid_from > day
        )
    )
    found: dict[str, set[date]] = {}
    for measure, on in rows:
        found.setdefault(measure, set()).add(on)
    return {measure: frozenset(days) for measure, days in found.items()}


def _steps(ids: Select[str]) -> Select[datetime, str, dict[str, Any]]:
    return (
        select(Change.at, Change.who, Edit.after)
        .join(Edit, Edit.sequence == Change.sequence)
        .where(Edit.entity == Observation.__tablename__, Edit.entity_id.in_(ids))
        .order_by(Edit.sequence, Edit.id)
    )


def _step(at: datetime, who: str, after: dict[str, Any]) -> dict[str, Any]:
    return {
        "at": at.isoformat(),
        "who": who,
        "value": after["value"],
        "numerator": after.get("numerator"),
        "denominator": after.get("denominator"),
        "note": after["note"],
        "removed": after["valid_to"] is not None,
    }
