"""Networks and notebooks for the tests of packs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from workbench.networks.facts import NetworkFacts, Stay


def a_stay(code: str, name: str, *, end: date | None = None, same: bool | None = True) -> Stay:
    return Stay(practice_code=code, practice_name=name, start=date(2019, 7, 1), end=end, same_commissioner=same)


def a_network(**changes: Any) -> NetworkFacts:
    """An invented network of three practices, one of which has left."""
    fields: dict[str, Any] = {
        "code": "U99901",
        "name": "Larkmere network",
        "commissioner_code": "X9A",
        "commissioner": "Merrowshire Integrated Care Board",
        "opened": date(2019, 7, 1),
        "closed": None,
        "source": "an invented register",
        "memberships": (
            a_stay("Z99002", "Fennel Street Practice"),
            a_stay("Z99001", "Orchard Rise Surgery", same=False),
            a_stay("Z99009", "Old Mill Surgery", end=date(2021, 3, 31)),
        ),
    }
    return NetworkFacts(**{**fields, **changes})


def markdown(cell_id: str, source: str, *tags: str) -> dict[str, Any]:
    metadata = {"tags": list(tags)} if tags else {}
    return {"cell_type": "markdown", "id": cell_id, "metadata": metadata, "source": source}


def code(cell_id: str, source: str, *tags: str) -> dict[str, Any]:
    cell = markdown(cell_id, source, *tags)
    return {**cell, "cell_type": "code", "execution_count": None, "outputs": []}


def write_notebook(path: Path, cells: list[dict[str, Any]], **metadata: Any) -> Path:
    """Put a notebook of form 4.5 into a file, as Jupyter writes it."""
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return path


def write_templates(folder: Path, cells: list[dict[str, Any]]) -> Path:
    """A folder of templates with one notebook, `home.ipynb`."""
    write_notebook(folder / "home.ipynb", cells, workbench={"app": "home"})
    return folder


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def sources(notebook: dict[str, Any]) -> dict[str, str]:
    """Cell id → source, in the notebook's order."""
    return {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
