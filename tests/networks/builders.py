"""Small register files in the shape of the published ones. All content is invented."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

DETAILS_CCG = (
    "PCN Code", "PCN Name", "Current Clinical \nCommissioning \nGroup Code",
    "Clinical\nCommissioning\nGroup Name", "Open Date", "Close Date", "Address Line 1", "Address Line 2",
    "Address Line 3", "Address Line 4", "Address Line 5", "Postcode",
)  # fmt: skip
DETAILS_SUB_ICB = (
    "PCN Code", "PCN Name", "Current Sub ICB Loc Code", "Sub ICB Location", "Open Date", "Close Date",
    "Address Line 1", "Address Line 2", "Address Line 3", "Address Line 4", "Address Line 5", "Postcode",
)  # fmt: skip
PARTNERS_CCG = (
    "Partner\nOrganisation\nCode", "Partner\nName", "Practice\nParent\nCCG Code",
    "Practice\nParent\nCCG Name",
    "PCN Code", "PCN Name", "PCN Parent\nCCG Code", "PCN Parent\nCCG Name",
    "Practice to PCN\nRelationship\nStart Date", "Practice to PCN\nRelationship\nEnd Date",
    "Practice CCG and PCN\nCCG Match ",
)  # fmt: skip
PARTNERS_SUB_ICB = (
    "Partner\r\nOrganisation\r\nCode", "Partner\r\nName", "Practice\r\nParent\r\nSub ICB Loc Code",
    "Practice\r\nParent\r\nSub ICB Loc Name", "PCN Code", "PCN Name", "PCN Parent\r\nSub ICB Loc Code",
    "PCN Parent\r\nSub ICB Loc Name", "Practice to PCN\r\nRelationship\r\nStart Date",
    "Practice to PCN\r\nRelationship\r\nEnd Date", "Practice Sub ICB Loc and PCN\r\nSub ICB Loc Match ",
)  # fmt: skip

NORTH = ("11X", "NHS NORTHSHIRE CCG")
SOUTH = ("1E5", "NHS SOUTHSHIRE CCG")

HARBOUR: tuple[Any, ...] = (
    "U10001", "HARBOUR PCN", *NORTH, "20191001", "",
    "HARBOUR SURGERY", "1 QUAY ROAD", "", "SEATON", "", "ZZ1 1AA",
)  # fmt: skip
MOOR: tuple[Any, ...] = (
    "U10002", "MOOR PCN", *SOUTH, "20191001", "20210331", "THE SURGERY", "", "", "", "", "ZZ2 2BB",
)  # fmt: skip
NETWORKS = (HARBOUR, MOOR)

QUAY: tuple[Any, ...] = (
    "A00001", "QUAY PRACTICE", *NORTH, "U10001", "HARBOUR PCN", *NORTH, "20191001", None, True,
)  # fmt: skip
HILL_THEN: tuple[Any, ...] = (
    "A00002", "NA", *NORTH, "U10002", "MOOR PCN", *SOUTH, "20191001", "20210331", False,
)  # fmt: skip
HILL_NOW: tuple[Any, ...] = (
    "A00002", "NA", *NORTH, "U10001", "HARBOUR PCN", *NORTH, "20210401", None, True,
)  # fmt: skip
PARTNERS = (QUAY, HILL_THEN, HILL_NOW)


def workbook(
    path: Path,
    *,
    networks: Sequence[Sequence[Any]] = NETWORKS,
    partners: Sequence[Sequence[Any]] = PARTNERS,
    details_headings: Sequence[str] = DETAILS_CCG,
    partner_headings: Sequence[str] = PARTNERS_CCG,
    sheets: tuple[str, str] = ("PCNDetails", "PCN Core Partner Details"),
) -> Path:
    """Write a workbook with the two sheets (a sheet called "" is left out) and return its path."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, headings, rows in (
        (sheets[0], details_headings, networks),
        (sheets[1], partner_headings, partners),
    ):
        if title:
            sheet = book.create_sheet(title)
            for row in [headings, *rows]:
                sheet.append(list(row))
    if not book.worksheets:
        book.create_sheet("Sheet1")
    book.save(path)
    return path


def text_file(
    path: Path,
    *,
    partners: Sequence[Sequence[Any]] = PARTNERS,
    headings: Sequence[str] | None = None,
    encoding: str = "utf-8",
    delimiter: str = ",",
) -> Path:
    """Write a comma-separated file, without headings unless they are given, and return its path."""
    with path.open("w", newline="", encoding=encoding) as file:
        writer = csv.writer(file, delimiter=delimiter)
        if headings is not None:
            writer.writerow(headings)
        for row in partners:
            writer.writerow(["" if cell is None else str(cell).upper() for cell in row])
    return path


def changed(row: Sequence[Any], position: int, value: Any) -> tuple[Any, ...]:
    """The row with one cell (counted from 0) replaced."""
    return (*row[:position], value, *row[position + 1 :])
