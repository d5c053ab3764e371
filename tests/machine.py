"""What the tests need of the machine: a Chromium, a PostgreSQL server for a while, and the workbench served."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHROMIUM_VARIABLE = "WORKBENCH_CHROMIUM"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
CHROMIUM_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
CHROMIUM_ADVICE = (
    f"No Chromium was found: install one (for example `apt install chromium`), or set {CHROMIUM_VARIABLE} to its path."
)
POSTGRES_PLACES = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql*/bin")


def find_chromium() -> str | None:
    """The path of a Chromium that is installed here, or None."""
    named = os.environ.get(CHROMIUM_VARIABLE)
    if named:
        return named if Path(named).is_file() else None
    for name in CHROMIUM_NAMES:
        if found := shutil.which(name):
            return found
    for place in CHROMIUM_PLACES:
        if Path(place).is_file():
            return place
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).is_file() else None


def install_chromium() -> None:
    """Try what this machine offers, one after the other, until there is a Chromium; say nothing if none worked."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    managers = [
        (
            root,
            "apt-get",
            [["apt-get", "update"], [*["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]]],
        ),
        (root, "dnf", [["dnf", "install", "--assumeyes", "chromium"]]),
        (root, "apk", [["apk", "add", "chromium"]]),
        (not root, "brew", [["brew", "install", "--cask", "chromium"]]),
        (True, sys.executable, [[sys.executable, "-m", "playwright", "install", "chromium"]]),
    ]
    for allowed, tool, commands in managers:
        if allowed and shutil.which(tool):
            all(subprocess.run(command, check=False).returncode == 0 for command in commands)
            if find_chromium():
                return


@contextmanager
def postgres_server() -> Iterator[tuple[str | None, str]]:
    """A PostgreSQL server of its own on a free port of this machine, thrown away afterwards.

    Yields its URL and "", or None and the reason why there is none.
    """
    tools = _postgres_tools()
    if tools is None:
        yield None, "PostgreSQL is not installed here (no initdb), so only SQLite was tried"
        return
    as_user = _somebody_else() if hasattr(os, "geteuid") and os.geteuid() == 0 else {}
    if as_user is None:
        yield None, "PostgreSQL does not run as root, and there is neither a user postgres nor nobody here"
        return
    folder = Path(tempfile.mkdtemp(prefix="workbench-postgres-"))
    if as_user:
        os.chown(folder, as_user["user"], as_user["group"])
    data, port = folder / "data", free_port()
    # No waiting for the disk: nothing here has to survive.
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    initdb = [
        tools / "initdb",
        "-D",
        data,
        "-U",
        "workbench",
        *["-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
    ]
    control = [tools / "pg_ctl", "-D", data, "-w"]
    run: dict[str, Any] = {
        "cwd": folder,
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.PIPE,
        "text": True,
        **as_user,
    }
    try:
        for command in (initdb, [*control, "-l", folder / "log", "-o", options, "start"]):
            done = subprocess.run(command, check=False, **run)
            if done.returncode:
                yield None, f"PostgreSQL could not be started here: {done.stderr.strip() or 'no reason given'}"
                return
        try:
            yield f"postgresql+psycopg://workbench@127.0.0.1:{port}/postgres", ""
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=False, **run)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A port of this machine that nobody listens to just now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def until(happened: Callable[[], Any], *, seconds: float = 30) -> Any:
    """Ask again and again until the answer is yes, and return it; fail when it never is."""
    deadline, pause = time.monotonic() + seconds, threading.Event()
    while not (answer := happened()):
        assert time.monotonic() < deadline, f"waited {seconds} seconds in vain"
        pause.wait(0.05)
    return answer


def _postgres_tools() -> Path | None:
    """The folder of initdb and pg_ctl; the newest where there are several."""
    folders = [folder for place in POSTGRES_PLACES for folder in Path("/").glob(place)]
    if found := shutil.which("initdb"):
        folders.append(Path(found).resolve().parent)
    having = [folder for folder in folders if (folder / "initdb").is_file() and (folder / "pg_ctl").is_file()]
    return max(having, key=lambda folder: [int(part) for part in re.findall(r"\d+", str(folder))], default=None)


def _somebody_else() -> dict[str, Any] | None:
    """As whom root starts a server that refuses to run as root; None if there is nobody."""
    import pwd

    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            person = pwd.getpwnam(name)
            return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    return None


@dataclass
class Served:
    """A workbench that is being served: its link (ends in a slash) and its process."""

    url: str
    process: subprocess.Popen[str]

    def stop(self) -> int:
        """Stop it as Ctrl-C does, and return its exit code."""
        try:
            with suppress(ProcessLookupError):
                self.process.send_signal(signal.SIGINT)
            return self.process.wait(60)
        finally:
            self.process.kill()
            self.process.wait()


@contextmanager
def served(workspace: Path, *, environment: dict[str, str] | None = None, options: str = "port=0") -> Iterator[Served]:
    """The workbench serving that workspace in a process of its own; stopped as Ctrl-C does.

    `environment` is added to this process's; `options` are the arguments of `serve` after the folder.
    """
    code = f"from workbench.server import serve; serve({str(workspace)!r}, {options})"
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, **(environment or {})},
        cwd=workspace,
    )
    assert process.stdout is not None
    with process.stdout:
        server = Served("", process)
        try:
            line = process.stdout.readline()
            assert " at http" in line, f"the server did not start: {line!r}"
            server.url = line.split(" at ")[1].split()[0]
            yield server
        finally:
            server.stop()
