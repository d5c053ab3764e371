"""What every test may ask for: a store on each engine, and a workspace of its own."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import hypothesis
import pandas as pd
import pytest
from sqlalchemy import NullPool, create_engine, text

from workbench import sample
from workbench.networks.register import import_register
from workbench.settings import write_settings
from workbench.store import Scope, Store
from workbench.templates.packs import generate
from workbench.workspace import Network, Workspace, open_workspace

# Whatever runs in the background of a shell has Ctrl-C ignored, and hands that on to what it starts: but the servers
# that the tests start are stopped with it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A machine that is busy is no failure of a law.
hypothesis.settings.register_profile("workbench", deadline=None)
hypothesis.settings.load_profile("workbench")

ROOT = Path(__file__).parent.parent
CHECK_DATA = Path(os.environ.get("WORKBENCH_CHECK_DATA", ROOT.parent / "shared" / "data"))


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A throwaway PostgreSQL server's URL; where none can be started the test is skipped, with the reason."""
    from tests.machine import postgres_server

    with postgres_server() as (url, reason):
        if url is None:
            pytest.skip(reason)
        yield url


EMPTY_AGAIN = text("""
DO $$ DECLARE name text; BEGIN
  PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
  SET LOCAL session_replication_role = replica;  -- no key is checked on the way
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
    EXECUTE format('DELETE FROM %I', name);
  END LOOP;
  PERFORM setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences WHERE schemaname = 'public';
END $$
""")


@pytest.fixture(scope="session")
def emptied(postgres_url: str) -> Iterator[Callable[[], str]]:
    """Empties the one PostgreSQL database that all tests use in turn, which is far quicker than making one for each.

    Returns its URL. It is made anew after a test that has changed its tables.
    """
    url = f"{postgres_url.rsplit('/', 1)[0]}/in_turn"
    admin = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    database = create_engine(url, poolclass=NullPool)

    def made_as() -> tuple[str, str] | None:
        """Which version the tables are of, and which table that of the records is; None without them."""
        with database.connect() as connection:
            if connection.scalar(text("SELECT to_regclass('alembic_version')")) is None:
                return None
            version = connection.scalar(text("SELECT version_num FROM alembic_version"))
            return version, connection.scalar(text("SELECT to_regclass('record')::oid"))

    def make() -> None:
        with admin.connect() as connection:
            connection.execute(text("DROP DATABASE IF EXISTS in_turn WITH (FORCE)"))
            connection.execute(text("CREATE DATABASE in_turn"))
        made = Store(url)
        made.create()
        made.close()

    def empty() -> str:
        nonlocal here
        if here is None or made_as() != here:
            make()
            here = made_as()
        with database.begin() as connection:
            connection.execute(EMPTY_AGAIN)
        return url

    here: tuple[str, str] | None = None
    yield empty
    admin.dispose()


@pytest.fixture(scope="session")
def file_with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with our tables, from which each test's own is copied."""
    file = tmp_path_factory.mktemp("tables") / "workbench.db"
    made = Store(f"sqlite:///{file}")
    made.create()
    made.close()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store with our tables, once on each engine."""
    if request.param == "sqlite":
        file = Path(shutil.copy(request.getfixturevalue("file_with_tables"), tmp_path / "workbench.db"))
        url = f"sqlite:///{file}"
    else:
        url = request.getfixturevalue("emptied")()
    store = Store(url)
    yield store
    store.close()


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A Thursday at noon."""
    return Clock(datetime(2025, 1, 23, 12, 0, tzinfo=UTC))


@pytest.fixture
def scope(store: Store, clock: Clock) -> Scope:
    """A practice manager at work on one network of an empty store."""
    return Scope(store, "U99001", "practice manager", clock)


STAYS = (
    ("Y99001", "Mill Lane Surgery", date(2019, 7, 1), None, True),
    ("Y99002", "Old Forge Practice", date(2019, 7, 1), None, True),
    ("Y99003", "Harbour Practice", date(2019, 7, 1), date(2023, 3, 31), False),
)


@pytest.fixture
def workspace(store: Store, tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """A workspace on each engine, with one network of three practices, one of which has left."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    write_settings(folder, database_url=store.url)
    networks = pd.DataFrame(
        [("U99001", "Stourvale", "ZZ1", "NHS Testshire", date(2019, 7, 1), None)],
        columns=["code", "name", "commissioner_code", "commissioner", "opened", "closed"],
    )
    columns = ["practice_code", "practice_name", "start", "end", "same_commissioner"]
    memberships = pd.DataFrame(STAYS, columns=columns).assign(network_code="U99001")
    import_register(store, networks, memberships, source="test register, January 2025", who="test", at=clock.now)
    workspace = open_workspace(folder, clock=clock)
    yield workspace
    workspace.close()


@pytest.fixture
def network(workspace: Workspace) -> Network:
    """The network of that workspace, with a practice manager at work."""
    return workspace.network("U99001", who="practice manager")


@pytest.fixture(scope="session")
def sample_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample story with the packs of its networks, made once; nobody works in it."""
    folder = tmp_path_factory.mktemp("story") / "workspace"
    sample.load(folder)
    workspace = open_workspace(folder)
    for code in workspace.networks().index:
        generate(workspace.network(code).facts, folder=folder / "networks")
    workspace.close()
    return folder


@pytest.fixture(scope="module")
def folder(sample_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample story with its packs, for the tests of one module to work in."""
    return Path(shutil.copytree(sample_made, tmp_path_factory.mktemp("story") / "workspace"))
