"""Test cycles, progress and what waits, on the page of prototypes; and the document to hand on."""

from __future__ import annotations

import html
import json
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from widgets.prototypes import hypothesis
from widgets.prototypes.prototypes import Prototypes
from workbench.errors import BadInput

BAD = "<img src=x onerror=alert(1)>"


@pytest.fixture
def page(network) -> Prototypes:
    network.prototypes.start("Warm handover", owner="link worker")
    page = Prototypes(network)
    do(page, "show", record=page.state["prototypes"][0]["id"])
    return page


def do(page, gesture, **args):
    answer = page._answer({"gesture": gesture, "args": args, "who": "practice manager"})
    json.dumps(page.state)  # what the page shows is plain JSON
    return answer


def plan(page, question="Does it help?", **fields) -> str:
    return do(page, "plan_cycle", prototype=page.shown, question=question, **fields)["result"]["cycle"]


def cycles(page) -> list[tuple]:
    return [
        (each["number"], each["question"], each["state"], each["decision"]) for each in page.state["opened"]["cycles"]
    ]


def test_a_cycle_is_planned_begun_studied_and_decided(page):
    cycle = plan(page, prediction="Four of five.", plan="Ann, on Tuesday", scale="one person", owner="", started_on="")
    assert cycles(page) == [(1, "Does it help?", "plan", "")]

    today = page.state["app"]["today"]
    do(page, "change_cycle", cycle=cycle, started_on=today)
    assert cycles(page) == [(1, "Does it help?", "doing", "")]

    do(
        page,
        "change_cycle",
        cycle=cycle,
        seen="Three of five.",
        compared="partly as predicted",
        learnt="",
        ended_on=today,
    )
    assert cycles(page) == [(1, "Does it help?", "study", "")]

    do(page, "finish_cycle", cycle=cycle, seen="Three.", compared="not as predicted", decision="adapt", ended_on="")
    assert cycles(page) == [(1, "Does it help?", "decided", "adapt")]
    assert do(page, "undo")["result"]["said"] == "took back: finished test 1 of prototype 1, Warm handover: adapt"
    assert cycles(page) == [(1, "Does it help?", "study", "")]


def test_what_is_wrong_with_a_cycle_is_said_in_the_words_of_the_page(page):
    with pytest.raises(BadInput, match=r"^What do we want to find out\? It is empty\. Type something first\.$"):
        plan(page, question=" ")
    cycle = plan(page)
    with pytest.raises(BadInput, match=r"^Say how that compares with the prediction before the test is closed"):
        do(page, "finish_cycle", cycle=cycle, seen="Three.", compared="", decision="adapt")
    assert cycles(page) == [(1, "Does it help?", "plan", "")]


def test_a_cycle_that_was_taken_away_comes_back_with_undo(page):
    do(page, "remove_cycle", cycle=plan(page))
    assert (cycles(page), page.state["opened"]["ramp"]) == ([], "")
    do(page, "undo")
    assert cycles(page) == [(1, "Does it help?", "plan", "")]


def test_how_far_it_has_come_is_chosen_from_ten_steps_and_can_be_taken_away(page):
    assert [step["score"] for step in page.state["scale"]] == [0.5 * step for step in range(1, 11)]
    do(page, "assess", prototype=page.shown, score=1.5, why="", on="")
    do(page, "assess", prototype=page.shown, score=3, why="second visits rose")

    told = page.state["opened"]["progress"]
    assert [(each["score"], each["why"]) for each in told] == [(1.5, told[0]["name"]), (3.0, "second visits rose")]
    do(page, "remove_assessment", progress=told[0]["id"])
    assert [each["score"] for each in page.state["opened"]["progress"]] == [3.0]
    with pytest.raises(BadInput, match=r"half steps from 0\.5 to 5"):
        do(page, "assess", prototype=page.shown, score=3.2)


def test_a_rule_whose_day_has_passed_is_marked_on_the_card(page):
    rule = {"rule": "Two signatures", "rule_by": "GP partner"}
    today = date.fromisoformat(page.state["app"]["today"])
    do(page, "change_prototype", prototype=page.shown, **rule, rule_until=today.isoformat())
    assert page.state["prototypes"][0]["rule_over"] is False
    do(page, "change_prototype", prototype=page.shown, rule_until=(today - timedelta(days=1)).isoformat())
    assert page.state["prototypes"][0]["rule_over"] is True


def test_what_waits_is_listed_beside_the_board(page):
    network = page.network
    network.map.add_element("Link worker", kind="person in role")
    network.map.add_element("Kitchen", kind="community group")
    tie = network.map.connect("Link worker", "Kitchen", kind="refers to")
    measure = network.measures.define("Second visits")
    for title in ("Go along", "Ring first"):
        network.prototypes.start(title, stage="testing", to_change={tie.id: "strengthen"})
    session = network.sessions.begin("What we saw", method="what? so what? now what?")
    network.sessions.agree(session.id, "Ask the hall")
    page._refresh()

    waiting = {name: [each["label"] for each in lines] for name, lines in page.state["waiting"].items()}
    assert waiting == {
        "without_measure": ["Warm handover", "Go along", "Ring first"],
        "much_wanted": ["Link worker → Kitchen"],
        "actions_without_owner": ["Ask the hall"],
        "unused_measures": ["Second visits"],
    }
    network.prototypes.should_move(page.shown, measure, "increase")
    page._refresh()
    assert page.state["waiting"]["unused_measures"] == []


# --- a hypothesis in three parts -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", {"if": "", "then": "", "because": ""}),
        ("If we print it.", {"if": "we print it", "then": "", "because": ""}),
        ("If A, then B, because C.", {"if": "A", "then": "B", "because": "C"}),
        ("If A, then B, and C, because D.", {"if": "A", "then": "B, and C", "because": "D"}),
        ("We just try it.", None),
        ("If we print it", None),
    ],
)  # fmt: skip
def test_a_hypothesis_is_read_in_its_parts_or_left_whole(text, said):
    assert hypothesis.parts(text) == said


@settings(max_examples=60)
@given(st.text(alphabet="ab ,.\nthenbcausIf", max_size=60) | st.text(max_size=30))
def test_parts_put_together_are_the_same_text_again(text):
    said = hypothesis.parts(text)
    assert said is None or hypothesis.together(said) == text


# --- the document ----------------------------------------------------------------------------------------


def test_the_document_holds_the_answer_and_what_people_wrote_as_text(page):
    network = page.network
    network.map.add_element("Link worker", kind="person in role")
    network.map.add_element("Kitchen", kind="community group")
    tie = network.map.connect("Link worker", "Kitchen", kind="refers to", strength=2)
    do(page, "mean_to_change", prototype=page.shown, connection=tie.id, how="strengthen")
    do(page, "change_prototype", prototype=page.shown, hypothesis=BAD, rule="Wait.", rule_by="GP partner")
    cycle = plan(page, question=BAD, prediction="Four\nof five.")
    do(page, "finish_cycle", cycle=cycle, seen=BAD, compared="as predicted", decision="adopt")

    before = network.latest()
    made = do(page, "answer_file", prototype=page.shown)["result"]
    assert (made["name"], made["type"]) == ("prototype-1-warm-handover.html", "text/html")
    assert "<img" not in made["text"]
    assert made["text"].count(html.escape(BAD)) >= 3
    assert network.thread.did_it_move(page.shown).sentence in made["text"]
    assert "<b>Rule suspended:</b> Wait, by GP partner" in made["text"]
    assert network.latest() == before


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 7), min_size=16, max_size=16))
def test_two_series_that_differ_in_small_numbers_give_the_same_document(page, small):
    network = page.network
    days = [date(2024, 1, 1) + timedelta(weeks=number) for number in range(24)]
    measure = network.measures.define("Falls", data="events", direction="decrease")
    hopes = {measure.id: "decrease"}
    key = network.prototypes.start("Sheet", stage="testing", started_on=days[12], measured_by=hopes).id
    texts = set()
    for values in ([4] * 16, small):
        network.measures.observe(measure, list(zip(days, [*values, *range(20, 28)], strict=True)))
        texts.add(do(page, "answer_file", prototype=key)["result"]["text"])
    assert len(texts) == 1


# --- one that has ended, and tests that are older than the start ------------------------------------------


def test_a_test_older_than_the_start_is_asked_about_and_one_gesture_puts_it_right(page):
    today = date.fromisoformat(page.state["app"]["today"])
    early = (today - timedelta(days=27)).isoformat()
    do(page, "set_stage", prototype=page.shown, stage="testing")
    plan(page, started_on=early)
    assert page.state["opened"]["began_earlier"] == {"number": 1, "on": early}

    do(page, "change_prototype", prototype=page.shown, started_on=early, version=page.state["opened"]["version"])
    assert page.state["opened"]["began_earlier"] is None
    assert page.state["opened"]["since"] == early


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"hypothesis": "If we ring ahead, then more come, because they know."}, "We ring ahead."),
        ({"hypothesis": "Ring ahead"}, "Ring ahead."),
        ({"principle": "no visit unannounced."}, "No visit unannounced."),
        ({}, ""),
    ],
)
def test_what_was_tried_is_said_in_a_line(page, fields, line):
    do(page, "change_prototype", prototype=page.shown, **fields)
    assert page.state["opened"]["tried"] == line


def test_the_document_of_one_that_has_ended_says_first_what_was_tried_and_why_it_ended(page):
    do(page, "change_prototype", prototype=page.shown, hypothesis="If we ring ahead, then more come.")
    do(page, "set_stage", prototype=page.shown, stage="abandoned", reason="Nobody had time.")
    text = do(page, "answer_file", prototype=page.shown)["result"]["text"]
    said = [
        "What was tried:</b> We ring ahead.",
        "Why it was abandoned:</b> Nobody had time.",
        "<strong>",
        "What we tried",
    ]
    places = [text.index(words) for words in said]
    assert places == sorted(places)
    assert "What we expected, and why" in text
