"""Bringing a database to the tables of this version, by command and never on the way."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from workbench.errors import StoreOutOfDate

HERE = Path(__file__).parent


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's settings, without a file; `connection` is the one to work on."""
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine) -> None:
    """Bring the tables to this version, in one transaction."""
    writer = engine.execution_options(workbench_writes=True)
    with writer.begin() as connection:
        command.upgrade(configuration(connection), "head")


def check(engine: Engine) -> None:
    """Raise `StoreOutOfDate`, with what to run, unless the tables are those of this version."""
    wanted = ScriptDirectory.from_config(configuration()).get_current_head()
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found is None:
        raise StoreOutOfDate("This workspace's database has no tables yet. Run `workbench upgrade` to make them.")
    if found != wanted:
        raise StoreOutOfDate(
            f"This workspace's database is at revision {found} and this workbench needs {wanted}. "
            "Make a copy of the database, then run `workbench upgrade`."
        )
