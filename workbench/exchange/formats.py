"""The formats of a map's file: how each is called, by which suffix it is known, and which module reads and writes it.

A module of a format has `read(data) -> Rows` and `write(rows) -> Written`; what it drops is in `Written.left_out`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from workbench.errors import BadInput
from workbench.exchange import limits
from workbench.exchange.rows import Rows, Written


@dataclass(frozen=True, kw_only=True)
class Format:
    """One format. `name` is what people call it; the first of its `suffixes` is the one that a file is given.

    `writes` is False for a format that is only read.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    writes: bool = True

    def read(self, data: bytes) -> Rows:
        """What such a file says. Raises `BadInput` for a file that cannot be read."""
        rows: Rows = self._module().read(data)
        limits.few_enough(len(rows.elements) + len(rows.connections))
        return rows

    def write(self, rows: Rows) -> Written:
        """The rows as such a file, and what of them it cannot hold."""
        written: Written = self._module().write(rows)
        return written

    def _module(self) -> Any:
        return import_module(f"workbench.exchange.{self.module}")


FORMATS: Final = (
    Format(name="Excel workbook", suffixes=(".xlsx",), module="xlsx"),
    Format(name="two tables as text (CSV, packed)", suffixes=(".zip",), module="csv_pair"),
    Format(name="one table as text (CSV)", suffixes=(".csv",), module="csv_table", writes=False),
    Format(name="Participatory System Mapper", suffixes=(".prsm",), module="prsm"),
    Format(name="Kumu blueprint", suffixes=(".kumu.json",), module="kumu_json"),
    Format(name="Cytoscape", suffixes=(".cyjs",), module="cyjs"),
    Format(name="GraphML", suffixes=(".graphml",), module="graphml"),
    Format(name="GEXF", suffixes=(".gexf",), module="gexf"),
)


def of_file(name: str, *, data: bytes | None = None) -> Format:
    """The format of a file by its name; of a `.json` file by what is in it, if `data` is given.

    Raises `BadInput`, with the suffixes that there are, for any other.
    """
    lowered = name.lower()
    for one in FORMATS:
        if lowered.endswith(one.suffixes):
            return one
    if lowered.endswith(".json") and data is not None:
        return _of_json(data)
    known = ", ".join(suffix for one in FORMATS for suffix in one.suffixes if one.writes or data is not None)
    shown = name or "A file without a name"
    raise BadInput(f"{shown} is no file of a map by its name; the name has to end with one of {known}.")


def _of_json(data: bytes) -> Format:
    from workbench.exchange.untrusted import parse_json  # noqa: PLC0415  a table needs no JSON

    module = _module_of(parse_json(data, "JSON"))
    if module is None:
        raise BadInput("The JSON file is none of Kumu, Cytoscape or PRSM; export the map again as one of these.")
    return next(one for one in FORMATS if one.module == module)


def _module_of(found: Any) -> str | None:
    """Whose JSON it plainly is: Cytoscape wraps each part in `data`, PRSM has nodes and edges, Kumu elements."""
    if isinstance(found, dict) and isinstance(found.get("nodes"), list) and isinstance(found.get("edges"), list):
        return "prsm"
    elements = found.get("elements") if isinstance(found, dict) else found
    if isinstance(elements, dict):
        return "cyjs" if "nodes" in elements else None
    if not isinstance(elements, list):
        return None
    wrapped = elements and all(isinstance(part, dict) and isinstance(part.get("data"), dict) for part in elements)
    return "cyjs" if wrapped else "kumu_json" if isinstance(found, dict) else None
