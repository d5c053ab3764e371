"""What people do in a 100-day challenge. Each verb is one gesture: kept whole, and undone whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pandas as pd
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workbench import checks
from workbench.challenge import barriers, plan, reading, supporters
from workbench.challenge.barriers import Barriers
from workbench.challenge.commitments import Commitments
from workbench.challenge.fields import AREA, optional_line, text
from workbench.challenge.gates import Gates
from workbench.challenge.gestures import assign, say
from workbench.challenge.goals import Goals
from workbench.challenge.models import (
    Barrier,
    Challenge,
    Contact,
    Escalation,
    Gate,
    Goal,
    Permission,
    Recommendation,
    Supporter,
    Task,
)
from workbench.challenge.permissions import Permissions
from workbench.challenge.plan import Plans
from workbench.challenge.supporters import Supporters
from workbench.errors import BadInput, NotFound
from workbench.fields import Readers, as_id, read
from workbench.networks.models import LearningSet
from workbench.store import Link, Record, Scope, live
from workbench.words import as_title, counted, long_date

__all__ = ["AREA", "Challenges"]

READ_AS: Final[Readers] = {
    "title": lambda value: checks.line(value, "What the challenge is for"),
    "launched_on": lambda value: checks.day(value, "The day of the launch"),
    "cohort": optional_line("The cohort"),
    "charter": text("The charter"),
}
_OF_A_CHALLENGE: Final = (Gate, Goal, Task, Supporter, Permission, Barrier, Recommendation)
_PARTS: Final[Mapping[type[Record], tuple[tuple[Any, str], ...]]] = {
    Challenge: tuple((kind, "challenge_id") for kind in _OF_A_CHALLENGE),
    Supporter: ((Contact, "supporter_id"),),
    Barrier: ((Escalation, "barrier_id"),),
}
_KINDS: Final = (Challenge, *_OF_A_CHALLENGE, Contact, Escalation)


class Challenges(Gates, Goals, Plans, Supporters, Permissions, Barriers, Commitments):
    """The hundred days of one network's teams.

    A challenge is given as itself, by its title (in any case) or its id, and so is a barrier. Raises `NotFound`, with
    the nearest title, where none has it, and `BadInput` where several have.
    """

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def __repr__(self) -> str:
        """How much there is, in one line."""
        here = reading.gather(self._scope)
        open_barriers = sum(each["resolved"] is None for each in reading.told_barriers(here))
        return (
            f"<Challenges of {self._scope.network}: {counted(len(here.challenges), 'challenge')}, "
            f"{counted(open_barriers, 'open barrier')}>"
        )

    # --- the challenge itself ----------------------------------------------------------------------------

    def launch(
        self,
        title: str,
        *,
        launched_on: date | str | None = None,
        cohort: str = "",
        in_set: str | None = None,
        charter: str = "",
    ) -> Challenge:
        """Begin a team's hundred days: the day after `launched_on` (today if None; it may be to come) is day 1.

        Teams with the same `cohort` go side by side, also those of other networks. The team is the set whose id is
        given, else the set that is at work, else the network's first, if there is one. Raises `BadInput` for an empty
        title, `NotFound` for a set that is not there.
        """
        given = {"title": title, "launched_on": launched_on or self._scope.today(), "cohort": cohort}
        new = read({**given, "charter": charter}, READ_AS, "A challenge")
        with self._gesture() as session:
            row = self._add(session, Challenge, set_id=self._set(session, in_set), **new)
            say(session, f"launched the challenge {row.title}")
        return row

    def change(self, challenge: str | Challenge, *, version: int | None = None, **fields: Any) -> Challenge:
        """Change `title`, `launched_on`, `cohort`, `charter` or `in_set` (the id of a set, None for none).

        Raises `Conflict` if `version` is given and somebody changed it since, and `BadInput` for a launch after a gate
        was held.
        """
        has_set, in_set = "in_set" in fields, fields.pop("in_set", None)
        new = read(fields, READ_AS, "A challenge")
        with self._gesture() as session:
            row = self._found(session, Challenge, challenge, version=version, mine=new)
            assign(row, new)
            if has_set:
                row.set_id = None if in_set in (None, "") else self._scope.fetch(session, LearningSet, str(in_set)).id
            held = [gate.held_on for gate in self._parts(session, Gate, challenge_id=row.id)]
            if held and min(held) < row.launched_on:
                raise BadInput(
                    f"A gate was held on {long_date(min(held))}, so ‘{as_title(row.title)}’ cannot have been "
                    f"launched on {long_date(row.launched_on)}. Change one of the days."
                )
            say(session, f"changed the challenge {row.title}")
        return row

    def remove(self, record: str | Record) -> None:
        """Take away a challenge with all that belongs to it, or any one thing of it, with everything it is tied by.

        That is a gate, a goal, a task, a sponsor or coach with the contacts, a contact, a permission, a barrier with
        its escalations, an escalation or a recommendation, as itself or by its id; a challenge or a barrier by its
        title too. Nothing is deleted. Raises `NotFound` if it is not there.
        """
        with self._gesture() as session:
            row = self._any(session, record)
            gone: list[Any] = [row]
            for each in gone:  # what is found on the way has parts of its own
                for kind, column in _PARTS.get(type(each), ()):
                    gone += self._parts(session, kind, **{column: each.id})
            ids = [each.id for each in gone]
            ties = select(Link).where(
                or_(Link.source_id.in_(ids), Link.target_id.in_(ids)), live(Link, self._scope.today())
            )
            for each in [*gone, *session.scalars(ties)]:
                self._scope.end(each)
            named = f" {row.title}" if isinstance(row, Challenge | Barrier | Task) else ""
            say(session, f"removed the {row.kind}{named}")

    # --- reading -----------------------------------------------------------------------------------------

    def listed(self) -> list[dict[str, Any]]:
        """The challenges as plain dictionaries, the latest launch first; see `reading.listed`."""
        return reading.listed(reading.gather(self._scope))

    def told(self, challenge: str | Challenge) -> dict[str, Any]:
        """Everything of one challenge as plain JSON; see `reading.told`. Raises `NotFound` if it is not there."""
        return reading.told(*self._one(challenge))

    def challenge_of(self, record: str | Record) -> str | None:
        """The id of the challenge that anything of it belongs to, or its own; None for a barrier of no challenge.

        Raises `NotFound` if the network has nothing of the kind.
        """
        with self._scope.reading() as session:
            row: Any = self._any(session, record)
            if isinstance(row, Contact):
                row = self._found(session, Supporter, row.supporter_id)
            elif isinstance(row, Escalation):
                row = self._found(session, Barrier, row.barrier_id)
            return row.id if isinstance(row, Challenge) else row.challenge_id

    def gates(self, challenge: str | Challenge) -> list[dict[str, Any]]:
        """The four gates of a challenge, and what came out of those that were held; see `reading.held_gates`."""
        return reading.held_gates(*self._one(challenge))

    def plan(self, challenge: str | Challenge) -> list[dict[str, Any]]:
        """The work plan until each of the four gates, plan against actual; see `plan.by_gate` and `plan.plain`."""
        here, row = self._one(challenge)
        return plan.by_gate(reading.tasks(here, row), launch=row.launched_on)

    def tasks(self) -> pd.DataFrame:
        """One row a task of any challenge, index `id`; see `plan.table`."""
        here = reading.gather(self._scope)
        return plan.table([(row.title, reading.tasks(here, row)) for row in here.challenges])

    def team(self, challenge: str | Challenge) -> dict[str, Any]:
        """Who is in the team, which sectors are there and which are missing; see `team.plain`."""
        return reading.told_team(*self._one(challenge))

    def supporters(self, challenge: str | Challenge) -> list[dict[str, Any]]:
        """The sponsors and coaches of a challenge with their contacts; see `supporters.plain`."""
        return reading.told_supporters(*self._one(challenge))

    def confidence(self, challenge: str | Challenge) -> pd.DataFrame:
        """How sure sponsors and coaches were of the goal over time, index `id`; see `supporters.confidence_table`."""
        return supporters.confidence_table(self.supporters(challenge))

    def permissions(self) -> list[dict[str, Any]]:
        """What the network's teams asked to set aside, the latest first; see `permissions.plain`.

        Each also has its `challenge` (`id`, `title`).
        """
        return reading.told_permissions(reading.gather(self._scope))

    def barriers(self) -> pd.DataFrame:
        """One row a barrier, index `id`, the longest open first; the same columns, without rows, if there is none.

        `title`, `raised` (a timestamp), `owner`, `age_days` (whole days until it was resolved, or until today),
        `escalations` (how many), `resolved` (NaT while it is open) and `days_to_unblock` (NaN while it is open).
        """
        return barriers.table(self.barriers_told())

    def barriers_told(self) -> list[dict[str, Any]]:
        """The barriers as plain JSON in the same order; see `barriers.plain`."""
        return reading.told_barriers(reading.gather(self._scope))

    def days_to_unblock(self) -> float | None:
        """The median of the days that it took to resolve a barrier; None if none was resolved."""
        return barriers.median_days(self.barriers_told())

    def recommendations(self) -> list[dict[str, Any]]:
        """What was recommended and what became of it, the oldest first; see `reading.told_recommendations`."""
        return reading.told_recommendations(reading.gather(self._scope))

    def waiting(self) -> list[dict[str, Any]]:
        """What waits for a sponsor or for somebody to look, the longest first; see `waiting.waiting`."""
        return reading.waiting(reading.gather(self._scope))

    # --- within a gesture --------------------------------------------------------------------------------

    def _one(self, challenge: str | Challenge) -> tuple[reading.Gathered, Challenge]:
        with self._scope.reading() as session:
            key = self._challenge(session, challenge).id
        here = reading.gather(self._scope)
        return here, next(row for row in here.challenges if row.id == key)

    def _any(self, session: Session, record: str | Record) -> Record:
        key = as_id(record)
        row = session.get(Record, key)
        if row is not None and isinstance(row, _KINDS):
            return self._scope.fetch(session, type(row), key)
        for kind in (Challenge, Barrier) if row is None else ():
            here = self._parts(session, kind)
            if any(" ".join(each.title.split()).casefold() == " ".join(key.split()).casefold() for each in here):
                return self._found(session, kind, key)
        raise NotFound("What you pointed to is no part of a challenge here, or no longer there. Choose another.")

    def _set(self, session: Session, given: str | None) -> str | None:
        wanted = given or self._scope.in_set
        if wanted:
            return self._scope.fetch(session, LearningSet, wanted).id
        sets = self._parts(session, LearningSet)
        return sets[0].id if sets else None
