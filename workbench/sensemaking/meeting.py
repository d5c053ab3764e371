"""The session itself: begun by a method, who is there and in which part, closed, removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from workbench import checks
from workbench.errors import BadInput
from workbench.networks.models import LearningSet
from workbench.sensemaking import fields as checked
from workbench.sensemaking.ground import AREA, KINDS, PARTS_OF_A_SESSION, Ground, assign
from workbench.sensemaking.models import Attendance, Entry, Session
from workbench.store import Link, Record, live


class Meeting(Ground):
    """Beginning and ending a session, and who takes which part in it."""

    def begin(
        self,
        title: str,
        *,
        method: str,
        held_on: date | None = None,
        present: Iterable[str] = (),
        in_set: str | None = None,
        audience: str = "set",
        ground_rules: str = "",
        parts: Mapping[str, str] | None = None,
    ) -> Session:
        """Begin a session by one of `methods()`; `present` are roles, `held_on` is today if None.

        It belongs to the set whose id is given, else to the network's first set, if there is one. `audience` is
        how far what is said may go, `parts` who takes which part ({role: part}; they are present too). Raises
        `BadInput` for an empty title or an unknown method, `NotFound` for a set that is not there.
        """
        fields = checked.session_fields({"title": title, "method": method, "held_on": held_on or self._scope.today()})
        roles = checked.roles_of(present)
        with self._scope.gesture("", area=AREA) as transaction:
            if in_set is not None:
                self._scope.fetch(transaction, LearningSet, in_set)
            row = Session(
                network=self._scope.network,
                set_id=in_set or self._first_set(transaction),
                valid_from=self._scope.today(),
                **fields,
            )
            transaction.add(row)
            transaction.flush()
            transaction.add_all(self._attendance(row.id, role) for role in roles)
            transaction.info["change"].action = f"began the session {row.title}"
        return row

    def change(self, session: str, *, version: int | None = None, **fields: Any) -> Session:
        """Change `title`, `held_on`, `method` or `notes` of a session.

        The method cannot change once something was said, since what was said answers its questions: that
        raises `BadInput`. Raises `Conflict` if `version` is given and somebody changed the session since.
        """
        new = checked.session_fields(fields)
        with self._scope.gesture("", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session, version=version, mine=new)
            if new.get("method", row.method) != row.method and self._parts(transaction, Entry, row.id):
                raise BadInput(
                    f"The method of ‘{row.title}’ cannot change any more: something was already said under "
                    "its questions. Start another session with the other method."
                )
            assign(row, new)
            transaction.info["change"].action = f"changed the session {row.title}"
        return row

    def set_present(self, session: str, roles: Iterable[str]) -> None:
        """Say who was there, all of them, by role: who is new is added, who is missing is ended."""
        wanted = checked.roles_of(roles)
        with self._scope.gesture("", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session)
            here = self._parts(transaction, Attendance, row.id)
            for attendance in here:
                if attendance.title not in wanted:
                    self._end(attendance)
            known = {attendance.title for attendance in here}
            transaction.add_all(self._attendance(row.id, role) for role in wanted if role not in known)
            transaction.info["change"].action = f"said who was at {row.title}"

    def close(self, session: str, *, on: date | None = None) -> Session:
        """Close a session (today, unless a day is given). What it holds can still be corrected."""
        with self._scope.gesture("", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session)
            row.closed_on = checks.day(on or self._scope.today(), "The day it was closed")
            transaction.info["change"].action = f"closed the session {row.title}"
        return row

    def reopen(self, session: str) -> Session:
        """Open a closed session again."""
        with self._scope.gesture("", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session)
            row.closed_on = None
            transaction.info["change"].action = f"opened the session {row.title} again"
        return row

    def remove(self, record: str) -> None:
        """End a session with all that belongs to it, or one bid, entry, insight or action. Nothing is deleted.

        Raises `NotFound` if none of them has this id, or if it was removed already.
        """
        with self._scope.gesture("", area=AREA) as transaction:
            kind = next((kind for kind in KINDS if transaction.get(kind, record) is not None), Session)
            row = self._scope.fetch(transaction, kind, record)
            ending: list[Record] = [row]
            if isinstance(row, Session):
                ending += [part for kind in PARTS_OF_A_SESSION for part in self._parts(transaction, kind, row.id)]
            pointing = select(Link).where(
                Link.source_id.in_([gone.id for gone in ending]), live(Link, self._scope.today())
            )
            for gone in [*transaction.scalars(pointing), *ending]:
                self._end(gone)
            name = f"the session {row.title}" if isinstance(row, Session) else f"an {row.kind}".replace("an b", "a b")
            transaction.info["change"].action = f"removed {name}"

    def _attendance(self, session: str, role: str) -> Attendance:
        return Attendance(network=self._scope.network, title=role, session_id=session, valid_from=self._scope.today())

    def _first_set(self, transaction: Transaction) -> str | None:
        sets = select(LearningSet.id).where(
            LearningSet.network == self._scope.network, live(LearningSet, self._scope.today())
        )
        return transaction.scalar(sets.order_by(LearningSet.id).limit(1))
