"""What people do in a 100-day challenge. Each verb is one gesture: kept whole, and undone whole."""

from __future__ import annotations

from workbench.store import Scope


class Challenges:
    """The hundred days of one network's teams."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
