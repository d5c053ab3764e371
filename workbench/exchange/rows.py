"""What lies between a file and a map: rows, as a format found them or is to write them.

A format's module knows its format and nothing of maps; what rows mean is said once, in `workbench.exchange.meaning`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

ELEMENT_COLUMNS: Final = (
    "id", "label", "kind", "sector", "organisation", "note", "themes", "seen_as", "size", "pinned", "x", "y",
    "valid_from", "valid_to",
)  # fmt: skip
"""What a file can say of an element. `themes` and `seen_as` are lists of words; the days are ISO text or dates."""

CONNECTION_COLUMNS: Final = (
    "id", "source", "target", "kind", "direction", "strength", "sign", "delay", "themes", "said_by", "sure", "note",
    "valid_from", "valid_to",
)  # fmt: skip
"""What a file can say of a connection; `source` and `target` are ids (or labels) of elements of the same file."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One element or connection: `where` it stands in the file ("row 14 of the sheet Elements"), and what is said.

    `values` are by the names of the columns above; other names are kept too, and reported as what a map cannot hold.
    What the file leaves empty is absent.
    """

    where: str
    values: dict[str, Any]


@dataclass(kw_only=True)
class Rows:
    """All that a file says. `left_out` are sentences on what the format holds and a map cannot."""

    title: str = ""
    elements: list[Row] = field(default_factory=list)
    connections: list[Row] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Written:
    """A file as it was made: its bytes, and sentences on what of the map the format cannot hold."""

    data: bytes
    left_out: tuple[str, ...] = ()
