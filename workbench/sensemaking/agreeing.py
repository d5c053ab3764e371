"""What will be done: an action, its owner, its day, and how the set will know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session as Transaction

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
        audience: str | None = None,
        about: Iterable[str] = (),
        came_from: Iterable[str] = (),
    ) -> Action:
        """Agree on something to do, due on a day or None.

        `owner` is a role, empty while nobody took it; `known_by` says how the set will know that it helped. It goes
        as far as the network, unless another `audience` is named: who owns it has to find it.
        """
        given = {} if audience is None else {"audience": audience}
        new = checked.action_fields({"text": text, "owner": owner, "due": due, "known_by": known_by, **given})
        with self._scope.gesture("agreed an action", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session)
            return self._keep_action(transaction, row, new, about=about, came_from=came_from)

    def change_action(
        self,
        action: str,
        *,
        version: int | None = None,
        about: Iterable[str] | None = None,
        about_seen: Iterable[str] | None = None,
        came_from: Iterable[str] | None = None,
        **fields: Any,
    ) -> Action:
        """Change `text`, `owner`, `due`, `known_by` or `audience` of an action, or its links.

        `about` is all that it points to from now on; with `about_seen`, what it pointed to as the person saw it, only
        what they added or took away: what others linked since stays.
        Raises `Conflict` if `version` is given and somebody has changed the action since that version.
        """
        new = checked.action_fields(fields)
        links = {"about": about, "came from": came_from}
        return self._change_said(
            Action, action, new, version=version, links=links, seen={"about": about_seen}, action="changed an action"
        )

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

    # --- inside a gesture --------------------------------------------------------------------------------

    def _keep_action(
        self,
        transaction: Transaction,
        session: Session,
        new: Mapping[str, Any],
        *,
        about: Iterable[str],
        came_from: Iterable[str],
    ) -> Action:
        action = self._said_in(transaction, Action, session, new)
        self._point(transaction, action, {"about": about, "came from": came_from})
        return action
