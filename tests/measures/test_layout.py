"""Where the words of a chart go: labels, ticks, lines of text."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.measures import layout
from workbench.measures.numbers import plain_number


@pytest.mark.parametrize(
    ("value", "spread", "printed"),
    [
        (42.0, None, "42"),
        (35.16, 12, "35.2"),
        (3804.33, 1150, "3,804"),
        (0.0314, 0.01, "0.0314"),
        (-2.5, 10, "−2.5"),
        (-0.0001, 10, "0"),
        (0.0, None, "0"),
        (1234567.0, None, "1,234,567"),
        (0.125, None, "0.125"),
        (7.0, 0.0, "7"),
        (float("nan"), None, "–"),
        (-1.5e15, 10, "−1.5e+15"),
        (1e-30, None, "0"),
    ],
)
def test_numbers_are_printed_as_people_write_them(value, spread, printed):
    assert plain_number(value, spread=spread) == printed


@pytest.mark.parametrize(
    ("first", "last", "room", "ticks"),
    [
        (date(2024, 3, 1), date(2024, 3, 5), 9, ["1 Mar 2024", "2", "3", "4", "5"]),
        (date(2024, 2, 26), date(2024, 3, 10), 8, ["26 Feb 2024", "28", "1 Mar 2024", "3", "5", "7", "9"]),
        (date(2024, 11, 1), date(2025, 3, 1), 9, ["Nov 2024", "Dec", "Jan 2025", "Feb", "Mar"]),
        (date(2024, 3, 15), date(2025, 2, 1), 5, ["Apr 2024", "Jul", "Oct", "Jan 2025"]),
        (date(2010, 6, 1), date(2025, 2, 1), 9, ["2012", "2014", "2016", "2018", "2020", "2022", "2024"]),
    ],
)
def test_a_calendar_axis_says_no_more_than_fits(first, last, room, ticks):
    found = layout.date_ticks(first, last, room=room)

    assert [" ".join(part for part in (upper, lower) if part) for _, upper, lower in found] == ticks


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 20_000), st.integers(3, 30))
def test_calendar_ticks_lie_on_the_axis_in_order_and_never_crowd(first, length, room):
    last = first + timedelta(days=length)
    found = [day for day, _, _ in layout.date_ticks(first, last, room=room)]

    assert found == sorted(set(found))
    assert all(first <= day <= last for day in found)
    assert len(found) <= room + 1


LABELS = st.lists(st.tuples(st.floats(50, 600), st.text("abc ", min_size=1, max_size=25)), max_size=7).map(sorted)


@given(LABELS)
def test_labels_of_marks_never_overlap_and_no_line_runs_through_them(labels):
    placed, clean = layout.flags(labels, size=13, left=40, right=640)

    assert [flag.x for flag in placed] == [x for x, _ in labels]
    for one in placed:
        assert one.left >= 40 - 1e-6
        assert one.right <= 640 + 1e-6
        for other in placed:
            if one is not other and one.row == other.row:
                assert one.right <= other.left or other.right <= one.left
            if clean and other.row <= one.row:
                assert not one.left < other.x < one.right


@given(st.lists(st.floats(0, 300), max_size=12), st.floats(5, 30))
def test_words_at_the_ends_of_lines_keep_their_order_and_their_distance(wanted, gap):
    placed = layout.spread_out(wanted, gap=gap, low=0, high=300)
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    row = [placed[number] for number in order]

    assert all(later - earlier >= gap - 1e-6 for earlier, later in pairwise(row))
    if gap * len(wanted) <= 300:
        assert all(-1e-6 <= place <= 300 + 1e-6 for place in placed)


@given(st.text(max_size=200), st.floats(40, 400), st.integers(1, 4))
def test_wrapped_lines_fit(text, width, lines):
    made = layout.wrapped(text, 13, width, lines=lines)

    assert len(made) <= lines
    assert all(layout.width_of(line, 13) <= width or line == "…" for line in made)
    if not any(line.endswith("…") for line in made):
        assert " ".join(made).split() == text.split()
