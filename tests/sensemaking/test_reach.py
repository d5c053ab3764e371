"""Nobody changes, takes back or is told in an error what another set keeps to itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.audience import ONE_SET, TWO_SETS, Programme, as_text, opened, prepare
from workbench.errors import Conflict, NotFound, WorkbenchError
from workbench.store import Reader
from workbench.workspace import Network

WORD = "zqwordqz"
AAR = "after action review"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("programme") / "prepared"
    prepare(folder)
    return folder


@pytest.fixture
def programme(prepared: Path, tmp_path: Path) -> Iterator[Programme]:
    with opened(prepared, where=tmp_path / "one") as found:
        yield found


def members(programme: Programme) -> tuple[Network, Network, Network]:
    """Somebody of North, somebody of South, and somebody in the network who chose none."""
    found = [programme.workspace.network(TWO_SETS, who=who) for who in ("GP", "nurse", "link worker")]
    for network, chosen in zip(found, [*programme.sets[TWO_SETS], None], strict=True):
        network.in_set = chosen
    return found[0], found[1], found[2]


def said_in_north(north: Network) -> dict[str, str]:
    """One of everything that North keeps to itself, by kind; ideas by their number, too."""
    meeting = north.sessions.begin(f"Title {WORD}", method=AAR, ground_rules=f"Rules {WORD}")
    entry = north.sessions.say(meeting.id, f"Entry {WORD}", step="What happened?")
    insight = north.sessions.conclude(meeting.id, f"Insight {WORD}", came_from=[entry.id])
    action = north.sessions.agree(meeting.id, f"Action {WORD}", owner="GP", came_from=[insight.id])
    bid = north.sessions.bid(meeting.id, f"Bid {WORD}", made_by="GP")
    for record in (insight, action):
        north.sessions.share(record.id, audience="set")
    north.log.write(thoughts=f"Thoughts {WORD}", achievements=f"Achieved {WORD}")
    plan, idea = north.log.plan(f"Plan {WORD}"), north.log.idea(f"Idea {WORD}", note=f"Note {WORD}")
    rows = {"meeting": meeting, "entry": entry, "insight": insight, "action": action, "bid": bid}
    rows |= {"plan": plan, "idea": idea}
    return {name: row.id for name, row in rows.items()} | {"number": str(idea.number)}


def attempts(on: Network, at: dict[str, str]) -> dict[str, Callable[[], Any]]:
    """Every way in which somebody could change what is kept from them, stale versions among them."""
    sessions, log = on.sessions, on.log
    return {
        "change the meeting": lambda: sessions.change(at["meeting"], notes="Mine", version=1),
        "close it": lambda: sessions.close(at["meeting"]),
        "say who was there": lambda: sessions.set_present(at["meeting"], ["nurse"]),
        "take a part": lambda: sessions.take_part(at["meeting"], "nurse", "presenter"),
        "press its clock": lambda: sessions.pause(at["meeting"]),
        "say something": lambda: sessions.say(at["meeting"], "Mine", step="What happened?"),
        "conclude": lambda: sessions.conclude(at["meeting"], "Mine", came_from=[]),
        "agree": lambda: sessions.agree(at["meeting"], "Mine"),
        "bid": lambda: sessions.bid(at["meeting"], "Mine"),
        "change an entry": lambda: sessions.change_entry(at["entry"], text="Mine", version=0),
        "place it": lambda: sessions.place(at["entry"], "services-community", (0.5, 0.5)),
        "change an insight": lambda: sessions.change_insight(at["insight"], text="Mine", version=0),
        "change an action": lambda: sessions.change_action(at["action"], text="Mine", version=0),
        "do it": lambda: sessions.done(at["action"]),
        "change a bid": lambda: sessions.change_bid(at["bid"], issue="Mine", version=0),
        "give it airtime": lambda: sessions.give_airtime(at["bid"]),
        "change a plan": lambda: log.change_plan(at["plan"], title="Mine", version=0),
        "tick a plan": lambda: log.tick(at["plan"]),
        "drop a plan": lambda: log.drop(at["plan"]),
        "change an idea": lambda: log.change_idea(at["idea"], title="Mine", version=0),
        "tick it by its number": lambda: log.tick(int(at["number"])),
        "remove it": lambda: log.remove_idea(at["idea"]),
        "look for it": lambda: log.told(f"Idea {WORD[:5]}"),
        "try it": lambda: on.prototypes.start("Mine", number=int(at["number"])),
        "point to it": lambda: on.prototypes.start("Mine", came_from=[at["entry"]]),
        **{f"share the {kind}": lambda kind=kind: sessions.share(at[kind], audience="public", version=0)
           for kind in ("meeting", "entry", "insight", "action")},
        **{f"take away the {kind}": lambda kind=kind: sessions.remove(at[kind])
           for kind in ("meeting", "entry", "insight", "action", "bid")},
    }  # fmt: skip


def told(error: WorkbenchError) -> str:
    sides = [getattr(error, side, None) for side in ("mine", "theirs", "base")]
    return as_text([str(error), sides])


def test_nobody_changes_what_they_may_not_read_and_no_error_quotes_it(programme):
    north, *others = members(programme)
    at = said_in_north(north)
    before = north.latest()
    for other in [*others, north.read_by(Reader.of_programme())]:
        for what, attempt in attempts(other, at).items():
            with pytest.raises(NotFound) as refused:
                attempt()
            assert WORD not in told(refused.value), what
    assert north.latest() == before


def test_a_step_is_not_taken_back_on_what_was_narrowed_since_and_nothing_of_it_is_told(programme):
    north, south, _ = members(programme)
    meeting = north.sessions.begin("Open", method=AAR, audience="network")
    entry = north.sessions.say(meeting.id, "Open", step="What happened?", audience="network")
    south.sessions.change_entry(entry.id, text="Ours as well")
    north.sessions.share(entry.id, audience="set")
    north.sessions.change_entry(entry.id, text=f"Entry {WORD}")
    with pytest.raises(Conflict, match="belongs to another set") as refused:
        south.undo("sense-making")
    assert WORD not in told(refused.value)
    assert (refused.value.mine, refused.value.theirs) == ({}, {})


def test_what_was_narrowed_after_it_was_widened_is_read_no_more_not_even_in_the_feed(programme):
    north, *others = members(programme)
    meeting = north.sessions.begin(f"Title {WORD}", method=AAR, audience="network", ground_rules=f"Rules {WORD}")
    north.sessions.change(meeting.id, notes=f"Notes {WORD}")
    north.log.write(thoughts=f"Thoughts {WORD}", audience="network")
    for other in others:
        assert as_text(other.changes_since(0)).count(WORD) > 3
    north.sessions.share(meeting.id, audience="set")
    north.log.write(audience="set")
    for other in [*others, north.read_by(Reader.of_programme())]:
        told = [other.changes_since(0), other.thread.graph(), other.log.week(), other.sessions.told(meeting.id)]
        assert WORD not in as_text(told)
    assert WORD in as_text(north.changes_since(0))


def test_words_that_were_taken_out_before_they_were_shared_are_read_only_where_they_were_said(programme):
    north, *others = members(programme)
    meeting = north.sessions.begin(f"Title {WORD}", method=AAR, ground_rules=f"Rules {WORD}")
    entry = north.sessions.say(meeting.id, f"Entry {WORD}", step="What happened?", nature="fact")
    insight = north.sessions.conclude(meeting.id, f"Insight {WORD}")
    north.log.write(thoughts=f"Thoughts {WORD}")
    idea, plan = north.log.idea(f"Idea {WORD}", note=f"Note {WORD}"), north.log.plan(f"Plan {WORD}")
    north.sessions.change(meeting.id, title="Title", ground_rules="Rules")
    north.sessions.change_entry(entry.id, text="Entry")
    north.sessions.change_insight(insight.id, text="Insight")
    north.log.write(thoughts="Thoughts", audience="programme")
    north.log.change_idea(idea, title="Idea", note="Note")
    north.log.change_plan(plan, title="Plan")
    for record in (meeting, entry, insight):
        north.sessions.share(record.id, audience="programme")

    for other in [*others, north.read_by(Reader.of_programme())]:
        feed = as_text(other.changes_since(0))
        assert WORD not in feed
        for words in ("Title", "Rules", "Entry", "Insight", "Thoughts", "Idea", "Note", "Plan"):
            assert f'"{words}"' in feed
    south = others[0]
    for change in (
        lambda: south.sessions.change(meeting.id, version=meeting.version, title="Mine", held_on="2025-01-01"),
        lambda: south.sessions.change_entry(entry.id, version=1, text="Mine", nature="story"),
        lambda: south.sessions.change_insight(insight.id, version=1, text="Mine"),
        lambda: south.log.change_idea(idea, version=1, title="Mine"),
        lambda: south.log.change_plan(plan, version=1, title="Mine"),
    ):
        with pytest.raises(Conflict) as conflict:
            change()
        assert WORD not in told(conflict.value)
    with pytest.raises(Conflict) as conflict:
        south.sessions.change_entry(entry.id, version=1, text="Mine", nature="story")
    assert conflict.value.base == {"nature": "fact"}
    assert as_text(north.changes_since(0)).count(WORD) > 10
    with pytest.raises(Conflict) as conflict:
        north.sessions.change_entry(entry.id, version=1, text="Mine")
    assert conflict.value.base == {"text": f"Entry {WORD}"}


def test_who_looked_after_something_before_it_was_shared_is_told_only_where_it_was_said(programme):
    north, *others = members(programme)
    meeting = north.sessions.begin("Title", method=AAR)
    action = north.sessions.agree(meeting.id, "Action", owner=f"Owner {WORD}", audience="set")
    plan = north.log.plan("Plan", owner=f"Owner {WORD}")
    for other in others:
        assert WORD not in as_text([other.changes_since(0), other.thread.graph()])
        assert other.thread.actions_without_owner() == []
    north.sessions.change_action(action.id, owner="GP", audience="network")
    north.log.change_plan(plan, owner="GP")
    north.log.write(audience="network")
    for other in others:
        feed = as_text(other.changes_since(0))
        assert WORD not in feed
        assert feed.count('"owner": "GP"') > 1
    for change in (
        lambda: others[0].sessions.change_action(action.id, version=1, owner="nurse"),
        lambda: others[0].log.change_plan(plan, version=1, owner="nurse"),
    ):
        with pytest.raises(Conflict) as conflict:
            change()
        assert conflict.value.base == {}
    assert WORD in as_text(north.changes_since(0))


def test_old_lines_of_the_feed_name_a_meeting_only_to_those_it_is_for(programme):
    north, south, _ = members(programme)
    meeting = north.sessions.begin(f"Title {WORD}", method=AAR)
    with north._scope.gesture(f"opened the session Title {WORD} again", area="sense-making") as session:
        session.get_one(type(meeting), meeting.id).closed_on = None
        session.get_one(type(meeting), meeting.id).notes = "Anew"
    assert north.changes_since(0)[-1].action == f"opened the session Title {WORD} again"
    assert south.changes_since(0)[-1].action == "opened a session again"
    north.sessions.change(meeting.id, title="Shared", audience="network")
    assert WORD not in as_text(south.changes_since(0))


def test_a_set_that_is_no_longer_there_leaves_its_members_readers_of_the_network(programme):
    _, south, _ = members(programme)
    extra = south.members.add_set("East")
    south.in_set = extra
    south.undo("members")
    assert south.reader == Reader.of_network(TWO_SETS)
    harbour = programme.workspace.network(ONE_SET)
    assert harbour.reader == Reader.of_set(ONE_SET, programme.sets[ONE_SET][0])
