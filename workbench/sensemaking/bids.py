"""Bids for airtime: who would like the set's time, for which issue, and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workbench.errors import BadInput
from workbench.sensemaking import fields as checked
from workbench.sensemaking.clock import begin_anew
from workbench.sensemaking.ground import AREA, assign
from workbench.sensemaking.models import Bid, Session
from workbench.sensemaking.parts import Parts


def on_air(bids: Iterable[Bid]) -> Bid | None:
    """The bid that has the airtime: the last that was given it; None before the first."""
    return max((bid for bid in bids if bid.place is not None), key=lambda bid: bid.place or 0, default=None)


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
        return row

    def give_airtime(self, bid: str) -> Bid:
        """Give a bid the airtime, next after those that had it: its maker presents, and advice is held back again.

        The steps of the clock have all their minutes again. Nothing happens if the bid has the airtime already.
        Raises `BadInput` for a bid that nobody made: somebody has to present it.
        """
        with self._scope.gesture("gave airtime", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Bid, bid)
            if not row.made_by:
                raise BadInput("Nobody made this bid yet: say whose it is, so that they can present it.")
            session = self._scope.fetch(transaction, Session, row.session_id)
            bids = self._parts(transaction, Bid, session.id)
            if on_air(bids) is row:
                return row
            row.place = max((other.place or 0 for other in bids), default=0) + 1
            session.advice_open = False
            self._seat(transaction, session, row.made_by, "presenter")
        begin_anew(self._scope, row.session_id)
        return row
