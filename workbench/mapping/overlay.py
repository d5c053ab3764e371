"""Two maps in one: what is in either of them, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from workbench.mapping import graph as graphs
from workbench.mapping.change import BECAME, Change
from workbench.mapping.places import placed
from workbench.mapping.reading import MapParts

_ELEMENTS: Final = {"formed": ("1 new element", "{} new elements"), "lost": ("1 element gone", "{} elements gone")}


@dataclass(frozen=True, kw_only=True)
class Overlay:
    """Two maps as one drawing.

    `parts` are the elements and the relationships of either map, as they are in the later one if they are in it, else
    as they were; what is only hoped for is left out. `marks` says what became of each: id → one of `change.BECAME`
    (an element is formed, kept or lost). `legend` says it in words with counts, for the roles there are.
    `change` is what they rest on.
    """

    parts: MapParts
    marks: dict[str, str]
    legend: dict[str, str]
    change: Change


def overlay(before: MapParts, after: MapParts) -> Overlay:
    """Two maps of one network, as `reading.read` gives them, in one; which ties are the same: see `Change.between`.

    Every element has a place: that in the later map, else that in the earlier one, else one below the others. Two
    empty maps give an empty overlay.
    """
    change = Change.between(graphs.build(before), graphs.build(after))
    elements = {one["id"]: one for map_parts in (before, after) for one in map_parts["elements"]}
    then = {tie["id"]: tie for tie in before["connections"]}
    now = {tie["id"]: tie for tie in after["connections"]}
    became = {tie.connection: word for word in BECAME for tie in getattr(change, word)}
    gone, new = set(change.gone), set(change.added)
    marks = {key: "lost" if key in gone else "formed" if key in new else "kept" for key in elements}
    return Overlay(
        parts={
            "elements": with_places(elements.values(), {one["id"]: one for one in before["elements"]}),
            "connections": [then[key] if word == "lost" else now[key] for key, word in became.items()],
        },
        marks=marks | became,
        legend=_legend(change, kept=len(elements) - len(gone) - len(new)),
        change=change,
    )


def with_places(elements: Iterable[dict[str, Any]], known: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """These elements, each with a place (`x`, `y`): its own, else that of the same id in `known`, else a free one."""
    listed = list(elements)
    places = placed({one["id"]: _place(one) or _place(known.get(one["id"])) for one in listed})
    return [{**one, "x": places[one["id"]][0], "y": places[one["id"]][1]} for one in listed]


def where_they_are_now(parts: MapParts, now: MapParts) -> MapParts:
    """A map of another day, every element that is still there at its present place: nothing seems to move."""
    here = {one["id"]: one for one in now["elements"]}
    moved = [{**one, **_xy(here[one["id"]])} if _place(here.get(one["id"])) else one for one in parts["elements"]]
    return {"elements": with_places(moved, {}), "connections": parts["connections"]}


def in_both(change: Change) -> str:
    """Say Jaccard's share in words, such as “7 of 10 relationships of either day are in both”."""
    both = len(change.stronger) + len(change.kept) + len(change.weaker)
    either = both + len(change.formed) + len(change.lost)
    if not either:
        return "n/a: neither day has a relationship."
    if either == 1:
        return f"The one relationship of either day is {'in both' if both else 'in one of them only'}."
    if both == either:
        return f"All {either} relationships are in both."
    return f"{both or 'None'} of {either} relationships of either day {'is' if both in (0, 1) else 'are'} in both."


def _place(one: Mapping[str, Any] | None) -> tuple[float, float] | None:
    return None if one is None or one["x"] is None else (one["x"], one["y"])


def _xy(one: Mapping[str, Any]) -> dict[str, Any]:
    return {"x": one["x"], "y": one["y"]}


def _legend(change: Change, *, kept: int) -> dict[str, str]:
    """Each role with how many relationships have it; elements are named where some came or went."""
    elements = {"formed": len(change.added), "lost": len(change.gone)}
    said = {}
    for word in BECAME:
        ties, others = len(getattr(change, word)), elements.get(word, 0)
        one, several = _ELEMENTS.get(word, ("", ""))
        counted = [f"{ties} {word}"] if ties else ["as it was"] if word == "kept" and kept else []
        if others:
            counted.append(one if others == 1 else several.format(others))
        if counted:
            said[word] = ", ".join(counted)
    return said
