"""The weekly learning log: key thoughts, achievements, plans, and ideas that are numbered for good."""

from __future__ import annotations

from typing import Any

from workbench.rhythm.finding import place_of
from workbench.rhythm.ideas import Ideas
from workbench.rhythm.plans import Plans
from workbench.rhythm.weeks import Weeks
from workbench.store import Scope
from workbench.words import counted

__all__ = ["Log"]


class Log(Weeks, Plans, Ideas):
    """The weekly log of one network's sets.

    A page belongs to the set of whoever writes it, and it is for that set alone until somebody says otherwise
    (`write(audience=…)`); what is read here is what whoever reads may read. Each verb is one gesture, taken back whole
    in the area "rhythm"; the page of a week stays once it was begun, empty or not.
    """

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def place_of(self, record: str) -> dict[str, Any] | None:
        """Where an idea, a week, a plan or a routine stands, by its id; see `finding.place_of`. None if it does not."""
        return place_of(self._scope, record)

    def __repr__(self) -> str:
        """How much there is, in one line."""
        written, kept = counted(len(self.weeks()), "week"), counted(len(self.listed()), "idea")
        return f"<Log of {self._scope.network}: {written}, {kept}>"
