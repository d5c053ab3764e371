"""A team at work on its hundred days, on each engine, and the days going by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from tests.conftest import Clock
from workbench.challenge.verbs import Challenges
from workbench.networks.members import Members
from workbench.store import Scope, Store


class Team:
    """A team at work: its challenges, its members, and the days."""

    def __init__(self, scope: Scope, clock) -> None:
        self.scope, self.clock = scope, clock
        self.challenges, self.members = Challenges(scope), Members(scope)

    def later(self, days: int) -> None:
        self.clock.now += timedelta(days=days)

    def undo(self):
        return self.scope.store.undo(network=self.scope.network, who=self.scope.who, area="challenge", at=self.clock())

    def redo(self):
        return self.scope.store.redo(network=self.scope.network, who=self.scope.who, area="challenge", at=self.clock())

    def said_last(self) -> str:
        """The newest line of the feed."""
        return self.scope.store.changes_since(0, network=self.scope.network)[-1].action


@pytest.fixture
def team(scope, clock) -> Team:
    return Team(scope, clock)


@pytest.fixture
def challenges(team) -> Challenges:
    return team.challenges


@pytest.fixture
def together(challenges):
    """A challenge that was launched today, Thursday 23 January 2025."""
    return challenges.launch("Go together", cohort="Spring", charter="We go along the first time.")


@pytest.fixture(scope="module")
def another_team(tmp_path_factory) -> Iterator[Callable[[], Team]]:
    """Gives a team at work on a network of its own each time, for laws that try many: the tables are made once."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('laws') / 'workbench.db'}")
    store.create()
    numbers = count(99001)

    def begin() -> Team:
        clock = Clock(datetime(2025, 1, 23, 12, tzinfo=UTC))
        return Team(Scope(store, f"U{next(numbers)}", "GP", clock), clock)

    yield begin
    store.close()
