"""What stood for a day of a measure before it was corrected, read from the feed."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.measures.models import Observation
from workbench.store import Change, Edit


def history(session: Session, measure: str, day: date) -> list[dict[str, Any]]:
    """Everything that was ever kept for a day, oldest first and what stands there now last; empty for no value.

    Each is `at` (the moment, ISO text), `who` (the role that spoke), `value`, `numerator`, `denominator`, `note`, and
    `removed`: whether that step took the value away.
    """
    ids = select(Observation.id).where(Observation.measure_id == measure, Observation.observed_on == day)
    rows = session.execute(
        select(Change.at, Change.who, Edit.after)
        .join(Edit, Edit.sequence == Change.sequence)
        .where(Edit.entity == Observation.__tablename__, Edit.entity_id.in_(ids))
        .order_by(Edit.sequence, Edit.id)
    )
    return [
        {
            "at": at.isoformat(),
            "who": who,
            "value": after["value"],
            "numerator": after.get("numerator"),
            "denominator": after.get("denominator"),
            "note": after["note"],
            "removed": after["valid_to"] is not None,
        }
        for at, who, after in rows
    ]
