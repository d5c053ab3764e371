"""Small packs for the tests of serving: notebooks as a workspace holds them, without a store."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from workbench.settings import write_settings

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


def workspace(folder: Path, **settings: Any) -> Path:
    """A workspace without a network."""
    folder.mkdir(parents=True, exist_ok=True)
    write_settings(folder, **settings)
    return folder


def notebook(
    folder: Path,
    address: str,
    *code: str,
    about: dict[str, Any] | None = None,
    notes: str = "",
    kernel: dict[str, str] | None = None,
) -> Path:
    """Write a notebook to `networks/<address>.ipynb`, ours if `about` says what it is; `notes` are for analysts."""
    cells = [new_code_cell(each) for each in code]
    if notes:
        cells.insert(0, new_markdown_cell(notes, metadata={"tags": ["in-lab"]}))
    metadata: dict[str, Any] = {} if kernel == {} else {"kernelspec": kernel or KERNEL}
    if about is not None:
        metadata["workbench"] = about
    path = folder / "networks" / f"{address}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=cells, metadata=metadata), path)
    return path


def network(folder: Path, code: str, name: str, commissioner: str = "", **apps: str) -> str:
    """A network's pack with a home page, and one page more for each of `apps` (its code); returns its folder."""
    where = f"{code}-{re.sub('[^a-z]', '', name.split(maxsplit=1)[0].lower())}"
    about = {"network": code, "name": name, "commissioner": commissioner}
    for app, source in {"home": "'home'", **apps}.items():
        notebook(folder, f"{where}/{app}", source, about={**about, "app": app})
    return where
