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
from workbench.sensemaking.audience import readable, reader_of
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
        default the one at work; of every set where there are several and none was chosen), and whoever came to its
        last three meetings; empty before anybody is known. Of meetings that may not be read here nothing counts.
        """
        with self._scope.reading() as transaction:
            sets = self._sets_at_work(transaction, in_set)
            own = self._live_here
            held = own(transaction, Session, readable(Session, reader_of(self._scope, transaction)))
            sessions = {row.id: row for row in held if sets is None or row.set_id in sets}
            seats = [seat for seat in own(transaction, Attendance) if seat.session_id in sessions]
            presented = [bid for bid in own(transaction, Bid, Bid.place.is_not(None)) if bid.session_id in sessions]
            roles = [row.title for row in own(transaction, Member) if sets is None or row.set_id in sets]
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

    # --- what is read ------------------------------------------------------------------------------------

    def _sets_at_work(self, transaction: Transaction, in_set: str | None) -> set[str | None] | None:
        """Whose meetings count: the set that is given, else the one at work; None for every set, where none is chosen.

        What was held before the network had a set is everybody's. Raises `NotFound` for a set that is not there.
        """
        if in_set is not None:
            return {self._scope.fetch(transaction, LearningSet, in_set).id, None}
        reader = reader_of(self._scope, transaction)
        return {reader.in_set, None} if reader.level == "set" else None

    def _live_here(self, transaction: Transaction, kind: type[Any], *where: Any) -> list[Any]:
        """The live rows of a kind in this network, the oldest first."""
        here = (kind.network == self._scope.network, live(kind, self._scope.today()))
        return list(transaction.scalars(select(kind).where(*here, *where).order_by(kind.id)))
