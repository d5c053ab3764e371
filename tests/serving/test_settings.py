"""What a workspace is set to, and where it is looked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput, NotFound
from workbench.settings import Settings, find_workspace, is_loopback, read_settings, write_settings


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """No setting of the person who runs the tests, and a folder of our own to stand in."""
    for name in ("DATABASE_URL", "PASSWORD", "PORT", "WORKSPACE"):
        monkeypatch.delenv(f"WORKBENCH_{name}", raising=False)
    monkeypatch.chdir(tmp_path)


def made(folder: Path, text: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "workbench.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_empty_file_means_every_default(tmp_path: Path):
    assert read_settings(made(tmp_path)) == Settings(
        workspace=tmp_path,
        database_url=f"sqlite:///{tmp_path.as_posix()}/workbench.db",
        port=8866,
        password=None,
        password_hash=None,
        idle_minutes=120,
        away_minutes=15,
        small_numbers=7,
        register_note="",
    )


def test_the_nearest_workspace_above_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    made(tmp_path / "outer")
    made(tmp_path / "outer" / "inner")
    deep = tmp_path / "outer" / "inner" / "networks" / "U1"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert find_workspace() == tmp_path / "outer" / "inner"


def test_else_the_environment_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(made(tmp_path / "elsewhere" / "named")))
    assert find_workspace() == tmp_path / "elsewhere" / "named"


def test_else_it_is_the_one_folder_below(tmp_path: Path):
    made(tmp_path / "only")
    (tmp_path / "other").mkdir()
    assert find_workspace() == tmp_path / "only"


def test_two_folders_below_have_to_be_told_apart(tmp_path: Path):
    made(tmp_path / "north")
    made(tmp_path / "south")
    with pytest.raises(NotFound, match=re.escape(f"There are 2 workspaces in {tmp_path} (north, south)")):
        find_workspace()


def test_no_workspace_says_what_to_run(tmp_path: Path):
    with pytest.raises(NotFound, match=re.escape(f"There is no workspace in {tmp_path}: run `workbench init`")):
        find_workspace()


@pytest.mark.parametrize(("name", "why"), [("empty", "holds no workbench.toml"), ("missing", "is not a folder")])
def test_a_path_that_is_no_workspace_says_why(tmp_path: Path, name: str, why: str):
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotFound, match=why):
        find_workspace(tmp_path / name)


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    made(tmp_path, 'database_url = "sqlite:///other.db"\nport = 9000\n')
    monkeypatch.setenv("WORKBENCH_DATABASE_URL", "postgres://anna:secret@server/set")
    monkeypatch.setenv("WORKBENCH_PORT", "9001")
    settings = read_settings()
    assert settings.database_url == "postgresql+psycopg://anna:secret@server/set"
    assert settings.port == 9001
    assert settings.database_label == "postgresql+psycopg://anna:…@server/set"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sqlite:///data/set.db", "sqlite:///{here}/data/set.db"),
        ("sqlite:////srv/set.db", "sqlite:////srv/set.db"),
        ("postgresql://server/set", "postgresql+psycopg://server/set"),
        ("postgresql+psycopg://server/set", "postgresql+psycopg://server/set"),
    ],
)
def test_a_database_url_is_made_whole(tmp_path: Path, written: str, meant: str):
    made(tmp_path, f'database_url = "{written}"')
    assert read_settings().database_url == meant.format(here=tmp_path.as_posix())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("prot = 1", "has an unknown key 'prot': did you mean 'port'?"),
        ('pasword_hash = "x"', "did you mean 'password_hash'?"),
        ('port = "8866"', "port is '8866': it has to be a whole number."),
        ("port = true", "port is True: it has to be a whole number."),
        ("port = 70000", "port is 70000: it has to be from 1 to 65535."),
        ("idle_minutes = 0", "idle_minutes is 0: it has to be from 1 to 10080."),
        ("small_numbers = 1", "small_numbers is 1: it has to be from 2 to 100."),
        ("register_note = 3", "register_note is 3: it has to be text in quotes."),
        ("port =", "cannot be read"),
        ('database_url = "mysql://server/set"', "The database 'mysql' is not one"),
        ('database_url = "sqlite://"', "A SQLite database needs a file"),
        ('database_url = "sqlite:///:memory:"', "A SQLite database needs a file"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(tmp_path: Path, text: str, sentence: str):
    made(tmp_path, text)
    with pytest.raises(BadInput) as refused:
        read_settings()
    assert sentence in str(refused.value)


def test_a_port_in_the_environment_has_to_be_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    made(tmp_path)
    monkeypatch.setenv("WORKBENCH_PORT", "http")
    with pytest.raises(BadInput, match="WORKBENCH_PORT is 'http'"):
        read_settings()


def test_passwords_are_neither_shown_nor_handed_to_notebooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    made(tmp_path, 'password_hash = "argon2:hidden"')
    monkeypatch.setenv("WORKBENCH_PASSWORD", "hidden too")
    monkeypatch.setenv("WORKBENCH_DATABASE_URL", "postgresql://anna:hidden@server/set")
    settings = read_settings()
    assert settings.needs_password
    assert "hidden" not in repr(settings)
    environment = settings.kernel_environment({"PATH": "/bin", "WORKBENCH_PASSWORD": "hidden too"})
    assert environment == {"PATH": "/bin", "WORKBENCH_WORKSPACE": str(tmp_path)}


def test_writing_keeps_what_people_wrote(tmp_path: Path):
    made(tmp_path, "# Ask Anna before changing this.\nport = 9000\n\nidle_minutes = 60  # the room is small\n")
    write_settings(tmp_path, port=9001, register_note="ePCN of March")
    assert (tmp_path / "workbench.toml").read_text(encoding="utf-8") == (
        "# Ask Anna before changing this.\nport = 9001\n\nidle_minutes = 60  # the room is small\n"
        'register_note = "ePCN of March"\n'
    )
    assert [each.name for each in tmp_path.iterdir()] == ["workbench.toml"]


def test_writing_an_unknown_key_changes_nothing(tmp_path: Path):
    made(tmp_path, "port = 9000\n")
    with pytest.raises(BadInput, match="did you mean 'port'"):
        write_settings(tmp_path, idle_minutes=5, ports=1)
    assert (tmp_path / "workbench.toml").read_text(encoding="utf-8") == "port = 9000\n"


@given(note=st.text(st.characters(exclude_categories=["Cs"])), port=st.integers(1, 65535))
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, note: str, port: int):
    folder = tmp_path_factory.mktemp("written")
    write_settings(folder, register_note=note, port=port)
    settings = read_settings(folder)
    assert (settings.register_note, settings.port) == (note, port)


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
     ("192.168.1.5", False), ("", False), ("set.example", False)],
)  # fmt: skip
def test_this_machine_only_is_told_from_all_others(host: str, loopback: bool):
    assert is_loopback(host) is loopback
