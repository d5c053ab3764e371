"""Barriers: what is in the way, who owns it, how often it was taken further, and how long it took to go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import median
from typing import Any, Final

import pandas as pd
from sqlalchemy.orm import Session

from workbench import checks
from workbench.challenge.fields import happened, optional_line, sentence, text
from workbench.challenge.gestures import Gestures, assign, say
from workbench.challenge.models import Barrier, Challenge, Escalation
from workbench.challenge.vocabulary import LEVELS
from workbench.errors import BadInput
from workbench.fields import Readers, as_id, as_several, as_text, read
from workbench.store import Record
from workbench.words import as_title, counted, long_date

READ_AS: Final[Readers] = {
    "title": sentence("The barrier"),
    "raised": lambda value: checks.day(value, "The day it was raised"),
    "raised_by": optional_line("Who raised it"),
    "owner": optional_line("The owner"),
    "level": lambda value: checks.chosen(value, LEVELS, "level"),
    "resolved": lambda value: None if value in (None, "") else checks.day(value, "The day it was resolved"),
    "how": text("How it was resolved"),
}
_COLUMNS: Final = {"raised": "raised_on", "resolved": "resolved_on", "how": "resolution"}
TABLE: Final = ("title", "raised", "owner", "age_days", "escalations", "resolved", "days_to_unblock")


class Barriers(Gestures):
    """The barriers of one network. A barrier is given as itself, by its title or by its id."""

    def raise_barrier(
        self,
        title: str,
        *,
        raised: date | str | None = None,
        raised_by: str = "",
        owner: str = "",
        level: str = "team",
        challenge: str | Challenge | None = None,
        blocks: str | Record | Iterable[str | Record] = (),
    ) -> Barrier:
        """Say what is in the way, from today on if no day is given.

        `owner` is the sponsor who has to see to it, `level` where it can be solved (one of `LEVELS`), `blocks` what it
        is in the way of: prototypes, tasks, goals, relationships, one or several. Raises `BadInput` for an empty
        title, another level or a day to come, and `NotFound` for something that is not there.
        """
        given = {"title": title, "raised_by": raised_by, "owner": owner, "level": level}
        new = _columns(read(given, READ_AS, "A barrier"))
        with self._gesture() as store:
            of = self._challenge_or_none(store, challenge)
            day = happened(raised, "The day it was raised", today=self._scope.today())
            row = self._add(store, Barrier, raised_on=day, challenge_id=of and of.id, **new)
            self._link_all(store, "blocks", row, blocks)
            say(store, f"raised the barrier: {row.title}")
        return row

    def change_barrier(self, barrier: str | Barrier, *, version: int | None = None, **fields: Any) -> Barrier:
        """Change what is said of a barrier.

        That is `title`, `raised`, `raised_by`, `owner`, `level`, `challenge`, `blocks` (all that it blocks), `resolved`
        (None: it is open again) and `how` it was resolved.
        Raises `Conflict` if `version` is given and somebody changed it since, and `BadInput` if it would be resolved
        before it was raised or on a day to come.
        """
        ties = {name: fields.pop(name) for name in ("challenge", "blocks") if name in fields}
        new = _columns(read(fields, READ_AS, "A barrier"))
        with self._gesture() as store:
            row = self._found(store, Barrier, barrier, version=version, mine=new)
            assign(row, new)
            if "challenge" in ties:
                of = self._challenge_or_none(store, ties["challenge"])
                row.challenge_id = of and of.id
            if "blocks" in ties:
                self._block_exactly(store, row, ties["blocks"])
            self._barrier_in_order(store, row)
            say(store, f"changed the barrier: {row.title}")
        return row

    def escalate(
        self,
        barrier: str | Barrier,
        to: str,
        *,
        on: date | str | None = None,
        why: str = "",
        level: str | None = None,
        version: int | None = None,
    ) -> Escalation:
        """Take a barrier further, to somebody, on a day (today if none is given).

        It may change where the barrier can be solved (`level`); its owner stays. Raises `BadInput` if nobody is named,
        for a day to come or before it was raised, and for a barrier that was resolved.
        """
        whom = checks.line(to, "Whom it is taken to")
        reason = checks.line(why, "Why it is taken further", required=False, longest=500)
        where = None if level is None else checks.chosen(level, LEVELS, "level")
        with self._gesture() as store:
            row = self._found(store, Barrier, barrier, version=version, mine={"level": where} if where else {})
            if row.resolved_on is not None:
                resolved = f"‘{as_title(row.title)}’ was resolved on {long_date(row.resolved_on)}"
                raise BadInput(f"{resolved}. Open it again first.")
            day = self._after(on, "The day it is taken further", row)
            row.level = where or row.level
            words = reason or f"Taken to {whom}"
            found = self._add(store, Escalation, barrier_id=row.id, on=day, to=whom, title=words)
            say(store, f"took a barrier further, to {whom}: {row.title}")
        return found

    def resolve(
        self, barrier: str | Barrier, *, on: date | str | None = None, how: str = "", version: int | None = None
    ) -> Barrier:
        """Say that a barrier is out of the way, today if no day is given, and how that was done.

        Said again, it is changed. Raises `BadInput` for a day to come, before it was raised, or before it was last
        taken further.
        """
        words = checks.paragraph(how, "How it was resolved")
        with self._gesture() as store:
            row = self._found(store, Barrier, barrier, version=version, mine={"resolution": words})
            row.resolved_on = self._after(on, "The day it was resolved", row)
            row.resolution = words
            self._barrier_in_order(store, row)
            say(store, f"resolved the barrier: {row.title}")
        return row

    def reopen_barrier(self, barrier: str | Barrier, *, version: int | None = None) -> Barrier:
        """Say that a barrier is in the way again; how it was resolved before stays to be read.

        Its age counts from the day it was first raised.
        """
        with self._gesture() as store:
            row = self._found(store, Barrier, barrier, version=version, mine={"resolved_on": None})
            row.resolved_on = None
            say(store, f"opened the barrier again: {row.title}")
        return row

    def _after(self, on: date | str | None, what: str, row: Barrier) -> date:
        return happened(on, what, today=self._scope.today(), after=row.raised_on, since="it was raised on")

    def _barrier_in_order(self, store: Session, row: Barrier) -> None:
        happened(row.raised_on, "The day it was raised", today=self._scope.today())
        steps = [each.on for each in self._parts(store, Escalation, barrier_id=row.id)]
        if steps and min(steps) < row.raised_on:
            raise BadInput(
                f"It was taken further on {long_date(min(steps))}, so it cannot have been raised on "
                f"{long_date(row.raised_on)}. Change one of the days."
            )
        if row.resolved_on is not None:
            self._after(row.resolved_on, "The day it was resolved", row)
            if steps and max(steps) > row.resolved_on:
                raise BadInput(
                    f"It was taken further on {long_date(max(steps))}, so it cannot have been resolved on "
                    f"{long_date(row.resolved_on)}. Change one of the days."
                )

    def _block_exactly(self, store: Session, row: Barrier, wanted: str | Record | Iterable[str | Record]) -> None:
        several = as_several(wanted)
        keep = {as_id(each) for each in several}
        for link in self._links(store, "blocks", row):
            if link.target_id not in keep:
                self._scope.end(link)
        self._link_all(store, "blocks", row, several)


def _columns(new: dict[str, Any]) -> dict[str, Any]:
    return {_COLUMNS.get(name, name): value for name, value in new.items()}


def plain(
    row: Barrier,
    escalations: Sequence[Escalation],
    blocks: Sequence[Mapping[str, Any]],
    *,
    today: date,
) -> dict[str, Any]:
    """A barrier as plain JSON.

    `id`, `title`, `raised`, `raised_by`, `owner`, `level`, `resolved` (or None), `how` (it was resolved, now or the
    last time), `age_days` (whole days from the day it was raised until it was resolved, or until today),
    `days_to_unblock` (the same once it is resolved, else None), `escalations`, oldest first (`id`, `on`, `to`, `why`,
    `version`), `blocks` (pointers: `id`, `kind`, `title`, `live`), `challenge` (its id or None), `says` and `version`.
    """
    age = ((row.resolved_on or today) - row.raised_on).days
    steps = sorted(escalations, key=lambda each: (each.on, each.id))
    return {
        "id": row.id,
        "title": row.title,
        "raised": as_text(row.raised_on),
        "raised_by": row.raised_by,
        "owner": row.owner,
        "level": row.level,
        "resolved": as_text(row.resolved_on),
        "how": row.resolution,
        "age_days": age,
        "days_to_unblock": None if row.resolved_on is None else age,
        "escalations": [
            {"id": each.id, "on": as_text(each.on), "to": each.to, "why": each.title, "version": each.version}
            for each in steps
        ],
        "blocks": list(blocks),
        "challenge": row.challenge_id,
        "says": _says(age, row.resolved_on, steps),
        "version": row.version,
    }


def _says(age: int, resolved_on: date | None, steps: Sequence[Escalation]) -> str:
    if resolved_on is not None:
        after = f"after {counted(age, 'day')}" if age else "the day it was raised"
        return f"Resolved on {long_date(resolved_on)}, {after}."
    further = f" Taken to {steps[-1].to} on {long_date(steps[-1].on)}." if steps else ""
    since = f"for {counted(age, 'day')}" if age else "since today"
    return f"Open {since}.{further}"


def longest_open_first(barriers: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that are in the way before those that were resolved; of each, the longest open first."""
    return sorted(barriers, key=lambda each: (each["resolved"] is not None, -each["age_days"], each["id"]))


def table(barriers: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """One row a barrier, index `id`, in the order given; the same columns, without rows, if there is none.

    `title`, `raised` (a timestamp), `owner`, `age_days`, `escalations` (how many), `resolved` (a timestamp, NaT while
    it is open) and `days_to_unblock` (NaN while it is open).
    """
    rows = [{**each, "escalations": len(each["escalations"])} for each in barriers]
    frame = pd.DataFrame(rows, columns=["id", *TABLE]).set_index("id")
    for name in ("raised", "resolved"):
        frame[name] = pd.to_datetime(frame[name])
    return frame.astype({"age_days": "int64", "escalations": "int64", "days_to_unblock": "float64"})


def median_days(barriers: Iterable[Mapping[str, Any]]) -> float | None:
    """The median of the days that it took to unblock, over the barriers that were resolved; None if none was."""
    took = [each["days_to_unblock"] for each in barriers if each["days_to_unblock"] is not None]
    return float(median(took)) if took else None
