"""What stands around a team on its page: sponsors, permissions, barriers, commitments, the cohort, the document."""

from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from tests.widgets.test_challenge import TODAY, ago, do, launch, page, plan, team
from widgets.challenge import cohort_line, confidence_line
from widgets.review.sponsors import waiting
from workbench.errors import BadInput
from workbench.networks.models import PrimaryCareNetwork

__all__ = ["page"]


def raised(page, key, title="No key", **fields) -> str:
    return do(page, "raise_barrier", challenge=key, title=title, **{"blocks": [], **fields})["result"]["barrier"]


def test_a_barrier_is_raised_taken_further_and_resolved_and_the_days_to_unblock_are_told(page):
    network = page.network
    key = launch(page)
    prototype = network.prototypes.start("Warm handover").id
    do(page, "set_goal", challenge=key, verb="cut", measure="admissions")
    goal = team(page)["goals"][0]["id"]
    barrier = raised(
        page, key, raised_on=ago(19), owner="director of nursing", level="system", blocks=[prototype, goal]
    )
    do(page, "escalate", barrier=barrier, to="chief executive", why="Two weeks without an answer.", on=ago(5))

    assert page.state["barriers"]["says"] == "One barrier is open, for 19 days."
    [one] = page.state["barriers"]["listed"]
    assert (one["title"], one["age"], one["with"]) == ("No key", "19 days in the way", "the director of nursing")
    assert one["raised"] == ("Raised by the practice manager on 4 January 2025; it can be solved in the wider system.")
    assert one["blocks"] == [
        {"label": "Warm handover", "href": f"prototypes.ipynb?open={prototype}"},
        {"label": "Cut admissions", "href": f"?open={goal}"},
    ]
    assert [step["says"] for step in one["steps"]] == ["Taken to the chief executive: Two weeks without an answer."]

    said = do(page, "resolve", barrier=barrier, how="A second key was cut.", on=ago(1))["result"]["said"]
    assert said == "“No key” is out of the way after 18 days. Undo takes it back."
    assert page.state["barriers"]["says"] == (
        "Nothing is in the way now. The one that was resolved took 18 days to unblock."
    )
    assert page.state["barriers"]["listed"][0]["age"] == "18 days to unblock"
    do(page, "reopen_barrier", barrier=barrier)
    assert page.state["barriers"]["listed"][0]["age"] == "19 days in the way"


def test_an_escalation_noted_by_mistake_is_taken_away_and_undo_brings_it_back(page):
    barrier = raised(page, launch(page), raised_on=ago(19))
    for to, on in (("director", ago(9)), ("chief executive", ago(5))):
        do(page, "escalate", barrier=barrier, to=to, on=on)

    def steps():
        return [(step["says"], step["removes"]) for step in page.state["barriers"]["listed"][0]["steps"]]

    both = [(f"Taken to the {to}.", f"Taken to the {to}") for to in ("director", "chief executive")]
    assert steps() == both
    do(page, "remove", record=page.state["barriers"]["listed"][0]["steps"][0]["id"])
    assert steps() == both[1:]
    do(page, "undo")
    assert steps() == both
    do(page, "resolve", barrier=barrier)
    assert steps() == [*both, ("Resolved.", "")]


def test_a_barrier_that_was_taken_further_says_to_whom_while_nobody_has_taken_it_on(page):
    barrier = raised(page, launch(page), raised_on=ago(19))

    def told():
        [one] = page.state["barriers"]["listed"]
        return one["with"], one["nobody"], one["raised"]

    by = "Raised by the practice manager on 4 January 2025"
    assert told() == ("", "With nobody yet.", f"{by}; it can be solved in the team.")
    do(page, "escalate", barrier=barrier, to="director", on=ago(9))
    do(page, "escalate", barrier=barrier, to="ICB digital lead", on=ago(5))
    assert told() == ("", "Taken to the ICB digital lead; nobody has taken it on yet.", f"{by}.")
    do(page, "change_barrier", barrier=barrier, level="network")
    assert told()[2] == f"{by}; it can be solved in the network."
    do(page, "change_barrier", barrier=barrier, owner="ICB digital lead")
    assert told()[:2] == ("the ICB digital lead", "")
    do(page, "change_barrier", barrier=barrier, owner="")
    do(page, "resolve", barrier=barrier)
    assert told()[:2] == ("", "")


def test_the_longest_open_barrier_comes_first_and_half_of_the_resolved_took_so_long(page):
    key = launch(page)
    for days, title in ((3, "Young"), (20, "Old"), (9, "Middle")):
        raised(page, key, title, raised_on=ago(days))
    for days, title in ((30, "A"), (26, "B")):
        do(page, "resolve", barrier=raised(page, key, title, raised_on=ago(days)), on=ago(22))
    assert [one["title"] for one in page.state["barriers"]["listed"]][:3] == ["Old", "Middle", "Young"]
    assert page.state["barriers"]["says"] == (
        "Three barriers are open, the longest for 20 days. Two were resolved; they took 6 days to unblock on average."
    )
    assert page.state["counts"]["barriers"] == 3


def test_what_is_wrong_with_a_barrier_is_said_at_the_field_of_the_form(page):
    key = launch(page)
    with pytest.raises(BadInput, match=r"^What stands in the way\? It is empty\. Type something first\.$"):
        raised(page, key, " ")
    with pytest.raises(
        BadInput, match=r"^Since when is it in the way\? It cannot be 24 January 2025, which is yet to come"
    ):
        raised(page, key, raised_on=ago(-1))
    barrier = raised(page, key)
    with pytest.raises(BadInput, match=r"^To whom\? \(a role\): It is empty"):
        do(page, "escalate", barrier=barrier, to="")
    with pytest.raises(BadInput, match=r"^This form has no ‘colour’"):
        do(page, "change_barrier", barrier=barrier, colour="blue")


def test_a_relationship_that_a_barrier_blocks_is_called_by_its_two_ends(page):
    network = page.network
    for label in ("Link worker", "Kitchen"):
        network.map.add_element(label, kind="team")
    tie = network.map.connect("Link worker", "Kitchen", kind="refers to").id
    raised(page, launch(page), blocks=[tie])
    [one] = page.state["barriers"]["listed"]
    assert one["blocks"] == [{"label": "Link worker → Kitchen", "href": f"map.ipynb?focus={tie}"}]
    assert {"id": tie, "kind": "relationship", "label": "Link worker → Kitchen"} in page.state["things"]
    assert [each["label"] for each in waiting(network, str)[0]["blocks"]] == ["Link worker → Kitchen"]


def test_a_barrier_is_changed_with_all_that_it_blocks(page):
    key = launch(page)
    prototype = page.network.prototypes.start("Warm handover").id
    barrier = raised(page, key, blocks=[prototype])
    [one] = page.state["barriers"]["listed"]
    fields = {**one["fields"], "title": "No key to the back door", "blocks": []}
    do(page, "change_barrier", barrier=barrier, version=one["version"], **fields)
    [one] = page.state["barriers"]["listed"]
    assert (one["title"], one["blocks"]) == ("No key to the back door", [])


def test_sponsors_and_coaches_have_their_contacts_and_their_confidence_over_time(page):
    key = launch(page)
    assert team(page)["supporters_say"] == "Nobody is named yet as a sponsor or a coach."
    given = {"challenge": key, "title": "director of nursing", "part": "sponsor"}
    sponsor = do(page, "add_supporter", **given)["result"]["supporter"]
    do(page, "log_contact", supporter=sponsor, title="Will come to the gates.", on=ago(30), confidence="4")
    do(page, "log_contact", supporter=sponsor, title="Rang us.", on=ago(20))
    do(page, "log_contact", supporter=sponsor, title="Came along.", on=ago(16), confidence="7")

    [one] = team(page)["supporters"]
    assert one["says"] == "Last contact 16 days ago. Sure of the goal: 7 of 10, up from 4."
    assert [(each["title"], each["confidence"]) for each in one["contacts"]] == [
        ("Came along.", 7),
        ("Rang us.", None),
        ("Will come to the gates.", 4),
    ]
    spoken = ET.fromstring(one["drawing"]).findtext("{http://www.w3.org/2000/svg}title")
    assert spoken == "How sure of the goal, from 0 to 10, asked 2 times. 24 December 2024: 4; 7 January 2025: 7."
    assert team(page)["supporters_say"] == "1 sponsor. Nobody is named yet as a coach."
    first = one["contacts"][-1]
    changed = {"title": "Came to the first gate.", "on": ago(29), "confidence": "5", "version": first["version"]}
    do(page, "change_contact", contact=first["id"], **changed)
    assert team(page)["supporters"][0]["says"].endswith("7 of 10, up from 5.")
    with pytest.raises(BadInput, match="Say what came of the contact, or how sure they are"):
        do(page, "log_contact", supporter=sponsor)
    with pytest.raises(BadInput, match=r"^How sure are they of the goal\? It has to be a whole number"):
        do(page, "log_contact", supporter=sponsor, confidence="very")


def test_the_register_holds_rules_of_prototypes_too_and_says_in_words_what_has_run_out(page):
    key = launch(page)
    page.network.prototypes.start("Late clinic", rule="Doors close at six", rule_by="manager", rule_until=ago(1))
    do(page, "ask_permission", challenge=key, title="Two signatures", principle="One is enough", asked_on=ago(12))
    do(page, "ask_permission", challenge=key, title="Referral form", asked_on=ago(9))
    lines = {line["rule"]: line for line in page.state["permissions"]["listed"]}
    do(page, "answer_permission", permission=lines["Referral form"]["id"], answer="given", until=ago(-20))

    register = page.state["permissions"]
    assert register["says"] == "One rule is set aside, one waits for an answer and one has run out."
    assert [(line["rule"], line["stands"]) for line in register["listed"]] == [
        (
            "Doors close at six",
            "suspended until 22 January 2025. That day has passed: ask for longer, or go by the rule again.",
        ),
        ("Two signatures", "has waited 12 days for an answer"),
        ("Referral form", "given on 23 January 2025, until 12 February 2025"),
    ]
    assert register["listed"][0]["for"] == "#1 Late clinic"
    do(page, "answer_permission", permission=lines["Two signatures"]["id"], answer="refused", until=ago(-20))
    stands = {line["rule"]: line["stands"] for line in page.state["permissions"]["listed"]}
    assert stands["Two signatures"] == "refused on 23 January 2025"
    assert [line.get("answered_on") for line in page.state["permissions"]["listed"]] == [None, ago(0), ago(0)]
    asked = next(line for line in page.state["permissions"]["listed"] if line["rule"] == "Two signatures")
    fields = {**asked["fields"], "principle": "One will do", "version": asked["version"]}
    do(page, "change_permission", permission=asked["id"], **fields)
    assert "One will do" in [line["principle"] for line in page.state["permissions"]["listed"]]


def test_a_recommendation_to_nobody_says_that_its_sponsor_is_still_to_be_named(page):
    key = launch(page, days=103)
    one = do(page, "recommend", challenge=key, title="Keep the list")["result"]["recommendation"]

    def told():
        return page.state["commitments"]["listed"][0]["unnamed"]

    nobody = "Nobody is named as its sponsor yet: say who with Change."
    assert told() == nobody
    do(page, "answer", recommendation=one, answer="accepted")
    assert told() == nobody
    do(page, "change_recommendation", recommendation=one, sponsor="director")
    assert told() == ""


def test_a_recommendation_is_answered_decided_and_looked_at_each_in_one_press(page):
    key = launch(page, days=103)
    given = {"challenge": key, "title": "Keep the list", "sponsor": "director of nursing", "made_on": ago(9)}
    one = do(page, "recommend", **given)["result"]["recommendation"]

    def told():
        return page.state["commitments"]["listed"][0]

    assert page.state["commitments"]["says"] == "1 recommendation: one waits for an answer."
    assert (told()["waiting"], told()["step"]["choices"]) == ("9 days waiting", ["accepted", "adapted", "declined"])
    do(page, "answer", recommendation=one, answer="adapted", note="Half of it.")
    assert told()["steps"][1] | {"done": True} == {
        "name": "Answer",
        "says": "adapted on 23 January 2025",
        "done": True,
        "now": False,
        "note": "Half of it.",
    }
    assert told()["step"]["choices"] == ["sustain", "scale", "stop"]
    do(page, "decide", recommendation=one, future="scale")
    assert [step["says"] for step in told()["steps"]][2:] == [
        "scale, decided on 23 January 2025",
        "due on 23 July 2025",
    ]
    assert told()["step"]["early"] == "Look at it already now"
    do(page, "check", recommendation=one, found="still so")
    assert told()["step"] is None
    assert [(each["gesture"], each["said"]) for each in told()["again"]] == [
        ("answer", "adapted"),
        ("decide", "scale"),
        ("check", "still so"),
    ]
    assert [each["written"] for each in told()["again"]] == ["Half of it.", "", ""]
    do(page, "answer", recommendation=one, answer="accepted")
    assert told()["steps"][1]["says"] == "accepted on 23 January 2025"
    assert page.state["commitments"]["says"] == "1 recommendation: nothing waits now."


def test_what_was_declined_ends_there_and_what_waits_longest_comes_first(page):
    key = launch(page, days=103)
    for days, title in ((2, "New"), (9, "Old"), (5, "Declined")):
        do(page, "recommend", challenge=key, title=title, made_on=ago(days))
    declined = next(each for each in page.state["commitments"]["listed"] if each["title"] == "Declined")
    do(page, "answer", recommendation=declined["id"], answer="declined")
    assert [each["title"] for each in page.state["commitments"]["listed"]] == ["Old", "New", "Declined"]
    last = page.state["commitments"]["listed"][-1]
    assert ([step["says"] for step in last["steps"]][2:], last["step"]) == (["ends here", "ends here"], None)


def test_what_waits_is_told_with_the_first_thing_first(page):
    key = launch(page, days=37)
    do(page, "hold_gate", challenge=key, day=25, held_on=ago(12))
    assert team(page)["next"]["says"] == (
        "Say together what you want to reach in the hundred days: name the first goal."
    )
    do(page, "set_goal", challenge=key, verb="cut", measure="admissions")
    plan(page, key, "Ring them", owner="carer", ends_on=ago(2))
    plan(page, key, "Ask them")
    raised(page, key, raised_on=ago(20), owner="director")
    raised(page, key, "No room")
    do(page, "add_supporter", challenge=key, title="director", part="sponsor")
    assert [team(page)["next"]["says"], *(step["says"] for step in team(page)["waits"])] == [
        "Nobody sees to “No room”. Say which sponsor can.",
        "“No key” has been in the way for 20 days, with the director.",
        "One task is past its day: “Ring them”.",
        "One task has nobody yet.",
    ]


def test_the_cohort_stands_side_by_side_and_says_nothing_that_anybody_said(page):
    network = page.network
    with network.workspace.store.gesture(
        "", network="U99002", who="t", area="members", at=network.workspace.clock()
    ) as session:
        session.add(PrimaryCareNetwork(code="U99002", name="HARBOURSIDE"))
    other = network.workspace.network("U99002")
    there = other.challenge.launch("Home by four", launched_on=TODAY - timedelta(days=60), cohort="spring ")
    other.challenge.hold_gate(there.id, 50, held_on=ago(9), plan="A secret.")
    other.challenge.raise_barrier("Another secret", raised=ago(11), challenge=there.id)
    launch(page, cohort="Spring")

    cohort = page.state["cohort"]
    assert [(each["title"], each["here"], each["day"], each["held"], each["barriers"]) for each in cohort["teams"]] == [
        ("Home by four", False, 60, "day 50", "1 barrier, 11 days"),
        ("An empty fridge", True, 37, "none", "nothing"),
    ]
    assert "secret" not in str(cohort)
    assert page.state["cohorts"] == ["spring"]


def test_a_team_without_a_cohort_has_none(page):
    launch(page)
    assert page.state["cohort"] is None


def test_the_drawings_of_nothing_are_empty_and_of_one_team_are_right_for_every_width():
    assert (cohort_line.draw([], today=TODAY, ident="x"), confidence_line.draw([], ident="x")) == ("", "")
    gates = [{"day": day, "held_on": None} for day in (25, 50, 75, 100)]
    team = {"title": "A & B", "network": "N", "launched_on": ago(200), "gates": gates}
    drawn = ET.fromstring(cohort_line.draw([team], today=TODAY, ident="x"))
    svgs = list(drawn.iter("{http://www.w3.org/2000/svg}svg"))
    assert [svg.get("width") for svg in svgs] == ["340", "640", "960"]
    assert cohort_line.spoken([team], today=TODAY) == "1 team on one timeline. A & B: after day 100, no gate held."


def test_a_team_is_handed_on_as_a_document_without_small_numbers(page):
    network = page.network
    measure = network.measures.define("Falls", unit="a month", data="people").id
    network.measures.observe(measure, [(TODAY - timedelta(days=30 * n), 3) for n in range(4)])
    key = launch(page, days=51, title="No falls")
    goal = {"verb": "halve", "measure": "falls", "numerator": "3", "denominator": "12", "measured_by": measure}
    do(page, "set_goal", challenge=key, **goal)
    do(page, "set_goal", challenge=key, verb="cut", measure="admissions", numerator="48", denominator="120")
    do(page, "hold_gate", challenge=key, day=50, plan="Fewer things.")
    plan(page, key, "Ring them", gate=75, owner="carer")
    raised(page, key, raised_on=ago(4))

    answer = do(page, "state_file", challenge=key)["result"]
    assert (answer["name"], answer["type"]) == ("challenge-no-falls-2025-01-23.html", "text/html;charset=utf-8")
    text = answer["text"]
    for said in (
        "Day 51 of 100.",
        "Halve falls.</li>",
        "Cut admissions, from 48 of 120.",
        "Fewer things.",
        "Ring them",
    ):
        assert said in text
    assert "3 of 12" not in text
    assert "One barrier is open, for 4 days." in text


def test_the_document_of_a_team_holds_its_permissions_and_who_stands_behind_it_over_time(page):
    key = launch(page)
    page.network.prototypes.start("Late clinic", rule="Doors close at six", rule_by="manager", rule_until=ago(1))
    asked = {"title": "Two <signatures>", "principle": "One is enough", "asked_of": "director", "asked_on": ago(12)}
    do(page, "ask_permission", challenge=key, **asked)
    sponsor = {"title": "director of nursing", "part": "sponsor", "organisation": "Infirmary", "name": "Ada Zed"}
    one = do(page, "add_supporter", challenge=key, **sponsor)["result"]["supporter"]
    do(page, "add_supporter", challenge=key, title="improvement coach", part="coach")
    for days, confidence in ((30, "4"), (16, "7"), (9, "")):
        do(page, "log_contact", supporter=one, title=f"Rang, {days} days ago.", on=ago(days), confidence=confidence)

    text = do(page, "state_file", challenge=key)["result"]["text"]
    for said in (
        "<h2>What may be done differently</h2>",
        "<p>No rule is set aside, one waits for an answer and one has run out.</p>",
        '<td class="said">Two &lt;signatures&gt;</td><td class="said">One is enough</td><td class="said">director\n',
        'asked on 11 January 2025</td><td class="said">has waited 12 days for an answer</td>',
        '<td class="said">Doors close at six\nfor prototype #1 Late clinic</td>',
        '<h3>director of nursing <span class="muted">· sponsor, Infirmary</span></h3>',
        "<p>Last contact 9 days ago. Sure of the goal: 7 of 10, up from 4.</p>",
        "How sure of the goal, from 0 to 10, asked 2 times. 24 December 2024: 4; 7 January 2025: 7.",
        '<td class="said">14 January 2025</td><td class="said">Rang, 9 days ago.</td><td class="said">not asked</td>',
        '<td class="said">24 December 2024</td><td class="said">Rang, 30 days ago.</td><td class="said">4 of 10</td>',
        '<h3>improvement coach <span class="muted">· coach</span></h3>\n<p>No contact noted yet.',
    ):
        assert said in text
    assert "Ada Zed" not in text  # the name was given for the page alone
    for day in range(8):
        do(page, "log_contact", supporter=one, title=f"Word {day}.", on=ago(day))
    text = do(page, "state_file", challenge=key)["result"]["text"]
    assert ("Word 5." in text, "Word 6." in text, "And 5 contacts more." in text) == (True, False, True)


def test_a_new_team_takes_over_no_rule_that_was_suspended_before_it_began(page):
    network = page.network
    rule = {"rule": "One owner a referral", "rule_until": ago(2)}
    network.prototypes.start("Kitchen table", stage="testing", started_on=ago(20), **rule)
    first = launch(page, days=37)
    assert [line["rule"] for line in page.state["permissions"]["listed"]] == ["One owner a referral"]
    launch(page, days=3, title="Ring first")
    assert page.state["permissions"]["listed"] == []
    do(page, "show", record=first)
    assert [line["rule"] for line in page.state["permissions"]["listed"]] == ["One owner a referral"]


def test_the_days_of_the_answer_the_decision_and_the_check_can_be_given(page):
    key = launch(page, days=90)
    kept = do(page, "recommend", challenge=key, title="Keep the list", made_on=ago(40))["result"]["recommendation"]
    do(page, "answer", recommendation=kept, answer="accepted", on=ago(30))
    do(page, "decide", recommendation=kept, future="scale", on=ago(20), check_on=ago(5))
    do(page, "check", recommendation=kept, found="partly", on=ago(3))
    [told] = page.network.challenge.told(key)["recommendations"]
    days = {name: told[name] for name in ("answered_on", "decided_on", "check_on", "checked_on")}
    assert list(days.values()) == [ago(30), ago(20), ago(5), ago(3)]
    [shown] = page.state["commitments"]["listed"]
    assert [step["days"]["on"] for step in shown["again"]] == [ago(30), ago(20), ago(3)]
    with pytest.raises(BadInput, match=r"^When did they answer\?"):
        do(page, "answer", recommendation=kept, answer="accepted", on=ago(-1))
