"""What a file would do to a map, before anything is done: added, changed, already there, refused.

`dry_run` compares and changes nothing; `apply` does what its report says, as one step that is undone as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from workbench import checks
from workbench.exchange import least, wording
from workbench.exchange.matching import Connections, Elements, Existing
from workbench.exchange.rows import Rows
from workbench.exchange.understood import Part, Trouble, understand
from workbench.exchange.values import Unclear, short
from workbench.mapping.bulk import Correction, take_in
from workbench.mapping.places import STEP
from workbench.mapping.reading import MapParts
from workbench.mapping.sentences import statement

if TYPE_CHECKING:
    import networkx as nx

    from workbench.mapping.verbs import SystemMapping


@dataclass(frozen=True, kw_only=True)
class Added:
    """A part that the map does not have: where the file has it, what it says in a few words, and its fields.

    `unclear` are words on what was not understood, and what is drawn instead.
    """

    where: str
    says: str
    fields: Mapping[str, Any]
    unclear: tuple[str, ...] = ()

    def as_plain(self) -> dict[str, Any]:
        """What a page shows of it."""
        return {"says": self.says, "where": self.where, "unclear": list(self.unclear)}


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A part of the map of which the file says something else: `before` and `after` by field."""

    where: str
    says: str
    what: str
    id: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Report:
    """What taking a file into a map would do. Nothing was done.

    `matched` counts what the map has as the file says it, by "elements" and "connections". `left_out` are sentences on
    what the file says and a map cannot hold, `doubts` what to look at first, before all else
    questions on `misspelt` names. Of what is added, what was not wholly understood comes first. `known` are the ids of
    the map's parts.
    """

    file: str
    title: str
    elements: tuple[Added, ...]
    connections: tuple[Added, ...]
    changed: tuple[Changed, ...]
    matched: Mapping[str, int]
    refused: tuple[Trouble, ...]
    left_out: tuple[str, ...]
    doubts: tuple[str, ...]
    known: frozenset[str]
    misspelt: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether there is anything to take in."""
        return bool(self.elements or self.connections or self.changed)

    def says(self) -> list[str]:
        """The report in a few sentences, the most important first."""
        return wording.summary(
            added=(len(self.elements), len(self.connections)),
            changed=_counts(self.changed),
            matched=(self.matched["elements"], self.matched["connections"]),
            refused=len(self.refused),
        )

    def as_plain(self, *, most: int = 200) -> dict[str, Any]:
        """The report as JSON can hold it, for a page; of every list the first `most`, and in `counts` how many."""
        changed = [
            {
                "what": one.what,
                "says": one.says,
                "where": one.where,
                "fields": wording.fields(one.before, one.after),
            }
            for one in self.changed[:most]
        ]
        elements, connections = _counts(self.changed)
        return {
            "file": self.file,
            "title": self.title,
            "anything": self.anything,
            "says": self.says(),
            "counts": {
                "added": {"elements": len(self.elements), "connections": len(self.connections)},
                "changed": {"elements": elements, "connections": connections},
                "matched": dict(self.matched),
                "refused": len(self.refused),
            },
            "added": {
                "elements": [one.as_plain() for one in self.elements[:most]],
                "connections": [one.as_plain() for one in self.connections[:most]],
            },
            "changed": changed,
            "refused": [{"where": one.where, "why": f"{one.why}."} for one in self.refused[:most]],
            "left_out": list(self.left_out[:most]),
            "doubts": list(self.doubts),
        }


def dry_run(parts: MapParts, rows: Rows | nx.Graph, *, file: str = "the file") -> Report:
    """What taking `rows` into the map `parts` would do; pure.

    Of a graph all that it carries counts as said, also what was filled in when it was read: rows, as `read_rows` gives
    them, say no more than their file does, and what a file leaves open stays on the map as it is. Elements that have a
    place on the map keep it. Raises `BadInput` only if there are too many rows.
    """
    if not isinstance(rows, Rows):
        from workbench.exchange.meaning import to_rows  # noqa: PLC0415  a page need not wait for networkx

        rows = to_rows(rows)
    understood = understand(rows)
    comparing = _Comparing(parts, understood.elements)
    for part in understood.elements:
        comparing.element(part)
    for part in understood.connections:
        comparing.connection(part)
    return Report(
        file=file,
        title=understood.title,
        elements=tuple(_unclear_first(_beside(comparing.new_elements, parts, comparing.placed_alike))),
        connections=tuple(_unclear_first(comparing.new_connections)),
        changed=tuple(comparing.changed),
        matched={name: comparing.matched[name] for name in ("elements", "connections")},
        refused=(*understood.troubles, *comparing.refused),
        left_out=(*understood.reported, *comparing.left_out()),
        doubts=(
            *comparing.misspelt,
            *wording.doubts([*comparing.new_elements, *comparing.new_connections, *comparing.changed]),
        ),
        misspelt=tuple(comparing.misspelt),
        known=frozenset(one["id"] for one in (*parts["elements"], *parts["connections"])),
    )


def apply(network_map: SystemMapping, report: Report, *, name: str = "") -> str:
    """Do what the report says, as one step of the map; returns what was done, in words.

    `name` is what the file is called in the map's history, if not as the report has it. Raises `BadInput`, changing
    nothing, if there is nothing to do, or if somebody changed the map meanwhile where this would.
    """
    return take_in(
        network_map._scope,  # noqa: SLF001  the verbs of a map and this one share a scope
        added={
            "elements": [one.fields for one in report.elements],
            "connections": [one.fields for one in report.connections],
        },
        changed=[Correction(id=one.id, before=one.before, after=one.after) for one in report.changed],
        file=checks.line(name or report.file, "The name of the file"),
        known=report.known,
    )


class _Comparing:
    """Goes through what a file says once, keeping what would be done."""

    def __init__(self, parts: MapParts, listed: list[Part]) -> None:
        self._elements = Elements(parts, listed)
        self._connections = Connections(parts)
        self._label: dict[Any, str] = {one["id"]: one["label"] for one in parts["elements"]}
        self._kind: dict[Any, str] = {one["id"]: one["kind"] for one in parts["elements"]}
        listed_names = (one.said["label"] for one in listed if not one.only_named)
        self._names = least.Names([*listed_names, *self._label.values()])
        self.misspelt: list[str] = []
        self._ends: dict[str, Any] = {}
        self.new_elements: list[Added] = []
        self.new_connections: list[Added] = []
        self.changed: list[Changed] = []
        self.matched: Counter[str] = Counter()
        self.refused: list[Trouble] = []
        self.placed_alike = False
        self._kept_places = 0

    def element(self, part: Part) -> None:
        said = as_kept(part.said)
        try:
            there = self._elements.match(part, said["label"])
        except Unclear as problem:
            self.refused.append(Trouble(where=part.where, why=str(problem)))
            return
        if there is None:
            key = ("new", part.id)
            whole = as_kept(part.whole())
            self._ends[part.id], self._label[key], self._kind[key] = key, whole["label"], whole["kind"]
            says = f"{whole['label']} ({whole['kind']})"
            unclear = (*self._nearly(part, whole["label"]), *least.misread(part.misread, whole))
            self.new_elements.append(Added(where=part.where, says=says, fields={"key": key, **whole}, unclear=unclear))
            return
        self._ends[part.id] = there["id"]
        if part.id != there["id"]:
            del said["label"]  # it is the name by which it was found, if for case and spaces
        self._compare(part, there, self._without_place(said, there), what="element", says=there["label"])

    def connection(self, part: Part) -> None:
        said, whole = as_kept(part.said), as_kept(part.whole())
        try:
            ends = self._end(said["source"]), self._end(said["target"])
            whole["source"], whole["target"] = ends
            if "kind" not in said:
                whole["kind"] = least.connection_kind(said, [self._kind[end] for end in ends])
            there = self._connections.match(part, ends, whole)
        except Unclear as problem:
            self.refused.append(Trouble(where=part.where, why=str(problem)))
            return
        if there is None:
            says = statement(whole, self._label[whole["source"]], self._label[whole["target"]])
            unclear = least.misread(part.misread, whole)
            self.new_connections.append(Added(where=part.where, says=says, fields=whole, unclear=unclear))
            return
        says = statement(there, self._label[there["source"]], self._label[there["target"]])
        told = {name: value for name, value in said.items() if name not in ("source", "target")}
        self._compare(part, there, told, what="connection", says=says)

    def left_out(self) -> list[str]:
        if not self._kept_places:
            return []
        stay = "1 element stays" if self._kept_places == 1 else f"{self._kept_places:,} elements stay"
        return [f"{stay} in place on this map, although the file has another place."]

    def _nearly(self, part: Part, label: str) -> tuple[str, ...]:
        """The question whether a name that only a connection has is another one, written wrongly."""
        if not part.only_named:
            return ()
        near = self._names.nearest(label)
        self._names.add(label)
        if near is None:
            return ()
        asked = f"did you mean ‘{short(near)}’?"
        self.misspelt.append(f"‘{short(label)}’ ({part.where}) would be a new element: {asked}")
        return (asked,)

    def _end(self, element: str) -> Any:
        if element not in self._ends:
            raise Unclear("one of its ends is not taken in; correct that first")
        return self._ends[element]

    def _without_place(self, said: dict[str, Any], there: Existing) -> dict[str, Any]:
        if "x" not in said or there["x"] is None:
            return said
        if (said["x"], said["y"]) == (round(there["x"], 1), round(there["y"], 1)):
            self.placed_alike = True
        else:
            self._kept_places += 1
        return {name: value for name, value in said.items() if name not in ("x", "y")}

    def _compare(self, part: Part, there: Existing, said: Mapping[str, Any], *, what: str, says: str) -> None:
        other = {name: value for name, value in said.items() if _differs(there[name], value)}
        if not other:
            self.matched[f"{what}s"] += 1
            return
        before = {name: there[name] for name in other}
        if "x" in other or "y" in other:
            other |= {name: said[name] for name in ("x", "y")}
            before |= {name: there[name] for name in ("x", "y")}
        first, last = (_iso(other.get(name, there[name])) for name in ("valid_from", "valid_to"))
        if last is not None and first is not None and last < first:
            self.refused.append(Trouble(where=part.where, why="it would end before it begins; correct its days"))
            return
        self.changed.append(Changed(where=part.where, says=says, what=what, id=there["id"], before=before, after=other))


def as_kept(said: Mapping[str, Any]) -> dict[str, Any]:
    """What a file says in the form in which a map keeps it: names on one line, notes trimmed, places in tenths."""
    kept = dict(said)
    for name in ("label", "organisation", "said_by"):
        if name in kept:
            kept[name] = " ".join(kept[name].split())
    if "note" in kept:
        kept["note"] = kept["note"].replace("\u2028", "\n").replace("\u2029", "\n").strip()
    for name in ("x", "y"):
        if kept.get(name) is not None:
            kept[name] = round(kept[name], 1)
    return kept


def _unclear_first(added: list[Added]) -> list[Added]:
    return sorted(added, key=lambda one: not one.unclear)


def _beside(new: list[Added], parts: MapParts, placed_alike: bool) -> list[Added]:
    """New elements, moved below the map's own if the file knows nothing of where those stand."""
    there = [(one["x"], one["y"]) for one in parts["elements"] if one["x"] is not None]
    places = [(one.fields["x"], one.fields["y"]) for one in new if one.fields["x"] is not None]
    if placed_alike or not there or not places:
        return new
    right = min(x for x, _ in there) - min(x for x, _ in places)
    down = max(y for _, y in there) + STEP - min(y for _, y in places)
    moved = []
    for one in new:
        x, y = one.fields["x"], one.fields["y"]
        place = {} if x is None else {"x": round(x + right, 1), "y": round(y + down, 1)}
        moved.append(replace(one, fields={**one.fields, **place}))
    return moved


def _differs(before: Any, after: Any) -> bool:
    if isinstance(after, list):
        return set(before or ()) != set(after)
    return _iso(before) != _iso(after)


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _counts(changed: tuple[Changed, ...]) -> tuple[int, int]:
    elements = sum(one.what == "element" for one in changed)
    return elements, len(changed) - elements
