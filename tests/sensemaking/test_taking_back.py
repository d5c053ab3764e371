"""No undo brings words back to more people than they were for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from workbench.errors import Conflict
from workbench.networks.members import Members
from workbench.rhythm.log import Log
from workbench.sensemaking.verbs import Sessions
from workbench.store import Scope

AAR = "after action review"


@pytest.fixture
def hands(scope: Scope) -> tuple[Scope, Scope]:
    """Two browsers of one set, in a network that has another set as well."""
    sets = [Members(scope).add_set(title).id for title in ("North", "South")]
    return replace(scope, in_set=sets[0], hand="one"), replace(scope, in_set=sets[0], hand="two", who="nurse")


def step(scope: Scope, kind: str, area: str = "sense-making") -> str | None:
    whose = {"network": scope.network, "who": scope.who, "hand": scope.hand, "area": area}
    change = getattr(scope.store, kind)(**whose, at=scope.clock(), hidden=scope.hidden)
    return change and change.action


def said(scope: Scope, meeting: str) -> list[str]:
    return [entry["text"] for entry in Sessions(scope).told(meeting)["entries"]]


def test_a_word_that_was_taken_out_before_it_was_shared_does_not_come_back(hands):
    one, two = hands
    meeting = Sessions(two).begin("M", method=AAR).id
    entry = Sessions(two).say(meeting, "Mrs Smith fell", step="What happened?", nature="fact").id
    Sessions(one).change_entry(entry, text="Another")
    Sessions(one).change_entry(entry, text="Somebody fell")
    Sessions(two).share(entry, audience="network")

    refused = (
        "‘Somebody fell’ may be read by more people now, so this step cannot be taken back by itself. Write by hand "
        "what they may all read."
    )
    with pytest.raises(Conflict) as conflict:
        step(one, "undo")
    assert (str(conflict.value), conflict.value.mine, conflict.value.theirs) == (
        refused,
        {"audience": "set"},
        {"audience": "network"},
    )
    assert said(one, meeting) == ["Somebody fell"]
    with pytest.raises(Conflict, match="was changed by somebody else since"):
        step(one, "undo")  # that one was passed over, and the one before meets what it left
    assert step(one, "undo") is None
    assert said(one, meeting) == ["Somebody fell"]


def test_what_was_done_again_is_judged_by_the_same_rule(hands):
    one, two = hands
    meeting = Sessions(two).begin("M", method=AAR).id
    entry = Sessions(two).say(meeting, "Somebody fell", step="What happened?", nature="fact").id
    Sessions(one).change_entry(entry, text="Mrs Smith fell")
    step(one, "undo")
    Sessions(two).share(entry, audience="network")
    with pytest.raises(Conflict, match="may be read by more people now"):
        step(one, "redo")
    assert said(one, meeting) == ["Somebody fell"]


@pytest.mark.parametrize("wider", [{"consent": "given"}, {"nature": "fact"}])
def test_a_story_goes_further_with_its_tellers_consent_or_when_it_is_a_story_no_longer(hands, wider):
    one, two = hands
    meeting = Sessions(two).begin("M", method=AAR, audience="network").id
    entry = Sessions(two).say(meeting, "Mrs Smith fell", step="What happened?", nature="story").id
    Sessions(one).change_entry(entry, text="Somebody fell")
    Sessions(two).change_entry(entry, **wider)
    with pytest.raises(Conflict, match="may be read by more people now"):
        step(one, "undo")


def test_words_come_back_to_those_they_were_for_and_to_fewer(hands):
    one, two = hands
    meeting = Sessions(two).begin("M", method=AAR).id
    entry = Sessions(two).say(meeting, "First", step="What happened?", nature="fact", audience="network").id
    Sessions(one).change_entry(entry, text="Second")
    Sessions(two).share(entry, audience="set")
    assert step(one, "undo") == "took back: changed what was said"
    assert said(one, meeting) == ["First"]

    Sessions(one).change_entry(entry, text="Third", audience="public")  # both come back at once
    step(one, "undo")
    Sessions(one).change_entry(entry, text="Fourth")
    Sessions(one).share(entry, audience="public")
    step(one, "undo")
    step(one, "undo")  # one's own steps, the last first
    assert said(one, meeting) == ["First"]


def test_what_holds_no_words_is_taken_back_however_far_the_words_go_by_now(hands):
    one, two = hands
    meeting = Sessions(two).begin("M", method=AAR).id
    entry = Sessions(two).say(meeting, "First", step="What happened?", nature="fact").id
    Sessions(one).change_entry(entry, nature="")
    Sessions(two).share(entry, audience="network")
    assert step(one, "undo") == "took back: changed what was said"


def _bid(one: Scope, two: Scope, away: bool) -> tuple[str, Callable[[], Any], Callable[[], Any]]:
    meeting = Sessions(two).begin("M", method="action learning set meeting").id
    bid = Sessions(two).bid(meeting, "Mrs Smith", made_by="GP").id
    Sessions(one).remove(bid) if away else Sessions(one).change_bid(bid, issue="The ward")
    widen = lambda: Sessions(two).share(meeting, audience="network")  # noqa: E731
    return "sense-making", widen, lambda: [bid["title"] for bid in Sessions(one).told(meeting)["bids"]]


def _idea(one: Scope, two: Scope, away: bool) -> tuple[str, Callable[[], Any], Callable[[], Any]]:
    idea = Log(two).idea("Mrs Smith")
    Log(one).remove_idea(idea) if away else Log(one).change_idea(idea, title="The ward")
    widen = lambda: Log(two).write(audience="network")  # noqa: E731
    return "rhythm", widen, lambda: list(Log(one).ideas()["title"])


@pytest.mark.parametrize("away", [False, True])
@pytest.mark.parametrize("made", [_bid, _idea])
def test_what_goes_as_far_as_its_meeting_or_its_page_does_not_come_back_to_more_people(hands, made, away):
    one, two = hands
    area, widen, titles = made(one, two, away)
    before = titles()
    widen()
    with pytest.raises(Conflict, match="may be read by more people now"):
        step(one, "undo", area)
    assert titles() == before == ([] if away else ["The ward"])


@pytest.mark.parametrize("away", [False, True])
@pytest.mark.parametrize("made", [_bid, _idea])
def test_and_comes_back_while_that_goes_no_further(hands, made, away):
    one, two = hands
    area, _, titles = made(one, two, away)
    step(one, "undo", area)
    assert titles() == ["Mrs Smith"]
