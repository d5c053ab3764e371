"""The days of a challenge: which day it is, which gates there are, and where a team stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from workbench import checks
from workbench.challenge.vocabulary import GATES
from workbench.words import counted, long_date

HUNDRED: Final = GATES[-1]
GATE_STATES: Final = ("held", "passed over", "late", "today", "to come")
"""How a gate stands on a day; see `standing`."""


def day(launch: date, on: date) -> int:
    """Which day of a challenge a date is: the day after the launch is day 1, and weekends count.

    The launch itself is day 0, what comes before it is negative, and after day 100 it goes on with 101. Days may be
    given as dates, as moments (of which the day is taken) or as ISO text; `BadInput` for anything else.
    """
    return (checks.day(on, "The day") - checks.day(launch, "The day of the launch")).days


def falls_on(launch: date, number: int) -> date:
    """The date of a day of the challenge."""
    return launch + timedelta(days=number)


def gate_name(gate: int) -> str:
    """What a gate is called: “day-25 check-in”, and “day-100 review” for the last."""
    return f"day-{gate} {'review' if gate == HUNDRED else 'check-in'}"


def months_later(start: date, months: int) -> date:
    """The same day of the month, so many months later; the last of the month where that has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(start.day, last))


def standing(launch: date, held: Mapping[int, date], on: date) -> dict[str, Any]:
    """Where a team stands on a day, as plain JSON; `held` says on which date each gate was held.

    `on` (ISO text), `day`, `over` (True after day 100), `gates`, `next_gate` (one of them, or None once the last was
    held) and `says`, a sentence. A gate is a dictionary: `day`, `name`, `planned_on`, `held_on` (or None: not by that
    day), `days_to` (to the planned day, negative once it has passed) and `state`, one of `GATE_STATES`. A gate that
    was not held is late until the day of the next one, or until that is held: from then on it is passed over. The
    last gate is never passed over. What was held after `on` counts as not held yet.
    """
    done = {gate: when for gate, when in held.items() if when <= on}
    gates = [_gate(launch, gate, done, on) for gate in GATES]
    coming = next((gate for gate in gates if gate["state"] not in ("held", "passed over")), None)
    today = day(launch, on)
    return {
        "on": on.isoformat(),
        "day": today,
        "over": today > HUNDRED,
        "gates": gates,
        "next_gate": coming,
        "says": _says(launch, today, coming),
    }


def _gate(launch: date, gate: int, held: Mapping[int, date], on: date) -> dict[str, Any]:
    planned = falls_on(launch, gate)
    when = held.get(gate)
    later = [other for other in GATES if other > gate]
    if when is not None:
        state = "held"
    elif any(other in held for other in later) or (later and on >= falls_on(launch, later[0])):
        state = "passed over"
    else:
        state = "late" if on > planned else "today" if on == planned else "to come"
    return {
        "day": gate,
        "name": gate_name(gate),
        "planned_on": planned.isoformat(),
        "held_on": when and when.isoformat(),
        "days_to": (planned - on).days,
        "state": state,
    }


def _says(launch: date, today: int, coming: dict[str, Any] | None) -> str:
    if today < 0:
        return f"It begins on {long_date(launch)}, in {counted(-today, 'day')}."
    where = "Launched today." if today == 0 else f"Day {today}."
    if 0 < today <= HUNDRED:
        where = f"Day {today} of {HUNDRED}."
    if coming is None:
        return f"{where} Every gate is behind the team."
    planned = long_date(date.fromisoformat(coming["planned_on"]))
    if coming["state"] == "late":
        return f"{where} The {coming['name']} was due on {planned}, {counted(-coming['days_to'], 'day')} ago."
    if coming["state"] == "today":
        return f"{where} The {coming['name']} is today."
    return f"{where} The {coming['name']} is in {counted(coming['days_to'], 'day')}, on {planned}."
