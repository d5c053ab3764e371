"""The answer in words: careful, and never a cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from workbench.thread import words
from workbench.thread.alongside import Alongside
from workbench.thread.headline import headline as one_sentence
from workbench.thread.relationships import RelationshipMove
from workbench.thread.results import MeasureMove, Rebased
from workbench.thread.signals import Signal

START = date(2025, 3, 3)
SHIFT = Signal(
    rule="shift",
    way="decrease",
    first=date(2025, 3, 10),
    last=date(2025, 5, 5),
    shown=date(2025, 4, 21),
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


def beside(said, *, kind="prototype", shared=False):
    return Alongside(kind=kind, on=START, until=None, words=said, record="r", shared=shared)


ANEW = Rebased(starts_on=date(2025, 4, 14), reason="The clinic moved.", decided_by="practice manager")
EARLY = measure("too early", since=4, signal=None)
STILL = measure("not yet", signal=None)
NOTHING = measure("nothing to compare", signal=None, before=3)
PASSED = measure(signal=replace(SHIFT, lasting=False, back=True, passed=True))
WORSE = measure("before it started", signal=replace(SHIFT, way="increase", first=date(2025, 2, 3)))


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
        ([tie()], [PASSED], "The relationship moved as expected; the measure moved as expected for a time."),
        (
            [],
            [PASSED, measure(), measure("the other way"), WORSE],
            (
                "1 of 4 measures moved as expected, 1 moved as expected for a time, 1 moved the other way and 1 had "
                "moved the other way before it started."
            ),
        ),
        ([], [WORSE], "The measure had moved the other way before it started."),
        (
            [tie("before it started")],
            [WORSE],
            "The relationship had moved before it started; the measure had moved the other way before it started.",
        ),
        (
            [tie("not yet")],
            [NOTHING],
            (
                "The relationship has not moved yet; there is too little from before it started to "
                "compare the measure with."
            ),
        ),
        ([], [NOTHING, NOTHING], "There is too little from before it started to compare the measures with."),
        ([tie("not yet")], [NOTHING, EARLY], "Nothing it named has moved yet."),
        (
            [tie("not yet")],
            [replace(STILL, rebased=(ANEW,))],
            "Nothing it named has moved since the lines were drawn anew.",
        ),
        (
            [tie()],
            [replace(STILL, rebased=(ANEW,)), NOTHING],
            "The relationship moved as expected; the measures have not moved since the lines were drawn anew.",
        ),
        (
            [tie()],
            [replace(measure(), abandoned_on=date(2025, 3, 9))],
            "The relationship moved as expected; the measure moved as expected only after it was abandoned.",
        ),
        ([tie()], [replace(measure(), abandoned_on=date(2025, 3, 10))], "Moved as expected."),
        ([tie()], [], "The relationship moved as expected. No measure named yet."),
        ([tie("not yet")], [], "The relationship has not moved yet. No measure named yet."),
        ([tie("the other way")], [], "The relationship moved the other way. No measure named yet."),
        ([], [], "It names no relationship and no measure yet."),
    ],
)
def test_one_sentence_stands_over_everything(relationships, measures, headline):
    assert one_sentence(relationships, measures, started=True) == headline


def test_what_has_not_started_says_so_and_what_moved_meanwhile_moved_before():
    waiting = measure("not started", since=0, signal=None)
    assert one_sentence([tie("not yet")], [waiting], started=False) == "It has not started yet."
    assert one_sentence([tie()], [waiting], started=False) == "Moved, but before it started."


def test_an_idea_that_was_abandoned_waits_for_no_start():
    dropped = replace(measure("not started", since=0, signal=None), abandoned_on=START)
    assert one_sentence([tie("not yet")], [dropped], started=False) == "It was abandoned before it started."
    assert words.about_measure(dropped, start=None) == "‘Missed first visits’ has 24 points."


def test_the_sentences_say_what_the_answer_rests_on():
    relationship, result, caution = words.sentences([tie()], [measure()], start=START)

    assert relationship == "Link worker → Kitchen is stronger (2 then, 5 now)."
    assert result == (
        "‘Missed first visits’ moved the way it was meant to (mean 42.2 before, 35.1 since): "
        "9 points in a row below the mean, from 10 March 2025 to 5 May 2025."
    )
    assert caution == "This does not say why: other things may have changed in the same time."


def test_what_else_happened_is_named():
    joined = beside("Harbour practice joined the network (5 March 2025)", kind="practice joined")
    said = words.sentences([tie()], [], start=START, alongside=[joined])
    assert said[-1] == (
        "In the same time: Harbour practice joined the network (5 March 2025). So it may not be this alone."
    )


def test_of_the_prototypes_that_share_nothing_only_the_first_three_are_named():
    others = [beside(f"prototype {number} was tried too") for number in range(1, 6)]
    shared = beside("prototype 9, which names some of the same, was tried too", shared=True)
    assert words.in_the_same_time([*others, shared]) == (
        "In the same time: prototype 1 was tried too; prototype 2 was tried too; prototype 3 was tried too; "
        "prototype 9, which names some of the same, was tried too; and 2 more prototypes. So it may not be this alone."
    )
    assert "prototype 3 was tried too. So" in words.in_the_same_time(others[:3])


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
        (
            replace(STILL, few_crossings=True),
            "crosses its median less often than is usual, but no run since it started on 3 March 2025 says which way",
        ),
        (measure("nothing to compare", before=0, signal=None), "has no point from before 3 March 2025"),
        (measure("too early", since=0, signal=None), "has no point since it started on 3 March 2025."),
        (measure("before it started", signal=None), "what it shows began earlier."),
        (WORSE, "had moved the other way before it started (mean 42.2 before, 35.1 since): 9 points in a row above"),
        (NOTHING, "has only 3 points to compare with from before 3 March 2025, too few to say."),
        (PASSED, "moved the way it was meant to for a time (mean 42.2 before, 35.1 since): 9 points in a row"),
        (replace(measure(), abandoned_on=START), "5 May 2025; it had been abandoned on 3 March 2025."),
    ],
)
def test_a_measure_that_tells_nothing_says_why(move, said):
    assert said in words.about_measure(move, start=START)


def test_a_signal_that_passed_is_said_to_have_passed():
    passed = Signal(
        rule="outside",
        way="decrease",
        first=START,
        last=START,
        shown=START,
        points=1,
        since=1,
        own=True,
        lasting=False,
        back=True,
    )
    assert words.about_measure(measure(signal=passed), start=START).endswith(
        "one point, on 3 March 2025, lies beyond the lower limit; the latest point is back within the usual variation."
    )


def test_a_signal_in_short_counts_the_points_that_its_sentence_counts():
    assert words.signal_in_short(SHIFT) == "9 points in a row below the mean"
    assert words.signal_in_short(SHIFT) in words.about_measure(measure(), start=START)


def test_on_a_run_chart_the_line_is_the_median():
    assert words.signal_in_short(replace(SHIFT, line="median")) == "9 points in a row below the median"


def test_a_measure_without_values_says_so_before_the_start():
    bare = measure("not started", since=0, signal=None, before=0)
    assert words.about_measure(bare, start=None) == "‘Missed first visits’ has no values yet."


def test_no_word_of_the_answer_claims_a_cause():
    hope = {"due": date(2025, 4, 1), "due_passed": True, "ambition": 30.0, "of_the_way": 0.5, "baseline": 42.0}
    every = [
        sentence
        for outcome in ("as expected", "the other way", "before it started", "not yet")
        for beside_it in ([], [beside("prototype 2, Two, was tried too")])
        for extra in ({}, hope, {**hope, "rebased": (ANEW,)})
        for sentence in words.sentences(
            [tie(outcome)], [replace(measure(outcome), **extra)], start=START, alongside=beside_it
        )
    ]
    claims = ("because", "caused", "led to", "thanks", "effect", "due to", "result of")
    assert not [said for said in every if any(claim in said for claim in claims)]


# --- new lines, by when, and how far ---------------------------------------------------------------------


def test_it_is_too_early_again_once_the_lines_were_drawn_anew():
    waiting = replace(EARLY, rebased=(ANEW,), points_since=9, points_anew=3)
    assert one_sentence([], [waiting], started=True) == "Too early: 3 points since the lines were drawn anew."
    [said] = words.about_measure_in_full(waiting, start=START)
    assert said == (
        "‘Missed first visits’ has 3 points since its lines were drawn anew from 14 April 2025 (The clinic moved); "
        "a run takes 7, so it is too early to say."
    )


def test_what_had_shown_before_the_new_lines_is_said_with_them():
    said = words.about_measure_in_full(replace(measure(), rebased=(ANEW,)), start=START)
    assert said[1:] == ["Its lines were drawn anew from 14 April 2025: The clinic moved."]


@pytest.mark.parametrize(
    ("move", "due", "passed", "said"),
    [
        (STILL, date(2025, 5, 3), True, "This was hoped for by 3 May 2025; that day has passed."),
        (STILL, date(2025, 5, 3), False, "This is hoped for by 3 May 2025."),
        (EARLY, date(2025, 5, 3), False, "This is hoped for by 3 May 2025."),
        (measure(), date(2025, 5, 3), True, "This was hoped for by 3 May 2025, and showed from 21 April 2025."),
        (
            measure(),
            date(2025, 4, 1),
            True,
            "This was hoped for by 1 April 2025, and showed later, from 21 April 2025.",
        ),
    ],
)
def test_a_measure_says_by_when_it_was_hoped_for(move, due, passed, said):
    assert words.about_measure_in_full(replace(move, due=due, due_passed=passed), start=START)[1:] == [said]


def test_relationships_that_wait_say_by_when_they_were_hoped_for():
    day = {"due": date(2025, 5, 3), "due_passed": True}
    late = [replace(tie("not yet", label=label), **day) for label in ("A → B", "B → C", "C → D")]
    moved_already = replace(tie(label="D → E"), **day)
    assert words.hoped_for([(each.label, each) for each in [late[0], moved_already]]) == [
        "A → B was hoped for by 3 May 2025; that day has passed."
    ]
    assert words.hoped_for([(each.label, each) for each in late[:2]]) == [
        "A → B and B → C were hoped for by 3 May 2025; that day has passed."
    ]
    assert words.hoped_for([(each.label, each) for each in late]) == [
        "3 of the relationships were hoped for by 3 May 2025; that day has passed."
    ]


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.58, "The mean since, 35.1, is 58 % of the way from its baseline of 44 to its ambition of 30 by 3 May 2025."),
        (
            0.999,
            "The mean since, 35.1, is 99 % of the way from its baseline of 44 to its ambition of 30 by 3 May 2025.",
        ),
        (1.2, "The mean since, 35.1, has come to its ambition of 30 by 3 May 2025."),
        (-0.2, "The mean since, 35.1, is no nearer to its ambition of 30 by 3 May 2025 than its baseline of 44."),
    ],
)
def test_how_far_a_measure_is_from_its_ambition_is_said_as_a_way_and_never_as_a_verdict(share, said):
    hope = {"baseline": 44.0, "ambition": 30.0, "ambition_by": date(2025, 5, 3), "of_the_way": share}
    assert words.about_measure_in_full(replace(measure(), **hope), start=START)[1:] == [said]
    assert words.about_measure_in_full(replace(EARLY, **hope), start=START)[1:] == []
    same_day = words.about_measure_in_full(replace(STILL, **hope, due=date(2025, 5, 3), due_passed=False), start=START)
    assert same_day[1:] == ["This is hoped for by 3 May 2025.", "Its baseline was 44, and its ambition is 30."]
    still = words.about_measure_in_full(replace(STILL, **hope), start=START)
    assert still[1:] == ["Its baseline was 44, and its ambition is 30 by 3 May 2025."]


def test_a_baseline_that_is_the_mean_before_but_for_rounding_is_not_given_beside_it():
    hope = {"baseline": 42.0, "ambition": 30.0, "of_the_way": 0.58}
    assert words.about_measure_in_full(replace(measure(), **hope), start=START)[1:] == [
        "The mean since, 35.1, is 58 % of the way from the mean before to its ambition of 30."
    ]
    assert words.about_measure_in_full(replace(STILL, **hope), start=START)[1:] == ["Its ambition is 30."]


def test_what_moved_before_it_started_is_no_way_that_it_has_gone():
    before = replace(measure("before it started"), baseline=45.0, ambition=30.0, of_the_way=0.41)
    assert words.about_measure_in_full(before, start=START)[1:] == ["Its baseline was 45, and its ambition is 30."]
