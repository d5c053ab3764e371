"""Values over time in files: whatever the program, the encoding or the sheet, they read as a paste does."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest

from tests.exchange import corpus
from workbench.errors import BadInput
from workbench.exchange.observations import Table, read
from workbench.measures.paste import parse_observations

AT_MIDNIGHT = datetime(2025, 3, 1)  # noqa: DTZ001  a cell knows no time zone
SPRING = [("2025-03-01", 42.0), ("2025-04-01", 41.5)]


def pairs(table: Table, **settings) -> list[tuple[str, float]]:
    parsed = parse_observations(table.text, **settings)
    assert parsed.problems == ()
    return [(row.date.isoformat(), row.value) for row in parsed.rows]


def workbook(**sheets: list[list[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("divider", [",", ";", "\t"])
def test_a_text_file_is_read_in_the_encodings_and_with_the_dividers_that_programs_write(encoding, divider):
    rows = [("Month – début", "Rate"), ("Mar-25", "42"), ("Apr-25", "41.5")]
    data = "\r\n".join(divider.join(row) for row in rows).encode(encoding)

    table = read(data, "C:/Users/anna/rates.CSV")

    assert (table.sheet, table.sheets) == ("", ())
    assert parse_observations(table.text).date_column == "Month – début"
    assert pairs(table) == SPRING


def test_a_line_above_the_headings_does_not_hide_the_dividers():
    assert pairs(read(b"Our own count\nMonth;Rate\n2025-03-01;42\n2025-04-01;41.5", "count.csv")) == SPRING


def test_a_workbook_is_read_from_its_first_sheet_with_anything_in_it():
    book = workbook(
        Empty=[],
        Rates=[["Month", "Rate"], [AT_MIDNIGHT, 42], [date(2025, 4, 1), 41.5]],
        Calls=[["Month", "Calls"], ["Mar-25", 1234]],
    )

    table = read(saved(book), "rates.xlsx")

    assert (table.sheet, table.sheets) == ("Rates", ("Empty", "Rates", "Calls"))
    assert pairs(table) == SPRING
    assert pairs(read(saved(book), "rates.xlsx", sheet="Calls")) == [("2025-03-01", 1234.0)]
    assert read(saved(book), "rates.xlsx", sheet="Empty").text == ""
    with pytest.raises(BadInput, match=r"no sheet ‘Rate’\. Did you mean ‘Rates’"):
        read(saved(book), "rates.xlsx", sheet="Rate")


def test_rows_keep_the_numbers_that_the_workbook_shows():
    book = workbook(Rates=[["Our count"], [], ["Month", "Rate"], ["2025-03-01", 42], [], ["soon", 41]])

    parsed = parse_observations(read(saved(book), "rates.xlsx").text)

    assert [row.row for row in parsed.rows] == [4]
    assert [(problem.row, problem.place, problem.cell) for problem in parsed.problems] == [(6, 1, "soon")]


def test_a_share_that_is_shown_as_per_cent_is_read_as_it_is_shown():
    book = workbook(Rates=[["Month", "Rate"], ["2025-03-01", 0.42], ["2025-04-01", 0.415], ["2025-05-01", 0.5]])
    for cell, shown in (("B2", "0%"), ("B3", "0.0%"), ("B4", '0.0"% of all"')):
        book["Rates"][cell].number_format = shown

    assert pairs(read(saved(book), "rates.xlsx")) == [*SPRING, ("2025-05-01", 0.5)]


def test_a_time_of_day_is_left_off_and_said_as_in_a_paste():
    book = workbook(Rates=[["When", "Rate"], [AT_MIDNIGHT.replace(hour=14, minute=30), 42]])
    assert parse_observations(read(saved(book), "rates.xlsx").text).notes == ("A time of day was left off 1 date.",)


def test_an_error_of_a_formula_is_a_cell_to_be_mended_and_no_value_is_none():
    book = workbook(Rates=[["Month", "Rate"], ["2025-03-01", 42], ["2025-04-01", "#N/A"], ["2025-05-01", "#DIV/0!"]])
    for cell in ("B3", "B4"):
        book["Rates"][cell].data_type = "e"

    parsed = parse_observations(read(saved(book), "rates.xlsx").text)

    assert [row.value for row in parsed.rows] == [42.0]
    assert [str(problem) for problem in parsed.problems] == [
        "Row 4, Rate: found “#DIV/0!”, expected a number such as 42, 42.5 or 1,234."
    ]
    assert parsed.notes == ("Row 3 has a date but no value and was left out.",)


def test_a_cell_with_a_tab_or_a_line_in_it_stays_one_cell():
    book = workbook(Rates=[["Month\nof\tvisit", "Rate"], ["2025-03-01", 42], ["2025-04-01", 41.5]])
    table = read(saved(book), "rates.xlsx")
    assert parse_observations(table.text).columns == ("Month of visit", "Rate")
    assert pairs(table) == SPRING


def test_a_workbook_with_nothing_in_it_is_an_empty_paste():
    table = read(saved(workbook(Empty=[])), "rates.xlsx")
    assert table == Table("", "Empty", ("Empty",))
    assert str(parse_observations(table.text).problems[0]) == (
        "What was pasted: found nothing, expected rows with a date and a value."
    )


HARMFUL = (
    "nothing", "only spaces", "a workbook cut in half", "a workbook with a hole", "a text that is no text",
    "bytes of nothing", "a name that lies", "an old workbook", "a packed file as a workbook", "a bomb in a workbook",
    "a workbook of very many texts", "a row beyond all rows", "a document type", "a file of 21 MB",
)  # fmt: skip


@pytest.mark.parametrize("harm", HARMFUL)
def test_what_is_refused_as_a_map_is_refused_as_a_table_of_values_in_one_sentence(harm):
    name, make, says = corpus.REFUSED[harm]

    with pytest.raises(BadInput) as refused:
        read(make(), name)

    said = str(refused.value)
    assert says in said
    assert said.endswith(".")
    assert "\n" not in said
    assert not any(f" {word}" in said.replace(name, "") for word in ("map", "elements", "connections"))


@pytest.mark.parametrize("name", ["rates.pdf", "rates", "rates.xls", ""])
def test_a_file_of_another_kind_is_told_what_to_do(name):
    with pytest.raises(BadInput, match=r"is no file of values: save it as CSV or as an Excel workbook \(\.xlsx\)"):
        read(b"2025-03-01,42", name)


def test_a_formula_without_its_value_names_its_cell():
    book = workbook(Rates=[["Month", "Rate"], ["2025-03-01", "=6*7"]])
    with pytest.raises(BadInput, match="Row 2, column B of the sheet ‘Rates’ holds a formula without its value"):
        read(saved(book), "rates.xlsx")
