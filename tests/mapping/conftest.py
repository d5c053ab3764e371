"""A map to work on, on each engine."""

from __future__ import annotations

import pytest

from workbench.mapping.verbs import SystemMapping
from workbench.store import Scope


@pytest.fixture
def mapping(scope: Scope) -> SystemMapping:
    """An empty map, with a practice manager at work."""
    return SystemMapping(scope)
