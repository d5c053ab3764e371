"""The sample tables as they stand in the files: every cell is text."""

import csv
from pathlib import Path

FOLDER = Path(__file__).parent.parent.parent / "sample_data"
Row = dict[str, str]


def read(file: str) -> list[Row]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as open_file:
        return list(csv.DictReader(open_file, strict=True))


TABLES: dict[str, list[Row]] = {path.name: read(path.name) for path in sorted(FOLDER.glob("*.csv"))}
DICTIONARY: list[Row] = TABLES["dictionary.csv"]


def column(file: str, name: str) -> list[str]:
    return [row[name] for row in TABLES[file]]


def by_key(file: str, key: str = "key") -> dict[str, Row]:
    return {row[key]: row for row in TABLES[file]}


def keys(cell: str) -> list[str]:
    return cell.split(";") if cell else []


def network_of(key: str) -> str:
    return {"lark": "U99901", "salt": "U99902", "thorn": "U99903"}[key.partition("-")[0]]
