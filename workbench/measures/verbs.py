"""What people do with measures. Each verb is one gesture: kept whole with its line in the feed, and undone whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import pandas as pd
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workbench import checks
from workbench.errors import NotFound
from workbench.measures import listing, spc
from workbench.measures.chart import Chart
from workbench.measures.fields import READ_AS, Rows, measure_fields, number, values_of
from workbench.measures.keeping import keep_new
from workbench.measures.models import Measure, Observation
from workbench.store import Link, Scope, live

AREA: Final = "prototypes"
"""Measures are worked on beside prototypes, on one page, so one undo covers both."""


class Measures:
    """What one network counts, over and over, the same way each time. A measure is given as itself or by its id."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    # --- reading -----------------------------------------------------------------------------------------

    def listed(self) -> list[dict[str, Any]]:
        """Every measure as plain values, by title; see `listing.listed`. Empty if there is none."""
        return listing.listed(self._scope)

    def told(self, measure: str | Measure) -> dict[str, Any]:
        """One measure as plain values. Raises `NotFound` if it is not there."""
        with self._scope.reading() as session:
            row = self._scope.fetch(session, Measure, _id(measure))
        return next(plain for plain in self.listed() if plain["id"] == row.id)

    def table(self) -> pd.DataFrame:
        """One row a measure (index `id`; its fields, `points`, `first`, `last`); no rows if there is none."""
        return listing.table(self._scope)

    def stamps(self) -> dict[str, listing.Stamp]:
        """What tells, for each measure with values, whether they are still the same; see `listing.stamps`."""
        return listing.stamps(self._scope)

    def observations(self, measure: str | Measure) -> pd.DataFrame:
        """The values of a measure by day: columns `date`, `value`, `note`, oldest first; no rows without values.

        Raises `NotFound` if the measure is not there.
        """
        with self._scope.reading() as session:
            row = self._scope.fetch(session, Measure, _id(measure))
            return listing.observations(session, row.id)

    def chart(self, measure: str | Measure, **settings: Any) -> Chart:
        """The XmR chart of a measure; see `spc.xmr`, which takes the `settings`."""
        kept = self.observations(measure)
        settings = {"improvement_direction": self.told(measure)["direction"], **settings}
        return spc.xmr(kept["value"], dates=kept["date"], **settings)

    # --- the measure itself ------------------------------------------------------------------------------

    def define(
        self,
        title: str,
        *,
        definition: str = "",
        unit: str = "",
        direction: str = "neutral",
        baseline: float | None = None,
        ambition: float | None = None,
        ambition_by: date | str | None = None,
        numerator: str = "",
        denominator: str = "",
        owner: str = "",
        source: str = "",
    ) -> Measure:
        """Say what is counted and how. `direction` is the way that is better, or "neutral".

        `baseline` and `ambition` are in the measure's own unit; the ambition is what the set hopes for by a
        day, no pass mark. Raises `BadInput` for an empty title, an unknown direction or a number that is none.
        """
        fields = measure_fields({name: value for name, value in locals().items() if name in READ_AS})
        measure = Measure(network=self._scope.network, valid_from=self._scope.today(), **fields)
        with self._scope.gesture(f"defined the measure {measure.title}", area=AREA) as session:
            session.add(measure)
        return measure

    def change(self, measure: str | Measure, *, version: int | None = None, **fields: Any) -> Measure:
        """Change any of the fields of `define`.

        Raises `Conflict` if `version` is given and somebody has changed it since that version.
        """
        new = measure_fields(fields)
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Measure, _id(measure), version=version, mine=new)
            for column, value in new.items():
                setattr(row, column, value)
            session.info["change"].action = f"changed the measure {row.title}"
        return row

    def remove(self, measure: str | Measure) -> None:
        """Take a measure away, and from the prototypes that name it. Its observations stay with it."""
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Measure, _id(measure))
            ties = select(Link).where(
                or_(Link.source_id == row.id, Link.target_id == row.id), live(Link, self._scope.today())
            )
            for gone in [row, *session.scalars(ties)]:
                gone.valid_to = max(self._scope.today(), gone.valid_from)
            session.info["change"].action = f"removed the measure {row.title}"

    # --- observations ------------------------------------------------------------------------------------

    def observe(self, measure: str | Measure, rows: Rows) -> int:
        """Keep values: (day, value) or (day, value, note), or a frame with columns `date`, `value` (and `note`).

        A day that has a value already is corrected; the feed keeps what stood there. A row without a note leaves
        the note of its day as it is; the empty text takes it away. Days to come may be kept, such as a forecast:
        only the page refuses them. Returns how many days were added or corrected. Raises `BadInput` for a day or
        a number that is none, or for a day that comes twice with different values; then nothing is kept.
        """
        read = values_of(rows)
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Measure, _id(measure))
            known = _known_days(session, row.id)
            wanted = {day: (value, _note(note, known.get(day))) for day, (value, note) in read.items()}
            new = {day: pair for day, pair in wanted.items() if day not in known}
            differing = {
                known[day].id: pair
                for day, pair in wanted.items()
                if day in known and (known[day].valid_to is not None or (known[day].value, known[day].note) != pair)
            }
            session.info["change"].action = _observed(row.title, new, differing)
            if new:
                keep_new(session, row.id, new, today=self._scope.today())
            for observation in _by_id(session, list(differing)):
                observation.value, observation.note = differing[observation.id]
                observation.valid_to = None
        return len(new) + len(differing)

    def correct(self, measure: str | Measure, day: date | str, value: float, *, note: str | None = None) -> Observation:
        """Change the value of a day, and its note if one is given. Raises `NotFound` if the day has no value."""
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Measure, _id(measure))
            found = self._on(session, row, checks.day(day, "The day"))
            found.value = number(value, "The value")
            if note is not None:
                found.note = checks.line(note, "The note", required=False)
            session.info["change"].action = f"corrected {row.title} of {found.observed_on.isoformat()}"
        return found

    def remove_observation(self, measure: str | Measure, day: date | str) -> None:
        """Take away the value of a day. Raises `NotFound` if it has none."""
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Measure, _id(measure))
            found = self._on(session, row, checks.day(day, "The day"))
            found.valid_to = max(self._scope.today(), found.valid_from)
            session.info["change"].action = f"removed {row.title} of {found.observed_on.isoformat()}"

    def _on(self, session: Session, measure: Measure, day: date) -> Observation:
        found = session.scalar(
            select(Observation).where(
                Observation.measure_id == measure.id,
                Observation.observed_on == day,
                Observation.valid_to.is_(None),
            )
        )
        if found is None:
            raise NotFound(f"‘{measure.title}’ has no value for {day.isoformat()}. Add one first.")
        return found


def _id(measure: str | Measure) -> str:
    return measure if isinstance(measure, str) else measure.id


def _known_days(session: Session, measure: str) -> dict[date, Any]:
    """The rows of each day; one that was taken away is only seen where no other holds its day."""
    found = session.execute(
        select(
            Observation.id,
            Observation.observed_on,
            Observation.value,
            Observation.note,
            Observation.valid_to,
        ).where(Observation.measure_id == measure)
    )
    return {row.observed_on: row for row in sorted(found, key=lambda row: row.valid_to is None)}


def _note(said: str | None, known: Any) -> str:
    """The note to keep: what was said, else the one that the day has; that of a value taken away went with it."""
    if said is not None:
        return said
    return "" if known is None or known.valid_to is not None else known.note


def _by_id(session: Session, ids: list[str]) -> Iterable[Observation]:
    for at in range(0, len(ids), 500):
        yield from session.scalars(select(Observation).where(Observation.id.in_(ids[at : at + 500])))


def _observed(title: str, new: Mapping[date, Any], differing: Mapping[str, Any]) -> str:
    parts = []
    if new:
        parts.append(f"added {len(new):,} value{'' if len(new) == 1 else 's'} to {title}")
    if differing:
        parts.append(
            f"corrected {len(differing):,} value{'' if len(differing) == 1 else 's'}" + ("" if new else f" of {title}")
        )
    return " and ".join(parts)
