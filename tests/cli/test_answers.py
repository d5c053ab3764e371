"""How the command answers: help with an example, one sentence for what is wrong, a status that says which."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.main import get_command

import workbench
from tests.cli.conftest import Command
from tests.conftest import ROOT
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
        ("doctor",),
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
        run(["--trace", "doctor"])


def test_a_database_that_does_not_answer_is_one_sentence(command: Command, north: Path):
    (north / "workbench.db").write_bytes(b"this is no database, but long enough to be looked at " * 40)
    ran = command("networks")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        "The database did not answer as it should (file is not a database): `workbench doctor` looks at it.\n"
    )


def test_help_answers_before_anything_large_is_loaded():
    code = (
        "import sys; from workbench.cli import run; status = run(['--help']);"
        "heavy = {'pandas', 'sqlalchemy', 'voila', 'rich', 'matplotlib', 'networkx', 'nbformat', 'jinja2'};"
        "print(status, sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stderr == "0 []\n"


@pytest.mark.skipif(sys.platform == "win32", reason="signals reach a child differently there")
def test_ctrl_c_ends_serving_with_one_sentence_and_status_130(north: Path):
    started = [sys.executable, "-m", "workbench.cli", "serve", "--no-browser", "--port", "8931"]
    with subprocess.Popen(
        started, cwd=north, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert re.fullmatch(r"The workbench is open at http://127\.0\.0\.1:\d+/ and stops with Ctrl-C\.\n", line)
        time.sleep(0.2)  # until it waits for visitors: nothing tells
        process.send_signal(signal.SIGINT)
        rest, said = process.communicate(timeout=60)
    assert (process.returncode, rest) == (130, "")
    assert said == "\nStopped. Whatever was kept stays kept, and you can start again.\n"
