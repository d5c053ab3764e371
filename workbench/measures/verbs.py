"""What people do with measures. Each verb is one gesture: kept whole with its line in the feed, and undone whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workbench import checks, identifying
from workbench.errors import BadInput, NotFound
from workbench.measures import by_measure, keeping, listing, past, ready_made, sharing
from workbench.measures.chart import Chart
from workbench.measures.charts import Suggestion
from workbench.measures.drawn import drawn, suggested
from workbench.measures.fields import READ_AS, check_chart, measure_fields
from workbench.measures.models import Measure, Observation
from workbench.measures.observing import Kind, Reading, Rows, reading, readings
from workbench.measures.rebasing import AREA, Rebasing
from workbench.store import Link, Scope, live
from workbench.words import counted, long_date


class Measures(Rebasing):
    """What one network counts, over and over, the same way each time.

    A measure is given as itself, by its title (in any case) or by its id. Raises `NotFound`, with the nearest title,
    where none has it, and `BadInput` where several have.
    """

    def __init__(self, scope: Scope, *, small_numbers: int = sharing.UP_TO) -> None:
        """`small_numbers`: counts from 1 up to this one are hidden in whatever is shared."""
        self._scope = scope
        self._small_numbers = small_numbers

    def __repr__(self) -> str:
        """How much there is, in one line."""
        here = self.listed()
        values = sum(plain["points"] for plain in here)
        return f"<Measures of {self._scope.network}: {counted(len(here), 'measure')}, {counted(values, 'value')}>"

    # --- reading -----------------------------------------------------------------------------------------

    def listed(self) -> list[dict[str, Any]]:
        """Every measure as plain values, by title; see `listing.listed`. Empty if there is none."""
        return listing.listed(self._scope)

    def told(self, measure: str | Measure) -> dict[str, Any]:
        """One measure as plain values. Raises `NotFound` if it is not there."""
        with self._scope.reading() as session:
            row = self._scope.fetch(session, Measure, self._meant(session, measure))
        return listing.listed(self._scope, only=row.id)[0]

    def table(self) -> pd.DataFrame:
        """One row a measure (index `id`; its fields, `points`, `first`, `last`); no rows if there is none."""
        return listing.table(self._scope)

    def stamps(self) -> dict[str, listing.Stamp]:
        """What tells, for each measure with values, whether they are still the same; see `listing.stamps`."""
        return listing.stamps(self._scope)

    def observations(self, measure: str | Measure) -> pd.DataFrame:
        """The values of a measure by day, oldest first; no rows without values.

        Columns: `date`, `value`, `numerator` and `denominator` (NaN where the value was not worked out from them),
        `note`. Raises `NotFound` if the measure is not there.
        """
        with self._scope.reading() as session:
            row = self._scope.fetch(session, Measure, self._meant(session, measure))
            return listing.observations(session, row.id)

    def chart(self, measure: str | Measure, **settings: Any) -> Chart:
        """The chart that the set chose for a measure, with its rebases, target and settings.

        `settings` are `kind` and those of `charts.chart`, and win over what the set chose. Values that cannot be drawn
        as the set chose are drawn as an XmR chart, and a note of the chart says why. Raises `NotFound` if the measure
        is not there, and `BadInput` for settings that cannot be used.
        """
        return drawn(self.told(measure), self.observations(measure), self.rebases(measure), **settings)

    def suggest_chart(self, measure: str | Measure) -> Suggestion:
        """The chart that fits what was counted: its `kind`, `why`, and `others`; see `charts.suggest`.

        Nothing is chosen by it. Raises `NotFound` if the measure is not there.
        """
        return suggested(self.told(measure), self.observations(measure))

    # --- what may leave the set --------------------------------------------------------------------------

    def to_share(self, measure: str | Measure) -> sharing.Shared:
        """A measure as it may leave the set: its rows, what stands for a hidden one, and what to say of it.

        See `sharing.to_share` for what is hidden. Raises `NotFound` if the measure is not there.
        """
        plain = self.told(measure)
        return sharing.to_share(self.observations(plain["id"]), data=plain["data"], upto=self._small_numbers)

    def shared(self, measure: str | Measure) -> pd.DataFrame:
        """The values of a measure as they may leave the set: small numbers hidden; see `sharing.to_share`.

        Columns: `date`, `value`, `numerator`, `denominator`, and `hidden`: True where the numbers are left out. No
        notes; and no rows at all of days or cases between two events, for their days would tell the numbers. A whole
        number of which nobody said what it counts is taken for a count of people, and six counts or more that never
        fall for a running total.
        """
        return self.to_share(measure).table

    def shared_chart(self, measure: str | Measure, **settings: Any) -> Chart:
        """The chart of a measure as it may leave the set: all of it is worked out from `shared` alone.

        Where values are hidden a note says how many, and why. `settings` as for `chart`.
        """
        plain, shared = self.told(measure), self.to_share(measure)
        rebases = self.rebases(measure) if shared.shows_days else ()
        chart = drawn(plain, shared.table, rebases, **settings)
        return replace(chart, notes=(*chart.notes, shared.note)) if shared.note else chart

    # --- the measure itself ------------------------------------------------------------------------------

    def define(
        self,
        title: str,
        *,
        definition: str = "",
        numerator: str = "",
        denominator: str = "",
        unit: str = "",
        direction: str = "neutral",
        data: str = "a number",
        per: float = 100.0,
        frequency: str = "",
        chart: str = "xmr",
        fix_after: int | None = None,
        screen_outliers: bool = True,
        target: float | None = None,
        baseline: float | None = None,
        ambition: float | None = None,
        ambition_by: date | str | None = None,
        ambition_verb: str = "",
        ambition_for: str = "",
        stretch: str = "",
        owner: str = "",
        source: str = "",
        ready_made: str = "",
    ) -> Measure:
        """Say what is counted and how: the entry of a measure in the dictionary.

        `definition`, `numerator` and `denominator` are in words, `unit` too ("% a month"). `direction` is the way that
        is better: "increase", "decrease" or "neutral". `data` says what a value is (one of `models.DATA`): it decides
        which charts can be drawn and what is hidden in anything shared; a value that has a numerator and a denominator
        is `per` times their quotient, so 100 gives per cent. `frequency` is one of `models.FREQUENCIES`, or "".
        `chart` (one of `models.CHARTS`), `fix_after` (12 or more: its lines come from the first so many points) and
        `screen_outliers` say how it is drawn. `target` is a number that a standard sets, `baseline` where the set
        began, `ambition` what it hopes for by the day `ambition_by`, no pass mark, all three in the measure's own
        unit; `ambition_verb` ("cut") and `ambition_for` (whom) say it in words, `stretch` (one of
        `models.STRETCHES`) how far it reaches. `source` is where the numbers come from.

        Raises `BadInput`, in one sentence, for an empty title and for whatever cannot stand in a field.
        """
        fields = measure_fields({name: value for name, value in locals().items() if name in READ_AS})
        check_chart(fields)
        measure = Measure(network=self._scope.network, valid_from=self._scope.today(), **fields)
        with self._scope.gesture(f"defined the measure {measure.title}", area=AREA) as session:
            session.add(measure)
        return measure

    def take(self, key: str, **changes: Any) -> Measure:
        """Define one of the ready-made measures, by its key, with any field of `define` said otherwise.

        Raises `NotFound`, with the nearest key, if there is none of that key; else as `define`.
        """
        return self.define(**measure_fields({**ready_made.found(key).fields(), **changes, "ready_made": key}))

    def change(self, measure: str | Measure, *, version: int | None = None, **fields: Any) -> Measure:
        """Change any of the fields of `define`.

        With another `per`, the values that were worked out from a numerator and a denominator are worked out anew.
        Raises `Conflict` if `version` is given and somebody has changed it since that version, and `BadInput` for what
        `define` refuses, and for another `data` that a value which is kept cannot be.
        """
        new = measure_fields(fields)
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Measure, self._meant(session, measure), version=version, mine=new)
            check_chart({"chart": row.chart, "data": row.data, **new})
            if {"data", "per"} & set(new):
                kind = Kind(data=new.get("data", row.data), per=new.get("per", row.per))
                keeping.bring_under(session, row, kind)
            for column, value in new.items():
                setattr(row, column, value)
            session.info["change"].action = f"changed the measure {row.title}"
        return row

    def remove(self, measure: str | Measure) -> None:
        """Take a measure away, and from the prototypes that name it. Its observations stay with it."""
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Measure, self._meant(session, measure))
            ties = select(Link).where(
                or_(Link.source_id == row.id, Link.target_id == row.id), live(Link, self._scope.today())
            )
            for gone in [row, *session.scalars(ties)]:
                self._scope.end(gone)
            session.info["change"].action = f"removed the measure {row.title}"

    # --- observations ------------------------------------------------------------------------------------

    def observe(self, measure: str | Measure | pd.DataFrame, rows: Rows | None = None) -> int:
        """Keep values of one measure, or of many from one frame: `observe(measure, rows)` or `observe(frame)`.

        `rows` are (day, value) or (day, value, note), a series by date, a mapping of day → value, or a frame (or a list
        of mappings) with `date` and `value`, or with `date`, `numerator` and `denominator`, from which the value is
        worked out (`per` × numerator / denominator); a column `note` may stand beside them, and the index may hold the
        dates. A frame for many measures names them, by title or id, in a column `measure`. A pandas Period stands for
        its first day; a moment with a time zone has to be midnight there, and stands for that day.

        A day that has a value already is corrected; the feed keeps what stood there (see `history`). A row without a
        note leaves the note of its day as it is; the empty text takes it away. Days to come may be kept, such as a
        forecast: only the page refuses them. Returns how many values were added or corrected, all in one gesture.
        Raises `BadInput`, naming the row and the column, for whatever cannot be kept: no day or no number, nothing
        to be out of (a denominator of 0), more people than there are, a day that comes twice with different values,
        a measure that is not there; then nothing is kept. Warns (`IdentifyingWarning`) of a note that may say who
        somebody is.
        """
        if isinstance(measure, pd.DataFrame):
            return self._observe_many(measure)
        if rows is None:
            raise BadInput("There are no rows: give a measure and its rows, or a frame with a column ‘measure’.")
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Measure, self._meant(session, measure))
            wanted = {row.id: readings(rows, _kind(row))}
            kept = keeping.keep(session, wanted, today=self._scope.today())
            session.info["change"].action = _observed(row.title, kept)
        _look_through_notes(wanted, {row.id: row.title})
        return kept.total

    def _observe_many(self, frame: pd.DataFrame) -> int:
        with self._scope.gesture("", area=AREA) as session:
            here = session.scalars(listing.here(self._scope)).all()
            wanted = by_measure.readings(frame, {row.id: (row.title, _kind(row)) for row in here})
            kept = keeping.keep(session, wanted, today=self._scope.today())
            titles = {row.id: row.title for row in here}
            session.info["change"].action = (
                _observed(titles[kept.measures[0]], kept)
                if len(kept.measures) == 1
                else f"{kept} of {len(kept.measures):,} measures"
            )
        _look_through_notes(wanted, titles)
        return kept.total

    def correct(
        self,
        measure: str | Measure,
        day: date | str,
        value: float | None = None,
        *,
        numerator: float | None = None,
        denominator: float | None = None,
        note: str | None = None,
    ) -> Observation:
        """Change what stands for a day: its value, or its numerator and denominator; and its note if one is given.

        The feed keeps what stood there (see `history`). Raises `NotFound` if the day has no value, and `BadInput` as
        `observe` does, and if nothing is given to stand there.
        """
        if value is numerator is denominator is note is None:
            raise BadInput("There is nothing to correct: give a value, a numerator and a denominator, or a note.")
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Measure, self._meant(session, measure))
            found = self._on(session, row, checks.day(day, "The day"))
            if not (value is numerator is denominator is None):
                read = reading(value, numerator, denominator, _kind(row))
                found.value, found.numerator, found.denominator = read[:3]
            if note is not None:
                found.note = checks.line(note, "The note", required=False)
            session.info["change"].action = f"corrected {row.title} of {found.observed_on.isoformat()}"
        return found

    def remove_observation(self, measure: str | Measure, day: date | str) -> None:
        """Take away the value of a day. Raises `NotFound` if it has none."""
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Measure, self._meant(session, measure))
            found = self._on(session, row, checks.day(day, "The day"))
            self._scope.end(found)
            session.info["change"].action = f"removed {row.title} of {found.observed_on.isoformat()}"

    def history(self, measure: str | Measure, day: date | str) -> list[dict[str, Any]]:
        """What was ever kept for a day, oldest first, what stands there now last; see `past.history`.

        Empty for a day without a value. Raises `NotFound` if the measure is not there.
        """
        with self._scope.reading() as session:
            row = self._scope.fetch(session, Measure, self._meant(session, measure))
            return past.history(session, row.id, checks.day(day, "The day"))

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


def _kind(measure: Measure) -> Kind:
    return Kind(data=measure.data, per=measure.per)


def _observed(title: str, kept: keeping.Kept) -> str:
    """“added 2 values to Falls and corrected 1 value”."""
    if not kept.added:
        return f"{kept} of {title}"
    added, *corrected = str(kept).split(" and ")
    return " and ".join([f"{added} to {title}", *corrected])


def _look_through_notes(wanted: Mapping[str, Mapping[date, Reading]], titles: Mapping[str, str]) -> None:
    """Warn of notes that may say who somebody is: a day is the row, the note the column."""
    for measure, found in wanted.items():
        rows = [(long_date(day), {"note": one.note}) for day, one in found.items() if one.note]
        identifying.warn_of(rows, what=f"the values of {titles[measure]}", stacklevel=4)
