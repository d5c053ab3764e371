"""The answer in words: careful, and never a cause."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.thread import words
from workbench.thread.relationships import RelationshipMove
from workbench.thread.results import MeasureMove, Signal

START = date(2025, 3, 3)
SHIFT = Signal(
    rule="shift",
    way="decrease",
    first=date(2025, 3, 10),
    last=date(2025, 5, 5),
    points=9,
    since=9,
    own=True,
    lasting=True,
)


def tie(outcome="as expected", *, verdict="stronger", then=2, now=5, how="strengthen", label="Link worker → Kitchen"):
    return RelationshipMove(
        connection="c",
        label=label,
        ends=("a", "b"),
        names=("Link worker", "Kitchen"),
        direction="one way",
        kind="refers to",
        how=how,
        then=then,
        now=now,
        verdict=verdict,
        outcome=outcome,
        evidence=(),
    )


def measure(outcome="as expected", *, since=9, signal=SHIFT, before=24):
    return MeasureMove(
        measure="m",
        title="Missed first visits",
        unit="%",
        better="decrease",
        expected="decrease",
        points_before=before,
        points_since=since,
        mean_before=42.2 if before else None,
        mean_since=35.1 if since else None,
        spread=20,
        held=True,
        signal=signal,
        outcome=outcome,
    )


EARLY = measure("too early", since=4, signal=None)
STILL = measure("not yet", signal=None)


@pytest.mark.parametrize(
    ("relationships", "measures", "headline"),
    [
        ([tie()], [measure()], "Moved as expected."),
        (
            [tie(), tie("not yet")],
            [measure()],
            "1 of 2 relationships moved as expected; the measure moved as expected.",
        ),
        (
            [tie("part of the way")],
            [measure()],
            "The relationship moved part of the way; the measure moved as expected.",
        ),
        (
            [tie(), tie("the other way"), tie("not yet")],
            [STILL],
            "1 of 3 relationships moved as expected and 1 moved the other way; the measure has not moved yet.",
        ),
        (
            [tie()],
            [EARLY],
            "The relationship moved as expected; too early for the measure: 4 points since it started.",
        ),
        ([tie("not yet")], [EARLY], "Too early: 4 points since it started."),
        ([], [measure("too early", since=1, signal=None)], "Too early: 1 point since it started."),
        ([], [measure("too early", since=0, signal=None)], "Too early: no point since it started."),
        ([tie("not yet")], [STILL], "Nothing it named has moved yet."),
        ([tie("not yet")], [STILL, EARLY], "Nothing it named has moved yet."),
        ([tie("the other way")], [measure("the other way")], "Moved the other way."),
        (
            [tie("the other way")],
            [EARLY],
            "The relationship moved the other way; too early for the measure: 4 points since it started.",
        ),
        ([tie()], [measure("the other way")], "The relationship moved as expected; the measure moved the other way."),
        ([tie("before it started")], [measure("before it started")], "Moved, but before it started."),
        (
            [tie(), tie()],
            [measure("before it started")],
            "The relationships moved as expected; the measure had moved before it started.",
        ),
        ([tie(), tie()], [STILL, STILL], "The relationships moved as expected; the measures have not moved yet."),
        (
            [tie("not yet")],
            [measure("before it started")],
            "The relationship has not moved yet; the measure had moved before it started.",
        ),
        ([], [measure()], "The measure moved as expected."),
        ([tie()], [], "The relationship moved as expected. No measure named yet."),
        ([tie("not yet")], [], "The relationship has not moved yet. No measure named yet."),
        ([tie("the other way")], [], "The relationship moved the other way. No measure named yet."),
        ([], [], "It names no relationship and no measure yet."),
    ],
)
def test_one_sentence_stands_over_everything(relationships, measures, headline):
    assert words.headline(relationships, measures, started=True) == headline


def test_what_has_not_started_says_so_and_what_moved_meanwhile_moved_before():
    waiting = measure("not started", since=0, signal=None)
    assert words.headline([tie("not yet")], [waiting], started=False) == "It has not started yet."
    assert words.headline([tie()], [waiting], started=False) == "Moved, but before it started."


def test_the_sentences_say_what_the_answer_rests_on():
    relationship, result, caution = words.sentences([tie()], [measure()], start=START)

    assert relationship == "Link worker → Kitchen is stronger (2 then, 5 now)."
    assert result == (
        "‘Missed first visits’ moved the way it was meant to (mean 42.2 before, 35.1 since): "
        "9 points in a row below the mean, from 10 March 2025 to 5 May 2025."
    )
    assert caution == "This does not say why: other things may have changed in the same time."


def test_what_else_happened_is_named():
    said = words.sentences([tie()], [], start=START, alongside=["Harbour practice joined the network"])
    assert said[-1] == "In the same time Harbour practice joined the network, so it may not be this alone."


def test_three_relationships_or_more_are_counted():
    several = [tie(), tie(verdict="formed"), tie("not yet", verdict="not there yet"), tie(verdict="formed")]
    assert words.sentences(several, [], start=START)[0] == (
        "Of the 4 relationships it names, 2 formed, 1 is stronger and 1 is not there yet."
    )


@pytest.mark.parametrize(
    ("move", "said"),
    [
        (tie(verdict="formed", then=0, now=3), "formed (now strength 3)."),
        (tie(verdict="ended", then=4, now=None), "ended (it was strength 4)."),
        (tie("not yet", verdict="not there yet", then=None, now=None), "is not there yet."),
        (
            tie("before it started", verdict="unchanged", then=3, now=3, how="form"),
            "was there already and is unchanged",
        ),
    ],
)
def test_one_relationship_is_told_with_its_strengths(move, said):
    assert said in words.sentences([move], [], start=START)[0]


@pytest.mark.parametrize(
    ("move", "said"),
    [
        (EARLY, "has 4 points since it started on 3 March 2025; a run takes 7, so it is too early to say."),
        (STILL, "shows only its usual variation since it started on 3 March 2025 (mean 42.2 before, 35.1 since)."),
        (measure("nothing to compare", before=0, signal=None), "has no point from before 3 March 2025"),
        (measure("too early", since=0, signal=None), "has no point since it started on 3 March 2025."),
        (measure("before it started", signal=None), "what it shows began earlier."),
    ],
)
def test_a_measure_that_tells_nothing_says_why(move, said):
    assert said in words.about_measure(move, start=START)


def test_a_signal_that_passed_is_said_to_have_passed():
    passed = Signal(rule="outside", way="decrease", first=START, last=START, points=1, since=1, own=True, lasting=False)
    assert words.about_measure(measure(signal=passed), start=START).endswith(
        "one point, on 3 March 2025, lies beyond the lower limit; the latest point is back within the usual variation."
    )


def test_a_signal_in_short_counts_the_points_that_its_sentence_counts():
    assert words.signal_in_short(SHIFT) == "9 points in a row below the mean"
    assert words.signal_in_short(SHIFT) in words.about_measure(measure(), start=START)


def test_a_measure_without_values_says_so_before_the_start():
    bare = measure("not started", since=0, signal=None, before=0)
    assert words.about_measure(bare, start=None) == "‘Missed first visits’ has no values yet."


def test_no_word_of_the_answer_claims_a_cause():
    every = [
        sentence
        for outcome in ("as expected", "the other way", "before it started", "not yet")
        for sentence in words.sentences([tie(outcome)], [measure(outcome)], start=START)
    ]
    assert not [said for said in every if "because" in said or "caused" in said or "led to" in said or "thanks" in said]
