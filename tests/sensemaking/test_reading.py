"""The lists and tables of a network's sessions."""

from __future__ import annotations

import json
from datetime import date

import pandas as pd


def test_without_a_session_the_lists_are_empty_and_the_tables_have_their_columns(sessions):
    assert sessions.listed() == []
    assert sessions.open_actions() == []
    assert list(sessions.table().columns) == [
        "title",
        "method",
        "held_on",
        "closed_on",
        "present",
        "audience",
        "facilitator",
        "presenter",
        "entries",
        "facts",
        "stories",
        "statements",
        "questions",
        "advice",
        "insights",
        "actions",
        "open_actions",
    ]
    assert list(sessions.entries().columns) == [
        "session",
        "held_on",
        "step",
        "form",
        "nature",
        "text",
        "said_by",
        "audience",
        "consent",
        "goes",
        "themes",
        "about",
    ]


def test_sessions_are_listed_by_the_day_they_were_held_newest_first(sessions):
    for title, day in (("b", date(2025, 1, 10)), ("c", date(2025, 1, 20)), ("a", date(2024, 12, 1))):
        sessions.begin(title, method="after action review", held_on=day)

    assert [session["title"] for session in sessions.listed()] == ["c", "b", "a"]


def test_a_listed_session_counts_what_it_holds(sessions, review):
    for nature in ("fact", "fact", "story"):
        sessions.say(review.id, "One", nature=nature, step="What happened?")
    insight = sessions.conclude(review.id, "People follow people")
    sessions.done(sessions.agree(review.id, "Ask").id)
    sessions.agree(review.id, "Go along")

    [listed] = sessions.listed()

    assert listed["counts"] == {
        "entries": 3,
        "facts": 2,
        "stories": 1,
        "statements": 0,
        "questions": 0,
        "advice": 0,
        "insights": 1,
        "actions": 2,
        "open_actions": 1,
    }
    assert listed["insights"] == [{"id": insight.id, "text": "People follow people"}]
    assert [action["text"] for action in listed["actions"]] == ["Ask", "Go along"]
    assert listed["present"] == ["GP", "community nurse"]


def test_the_tables_have_days_that_pandas_can_count_with(sessions, review, kitchen):
    entry = sessions.say(review.id, "One", nature="fact", step="What happened?", about=[kitchen.id])

    said, held = sessions.entries(), sessions.table()

    assert said.loc[entry.id].to_dict() == {
        "session": "January",
        "held_on": pd.Timestamp(2025, 1, 23),
        "step": "What happened?",
        "form": "statement",
        "nature": "fact",
        "text": "One",
        "said_by": "practice manager",
        "audience": "set",
        "consent": "not asked",
        "goes": "set",
        "themes": [],
        "about": [kitchen.id],
    }
    assert held.loc[review.id, "held_on"] == pd.Timestamp(2025, 1, 23)
    assert pd.isna(held.loc[review.id, "closed_on"])
    assert held.loc[review.id, "present"] == "GP, community nurse"


def test_whatever_is_told_is_plain_json(sessions, review, kitchen):
    entry = sessions.say(review.id, "One", nature="fact", step="What happened?", about=[kitchen.id])
    insight = sessions.conclude(review.id, "Two", came_from=[entry.id])
    sessions.agree(review.id, "Three", due=date(2025, 2, 1), came_from=[insight.id])
    sessions.close(review.id)

    for plain in (sessions.told(review.id), sessions.listed(), sessions.open_actions()):
        assert json.loads(json.dumps(plain)) == plain
