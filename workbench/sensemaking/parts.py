"""Who takes which part in a meeting, and whose turn it may be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from workbench import checks
from workbench.networks.models import LearningSet, Member
from workbench.sensemaking import vocabulary
from workbench.sensemaking.ground import AREA, Ground
from workbench.sensemaking.models import Attendance, Bid, Session
from workbench.store import live


class Parts(Ground):
    """The parts of facilitator, presenter and timekeeper; everybody else is a set member."""

    def take_part(self, session: str, role: str, part: str) -> None:
        """Let somebody take a part of `vocabulary.PARTS`; whoever had one that only one can have is free of it.

        Somebody who was not there yet is then present. Raises `BadInput` for an unknown part or an empty role.
        """
        role = checks.line(role, "The role of whoever takes part", longest=80)
        part = checks.chosen(part, vocabulary.PARTS, "part")
        with self._scope.gesture("changed who takes which part in a session", area=AREA) as transaction:
            self._seat(transaction, self._scope.fetch(transaction, Session, session), role, part)

    def rotation(self, *, in_set: str | None = None) -> list[dict[str, Any]]:
        """Whose turn each part may be: for each of `vocabulary.ONE_AT_A_TIME`, whoever never had it first.

        Whoever had the airtime presented, whatever other part they took.
        Each: `part`, `role`, and the `last` day they had it (ISO text, or None). The roles are those of the set (by
        default the network's first), and whoever came to its last three meetings; empty before anybody is known.
        """
        today = self._scope.today()
        with self._scope.reading() as transaction:
            if in_set is not None:
                self._scope.fetch(transaction, LearningSet, in_set)
            of_set = in_set or self._first_set(transaction)
            here = (Session.network == self._scope.network, Session.set_id == of_set, live(Session, today))
            sessions = {row.id: row for row in transaction.scalars(select(Session).where(*here))}
            seats = [
                seat
                for seat in transaction.scalars(
                    select(Attendance).where(Attendance.network == self._scope.network, live(Attendance, today))
                )
                if seat.session_id in sessions
            ]
            given = (Bid.network == self._scope.network, Bid.place.is_not(None), live(Bid, today))
            presented = [bid for bid in transaction.scalars(select(Bid).where(*given)) if bid.session_id in sessions]
            members = select(Member.title).where(Member.set_id == of_set, live(Member, today)).order_by(Member.id)
            roles = list(transaction.scalars(members))
        latest = sorted(sessions.values(), key=lambda row: (row.held_on, row.id), reverse=True)[:3]
        roles += [seat.title for seat in seats if seat.session_id in {row.id for row in latest}]
        had: dict[tuple[str, str], date] = defaultdict(lambda: date.min)
        for seat in seats:
            had[seat.part, seat.title] = max(had[seat.part, seat.title], sessions[seat.session_id].held_on)
        for bid in presented:
            had["presenter", bid.made_by] = max(had["presenter", bid.made_by], sessions[bid.session_id].held_on)
        return [
            {"part": part, "role": role, "last": None if (part, role) not in had else had[part, role].isoformat()}
            for part in vocabulary.ONE_AT_A_TIME
            for role in sorted(dict.fromkeys(roles), key=lambda role, part=part: had.get((part, role), date.min))
        ]

    # --- inside a gesture --------------------------------------------------------------------------------

    def _seat(self, transaction: Transaction, session: Session, role: str, part: str) -> None:
        """Let somebody have a part; whoever had it, where one has it at a time, is a set member again."""
        seats = self._parts(transaction, Attendance, session.id)
        if part in vocabulary.ONE_AT_A_TIME:
            self._free(seats, part, but=role)
        own = next((seat for seat in seats if seat.title == role), None)
        if own is None:
            transaction.add(self._attendance(session.id, role, part))
        else:
            own.part = part

    def _free(self, seats: Iterable[Attendance], part: str, *, but: str = "") -> None:
        """Let whoever has a part be a set member again, but one role."""
        for seat in seats:
            if seat.part == part and seat.title != but:
                seat.part = "set member"

    def _attendance(self, session: str, role: str, part: str = "set member") -> Attendance:
        today = self._scope.today()
        return Attendance(network=self._scope.network, title=role, session_id=session, part=part, valid_from=today)

    def _first_set(self, transaction: Transaction) -> str | None:
        sets = select(LearningSet.id).where(
            LearningSet.network == self._scope.network, live(LearningSet, self._scope.today())
        )
        return transaction.scalar(sets.order_by(LearningSet.id).limit(1))
