"""What is said in a session, and what the set makes of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workbench.sensemaking import fields as checked
from workbench.sensemaking.ground import AREA, Ground
from workbench.sensemaking.models import Entry, Insight, Session


class Saying(Ground):
    """Entries and insights. The feed says that something was said, never what."""

    def say(
        self,
        session: str,
        text: str,
        *,
        nature: str = "",
        step: str,
        form: str = "statement",
        said_by: str | None = None,
        about: Iterable[str] = (),
    ) -> Entry:
        """Keep one thing that was said at a step of the session's method.

        `said_by` is a role, by default whoever is at work; `about` the ids of what it points to. Raises
        `BadInput` for an empty text, a nature or a step that the method does not have.
        """
        said_by = self._scope.who if said_by is None else said_by
        new = checked.entry_fields({"text": text, "nature": nature, "said_by": said_by})
        with self._scope.gesture(f"added a {nature or form}", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session)
            entry = Entry(
                network=self._scope.network,
                session_id=row.id,
                step=checked.step_of(row, step),
                valid_from=self._scope.today(),
                **new,
            )
            transaction.add(entry)
            self._point(transaction, entry, {"about": about})
        return entry

    def change_entry(
        self,
        entry: str,
        *,
        version: int | None = None,
        about: Iterable[str] | None = None,
        **fields: Any,
    ) -> Entry:
        """Change `text`, `nature`, `step` or `said_by` of an entry, or all that it is `about`.

        Raises `Conflict` if `version` is given and somebody has changed the entry since that version.
        """
        new = checked.entry_fields(fields)
        return self._change_said(Entry, entry, version, new, {"about": about}, "changed what was said")

    def conclude(self, session: str, text: str, *, came_from: Iterable[str] = ()) -> Insight:
        """Keep what the set made of it; `came_from` are the ids of the entries that it rests on."""
        new = checked.insight_fields({"text": text})
        with self._scope.gesture("added an insight", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session)
            insight = Insight(network=self._scope.network, session_id=row.id, valid_from=self._scope.today(), **new)
            transaction.add(insight)
            self._point(transaction, insight, {"came from": came_from})
        return insight

    def change_insight(
        self,
        insight: str,
        *,
        version: int | None = None,
        came_from: Iterable[str] | None = None,
        **fields: Any,
    ) -> Insight:
        """Change the `text` of an insight, or all that it `came_from`; `Conflict` on a stale `version`."""
        new = checked.insight_fields(fields)
        return self._change_said(Insight, insight, version, new, {"came from": came_from}, "changed an insight")
