"""A map's file, read and written by its name."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import BadInput, WorkbenchError
from workbench.exchange import formats, limits

if TYPE_CHECKING:
    import networkx as nx

    from workbench.exchange.rows import Rows


def read(path: str | Path) -> nx.MultiDiGraph:
    """The map in a file, as `workbench.exchange.meaning.to_graph` describes it.

    The end of the file's name says which format it is in; see `workbench.exchange.formats`. Raises `BadInput`, in one
    sentence, for a file that cannot be read, and for one of which some row cannot be used.
    """
    from workbench.exchange.meaning import to_graph  # noqa: PLC0415  a page need not wait for networkx

    path = Path(path)
    return to_graph(read_rows(limits.read_file(path), path.name), file=path.name)


def read_rows(data: bytes, name: str) -> Rows:
    """What a file says, from its bytes and its name, before any of it is taken for a map.

    Raises `BadInput`, in one sentence, for a file that cannot be read, and for one that is too large.
    """
    data = limits.checked(data, file=name)
    with _damage(name):
        return formats.of_file(name, data=data).read(data)


def write(graph: nx.Graph, path: str | Path) -> tuple[str, ...]:
    """Write any networkx graph into a file, in the format that the end of its name says.

    Returns sentences on everything that the file does not hold; none if it holds the whole map. A file that is there
    is replaced at once or not at all. Raises `BadInput` for another suffix, and if the file cannot be written.
    """
    from workbench.exchange.meaning import to_rows  # noqa: PLC0415  a page need not wait for networkx

    path = Path(path)
    chosen = formats.of_file(path.name)
    if not chosen.writes:
        raise BadInput(f"{path.name} could hold only one half of a map; give it a name that ends with .zip or .xlsx.")
    rows = to_rows(graph)
    written = chosen.write(rows)
    try:
        _replace(path, written.data)
    except OSError as problem:
        raise BadInput(
            f"{path} cannot be written; check the folder, and close the file in other programs."
        ) from problem
    return (*rows.left_out, *written.left_out)


def _replace(path: Path, data: bytes) -> None:
    """Put a whole file in place at once, from one beside it of which nobody else knows the name."""
    beside = Path(tempfile.mkdtemp(prefix=".", dir=path.parent))
    try:
        whole = beside / path.name
        whole.write_bytes(data)
        whole.replace(path)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def _damage(file: str) -> Iterator[None]:
    # A tampered file fails in a dozen ways deep inside a library; to the person they are all one thing, and the cause
    # stays chained for the log.
    try:
        yield
    except WorkbenchError:
        raise
    except Exception as problem:
        raise BadInput(f"{file} is damaged or is not what its name says; save or download it again.") from problem
