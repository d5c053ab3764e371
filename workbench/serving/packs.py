"""Which notebooks of a workspace may be opened in a browser, and which networks they belong to.

A pack is a folder `networks/<folder>` whose notebooks carry `metadata.workbench` (a JSON object). Only such
notebooks are ever run for a visitor, and of these only those that do not say `"served": false`; whatever else lies in
the workspace is an analyst's own.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ADDRESS = re.compile(r"networks/(?P<folder>[^/\\]+)/(?P<app>[^/\\]+)\.ipynb")


@dataclass(frozen=True)
class Pack:
    """One network's pack: what the list of networks shows of it. `folder` is its name under `networks`."""

    folder: str
    code: str
    name: str
    commissioner: str


class Packs:
    """The packs of one workspace, read from the files and remembered until a file changes.

    Nothing is written and nothing raised: a file that cannot be read is simply not a pack.
    """

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace.resolve()
        self._read: dict[Path, tuple[tuple[int, int], dict[str, Any] | None]] = {}

    def all(self) -> list[Pack]:
        """Every network with a home page, by name and then code; empty where there is none."""
        try:
            folders = [entry.name for entry in os.scandir(self.workspace / "networks") if entry.is_dir()]
        except OSError:
            return []
        packs = [pack for folder in folders if (pack := self._pack(folder))]
        return sorted(packs, key=lambda pack: (pack.name.casefold(), pack.code))

    def notebook(self, address: str) -> Path | None:
        """The file behind an address such as `networks/U12345-stourvale/map.ipynb`; None if it is not ours.

        Ours is a file of this workspace (not hidden, not reached through a link that leads outside) that
        carries `metadata.workbench`, unless that says that it is not to be served.
        """
        found = ADDRESS.fullmatch(address)
        if not found or "\0" in address or any(part.startswith(".") for part in found.groups()):
            return None
        path = self.workspace / address
        try:
            # resolve() follows links: what comes out has to be where the address says, name for name.
            inside = path.resolve(strict=True).is_relative_to(self.workspace / "networks")
        except (OSError, RuntimeError, ValueError):
            return None
        about = self._metadata(path) if inside else None
        return path if about is not None and about.get("served") is not False else None

    def _pack(self, folder: str) -> Pack | None:
        home = self.notebook(f"networks/{folder}/home.ipynb")
        about = self._metadata(home) if home else None
        if not about or not isinstance(about.get("network"), str):
            return None
        code = about["network"]
        return Pack(
            folder=folder,
            code=code,
            name=_text(about.get("name")) or code,
            commissioner=_text(about.get("commissioner")),
        )

    def _metadata(self, path: Path) -> dict[str, Any] | None:
        """`metadata.workbench` of a notebook, or None; read again only when the file has changed."""
        try:
            stat = path.stat()
            stamp = (stat.st_mtime_ns, stat.st_size)
            if path in self._read and self._read[path][0] == stamp:
                return self._read[path][1]
            notebook = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None
        metadata = notebook.get("metadata") if isinstance(notebook, dict) else None
        about = metadata.get("workbench") if isinstance(metadata, dict) else None
        about = about if isinstance(about, dict) else None
        self._read[path] = (stamp, about)
        return about


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
