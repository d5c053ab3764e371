"""A map as a sparse matrix, for what is counted over all elements at once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from workbench.mapping.simple import simple

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def of_arcs(graph: nx.Graph) -> tuple[list[Hashable], np.ndarray, np.ndarray]:
    """The nodes in the graph's order, and where each arc of its simple graph starts and ends: two arrays of places."""
    plain = simple(graph)
    nodes = list(plain)
    place = {node: number for number, node in enumerate(nodes)}
    ends = np.array([(place[one], place[other]) for one, other in plain.edges], dtype=np.int64).reshape(-1, 2)
    return nodes, ends[:, 0], ends[:, 1]


def matrix(starts: np.ndarray, ends: np.ndarray, size: int) -> csr_array:
    """The square matrix of `size` with a whole-number 1 for each arc, its row the start and its column the end."""
    from scipy.sparse import csr_array  # noqa: PLC0415  slow to import, and few gestures count

    return csr_array((np.ones(len(starts), dtype=np.int64), (starts, ends)), shape=(size, size))


def contacts(graph: nx.Graph) -> tuple[list[Hashable], csr_array]:
    """The nodes, and the symmetric matrix of who is connected with whom, whichever way it runs."""
    nodes, starts, ends = of_arcs(graph)
    either = matrix(np.concatenate([starts, ends]), np.concatenate([ends, starts]), len(nodes))
    either.data[:] = 1
    return nodes, either


def numbered(nodes: list[Hashable], belongs: Mapping[Hashable, Any]) -> np.ndarray:
    """The group of each node as a number from 0 on, in the order in which groups appear; -1 for none."""
    numbers: dict[Any, int] = {}
    return np.array(
        [numbers.setdefault(belongs[node], len(numbers)) if node in belongs else -1 for node in nodes], dtype=np.int64
    )
