"""Days, numbers and lists in words."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workbench.words import MONTHS, as_title, counted, listed, long_date, quoted, the


def test_a_day_is_written_as_people_write_it():
    assert long_date(date(2025, 3, 1)) == "1 March 2025"


@given(st.dates())
def test_every_day_has_its_own_words_and_the_months_are_those_of_the_calendar(day):
    assert long_date(day) == f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    assert len(set(MONTHS)) == 12
    if day < date.max:
        assert long_date(day) != long_date(day + timedelta(days=1))


def test_a_number_stands_with_its_word():
    assert [counted(number, "tie") for number in (0, 1, 2000)] == ["0 ties", "1 tie", "2,000 ties"]
    assert counted(2, "entry", "entries") == "2 entries"


def test_words_are_listed_as_people_list_them():
    assert [listed(list(words)) for words in ("", "a", "ab", "abc")] == ["", "a", "a and b", "a, b and c"]


def test_a_role_has_one_article_only():
    roles = ("ICB sponsor", "the ICB sponsor", "The director", "Our patron", "A&E lead", "theatre nurse.")
    assert [the(role) for role in roles] == [
        "the ICB sponsor", "the ICB sponsor", "the director", "our patron", "the A&E lead", "the theatre nurse",
    ]  # fmt: skip


def test_a_title_inside_a_sentence_has_no_full_stop_of_its_own():
    assert [as_title(text) for text in ("Ring them.", "Ring them", "And then …", "Well...", "")] == [
        "Ring them", "Ring them", "And then …", "Well...", "",
    ]  # fmt: skip


def test_what_is_quoted_already_is_not_quoted_twice():
    said = {
        "zebra": "“zebra”",
        ' "zebra" ': "“zebra”",
        "“going together”": "“going together”",
        '"going together" walk': "“‘going together’ walk”",
        'a 6" pipe': '“a 6" pipe”',
        "“never closed": "“never closed”",
    }
    assert {text: quoted(text) for text in said} == said
