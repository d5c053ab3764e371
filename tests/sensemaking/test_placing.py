"""Laying what was said between two words or among three, and saying what it is about."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sensemaking.networks import silent
from workbench.errors import BadInput, Conflict, NotFound
from workbench.sensemaking.placing import HAIR, placed, weights_of
from workbench.sensemaking.signifiers import SHIFTS, Asked
from workbench.sensemaking.verbs import AREA, Sessions
from workbench.store import Scope

DYAD = SHIFTS[0]
TRIAD = Asked(key="x", form="triad", question="Whose story is it?", first="ours", second="theirs", third="nobody’s")
SHARES = st.lists(st.integers(0, 100), min_size=2, max_size=3).filter(any)


@pytest.fixture
def entry(sessions, review) -> str:
    return sessions.say(review.id, "She came back", nature="story", step="What happened?").id


def where(sessions: Sessions, entry: str):
    with sessions._scope.reading() as transaction:
        return placed(transaction, sessions._scope, [entry])[entry]


def test_an_entry_lies_on_as_many_questions_as_somebody_answered(sessions, entry):
    triad = sessions.ask_to_place("Whose story is it?", "ours", "theirs", "nobody’s")

    sessions.place(entry, "facts-stories", [0.25, 0.75])
    sessions.place(entry, triad, (0.5, 0.5, 0))
    sessions.place(entry, SHIFTS[3], None)

    assert where(sessions, entry) == {
        "facts-stories": [0.25, 0.75],
        triad.id: [0.5, 0.5, 0.0],
        "crisis-planning": None,
    }


def test_an_answer_is_changed_and_taken_away_and_given_again(sessions, entry):
    sessions.place(entry, "facts-stories", [1, 0])
    sessions.place(entry, "facts-stories", None)
    assert where(sessions, entry) == {"facts-stories": None}
    sessions.place(entry, "facts-stories", [0.5, 0.5])
    sessions.unplace(entry, "facts-stories")
    assert where(sessions, entry) == {}
    sessions.unplace(entry, "facts-stories")
    sessions.place(entry, "facts-stories", [0, 1])
    assert where(sessions, entry) == {"facts-stories": [0.0, 1.0]}


def test_the_same_answer_again_is_no_gesture(store, sessions, entry):
    sessions.place(entry, "facts-stories", [0, 1])
    before = store.latest()
    sessions.place(entry, "facts-stories", [0, 1])
    assert store.latest() == before
    assert store.changes_since(0)[-1].action == "placed what was said"


def test_placing_is_taken_back_by_whoever_did_it_and_never_twice_over(store, sessions, entry, clock):
    other = Sessions(Scope(store, "U99001", "GP", clock))
    sessions.place(entry, "facts-stories", [1, 0])
    sessions.unplace(entry, "facts-stories")
    other.place(entry, "facts-stories", [0, 1])

    with pytest.raises(Conflict):
        store.undo(network="U99001", who="practice manager", area=AREA)

    assert where(sessions, entry) == {"facts-stories": [0.0, 1.0]}


def test_words_and_places_are_changed_in_one_gesture_and_taken_back_in_one(store, sessions, entry):
    sessions.place(entry, "facts-stories", [1, 0])
    sessions.place(entry, "crisis-planning", [0, 1])

    sessions.change_entry(entry, text="He came back", placed={"facts-stories": [0.5, 0.5], "services-community": None})
    assert where(sessions, entry) == {"facts-stories": [0.5, 0.5], "services-community": None}
    store.undo(network="U99001", who="practice manager", area=AREA)
    assert where(sessions, entry) == {"facts-stories": [1.0, 0.0], "crisis-planning": [0.0, 1.0]}
    assert sessions.entries()["text"].tolist() == ["She came back"]
    sessions.change_entry(entry, text="He came back")
    assert where(sessions, entry) == {"facts-stories": [1.0, 0.0], "crisis-planning": [0.0, 1.0]}


def test_what_others_placed_since_a_person_began_stays_and_is_not_overwritten_unseen(sessions, entry):
    seen = {"facts-stories": [1.0, 0.0]}
    sessions.place(entry, "facts-stories", [1, 0])
    sessions.place(entry, "crisis-planning", [0, 1])  # by somebody else

    sessions.change_entry(entry, placed={"services-community": [1, 0]}, seen=seen)
    assert where(sessions, entry) == {"crisis-planning": [0.0, 1.0], "services-community": [1.0, 0.0]}
    with pytest.raises(BadInput) as refusal:
        sessions.change_entry(entry, text="He came back", placed={"crisis-planning": [1, 0]}, seen={})
    assert str(refusal.value) == (
        "Somebody else answered ‘When did people act?’ for this while you were at it, and nothing was overwritten: "
        "look where it lies now, then place it again."
    )
    assert sessions.entries()["text"].tolist() == ["She came back"]
    sessions.change_entry(entry, placed={"crisis-planning": [0, 1]}, seen={})
    assert where(sessions, entry) == {"crisis-planning": [0.0, 1.0], "services-community": [1.0, 0.0]}
    with pytest.raises(BadInput, match="Where it lies has to be given by question"):
        sessions.change_entry(entry, placed=[[1, 0]])


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ([0.5], "‘What does this rest on?’ is answered by two weights, or by None where it does not apply."),
        ([0.2, 0.3, 0.5], "‘What does this rest on?’ is answered by two weights, or by None where it does not apply."),
        ("01", "‘What does this rest on?’ is answered by two weights, or by None where it does not apply."),
        (0.4, "‘What does this rest on?’ is answered by two weights, or by None where it does not apply."),
        ([0.5, 0.6], "The weights of ‘What does this rest on?’ sum to 1.1, where 1 is expected: change one."),
        ([50, 50], "The weights of ‘What does this rest on?’ sum to 100, where 1 is expected: change one."),
        ([-0.5, 1.5], "Each weight of ‘What does this rest on?’ has to be a number from 0 to 1."),
        ([True, False], "Each weight of ‘What does this rest on?’ has to be a number from 0 to 1."),
        ([math.nan, 1], "Each weight of ‘What does this rest on?’ has to be a number from 0 to 1."),
        (["1", "0"], "Each weight of ‘What does this rest on?’ has to be a number from 0 to 1."),
    ],
)
def test_weights_that_are_none_are_refused_in_one_sentence(weights, sentence):
    with pytest.raises(BadInput) as refusal:
        weights_of(DYAD, weights)

    assert str(refusal.value) == sentence


def test_what_is_refused_leaves_an_entry_where_it_was(sessions, entry):
    sessions.place(entry, "facts-stories", [1, 0])
    with pytest.raises(BadInput):
        sessions.place(entry, "facts-stories", [1, 1])
    assert where(sessions, entry) == {"facts-stories": [1.0, 0.0]}


def test_an_unknown_question_or_entry_is_said(sessions, review, entry):
    with pytest.raises(NotFound) as refusal:
        sessions.place(entry, "facts", [1, 0])
    assert str(refusal.value) == (
        "There is no question ‘facts’ to place stories by. `signifiers()` lists them; the first are facts-stories, "
        "services-community, interventions-support, crisis-planning."
    )
    with pytest.raises(NotFound):
        sessions.place(review.id, "facts-stories", [1, 0])
    with pytest.raises(NotFound):
        sessions.place(entry, None, [1, 0])


def test_three_rounded_percentages_are_stretched_to_a_whole():
    assert weights_of(TRIAD, [0.33, 0.33, 0.33]) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert weights_of(DYAD, [0.1, 0.9]) == (0.1, 0.9)
    assert weights_of(DYAD, None) is None


@given(SHARES)
def test_weights_that_are_kept_are_no_less_than_nothing_and_sum_to_one(shares):
    asked = DYAD if len(shares) == 2 else TRIAD
    rounded = [round(share / sum(shares), 2) for share in shares]

    for given_ in (rounded, [share / sum(shares) for share in shares]):
        weights = weights_of(asked, given_)
        assert weights is not None
        assert min(weights) >= 0
        assert math.fsum(weights) == pytest.approx(1, abs=1e-9)
        assert weights == pytest.approx(given_, abs=HAIR)


@given(st.lists(st.floats(0, 1), min_size=2, max_size=3))
def test_weights_are_either_kept_or_refused_by_how_far_their_sum_is_from_one(weights):
    asked = DYAD if len(weights) == 2 else TRIAD
    if abs(sum(weights) - 1) <= HAIR:
        assert weights_of(asked, weights) is not None
    else:
        with pytest.raises(BadInput):
            weights_of(asked, weights)


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["facts-stories", "crisis-planning"]), st.sampled_from([None, (1, 0), (0.5, 0.5), 0])
        ),
        max_size=6,
    )
)
def test_taking_back_every_placement_restores_where_it_lay_before_each(answers):
    sessions = silent()
    store, code = sessions._scope.store, sessions._scope.network
    meeting = sessions.begin("January", method="after action review").id
    entry = sessions.say(meeting, "She came back", nature="story", step="What happened?").id
    seen = [where(sessions, entry)]
    for key, weights in answers:
        before = store.latest()
        if weights == 0:
            sessions.unplace(entry, key)
        else:
            sessions.place(entry, key, weights)
        if store.latest() > before:
            seen.append(where(sessions, entry))
    for earlier in reversed(seen[:-1]):
        store.undo(network=code, who="GP", area=AREA)
        assert where(sessions, entry) == earlier


def test_entries_and_insights_are_about_themes_of_the_one_list(store, sessions, review, entry):
    insight = sessions.conclude(review.id, "Ask first")

    sessions.set_themes(entry, ["community links", "healthy choices", "community links"], version=1)
    sessions.set_themes(insight.id, ["a different conversation"])

    about = sessions.themes(by="session")
    assert [tuple(row) for row in about[["theme", "n", "stories", "facts", "insights"]].itertuples(index=False)] == [
        ("healthy choices", 1, 1, 0, 0),
        ("community links", 1, 1, 0, 0),
        ("a different conversation", 1, 0, 0, 1),
    ]
    assert store.changes_since(0)[-1].action == "said what it is about"
    sessions.set_themes(entry, [])
    assert sessions.themes()["theme"].tolist() == ["a different conversation"]
    with pytest.raises(BadInput, match="Did you mean ‘community links’\\?"):
        sessions.set_themes(entry, ["community link"])
    with pytest.raises(BadInput, match="Themes have to be a list"):
        sessions.set_themes(entry, "community links")
    with pytest.raises(Conflict):
        sessions.set_themes(entry, ["healthy choices"], version=1)
    with pytest.raises(NotFound):
        sessions.set_themes(review.id, [])
