"""Themes by place and time, and the parts of the map that stories and facts are about."""

from __future__ import annotations

from datetime import date

import pytest

from tests.sensemaking.test_patterns import rows
from workbench.mapping.verbs import SystemMapping
from workbench.sensemaking.verbs import Sessions
from workbench.store import Reader, Scope, Store

LINKS, CHOICES = "community links", "healthy choices"


@pytest.fixture
def elsewhere(store: Store, clock) -> Sessions:
    """The sessions of another network in the same workspace."""
    return Sessions(Scope(store, "U99002", "GP", clock))


def told_in(sessions: Sessions, day: date, *themes: tuple[str, ...], audience: str = "set") -> str:
    meeting = sessions.begin(f"Meeting of {day:%d.%m.}", method="after action review", held_on=day).id
    for about in themes:
        sessions.say(meeting, "One", nature="fact", step="What happened?", themes=about, audience=audience)
    return meeting


def test_themes_are_counted_by_month_in_the_order_of_the_list(sessions):
    first = told_in(sessions, date(2025, 1, 9), (LINKS, CHOICES), (LINKS,), ())
    told_in(sessions, date(2025, 3, 6), (LINKS,))
    sessions.conclude(first, "Ask first", themes=[LINKS])
    sessions.say(first, "She came", nature="story", step="What happened?", themes=[LINKS])

    january, march = ("2025-01", "January 2025"), ("2025-03", "March 2025")
    assert rows(sessions.themes()) == [
        (CHOICES, "U99001", *january, 1, 0, 1, 0, False),
        (LINKS, "U99001", *january, 4, 1, 2, 1, False),
        (LINKS, "U99001", *march, 1, 0, 1, 0, False),
    ]
    assert rows(sessions.themes(by="network"))[1] == (LINKS, "U99001", "U99001", "U99001", 5, 1, 3, 1, False)


def test_small_numbers_of_another_network_are_hidden_and_those_of_ones_own_are_not(sessions, elsewhere):
    told_in(sessions, date(2025, 1, 9), (LINKS,))
    told_in(elsewhere, date(2025, 1, 9), *[(LINKS,)] * 8, (CHOICES,), audience="programme")
    told_in(elsewhere, date(2025, 2, 6), (LINKS,), audience="network")

    columns = ["theme", "network", "n", "facts", "hidden"]
    assert rows(sessions.themes(by="network", everywhere=True)[columns]) == [
        (CHOICES, "U99002", None, None, True),
        (LINKS, "U99001", 1, 1, False),
        (LINKS, "U99002", 8, 8, False),
    ]
    assert rows(elsewhere.themes(by="network")[columns])[0] == (CHOICES, "U99002", 1, 1, False)
    assert rows(elsewhere.themes(by="network", reader=Reader.of_programme())[columns]) == [
        (CHOICES, "U99002", None, None, True),
        (LINKS, "U99002", 8, 8, False),
    ]


def test_nothing_said_is_about_nothing(sessions):
    assert rows(sessions.themes()) == []
    assert sessions.about_map().empty


def test_parts_of_the_map_tell_which_stories_and_facts_are_about_them(scope, sessions, review, kitchen):
    mapping = SystemMapping(scope)
    garden = mapping.add_element("Garden", kind="place")
    tie = mapping.connect(kitchen.id, garden.id, kind="meets")
    said = [
        sessions.say(review.id, "One", nature=nature, step="What happened?", about=about).id
        for nature, about in (
            ("story", [kitchen.id, tie.id]),
            ("fact", [kitchen.id]),
            ("story", [garden.id]),
            ("", [kitchen.id]),
            ("story", [kitchen.id]),
        )
    ]

    frame = sessions.about_map()
    assert frame.index.tolist() == [kitchen.id, tie.id, garden.id]
    assert rows(frame) == [
        ("element", "Community kitchen", 2, 1, 1, [said[0], said[1], said[3], said[4]]),
        ("connection", "", 1, 0, 0, [said[0]]),
        ("element", "Garden", 1, 0, 0, [said[2]]),
    ]
    mapping.remove(garden.id)
    sessions.share(said[1], audience="public")
    assert sessions.about_map().index.tolist() == [kitchen.id]
    assert rows(sessions.about_map(reader=Reader.public())) == [("element", "Community kitchen", 0, 1, 0, [said[1]])]
