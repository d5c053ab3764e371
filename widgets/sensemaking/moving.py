"""What moves a meeting for everybody in it: its clock, whose turn it is, and whether advice may be given."""

from __future__ import annotations

from typing import Any

from widgets.theme.app import App, gesture, look
from workbench.errors import NotFound


class Moving(App):
    """The gestures that steer a meeting, `opened`. Whatever moves the clock answers with the clock."""

    opened: str | None = None

    @look
    def look_at_clock(self, *, session: str) -> dict[str, Any]:
        """Where the clock stands now."""
        return self._clock(session)

    @look
    def go_to(self, *, session: str, step: str, turn: int | None = None) -> dict[str, Any]:
        """Go to a step, for everybody. A press on a page that is behind changes nothing."""
        self.network.sessions.go_to(session, step, turn=turn)
        return self._clock(session)

    @look
    def pause(self, *, session: str) -> dict[str, Any]:
        """Let the clock stand still."""
        self.network.sessions.pause(session)
        return self._clock(session)

    @look
    def resume(self, *, session: str) -> dict[str, Any]:
        """Let the clock go on, or begin."""
        self.network.sessions.resume(session)
        return self._clock(session)

    @look
    def add_minutes(self, *, session: str, minutes: int) -> dict[str, Any]:
        """Give the step more time."""
        self.network.sessions.add_minutes(session, minutes)
        return self._clock(session)

    @gesture
    def take_part(self, *, session: str, role: str, part: str) -> None:
        """Let somebody take a part in the meeting; whoever had it is free of it."""
        self.network.sessions.take_part(session, role, part)

    @gesture
    def bid(self, *, session: str, issue: str, made_by: str | None = None) -> dict[str, Any]:
        """Wish for airtime."""
        return {"bid": self.network.sessions.bid(session, issue, made_by=made_by).id}

    @gesture
    def change_bid(self, *, bid: str, version: int | None = None, **fields: Any) -> None:
        """Change the issue of a bid."""
        self.network.sessions.change_bid(bid, version=version, **fields)

    @gesture
    def give_airtime(self, *, bid: str) -> None:
        """Give a bid the airtime: its maker presents from now on."""
        self.network.sessions.give_airtime(bid)

    @gesture
    def undo(self) -> dict[str, Any]:
        """Take back this person's last gesture; with an airtime the meeting goes back to where it is given."""
        before = self._airtime()
        answer = super().undo()
        if before and self.opened and self._airtime() != before:
            self.network.sessions.back_to_bids(self.opened)
        return answer

    @gesture
    def open_advice(self, *, session: str) -> None:
        """The presenter would like advice now."""
        self.network.sessions.open_advice(session)

    @gesture
    def close_advice(self, *, session: str) -> None:
        """Back to questions only."""
        self.network.sessions.close_advice(session)

    def _airtime(self) -> str | None:
        """The bid that has the airtime in the meeting that is shown; None without one."""
        try:
            return None if self.opened is None else self.network.sessions.told(self.opened)["session"]["airtime"]
        except NotFound:  # somebody removed the meeting
            return None

    def _clock(self, session: str) -> dict[str, Any]:
        return {"clock": {"session": session, **self.network.sessions.clock(session)}}
