"""Where a map's elements are drawn."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import atan2, pi

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mapping.asked import digraphs
from workbench.errors import BadInput
from workbench.mapping.apart import apart, overlap
from workbench.mapping.layouts import places
from workbench.mapping.levels import levels
from workbench.mapping.vocabulary import LAYOUTS, SECTORS

HOW = st.sampled_from(tuple(LAYOUTS))


def overlaps(drawn: dict) -> list[tuple[object, object]]:
    return [(one, other) for one, other in combinations(drawn, 2) if overlap(drawn[one], drawn[other])]


def in_sectors(graph: nx.Graph) -> nx.Graph:
    for number, node in enumerate(graph):
        graph.nodes[node]["sector"] = (*SECTORS[::-1], None, "elsewhere")[number % 10]
    return graph


@given(graph=digraphs(12), how=HOW)
@settings(max_examples=100, deadline=None)
def test_every_element_is_placed_once_without_overlap_and_always_in_the_same_place(graph, how):
    in_sectors(graph)
    drawn = places(graph, how)
    assert list(drawn) == list(graph)
    assert overlaps(drawn) == []
    assert places(graph, how) == drawn
    assert all(round(x, 1) == x and round(y, 1) == y for x, y in drawn.values())


@given(graph=digraphs(12), how=HOW, spots=st.lists(st.integers(0, 80), min_size=4, max_size=4, unique=True))
@settings(max_examples=100, deadline=None)
def test_pinned_elements_keep_their_places_and_the_others_make_room(graph, how, spots):
    pinned = list(graph)[:4]
    for node, spot in zip(pinned, spots, strict=False):
        graph.nodes[node].update(x=spot % 9 * 151.37, y=spot // 9 * 106.11)
    drawn = places(graph, how, pinned=pinned)
    assert list(drawn) == list(graph)
    assert {node: drawn[node] for node in pinned} == {
        node: (graph.nodes[node]["x"], graph.nodes[node]["y"]) for node in pinned
    }
    assert overlaps(drawn) == []


@pytest.mark.parametrize("how", LAYOUTS)
def test_an_empty_map_and_single_elements_are_drawn(how):
    assert places(nx.DiGraph(), how) == {}
    assert places(nx.empty_graph(1), how) == {0: (0.0, 0.0)}
    assert places(nx.empty_graph(1), how, pinned=[0]) == {0: (0.0, 0.0)}


def test_another_layout_is_refused():
    with pytest.raises(BadInput, match="Did you mean ‘circle’"):
        places(nx.DiGraph(), "circel")


@pytest.mark.parametrize("how", LAYOUTS)
def test_a_large_map_is_drawn_without_overlap(how):
    graph = in_sectors(nx.gnm_random_graph(300, 900, seed=3, directed=True))
    drawn = places(graph, how)
    assert overlaps(drawn) == []
    across = max(x for x, _ in drawn.values()) - min(x for x, _ in drawn.values())
    assert across < 12_000


def test_connected_elements_are_drawn_nearer_than_others():
    graph = nx.grid_2d_graph(6, 4)
    drawn = places(graph, "force")

    def far(one, other):
        return sum((a - b) ** 2 for a, b in zip(drawn[one], drawn[other], strict=True)) ** 0.5

    tied = [far(one, other) for one, other in graph.edges]
    apart_ones = [far(one, other) for one, other in nx.non_edges(graph)]
    assert max(tied) < sum(apart_ones) / len(apart_ones)
    assert sum(tied) / len(tied) < 300


def test_causes_are_drawn_above_their_effects():
    graph = nx.balanced_tree(2, 4, create_using=nx.DiGraph)
    graph.add_node("alone")
    drawn = places(graph, "levels")
    assert all(drawn[one][1] < drawn[other][1] for one, other in graph.edges)
    assert max(drawn, key=lambda node: drawn[node][1]) == "alone"
    ring = nx.cycle_graph(3, create_using=nx.DiGraph)
    assert len({y for _, y in places(ring, "levels").values()}) == 1


@given(graph=digraphs(12))
@settings(max_examples=40, deadline=None)
def test_a_higher_level_is_never_drawn_above_a_lower_one(graph):
    level, drawn = levels(graph), places(graph, "levels")
    for one, other in combinations(graph, 2):
        if level[one] is not None and level[other] is not None and level[one] < level[other] - 0.5:
            assert drawn[one][1] <= drawn[other][1]


def test_each_sector_has_its_band_in_the_order_of_the_vocabulary():
    graph = in_sectors(nx.gnm_random_graph(60, 90, seed=1))
    drawn = places(graph, "sectors")
    bands = {}
    for node, given_of_it in graph.nodes(data=True):
        bands.setdefault(given_of_it["sector"], []).append(drawn[node][1])
    order = [*SECTORS, "elsewhere", None]
    for above, below in pairwise(order):
        assert max(bands[above]) < min(bands[below])


def test_bands_are_spread_over_the_width_of_the_drawing_and_a_long_one_takes_two_rows():
    graph = nx.MultiDiGraph()
    bands = {"primary care": 10, "community": 3, "voluntary": 2, "hospital": 4}
    for sector, size in bands.items():
        graph.add_nodes_from(((sector, number) for number in range(size)), sector=sector)
    drawn = places(graph, "sectors")
    wide = max(x for x, _ in drawn.values()) - min(x for x, _ in drawn.values())
    for sector, size in bands.items():
        xs = sorted({x for node, (x, _) in drawn.items() if node[0] == sector})
        assert len({y for node, (_, y) in drawn.items() if node[0] == sector}) == (2 if size > 8 else 1)
        assert min(right - left for left, right in pairwise(xs)) >= 150
        assert xs[-1] - xs[0] >= wide * (len(xs) - 1) / len(xs) * 0.99
    assert wide > max(y for _, y in drawn.values()) - min(y for _, y in drawn.values())


def test_one_alone_in_its_band_stands_where_its_neighbours_are():
    graph = nx.Graph([("a", "b"), ("b", "c"), ("alone", "c")])
    for node in graph:
        graph.nodes[node]["sector"] = "hospital" if node == "alone" else "primary care"
    drawn = places(graph, "sectors")
    assert drawn["alone"][0] == drawn["c"][0] != drawn["b"][0]


@pytest.mark.parametrize("size", [2, 5, 12, 25, 60])
def test_round_a_circle_names_have_room(size):
    drawn = list(places(in_sectors(nx.empty_graph(size)), "circle").values())
    for (x, y), (other_x, other_y) in combinations(drawn, 2):
        assert abs(x - other_x) >= 150 or abs(y - other_y) >= 105
        assert ((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5 >= 225


def test_bands_are_ordered_so_that_fewer_connections_cross():
    graph = nx.Graph([(f"a{i}", f"b{6 - i}") for i in range(7)])
    for node in graph:
        graph.nodes[node]["sector"] = "primary care" if node.startswith("a") else "voluntary"
    drawn = places(graph, "sectors")
    assert all(drawn[one][0] == drawn[other][0] for one, other in graph.edges)


def test_round_a_circle_each_sector_stays_together():
    graph = in_sectors(nx.gnm_random_graph(40, 60, seed=2))
    drawn = places(graph, "circle")
    radius = {round((x**2 + y**2) ** 0.5, -1) for x, y in drawn.values()}
    assert len(radius) == 1
    around = sorted(graph, key=lambda node: (atan2(drawn[node][1], drawn[node][0]) + pi / 2 + 0.01) % (2 * pi))
    changes = sum(graph.nodes[one]["sector"] != graph.nodes[other]["sector"] for one, other in pairwise(around))
    assert changes == 9


def test_elements_on_one_spot_are_set_apart_near_it():
    drawn = apart(dict.fromkeys(range(30), (500.0, -200.0)), fixed=[7])
    assert overlaps(drawn) == []
    assert drawn[7] == (500.0, -200.0)
    assert all(abs(x - 500) < 1_500 and abs(y + 200) < 1_200 for x, y in drawn.values())


def test_parts_that_are_not_connected_stand_below_what_is_pinned():
    graph = nx.Graph([("a", "b"), ("c", "d")])
    graph.nodes["a"].update(x=1_000, y=1_000)
    drawn = places(graph, "force", pinned=["a", "c"])
    assert drawn["a"] == (1_000, 1_000)
    assert abs(drawn["b"][0] - 1_000) + abs(drawn["b"][1] - 1_000) < 400
    assert min(drawn["c"][1], drawn["d"][1]) > max(drawn["a"][1], drawn["b"][1])
