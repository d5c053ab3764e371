"""A chart as a table and as CSV: the same data in plain words, and nothing that a spreadsheet program would run."""

from __future__ import annotations

import csv as comma_separated
import io
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.measures.pictures import BEFORE, monthly, months
from workbench.measures.charts import KINDS, chart
from workbench.measures.figure import Mark, csv, table

COLUMNS = ["date", "value", "mean", "lower limit", "upper limit", "what stands out", "note"]


def cells(text: str) -> list[list[str]]:
    assert text.startswith("\ufeffdate,value,")
    return list(comma_separated.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_chart_is_a_table_in_plain_words():
    charted = chart("c", [4, 5, 3, 4, 20], dates=months(5), improvement_direction="decrease")
    marks = [
        Mark(date(2023, 1, 5), "set up", "event"),
        Mark(date(2024, 3, 3), "#4 starts, 3 Mar", "prototype"),
        Mark(date(2024, 5, 1), "second practice joined", "rebase"),
    ]

    found = table(charted, marks=marks, notes={date(2024, 4, 1): "half term"})

    upper = 7.2 + 3 * 7.2**0.5
    expected = pd.DataFrame(
        {
            "date": pd.to_datetime(months(5)).astype(found["date"].dtype),
            "value": [4.0, 5.0, 3.0, 4.0, 20.0],
            "mean": [7.2] * 5,
            "lower limit": [0.0] * 5,
            "upper limit": [upper] * 5,
            "what stands out": ["", "", "", "", "above the upper limit: concern"],
            "note": [
                "event on 5 Jan 2023: set up; prototype on 3 Mar 2024: #4 starts",
                "half term",
                "rebase on 1 May 2024: second practice joined",
                "",
                "",
            ],
        }
    )
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([43, 41] * 8 + [20], "below the lower limit: improvement"),
        ([43, 41] * 12 + [43, 46.7, 46.8], "one of two close to the upper limit: concern"),
        ([43, 41] * 8 + [40, 41, 42, 43, 44, 45, 46], "part of a run of rising points: concern"),
        (BEFORE + [37, 36, 38] * 4, "part of a run below the mean: improvement"),
        ([43, 41] * 8, ""),
    ],
)
def test_what_stands_out_is_said_by_its_rule(values, words):
    assert table(monthly(values, direction="decrease"))["what stands out"].iloc[-1] == words


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_chart_has_the_same_columns_with_or_without_points(kind):
    centre = {"run": "median", "g": "median", "t": "centre line"}.get(kind, "mean")
    counts = [3, 4, 5, 6] if kind in ("p", "u") else None
    values = None if counts else [3, 4, 5, 6]
    below = [30, 30, 40, 40] if counts else None
    some = chart(kind, values, dates=months(4), numerators=counts, denominators=below)
    none = chart(kind, [], dates=[], numerators=[] if counts else None, denominators=[] if counts else None)

    for charted, rows in ((some, 4), (none, 0)):
        found = table(charted)
        assert list(found.columns) == [centre if name == "mean" else name for name in COLUMNS]
        assert len(found) == rows
    assert table(some)["upper limit"].isna().all() == (kind == "run")


def test_a_hidden_value_is_called_what_it_is_and_never_given():
    charted = chart("c", [12, 4, 15], dates=months(3))
    charted = replace(charted, points=charted.points.assign(hidden=[False, True, False]))

    assert table(charted, hidden_as="1–7")["value"].tolist() == [12.0, "1–7", 15.0]
    assert [row[1] for row in cells(csv(charted, hidden_as="1–7"))] == ["value", "12", "1–7", "15"]


def test_a_value_that_is_left_out_of_the_chart_has_a_row_that_says_so():
    charted = chart("c", [12, 15], dates=["2024-03-01", "2024-05-01"])
    found = table(charted, hidden_on=["2024-04-01", "2024-05-01"], hidden_as="1–7")

    assert found["value"].tolist() == [12.0, "1–7", 15.0]
    assert found.iloc[1].drop("date").tolist()[1:4] == pytest.approx([np.nan] * 3, nan_ok=True)
    assert [day.date() for day in found["date"]] == months(3)


def test_the_file_has_plain_dates_and_numbers_and_nothing_where_there_is_none():
    charted = chart("run", [0.1 + 0.2, 4, 1e-7], dates=months(3))

    assert cells(csv(charted)) == [
        ["date", "value", "median", "lower limit", "upper limit", "what stands out", "note"],
        ["2024-03-01", "0.3", "0.3", "", "", "", ""],
        ["2024-04-01", "4", "0.3", "", "", "", ""],
        ["2024-05-01", "1e-07", "0.3", "", "", "", ""],
    ]


@pytest.mark.parametrize("nasty", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "  =1+1", "'=1+1", "＝1"])
def test_no_spreadsheet_program_runs_what_somebody_typed(nasty):
    written = cells(csv(chart("c", [3], dates=["2024-03-01"]), notes={date(2024, 3, 1): nasty}))

    assert written[1][-1] == f"'{nasty}"


@given(st.text(max_size=30), st.text(max_size=30))
@example(note="", label=":")
def test_any_text_comes_back_from_the_file_as_it_was(note, label):
    charted = chart("c", [3, 4], dates=["2024-03-01", "2024-04-01"])
    marks = [Mark(date(2024, 4, 1), label, "session")]
    written = cells(csv(charted, marks=marks, notes={date(2024, 3, 1): note}))

    assert [len(row) for row in written] == [7, 7, 7]
    assert written[1][-1].removeprefix("'") == note.removeprefix("'")
    assert written[2][-1] == (f"session on 1 Apr 2024: {label}" if label else "session on 1 Apr 2024")
