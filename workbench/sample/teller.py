"""What every part of the sample story stands on: its clock, its steps, and what each key of the files became."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from workbench.sample.files import Row, Tables
from workbench.workspace import Network, Workspace

ORDER: Final = (
    "set", "session", "signifier", "element", "connection", "change", "end", "confirm", "measure", "observe", "rebase",
    "bid", "entry", "insight", "prototype", "stage", "driver", "join", "plan test", "finish test", "progress", "action",
    "done", "challenge", "goal", "supporter", "contact", "ask", "plan task", "begin task", "do task", "barrier",
    "escalate", "resolve", "gate", "recommend", "answer", "decide", "routine", "did", "week", "idea", "plan", "stand",
    "tick", "drop", "close",
)  # fmt: skip
"""What comes first on a day: whatever later steps point to."""


class Clock:
    """The clock of the story: half past twelve on the day it was set to, and a minute later after each step."""

    def __init__(self) -> None:
        self._now = datetime.now().astimezone()

    def __call__(self) -> datetime:
        """The moment that the clock shows, with its zone."""
        return self._now

    def begin(self, day: date) -> None:
        """Set the clock to the beginning of a day's steps."""
        self._now = datetime.combine(day, time(12, 30)).astimezone()

    def tick(self) -> None:
        """Let a minute pass."""
        self._now += timedelta(minutes=1)


class Teller:
    """The rows of the files on their way into a workspace; `_ids` remembers what each key became."""

    def __init__(self, workspace: Workspace, tables: Tables, clock: Clock, *, source: str) -> None:
        self._source = source
        self._workspace = workspace
        self._tables = tables
        self._clock = clock
        self._ids: dict[tuple[str, str], str] = {}
        self._networks: dict[str, Network] = {}
        self._steps: list[tuple[date, str, int, Callable[[], Any]]] = []
        self._network_of = {row["key"]: row["network"] for row in tables["sets"]}
        for name in ("sessions", "prototypes"):
            self._network_of |= {row["key"]: self._network_of[row["set"]] for row in tables[name]}
        for name in ("measures", "drivers"):
            self._network_of |= {row["key"]: row["network"] for row in tables[name]}
        self._held = {row["key"]: row["held_on"] for row in tables["sessions"] if row["held_on"]}
        self._chair = {row["set"]: row["role"] for row in reversed(tables["members"])}

    def _on(self, day: date, network: str, what: str, step: Callable[[], Any]) -> None:
        self._steps.append((day, network, ORDER.index(what), step))

    def _at_work(self, code: str, who: str) -> Network:
        network = self._networks[code]
        network.who = who
        return network

    def _chaired(self, in_set: str) -> Network:
        return self._at_work(self._network_of[in_set], self._chair[in_set])

    def _chair_of(self, code: str) -> str:
        return next(self._chair[row["key"]] for row in self._tables["sets"] if row["network"] == code)

    def _know(self, code: str, row: Row, record: Any) -> None:
        self._ids[code, row["key"]] = record.id

    def _id(self, code: str, key: str) -> str:
        return self._ids[code, key]
