"""`python -m tests`: prepares the machine, then runs every check; arguments go to pytest.

The journeys in a browser run beside all other tests, since they wait for most of their time; with arguments there is
one run. Ends with pytest's own last line, and with a code other than 0 if anything failed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.machine import CHROMIUM_ADVICE, CHROMIUM_VARIABLE, find_chromium, install_chromium

ROOT = Path(__file__).parent.parent
JOURNEYS = "tests/browser"
TOOLS = Path(sys.executable).parent
CHECKS = [
    ("Format", [sys.executable, "-m", "ruff", "format", "--check", "."]),
    ("Lint", [sys.executable, "-m", "ruff", "check", "."]),
    ("Types", [sys.executable, "-m", "pyright"]),
    ("Who may import whom", [TOOLS / "lint-imports"]),
]


def main(arguments: list[str]) -> int:
    """Run everything; returns the exit code."""
    chromium = find_chromium()
    if chromium is None:
        heading("A browser for the tests")
        install_chromium()
        chromium = find_chromium()
    if chromium is None:
        print(CHROMIUM_ADVICE)
        return 1
    environment = {**os.environ, CHROMIUM_VARIABLE: chromium}
    failed = []
    for name, command in CHECKS:
        heading(name)
        if run(command, environment):
            failed.append(name)
    if failed:
        heading(f"Failed so far: {', '.join(failed)}")
    heading("Tests")
    pytest = [sys.executable, "-m", "pytest", *arguments]
    code = run(pytest, environment) if arguments else both(pytest, environment)
    return code or int(bool(failed))


def both(pytest: list[str | Path], environment: dict[str, str]) -> int:
    """Run the journeys and all other tests side by side, and tell of one after the other; returns an exit code."""
    with tempfile.TemporaryFile() as said:
        journeys = subprocess.Popen(
            [*pytest, JOURNEYS, "-p", "no:cacheprovider"],
            cwd=ROOT,
            env=environment,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            others = run([*pytest, f"--ignore={JOURNEYS}"], environment)
            heading("Journeys in a browser")
            code = journeys.wait()
        finally:
            journeys.terminate()
        said.seek(0)
        print(said.read().decode(errors="replace"), flush=True)
    return others or code


def heading(words: str) -> None:
    """Print a line that stands out between what the tools print."""
    print(f"\n== {words} ==", flush=True)


def run(command: list[str | Path], environment: dict[str, str]) -> int:
    """Run a tool in the project's folder; returns its exit code."""
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
