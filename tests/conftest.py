"""What every test may ask for: a store on each engine, and a workspace of its own."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import hypothesis
import pandas as pd
import pytest
from sqlalchemy import create_engine, text

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


@pytest.fixture(scope="session")
def with_tables(postgres_url: str) -> str:
    """The name of a PostgreSQL database with our tables, from which each test's own is copied."""
    name = "with_tables"
    admin = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    made = Store(f"{postgres_url.rsplit('/', 1)[0]}/{name}")
    made.create()
    made.close()
    return name


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
        server = request.getfixturevalue("postgres_url")
        name = f"test_{os.getpid()}_{abs(hash(request.node.nodeid))}"
        admin = create_engine(server, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{request.getfixturevalue("with_tables")}"'))
        url = f"{server.rsplit('/', 1)[0]}/{name}"
    store = Store(url)
    yield store
    store.close()
    if request.param == "postgresql":
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        admin.dispose()


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
