"""What is said, concluded and agreed in a session."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.errors import BadInput, Conflict, NotFound
from workbench.mapping.verbs import SystemMapping
from workbench.sensemaking.fields import TITLE_LENGTH


def test_an_entry_tells_what_was_said_by_whom_at_which_step_and_about_what(sessions, review, kitchen):
    entry = sessions.say(
        review.id,
        "Three of five went to the @Community kitchen",
        nature="fact",
        step="What happened?",
        said_by="carer",
        about=[kitchen.id],
    )

    assert sessions.told(review.id)["entries"] == [
        {
            "id": entry.id,
            "step": "What happened?",
            "form": "statement",
            "nature": "fact",
            "text": "Three of five went to the @Community kitchen",
            "said_by": "carer",
            "audience": "set",
            "consent": "not asked",
            "goes": "set",
            "themes": [],
            "bid": None,
            "placed": {},
            "at": "2025-01-23T12:00:00+00:00",
            "by": "practice manager",
            "version": 1,
            "about": [{"id": kitchen.id, "kind": "element", "title": "Community kitchen", "live": True}],
        }
    ]


def test_whoever_is_at_work_said_it_unless_somebody_else_is_named(sessions, review):
    sessions.say(review.id, "One", nature="fact", step="What happened?")
    sessions.say(review.id, "Two", nature="fact", step="What happened?", said_by="")

    assert [entry["said_by"] for entry in sessions.told(review.id)["entries"]] == ["practice manager", ""]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text": " \n "}, "What was said is empty. Type something first."),
        ({"nature": "rumour"}, "‘rumour’ is not a kind of entry that the workbench knows. Choose one of: fact, story."),
        (
            {"step": "So what?"},
            (
                "‘So what?’ is not a step of “After action review” that the workbench knows. Choose one of: "
                "What did we expect?, What happened?, Why was there a difference?, What do we learn?."
            ),
        ),
        ({"about": [7]}, "What it points to has to be given by its ids, as text."),
        ({"about": 7}, "What it points to has to be given by its ids, as text."),
    ],
)
def test_what_cannot_be_said_is_refused_in_one_sentence(sessions, review, given, sentence):
    with pytest.raises(BadInput) as refusal:
        sessions.say(review.id, **{"text": "One", "nature": "fact", "step": "What happened?", **given})

    assert str(refusal.value) == sentence
    assert sessions.told(review.id)["entries"] == []


def test_pointing_at_what_is_not_there_keeps_nothing(sessions, review):
    with pytest.raises(NotFound):
        sessions.say(review.id, "One", nature="fact", step="What happened?", about=["nothing"])

    assert sessions.told(review.id)["entries"] == []


def test_a_long_text_is_kept_whole_and_listed_by_its_beginning(sessions, review):
    text = "The link worker rang before anybody had to ask, " * 4

    entry = sessions.say(review.id, text, nature="story", step="What happened?")

    assert entry.text == text.strip()
    assert entry.title == "The link worker rang before anybody had to ask, The link worker rang before…"
    assert len(entry.title) <= TITLE_LENGTH


def test_an_entry_can_be_changed_and_point_at_something_else(scope, sessions, review, kitchen):
    garden = SystemMapping(scope).add_element("Garden", kind="place")
    entry = sessions.say(review.id, "One", nature="fact", step="What happened?", about=[kitchen.id])

    sessions.change_entry(
        entry.id, version=1, text="Two", nature="story", step="What do we learn?", said_by="GP", about=[garden.id]
    )

    [told] = sessions.told(review.id)["entries"]
    assert [told[name] for name in ("text", "nature", "step", "said_by")] == ["Two", "story", "What do we learn?", "GP"]
    assert [pointed["id"] for pointed in told["about"]] == [garden.id]


def test_changing_only_the_words_leaves_what_it_points_at(sessions, review, kitchen):
    entry = sessions.say(review.id, "One", nature="fact", step="What happened?", about=[kitchen.id])

    sessions.change_entry(entry.id, text="Two")

    [told] = sessions.told(review.id)["entries"]
    assert [pointed["id"] for pointed in told["about"]] == [kitchen.id]


def test_two_who_link_one_thing_lose_nothing_of_what_the_other_linked_or_let_go(scope, sessions, review, kitchen):
    places = SystemMapping(scope)
    ward, garden, van = (places.add_element(label, kind="place").id for label in ("Ward", "Garden", "Van"))
    entry = sessions.say(review.id, "One", nature="fact", step="What happened?", about=[kitchen.id, ward])
    action = sessions.agree(review.id, "Ring", about=[kitchen.id, ward])
    for record, change, told in (
        (entry.id, sessions.change_entry, lambda: sessions.told(review.id)["entries"]),
        (action.id, sessions.change_action, lambda: sessions.told(review.id)["actions"]),
    ):
        seen = [kitchen.id, ward]
        change(record, version=1, about=[ward, garden], about_seen=seen)  # lets the kitchen go and adds the garden
        change(record, version=1, text="Two", about=[kitchen.id, ward, van], about_seen=seen)

        [here] = told()
        assert ({pointed["id"] for pointed in here["about"]}, here["text"]) == ({ward, garden, van}, "Two")
        change(record, about=[van], about_seen=[ward, van])
        assert {pointed["id"] for pointed in told()[0]["about"]} == {garden, van}


def test_both_sides_of_a_text_are_asked_and_the_links_of_both_are_kept(scope, sessions, review, kitchen):
    ward = SystemMapping(scope).add_element("Ward", kind="service").id
    entry = sessions.say(review.id, "One", nature="fact", step="What happened?")
    sessions.change_entry(entry.id, version=1, text="@Ward rang", about=[ward], about_seen=[])
    mine = {"text": "Two @Community kitchen", "about": [kitchen.id], "about_seen": []}

    with pytest.raises(Conflict) as conflict:
        sessions.change_entry(entry.id, version=1, **mine)
    mine |= {"version": conflict.value.version, "text": conflict.value.theirs["text"]}  # as the page sends it again
    sessions.change_entry(entry.id, **mine)

    [told] = sessions.told(review.id)["entries"]
    assert told["text"] == "@Ward rang"
    assert {pointed["id"] for pointed in told["about"]} == {kitchen.id, ward}


def test_two_who_change_one_entry_see_both_sides(sessions, review):
    entry = sessions.say(review.id, "One", nature="fact", step="What happened?")
    sessions.change_entry(entry.id, version=1, text="Theirs")

    with pytest.raises(Conflict) as conflict:
        sessions.change_entry(entry.id, version=1, text="Mine")

    assert conflict.value.theirs["text"] == "Theirs"


def test_a_long_text_is_one_thing_to_choose_and_its_title_none(sessions, review):
    words = "The ward rang on Friday, an hour before the man went home, and nobody at the practice heard it ring"
    entry = sessions.say(review.id, f"{words}.", nature="fact", step="What happened?")
    insight = sessions.conclude(review.id, f"{words}.")
    action = sessions.agree(review.id, f"{words}.")
    mine, theirs = f"{words}, but the carer did.", f"Last month: {words}."
    for record, change in (
        (entry, sessions.change_entry),
        (insight, sessions.change_insight),
        (action, sessions.change_action),
    ):
        change(record.id, version=1, text=theirs)

        with pytest.raises(Conflict) as conflict:
            change(record.id, version=1, text=mine)

        sides = conflict.value
        assert (sides.mine, sides.theirs, sides.base) == ({"text": mine}, {"text": theirs}, {"text": f"{words}."})


def test_what_has_left_the_map_is_still_named(scope, sessions, review, kitchen):
    sessions.say(review.id, "One", nature="fact", step="What happened?", about=[kitchen.id])
    SystemMapping(scope).remove(kitchen.id)

    [entry] = sessions.told(review.id)["entries"]
    assert entry["about"] == [{"id": kitchen.id, "kind": "element", "title": "Community kitchen", "live": False}]


def test_an_insight_tells_what_it_rests_on(sessions, review):
    entry = sessions.say(review.id, "Nobody came", nature="fact", step="What happened?")
    insight = sessions.conclude(review.id, "People follow people", came_from=[entry.id, entry.id])

    sessions.change_insight(insight.id, version=1, text="People follow people, not paper")

    [told] = sessions.told(review.id)["insights"]
    assert told == {
        "id": insight.id,
        "text": "People follow people, not paper",
        "audience": "set",
        "themes": [],
        "by": "practice manager",
        "version": 2,
        "came_from": [{"id": entry.id, "kind": "entry", "title": "Nobody came", "live": True}],
    }


def test_an_action_may_have_neither_owner_nor_day(sessions, review):
    action = sessions.agree(review.id, "Ask for a bus")

    assert sessions.told(review.id)["actions"] == [
        {
            "id": action.id,
            "text": "Ask for a bus",
            "owner": "",
            "due": None,
            "done_on": None,
            "known_by": "",
            "audience": "network",
            "version": 1,
            "about": [],
            "came_from": [],
        }
    ]


def test_an_action_finds_an_owner_and_a_day_later(sessions, review, kitchen):
    action = sessions.agree(review.id, "Ask for a bus")

    sessions.change_action(action.id, version=1, owner="GP", due=date(2025, 2, 1), about=[kitchen.id])

    [told] = sessions.told(review.id)["actions"]
    assert (told["owner"], told["due"], told["about"][0]["id"]) == ("GP", "2025-02-01", kitchen.id)


def test_open_actions_come_in_the_order_they_are_due_and_leave_when_done(sessions, review):
    later = sessions.agree(review.id, "Later", due=date(2025, 3, 1))
    some_day = sessions.agree(review.id, "Some day")
    soon = sessions.agree(review.id, "Soon", due=date(2025, 2, 1))
    assert [action["id"] for action in sessions.open_actions()] == [soon.id, later.id, some_day.id]
    assert sessions.open_actions()[0]["session"] == {
        "id": review.id,
        "title": "January",
        "held_on": "2025-01-23",
        "set": None,
    }

    sessions.done(soon.id, on=date(2025, 1, 30))
    assert [action["id"] for action in sessions.open_actions()] == [later.id, some_day.id]

    sessions.not_done(soon.id)
    assert [action["id"] for action in sessions.open_actions()] == [soon.id, later.id, some_day.id]


def test_removing_an_entry_leaves_what_came_from_it(sessions, review):
    entry = sessions.say(review.id, "Nobody came", nature="fact", step="What happened?")
    sessions.conclude(review.id, "It was too far", came_from=[entry.id])

    sessions.remove(entry.id)

    told = sessions.told(review.id)
    assert told["entries"] == []
    assert told["insights"][0]["came_from"] == [
        {"id": entry.id, "kind": "entry", "title": "Nobody came", "live": False}
    ]


def test_an_element_cannot_be_removed_from_here(sessions, review, kitchen):
    with pytest.raises(NotFound):
        sessions.remove(kitchen.id)
