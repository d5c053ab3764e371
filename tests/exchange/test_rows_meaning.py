"""What the rows of a file mean as a map, whatever the format."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import networkx as nx
import pytest

from tests.exchange.builders import a_map, plain, stourvale
from workbench.errors import BadInput
from workbench.exchange.meaning import to_graph, to_rows
from workbench.exchange.rows import Row, Rows
from workbench.exchange.understood import understand
from workbench.exchange.values import CONNECTION_DEFAULTS, ELEMENT_DEFAULTS


def rows(elements: list[dict[str, Any]], connections: list[dict[str, Any]] | None = None, **more: Any) -> Rows:
    return Rows(
        elements=[Row(where=f"element {number}", values=one) for number, one in enumerate(elements, 1)],
        connections=[Row(where=f"connection {number}", values=one) for number, one in enumerate(connections or [], 1)],
        **more,
    )


def element(**values: Any) -> tuple[dict[str, Any], tuple[str, ...]]:
    """One element as a map has it, and what was told about it."""
    graph = to_graph(rows([{"id": "a", "label": "A", **values}]))
    return graph.nodes["a"], graph.graph["left_out"]


def connection(**values: Any) -> tuple[dict[str, Any], tuple[str, ...]]:
    graph = to_graph(rows([{"id": "a"}, {"id": "b"}], [{"id": "1", "source": "a", "target": "b", **values}]))
    return graph.edges["a", "b", "1"], tuple(said for said in graph.graph["left_out"] if "without a name" not in said)


def test_an_element_of_which_only_the_name_is_said_is_as_usual():
    assert element() == ({"label": "A", **ELEMENT_DEFAULTS, "lived": True}, ())


def test_a_connection_of_which_only_the_ends_are_said_is_as_usual():
    assert connection() == ({**CONNECTION_DEFAULTS, "lived": True}, ())


def test_empty_rows_are_an_empty_map():
    graph = to_graph(Rows(title="Stourvale"))

    assert (len(graph), graph.number_of_edges(), graph.graph) == (0, 0, {"title": "Stourvale", "left_out": ()})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"kind": "Person"}, {"kind": "person in role"}),
        ({"kind": "ORGANIZATION"}, {"kind": "organisation"}),
        ({"kind": "community-group"}, {"kind": "community group"}),
        ({"sector": "Third sector"}, {"sector": "voluntary"}),
        ({"sector": "Primary Care"}, {"sector": "primary care"}),
        ({"themes": "Healthy choices|MDT"}, {"themes": ["healthy choices", "multidisciplinary working"]}),
        ({"themes": ["healthy choices", "healthy choices"]}, {"themes": ["healthy choices"]}),
        ({"seen_as": "Outcome; something we can change"}, {"seen_as": ["outcome", "controllable"]}),
        ({"size": "Large"}, {"size": "large"}),
        ({"pinned": "yes"}, {"pinned": True}),
        ({"pinned": 0}, {"pinned": False}),
        ({"x": "12.5", "y": -3}, {"x": 12.5, "y": -3.0}),
        ({"label": 7}, {"label": "7"}),
        ({"label": 7.0}, {"label": "7"}),
        ({"label": 0.5}, {"label": "0.5"}),
        ({"label": True}, {"label": "TRUE"}),
        ({"label": date(2025, 3, 1)}, {"label": "2025-03-01"}),
        ({"label": datetime(2025, 3, 1)}, {"label": "2025-03-01"}),  # noqa: DTZ001  as a spreadsheet has it
        ({"label": "NA"}, {"label": "NA"}),
        ({"label": "1E5"}, {"label": "1E5"}),
        ({"label": "<script>alert(1)</script>"}, {"label": "<script>alert(1)</script>"}),
        ({"note": "one\r\ntwo"}, {"note": "one\ntwo"}),
        ({"valid_from": "1/3/2025"}, {"valid_from": date(2025, 3, 1)}),
        ({"valid_from": "2025-03-01T10:30:00Z"}, {"valid_from": date(2025, 3, 1)}),
        (
            {"valid_from": date(2025, 3, 1), "valid_to": "2 April 2025"},
            {"valid_from": date(2025, 3, 1), "valid_to": date(2025, 4, 2)},
        ),
    ],
)
def test_what_other_tools_say_of_an_element_is_said_in_the_words_of_a_map(given, expected):
    assert element(**given) == ({"label": "A", **ELEMENT_DEFAULTS, "lived": True, **expected}, ())


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"direction": "directed"}, {"direction": "one way"}),
        ({"direction": "Mutual"}, {"direction": "mutual"}),
        ({"direction": "undirected"}, {"direction": "undirected"}),
        ({"kind": "Reports to"}, {"kind": "is accountable to"}),
        ({"kind": "shares-information-with"}, {"kind": "shares information with"}),
        ({"label": "trusts"}, {"kind": "trusts"}),
        ({"strength": "4"}, {"strength": 4}),
        ({"strength": 4.0}, {"strength": 4}),
        ({"strength": "hoped for"}, {"strength": 0}),
        ({"strength": "Weak"}, {"strength": 2}),
        ({"sign": "Negative"}, {"sign": "-"}),
        ({"sign": "\u2212"}, {"sign": "-"}),
        ({"sign": "unknown"}, {"sign": "?"}),
        ({"sure": "high"}, {"sure": "sure"}),
        ({"delay": True}, {"delay": True}),
    ],
)
def test_what_other_tools_say_of_a_connection_is_said_in_the_words_of_a_map(given, expected):
    assert connection(**given) == ({**CONNECTION_DEFAULTS, "lived": True, **expected}, ())


@pytest.mark.parametrize(
    ("given", "expected", "told"),
    [
        (
            {"kind": "Widget", "note": "Seen twice."},
            {"note": "Seen twice.\nKind of element: Widget"},
            "‘Widget’ is no kind of element that a map has, so it was put in the note instead (element 1).",
        ),
        (
            {"themes": "Founder|healthy choices|Male"},
            {"themes": ["healthy choices"], "note": "Themes: Founder, Male"},
            "‘Founder’ is no theme that a map has, so it was put in the note instead (element 1).",
        ),
        (
            {"label": "x" * 10_000},
            {"label": "x" * 199 + "…", "note": "A name in full: " + "x" * 9_983 + "…"},
            "A name of more than 200 characters was shortened, and the whole of it put in the note (element 1).",
        ),
        (
            {"label": "A\x00 \x1bB\ud800"},
            {"label": "A B"},
            "Control characters, which cannot be shown, were taken off (element 1).",
        ),
        (
            {"pinned": "perhaps"},
            {"note": "Whether it is pinned: perhaps"},
            "Whether it is pinned: ‘perhaps’ is",
        ),
        ({"x": "here", "y": 1}, {}, "A place on the drawing that is no number within a million pixels"),
        ({"x": float("nan"), "y": float("inf")}, {}, "A place on the drawing that is no number"),
        ({"x": 3}, {}, "Half a place on the drawing was left open (element 1)."),
        ({"Net worth": 3}, {}, "A map has no place for ‘Net worth’, so it was left out (element 1)."),
        ({"note": "n" * 20_000}, {"note": "n" * 9_999 + "…"}, "A note of more than 10,000 characters was cut there"),
    ],
)
def test_what_a_map_cannot_hold_is_kept_in_the_note_or_told_and_never_dropped_unseen(given, expected, told):
    found, said = element(**given)

    assert found == {"label": "A", **ELEMENT_DEFAULTS, "lived": True, **expected}
    assert said[0].startswith(told)


@pytest.mark.parametrize(
    ("given", "expected", "told"),
    [
        ({"strength": 9}, {"note": "Strength: 9"}, "A strength that is not from 0 to 5 was left open"),
        ({"strength": 2.5}, {"strength": 3}, "A strength with decimals was rounded (connection 1)."),
        ({"strength": 0.2}, {"strength": 1}, "A strength with decimals was rounded"),
        ({"direction": "sideways"}, {"note": "Direction: sideways"}, "‘sideways’ is no direction that a map has"),
        ({"sign": "%"}, {"note": "Sign: %"}, "‘%’ is no sign that a map has"),
    ],
)
def test_the_same_holds_for_connections(given, expected, told):
    found, said = connection(**given)

    assert found == {**CONNECTION_DEFAULTS, "lived": True, **expected}
    assert said[0].startswith(told)


def test_a_text_along_a_connection_that_is_no_kind_is_kept_in_its_note():
    found, said = connection(label="every Tuesday", kind="meets")

    assert (found["kind"], found["note"], said) == ("meets", "Label: every Tuesday", ())


def test_a_matter_is_told_once_with_its_first_place_and_how_often_more():
    graph = to_graph(rows([{"id": str(number), "label": "A", "kind": "Widget"} for number in range(12)]))

    assert graph.graph["left_out"] == (
        "‘Widget’ is no kind of element that a map has, so it was put in the note instead (element 1 and 11 more).",
    )


def test_so_many_matters_that_nobody_would_read_them_are_counted():
    graph = to_graph(rows([{"id": str(number), "label": "A", "kind": f"Widget {number}"} for number in range(100)]))

    said = graph.graph["left_out"]
    assert (len(said), said[-1]) == (61, "There are 40 more remarks like these.")


def test_ids_are_text_also_those_that_programs_stumble_over():
    graph = to_graph(
        rows(
            [{"id": "constructor"}, {"id": "__proto__"}, {"id": 7}, {"id": 7.5}, {"id": "007"}],
            [{"source": "constructor", "target": "__proto__"}, {"source": 7, "target": 7.5}],
        )
    )

    assert list(graph) == ["constructor", "__proto__", "7", "7.5", "007"]
    assert list(graph.edges) == [("constructor", "__proto__", "1"), ("7", "7.5", "2")]
    assert graph.graph["left_out"] == ("An element without a name is called by its id (element 1 and 4 more).",)


def test_without_ids_an_element_is_known_by_its_name_and_connections_add_those_they_name():
    graph = to_graph(
        rows(
            [{"label": "Link worker", "kind": "person"}],
            [{"source": "link  worker", "target": "Kitchen"}, {"source": "Kitchen", "target": "Link worker"}],
        )
    )

    assert [(node, given["label"], given["kind"]) for node, given in graph.nodes(data=True)] == [
        ("Link worker", "Link worker", "person in role"),
        ("Kitchen", "Kitchen", "team"),
    ]
    assert list(graph.edges) == [("Link worker", "Kitchen", "1"), ("Kitchen", "Link worker", "2")]
    assert graph.graph["left_out"] == ("An element that only a connection names is taken by that name (connection 1).",)


def test_where_elements_have_ids_a_connection_may_name_them_by_their_labels_too():
    graph = to_graph(
        rows([{"id": "a", "label": "A one"}, {"id": "b", "label": "B"}], [{"source": " a", "target": "b"}])
    )

    assert list(graph.edges) == [("a", "b", "1")]
    graph = to_graph(rows([{"id": "a", "label": "A one"}, {"id": "b"}], [{"source": "a ONE", "target": "b"}]))
    assert list(graph.edges) == [("a", "b", "1")]


def test_parallel_connections_stay_several():
    graph = to_graph(rows([{"id": "a"}, {"id": "b"}], [{"source": "a", "target": "b", "kind": "trusts"}] * 3))

    assert list(graph.edges) == [("a", "b", "1"), ("a", "b", "2"), ("a", "b", "3")]


@pytest.mark.parametrize(
    ("elements", "connections", "why"),
    [
        (
            [{"id": "a"}, {"id": "a"}],
            [],
            "element 2: its id ‘a’ is that of element 1 already; give each an id of its own",
        ),
        (
            [{"label": "A"}, {"label": "a "}],
            [],
            "element 2: ‘a’ is in element 1 already; give each a name of its own, or",
        ),
        ([{"kind": "team"}], [], "element 1: it has neither a label nor an id; give it a label"),
        ([{"id": "a", "label": ["A"]}], [], "element 1: a list or an object stands where words were expected; write"),
        ([{"id": {}, "label": "A"}], [], "element 1: a list or an object stands where words were expected"),
        ([{"id": "a", "label": 10**4000}], [], "element 1: a number in it has more than a thousand digits; correct it"),
        ([{"id": "a", "valid_to": "soon"}], [], "element 1: ‘soon’ is not a day; write it as 2025-03-01"),
        ([{"id": "a"}], [{"source": "a"}], "connection 1: it does not say to where it goes; name an element there"),
        ([{"id": "a"}], [{"source": "a", "target": "z"}], "connection 1: ‘z’ is not among the elements of the file"),
        ([{"id": "a"}], [{"source": "a", "target": "a"}], "connection 1: it goes from an element to itself"),
        (
            [{"id": "a"}, {"id": "b"}],
            [{"id": "1", "source": "a", "target": "b"}, {"id": "1", "source": "b", "target": "a"}],
            "connection 2: its id ‘1’ is that of connection 1 already",
        ),
        (
            [{"id": "a", "label": "GP"}, {"id": "b", "label": "GP"}],
            [{"source": "GP", "target": "a"}],
            "connection 1: 2 elements are called ‘GP’; point to one by its id",
        ),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_where_and_why(elements, connections, why):
    given = rows(elements, connections)

    with pytest.raises(BadInput) as refused:
        to_graph(given, file="map.csv")

    assert str(refused.value).startswith(f"map.csv, {why}")
    assert str(understand(given).troubles[0]).startswith(why)


def test_a_connection_to_a_refused_element_says_where_that_is():
    given = rows([{"id": "a"}, {"id": "b", "valid_from": "soon"}], [{"source": "a", "target": "b"}])

    assert [str(trouble) for trouble in understand(given).troubles] == [
        "element 2: ‘soon’ is not a day; write it as 2025-03-01",
        "connection 1: ‘b’ cannot be used (element 2); correct that first",
    ]


def test_the_first_of_several_troubles_is_told_with_how_many_more():
    with pytest.raises(BadInput) as refused:
        to_graph(rows([{}, {}, {}]), file="map.csv")

    assert str(refused.value) == (
        "map.csv, element 1: it has neither a label nor an id; give it a label (and 2 more problems like this)."
    )


# --- from a graph -------------------------------------------------------------------------------------------


def test_a_graph_of_networkx_without_our_attributes_becomes_a_map():
    graph = nx.Graph([("Link worker", "Kitchen")])

    back = to_graph(to_rows(graph))

    assert plain(back) == (
        {name: {"label": name, **ELEMENT_DEFAULTS, "lived": True} for name in ("Link worker", "Kitchen")},
        {"1": {"ends": ("Link worker", "Kitchen"), **CONNECTION_DEFAULTS, "direction": "undirected", "lived": True}},
    )


def test_numbers_and_their_texts_stay_two_elements_and_are_told():
    graph = nx.DiGraph([(1, "1"), ("1", (2, 3))])

    found = to_rows(graph)

    assert [one.values["id"] for one in found.elements] == ["1 (2)", "1", "(2, 3)"]
    assert [(tie.values["source"], tie.values["target"]) for tie in found.connections] == [
        ("1 (2)", "1"),
        ("1", "(2, 3)"),
    ]
    assert found.left_out == ["An id that is no text was made text (element ‘1’ and 1 more)."]


def test_all_that_rows_do_not_hold_of_a_graph_is_told():
    graph = stourvale()
    graph.nodes["link"]["betweenness"] = 0.5
    graph.add_edge("link", "link", key="loop", kind="trusts")
    graph.graph["colour"] = "green"

    assert to_rows(graph).left_out == [
        "What it says of ‘betweenness’ was left out (element ‘link’).",
        "That only the public register says so was left out (element ‘mill’ and 1 more).",
        "What the map as a whole says of ‘colour’ was left out (the map).",
        (
            "A part was left out: it goes from an element to itself, which a map does not show; take the row out "
            "(connection from ‘link’ to ‘link’)."
        ),
    ]


def test_connections_whose_keys_say_nothing_are_numbered():
    graph = nx.MultiDiGraph([("a", "b"), ("b", "c")])

    assert [tie.values["id"] for tie in to_rows(graph).connections] == ["1", "2"]


def test_the_title_of_a_map_goes_along():
    graph = a_map({"a": {}}, {})
    graph.graph["title"] = "Stourvale, spring"

    assert to_graph(to_rows(graph)).graph["title"] == "Stourvale, spring"
