"""Small maps to share, with whatever attributes a test wants to see."""

from __future__ import annotations

from datetime import date
from typing import Any

import networkx as nx

ELEMENT: dict[str, Any] = {
    "kind": "person in role",
    "sector": "primary care",
    "organisation": "",
    "note": "",
    "themes": [],
    "seen_as": [],
    "size": "usual",
    "pinned": False,
    "lived": True,
    "x": 0.0,
    "y": 0.0,
    "valid_from": date(2025, 1, 23),
    "valid_to": None,
}
TIE: dict[str, Any] = {
    "kind": "refers to",
    "direction": "one way",
    "strength": 3,
    "sign": None,
    "delay": False,
    "note": "",
    "themes": [],
    "said_by": "practice manager",
    "sure": "sure",
    "lived": True,
    "valid_from": date(2025, 1, 23),
    "valid_to": None,
}


def a_map(elements: dict[str, dict[str, Any]], ties: dict[str, tuple[str, str, dict[str, Any]]]) -> nx.MultiDiGraph:
    """A map that keeps the contract, but for what the test says otherwise."""
    graph = nx.MultiDiGraph(network="U99001", as_at=date(2025, 5, 3))
    for key, given in elements.items():
        graph.add_node(key, **{**ELEMENT, "label": key, **given})
    for key, (source, target, given) in ties.items():
        graph.add_edge(source, target, key=key, **{**TIE, **given})
    return graph


def stourvale() -> nx.MultiDiGraph:
    """Three elements and three connections, one of them from the register."""
    return a_map(
        {
            "link": {"label": "Link worker", "x": 10.0, "y": -20.5},
            "kitchen": {"label": "Community kitchen", "kind": "community group", "sector": "voluntary", "x": -150.0},
            "mill": {"label": "Mill Lane practice", "kind": "organisation", "lived": False, "y": -200.0},
        },
        {
            "1": ("link", "kitchen", {"strength": 5}),
            "2": ("kitchen", "link", {"kind": "trusts", "direction": "mutual"}),
            "3": ("mill", "link", {"kind": "is part of", "lived": False, "said_by": ""}),
        },
    )
