"""Queries as people type them, and the ranking of texts by their words."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.sensemaking.ranking import K1, WORD, B, Index, Query, Term, folded, stem, understood

TEXTS = [
    "The nurse’s follow-up came on the fourth day.",
    "Nurses and the café people talk; nursing is hard.",
    "Walking in is the whole of it. Nobody walks in alone.",
    "",
    "Ein Gespräch im Café",
]
INDEX = Index(TEXTS)
WORDS = ["nurse", "nurses", "nursing", "day", "daily", "walk", "walking", "in", "café", "tea", "follow", "up"]
SAID = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


def found(query: str, index: Index = INDEX) -> list[int]:
    return sorted(place for place, _ in index.ranked(understood(query)))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("nurse", [0, 1]),
        ("NURSES talking", [1]),
        ("cafe", [1, 4]),
        ("Café -talk", [4]),
        ("nurs", [0, 1]),
        ("nurs day", []),
        ("day nurs", [0]),
        ("follow-up", [0]),
        ("up follow", [0]),
        ("up-follow", []),
        ("followup", []),
        ('"walking in"', [2]),
        ("“in alone”", [2]),
        ('"walk in"', []),
        ('"walks in al', [2]),
        ('"nursing"', [1]),
        ("walk in -alone", []),
        ('the -"the whole"', [0, 1]),
        ("the –nurse", [2]),
        ("nurse's", [0, 1]),
        ("gesprach", [4]),
        ("-nurse", []),
        ("", []),
        ("  ?! ", []),
        ('""', []),
        ("-", []),
        ("zebra", []),
    ],
)
def test_a_query_finds_what_has_all_its_words_and_none_that_a_minus_precedes(query, expected):
    assert found(query) == expected


LEFT_OUT = Index(
    ["They don’t ring", "They DONT ring", "We re-opened it", "We reopened it", "Mrs O’Neill co-designs", "I’ll be well"]
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("dont", [0, 1]),
        ("don't", [0, 1]),
        ("ring -dont", []),
        ("reopened", [2, 3]),
        ("re-open", [2, 3]),
        ("re‑opened it", [2, 3]),
        ('"reopened it"', [2, 3]),
        ("oneill codesign", [4]),
        ("ill", []),
        ("i'll", [5]),
        ("e-", []),
    ],
)
def test_a_word_is_found_with_or_without_its_apostrophe_or_the_hyphen_after_its_beginning(query, expected):
    assert found(query, LEFT_OUT) == expected


def test_a_query_is_understood_as_it_is_typed():
    assert understood('calls "duty Doctor" -well-being -“not us” lonel') == Query(
        (Term(("calls",)), Term(("duty", "doctor"), exact=True), Term(("lonel",), open=True)),
        (Term(("well", "being")), Term(("not", "us"), exact=True)),
    )
    assert understood("a a") == Query((Term(("a",)), Term(("a",), open=True)), ())


def test_a_rarer_word_more_often_in_a_shorter_text_ranks_higher_and_the_first_of_equals_first():
    index = Index(["tea tea day", "tea day day day day day day", "tea day day", "day", "tea day day", "tea"])
    assert [place for place, _ in index.ranked(understood("tea"))] == [0, 5, 2, 4, 1]
    assert Index([]).ranked(understood("tea")) == []
    assert Index(["", " "]).ranked(understood("tea")) == []


@settings(max_examples=60)
@given(st.lists(SAID, max_size=8), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
def test_everything_with_all_the_words_is_found_and_scored_as_the_formula_says(texts, wanted):
    split = [[folded(word) for word in WORD.findall(text)] for text in texts]
    terms = [Term((folded(word),)) for word in dict.fromkeys(wanted)]
    usual = sum(map(len, split)) / len(split) if split else 0
    expected = {}
    for place, words in enumerate(split):
        score = 0.0
        for term in terms:
            often = [sum(stem(word) == stem(term.words[0]) for word in each) for each in split]
            having = sum(map(bool, often))
            rare = math.log(1 + (len(split) - having + 0.5) / (having + 0.5))
            length = 1 - B + B * len(words) / max(usual, 1)
            score += rare * often[place] * (K1 + 1) / (often[place] + K1 * length) if often[place] else -math.inf
        if score > 0:
            expected[place] = score

    ranked = Index(texts).ranked(Query(tuple(terms), ()))
    assert dict(ranked) == pytest.approx(expected, abs=1e-8)
    assert ranked == sorted(ranked, key=lambda one: (-one[1], one[0]))


@settings(max_examples=60)
@given(st.lists(SAID, max_size=8), SAID, st.booleans())
def test_words_in_quotation_marks_are_found_where_they_stand_together_and_left_out_with_a_minus(texts, phrase, without):
    words = [folded(word) for word in phrase.split()]
    size = len(words)
    has = [
        place
        for place, text in enumerate(texts)
        if size and any(text.split()[at : at + size] == phrase.split() for at in range(len(text.split())))
    ]
    query = f'day -"{phrase}"' if without else f'"{phrase}"'
    days = [place for place, text in enumerate(texts) if Counter(map(stem, text.split()))["day"]]
    assert found(query, Index(texts)) == ([place for place in days if place not in has] if without else has)


@settings(max_examples=60)
@given(st.lists(SAID, max_size=8), st.sampled_from(WORDS), st.integers(1, 6))
def test_the_last_word_is_found_by_its_beginning(texts, word, letters):
    begun = word[:letters]
    index = Index(texts)
    has = {place for place, text in enumerate(texts) if any(each.startswith(begun) for each in text.split())}
    assert has <= set(found(begun, index))
    for place in found(begun, index):
        assert any(folded(each).startswith(folded(begun)) or stem(each) == stem(begun) for each in texts[place].split())


@given(st.text(max_size=60))
def test_any_text_can_be_looked_for(query):
    for place, score in INDEX.ranked(understood(query)):
        assert 0 <= place < len(TEXTS)
        assert score >= 0
