"""The thread of one network: asked whole, on each engine, over the days of a small story."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from workbench.errors import NotFound
from workbench.mapping.verbs import SystemMapping
from workbench.thread.verbs import Thread

METHOD = "what? so what? now what?"
USUAL = [40, 44, 41, 43, 39, 45, 42, 40, 44, 41, 43, 42, 41, 44]


def test_the_whole_story_moved_as_expected(at_work, tie):
    missed = at_work.measures.define("Missed first visits", unit="%", direction="decrease")
    start = date(2025, 1, 23)
    at_work.measures.observe(missed, [(start - timedelta(weeks=14 - n), v) for n, v in enumerate(USUAL)])
    row = at_work.prototypes.start(
        "Warm handover", stage="testing", to_change={tie.id: "strengthen"}, measured_by={missed.id: "decrease"}
    )
    assert at_work.thread.did_it_move(row).sentence == "Too early: no point since it started."

    at_work.later(weeks=9)
    at_work.sessions.begin("Halfway", method=METHOD)
    at_work.map.change_connection(tie.id, strength=4)
    at_work.measures.observe(missed, [(start + timedelta(weeks=n + 1), 36 + n % 2) for n in range(8)])
    answer = at_work.thread.did_it_move(row.id)

    assert answer.sentence == "Moved as expected."
    assert answer.text.startswith("Moved as expected. Link worker → Kitchen is stronger (2 then, 4 now). ‘Missed")
    [relationship] = answer.ties
    assert [(step.before, step.after, step.said_by, step.session) for step in relationship.evidence] == [
        (2, 4, "link worker", "Halfway")
    ]
    assert at_work.thread.did_they_move() == {row.id: answer}


def test_a_tie_drawn_and_named_on_the_day_of_the_start_is_compared_with_that_moment(at_work, tie):
    row = at_work.prototypes.start("Warm handover", stage="testing", to_change={tie.id: "strengthen"})
    at_work.later(hours=2)
    at_work.map.change_connection(tie.id, strength=5)
    [relationship] = at_work.thread.did_it_move(row).ties
    assert (relationship.then, relationship.now, relationship.outcome) == (2, 5, "as expected")


def test_a_hoped_for_tie_formed_when_it_is_there(at_work):
    hoped = at_work.map.connect("Link worker", "Kitchen", kind="refers to", strength=0)
    row = at_work.prototypes.start("Warm handover", stage="testing", to_change={hoped.id: "form"})
    assert at_work.thread.did_it_move(row).ties[0].verdict == "not there yet"
    at_work.later(days=20)
    at_work.map.change_connection(hoped.id, strength=3)
    assert at_work.thread.did_it_move(row).ties[0].verdict == "formed"


def test_a_tie_that_was_removed_and_drawn_again_is_the_same_relationship(at_work, tie):
    row = at_work.prototypes.start("Go along", stage="testing", to_change={tie.id: "strengthen"})
    at_work.later(days=3)
    at_work.map.remove(tie.id)
    at_work.later(days=1)
    at_work.map.connect("Kitchen", "Link worker", kind="refers to", strength=5)
    at_work.map.connect("Link worker", "Kitchen", kind="meets", strength=5)
    (gone,) = at_work.thread.did_it_move(row).ties
    assert (gone.then, gone.now, gone.outcome) == (2, None, "the other way")

    at_work.map.connect("Link worker", "Kitchen", kind="refers to", strength=4, said_by="cook")
    (again,) = at_work.thread.did_it_move(row).ties
    assert (again.connection, again.then, again.now, again.outcome) == (tie.id, 2, 4, "as expected")
    assert [(step.on, step.before, step.after, step.said_by) for step in again.evidence] == [
        (date(2025, 1, 26), 2, None, "practice manager"),
        (date(2025, 1, 27), None, 4, "cook"),
    ]
    at_work.take_back("map")
    assert at_work.thread.did_it_move(row).ties[0].now is None


def test_a_tie_without_a_way_may_be_drawn_again_the_other_way_round(at_work):
    tie = at_work.map.connect("Link worker", "Kitchen", kind="meets", direction="mutual", strength=2)
    row = at_work.prototypes.start("Go along", stage="testing", to_change={tie.id: "strengthen"})
    at_work.later(hours=1)
    at_work.map.remove(tie.id)
    at_work.map.connect("Kitchen", "Link worker", kind="meets", direction="mutual", strength=3, since="2020-01-01")
    assert at_work.thread.did_it_move(row).ties[0].verdict == "stronger"


def test_what_moved_after_a_prototype_was_abandoned_is_not_said_to_have_moved_while_it_was_tried(at_work, tie):
    missed = at_work.measures.define("Missed", unit="%", direction="decrease")
    start = date(2025, 1, 23)
    at_work.measures.observe(missed, [(start - timedelta(weeks=14 - n), v) for n, v in enumerate(USUAL)])
    row = at_work.prototypes.start(
        "Go along", stage="testing", to_change={tie.id: "strengthen"}, measured_by={missed.id: "decrease"}
    )
    at_work.later(weeks=3)
    at_work.prototypes.set_stage(row, "abandoned", reason="No time.")
    at_work.later(weeks=9)
    at_work.map.change_connection(tie.id, strength=4)
    at_work.measures.observe(
        missed, [(start + timedelta(weeks=1 + n), v) for n, v in enumerate([42, 41, 43, *[36, 37] * 4])]
    )
    found = at_work.thread.did_it_move(row)
    assert found.sentence == (
        "The relationship moved as expected only after it was abandoned; the measure moved as expected only after it "
        "was abandoned."
    )
    at_work.prototypes.set_stage(row, "testing", reason="Once more.")
    assert at_work.thread.did_it_move(row).sentence == "Moved as expected."


def test_a_tie_that_was_to_end_stays_in_the_answer_when_it_has_ended(at_work, tie):
    row = at_work.prototypes.start("Stop the leaflets", stage="testing", to_change={tie.id: "end"})
    at_work.later(days=20)
    at_work.map.remove(tie.id)
    [relationship] = at_work.thread.did_it_move(row).ties
    assert (relationship.then, relationship.now, relationship.verdict) == (2, None, "ended")


def test_what_grew_before_the_start_moved_before_it_started(at_work, tie):
    row = at_work.prototypes.start("Warm handover", to_change={tie.id: "strengthen"})
    at_work.later(days=10)
    at_work.map.change_connection(tie.id, strength=4)
    assert at_work.thread.did_it_move(row).sentence == "Moved, but before it started."
    at_work.later(days=10)
    at_work.prototypes.set_stage(row, "testing")
    assert at_work.thread.did_it_move(row).ties[0].outcome == "before it started"


def test_another_prototype_on_the_same_tie_is_named_beside_the_answer(at_work, tie):
    first = at_work.prototypes.start("One", stage="testing", to_change={tie.id: "strengthen"})
    at_work.prototypes.start("Two", stage="testing", to_change={tie.id: "strengthen"})
    at_work.later(days=10)
    at_work.map.change_connection(tie.id, strength=4)
    assert at_work.thread.did_it_move(first).sentences[-1] == (
        "In the same time: prototype 2, Two, which names some of the same, was tried too (from 23 January 2025). "
        "So it may not be this alone."
    )


def test_a_start_in_the_future_has_not_started(at_work, tie):
    row = at_work.prototypes.start(
        "Warm handover", stage="testing", started_on="2025-02-20", to_change={tie.id: "strengthen"}
    )
    assert at_work.thread.did_it_move(row).sentence == "It has not started yet."


def test_only_a_prototype_can_be_asked(at_work, tie):
    with pytest.raises(NotFound, match="is no prototype"):
        at_work.thread.did_it_move(tie)
    with pytest.raises(NotFound):
        at_work.thread.did_it_move("nothing")
    assert at_work.thread.did_they_move() == {}


# --- the graph -------------------------------------------------------------------------------------------


def test_every_record_is_a_node_and_every_link_and_belonging_an_edge(at_work, tie):
    session = at_work.sessions.begin("Launch", method=METHOD)
    entry = at_work.sessions.say(session.id, "I never went.", nature="story", step="What?", about=[tie.id])
    insight = at_work.sessions.conclude(session.id, "People follow people.", came_from=[entry.id])
    row = at_work.prototypes.start("Warm handover", came_from=[insight], to_change={tie.id: "strengthen"})

    graph = at_work.thread.graph()

    labels = dict(graph.nodes(data="label"))
    assert labels[tie.id] == "Link worker → Kitchen"
    assert (labels[entry.id], graph.nodes[entry.id]["kind"]) == ("I never went.", "entry")
    assert graph.nodes[session.id]["day"] == date(2025, 1, 23)
    assert {(labels[a], kind, labels[b]) for a, b, kind in graph.edges(data="kind")} == {
        ("Link worker", "starts", "Link worker → Kitchen"),
        ("Kitchen", "is reached by", "Link worker → Kitchen"),
        ("Launch", "holds", "I never went."),
        ("Launch", "holds", "People follow people."),
        ("I never went.", "about", "Link worker → Kitchen"),
        ("People follow people.", "came from", "I never went."),
        ("Warm handover", "came from", "People follow people."),
        ("Warm handover", "means to change", "Link worker → Kitchen"),
    }
    [how] = [data["expectation"] for _, _, data in graph.out_edges(row.id, data=True) if data["expectation"]]
    assert how == "strengthen"


def test_what_ended_stays_in_the_graph_and_what_was_taken_back_does_not(at_work, tie, scope):
    at_work.later(days=3)
    at_work.map.remove(tie.id)
    assert at_work.thread.graph().nodes[tie.id]["ended"] == date(2025, 1, 26)

    wrong = at_work.map.add_element("Wrong", kind="team")
    scope.store.undo(network=scope.network, who=scope.who, area="map", at=scope.clock())
    assert wrong.id not in at_work.thread.graph()


def test_a_network_without_records_has_an_empty_thread(scope):
    assert len(Thread(scope, SystemMapping(scope)).graph()) == 0


# --- the story -------------------------------------------------------------------------------------------


def test_the_story_of_a_prototype_goes_from_the_session_to_what_moved(at_work, tie):
    session = at_work.sessions.begin("Launch", method=METHOD)
    entry = at_work.sessions.say(session.id, "I never went.", nature="story", step="What?", said_by="carer")
    insight = at_work.sessions.conclude(session.id, "People follow people.", came_from=[entry.id])
    row = at_work.prototypes.start("Warm handover", came_from=[insight], to_change={tie.id: "strengthen"})
    at_work.later(days=10)
    at_work.prototypes.set_stage(row, "testing")
    at_work.later(days=10)
    at_work.map.change_connection(tie.id, strength=4)
    at_work.later(days=10)
    at_work.prototypes.set_stage(row, "adopted", reason="It works.", on="2025-02-20")

    assert at_work.thread.story(row) == [
        {"date": "2025-01-23", "kind": "session", "words": f"Launch ({METHOD})", "id": session.id},
        {"date": "2025-01-23", "kind": "entry", "words": "“I never went.” (story, carer)", "id": entry.id},
        {"date": "2025-01-23", "kind": "insight", "words": "People follow people.", "id": insight.id},
        {"date": "2025-01-23", "kind": "prototype", "words": "Prototype 1: Warm handover", "id": row.id},
        {"date": "2025-02-02", "kind": "stage", "words": "testing", "id": row.id},
        {
            "date": "2025-02-12",
            "kind": "connection",
            "words": "Link worker → Kitchen: strength 2, then strength 4 (said by link worker)",
            "id": tie.id,
        },
        {"date": "2025-02-20", "kind": "stage", "words": "adopted: It works.", "id": row.id},
    ]


def test_the_story_of_a_prototype_holds_its_test_cycles_its_progress_and_the_rebases_since(at_work):
    missed = at_work.measures.define("Missed")
    days = [date(2025, 1, 2), date(2025, 1, 9), date(2025, 1, 30)]
    at_work.measures.observe(missed, [(day, 4) for day in days])
    row = at_work.prototypes.start("Warm handover", measured_by={missed.id: "decrease"})
    at_work.measures.rebase(missed, days[1], reason="New form.", decided_by="GP")
    rebase = at_work.measures.rebase(missed, days[2], reason="New clinic.", decided_by="GP")
    cycle = at_work.prototypes.plan_cycle(row, "Will they come?", scale="one person", started_on="2025-01-24")
    at_work.later(days=10)
    at_work.prototypes.finish_cycle(
        cycle, seen="She came.", compared="as predicted", decision="run again", ended_on="2025-02-01"
    )
    first, second = at_work.prototypes.assess(row, 2.5), at_work.prototypes.assess(row, 3, why="She came twice.")

    assert at_work.thread.story(row) == [
        {"date": "2025-01-23", "kind": "prototype", "words": "Prototype 1: Warm handover", "id": row.id},
        {
            "date": "2025-01-24",
            "kind": "test cycle",
            "words": "Test 1: Will they come? (one person)",
            "id": cycle.id,
        },
        {
            "date": "2025-01-30",
            "kind": "rebase",
            "words": "The lines of Missed were drawn anew: New clinic (decided by GP)",
            "id": rebase.id,
        },
        {
            "date": "2025-02-01",
            "kind": "test cycle",
            "words": "Test 1: She came; as predicted; decided to run again",
            "id": cycle.id,
        },
        {
            "date": "2025-02-02",
            "kind": "progress",
            "words": "Progress 2.5, We tried, and it is no better",
            "id": first.id,
        },
        {
            "date": "2025-02-02",
            "kind": "progress",
            "words": "Progress 3, A little better: She came twice.",
            "id": second.id,
        },
    ]
    at_work.prototypes.remove_cycle(cycle)
    assert cycle.id not in [item["id"] for item in at_work.thread.story(row)]
    assert [item["kind"] for item in at_work.thread.story(missed)] == ["rebase", "measure", "rebase"]


def test_a_stage_that_was_taken_back_is_not_in_the_story(at_work, scope):
    row = at_work.prototypes.start("Warm handover")
    at_work.prototypes.set_stage(row, "testing")
    scope.store.undo(network=scope.network, who=scope.who, area="prototypes", at=scope.clock())
    assert [item["kind"] for item in at_work.thread.story(row)] == ["prototype"]


def test_the_story_of_an_entry_says_what_came_of_it(at_work):
    session = at_work.sessions.begin("Launch", method=METHOD)
    entry = at_work.sessions.say(session.id, "I never went.", nature="story", step="What?")
    row = at_work.prototypes.start("Warm handover", came_from=[entry])
    assert [item["id"] for item in at_work.thread.story(entry)] == [session.id, entry.id, row.id]


def test_the_story_of_a_connection_is_how_it_stood(at_work, tie):
    at_work.later(days=10)
    at_work.map.change_connection(tie.id, strength=4)
    assert [item["words"] for item in at_work.thread.story(tie)] == [
        "Link worker → Kitchen: put on the map, strength 2 (said by link worker)",
        "Link worker → Kitchen: strength 2, then strength 4 (said by link worker)",
    ]


# --- what nobody looks after -----------------------------------------------------------------------------


def test_what_nobody_owns_or_measures_is_listed(at_work, tie):
    session = at_work.sessions.begin("Launch", method=METHOD)
    at_work.sessions.agree(session.id, "Ring the kitchen")
    at_work.sessions.agree(session.id, "Write it up", owner="GP")
    measured = at_work.measures.define("Visits", owner="GP")
    unused = at_work.measures.define("Letters")
    at_work.prototypes.start("One", owner="GP", measured_by={measured.id: "increase"})
    at_work.prototypes.start("Two")
    given_up = at_work.prototypes.start("Three")
    at_work.prototypes.set_stage(given_up, "abandoned", reason="No time.")

    assert [item["label"] for item in at_work.thread.without_owner()] == ["Ring the kitchen", "Letters", "Two"]
    assert [item["label"] for item in at_work.thread.without_measure()] == ["Two"]
    assert at_work.thread.unused_measures() == [
        {
            "id": unused.id,
            "kind": "measure",
            "label": "Letters",
            "since": "2025-01-23",
            "says": "No prototype means to move it.",
        }
    ]
