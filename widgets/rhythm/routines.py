"""What the page shows of the routines, and what may be done with them on it."""

from __future__ import annotations

from typing import Any, Final

from widgets.theme.app import App, gesture, look
from widgets.theme.wording import in_words_of
from workbench.templates.escaping import slug
from workbench.workspace import Network

LABELS: Final = {
    "The routine": "What do we do?",
    "The place": "Where?",
    "Who takes part": "Who? (roles)",
    "The reason": "Why?",
    "The first day": "From which day?",
    "The time": "At what time?",
    "How many minutes it takes": "How many minutes?",
    "What changed": "What changed because of it?",
    "The day": "On which day?",
}
"""How the page calls each field of a routine."""


def for_files(network: Network) -> str:
    """What people call a network, as part of the name of a file: “larkmere-network”."""
    return slug(network.name) or network.code.lower()


class RoutineGestures(App):
    """The register of routines on a page."""

    def routines_told(self) -> dict[str, Any]:
        """The routines, and what changed because of them, newest first."""
        return {"routines": self.network.routines.listed(), "changed": self.network.routines.what_changed()}

    @gesture
    def add_routine(
        self,
        *,
        title: str,
        how_often: str,
        place: str = "",
        people: str = "",
        why: str = "",
        starts_on: str | None = None,
        at: str = "",
        minutes: Any = None,
    ) -> dict[str, Any]:
        """Take something into the register."""
        said = {"how_often": how_often, "place": place, "people": people, "why": why, "at": at, "minutes": minutes}
        with in_words_of(LABELS):
            return {"routine": self.network.routines.add(title, starts_on=starts_on or None, **said).id}

    @gesture
    def change_routine(self, *, routine: str, version: int | None = None, **fields: Any) -> None:
        """Change what is said of a routine."""
        with in_words_of(LABELS):
            self.network.routines.change(routine, version=version, **fields)

    @gesture
    def stop_routine(self, *, routine: str) -> None:
        """Take a routine off the register."""
        self.network.routines.stop(routine)

    @gesture
    def did(self, *, routine: str, on: str | None = None, changed: str = "") -> None:
        """Say that a routine took place, today or on an earlier day, and what changed because of it."""
        with in_words_of(LABELS):
            self.network.routines.did(routine, on=on or None, changed=changed)

    @gesture
    def did_not(self, *, done: str) -> None:
        """Take back that a routine took place."""
        self.network.routines.did_not(done)

    @look
    def reminders(self, *, routine: str | None = None) -> dict[str, str]:
        """Reminders of one routine, or of all, as a file for a calendar."""
        wanted = [routine] if routine else []
        name = f"routines-{for_files(self.network)}.ics"
        return {"name": name, "type": "text/calendar", "text": self.network.routines.calendar(*wanted).decode("utf-8")}
