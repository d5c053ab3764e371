"""Reminders as an .ics file: read back by what reads calendars, they say what the register says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import hypothesis.strategies as st
import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings

from workbench.rhythm.calendar import calendar
from workbench.rhythm.models import HOW_OFTEN, Routine
from workbench.rhythm.periods import adherence, due, next_due, running

NOW = datetime(2025, 1, 23, 12, tzinfo=UTC)


def routine(**fields) -> Routine:
    row = Routine(**{"network": "U99001", "title": "Morning huddle", "how_often": "weekly", **fields})
    row.changed_at, row.version = NOW, row.version or 1
    row.starts_on = row.starts_on or date(2025, 1, 20)
    return row


def events(data: bytes):
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_a_routine_with_a_time_is_reminded_of_a_quarter_of_an_hour_before(routines):
    row = routines.add(
        "Morning huddle",
        at="09:30",
        minutes=10,
        place="the kitchen",
        people="all",
        why="To hear.",
        starts_on="2025-01-20",
    )
    data = routines.calendar()
    assert data.decode() == "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//action learning workbench//routines//EN",
            "METHOD:PUBLISH",
            "NAME:Routines of U99001",
            "X-WR-CALNAME:Routines of U99001",
            "BEGIN:VEVENT",
            "SUMMARY:Morning huddle",
            "DTSTART:20250120T093000",
            "DURATION:PT10M",
            "DTSTAMP:20250123T120000Z",
            f"UID:{row.id}@routines.workbench",
            "SEQUENCE:0",
            "RRULE:FREQ=WEEKLY;INTERVAL=1",
            "DESCRIPTION:Who: all\\nWhy: To hear.",
            "LOCATION:the kitchen",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "DESCRIPTION:Morning huddle",
            "TRIGGER:-PT15M",
            "END:VALARM",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )


def test_a_routine_without_a_time_is_a_whole_day_and_reminded_of_at_eight(routines):
    routines.add("Walk round", how_often="monthly", starts_on="2025-01-31")
    (event,) = events(routines.calendar())
    assert event["dtstart"].dt == date(2025, 1, 31)
    assert "duration" not in event
    assert event.walk("VALARM")[0]["trigger"].dt == timedelta(hours=8)
    assert event["rrule"].to_ical() == b"FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"


def test_the_same_routine_keeps_its_uid_and_counts_its_changes(routines):
    row = routines.add("Walk round")
    (before,) = events(routines.calendar("Walk round"))
    routines.change(row, place="the ward")
    (after,) = events(routines.calendar(row))
    assert (before["uid"], before["sequence"], after["sequence"]) == (after["uid"], 0, 1)
    assert routines.calendar() == routines.calendar()


def test_one_routine_or_all_or_none(routines):
    assert events(routines.calendar()) == []
    routines.add("Walk round")
    routines.add("Huddle")
    assert [str(event["summary"]) for event in events(routines.calendar())] == ["Walk round", "Huddle"]
    assert [str(event["summary"]) for event in events(routines.calendar("huddle"))] == ["Huddle"]


days = st.dates(date(2023, 1, 1), date(2026, 12, 31))
line = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from(';,:\\"n'), min_size=1, max_size=90
)


@settings(max_examples=60)
@given(line, line, st.lists(line, max_size=3).map("\n".join))
def test_whatever_is_typed_comes_back_as_it_was_and_adds_nothing_to_the_calendar(title, place, why):
    data = calendar([routine(title=title, place=place, why=why, people="BEGIN:VEVENT")], network="U99001")
    (event,) = events(data)
    assert str(event["summary"]) == title
    assert str(event["location"]) == place
    assert str(event["description"]) == "\n".join(["Who: BEGIN:VEVENT", *([f"Why: {why}"] if why else [])])
    assert all(len(each) <= 75 for each in data.split(b"\r\n"))


@settings(max_examples=80)
@given(days, st.sampled_from(HOW_OFTEN))
def test_the_calendar_repeats_on_the_very_days_on_which_the_register_expects_it(starts_on, how_often):
    (event,) = events(calendar([routine(starts_on=starts_on, how_often=how_often, at="07:00")], network="U99001"))
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=event["dtstart"].dt)
    assert [rule[number].date() for number in range(14)] == [due(starts_on, how_often, number) for number in range(14)]


@settings(max_examples=150)
@given(
    days,
    st.sampled_from(HOW_OFTEN),
    st.lists(st.integers(-30, 800), max_size=30),
    st.integers(-10, 800),
    st.integers(1, 8),
)
def test_adherence_is_a_share_of_at_most_the_latest_periods_and_doing_it_never_lowers_it(
    starts_on, how_often, done, since, latest
):
    today = starts_on + timedelta(days=since)
    done_on = [starts_on + timedelta(days=each) for each in done if each <= since]
    found = adherence(starts_on, how_often, done_on, today=today, latest=latest)
    with_today = adherence(starts_on, how_often, [*done_on, today], today=today, latest=latest)
    now = running(starts_on, how_often, today)
    if found is not None:
        assert 0 <= found.done <= found.expected <= latest
        assert 0 <= found.share <= 1
        assert with_today is not None
        assert with_today.share >= found.share
    assert (now is None) == (with_today is None)
    ahead = next_due(starts_on, how_often, done_on, today=today)
    assert ahead >= due(starts_on, how_often, max(now or 0, 0))
    if now is not None:
        assert due(starts_on, how_often, now) <= today < due(starts_on, how_often, now + 1)


@pytest.mark.parametrize("how_often", HOW_OFTEN)
def test_due_days_follow_one_another_from_the_first_on(how_often):
    found = [due(date(2024, 1, 31), how_often, number) for number in range(40)]
    assert found[0] == date(2024, 1, 31)
    assert found == sorted(set(found))
    assert how_often != "daily" or {day.weekday() for day in found} == set(range(5))
