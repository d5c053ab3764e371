"""Prototypes on each engine, with two connections and a measure to point at."""

from __future__ import annotations

import pytest

from workbench.mapping.verbs import SystemMapping
from workbench.measures.verbs import Measures
from workbench.prototypes.verbs import Prototypes


@pytest.fixture
def prototypes(scope) -> Prototypes:
    return Prototypes(scope)


@pytest.fixture
def handover(scope):
    """A weak connection from a link worker to a kitchen."""
    mapping = SystemMapping(scope)
    mapping.add_element("Link worker", kind="person in role")
    mapping.add_element("Community kitchen", kind="community group")
    return mapping.connect("Link worker", "Community kitchen", kind="refers to", strength=2)


@pytest.fixture
def visits(scope):
    return Measures(scope).define("Missed first visits", unit="%", direction="decrease")
