"""Words that may say who somebody is: what is found where, and that no text at all can break the finding."""

from __future__ import annotations

import math
import sys
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench import checks
from workbench.postcodes import exists
from workbench.sensemaking.identifying import KINDS, WHY, Finding, IdentifyingWarning, find, sentence
from workbench.store import new_id


def found(text: str) -> list[tuple[str, str]]:
    return [(finding.kind, text[finding.start : finding.end]) for finding in find(text)]


def test_a_finding_says_its_kind_and_where_it_stands():
    assert find("Ring 943 476 5919 now") == [Finding("NHS number", 5, 17)]


@pytest.mark.parametrize("cell", [9434765919, 9434765919.0, np.int64(9434765919), np.float64(9434765919)])
def test_a_cell_with_a_whole_number_is_read_by_its_digits(cell):
    [finding] = find(cell)
    assert finding == Finding("NHS number", 0, 10)
    assert sentence(finding, cell).startswith("“9434765919” could be somebody’s NHS number.")


@pytest.mark.parametrize(
    "cell",
    [
        *(None, math.nan, math.inf, -math.inf, pd.NA, pd.NaT, True, 9434765919.5, 10**400, 1e300, np.nan),
        *(np.True_, date(1961, 3, 12), pd.Timestamp("1961-03-12"), b"9434765919", ["9434765919"], {}, object()),
    ],
)
def test_in_a_cell_that_is_neither_text_nor_a_whole_number_nothing_is_found(cell):
    assert find(cell) == []


def test_several_kinds_are_found_in_the_order_of_the_text():
    assert found("Jo (dob 12/03/1961, 943 476 5919) of CH65 9HQ: 07700 900123 or jo.b@example.org.") == [
        ("date of birth", "12/03/1961"),
        ("NHS number", "943 476 5919"),
        ("postcode", "CH65 9HQ"),
        ("phone number", "07700 900123"),
        ("e-mail address", "jo.b@example.org"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("dob 12/03/1961", "12/03/1961"),
        ("D.O.B. 12.3.61", "12.3.61"),
        ("date of birth: 1961-03-12", "1961-03-12"),
        ("born on the 12th of March 1961", "12th of March 1961"),
        ("her birthday is March 12, 1961", "March 12, 1961"),
        ("12-03-1961 (DOB)", "12-03-1961"),
        ("DOB 12031961", "12031961"),
        ("born 29 Feb 2012", "29 Feb 2012"),
        ("Mrs A, 12 March 1961, lives alone", "12 March 1961"),
    ],
)
def test_a_full_date_near_a_birth_or_long_ago_is_a_date_of_birth(text, words):
    assert found(text) == [("date of birth", words)]


@pytest.mark.parametrize(
    "text",
    [
        "We meet again on 12/03/2026",
        "born in 1961",
        "born on 31/02/1961",
        "The idea was born on 3 May 2024",
        "for everybody born on or after 1 September 1958",
        "The surgery opened on 5 July 1948",
        "dob unknown. We meet on 3 May 2025",
        "She is 64, the newborn clinic is on 3 May 2025",
        "12 03 1961 visits",
    ],
)
def test_any_other_date_is_none(text):
    assert found(text) == []


@pytest.mark.parametrize("words", ["SW1A 1AA", "sw1a1aa", "M1 1AE", "CH65 9HQ", "W1T 4JP", "EC1A 1BB", "bt7 1nn"])
def test_a_full_postcode_is_found_in_any_case_with_or_without_its_space(words):
    assert found(f"She lives in {words}.") == [("postcode", words)]


@pytest.mark.parametrize(
    "text",
    [
        "A81001",
        "U12345",
        "QX9 1AA",
        "CH65",
        "room B2 2nd floor",
        "e1 4am",
        "practice code B12 6AB",
        "BR12 1AA",
        "W1I 1AA",
    ],
)
def test_what_is_only_like_a_postcode_is_none(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "words",
    [
        "07700 900123", "07700900123", "07700-900-123", "(0117) 496 0123", "020 7946 0018", "+44 7700 900123",
        "+44 (0)20 7946 0018", "0044 20 7946 0018", "0800 111 111", "0300 123 1234", "01632960123",
    ],
)  # fmt: skip
def test_a_phone_number_is_found_however_it_is_grouped(words):
    assert found(f"Ring {words}, please") == [("phone number", words)]


@pytest.mark.parametrize(
    "text",
    [
        "order 07123456789",
        "ref. no. 07700 900123",
        "01-02-2024 09.30",
        "at 0930, 1030 and 1130",
        "£1,234,567.89",
        "2024/25",
    ],
)
def test_orders_days_times_and_amounts_are_no_phone_numbers(text):
    assert found(text) == []


def test_an_id_of_a_record_is_nothing():
    assert [each for _ in range(500) if (each := found(f"about {new_id()}, new"))] == []


@given(st.text(max_size=300))
def test_no_text_breaks_it_and_what_is_found_stands_in_the_text(text):
    findings = find(text)
    assert all(0 <= one.start < one.end <= len(text) and one.kind in KINDS for one in findings)
    assert all(one.end <= after.start for one, after in pairwise(findings))


_PIECES = st.sampled_from(
    ["943 476 5919", "dob ", "12/03/1961", "born ", "SW1A 1AA", "07700 900123", "+44 ", "(0)", "a@b.uk", "@", ".", " ",
     "\n", "0", "1", "May ", "3rd ", "’61", "é", "٣", "order ", "\u00a0", "-", "(", ")"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(_PIECES, max_size=14).map("".join))
def test_whatever_stands_together_each_finding_is_found_where_it_is(text):
    findings = find(text)
    assert all(one.end <= after.start for one, after in pairwise(findings))
    numbers = [text[one.start : one.end] for one in findings if one.kind == "NHS number"]
    assert {text[begin:end] for begin, end in checks.nhs_numbers_at(text)} >= set(numbers)
    for one in findings:
        words = text[one.start : one.end]
        assert words == words.strip()
        assert any(letter.isalnum() for letter in words)


def test_the_sentence_says_what_it_is_why_it_does_not_belong_and_what_to_do():
    text = "Ring 943 476 5919 now"
    assert sentence(find(text)[0], text) == (
        "“943 476 5919” could be somebody’s NHS number. No patient’s identity belongs in the workbench: please take "
        "it out, unless it is something else."
    )
    assert set(WHY) == set(KINDS)


HOSTILE = (
    "0", "01234 ", "a.b", "a@", "born ", "1/1/", "@a-", "(0", "12 May ", "9434765919 ", "a@b.uk ", "07700900123 ",
    "CH65 9HQ ", "12/03/1961 ", "dob 12/03/1961, 9434765919, M1 1AE, j@b.uk, 07700 900123. ",
)  # fmt: skip


def test_a_long_text_takes_no_long_time_however_it_is_made():
    """Each would take hours where a pattern goes back and forth over it; the run of the tests would not end."""
    for piece in HOSTILE:
        find(piece * (200_000 // len(piece)))


def calls_of_finding(text: str) -> int:
    """How many calls it takes to look through a text, of functions in Python and in C."""
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        find(text)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_work_grows_with_the_length_of_a_text_and_no_faster(piece):
    short, long = (calls_of_finding(piece * (size // len(piece))) for size in (10_000, 40_000))
    assert long <= 4.5 * short


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u2007", "\u3000"])
def test_thin_hard_and_wide_spaces_are_spaces(space):
    for kind, words in (
        ("NHS number", "943 476 5919"),
        ("NHS number", "943 4765919"),
        ("phone number", "07700 900123"),
        ("date of birth", "12 March 1961"),
        ("postcode", "CH65 9HQ"),
    ):
        typed = words.replace(" ", space)
        assert found(f"Say {typed}, she said") == [(kind, typed)]


def test_every_area_of_the_sample_exists_and_no_other_does():
    assert [word for word in ("M1", "SW1A", "CH65", "EC2V", "N1C", "GY10", "SO14") if not exists(word)] == []
    assert [word for word in ("QX9", "M", "SW1I", "HX12", "SO1", "AA1", "B012", "M01") if exists(word)] == []


def test_a_meeting_that_is_written_up_warns_of_the_row_and_the_column(sessions):
    rows = [{"text": "We rang"}, {"text": "jo@example.org rang back", "said_by": "07700 900123"}]
    with pytest.warns(IdentifyingWarning) as warned:
        sessions.record("after action review", date="2025-01-20", entries=rows, actions=["Post it to CH65 9HQ"])
    assert str(warned[0].message) == (
        "In what was written up, 1 e-mail address (text, entry 2), 1 phone number (said_by, entry 2) and 1 postcode "
        "(text, action 1) could be somebody’s. All of it was kept: take it out, unless it is something else."
    )
    assert len(sessions.entries()) == 2
