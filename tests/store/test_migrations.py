"""The tables of a database are those of the code, and an old database says so."""

from __future__ import annotations

import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from workbench.errors import NotFound, StoreOutOfDate
from workbench.store import Base, Store, migrations


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
    monkeypatch.setattr(migrations, "known", lambda: ["0001", "0002"])
    with pytest.raises(StoreOutOfDate, match="is at revision 0001 and this workbench needs 0002: make a copy of"):
        store.check()


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
