"""The app of a network's sessions: begin one, go through its steps, conclude, agree, and read its record."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from widgets.sensemaking.moving import Moving
from widgets.sensemaking.noting import Noting
from widgets.sensemaking.targets import targets
from widgets.theme.app import gesture, look
from widgets.theme.pages import script, style
from workbench import checks
from workbench.errors import NotFound
from workbench.store import Reader
from workbench.themes import THEMES

_FILES = (
    "theme/views.js",
    *(
        f"sensemaking/{name}.js"
        for name in (
            "pointing",
            "care",
            "signifying",
            "clock",
            "start",
            "beginning",
            "entries",
            "saying",
            "turns",
            "agreeing",
            "about",
            "running",
            "record",
            "sensemaking",
        )
    ),
)


class Session(Moving, Noting):
    """The sessions of one network. `opened` is the id of the one that is shown, None for the list."""

    _esm = script(*_FILES)
    _css = style("sensemaking/sensemaking.css", "sensemaking/running.css", "sensemaking/record.css")
    area: ClassVar[str | None] = "sense-making"
    every: ClassVar[float] = 0.2  # people look at one another's words while they are still speaking of them
    opened: str | None = None

    def compose(self) -> dict[str, Any]:
        """List the sessions, tell the open one, and name what can be pointed at and placed between words.

        `sessions`, `open` (None for the list), `methods` (see `methods.Method.plain`), `method_problems`, `members`
        (roles of the set that meets, else of every set), `rotation`, `agenda` (`actions` and `bids` left over),
        `targets` (`id`, `kind`, `label`, `hint`),
        `signifiers`, `themes`, and `became`: the prototypes that came from a record, by its id.
        """
        sessions = self.network.sessions
        pointed_at = targets(self.network)
        shown = self._told({target["id"]: target["label"] for target in pointed_at})
        own = (shown["session"]["set"] if shown else None) or self.network.in_set
        return {
            "sessions": sessions.listed(),
            "open": shown,
            "methods": sessions.methods(),
            "method_problems": sessions.method_problems(),
            "members": list(
                dict.fromkeys(one["role"] for one in self.network.members.listed() if own in (None, one["set"]))
            ),
            "rotation": sessions.rotation(),
            "agenda": sessions.agenda(before=self.opened),
            "targets": pointed_at,
            "signifiers": sessions.signifiers(),
            "themes": list(THEMES),
            "became": _became(self.network.prototypes.listed()),
        }

    def beside(self) -> tuple[Any, dict[str, Any]] | None:
        """The clock of the meeting that is shown, unless it is closed; its mark leaves out the seconds that pass."""
        shown = self.state["open"]
        if self.opened is None or shown is None or shown["session"]["closed_on"]:
            return None
        clock = self.network.sessions.clock(self.opened)
        return (self.opened, clock["turn"], clock["step"], clock["running"]), {"session": self.opened, **clock}

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
    def begin_session(
        self,
        *,
        title: str,
        method: str,
        held_on: str,
        present: list[str],
        audience: str = "set",
        ground_rules: str = "",
        parts: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        """Begin a session and show it."""
        row = self.network.sessions.begin(
            title,
            method=method,
            held_on=checks.day(held_on, "The day of the session"),
            present=present,
            audience=audience,
            ground_rules=ground_rules,
            parts=parts or {},
        )
        self.opened = row.id
        return {"session": row.id}

    @gesture
    def change_session(self, *, session: str, version: int | None = None, **fields: Any) -> None:
        """Change a session's title, day, ground rules or notes, or how confidential it is from now on."""
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

    @look
    def page_for(self, *, session: str, level: str) -> dict[str, Any]:
        """The record of a meeting as somebody may have it: `told` for the screen, `markdown` and `html` as files.

        `told` has `worked` and `left_out` too, the sentences of the page. `level` is one of the audiences; “set” is
        whoever is at work, who was there.
        """
        reader = self._reader(level)
        page = self.network.sessions.page(session, reader=reader)
        told = self.network.read_by(reader).sessions.told(session)
        told |= {"worked": page.plain["worked"], "left_out": page.plain["withheld"]}
        name = re.sub(r"[^\w -]+", "", told["session"]["title"]).strip() or "session"
        return {
            "told": _labelled(told, {target["id"]: target["label"] for target in self.state["targets"]}),
            "markdown": {"name": f"{name}.md", "type": "text/markdown", "text": page.markdown},
            "html": {"name": f"{name}.html", "type": "text/html", "text": page.html},
        }

    # --- what the page shows -----------------------------------------------------------------------------

    def _told(self, labels: dict[str, str]) -> dict[str, Any] | None:
        if self.opened is None:
            return None
        try:
            told = self.network.sessions.told(self.opened)
            if told["session"]["closed_on"]:
                page = self.network.sessions.page(self.opened).plain
                told |= {"worked": page["worked"], "left_out": page["withheld"]}
            return _labelled(told, labels)
        except NotFound:  # somebody removed it, or took back that it began
            self.opened = None
            return None

    def _reader(self, level: str) -> Reader:
        if level == "network":
            return Reader.of_network(self.network.code)
        return {"programme": Reader.of_programme(), "public": Reader.public()}.get(level, self.network.reader)


def _labelled(told: dict[str, Any], labels: dict[str, str]) -> dict[str, Any]:
    """A session with the label of whatever something in it points at."""
    for part in (*told["entries"], *told["insights"], *told["actions"]):
        for pointed in (*part.get("about", ()), *part.get("came_from", ())):
            pointed["label"] = labels.get(pointed["id"]) or pointed["title"] or "a connection of then"
    return told


def _became(prototypes: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    became: dict[str, list[dict[str, Any]]] = {}
    for row in prototypes:
        for record in row["came_from"]:
            became.setdefault(record, []).append({"id": row["id"], "number": row["number"], "title": row["title"]})
    return became
