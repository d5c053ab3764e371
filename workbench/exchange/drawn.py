"""What is drawn of a map's graph: copied, known attributes only, plain types only.

An attribute that is missing or of another type is left out rather than drawn.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import networkx as nx

from workbench.exchange.looks import SIGN_WORDS
from workbench.mapping import vocabulary
from workbench.mapping.places import placed
from workbench.words import MONTHS


def elements(graph: nx.MultiDiGraph) -> dict[Any, dict[str, Any]]:
    """The elements by the graph's id. On the page they have numbers: an id could be called `constructor`."""
    found: dict[Any, dict[str, Any]] = {}
    for number, node in enumerate(sorted(graph.nodes, key=str)):
        given = graph.nodes[node]
        found[node] = {
            "number": number,
            "label": one_line(given.get("label")) or "without a name",
            "kind": _word(given.get("kind"), vocabulary.ELEMENT_KINDS),
            "sector": _word(given.get("sector"), vocabulary.SECTORS),
            "organisation": one_line(given.get("organisation")),
            "size": _word(given.get("size"), vocabulary.SIZES) or "usual",
            "lived": given.get("lived") is not False,
            "place": _place(given.get("x"), given.get("y")),
        }
    by_name = sorted(found, key=lambda node: (found[node]["label"], found[node]["number"]))
    for node, place in placed({node: found[node]["place"] for node in by_name}).items():
        found[node]["place"] = place
    return found


def connections(graph: nx.MultiDiGraph, elements: Mapping[Any, dict[str, Any]]) -> list[dict[str, Any]]:
    """The connections, in the order of their ids, between the numbers of `elements`."""
    ties = []
    ordered = sorted(graph.edges(keys=True, data=True), key=lambda edge: (str(edge[2]), str(edge[0]), str(edge[1])))
    for number, (source, target, _, given) in enumerate(ordered):
        strength = given.get("strength")
        steps = (vocabulary.HOPED_FOR, *vocabulary.STRENGTHS)
        known = int(strength) if isinstance(strength, int) and strength in steps else None
        ties.append(
            {
                "number": number,
                "from": elements[source]["number"],
                "to": elements[target]["number"],
                "source": elements[source]["label"],
                "target": elements[target]["label"],
                "kind": _word(given.get("kind"), vocabulary.CONNECTION_KINDS),
                "direction": _word(given.get("direction"), vocabulary.DIRECTIONS) or "one way",
                "strength": known,
                "sign": _word(given.get("sign"), vocabulary.SIGNS),
                "influence": SIGN_WORDS.get(_word(given.get("sign"), vocabulary.SIGNS), ""),
                "delay": given.get("delay") is True,
                "said_by": one_line(given.get("said_by")),
                "sure": _word(given.get("sure"), vocabulary.CONFIDENCE),
                "since": _short_date(day(given.get("valid_from"))),
                "lived": given.get("lived") is not False,
            }
        )
    return ties


def one_line(value: Any) -> str:
    """One line of text without control characters; empty for anything that is not text."""
    if not isinstance(value, str):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def _word(value: Any, words: tuple[str, ...]) -> str:
    return str(value) if isinstance(value, str) and value in words else ""


def _place(x: Any, y: Any) -> tuple[float, float] | None:
    try:
        place = (round(float(x), 1), round(float(y), 1))
    except (TypeError, ValueError, OverflowError):
        return None
    return place if all(math.isfinite(value) and abs(value) < 1e6 for value in place) else None


def day(value: Any) -> date | None:
    """The value where it is a day."""
    return value if isinstance(value, date) else None


def _short_date(day: date | None) -> str:
    return "" if day is None else f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"
