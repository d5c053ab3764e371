"""The app of a network's sessions: begin one, go through its questions, conclude, agree, read it again."""

from __future__ import annotations

from typing import Any, ClassVar

from widgets.sensemaking.words import methods
from widgets.theme.app import App, gesture
from widgets.theme.pages import script, style
from workbench import checks
from workbench.errors import NotFound

_FILES = ("pointing.js", "start.js", "entries.js", "running.js", "summary.js", "sensemaking.js")


class Session(App):
    """The sessions of one network. `opened` is the id of the one that is shown, None for the list."""

    _esm = script(*(f"sensemaking/{name}" for name in _FILES))
    _css = style("sensemaking/sensemaking.css")
    area: ClassVar[str | None] = "sense-making"
    opened: str | None = None

    def compose(self) -> dict[str, Any]:
        """List the sessions, tell the open one, and name what can be pointed at.

        `sessions`, `open` (None for the list), `methods`, `members` (roles), `targets` (`id`, `kind`, `label`,
        `hint`) and `became`: the prototypes that came from a record, by its id.
        """
        targets = self._targets()
        prototypes = self.network.prototypes.listed()
        return {
            "sessions": self.network.sessions.listed(),
            "open": self._told({target["id"]: target["label"] for target in targets}),
            "methods": methods(),
            "members": list(dict.fromkeys(member["role"] for member in self.network.members.listed())),
            "targets": targets,
            "became": _became(prototypes),
        }

    # --- which session is shown --------------------------------------------------------------------------

    @gesture
    def open_session(self, *, session: str) -> dict[str, Any]:
        """Show a session, given by its id or by that of something said, concluded or agreed in it."""
        self.opened = self.network.sessions.session_of(checks.line(session, "The session"))
        return {"session": self.opened}

    @gesture
    def leave_session(self) -> None:
        """Show the list again."""
        self.opened = None

    @gesture
    def begin_session(self, *, title: str, method: str, held_on: str, present: list[str]) -> dict[str, Any]:
        """Begin a session and show it."""
        row = self.network.sessions.begin(
            title, method=method, held_on=checks.day(held_on, "The day of the session"), present=present
        )
        self.opened = row.id
        return {"session": row.id}

    @gesture
    def change_session(self, *, session: str, version: int | None = None, **fields: Any) -> None:
        """Change a session's title, day or notes."""
        self.network.sessions.change(session, version=version, **fields)

    @gesture
    def set_present(self, *, session: str, roles: list[str]) -> None:
        """Say who is here."""
        self.network.sessions.set_present(session, roles)

    @gesture
    def close_session(self, *, session: str) -> None:
        """Close a session."""
        self.network.sessions.close(session)

    @gesture
    def reopen_session(self, *, session: str) -> None:
        """Open a closed session again."""
        self.network.sessions.reopen(session)

    # --- what is said in it ------------------------------------------------------------------------------

    @gesture
    def say(
        self, *, session: str, text: str, nature: str, step: str, said_by: str | None = None, about: list[str]
    ) -> dict[str, Any]:
        """Add a fact or a story."""
        entry = self.network.sessions.say(session, text, nature=nature, step=step, said_by=said_by, about=about)
        return {"entry": entry.id}

    @gesture
    def change_entry(
        self, *, entry: str, version: int | None = None, about: list[str] | None = None, **fields: Any
    ) -> None:
        """Change what was said."""
        self.network.sessions.change_entry(entry, version=version, about=about, **fields)

    @gesture
    def conclude(self, *, session: str, text: str, came_from: list[str]) -> dict[str, Any]:
        """Add an insight."""
        return {"insight": self.network.sessions.conclude(session, text, came_from=came_from).id}

    @gesture
    def change_insight(
        self, *, insight: str, version: int | None = None, came_from: list[str] | None = None, **fields: Any
    ) -> None:
        """Change an insight."""
        self.network.sessions.change_insight(insight, version=version, came_from=came_from, **fields)

    @gesture
    def agree(
        self,
        *,
        session: str,
        text: str,
        owner: str = "",
        due: str | None = None,
        about: list[str],
        came_from: list[str],
    ) -> dict[str, Any]:
        """Add something to do."""
        action = self.network.sessions.agree(
            session,
            text,
            owner=owner,
            due=checks.day(due, "The day it is due") if due else None,
            about=about,
            came_from=came_from,
        )
        return {"action": action.id}

    @gesture
    def change_action(
        self, *, action: str, version: int | None = None, about: list[str] | None = None, **fields: Any
    ) -> None:
        """Change something to do, or who does it, or until when."""
        self.network.sessions.change_action(action, version=version, about=about, **fields)

    @gesture
    def set_done(self, *, action: str, done: bool) -> None:
        """Say that an action is done, or that it is not."""
        if done:
            self.network.sessions.done(action)
        else:
            self.network.sessions.not_done(action)

    @gesture
    def remove(self, *, record: str) -> None:
        """Take away an entry, an insight, an action, or a session with all that is in it."""
        self.network.sessions.remove(record)

    # --- what the page shows -----------------------------------------------------------------------------

    def _told(self, labels: dict[str, str]) -> dict[str, Any] | None:
        if self.opened is None:
            return None
        try:
            told = self.network.sessions.told(self.opened)
        except NotFound:  # somebody removed it, or took back that it began
            self.opened = None
            return None
        for part in (*told["entries"], *told["insights"], *told["actions"]):
            for pointed in (*part.get("about", ()), *part.get("came_from", ())):
                pointed["label"] = labels.get(pointed["id"]) or pointed["title"] or "a connection of then"
        return told

    def _targets(self) -> list[dict[str, str]]:
        """Whatever on the map, among the prototypes and the measures a person can point at."""
        parts = self.network.map.parts()
        labels = {element["id"]: element["label"] for element in parts["elements"]}
        return [
            *(
                _target(element, "element", element["label"], element["kind"])
                for element in sorted(parts["elements"], key=lambda element: element["label"].casefold())
            ),
            *(
                _target(row, "prototype", row["title"], f"prototype #{row['number']}")
                for row in self.network.prototypes.listed()
            ),
            *(_target(row, "measure", row["title"], "measure") for row in self.network.measures.listed()),
            *(
                _target(row, "connection", f"{labels[row['source']]} → {labels[row['target']]}", row["kind"])
                for row in parts["connections"]
            ),
        ]


def _target(row: dict[str, Any], kind: str, label: str, hint: str) -> dict[str, str]:
    return {"id": row["id"], "kind": kind, "label": label, "hint": hint}


def _became(prototypes: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    became: dict[str, list[dict[str, Any]]] = {}
    for row in prototypes:
        for record in row["came_from"]:
            became.setdefault(record, []).append({"id": row["id"], "number": row["number"], "title": row["title"]})
    return became
