"""What is said, concluded and agreed in a meeting, and how far each of them goes."""

from __future__ import annotations

from typing import Any

from widgets.theme.app import App, gesture
from workbench import checks
from workbench.errors import BadInput


class Noting(App):
    """The gestures that take something down, mend it, or say who may read it."""

    @gesture
    def say(self, *, session: str, text: str, step: str, form: str = "statement", **more: Any) -> dict[str, Any]:
        """Add something that was said; `more` as `network.sessions.say` takes it."""
        return {"entry": self.network.sessions.say(session, text, step=step, form=form, **_known(more, _SAID)).id}

    @gesture
    def change_entry(
        self,
        *,
        entry: str,
        version: int | None = None,
        about: list[str] | None = None,
        about_seen: list[str] | None = None,
        placed: dict[str, Any] | None = None,
        seen: dict[str, Any] | None = None,
        **fields: Any,
    ) -> None:
        """Change what was said: its words and whose they are, how far it goes, what it is about, where it lies.

        `about_seen` is what it pointed to and `seen` where it lay when the person began, so that nobody takes back
        what others linked or placed since.
        """
        self.network.sessions.change_entry(
            entry, version=version, about=about, about_seen=about_seen, placed=placed, seen=seen, **fields
        )

    @gesture
    def share(self, *, record: str, **how: Any) -> None:
        """Say how far something may go, or what its teller agreed to."""
        self.network.sessions.share(record, **_known(how, ("audience", "consent", "version")))

    @gesture
    def conclude(
        self,
        *,
        session: str,
        text: str,
        came_from: list[str],
        audience: str | None = None,
        themes: list[str] | None = None,
    ) -> dict[str, Any]:
        """Add an insight, with its themes; it goes as far as the session unless another `audience` is named."""
        row = self.network.sessions.conclude(session, text, came_from=came_from, audience=audience, themes=themes or [])
        return {"insight": row.id}

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
        known_by: str = "",
        audience: str | None = None,
        about: list[str],
        came_from: list[str],
    ) -> dict[str, Any]:
        """Add something to do, for the network unless another audience is named."""
        action = self.network.sessions.agree(
            session,
            text,
            owner=owner,
            due=checks.day(due, "The day it is due") if due else None,
            known_by=known_by,
            audience=audience,
            about=about,
            came_from=came_from,
        )
        return {"action": action.id}

    @gesture
    def change_action(
        self,
        *,
        action: str,
        version: int | None = None,
        about: list[str] | None = None,
        about_seen: list[str] | None = None,
        **fields: Any,
    ) -> None:
        """Change something to do, or who does it, or until when, or how the set will know; see `change_entry`."""
        self.network.sessions.change_action(action, version=version, about=about, about_seen=about_seen, **fields)

    @gesture
    def set_done(self, *, action: str, done: bool) -> None:
        """Say that an action is done, or that it is not."""
        if done:
            self.network.sessions.done(action)
        else:
            self.network.sessions.not_done(action)

    @gesture
    def remove(self, *, record: str) -> None:
        """Take away a bid, an entry, an insight, an action, or a session with all that is in it."""
        self.network.sessions.remove(record)


_SAID = ("nature", "said_by", "about", "audience", "consent", "themes", "placed")


def _known(given: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    unknown = sorted(set(given) - set(names))
    if unknown:
        raise BadInput(f"This page sent ‘{unknown[0]}’, which is not known here. Reload it to get its newest form.")
    return given
