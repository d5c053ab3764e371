"""One network in the review: its map then and now, and what can be said of it, as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import networkx as nx

from widgets.review.hopes import hoped_for
from workbench.mapping.change import Change, Tie
from workbench.mapping.places import placed
from workbench.thread.moved import Movement
from workbench.words import counted
from workbench.workspace import Network

ASPECT: Final = 4 / 3
"""Width of a drawing over its height; the same for all, so that cards stand side by side."""
MARGIN: Final = 40.0
"""Pixels of the map around its outermost elements."""
MOST: Final = 1.6
"""How many times a map may be drawn apart in one direction to fill its box."""
BECAME: Final = ("formed", "stronger", "weaker", "lost", "kept")
"""What a tie can have become, in the order in which the table lists it."""
_SAID: Final = {"organisation": "organisation or team", "team": "organisation or team"} | {
    "community group": "community group or place",
    "place": "community group or place",
}

Plain = dict[str, Any]


def card(network: Network, *, before: date, answers: Mapping[str, Movement]) -> Plain:
    """What the card of one network shows: `sentence`, `hopes`, `met`, and its `drawing` then and now.

    `answers` are those of `thread.did_they_move` that may be shared; `hopes` says in two sentences what became of the
    relationships and of the measures that prototypes named.
    """
    then, now = network.map.graph(before), network.map.graph()
    change = Change.between(then, now)
    return {
        "code": network.code,
        "name": network.name,
        "before": before.isoformat(),
        "sentence": change.sentence(),
        "met": _met(network),
        "hopes": hoped_for(answers.values()),
        "drawing": drawing(then, now, change),
    }


def drawing(then: nx.MultiDiGraph, now: nx.MultiDiGraph, change: Change) -> Plain:
    """Both maps as one set of places, so that nothing seems to move that only was drawn elsewhere.

    `box` is x, y, width and height; `elements` carry how they are known `then` and `now` ("lived", "register",
    None where they are not there); `ties` what each became, with its strengths and its lived flag.
    """
    nodes = {**dict(then.nodes(data=True)), **dict(now.nodes(data=True))}
    names = sorted(nodes, key=lambda node: (nodes[node]["label"], node))
    places, box = _spread(placed({node: _place(nodes[node]) for node in names}))
    return {
        "box": box,
        "elements": [
            {
                "id": node,
                "label": nodes[node]["label"],
                "shape": _SAID.get(nodes[node]["kind"], nodes[node]["kind"]),
                "sector": nodes[node]["sector"],
                "x": places[node][0],
                "y": places[node][1],
                "then": _known(then, node),
                "now": _known(now, node),
            }
            for node in names
        ],
        "ties": [
            _tie(tie, became, then if became == "lost" else now) for became in BECAME for tie in getattr(change, became)
        ],
    }


def _place(given: Mapping[str, Any]) -> tuple[float, float] | None:
    return None if given["x"] is None else (float(given["x"]), float(given["y"]))


def _spread(places: Mapping[str, tuple[float, float]]) -> tuple[dict[str, tuple[float, float]], list[float]]:
    """The places drawn apart to fill the common aspect, by up to MOST times in one direction, and their box."""
    xs, ys = [x for x, _ in places.values()] or [0.0], [y for _, y in places.values()] or [0.0]
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    wanted_height = (across + 2 * MARGIN) / ASPECT
    stretch_y = min(max((wanted_height - 2 * MARGIN) / down, 1), MOST) if down else 1.0
    stretch_x = min(max(((down + 2 * MARGIN) * ASPECT - 2 * MARGIN) / across, 1), MOST) if across else 1.0
    width, height = max(across * stretch_x + 2 * MARGIN, 300.0), max(down * stretch_y + 2 * MARGIN, 300 / ASPECT)
    width, height = max(width, height * ASPECT), max(height, width / ASPECT)
    spread = {
        key: (round(middle_x + (x - middle_x) * stretch_x, 1), round(middle_y + (y - middle_y) * stretch_y, 1))
        for key, (x, y) in places.items()
    }
    box = [round(value, 1) for value in (middle_x - width / 2, middle_y - height / 2, width, height)]
    return spread, box


def _known(graph: nx.MultiDiGraph, node: str) -> str | None:
    if node not in graph:
        return None
    return "lived" if graph.nodes[node]["lived"] else "register"


def _tie(tie: Tie, became: str, graph: nx.MultiDiGraph) -> Plain:
    return {
        "id": tie.connection,
        "source": tie.source,
        "target": tie.target,
        "between": list(tie.between),
        "kind": tie.kind,
        "direction": tie.direction,
        "before": tie.before,
        "after": tie.after,
        "became": became,
        "lived": graph.edges[tie.source, tie.target, tie.connection]["lived"],
    }


def _met(network: Network) -> str:
    held = [date.fromisoformat(session["held_on"]) for session in network.sessions.listed()]
    held = [day for day in held if day <= network.today()]
    if not held:
        return "no session yet"
    ago = (network.today() - max(held)).days
    return f"{counted(len(held), 'session')}, the last {'today' if ago == 0 else counted(ago, 'day') + ' ago'}"
