"""A network's sessions on each engine, with a map to point at."""

from __future__ import annotations

import pytest

from workbench.mapping.models import Element
from workbench.mapping.verbs import SystemMapping
from workbench.sensemaking.models import Session
from workbench.sensemaking.verbs import Sessions
from workbench.store import Scope


@pytest.fixture
def sessions(scope: Scope) -> Sessions:
    return Sessions(scope)


@pytest.fixture
def kitchen(scope: Scope) -> Element:
    return SystemMapping(scope).add_element("Community kitchen", kind="community group")


@pytest.fixture
def review(sessions: Sessions) -> Session:
    """An after action review that has just begun."""
    return sessions.begin("January", method="after action review", present=["GP", "community nurse"])
