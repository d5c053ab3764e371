"""The store: one database, reached through short transactions that keep what they change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    create_engine,
    event,
    func,
    make_url,
    select,
    text,
)
from sqlalchemy.orm import Session

from workbench.store import history, migrations, undo
from workbench.store.feed import Change, fold, note_edits

WAITING_TIME = 30_000  # milliseconds that a writer waits for its turn before it gives up
WAL_IS_SAFE_FROM = (
    3,
    51,
    3,
)  # SQLite below may corrupt a write-ahead log when it is reset
_WRITERS_TURN = 0x616C7731  # the number of the PostgreSQL advisory lock that all writers share


class Store:
    """Everything one workspace keeps, in SQLite (a file) or PostgreSQL (a URL).

    Opening never changes the database: `create()` makes the tables or brings them up to date,
    `check()` raises `StoreOutOfDate` when that has to be done first.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self._writer = self.engine.execution_options(workbench_writes=True)

    def create(self) -> None:
        """Make the tables, or bring those of an older version up to date. Doing it twice does nothing."""
        migrations.upgrade(self.engine)

    def check(self) -> None:
        """Raise `StoreOutOfDate` unless the tables are those of this version."""
        migrations.check(self.engine)

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the store. What it loads stays usable afterwards."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def gesture(
        self,
        action: str,
        *,
        network: str | None,
        who: str,
        area: str,
        at: datetime | None = None,
        keep_empty: bool = False,
    ) -> Iterator[Session]:
        """One gesture of one person: all of it is kept together with its line in the feed, or none of it.

        `action` is what the person did, in the past tense ("added Link worker"); `area` the concept it belongs
        to, within which it can be undone. A gesture that changes no row leaves no line, unless `keep_empty`.
        """
        change = Change(
            at=at or datetime.now(UTC),
            who=who,
            network=network,
            area=area,
            action=action,
            edits=[],
        )
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            session.info["change"] = change
            if keep_empty:
                session.add(change)
            event.listen(session, "before_flush", _note_edits)
            yield session
            session.flush()
            fold(change)
            if change.edits:
                change.record_id = change.edits[0].entity_id

    def undo(
        self, *, network: str | None, who: str, area: str, at: datetime | None = None, since: datetime | None = None
    ) -> Change | None:
        """Take back this person's last gesture in that area (and from `since` on, if given); None if there is none.

        Only the fields that the gesture changed go back. Raises `Conflict` if somebody changed one of them since.
        """
        return self._step("undo", network=network, who=who, area=area, at=at, since=since)

    def redo(
        self, *, network: str | None, who: str, area: str, at: datetime | None = None, since: datetime | None = None
    ) -> Change | None:
        """Do again what this person last took back in that area; None if nothing was, or something came after."""
        return self._step("redo", network=network, who=who, area=area, at=at, since=since)

    def _step(
        self,
        kind: undo.Kind,
        *,
        network: str | None,
        who: str,
        area: str,
        at: datetime | None,
        since: datetime | None,
    ) -> Change | None:
        with self.gesture(kind, network=network, who=who, area=area, at=at) as session:
            target = undo.next_step(session, kind, network=network, who=who, area=area, since=since)
            if target is None:
                return None
            change: Change = session.info["change"]
            change.kind = kind
            change.of = target.sequence
            change.action = f"{'took back' if kind == 'undo' else 'did again'}: {undo.named(session, target).action}"
            undo.revert(session, target)
        return change

    def can(
        self, kind: undo.Kind, *, network: str | None, who: str, area: str, since: datetime | None = None
    ) -> str | None:
        """What the next undo or redo would take back or do again, in words; None if there is nothing."""
        with self.reading() as session:
            target = undo.next_step(session, kind, network=network, who=who, area=area, since=since)
            return undo.named(session, target).action if target else None

    def changes_since(self, sequence: int, *, network: str | None = None) -> list[Change]:
        """The gestures after that sequence, oldest first, with their edits; those of one network if it is given."""
        statement = select(Change).where(Change.sequence > sequence).order_by(Change.sequence)
        if network is not None:
            statement = statement.where(Change.network == network)
        with self.reading() as session:
            return list(session.scalars(statement))

    def latest(self, *, network: str | None = None) -> int:
        """The sequence of the newest gesture, 0 if there is none. One indexed read: cheap to ask twice a second."""
        statement = select(func.max(Change.sequence))
        if network is not None:
            statement = statement.where(Change.network == network)
        with self.engine.connect() as connection:
            return connection.scalar(statement) or 0

    def state(
        self, *, as_at: datetime | int | None = None, network: str | None = None
    ) -> dict[str, dict[str, dict[str, Any]]]:
        """Every tracked row as the feed had it at that moment or sequence: entity → id → column → plain value."""
        with self.reading() as session:
            return history.state(session, as_at=as_at, network=network)


def _note_edits(session: Session, _context: Any, _instances: Any) -> None:
    change: Change = session.info["change"]
    note_edits(session, change)
    if change.edits:
        session.add(change)


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    engine = create_engine(parsed)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say so, in `_begin`
    connection.execute(f"PRAGMA busy_timeout = {WAITING_TIME}")
    connection.execute("PRAGMA foreign_keys = ON")
    if sqlite3.sqlite_version_info >= WAL_IS_SAFE_FROM:
        connection.execute("PRAGMA journal_mode = WAL")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("workbench_writes", False)
    if connection.dialect.name == "sqlite":
        # A deferred transaction that turns into a writer fails at once when another writer is at work.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    elif writes:
        # Writers take turns, so that the order of sequences is the order of commits and nobody misses one.
        connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _WRITERS_TURN})
