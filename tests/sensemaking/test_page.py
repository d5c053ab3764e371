"""The record of a meeting on one page."""

from __future__ import annotations

import json
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from workbench.sensemaking.verbs import Sessions
from workbench.store import Reader

MEETING = "action learning set meeting"


@pytest.fixture
def meeting(sessions: Sessions, clock) -> str:
    """A meeting that has been held: one airtime, a question, a story that stays, an insight and an action."""
    meeting = sessions.begin(
        "The handover",
        method=MEETING,
        present=["GP", "carer"],
        parts={"practice manager": "facilitator"},
        audience="network",
        ground_rules="We ask before we tell.",
    ).id
    sessions.go_to(meeting, "The issue")
    sessions.bid(meeting, "The second visit", made_by="carer")
    sessions.give_airtime(sessions.bid(meeting, "Nobody rings us back", made_by="GP").id)
    question = sessions.say(meeting, "Who else knows?", step="Open questions", form="question", said_by="carer")
    sessions.say(meeting, "She waited a week", step="Open questions", nature="story", said_by="GP")
    sessions.conclude(meeting, "A number is no introduction", came_from=[question.id])
    sessions.agree(meeting, "Ring the hub", owner="GP", due="2025-02-01", known_by="They ring back")  # type: ignore[arg-type]
    clock.now += timedelta(minutes=12)
    return meeting


def test_a_page_tells_the_meeting_from_its_issue_to_how_it_worked(sessions, meeting):
    assert sessions.page(meeting).markdown == (
        "# The handover\n\n"
        "U99001 · 23 January 2025 · Action learning set meeting · for the set only\n\n"
        "**There:** GP (presenter), practice manager (facilitator) and carer\n\n"
        "## The issue\n\n"
        "- Nobody rings us back – GP\n\n"
        "## What we make of it\n\n"
        "- A number is no introduction\n\n"
        "## Waiting for airtime\n\n"
        "- The second visit – carer\n\n"
        "## What we will do\n\n"
        "| What | Who | By when | How we will know |\n"
        "| --- | --- | --- | --- |\n"
        "| Ring the hub | GP | 1 February 2025 | They ring back |\n\n"
        "## What was said\n\n"
        "### Open questions\n\n"
        "- Who else knows? · carer · question\n"
        "- She waited a week · GP · story\n\n"
        "## What we agreed on working together\n\n"
        "We ask before we tell.\n\n"
        "1 question and 1 story were taken down. It took 12 minutes, and 100 were planned.\n"
    )


def test_a_page_for_others_holds_only_what_may_reach_them(sessions, meeting):
    network = sessions.page(meeting, reader=Reader.of_network("U99001"))
    public = sessions.page(meeting, reader=Reader.public())

    assert "She waited a week" not in network.html + network.markdown + json.dumps(network.plain)
    assert "Who else knows?" in network.html
    assert network.plain["withheld"] == "Left out here, since it goes less far: some of what was said."
    assert network.plain["worked"] == ["It took 12 minutes, and 100 were planned."]
    assert "Left out here" not in sessions.page(meeting).html
    assert public.markdown == (
        "# A meeting on 23 January 2025\n\n"
        "U99001 · 23 January 2025 · Action learning set meeting · for anybody\n\n"
        "It took 12 minutes, and 100 were planned.\n\n"
        "Left out here, since it goes less far: who was there, the bids for airtime, what was concluded, what was "
        "agreed and what was said.\n\n"
        "Nothing was taken down that may be read here.\n"
    )


def test_the_page_says_which_actions_of_earlier_meetings_were_done_at_this_one(sessions, clock):
    first = sessions.begin("First", method=MEETING).id
    ring = sessions.agree(first, "Ring the hub", owner="GP")
    sessions.done(sessions.agree(first, "Done on the day").id)
    clock.now += timedelta(days=7)
    second = sessions.begin("Second", method=MEETING).id

    sessions.done(ring.id)

    [done] = sessions.told(second)["done_here"]
    assert (done["text"], done["done_on"], done["session"]["title"]) == ("Ring the hub", "2025-01-30", "First")
    assert "## Done since last time\n\n- Ring the hub – GP\n" in sessions.page(second).markdown
    assert sessions.told(first)["done_here"] == []
    clock.now += timedelta(days=7)
    assert [action["text"] for action in sessions.told(second)["done_here"]] == ["Ring the hub"]


def test_what_people_typed_is_only_ever_text(sessions):
    nasty = "<script>alert(1)</script> **bold** | [x](http://x) \"'&"
    meeting = sessions.begin(nasty, method=MEETING, ground_rules=nasty, parts={nasty[:60]: "facilitator"}).id
    sessions.say(meeting, nasty, step="Check-in", said_by=nasty)
    sessions.conclude(meeting, nasty)
    sessions.agree(meeting, nasty, owner=nasty, known_by=nasty)
    sessions.give_airtime(sessions.bid(meeting, nasty, made_by="GP").id)
    sessions.change(meeting, notes=nasty)

    page = sessions.page(meeting)
    tags = _Tags()
    tags.feed(page.html)

    assert not {"script", "a"} & tags.seen
    assert "".join(tags.text).count("alert(1)") == 12
    assert "<script" not in page.markdown.replace("\\<script", "")
    assert "**bold**" not in page.markdown.replace("\\*\\*bold\\*\\*", "")


def test_a_page_is_plain_json_and_the_same_each_time(sessions, meeting):
    page = sessions.page(meeting)

    assert json.loads(json.dumps(page.plain)) == page.plain
    assert sessions.page(meeting) == page


def test_of_much_that_was_said_what_led_somewhere_stays_on_the_page(sessions, meeting):
    texts = [f"{number}: {'a rather long thing that somebody said about the handover ' * 4}" for number in range(90)]
    entries = [sessions.say(meeting, text, step="Reflection", said_by="GP") for text in texts]
    sessions.conclude(meeting, "What the last of them was worth", came_from=[entries[-1].id])

    page = sessions.page(meeting)

    shown = [entry["text"] for step in page.plain["said"] for entry in step["entries"]]
    assert page.plain["dense"]
    assert page.plain["left_out"] == 92 - len(shown) > 40
    assert texts[-1].strip() in shown
    assert "Who else knows?" in shown
    assert f"{page.plain['left_out']} more things that were said are kept with the session." in page.html


def test_of_something_long_the_page_has_the_beginning(sessions, meeting):
    sessions.say(meeting, "word " * 200, step="Reflection")

    said = {step["step"]: step["entries"][0]["text"] for step in sessions.page(meeting).plain["said"]}
    assert said["Reflection"].endswith("word word…")
    assert len(said["Reflection"]) <= 320


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)
