"""A map to ask, and what holds for every answer."""

from __future__ import annotations

from itertools import product
from typing import Any

import networkx as nx
from hypothesis import strategies as st

from workbench.mapping.asking import QUESTIONS, ROLES, Answer, ask


def a_map(*ties: tuple[Any, ...], **nodes: dict[str, Any]) -> nx.MultiDiGraph:
    """A map of these ties (from, to, attributes); keyed "one>other", its nodes labelled with capitals."""
    graph = nx.MultiDiGraph()
    for node, given in nodes.items():
        graph.add_node(node, **given)
    for one, other, *given in ties:
        graph.add_edge(one, other, key=f"{one}>{other}", **{"kind": "meets", **(given[0] if given else {})})
    for node, given in graph.nodes(data=True):
        given.setdefault("label", node.capitalize())
    return graph


def every_answer(graph: nx.MultiDiGraph, key: str, about: tuple[Any, ...] = ()) -> list[Answer]:
    """The answers to a question with every combination of its choices, each checked for what every answer keeps."""
    choices = QUESTIONS[key].choices
    combinations = product(*(choice.options for choice in choices.values()))
    answers = [ask(graph, key, about=about, **dict(zip(choices, chosen, strict=True))) for chosen in combinations]
    for answer in answers:
        keys = {key for _, _, key in graph.edges(keys=True)}
        assert answer.says.rstrip("”").endswith(".")
        assert set(answer.marks) <= set(graph) | keys
        assert set(answer.marks.values()) == set(answer.legend) <= set(ROLES)
        assert all(answer.legend.values())
        if len(answer.table):
            assert answer.table.columns[0] == "label"
        assert set(answer.subgraph(graph)) <= set(graph)
    return answers


def digraphs(most: int = 7) -> st.SearchStrategy[nx.DiGraph]:
    """Any small directed graph."""

    def made(size: int, pairs: list[tuple[int, int]]) -> nx.DiGraph:
        graph = nx.DiGraph()
        graph.add_nodes_from(range(size))
        graph.add_edges_from((one % size, other % size) for one, other in pairs if one % size != other % size)
        return graph

    ends = st.integers(0, most - 1)
    return st.builds(made, st.integers(1, most), st.lists(st.tuples(ends, ends), max_size=3 * most))
