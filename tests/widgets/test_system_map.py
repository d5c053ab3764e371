"""The map page: what it shows, and what its gestures do."""

from __future__ import annotations

import json
import logging
from itertools import combinations
from typing import Any

import pytest

from widgets import SystemMap
from workbench.mapping import apart, layouts
from workbench.workspace import Network


class Page:
    """The other end of the line: sends what a page would send and keeps what it is told."""

    def __init__(self, network: Network) -> None:
        self.app = SystemMap(network)
        self.told: list[dict[str, Any]] = []
        self.app.send = self.told.append  # type: ignore[method-assign]

    def __call__(self, gesture: str, *, who: str = "practice manager", anyway: bool = False, **args: Any) -> Any:
        message = {"id": "g1", "gesture": gesture, "who": who, "anyway": anyway, "args": args}
        self.app._receive(self.app, message, [])
        return self.told[-1]

    def add(self, label: str, **fields: Any) -> str:
        return self("add_element", label=label, **{"kind": "team", **fields})["result"]["id"]

    @property
    def state(self) -> dict[str, Any]:
        return self.app.state

    def labels(self) -> list[str]:
        return [one["label"] for one in self.state["elements"]]


@pytest.fixture
def page(network: Network) -> Page:
    return Page(network)


def test_an_empty_map_is_shown_with_whom_to_begin(page):
    assert (page.state["elements"], page.state["connections"]) == ([], [])
    assert page.state["facts"] == {
        "elements": 0,
        "connections": 0,
        "hoped_for": 0,
        "told": None,
        "register_only": 0,
        "says": [],
    }
    assert page.state["suggestions"][0] == {
        "label": "community nursing team",
        "kind": "team",
        "sector": "community",
    }


def test_the_state_is_plain_json(page):
    page("connect", source=page.add("Link worker", at=[1, 2]), target=page.add("Kitchen"), kind="meets")
    assert json.loads(json.dumps(page.state))["facts"]["connections"] == 1


def test_whoever_is_on_the_map_is_not_suggested_again(page):
    page.add("Paramedic", kind="person in role")
    assert "paramedic" not in [one["label"] for one in page.state["suggestions"]]


@pytest.mark.parametrize(
    ("label", "kind", "sector", "suggested"),
    [
        ("Community nurses", "team", "community", "community nursing team"),
        ("Discharge hub", "service", "hospital", "hospital discharge team"),
        ("Carers’ circle", "community group", "lived experience", "carers’ group"),
        ("Adult social care desk", "team", "social care", "social care team"),
        ("Oilskin Fund", "organisation", "voluntary", "voluntary organisation"),
        ("Link worker", "person in role", None, "social prescribing link worker"),
    ],
)
def test_whoever_is_there_by_another_name_is_not_suggested(page, label, kind, sector, suggested):
    before = [one["label"] for one in page.state["suggestions"]]
    page.add(label, kind=kind, sector=sector)
    assert [one["label"] for one in page.state["suggestions"]] == [one for one in before if one != suggested]


@pytest.mark.parametrize(
    ("label", "kind", "sector"),
    [
        ("Practice nurses", "team", "primary care"),
        ("Care home", "organisation", "social care"),
        ("Strain on carers", "factor", None),
        ("Community team", "team", "community"),
        ("Walking group", "community group", "voluntary"),
    ],
)
def test_a_word_in_common_alone_takes_nothing_off_the_suggestions(page, label, kind, sector):
    before = page.state["suggestions"]
    page.add(label, kind=kind, sector=sector)
    assert page.state["suggestions"] == before


def test_an_element_is_added_where_it_was_pointed_to(page):
    answer = page("add_element", label="Link worker", kind="person in role", sector="primary care", at=[10, -20])

    (element,) = page.state["elements"]
    assert answer == {"id": "g1", "ok": True, "result": {"id": element["id"]}, "saved": answer["saved"]}
    assert answer["saved"] is not None
    assert (element["label"], element["sector"], element["x"], element["y"]) == (
        "Link worker",
        "primary care",
        10,
        -20,
    )
    assert page.state["changes"][0]["who"] == "practice manager"


def test_fields_of_an_element_are_changed_one_at_a_time(page):
    element = page.add("Link worker")
    page("change_element", element=element, version=1, sector="voluntary")
    page("change_element", element=element, version=2, note="Two days.")

    (row,) = page.state["elements"]
    assert (row["label"], row["sector"], row["note"], row["version"]) == (
        "Link worker",
        "voluntary",
        "Two days.",
        3,
    )


def test_two_people_who_change_one_field_are_shown_both_sides(page):
    element = page.add("Link worker")
    page("change_element", element=element, version=1, label="Connector", who="community nurse")

    answer = page("change_element", element=element, version=1, label="Prescriber")

    assert answer["ok"] is False
    assert answer["conflict"] == {
        "mine": {"title": "Prescriber"},
        "theirs": {"title": "Connector"},
        "base": {"title": "Link worker"},
        "version": 2,
    }
    assert "changed by community nurse" in answer["error"]
    assert page.labels() == ["Connector"]

    assert page("change_element", element=element, label="Prescriber")["ok"] is True
    assert page.labels() == ["Prescriber"]


def test_a_connection_is_made_changed_and_removed(page):
    one, other = page.add("Link worker"), page.add("Kitchen")
    tie = page("connect", source=one, target=other, kind="refers to", strength=2, direction="mutual")["result"]["id"]
    page("change_connection", connection=tie, version=1, strength=5)

    (row,) = page.state["connections"]
    assert (row["source"], row["target"], row["kind"], row["strength"], row["direction"]) == (
        one,
        other,
        "refers to",
        5,
        "mutual",
    )
    assert page.state["changes"][0]["changed"] == [
        {"part": tie, "label": "Link worker → Kitchen", "field": "strength", "before": 2, "after": 5}
    ]

    page("remove", parts=[tie])
    assert page.state["connections"] == []


def test_removing_and_undoing_restores_the_page(page):
    one, other = page.add("Link worker"), page.add("Kitchen")
    page("connect", source=one, target=other, kind="meets")
    assert page.state["app"]["undo"] == "connected Link worker and Kitchen"

    answer = page("remove", parts=[one])
    assert answer["result"] == {"said": "Removed Link worker and its connection."}
    assert (page.labels(), page.state["connections"]) == (["Kitchen"], [])

    answer = page("undo")
    assert answer["result"] == {"said": "took back: removed Link worker and its connection"}
    assert (sorted(page.labels()), len(page.state["connections"])) == (["Kitchen", "Link worker"], 1)

    page("redo")
    assert page.labels() == ["Kitchen"]


def test_nothing_to_undo_is_said_and_nothing_is_saved(page):
    answer = page("undo")
    assert (answer["result"], answer["saved"]) == ({"said": "There is nothing of yours to take back."}, None)


def test_one_does_not_undo_what_somebody_else_did(page):
    page.add("Link worker")
    assert page("undo", who="GP")["result"] == {"said": "There is nothing of yours to take back."}
    assert page.labels() == ["Link worker"]


def test_moving_keeps_places_and_placing_does_not_disturb_them(page):
    element = page.add("Link worker", at=[0, 0])
    page("move", places={element: [30.5, 40]})
    page("place", places={element: [1, 1]})

    assert [(one["x"], one["y"]) for one in page.state["elements"]] == [(30.5, 40)]


def test_register_parts_are_asked_for_and_confirmed(page, network):
    network.prefill_map()
    page.app._catch_up()
    question = page.state["questions"][0]

    page("confirm", parts=question["confirms"])

    assert question["part"] not in [one["part"] for one in page.state["questions"]]
    lived = {one["id"]: one["lived"] for one in (*page.state["elements"], *page.state["connections"])}
    assert [lived[part] for part in question["confirms"]] == [True] * len(question["confirms"])


def test_an_nhs_number_is_asked_about_before_it_is_kept(page):
    answer = page("add_element", label="943 476 5919", kind="team")
    assert answer["ok"] is False
    assert "943 476 5919" in answer["ask"]
    assert page.labels() == []

    assert page("add_element", label="943 476 5919", kind="team", anyway=True)["ok"] is True
    assert page.labels() == ["943 476 5919"]


@pytest.mark.parametrize(
    ("gesture", "args", "sentence"),
    [
        ("explode", {}, "knows no gesture ‘explode’"),
        ("compose", {}, "knows no gesture ‘compose’"),
        ("add_element", {"label": "x"}, "cannot be used like this"),
        ("add_element", {"label": "x", "kind": "team", "colour": "red"}, "cannot be used like this"),
        ("add_element", {"label": "x", "kind": "robot"}, "‘robot’ is not a kind of element"),
        ("add_element", {"label": "x", "kind": "team", "at": [1]}, "two numbers"),
        ("add_element", {"label": "x", "kind": "team", "at": "here"}, "two numbers"),
        ("add_element", {"label": ["x"], "kind": "team"}, "has to be text"),
        ("change_element", {"element": "nobody", "label": "x"}, "no longer there"),
        ("change_element", {"element": {"id": 1}, "label": "x"}, "has to be text"),
        ("change_element", {"element": "nobody", "version": "new"}, "whole number"),
        ("change_element", {"element": "nobody", "valid_to": None}, "has no ‘valid_to’"),
        ("connect", {"source": "a", "target": "b", "kind": "meets", "provenance": "lived"}, "has no ‘provenance’"),
        ("connect", {"source": "a", "target": "b", "kind": "meets"}, "No element of this map"),
        ("change_connection", {"connection": "nobody", "strength": 3}, "no longer there"),
        ("remove", {"parts": []}, "which parts"),
        ("remove", {"parts": "all"}, "which parts"),
        ("remove", {"parts": ["nobody"]}, "no longer there"),
        ("confirm", {"parts": [None]}, "has to be text"),
        ("arrange", {"how": "nicely"}, "‘nicely’ is not a layout"),
        ("arrange", {"how": "circle", "elements": []}, "which parts"),
        ("move", {"places": [1, 2]}, "an id and two numbers"),
        ("move", {"places": {"a": [None, 1]}}, "two numbers"),
        ("place", {"places": {"a": "b"}}, "two numbers"),
    ],
)
def test_what_a_page_should_not_send_is_refused_in_a_sentence_and_changes_nothing(page, gesture, args, sentence):
    sequence = page.state["app"]["sequence"]

    answer = page(gesture, **args)

    assert answer["ok"] is False
    assert sentence in answer["error"]
    assert page.app.network.latest() == sequence


def test_a_refusal_is_for_people_and_writes_no_incident(page, caplog):
    with caplog.at_level(logging.ERROR):
        page("remove", parts=["nobody"])
    assert caplog.records == []


def test_the_map_is_shared_as_one_page(page):
    page.add("Link worker")
    shared = page("share_page")["result"]

    assert (shared["name"], shared["type"]) == ("map-stourvale-2025-01-23.html", "text/html;charset=utf-8")
    assert shared["text"].startswith("<!")
    assert "Link worker" in shared["text"]
    assert "How things connect in Stourvale" in shared["text"]


def test_what_is_hoped_for_is_on_the_shared_page(page):
    page("connect", source=page.add("Link worker"), target=page.add("Kitchen"), kind="meets", strength=0)
    assert "2 elements, 0 connections and 1 hoped for." in page("share_page")["result"]["text"]


def test_what_somebody_else_does_shows_when_the_page_looks_again(page, network):
    network.map.add_element("Kitchen", kind="place")
    assert page.app._latest() > page.app._seen
    page.app._refresh()
    assert page.labels() == ["Kitchen"]


def test_several_parts_are_moved_changed_and_copied_in_one_step_each(page):
    link, kitchen = page.add("Link worker", at=[0, 0]), page.add("Kitchen", at=[100, 0])
    page("move", places={link: [10, 20], kitchen: [110, 20]}, arranged="in a circle")
    page("change_elements", elements=[link, kitchen], sector="voluntary", seen_as=["outcome"])
    copies = page("copy", elements=[link])["result"]["ids"]

    rows = {one["id"]: one for one in page.state["elements"]}
    assert [(rows[one]["label"], rows[one]["x"], rows[one]["sector"]) for one in (link, kitchen, *copies)] == [
        ("Link worker", 10, "voluntary"),
        ("Kitchen", 110, "voluntary"),
        ("Link worker (copy)", 70, "voluntary"),
    ]
    assert [one["action"] for one in page.state["changes"][:3]] == [
        "copied Link worker",
        "changed 2 elements",
        "arranged the map in a circle",
    ]


def test_the_page_offers_every_layout_by_its_name(page):
    assert page.state["words"]["layouts"] == layouts.LAYOUTS


def test_an_arrangement_is_looked_at_without_being_kept(page):
    ids = [page.add(label, at=[0, 0]) for label in ("Link worker", "Kitchen", "Library")]
    sequence = page.state["app"]["sequence"]

    found = page("arrange", how="circle")["result"]

    assert found["arranged"] == "in a circle"
    assert sorted(found["places"]) == sorted(ids)
    assert len({tuple(place) for place in found["places"].values()}) == 3
    assert page.app.network.latest() == sequence
    page("move", places=found["places"], arranged=found["arranged"])
    assert {one["id"]: [one["x"], one["y"]] for one in page.state["elements"]} == found["places"]
    assert page.state["changes"][0]["action"] == "arranged the map in a circle"


def test_what_is_pinned_stays_when_the_rest_is_arranged(page):
    ids = [page.add(label, at=[0, 0]) for label in ("Link worker", "Kitchen", "Library")]
    page("change_elements", elements=ids[:1], pinned=True)
    assert sorted(page("arrange", how="force")["result"]["places"]) == sorted(ids[1:])


def test_some_are_arranged_where_they_are_and_clear_of_the_others(page):
    corners = [page.add(label, at=at) for label, at in (("North", [0, -2000]), ("South", [0, 2000]))]
    some = [page.add(label, at=[1000, 500]) for label in ("Link worker", "Kitchen", "Library", "Carers")]

    found = page("arrange", how="sectors", elements=some)["result"]["places"]

    assert set(found) <= set(some)
    now = {one["id"]: (one["x"], one["y"]) for one in page.state["elements"]} | {
        key: tuple(place) for key, place in found.items()
    }
    assert [now[key] for key in corners] == [(0, -2000), (0, 2000)]
    middle = [sum(now[key][side] for key in some) / 4 for side in (0, 1)]
    assert middle == pytest.approx([1000, 500], abs=1)
    assert not any(apart.overlap(now[one], now[other]) for one, other in combinations(now, 2))


def test_an_empty_map_is_arranged_as_it_is(page):
    assert page("arrange", how="levels")["result"]["places"] == {}


def test_a_part_of_the_register_that_is_not_so_leaves_the_map(page, network):
    network.prefill_map()
    page.app._catch_up()
    question = page.state["questions"][0]
    answer = page("reject", parts=[question["part"]])
    assert answer["result"]["said"].startswith("Not so: the connection between ")
    assert question["part"] not in {one["id"] for one in page.state["connections"]}
