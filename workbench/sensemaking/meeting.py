"""The session itself: begun by a method, who is there and in which part, closed, removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from workbench import checks
from workbench.errors import BadInput
from workbench.networks.models import LearningSet
from workbench.sensemaking import clock
from workbench.sensemaking import fields as checked
from workbench.sensemaking.audience import reader_of
from workbench.sensemaking.ground import AREA, KINDS, PARTS_OF_A_SESSION, assign
from workbench.sensemaking.methods import known
from workbench.sensemaking.models import Action, Attendance, Bid, Entry, Insight, Placement, Session
from workbench.sensemaking.parts import Parts
from workbench.store import Link, Record, live
from workbench.words import as_title


class Meeting(Parts):
    """Beginning and ending a session, and who is there."""

    def methods(self) -> list[dict[str, Any]]:
        """The methods that a session can follow, as plain dictionaries (`Method.plain`): the shipped, then our own."""
        return [method.plain() for method in known(self._methods_folder)[0].values()]

    def method_problems(self) -> list[str]:
        """What is wrong with files in the folder of our own methods, a sentence each: the file, the step, the field."""
        return known(self._methods_folder)[1]

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
        """Begin a session by one of `methods()`, by its name; `present` are roles, `held_on` is today if None.

        It belongs to the set whose id is given, else to the one at work, else to the network’s only one, if it has one.
        `audience` is how far what is said may go, `parts` who takes which part ({role: part}; they are present too).
        Raises `BadInput` for an empty title, an unknown method, or where several sets meet and none of them was chosen;
        `NotFound` for a set that is not there.
        """
        given = {"title": title, "held_on": held_on or self._scope.today(), "audience": audience}
        fields = checked.session_fields({**given, "ground_rules": ground_rules}) | self._by(method)
        roles, taken = checked.roles_of(present), checked.parts_of(parts)
        with self._scope.gesture("began a session", area=AREA) as transaction:
            return self._begin_in(transaction, fields, roles, taken, in_set)

    def change(self, session: str, *, version: int | None = None, **fields: Any) -> Session:
        """Change `title`, `held_on`, `method`, `notes`, `ground_rules` or `audience` of a session.

        The method cannot change once something was said, since what was said answers its questions: that
        raises `BadInput`. Raises `Conflict` if `version` is given and somebody changed the session since.
        """
        new = checked.session_fields({name: value for name, value in fields.items() if name != "method"})
        if "method" in fields:
            new |= self._by(fields["method"])
        with self._scope.gesture("changed a session", area=AREA) as transaction:
            mine = {name: value for name, value in new.items() if name != "outline"}
            row = self._scope.fetch(transaction, Session, session, version=version, mine=mine)
            if new.get("method", row.method) == row.method:
                new.pop("outline", None)  # the copy it began with stays
            elif self._parts(transaction, Entry, row.id):
                raise BadInput(
                    f"The method of ‘{as_title(row.title)}’ cannot change any more: something was already said under "
                    "its questions. Start another session with the other method."
                )
            assign(row, new)
        return row

    def set_present(self, session: str, roles: Iterable[str]) -> None:
        """Say who was there, all of them, by role: who is new is added, who is missing is ended."""
        wanted = checked.roles_of(roles)
        with self._scope.gesture("said who was at a session", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session)
            here = self._parts(transaction, Attendance, row.id)
            for attendance in here:
                if attendance.title not in wanted:
                    self._scope.end(attendance)
            there = {attendance.title for attendance in here}
            transaction.add_all(self._attendance(row.id, role) for role in wanted if role not in there)

    def close(self, session: str, *, on: date | None = None) -> Session:
        """Close a session (today, unless a day is given). What it holds can still be corrected."""
        with self._scope.gesture("closed a session", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session)
            row.closed_on = checks.day(on or self._scope.today(), "The day it was closed")
        clock.stop(self._scope, session)
        return row

    def reopen(self, session: str) -> Session:
        """Open a closed session again."""
        with self._scope.gesture("opened a session again", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session)
            row.closed_on = None
        return row

    def remove(self, record: str) -> None:
        """End a session with all that belongs to it, or one bid, entry, insight or action. Nothing is deleted.

        What was said about the issue of a bid stays without it. Raises `NotFound` if none of them has this id, or if
        it was removed already.
        """
        with self._scope.gesture("", area=AREA) as transaction:
            kind = next((kind for kind in KINDS if transaction.get(kind, record) is not None), Session)
            row = self._scope.fetch(transaction, kind, record)
            ending: list[Record] = [row]
            if isinstance(row, Session):
                ending += [part for kind in PARTS_OF_A_SESSION for part in self._parts(transaction, kind, row.id)]
            if isinstance(row, Bid):
                for entry in transaction.scalars(select(Entry).where(Entry.bid_id == row.id)):
                    entry.bid_id = None
            gone = [each.id for each in ending]
            today = self._scope.today()
            pointing = transaction.scalars(select(Link).where(Link.source_id.in_(gone), live(Link, today)))
            placed = transaction.scalars(select(Placement).where(Placement.entry_id.in_(gone), live(Placement, today)))
            for each in [*pointing, *placed, *ending]:
                self._scope.end(each)
            transaction.info["change"].action = f"removed {_NAMED[kind]}"

    # --- inside a gesture --------------------------------------------------------------------------------

    def _by(self, method: str) -> dict[str, Any]:
        """The columns of a session that goes by a method: its key, and a copy of it as it is now."""
        methods = known(self._methods_folder)[0]
        key = method.strip().lower() if isinstance(method, str) else method
        found = methods[key] if key in methods else methods[checks.chosen(method, tuple(methods), "method")]
        return {"method": found.key, "outline": found.plain()}

    def _begin_in(
        self,
        transaction: Transaction,
        fields: Mapping[str, Any],
        roles: Iterable[str],
        parts: Mapping[str, str],
        in_set: str | None,
    ) -> Session:
        of_set = in_set or self._scope.in_set
        if of_set is not None:
            self._scope.fetch(transaction, LearningSet, of_set)
        else:
            reader = reader_of(self._scope, transaction)
            if reader.level != "set":
                raise BadInput(
                    "Several sets meet here, and none of them was chosen: choose yours first, in the header of the "
                    "page (in a notebook, `network.in_set = …`)."
                )
            of_set = reader.in_set
        row = Session(
            network=self._scope.network,
            set_id=of_set,
            valid_from=self._scope.today(),
            **fields,
        )
        transaction.add(row)
        transaction.flush()
        for role in dict.fromkeys([*roles, *parts]):
            transaction.add(self._attendance(row.id, role, parts.get(role, "set member")))
        return row


_NAMED: Final[dict[type, str]] = {
    Session: "a session",
    Bid: "a bid for airtime",
    Entry: "what was said",
    Insight: "an insight",
    Action: "an action",
}
