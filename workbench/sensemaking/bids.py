"""Bids for airtime: who would like the set's time, for which issue, and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from workbench.errors import BadInput
from workbench.sensemaking import fields as checked
from workbench.sensemaking.clock import back_to_bids, begin_anew
from workbench.sensemaking.ground import AREA, assign
from workbench.sensemaking.models import Attendance, Bid, Entry, Session
from workbench.sensemaking.parts import Parts
from workbench.store import Edit, after_undo
from workbench.words import the


def on_air(bids: Iterable[Bid]) -> Bid | None:
    """The bid that has the airtime: the last that was given it; None before the first."""
    return max((bid for bid in bids if bid.place is not None), key=lambda bid: bid.place or 0, default=None)


def presenter_of(seats: Iterable[Attendance], bids: Iterable[Bid]) -> str:
    """Who presents: the maker of the bid on air, else whoever has that part; empty for nobody."""
    airtime = on_air(bids)
    if airtime is not None and airtime.made_by:
        return airtime.made_by
    return next((seat.title for seat in seats if seat.part == "presenter"), "")


class Bidding(Parts):
    """Bids. The feed says that somebody bid, never for what."""

    def bid(self, session: str, issue: str, *, made_by: str | None = None) -> Bid:
        """Bid for airtime with an issue in a line; `made_by` is a role, by default whoever is at work."""
        new = checked.bid_fields({"issue": issue, "made_by": self._scope.who if made_by is None else made_by})
        with self._scope.gesture("bid for airtime", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session)
            return self._said_in(transaction, Bid, row, new)

    def change_bid(self, bid: str, *, version: int | None = None, **fields: Any) -> Bid:
        """Change the `issue` of a bid or who it was `made_by`; `Conflict` on a stale `version`."""
        new = checked.bid_fields(fields)
        with self._scope.gesture("changed a bid for airtime", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Bid, bid, version=version, mine=new)
            assign(row, new)
            if "made_by" in new and row.made_by and on_air(self._parts(transaction, Bid, row.session_id)) is row:
                self._let_present(transaction, self._scope.fetch(transaction, Session, row.session_id), row.made_by)
        return row

    def give_airtime(self, bid: str) -> Bid:
        """Give a bid the airtime, next after those that had it: its maker presents, and advice is held back again.

        A facilitator or a timekeeper who presents keeps that part. An airtime that moves on before anything was said
        about its issue leaves no trace: that bid waits again. The steps of the clock have all their minutes again.
        Taking it back takes the meeting back to the step at which airtime is given, unless it is closed. Nothing
        happens if the bid has the airtime already. Raises `BadInput` for a bid that nobody made: somebody has to
        present it.
        """
        with self._scope.gesture("gave airtime", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Bid, bid)
            if not row.made_by:
                raise BadInput("Nobody made this bid yet: say whose it is, so that they can present it.")
            session = self._scope.fetch(transaction, Session, row.session_id)
            bids = self._parts(transaction, Bid, session.id)
            before = on_air(bids)
            if before is row:
                return row
            spoken_of = {entry.bid_id for entry in self._parts(transaction, Entry, session.id)}
            if before is not None and before.id not in spoken_of:
                before.place = None
            row.place = max((other.place or 0 for other in bids if other is not row), default=0) + 1
            session.advice_open = False
            self._let_present(transaction, session, row.made_by)
        begin_anew(self._scope, row.session_id)
        return row

    def open_advice(self, session: str) -> Session:
        """Let advice be given, since the presenter asks for it; nothing happens if it is open already.

        It is for the presenter to open, or for the facilitator on their word. Raises `BadInput` if somebody else who
        is present does, or if nobody presents.
        """
        with self._scope.gesture("opened advice", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session)
            seats = self._parts(transaction, Attendance, row.id)
            presenter = presenter_of(seats, self._parts(transaction, Bid, row.id))
            if not presenter:
                raise BadInput("Nobody presents yet: give somebody airtime first, and they can open advice.")
            others = {seat.title for seat in seats if seat.part != "facilitator" and seat.title != presenter}
            if self._scope.who in others:
                raise BadInput(f"Only the presenter opens advice: ask {the(presenter)}, or the facilitator, to do it.")
            row.advice_open = True
        return row

    def close_advice(self, session: str) -> Session:
        """Hold advice back again; what was given stays. Nothing happens if it is held back already."""
        with self._scope.gesture("closed advice", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session)
            row.advice_open = False
        return row

    # --- inside a gesture --------------------------------------------------------------------------------

    def _let_present(self, transaction: Transaction, session: Session, role: str) -> None:
        """Let somebody have the part of the presenter, unless they have another that only one can have."""
        seats = self._parts(transaction, Attendance, session.id)
        if any(seat.title == role and seat.part in ("facilitator", "timekeeper") for seat in seats):
            self._free(seats, "presenter")
        else:
            self._seat(transaction, session, role, "presenter")


def _airtime_taken_back(transaction: Transaction, undone: Sequence[Edit], at: datetime) -> None:
    """Take a meeting back to its bids when the airtime that it was in is taken back, from whichever page."""
    for edit in undone:
        bid, gave = transaction.get_one(Bid, edit.entity_id), edit.after["place"]
        if edit.before is None or edit.before["place"] is not None or gave is None or bid.place is not None:
            continue
        session = transaction.get_one(Session, bid.session_id)
        others = select(Bid.place).where(Bid.session_id == session.id, Bid.valid_to.is_(None))
        later = any(place is not None and place > gave for place in transaction.scalars(others))
        if not later and session.valid_to is None and session.closed_on is None:
            back_to_bids(transaction, session, at)


after_undo("bid", _airtime_taken_back)
