"""Networks in which nothing was said yet, all in one store, for laws that need many of them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from itertools import count

from tests.conftest import Clock
from workbench.sensemaking.verbs import Sessions
from workbench.store import Scope, Store

_NUMBERS = count(10_000)


def silent(*, small_numbers: int = 7) -> Sessions:
    """The sessions of a network of its own, with a GP at work on a day in June."""
    clock = Clock(datetime(2025, 6, 2, 12, 0, tzinfo=UTC))
    return Sessions(Scope(_store(), f"U{next(_NUMBERS)}", "GP", clock), small_numbers=small_numbers)


@cache
def _store() -> Store:
    store = Store("sqlite://")
    store.create()
    return store
