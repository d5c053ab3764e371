"""What the doctor finds, with the real thing broken each time."""

from __future__ import annotations

import shutil
import socket
import sqlite3
from pathlib import Path

import pytest

from tests.machine import free_port
from tests.serving import packs
from workbench import doctor
from workbench.doctor import Finding, examine
from workbench.settings import Settings, read_settings
from workbench.store import Store


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A workspace in good order."""
    for name in ("DATABASE_URL", "PASSWORD", "PORT"):
        monkeypatch.delenv(f"WORKBENCH_{name}", raising=False)
    folder = packs.workspace(tmp_path, port=free_port())
    packs.network(folder, "U12345", "Stourvale network")
    settings = read_settings(folder)
    store = Store(settings.database_url)
    store.create()
    store.close()
    return settings


def found(settings: Settings, about: str) -> Finding:
    """What was found about one thing."""
    return next(finding for finding in examine(settings) if finding.about == about)


def file_of(settings: Settings) -> Path:
    return settings.workspace / "workbench.db"


def test_in_good_order_there_is_nothing_to_do_and_nothing_changes(settings: Settings):
    before = {path: path.stat().st_mtime_ns for path in settings.workspace.rglob("*")}
    findings = examine(settings)
    assert [finding.about for finding in findings] == [
        "Python",
        "SQLite",
        "Kernel",
        "Pages",
        "Place of the database",
        "Database",
        "Space",
        "Networks",
        "Password",
        "Port",
    ]
    assert [finding for finding in findings if finding.level != "good" or finding.do] == []
    assert {path: path.stat().st_mtime_ns for path in settings.workspace.rglob("*")} == before


@pytest.mark.parametrize(
    ("version", "sentence"),
    [
        ((3, 51, 2), "keeps a rollback journal, because versions before 3.51.3 can damage a write-ahead log."),
        ((3, 51, 3), "keeps a write-ahead log."),
    ],
)
def test_how_sqlite_keeps_its_journal_depends_on_its_version(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...], sentence: str
):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    assert found(settings, "SQLite").says.endswith(sentence)


def test_a_database_that_is_gone(settings: Settings):
    file_of(settings).unlink()
    says = (
        f"The database {file_of(settings)} is not there: put a copy in its place, or make another workspace with "
        "`workbench init`."
    )
    assert found(settings, "Database") == Finding("Database", "problem", says)
    assert not file_of(settings).exists()


def test_a_database_without_tables(settings: Settings):
    file_of(settings).unlink()
    with sqlite3.connect(file_of(settings)) as connection:
        connection.execute("CREATE TABLE other (id INTEGER)")
    finding = found(settings, "Database")
    assert finding.level == "problem"
    assert "workbench upgrade" in finding.says


def test_a_file_that_is_no_database(settings: Settings):
    file_of(settings).write_text("a shopping list, much longer than a header " * 40, encoding="utf-8")
    finding = found(settings, "Database")
    assert finding.level == "problem"
    assert "is damaged (file is not a database): put a copy in its place" in finding.says


def test_a_server_that_does_not_answer(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WORKBENCH_DATABASE_URL", f"postgresql://anna:hidden@127.0.0.1:{free_port()}/set")
    findings = {finding.about: finding for finding in examine(read_settings(settings.workspace))}
    assert findings["Place of the database"].level == "good"
    assert findings["Database"].level == "problem"
    assert "cannot be used" in findings["Database"].says
    assert "hidden" not in str(findings)
    assert "check that its server runs" in findings["Database"].says


def test_a_network_drive_is_no_place_for_sqlite(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "SHARED_DRIVES", {doctor._drive(settings.workspace)})
    finding = found(settings, "Place of the database")
    assert finding.level == "problem"
    assert finding.do == "Move the workspace to a disk of this machine, or use PostgreSQL."


@pytest.mark.parametrize(("free", "level"), [(199_000_000, "problem"), (999_000_000, "note"), (2_000_000_000, "good")])
def test_little_space_is_said_before_it_hurts(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, free: int, level: str
):
    usage = shutil.disk_usage(settings.workspace)._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    assert found(settings, "Space").level == level


def test_a_missing_part_of_the_pages_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("workbench.serving.app.EXTENSIONS", ["anywidget", "no-such-part"])
    finding = found(settings, "Pages")
    assert (finding.level, finding.says) == ("problem", "Pages would stay empty: no-such-part is missing.")


def test_no_network_yet_says_what_to_run(settings: Settings):
    shutil.rmtree(settings.networks_folder)
    finding = found(settings, "Networks")
    assert finding.level == "note"
    assert "workbench new" in finding.do


def test_a_port_in_use_is_told(settings: Settings):
    with socket.create_server(("127.0.0.1", settings.port)):
        assert found(settings, "Port").level == "note"


def test_a_password_is_told_without_being_shown(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WORKBENCH_PASSWORD", "hidden")
    finding = found(read_settings(settings.workspace), "Password")
    assert finding.says == "People sign in with a password; other machines may be let in with --host."
