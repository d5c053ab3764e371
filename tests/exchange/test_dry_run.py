"""What a file would do to a map, and doing it as one step."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import networkx as nx
import pytest
from hypothesis import assume, given, settings

from tests.conftest import Clock
from tests.exchange.builders import maps
from tests.stores import empty_store
from workbench.errors import BadInput
from workbench.exchange import read_rows
from workbench.exchange.dry_run import Report, apply, dry_run
from workbench.exchange.meaning import to_rows
from workbench.exchange.understood import same_name
from workbench.mapping.verbs import SystemMapping
from workbench.store import Scope


@pytest.fixture
def mapping(scope: Scope) -> SystemMapping:
    """A map of two elements and a connection."""
    mapping = SystemMapping(scope)
    link = mapping.add_element("Link worker", kind="person in role", at=(0, 0), note="Knows everybody.")
    kitchen = mapping.add_element("Community kitchen", kind="community group", sector="voluntary", at=(100, 50))
    mapping.connect(link, kitchen, kind="refers to", strength=2)
    return mapping


def ids(mapping: SystemMapping) -> dict[str, str]:
    return {one["label"]: one["id"] for one in mapping.parts()["elements"]}


def told(mapping: SystemMapping, elements: str = "", connections: str = "") -> Report:
    """What a table of elements, or else one of connections, would do."""
    return dry_run(mapping.parts(), read_rows((elements or connections).encode(), "map.csv"), file="map.csv")


def without_versions(mapping: SystemMapping) -> list[dict[str, Any]]:
    parts = mapping.parts()
    every = (*parts["elements"], *parts["connections"])
    return [{name: value for name, value in one.items() if name != "version"} for one in every]


def changed(report: Report) -> list[dict[str, Any]]:
    return report.as_plain()["changed"]


def test_what_is_new_changed_and_there_already_is_told_apart(mapping):
    report = told(
        mapping,
        connections="From,To,Type,Strength\nlink  WORKER,Communitykitchen,refers to,4\nLink worker,GP,trusts,\n",
    )

    assert report.as_plain() == {
        "file": "map.csv",
        "title": "",
        "anything": True,
        "says": [
            "1 element and 1 connection would be added.",
            "1 connection would be changed.",
            "2 elements are on the map already, just as in the file.",
        ],
        "counts": {
            "added": {"elements": 1, "connections": 1},
            "changed": {"elements": 0, "connections": 1},
            "matched": {"elements": 2, "connections": 0},
            "refused": 0,
        },
        "added": {
            "elements": [{"says": "GP (team)", "where": "row 3 of the table", "unclear": []}],
            "connections": [{"says": "Link worker trusts GP.", "where": "row 3 of the table", "unclear": []}],
        },
        "changed": [
            {
                "what": "connection",
                "says": "Link worker refers to Community kitchen.",
                "where": "row 2 of the table",
                "fields": [{"name": "strength", "before": "2 (light)", "after": "4 (firm)"}],
            }
        ],
        "refused": [],
        "left_out": ["An element that only a connection names is taken by that name (row 2 of the table and 2 more)."],
        "doubts": [],
    }
    json.dumps(report.as_plain())


def test_telling_changes_nothing(mapping):
    before = mapping.parts()

    told(mapping, "Label,Type\nLink worker,team\nGP,team\n")

    assert mapping.parts() == before


def test_what_a_file_leaves_open_stays_as_it_is(mapping):
    report = told(mapping, "Label,Type,Description\nLink worker,,\nCommunity kitchen,community group,\n")

    assert (report.anything, report.says()) == (
        False,
        ["There is nothing to take in.", "2 elements are on the map already, just as in the file."],
    )


def test_an_id_says_which_element_is_meant_also_under_another_name(mapping):
    link = ids(mapping)["Link worker"]

    report = told(mapping, f"ID,Label\n{link},Social prescriber\n9,Link worker\n")

    assert changed(report) == [
        {
            "what": "element",
            "says": "Link worker",
            "where": "row 2 of the table",
            "fields": [{"name": "name", "before": "Link worker", "after": "Social prescriber"}],
        }
    ]
    assert [one.says for one in report.elements] == ["Link worker (factor)"]


def test_fields_are_said_in_words_before_and_after(mapping):
    report = told(
        mapping,
        "Label,Type,Sector,Tags,Seen as,Pinned,Valid from,Description\n"
        "Link worker,team,community,MDT,outcome,yes,2024-12-01,Knows most.\n",
    )

    assert changed(report)[0]["fields"] == [
        {"name": "kind", "before": "person in role", "after": "team"},
        {"name": "sector", "before": "nothing", "after": "community"},
        {"name": "note", "before": "Knows everybody.", "after": "Knows most."},
        {"name": "themes", "before": "nothing", "after": "multidisciplinary working"},
        {"name": "seen as", "before": "nothing", "after": "something we want to come of it"},
        {"name": "pinned", "before": "no", "after": "yes"},
        {"name": "since", "before": "23 January 2025", "after": "1 December 2024"},
    ]


def test_a_word_that_a_map_does_not_have_changes_nothing_of_what_is_there(mapping):
    report = told(mapping, "Label,Type\nLink worker,Wizard\n")

    assert not report.anything
    assert report.left_out == (
        "‘Wizard’ is no kind of element that a map has, so it was put in the note instead (row 2 of the table).",
    )


def test_two_of_one_name_are_refused_with_advice(mapping):
    mapping.add_element("link worker", kind="team")

    report = told(mapping, connections="From,To\nLink worker,Community kitchen\n")

    assert [str(one) for one in report.refused] == [
        "row 2 of the table: the map has 2 elements called ‘Link worker’; give them names of their own first",
        "row 2 of the table: one of its ends is not taken in; correct that first",
    ]
    assert report.says()[-1] == "2 rows cannot be used and would be left out."


def test_two_rows_for_one_element_of_the_map_are_refused(mapping):
    report = told(mapping, "ID,Label\n1,Link worker\n2,link worker\n")

    assert [str(one) for one in report.refused] == [
        "row 3 of the table: ‘link worker’ is in row 2 of the table already; give one of them another name"
    ]


def test_a_connection_said_twice_is_refused_the_second_time(mapping):
    report = told(mapping, connections="From,To,Type\na,b,trusts\na,b,trusts\na,b,meets\n")

    assert [one.says for one in report.connections] == ["a trusts b.", "a meets b."]
    assert [str(one) for one in report.refused] == [
        "row 3 of the table: it says the same connection as row 2 of the table; take one of the two out"
    ]


def test_a_mutual_connection_is_the_same_the_other_way_round(mapping):
    mapping.connect("Link worker", "Community kitchen", kind="trusts", direction="mutual")

    report = told(mapping, connections="From,To,Type,Direction\nCommunity kitchen,Link worker,trusts,mutual\n")

    assert not report.anything


@pytest.mark.parametrize(
    ("directions", "kept"),
    [
        (("a,b,mutual", "b,a,one way"), 2),
        (("b,a,one way", "a,b,mutual"), 2),
        (("a,b,mutual", "b,a,undirected", "b,a,one way"), 2),
        (("a,b,one way", "b,a,mutual", "a,b,mutual"), 2),
        (("a,b,mutual", "b,a,undirected"), 1),
    ],
)
def test_one_way_back_is_another_connection_than_one_that_goes_both_ways(mapping, directions, kept):
    table = "\n".join(["From,To,Direction,Type", *(f"{each},trusts" for each in directions)])
    report = told(mapping, connections=table)
    assert (len(report.connections), len(report.refused)) == (kept, len(directions) - kept)
    apply(mapping, report)

    again = told(mapping, connections=table)

    assert not again.anything
    assert [one.where for one in again.refused] == [one.where for one in report.refused]


def test_a_connection_of_no_kind_is_the_only_one_between_the_two(mapping):
    assert not told(mapping, connections="From,To\nLink worker,Community kitchen\n").anything

    mapping.connect("Link worker", "Community kitchen", kind="trusts")
    report = told(mapping, connections="From,To\nLink worker,Community kitchen\n")

    assert str(report.refused[0]) == (
        "row 2 of the table: the map has 2 connections between the two; say of which kind this one is"
    )


def test_what_is_on_the_map_keeps_its_place_and_what_is_new_stands_below_it(mapping):
    report = told(mapping, "Label,X,Y\nLink worker,500,500\nGP,7,9\nNurse,17,29\nPorter,,\n")

    assert report.left_out == ("1 element stays in place on this map, although the file has another place.",)
    apply(mapping, report)
    places = {one["label"]: (one["x"], one["y"]) for one in mapping.parts()["elements"]}
    assert places == {
        "Link worker": (0, 0),
        "Community kitchen": (100, 50),
        "GP": (0, 220),
        "Nurse": (10, 240),
        "Porter": (0, 410),
    }


def test_a_file_of_this_map_puts_new_elements_where_it_says(mapping):
    apply(mapping, told(mapping, "Label,X,Y\nLink worker,0,0\nGP,7.04,9\n"))

    assert {(one["x"], one["y"]) for one in mapping.parts()["elements"]} == {(0, 0), (100, 50), (7.0, 9.0)}


def test_what_may_say_who_somebody_is_is_pointed_out_with_its_row_and_column(mapping):
    report = told(mapping, "Label,Description\nGP,Call 943 476 5919\njo@example.org,07700 900123\n")

    [doubt] = report.doubts
    assert doubt == (
        "1 NHS number (note, row 2 of the table), 1 e-mail address (name, row 3 of the table) and 1 phone number "
        "(note, row 3 of the table) could be somebody’s. A map needs nobody’s: take it out of the file first, unless "
        "it is something else."
    )


# --- what was not understood ----------------------------------------------------------------------------------


def unclear(report: Report) -> list[tuple[str, list[str]]]:
    added = report.as_plain()["added"]
    return [(one["says"], one["unclear"]) for one in (*added["elements"], *added["connections"])]


def test_an_unknown_kind_of_connection_becomes_the_least_claim_and_says_so_on_its_row(mapping):
    report = told(mapping, connections="From,To,Type\nLink worker,GP,trusts\nLink worker,Nurse,loves\n")

    assert unclear(report) == [
        ("GP (team)", []),
        ("Nurse (team)", []),
        ("Link worker meets Nurse.", ["‘loves’ is no kind of connection here: drawn as ‘meets’"]),
        ("Link worker trusts GP.", []),
    ]
    apply(mapping, report)
    assert {tie["note"] for tie in mapping.parts()["connections"]} == {"", "Kind of connection: loves"}


def test_between_factors_and_where_there_is_a_sign_it_influences(mapping):
    mapping.add_element("Loneliness", kind="factor")
    report = told(
        mapping,
        connections="From,To,Type,Sign\nLoneliness,Link worker,loves,\nCommunity kitchen,Link worker,loves,+\n",
    )

    assert [one.fields["kind"] for one in report.connections] == ["influences", "influences"]


def test_the_kinds_that_the_map_has_decide_not_those_that_the_file_leaves_open(mapping):
    report = told(mapping, connections="From,To\nCommunity kitchen,Link worker\n")

    assert [one.says for one in report.connections] == ["Community kitchen meets Link worker."]


def test_a_list_of_connections_with_signs_is_one_of_factors(mapping):
    report = told(mapping, connections="From,To,Sign\nLoneliness,Visits to the GP,+\n")

    assert [one.fields["kind"] for one in (*report.elements, *report.connections)] == ["factor", "factor", "influences"]


@pytest.mark.parametrize("strength", ["nine", "9"])
def test_a_strength_that_is_none_says_which_is_drawn_instead(mapping, strength):
    report = told(mapping, connections=f"From,To,Type,Strength\nLink worker,GP,trusts,{strength}\n")

    assert unclear(report)[1][1] == [f"‘{strength}’ is no strength here: drawn as 3 (steady)"]


def test_words_of_an_element_that_are_not_understood_are_said_on_its_row(mapping):
    report = told(mapping, "Label,Type,Sector,Tags\nGP,Wizard,Magic,Spells\n")

    assert unclear(report) == [
        (
            "GP (factor)",
            [
                "‘Wizard’ is no kind of element here: drawn as ‘factor’",
                "‘Magic’ is no sector here: left open",
                "‘Spells’ is no theme here: left open",
            ],
        )
    ]


def test_a_name_that_is_nearly_another_is_asked_about_first(mapping):
    report = told(
        mapping,
        connections="From,To,Type\nLink wroker,Comunity kitchen,trusts\n"
        "Ward 1,Ward 2,trusts\nNight nurses,night  nurses,trusts\nNight nurse,Ward 1,meets\n",
    )

    assert report.doubts == (
        "‘Link wroker’ (row 2 of the table) would be a new element: did you mean ‘Link worker’?",
        "‘Comunity kitchen’ (row 2 of the table) would be a new element: did you mean ‘Community kitchen’?",
        "‘Night nurse’ (row 5 of the table) would be a new element: did you mean ‘Night nurses’?",
    )
    assert unclear(report)[0] == ("Link wroker (team)", ["did you mean ‘Link worker’?"])


def test_a_column_of_elements_beside_connections_is_said_to_be_left_out(mapping):
    report = told(mapping, connections="From,To,Type,Sector\nLink worker,GP,trusts,voluntary\n")

    assert report.left_out[0] == (
        "‘Sector’ says something of elements, and stands in a row of connections, so it was left out: "
        "put it in a table of elements (row 2 of the table)."
    )


# --- taking in ------------------------------------------------------------------------------------------------


def test_taking_a_file_in_is_one_step_with_its_name_and_is_undone_as_a_whole(mapping, scope):
    before = without_versions(mapping)
    table = "From,To,Type,Strength\nLink worker,Community kitchen,refers to,4\nLink worker,GP,trusts,\n"
    report = told(mapping, connections=table)

    said = apply(mapping, report)

    assert said == "imported map.csv: added 1 element and 1 connection, changed 1"
    assert mapping.recent()[0]["action"] == said
    parts = mapping.parts()
    assert {one["label"]: one["file_source"] for one in parts["elements"]} == {
        "Link worker": "",
        "Community kitchen": "",
        "GP": "map.csv",
    }
    assert {tie["kind"]: (tie["strength"], tie["said_by"], tie["file_source"]) for tie in parts["connections"]} == {
        "refers to": (4, "practice manager", ""),
        "trusts": (3, "", "map.csv"),
    }
    scope.store.undo(network=scope.network, who=scope.who, area="map", at=scope.clock())
    assert without_versions(mapping) == before


def test_taking_the_same_file_in_again_finds_nothing_to_do(mapping):
    table = "From,To,Type,Strength\nLink worker,Community kitchen,refers to,4\nGP,Link worker,Widget,\n"
    apply(mapping, told(mapping, connections=table))

    again = told(mapping, connections=table)

    assert not again.anything
    with pytest.raises(BadInput, match="on the map already, so there is nothing to take in"):
        apply(mapping, again)


def test_a_map_taken_into_an_empty_one_is_the_same_map(mapping, scope):
    copy = SystemMapping(Scope(scope.store, "U99002", "GP", scope.clock))

    apply(copy, dry_run(copy.parts(), to_rows(mapping.graph()), file="copy"))

    apart = {"id", "source", "target", "version", "file_source", "changed_by"}
    for kind in ("elements", "connections"):
        ours, theirs = (
            [{name: value for name, value in one.items() if name not in apart} for one in each.parts()[kind]]
            for each in (mapping, copy)
        )
        assert sorted(theirs, key=str) == sorted(ours, key=str)


MEANWHILE = {
    "the field was changed": lambda mapping: mapping.change_element(ids(mapping)["Link worker"], kind="service"),
    "the element was removed": lambda mapping: mapping.remove(ids(mapping)["Link worker"]),
    "the other end was removed": lambda mapping: mapping.remove(ids(mapping)["Community kitchen"]),
    "the same was added": lambda mapping: mapping.add_element("g p", kind="team"),
    "the same was connected": lambda mapping: mapping.connect("Community kitchen", "Link worker", kind="trusts"),
}


@pytest.mark.parametrize("meanwhile", MEANWHILE)
def test_a_report_on_a_map_that_was_changed_since_is_refused_and_nothing_changes(mapping, meanwhile):
    elements = "ID,Label,Type\n{},Link worker,team\n9,GP,\n".format(ids(mapping)["Link worker"])
    rows = read_rows(elements.encode(), "map.csv")
    rows.elements += read_rows(b"Label\nCommunity kitchen\n", "map.csv").elements
    rows.connections = read_rows(
        b"From,To,Type\nCommunity kitchen,Link worker,trusts\nCommunity kitchen,GP,trusts\n", "map.csv"
    ).connections
    report = dry_run(mapping.parts(), rows, file="map.csv")
    assert (len(report.elements), len(report.connections), len(report.changed)) == (1, 2, 1)

    MEANWHILE[meanwhile](mapping)
    before = mapping.parts()
    with pytest.raises(BadInput, match="changed by somebody else meanwhile, so nothing was taken in"):
        apply(mapping, report)

    assert mapping.parts() == before


def test_other_work_on_the_map_meanwhile_does_no_harm(mapping):
    report = told(mapping, "Label,Type\nLink worker,team\nGP,team\n")

    mapping.move({ids(mapping)["Link worker"]: (5, 5)})
    mapping.add_element("Nurse", kind="person in role")
    apply(mapping, report)

    assert sorted(ids(mapping)) == ["Community kitchen", "GP", "Link worker", "Nurse"]


def test_an_end_before_the_beginning_on_the_map_is_refused(mapping):
    report = told(mapping, "Label,Valid to\nLink worker,2024-01-01\n")

    assert [str(one) for one in report.refused] == [
        "row 2 of the table: it would end before it begins; correct its days"
    ]


def test_a_report_on_an_empty_file_says_so(mapping):
    assert dry_run(mapping.parts(), nx.MultiDiGraph()).says() == [
        "The file is a map with nothing on it, so there is nothing to take in."
    ]


@given(graph=maps())
@settings(max_examples=20)
def test_any_map_is_taken_in_whole_and_then_there_is_nothing_more_to_do(graph):
    store = empty_store()
    mapping = SystemMapping(Scope(store, "U99001", "GP", Clock(datetime(2025, 1, 23, 12, tzinfo=UTC))))
    rows = to_rows(graph)
    for row in (*rows.elements, *rows.connections):  # a part that has ended, or is to come, is not there today
        row.values.pop("valid_from", None)
        row.values.pop("valid_to", None)
    first = dry_run(mapping.parts(), rows, file="map")
    assume(len({same_name(one.fields["label"]) for one in first.elements}) == len(graph))
    if first.anything:
        apply(mapping, first)

    parts = mapping.parts()
    assert (len(parts["elements"]), len(parts["connections"])) == (len(graph), len(first.connections))
    assert len(first.connections) + len(first.refused) == graph.number_of_edges()
    assert not dry_run(parts, rows, file="map").anything
    store.close()
