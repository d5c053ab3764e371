"""What a workspace is set to: the only reader of the environment and of `workbench.toml`.

A workspace is a folder with a `workbench.toml` in it. Whatever is not written there has a default; the
environment wins over the file, so that a server can be told its database without touching the folder.
"""

from __future__ import annotations

import difflib
import ipaddress
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.errors import BadInput, NotFound

FILE_NAME = "workbench.toml"
DATABASE_VARIABLE = "WORKBENCH_DATABASE_URL"
PASSWORD_VARIABLE = "WORKBENCH_PASSWORD"  # noqa: S105 - the name, not the password
PORT_VARIABLE = "WORKBENCH_PORT"
WORKSPACE_VARIABLE = "WORKBENCH_WORKSPACE"

HEADING = """\
# The settings of this workspace. What is not written here has a default; see the README.
"""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one workspace, read once and never changed.

    `database_url`: a SQLAlchemy URL, SQLite's with an absolute path. `port`: 1 to 65535, where serving
    starts looking for a free one. `password`: what was given in the environment, in clear;
    `password_hash`: what `workbench.toml` keeps instead. `idle_minutes`: how long an open page may stay
    untouched before what runs behind it is stopped; `away_minutes`: the same for a page that was left
    without a goodbye. `small_numbers`: counts of people from 1 up to this one are hidden in whatever is shared.
    `register_note`: which public file the networks came from, in words.
    """

    workspace: Path
    database_url: str = field(repr=False)
    port: int = 8866
    password: str | None = field(default=None, repr=False)
    password_hash: str | None = field(default=None, repr=False)
    idle_minutes: int = 120
    away_minutes: int = 15
    small_numbers: int = 7
    register_note: str = ""

    @property
    def file(self) -> Path:
        """The `workbench.toml` that was read."""
        return self.workspace / FILE_NAME

    @property
    def networks_folder(self) -> Path:
        """Where the packs are, one folder a network; it may not be there yet."""
        return self.workspace / "networks"

    @property
    def log_folder(self) -> Path:
        """Where the logs go: inside the workspace, and never served."""
        return self.workspace / "logs"

    @property
    def needs_password(self) -> bool:
        """Whether people have to sign in before they see anything."""
        return bool(self.password or self.password_hash)

    @property
    def database_label(self) -> str:
        """The database in words that may be shown: never with its password."""
        return re.sub(r"(://[^:/@]*):[^@]*@", r"\1:…@", self.database_url)

    def kernel_environment(self, base: Mapping[str, str]) -> dict[str, str]:
        """The environment of a notebook: where its workspace is, and never the password to sign in with."""
        environment = {name: value for name, value in base.items() if name != PASSWORD_VARIABLE}
        return {**environment, WORKSPACE_VARIABLE: str(self.workspace)}


# What may stand in workbench.toml, with the type of its value.
KEYS: dict[str, type] = {
    "database_url": str,
    "port": int,
    "password_hash": str,
    "idle_minutes": int,
    "away_minutes": int,
    "small_numbers": int,
    "register_note": str,
}


def find_workspace(path: str | Path | None = None) -> Path:
    """The folder that holds `workbench.toml`, as an absolute path.

    With a path: that folder. Without: the current folder or the nearest one above it; else what
    WORKBENCH_WORKSPACE names; else the one folder just below the current one. Raises NotFound, which says
    what to run.
    """
    if path is not None:
        return _workspace_at(Path(path))
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / FILE_NAME).is_file():
            return folder.resolve()
    named = os.environ.get(WORKSPACE_VARIABLE)
    if named:
        return _workspace_at(Path(named))
    below = sorted(folder for folder in here.iterdir() if (folder / FILE_NAME).is_file())
    if len(below) == 1:
        return below[0].resolve()
    if below:
        names = ", ".join(folder.name for folder in below)
        raise NotFound(f"There are {len(below)} workspaces in {here} ({names}): go into the one you mean.")
    raise NotFound(
        f"There is no workspace in {here}: run `workbench init` with a name to make one here, "
        f"or go to the folder that holds {FILE_NAME}."
    )


def read_settings(path: str | Path | None = None) -> Settings:
    """The settings of the workspace at `path` (found as `find_workspace` does).

    Raises NotFound without a workspace, and BadInput when `workbench.toml` or the environment holds
    something that cannot be used; the sentence names the file or variable and the key.
    """
    workspace = find_workspace(path)
    values = _from_file(workspace / FILE_NAME)
    url = os.environ.get(DATABASE_VARIABLE) or values.pop("database_url", "") or "sqlite:///workbench.db"
    values.pop("database_url", None)
    port = os.environ.get(PORT_VARIABLE)
    if port:
        if not port.isdecimal():
            raise BadInput(f"{PORT_VARIABLE} is {port!r}: give a number from 1 to 65535.")
        values["port"] = int(port)
    settings = Settings(
        workspace=workspace,
        database_url=_database_url(url, workspace),
        password=os.environ.get(PASSWORD_VARIABLE) or None,
        **values,
    )
    _check_numbers(settings)
    return settings


def write_settings(workspace: str | Path, **values: str | int) -> Path:
    """Write `values` into the workspace's `workbench.toml`, and keep whatever else stands in it.

    Makes the file (not the folder) when there is none. Returns its path. Raises BadInput for an unknown
    key, or a value of the wrong type.
    """
    file = Path(workspace) / FILE_NAME
    for key, value in values.items():
        _check_key(key, value, "workbench.toml")
    before = file.read_text(encoding="utf-8") if file.is_file() else HEADING
    lines = before.splitlines()
    for key, value in values.items():
        written = f"{key} = {_toml(value)}"
        standing = [at for at, line in enumerate(lines) if re.match(rf"\s*{key}\s*=", line)]
        if standing:
            lines[standing[0]] = written
        else:
            lines.append(written)
    text = "\n".join(lines) + "\n"
    tomllib.loads(text)
    draft = file.with_suffix(".toml.part")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)
    return file


def is_loopback(host: str) -> bool:
    """Whether an address or name to listen at can be reached from this machine only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _workspace_at(folder: Path) -> Path:
    folder = folder.expanduser()
    if (folder / FILE_NAME).is_file():
        return folder.resolve()
    what = f"holds no {FILE_NAME}" if folder.is_dir() else "is not a folder"
    raise NotFound(
        f"{folder} is not a workspace, because it {what}: check the path, or make one with `workbench init`."
    )


def _from_file(file: Path) -> dict[str, Any]:
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as problem:
        raise BadInput(f"{file} cannot be read, because it is not in UTF-8: save it as UTF-8 text.") from problem
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        what, _, where = str(problem).partition(" (at ")
        number = re.match(r"line (\d+)", where)
        at = number[1] if number else max(len(text.splitlines()), 1)  # otherwise it is at the end of the document
        raise BadInput(f"Line {at} of {file} cannot be read ({what}): mend that line, or take it out.") from problem
    for key, value in values.items():
        _check_key(key, value, str(file))
    return values


def _check_key(key: str, value: object, where: str) -> None:
    if key not in KEYS:
        near = difflib.get_close_matches(key, KEYS, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"the known ones are {', '.join(KEYS)}."
        raise BadInput(f"{where} has an unknown key {key!r}: {hint}")
    if not isinstance(value, KEYS[key]) or isinstance(value, bool):
        kind = {str: "text in quotes", int: "a whole number"}[KEYS[key]]
        raise BadInput(f"In {where}, {key} is {value!r}: it has to be {kind}.")


def _check_numbers(settings: Settings) -> None:
    limits = {
        "port": (1, 65535),
        "idle_minutes": (1, 10080),
        "away_minutes": (1, 10080),
        "small_numbers": (2, 100),  # a hidden 1 to 1 would be no secret
    }
    for key, (low, high) in limits.items():
        value = getattr(settings, key)
        if not low <= value <= high:
            raise BadInput(f"In {settings.file}, {key} is {value}: it has to be from {low} to {high}.")


def _database_url(url: str, workspace: Path) -> str:
    """The URL with an absolute path for SQLite and the driver for PostgreSQL written out."""
    scheme, separator, rest = url.partition("://")
    if not separator or scheme.split("+")[0] not in {
        "sqlite",
        "postgresql",
        "postgres",
    }:
        raise BadInput(
            f"The database {scheme!r} is not one that the workbench can keep its records in: "
            "write sqlite:///workbench.db or postgresql://person:password@server/name."
        )
    if scheme.startswith("postgres"):
        return f"postgresql+psycopg://{rest}"
    path = rest.removeprefix("/")
    if path in {"", ":memory:"}:
        raise BadInput("A SQLite database needs a file, because several pages share it: write sqlite:///workbench.db.")
    return f"sqlite:///{(workspace / path).as_posix()}"


def _toml(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'
