"""Broken, hostile and huge files of tables, made here so that none of them is kept anywhere."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping

import openpyxl

from tests.exchange.builders import stourvale
from workbench.exchange import csv_pair, xlsx
from workbench.exchange.meaning import to_rows

Sheet = list[list[object]]
PEOPLE: Sheet = [["ID", "Label", "Type"], ["a", "Link worker", "person"], ["b", "Kitchen", "group"]]
TIES: Sheet = [["From", "To", "Type"], ["a", "b", "trusts"]]


def csv(table: Sheet) -> bytes:
    """A table as somebody's own program would write it: nothing is escaped but quotation marks."""
    lines = (",".join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in table)
    return "\r\n".join(lines).encode()


def packed(**files: bytes) -> bytes:
    """Files in one, called by their names with .csv."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(f"{name}.csv", data)
    return whole.getvalue()


def pair(elements: Sheet = PEOPLE, connections: Sheet = TIES) -> bytes:
    return packed(elements=csv(elements), connections=csv(connections))


def book(elements: Sheet = PEOPLE, connections: Sheet = TIES, **others: Sheet) -> bytes:
    """A workbook as openpyxl writes it: a text that begins with = becomes a formula without a value."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, table in {"Elements": elements, "Connections": connections, **others}.items():
        sheet = workbook.create_sheet(name)
        for row in table:
            sheet.append(row)
    whole = io.BytesIO()
    workbook.save(whole)
    return whole.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A packed file of which one part is another."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return whole.getvalue()


def formulas(value: bytes | None) -> bytes:
    """A workbook of which the first label is worked out from two cells, with the value beside it or without."""
    cached = b"" if value is None else b"<v>" + value + b"</v>"
    return with_part(
        book(),
        "xl/worksheets/sheet1.xml",
        lambda sheet: re.sub(
            rb'<c r="B2"[^>]*>.*?</c>', b'<c r="B2" t="str"><f>CONCATENATE(A1,A2)</f>' + cached + b"</c>", sheet
        ),
    )


def bomb(name: str = "elements.csv", megabytes: int = 100) -> bytes:
    """A small packed file that would unpack to very much."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as part:
        part.write(b"Label\r\n")
        for _ in range(megabytes):
            part.write(b"a" * 1_000_000)
    return whole.getvalue()


def bomb_that_lies() -> bytes:
    """The same, but it says of itself that it is small."""
    data = bytearray(bomb())
    size = struct.pack("<L", 100_000_007)
    while size in data:
        at = data.index(size)
        data[at : at + 4] = struct.pack("<L", 1000)
    return bytes(data)


def workbook_bomb() -> bytes:
    """A workbook whose texts would take 100 MB."""
    return with_texts(b"<si><t>a</t></si>" * 5_900_000)


def with_texts(texts: bytes) -> bytes:
    """A workbook with these texts in its list of texts."""
    start = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    listed = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    known = with_part(book(), "[Content_Types].xml", lambda types: types.replace(b"</Types>", listed))
    return with_part(known, "xl/sharedStrings.xml", lambda _: start + texts + b"</sst>")


GOOD_PAIR = csv_pair.write(to_rows(stourvale())).data
GOOD_BOOK = xlsx.write(to_rows(stourvale())).data
TYPE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LONG = [["ID", "Label"], *([number, "x"] for number in range(20_001))]
ERROR = [["ID", "Label"], ["a", "#N/A"]]

REFUSED: Mapping[str, tuple[str, Callable[[], bytes], str]] = {
    "nothing": ("map.csv", lambda: b"", "map.csv is empty"),
    "only spaces": ("map.csv", lambda: b" \r\n\t ", "map.csv is empty"),
    "a pair cut in half": ("map.zip", lambda: GOOD_PAIR[: len(GOOD_PAIR) // 2], "damaged or only half downloaded"),
    "a workbook cut in half": ("map.xlsx", lambda: GOOD_BOOK[: len(GOOD_BOOK) // 2], "damaged or only half"),
    "a workbook with a hole": (
        "map.xlsx",
        lambda: with_part(GOOD_BOOK, "xl/worksheets/sheet1.xml", lambda sheet: sheet[:300]),
        "damaged or only half",
    ),
    "a pair with spoilt bytes": ("map.zip", lambda: _spoilt(GOOD_PAIR), "damaged"),
    "a text that is no text": ("map.csv", lambda: b"From,To\r\n\x81\x8d,\x9d", "no text that can be read"),
    "bytes of nothing": ("map.csv", lambda: bytes(range(256)) * 10, "no text that can be read"),
    "an open quotation mark": ("map.csv", lambda: b'From,To\r\na,"b\r\n', "quotation mark"),
    "a name that lies": ("map.xlsx", lambda: csv(PEOPLE), "no Excel workbook although its name says so"),
    "an old workbook": ("map.xlsx", lambda: b"\xd0\xcf\x11\xe0" + b"0" * 600, "old or a locked workbook"),
    "a packed file without tables": ("map.zip", lambda: _other("readme.txt"), "holds no tables"),
    "a packed file as a workbook": ("map.xlsx", lambda: GOOD_PAIR, "no Excel workbook"),
    "headings of something else": ("map.csv", lambda: b"Date,Value\r\n1,2", "‘Label’ (elements)"),
    "an elements table without a label": ("map.zip", lambda: packed(elements=b"Sector\r\nx"), "a column ‘Label’"),
    "a bomb": ("map.zip", bomb, "would unpack to 100 MB"),
    "a larger bomb": ("map.zip", lambda: bomb(megabytes=300), "would unpack to 300 MB"),
    "a bomb in a workbook": ("map.xlsx", workbook_bomb, "would unpack to 100 MB"),
    "a bomb that lies": ("map.zip", bomb_that_lies, "damaged"),
    "very many files": ("map.zip", lambda: packed(**{f"t{number}": b"" for number in range(2001)}), "2,000 files"),
    "a workbook of very many texts": (
        "map.xlsx",
        lambda: with_texts(b"".join(b"<si><t>%x</t></si>" % number for number in range(300_000))),
        "more than 250,000 texts",
    ),
    "a row beyond all rows": (
        "map.xlsx",
        lambda: with_part(
            book(),
            "xl/worksheets/sheet1.xml",
            lambda sheet: sheet.replace(b"</sheetData>", b'<row spans="1:2" r="99999999999"></row></sheetData>'),
        ),
        "rows beyond row 100,000",
    ),
    "a document type": (
        "map.xlsx",
        lambda: with_part(book(), "xl/worksheets/sheet1.xml", lambda sheet: TYPE + sheet),
        "document type",
    ),
    "a file of 21 MB": ("map.csv", lambda: b"Label\r\n" + b"a" * 21_000_000, "21 MB, and 20 MB is the most"),
    "too many rows": ("map.csv", lambda: csv(LONG), "more than 20,000 elements and connections"),
    "too many rows in a workbook": ("map.xlsx", lambda: book(LONG), "more than 20,000 elements and connections"),
    "too many columns": ("map.csv", lambda: b"Label" + b",x" * 300, "more than 200 c"),
    "one connection to very many": ("map.csv", lambda: b"From,To\r\na," + b"b|" * 30_000, "more than 20,000"),
    "an id twice": (
        "map.zip",
        lambda: pair([*PEOPLE, ["a", "Another", ""]]),
        "map.zip, row 4 of elements.csv: its id ‘a’ is that of row 2 of elements.csv already",
    ),
    "a name twice, without ids": (
        "map.csv",
        lambda: b"Label\r\nLink worker\r\nlink  Worker",
        "map.csv, row 3 of the table: ‘link Worker’ is in row 2 of the table already",
    ),
    "an edge to nowhere": (
        "map.xlsx",
        lambda: book(connections=[["From", "To"], ["a", "b"], ["a", "nobody"]]),
        "map.xlsx, row 3 of the sheet ‘Connections’: ‘nobody’ is not among the elements",
    ),
    "an edge from nowhere and more": (
        "map.zip",
        lambda: pair(connections=[["From", "To"], ["", "b"], ["a", ""], ["b", "b"]]),
        "it does not say from where it goes; name an element there (and 2 more problems like this)",
    ),
    "a name that two have": (
        "map.zip",
        lambda: pair([*PEOPLE, ["c", "Kitchen", ""]], [["From", "To"], ["a", "Kitchen"]]),
        "2 elements are called ‘Kitchen’; point to one by its id",
    ),
    "a day that is none": (
        "map.zip",
        lambda: pair([["ID", "Label", "Valid from"], ["a", "A", "31/02/2025"]], [["From", "To"]]),
        "row 2 of elements.csv: ‘31/02/2025’ is not a day",
    ),
    "an end before the beginning": (
        "map.csv",
        lambda: b"Label,Valid from,Valid to\r\nA,2025-03-01,2025-02-01",
        "it ends before it begins",
    ),
    "a formula without a value": ("map.xlsx", lambda: formulas(None), "Row 2, column B of the sheet ‘Elements’ holds"),
    "an error of the spreadsheet": ("map.xlsx", lambda: book(ERROR), "Row 2, column B of the sheet ‘Elements’ holds"),
}
"""What it is → the file's name, its bytes, and a part of the sentence with which it is refused."""


def _spoilt(data: bytes) -> bytes:
    at = data.index(b"elements.csv") + 40
    return data[:at] + bytes(byte ^ 0x55 for byte in data[at : at + 60]) + data[at + 60 :]


def _other(name: str) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr(name, "nothing")
    return whole.getvalue()
