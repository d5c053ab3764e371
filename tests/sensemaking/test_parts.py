"""Who takes which part in a meeting, bids for airtime, and advice that is held back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from workbench.errors import BadInput, Conflict, NotFound
from workbench.networks.members import Members
from workbench.sensemaking.verbs import Sessions

MEETING = "action learning set meeting"


@pytest.fixture
def meeting(sessions: Sessions) -> str:
    return sessions.begin(
        "January", method=MEETING, present=["GP", "carer"], parts={"practice manager": "facilitator"}
    ).id


def test_a_meeting_begins_with_its_parts_its_ground_rules_and_how_far_it_goes(sessions):
    meeting = sessions.begin(
        "January",
        method="Action learning set meeting",
        present=["GP"],
        parts={"carer": "facilitator", "GP": "timekeeper"},
        audience="network",
        ground_rules="We ask before we tell.",
    )

    told = sessions.told(meeting.id)
    assert {name: told["session"][name] for name in ("audience", "ground_rules", "facilitator", "timekeeper")} == {
        "audience": "network",
        "ground_rules": "We ask before we tell.",
        "facilitator": "carer",
        "timekeeper": "GP",
    }
    assert [(person["role"], person["part"]) for person in told["people"]] == [
        ("GP", "timekeeper"),
        ("carer", "facilitator"),
    ]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"parts": {"GP": "facilitator", "carer": "facilitator"}},
            "There is one facilitator at a time, not 2: choose one of GP, carer.",
        ),
        (
            {"parts": {"GP": "chair"}},
            (
                "‘chair’ is not a part that the workbench knows. Choose one of: set member, facilitator, presenter, "
                "timekeeper."
            ),
        ),
        ({"parts": ["GP"]}, "Who takes which part is given by role: {“GP”: “facilitator”}."),
        (
            {"audience": "everybody"},
            "‘everybody’ is not an audience that the workbench knows. Choose one of: set, network, programme, public.",
        ),
    ],
)
def test_what_cannot_begin_a_meeting_is_said_in_one_sentence(sessions, given, sentence):
    with pytest.raises(BadInput) as refusal:
        sessions.begin("January", method=MEETING, **given)

    assert str(refusal.value) == sentence
    assert sessions.listed() == []


def test_taking_a_part_frees_whoever_had_it(sessions, meeting):
    sessions.take_part(meeting, "carer", "facilitator")

    assert _parts(sessions, meeting) == {"GP": "set member", "carer": "facilitator", "practice manager": "set member"}


def test_whoever_takes_a_part_is_present(sessions, meeting):
    sessions.take_part(meeting, "link worker", "timekeeper")

    assert sessions.told(meeting)["session"]["timekeeper"] == "link worker"
    assert "link worker" in sessions.told(meeting)["present"]


def test_somebody_has_one_part_at_a_time(sessions, meeting):
    sessions.take_part(meeting, "practice manager", "timekeeper")

    assert _parts(sessions, meeting)["practice manager"] == "timekeeper"
    assert sessions.told(meeting)["session"]["facilitator"] == ""


def test_saying_again_who_was_there_leaves_everybody_their_part(sessions, meeting):
    sessions.set_present(meeting, ["practice manager", "GP"])

    assert _parts(sessions, meeting) == {"GP": "set member", "practice manager": "facilitator"}


def test_parts_rotate_to_whoever_never_had_them_or_had_them_longest_ago(scope, sessions):
    members = Members(scope)
    for role in ("GP", "carer", "link worker"):
        members.add(role)
    for day, role in ((3, "GP"), (10, "carer")):
        held = sessions.begin(f"{day}", method=MEETING, held_on=date(2025, 1, day), parts={role: "facilitator"})
        sessions.close(held.id)

    turns = [turn for turn in sessions.rotation() if turn["part"] == "facilitator"]

    assert turns == [
        {"part": "facilitator", "role": "link worker", "last": None},
        {"part": "facilitator", "role": "GP", "last": "2025-01-03"},
        {"part": "facilitator", "role": "carer", "last": "2025-01-10"},
    ]
    assert {turn["part"] for turn in sessions.rotation()} == {"facilitator", "presenter", "timekeeper"}


def test_before_anybody_is_known_there_is_nobody_whose_turn_it_is(sessions):
    assert sessions.rotation() == []


def test_a_bid_waits_until_it_is_given_the_airtime(sessions, meeting):
    mine = sessions.bid(meeting, "Nobody rings us back")
    theirs = sessions.bid(meeting, "The second visit", made_by="carer")
    assert [bid["place"] for bid in sessions.told(meeting)["bids"]] == [None, None]

    sessions.give_airtime(theirs.id)

    told = sessions.told(meeting)
    assert told["bids"] == [
        {"id": theirs.id, "title": "The second visit", "made_by": "carer", "place": 1, "version": 2},
        {"id": mine.id, "title": "Nobody rings us back", "made_by": "practice manager", "place": None, "version": 1},
    ]
    assert (told["session"]["airtime"], told["session"]["presenter"]) == (theirs.id, "carer")


def test_the_next_to_present_takes_over_and_advice_is_held_back_again(sessions, meeting):
    first = sessions.bid(meeting, "One", made_by="GP")
    second = sessions.bid(meeting, "Two", made_by="carer")
    sessions.give_airtime(first.id)
    sessions.say(meeting, "Who knows?", step="Open questions", form="question")
    sessions.open_advice(meeting)

    sessions.give_airtime(second.id)

    told = sessions.told(meeting)
    assert [(bid["title"], bid["place"]) for bid in told["bids"]] == [("One", 1), ("Two", 2)]
    assert (told["session"]["presenter"], told["session"]["advice_open"]) == ("carer", False)
    assert _parts(sessions, meeting)["GP"] == "set member"


def test_giving_the_airtime_again_to_whoever_has_it_changes_nothing(store, sessions, meeting):
    bid = sessions.bid(meeting, "One", made_by="GP")
    sessions.give_airtime(bid.id)
    before = store.latest()

    sessions.give_airtime(bid.id)

    assert store.latest() == before


def test_a_bid_that_nobody_made_cannot_have_the_airtime(sessions, meeting):
    bid = sessions.bid(meeting, "One", made_by="")

    with pytest.raises(BadInput, match="Nobody made this bid yet"):
        sessions.give_airtime(bid.id)

    sessions.change_bid(bid.id, version=1, made_by="GP", issue="Two")
    sessions.give_airtime(bid.id)
    assert sessions.told(meeting)["bids"][0]["title"] == "Two"


def test_two_who_change_one_bid_see_both_sides(sessions, meeting):
    bid = sessions.bid(meeting, "One")
    sessions.change_bid(bid.id, issue="Theirs")

    with pytest.raises(Conflict) as conflict:
        sessions.change_bid(bid.id, version=1, issue="Mine")

    assert conflict.value.theirs == {"title": "Theirs"}


def test_what_is_said_in_an_airtime_belongs_to_its_issue_and_the_review_to_none(sessions, meeting):
    sessions.say(meeting, "Before", step="Check-in")
    bid = sessions.bid(meeting, "One", made_by="GP")
    sessions.give_airtime(bid.id)
    sessions.say(meeting, "Who knows?", step="Open questions", form="question")
    sessions.say(meeting, "We asked well", step="How did we work?")

    assert [entry["bid"] for entry in sessions.told(meeting)["entries"]] == [None, bid.id, None]


def test_what_was_said_stays_when_its_bid_is_removed(sessions, meeting):
    bid = sessions.bid(meeting, "One", made_by="GP")
    sessions.give_airtime(bid.id)
    sessions.say(meeting, "Who knows?", step="Open questions", form="question")

    sessions.remove(bid.id)

    told = sessions.told(meeting)
    assert (told["bids"], [entry["bid"] for entry in told["entries"]]) == ([], [None])


def test_advice_is_refused_until_the_presenter_opens_it(scope, sessions, meeting):
    sessions.give_airtime(sessions.bid(meeting, "One", made_by="GP").id)
    with pytest.raises(BadInput) as refusal:
        sessions.say(meeting, "Ring them", step="Open questions", form="advice")
    assert str(refusal.value) == ("Advice is held back here until the presenter asks for it: ask a question for now.")

    scope.who = "GP"
    sessions.open_advice(meeting)
    sessions.say(meeting, "Ring them", step="Open questions", form="advice")
    sessions.close_advice(meeting)
    with pytest.raises(BadInput):
        sessions.say(meeting, "Ring them again", step="Reflection", form="advice")

    assert [entry["form"] for entry in sessions.told(meeting)["entries"]] == ["advice"]


def test_a_question_does_not_become_advice_while_it_is_held_back(sessions, meeting):
    question = sessions.say(meeting, "Have you rung them?", step="Open questions", form="question")

    with pytest.raises(BadInput, match="Advice is held back here"):
        sessions.change_entry(question.id, form="advice")


def test_the_words_of_advice_can_be_corrected_once_it_is_held_back_again(sessions, meeting):
    sessions.give_airtime(sessions.bid(meeting, "One", made_by="GP").id)
    sessions.open_advice(meeting)
    advice = sessions.say(meeting, "Rnig them", step="Reflection", form="advice")
    sessions.close_advice(meeting)

    sessions.change_entry(advice.id, text="Ring them", step="Reflection", form="advice")

    assert sessions.told(meeting)["entries"][0]["text"] == "Ring them"


def test_only_the_presenter_opens_advice_or_the_facilitator_on_their_word(scope, sessions, meeting):
    with pytest.raises(BadInput, match="Nobody presents yet"):
        sessions.open_advice(meeting)
    sessions.give_airtime(sessions.bid(meeting, "One", made_by="GP").id)

    scope.who = "carer"
    with pytest.raises(BadInput, match="Only the presenter opens advice: ask the GP, or the facilitator, to do it"):
        sessions.open_advice(meeting)
    sessions.give_airtime(sessions.bid(meeting, "Two", made_by="the link worker").id)
    with pytest.raises(BadInput, match="advice: ask the link worker, or the facilitator, to do it"):
        sessions.open_advice(meeting)

    scope.who = "practice manager"
    sessions.open_advice(meeting)
    assert sessions.told(meeting)["session"]["advice_open"]


def test_a_method_that_holds_no_advice_takes_it_at_once(sessions, review):
    sessions.say(review.id, "Ring them", step="What do we learn?", form="advice")

    assert sessions.told(review.id)["counts"]["advice"] == 1


def test_statements_questions_and_advice_are_counted(sessions, meeting):
    sessions.say(meeting, "It rained", step="Check-in", nature="fact")
    for _ in range(2):
        sessions.say(meeting, "Who was there?", step="Open questions", form="question")

    counts = sessions.told(meeting)["counts"]
    assert {name: counts[name] for name in ("entries", "facts", "statements", "questions", "advice")} == {
        "entries": 3,
        "facts": 1,
        "statements": 0,
        "questions": 2,
        "advice": 0,
    }


def test_only_a_statement_is_a_fact_or_a_story(sessions, review):
    with pytest.raises(BadInput) as refusal:
        sessions.say(review.id, "Who?", step="What happened?", form="question", nature="fact")
    assert str(refusal.value) == "Only a statement is a fact or a story: leave that open, or make the question one."

    fact = sessions.say(review.id, "Who?", step="What happened?", nature="fact")
    sessions.change_entry(fact.id, form="question")
    assert [sessions.told(review.id)["entries"][0][name] for name in ("form", "nature")] == ["question", ""]


def test_an_entry_goes_as_far_as_its_meeting_unless_it_says_otherwise(sessions):
    meeting = sessions.begin("January", method=MEETING, audience="network").id
    sessions.say(meeting, "One", step="Check-in")
    sessions.say(meeting, "Two", step="Check-in", audience="set", themes=["community links"])
    sessions.say(meeting, "Three", step="Check-in", nature="story", consent="given")
    sessions.conclude(meeting, "Four")

    told = sessions.told(meeting)
    assert [(entry["audience"], entry["goes"]) for entry in told["entries"]] == [
        ("network", "network"),
        ("set", "set"),
        ("network", "network"),
    ]
    assert told["entries"][1]["themes"] == ["community links"]
    assert told["insights"][0]["audience"] == "network"


def test_where_a_story_lies_is_kept_with_it(sessions, meeting):
    sessions.say(
        meeting,
        "She rang first",
        step="Check-in",
        nature="story",
        placed={"facts-stories": [0.25, 0.75], "crisis-planning": None},
    )

    assert sessions.told(meeting)["entries"][0]["placed"] == {"facts-stories": [0.25, 0.75], "crisis-planning": None}


def test_the_feed_says_what_was_done_and_never_what_was_said(store, sessions, meeting):
    bid = sessions.bid(meeting, "secret", made_by="GP")
    sessions.change_bid(bid.id, issue="secret still")
    sessions.give_airtime(bid.id)
    sessions.open_advice(meeting)
    entry = sessions.say(meeting, "secret", step="Reflection", form="advice")
    sessions.change_entry(entry.id, text="secret 2")
    insight = sessions.conclude(meeting, "secret", came_from=[entry.id])
    action = sessions.agree(meeting, "secret", known_by="secret")
    sessions.done(action.id)
    for record in (action, insight, entry, bid):
        sessions.remove(record.id)

    said = [change.action for change in store.changes_since(0)]
    assert not [action for action in said if "secret" in action]
    assert said[1:] == [
        "bid for airtime",
        "changed a bid for airtime",
        "gave airtime",
        "opened advice",
        "added advice",
        "changed what was said",
        "added an insight",
        "agreed an action",
        "did an action",
        "removed an action",
        "removed an insight",
        "removed what was said",
        "removed a bid for airtime",
    ]


def test_a_meeting_begins_with_what_is_open_and_with_who_waited_for_airtime(sessions, clock):
    first = sessions.begin("First", method=MEETING).id
    waiting = sessions.bid(first, "Still waiting", made_by="carer")
    had = sessions.bid(first, "Had it", made_by="GP")
    sessions.give_airtime(had.id)
    sessions.bid(first, "Asked again", made_by="GP")
    open_ = sessions.agree(first, "Ring the hub", owner="GP", due=date(2025, 2, 1), known_by="They ring back")
    sessions.done(sessions.agree(first, "Done already").id)
    clock.now += timedelta(days=7)
    second = sessions.begin("Second", method=MEETING).id
    again = sessions.bid(second, "asked again", made_by="GP")
    sessions.agree(second, "New")

    agenda = sessions.agenda(before=second)
    assert agenda["last"] == {"id": first, "title": "First", "held_on": "2025-01-23", "set": None}
    assert [(action["id"], action["known_by"]) for action in agenda["open_actions"]] == [(open_.id, "They ring back")]
    assert [bid["title"] for bid in agenda["bids"]] == ["Still waiting"]

    now = sessions.agenda()
    assert now["last"]["id"] == second
    assert [bid["id"] for bid in now["bids"]] == [again.id, waiting.id]
    assert [action["text"] for action in now["open_actions"]] == ["Ring the hub", "New"]


def test_the_first_meeting_has_an_empty_agenda(sessions):
    assert sessions.agenda() == {"last": None, "open_actions": [], "bids": []}
    meeting = sessions.begin("First", method=MEETING)
    assert sessions.agenda(before=meeting.id) == {"last": None, "open_actions": [], "bids": []}


def test_each_set_has_its_own_agenda(scope, sessions):
    members = Members(scope)
    monday, friday = members.add_set("Monday"), members.add_set("Friday")
    for of_set in (monday, friday):
        scope.in_set = of_set.id
        meeting = sessions.begin(of_set.title, method=MEETING)
        sessions.agree(meeting.id, of_set.title)
    scope.in_set = None

    def left(**which):
        return [action["text"] for action in sessions.agenda(**which)["open_actions"]]

    assert (left(), left(in_set=friday.id)) == (["Monday", "Friday"], ["Friday"])
    assert sessions.agenda()["last"]["set"] == friday.id
    sessions.share(sessions.open_actions()[1]["id"], audience="set")
    assert (left(), left(in_set=friday.id)) == (["Monday"], [])  # it stays with the set of those who agreed it
    for of_set in (monday, friday):
        scope.in_set = of_set.id
        assert left() == [of_set.title]


def test_a_meeting_goes_on_with_what_its_own_set_agreed_whichever_set_looks_at_it(scope, sessions):
    members = Members(scope)
    earlier = sessions.begin("Before there were sets", method=MEETING, held_on=date(2025, 1, 2))
    sessions.agree(earlier.id, "Everybody’s")
    monday, friday = members.add_set("Monday"), members.add_set("Friday")
    for of_set in (monday, friday):
        scope.in_set = of_set.id
        held = sessions.begin(of_set.title, method=MEETING, held_on=date(2025, 1, 9), audience="network")
        sessions.agree(held.id, of_set.title)
    next_one = sessions.begin("Next", method=MEETING, audience="network").id
    scope.in_set = monday.id
    left = [action["text"] for action in sessions.agenda(before=next_one)["open_actions"]]
    assert left == ["Everybody’s", "Friday"]


def test_whose_turn_it_is_goes_by_the_set_at_work_and_by_every_set_where_none_is_chosen(scope, sessions):
    members = Members(scope)
    monday, friday = members.add_set("Monday"), members.add_set("Friday")
    for of_set, role, audience in ((monday, "GP", "set"), (friday, "carer", "network")):
        members.add(role, in_set=of_set.id)
        scope.in_set = of_set.id
        sessions.begin("Held", method=MEETING, held_on=date(2025, 1, 3), audience=audience, parts={role: "timekeeper"})

    def turns(**which):
        told = sessions.rotation(**which)
        return {turn["role"]: turn["last"] for turn in told if turn["part"] == "timekeeper"}

    assert turns() == {"carer": "2025-01-03"}
    scope.in_set = monday.id
    assert turns() == {"GP": "2025-01-03"}
    assert turns(in_set=friday.id) == {"carer": "2025-01-03"}
    scope.in_set = None
    assert turns() == {"GP": None, "carer": "2025-01-03"}
    with pytest.raises(NotFound):
        sessions.rotation(in_set="nowhere")


def test_meetings_that_may_not_be_read_take_no_place_among_the_latest_three(scope, sessions):
    members = Members(scope)
    monday, friday = members.add_set("Monday"), members.add_set("Friday")
    scope.in_set = friday.id
    for day, audience in ((3, "network"), (10, "set"), (17, "set"), (20, "set")):
        on = date(2025, 1, day)
        sessions.begin("Held", method=MEETING, held_on=on, audience=audience, present=["carer" if day == 3 else "GP"])
    scope.in_set = monday.id
    turns = sessions.rotation(in_set=friday.id)
    assert [(turn["role"], turn["last"]) for turn in turns if turn["part"] == "timekeeper"] == [("carer", None)]


def test_an_analysts_own_method_can_be_followed_and_outlives_its_file(scope, tmp_path):
    path = tmp_path / "walk.toml"
    text = 'name = "Walk round"\nabout = "Go and look."\n[[steps]]\nname = "Look"\nquestion = "What?"\nminutes = 20\n'
    path.write_text(text, encoding="utf-8")
    (tmp_path / "wrong.toml").write_text(text.replace("20", "x"), encoding="utf-8")
    sessions = Sessions(scope, methods=tmp_path)
    assert sessions.methods()[-1]["name"] == "Walk round"
    assert sessions.method_problems() == [
        "wrong.toml, line 6, cannot be read (invalid value): mend that line; text stands in straight double quotes."
    ]

    walk = sessions.begin("Round the wards", method="walk round")
    path.unlink()

    told = Sessions(scope).told(walk.id)["session"]
    assert (told["method"], told["outline"]["name"], told["steps"]) == ("walk round", "Walk round", ["Look"])
    Sessions(scope).say(walk.id, "A queue", step="Look")
    with pytest.raises(BadInput):
        sessions.begin("Again", method="walk round")


def test_nothing_of_a_meeting_is_there_for_another_network(sessions, meeting):
    bid = sessions.bid(meeting, "One")
    for verb in (sessions.change_bid, sessions.give_airtime):
        with pytest.raises(NotFound):
            verb(f"{bid.id}x")


def _parts(sessions: Sessions, meeting: str) -> dict[str, str]:
    return {person["role"]: person["part"] for person in sessions.told(meeting)["people"]}
