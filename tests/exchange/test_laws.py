"""What holds for every format that is written and read: the map that comes back is the map that went."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.builders import WORDS, maps, plain, stourvale
from workbench.exchange import read, write
from workbench.exchange.formats import FORMATS, Format
from workbench.exchange.meaning import to_graph, to_rows

TWO_WAY = [one for one in FORMATS if one.writes]
IDS = [one.suffixes[0] for one in TWO_WAY]
SLOWLY = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("one", TWO_WAY, ids=IDS)
@given(graph=maps())
@SLOWLY
def test_writing_and_reading_a_map_gives_the_same_map(one: Format, graph, tmp_path):
    file = tmp_path / f"map{one.suffixes[0]}"

    left_out = write(graph, file)
    back = read(file)

    assert plain(back) == plain(graph), left_out


@pytest.mark.parametrize("one", TWO_WAY, ids=IDS)
def test_writing_does_not_change_the_graph_and_the_same_map_comes_out_of_its_copy(one: Format, tmp_path):
    graph, copy = stourvale(), stourvale()
    first, second = tmp_path / f"one{one.suffixes[0]}", tmp_path / f"two{one.suffixes[0]}"

    write(graph, first)
    write(read(first), second)

    assert plain(graph) == plain(copy)
    assert plain(read(second)) == plain(read(first))


@given(graph=maps())
@SLOWLY
def test_a_graph_made_rows_and_a_graph_again_is_the_same(graph):
    assert plain(to_graph(to_rows(graph))) == plain(graph)


@given(
    kind=st.sampled_from([nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph]),
    labels=st.lists(WORDS, min_size=2, max_size=4),
    ends=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=5),
)
@SLOWLY
def test_any_graph_of_networkx_becomes_a_map_of_as_many_parts(kind, labels, ends):
    graph = kind()
    graph.add_nodes_from((number, {"label": label}) for number, label in enumerate(labels))
    graph.add_edges_from((one, other) for one, other in ends if one != other and max(one, other) < len(labels))

    back = to_graph(to_rows(graph))

    assert [given["label"] for _, given in back.nodes(data=True)] == labels
    assert sorted(map(sorted, back.edges())) == sorted(sorted(map(str, edge)) for edge in graph.edges())
    assert {given["direction"] for *_, given in back.edges(data=True)} <= {
        "one way" if graph.is_directed() else "undirected"
    }


def test_a_graph_made_of_tables_says_what_they_say_and_no_more():
    people = pd.DataFrame(
        {
            "sector": ["voluntary", None, pd.NA],
            "organisation": ["Kitchen", np.nan, np.nan],
            "since": [pd.NaT, pd.NaT, pd.NaT],
            "pinned": [True, False, False],
        }
    )
    graph = nx.DiGraph()
    for node, said in people.iterrows():
        graph.add_node(node, **said, x=np.float64(1.5), y=np.int64(5))
    graph.add_edge(0, 1, strength=np.int64(4), delay=np.bool_(True), shares=np.array([1, 2]))
    graph.add_edge(1, 2, strength=np.nan, sign=np.nan)

    rows = to_rows(graph)
    back = to_graph(rows)

    assert [(one["sector"], one["organisation"], one["pinned"], one["x"]) for _, one in back.nodes(data=True)] == [
        ("voluntary", "Kitchen", True, 1.5),
        (None, "", False, 1.5),
        (None, "", False, 1.5),
    ]
    assert [(one["strength"], one["sign"], one["delay"]) for *_, one in back.edges(data=True)] == [
        (4, None, True),
        (3, None, False),
    ]
    assert rows.left_out == [
        "An id that is no text was made text (element ‘0’ and 2 more).",
        "What it says of ‘shares’ was left out (connection from ‘0’ to ‘1’).",
    ]
