"""The store as one person at work on one network sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import Conflict, NotFound
from workbench.store.base import to_plain
from workbench.store.database import Store
from workbench.store.feed import Edit
from workbench.store.reader import KEPT, Reader, as_it_stands, from_elsewhere, out_of_reach
from workbench.store.records import Link, Record, is_live, live

R = TypeVar("R", bound=Record)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Scope:
    """A store, a network's code, who is at work (a role in the set, and the browser's `hand`) and what time it is.

    `in_set` is the set they work in, None while nobody chose one of several; `reader` whoever reads instead of them,
    as leaders do on a review. The concepts' verbs are built on it, so that none of them has to ask for these.
    """

    store: Store
    network: str
    who: str
    clock: Callable[[], datetime] = field(default=_now)
    hand: str | None = None
    in_set: str | None = None
    reader: Reader | None = None

    def today(self) -> date:
        """Today's date where the people are."""
        return self.clock().astimezone().date()

    def reading(self) -> AbstractContextManager[Session]:
        """See `Store.reading`."""
        return self.store.reading()

    def gesture(self, action: str, *, area: str) -> AbstractContextManager[Session]:
        """See `Store.gesture`."""
        return self.store.gesture(
            action, network=self.network, who=self.who, area=area, at=self.clock(), hand=self.hand
        )

    def hidden(self, session: Session, records: Iterable[tuple[str, str]]) -> dict[str, str]:
        """See `reader.out_of_reach`."""
        return out_of_reach(session, self, records)

    def find(self, session: Session, kind: type[R], record: str) -> R:
        """The live record of that kind in this network, which may hold words that are not for whoever reads here.

        Raises `NotFound` if there is none. To change it, or to tell what it says, `fetch` it.
        """
        row = session.get(kind, record)
        if row is None or row.network != self.network or not is_live(row, self.today()):
            raise NotFound("What you pointed to is no longer there: somebody may have removed it. Choose another.")
        return row

    def fetch(
        self,
        session: Session,
        kind: type[R],
        record: str,
        *,
        version: int | None = None,
        mine: Any = None,
    ) -> R:
        """The live record of that kind in this network, for somebody who may read what it says.

        Raises `NotFound` if there is none, or if they may not, and `Conflict` if `version` is given and is no longer
        the newest; `mine` is what the person wanted to write (`{field: value}`), shown beside what stands there now.
        """
        row = self.find(session, kind, record)
        with session.no_autoflush:  # it is judged as it was before this gesture
            if self.hidden(session, [(row.id, row.kind)]) and not _is_new(session, row):
                raise NotFound(KEPT)
        if version is not None and row.version != version:
            mine = dict(mine or {})
            theirs = {name: getattr(row, name) for name in mine}
            base = _as_it_was(session, row, version, set(mine))
            if from_elsewhere(session, self, [(row.id, row.kind)]):
                base = as_it_stands(base, {name: to_plain(value) for name, value in theirs.items()})
            raise Conflict(
                f"‘{row.title}’ was changed by {row.changed_by} while you were at it. Nothing was overwritten: "
                "look at both and choose.",
                mine=mine,
                theirs=theirs,
                base=base,
                version=row.version,
            )
        return row

    def link(
        self,
        session: Session,
        kind: str,
        source: str,
        target: str,
        *,
        note: str = "",
        expectation: str | None = None,
        due: date | None = None,
    ) -> Link:
        """Join two records; the same pair is not joined twice with the same kind: the link then is updated."""
        found = session.scalar(
            select(Link).where(
                Link.kind == kind,
                Link.source_id == source,
                Link.target_id == target,
                live(Link, self.today()),
            )
        )
        if found is not None:
            found.note, found.expectation, found.due = note, expectation, due
            return found
        for end in (source, target):
            self.fetch(session, Record, end)
        link = Link(
            network=self.network,
            kind=kind,
            source_id=source,
            target_id=target,
            note=note,
            expectation=expectation,
            due=due,
            valid_from=self.today(),
        )
        session.add(link)
        return link

    def unlink(self, session: Session, kind: str, source: str, target: str) -> None:
        """End the link of that kind between the two; nothing happens if there is none."""
        for link in session.scalars(
            select(Link).where(
                Link.kind == kind,
                Link.source_id == source,
                Link.target_id == target,
                live(Link, self.today()),
            )
        ):
            self.end(link)

    def end(self, row: Any, *, on: date | None = None) -> None:
        """Take a row with a time of its own away, today or as from a day, and never before it began.

        Nothing is deleted, so that it can be brought back.
        """
        row.valid_to = max(on or self.today(), row.valid_from)


def _is_new(session: Session, row: Record) -> bool:
    """Whether the gesture that is being made added the row: whoever writes a meeting up for a set may point to it."""
    change = session.info.get("change")
    return change is not None and any(edit.entity_id == row.id and edit.before is None for edit in change.edits)


def _as_it_was(session: Session, row: Record, version: int, fields: set[str]) -> dict[str, Any]:
    """Those fields of a record in an earlier version, as plain JSON values; empty if the feed does not have it."""
    for edit in session.scalars(select(Edit).where(Edit.entity_id == row.id).order_by(Edit.sequence.desc())):
        if edit.after.get("version") == version:
            return {name: edit.after[name] for name in fields & set(edit.after)}
    return {}
