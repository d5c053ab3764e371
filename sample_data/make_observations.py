"""Make observations.csv: two years of invented counts for the eight invented measures.

The numbers come from fixed seeds, so that running this again writes the same bytes:
`python sample_data/make_observations.py`. Which story they tell is said beside each measure below; the seeds
were chosen so that chance alone adds no signal to it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

FIRST_WEEK, WEEKS = date(2023, 5, 7), 104
"""Weekly counts carry the Sunday on which the week ended; the last is 27 April 2025, day 94."""
FIRST_MONTH, MONTHS = date(2023, 6, 1), 24
"""Monthly counts are taken on the first Thursday of a month; the last is 1 May 2025, day 98."""


@dataclass(frozen=True)
class Story:
    """How one measure went: its level, what changes it and when, and the people behind each number.

    `levels` says from which day which level holds. `people` is the usual number behind a percentage; without
    it the value is the level give or take `spread`. `odd` holds readings that had a cause of their own.
    """

    seed: str
    levels: dict[date, float]
    people: int = 0
    spread: float = 0.0
    monthly: bool = False
    decimals: int = 0
    odd: dict[date, float] = field(default_factory=dict)


BEGINNING = FIRST_WEEK
STORIES = {
    # Improves after its prototype started on 10 February: a shift from the fourth week on.
    "lark-second-visit": Story("second visit 1", {BEGINNING: 31, date(2025, 3, 9): 48}, people=44, decimals=1),
    # Usual variation throughout; the prototype that hoped for fewer calls made no difference to them.
    "lark-duty-doctor-calls": Story("duty calls 3", {BEGINNING: 212}, spread=17),
    # Fell in the autumn before, months before its prototype started on 3 March.
    "lark-unplanned-admissions": Story("unplanned 277", {BEGINNING: 24, date(2024, 10, 20): 18.5}, spread=2.6),
    # Unchanged, although the same prototype meant to raise it.
    "lark-first-week": Story("first week 4", {BEGINNING: 54}, people=42, decimals=1),
    # Got worse in the weeks of its prototype, which was abandoned.
    "lark-mental-health-wait": Story("mental health 14", {BEGINNING: 19, date(2025, 2, 9): 25.5}, spread=2.1),
    # Monthly: two readings since its prototype started on 10 March, too few to tell.
    "salt-ten-days": Story("ten days 1", {BEGINNING: 63}, people=48, monthly=True, decimals=1),
    # Unchanged, apart from the fortnight in which the one person everything runs through was ill.
    "salt-first-call": Story(
        "first call 17",
        {BEGINNING: 6.2},
        spread=0.8,
        decimals=1,
        odd={date(2025, 1, 12): 12.9, date(2025, 1, 19): 14.2},
    ),
    # Nobody uses it: no prototype says that it means to move it.
    "thorn-what-matters": Story("what matters 2", {BEGINNING: 37}, spread=5, monthly=True),
}


def days(*, monthly: bool) -> Iterator[date]:
    """The days of the readings, oldest first."""
    if not monthly:
        yield from (FIRST_WEEK + timedelta(weeks=week) for week in range(WEEKS))
        return
    for month in range(MONTHS):
        years, months = divmod(FIRST_MONTH.month - 1 + month, 12)
        first = date(FIRST_MONTH.year + years, months + 1, 1)
        yield first + timedelta(days=(3 - first.weekday()) % 7)


def readings(story: Story) -> Iterator[tuple[date, float, int | None, int | None]]:
    """The day and value of each reading, oldest first; of a percentage also how many people, out of how many."""
    chance = Random(story.seed)
    for day in days(monthly=story.monthly):
        some = people = None
        level = next(value for since, value in reversed(story.levels.items()) if since <= day)
        if story.people:
            people = max(12, round(chance.gauss(story.people, story.people**0.5 / 2)))
            some = sum(chance.random() < level / 100 for _ in range(people))
            value = 100 * some / people
        else:
            value = max(0.0, chance.gauss(level, story.spread))
        value = story.odd.get(day, value)
        yield day, round(value, story.decimals), some, people


def main() -> None:
    """Write observations.csv beside this file."""
    target = Path(__file__).with_name("observations.csv")
    with target.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["measure", "observed_on", "value", "numerator", "denominator", "note"])
        for measure, story in STORIES.items():
            for day, value, some, people in readings(story):
                note = "the connector was ill for a fortnight" if day in story.odd else ""
                rows.writerow([measure, day.isoformat(), f"{value:.{story.decimals}f}", some, people, note])


if __name__ == "__main__":
    main()
