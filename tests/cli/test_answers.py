"""How the command answers: help with an example, one sentence for what is wrong, a status that says which."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from typer.main import get_command

import workbench
from tests.cli.conftest import Command
from tests.conftest import ROOT
from tests.machine import free_port, until
from workbench import cli
from workbench.cli import app, run

NAMES = sorted(get_command(app).commands)  # type: ignore[attr-defined]
SENTENCE = re.compile(r"[^\n]+[.?)]\n")


def test_these_are_the_commands():
    assert NAMES == ["demo", "doctor", "init", "lab", "networks", "new", "serve", "upgrade"]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself_with_an_example(command: Command, name: str):
    ran = command(name, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert f"Example: workbench {name}" in ran.out
    assert not re.search("[╭│╰─]", ran.out)


@pytest.mark.parametrize("name", NAMES)
def test_the_example_of_every_command_can_be_typed(command: Command, name: str):
    example = re.search(r"Example: workbench (.+)", command(name, "--help").out.replace("\n  ", " "))
    assert example
    words = example[1].split()
    options = [word for word in words if word.startswith("--")]
    known = command(name, "--help").out
    assert [option for option in options if option not in known] == []


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",)])
def test_the_command_alone_lists_what_there_is(command: Command, words: tuple[str, ...]):
    ran = command(*words)
    assert (ran.status, ran.err) == (0, "")
    assert all(re.search(rf"^  {name} ", ran.out, re.MULTILINE) for name in NAMES)
    assert "Example: workbench demo" in ran.out
    assert "..." not in ran.out.split("Commands:")[1]


def test_it_says_its_version(command: Command):
    assert command("--version").out == f"workbench {workbench.__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ("servr",),
        ("--nosuch",),
        ("init",),
        ("init", "a", "b"),
        ("init", "a", "--ods", "nosuch.xlsx"),
        ("init", "a", "--commissioner", "Dorset"),
        ("serve", "--port", "many"),
        ("serve", "--port", "70000"),
        ("serve",),
        ("lab",),
        ("serve", "--host"),
        ("init", "a", "--commissioner", ""),
        ("init", "full/something.txt/x"),
        ("networks", "--ods", ".", "-w", "nowhere"),
        ("init", "a", "--ods", "."),
        ("upgrade",),
        ("networks",),
        ("networks", "--commissioner", "Dorset"),
        ("networks", "-w", "nowhere"),
        ("new",),
        ("new", "--all"),
        ("new", "U10001", "--all"),
        ("new", "U10001"),
        ("demo", "--folder", "full"),
    ],
    ids=" ".join,
)
def test_wrong_input_is_one_sentence_on_stderr_and_status_2(command: Command, here: Path, words: tuple[str, ...]):
    (here / "full").mkdir()
    (here / "full" / "something.txt").write_text("mine", encoding="utf-8")
    ran = command(*words)
    assert (ran.status, ran.out) == (2, "")
    assert SENTENCE.fullmatch(ran.err), ran.err
    assert not re.search("Traceback|[╭│╰─]|Usage:", ran.err)
    assert [path.name for path in here.rglob("*")] == ["full", "something.txt"]


def test_a_word_that_is_nearly_a_command_is_offered_the_right_one(command: Command):
    assert "serve" in command("servr").err


@pytest.mark.parametrize(
    ("problem", "status", "said"),
    [
        (KeyboardInterrupt(), 130, "\nStopped. Whatever was kept stays kept, and you can start again.\n"),
        (PermissionError(13, "Not allowed", "x.db"), 1, "The system did not allow something with x.db: Not allowed.\n"),
        (
            KeyError("x"),
            1,
            (
                "Something went wrong that the workbench did not foresee (KeyError: 'x'): "
                "`workbench --trace …` shows where.\n"
            ),
        ),
    ],
)
def test_whatever_goes_wrong_is_one_sentence(
    command: Command, monkeypatch: pytest.MonkeyPatch, problem: BaseException, status: int, said: str
):
    def fail(*_args: object, **_options: object) -> None:
        raise problem

    monkeypatch.setattr("workbench.settings.read_settings", fail)
    ran = command("doctor")
    assert (ran.status, ran.err) == (status, said)


def test_who_looks_for_the_cause_gets_the_traceback(here: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cli, "_asked_for_trace", False)
    with pytest.raises(workbench.errors.NotFound):
        run(["--trace", "networks"])


def test_a_database_that_does_not_answer_is_one_sentence(command: Command, north: Path):
    (north / "workbench.db").write_bytes(b"this is no database, but long enough to be looked at " * 40)
    ran = command("networks")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        f"The database {north / 'workbench.db'} is damaged (file is not a database): put a copy in its place, or make "
        "another workspace with `workbench init`.\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("serve", "--host"), "Option '--host' requires an argument (`workbench serve --help` shows what there is).\n"),
        (
            ("lab", "--port", "abc"),
            (
                "'--port': a port is a whole number from 1 to 65535, not ‘abc’ "
                "(`workbench lab --help` shows what there is).\n"
            ),
        ),
        (("servr",), "No such command 'servr': did you mean 'serve'? (`workbench --help` shows what there is).\n"),
    ],
)
def test_what_was_typed_wrong_is_said_in_words_with_the_help_of_its_command(
    command: Command, words: tuple[str, ...], said: str
):
    assert command(*words).err == said


@pytest.mark.parametrize("words", [("networks",), ("serve", "--no-browser"), ("lab", "--no-browser"), ("upgrade",)])
def test_a_database_that_is_gone_is_never_made_anew(command: Command, north: Path, words: tuple[str, ...]):
    (north / "workbench.db").unlink()
    ran = command(*words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        f"The database {north / 'workbench.db'} is not there: put a copy in its place, or make another workspace with "
        "`workbench init`.\n"
    )
    assert not (north / "workbench.db").exists()


@pytest.mark.parametrize("words", [("networks",), ("upgrade",), ("lab", "--no-browser")])
def test_a_database_of_a_newer_version_asks_for_a_newer_workbench(
    command: Command, north: Path, words: tuple[str, ...]
):
    with sqlite3.connect(north / "workbench.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    ran = command(*words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("This database was made by a newer workbench (revision 9999, where this one knows ")
    assert ran.err.endswith("): update the workbench.\n")


def test_a_server_that_is_not_there_is_one_sentence(command: Command, north: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WORKBENCH_DATABASE_URL", f"postgresql://anna:hidden@127.0.0.1:{free_port()}/set")
    ran = command("networks")
    assert (ran.status, ran.out) == (2, "")
    assert SENTENCE.fullmatch(ran.err)
    assert "cannot be used (Connection refused): check that its server runs" in ran.err
    assert "hidden" not in ran.err


def test_an_address_or_a_port_that_cannot_be_had_is_named(north: Path):
    def said(*words: str) -> str:
        ran = subprocess.run(
            [sys.executable, "-m", "workbench.cli", *words, "--no-browser"],
            capture_output=True, text=True, encoding="utf-8", check=False, cwd=north, timeout=60,
            env={**os.environ, "WORKBENCH_PASSWORD": "seven green bottles"},
        )  # fmt: skip
        assert (ran.returncode, ran.stdout) == (2, "")
        return ran.stderr

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for name in ("serve", "lab"):
            sentence = f"Port {port} is taken, perhaps by another copy: stop that one, or name another port.\n"
            assert said(name, "--port", str(port)) == sentence
    assert said("serve", "--host", "192.0.2.7").startswith("192.0.2.7 is not an address of this machine: ")


@pytest.mark.parametrize("settings", [None, "port = = 1"])
def test_the_doctor_looks_at_the_machine_without_a_workspace_too(command: Command, here: Path, settings: str | None):
    if settings is not None:
        (here / "workbench.toml").write_text(settings, encoding="utf-8")
    ran = command("doctor")
    assert (ran.status, ran.err) == (1, "")
    assert [line.split()[0] for line in ran.out.splitlines()[:4]] == ["ok"] * 4
    assert "PROBLEM Workspace: " in ran.out
    assert ("Line 1 of " in ran.out) == (settings is not None)


def test_help_answers_before_anything_large_is_loaded():
    code = (
        "import sys; from workbench.cli import run; status = run(['--help']);"
        "heavy = {'pandas', 'sqlalchemy', 'voila', 'rich', 'matplotlib', 'networkx', 'nbformat', 'jinja2'};"
        "print(status, sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stderr == "0 []\n"


@pytest.mark.skipif(sys.platform == "win32", reason="signals reach a child differently there")
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_who_asks_serving_to_end_gets_one_sentence_and_status_130(north: Path, asked: signal.Signals):
    started = [sys.executable, "-m", "workbench.cli", "serve", "--no-browser", "--port", str(free_port())]
    with subprocess.Popen(
        started, cwd=north, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert re.fullmatch(r"The workbench is open at http://127\.0\.0\.1:\d+/ and stops with Ctrl-C\.\n", line)
        link = re.search(r"http\S+", line)
        assert link
        with urllib.request.urlopen(link[0]) as answer:  # now it waits for visitors
            assert answer.status == 200
        process.send_signal(asked)
        rest, said = process.communicate(timeout=60)
    assert (process.returncode, rest) == (130, "")
    assert said == "\nStopped. Whatever was kept stays kept, and you can start again.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="signals reach a child differently there")
def test_asked_to_end_the_lab_leaves_no_server_behind(north: Path):
    port = free_port()
    started = [sys.executable, "-m", "workbench.cli", "lab", "--no-browser", "--port", str(port)]

    def answers() -> bool:
        with socket.socket() as asking:
            return asking.connect_ex(("127.0.0.1", port)) == 0

    with subprocess.Popen(started, cwd=north, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until(answers)
        process.send_signal(signal.SIGTERM)
        process.wait(60)
    assert not answers()
