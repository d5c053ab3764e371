"""The store: one database, reached through short transactions that keep what they change."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    func,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.orm import Session

from workbench.errors import BadInput, Conflict, NotFound
from workbench.store import history, migrations, undo
from workbench.store.feed import Change, fold, note_edits
from workbench.store.reader import Hidden, nothing_hidden
from workbench.store.wordless import leave_out_values

WAITING_TIME = 30_000  # milliseconds that a writer waits for its turn before it gives up
WAL_IS_SAFE_FROM = (
    3,
    51,
    3,
)  # SQLite below may corrupt a write-ahead log when it is reset
REMEDY_FOR_A_FILE = "put a copy in its place, or make another workspace with `workbench init`"
_WRITERS_TURN = 0x616C7731  # the number of the PostgreSQL advisory lock that all writers share


class Store:
    """Everything one workspace keeps, in SQLite (a file) or PostgreSQL (a URL).

    Opening never changes the database: `create()` makes the tables or brings them up to date,
    `check()` raises `StoreOutOfDate` when that has to be done first. Only `create()` makes a SQLite file: one that
    is not there, or has nothing in it, was lost, and is never taken for a new one.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self._writer = self.engine.execution_options(workbench_writes=True)
        sqlite = self.engine.dialect.name == "sqlite"  # has one writer at a time whatever we say
        self._aside = self._writer if sqlite else self.engine
        # SQLite shows a transaction one state by itself.
        whole = {"isolation_level": "REPEATABLE READ"} if self.engine.dialect.name == "postgresql" else {}
        self._reader = self.engine.execution_options(**whole)

    @property
    def file(self) -> Path | None:
        """The file of SQLite; None for PostgreSQL, and for a database that is in memory only."""
        return _file(self.engine.url)

    def create(self) -> None:
        """Make the tables, or bring those of an older version up to date. Doing it twice does nothing.

        Raises `StoreOutOfDate` for a database that a newer version made.
        """
        if self.file is not None:
            self.file.touch()
        migrations.upgrade(self.engine)

    def check(self) -> None:
        """Raise `StoreOutOfDate` unless the tables are those of this version.

        Raises `NotFound` if the SQLite file is not there or has nothing in it, and `BadInput` if the database
        cannot be read at all.
        """
        self._ask(migrations.check)

    def upgrade(self) -> None:
        """Bring the tables to this version, as `create()` does, but make no SQLite file. Raises as both do."""
        self._ask(migrations.upgrade)

    def _ask(self, step: Callable[[Engine], None]) -> None:
        if self.file is not None and self.file.is_file() and not self.file.stat().st_size:
            raise NotFound(f"The database {self.file} is empty: {REMEDY_FOR_A_FILE}.")
        try:
            step(self.engine)
        except (DatabaseError, sqlite3.DatabaseError) as problem:
            reason = str(getattr(problem, "orig", None) or problem).strip().splitlines()[0]
            if self.file is None:
                shown = self.engine.url.render_as_string(hide_password=True)
                raise BadInput(
                    f"The database {shown} cannot be used ({_shortly(reason)}): check that its server runs, and the "
                    "name, password and address in its URL."
                ) from problem
            # a lock, a full disk: not the file itself
            if isinstance(problem, OperationalError | sqlite3.OperationalError):
                raise
            raise BadInput(f"The database {self.file} is damaged ({reason}): {REMEDY_FOR_A_FILE}.") from problem

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the store. What it loads stays usable afterwards."""
        with Session(self._reader, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def writing_aside(self) -> Iterator[Session]:
        """A session for what is no part of the record and leaves no line in the feed: who is here right now.

        Where writers take turns for the order of the feed (PostgreSQL), it does not wait for one.
        """
        with Session(self._aside, expire_on_commit=False) as session, session.begin():
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
        hand: str | None = None,
        keep_empty: bool = False,
    ) -> Iterator[Session]:
        """One gesture of one person: all of it is kept together with its line in the feed, or none of it.

        `action` is what the person did, in the past tense ("added Link worker"); `area` the concept it belongs
        to, within which it can be undone. A gesture that changes no row leaves no line, unless `keep_empty`.
        """
        change = Change(
            at=at or datetime.now(UTC),
            who=who,
            hand=hand,
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
        self,
        *,
        network: str | None,
        who: str,
        area: str,
        hand: str | None = None,
        at: datetime | None = None,
        since: datetime | None = None,
        hidden: Hidden = nothing_hidden,
    ) -> Change | None:
        """Take back this person's last gesture in that area (and from `since` on, if given); None if there is none.

        Whose: what came from this `hand` (a browser), whatever role spoke; without one, what this role did. Only
        the fields that the gesture changed go back. Raises `Conflict` if somebody changed one of them since, if words
        would come back to more people than they were for, or if one of the rows is `hidden` from this person by now;
        that gesture is then passed over, and the next undo takes back the one before.
        """
        return self._step("undo", network=network, who=who, area=area, hand=hand, at=at, since=since, hidden=hidden)

    def redo(
        self,
        *,
        network: str | None,
        who: str,
        area: str,
        hand: str | None = None,
        at: datetime | None = None,
        since: datetime | None = None,
        hidden: Hidden = nothing_hidden,
    ) -> Change | None:
        """Do again what this person last took back in that area; None if nothing was, or something came after."""
        return self._step("redo", network=network, who=who, area=area, hand=hand, at=at, since=since, hidden=hidden)

    def _step(
        self,
        kind: undo.Kind,
        *,
        network: str | None,
        who: str,
        area: str,
        hand: str | None,
        at: datetime | None,
        since: datetime | None,
        hidden: Hidden,
    ) -> Change | None:
        whose: dict[str, Any] = {"network": network, "who": who, "area": area, "hand": hand}
        step: int | None = None
        try:
            with self.gesture(kind, **whose, at=at) as session:
                step = undo.next_step(session, kind, **whose, since=since)
                if step is None:
                    return None
                change: Change = session.info["change"]
                change.kind = kind
                change.of = step
                said = "took back" if kind == "undo" else "did again"
                change.action = f"{said}: {undo.named(session, step)}"
                taken_back = session.get_one(Change, step)
                undo.revert(session, taken_back, hidden=hidden)
                if kind == "undo":
                    undo.follow(session, taken_back, change.at)
        except Conflict:
            with self.gesture(f"could not {kind} a step", **whose, at=at, keep_empty=True) as session:
                session.info["change"].kind = "pass"
                session.info["change"].of = step
            raise
        return change

    def can(
        self,
        kind: undo.Kind,
        *,
        network: str | None,
        who: str,
        area: str,
        hand: str | None = None,
        since: datetime | None = None,
    ) -> str | None:
        """What the next undo or redo would take back or do again, in words; None if there is nothing."""
        with self.reading() as session:
            step = undo.next_step(session, kind, network=network, who=who, area=area, hand=hand, since=since)
            return None if step is None else undo.named(session, step)

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
        self,
        *,
        as_at: datetime | int | None = None,
        network: str | None = None,
        entities: Iterable[str] | None = None,
    ) -> dict[str, dict[str, dict[str, Any]]]:
        """Every tracked row as the feed had it at that moment or sequence: entity → id → column → plain value.

        With `entities`, only the rows of these tables.
        """
        with self.reading() as session:
            return history.state(session, as_at=as_at, network=network, entities=entities)


def _note_edits(session: Session, _context: Any, _instances: Any) -> None:
    change: Change = session.info["change"]
    note_edits(session, change)
    if change.edits:
        session.add(change)


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise BadInput(
            "The URL of the database cannot be read: write sqlite:///workbench.db or "
            "postgresql://person:password@server/name."
        ) from None
    if parsed.drivername in ("postgres", "postgresql"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    engine = create_engine(parsed, hide_parameters=True)  # an error goes to the log: what people said does not
    event.listen(engine, "handle_error", leave_out_values)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "do_connect", _refuse_to_make_a_file)
        event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _file(url: URL) -> Path | None:
    in_memory = url.database in (None, "", ":memory:")
    return None if url.get_backend_name() != "sqlite" or in_memory else Path(url.database or "")


def _shortly(reason: str) -> str:
    """The last thing that a server or its driver said, without the address that stands before it."""
    return reason.rpartition("failed: ")[2].removeprefix("FATAL:").strip().rstrip(".")


def _refuse_to_make_a_file(_dialect: Any, _record: Any, arguments: list[Any], _options: Any) -> None:
    """SQLite makes the file that it does not find: a deleted or unmounted one would come back empty."""
    file = arguments[0] if arguments else ":memory:"
    if file != ":memory:" and not Path(file).is_file():
        raise NotFound(f"The database {file} is not there: {REMEDY_FOR_A_FILE}.")


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
