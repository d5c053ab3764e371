"""The README is true: its commands exist, its lines for analysts run, its pictures are there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from workbench.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_every_command_that_the_readme_names_is_there():
    known = set(get_command(app).commands)  # type: ignore[attr-defined]
    named = set(re.findall(r"(?:workbench|`workbench) ([a-z]+)\b", "\n".join(blocks("sh"))))
    assert named == {"demo", "init", "new", "serve"}
    assert named | {"networks", "lab", "doctor", "upgrade"} == known


def test_the_two_commands_are_those_that_are_run_elsewhere():
    _, tests = blocks("sh")[:2]
    assert tests.strip() in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_picture_and_every_file_it_links_to_is_there():
    linked = [target for target in re.findall(r"\]\(([^)]+)\)", README) if "://" not in target]
    assert len(linked) == 14
    assert [target for target in linked if not (ROOT / target).is_file()] == []


def test_the_table_of_apps_names_every_notebook_once():
    named = re.findall(r"^\| \w+ \| `([\w-]+\.ipynb)` \|", README, re.MULTILINE)
    assert sorted(named) == sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("notebook", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_no_app_has_more_than_eight_cells(notebook):
    assert len(json.loads(notebook.read_text(encoding="utf-8"))["cells"]) <= 8


def test_the_lines_for_analysts_run_on_the_sample(folder):
    [lines] = blocks("python")

    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", lines],
        env={**os.environ, "WORKBENCH_WORKSPACE": str(folder)},
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert ran.stderr == ""
    heading, *rows = ran.stdout.strip().splitlines()
    assert heading.split() == ["label", "sector", "betweenness"]
    assert len(rows) == 5
