"""The register of routines: what a network does deliberately, how often, and whether it does."""

from __future__ import annotations

from workbench.store import Scope


class Routines:
    """The routines of one network."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
