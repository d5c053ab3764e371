"""A map as two tables, elements and connections: which column a heading names, and what stands in a cell.

Headings are known in any case and order, among them those that Kumu's own sheets have. Where elements have no ids,
connections name them by their labels; several labels in one cell, divided by |, are several connections.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Any, Final

from workbench.errors import BadInput
from workbench.exchange import limits
from workbench.exchange.rows import Row, Rows
from workbench.exchange.synonyms import folded

MAX_COLUMNS: Final = 200
ELEMENTS: Final = "Elements"
CONNECTIONS: Final = "Connections"
_SEARCH_HEADINGS_IN: Final = 10  # rows: some people put a title above them
_NAMES: Final = {
    **dict.fromkeys(("elements", "element", "nodes", "factors", "things"), ELEMENTS),
    **dict.fromkeys(("connections", "connection", "edges", "links", "relationships", "ties"), CONNECTIONS),
}

ELEMENT_HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("ID", "element id", "node id", "key"),
    "label": ("Label", "name", "title", "element", "node", "factor"),
    "kind": ("Type", "kind", "element type", "kind of element"),
    "sector": ("Sector",),
    "organisation": ("Organisation", "organization", "org", "employer"),
    "note": ("Description", "note", "notes", "comment", "comments"),
    "themes": ("Tags", "themes", "theme", "tag", "keywords"),
    "seen_as": ("Seen as",),
    "size": ("Size",),
    "pinned": ("Pinned",),
    "x": ("X", "x position"),
    "y": ("Y", "y position"),
    "valid_from": ("Valid from", "since", "start", "start date", "from date"),
    "valid_to": ("Valid to", "until", "end", "end date", "to date"),
}
CONNECTION_HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("ID", "connection id", "edge id", "key"),
    "source": ("From", "source", "from element", "from label", "from id"),
    "target": ("To", "target", "to element", "to label", "to id"),
    "kind": ("Type", "kind", "connection type", "kind of connection", "relationship"),
    "direction": ("Direction",),
    "strength": ("Strength", "weight"),
    "sign": ("Sign", "polarity"),
    "delay": ("Delay", "delayed"),
    "themes": ("Tags", "themes", "theme", "tag", "keywords"),
    "said_by": ("Said by", "according to"),
    "sure": ("Sure", "how sure", "certainty", "confidence"),
    "note": ("Description", "note", "notes", "comment", "comments"),
    "valid_from": ("Valid from", "since", "start", "start date", "from date"),
    "valid_to": ("Valid to", "until", "end", "end date", "to date"),
    "label": ("Label", "name"),
}
"""Column of a row → its headings, of which the first is written; a connection's label is read only."""
_TABLES: Final = {ELEMENTS: ELEMENT_HEADINGS, CONNECTIONS: CONNECTION_HEADINGS}
_NEEDED: Final = {ELEMENTS: ({"label"}, {"id"}), CONNECTIONS: ({"source", "target"},)}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet or a text file: its `name`, its `place` as a sentence says it, and its rows that hold something.

    A row is its number as a spreadsheet program shows it, and its cells.
    """

    name: str
    place: str
    rows: Iterable[tuple[int, Sequence[Any]]]


def read_sheets(sheets: Iterable[Sheet]) -> Rows:
    """What the sheets say. Those called Elements and Connections are read, or else those whose headings fit.

    Raises `BadInput` if none does, and for too many rows or columns.
    """
    every = list(sheets)
    named = [sheet for sheet in every if _named(sheet) is not None]
    found = Rows()
    read = 0
    for sheet in every:
        first = _peek(sheet)
        table = None if first is None or (named and sheet not in named) else _headed(sheet, first)
        if table is not None:
            table.read_into(found)
            read += 1
        elif first is not None and sheet in named:
            needed = "a column ‘Label’" if _named(sheet) == ELEMENTS else "the columns ‘From’ and ‘To’"
            raise BadInput(f"{_first(sheet.place)} has no headings in its first rows; put {needed} there.")
        elif first is not None:
            found.left_out.append(f"{_first(sheet.place)} is no table of elements or connections and was not read.")
    if not read:
        raise BadInput(
            "The file has no table with a column ‘Label’ (elements) or with the columns ‘From’ and ‘To’ "
            "(connections); put such headings in its first row."
        )
    found.connections = list(_one_target_each(found))
    return found


def written(rows: Rows) -> dict[str, list[list[Any]]]:
    """The two tables to write, each with its headings first; a cell is text, a number, a day or None."""
    parts = {ELEMENTS: rows.elements, CONNECTIONS: rows.connections}
    tables = {}
    for name, listed in parts.items():
        columns = [column for column in _TABLES[name] if (name, column) != (CONNECTIONS, "label")]
        headings = [_TABLES[name][column][0] for column in columns]
        tables[name] = [headings, *([_cell(row.values.get(column)) for column in columns] for row in listed)]
    return tables


def _cell(value: Any) -> str | int | float | date | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "|".join(map(str, value))
    return value


@dataclass(slots=True)
class _Table:
    """A sheet whose headings were found: which column of a row each of its columns fills."""

    sheet: Sheet
    kind: str
    columns: list[str]
    rows: Iterator[tuple[int, Sequence[Any]]]

    def read_into(self, found: Rows) -> None:
        into = found.elements if self.kind == ELEMENTS else found.connections
        for number, cells in self.rows:
            values = {}
            for column, cell in zip(self.columns, cells, strict=False):
                if not _empty(cell):
                    values[column or "a column without a heading"] = cell
            if any(not _empty(cell) for cell in cells[len(self.columns) :]):
                values["cells beyond the headings"] = True
            if values:
                into.append(Row(where=f"row {number} of {self.sheet.place}", values=values))
            limits.few_enough(len(found.elements) + len(found.connections))


def _headed(sheet: Sheet, rows: Iterator[tuple[int, Sequence[Any]]]) -> _Table | None:
    """The table of a sheet, if one of its first rows holds the headings of one."""
    above = list(islice(rows, _SEARCH_HEADINGS_IN))
    wanted = _named(sheet)
    for position, (_, cells) in enumerate(above):
        if len(cells) > MAX_COLUMNS:
            raise BadInput(
                f"{_first(sheet.place)} has more than {MAX_COLUMNS} columns; keep those of the map and try again."
            )
        for kind in (CONNECTIONS, ELEMENTS) if wanted is None else (wanted,):
            columns = _columns(cells, _TABLES[kind])
            needed = _NEEDED[kind] if wanted else _NEEDED[kind][:1]
            if any(each <= set(columns) for each in needed):
                return _Table(sheet, kind, columns, chain(above[position + 1 :], rows))
    return None


def _columns(cells: Sequence[Any], headings: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The column of a row that each cell names, its own words for one that a map does not have."""
    by_heading = {folded(heading): column for column, listed in headings.items() for heading in listed}
    by_heading |= {folded(column): column for column in headings}
    columns: list[str] = []
    for cell in cells:
        heading = " ".join(str(cell).split()) if isinstance(cell, str) else ""
        column = by_heading.get(folded(heading), heading)
        while column and column in columns:
            column = f"{heading} (again)" if column in headings else f"{column} (again)"
        columns.append(column)
    return columns


def _named(sheet: Sheet) -> str | None:
    """Which table a sheet is by its name: Elements, Connections, or neither."""
    return _NAMES.get(folded(sheet.name))


def _peek(sheet: Sheet) -> Iterator[tuple[int, Sequence[Any]]] | None:
    """The rows of a sheet, or None if there are none."""
    rows = iter(sheet.rows)
    first = next(rows, None)
    return None if first is None else chain([first], rows)


def _one_target_each(found: Rows) -> Iterator[Row]:
    """A row for each element that a connection's ‘To’ names, unless all of it is the name of one."""
    known = {row.values.get(column) for row in found.elements for column in ("id", "label")}
    number = len(found.elements)
    for row in found.connections:
        target = row.values.get("target")
        if not isinstance(target, str) or "|" not in target or target in known:
            number += 1
            yield row
            continue
        number += target.count("|") + 1
        limits.few_enough(number)
        for each in filter(None, map(str.strip, target.split("|"))):
            yield Row(where=row.where, values={**row.values, "target": each})


def _first(place: str) -> str:
    """A place as a sentence begins with it; the name of a file stays as it is."""
    return f"T{place[1:]}" if place.startswith("the ") else place


def _empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
