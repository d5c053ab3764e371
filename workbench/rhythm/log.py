"""The weekly learning log: key thoughts, achievements, plans, and ideas that are numbered for good."""

from __future__ import annotations

from workbench.store import Scope


class Log:
    """The weekly log of one network's sets."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
