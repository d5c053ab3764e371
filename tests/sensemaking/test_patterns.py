"""Patterns across meetings: exact figures, nothing averaged over what does not apply, and nothing small given away."""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sensemaking.networks import silent
from workbench.errors import BadInput, NotFound
from workbench.sensemaking.grouping import BY, Heard, hidden_of
from workbench.sensemaking.patterns import counts_of, means_of, parts_of
from workbench.sensemaking.signifiers import SHIFTS, Asked
from workbench.sensemaking.verbs import Sessions
from workbench.store import Reader, Scope, Store

DYAD = "facts-stories"
DAYS = (date(2025, 1, 9), date(2025, 1, 23), date(2025, 2, 6), date(2025, 3, 6))


def told_in(sessions: Sessions, day: date, *answers: Any, key: str = DYAD, audience: str = "set") -> str:
    """A meeting on a day, with a fact for each answer, which is where it lies."""
    meeting = sessions.begin(f"Meeting of {day:%d.%m.}", method="after action review", held_on=day)
    for answer in answers:
        sessions.say(meeting.id, "One", nature="fact", step="What happened?", placed={key: answer}, audience=audience)
    return meeting.id


def rows(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    """The rows, what is missing as None."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [tuple(row) for row in plain.itertuples(index=False)]


@pytest.fixture
def elsewhere(store: Store, clock) -> Sessions:
    """The sessions of another network in the same workspace."""
    return Sessions(Scope(store, "U99002", "GP", clock))


def test_a_pattern_tells_how_many_lie_where_and_of_how_many_it_does_not_apply(sessions):
    told_in(sessions, DAYS[0], *[(0.25, 0.75)] * 6, None, None)
    told_in(sessions, DAYS[2], *[(0.75, 0.25)] * 6, None)

    assert rows(sessions.pattern(DYAD)) == [
        ("U99001", "U99001", "U99001", 12, 3, 0.5, 0.5, None, 0.25, (0, 6, 0, 6, 0), False)
    ]


def test_a_pattern_of_months_or_meetings_hides_the_small_ones_and_what_would_give_them_back(sessions):
    keys = [
        told_in(sessions, DAYS[0], *[(0, 1)] * 9),
        told_in(sessions, DAYS[1], *[(1, 0)] * 3, None),
        told_in(sessions, DAYS[2], *[(0.5, 0.5)] * 8),
        told_in(sessions, DAYS[3], *[(0.25, 0.75)] * 10),
    ]

    hidden = (None, None, None, None, None, None, (), True)
    assert rows(sessions.pattern(DYAD, by="month")) == [
        ("U99001", "2025-01", "January 2025", 12, 1, 0.25, 0.75, None, math.sqrt(3 / 16), (3, 0, 0, 0, 9), False),
        ("U99001", "2025-02", "February 2025", 8, 0, 0.5, 0.5, None, 0.0, (0, 0, 8, 0, 0), False),
        ("U99001", "2025-03", "March 2025", 10, 0, 0.25, 0.75, None, 0.0, (0, 0, 0, 10, 0), False),
    ]
    assert rows(sessions.pattern(DYAD, by="session")) == [
        ("U99001", keys[0], "Meeting of 09.01.", *hidden),
        ("U99001", keys[1], "Meeting of 23.01.", *hidden),
        ("U99001", keys[2], "Meeting of 06.02.", 8, 0, 0.5, 0.5, None, 0.0, (0, 0, 8, 0, 0), False),
        ("U99001", keys[3], "Meeting of 06.03.", 10, 0, 0.25, 0.75, None, 0.0, (0, 0, 0, 10, 0), False),
    ]


def test_where_it_applies_to_nothing_there_is_no_mean_and_where_nobody_answered_no_row(sessions):
    told_in(sessions, DAYS[0], None, None)

    assert rows(sessions.pattern(DYAD)) == [("U99001", "U99001", "U99001", 0, 2, None, None, None, None, (), False)]
    assert rows(sessions.pattern("crisis-planning")) == []
    assert sessions.pattern("crisis-planning").columns.tolist() == sessions.pattern(DYAD).columns.tolist()


def test_a_triad_counts_the_word_that_has_more_than_half(sessions):
    asked = sessions.ask_to_place("Whose story is it?", "ours", "theirs", "nobody’s")
    told_in(sessions, DAYS[0], *[(1, 0, 0)] * 4, *[(0.5, 0.25, 0.25)] * 4, (0, 0.25, 0.75), (0, 0, 1), key=asked.id)

    [row] = rows(sessions.pattern(asked))
    assert row[3:] == (10, 0, 0.6, 0.125, 0.275, None, (4, 0, 2, 4), False)


def test_networks_are_compared_by_what_their_readers_may_read_and_their_own_comes_first(sessions, elsewhere):
    told_in(sessions, DAYS[0], *[(1, 0)] * 8)
    told_in(elsewhere, DAYS[1], *[(0, 1)] * 9, audience="programme")
    told_in(elsewhere, DAYS[2], *[(0, 1)] * 5, audience="network")

    both = [("U99001", 8, 1.0), ("U99002", 9, 0.0)]
    columns = ["network", "n", "first"]
    assert rows(sessions.pattern(DYAD, everywhere=True)[columns]) == both
    assert rows(elsewhere.pattern(DYAD, everywhere=True)[columns]) == [("U99002", 14, 0.0)]
    assert rows(sessions.pattern(DYAD)[columns]) == both[:1]
    assert rows(sessions.pattern(DYAD, everywhere=True, reader=Reader.of_programme())[columns]) == both[1:]
    assert rows(sessions.pattern(DYAD, everywhere=True, reader=Reader.public())[columns]) == []


def test_a_meeting_whose_title_may_not_be_read_is_called_by_its_day(sessions, elsewhere):
    told_in(elsewhere, DAYS[1], *[(0, 1)] * 8, audience="programme")

    assert sessions.pattern(DYAD, by="session", everywhere=True)["group"].tolist() == ["a meeting on 23 January 2025"]
    assert sessions.placements(everywhere=True)["session"].unique().tolist() == ["a meeting on 23 January 2025"]


def test_placements_are_a_table_of_what_may_be_read(sessions, elsewhere):
    meeting = sessions.begin("January", method="after action review", held_on=DAYS[0])
    story = sessions.say(meeting.id, "One", nature="story", step="What happened?", placed={DYAD: (0.25, 0.75)})
    fact = sessions.say(meeting.id, "Two", nature="fact", step="What happened?", placed={DYAD: None}, audience="public")
    sessions.remove(sessions.say(meeting.id, "Three", step="What happened?", placed={DYAD: (1, 0)}).id)

    said = ("U99001", "January", pd.Timestamp("2025-01-09"))
    expected = [
        (story.id, *said, "story", DYAD, 0.25, 0.75, None, False),
        (fact.id, *said, "fact", DYAD, None, None, None, True),
    ]
    assert rows(sessions.placements()) == expected
    assert sessions.placements(reader=Reader.public())["entry"].tolist() == [fact.id]
    assert elsewhere.placements().empty
    assert elsewhere.placements().columns.tolist() == sessions.placements().columns.tolist()


def test_what_is_not_there_is_said(sessions, elsewhere):
    with pytest.raises(BadInput, match=r"Choose one of: network, month, session\."):
        sessions.pattern(DYAD, by="week")
    own = elsewhere.ask_to_place("Who decided?", "we", "they")
    with pytest.raises(NotFound, match="There is no question"):
        sessions.pattern(own.id, everywhere=True)


def test_the_parts_that_are_counted_have_words():
    triad = Asked(key="x", form="triad", question="Whose?", first="ours", second="theirs", third="nobody’s")
    assert parts_of(triad) == ["mostly ours", "mostly theirs", "mostly nobody’s", "no one of them above half"]
    assert parts_of(SHIFTS[0]) == [
        "nearly all facts", "more facts", "in the middle", "more stories", "nearly all stories",
    ]  # fmt: skip
    assert counts_of([(1 - at / 10, at / 10) for at in range(11)]) == (2, 2, 2, 2, 3)
    assert counts_of([]) == ()


WEIGHTS = st.one_of(st.none(), st.integers(0, 20).map(lambda at: (1 - at / 20, at / 20)))
MEETINGS = st.lists(st.tuples(st.sampled_from(DAYS), st.integers(0, 12)), max_size=7)


@settings(max_examples=15)
@given(st.lists(st.tuples(st.sampled_from(DAYS), st.lists(WEIGHTS, max_size=5)), max_size=3), st.integers(2, 3))
def test_a_mean_is_of_those_only_to_whom_it_applies(told, upto):
    sessions = silent(small_numbers=upto)
    expected: dict[str, list[Any]] = defaultdict(list)
    for day, answers in told:
        told_in(sessions, day, *answers)
        expected[f"{day:%Y-%m}"] += answers
    frame = sessions.pattern(DYAD, by="month")

    assert frame["key"].tolist() == sorted(key for key, answers in expected.items() if answers)
    for row in frame[~frame["hidden"]].itertuples():
        applies = [each for each in expected[row.key] if each is not None]
        assert (row.n, row.does_not_apply) == (len(applies), len(expected[row.key]) - len(applies))
        assert row.n == 0 or row.n > upto
        assert (row.first, row.second) == (
            means_of(applies) if applies else pytest.approx((math.nan,) * 2, nan_ok=True)
        )


@given(st.dictionaries(st.sampled_from(["U1", "U2"]), MEETINGS), st.integers(2, 8))
def test_no_small_group_is_shown_nor_can_be_worked_out_from_all_that_is_shown(networks, upto):
    heard = {
        Heard(network, f"{network}-{number}", "", day): size
        for network, meetings in networks.items()
        for number, (day, size) in enumerate(meetings)
        if size
    }
    hidden = hidden_of([one for one, size in heard.items() for _ in range(size)], upto=upto)

    members: dict[tuple[str, tuple[str, ...]], set[Heard]] = defaultdict(set)
    for one in heard:
        for by in BY:
            members[one.network, one.key(by)].add(one)
    assert hidden <= set(members)
    sizes = {group: sum(heard[one] for one in ones) for group, ones in members.items()}
    small = [group for group, size in sizes.items() if size <= upto]
    assert set(small) <= hidden
    # Whoever sees every screen knows the sum of each shown group: no small one follows from these.
    known = [[one in members[group] for one in heard] for group in members if group not in hidden]
    for group in small:
        asked = [one in members[group] for one in heard]
        assert rank([*known, asked]) == rank(known) + 1


def rank(sums: list[list[bool]]) -> int:
    """How many of these sums do not follow from the others."""
    return int(np.linalg.matrix_rank(np.array(sums, dtype=float))) if sums else 0
