"""What will be done: an action, its owner, its day, and how the set will know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from workbench import checks
from workbench.sensemaking import fields as checked
from workbench.sensemaking.ground import AREA, Ground
from workbench.sensemaking.models import Action, Session


class Agreeing(Ground):
    """Actions. The feed says that one was agreed or done, never its words."""

    def agree(
        self,
        session: str,
        text: str,
        *,
        owner: str = "",
        due: date | None = None,
        known_by: str = "",
        about: Iterable[str] = (),
        came_from: Iterable[str] = (),
    ) -> Action:
        """Agree on something to do, due on a day or None.

        `owner` is a role, empty while nobody took it; `known_by` says how the set will know that it helped.
        """
        new = checked.action_fields({"text": text, "owner": owner, "due": due, "known_by": known_by})
        with self._scope.gesture("agreed an action", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session)
            action = Action(network=self._scope.network, session_id=row.id, valid_from=self._scope.today(), **new)
            transaction.add(action)
            self._point(transaction, action, {"about": about, "came from": came_from})
        return action

    def change_action(
        self,
        action: str,
        *,
        version: int | None = None,
        about: Iterable[str] | None = None,
        came_from: Iterable[str] | None = None,
        **fields: Any,
    ) -> Action:
        """Change `text`, `owner`, `due` or `known_by` of an action, or its links; `Conflict` on a stale `version`."""
        new = checked.action_fields(fields)
        links = {"about": about, "came from": came_from}
        return self._change_said(Action, action, version, new, links, "changed an action")

    def done(self, action: str, *, on: date | None = None) -> Action:
        """Say that an action is done (today, unless a day is given)."""
        with self._scope.gesture("did an action", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Action, action)
            row.done_on = checks.day(on or self._scope.today(), "The day it was done")
        return row

    def not_done(self, action: str) -> Action:
        """Say that an action is not done after all."""
        with self._scope.gesture("opened an action again", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Action, action)
            row.done_on = None
        return row
