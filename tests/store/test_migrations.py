"""The tables of a database are those of the code, and an old database says so."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from workbench.errors import StoreOutOfDate
from workbench.store import Base, Store


def test_the_migrations_make_exactly_the_tables_of_the_code(store):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_creating_twice_changes_nothing(store):
    store.create()
    store.check()


def test_a_database_without_tables_says_what_to_run(tmp_path):
    empty = Store(f"sqlite:///{tmp_path / 'empty.db'}")
    with pytest.raises(StoreOutOfDate) as caught:
        empty.check()
    assert str(caught.value) == ("This workspace's database has no tables yet. Run `workbench upgrade` to make them.")
    empty.close()


def test_a_database_of_another_version_says_what_to_run(store):
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    with pytest.raises(StoreOutOfDate, match="is at revision 0000 and this workbench needs 0001"):
        store.check()
