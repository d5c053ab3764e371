"""Did a relationship move? From hand-made lives of one connection."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.thread.facts import Life, State, day_before
from workbench.thread.relationships import Evidence, moved, outcome, steps, verdict

START = date(2025, 3, 3)
NOW = datetime(2025, 5, 3, 12).astimezone()
STRENGTH = st.one_of(st.none(), st.integers(0, 5))


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12).astimezone()


def life(*told: tuple[date | datetime, int], since: date | None = None, until: date | None = None, undone=()) -> Life:
    """A connection whose strength was recorded on these days; `until` adds its end, recorded that day."""
    states = []
    for number, (day, strength) in enumerate(told, start=1):
        at = day if isinstance(day, datetime) else noon(day)
        states.append(state(at, number, strength, taken_back=dict(undone).get(number)))
    if until:
        states.append(state(noon(until), len(told) + 1, told[-1][1], valid_to=until))
    return Life(
        id="c",
        label="Link worker → Kitchen",
        names=("Link worker", "Kitchen"),
        kind="refers to",
        source="a",
        target="b",
        direction="one way",
        valid_from=since or states[0].at.date(),
        valid_to=until,
        states=tuple(states),
    )


def state(at, change, strength, *, valid_to=None, taken_back=None) -> State:
    return State(
        at=at,
        change=change,
        taken_back=taken_back,
        strength=strength,
        valid_to=valid_to,
        said_by="link worker",
        who="GP",
    )


def move(of: Life, how: str, *, start: datetime | None = None, named: date = START):
    return moved(
        of,
        how=how,
        named=noon(named),
        start=start or day_before(START),
        now=NOW,
        sessions={date(2025, 4, 10): "Halfway"},
    )


@pytest.mark.parametrize(
    ("then", "now", "word"),
    [
        (None, 3, "formed"),
        (0, 1, "formed"),
        (2, 5, "stronger"),
        (3, 3, "unchanged"),
        (4, 1, "weaker"),
        (2, None, "ended"),
        (2, 0, "ended"),
        (None, None, "not there yet"),
        (0, 0, "not there yet"),
        (None, 0, "not there yet"),
    ],
)
def test_two_strengths_make_one_word(then, now, word):
    assert verdict(then, now) == word


@given(STRENGTH, STRENGTH)
def test_turning_time_round_turns_the_word_round(then, now):
    opposite = {"formed": "ended", "ended": "formed", "stronger": "weaker", "weaker": "stronger"}
    word = verdict(then, now)
    assert verdict(now, then) == opposite.get(word, word)


@pytest.mark.parametrize(
    ("how", "word", "then", "meaning"),
    [
        ("form", "formed", None, "as expected"),
        ("form", "not there yet", 0, "not yet"),
        ("form", "unchanged", 2, "before it started"),
        ("form", "ended", 2, "the other way"),
        ("strengthen", "stronger", 2, "as expected"),
        ("strengthen", "unchanged", 2, "not yet"),
        ("strengthen", "weaker", 2, "the other way"),
        ("weaken", "weaker", 4, "as expected"),
        ("weaken", "ended", 4, "as expected"),
        ("weaken", "stronger", 1, "the other way"),
        ("end", "ended", 4, "as expected"),
        ("end", "weaker", 4, "part of the way"),
        ("end", "unchanged", 4, "not yet"),
        ("end", "not there yet", None, "before it started"),
        ("end", "stronger", 1, "the other way"),
    ],
)
def test_what_a_move_means_depends_on_what_was_hoped(how, word, then, meaning):
    assert outcome(how, word, then=then) == meaning


def test_a_relationship_that_grew_after_the_start_moved_as_expected_and_says_who_said_so():
    found = move(life((date(2025, 1, 23), 2), (date(2025, 4, 10), 4)), "strengthen")

    assert (found.then, found.now, found.verdict, found.outcome) == (2, 4, "stronger", "as expected")
    assert found.evidence == (
        Evidence(
            on=date(2025, 4, 10),
            at=noon(date(2025, 4, 10)),
            before=2,
            after=4,
            said_by="link worker",
            session="Halfway",
        ),
    )


def test_what_grew_between_naming_and_start_moved_before_it_started():
    grew_early = life((date(2025, 1, 23), 2), (date(2025, 2, 20), 4))
    found = move(grew_early, "strengthen", named=date(2025, 2, 1))

    assert (found.then, found.now, found.outcome) == (4, 4, "before it started")
    assert found.evidence == ()


def test_on_the_day_of_the_start_the_moment_decides():
    morning, noon_, evening = (datetime(2025, 3, 3, hour).astimezone() for hour in (9, 12, 18))
    same_day = life((morning, 2), (evening, 4))
    found = move(same_day, "strengthen", start=noon_)
    assert (found.then, found.now, len(found.evidence)) == (2, 4, 1)


def test_a_tie_drawn_after_a_backdated_start_counts_as_first_drawn_unless_it_was_to_form():
    drawn_later = life((date(2025, 3, 20), 2))
    assert move(drawn_later, "strengthen", named=date(2025, 3, 21)).verdict == "unchanged"
    assert move(drawn_later, "form", named=date(2025, 3, 21)).verdict == "formed"


def test_what_was_there_before_it_was_recorded_counts_as_first_recorded():
    long_known = life((date(2025, 4, 1), 3), since=date(2020, 1, 1))
    assert move(long_known, "strengthen").then == 3


def test_an_ended_relationship_says_when_and_by_whom():
    found = move(life((date(2025, 1, 23), 4), until=date(2025, 4, 10)), "end")
    assert (found.verdict, found.outcome) == ("ended", "as expected")
    assert [(step.on, step.before, step.after, step.said_by) for step in found.evidence] == [
        (date(2025, 4, 10), 4, None, "GP")
    ]


def test_a_relationship_that_ends_on_a_day_was_there_until_the_moment_it_was_ended():
    ended = life((date(2025, 1, 23), 4), until=date(2025, 4, 10))
    morning, evening = (datetime(2025, 4, 10, hour).astimezone() for hour in (9, 18))
    assert [ended.strength_at(moment) for moment in (morning, evening)] == [4, None]
    assert ended.strength_at(datetime(2025, 4, 11, 9).astimezone()) is None

    # Started in the morning and ended in the evening of one day: it was there when the prototype started.
    found = move(ended, "end", start=morning)
    assert (found.then, found.now, found.verdict) == (4, None, "ended")


def test_a_step_that_was_taken_back_is_no_evidence():
    undone = life((date(2025, 1, 23), 2), (date(2025, 4, 1), 5), (date(2025, 4, 2), 2), undone={3: 2})
    found = move(undone, "strengthen")
    assert (found.verdict, found.evidence) == ("unchanged", ())


@given(st.lists(st.integers(0, 5), min_size=1, max_size=8))
def test_the_steps_lead_from_nothing_to_how_it_stands(strengths):
    told = life(*((date(2025, 1, 1) + timedelta(days=n), strength) for n, strength in enumerate(strengths)))
    walked = steps(told, {})
    assert walked[0].before is None
    assert walked[-1].after == told.strength_at(NOW) == strengths[-1]
    assert all(one.after == other.before for one, other in pairwise(walked))
