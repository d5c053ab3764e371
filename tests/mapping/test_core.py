"""Who is in the core, and who at the edge."""

from __future__ import annotations

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from tests.mapping.small import alike, maps, renamed
from workbench.mapping.asking import ask
from workbench.mapping.core import Core, core
from workbench.mapping.simple import simple


def fit(graph: nx.Graph, members: tuple) -> float:
    """The correlation over all pairs of who is connected with who should be, worked out the long way."""
    near = nx.Graph(simple(graph).edges)
    nodes = list(graph)
    pairs = [(one, other) for place, one in enumerate(nodes) for other in nodes[place + 1 :]]
    there = [near.has_edge(*pair) for pair in pairs]
    ideal = [pair[0] in members or pair[1] in members for pair in pairs]
    return float(np.corrcoef(there, ideal)[0, 1])


def test_the_hub_of_a_star_is_its_core():
    assert core(alike("habcd", "h>a h>b c>h d=h")) == Core(members=("h",), fit=1)


def test_two_hubs_that_hold_everybody_together_are_the_core():
    found = core(alike("gabch", "g=h g>a g>b g>c h>a h>b h>c"))
    assert found == Core(members=("g", "h"), fit=1)


def test_the_middle_of_a_chain_is_a_weak_core():
    assert core(alike("abcd", "a>b b>c c>d")) == Core(members=("b", "c"), fit=pytest.approx(1 / math.sqrt(5)))


@pytest.mark.parametrize(
    ("nodes", "ties"), [("", ""), ("a", ""), ("abc", ""), ("ab", "a>b"), ("abcd", "a>b b>c c>d d>a")]
)
def test_where_all_have_equally_many_contacts_there_is_no_core(nodes, ties):
    assert core(alike(nodes, ties)) == Core()
    assert core(nx.complete_graph(5)) == Core()


@given(maps())
@settings(max_examples=60)
def test_the_fit_is_that_correlation_and_names_do_not_matter(graph):
    found = core(graph)
    other, names = renamed(graph)
    assert core(other) == Core(members=tuple(names[node] for node in found.members), fit=found.fit)
    if found.fit is not None:
        assert found.fit == pytest.approx(fit(graph, found.members))
        assert found.fit <= 1 + 1e-9


def test_the_map_says_who_is_in_the_middle():
    answer = ask(alike("habcd", "h>a h>b c>h d=h"), "core_and_edge")
    assert answer.says == (
        "H is the core, the other 4 elements the edge; the line between them is clear. "
        "Ask who at the edge should be nearer, and whether the core can carry what it holds."
    )
    assert answer.table.loc["h"].to_dict() == {"label": "H", "contacts": 4, "part": "core"}
    assert list(answer.table.index) == ["h", "a", "b", "c", "d"]
    assert answer.marks == {"h": "first", **dict.fromkeys("abcd", "second")}
    assert answer.legend == {"first": "core", "second": "edge"}


def test_where_there_is_no_core_the_map_says_why():
    for graph in (alike(""), alike("ab", "a>b")):
        assert ask(graph, "core_and_edge").says == (
            "No core can be told apart: everybody here is connected with equally many others."
        )
