"""What people do in a session. Each verb is one gesture: kept whole, and undone whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from workbench import checks
from workbench.errors import BadInput
from workbench.networks.models import LearningSet
from workbench.sensemaking import fields as checked
from workbench.sensemaking import reading
from workbench.sensemaking.models import Action, Attendance, Entry, Insight, Session
from workbench.store import Link, Record, Scope, live
from workbench.words import counted

if TYPE_CHECKING:
    import pandas as pd

AREA: Final = "sense-making"
Said = TypeVar("Said", Entry, Insight, Action)


class Sessions:
    """The sense-making sessions of one network: what was said, what was concluded, what will be done."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def __repr__(self) -> str:
        """How much there is, in one line."""
        held, said = counted(len(self.listed()), "session"), counted(len(self.entries()), "entry", "entries")
        return (
            f"<Sessions of {self._scope.network}: {held}, {said}, {counted(len(self.open_actions()), 'open action')}>"
        )

    # --- reading -----------------------------------------------------------------------------------------

    def listed(self) -> list[dict[str, Any]]:
        """The sessions as plain dictionaries, newest first; see `reading.listed`."""
        return reading.listed(self._scope)

    def told(self, session: str) -> dict[str, Any]:
        """Everything of one session as plain JSON; see `reading.told`."""
        return reading.told(self._scope, session)

    def session_of(self, record: str) -> str:
        """The id of the session that an entry, an insight or an action belongs to, or its own.

        Raises `NotFound` if the network has nothing of the kind with this id.
        """
        with self._scope.reading() as transaction:
            kind = next((kind for kind in _KINDS if transaction.get(kind, record) is not None), Session)
            row = self._scope.fetch(transaction, kind, record)
            return row.id if isinstance(row, Session) else row.session_id

    def open_actions(self) -> list[dict[str, Any]]:
        """The actions that are not done, the soonest due first; see `reading.open_actions`."""
        return reading.open_actions(self._scope)

    def table(self) -> pd.DataFrame:
        """One row a session, newest first (index `id`; `title`, `method`, `held_on`, `entries` …)."""
        return reading.table(self._scope)

    def entries(self) -> pd.DataFrame:
        """One row an entry of any session, oldest first (index `id`; `session`, `step`, `text` …)."""
        return reading.entries(self._scope)

    # --- the session -------------------------------------------------------------------------------------

    def begin(
        self,
        title: str,
        *,
        method: str,
        held_on: date | None = None,
        present: Iterable[str] = (),
        in_set: str | None = None,
    ) -> Session:
        """Begin a session with one of `vocabulary.METHODS`; `present` are roles, `held_on` is today if None.

        It belongs to the set whose id is given, else to the network's first set, if there is one. Raises
        `BadInput` for an empty title or an unknown method, `NotFound` for a set that is not there.
        """
        fields = checked.session_fields({"title": title, "method": method, "held_on": held_on or self._scope.today()})
        roles = checked.roles_of(present)
        with self._scope.gesture("", area=AREA) as transaction:
            if in_set is not None:
                self._scope.fetch(transaction, LearningSet, in_set)
            row = Session(
                network=self._scope.network,
                set_id=in_set or self._first_set(transaction),
                valid_from=self._scope.today(),
                **fields,
            )
            transaction.add(row)
            transaction.flush()
            transaction.add_all(self._attendance(row.id, role) for role in roles)
            transaction.info["change"].action = f"began the session {row.title}"
        return row

    def change(self, session: str, *, version: int | None = None, **fields: Any) -> Session:
        """Change `title`, `held_on`, `method` or `notes` of a session.

        The method cannot change once something was said, since what was said answers its questions: that
        raises `BadInput`. Raises `Conflict` if `version` is given and somebody changed the session since.
        """
        new = checked.session_fields(fields)
        with self._scope.gesture("", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session, version=version, mine=new)
            if new.get("method", row.method) != row.method and self._parts(transaction, Entry, row.id):
                raise BadInput(
                    f"The method of ‘{row.title}’ cannot change any more: something was already said under "
                    "its questions. Start another session with the other method."
                )
            _assign(row, new)
            transaction.info["change"].action = f"changed the session {row.title}"
        return row

    def set_present(self, session: str, roles: Iterable[str]) -> None:
        """Say who was there, all of them, by role: who is new is added, who is missing is ended."""
        wanted = checked.roles_of(roles)
        with self._scope.gesture("", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session)
            here = self._parts(transaction, Attendance, row.id)
            for attendance in here:
                if attendance.title not in wanted:
                    self._end(attendance)
            known = {attendance.title for attendance in here}
            transaction.add_all(self._attendance(row.id, role) for role in wanted if role not in known)
            transaction.info["change"].action = f"said who was at {row.title}"

    def close(self, session: str, *, on: date | None = None) -> Session:
        """Close a session (today, unless a day is given). What it holds can still be corrected."""
        with self._scope.gesture("", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session)
            row.closed_on = checks.day(on or self._scope.today(), "The day it was closed")
            transaction.info["change"].action = f"closed the session {row.title}"
        return row

    def reopen(self, session: str) -> Session:
        """Open a closed session again."""
        with self._scope.gesture("", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session)
            row.closed_on = None
            transaction.info["change"].action = f"opened the session {row.title} again"
        return row

    # --- what is said ------------------------------------------------------------------------------------

    def say(
        self,
        session: str,
        text: str,
        *,
        nature: str,
        step: str,
        said_by: str | None = None,
        about: Iterable[str] = (),
    ) -> Entry:
        """Keep one thing that was said at a step of the session's method, as a fact or a story.

        `said_by` is a role, by default whoever is at work; `about` the ids of what it points to. Raises
        `BadInput` for an empty text, a nature or a step that the method does not have.
        """
        said_by = self._scope.who if said_by is None else said_by
        new = checked.entry_fields({"text": text, "nature": nature, "said_by": said_by})
        with self._scope.gesture("", area=AREA) as transaction:
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
            transaction.info["change"].action = f"said “{entry.title}”"
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
        return self._change(Entry, entry, version, fields, {"about": about})

    def conclude(self, session: str, text: str, *, came_from: Iterable[str] = ()) -> Insight:
        """Keep what the set made of it; `came_from` are the ids of the entries that it rests on."""
        new = checked.insight_fields({"text": text})
        with self._scope.gesture("", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session)
            insight = Insight(network=self._scope.network, session_id=row.id, valid_from=self._scope.today(), **new)
            transaction.add(insight)
            self._point(transaction, insight, {"came from": came_from})
            transaction.info["change"].action = f"concluded “{insight.title}”"
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
        return self._change(Insight, insight, version, fields, {"came from": came_from})

    # --- what will be done -------------------------------------------------------------------------------

    def agree(
        self,
        session: str,
        text: str,
        *,
        owner: str = "",
        due: date | None = None,
        about: Iterable[str] = (),
        came_from: Iterable[str] = (),
    ) -> Action:
        """Agree on something to do. `owner` is a role, empty while nobody took it; `due` a day or None."""
        new = checked.action_fields({"text": text, "owner": owner, "due": due})
        with self._scope.gesture("", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session)
            action = Action(network=self._scope.network, session_id=row.id, valid_from=self._scope.today(), **new)
            transaction.add(action)
            self._point(transaction, action, {"about": about, "came from": came_from})
            transaction.info["change"].action = f"agreed to “{action.title}”"
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
        """Change `text`, `owner` or `due` of an action, or its links; `Conflict` on a stale `version`."""
        return self._change(Action, action, version, fields, {"about": about, "came from": came_from})

    def done(self, action: str, *, on: date | None = None) -> Action:
        """Say that an action is done (today, unless a day is given)."""
        with self._scope.gesture("", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Action, action)
            row.done_on = checks.day(on or self._scope.today(), "The day it was done")
            transaction.info["change"].action = f"did “{row.title}”"
        return row

    def not_done(self, action: str) -> Action:
        """Say that an action is not done after all."""
        with self._scope.gesture("", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Action, action)
            row.done_on = None
            transaction.info["change"].action = f"opened “{row.title}” again"
        return row

    # --- all of them -------------------------------------------------------------------------------------

    def remove(self, record: str) -> None:
        """End a session with all that belongs to it, or one entry, insight or action. Nothing is deleted.

        Raises `NotFound` if none of them has this id, or if it was removed already.
        """
        with self._scope.gesture("", area=AREA) as transaction:
            kind = next((kind for kind in _KINDS if transaction.get(kind, record) is not None), Session)
            row = self._scope.fetch(transaction, kind, record)
            ending: list[Record] = [row]
            if isinstance(row, Session):
                ending += [part for kind in _PARTS for part in self._parts(transaction, kind, row.id)]
            pointing = select(Link).where(
                Link.source_id.in_([gone.id for gone in ending]), live(Link, self._scope.today())
            )
            for gone in [*transaction.scalars(pointing), *ending]:
                self._end(gone)
            name = f"the session {row.title}" if isinstance(row, Session) else f"“{row.title}”"
            transaction.info["change"].action = f"removed {name}"

    # --- inside a gesture --------------------------------------------------------------------------------

    def _change(
        self,
        kind: type[Said],
        record: str,
        version: int | None,
        fields: Mapping[str, Any],
        links: Mapping[str, Iterable[str] | None],
    ) -> Said:
        new = _FIELDS_OF[kind](fields)
        with self._scope.gesture("", area=AREA) as transaction:
            row = self._scope.fetch(transaction, kind, record, version=version, mine=new)
            if "step" in new:
                checked.step_of(self._scope.fetch(transaction, Session, row.session_id), new["step"])
            _assign(row, new)
            self._point(transaction, row, links)
            transaction.info["change"].action = f"changed “{row.title}”"
        return row

    def _point(self, transaction: Transaction, row: Record, links: Mapping[str, Iterable[str] | None]) -> None:
        """Let `row` have exactly these links of each kind; a kind whose targets are None stays as it is."""
        for kind, targets in links.items():
            if targets is None:
                continue
            wanted = checked.ids_of(targets)
            there = select(Link.target_id).where(
                Link.kind == kind, Link.source_id == row.id, live(Link, self._scope.today())
            )
            now = set(transaction.scalars(there))
            for target in now - set(wanted):
                self._scope.unlink(transaction, kind, row.id, target)
            for target in wanted:
                if target not in now:
                    self._scope.link(transaction, kind, row.id, target)

    def _parts(self, transaction: Transaction, kind: type[Any], session: str) -> list[Any]:
        wanted = select(kind).where(kind.session_id == session, live(kind, self._scope.today()))
        return list(transaction.scalars(wanted.order_by(kind.id)))

    def _attendance(self, session: str, role: str) -> Attendance:
        return Attendance(network=self._scope.network, title=role, session_id=session, valid_from=self._scope.today())

    def _first_set(self, transaction: Transaction) -> str | None:
        sets = select(LearningSet.id).where(
            LearningSet.network == self._scope.network, live(LearningSet, self._scope.today())
        )
        return transaction.scalar(sets.order_by(LearningSet.id).limit(1))

    def _end(self, row: Record | Link) -> None:
        row.valid_to = max(self._scope.today(), row.valid_from)


_PARTS: Final = (Attendance, Entry, Insight, Action)
_KINDS: Final = (Session, Entry, Insight, Action)
_FIELDS_OF: Final = {
    Entry: checked.entry_fields,
    Insight: checked.insight_fields,
    Action: checked.action_fields,
}


def _assign(row: Any, new: Mapping[str, Any]) -> None:
    for column, value in new.items():
        setattr(row, column, value)
