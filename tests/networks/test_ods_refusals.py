"""A register file that cannot be used gets one sentence: where, what was expected, what to do."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.networks.builders import (
    DETAILS_CCG,
    HARBOUR,
    HILL_NOW,
    MOOR,
    QUAY,
    changed,
    text_file,
    workbook,
)
from workbench.errors import BadInput
from workbench.networks import sheets
from workbench.networks.ods import read_ods

AGAIN = "download the register again from the Organisation Data Service"


def problem(path: Path) -> str:
    with pytest.raises(BadInput) as caught:
        read_ods(path)
    return str(caught.value)


# --- bad cells ------------------------------------------------------------------------------------

CORRECT = "correct it and import the file again"
PARTNER_SHEET = "ePCN.xlsx, sheet ‘PCN Core Partner Details’"


NO_NETWORK = "(U and five digits, such as U12345)"
NO_PRACTICE = "(a letter and five digits, such as A81001)"
START = "Practice to PCN Relationship Start Date"
END = "Practice to PCN Relationship End Date"
NO_DATE = "is not a date such as 20191001"
ONE_OF_TWO = "delete one of the two rows, and import the file again"


@pytest.mark.parametrize(
    ("position", "value", "column", "words"),
    [
        (4, "10001", "PCN Code", f"‘10001’ is not a network code {NO_NETWORK}"),
        (4, None, "PCN Code", f"the network code {NO_NETWORK} is missing"),
        (0, "A 1", "Partner Organisation Code", f"‘A 1’ is not a practice code {NO_PRACTICE}"),
        (0, None, "Partner Organisation Code", "the practice code (such as A81001) is missing"),
        (1, "  ", "Partner Name", "the name is missing"),
        (1, "#N/A", "Partner Name", "the spreadsheet holds the error #N/A where words were expected"),
        (8, "20191301", START, f"‘20191301’ {NO_DATE}"),
        (8, 43739, START, f"‘43739’ {NO_DATE}"),
        (8, "00191001", START, "‘00191001’ is not a date between 1900 and 2100"),
        (8, None, START, "the date is missing; a date such as 20191001 was expected"),
        (9, "20190930", END, "20190930 is before the beginning, 20191001"),
        (10, "perhaps", "Practice CCG and PCN CCG Match", "‘perhaps’ is neither TRUE nor FALSE"),
    ],
)  # fmt: skip
def test_a_bad_partner_row_is_named_with_what_was_expected(
    tmp_path: Path, position: int, value: Any, column: str, words: str
) -> None:
    path = workbook(tmp_path / "ePCN.xlsx", partners=[HILL_NOW, changed(QUAY, position, value)])
    assert problem(path) == f"{PARTNER_SHEET}, row 3, column ‘{column}’: {words}; {CORRECT}."


@pytest.mark.parametrize(
    ("position", "value", "column", "words"),
    [
        (0, "U1000", "PCN Code", f"‘U1000’ is not a network code {NO_NETWORK}"),
        (5, "31st of March", "Close Date", f"‘31st of March’ {NO_DATE}"),
        (5, "20190930", "Close Date", "20190930 is before the beginning, 20191001"),
    ],
)
def test_a_bad_network_row_is_named_with_what_was_expected(
    tmp_path: Path, position: int, value: Any, column: str, words: str
) -> None:
    path = workbook(tmp_path / "ePCN.xlsx", networks=[HARBOUR, changed(MOOR, position, value)])
    assert problem(path) == (f"ePCN.xlsx, sheet ‘PCNDetails’, row 3, column ‘{column}’: {words}; {CORRECT}.")


def test_a_partner_row_that_points_to_no_network_of_the_file_is_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "ePCN.xlsx", partners=[HILL_NOW, changed(QUAY, 4, "U99999")])
    assert problem(path) == (
        f"{PARTNER_SHEET}, row 3, column ‘PCN Code’: network U99999 is not in the sheet ‘PCNDetails’; "
        "add the network there or correct the code, and import the file again."
    )


def test_two_rows_that_contradict_each_other_are_named(tmp_path: Path) -> None:
    twice = workbook(tmp_path / "ePCN.xlsx", partners=[HILL_NOW, changed(HILL_NOW, 9, "20220331")])
    assert problem(twice) == (
        f"{PARTNER_SHEET}, row 3, column ‘Partner Organisation Code’: "
        f"this membership is already in row 2, with other details; {ONE_OF_TWO}."
    )
    twice = workbook(tmp_path / "ePCN.xlsx", networks=[HARBOUR, changed(HARBOUR, 1, "OTHER PCN")])
    assert problem(twice) == (
        "ePCN.xlsx, sheet ‘PCNDetails’, row 3, column ‘PCN Code’: "
        f"this network is already in row 2, with other details; {ONE_OF_TWO}."
    )


def test_row_numbers_count_blank_rows_as_a_spreadsheet_does(tmp_path: Path) -> None:
    path = workbook(tmp_path / "ePCN.xlsx", partners=[QUAY, [], [], changed(HILL_NOW, 9, "soon")])
    assert problem(path) == (
        f"{PARTNER_SHEET}, row 5, column ‘Practice to PCN Relationship End Date’: ‘soon’ {NO_DATE}; {CORRECT}."
    )


def test_a_bad_cell_of_the_bare_partner_file_is_named_by_its_columns_number(tmp_path: Path) -> None:
    path = text_file(tmp_path / "partners.csv", partners=[QUAY, changed(HILL_NOW, 8, "soon")])
    assert problem(path) == (
        "partners.csv, row 2, column 9 (Practice to PCN Relationship Start Date): "
        f"‘SOON’ is not a date such as 20191001; {CORRECT}."
    )


# --- bad files ------------------------------------------------------------------------------------


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    without = [heading for heading in DETAILS_CCG if heading != "Close Date"]
    assert problem(workbook(tmp_path / "ePCN.xlsx", details_headings=without)) == (
        "ePCN.xlsx, sheet ‘PCNDetails’ has no column ‘Close Date’ (or it has another heading); "
        f"put the heading right, or {AGAIN}."
    )


def test_a_workbook_without_the_sheets_says_which_it_has(tmp_path: Path) -> None:
    assert problem(workbook(tmp_path / "rota.xlsx", sheets=("", ""))) == (
        "rota.xlsx has no sheet ‘PCNDetails’ (it has ‘Sheet1’); "
        "give the workbook ePCN.xlsx as the Organisation Data Service publishes it."
    )
    assert problem(workbook(tmp_path / "half.xlsx", sheets=("PCNDetails", ""))) == (
        "half.xlsx has no sheet ‘PCN Core Partner Details’ (it has ‘PCNDetails’); "
        "give the workbook ePCN.xlsx as the Organisation Data Service publishes it."
    )


def test_a_sheet_without_headings_or_without_rows_is_refused(tmp_path: Path) -> None:
    assert problem(workbook(tmp_path / "ePCN.xlsx", details_headings=["something", "else"], networks=[])) == (
        f"ePCN.xlsx, sheet ‘PCNDetails’ has no row of headings such as ‘PCN Code’, ‘PCN Name’; {AGAIN}."
    )
    assert problem(workbook(tmp_path / "ePCN.xlsx", partners=[])) == (
        f"{PARTNER_SHEET} has headings but no rows below them; {AGAIN}."
    )


def cut_short(path: Path) -> None:
    whole = workbook(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def flipped_in_the_middle(path: Path) -> None:
    whole = bytearray(workbook(path).read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("xl/worksheets/sheet2.xml").header_offset
    whole[start + 80 : start + 160] = bytes(80)
    path.write_bytes(bytes(whole))


def zipped_words(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "Dear all")


def broken_xml(path: Path) -> None:
    whole = workbook(path.with_name("whole.xlsx"))
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<worksheet><sheetData><row" if "sheet2" in name else old.read(name))


def expanding_entities(path: Path) -> None:
    whole = workbook(path.with_name("whole.xlsx"))
    lol = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = lol + content.replace(b"HARBOUR PCN", b"&b;")
            new.writestr(name, content)


@pytest.mark.parametrize("spoil", [cut_short, flipped_in_the_middle, zipped_words, broken_xml, expanding_entities])
def test_a_damaged_workbook_gets_one_sentence(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    path = tmp_path / "ePCN.xlsx"
    spoil(path)
    assert problem(path) == f"ePCN.xlsx is damaged or only half downloaded and cannot be read; {AGAIN}."


def test_a_workbook_that_would_unpack_beyond_reason_is_never_opened(tmp_path: Path) -> None:
    path = workbook(tmp_path / "ePCN.xlsx")
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/more.xml", "w") as file,
    ):
        for _ in range(110):
            file.write(bytes(1_000_000))
    assert path.stat().st_size < 1_000_000
    assert problem(path) == (
        "ePCN.xlsx would unpack to 110 MB, and the register to about 5 MB; it was not opened, "
        f"so check where it came from, or {AGAIN}."
    )


def test_a_file_of_absurd_size_is_never_read(tmp_path: Path) -> None:
    path = tmp_path / "ePCN.xlsx"
    with path.open("wb") as file:
        file.truncate(sheets.MAX_FILE + 1_000_000)
    assert problem(path) == (
        f"ePCN.xlsx has 51 MB, and the register has less than 1 MB; check that it is the right file, or {AGAIN}."
    )


def test_a_sheet_that_claims_a_row_far_below_is_given_up(tmp_path: Path) -> None:
    path = workbook(tmp_path / "ePCN.xlsx")
    book = openpyxl.load_workbook(path)
    book["PCNDetails"].cell(sheets.MAX_ROWS + 1, 1, "U10001")
    book.save(path)
    assert problem(path) == f"ePCN.xlsx, sheet ‘PCNDetails’ has more than 200,000 rows; {AGAIN}."


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("ePCN.xlsx", b"", f"ePCN.xlsx is empty; {AGAIN}."),
        ("partners.csv", b" \r\n\r\n", f"partners.csv is empty; {AGAIN}."),
        (
            "partners.csv",
            b"\xef\xbb\xbf",
            ("partners.csv has no row of headings such as ‘Partner Organisation Code’, ‘Partner Name’; "
            f"{AGAIN}."),
        ),
        (
            "ePCN.xlsx",
            b"PCN Code,PCN Name",
            f"ePCN.xlsx is not an Excel workbook although its name says so; {AGAIN}.",
        ),
        (
            "ePCN.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            ("ePCN.xls is an old or password-protected workbook; "
            "open it in Excel, save it as .xlsx without a password, and import that."),
        ),
        (
            "partners.csv",
            b"<!DOCTYPE html>\n<html>",
            f"partners.csv is a web page and not the register; {AGAIN}.",
        ),
        (
            "partners.csv",
            b"A81001,CAF\x81,\x8d",
            ("partners.csv is not a text file that can be read; "
            "open it in Excel, save it as CSV UTF-8, import that."),
        ),
        (
            "partners.csv",
            b"A81001,\0\0\0",
            ("partners.csv is not a text file that can be read; "
            "open it in Excel, save it as CSV UTF-8, import that."),
        ),
        (
            "shopping.csv",
            b"milk,bread\neggs,flour\n",
            ("shopping.csv, row 1 has 2 columns where the 11 columns of epcncorepartnerdetails.csv, "
            f"or their headings, were expected; add the missing columns or headings, or {AGAIN}."),
        ),
        (
            "epcn.csv",
            b"U10001,HARBOUR PCN,11X,NHS NORTHSHIRE CCG,20191001,,,,,,,ZZ1 1AA\n",
            ("epcn.csv lists networks without their practices; "
            "import epcncorepartnerdetails.csv or ePCN.xlsx instead."),
        ),
        (
            "partners.csv",
            b'A00001,"QUAY PRACTICE,11X,NHS,U10001,HARBOUR,11X,NHS,20191001,,TRUE\n',
            ("partners.csv, row 1 has a quotation mark that does not close where it should; "
            f"correct the row, or {AGAIN}."),
        ),
    ],
)  # fmt: skip
def test_a_file_that_is_something_else_gets_one_sentence(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert problem(path) == sentence


def test_a_partner_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = text_file(tmp_path / "partners.csv")
    path.write_bytes(path.read_bytes()[:-40])
    assert problem(path) == (f"partners.csv, row 3 has 6 columns where 11 were expected; complete the row, or {AGAIN}.")


def test_a_packed_download_says_which_file_to_unpack(tmp_path: Path) -> None:
    inner = workbook(tmp_path / "ePCN.xlsx")
    path = tmp_path / "epcn.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(inner, "ePCN.xlsx")
    assert problem(path) == "epcn.zip is a packed folder that holds ePCN.xlsx; unpack it and import ePCN.xlsx."


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    missing = tmp_path / "ePCN.xlsx"
    assert problem(missing) == f"There is no file {missing}; check the name and the folder."
    assert problem(tmp_path) == (
        f"{tmp_path.name} is a folder; give the file ePCN.xlsx or epcncorepartnerdetails.csv in it."
    )
