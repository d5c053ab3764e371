"""Reading what people paste from a spreadsheet: dates, values, and every doubt said aloud."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.measures.dates import ReadDate, looks_other_way_round, read_date
from workbench.measures.outlying import far_from_others
from workbench.measures.paste import Parsed, Problem, Row, mended, parse_observations, questions
from workbench.measures.reading import MONTHS
from workbench.measures.spc import xmr
from workbench.measures.table import divided, read_number

A_DATE = "a date such as 2025-03-01, 01/03/2025, 1 Mar 2025 or Mar-25"
A_NUMBER = "a number such as 42, 42.5 or 1,234"


def pasted(*lines: str, **settings) -> Parsed:
    return parse_observations("\n".join(lines), **settings)


def pairs(parsed: Parsed) -> list[tuple[str, float]]:
    return [(row.date.isoformat(), row.value) for row in parsed.rows]


# --- the usual case ----------------------------------------------------------------------------------------------


def test_two_years_of_months_copied_from_a_spreadsheet():
    months = [date(2023 + n // 12, n % 12 + 1, 1) for n in range(24)]
    text = "Month\tDid not attend\r\n" + "".join(
        f"{MONTHS[day.month - 1][:3]}-{day:%y}\t{40 + n}.5\r\n" for n, day in enumerate(months)
    )

    assert parse_observations(text) == Parsed(
        rows=tuple(Row(day, 40.5 + n, n + 2) for n, day in enumerate(months)),
        problems=(),
        notes=("24 dates have no day and stand for the first of the month: Jan-23 is 1 January 2023.",),
        columns=("Month", "Did not attend"),
        date_column="Month",
        value_column="Did not attend",
    )


def test_what_was_read_can_be_charted():
    rows = pasted("2025-03-01\t42", "2025-04-01\t41").pairs()

    assert rows == [(date(2025, 3, 1), 42.0), (date(2025, 4, 1), 41.0)]
    assert xmr([value for _, value in rows], dates=[day for day, _ in rows]).points["value"].tolist() == [42.0, 41.0]


@pytest.mark.parametrize("divider", ["\t", ",", ";", " ; ", " , "])
@pytest.mark.parametrize("heading", [True, False])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_cells_may_be_divided_by_tabs_commas_or_semicolons_with_or_without_a_heading(divider, heading, ending):
    lines = [f"2025-03-01{divider}42", f"2025-04-01{divider}41.5"]
    text = ending.join(([f"Date{divider}Rate"] if heading else []) + lines) + ending
    parsed = parse_observations(text)

    assert pairs(parsed) == [("2025-03-01", 42.0), ("2025-04-01", 41.5)]
    assert parsed.columns == (("Date", "Rate") if heading else ("column 1", "column 2"))
    assert (parsed.problems, parsed.notes) == ((), ())
    assert parsed.ok


def test_rows_keep_the_order_they_were_pasted_in():
    assert pairs(pasted("2025-05-01\t3", "2025-03-01\t1", "2025-04-01\t2")) == [
        ("2025-05-01", 3.0),
        ("2025-03-01", 1.0),
        ("2025-04-01", 2.0),
    ]


# --- dates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "2025-03-01",
        "2025/3/1",
        "2025.03.01",
        "2025-03-01 00:00:00",
        "2025-03-01T00:00:00Z",
        "1 Mar 2025",
        "1 March 2025",
        "01 mar 2025",
        "1-Mar-2025",
        "01-Mar-25",
        "1/Mar/25",
        "1st March 2025",
        "1 Mar. 2025",
        "Saturday, 1 March 2025",
        "Sat 1 Mar 2025",
        "March 1, 2025",
        "Mar 1st 2025",
        " 1\u00a0March  2025 ",
    ],
)
def test_dates_that_can_mean_only_one_day_are_plain(written):
    assert read_date(written) == ReadDate(date(2025, 3, 1), "plain")


@pytest.mark.parametrize("written", ["01/03/2025", "1/3/2025", "1.3.2025", "01-03-25", "1/3/25", "01/03/2025 00:00"])
def test_dates_of_numbers_are_read_with_the_day_first_and_remember_the_other_way(written):
    assert read_date(written) == ReadDate(date(2025, 3, 1), "day first", or_else=date(2025, 1, 3))
    assert read_date(written, day_first=False) == ReadDate(date(2025, 1, 3), "month first", or_else=date(2025, 3, 1))


def test_dates_that_work_only_one_way_round_carry_no_doubt():
    assert read_date("31/03/2025") == ReadDate(date(2025, 3, 31), "day first")
    assert read_date("03/03/2025") == ReadDate(date(2025, 3, 3), "day first")
    assert read_date("03/31/2025") is None
    assert looks_other_way_round("03/31/2025")
    assert not looks_other_way_round("31/03/2025")


@pytest.mark.parametrize(
    "written", ["Mar-25", "Mar 25", "Mar 2025", "March 2025", "MARCH-2025", "Mar '25", "2025-03", "03/2025", "3-2025"]
)
def test_months_stand_for_their_first_day(written):
    assert read_date(written) == ReadDate(date(2025, 3, 1), "month")


def test_september_may_be_cut_in_two_ways():
    assert read_date("Sep-25") == read_date("Sept 2025") == ReadDate(date(2025, 9, 1), "month")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("45717", date(2025, 3, 1)),
        ("45717.0", date(2025, 3, 1)),
        ("36526", date(2000, 1, 1)),
        ("20000", date(1954, 10, 3)),
        ("80000", date(2119, 1, 11)),
    ],
)
def test_a_spreadsheets_day_numbers_are_dates(written, day):
    assert read_date(written) == ReadDate(day, "serial")


def test_eight_digits_are_year_month_and_day():
    assert read_date("20250301") == ReadDate(date(2025, 3, 1), "digits")


@pytest.mark.parametrize("written", ["2025-03-01 14:30", "1/3/2025 09:00", "45717.5", "2025-03-01T00:00:01"])
def test_a_time_of_day_is_left_off_and_remembered(written):
    read = read_date(written)

    assert read is not None
    assert (read.day, read.timed) == (date(2025, 3, 1), True)


@pytest.mark.parametrize(("written", "year"), [("1 Mar 69", 2069), ("1 Mar 70", 1970), ("1 Mar 00", 2000)])
def test_years_of_two_digits_lie_between_1970_and_2069(written, year):
    assert read_date(written) == ReadDate(date(year, 3, 1), "plain")


@pytest.mark.parametrize(
    "written",
    [
        "", "soon", "Total", "42", "42%", "19999", "80001", "2025", "2025-02-30", "31/04/2025", "2025-13-01",
        "0/3/2025", "Q1 2025", "2024/25", "2024-25", "Week 12", "25-Mar", "Ma-25", "Marvellous 2025", "1 Mar 1066",
        "01/03/0025", "20251301", "1/3-2025", "٣/٣/2025",
    ],
)  # fmt: skip
def test_what_no_calendar_has_is_no_date(written):
    assert read_date(written) is None


# --- numbers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("42", 42.0),
        (" 42.50 ", 42.5),
        ("1,234", 1234.0),
        ("1,234,567.8", 1234567.8),
        ("42%", 42.0),
        ("42.5 %", 42.5),
        ("-3", -3.0),
        ("−3", -3.0),
        ("+3", 3.0),
        (".5", 0.5),
        ("1.2E+05", 120000.0),
        ("0", 0.0),
    ],
)
def test_numbers_as_spreadsheets_write_them(written, number):
    assert read_number(written) == number


@pytest.mark.parametrize(
    "written",
    ["", "x", "42,5", "1,23", "12,34,567", "1 234", "<5", "*", "(3)", "£3", "4 2", "42%%", "nan", "inf", "1e999", "٣"],
)
def test_what_may_mean_several_things_is_no_number(written):
    assert read_number(written) is None


# --- problems ----------------------------------------------------------------------------------------------------


def test_each_bad_cell_is_a_problem_with_its_row_its_column_what_was_found_and_what_was_expected():
    parsed = pasted("Month\tRate", "Mar-25\t42", "soon\t41", "May-25\tmany", "\t40", "x\ty", "Total\t123")

    assert pairs(parsed) == [("2025-03-01", 42.0)]
    assert parsed.problems == (
        Problem(3, "Month", "“soon”", A_DATE),
        Problem(4, "Rate", "“many”", A_NUMBER),
        Problem(5, "Month", "nothing", A_DATE),
        Problem(6, "Month", "“x”", A_DATE),
        Problem(6, "Rate", "“y”", A_NUMBER),
        Problem(7, "Month", "“Total”", A_DATE),
    )
    assert str(parsed.problems[0]) == f"Row 3, Month: found “soon”, expected {A_DATE}."


def test_nothing_is_kept_while_there_are_problems_unless_the_caller_says_so():
    parsed = pasted("Mar-25\t42", "soon\t41", "May-25\tmany")

    assert not parsed.ok
    with pytest.raises(BadInput) as refused:
        parsed.accepted()
    assert str(refused.value) == (
        f"Row 2, column 1: found “soon”, expected {A_DATE}. There is 1 more problem. Nothing was kept."
    )
    assert parsed.accepted(leave_out_problems=True) == (Row(date(2025, 3, 1), 42.0, 1),)
    assert parsed.pairs(leave_out_problems=True) == [(date(2025, 3, 1), 42.0)]


def test_a_paste_without_a_good_row_gives_nothing_to_keep():
    parsed = pasted("soon\t41")

    with pytest.raises(BadInput, match="There are no observations in what was pasted"):
        parsed.accepted(leave_out_problems=True)


def test_a_date_that_comes_twice_is_a_problem_where_it_comes_again():
    parsed = pasted("Mar-25\t42", "01/03/2025\t42", "Apr-25\t40", "1 Mar 2025\t41")

    assert pairs(parsed) == [("2025-03-01", 42.0), ("2025-04-01", 40.0)]
    assert parsed.problems == (
        Problem(2, "column 1", "1 March 2025 again, as in row 1", "each date once"),
        Problem(4, "column 1", "1 March 2025 again, as in row 1", "each date once"),
    )


def test_a_date_with_the_month_first_is_told_apart():
    assert pasted("13/03/2025\t42", "03/14/2025\t42").problems == (
        Problem(2, "column 1", "“03/14/2025”", "the day first, as in 31/03/2025"),
    )
    assert pasted("03/14/2025\t42", "13/03/2025\t42", day_first=False).problems == (
        Problem(2, "column 1", "“13/03/2025”", "the month first, as in 03/31/2025"),
    )


def test_rows_are_counted_as_they_were_pasted_blank_ones_too():
    parsed = pasted("Month\tRate", "", "\t", "Mar-25\t42", "", "soon\t41")

    assert [row.row for row in parsed.rows] == [4]
    assert [problem.row for problem in parsed.problems] == [6]


def test_a_number_cut_by_its_comma_is_noticed():
    assert pasted("Date,Calls", "2025-03-01,1,234", "2025-04-01,999").problems == (
        Problem(
            2, "the whole row", "3 cells", "2; put numbers with a comma in quotes, or a copy straight from the sheet"
        ),
    )
    assert pasted("2025-03-01,1,234", "2025-04-01,2,345").problems == (
        Problem(
            None,
            "What was pasted",
            "numbers that may be cut in two at a comma",
            "numbers with a comma in quotes, or a copy straight from the sheet",
        ),
    )
    assert pairs(pasted('2025-03-01,"1,234"')) == [("2025-03-01", 1234.0)]


def test_dates_side_by_side_are_pointed_out():
    assert pasted("Mar-25\tApr-25\tMay-25", "42\t41\t40").problems == (
        Problem(
            None, "What was pasted", "dates side by side in row 1", "each date in a row of its own, the value beside it"
        ),
    )


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("", "nothing", "rows with a date and a value"),
        (" \n\t\n", "nothing", "rows with a date and a value"),
        ("42\n41", "one column", "two, the dates and the values"),
        ("hello", "one column", "two, the dates and the values"),
        ("Mar-25\t", "one column", "two, the dates and the values"),
        ("2025-03-01\t42\n" * 20_001, "20,001 rows", "20,000 at most"),
        ("2025-03-01\t" + "x" * 200_000, "a cell that is too long", "rows with a date and a value"),
    ],
)
def test_what_holds_no_table_is_one_problem(text, found, expected):
    assert parse_observations(text) == Parsed(
        (), (Problem(None, "What was pasted", found, expected),), (), parse_observations(text).columns, None, None
    )


def test_words_alone_are_problems_row_by_row():
    assert pasted("hello\tworld").problems == (
        Problem(1, "column 1", "“hello”", A_DATE),
        Problem(1, "column 2", "“world”", A_NUMBER),
    )


def test_long_cells_are_shown_short():
    assert pasted(f"{'x' * 50}\t4").problems[0].found == f"“{'x' * 39}…”"


# --- notes: no silent guess --------------------------------------------------------------------------------------


def test_ambiguous_dates_are_said_to_have_been_read_with_the_day_first():
    parsed = pasted("01/03/2025\t42", "01/04/2025\t41", "31/05/2025\t40")

    assert pairs(parsed) == [("2025-03-01", 42.0), ("2025-04-01", 41.0), ("2025-05-31", 40.0)]
    assert parsed.notes == (
        "2 dates could be read two ways and were read with the day first: 01/03/2025 is 1 March 2025.",
    )
    assert pasted("1/3/25\t42", day_first=False).notes == (
        "1 date could be read two ways and was read with the month first: 1/3/25 is 3 January 2025.",
    )


def test_days_that_would_be_months_the_other_way_round_are_pointed_out():
    parsed = pasted("01/01/2025\t42", "02/01/2025\t41", "03/01/2025\t40", "04/01/2025\t40")

    assert parsed.notes == (
        "3 dates could be read two ways and were read with the day first: 02/01/2025 is 2 January 2025.",
        (
            "With the month first they would be one day of each month; if that is meant, "
            "choose month first and read them again."
        ),
    )
    assert len(pasted("01/01/2025\t42", "02/01/2025\t41", "03/01/2025\t40", day_first=False).notes) == 1


def test_the_other_readings_are_said_as_well():
    parsed = pasted("45717\t1,234%", "20250401\t2", "May-25\t3", "2025-06-01 12:00\t4")

    assert parsed.notes == (
        "1 date has no day and stands for the first of the month: May-25 is 1 May 2025.",
        "1 date is the day number of a spreadsheet: 45717 is 1 March 2025.",
        "1 date was read as year, month and day: 20250401 is 1 April 2025.",
        "A time of day was left off 1 date.",
        "The % sign was taken off: 1,234% is kept as 1,234.",
        "1 value carries a % sign and 3 do not; check that all are in the same unit.",
        "Commas were read as dividing thousands: 1,234 is 1234.",
    )


def test_a_percent_sign_everywhere_is_one_unit():
    assert pasted("2025-03-01\t42%", "2025-04-01\t41 %").notes == ("The % sign was taken off: 42% is kept as 42.",)


@pytest.mark.parametrize("nothing", ["", "-", "–", "n/a", "N/A", "NA", "#N/A", "null", ".."])
def test_a_date_without_a_value_is_left_out_with_a_note(nothing):
    parsed = pasted("2025-03-01\t42", f"2025-04-01\t{nothing}", "2025-05-01\t40", f"2025-06-01\t{nothing}")

    assert [row.row for row in parsed.rows] == [1, 3]
    assert parsed.problems == ()
    assert parsed.notes == ("Rows 2 and 4 have a date but no value and were left out.",)


def test_many_rows_left_out_are_counted():
    lines = [f"2025-03-{day:02}\t" for day in range(1, 10)]

    assert pasted("2025-02-01\t1", *lines).notes == (
        "Rows 2, 3, 4, 5, 6 and 4 more have a date but no value and were left out.",
    )


def test_a_bad_date_without_a_value_is_still_a_problem():
    assert pasted("2025-03-01\t42", "soon\t-").problems == (Problem(2, "column 1", "“soon”", A_DATE),)


# --- headings and columns ----------------------------------------------------------------------------------------


def test_lines_above_the_headings_are_left_out_with_a_note():
    parsed = pasted("Did not attend", "source: our own count", "Month\tRate", "Mar-25\t42")

    assert parsed.columns == ("Month", "Rate")
    assert parsed.notes[0] == "Rows 1 and 2 stood above the headings and were left out."


def test_a_first_row_that_may_be_a_broken_observation_is_pointed_out():
    assert pasted("soon\t-", "2025-03-01\t42").notes == ("Row 1 was read as the headings, not as an observation.",)


WIDE = ("Practice\tMonth\tCalls\tPeople", "A81001\tMar-25\t30\t25", "A81001\tApr-25\t31\t24")


def test_columns_are_chosen_by_heading_where_there_are_several():
    parsed = pasted(*WIDE, value_column="people")

    assert pairs(parsed) == [("2025-03-01", 25.0), ("2025-04-01", 24.0)]
    assert (parsed.date_column, parsed.value_column) == ("Month", "People")
    assert parsed.notes[0] == "Dates were read from “Month”, values from “People”."
    assert pairs(pasted(*WIDE, date_column=2, value_column=3)) == [("2025-03-01", 30.0), ("2025-04-01", 31.0)]


def test_several_columns_of_numbers_are_not_guessed_between():
    parsed = pasted(*WIDE)

    assert (parsed.rows, parsed.date_column, parsed.value_column) == ((), "Month", None)
    assert parsed.columns == ("Practice", "Month", "Calls", "People")
    assert parsed.problems == (
        Problem(
            None,
            "What was pasted",
            "2 columns that may hold the values",
            "a choice of the column with the values: “Calls”, “People”",
        ),
    )


def test_several_columns_of_dates_are_not_guessed_between():
    lines = ("Asked on\tSeen on\tWait", "2025-03-01\t2025-03-05\t4")

    assert pasted(*lines).problems[0].expected == "a choice of the column with the dates: “Asked on”, “Seen on”"
    assert pairs(pasted(*lines, date_column="Seen on")) == [("2025-03-05", 4.0)]


def test_a_column_headed_value_or_date_needs_no_choice():
    parsed = pasted("id;date;seen;value;n", "7;2025-03-01;2025-03-05;42.5;100", "8;2025-04-01;2025-04-05;42,5;100")

    assert pairs(parsed) == [("2025-03-01", 42.5)]
    assert parsed.problems == (Problem(3, "value", "“42,5”", A_NUMBER),)


def test_one_column_of_dates_and_one_of_numbers_are_found_among_words():
    parsed = pasted("Place\tRate\tDay\tWho", "Kitchen\t42\t2025-03-01\tus", "Garden\t41\t2025-04-01\tus")

    assert pairs(parsed) == [("2025-03-01", 42.0), ("2025-04-01", 41.0)]
    assert parsed.notes == ("Dates were read from “Day”, values from “Rate”.",)


def test_no_column_of_dates_is_one_problem():
    assert pasted("a\tb\tc", "1\t2\t3").problems[0].found == "no column of dates"


def test_values_before_dates_are_found_too():
    assert pairs(pasted("42\t2025-03-01", "41\t2025-04-01")) == [("2025-03-01", 42.0), ("2025-04-01", 41.0)]
    assert pairs(pasted("50000\t45717", date_column=2)) == [("2025-03-01", 50000.0)]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"value_column": "Visits"}, "There is no column “Visits”; the columns are “Practice”, “Month”"),
        ({"value_column": 5}, "There is no column 5; what was pasted has 4."),
        ({"date_column": 0}, "There is no column 0"),
        ({"date_column": "Calls", "value_column": "Calls"}, "cannot hold both the dates and the values"),
    ],
)
def test_a_column_that_is_not_there_is_refused(settings, words):
    with pytest.raises(BadInput) as refused:
        pasted(*WIDE, **settings)
    assert words in str(refused.value)


def test_a_heading_that_stands_twice_has_to_be_chosen_by_number():
    lines = ("Month\tn\tn", "Mar-25\t1\t2")

    with pytest.raises(BadInput, match="stands over 2 columns; choose by number"):
        pasted(*lines, value_column="n")
    assert pairs(pasted(*lines, value_column=3)) == [("2025-03-01", 2.0)]


def test_cells_with_line_breaks_and_stray_quotes_do_not_swallow_rows():
    parsed = pasted("Month\tNote\tValue", 'Mar-25\t"two\nlines"\t42', 'Apr-25\t5" pipe\t41')
    assert pairs(parsed) == [("2025-03-01", 42.0), ("2025-04-01", 41.0)]
    assert [row.row for row in parsed.rows] == [2, 3]

    broken = pasted("Month\tNote\tValue", 'Mar-25\t"never closed\t42', "Apr-25\tfine\t41")
    assert pairs(broken) == [("2025-03-01", 42.0), ("2025-04-01", 41.0)]


def test_a_byte_order_mark_is_no_part_of_the_heading():
    assert parse_observations("\ufeffdate,value\n2025-03-01,4").columns == ("date", "value")


# --- laws --------------------------------------------------------------------------------------------------------

DAYS = st.dates(date(1971, 1, 1), date(2068, 12, 31))
VALUES = st.decimals(-10_000_000, 10_000_000, places=2, allow_nan=False)
DATE_FORMS = {
    "iso": lambda day: day.isoformat(),
    "uk": lambda day: f"{day.day:02}/{day.month:02}/{day.year}",
    "uk short": lambda day: f"{day.day}/{day.month}/{day.year % 100:02}",
    "words": lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    "short words": lambda day: f"{day.day}-{MONTHS[day.month - 1][:3]}-{day.year % 100:02}",
    "serial": lambda day: str((day - date(1899, 12, 30)).days),
}
VALUE_FORMS = {
    "plain": lambda value: f"{value}",
    "thousands": lambda value: f"{value:,}",
    "percent": lambda value: f"{value}%",
    "spaced": lambda value: f"  {value} ",
}


@given(
    st.dictionaries(DAYS, VALUES, min_size=1, max_size=30),
    st.sampled_from(sorted(DATE_FORMS)),
    st.sampled_from(sorted(VALUE_FORMS)),
    st.sampled_from(["\t", ";"]),
    st.booleans(),
)
@settings(deadline=None)
def test_what_is_written_and_pasted_comes_back_the_same(rows, date_form, value_form, divider, heading):
    lines = [f"{DATE_FORMS[date_form](day)}{divider}{VALUE_FORMS[value_form](value)}" for day, value in rows.items()]
    text = "\n".join(([f"Date{divider}Rate"] if heading else []) + lines)
    parsed = parse_observations(text)

    assert parsed.problems == ()
    assert parsed.pairs() == [(day, float(value)) for day, value in rows.items()]


@given(st.sets(st.integers(1971 * 12, 2068 * 12), min_size=1, max_size=30), st.booleans())
@settings(deadline=None)
def test_months_come_back_as_their_first_days(counts, short):
    days = [date(count // 12, count % 12 + 1, 1) for count in counts]
    written = [f"{MONTHS[d.month - 1][:3]}-{d:%y}" if short else f"{MONTHS[d.month - 1]} {d.year}" for d in days]

    assert parse_observations("\n".join(f"{cell}\t{n}" for n, cell in enumerate(written))).pairs() == [
        (day, float(n)) for n, day in enumerate(days)
    ]


@given(DAYS)
def test_day_first_and_month_first_are_mirror_images(day):
    uk, us = f"{day.day}/{day.month}/{day.year}", f"{day.month}/{day.day}/{day.year}"
    first, second = read_date(uk), read_date(us, day_first=False)

    assert first is not None
    assert second is not None
    assert (first.day, first.or_else) == (second.day, second.or_else) == (day, first.or_else)


@given(
    st.text(alphabet=st.sampled_from("0123456789/-,;\t\n\"' .%aMr"), max_size=200) | st.text(max_size=200),
    st.booleans(),
)
@settings(deadline=None)
def test_no_text_breaks_the_reader_and_every_row_is_accounted_for(text, day_first):
    parsed = parse_observations(text, day_first=day_first)

    assert parsed.rows or parsed.problems
    assert len({row.date for row in parsed.rows}) == len(parsed.rows)
    assert all(str(problem).endswith(".") for problem in parsed.problems)


@given(st.integers(0, 60_000))
def test_day_numbers_are_counted_from_the_end_of_1899(number):
    read = read_date(str(number + 20_000))

    assert read is not None
    assert read.day == date(1899, 12, 30) + timedelta(days=number + 20_000)


# --- what is wrong although it can be read ------------------------------------------------------------------------


def test_a_date_that_is_still_to_come_is_a_problem():
    parsed = pasted("2025-03-01\t42", "2099-01-01\t41", until=date(2025, 3, 1))

    assert [str(problem) for problem in parsed.problems] == ["Row 2: 1 January 2099 is still to come."]
    assert pairs(parsed) == [("2025-03-01", 42.0)]


DAYS = [date(2024, 1 + n, 1) for n in range(9)]


def test_a_value_far_from_the_others_is_asked_about():
    rows = list(zip(DAYS, [4, 5, 1234.5, 6, 7, 8, 5, 6, 7], strict=True))

    assert questions(rows, beside={}) == ["1,234.5 on 1 March 2024 is far from the others: is it right?"]


def test_what_is_kept_already_counts_among_the_others_but_for_a_day_that_is_corrected():
    kept = dict(zip(DAYS, [4, 5, 6, 7, 8, 5, 6, 7, 900], strict=True))

    assert questions([(date(2025, 1, 1), 6.0)], beside=kept) == []
    assert questions([(DAYS[0], 700.0)], beside=kept) == ["700 on 1 January 2024 is far from the others: is it right?"]


@pytest.mark.parametrize(
    ("values", "far"),
    [
        ([], []),
        ([5] * 6 + [1234], []),  # too few to say
        ([5] * 10, []),
        ([5] * 10 + [6], []),
        ([5] * 10 + [1234], [10]),
        ([0] * 10 + [1, 3], []),
        ([0] * 10 + [90], [10]),
        ([40, 44, 41, 43, 42, 40, 44, 30], []),
        ([-40, -44, -41, -43, -42, -40, -44, 4000], [7]),
    ],
)
def test_far_is_many_times_as_far_as_half_of_the_values_lie(values, far):
    assert far_from_others(values).nonzero()[0].tolist() == far


# --- numerators and denominators -----------------------------------------------------------------------------------

SHARES = ("Month\tNumerator\tDenominator", "Mar-25\t30\t50", "Apr-25\t1,000\t4,000")


def read_as(parsed: Parsed) -> tuple[str | None, ...]:
    return parsed.date_column, parsed.value_column, parsed.numerator_column, parsed.denominator_column


def test_columns_headed_numerator_and_denominator_give_the_values():
    parsed = pasted(*SHARES)

    assert parsed.rows == (
        Row(date(2025, 3, 1), 60.0, 2, 30.0, 50.0),
        Row(date(2025, 4, 1), 25.0, 3, 1000.0, 4000.0),
    )
    assert read_as(parsed) == ("Month", None, "Numerator", "Denominator")
    assert parsed.notes[0] == "Dates were read from “Month”; what is counted is “Numerator”, out of “Denominator”."
    assert pasted(*SHARES, per=1000).rows[0].value == 600.0


def test_other_columns_can_be_chosen_by_heading_or_by_number():
    wide = ("Month\tSeen\tKnown\tRate", "Mar-25\t30\t50\t60")
    assert pasted(*wide, numerator_column="seen", denominator_column=3).rows == (
        Row(date(2025, 3, 1), 60.0, 2, 30.0, 50.0),
    )
    assert read_as(pasted(*wide, value_column="Rate")) == ("Month", "Rate", None, None)
    assert read_as(pasted(*wide, numerator_column="Seen")) == ("Month", None, "Seen", "Known"), "a rate is no number of"
    several = ("Month\tSeen\tKnown\tInvited", "Mar-25\t30\t50\t60")
    assert pasted(*several, numerator_column="Seen").problems[0].expected == (
        "a choice of the column with what it is out of: “Known”, “Invited”"
    )
    with pytest.raises(BadInput, match="“Seen” cannot hold both what is counted and what it is out of"):
        pasted(*wide, numerator_column="Seen", denominator_column="Seen")


ASKED = ("2025-01-01\t20\t37", "2025-02-01\t27\t27", "2025-03-01\t12\t40")
OF_PEOPLE = {"data": "people out of people"}


@pytest.mark.parametrize("heading", [(), ("Month\tCarers asked\tCarers seen",), ("When\tA\tB",)])
def test_of_two_columns_of_people_the_one_that_is_nowhere_smaller_is_what_the_other_is_out_of(heading: tuple[str, ...]):
    turned = [f"{day}\t{there}\t{asked}" for day, asked, there in (row.split("\t") for row in ASKED)]
    for rows, (top, bottom) in ((ASKED, (1, 2)), (turned, (2, 1))):
        parsed = pasted(*heading, *rows, **OF_PEOPLE)
        names = parsed.columns
        assert (parsed.ok, read_as(parsed)) == (True, (names[0], None, names[top], names[bottom]))
        assert [(row.numerator, row.denominator) for row in parsed.rows] == [(20, 37), (27, 27), (12, 40)]
        assert parsed.notes[-1] == (
            f"Dates were read from “{names[0]}”; what is counted is “{names[top]}”, out of “{names[bottom]}”, "
            "which is nowhere smaller."
        )


def test_headings_near_to_the_words_of_the_measure_say_what_is_counted():
    falls = ("Month\tBed days\tFalls on wards", "2025-01-01\t20\t37", "2025-02-01\t40\t3")
    words = {"data": "events out of a number", "counted": "falls", "out_of": "days in a bed"}
    assert read_as(pasted(*falls, **words))[2:] == ("Falls on wards", "Bed days")
    assert pasted(*falls, **words).notes[0].endswith("out of “Bed days”, as they are headed.")
    first = pasted(*falls, data="events out of a number")
    assert read_as(first)[2:] == ("Bed days", "Falls on wards")
    assert first.notes[0].endswith("in the order in which they stand: change it if it is the other way round.")


def test_a_share_that_stands_beside_its_two_numbers_is_none_of_the_two():
    wide = ("Month\tCarers asked\t% asked\tCarers seen", "2025-01-01\t20\t50%\t40", "2025-02-01\t10\t25%\t40")
    assert read_as(pasted(*wide, **OF_PEOPLE)) == ("Month", None, "Carers asked", "Carers seen")
    assert read_as(pasted(*wide, **OF_PEOPLE, numerator_column="Carers seen"))[2:] == ("Carers seen", "Carers asked")
    alone = ("Month\tCarers asked\t% asked", "2025-01-01\t20\t50.5", "2025-02-01\t10\t25")
    assert read_as(pasted(*alone, **OF_PEOPLE)) == ("Month", "% asked", None, None)


def test_with_too_many_columns_the_dates_are_known_and_what_is_counted_is_asked():
    parsed = pasted("Month\tAsked\tSeen\tInvited", "2025-01-01\t20\t37\t50", **OF_PEOPLE)
    assert (parsed.date_column, str(parsed.problems[0])) == (
        "Month",
        (
            "What was pasted: found 3 columns that may hold what is counted, expected a choice of the column with "
            "what is counted: “Asked”, “Seen”, “Invited”."
        ),
    )


def test_whole_numbers_of_people_out_of_people_are_asked_about():
    asked = "All of them are whole numbers, such as 54. Is that 54 out of 100, or a count of people? If it is a count, "
    asked += "paste the column of what it is out of too."
    whole = ("Month\tAsked", "2025-01-01\t54", "2025-02-01\t61")
    assert pasted(*whole, **OF_PEOPLE).in_doubt == asked
    assert pasted(*whole).in_doubt == ""
    assert pasted("Month\tAsked", "2025-01-01\t54%", "2025-02-01\t61%", **OF_PEOPLE).in_doubt == ""
    assert pasted("Month\tAsked", "2025-01-01\t54.5", "2025-02-01\t61", **OF_PEOPLE).in_doubt == ""
    assert pasted(*ASKED, **OF_PEOPLE).in_doubt == ""


def test_a_column_of_values_that_is_asked_for_is_read_as_it_stands():
    wide = ("Month\tValue\tNumerator\tDenominator", "Mar-25\t60\t30\t50", "Apr-25\t75\t30\t50")
    assert [row.value for row in pasted(*wide, value_column="Value").rows] == [60.0, 75.0]
    assert [row.numerator for row in pasted(*wide, value_column="Value").rows] == [None, None]
    parsed = pasted(*wide)
    assert [row.value for row in parsed.rows] == [60.0]
    assert str(parsed.problems[0]) == (
        "Row 3, Value: found “75”; 30 out of 50 gives 60; mend one, or leave the value out."
    )


def test_where_a_value_is_itself_the_count_nothing_isdivided():
    assert pasted(*SHARES, data="people").problems[0].found == "2 columns that may hold the values"
    assert pasted(*SHARES, data="people", value_column="Numerator").rows[1] == Row(date(2025, 4, 1), 1000.0, 3)
    with pytest.raises(BadInput, match="are not worked out from others"):
        pasted(*SHARES, data="events", numerator_column=2, denominator_column=3)


def test_what_cannot_be_counted_is_a_problem_of_its_cell():
    parsed = pasted(
        *SHARES, "May-25\t60\t50", "Jun-25\t3\t0", "Jul-25\t\t40", "Aug-25\tfew\t40", "Sep-25\t-\t-",
        data="people out of people",
    )  # fmt: skip

    assert len(parsed.rows) == 2
    assert [(problem.row, problem.column, problem.place, problem.cell) for problem in parsed.problems] == [
        (4, "Numerator", 2, "60"),
        (5, "Denominator", 3, "0"),
        (6, "Numerator", 2, ""),
        (7, "Numerator", 2, "few"),
    ]
    assert [str(problem) for problem in parsed.problems] == [
        "Row 4, Numerator: found “60”; no more people can be counted than there are, and there are 50.",
        "Row 5, Denominator: found “0”; nothing can be counted out of nothing; correct it, or leave the row out.",
        "Row 6, Numerator: found nothing; give both what is counted and what it is out of, or neither.",
        "Row 7, Numerator: found “few”, expected a number such as 42, 42.5 or 1,234.",
    ]
    assert parsed.notes[-1] == "Row 8 has a date but no value and was left out."


def test_a_frame_of_what_was_read_is_what_a_measure_takes():
    frame = pasted(*SHARES).frame()
    assert frame.columns.tolist() == ["date", "value", "numerator", "denominator"]
    assert frame["value"].tolist() == [60.0, 25.0]
    with pytest.raises(BadInput, match="Nothing was kept"):
        pasted(*SHARES, "soon\t1\t2").frame()
    assert len(pasted(*SHARES, "soon\t1\t2").frame(leave_out_problems=True)) == 2


# --- mending in place ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("divider", ["\t", ",", ";"])
def test_three_mistakes_are_mended_where_they_stand(divider):
    lines = ["Month|Rate", "Mar-25|42", "soon|41", "", "May-25|many", '"Jun-25"|"4,0"', "Jul-25|39"]
    text = "\n".join(line.replace("|", divider) for line in lines)
    parsed = parse_observations(text)
    assert [(problem.row, problem.place, problem.cell) for problem in parsed.problems] == [
        (3, 1, "soon"), (5, 2, "many"), (6, 2, "4,0"),
    ]  # fmt: skip

    better = parse_observations(mended(text, {(3, 1): "Apr-25", (5, 2): "1,234", (6, 2): " 40\n"}))

    assert better.problems == ()
    assert [(row.date.month, row.value, row.row) for row in better.rows] == [
        (3, 42.0, 2), (4, 41.0, 3), (5, 1234.0, 5), (6, 40.0, 6), (7, 39.0, 7),
    ]  # fmt: skip


def test_mending_nothing_or_a_cell_that_is_not_there_changes_nothing_that_is_read():
    text = '\ufeffMonth,Rate\r\nMar-25,"1,234"\r\n'
    for cells in ({}, {(9, 1): "x"}, {(0, 1): "x"}, {(1, 0): "x"}, {(2, 5_000): "x"}):
        assert parse_observations(mended(text, cells)) == parse_observations(text)
    assert mended("x" * 200_000 + "\t1", {(1, 2): "2"}) == "x" * 200_000 + "\t1"


TABLES = st.lists(
    st.lists(st.text(st.sampled_from("a1,;\t\"'\n ."), max_size=4), min_size=2, max_size=4), min_size=1, max_size=6
)


@given(TABLES, st.text(st.sampled_from("a1,;\t\"'\n ."), max_size=6), st.data())
def test_whatever_is_typed_into_a_cell_only_that_cell_is_another(rows, typed, data):
    text = "\n".join("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row) for row in rows)
    row = data.draw(st.integers(1, len(rows)))
    place = data.draw(st.integers(1, len(rows[row - 1])))
    before, after = divided(text)[0], divided(mended(text, {(row, place): typed}))[0]
    assert before is not None
    assert after is not None
    if len(before) != len(rows):
        return  # a quotation mark joins lines, and rows are counted otherwise than here
    expected = [list(cells) for cells in before]
    expected[row - 1] += [""] * (place - len(expected[row - 1]))
    expected[row - 1][place - 1] = " ".join(typed.split())
    assert [[" ".join(cell.split()) for cell in cells] for cells in after] == [
        [" ".join(cell.split()) for cell in cells] for cells in expected
    ]
