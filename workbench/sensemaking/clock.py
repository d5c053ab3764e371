"""The clock of a running meeting: kept aside, so that all who are in it see the same, and nobody's feed is filled.

The server works out what is left from the moment at which the step was begun; pages only count down from there. A press
carries the `turn` of the clock that it was made on, so that of two people who press at once one moves the meeting.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session as Transaction

from workbench import checks
from workbench.errors import BadInput
from workbench.sensemaking import fields as checked
from workbench.sensemaking.ground import Ground
from workbench.sensemaking.models import Clock, Session
from workbench.sensemaking.outlines import outline_of
from workbench.store import Scope
from workbench.words import as_title

LEFT_ALONE: Final = 3600.0
"""Seconds after which a step that has run over stops by itself: nobody is there any more."""
MOST_MINUTES: Final = 60
Plain = dict[str, Any]


class Timing(Ground):
    """The clock that everybody in a meeting shares. None of its presses is a step that can be taken back."""

    def clock(self, session: str) -> Plain:
        """Where a meeting stands: `step`, `seconds_left`, `running`, `turn`, and `spent` and `planned` seconds by step.

        `seconds_left` is negative once the time of the step is up: it then says how long it has run over. Before the
        first press it shows the first step, whole and still, with `turn` 0. Raises `NotFound` without such a session.
        """
        return told(self._scope, session)

    def go_to(self, session: str, step: str, *, turn: int | None = None) -> Plain:
        """Go to a step and let its time run; the clock then. A stale `turn` changes nothing, nor does the same step.

        A step that was left with time to spare goes on with what it had; any other has all its minutes. In a meeting
        that is closed the time stands still: there it only says at which step people look. Raises
        `BadInput` for a step that the method does not have.
        """
        return self._press(session, turn, lambda clock, row, now: _go(clock, checked.step_of(row, step).name, row, now))

    def pause(self, session: str) -> Plain:
        """Let the time stand still; nothing happens if it does. The clock then."""
        return self._press(session, None, lambda clock, _row, now: _stop(clock, now))

    def resume(self, session: str) -> Plain:
        """Let the time run on; nothing happens if it does. The clock then.

        A step at which everybody was gone (`LEFT_ALONE`) begins anew, with all its minutes. Raises `BadInput` in a
        meeting that is closed.
        """

        def run(clock: Clock, row: Session, now: datetime) -> None:
            if row.closed_on is not None:
                raise BadInput(f"‘{as_title(row.title)}’ is closed, so its clock stands still. Open it again to go on.")
            _stop(clock, now)
            if clock.seconds_left <= -LEFT_ALONE:
                clock.seconds_left = _planned(row).get(clock.step, 0.0)
            clock.running_since = now

        return self._press(session, None, run)

    def add_minutes(self, session: str, minutes: int = 2, *, turn: int | None = None) -> Plain:
        """Give the step some minutes more, running or not; the clock then. A stale `turn` changes nothing."""
        minutes = checks.whole(minutes, "How many minutes more", lowest=1, highest=MOST_MINUTES)

        def add(clock: Clock, _row: Session, _now: datetime) -> None:
            clock.seconds_left += 60.0 * minutes
            clock.turn += 1

        return self._press(session, turn, add)

    def _press(self, session: str, turn: int | None, change: Any) -> Plain:
        now = self._scope.clock()
        with self._scope.store.writing_aside() as transaction:
            row = self._scope.fetch(transaction, Session, session)
            clock = _locked(transaction, row)
            if turn is None or turn == clock.turn:
                change(clock, row, now)
            return _told(clock, now, _planned(row))


def told(scope: Scope, session: str) -> Plain:
    """The clock of a session as it is now; see `Timing.clock`."""
    with scope.reading() as transaction:
        row = scope.find(transaction, Session, session)
        return _told(_standing(transaction, row), scope.clock(), _planned(row))


def stop(scope: Scope, session: str) -> None:
    """Let the time of a meeting stand still, as when it is closed; nothing happens if it has no clock."""
    with scope.store.writing_aside() as transaction:
        clock = transaction.get(Clock, session, with_for_update=True)
        if clock is not None:
            _stop(clock, scope.clock())


def begin_anew(scope: Scope, session: str) -> None:
    """Let every step but the present one have all its minutes when it comes, as for the next presenter."""
    with scope.store.writing_aside() as transaction:
        clock = transaction.get(Clock, session, with_for_update=True)
        if clock is not None:
            clock.remaining = {}


def back_to_bids(transaction: Transaction, session: Session, now: datetime) -> None:
    """Go back to the step at which airtime is given, inside a gesture, and let the time stand still there.

    That is where a meeting stands whose airtime was taken back. Nothing happens before that step, at it, or in a
    meeting without one.
    """
    clock = _locked(transaction, session)
    steps = outline_of(session).steps
    names = [step.name for step in steps]
    bids = next((at for at, step in enumerate(steps) if "bid" in step.records), len(steps))
    if names.index(clock.step) > bids:
        _go(clock, names[bids], session, now)
        _stop(clock, now)


def _planned(session: Session) -> dict[str, float]:
    return {step.name: 60.0 * step.minutes for step in outline_of(session).steps}


def _standing(transaction: Transaction, session: Session) -> Clock:
    """The clock as it is kept, or as it is before anybody has pressed anything."""
    clock = transaction.get(Clock, session.id)
    return clock if clock is not None and clock.step in _planned(session) else Clock(**_first(session))


def _first(session: Session) -> Plain:
    step, seconds = next(iter(_planned(session).items()))
    return {
        "session_id": session.id,
        "network": session.network,
        "step": step,
        "running_since": None,
        "seconds_left": seconds,
        "spent": {},
        "remaining": {},
        "turn": 0,
    }


def _locked(transaction: Transaction, session: Session) -> Clock:
    """The clock, made if need be, so that nobody else presses meanwhile; two may be the first at once."""
    insert = postgresql.insert if transaction.get_bind().dialect.name == "postgresql" else sqlite.insert
    transaction.execute(insert(Clock).values(**_first(session)).on_conflict_do_nothing())
    clock = transaction.scalars(select(Clock).where(Clock.session_id == session.id).with_for_update()).one()
    if clock.step not in _planned(session):  # the session goes by another method now
        for column, value in _first(session).items():
            setattr(clock, column, value)
    return clock


def _gone(clock: Clock, now: datetime) -> float:
    """The seconds since the time began to run, 0 while it stands; no more than until it stops by itself."""
    if clock.running_since is None:
        return 0.0
    return min(max((now - clock.running_since).total_seconds(), 0.0), _most(clock))


def _most(clock: Clock) -> float:
    return max(clock.seconds_left, 0.0) + LEFT_ALONE


def _stop(clock: Clock, now: datetime) -> None:
    gone = _gone(clock, now)
    clock.spent = {**clock.spent, clock.step: clock.spent.get(clock.step, 0.0) + gone} if gone else clock.spent
    clock.seconds_left -= gone
    clock.running_since = None


def _go(clock: Clock, step: str, session: Session, now: datetime) -> None:
    if step == clock.step and clock.turn:
        return
    _stop(clock, now)
    remaining = {**clock.remaining, clock.step: clock.seconds_left}
    left = remaining.pop(step, 0.0)
    clock.seconds_left = left if left > 0 else _planned(session).get(step, 0.0)
    clock.step, clock.remaining = step, remaining
    clock.running_since = now if session.closed_on is None else None
    clock.turn += 1


def _told(clock: Clock, now: datetime, planned: dict[str, float]) -> Plain:
    gone = _gone(clock, now)
    left = clock.seconds_left - gone
    spent = dict(clock.spent)
    if gone:
        spent[clock.step] = spent.get(clock.step, 0.0) + gone
    return {
        "step": clock.step,
        "seconds_left": round(left, 3),
        "running": clock.running_since is not None and gone < _most(clock),
        "turn": clock.turn,
        "spent": {step: round(seconds, 3) for step, seconds in spent.items()},
        "planned": planned,
    }
