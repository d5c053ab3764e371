"""How large a file may be, so that no file can take a machine's time or memory. Every reader keeps to it.

The bounds leave room for maps ten times larger than any that people draw together.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from workbench.errors import BadInput

MAX_FILE: Final = 20_000_000
"""Largest file, in bytes."""
MAX_UNPACKED: Final = 100_000_000
"""Most that a packed file may unpack to, in bytes."""
MAX_RATIO: Final = 100
"""How many times larger it may become in unpacking, once it is beyond `RATIO_FROM` bytes. A workbook becomes about ten
times larger; what becomes a thousand times larger was made to do harm."""
RATIO_FROM: Final = 5_000_000
MAX_PARTS: Final = 2_000
"""Most files in a packed one; a workbook has about a dozen."""
MAX_ROWS: Final = 20_000
"""Most elements and connections together."""


def read_file(path: Path) -> bytes:
    """The file's bytes. Raises `BadInput` if it is missing, a folder, locked, empty or larger than `MAX_FILE`."""
    try:
        if path.is_dir():
            raise BadInput(f"{path.resolve().name or path} is a folder; give the file of a map in it.")
        _small_enough(path.stat().st_size, path.name)
        data = path.read_bytes()
    except FileNotFoundError:
        raise BadInput(f"There is no file {path}; check the name and the folder.") from None
    except OSError:
        raise BadInput(f"{path.name} cannot be opened; close it in other programs and try again.") from None
    return checked(data, file=path.name)


def checked(data: bytes, *, file: str, of: str = "map") -> bytes:
    """The bytes as they are. Raises `BadInput` if there are none, or more than `MAX_FILE`; `of` what is said in it."""
    _small_enough(len(data), file, of)
    if not data.strip():
        raise BadInput(f"{file} is empty; choose another file.")
    return data


def _small_enough(size: int, file: str, of: str = "map") -> None:
    if size > MAX_FILE:
        raise BadInput(
            f"{file} has {size / 1_000_000:,.0f} MB, and {MAX_FILE // 1_000_000} MB is the most for a {of}; "
            "check that it is the right file."
        )


@contextmanager
def unpacked(data: bytes, *, file: str = "The file", of: str = "map") -> Iterator[zipfile.ZipFile]:
    """A packed file, open for reading; nothing is unpacked onto the disk.

    Raises `BadInput` if it is damaged or locked with a password, or would unpack to too much. A part never yields
    more bytes than it declares, so what is declared bounds what will be read.
    """
    if data.count(b"PK\x01\x02") > MAX_PARTS:
        raise BadInput(f"{file} holds more than {MAX_PARTS:,} files, which no {of} does; check where it came from.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise BadInput(f"{file} is damaged or only half downloaded; save or download it again.") from problem
    with archive:
        size = sum(part.file_size for part in archive.infolist())
        if size > MAX_UNPACKED or (size > RATIO_FROM and size > MAX_RATIO * len(data)):
            raise BadInput(
                f"{file} would unpack to {size / 1_000_000:,.0f} MB from {len(data) / 1_000_000:,.1f} MB, which no "
                f"{of} does; it was not opened, so check where it came from."
            )
        if any(part.flag_bits & 0x1 for part in archive.infolist()):
            raise BadInput(f"{file} is locked with a password; save it without one and try again.")
        yield archive


def few_enough(rows: int, *, file: str = "The file") -> None:
    """Raise `BadInput` if there are more than `MAX_ROWS` elements and connections."""
    if rows > MAX_ROWS:
        raise BadInput(
            f"{file} has more than {MAX_ROWS:,} elements and connections, which nobody could read as a map; "
            "keep the part that matters and try again."
        )
