"""Rebases: decisions of people to draw the lines of a measure anew from a day on, each with its reason and a name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.errors import BadInput
from workbench.measures.chart import FEWEST_POINTS
from workbench.measures.models import Measure, Observation, Rebase
from workbench.store import live
from workbench.words import long_date


def told(session: Session, measure: str, *, today: date) -> list[dict[str, Any]]:
    """The rebases of a measure as plain values, by day: `id`, `starts_on`, `reason`, `decided_by`, `version`.

    `warning`: a sentence where the lines before or after come from too few points to be relied on, else None.
    """
    rows = session.scalars(
        select(Rebase).where(Rebase.measure_id == measure, live(Rebase, today)).order_by(Rebase.starts_on, Rebase.id)
    ).all()
    if not rows:
        return []
    days = sorted(session.scalars(_days(measure)))
    warnings = _warnings(days, [row.starts_on for row in rows])
    return [
        {
            "id": row.id,
            "starts_on": row.starts_on.isoformat(),
            "reason": row.title,
            "decided_by": row.decided_by,
            "version": row.version,
            "warning": warning,
        }
        for row, warning in zip(rows, warnings, strict=True)
    ]


def check_day(session: Session, measure: Measure, day: date, *, today: date, moving: str | None = None) -> None:
    """Raise `BadInput` unless new lines can start on that day.

    It has to lie after the first value and not after the last, on a day of its own; `moving` is the rebase that is
    given another day.
    """
    first, last = session.execute(
        select(func.min(Observation.observed_on), func.max(Observation.observed_on)).where(
            Observation.measure_id == measure.id, Observation.valid_to.is_(None)
        )
    ).one()
    if first is None:
        raise BadInput(
            f"‘{measure.title}’ has no values yet, so there are no lines to draw anew. Add its values first."
        )
    if not first < day <= last:
        raise BadInput(
            f"New lines of ‘{measure.title}’ cannot start on {long_date(day)}: choose a day after its first value, on "
            f"{long_date(first)}, and not after its last, on {long_date(last)}."
        )
    there = session.scalar(
        select(Rebase).where(Rebase.measure_id == measure.id, Rebase.starts_on == day, live(Rebase, today))
    )
    if there is not None and there.id != moving:
        raise BadInput(
            f"The lines of ‘{measure.title}’ start anew on {long_date(day)} already: {there.title}. Change that one, "
            "or choose another day."
        )


def _days(measure: str) -> Any:
    return select(Observation.observed_on).where(Observation.measure_id == measure, Observation.valid_to.is_(None))


def _warnings(days: Sequence[date], starts: Sequence[date]) -> list[str | None]:
    """For each start a sentence if there are too few points before it or from it on, up to the next start."""
    edges = [0, *(bisect_left(days, start) for start in starts), len(days)]
    counts = [after - before for before, after in pairwise(edges)]
    found: list[str | None] = []
    for start, (before, after) in zip(starts, pairwise(counts), strict=True):
        short = [
            f"{count} point{'' if count == 1 else 's'} {side}"
            for count, side in ((before, "before"), (after, "from then on"))
            if count < FEWEST_POINTS
        ]
        there = "is" if short and short[0].startswith("1 ") else "are"
        found.append(
            f"Around {long_date(start)} there {there} only {' and '.join(short)}; with {FEWEST_POINTS} or more the "
            "lines can be relied on, until then they may still move."
            if short
            else None
        )
    return found
