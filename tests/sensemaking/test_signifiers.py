"""The questions that stories are placed by: the four shifts, and those that a set asks itself."""

from __future__ import annotations

import pytest

from workbench.errors import BadInput, Conflict, NotFound
from workbench.sensemaking.signifiers import SHIFTS
from workbench.sensemaking.verbs import AREA, Sessions
from workbench.store import Scope, Store


@pytest.fixture
def elsewhere(store: Store, clock) -> Sessions:
    """The sessions of another network in the same workspace."""
    return Sessions(Scope(store, "U99002", "GP", clock))


@pytest.fixture
def entry(sessions, review) -> str:
    return sessions.say(review.id, "She came back", nature="story", step="What happened?").id


def test_the_four_shifts_are_there_from_the_start(sessions):
    assert [(each["key"], each["first"], each["second"]) for each in sessions.signifiers()] == [
        ("facts-stories", "facts", "stories"),
        ("services-community", "services and organisations", "community"),
        ("interventions-support", "interventions", "support"),
        ("crisis-planning", "reacting to a crisis", "planning ahead"),
    ]
    assert sessions.signifiers()[0] == {
        "key": "facts-stories",
        "form": "dyad",
        "question": "What does this rest on?",
        "first": "facts",
        "second": "stories",
        "third": "",
        "everywhere": True,
        "built_in": True,
        "network": None,
        "version": 0,
    }


def test_a_set_asks_a_question_of_its_own_by_two_words_or_three(sessions, elsewhere):
    dyad = sessions.ask_to_place("  Who  decided? ", "we", "they")
    triad = sessions.ask_to_place("Whose story is it?", "ours", "theirs", "nobody’s", everywhere=True)

    own = {"built_in": False, "network": "U99001", "version": 1}
    expected = [
        {"key": dyad.id, "form": "dyad", "question": "Who decided?", "first": "we", "second": "they", "third": "",
         "everywhere": False, **own},
        {"key": triad.id, "form": "triad", "question": "Whose story is it?", "first": "ours", "second": "theirs",
         "third": "nobody’s", "everywhere": True, **own},
    ]  # fmt: skip
    assert sessions.signifiers()[4:] == expected
    assert elsewhere.signifiers()[4:] == expected[1:]


REFUSED = [
    ("", ("a", "b"), "The question is empty. Type something first."),
    (
        "What does this rest ON?",
        ("a", "b"),
        "‘What does this rest ON?’ is asked already: place stories by that one, or word yours otherwise.",
    ),
    ("Who?", ("we",), "A story is placed between two words or among three: give two or three of them."),
    ("Who?", ("a", "b", "c", "d"), "A story is placed between two words or among three: give two or three of them."),
    ("Who?", ("we", " WE "), "The words to place stories by have to differ from one another."),
    ("Who?", ("we", ""), "A word to place stories by is empty. Type something first."),
    (
        "Who?",
        ("we", "x" * 61),
        "A word to place stories by has 61 characters; 60 is the most. Shorten it a little.",
    ),
]


def test_a_question_that_cannot_be_asked_is_refused_in_one_sentence(sessions):
    for question, words, sentence in REFUSED:
        with pytest.raises(BadInput) as refusal:
            sessions.ask_to_place(question, *words)
        assert str(refusal.value) == sentence
    assert len(sessions.signifiers()) == 4


def test_a_question_can_be_worded_anew_but_its_words_stay_once_something_lies_between_them(sessions, entry):
    asked = sessions.ask_to_place("Who decided?", "we", "they")
    sessions.change_signifier(asked.id, version=1, words=["us", "them", "nobody"])
    sessions.place(entry, asked.id, [0.5, 0.25, 0.25])

    sessions.change_signifier(asked, question="Who chose?", everywhere=True)
    with pytest.raises(BadInput) as refusal:
        sessions.change_signifier(asked.id, words=["us", "them"])
    with pytest.raises(Conflict):
        sessions.change_signifier(asked.id, version=1, question="Who?")

    assert str(refusal.value) == (
        "The words of ‘Who chose?’ stay as they are, because 1 entry lies between them already: "
        "ask a new question with the other words."
    )
    [told] = sessions.signifiers()[4:]
    assert [told[name] for name in ("question", "form", "first", "second", "third", "everywhere", "version")] == [
        "Who chose?", "triad", "us", "them", "nobody", True, 3,
    ]  # fmt: skip


def test_a_question_that_another_network_answers_stays_with_all(sessions, elsewhere):
    asked = sessions.ask_to_place("Who decided?", "we", "they", everywhere=True)
    theirs = elsewhere.begin("Theirs", method="after action review").id
    elsewhere.place(elsewhere.say(theirs, "They did", nature="fact", step="What happened?").id, asked.id, [0, 1])

    with pytest.raises(BadInput, match="Other networks answer ‘Who decided\\?’ too"):
        sessions.change_signifier(asked.id, everywhere=False)
    with pytest.raises(NotFound):
        elsewhere.change_signifier(asked.id, question="Who chose?")
    with pytest.raises(NotFound):
        elsewhere.end_signifier(asked.id)


def test_a_question_that_has_ended_is_asked_no_longer_and_its_pattern_stays(sessions, entry):
    asked = sessions.ask_to_place("Who decided?", "we", "they")
    sessions.place(entry, asked.id, None)

    sessions.end_signifier(asked.id)

    assert len(sessions.signifiers()) == 4
    with pytest.raises(NotFound, match="There is no question"):
        sessions.place(entry, asked.id, [1, 0])
    assert sessions.pattern(asked.id)["does_not_apply"].tolist() == [1]
    sessions.unplace(entry, asked.id)
    assert sessions.placements().empty


def test_the_shifts_stay_as_they_are(sessions):
    for do in (sessions.end_signifier, lambda key: sessions.change_signifier(key, question="What?")):
        with pytest.raises(BadInput, match="‘What does this rest on\\?’ belongs to every network"):
            do(SHIFTS[0].key)


def test_the_feed_says_what_was_done_and_no_word_of_the_question(store, sessions):
    asked = sessions.ask_to_place("Who decided?", "we", "they")
    sessions.change_signifier(asked.id, question="Who chose?")
    sessions.end_signifier(asked.id)

    assert [change.action for change in store.changes_since(0)] == [
        "added a question to place stories by",
        "changed a question that stories are placed by",
        "ended a question that stories were placed by",
    ]
    for _ in range(3):
        store.undo(network="U99001", who="practice manager", area=AREA)
    assert len(sessions.signifiers()) == 4
