"""Values given in code: the shapes that are taken, and the sentences for those that are not."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from workbench.errors import BadInput
from workbench.measures.observing import Kind, Reading, readings

WEEKS = pd.date_range("2025-03-01", periods=3, freq="7D")
KEPT = {day.date(): Reading(value) for day, value in zip(WEEKS, (1.0, 2.0, 3.0), strict=True)}
FRAME = pd.DataFrame({"date": WEEKS, "value": [1, 2, 3]})


def read(rows):
    return readings(rows, Kind())


def refusal(rows, kind=None) -> str:
    with pytest.raises(BadInput) as refused:
        readings(rows, kind or Kind())
    return str(refused.value)


@pytest.mark.parametrize(
    "rows",
    [
        FRAME,
        FRAME.rename(columns={"date": " Date", "value": "VALUE"}),
        FRAME.set_index("date"),
        FRAME.set_index("date").rename_axis(None),
        FRAME.assign(date=FRAME["date"].dt.strftime("%Y-%m-%d")).set_index("date"),
        FRAME.set_index("date")["value"],
        FRAME.to_dict("list"),
        FRAME.to_dict("records"),
        [{"Date": "2025-03-01", "Value": "1"}, {"Date": "2025-03-08", "Value": 2}, {"Date": "2025-03-15", "Value": 3}],
        dict(zip(WEEKS, (1, 2, 3), strict=True)),
        {"2025-03-01": 1, "2025-03-08": 2, "2025-03-15": 3},
        zip(WEEKS, (1, 2, 3), strict=True),
        zip(WEEKS.to_numpy(), np.array([1, 2, 3]), strict=True),
        list(zip(WEEKS.to_period("D"), ("1", "2.0", " 3"), strict=True)),
        list(zip(WEEKS.tz_localize("Europe/London"), (1, 2, 3), strict=True)),
        [("2025-03-01T00:00:00+02:00", 1), ("2025-03-08 00:00:00Z", 2), ("2025-03-15 10:30", 3)],
    ],
)
def test_days_and_values_are_read_from_whatever_shape_they_are_in(rows):
    assert read(rows) == KEPT


def test_a_period_stands_for_its_first_day_and_commas_divide_thousands():
    months = pd.Series(["1,234", "12,345,678.5"], index=pd.period_range("2025-04", periods=2, freq="M"))
    assert read(months) == {date(2025, 4, 1): Reading(1234.0), date(2025, 5, 1): Reading(12345678.5)}


@pytest.mark.parametrize(
    "day",
    [
        "2025-05-31T23:00:00Z",
        "2025-05-31 23:00:00+00:00",
        pd.Timestamp("2025-06-01", tz="Europe/London").tz_convert("UTC"),
        pd.Timestamp("2025-06-01", tz="Europe/London").tz_convert("UTC").to_pydatetime(),
    ],
)
def test_a_midnight_told_in_another_zone_is_not_taken_for_the_day_before(day):
    assert refusal([(day, 3)]) == (
        f"The date in row 1, {day}, has a time zone and is not midnight there, so it may belong to another day where "
        "you are: convert it to the day where you are, for example with .dt.tz_convert('Europe/London')."
    )


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2025-01-01 to 2025-01-31", "has to be a date such as 2025-03-01, not ‘2025-01-01 to 2025-01-31’."),
        ("2025-02-01x", "has to be a date such as 2025-03-01, not ‘2025-02-01x’."),
        ("soon", "has to be a date such as 2025-03-01, not ‘soon’."),
        (
            "01/04/2025",
            (
                "is ‘01/04/2025’, which may have the day first or the month: write 2025-04-01 or 2025-01-04, or turn "
                "the column into dates with pd.to_datetime(column, dayfirst=True)."
            ),
        ),
        (
            "31/03/2025",
            (
                "is ‘31/03/2025’, which has the day first: write 2025-03-31, or turn the column into dates with "
                "pd.to_datetime(column, dayfirst=True)."
            ),
        ),
        (
            "Apr-25",
            "is ‘Apr-25’, which has no day: write 2025-04-01 for the whole month, or give a pandas Period.",
        ),
        ("1 April 2025", "is ‘1 April 2025’, which has to be written 2025-04-01."),
        *(
            (
                number,
                (
                    f"is ‘{number}’, the day number of a spreadsheet: write 2025-03-01, or turn the column into dates "
                    "with pd.to_datetime(column, unit='D', origin='1899-12-30')."
                ),
            )
            for number in (45717, 45717.0, "45717")
        ),
        (7, "has to be a date such as 2025-03-01, not ‘7’."),
        (True, "has to be a date such as 2025-03-01, not ‘True’."),
    ],
)
def test_a_day_that_is_written_otherwise_is_refused_with_what_to_do(day, says):
    assert refusal([(day, 3)]) == f"The date in row 1 {says}"


@pytest.mark.parametrize("day", [None, float("nan"), pd.NaT, pd.NA, np.datetime64("NaT"), "", "  "])
def test_a_day_that_is_not_there_is_said_to_be_missing(day):
    assert refusal([("2025-03-01", 1), (day, 2)]) == "Row 2 has no day. Give one such as 2025-03-01."


@pytest.mark.parametrize("cell", ["<8", "< 5", "≤7", "*", "**", "[c]"])
def test_a_hidden_number_is_named_as_one(cell):
    assert refusal([("2025-03-01", cell)]) == (
        f"The value in row 1, for 2025-03-01, is ‘{cell}’, a small number that was hidden: leave the row out."
    )


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([("2025-03-01", "1,5")], "The value in row 1, for 2025-03-01, has to be a number, not ‘1,5’."),
        ([("2025-03-01", 2j)], "The value in row 1, for 2025-03-01, has to be a number, not ‘2j’."),
        ([("2025-03-01", 10**400)], "The value in row 1, for 2025-03-01, is too large to be drawn."),
        ([("2025-03-01", None)], "The value in row 1, for 2025-03-01, has to be a number, and there is none."),
        ([("2025-03-01", " ")], "The value in row 1, for 2025-03-01, has to be a number, and there is none."),
        ([5], 'Row 1 is ‘5’; give a day and a value, such as ("2025-03-01", 42).'),
        (["ab"], 'Row 1 is ‘ab’; give a day and a value, such as ("2025-03-01", 42).'),
        ([("2025-03-01",)], "Row 1 has 1 parts; give a day and a value."),
        ("2025-03-01", "The rows have to be a list of days with their values, or a table, not ‘2025-03-01’."),
        (42, "The rows have to be a list of days with their values, or a table, not ‘42’."),
        (
            pd.Series([1, 2]),
            "The series has no dates: let its index hold them, or give rows of a day and a value.",
        ),
        (
            [{"day": "2025-03-01", "n": 3}],
            (
                "The table has no column ‘date’, but ‘day’ and ‘n’. It needs ‘date’ and ‘value’, or ‘date’, "
                "‘numerator’ and ‘denominator’."
            ),
        ),
        (
            {"date": ["2025-03-01"], "count": [3]},
            (
                "The table has no column ‘value’, but ‘date’ and ‘count’. It needs ‘date’ and ‘value’, or ‘date’, "
                "‘numerator’ and ‘denominator’."
            ),
        ),
        (
            FRAME.rename(columns={"value": "Numerator"}),
            "The table has a column ‘numerator’ and none ‘denominator’: add it, or leave the numerators out.",
        ),
        (
            FRAME.assign(Denominator=5),
            "The table has a column ‘denominator’ and none ‘numerator’: add it, or leave the denominators out.",
        ),
        (FRAME.assign(Value=5), "The table has 2 columns ‘value’: keep one of them."),
        (
            pd.DataFrame([["2025-03-01", 1, 2]], columns=["date", "value", "value"]),
            "The table has 2 columns ‘value’: keep one of them.",
        ),
        ({"date": ["2025-03-01"], "value": [1, 2]}, "The rows are no table (All arrays must be of the same length)."),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(rows, says):
    assert refusal(rows).startswith(says)


def test_of_several_wrong_rows_the_first_is_named_and_the_others_are_counted():
    wrong = "The value in row 2, for 2025-01-02, has to be a number, not ‘many’."
    rows = [("2025-01-01", 1), *((f"2025-{1 + day // 28:02}-{1 + day % 28:02}", "many") for day in range(1, 301))]
    assert refusal(rows) == f"{wrong} 299 more rows cannot be kept either."
    assert refusal(rows[:3]) == f"{wrong} 1 more row cannot be kept either."
    assert refusal(rows[:2]) == wrong


def test_no_rows_give_no_readings():
    assert [read(rows) for rows in ([], {}, FRAME[:0], FRAME[:0].set_index("date")["value"], iter(()))] == [{}] * 5
