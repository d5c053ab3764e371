"""The log and the routines of one network, on each engine; the clock stands at Thursday 23 January 2025."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

import pytest

from workbench.networks.members import Members
from workbench.prototypes.verbs import Prototypes
from workbench.rhythm.log import Log
from workbench.rhythm.routines import Routines
from workbench.store import Scope, Store


@pytest.fixture
def log(scope) -> Log:
    return Log(scope)


@pytest.fixture
def routines(scope) -> Routines:
    return Routines(scope)


@pytest.fixture
def prototypes(scope) -> Prototypes:
    return Prototypes(scope)


@pytest.fixture
def two_sets(scope) -> dict[str, Log]:
    """The logs of two sets of one network, and that of somebody who chose neither, by name."""
    members = Members(scope)
    own = {name: members.add_set(name).id for name in ("River", "Hill")}
    return {**{name: Log(replace(scope, in_set=key)) for name, key in own.items()}, "neither": Log(scope)}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory) -> Iterator[Callable[..., Scope]]:
    """A network of its own for each example of a law, in one store: `fresh(clock)`."""
    store, numbers = Store(f"sqlite:///{tmp_path_factory.mktemp('laws') / 'workbench.db'}"), count(10_000)
    store.create()
    yield lambda clock: Scope(store, f"U{next(numbers)}", "GP", clock)
    store.close()
