"""Routines: what is done deliberately, whether it is, and what changed because of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.rhythm.steps import redo, undo
from workbench.errors import BadInput, Conflict, NotFound
from workbench.rhythm.periods import Adherence, in_words

HUDDLE = {
    "title": "Morning huddle",
    "how_often": "weekly",
    "place": "the kitchen",
    "people": "everybody on duty",
    "why": "To hear who is worried about whom.",
    "at": "09:30",
    "minutes": 10,
    "starts_on": "2025-01-02",
}


@pytest.fixture
def huddle(routines):
    return routines.add(**HUDDLE)


def test_a_routine_is_listed_with_what_is_due_and_how_well_it_is_kept(routines, huddle):
    for day in ("2025-01-02", "2025-01-11", "2025-01-17"):
        routines.did(huddle, on=day)
    assert routines.listed() == [
        {
            **HUDDLE,
            "id": huddle.id,
            "version": 1,
            "last_done": "2025-01-17",
            "times": 3,
            "next_due": "2025-01-23",
            "overdue": False,
            "done_today": False,
            "done": 3,
            "expected": 3,
            "share": 1.0,
            "kept": "done in 3 of the first 3 weeks",
        }
    ]
    routines.did(huddle)
    plain = routines.listed()[0]
    assert (plain["next_due"], plain["done_today"], plain["kept"]) == (
        "2025-01-30",
        True,
        "done in 4 of the first 4 weeks",
    )


def test_before_the_first_period_is_over_there_is_no_adherence(routines, clock):
    routines.add("Walk round", starts_on="2025-01-27")
    assert (routines.adherence("walk round"), routines.listed()[0]["kept"]) == (None, "n/a")
    clock.now += timedelta(days=7)
    assert (routines.adherence("walk round"), routines.listed()[0]["overdue"]) == (None, True)
    clock.now += timedelta(days=7)
    assert routines.adherence("walk round") == Adherence(0, 1)
    assert routines.listed()[0]["kept"] == "not done in its first week"


def test_adherence_looks_at_the_latest_periods_and_never_counts_one_that_may_still_be_kept(routines, clock):
    row = routines.add("Walk round", starts_on="2024-11-04")
    for day in ("2024-11-04", "2024-12-10", "2024-12-20", "2024-12-30", "2025-01-07"):
        routines.did(row, on=day)
    # Periods begin on Mondays; that of 20 January is running, and is not looked at before it is kept.
    assert routines.adherence(row) == Adherence(4, 6)
    assert routines.adherence(row, latest=4) == Adherence(2, 4) == (2, 4)
    assert routines.listed()[0]["kept"] == "done in 4 of the last 6 weeks"
    routines.did(row)  # the running week comes in, and that of 9 December goes
    assert routines.adherence(row) == Adherence(4, 6)
    assert routines.adherence(row).share == 4 / 6
    assert routines.adherence(row, latest=1) == Adherence(1, 1)


@pytest.mark.parametrize(
    ("rhythm", "done_on", "found", "next_due"),
    [
        (("daily", "2025-01-18"), ["2025-01-20", "2025-01-21", "2025-01-22"], (3, 3), "2025-01-23"),
        (("daily", "2025-01-13"), ["2025-01-18", "2025-01-17"], (1, 6), "2025-01-23"),
        (("fortnightly", "2025-01-01"), ["2025-01-14"], (1, 1), "2025-01-15"),
        (("monthly", "2024-10-31"), ["2024-10-31", "2024-11-30"], (2, 2), "2024-12-31"),
        (("monthly", "2024-10-31"), ["2025-01-10"], (1, 3), "2025-01-31"),
        (("quarterly", "2024-01-23"), ["2024-02-01", "2024-10-22"], (2, 4), "2025-01-23"),
    ],
)
def test_each_rhythm_has_its_own_periods(routines, rhythm, done_on, found, next_due):
    row = routines.add("Walk round", how_often=rhythm[0], starts_on=rhythm[1])
    for day in done_on:
        routines.did(row, on=day)
    assert (routines.adherence(row), routines.listed()[0]["next_due"]) == (found, next_due)


@pytest.mark.parametrize(("done_on", "next_due"), [([], "2025-01-11"), (["2025-01-11"], "2025-01-25")])
def test_what_is_done_two_days_early_counts_for_the_period_that_runs(routines, done_on, next_due):
    row = routines.add("Walk round", how_often="fortnightly", starts_on="2025-01-11")
    for day in done_on:
        routines.did(row, on=day)
    assert routines.listed()[0]["next_due"] == next_due
    routines.did(row)  # on 23 January, two days before the next fortnight
    plain = routines.listed()[0]
    assert (plain["next_due"], plain["kept"], plain["done_today"]) == (
        "2025-01-25",
        "done in its first fortnight",
        True,
    )


@pytest.mark.parametrize(
    ("found", "how_often", "words"),
    [
        (None, "daily", "n/a"),
        (Adherence(1, 1), "monthly", "done in its first month"),
        (Adherence(0, 1), "quarterly", "not done in its first quarter"),
        (Adherence(2, 5), "fortnightly", "done in 2 of the first 5 fortnights"),
        (Adherence(0, 6), "daily", "done in 0 of the last 6 working days"),
    ],
)
def test_adherence_is_said_in_words(found, how_often, words):
    assert in_words(found, how_often) == words


def test_what_changed_because_of_routines_is_a_list_newest_first(routines, huddle):
    routines.did(huddle, on="2025-01-09", changed="The rota has a name on it.")
    first = routines.did(huddle)
    again = routines.did(huddle, changed="Two calls fewer.")  # the same time, now with what came of it
    more = routines.did(huddle, changed="A chair for visitors.")
    assert (again.id, routines.did(huddle).id) == (first.id, first.id)
    assert [(each["done_on"], each["title"], each["changed"]) for each in routines.what_changed()] == [
        ("2025-01-23", "Morning huddle", "A chair for visitors."),
        ("2025-01-23", "Morning huddle", "Two calls fewer."),
        ("2025-01-09", "Morning huddle", "The rota has a name on it."),
    ]
    assert routines.listed()[0]["times"] == 2
    routines.change_done(more, changed="", on="2025-01-22")
    assert len(routines.what_changed()) == 2
    assert routines.happened()["changed"].tolist() == ["Two calls fewer.", "", "The rota has a name on it."]
    routines.did_not(more)
    assert len(routines.happened()) == 2


def test_routines_are_a_table_for_analysts(routines, huddle):
    assert routines.happened().empty
    routines.did(huddle, on="2025-01-03")
    table = routines.table()
    assert table.loc[huddle.id, ["title", "how_often", "at", "minutes", "times", "done", "expected"]].tolist() == [
        "Morning huddle",
        "weekly",
        "09:30",
        10,
        1,
        1,
        3,
    ]
    assert table["share"].tolist() == [1 / 3]
    routines.stop(huddle)
    assert (routines.table().empty, routines.happened().empty, routines.what_changed()) == (True, True, [])


def test_each_gesture_is_taken_back_whole_and_done_again(routines, scope):
    row = routines.add("Walk round", starts_on="2025-01-06")
    routines.change(row, place="the ward")
    routines.did(row, changed="A chair.")
    routines.stop(row)
    states = []

    def stands():
        return [{**each, "version": 0} for each in routines.listed()], len(routines.happened())

    for _ in range(4):
        states.append(stands())
        undo(scope)
    assert stands() == ([], 0)
    for state in reversed(states):
        redo(scope)
        assert stands() == state
    assert [change.action for change in scope.store.changes_since(0)][:4] == [
        "added the routine Walk round",
        "changed the routine Walk round",
        "did the routine Walk round on 23 January 2025",
        "stopped the routine Walk round",
    ]


def test_a_stale_change_is_a_conflict(routines, huddle):
    routines.change(huddle, place="the ward", version=1)
    with pytest.raises(Conflict) as raised:
        routines.change(huddle, place="the hall", version=1)
    assert (raised.value.mine, raised.value.theirs, raised.value.base) == (
        {"place": "the hall"},
        {"place": "the ward"},
        {"place": "the kitchen"},
    )


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"title": ""}, "The routine is empty"),
        ({"how_often": "hourly"}, "‘hourly’ is not a way to say how often"),
        ({"at": "half nine"}, "The time has to be like 09:30"),
        ({"at": "24:00"}, "The time has to be like 09:30"),
        ({"minutes": 0}, "How many minutes it takes has to be"),
        ({"minutes": "soon"}, "How many minutes it takes has to be"),
        ({"starts_on": "Monday"}, "The first day has to be a date"),
        ({"who": "GP"}, "A routine has no ‘who’ to change"),
    ],
)
def test_what_a_routine_cannot_be_is_refused(routines, huddle, scope, fields, says):
    before = scope.store.latest()
    with pytest.raises(BadInput, match=says):
        routines.change(huddle, **fields)
    assert scope.store.latest() == before


def test_a_day_to_come_and_a_routine_that_is_not_there_are_refused(routines, huddle):
    with pytest.raises(BadInput, match="24 January 2025 is yet to come, so it cannot have taken place then"):
        routines.did(huddle, on="2025-01-24")
    with pytest.raises(NotFound, match="Did you mean ‘Morning huddle’"):
        routines.did("Morning hudle")


def test_times_are_read_as_people_write_them(routines):
    assert [routines.add("x", at=at).at for at in ("9:05", "09.05", "23:59", "")] == ["09:05", "09:05", "23:59", ""]
    assert [routines.add("x", minutes=minutes).minutes for minutes in ("15", 15, "", None)] == [15, 15, None, None]


def test_a_full_stop_at_the_end_of_a_title_stands_in_no_sentence(routines, scope):
    routines.did(routines.add("Morning huddle."))
    assert [change.action for change in scope.store.changes_since(0)][-2:] == [
        "added the routine Morning huddle",
        "did the routine Morning huddle on 23 January 2025",
    ]
