"""A week as a post: for those that it is for and no further, and what people typed is only ever text in it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser

import hypothesis.strategies as st
import mistune
import pytest
from hypothesis import example, given, settings

from workbench import markdown
from workbench.errors import BadInput
from workbench.rhythm.log import Log
from workbench.rhythm.post import Section, left_out_in_words
from workbench.store.reader import LEVELS

TRICKY = '<script>alert("x")</script> & *stars* [link](http://example.org) `code` # not a heading'


class Read(HTMLParser):
    """The words and the tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words, self.tags = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)


def test_a_post_tells_the_week_in_the_order_of_the_page(log, clock):
    log.plan("Ring the hospice", owner="GP", week_of="2025-01-13")
    log.tick(log.plan("Ask the kitchen", week_of="2025-01-13"))
    log.plan("Meet twice")
    log.write(thoughts="The door was open.\n\nWe did not knock.", achievements="Two visits.")
    log.idea("Meet in the library", themes=["community links", "healthy choices"])
    log.idea("Last month", week_of="2024-12-20", status="kept")
    log.tick(2)
    log.idea("Of another week", week_of="2025-01-13")

    post = log.post()

    assert (post.title, post.byline, post.audience, post.left_out) == (
        "The week of 20 January 2025",
        "U99001 · for the set only",
        "set",
        0,
    )
    assert post.sections == (
        Section(heading="What we are thinking", said="The door was open.\n\nWe did not knock."),
        Section(
            heading="What we got done",
            said="Two visits.",
            items=("Ask the kitchen (since the week of 13 January 2025)",),
        ),
        Section(
            heading="What comes next",
            items=("Ring the hospice (GP, since the week of 13 January 2025)", "Meet twice"),
        ),
        Section(
            heading="Ideas",
            items=(
                "#1 Meet in the library (new). About healthy choices and community links",
                "#2 Last month (kept, ticked)",
            ),
        ),
    )
    assert post.markdown == (
        "# The week of 20 January 2025\n\nU99001 · for the set only\n\n"
        "## What we are thinking\n\nThe door was open.\n\nWe did not knock.\n\n"
        "## What we got done\n\nTwo visits.\n\n- Ask the kitchen (since the week of 13 January 2025)\n\n"
        "## What comes next\n\n- Ring the hospice (GP, since the week of 13 January 2025)\n- Meet twice\n\n"
        "## Ideas\n\n- #1 Meet in the library (new). About healthy choices and community links\n"
        "- #2 Last month (kept, ticked)\n"
    )
    clock.now += timedelta(weeks=1)
    assert log.post("2025-01-22").sections == post.sections


def test_an_empty_week_says_so(log):
    assert (
        log.post().markdown
        == "# The week of 20 January 2025\n\nU99001 · for the set only\n\nNothing was written in this week.\n"
    )
    assert "Nothing was written in this week." in Read(log.post().html).words
    assert log.post().plain() == {
        "week_of": "2025-01-20",
        "title": "The week of 20 January 2025",
        "byline": "U99001 · for the set only",
        "audience": "set",
        "left_out": 0,
        "sections": [],
    }


def test_the_page_needs_nothing_and_says_whose_it_is(network):
    network.members.add_set("River set")
    network.log.write(thoughts=TRICKY)
    page = network.log.post().html
    read = Read(page)
    assert {tag for tag, _ in read.tags} == {"html", "head", "meta", "title", "style", "body", "main", "h1", "p", "h2"}
    assert TRICKY in read.words
    assert "River set · Stourvale · for the set only" in read.words
    assert re.search(r"https?:", page.replace("http://example.org", "")) is None


def test_nothing_written_for_fewer_people_gets_in(log):
    log.plan("For us alone", week_of="2025-01-13")
    log.write("2025-01-06", audience="public")
    log.plan("For all", week_of="2025-01-06")
    log.write(thoughts="To be read.", audience="programme")
    log.idea("Old and ours", week_of="2025-01-13")
    log.tick(1)
    log.idea("Of this week")

    assert [each["title"] for each in log.week()["plans"]] == ["For all", "For us alone"]
    post = log.post()
    assert (post.audience, post.left_out) == ("programme", 2)
    assert "For us alone" not in post.markdown + post.html
    assert "Old and ours" not in post.markdown + post.html
    assert [section.items for section in post.sections] == [
        (),
        ("For all (since the week of 6 January 2025)",),
        ("#2 Of this week (new)",),
    ]
    assert (
        left_out_in_words(post) == "2 lines from other weeks are left out, because they were written for fewer people."
    )
    assert log.post(audience="set").left_out == 0
    assert left_out_in_words(log.post(audience="set")) == ""


def test_what_another_set_ticked_this_week_is_not_told_as_ours(two_sets):
    river, hill = two_sets["River"], two_sets["Hill"]
    river.write("2025-01-13", audience="network")
    river.idea("Of River", week_of="2025-01-13")
    two_sets["neither"].idea("Of all", week_of="2025-01-13")
    river.tick(1)
    hill.tick(2)
    hill.write(thoughts="Ours.")
    assert [each["title"] for each in hill.listed()] == ["Of River", "Of all"]
    told = {name: [section.items for section in two_sets[name].post().sections if section.heading == "Ideas"]
            for name in two_sets}  # fmt: skip
    both = ("#1 Of River (new, ticked)", "#2 Of all (new, ticked)")
    assert told == {"River": [both], "Hill": [both[1:]], "neither": [both[1:]]}


@pytest.mark.parametrize("wider", ["network", "programme", "public", "everybody"])
def test_a_post_goes_no_further_than_its_week(log, wider):
    log.write(thoughts="Ours.")
    with pytest.raises(BadInput, match="This week is for the set only"):
        log.post(audience=wider)


@settings(max_examples=12)
@given(
    week=st.sampled_from(LEVELS),
    earlier=st.lists(st.tuples(st.sampled_from(LEVELS), st.booleans()), max_size=4),
    asked=st.sampled_from(LEVELS),
)
def test_no_post_holds_a_line_whose_page_is_for_fewer_people(fresh, week, earlier, asked):
    log = Log(fresh(lambda: datetime(2025, 1, 23, 12, tzinfo=UTC)))
    for number, (audience, plan) in enumerate(earlier, start=1):
        day = date(2025, 1, 20) - timedelta(weeks=number)
        log.write(day, audience=audience)
        title = f"line {number} for {audience}"
        _ = log.plan(title, week_of=day) if plan else log.tick(log.idea(title, week_of=day))
    log.write(thoughts="Said.", audience=week)
    if LEVELS.index(asked) > LEVELS.index(week):
        with pytest.raises(BadInput):
            log.post(audience=asked)
    else:
        post = log.post(audience=asked)
        held = [f"line {number} for {audience}" for number, (audience, _) in enumerate(earlier, start=1)]
        allowed = [line for line in held if LEVELS.index(line.split(" for ")[1]) >= LEVELS.index(asked)]
        for text in (post.markdown, post.html):
            assert [line for line in held if line in text] == allowed
        assert post.left_out == len(held) - len(allowed)


typed = st.text(
    st.characters(codec="utf-8", exclude_categories=["C"]) | st.sampled_from(list("\n#*_`[]()<>&|~-+=.1: \\$@!")),
    max_size=60,
)


@settings(max_examples=200)
@given(typed)
@example(TRICKY)
@example("- one\n- two\n\n1. three\n# four\n===\n    code\n> quoted\n|a|b|\n|-|-|\n***\n![x](y)")
@example("https://example.org www.example.org <b>")
@example("\\*")
@example("a\\\nb")
def test_markdown_shows_what_was_typed_and_nothing_of_it_becomes_markup(text):
    shown = Read(
        mistune.create_markdown(plugins=["table", "strikethrough", "url", "footnotes", "def_list"])(
            markdown.lines(text)
        )
    )
    assert {tag for tag, _ in shown.tags} <= {"p", "br"}
    assert "".join(shown.words).split() == text.split()


def test_no_full_stop_that_people_typed_stands_inside_a_line(log):
    log.plan("Ring the hospice.", owner="GP")
    log.plan("Meet twice.")
    log.idea("Meet in the library.")
    assert [section.items for section in log.post().sections] == [
        ("Ring the hospice (GP)", "Meet twice."),
        ("#1 Meet in the library (new)",),
    ]
