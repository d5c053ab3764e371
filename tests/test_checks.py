"""What is asked of anything that people type."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import checks
from workbench.errors import BadInput
from workbench.store import new_id


def test_a_line_is_trimmed_and_loses_what_cannot_be_seen():
    assert checks.line("  Link \n worker\x00\u2028 ", "The name") == "Link worker"


@given(st.text(max_size=200))
def test_a_line_that_was_kept_is_kept_as_it_is_again(text):
    once = checks.line(text, "The name", required=False)
    assert checks.line(once, "The name", required=False) == once


def test_a_paragraph_keeps_its_lines():
    assert checks.paragraph(" one\r\ntwo\n", "The note") == "one\ntwo"


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: checks.line(7, "The name"), "The name has to be text, not int."),
        (
            lambda: checks.line("x" * 201, "The name"),
            "The name has 201 characters; 200 is the most. Shorten it a little.",
        ),
        (
            lambda: checks.chosen("truts", ["trusts", "meets"], "kind of connection"),
            "‘truts’ is not a kind of connection that the workbench knows. Did you mean ‘trusts’?",
        ),
        (
            lambda: checks.chosen(None, ["a", "b"], "kind"),
            "‘None’ is not a kind that the workbench knows. Choose one of: a, b.",
        ),
        (
            lambda: checks.whole(True, "The strength", lowest=0, highest=5),
            "The strength has to be a whole number from 0 to 5, not ‘True’.",
        ),
        (lambda: checks.day("1 March", "The date"), "The date has to be a date such as 2025-03-01, not ‘1 March’."),
    ],
)
def test_a_refusal_says_what_where_and_what_to_do(call, sentence):
    with pytest.raises(BadInput) as caught:
        call()
    assert str(caught.value) == sentence


@pytest.mark.parametrize("typed", ["0025-03-01", "1025-03-01", "2925-03-01", date(1, 1, 1)])
def test_a_year_that_is_a_slip_of_the_keyboard_is_refused(typed):
    with pytest.raises(BadInput, match=r"is in the year .*, where one from 1900 to 2119 is expected"):
        checks.day(typed, "The date")


@pytest.mark.parametrize(
    "given",
    [
        date(2025, 3, 1),
        datetime(2025, 3, 1, 23, 30, tzinfo=UTC),
        pd.Timestamp("2025-03-01 10:00"),
        np.datetime64("2025-03-01"),
        np.datetime64("2025-03-01T10:00:00.123456789"),
        "2025-03-01",
        "2025-03-01T10:00",
    ],
    ids=str,
)
def test_a_day_may_be_given_in_every_usual_form(given):
    assert (checks.day(given, "The date"), type(checks.day(given, "The date"))) == (date(2025, 3, 1), date)


@pytest.mark.parametrize("given", [None, 20250301, 1.5, pd.NaT, "soon", "", True, ["2025-03-01"]], ids=str)
def test_what_is_no_day_is_refused(given):
    with pytest.raises(BadInput, match="The date has to be a date such as 2025-03-01"):
        checks.day(given, "The date")


def test_only_what_is_near_is_offered_and_long_lists_are_not_read_out():
    words = [f"U{number}" for number in range(10001, 10011)]
    assert checks.nearest("practise", ["Practice", "place"]) == "Did you mean ‘Practice’?"
    assert checks.nearest("kitchen", ["trusts", "meets"]) == "Choose one of: trusts, meets."
    assert checks.nearest("kitchen", words, otherwise="They are listed.") == "They are listed."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("call 943 476 5919 today", ["943 476 5919"]),
        ("9434765919", ["9434765919"]),
        ("943-476-5919.", ["943-476-5919"]),
        ("943\u00a0476\u00a05919", ["943\u00a0476\u00a05919"]),
        ("943–476–5919", ["943–476–5919"]),
        ("943.476.5919", ["943.476.5919"]),
        ("943  476  5919", ["943  476  5919"]),
        ("NHS no.9434765919", ["9434765919"]),
        ("Smith,9434765919,65", ["9434765919"]),
        ("9434-76-59 19", []),  # ten digits in other groups: a day and a count, say
        ("2025-03-01 42", []),
        ("9434765918", []),  # the check digit is wrong
        ("1111111111", []),  # one digit ten times over
        ("94347659190", []),  # eleven digits
        ("01202 123456", []),
        ("1.9434765919", []),
    ],
)
def test_only_ten_digits_with_the_right_check_digit_look_like_an_nhs_number(text, found):
    assert [text[begin:end] for begin, end in checks.nhs_numbers_at(text)] == found


def test_the_id_of_a_record_never_looks_like_an_nhs_number():
    digits_only = "94347659-1943-7659-1943-476591900000"
    assert checks.nhs_numbers_at(digits_only) == []
    assert [each for _ in range(2000) if (each := checks.nhs_numbers_at(f"about {new_id()}, new"))] == []
