"""Who is here right now is known for as long as they say so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from workbench.store import presence

NOON = datetime(2025, 1, 23, 12, 0, tzinfo=UTC)


def say(store, hand: str, *, at=NOON, network="U99001", who="nurse", **doing) -> None:
    presence.here(store, network=network, hand=hand, who=who, doing=doing, at=at)


def seen(store, *, hand=None, at=NOON) -> list[tuple]:
    with store.reading() as session:
        found = presence.others(session, network="U99001", hand=hand, at=at)
    return [(each["hand"], each["who"], each["doing"]) for each in found]


def test_everybody_else_on_the_network_is_seen_with_what_they_are_doing(store):
    say(store, "a", selected=["1"])
    say(store, "b", who="carer")
    say(store, "c", network="U99002")
    assert seen(store, hand="a") == [("b", "carer", {})]
    assert seen(store, hand="b") == [("a", "nurse", {"selected": ["1"]})]
    assert len(seen(store)) == 2


def test_the_last_word_of_a_browser_is_what_counts_and_it_leaves_no_line_in_the_feed(store):
    say(store, "a", selected=["1"])
    say(store, "a", who="carer", selected=["2"], at=NOON + timedelta(seconds=1))
    assert seen(store) == [("a", "carer", {"selected": ["2"]})]
    assert store.latest() == 0


def test_who_goes_silent_or_says_goodbye_is_no_longer_here(store):
    say(store, "a")
    say(store, "b", at=NOON + timedelta(seconds=20))
    assert [hand for hand, *_ in seen(store, at=NOON + timedelta(seconds=30))] == ["b"]
    presence.gone(store, hand="b")
    assert seen(store, at=NOON + timedelta(seconds=30)) == []
