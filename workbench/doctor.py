"""Whether this machine and this workspace have all they need, and what to do where they have not."""

from __future__ import annotations

import platform
import shutil
import socket
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import make_url, text
from sqlalchemy.exc import SQLAlchemyError

from workbench.errors import WorkbenchError
from workbench.settings import Settings
from workbench.store.database import WAL_IS_SAFE_FROM, Store

Level = Literal["good", "note", "problem"]

LITTLE_SPACE = 200_000_000  # bytes below which work may be lost
SOME_SPACE = 1_000_000_000  # bytes below which it is worth a word
# Where locks of files do not hold between machines: SQLite could be damaged there.
SHARED_DRIVES = {"nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "9p", "fuse.sshfs", "davfs"}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: what it is about, how it is, in a sentence, and what to do ("" if nothing)."""

    about: str
    level: Level
    says: str
    do: str = ""


def examine(settings: Settings | None, *, without: str = "") -> list[Finding]:
    """Look at everything once and change nothing; one finding each, in the order in which things depend.

    Never raises for what it finds: a database that cannot be reached is a finding. `settings` is None where there
    is no workspace that could be read, and `without` says why, in a sentence: this machine is looked at all the
    same.
    """
    machine = [look() for look in (_python, _sqlite, _kernel, _extensions)]
    if settings is None:
        return [*machine, Finding("Workspace", "problem", without)]
    looks: list[Callable[[Settings], Finding]] = [_place, _database, _space, _packs, _password, _port]
    return machine + [look(settings) for look in looks]


def _python() -> Finding:
    return Finding("Python", "good", f"Python {platform.python_version()} runs the workbench ({sys.executable}).")


def _sqlite() -> Finding:
    mode = "a write-ahead log" if sqlite3.sqlite_version_info >= WAL_IS_SAFE_FROM else "a rollback journal"
    safe = ".".join(str(part) for part in WAL_IS_SAFE_FROM)
    why = "" if "ahead" in mode else f", because versions before {safe} can damage a write-ahead log"
    return Finding("SQLite", "good", f"SQLite {sqlite3.sqlite_version} keeps {mode}{why}.")


def _place(settings: Settings) -> Finding:
    about = "Place of the database"
    file = _sqlite_file(settings)
    if file is None:
        return Finding(about, "good", "It is on a PostgreSQL server, which several machines may share.")
    if (kind := _drive(file.parent)) in SHARED_DRIVES:
        return Finding(
            about,
            "problem",
            f"{file} lies on a network drive ({kind}), where two machines writing at once can damage it.",
            "Move the workspace to a disk of this machine, or use PostgreSQL.",
        )
    return Finding(about, "good", f"{file} is on a disk of this machine.")


def _database(settings: Settings) -> Finding:
    about = "Database"
    file = _sqlite_file(settings)
    try:
        store = Store(settings.database_url)
    except WorkbenchError as why:
        return Finding(about, "problem", str(why))
    try:
        store.check()
        with store.engine.connect() as connection:
            if file is not None and (damage := connection.scalar(text("PRAGMA quick_check"))) != "ok":
                return Finding(
                    about, "problem", f"{file} is damaged: {damage}.", "Put a copy from before in its place."
                )
        return Finding(about, "good", f"{settings.database_label} answers and is up to date.")
    except WorkbenchError as why:  # its sentence says what to do
        return Finding(about, "problem", str(why))
    except SQLAlchemyError as why:
        reason = str(getattr(why, "orig", None) or why).strip().splitlines()[0]
        return Finding(about, "problem", f"{settings.database_label} does not answer as it should ({reason}).")
    finally:
        store.close()


def _space(settings: Settings) -> Finding:
    free = shutil.disk_usage(settings.workspace).free
    words = f"{free / 1e9:.1f} GB are free where the workspace is."
    if free < LITTLE_SPACE:
        return Finding("Space", "problem", words, "Make room before anybody goes on: what is recorded may not be kept.")
    return Finding("Space", "note" if free < SOME_SPACE else "good", words)


def _kernel() -> Finding:
    from workbench.serving.own_kernel import OwnKernel  # noqa: PLC0415 - takes a moment

    specs = OwnKernel().get_all_specs()
    argv = specs["python3"]["spec"]["argv"] if "python3" in specs else []
    if argv[:1] == [sys.executable]:
        return Finding("Kernel", "good", "Notebooks run in the same Python as the workbench.")
    return Finding("Kernel", "problem", "This Python cannot run notebooks.", "Install the workbench again (ipykernel).")


def _extensions() -> Finding:
    from jupyterlab_server.config import get_federated_extensions  # noqa: PLC0415 - takes a second
    from voila.utils import get_voila_labextensions_path  # noqa: PLC0415

    from workbench.serving.app import EXTENSIONS  # noqa: PLC0415

    missing = sorted(set(EXTENSIONS) - set(get_federated_extensions(get_voila_labextensions_path())))
    if missing:
        says = f"Pages would stay empty: {', '.join(missing)} is missing."
        return Finding("Pages", "problem", says, "Install the workbench again, with all its parts.")
    return Finding("Pages", "good", "All that pages load is installed here; they ask no other host for anything.")


def _packs(settings: Settings) -> Finding:
    from workbench.serving.packs import Packs  # noqa: PLC0415

    count = len(Packs(settings.workspace).all())
    if not count:
        do = "Run `workbench new` with a network's code, or `workbench new --all`."
        return Finding("Networks", "note", f"No network has its notebooks yet in {settings.networks_folder}.", do)
    return Finding("Networks", "good", f"{count} network{'' if count == 1 else 's'} can be opened.")


def _password(settings: Settings) -> Finding:
    if settings.needs_password:
        says = "People sign in with a password; other machines may be let in with --host."
        return Finding("Password", "good", says)
    says = "No password is set, so the workbench answers on this machine only."
    return Finding("Password", "good", says)


def _port(settings: Settings) -> Finding:
    with socket.socket() as asking:
        asking.settimeout(1)
        taken = asking.connect_ex(("127.0.0.1", settings.port)) == 0
    if taken:
        says = f"Somebody listens at port {settings.port} already, perhaps another copy; the next free one is taken."
        return Finding("Port", "note", says)
    return Finding("Port", "good", f"Port {settings.port} is free.")


def _sqlite_file(settings: Settings) -> Path | None:
    url = make_url(settings.database_url)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def _drive(folder: Path) -> str:
    """The kind of file system under a folder, as Linux names it; "" where that cannot be told."""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    kinds = {Path(parts[1]): parts[2] for line in mounts if len(parts := line.split()) > 2}
    path = folder.resolve()
    return next((kinds[above] for above in (path, *path.parents) if above in kinds), "")
