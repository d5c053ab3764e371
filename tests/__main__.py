"""`python -m tests`: prepares the machine, then runs every check; arguments go to pytest.

Ends with pytest's own last line, and with a code other than 0 if anything failed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.machine import CHROMIUM_ADVICE, CHROMIUM_VARIABLE, find_chromium, install_chromium

ROOT = Path(__file__).parent.parent
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
    code = run([sys.executable, "-m", "pytest", *arguments], environment)
    return code or int(bool(failed))


def heading(words: str) -> None:
    """Print a line that stands out between what the tools print."""
    print(f"\n== {words} ==", flush=True)


def run(command: list[str | Path], environment: dict[str, str]) -> int:
    """Run a tool in the project's folder; returns its exit code."""
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
