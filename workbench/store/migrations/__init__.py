"""Bringing a database to the tables of this version, by command and never on the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, inspect, text

from workbench.errors import BadInput, StoreOutOfDate

if TYPE_CHECKING:
    from alembic.config import Config

HERE = Path(__file__).parent


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's settings, without a file; `connection` is the one to work on."""
    from alembic.config import Config  # noqa: PLC0415  only a command that changes tables needs Alembic

    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine) -> None:
    """Bring the tables to this version, in one transaction. Raises `StoreOutOfDate` for those of a newer one."""
    from alembic import command  # noqa: PLC0415  as above

    _refuse_newer(_revision(engine))
    writer = engine.execution_options(workbench_writes=True)
    with _rebuilding(writer) as connection:
        command.upgrade(configuration(connection), "head")


@contextmanager
def _rebuilding(writer: Engine) -> Iterator[Connection]:
    """One transaction in which SQLite may make a table anew that others point to.

    Dropping such a table counts as taking its rows away, so SQLite's keys rest meanwhile, and all are checked before
    anything is kept. They can only be switched outside of a transaction, on the driver's own connection.
    """
    if writer.dialect.name != "sqlite":
        with writer.begin() as connection:
            yield connection
        return
    with writer.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                yield connection
                if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise BadInput(
                        f"A row of the table {broken[0]} points to nothing in {broken[2]}, so the database stays as it "
                        "was: put a sound copy in its place."
                    )
        finally:
            driver.execute("PRAGMA foreign_keys = ON")


def known() -> list[str]:
    """The revisions that this version knows, oldest first: they are numbered, and their files begin with the number."""
    return sorted(file.name.partition("_")[0] for file in (HERE / "versions").glob("[0-9]*.py"))


def newest() -> str:
    """The revision of this version."""
    return known()[-1]


def check(engine: Engine) -> None:
    """Raise `StoreOutOfDate`, with what to do, unless the tables are those of this version."""
    found = _revision(engine)
    if found is None:
        raise StoreOutOfDate("This workspace's database has no tables yet: run `workbench upgrade` to make them.")
    _refuse_newer(found)
    if found != newest():
        raise StoreOutOfDate(
            f"This workspace's database is at revision {found} and this workbench needs {newest()}: "
            "make a copy of the database, then run `workbench upgrade`."
        )


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        made = inspect(connection).has_table("alembic_version")
        return connection.scalar(text("SELECT version_num FROM alembic_version")) if made else None


def _refuse_newer(found: str | None) -> None:
    if found is not None and found not in known():
        raise StoreOutOfDate(
            f"This database was made by a newer workbench (revision {found}, where this one knows {newest()}): "
            "update the workbench."
        )
