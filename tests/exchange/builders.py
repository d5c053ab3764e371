"""Small maps to share, with whatever attributes a test wants to see."""

from __future__ import annotations

from datetime import date
from typing import Any

import networkx as nx
from hypothesis import strategies as st

from workbench.mapping import vocabulary
from workbench.themes import THEMES

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


# --- maps of any kind, for the laws ---------------------------------------------------------------------------

_TRICKY = (
    "=1+1", "'=1+1", "+44 20", "-", "@SUM(A1)", "\tindented", "NA", "None", "nan", "1E5", "007", "TRUE", "#N/A",
    "2025-03-01", "_x0041_", "constructor", "__proto__", "a|b", "a;b", 'he said "so", twice', "]]>", "&amp;",
    "<script>alert(1)</script>", "href=javascript:", "two\u2028lines", "\u200f\u202eright to left",
    "شبكة الرعاية", "ศูนย์ชุมชน", "ネットワーク", "👩\u200d⚕️ clinic", "e\u0301te\u0301", " ends with spaces  ", "‘quoted’",
)  # fmt: skip
_LETTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
WORDS = st.one_of(st.sampled_from(_TRICKY), st.text(_LETTERS, min_size=1, max_size=20)).filter(str.strip)
"""A name in any script."""
NOTES = st.one_of(
    st.just(""),
    st.lists(WORDS, min_size=1, max_size=3).map("\n".join),
    st.just("\n\n=1+1\t<b>\n"),
)
IDS = st.one_of(WORDS, st.uuids().map(str), st.integers(0, 99).map(str))
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
PLACES = st.floats(-999_999, 999_999, allow_nan=False)


def _subset(words: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(words), unique=True, max_size=3)


@st.composite
def _days(draw: st.DrawFn) -> dict[str, date]:
    days = sorted(draw(st.lists(DAYS, max_size=2)))
    return dict(zip(("valid_from", "valid_to"), days, strict=False))


@st.composite
def _place(draw: st.DrawFn) -> dict[str, float | None]:
    placed = draw(st.booleans())
    return {name: draw(PLACES) if placed else None for name in ("x", "y")}


ELEMENTS = st.fixed_dictionaries(
    {
        "label": WORDS,
        "kind": st.sampled_from(vocabulary.ELEMENT_KINDS),
        "sector": st.sampled_from((None, *vocabulary.SECTORS)),
        "organisation": st.one_of(st.just(""), WORDS),
        "note": NOTES.filter(lambda note: not note or note.strip()),
        "themes": _subset(THEMES),
        "seen_as": _subset(vocabulary.SEEN_AS),
        "size": st.sampled_from(vocabulary.SIZES),
        "pinned": st.booleans(),
        "lived": st.just(True),
    }
)
TIES = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(vocabulary.CONNECTION_KINDS),
        "direction": st.sampled_from(vocabulary.DIRECTIONS),
        "strength": st.integers(0, 5),
        "sign": st.sampled_from((None, *vocabulary.SIGNS)),
        "delay": st.booleans(),
        "themes": _subset(THEMES),
        "said_by": st.one_of(st.just(""), WORDS),
        "sure": st.sampled_from((None, *vocabulary.CONFIDENCE)),
        "note": NOTES,
        "lived": st.just(True),
    }
)


@st.composite
def maps(draw: st.DrawFn) -> nx.MultiDiGraph:
    """A map with elements in any script and all the words, several connections between the same two among them."""
    graph = nx.MultiDiGraph()
    for key in draw(st.lists(IDS, unique=True, max_size=4)):
        graph.add_node(key, **draw(ELEMENTS), **draw(_place()), **draw(_days()))
    if len(graph) > 1:
        ends = st.lists(st.sampled_from(list(graph)), min_size=2, max_size=2, unique=True)
        for key in draw(st.lists(IDS, unique=True, max_size=4)):
            source, target = draw(ends)
            graph.add_edge(source, target, key=key, **draw(TIES), **draw(_days()))
    return graph


def plain(graph: nx.MultiDiGraph) -> tuple[dict[str, Any], dict[str, Any]]:
    """All that a map says, to compare: elements by id, connections by id with their ends."""
    edges = {
        key: {"ends": (source, target), **given} for source, target, key, given in graph.edges(keys=True, data=True)
    }
    return {node: dict(given) for node, given in graph.nodes(data=True)}, edges
