"""Whose contacts know one another."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import assume, given, settings

from tests.mapping.small import alike, maps
from workbench.mapping.asking import ask
from workbench.mapping.constraint import constraint
from workbench.mapping.simple import simple

COLUMNS = ["contacts", "effective", "constraint"]


def test_the_middle_of_three_is_free_and_the_ends_are_not():
    assert constraint(alike("abc", "a>b b>c")).to_numpy().tolist() == [[1, 1, 1], [2, 2, 0.5], [1, 1, 1]]


def test_in_a_triangle_nobody_brings_anything_the_others_do_not():
    assert constraint(alike("abc", "a>b b=c c>a a>b")).to_numpy().tolist() == [[2, 1, 1.125]] * 3


def test_the_hub_of_a_star_is_the_freer_the_more_it_knows():
    assert constraint(alike("habcd", "h>a h>b c>h d=h")).loc["h"].to_dict() == {
        "contacts": 4,
        "effective": 4,
        "constraint": 0.25,
    }


@pytest.mark.parametrize("nodes", ["", "a", "ab"])
def test_without_contacts_it_is_not_defined(nodes):
    table = constraint(alike(nodes, "a.b" if len(nodes) > 1 else ""))
    assert (list(table.columns), list(table.index), table.index.name) == (COLUMNS, list(nodes), "node")
    assert (table["contacts"] == 0).all()
    assert table[["effective", "constraint"]].isna().all(axis=None)


@given(maps())
@settings(max_examples=60)
def test_it_is_what_networkx_says_one_by_one(graph):
    assume(len(graph))  # of nobody networkx says nothing
    near = nx.Graph()
    near.add_nodes_from(graph)
    near.add_edges_from(simple(graph).edges)
    table = constraint(graph)
    assert table["constraint"].to_dict() == pytest.approx(nx.constraint(near), abs=1e-9, nan_ok=True)
    assert table["effective"].to_dict() == pytest.approx(nx.effective_size(near), abs=1e-9, nan_ok=True)


def test_the_map_says_whose_contacts_are_strangers():
    answer = ask(alike("habc", "h>a h>b h>c a>b"), "open_circles")
    assert answer.says == (
        "H has the most such contacts: 3, that count as 2.3, since some of them know one another; next: A and B. "
        "Where contacts are strangers there is room to bring people together; where all know one another, the same is "
        "heard from all sides."
    )
    assert answer.table.loc["c"].to_dict() == {
        "label": "C",
        "contacts": 1,
        "count as": 1,
        "how far they know one another": 1,
    }
    assert answer.marks == {"h": "first", "a": "second", "b": "third"}


def test_contacts_who_are_all_strangers_are_called_so():
    says = ask(alike("abc", "a>b b>c"), "open_circles").says
    assert says.startswith("B has the most such contacts: 2, and none of them know one another; next: A and C.")
    assert ask(alike("ab"), "open_circles").says == "Nobody has contacts yet: there are no connections."
    assert ask(alike("ab", "a>b"), "open_circles").says == (
        "Nobody is connected with two others yet, so nobody’s contacts can be strangers."
    )
