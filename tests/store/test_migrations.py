"""The tables of a database are those of the code, and an old database says so."""

from __future__ import annotations

import sqlite3

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from workbench.errors import NotFound, StoreOutOfDate
from workbench.mapping.models import Connection, Element
from workbench.sensemaking.models import Attendance, Entry
from workbench.sensemaking.models import Session as Meeting
from workbench.store import Base, Store, migrations

NUMBERS = migrations.known()
A_RECORD = """INSERT INTO record (id, kind, network, title, valid_from, version, created_at, created_by, changed_at,
    changed_by) VALUES (:id, :kind, 'U99001', '', '2025-01-23', 1, '2025-01-23 12:00:00', 'me', '2025-01-23 12:00:00',
    'me')"""
AN_ELEMENT = """INSERT INTO element (id, type, organisation, note, provenance, register_source)
    VALUES (:id, 'team', '', '', 'lived', '')"""
A_CONNECTION = """INSERT INTO connection (id, source_id, target_id, type, direction, strength, delay, said_by, note,
    provenance, register_source) VALUES ('c', 'a', 'b', 'trusts', 'one way', 3, false, '', '', 'lived', '')"""


def test_the_migrations_make_exactly_the_tables_of_the_code(store):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_creating_twice_changes_nothing(store):
    store.create()
    store.check()


def test_a_database_without_tables_says_what_to_run(tmp_path):
    empty = Store(f"sqlite:///{tmp_path / 'empty.db'}")
    with sqlite3.connect(tmp_path / "empty.db") as connection:
        connection.execute("CREATE TABLE other (id INTEGER)")
    with pytest.raises(StoreOutOfDate) as caught:
        empty.check()
    assert str(caught.value) == ("This workspace's database has no tables yet: run `workbench upgrade` to make them.")
    empty.close()


def test_an_older_database_says_what_to_run(store, monkeypatch):
    monkeypatch.setattr(migrations, "known", lambda: [*NUMBERS, "9998"])
    with pytest.raises(StoreOutOfDate, match=f"is at revision {NUMBERS[-1]} and this workbench needs 9998: make a"):
        store.check()


def test_bringing_the_first_tables_up_to_date_keeps_what_is_in_them(store):
    writer = store.engine.execution_options(workbench_writes=True)
    with writer.begin() as connection:
        command.downgrade(migrations.configuration(connection), "0001")
    with writer.begin() as connection:
        for kind, identity in (("element", "a"), ("element", "b"), ("connection", "c")):
            connection.execute(text(A_RECORD), {"id": identity, "kind": kind})
        for identity in ("a", "b"):
            connection.execute(text(AN_ELEMENT), {"id": identity})
        connection.execute(text(A_CONNECTION))
    with pytest.raises(StoreOutOfDate, match="is at revision 0001"):
        store.check()

    store.upgrade()

    store.check()
    with Session(store.engine) as session:
        found = [(row.id, row.size, row.themes, row.pinned) for row in session.scalars(select(Element))]
        assert found == [("a", "usual", [], False), ("b", "usual", [], False)]
        assert [(row.source_id, row.target_id, row.themes) for row in session.scalars(select(Connection))] == [
            ("a", "b", [])
        ]


def test_links_outlast_a_new_kind_of_link(store):
    a_link = """INSERT INTO link (id, network, kind, source_id, target_id, note, valid_from, version)
        VALUES (:id, 'U99001', :kind, 'a', 'b', '', '2025-01-23', 1)"""
    writer = store.engine.execution_options(workbench_writes=True)
    with writer.begin() as connection:
        command.downgrade(migrations.configuration(connection), "0002")
    with writer.begin() as connection:
        for identity in ("a", "b"):
            connection.execute(text(A_RECORD), {"id": identity, "kind": "element"})
        connection.execute(text(a_link), {"id": "before", "kind": "about"})

    store.upgrade()

    with writer.begin() as connection:
        connection.execute(text(a_link), {"id": "after", "kind": "contributes to"})
    with store.engine.connect() as connection:
        found = connection.execute(text("SELECT id, kind FROM link ORDER BY id")).all()
    assert found == [("after", "contributes to"), ("before", "about")]


def test_a_newer_database_asks_for_a_newer_workbench_and_is_left_as_it_is(store):
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for step in (store.check, store.upgrade, store.create):
        with pytest.raises(StoreOutOfDate, match=r"made by a newer workbench .*: update the workbench"):
            step()


def test_a_file_that_is_gone_or_empty_is_never_taken_for_a_new_database(tmp_path):
    file = tmp_path / "workbench.db"
    store = Store(f"sqlite:///{file}")
    for step in (store.check, store.upgrade, store.latest):
        with pytest.raises(NotFound, match="is not there: put a copy in its place"):
            step()
    assert not file.exists()
    file.touch()
    for step in (store.check, store.upgrade):
        with pytest.raises(NotFound, match="is empty: put a copy in its place"):
            step()
    store.create()
    store.check()
    store.close()


def test_what_was_said_outlasts_methods_becoming_files_and_stays_with_its_set(store):
    writer = store.engine.execution_options(workbench_writes=True)
    with writer.begin() as connection:
        command.downgrade(migrations.configuration(connection), "0003")
    with writer.begin() as connection:
        for kind in ("session", "attendance", "entry"):
            connection.execute(text(A_RECORD), {"id": kind, "kind": kind})
        connection.execute(
            text(
                "INSERT INTO session (id, method, held_on, notes) "
                "VALUES ('session', 'after action review', '2025-01-23', '')"
            )
        )
        connection.execute(text("INSERT INTO attendance (id, session_id) VALUES ('attendance', 'session')"))
        connection.execute(
            text(
                "INSERT INTO entry (id, session_id, step, nature, text, said_by) "
                "VALUES ('entry', 'session', 'What happened?', 'story', 'She rang.', 'carer')"
            )
        )

    store.upgrade()

    store.check()
    with Session(store.engine) as session:
        held, here, said = (session.scalars(select(kind)).one() for kind in (Meeting, Attendance, Entry))
        assert (held.id, held.method, held.outline, held.audience, held.advice_open) == (
            *("session", "after action review"),
            *({}, "set", False),
        )
        assert (here.session_id, here.part) == ("session", "set member")
        assert (said.session_id, said.text, said.form, said.audience, said.consent, said.themes, said.bid_id) == (
            *("session", "She rang.", "statement"),
            *("set", "not asked", [], None),
        )
