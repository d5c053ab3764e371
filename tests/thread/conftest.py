"""A set at work on each engine, with two elements and a weak tie between them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from workbench.mapping.verbs import SystemMapping
from workbench.measures.verbs import Measures
from workbench.prototypes.verbs import Prototypes
from workbench.sensemaking.verbs import Sessions
from workbench.thread.verbs import Thread


class Set:
    """A set at work: every verb of one network, and the days going by."""

    def __init__(self, scope, clock) -> None:
        self.scope, self.clock = scope, clock
        self.map, self.sessions = SystemMapping(scope), Sessions(scope)
        self.prototypes, self.measures = Prototypes(scope), Measures(scope)
        self.thread = Thread(scope, self.map)

    def later(self, **time) -> None:
        self.clock.now += timedelta(**time)

    def take_back(self, area="prototypes") -> None:
        self.scope.store.undo(network=self.scope.network, who=self.scope.who, area=area, at=self.clock())


@pytest.fixture
def at_work(scope, clock) -> Set:
    work = Set(scope, clock)
    work.map.add_element("Link worker", kind="person in role")
    work.map.add_element("Kitchen", kind="community group")
    return work


@pytest.fixture
def tie(at_work):
    return at_work.map.connect("Link worker", "Kitchen", kind="refers to", strength=2, said_by="link worker")
