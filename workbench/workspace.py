"""What a notebook holds: a workspace, and one network at a time, with the verbs grouped by concept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import checks
from workbench.errors import BadInput, NotFound
from workbench.networks.facts import NetworkFacts, network_facts, network_table
from workbench.networks.models import LearningSet
from workbench.networks.readers import reader_of
from workbench.settings import Settings, read_settings
from workbench.store import Change, Reader, Scope, Store, presence
from workbench.store.titles import id_of

if TYPE_CHECKING:
    import pandas as pd

    from workbench.challenge.verbs import Challenges
    from workbench.mapping.verbs import SystemMapping
    from workbench.measures.verbs import Measures
    from workbench.networks.members import Members
    from workbench.prototypes.verbs import Prototypes
    from workbench.rhythm.log import Log
    from workbench.rhythm.routines import Routines
    from workbench.sensemaking.verbs import Sessions
    from workbench.thread.verbs import Thread

# Every table has to be known before the first of them is used; the verbs come when a page asks for them.
for _concept in ("challenge", "mapping", "measures", "networks", "prototypes", "rhythm", "sensemaking"):
    import_module(f"workbench.{_concept}.models")
for _words in ("rhythm.pages", "sensemaking.audience"):  # whose words may be read, before any title is shown
    import_module(f"workbench.{_words}")
import_module("workbench.sensemaking.bids")  # what follows from an undo, before anything is taken back

UNKNOWN_PERSON = "somebody"
AREAS = ("map", "sense-making", "prototypes", "challenge", "rhythm", "members")
"""What can be taken back, each by itself."""
A_SITTING = timedelta(hours=12)


def _now() -> datetime:
    return datetime.now(UTC)


class Workspace:
    """A folder with its settings and its store; the networks in it are reached by their code."""

    def __init__(self, settings: Settings, *, clock: Callable[[], datetime] = _now) -> None:
        self.settings = settings
        self.store = Store(settings.database_url)
        self.clock = clock

    @property
    def path(self) -> Path:
        """The folder."""
        return self.settings.workspace

    def networks(self) -> pd.DataFrame:
        """The open networks: index `code`; `name`, `commissioner`, `practices` (how many belong to it today)."""
        with self.store.reading() as session:
            return network_table(session)

    def network(self, code: str, *, who: str = UNKNOWN_PERSON) -> Network:
        """One network. Raises `NotFound`, with the nearest code, if the workspace has none of that code.

        `who` is the role that speaks. Raises `BadInput` for a code or a role that is no text.
        """
        if not isinstance(code, str):
            raise BadInput(f"A network is asked for by its code, text such as ‘U12345’, not ‘{code}’.")
        who = _role(who)
        with self.store.reading() as session:
            facts = network_facts(session, code)
        return Network(self, facts, Scope(self.store, facts.code, who, self.clock))

    def cohorts(self) -> list[dict[str, Any]]:
        """The cohorts whose teams go through their hundred days side by side; see `workbench.thread.cohort.cohorts`."""
        from workbench.thread.cohort import cohorts  # noqa: PLC0415

        return cohorts(self)

    def cohort(self, name: str, *, on: date | str | None = None) -> dict[str, Any]:
        """The teams of one cohort on one timeline, of all networks; see `workbench.thread.cohort.cohort`.

        Raises `NotFound`, with the nearest name, if there is none of that name.
        """
        from workbench.thread.cohort import cohort  # noqa: PLC0415

        return cohort(self, name, on=on)

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()

    def __repr__(self) -> str:
        return f"Workspace({str(self.path)!r})"


class Network:
    """One primary care network at work. Verbs are grouped by concept: `network.map.connect(…)`.

    `who` is the role that speaks ("practice manager"); it is written beside every change. Set it as people
    take turns.
    """

    def __init__(self, workspace: Workspace, facts: NetworkFacts, scope: Scope) -> None:
        self.workspace = workspace
        self.facts = facts
        self._scope = scope

    @cached_property
    def members(self) -> Members:
        """Who works on this network, by role."""
        from workbench.networks.members import Members  # noqa: PLC0415

        return Members(self._scope)

    @cached_property
    def map(self) -> SystemMapping:
        """Who relates to whom, and how."""
        from workbench.mapping.verbs import SystemMapping  # noqa: PLC0415

        return SystemMapping(self._scope)

    @cached_property
    def sessions(self) -> Sessions:
        """What was said, concluded and agreed."""
        from workbench.sensemaking.verbs import Sessions  # noqa: PLC0415

        settings = self.workspace.settings
        return Sessions(self._scope, methods=self.workspace.path / "methods", small_numbers=settings.small_numbers)

    @cached_property
    def challenge(self) -> Challenges:
        """The hundred days of this network's teams: gates, goals, work plans, sponsors, barriers, commitments."""
        from workbench.challenge.verbs import Challenges  # noqa: PLC0415

        return Challenges(self._scope)

    @cached_property
    def log(self) -> Log:
        """The weekly learning log, with its numbered ideas."""
        from workbench.rhythm.log import Log  # noqa: PLC0415

        return Log(self._scope)

    @cached_property
    def routines(self) -> Routines:
        """What the network does deliberately, again and again."""
        from workbench.rhythm.routines import Routines  # noqa: PLC0415

        return Routines(self._scope)

    @cached_property
    def prototypes(self) -> Prototypes:
        """What is tried, and what it means to change."""
        from workbench.prototypes.verbs import Prototypes  # noqa: PLC0415

        return Prototypes(self._scope)

    @cached_property
    def measures(self) -> Measures:
        """What is counted."""
        from workbench.measures.verbs import Measures  # noqa: PLC0415

        return Measures(self._scope, small_numbers=self.workspace.settings.small_numbers)

    @cached_property
    def thread(self) -> Thread:
        """All of it joined, and whether things moved."""
        from workbench.thread.verbs import Thread  # noqa: PLC0415

        return Thread(self._scope, self.map, small_numbers=self.workspace.settings.small_numbers)

    @property
    def code(self) -> str:
        """The network's code in the public register, `U` and five digits."""
        return self.facts.code

    @property
    def name(self) -> str:
        """The network's name as people write it."""
        return self.facts.name

    @property
    def who(self) -> str:
        """The role that speaks."""
        return self._scope.who

    @who.setter
    def who(self, role: str) -> None:
        self._scope.who = _role(role)

    @property
    def hand(self) -> str | None:
        """The browser that speaks, on a page; None in a notebook or a script, where `who` says whose a step was."""
        return self._scope.hand

    @hand.setter
    def hand(self, hand: str | None) -> None:
        self._scope.hand = hand

    @property
    def in_set(self) -> str | None:
        """The id of the set whose member is at work: the one that was chosen, or the only one; else None.

        It can be set to a set, its id or its title; None chooses none. Raises `NotFound` for a set that is not there.
        """
        return reader_of(replace(self._scope, reader=None)).in_set

    @in_set.setter
    def in_set(self, chosen: LearningSet | str | None) -> None:
        if chosen is not None:
            with self._scope.reading() as session:
                chosen = self._scope.fetch(session, LearningSet, id_of(self._scope, session, LearningSet, chosen)).id
        self._scope.in_set = chosen

    @property
    def reader(self) -> Reader:
        """Whoever reads here: a member of the set at work, or of the network; or whom `read_by` named."""
        return reader_of(self._scope)

    def read_by(self, reader: Reader) -> Network:
        """The same network as another reader may see it: nothing in it says what was not meant for them."""
        return Network(self.workspace, self.facts, replace(self._scope, reader=reader))

    def out_of_reach(self, records: Iterable[tuple[str, str]]) -> dict[str, str]:
        """Of these records (`(id, kind)`), those not to be read here: by id, what stands for their titles."""
        with self._scope.reading() as session:
            return self._scope.hidden(session, records)

    def today(self) -> date:
        """Today's date where the people are."""
        return self._scope.today()

    def prefill_map(self) -> bool:
        """Bring the administrative parts of the map up to the register; True if that changed anything."""
        from workbench.mapping.prefill import prefill  # noqa: PLC0415

        return prefill(self._scope, self.facts)

    def changes_since(self, sequence: int) -> list[Change]:
        """The gestures on this network after that sequence of the feed, oldest first.

        Words that were not meant for whoever reads here are not in them; see `workbench.thread.feed`.
        """
        from workbench.thread import feed  # noqa: PLC0415

        return feed.readable(self._scope, self.workspace.store.changes_since(sequence, network=self.code))

    def latest(self) -> int:
        """The sequence of the newest gesture on this network, 0 if there is none."""
        return self.workspace.store.latest(network=self.code)

    def is_here(self, doing: dict[str, Any]) -> None:
        """Say that this browser is at work here, and on what; nothing outside of a browser. It is kept for seconds."""
        if self.hand is not None:
            presence.here(
                self.workspace.store,
                network=self.code,
                hand=self.hand,
                who=self.who,
                doing=doing,
                at=self.workspace.clock(),
            )

    def has_left(self) -> None:
        """Say that this browser is no longer at work here."""
        if self.hand is not None:
            presence.gone(self.workspace.store, hand=self.hand)

    def others(self) -> list[dict[str, Any]]:
        """Who else is at work here right now: `hand`, `who` and `doing`, as their pages say; empty for nobody."""
        with self.workspace.store.reading() as session:
            return presence.others(session, network=self.code, hand=self.hand, at=self.workspace.clock())

    def undo(self, area: str) -> Change | None:
        """Take back what was done here last in an area ("map", "sense-making" …); None if there is nothing.

        Here: in this browser, or outside of one by this role; and in this sitting, the last twelve hours: nobody
        who sits down today expects to take back last month.
        """
        return self.workspace.store.undo(**self._sitting(area), at=self.workspace.clock(), hidden=self._scope.hidden)

    def redo(self, area: str) -> Change | None:
        """Do again what was taken back here last in an area; None if there is nothing."""
        return self.workspace.store.redo(**self._sitting(area), at=self.workspace.clock(), hidden=self._scope.hidden)

    def can_undo(self, area: str) -> str | None:
        """What `undo` would take back, in words; None if there is nothing."""
        return self.workspace.store.can("undo", **self._sitting(area))

    def can_redo(self, area: str) -> str | None:
        """What `redo` would do again, in words; None if there is nothing."""
        return self.workspace.store.can("redo", **self._sitting(area))

    def _sitting(self, area: str) -> dict[str, Any]:
        if area not in AREAS:
            raise BadInput(f"‘{area}’ is nothing that can be taken back: choose one of {', '.join(AREAS)}.")
        since = self.workspace.clock() - A_SITTING
        return {"network": self.code, "who": self.who, "hand": self.hand, "area": area, "since": since}

    def __repr__(self) -> str:
        return f"Network({self.code!r}, {self.name!r})"


def _role(role: object) -> str:
    return checks.line(role, "The role that speaks")


def open_workspace(path: str | Path | None = None, *, clock: Callable[[], datetime] = _now) -> Workspace:
    """Open the workspace in a folder that holds `workbench.toml`.

    Without a path: the folder one is in or above it, else the one named by WORKBENCH_WORKSPACE. Raises `NotFound`
    with the command that makes one or if the database is not there, `StoreOutOfDate` if the database belongs to
    another version, and `BadInput` if it cannot be read.
    """
    workspace = Workspace(read_settings(path), clock=clock)
    workspace.store.check()
    return workspace


__all__ = ["Network", "NotFound", "Workspace", "open_workspace"]
