"""The map as it is, as it was on a day, as a table and as a graph."""

from __future__ import annotations

from datetime import UTC, date, datetime

import networkx as nx
import pandas as pd
import pytest

from workbench.errors import BadInput, GraphContractError
from workbench.mapping import graph as graphs
from workbench.mapping.reading import CONNECTION_COLUMNS, ELEMENT_COLUMNS


def test_an_empty_map_still_has_its_columns(mapping):
    elements, connections = mapping.elements(), mapping.connections()

    assert (len(elements), elements.index.name) == (0, "id")
    assert (len(connections), connections.index.name) == (0, "id")
    assert tuple(elements.columns) == ELEMENT_COLUMNS[1:]
    assert tuple(connections.columns) == CONNECTION_COLUMNS[1:]


def test_an_empty_map_gives_an_empty_graph(mapping):
    graph = mapping.graph()
    assert (type(graph), len(graph), graph.graph) == (
        nx.MultiDiGraph,
        0,
        {"network": "U99001", "as_at": date(2025, 1, 23)},
    )


def test_the_map_of_a_day_has_the_words_of_that_day(mapping, clock):
    link = mapping.add_element("Link worker", kind="person in role")
    kitchen = mapping.add_element("Kitchen", kind="place")
    tie = mapping.connect(link, kitchen, kind="refers to", strength=1)
    clock.now = datetime(2025, 3, 1, 12, tzinfo=UTC)
    mapping.change_element(link.id, label="Social prescriber")
    mapping.change_connection(tie.id, strength=4)
    mapping.add_element("Library", kind="place")

    then, now = mapping.graph(date(2025, 2, 1)), mapping.graph()

    assert sorted(label for _, label in then.nodes(data="label")) == ["Kitchen", "Link worker"]
    assert sorted(label for _, label in now.nodes(data="label")) == ["Kitchen", "Library", "Social prescriber"]
    assert [data["strength"] for *_, data in then.edges(data=True)] == [1]
    assert [data["strength"] for *_, data in now.edges(data=True)] == [4]


def test_what_was_removed_is_still_there_on_the_days_before(mapping, clock):
    row = mapping.add_element("Link worker", kind="person in role")
    clock.now = datetime(2025, 3, 1, 12, tzinfo=UTC)
    mapping.remove(row.id)

    assert mapping.elements(date(2025, 2, 28)).index.to_list() == [row.id]
    assert mapping.elements(date(2025, 3, 1)).empty


def test_what_was_recorded_later_for_an_earlier_day_is_shown_on_that_day(mapping):
    row = mapping.add_element("Link worker", kind="person in role", since=date(2024, 1, 1))

    assert mapping.elements(date(2024, 1, 1))["label"].to_dict() == {row.id: "Link worker"}
    assert mapping.elements(date(2023, 12, 31)).empty


def test_hoped_for_connections_are_in_the_table_and_never_in_the_graph(mapping):
    mapping.add_element("Link worker", kind="person in role")
    mapping.add_element("Kitchen", kind="place")
    hoped = mapping.connect("Link worker", "Kitchen", kind="refers to", strength=0)

    assert mapping.connections().index.to_list() == [hoped.id]
    assert mapping.graph().number_of_edges() == 0


def test_every_node_and_edge_carries_the_whole_contract(mapping):
    link = mapping.add_element("Link worker", kind="person in role", sector="primary care", at=(1, 2))
    kitchen = mapping.add_element("Kitchen", kind="place")
    tie = mapping.connect(link, kitchen, kind="influences", sign="-", delay=True, direction="mutual", sure="sure")

    graph = mapping.graph()

    assert graph.nodes[link.id] == {
        "label": "Link worker",
        "kind": "person in role",
        "sector": "primary care",
        "organisation": "",
        "note": "",
        "themes": [],
        "seen_as": [],
        "size": "usual",
        "pinned": False,
        "lived": True,
        "x": 1.0,
        "y": 2.0,
        "valid_from": date(2025, 1, 23),
        "valid_to": None,
    }
    assert list(graph.edges(keys=True, data=True)) == [
        (
            link.id,
            kitchen.id,
            tie.id,
            {
                "kind": "influences",
                "direction": "mutual",
                "strength": 3,
                "sign": "-",
                "delay": True,
                "note": "",
                "themes": [],
                "said_by": "practice manager",
                "sure": "sure",
                "lived": True,
                "valid_from": date(2025, 1, 23),
                "valid_to": None,
            },
        )
    ]


@pytest.mark.parametrize(
    ("attribute", "value", "sentence"),
    [
        ("label", None, "None as its ‘label’"),
        ("kind", "robot", "none of"),
        ("sector", "space", "none of"),
        ("valid_from", "2025-01-01", "where date is expected"),
    ],
)
def test_a_graph_that_breaks_the_contract_is_named_with_part_and_attribute(mapping, attribute, value, sentence):
    mapping.add_element("Link worker", kind="person in role")
    graph = mapping.graph()
    (node,) = graph
    graph.nodes[node][attribute] = value

    with pytest.raises(GraphContractError, match=sentence):
        graphs.validate(graph)


def test_a_missing_attribute_is_named(mapping):
    mapping.add_element("Link worker", kind="person in role")
    graph = mapping.graph()
    (node,) = graph
    del graph.nodes[node]["lived"]

    with pytest.raises(GraphContractError, match="has no ‘lived’"):
        graphs.validate(graph)


def test_days_are_given_as_dates_moments_or_text_and_come_back_as_dates(mapping):
    one = mapping.add_element("Link worker", kind="person in role", since="2024-03-01")
    other = mapping.add_element("Kitchen", kind="place", since=pd.Timestamp("2024-03-01 09:30"))
    tie = mapping.connect(one, other, kind="trusts", since=datetime(2024, 3, 1, 23, tzinfo=UTC))
    assert [row.valid_from for row in (one, other, tie)] == [date(2024, 3, 1)] * 3
    assert len(mapping.graph(as_at=pd.Timestamp("2024-03-01"))) == 2
    assert mapping.graph(as_at="2024-03-01").graph["as_at"] == date(2024, 3, 1)
    assert mapping.elements("2024-02-29").empty
    for frame in (mapping.elements(), mapping.connections()):
        kinds = [frame[name].dtype.kind for name in ("valid_from", "valid_to", "confirmed_on", "changed_at")]
        assert kinds == ["M"] * 4
        assert frame["valid_from"].to_list() == [pd.Timestamp("2024-03-01")] * len(frame)
    mapping.remove(tie.id, on="2024-06-01")
    assert mapping.connections("2024-06-01").empty
    for ask in (mapping.graph, mapping.parts, mapping.elements, mapping.connections):
        with pytest.raises(BadInput, match="The day of the map has to be a date such as 2025-03-01, not ‘2024’"):
            ask(as_at=2024)


def test_two_elements_are_not_connected_twice_in_the_same_way(mapping):
    one, other = (mapping.add_element(label, kind="place") for label in ("Kitchen", "Library"))
    tie = mapping.connect(one, other, kind="trusts")
    with pytest.raises(BadInput) as caught:
        mapping.connect(one, other, kind="trusts", strength=5)
    assert str(caught.value) == (
        "‘Kitchen’ and ‘Library’ are connected like this already: change that connection instead."
    )
    mapping.connect(other, one, kind="trusts")
    mapping.connect(one, other, kind="meets")
    mapping.remove(tie.id)
    mapping.connect(one, other, kind="trusts")
    assert len(mapping.connections()) == 3
