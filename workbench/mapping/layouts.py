"""Arranging a map: where to draw every element, in one of a few ways that each show something else."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import networkx as nx

from workbench import checks
from workbench.mapping.apart import HEIGHT, ROOM, WIDTH, apart, apart_in_rows
from workbench.mapping.levels import levels
from workbench.mapping.places import Place
from workbench.mapping.simple import simple
from workbench.mapping.spread import spread
from workbench.mapping.vocabulary import LAYOUTS, SECTORS

Near: TypeAlias = Mapping[Hashable, Sequence[Hashable]]


def places(graph: nx.Graph, how: str, *, pinned: Iterable[Hashable] = ()) -> dict[Hashable, Place]:
    """A place (x, y) for every node, in the graph's order: pixels, x to the right and y down, tenths of a pixel.

    `how` is one of `vocabulary.LAYOUTS`: "force" draws connected elements near one another; "levels" puts causes at
    the top and effects below (see `levels.levels`), elements without connections last; "sectors" makes a band for each
    sector, in the vocabulary's order, others and none last; "circle" goes round by sector. No two elements overlap.
    The `pinned` nodes that have a place (attributes `x` and `y`) keep it exactly, and the others make room for them.
    The same graph always gives the same places; an empty one none. Raises `BadInput` for another layout.
    """
    checks.chosen(how, tuple(LAYOUTS), "layout")
    wanted = set(pinned)
    fixed: dict[Hashable, Place] = {
        node: (given["x"], given["y"])
        for node, given in graph.nodes(data=True)
        if node in wanted and given.get("x") is not None and given.get("y") is not None
    }
    if how == "force":
        return apart(spread(graph, fixed), fixed=fixed)
    drawn = _WAYS[how](graph)
    moved = _among(drawn, fixed)
    return (apart if how == "circle" else apart_in_rows)(moved, fixed=fixed)


def _among(drawn: Mapping[Hashable, Place], fixed: Mapping[Hashable, Place]) -> dict[Hashable, Place]:
    """The drawing moved as a whole to where what is fixed lies, or to the middle, and the fixed at their places."""
    if fixed:
        left = sum(x - drawn[node][0] for node, (x, _) in fixed.items()) / len(fixed)
        down = sum(y - drawn[node][1] for node, (_, y) in fixed.items()) / len(fixed)
    else:
        xs, ys = [x for x, _ in drawn.values()], [y for _, y in drawn.values()]
        left = -(min(xs, default=0) + max(xs, default=0)) / 2
        down = -(min(ys, default=0) + max(ys, default=0)) / 2
    return {node: fixed.get(node, (x + left, y + down)) for node, (x, y) in drawn.items()}


def _near(graph: nx.Graph) -> dict[Hashable, list[Hashable]]:
    plain = simple(graph)
    return {node: list(dict.fromkeys([*plain.pred[node], *plain.succ[node]])) for node in plain}


def _by_sector(graph: nx.Graph) -> list[list[Hashable]]:
    """The nodes of each sector: in the vocabulary's order, then other words as they come, then those without one."""
    found: dict[Any, list[Hashable]] = {sector: [] for sector in SECTORS}
    for node, given in graph.nodes(data=True):
        found.setdefault(given.get("sector") or None, []).append(node)
    without = found.pop(None, [])
    return [nodes for nodes in (*found.values(), without) if nodes]


def _widest(size: int) -> int:
    return max(_FEW, math.ceil(math.sqrt(1.4 * size)))


_FEW: Final = 8
_BETWEEN: Final = 0.45
"""How much further apart two layers or bands are than two rows, in heights of an element."""


def _in_layers(graph: nx.Graph) -> dict[Hashable, Place]:
    level = levels(graph)
    layers: dict[float, list[Hashable]] = {}
    for node in sorted(level, key=lambda node: math.inf if level[node] is None else float(level[node] or 0)):
        height = level[node]
        layers.setdefault(math.inf if height is None else round(height), []).append(node)
    rows: list[list[Hashable]] = []
    tops: list[float] = []
    top = 0.0
    for layer in layers.values():
        count = math.ceil(len(layer) / _widest(len(graph)))
        size = math.ceil(len(layer) / count)
        for begin in range(0, len(layer), size):
            rows.append(layer[begin : begin + size])
            tops.append(top)
            top += ROOM
        top += _BETWEEN
    across = _uncrossed(rows, [1] * len(rows), _near(graph))
    down = {node: y for row, y in zip(rows, tops, strict=True) for node in row}
    return {node: (across[node] * WIDTH * ROOM, down[node] * HEIGHT) for node in graph}


def _in_bands(graph: nx.Graph) -> dict[Hashable, Place]:
    """A band a sector, each spread over the whole width of the drawing; a long one takes several rows."""
    bands = _by_sector(graph)
    deep = [math.ceil(len(band) / _widest(len(graph))) for band in bands]
    slots = [math.ceil(len(band) / rows) for band, rows in zip(bands, deep, strict=True)]
    high = sum(rows * ROOM + _BETWEEN for rows in deep) * HEIGHT
    wide = max(_WIDER * high, max(slots, default=0) * WIDTH * ROOM)
    across = _uncrossed(bands, deep, _near(graph))
    found: dict[Hashable, Place] = {}
    top = 0.0
    for band, rows, count in zip(bands, deep, slots, strict=True):
        for number, node in enumerate(band):
            found[node] = (across[node] * wide / count, (top + number % rows * ROOM) * HEIGHT)
        top += rows * ROOM + _BETWEEN
    near = _near(graph)
    alone = {band[0] for band in bands if len(band) == 1}
    for node in alone:  # one alone in its band stands below or above its neighbours in the wider ones
        beside = [found[other][0] for other in near[node] if other not in alone]
        if beside:
            found[node] = (sum(beside) / len(beside), found[node][1])
    return {node: found[node] for node in graph}


_WIDER: Final = 1.4
"""How many times as wide as high a drawing in bands is, at least."""


def _uncrossed(rows: list[list[Hashable]], deep: Sequence[int], near: Near) -> dict[Hashable, float]:
    """Where each node stands across, in steps from the middle; `rows` are sorted in place so that fewer arcs cross.

    Of a row, `deep` nodes at a time stand below one another. Each row in turn is ordered by where its neighbours
    stand on average, down and up again; the order with the shortest arcs is kept. Source: Sugiyama, Tagawa & Toda 1981.
    """
    across: dict[Hashable, float] = {}
    for row, depth in zip(rows, deep, strict=True):
        across |= _across(row, depth)
    best, least = [list(row) for row in rows], _length(across, near)
    for sweep in range(_SWEEPS):
        for number in range(len(rows)) if sweep % 2 == 0 else reversed(range(len(rows))):
            mean = {
                node: sum(across[other] for other in near[node]) / len(near[node]) if near[node] else across[node]
                for node in rows[number]
            }
            rows[number].sort(key=mean.__getitem__)
            across |= _across(rows[number], deep[number])
        length = _length(across, near)
        if length < least:
            best, least = [list(row) for row in rows], length
    for row, order, depth in zip(rows, best, deep, strict=True):
        row[:] = order
        across |= _across(row, depth)
    return across


_SWEEPS: Final = 12


def _across(row: Sequence[Hashable], deep: int) -> dict[Hashable, float]:
    middle = (math.ceil(len(row) / deep) - 1) / 2
    return {node: number // deep - middle for number, node in enumerate(row)}


def _length(across: Mapping[Hashable, float], near: Near) -> float:
    return sum(abs(across[node] - across[other]) for node, others in near.items() for other in others)


_ON_A_RING: Final = 120
_ROUND: Final = 1.25
"""How far apart neighbours on a ring stand, in the diagonals of an element: from 1 on names never meet."""


def _in_a_circle(graph: nx.Graph) -> dict[Hashable, Place]:
    """Round by sector, in several rings one inside the other where there are many."""
    size = len(graph)
    deep = max(1, math.ceil(size / _ON_A_RING))
    slots = math.ceil(size / deep)
    step = math.hypot(WIDTH, HEIGHT) * _ROUND
    inner = step / (2 * math.sin(math.pi / slots)) if slots > 1 else 0.0
    found: dict[Hashable, Place] = {}
    for number, node in enumerate(_round(_by_sector(graph), _near(graph))):
        slot, ring = divmod(number, deep)
        turn, far = 2 * math.pi * slot / slots - math.pi / 2, inner + ring * step
        found[node] = (far * math.cos(turn), far * math.sin(turn))
    return {node: found[node] for node in graph}


def _round(sectors: list[list[Hashable]], near: Near) -> list[Hashable]:
    """The nodes as they go round, each sector together and in it each nearer to the side where its neighbours are."""
    for _ in range(_SWEEPS):
        order = [node for sector in sectors for node in sector]
        turn = {node: 2 * math.pi * number / len(order) for number, node in enumerate(order)}
        for sector in sectors:
            middle = (turn[sector[0]] + turn[sector[-1]]) / 2
            aside = {node: _aside([turn[other] for other in near[node]], turn[node], middle) for node in sector}
            sector.sort(key=aside.__getitem__)
    return [node for sector in sectors for node in sector]


def _aside(turns: Sequence[float], own: float, middle: float) -> float:
    """How far round from the middle (−π … π) the mean of these turns lies; one's own where there are none."""
    x, y = sum(map(math.cos, turns)), sum(map(math.sin, turns))
    mean = math.atan2(y, x) if math.hypot(x, y) > 1e-9 else own
    return (mean - middle + math.pi) % (2 * math.pi) - math.pi


_WAYS: Final[Mapping[str, Callable[[nx.Graph], dict[Hashable, Place]]]] = {
    "levels": _in_layers,
    "sectors": _in_bands,
    "circle": _in_a_circle,
}
