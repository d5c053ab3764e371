"""Looking for words in everything that was said: what is found, what is shown of it, and to whom."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sensemaking.networks import silent
from workbench.errors import BadInput
from workbench.sensemaking.ranking import WORD, understood
from workbench.sensemaking.search import FOUND, SNIPPET, snippet
from workbench.sensemaking.verbs import Sessions
from workbench.store import Reader, Scope, Store

STEP = {"step": "What happened?"}


@pytest.fixture
def elsewhere(store: Store, clock) -> Sessions:
    """The sessions of another network in the same workspace."""
    return Sessions(Scope(store, "U99002", "GP", clock))


def test_everything_that_was_said_is_found_the_best_first_and_alike_on_both_engines(sessions):
    first = sessions.begin("The huddle", method="after action review", held_on=date(2025, 1, 9))
    sessions.change(first.id, notes="Nobody was late for the huddle.")
    entry = sessions.say(first.id, "The huddle has an empty square", nature="story", said_by="carer", **STEP)
    insight = sessions.conclude(first.id, "Ask for their diary before the huddle is set")
    second = sessions.begin("Later", method="after action review", held_on=date(2025, 2, 6))
    action = sessions.agree(second.id, "Move it", known_by="They come to two huddles of three", owner="GP")
    bid = sessions.bid(second.id, "Why does nobody come?", made_by="community nurse")
    sessions.remove(sessions.say(second.id, "huddle huddle", nature="fact", **STEP).id)

    frame = sessions.search("huddl")
    assert frame.columns.tolist() == list(FOUND)
    told = frame[["id", "kind", "session", "held_on", "said_by", "text", "score", "nature", "session_id", "network"]]
    early, late = pd.Timestamp("2025-01-09"), pd.Timestamp("2025-02-06")
    assert [tuple(row) for row in told.itertuples(index=False)] == [
        (
            *(first.id, "session", "The huddle", early, "", "The huddle\nNobody was late for the huddle."),
            *(0.560642027, "", first.id, "U99001"),
        ),
        (
            *(entry.id, "entry", "The huddle", early, "carer", "The huddle has an empty square"),
            *(0.446772497, "story", first.id, "U99001"),
        ),
        (
            *(action.id, "action", "Later", late, "", "Move it\nThey come to two huddles of three"),
            *(0.371925399, "", second.id, "U99001"),
        ),
        (
            *(insight.id, "insight", "The huddle", early, "", "Ask for their diary before the huddle is set"),
            *(0.371925399, "", first.id, "U99001"),
        ),
    ]
    assert sessions.search("nobody come")[["id", "said_by"]].to_numpy().tolist() == [[bid.id, "community nurse"]]
    assert sessions.search("huddle", limit=2)["id"].tolist() == [first.id, entry.id]


def test_pages_get_what_is_found_as_plain_dictionaries(sessions, review):
    entry = sessions.say(review.id, "One kettle, two kettles", nature="fact", said_by="carer", **STEP)

    [found] = sessions.found("kettle")
    assert json.loads(json.dumps(found)) == found
    assert found == {
        "id": entry.id,
        "kind": "entry",
        "session": "January",
        "held_on": "2025-01-23",
        "said_by": "carer",
        "text": "One kettle, two kettles",
        "snippet": "One kettle, two kettles",
        "score": found["score"],
        "hits": [[4, 10], [16, 23]],
        "session_id": review.id,
        "network": "U99001",
        "nature": "fact",
    }


def test_nothing_to_look_for_gives_no_rows(sessions, review):
    sessions.say(review.id, "One", nature="fact", **STEP)

    for query in ("", "  ", "?!", "-one", '""'):
        frame = sessions.search(query)
        assert frame.empty
        assert frame.columns.tolist() == list(FOUND)


def test_what_cannot_be_looked_for_is_said(sessions):
    for query, sentence in (
        (None, "What to look for has to be text, not NoneType."),
        ("x" * 501, "What to look for has 501 characters; 500 is the most. Shorten it a little."),
    ):
        with pytest.raises(BadInput) as refusal:
            sessions.search(query)
        assert str(refusal.value) == sentence


def test_what_is_said_changed_shared_or_taken_back_since_is_found_as_it_is_now(store, sessions, review):
    entry = sessions.say(review.id, "One kettle", nature="fact", **STEP)
    assert sessions.search("kettle")["text"].tolist() == ["One kettle"]
    sessions.change_entry(entry.id, text="Two kettles")
    assert sessions.search("kettle")["text"].tolist() == ["Two kettles"]
    assert sessions.search("kettle", reader=Reader.public()).empty
    sessions.share(entry.id, audience="public")
    assert len(sessions.search("kettle", reader=Reader.public())) == 1
    sessions.remove(entry.id)
    assert sessions.search("kettle").empty
    store.undo(network="U99001", who="practice manager", area="sense-making")
    assert len(sessions.search("kettle")) == 1


def test_other_networks_are_searched_as_far_as_their_words_go(sessions, elsewhere, review):
    theirs = elsewhere.begin("Theirs", method="after action review")
    for audience in ("set", "network", "programme"):
        elsewhere.say(theirs.id, f"A kettle for the {audience}", nature="fact", audience=audience, **STEP)
    elsewhere.say(theirs.id, "A kettle in a story", nature="story", audience="public", **STEP)
    sessions.say(review.id, "Our own kettle", nature="story", **STEP)

    assert sessions.search("kettle")["text"].tolist() == ["Our own kettle"]
    found = sessions.search("kettle", everywhere=True)
    assert found[["network", "session", "text"]].to_numpy().tolist() == [
        ["U99001", "January", "Our own kettle"],
        ["U99002", "a meeting on 23 January 2025", "A kettle for the programme"],
    ]
    assert elsewhere.search("our", everywhere=True).empty


TOLD = st.lists(
    st.tuples(
        st.lists(st.sampled_from(["tea", "cake", "door", "walk"]), min_size=1, max_size=6).map(" ".join),
        st.sampled_from(["set", "network", "programme", "public"]),
        st.sampled_from(["fact", "story"]),
        st.sampled_from(["not asked", "given"]),
    ),
    max_size=8,
)
LEVELS = ["set", "network", "programme", "public"]


@settings(max_examples=25)
@given(TOLD, st.sampled_from(LEVELS), st.sampled_from(["tea", "cake door", "tea -cake"]))
def test_what_may_not_be_read_is_not_found_and_moves_nothing_that_is(told, level, query):
    def goes(audience: str, nature: str, consent: str) -> str:
        return "set" if nature == "story" and consent != "given" else audience

    readable = [one for one in told if LEVELS.index(goes(*one[1:])) >= LEVELS.index(level)]
    assert _searched(told, level, query) == _searched(readable, level, query)
    assert {text for text, _ in _searched(told, level, query)} <= {text for text, _, _, _ in readable}


def _searched(told, level: str, query: str) -> list[tuple[str, float]]:
    sessions = silent()
    meeting = sessions.begin("January", method="after action review").id
    for text, audience, nature, consent in told:
        sessions.say(meeting, text, nature=nature, audience=audience, consent=consent, **STEP)
    code = sessions._scope.network if level in ("set", "network") else None
    found = sessions.search(query, reader=Reader(code, None, level))
    return list(zip(found["text"], found["score"], strict=True))


def test_a_snippet_is_the_part_with_the_most_hits():
    long = "Nothing here. " * 20 + "She sat in her car outside the hall for twenty minutes. " + "And then more. " * 20
    part, hits = snippet(long, understood("hall car"))
    assert part == (
        "…here. Nothing here. She sat in her car outside the hall for twenty minutes. And then more. And then more. "
        "And then more. And then more. And then more. And…"
    )
    assert [part[begin:end] for begin, end in hits] == ["car", "hall"]
    assert snippet("The café’s\nkettle", understood('"cafe\'s" kettle')) == ("The café’s kettle", [(4, 10), (11, 17)])
    assert snippet("walking in alone", understood('"in alone" walk in')) == ("walking in alone", [(0, 7), (8, 16)])


@given(st.text('ab -é’\n"', max_size=400), st.sampled_from(["a", "ab", '"a b"', "b -a", "aab é"]))
def test_a_snippet_is_a_piece_of_the_text_with_a_hit_wherever_the_text_has_one(text, query):
    wanted = understood(query)
    part, hits = snippet(text, wanted)
    line = "".join(" " if letter.isspace() else letter for letter in text)
    bare = part.removeprefix("…").removesuffix("…")
    assert bare in line
    assert len(bare) <= max(SNIPPET, max((len(word) for word in WORD.findall(line)), default=0) + 40)
    for begin, end in hits:
        assert 0 <= begin < end <= len(part)
        assert WORD.search(part[begin:end])
    _, everywhere = snippet(text[:SNIPPET], wanted)
    if everywhere:
        assert hits
    assert hits == sorted(hits)
    assert all(one[1] <= other[0] for one, other in pairwise(hits))


@pytest.mark.parametrize("limit", [0, -1, "3", 2.5, True])
def test_a_limit_is_a_whole_number_from_1_on(sessions, limit):
    with pytest.raises(BadInput, match="The limit has to be a whole number from 1"):
        sessions.search("kitchen", limit=limit)
