"""Gates: where a team stops at day 25, 50, 75 and 100, and what came out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from workbench.challenge.days import gate_name
from workbench.challenge.fields import happened, text
from workbench.challenge.gestures import Gestures, assign, say
from workbench.challenge.models import Challenge, Gate
from workbench.challenge.vocabulary import GATES
from workbench.errors import BadInput
from workbench.fields import Readers, as_day, as_text, read
from workbench.store import Record
from workbench.words import as_title, long_date

READ_AS: Final[Readers] = {
    "held_on": as_day,
    "plan": text("The revised plan"),
    "charter": text("The refined charter"),
    "sustain": text("The ideas to sustain"),
}


class Gates(Gestures):
    """The gates of one network's challenges."""

    def hold_gate(
        self,
        challenge: str | Challenge,
        day: int,
        *,
        held_on: date | str | None = None,
        plan: str = "",
        charter: str = "",
        sustain: str = "",
        session: str | Record | None = None,
    ) -> Gate:
        """Say that a team held its gate of day 25, 50, 75 or 100, today if no day is given, and what came out of it.

        `plan` is the revised plan, `charter` the charter as it was refined, `sustain` the ideas to sustain; `session`
        the meeting in which it was held. Raises `BadInput` for another day, for one that was held already, and for a
        date to come or before the launch.
        """
        gate = which(day)
        new = read({"plan": plan, "charter": charter, "sustain": sustain}, READ_AS, "A gate")
        with self._gesture() as store:
            of = self._challenge(store, challenge)
            if found := [row for row in self._parts(store, Gate, challenge_id=of.id) if row.day == gate]:
                held = f"The {gate_name(gate)} of ‘{as_title(of.title)}’ was held on {long_date(found[0].held_on)}"
                raise BadInput(f"{held} already. Change what came out of it instead.")
            on = self._held(held_on, of)
            row = self._add(store, Gate, challenge_id=of.id, day=gate, held_on=on, title=f"Day {gate}", **new)
            self._came_from(store, row, session)
            say(store, f"held the {gate_name(gate)} of {of.title}")
        return row

    def change_gate(self, gate: str | Gate, *, version: int | None = None, **fields: Any) -> Gate:
        """Change `held_on`, `plan`, `charter`, `sustain` or `session` (None for no meeting) of a gate that was held.

        Raises `Conflict` if `version` is given and somebody changed it since.
        """
        has_session, session = "session" in fields, fields.pop("session", None)
        new = read(fields, READ_AS, "A gate")
        with self._gesture() as store:
            row = self._found(store, Gate, gate, version=version, mine=new)
            of = self._challenge(store, row.challenge_id)
            if "held_on" in new:
                new["held_on"] = self._held(new["held_on"] or row.held_on, of)
            assign(row, new)
            if has_session:
                self._came_from(store, row, session)
            say(store, f"changed what came out of the {gate_name(row.day)} of {of.title}")
        return row

    def _held(self, given: date | str | None, of: Challenge) -> date:
        since = f"‘{as_title(of.title)}’ was launched on"
        return happened(given, "The day of a gate", today=self._scope.today(), after=of.launched_on, since=since)

    def _came_from(self, store: Session, row: Gate, session: str | Record | None) -> None:
        self._relink(store, "came from", row, self._of_kind(store, session, "session"))


def which(day: object) -> int:
    """One of the days of the gates. Raises `BadInput` for anything else."""
    if isinstance(day, int) and not isinstance(day, bool) and day in GATES:
        return day
    *first, last = map(str, GATES)
    raise BadInput(f"A gate is on day {', '.join(first)} or {last}, not on ‘{day}’. Choose one of these days.")


def plain(row: Gate, sessions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What came out of a gate: `id`, `held_on`, `plan`, `charter`, `sustain`, `sessions` (pointers) and `version`."""
    return {
        "id": row.id,
        "held_on": as_text(row.held_on),
        "plan": row.plan,
        "charter": row.charter,
        "sustain": row.sustain,
        "sessions": list(sessions),
        "version": row.version,
    }


def nothing_yet() -> dict[str, Any]:
    """The same of a gate that was not held."""
    return {"id": None, "held_on": None, "plan": "", "charter": "", "sustain": "", "sessions": [], "version": None}
