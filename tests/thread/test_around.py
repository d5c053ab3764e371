"""The thread around one record, as a small graph from session to decision."""

from __future__ import annotations

from datetime import date

import networkx as nx
import pytest

from workbench.errors import BadInput, NotFound
from workbench.thread.around import MOST, MOST_OF_A_KIND, ORDER

METHOD = "what? so what? now what?"


@pytest.fixture
def story(at_work, tie):
    """One prototype with everything around it, by name."""
    session = at_work.sessions.begin("Launch", method=METHOD)
    entry = at_work.sessions.say(session.id, "I never went.", nature="story", step="What?", about=[tie.id])
    insight = at_work.sessions.conclude(session.id, "People follow people.", came_from=[entry.id])
    at_work.sessions.say(session.id, "It rained.", nature="fact", step="What?")
    missed = at_work.measures.define("Missed")
    row = at_work.prototypes.start(
        "Warm handover",
        stage="testing",
        came_from=[insight],
        to_change={tie.id: "strengthen"},
        measured_by={missed.id: "decrease"},
    )
    cycle = at_work.prototypes.plan_cycle(row, "Will they come?", scale="one person")
    at_work.prototypes.remove_cycle(at_work.prototypes.plan_cycle(row, "No?"))
    progress = at_work.prototypes.assess(row, 2.5)
    aim = at_work.prototypes.drivers.aim("Fewer people alone")
    at_work.prototypes.drivers.join(row, aim)
    at_work.later(days=20)
    at_work.prototypes.set_stage(row, "adopted", reason="It works.")
    return {
        "session": session.id,
        "entry": entry.id,
        "insight": insight.id,
        "measure": missed.id,
        "prototype": row.id,
        "cycle": cycle.id,
        "progress": progress.id,
        "aim": aim.id,
        "tie": tie.id,
        "decision": f"{row.id}:decision",
    }


def told(graph: nx.DiGraph) -> list[tuple[str, str]]:
    """What people read of each node, in the order of the thread."""
    nodes = sorted(graph.nodes(data=True), key=lambda node: (node[1]["layer"], node[1]["words"]))
    return [(data["kind"], data["words"]) for _, data in nodes]


def test_the_thread_of_a_prototype_goes_from_the_session_to_the_decision(at_work, story):
    graph = at_work.thread.around(story["prototype"])

    assert told(graph) == [
        ("session", f"Launch ({METHOD})"),
        ("entry", "“I never went.” (story, practice manager)"),
        ("insight", "People follow people."),
        ("aim", "Fewer people alone"),
        ("prototype", "Prototype 1: Warm handover"),
        ("test cycle", "Test 1: Will they come? (one person)"),
        ("connection", "Link worker → Kitchen"),
        ("measure", "Missed"),
        ("decision", "adopted: It works."),
    ]
    name = {node: key for key, node in story.items()}
    assert {(name[a], data["kind"], data["expectation"], name[b]) for a, b, data in graph.edges(data=True)} == {
        ("session", "holds", "", "entry"),
        ("session", "holds", "", "insight"),
        ("entry", "led to", "", "insight"),
        ("insight", "led to", "", "prototype"),
        ("aim", "is driven by", "", "prototype"),
        ("prototype", "goes through", "", "cycle"),
        ("prototype", "means to change", "strengthen", "tie"),
        ("prototype", "measured by", "decrease", "measure"),
        ("prototype", "decided", "", "decision"),
    }
    assert nx.is_directed_acyclic_graph(graph)
    assert [node for node, centre in graph.nodes(data="centre") if centre] == [story["prototype"]]
    assert graph.nodes[story["decision"]]["day"] == date(2025, 2, 12)
    assert graph.graph == {"record": story["prototype"], "left_out": ""}


@pytest.mark.parametrize("given", [1.0, None])
def test_what_is_neither_a_record_nor_its_id_is_refused_in_words(at_work, given):
    for asked in (at_work.thread.around, at_work.thread.story):
        with pytest.raises(BadInput) as refusal:
            asked(given)
        assert str(refusal.value) == f"What it points to has to be given as itself or by its id, not ‘{given}’."


@pytest.mark.parametrize("record", ["session", "entry", "insight", "tie", "measure", "cycle", "progress", "aim"])
def test_every_record_of_the_thread_leads_to_its_prototype(at_work, story, record):
    graph = at_work.thread.around(story[record])
    assert story["prototype"] in graph
    assert graph.nodes[story[record]]["centre"]
    assert nx.is_weakly_connected(graph)


@pytest.mark.parametrize("record", ["tie", "measure"])
def test_a_tie_and_a_measure_show_what_began_them_and_what_was_decided(at_work, story, record):
    graph = at_work.thread.around(story[record])
    assert {story[name] for name in ("session", "insight", "tie", "measure", "decision")} <= set(graph)


def test_an_element_shows_its_ties_and_what_means_to_change_them(at_work, story):
    element = at_work.map.elements().index[0]
    graph = at_work.thread.around(str(element))
    assert {story["tie"], story["prototype"]} <= set(graph)


def test_a_rebase_is_there_around_its_measure_and_from_the_days_of_a_prototype_on(at_work, story):
    at_work.measures.observe(story["measure"], [(date(2025, 1, day), 4) for day in (2, 9, 16, 30)])
    early = at_work.measures.rebase(story["measure"], "2025-01-09", reason="New form.", decided_by="GP")
    late = at_work.measures.rebase(story["measure"], "2025-01-30", reason="New clinic.", decided_by="GP")
    assert {early.id, late.id} <= set(at_work.thread.around(story["measure"]))
    assert {early.id, late.id} & set(at_work.thread.around(story["prototype"])) == {late.id}


def test_a_record_without_a_thread_stands_alone(at_work):
    element = str(at_work.map.elements().index[0])
    graph = at_work.thread.around(element)
    assert (list(graph), graph.graph["left_out"]) == ([element], "")


def test_a_thread_that_is_too_long_holds_the_nearest_and_says_what_it_leaves_out(at_work, tie):
    session = at_work.sessions.begin("Launch", method=METHOD)
    entries = [at_work.sessions.say(session.id, f"Word {n}.", nature="fact", step="What?") for n in range(9)]
    insight = at_work.sessions.conclude(session.id, "All of it.", came_from=[entry.id for entry in entries])
    row = at_work.prototypes.start("Warm handover", came_from=[insight], to_change={tie.id: "form"})

    graph = at_work.thread.around(row)

    kinds = [data["kind"] for _, data in graph.nodes(data=True)]
    assert (kinds.count("entry"), len(graph)) == (MOST_OF_A_KIND, MOST_OF_A_KIND + 4)
    assert graph.graph["left_out"] == "3 entries are left out."
    assert nx.is_weakly_connected(graph)
    assert len(graph) <= MOST


def test_every_sort_of_record_has_its_place_in_the_order():
    assert len(set(ORDER)) == len(ORDER)
    assert [ORDER.index(kind) for kind in ("session", "insight", "prototype", "connection", "measure", "decision")] == (
        sorted(ORDER.index(kind) for kind in ("session", "insight", "prototype", "connection", "measure", "decision"))
    )


def test_what_was_never_there_has_no_thread(at_work):
    with pytest.raises(NotFound, match="not in this network's thread"):
        at_work.thread.around("nothing")
