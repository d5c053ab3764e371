"""The days of a map that people know by name: waves, sessions, today; and which further ones they may want to name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from workbench.words import long_date

GATES: Final = (25, 50, 75, 100)
"""The days of a 100-day challenge on which a set looks back; day 1 is the day after the launch."""

Named = Mapping[str, Any]


def launch(meetings: Iterable[Named]) -> date | None:
    """The day of the first session (`held_on`, ISO text), None before there is one."""
    return min((date.fromisoformat(one["held_on"]) for one in meetings), default=None)


def day_in_words(day: date, began: date | None) -> str:
    """A day as people write it, with its number in the challenge: “27 February 2025, day 35”; day 0 is the launch."""
    number = None if began is None else (day - began).days
    return long_date(day) if number is None or not 0 < number <= GATES[-1] else f"{long_date(day)}, day {number}"


def choices(waves: Sequence[Named], meetings: Sequence[Named], today: date) -> list[dict[str, str]]:
    """The days to choose from: `day` (ISO), `words`, and the `group` they stand in, the earliest first in each.

    First the waves (`name`, `day`), then the days of sessions (`title`, `held_on`) that no wave names, then today.
    """
    began = launch(meetings)
    found = [
        {"day": wave["day"], "words": f"{wave['name']}: {long_date(date.fromisoformat(wave['day']))}", "group": "Named"}
        for wave in waves
    ]
    taken = {wave["day"] for wave in waves}
    held: dict[str, list[str]] = {}
    for one in meetings:
        if one["held_on"] not in taken and date.fromisoformat(one["held_on"]) < today:
            held.setdefault(one["held_on"], []).append(one["title"])
    for day, titles in sorted(held.items()):
        words = f"{day_in_words(date.fromisoformat(day), began)}: {' · '.join(titles)}"
        found.append({"day": day, "words": words, "group": "Sessions"})
    if today.isoformat() not in taken:
        found.append({"day": today.isoformat(), "words": f"today: {day_in_words(today, began)}", "group": "Now"})
    return found


def suggested(waves: Sequence[Named], meetings: Sequence[Named], today: date) -> list[dict[str, str]]:
    """Days that a set may want to name: `name`, `day` (ISO) and `words`.

    “before” is the day of the first session, or today if there was none; then come the looks back that have been.
    Days and names that a wave has are left out.
    """
    began = launch(meetings)
    wanted = [("before", began or today)]
    if began is not None:
        wanted += [(f"day {number}", began + timedelta(days=number)) for number in GATES]
    days, names = {wave["day"] for wave in waves}, {wave["name"].casefold() for wave in waves}
    return [
        {"name": name, "day": day.isoformat(), "words": long_date(day)}
        for name, day in wanted
        if day <= today and day.isoformat() not in days and name not in names
    ]


def first_and_last(
    waves: Sequence[Named], meetings: Sequence[Named], changed: Sequence[date], today: date
) -> tuple[date, date]:
    """The two days to compare at first: the earliest wave, or the first session, or the first change; and today."""
    known = [date.fromisoformat(wave["day"]) for wave in waves]
    began = launch(meetings)
    before = min(known) if known else began or (changed[0] if changed else today)
    return min(before, today), today


def last_meeting(meetings: Iterable[Named], today: date) -> Named | None:
    """The newest session before today, None if there was none."""
    held = [one for one in meetings if date.fromisoformat(one["held_on"]) < today]
    return max(held, key=lambda one: (one["held_on"], one["id"]), default=None)
