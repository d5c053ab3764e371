"""Work plans: what a team does until each gate, what is rolled over into the next, and plan against actual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.challenge.days import falls_on, gate_name, standing
from workbench.challenge.fields import happened, optional_line, sentence
from workbench.challenge.gates import which
from workbench.challenge.gestures import Gestures, assign, say
from workbench.challenge.models import Barrier, Challenge, Gate, Task
from workbench.challenge.vocabulary import GATES
from workbench.errors import BadInput
from workbench.fields import Readers, as_day, as_text, read
from workbench.store import Link, live
from workbench.words import as_title, counted, long_date

TASK_STATES: Final = ("planned", "under way", "done", "rolled over")
READ_AS: Final[Readers] = {
    "title": sentence("The task"),
    "gate": which,
    "owner": optional_line("The owner"),
    "tests": optional_line("What it tests"),
    "starts_on": as_day,
    "ends_on": as_day,
    "started_on": as_day,
    "done_on": as_day,
}


class Plans(Gestures):
    """The work plans of one network's challenges."""

    def plan_task(
        self,
        challenge: str | Challenge,
        title: str,
        *,
        gate: int | None = None,
        owner: str = "",
        tests: str = "",
        starts_on: date | str | None = None,
        ends_on: date | str | None = None,
    ) -> Task:
        """Plan something to do until a gate: the first whose day is still to come or today, if none is given.

        `tests` says what is found out by it. Without `ends_on` it is due on the day of the gate. Raises `BadInput` for
        an empty title, a day that is no gate's, and for an end, or a gate, before the beginning.
        """
        given = {"title": title, "owner": owner, "tests": tests, "starts_on": starts_on, "ends_on": ends_on}
        new = read(given, READ_AS, "A task")
        with self._gesture() as store:
            of = self._challenge(store, challenge)
            if gate is None:
                ahead = (each["day"] for each in self._gates_of(store, of) if each["state"] in ("today", "to come"))
                gate = next(ahead, GATES[-1])
            _in_order(new["starts_on"], new["ends_on"], which(gate), launch=of.launched_on)
            row = self._add(store, Task, challenge_id=of.id, gate=which(gate), **new)
            say(store, f"planned the task: {row.title}")
        return row

    def change_task(self, task: str | Task, *, version: int | None = None, **fields: Any) -> Task:
        """Change `title`, `gate`, `owner`, `tests`, or a day: `starts_on`, `ends_on`, `started_on`, `done_on`.

        None takes a day away, so that a task that is not done after all is open again. Raises `Conflict` if
        `version` is given and somebody changed it since, and `BadInput` for a task that was rolled over, for an end,
        or a gate, before the beginning, and for something done on a day to come.
        """
        new = read(fields, READ_AS, "A task")
        with self._gesture() as store:
            row = self._open(self._found(store, Task, task, version=version, mine=new))
            assign(row, new)
            if new.keys() & {"starts_on", "ends_on", "gate"}:
                launch = self._challenge(store, row.challenge_id).launched_on
                _in_order(row.starts_on, row.ends_on, row.gate, launch=launch)
            self._done_in_order(row)
            say(store, f"changed the task: {row.title}")
        return row

    def start_task(self, task: str | Task, *, on: date | str | None = None, version: int | None = None) -> Task:
        """Say that somebody began with a task, today if no day is given."""
        with self._gesture() as store:
            row = self._open(self._found(store, Task, task, version=version, mine={"started_on": as_day(on)}))
            row.started_on = happened(on, "The day it was begun", today=self._scope.today())
            self._done_in_order(row)
            say(store, f"began the task: {row.title}")
        return row

    def finish_task(self, task: str | Task, *, on: date | str | None = None, version: int | None = None) -> Task:
        """Say that a task is done, today if no day is given; one that was never begun was begun on that day."""
        with self._gesture() as store:
            row = self._open(self._found(store, Task, task, version=version, mine={"done_on": as_day(on)}))
            row.done_on = happened(on, "The day it was done", today=self._scope.today())
            row.started_on = row.started_on or row.done_on
            self._done_in_order(row)
            say(store, f"did the task: {row.title}")
        return row

    def roll_over(self, challenge: str | Challenge, gate: int) -> list[Task]:
        """Take everything that is not done at a gate into the plan until the next one, as one gesture.

        That is what stands in the plan of that gate or of an earlier one. Each task goes on as a new one that came
        from the old: with its title, its owner, what it tests, the day it was begun and the open barriers that are in
        its way. Planned days go with it if they end on a day to come; else it is due on the day of the next gate
        until somebody plans it anew. The old one says on which day it was rolled over.

        Gives the new tasks; none if nothing was left, and then nothing is changed. Raises `BadInput` before the day of
        the gate, unless it was held already, and for the last gate: after it there is no plan to roll into.
        """
        at = which(gate)
        if at == GATES[-1]:
            raise BadInput(
                "After day 100 there is no other plan to roll over into. Recommend what should go on instead."
            )
        following = GATES[GATES.index(at) + 1]
        with self._gesture() as store:
            of = self._challenge(store, challenge)
            if next(each["state"] for each in self._gates_of(store, of) if each["day"] == at) == "to come":
                raise BadInput(
                    f"The {gate_name(at)} is on {long_date(falls_on(of.launched_on, at))} and was not held yet. "
                    "Hold it first, or wait for its day: then what is not done goes along."
                )
            left = [
                row
                for row in self._parts(store, Task, challenge_id=of.id)
                if row.gate <= at and row.done_on is None and row.rolled_on is None
            ]
            new = []
            for row in left:
                row.rolled_on = self._scope.today()
                kept = ["title", "owner", "tests", "started_on"]
                kept += ["starts_on", "ends_on"] if row.ends_on and row.ends_on > self._scope.today() else []
                fields = {name: getattr(row, name) for name in kept}
                new.append(self._add(store, Task, challenge_id=of.id, gate=following, **fields))
                self._scope.link(store, "came from", new[-1].id, row.id)
                self._still_blocked(store, row, new[-1])
            say(store, f"rolled {counted(len(new), 'task')} of {of.title} over to day {following}")
        return new

    def _gates_of(self, store: Session, of: Challenge) -> list[dict[str, Any]]:
        """The four gates as they stand today; see `days.standing`."""
        held = {row.day: row.held_on for row in self._parts(store, Gate, challenge_id=of.id)}
        return standing(of.launched_on, held, self._scope.today())["gates"]

    def _still_blocked(self, store: Session, row: Task, new: Task) -> None:
        """What is in the way of a task is in the way of what it goes on as."""
        here = select(Link).where(Link.kind == "blocks", Link.target_id == row.id, live(Link, self._scope.today()))
        for link in store.scalars(here.order_by(Link.id)):
            barrier = store.get(Barrier, link.source_id)
            if barrier is not None and barrier.resolved_on is None:
                self._scope.link(store, "blocks", barrier.id, new.id, note=link.note)

    def _open(self, row: Task) -> Task:
        if row.rolled_on is not None:
            carried = f"‘{as_title(row.title)}’ was carried over on {long_date(row.rolled_on)}"
            raise BadInput(f"{carried}. Choose the same task in the next plan.")
        return row

    def _done_in_order(self, row: Task) -> None:
        today = self._scope.today()
        if row.started_on is not None:
            happened(row.started_on, "The day it was begun", today=today)
        if row.done_on is not None:
            happened(row.done_on, "The day it was done", today=today, after=row.started_on, since="it was begun on")


def plain(rows: Sequence[Task], came_from: Mapping[str, str], *, launch: date, today: date) -> list[dict[str, Any]]:
    """The tasks of one challenge against their plan, by the day they are due.

    Each: `id`, `title`, `gate`, `owner`, `tests`, `starts_on`, `ends_on`, `due` (the planned end, else the day of the
    gate), `started_on`, `done_on`, `rolled_on`, `state` (one of `TASK_STATES`), `days_late` (whole days after `due`
    on which it was done or rolled over, or that have passed by now; 0 in time), `rolled` (how many times it was
    rolled over before), `first_due`, `days_late_at_first` (the same against the plan in which it stood first),
    `history` (the plans it stood in before, the earliest first: `id`, `gate`, `due`, `rolled_on`), `says` (a sentence)
    and `version`. Days are ISO text or None. `came_from` gives the task that each was rolled over from.
    """
    by_id = {row.id: row for row in rows}
    found = []
    for row in sorted(rows, key=lambda each: (_due(each, launch), each.id)):
        before: list[Task] = []
        earlier = by_id.get(came_from.get(row.id, ""))
        while earlier is not None and earlier not in before:
            before.insert(0, earlier)
            earlier = by_id.get(came_from.get(earlier.id, ""))
        found.append(_plain(row, before, launch=launch, today=today))
    return found


def by_gate(tasks: Sequence[dict[str, Any]], *, launch: date) -> list[dict[str, Any]]:
    """The plan until each gate: `gate`, `name`, `from` and `until` (ISO text), its `tasks`, and `counts`.

    `counts` has `tasks`, `open`, `done`, `in_time` (done by the day they were due), `late` (open and past that day)
    and `rolled_over` (into the next plan). All four plans are there, also empty ones.
    """
    plans = []
    for gate, before in zip(GATES, (0, *GATES), strict=False):
        here = [task for task in tasks if task["gate"] == gate]
        done = [task for task in here if task["state"] == "done"]
        still = [task for task in here if task["state"] in ("planned", "under way")]
        plans.append(
            {
                "gate": gate,
                "name": gate_name(gate),
                "from": (falls_on(launch, before) + timedelta(days=1)).isoformat(),
                "until": falls_on(launch, gate).isoformat(),
                "tasks": here,
                "counts": {
                    "tasks": len(here),
                    "open": len(still),
                    "done": len(done),
                    "in_time": sum(not task["days_late"] for task in done),
                    "late": sum(task["days_late"] > 0 for task in still),
                    "rolled_over": sum(task["state"] == "rolled over" for task in here),
                },
            }
        )
    return plans


COLUMNS: Final = (
    "challenge", "title", "gate", "owner", "tests", "starts_on", "ends_on", "due", "started_on", "done_on", "rolled_on",
    "state", "days_late", "rolled", "first_due", "days_late_at_first",
)  # fmt: skip


def table(challenges: Sequence[tuple[str, Sequence[dict[str, Any]]]]) -> pd.DataFrame:
    """One row a task, index `id`: as `plain`, with the title of its `challenge`; no rows if there is none."""
    rows = [{**task, "challenge": title} for title, tasks in challenges for task in tasks]
    frame = pd.DataFrame(rows, columns=["id", *COLUMNS]).set_index("id")
    for name in ("starts_on", "ends_on", "due", "started_on", "done_on", "rolled_on", "first_due"):
        frame[name] = pd.to_datetime(frame[name])
    return frame.astype({"gate": "int64", "days_late": "int64", "rolled": "int64", "days_late_at_first": "int64"})


def _plain(row: Task, before: Sequence[Task], *, launch: date, today: date) -> dict[str, Any]:
    due, first = _due(row, launch), _due(before[0] if before else row, launch)
    came_to = row.rolled_on or row.done_on or today
    late, late_at_first = max(0, (came_to - due).days), max(0, (came_to - first).days)
    state = "rolled over" if row.rolled_on else "done" if row.done_on else "under way" if row.started_on else "planned"
    told = {
        "id": row.id,
        "title": row.title,
        "gate": row.gate,
        "owner": row.owner,
        "tests": row.tests,
        "starts_on": as_text(row.starts_on),
        "ends_on": as_text(row.ends_on),
        "due": due.isoformat(),
        "started_on": as_text(row.started_on),
        "done_on": as_text(row.done_on),
        "rolled_on": as_text(row.rolled_on),
        "state": state,
        "days_late": late,
        "rolled": len(before),
        "first_due": first.isoformat(),
        "days_late_at_first": late_at_first,
        "history": [
            {
                "id": each.id,
                "gate": each.gate,
                "due": _due(each, launch).isoformat(),
                "rolled_on": as_text(each.rolled_on),
            }
            for each in before
        ],
        "version": row.version,
    }
    return {**told, "says": _says(told, days_to=(due - today).days)}


def _says(task: Mapping[str, Any], *, days_to: int) -> str:
    late, rolled = task["days_late"], task["rolled"]
    again = ""
    if rolled:
        times = {1: "once", 2: "twice"}.get(rolled, f"{rolled} times")
        again = f" Rolled over {times}; first due on {long_date(date.fromisoformat(task['first_due']))}."
    if task["state"] == "rolled over":
        return f"Rolled over on {long_date(date.fromisoformat(task['rolled_on']))}."
    if task["state"] == "done":
        return (f"Done {counted(late, 'day')} late." if late else "Done in time.") + again
    if late:
        return f"{counted(late, 'day')} late.{again}"
    return (f"Due in {counted(days_to, 'day')}." if days_to else "Due today.") + again


def _due(row: Task, launch: date) -> date:
    """Where the launch was moved since, the day of the gate may lie before the first day: that is the earliest."""
    return row.ends_on or max(falls_on(launch, row.gate), row.starts_on or date.min)


def _in_order(starts_on: date | None, ends_on: date | None, gate: int, *, launch: date) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise BadInput(
            f"It is to start on {long_date(starts_on)}, so it cannot end on {long_date(ends_on)}. "
            "Change one of the days."
        )
    if starts_on and not ends_on and falls_on(launch, gate) < starts_on:
        raise BadInput(
            f"It is to start on {long_date(starts_on)}, after day {gate}, which is "
            f"{long_date(falls_on(launch, gate))}. Choose a later gate, or say on which day it ends."
        )
