"""Which columns the register has, under all the headings they have had, and how a table is read by them.

Commissioners were clinical commissioning groups until 2022 and are sub-ICB locations since; headings are
therefore matched by pattern, in any case, with line breaks and stray spaces ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import Any

from workbench.errors import BadInput
from workbench.networks import cells
from workbench.networks.sheets import AGAIN, Row

_COMMISSIONER = (
    r"(?:clinical commissioning group|ccg|sub[ -]?icb(?: loc(?:ation)?)?|icb|integrated care board"
    r"|commissioner)"
)
_SEARCH_HEADINGS_IN = 10
"""Rows in which the headings may stand; some people put a title above them."""
CORRECT = "correct it and import the file again"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field it fills, its published heading, a pattern of all it has had, and its reader."""

    field: str
    heading: str
    pattern: str
    read: cells.Reader
    required: bool = True

    def fits(self, heading: str) -> bool:
        """Whether this is one of the headings that the column has had (small letters, one line)."""
        return re.fullmatch(self.pattern, heading) is not None


def _column(field: str, heading: str, pattern: str, read: cells.Reader, *, required: bool = True) -> Column:
    return Column(field, heading, rf"(?:{pattern})|{field.replace('_', ' ')}", read, required)


DETAILS = (
    _column("code", "PCN Code", r"(?:pcn|network) code", cells.network_code),
    _column("name", "PCN Name", r"(?:pcn|network) name", cells.name),
    _column(
        "commissioner_code",
        "Current Sub ICB Loc Code",
        rf"(?:current )?{_COMMISSIONER} code",
        cells.text,
    ),
    _column(
        "commissioner",
        "Sub ICB Location",
        rf"(?:current )?{_COMMISSIONER}(?: name)?",
        cells.text,
    ),
    _column("opened", "Open Date", r"open(?:ed|ing)?(?: date)?", cells.day),
    _column("closed", "Close Date", r"clos(?:e|ed|ing)(?: date)?", cells.day_or_none),
    *(
        _column(
            f"line_{line}",
            f"Address Line {line}",
            rf"address(?: line)? {line}",
            cells.text,
            required=False,
        )
        for line in range(1, 6)
    ),
    _column("postcode", "Postcode", r"post ?code", cells.text, required=False),
)
"""The columns of the sheet PCNDetails, in the published order."""

PARTNERS = (
    _column("practice_code", "Partner Organisation Code", r"(?:partner(?: organisation)?|practice) code",
            cells.organisation_code),
    _column("practice_name", "Partner Name", r"(?:partner(?: organisation)?|practice) name", cells.name),
    _column("practice_commissioner_code", "Practice Parent Sub ICB Loc Code",
            rf"practice (?:parent )?{_COMMISSIONER} code", cells.text),
    _column("practice_commissioner", "Practice Parent Sub ICB Loc Name",
            rf"practice (?:parent )?{_COMMISSIONER}(?: name)?", cells.text),
    _column("network_code", "PCN Code", r"(?:pcn|network) code", cells.network_code),
    _column("network_name", "PCN Name", r"(?:pcn|network) name", cells.name),
    _column("network_commissioner_code", "PCN Parent Sub ICB Loc Code",
            rf"(?:(?:pcn|network) )?(?:parent )?{_COMMISSIONER} code", cells.text),
    _column("network_commissioner", "PCN Parent Sub ICB Loc Name",
            rf"(?:(?:pcn|network) )?(?:parent )?{_COMMISSIONER}(?: name)?", cells.text),
    _column("start", "Practice to PCN Relationship Start Date",
            r"(?:practice to pcn )?(?:relationship )?start(?: date)?", cells.day),
    _column("end", "Practice to PCN Relationship End Date",
            r"(?:practice to pcn )?(?:relationship )?end(?: date)?", cells.day_or_none),
    _column("same_commissioner", "Practice Sub ICB Loc and PCN Sub ICB Loc Match",
            r".*\bmatch(?:es)?\b.*", cells.yes_or_no, required=False),
)  # fmt: skip
"""The columns of the sheet PCN Core Partner Details, in the published order."""

PARTNERS_IN_TEXT = tuple(
    replace(column, required=column.required and "commissioner" not in column.field) for column in PARTNERS
)
"""The same for a text file, where somebody's short list with headings may leave the commissioners out."""

PARTNERS_ORDER = tuple(column.field for column in PARTNERS)
"""The fields of a file without headings, from the first column to the eleventh."""


@dataclass(frozen=True, slots=True)
class Found:
    """One row as read: what it `read` by field, and enough of its place to say where a problem is."""

    read: dict[str, Any]
    row: int
    table: _Table

    def __getitem__(self, name: str) -> Any:
        return self.read[name]

    def get(self, name: str, otherwise: Any) -> Any:
        """The field's value, or `otherwise` if this table has no such field."""
        return self.read.get(name, otherwise)

    def error(self, name: str, problem: str, *, remedy: str) -> BadInput:
        """The error to raise about one field of this row."""
        return BadInput(f"{self.table.place(self.row, name)}: {problem}; {remedy}.")


@dataclass(slots=True)
class _Table:
    """Where the columns stand in one file or sheet; `shown` holds the headings as the person sees them."""

    file: str
    sheet: str | None
    at: dict[str, int] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    width: int = 0

    def place(self, row: int | None = None, name: str | None = None) -> str:
        parts = [self.file]
        if self.sheet is not None:
            parts.append(f"sheet ‘{self.sheet}’")
        if row is not None:
            parts.append(f"row {row}")
        if name is not None:
            parts.append(self.shown[name])
        return ", ".join(parts)


def read_table(
    rows: Iterator[Row],
    columns: Sequence[Column],
    *,
    file: str,
    sheet: str | None = None,
    order: Sequence[str] | None = None,
) -> list[Found]:
    """Read the rows under their headings; `order` gives the fields of a table that may come without headings.

    Each `Found` holds every field; one whose column is absent holds what its reader makes of an empty cell.
    Raises `BadInput` if a column is missing, a cell cannot be used, something ends before it begins, or there
    are no rows.
    """
    table = _Table(file, sheet)
    above = list(islice(rows, _SEARCH_HEADINGS_IN))
    for position, (_, values) in enumerate(above):
        if _place_by_headings(values, columns, table):
            above = above[position + 1 :]
            break
    else:
        _place_by_order(above, columns, table, order=order)
    found = [_read_row(number, values, columns, table) for number, values in chain(above, rows)]
    if not found:
        raise BadInput(f"{table.place()} has headings but no rows below them; {AGAIN}.")
    return found


def _place_by_headings(values: Sequence[Any], columns: Sequence[Column], table: _Table) -> bool:
    """Note where each column stands if these cells are the headings; False if they are not."""
    at: dict[str, int] = {}
    shown: dict[str, str] = {}
    for position, value in enumerate(values):
        heading = _heading(value)
        fitting = (column for column in columns if column.field not in at and column.fits(heading.lower()))
        column = next(fitting, None)
        if heading and column is not None:
            at[column.field] = position
            shown[column.field] = f"column ‘{heading}’"
    if len(at) < 2:
        return False
    for column in columns:
        if column.required and column.field not in at:
            raise BadInput(
                f"{table.place()} has no column ‘{column.heading}’ (or it has another heading); "
                f"put the heading right, or {AGAIN}."
            )
    table.at, table.shown, table.width = at, shown, max(at.values()) + 1
    return True


def _place_by_order(
    above: list[Row],
    columns: Sequence[Column],
    table: _Table,
    *,
    order: Sequence[str] | None,
) -> None:
    """Take the columns in their published order, for a file without headings."""
    if order is None or not above:
        headings = ", ".join(f"‘{column.heading}’" for column in columns[:2])
        raise BadInput(f"{table.place()} has no row of headings such as {headings}; {AGAIN}.")
    number, values = above[0]
    if re.fullmatch(r"U\d{5}", _heading(values[0])):
        raise BadInput(
            f"{table.file} lists networks without their practices; "
            "import epcncorepartnerdetails.csv or ePCN.xlsx instead."
        )
    if len(values) < len(order):
        raise BadInput(
            f"{table.place(number)} has {_columns(len(values))} where the {len(order)} columns of "
            "epcncorepartnerdetails.csv, or their headings, were expected; "
            f"add the missing columns or headings, or {AGAIN}."
        )
    headings = {column.field: column.heading for column in columns}
    table.at = {name: position for position, name in enumerate(order)}
    table.shown = {name: f"column {position + 1} ({headings[name]})" for name, position in table.at.items()}
    table.width = len(order)


def _read_row(number: int, values: Sequence[Any], columns: Sequence[Column], table: _Table) -> Found:
    if len(values) < table.width:
        raise BadInput(
            f"{table.place(number)} has {_columns(len(values))} where {table.width} were expected; "
            f"complete the row, or {AGAIN}."
        )
    read: dict[str, Any] = {}
    found = Found(read, number, table)
    for column in columns:
        position = table.at.get(column.field)
        try:
            read[column.field] = column.read(None if position is None else values[position])
        except cells.CellError as problem:
            raise found.error(column.field, str(problem), remedy=CORRECT) from None
    for begins, ends in (("opened", "closed"), ("start", "end")):
        if read.get(ends) is not None and read[ends] < read[begins]:
            raise found.error(
                ends,
                f"{read[ends]:%Y%m%d} is before the beginning, {read[begins]:%Y%m%d}",
                remedy=CORRECT,
            )
    return found


def _heading(value: Any) -> str:
    """A heading in one line, without line breaks (also as Excel escapes them) and a final question mark."""
    if not isinstance(value, str):
        return ""
    return " ".join(value.replace("_x000D_", " ").replace("_", " ").split()).rstrip(" ?:")


def _columns(count: int) -> str:
    return "1 column" if count == 1 else f"{count} columns"
