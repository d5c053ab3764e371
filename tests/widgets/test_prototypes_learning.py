"""Test cycles, progress and what waits, on the page of prototypes; and how they are drawn."""

from __future__ import annotations

import html
import json
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from widgets.prototypes import hypothesis, progress_line, ramp
from widgets.prototypes.drawn import in_widths, wrapped
from widgets.prototypes.prototypes import Prototypes
from workbench.errors import BadInput

BAD = "<img src=x onerror=alert(1)>"
SVG = "{http://www.w3.org/2000/svg}"


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


# --- the ramp --------------------------------------------------------------------------------------------

TODAY = date(2025, 6, 30)


def cycle(number, scale="", start=None, end=None, decision="", *, state=None):
    state = state or ("decided" if decision else "doing" if start else "plan")
    return {
        "number": number,
        "scale": scale,
        "started_on": start,
        "ended_on": end,
        "decision": decision,
        "state": state,
    }


RUN = [
    cycle(1, "one person", "2025-03-03", "2025-03-10", "adapt"),
    cycle(2, "a few people", "2025-03-12", "2025-04-04", "run again"),
    cycle(3, "one practice", "2025-05-01", "2025-05-30", state="study"),
    cycle(4, "the whole network", "2025-06-02"),
    cycle(5, BAD),
]


def test_the_steps_of_a_ramp_say_scale_days_and_what_became_of_them():
    steps = ramp.steps(RUN, today=TODAY)
    assert [(step.number, step.size, step.when, step.state) for step in steps] == [
        (1, 1, "3 to 10 March 2025", "adapt"),
        (2, 2, "12 March to 4 April 2025", "run again"),
        (3, 4, "1 to 30 May 2025", "to be studied"),
        (4, 6, "since 2 June 2025", "running"),
        (5, 6, "no day yet", "planned"),
    ]
    assert ramp.spoken(steps[:2]) == (
        "2 test cycles in the order of time. test 1, one person, 3 to 10 March 2025, adapt; "
        "test 2, a few people, 12 March to 4 April 2025, run again."
    )


def drawn(cycles) -> list[ET.Element]:
    """The drawings of a ramp, one for each width; what people typed is only text in them."""
    return ET.fromstring(ramp.draw(cycles, today=TODAY, ident="r")).findall(f".//{SVG}svg")


def test_a_ramp_is_drawn_for_a_phone_and_for_a_wall_with_every_step_on_the_paper():
    drawings = drawn(RUN)
    assert len(drawings) == 2
    for drawing in drawings:
        width = float(drawing.get("width"))
        bars = [bar for bar in drawing.iter(f"{SVG}rect") if "wb-step " in bar.get("class", "")]
        places = [(float(bar.get("x")), float(bar.get("x")) + float(bar.get("width"))) for bar in bars]
        assert len(bars) == 5
        assert all(0 <= left < right <= width and right - left >= ramp.LEAST - 0.1 for left, right in places)
        thick = [float(bar.get("height")) for bar in bars]
        assert thick == sorted(thick)
        assert [float(bar.get("y")) for bar in bars] == sorted((float(bar.get("y")) for bar in bars), reverse=True)
        assert BAD[:25] in "".join(drawing.itertext())


def test_one_day_is_a_step_and_no_cycle_is_no_ramp():
    assert ramp.draw([], today=TODAY, ident="r") == ""
    assert len(drawn([cycle(1, "one person", "2025-03-03", "2025-03-03", "adopt")])) == 2


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*ramp.SCALES, "", "the county", "3 referrals"]),
            st.none() | st.dates(date(2024, 1, 1), TODAY),
            st.integers(0, 400),
            st.sampled_from(["", "adopt", "abandon"]),
        ),
        min_size=1,
        max_size=7,
    )
)
def test_the_words_of_a_ramp_stay_on_the_paper(given_cycles):
    made = [
        cycle(
            number,
            scale,
            start and start.isoformat(),
            min(start + timedelta(days=days), TODAY).isoformat() if start and decision else None,
            decision if start else "",
        )
        for number, (scale, start, days, decision) in enumerate(given_cycles, 1)
    ]
    for drawing in drawn(made):
        width = float(drawing.get("width"))
        for words in drawing.iter(f"{SVG}text"):
            room = len(words.text or "") * 6.0
            x = float(words.get("x"))
            left = {"start": x, "end": x - room, "middle": x - room / 2}[words.get("text-anchor")]
            assert left >= -2
            assert left + room <= width + 2


def test_a_scale_in_other_words_counts_by_what_it_names_else_as_more_than_before():
    sizes = [ramp.size_of(scale) for scale in ("Two practices", "One team", "5 referrals", "the whole system", "hm")]
    assert sizes == [5, 3, 2, 6, 1]
    before = ramp.steps([cycle(1, "one team", "2025-03-03")], today=TODAY)[0]
    assert [ramp.size_of(scale, before) for scale in ("", "hm", "one TEAM ")] == [3, 4, 3]


# --- progress --------------------------------------------------------------------------------------------


def word(score, day, name="Better"):
    return {"score": score, "assessed_on": day, "name": name}


def test_the_line_of_progress_has_a_dot_for_each_word_and_the_latest_number():
    line = ET.fromstring(progress_line.draw([word(1.5, "2025-01-01"), word(3.5, "2025-03-01", BAD)], ident="p"))
    dots = [float(dot.get("cy")) for dot in line.iter(f"{SVG}circle")]
    assert len(dots) == 2
    assert dots[0] > dots[1]
    assert "3.5" in [text.text for text in line.iter(f"{SVG}text")]
    assert line[0].text == (
        f"How far it has come, from 0.5 to 5, 2 words on it. 1 January 2025: 1.5, Better; 1 March 2025: 3.5, {BAD}."
    )


def test_one_word_on_progress_stands_in_the_middle_and_none_draws_nothing():
    line = ET.fromstring(progress_line.draw([word(5.0, "2025-01-01")], ident="p"))
    assert [dot.get("cx") for dot in line.iter(f"{SVG}circle")] == ["153.0"]
    assert progress_line.draw([], ident="p") == ""


# --- what the drawings share -----------------------------------------------------------------------------


def test_words_are_wrapped_between_words_and_what_is_left_out_ends_in_dots():
    assert wrapped("The hard part is walking in alone", letters=14, lines=3) == [
        "The hard part",
        "is walking in",
        "alone",
    ]
    assert wrapped("The hard part is walking in alone", letters=14, lines=2) == ["The hard part", "is walking …"]
    assert wrapped("Kindertransportversicherung", letters=10, lines=2) == ["Kindertra…"]
    assert wrapped("", letters=10, lines=2) == [""]


@settings(max_examples=60)
@given(st.text(alphabet="abc ,.", max_size=80), st.integers(4, 30), st.integers(1, 4))
def test_wrapped_words_fit(words, letters, lines):
    found = wrapped(words, letters=letters, lines=lines)
    assert len(found) <= lines
    assert all(len(line) <= letters for line in found)


def test_a_drawing_in_widths_shows_one_at_a_time():
    text = in_widths(lambda width, ident: f"<svg>{width}{ident}</svg>", widths=(300, 500), ident="x")
    assert "@container (max-width:399.98px){#x-w500{display:none}}" in text
    assert "@container (min-width:400px){#x-w300{display:none}}" in text
    assert in_widths(lambda width, ident: "", widths=(300, 500), ident="x") == ""


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
