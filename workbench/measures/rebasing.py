"""When the lines of a measure are drawn anew, which is decided by somebody and for a reason, never by itself."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from workbench import checks
from workbench.fields import as_id
from workbench.measures import rebases
from workbench.measures.models import Measure, Rebase
from workbench.store import Scope
from workbench.store.titles import id_of

AREA: Final = "prototypes"
"""Measures are worked on beside prototypes, on one page, so one undo covers both."""


class Rebasing:
    """What people do with the rebases of the measures of one network."""

    _scope: Scope

    def rebases(self, measure: str | Measure) -> list[dict[str, Any]]:
        """The decisions to draw the lines of a measure anew, by day; see `rebases.told`. Empty if there is none."""
        with self._scope.reading() as session:
            row = self._scope.fetch(session, Measure, self._meant(session, measure))
            return rebases.told(session, row.id, today=self._scope.today())

    def rebase(self, measure: str | Measure, starts_on: date | str, *, reason: str, decided_by: str) -> Rebase:
        """Draw the lines of a measure anew from a day on, because of `reason`; `decided_by` is a role or a name.

        Nothing is ever rebased by itself. Where it leaves fewer than 13 points on a side it is kept all the same, and
        `rebases` says so in `warning`. Raises `BadInput` without a reason or a name, for a day that is not after the
        first value and up to the last, and for a second rebase on one day.
        """
        reason, decided_by = _reason(reason), _decided_by(decided_by)
        day = checks.day(starts_on, "The first day of the new lines")
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Measure, self._meant(session, measure))
            today = self._scope.today()
            rebases.check_day(session, row, day, today=today)
            found = Rebase(
                network=self._scope.network,
                title=reason,
                measure_id=row.id,
                starts_on=day,
                decided_by=decided_by,
                valid_from=today,
            )
            session.add(found)
            session.info["change"].action = f"rebased {row.title} from {day.isoformat()}"
        return found

    def change_rebase(
        self,
        rebase: str | Rebase,
        *,
        version: int | None = None,
        starts_on: date | str | None = None,
        reason: str | None = None,
        decided_by: str | None = None,
    ) -> Rebase:
        """Change the day, the reason or the name of a rebase; what is None stays.

        Raises `Conflict` if `version` is given and somebody has changed it since that version, else as `rebase`.
        """
        new: dict[str, Any] = {}
        if starts_on is not None:
            new["starts_on"] = checks.day(starts_on, "The first day of the new lines")
        if reason is not None:
            new["title"] = _reason(reason)
        if decided_by is not None:
            new["decided_by"] = _decided_by(decided_by)
        with self._scope.gesture("", area=AREA) as session:
            found = self._scope.fetch(session, Rebase, as_id(rebase), version=version, mine=new)
            row = self._scope.fetch(session, Measure, found.measure_id)
            if "starts_on" in new:
                rebases.check_day(session, row, new["starts_on"], today=self._scope.today(), moving=found.id)
            for column, value in new.items():
                setattr(found, column, value)
            session.info["change"].action = f"changed a rebase of {row.title}"
        return found

    def remove_rebase(self, rebase: str | Rebase) -> None:
        """Take a rebase away: the lines run through its day again. Raises `NotFound` if it is not there."""
        with self._scope.gesture("", area=AREA) as session:
            found = self._scope.fetch(session, Rebase, as_id(rebase))
            row = self._scope.fetch(session, Measure, found.measure_id)
            self._scope.end(found)
            session.info["change"].action = f"took away the rebase of {row.title} from {found.starts_on.isoformat()}"

    def _meant(self, session: Session, measure: str | Measure) -> str:
        return id_of(self._scope, session, Measure, measure)


def _reason(text: object) -> str:
    return checks.line(text, "The reason for the rebase")


def _decided_by(text: object) -> str:
    return checks.line(text, "Who decided on the rebase")
