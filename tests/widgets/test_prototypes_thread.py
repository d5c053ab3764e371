"""The learning thread as it is drawn on the page of a prototype, and the answer point by point."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.prototypes import thread_drawing
from widgets.prototypes.telling import points
from workbench.thread.around import ORDER

BAD = "<img src=x onerror=alert(1)>"
SVG = "{http://www.w3.org/2000/svg}"
BEGIN = date(2025, 1, 6)


def thread(*edges: str, centre: str = "prototype 1", days: dict[str, int] | None = None) -> nx.DiGraph:
    """A small thread as `network.thread.around` gives it: “session a > entry b”; the first word is the kind."""
    graph = nx.DiGraph()
    names = dict.fromkeys(name for edge in edges for name in edge.split(" > "))
    for name in names:
        kind = "test cycle" if name.startswith("test cycle") else name.split()[0]
        graph.add_node(
            name,
            kind=kind,
            label=name,
            words=name,
            day=BEGIN + timedelta(days=(days or {}).get(name, 0)),
            ended=None,
            layer=ORDER.index(kind),
            centre=name == centre,
        )
    graph.add_edges_from(edge.split(" > ") for edge in edges)
    return graph


WHOLE = thread(
    "session a > entry b", "entry b > insight c", "session a > insight c", "insight c > prototype 1",
    "session a > prototype 1", "session later > entry d", "entry d > prototype 1", "prototype 1 > connection e",
    "prototype 1 > measure f", "prototype 1 > test cycle 1", "prototype 1 > decision",
    days={"session later": 30, "decision": 40},
)  # fmt: skip


def test_what_stands_in_no_column_joins_what_stood_around_it_and_no_line_goes_the_long_way_too():
    joined = thread_drawing.joins(WHOLE)
    assert sorted(joined.edges) == [
        ("insight c", "prototype 1"),
        ("prototype 1", "connection e"),
        ("prototype 1", "decision"),
        ("prototype 1", "measure f"),
        ("session a", "insight c"),
        ("session later", "prototype 1"),
    ]
    assert joined.nodes["insight c"] == WHOLE.nodes["insight c"]


def drawings(graph: nx.DiGraph, **notes: str) -> list[ET.Element]:
    return ET.fromstring(thread_drawing.draw(graph, notes=notes, ident="t")).findall(f".//{SVG}svg")


def test_the_boxes_lead_to_their_pages_and_say_what_became_of_them():
    drawn = drawings(WHOLE, **{"connection e": "formed"})[-1]
    assert [(link.get("href"), link.get("aria-label")) for link in drawn.iter(f"{SVG}a")] == [
        ("session.ipynb?session=session a", "session, session a, 6 January 2025"),
        ("session.ipynb?session=session later", "session, session later, 5 February 2025"),
        ("session.ipynb?open=insight c", "insight, insight c"),
        ("map.ipynb?focus=connection e", "relationship, connection e, formed"),
        ("measures.ipynb?measure=measure f", "measure, measure f"),
    ]
    heads = [text.text for text in drawn.iter(f"{SVG}text") if text.get("class") == "wb-thread-head"]
    assert heads == ["Sessions", "Concluded and agreed", "Tried", "Meant to move", "Decided"]


def test_only_a_line_from_what_was_said_after_the_prototype_was_named_is_broken():
    lines = [path.get("class", "") for path in drawings(WHOLE)[-1].iter(f"{SVG}path")]
    assert sum("wb-later" in name for name in lines) == 1
    assert sum("wb-lane" in name for name in lines) == 2  # the later session, and the decision


def test_what_people_named_is_only_text_in_the_drawing_and_a_thread_of_one_is_not_drawn():
    text = thread_drawing.draw(thread(f"session {BAD} > prototype 1"), notes={f"session {BAD}": BAD}, ident="t")
    assert "<img" not in text
    assert thread_drawing.draw(thread("prototype 1 > test cycle 1"), notes={}, ident="t") == ""


def test_a_thread_that_leads_back_to_itself_is_drawn_as_it_is():
    ring = thread("prototype 1 > session a", "session a > prototype 1", "prototype 1 > measure f")
    assert sorted(thread_drawing.joins(ring).edges) == sorted(ring.edges)
    assert len(drawings(ring)) == 3


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 6), st.integers(0, 5), st.integers(1, 8), st.text(alphabet="abc de", max_size=90))
def test_no_box_lies_on_another_or_beside_the_paper(sessions, insights, ties, words):
    made = [f"session {number} {words} > prototype 1" for number in range(sessions)]
    made += [f"insight {number} {words} > prototype 1" for number in range(insights)]
    made += [f"prototype 1 > connection {number} {words}" for number in range(ties)]
    for drawing in drawings(thread(*made)):
        width, height = float(drawing.get("width")), float(drawing.get("height"))
        boxes = [
            tuple(float(box.get(name)) for name in ("x", "y", "width", "height")) for box in drawing.iter(f"{SVG}rect")
        ]
        assert len(boxes) == len({edge for each in made for edge in each.split(" > ")})
        for number, (x, y, wide, tall) in enumerate(boxes):
            assert x >= 0
            assert x + wide <= width
            assert y + tall <= height
            assert tall >= 44
            for left, top, across, down in boxes[number + 1 :]:
                assert x + wide <= left or left + across <= x or y + tall <= top or top + down <= y


@pytest.mark.parametrize("started", [True, False])
def test_the_answer_point_by_point_holds_every_sentence_in_its_order(network, started):
    network.map.add_element("Link worker", kind="person in role")
    network.map.add_element("Kitchen", kind="community group")
    tie = network.map.connect("Link worker", "Kitchen", kind="refers to", strength=2)
    days = [network.today() - timedelta(weeks=number) for number in range(30, 0, -1)]
    hopes = {}
    for title in ("Second visits", "Calls"):
        measure = network.measures.define(title, direction="increase", baseline=40, ambition=80)
        network.measures.observe(measure, [(day, 40 + 20 * (day >= days[20])) for day in days])
        hopes[measure.id] = "increase"
    key = network.prototypes.start("Go along", to_change={tie.id: "strengthen"}, measured_by=hopes)
    if started:
        network.prototypes.set_stage(key, "testing", on=days[20])
    answer = network.thread.did_it_move(key)

    found = points(answer, start=answer.since if started else None)
    assert " ".join(f"{point['said']} {point['besides']}".strip() for point in found) == " ".join(answer.sentences)
    assert sum("‘" in point["said"] for point in found) == 2
