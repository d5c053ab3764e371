"""How far a prototype has come: ten half steps, from meaning to do something to results that last.

The steps are those of the progress scale that improvement teams use (Institute for Healthcare Improvement,
"Assessment Scale for Collaboratives"), in words of our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from workbench import checks
from workbench.errors import BadInput
from workbench.fields import as_id
from workbench.prototypes.fields import AREA, named
from workbench.prototypes.models import Progress, Prototype
from workbench.store import Scope
from workbench.store.titles import id_of
from workbench.words import long_date


class Step(NamedTuple):
    """One step of the scale: what it is called, and when a set may say so."""

    name: str
    meaning: str


SCALE: Final[Mapping[float, Step]] = {
    0.5: Step("We mean to", "Somebody wants to try it; nobody has set about it yet."),
    1.0: Step("We have people and a purpose", "What it is for is written down, and who will do it."),
    1.5: Step("We are planning", "What to try first, and how to see whether it helps, is being worked out."),
    2.0: Step("We are busy, nothing has changed", "People meet and count, but nothing is done differently yet."),
    2.5: Step("We tried, and it is no better", "At least one change was tried; what we count does not show it."),
    3.0: Step("A little better", "About a fifth of the way to what we hoped for can be seen."),
    3.5: Step("Better", "It goes on getting better, and what worked is used on ordinary days."),
    4.0: Step("Much better", "Half of the way or more, everywhere that it was meant for."),
    4.5: Step("It lasts", "The better figures hold by themselves, without those who began it."),
    5.0: Step("Outstanding", "What we hoped for is reached and holds, and others take it up."),
}
"""Every score that can be given, lowest first, with its step."""


class Assessments:
    """How far the prototypes of one network have come, as their set sees it."""

    _scope: Scope

    def assess(
        self, prototype: str | int | Prototype, score: float, *, why: str = "", on: date | str | None = None
    ) -> Progress:
        """Say how far it has come, from 0.5 to 5.0 in half steps (`SCALE`), on a day (today if None) and why.

        Without a reason the name of the step is kept as one. A day can be assessed again: the later word counts,
        the earlier is kept. Raises `BadInput` for any other score or a day to come, and `NotFound` if the prototype
        is not there.
        """
        given = _score(score)
        day = self._scope.today() if on in (None, "") else checks.day(on, "The day")
        if day > self._scope.today():
            raise BadInput(f"{long_date(day)} is yet to come. Say how far it has come today, or on an earlier day.")
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Prototype, id_of(self._scope, session, Prototype, prototype))
            progress = Progress(
                network=self._scope.network,
                title=checks.line(why, "The reason", required=False) or SCALE[given].name,
                prototype_id=row.id,
                score=given,
                assessed_on=day,
                valid_from=self._scope.today(),
            )
            session.add(progress)
            session.info["change"].action = f"said that {named(row)} is at {given:g}: {SCALE[given].name}"
        return progress

    def remove_assessment(self, progress: str | Progress) -> None:
        """Take back how far it was said to have come. Raises `NotFound` if that is not there."""
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Progress, as_id(progress))
            of = self._scope.fetch(session, Prototype, row.prototype_id)
            self._scope.end(row)
            session.info["change"].action = f"removed the word that {named(of)} is at {row.score:g}"


def plain(row: Progress) -> dict[str, Any]:
    """`id`, `score`, `name` and `meaning` of its step, `why`, `assessed_on` (ISO text), `version`."""
    step = SCALE[row.score]
    return {
        "id": row.id,
        "score": row.score,
        "name": step.name,
        "meaning": step.meaning,
        "why": row.title,
        "assessed_on": row.assessed_on.isoformat(),
        "version": row.version,
    }


def _score(score: Any) -> float:
    if isinstance(score, int | float) and not isinstance(score, bool) and score in SCALE:
        return float(score)
    if score in (None, ""):
        raise BadInput("Choose how far it has come.")
    raise BadInput(f"How far it has come is said in half steps from 0.5 to 5, not ‘{score}’. Choose one of them.")
