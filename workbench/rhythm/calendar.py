"""Reminders of routines as an .ics file (iCalendar, RFC 5545), which any calendar opens without a connection.

Days and times in it are *floating*: "09:30" is half past nine wherever the calendar is, in summer and winter, because a
routine belongs to the day of those who keep it and not to a zone. Only the stamp of the last change is in UTC, as the
standard asks. The UID of a routine is its id, so that a calendar which reads a newer file changes the event it has,
instead of adding another; SEQUENCE grows with each change. The same routines give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

from icalendar import Alarm, Calendar, Event

from workbench.rhythm.models import Routine
from workbench.rhythm.periods import due

_BEFORE: Final = timedelta(minutes=-15)
"""A reminder this long before a routine that has a time …"""
_ON_THE_DAY: Final = timedelta(hours=8)
"""… and at eight o'clock on the day of one that has none."""
_WORKING_DAYS: Final = ("MO", "TU", "WE", "TH", "FR")
_EVERY_MONTH_HAS: Final = 28


def calendar(routines: Iterable[Routine], *, network: str) -> bytes:
    """One event a routine, repeated as often as it is expected, with a reminder; no routines give an empty calendar.

    It is called after the `network`, as people write its name, by the property of RFC 7986 and by the older one that
    more calendars read. What people typed is text in it. A routine without a time is an event of the whole day.
    """
    made = Calendar()
    made.add("prodid", "-//action learning workbench//routines//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", f"Routines of {network}")
    made.add("x-wr-calname", f"Routines of {network}")
    for routine in routines:
        made.add_component(_event(routine))
    return made.to_ical()


def _event(routine: Routine) -> Event:
    event = Event()
    event.add("uid", f"{routine.id}@routines.workbench")
    event.add("dtstamp", routine.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", routine.version - 1)
    event.add("summary", routine.title)
    if routine.place:
        event.add("location", routine.place)
    about = [f"Who: {routine.people}" if routine.people else "", f"Why: {routine.why}" if routine.why else ""]
    if any(about):
        event.add("description", "\n".join(filter(None, about)))
    first = due(routine.starts_on, routine.how_often, 0)
    if routine.at:
        event.add("dtstart", datetime.combine(first, time.fromisoformat(routine.at)))
        event.add("duration", timedelta(minutes=routine.minutes or 15))
    else:
        event.add("dtstart", first)
    event.add("rrule", rule(routine.how_often, first.day))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", routine.title)
    alarm.add("trigger", _BEFORE if routine.at else _ON_THE_DAY)
    event.add_component(alarm)
    return event


def rule(how_often: str, day: int) -> dict[str, Any]:
    """How it repeats, from a first day on that day of the month: the very days that `periods.due` counts."""
    if how_often == "daily":
        return {"freq": "weekly", "byday": list(_WORKING_DAYS)}
    if how_often in ("weekly", "fortnightly"):
        return {"freq": "weekly", "interval": 1 if how_often == "weekly" else 2}
    every: dict[str, Any] = {"freq": "monthly", "interval": 1 if how_often == "monthly" else 3}
    if day > _EVERY_MONTH_HAS:  # in a shorter month, on its last day
        every |= {"bymonthday": list(range(_EVERY_MONTH_HAS, day + 1)), "bysetpos": -1}
    return every
