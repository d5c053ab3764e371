"""Empty stores with our tables, made once and copied: the many examples of a law need one each."""

from __future__ import annotations

from functools import cache

from workbench.store import Store

IN_MEMORY = "sqlite://"


def empty_store() -> Store:
    """A store in memory with our tables and nothing in them; whoever asks for it closes it."""
    store = Store(IN_MEMORY)
    with store.engine.connect() as to, _made().engine.connect() as made:
        made.connection.driver_connection.backup(to.connection.driver_connection)
    return store


@cache
def _made() -> Store:
    store = Store(IN_MEMORY)
    store.create()
    return store
