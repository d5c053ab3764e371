"""What every part of the sessions stands on: the scope, the rows of one session, links, and ending."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from workbench.errors import BadInput
from workbench.sensemaking import fields as checked
from workbench.sensemaking.models import Action, Attendance, Bid, Entry, Insight, Session
from workbench.small_numbers import UP_TO
from workbench.store import Link, Record, Scope, live

AREA: Final = "sense-making"
PARTS_OF_A_SESSION: Final = (Attendance, Bid, Entry, Insight, Action)
KINDS: Final = (Session, Bid, Entry, Insight, Action)
Said = TypeVar("Said", Bid, Entry, Insight, Action)


class Ground:
    """One network's sessions: who is at work, the folder of the workspace's own methods, the small numbers.

    `methods` is None where nobody keeps any; then only those that are shipped are known.
    """

    def __init__(self, scope: Scope, *, methods: Path | None = None, small_numbers: int = UP_TO) -> None:
        self._scope = scope
        self._methods_folder = methods
        self._small_numbers = small_numbers

    def _point(
        self,
        transaction: Transaction,
        row: Record,
        links: Mapping[str, Iterable[str] | None],
        seen: Mapping[str, Iterable[str] | None] | None = None,
    ) -> None:
        """Let `row` have exactly these links of each kind; a kind whose targets are None stays as it is.

        Where `seen` has the targets of a kind as somebody saw them, only what they added or took away is changed of
        it: what others did since stays.
        """
        for kind, targets in links.items():
            if targets is None:
                continue
            wanted = checked.ids_of(targets)
            there = select(Link.target_id).where(
                Link.kind == kind, Link.source_id == row.id, live(Link, self._scope.today())
            )
            now = set(transaction.scalars(there))
            before = (seen or {}).get(kind)
            stood = now if before is None else set(checked.ids_of(before))
            wanted = [target for target in wanted if target not in stood or target in now]
            for target in (now & stood) - set(wanted):
                self._scope.unlink(transaction, kind, row.id, target)
            for target in wanted:
                if target not in now:
                    self._scope.link(transaction, kind, row.id, target)

    def _parts(self, transaction: Transaction, kind: type[Any], session: str) -> list[Any]:
        """The live rows of one session of that kind, the oldest first."""
        wanted = select(kind).where(kind.session_id == session, live(kind, self._scope.today()))
        return list(transaction.scalars(wanted.order_by(kind.id)))

    def _change_said(
        self,
        kind: type[Said],
        record: str,
        new: Mapping[str, Any],
        *,
        version: int | None,
        links: Mapping[str, Iterable[str] | None],
        seen: Mapping[str, Iterable[str] | None] | None = None,
        action: str,
    ) -> Said:
        """Give a row those checked columns and links, in one gesture; raises as `Scope.fetch`."""
        with self._scope.gesture(action, area=AREA) as transaction:
            return self._change_in(transaction, kind, record, new, version=version, links=links, seen=seen)

    def _change_in(
        self,
        transaction: Transaction,
        kind: type[Said],
        record: str,
        new: Mapping[str, Any],
        *,
        version: int | None,
        links: Mapping[str, Iterable[str] | None],
        seen: Mapping[str, Iterable[str] | None] | None = None,
    ) -> Said:
        """The same inside a gesture; `seen` as `_point` takes it."""
        # the title that a text makes is nothing that people choose between: it would stand for the text, cut short
        mine = {name: value for name, value in new.items() if name != "title" or "text" not in new}
        row = self._scope.fetch(transaction, kind, record, version=version, mine=mine)
        stood = (row.step, row.form) if isinstance(row, Entry) else None
        assign(row, new)
        if isinstance(row, Entry) and stood != (row.step, row.form):
            refuse_held_back(self._scope.fetch(transaction, Session, row.session_id), row.step, row.form)
        self._point(transaction, row, links, seen)
        return row

    def _said_in(self, transaction: Transaction, kind: type[Said], session: Session, new: Mapping[str, Any]) -> Said:
        """A new row of a session with those checked columns, inside a gesture."""
        row = kind(network=self._scope.network, session_id=session.id, valid_from=self._scope.today(), **new)
        transaction.add(row)
        return row


def refuse_held_back(session: Session, step: str, form: str) -> None:
    """Raise `BadInput` for a step that the method does not have, and for advice while it is held back there."""
    if checked.step_of(session, step).holds_advice and form == "advice" and not session.advice_open:
        raise BadInput("Advice is held back here until the presenter asks for it: ask a question for now.")


def assign(row: Any, new: Mapping[str, Any]) -> None:
    """Give a row those columns."""
    for column, value in new.items():
        setattr(row, column, value)
