"""The page of prototypes: what it shows, and what may be done on it."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import nbformat
import pytest

from tests.conftest import ROOT
from widgets.prototypes import small_names, smallmap
from widgets.prototypes.prototypes import Prototypes
from widgets.prototypes.smallmap import Tie
from workbench import open_workspace
from workbench.errors import BadInput

BAD = "<img src=x onerror=alert(1)>"


@pytest.fixture
def page(network) -> Prototypes:
    network.map.add_element("Link worker", kind="person in role", sector="primary care", at=(0, 0))
    network.map.add_element("Kitchen", kind="community group", sector="voluntary", at=(100, 200))
    return Prototypes(network)


def do(page, gesture, **args):
    answer = page._answer({"gesture": gesture, "args": args, "who": "practice manager"})
    json.dumps(page.state)  # what the page shows is plain JSON
    return answer


def tie(page, **fields) -> str:
    return page.network.map.connect("Link worker", "Kitchen", kind="refers to", **fields).id


def start(page, **given) -> str:
    blank = {"title": "Warm handover", "came_from": [], "to_change": {}, "measured_by": {}}
    return do(page, "start_prototype", **{**blank, **given})["result"]["prototype"]


def test_an_empty_page_has_nothing_but_what_can_be_chosen(page):
    state = page.state
    assert (state["prototypes"], state["measures"], state["opened"], state["gone"]) == ([], [], None, False)
    assert [element["label"] for element in state["elements"]] == ["Kitchen", "Link worker"]
    assert state["stages"] == ["idea", "testing", "adopted", "adapted", "abandoned", "spreading"]


def test_a_prototype_that_was_started_is_shown_with_its_answer_first(page):
    connection = tie(page, strength=2)
    key = start(page, owner="link worker", to_change={connection: "strengthen"})

    opened = page.state["opened"]
    assert (opened["id"], opened["number"], opened["owner"]) == (key, 1, "link worker")
    assert opened["answer"]["headline"] == "It has not started yet."
    assert [(row["label"], row["then"], row["now"], row["how"]) for row in opened["relationships"]] == [
        ("Link worker → Kitchen", 2, 2, "strengthen")
    ]
    assert [card["answer"] for card in page.state["prototypes"]] == ["It has not started yet."]


def test_testing_may_begin_in_the_gesture_that_keeps_a_prototype(page):
    start(page, testing=True)

    opened = page.state["opened"]
    assert (opened["stage"], opened["started_on"]) == ("testing", page.state["app"]["today"])
    assert opened["answer"]["headline"] == "It names no relationship and no measure yet."
    assert page.state["app"]["undo"] == "started prototype 1, Warm handover"


def test_what_is_wrong_with_a_field_is_said_in_the_words_of_the_page(page):
    with pytest.raises(BadInput, match=r"^What do we call it\? It is empty\. Type something first\.$"):
        start(page, title=" ")


def test_the_chip_of_a_measure_counts_the_points_that_its_sentence_counts(page):
    measure = do(page, "define_measure", title="Missed", direction="decrease")["result"]["measure"]
    weeks = [date(2024, 1, 1) + timedelta(weeks=n) for n in range(40)]
    values = [40 + n % 4 if n < 20 else 38 + n % 4 for n in range(40)]
    page.network.measures.observe(measure, list(zip(weeks, values, strict=True)))
    key = start(page, measured_by={measure: "decrease"}, testing=True)
    do(page, "change_prototype", prototype=key, started_on=weeks[20].isoformat())

    [measured] = page.state["opened"]["measured"]
    assert measured["rule"] == "20 points in a row below the mean"
    assert "20 points in a row below the mean" in measured["reading"]


def test_a_relationship_that_is_hoped_for_goes_on_the_map_and_is_never_in_the_graph(page):
    ends = {element["label"]: element["id"] for element in page.state["elements"]}
    hoped = do(page, "hope_for", source=ends["Link worker"], target=ends["Kitchen"], kind="trusts")["result"]

    assert [(row["id"], row["label"], row["strength"]) for row in page.state["connections"]] == [
        (hoped["connection"], "Link worker → Kitchen (trusts)", 0)
    ]
    assert page.network.map.graph().number_of_edges() == 0


def test_undo_takes_back_what_was_hoped_for_and_leaves_the_prototype(page):
    key = start(page)
    ends = {element["label"]: element["id"] for element in page.state["elements"]}
    do(page, "hope_for", source=ends["Link worker"], target=ends["Kitchen"], kind="trusts")

    assert do(page, "undo")["result"]["said"] == "took back: connected Link worker and Kitchen"
    assert (page.state["connections"], [row["id"] for row in page.state["prototypes"]]) == ([], [key])
    do(page, "redo")
    assert [row["label"] for row in page.state["connections"]] == ["Link worker → Kitchen (trusts)"]


def told(page) -> list[tuple]:
    """The open prototype's relationships, and whether its maps name both ends."""
    opened = page.state["opened"]
    named = all(name in drawn for drawn in opened["maps"].values() for name in ("Link worker", "Kitchen"))
    return [(row["label"], row["then"], row["now"], row["verdict"], named) for row in opened["relationships"]]


@pytest.mark.parametrize("gone", ["connection", "source", "target"])
@pytest.mark.parametrize("hoped", [False, True])
def test_a_named_relationship_that_is_removed_on_its_first_day_stays_on_the_page_as_not_there(page, clock, gone, hoped):
    ends = {element["label"]: element["id"] for element in page.state["elements"]}
    parts = {"source": ends["Link worker"], "target": ends["Kitchen"]}
    if hoped:
        parts["connection"] = do(page, "hope_for", **parts, kind="refers to")["result"]["connection"]
    else:
        parts["connection"] = tie(page)
    key = start(page, to_change={parts["connection"]: "form"}, testing=True)
    clock.now += timedelta(hours=1)
    page.network.map.remove(parts[gone])

    do(page, "show", record=key)
    then, verdict = (0, "not there yet") if hoped else (3, "ended")
    assert told(page) == [("Link worker → Kitchen", then, None, verdict, True)]
    do(page, "show")
    assert do(page, "show", record=key)["ok"]


@pytest.mark.parametrize("gone", ["Link worker", "Kitchen"])
def test_a_backdated_relationship_whose_end_came_and_went_today_is_still_drawn(page, clock, gone):
    ends = {element["label"]: element["id"] for element in page.state["elements"]}
    connection = tie(page, since=date(2024, 6, 1), strength=4)
    key = start(page, to_change={connection: "strengthen"}, testing=True)
    clock.now += timedelta(hours=1)
    page.network.map.remove(ends[gone])

    do(page, "show", record=key)
    assert told(page) == [("Link worker → Kitchen", 4, None, "ended", True)]


def test_a_prototype_that_somebody_names_between_two_reads_waits_for_the_next_look(page):
    start(page)
    answers = page.network.thread.did_they_move()
    page.network.workspace.network("U99001", who="community nurse").prototypes.start("Shared diary")
    assert [card["title"] for card in page._teller.prototypes(answers)] == ["Warm handover"]
    page._refresh()
    assert [card["title"] for card in page.state["prototypes"]] == ["Warm handover", "Shared diary"]


def test_the_reason_for_a_decision_is_asked_for_and_undo_takes_the_move_back(page):
    key = start(page)
    do(page, "set_stage", prototype=key, stage="testing", on="2025-01-20")
    with pytest.raises(BadInput, match="Say why it is abandoned"):
        do(page, "set_stage", prototype=key, stage="abandoned")
    do(page, "set_stage", prototype=key, stage="abandoned", reason="Nobody came.")
    assert page.state["opened"]["stage"] == "abandoned"

    said = do(page, "undo")["result"]["said"]
    assert said == "took back: moved prototype 1, Warm handover to abandoned"
    assert (page.state["opened"]["stage"], page.state["opened"]["started_on"]) == ("testing", "2025-01-20")


def test_one_undo_covers_prototypes_and_measures_alike(page):
    key = start(page)
    measure = do(page, "define_measure", title="Visits", unit="% a month", direction="increase")["result"]["measure"]
    do(page, "should_move", prototype=key, measure=measure, direction="increase")
    do(page, "add_value", measure=measure, day="2025-01-01", value="1,234.5")
    assert page.state["opened"]["measured"][0]["rows"][0]["value"] == 1234.5

    for _ in range(3):
        do(page, "undo")
    assert (page.state["measures"], page.state["opened"]["measured"]) == ([], [])


def test_the_picture_file_marks_the_prototype_and_stands_by_itself(page):
    key = do(page, "define_measure", title="Missed: first visits", direction="decrease")["result"]["measure"]
    page.network.measures.observe(key, [(date(2024, 10, 1) + timedelta(weeks=n), 40 + n % 4) for n in range(14)])
    picture = do(page, "picture_file", measure=key, prototype=start(page, measured_by={key: "decrease"}))["result"]
    assert picture["name"] == "missed-first-visits.svg"
    assert ET.fromstring(picture["text"]).tag.endswith("svg")


def test_removing_the_open_prototype_goes_back_to_the_board(page):
    key = start(page)
    do(page, "remove_prototype", prototype=key)
    assert (page.state["prototypes"], page.state["opened"], page.shown) == ([], None, None)


def test_what_somebody_else_changed_is_on_the_page_after_a_look(page):
    start(page)
    other = page.network.workspace.network("U99001", who="community nurse")
    other.prototypes.change(page.shown, owner="community nurse")
    page._refresh()
    assert page.state["opened"]["owner"] == "community nurse"


# --- the small maps --------------------------------------------------------------------------------------


def elements(*labels: str, x=None):
    return {
        label: {"label": label, "type": "team", "sector": "community", "x": x, "y": number * 10.0}
        for number, label in enumerate(labels)
    }


def between(source: str, target: str, strength: int | None, **given) -> Tie:
    label = f"{source} → {target}"
    return Tie(source=source, target=target, label=label, direction="one way", strength=strength, **given)


def test_a_small_map_shows_what_is_there_and_says_what_is_not():
    ties = [between("A", "B", 4, moved=True), between("B", "C", None), between("A", "C", 0)]
    drawn = ET.fromstring(smallmap.draw(elements("A", "B", "C"), ties, title="Now", ident="m"))

    lines = [item for item in drawn.iter() if item.tag.endswith("line")]
    assert [(line.get("class"), line.get("stroke-dasharray") is not None) for line in lines] == [
        ("wb-tie wb-tie-moved", False),
        ("wb-tie", True),
    ]
    assert drawn[0].text == "Now. A → B: strength 4 of 5, stronger than it was; B → C: not there; A → C: hoped for"


def test_one_that_is_weaker_is_told_from_one_that_is_stronger_by_its_line_a_sign_and_words():
    ties = [between("A", "B", 4, moved=True), between("B", "C", 1, moved=True, weaker=True), between("A", "C", 3)]
    text = smallmap.draw(elements("A", "B", "C"), ties, title="Now", ident="m")
    drawn = ET.fromstring(text)
    lines = [item for item in drawn.iter() if item.tag.endswith("line")]
    assert [line.get("stroke-dasharray") for line in lines] == [None, "7 4", None]
    signs = [item for item in drawn.iter() if (item.get("class") or "").startswith("wb-sign-of")]
    assert [(sign.get("class"), sign[1].get("d").count("v")) for sign in signs] == [
        ("wb-sign-of-stronger", 1),
        ("wb-sign-of-weaker", 0),
    ]
    assert drawn[0].text == (
        "Now. A → B: strength 4 of 5, stronger than it was; B → C: strength 1 of 5, weaker than it was; "
        "A → C: strength 3 of 5"
    )


def test_a_name_on_a_small_map_is_text_whatever_it_holds():
    drawn = smallmap.draw(elements(BAD, "B"), [between(BAD, "B", 1)], title=BAD, ident="m")
    assert "<img" not in drawn
    assert BAD in (ET.fromstring(drawn)[0].text or "")


def test_every_element_of_a_small_map_has_a_row_and_lies_on_no_line_of_others():
    names = ["A", "B", "C", "D"]
    places = smallmap.place(elements(*names, x=5.0), [between("A", "D", 3)])

    rows = [y for _, y in places.values()]
    assert len(set(rows)) == 4
    assert all(abs(places[name][0] - places["A"][0]) >= smallmap.CLEAR for name in ("B", "C"))
    assert all(0 < x < smallmap.WIDTH for x, _ in places.values())


def test_on_the_small_maps_of_the_story_names_keep_clear_of_lines_or_interrupt_them(folder):
    crossed, looked_at = [], 0
    with closing(open_workspace(folder)) as workspace:
        for network in map(workspace.network, ("U99901", "U99902", "U99903")):
            graph = network.thread.graph()
            for answer in network.thread.did_they_move().values():
                labels = {end: name for move in answer.ties for end, name in zip(move.ends, move.names, strict=True)}
                known = {end: {**graph.nodes[end]["fields"], "label": name} for end, name in labels.items()}
                ties = [
                    Tie(source=move.ends[0], target=move.ends[1], label="", direction="one way", strength=3)
                    for move in answer.ties
                ]
                places = smallmap.place(known, ties)
                lines = [smallmap.between(tie, places) for tie in ties]
                paper = smallmap.WIDTH, smallmap.ROW * len(known) + 8
                names = small_names.stand(labels, places, lines, size=smallmap.SIZE, paper=paper, signs=smallmap.SIGN)
                looked_at += len(names)
                here = [name for name in names.values() if any(small_names.crosses(one, name.box) for one in lines)]
                assert smallmap.draw(known, ties, title="", ident="m").count("wb-small-ground") == len(here)
                crossed += here
    assert len(crossed) <= 2
    assert looked_at > 10


def test_a_name_stands_elsewhere_when_a_line_runs_below_its_shape():
    labels, places = {"a": "Carers", "b": "GP"}, {"a": (105.0, 16.0), "b": (105.0, 116.0)}
    clear = small_names.stand(labels, places, [], size=9, paper=(210, 158))
    moved = small_names.stand(labels, places, [((105, 29), (105, 103))], size=9, paper=(210, 158))
    assert [(name.y, name.anchor) for name in clear.values()] == [(37.0, "middle"), (137.0, "middle")]
    assert [(name.x, name.y, name.anchor) for name in moved.values()] == [
        (119.0, 20.0, "start"),
        (105.0, 137.0, "middle"),
    ]
    assert small_names.crosses(((0, 0), (10, 10)), (4, 4, 6, 6))
    assert not small_names.crosses(((0, 0), (10, 10)), (8, 0, 12, 3))


def test_a_tie_of_which_an_element_is_missing_is_said_and_not_drawn():
    drawn = smallmap.draw(elements("A"), [between("A", "B", 3), between("B", "A", 3)], title="Now", ident="m")
    assert (drawn.count("<line"), drawn.count("strength 3 of 5")) == (0, 2)


def test_no_ties_make_no_map():
    assert smallmap.draw({}, [], title="Now", ident="m") == ""


# --- the notebook ----------------------------------------------------------------------------------------


def test_the_notebook_has_few_cells_with_names_of_their_own():
    notebook = nbformat.read(ROOT / "notebooks" / "prototypes.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert [cell.id for cell in notebook.cells] == ["title", "parameters", "network", "prototypes", "yours"]
    assert notebook.metadata.workbench == {"app": "prototypes"}
