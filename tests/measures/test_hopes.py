"""An ambition is told as a way and a distance, a target as met or missed as a rule."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.measures.pictures import monthly
from workbench.measures.hopes import assured, hoped_for

RISEN = monthly([30, 33, 35, 38, 41], direction="increase")
BY = date(2025, 5, 3)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (
            {"ambition": 60, "by": BY},
            "30 when it began, 41 now, hoped for 60 by 3 May 2025: 11 of the 30 hoped for so far.",
        ),
        (
            {"ambition": 30, "by": BY, "today": date(2025, 5, 4)},
            "30 when it began, 41 now, hoped for 30 by 3 May 2025, a day that has passed.",
        ),
        (
            {"ambition": 60, "by": BY, "today": BY},
            "30 when it began, 41 now, hoped for 60 by 3 May 2025: 11 of the 30 hoped for so far.",
        ),
        (
            {"ambition": 60, "baseline": 25},
            "25 when it began, 41 now, hoped for 60: 16 of the 35 hoped for so far.",
        ),
        (
            {"ambition": 60, "since": date(2024, 5, 1)},
            "31.5 when it began, 41 now, hoped for 60: 9.5 of the 28.5 hoped for so far.",
        ),
        ({"ambition": 20}, "30 when it began, 41 now, hoped for 20: 11 further from it than when it began."),
        ({"ambition": 41}, "30 when it began, 41 now, hoped for 41: as far as was hoped."),
        ({"ambition": 40}, "30 when it began, 41 now, hoped for 40: further than was hoped."),
        ({"ambition": 30}, "30 when it began, 41 now, hoped for 30."),
        ({"ambition": 60, "baseline": 41}, "41 when it began, 41 now, hoped for 60: as far from it as when it began."),
    ],
)
def test_an_ambition_is_told_as_where_it_began_where_it_is_and_how_far_it_has_come(settings, said):
    assert hoped_for(RISEN, **settings) == said


def test_little_data_leaves_the_ambition_alone():
    assert hoped_for(monthly([]), ambition=60, by=BY) == "No values yet, hoped for 60 by 3 May 2025."
    assert hoped_for(monthly([41]), ambition=60) == "41 now, hoped for 60."


def test_a_hidden_value_is_never_given_as_where_it_is():
    latest = RISEN.assign(hidden=[False, False, False, False, True])
    first = RISEN.assign(hidden=[True, False, False, False, False])

    assert hoped_for(latest, ambition=60, hidden_as="1–7") == "30 when it began, 1–7 now, hoped for 60."
    assert hoped_for(first, ambition=60, hidden_as="1–7") == "41 now, hoped for 60."


@given(
    st.lists(st.integers(-50, 50), max_size=12),
    st.integers(-80, 80),
    st.none() | st.integers(-80, 80),
    st.none() | st.dates(date(2023, 1, 1), date(2027, 1, 1)),
)
def test_an_ambition_is_never_passed_or_failed(values, ambition, baseline, day):
    said = hoped_for(monthly(values), ambition=ambition, baseline=baseline, by=day, since=day, today=date(2025, 1, 1))

    assert said.endswith(".")
    assert not {"missed", "failed", "fail", "met", "target", "red", "green", "nan"} & set(
        said.replace(",", " ").replace(".", " ").split()
    )


@pytest.mark.parametrize(
    ("direction", "target", "said"),
    [
        ("increase", 30, "The target of 30 is consistently met: the usual variation lies wholly on its better side."),
        ("increase", 60, "The target of 60 is consistently missed: the usual variation does not reach it."),
        ("decrease", 30, "The target of 30 is consistently missed: the usual variation does not reach it."),
        (
            "decrease",
            42,
            "The target of 42 is met at times and missed at times by chance alone: it lies within the usual variation.",
        ),
        ("neutral", 42, ""),
        ("decrease", None, ""),
    ],
)
def test_a_target_is_told_by_assurance(direction, target, said):
    charted = monthly([43, 41] * 12, direction=direction, target=target)

    assert assured(charted) == said
    assert assured(charted, 17) == ""
