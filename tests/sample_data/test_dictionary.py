"""The dictionary says what every file holds, and every file holds what the dictionary says."""

import re
from datetime import date

import pytest

from tests.sample_data.tables import DICTIONARY, FOLDER, TABLES, Row, column, keys

REGISTER = {
    *column("networks.csv", "code"),
    *column("networks.csv", "commissioner_code"),
    *column("memberships.csv", "practice_code"),
}


def is_number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", cell) is not None


def is_date(cell: str) -> bool:
    return date.fromisoformat(cell).isoformat() == cell


TYPES = {
    "text": lambda cell: cell == " ".join(cell.split()),
    "key": lambda cell: re.fullmatch(r"[A-Za-z0-9-]+", cell),
    "keys": lambda cell: re.fullmatch(r"[A-Za-z0-9-]+(;[A-Za-z0-9-]+)*", cell),
    "code": lambda cell: re.fullmatch(r"[A-Z]\d{5}|[A-Z]\d[A-Z]", cell),
    "date": is_date,
    "number": is_number,
    "whole number": lambda cell: is_number(cell) and "." not in cell,
    "yes/no": lambda cell: cell in ("yes", "no"),
    "choice": lambda _cell: True,  # held to its allowed values below
}


def cells_of(entry: Row) -> list[tuple[int, str]]:
    """The cells of a column that hold something, with the number of their line."""
    rows = TABLES[entry["file"]]
    return [(line, row[entry["column"]]) for line, row in enumerate(rows, start=2) if row[entry["column"]]]


each_column = pytest.mark.parametrize(
    "entry", DICTIONARY, ids=[f"{entry['file']}:{entry['column']}" for entry in DICTIONARY]
)


def test_every_column_of_every_file_is_in_the_dictionary_in_its_order_and_no_other():
    found = {}
    for path in sorted(FOLDER.glob("*.csv")):
        with path.open(encoding="utf-8") as file:
            found[path.name] = file.readline().rstrip("\n").split(",")
    described: dict[str, list[str]] = {}
    for entry in DICTIONARY:
        described.setdefault(entry["file"], []).append(entry["column"])
    assert described == found


def test_every_file_in_the_folder_is_a_table_or_is_named_in_the_readme():
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    others = {path.name for path in FOLDER.iterdir() if path.suffix != ".csv" and not path.name.startswith("__")}
    assert {name for name in others - {"README.md"} if name not in readme} == set()


@each_column
def test_every_cell_has_the_type_of_its_column(entry):
    fits = TYPES[entry["type"]]
    assert [(line, cell) for line, cell in cells_of(entry) if not fits(cell)] == []


@each_column
def test_a_required_column_has_a_value_in_every_row_and_any_other_has_a_gap_somewhere(entry):
    complete = len(cells_of(entry)) == len(TABLES[entry["file"]])
    assert complete == (entry["required"] == "yes")


@each_column
def test_every_cell_is_one_of_the_allowed_values(entry):
    allowed = entry["allowed"].split("|") if entry["allowed"] else None
    assert (allowed is not None) == (entry["type"] in ("choice", "yes/no") or entry["column"] == "strength")
    if allowed is not None:
        assert [(line, cell) for line, cell in cells_of(entry) if cell not in allowed] == []


@each_column
def test_every_key_points_to_a_row_that_is_there(entry):
    known: set[str] = set()
    for target in filter(None, entry["points_to"].split("|")):
        known |= REGISTER if target == "register" else set(column(*target.split(":")))
    if known:
        wanted = [(line, key) for line, cell in cells_of(entry) for key in keys(cell)]
        assert [(line, key) for line, key in wanted if key not in known] == []


def test_every_key_names_one_row_of_one_file():
    every = [row["key"] for rows in TABLES.values() for row in rows if "key" in row]
    assert len(every) == len(set(every))


def test_no_row_is_there_twice():
    for file, rows in TABLES.items():
        whole = [tuple(row.values()) for row in rows]
        assert len(whole) == len(set(whole)), file


def test_every_file_is_utf_8_with_plain_line_ends_and_no_cell_that_a_spreadsheet_would_run():
    for path in FOLDER.glob("*.csv"):
        raw = path.read_bytes()
        assert b"\r" not in raw, path.name
        assert raw.endswith(b"\n"), path.name
        raw.decode("utf-8")
    for file, rows in TABLES.items():
        for row in rows:
            for name, cell in row.items():
                harmless = is_number(cell) or name in ("sign", "allowed") or file == "connection_changes.csv"
                assert harmless or not cell.startswith(("=", "+", "-", "@", "\t")), (file, name, cell)
