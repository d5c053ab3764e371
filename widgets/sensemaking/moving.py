"""What moves a meeting for everybody in it: its clock, whose turn it is, and whether advice may be given."""

from __future__ import annotations

from typing import Any

from widgets.theme.app import App, gesture, look


class Moving(App):
    """The gestures that steer a meeting. A press on its clock answers with the clock.

    What moves it otherwise, such as an undo of an airtime, comes to every page beside the state.
    """

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
    def open_advice(self, *, session: str) -> None:
        """The presenter would like advice now."""
        self.network.sessions.open_advice(session)

    @gesture
    def close_advice(self, *, session: str) -> None:
        """Back to questions only."""
        self.network.sessions.close_advice(session)

    def _clock(self, session: str) -> dict[str, Any]:
        return {"clock": {"session": session, **self.network.sessions.clock(session)}}
