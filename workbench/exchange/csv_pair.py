"""Two tables as CSV in one packed file: elements.csv and connections.csv."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Final

from workbench.errors import BadInput
from workbench.exchange import delimited, limits, tables, xlsx
from workbench.exchange.rows import Rows, Written

_ONE_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest that a packed file can say; with the real one the same map would never give the same bytes."""


def read(data: bytes) -> Rows:
    """What the tables in a packed file say. Raises `BadInput` for a file that is none, or holds no tables.

    A workbook is a packed file too, and is read as such.
    """
    if not data.startswith(b"PK"):
        raise BadInput("The file is no packed file (.zip) although its name says so; save or download it again.")
    with limits.unpacked(data) as archive:
        names = [name for name in archive.namelist() if not name.startswith("__MACOSX/")]
        if "xl/workbook.xml" in names:
            return xlsx.read(data)
        texts = [name for name in names if name.lower().endswith(".csv")]
        if not texts:
            raise BadInput("The packed file holds no tables; it should hold elements.csv and connections.csv.")
        rows = tables.read_sheets(_sheet(archive, name) for name in texts)
    others = [name for name in names if name not in texts and not name.endswith("/")]
    if others:
        rows.left_out.append(f"{len(others)} other file{'s' if len(others) > 1 else ''} in it was not read.")
    return rows


def _sheet(archive: zipfile.ZipFile, name: str) -> tables.Sheet:
    path = PurePosixPath(name.replace("\\", "/"))
    try:
        if archive.getinfo(name).file_size > limits.MAX_FILE:
            raise BadInput(f"{path.name} in the packed file is larger than any map; check that it is the right file.")
        data = archive.read(name)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as problem:
        raise BadInput(f"{path.name} in the packed file is damaged; save or download it again.") from problem
    rows = delimited.read(data, place=path.name) if data.strip() else iter(())
    return tables.Sheet(path.stem, path.name, rows)


def write(rows: Rows) -> Written:
    """The two tables, packed. The same rows give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in tables.written(rows).items():
            part = zipfile.ZipInfo(f"{name.lower()}.csv", _ONE_MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, delimited.write(table))
    left_out = (f"The title of the map, ‘{rows.title}’, was left out.",) if rows.title else ()
    return Written(data=packed.getvalue(), left_out=left_out)
