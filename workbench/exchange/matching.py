"""Which part of a map each part of a file is: by its id, else by its name; a connection by its ends and its kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, TypeAlias

from workbench.exchange.understood import Part, same_name
from workbench.exchange.values import Unclear, short
from workbench.mapping.reading import MapParts

Existing: TypeAlias = dict[str, Any]
"""A part of the map, as `workbench.mapping.reading` gives it."""


class Elements:
    """The elements of a map, each matched at most once by an element of a file."""

    def __init__(self, parts: MapParts, listed: list[Part]) -> None:
        self._by_id = {one["id"]: one for one in parts["elements"]}
        self._named: dict[str, list[Existing]] = defaultdict(list)
        for one in parts["elements"]:
            self._named[same_name(one["label"])].append(one)
        self._pointed_to = {part.id for part in listed} & set(self._by_id)
        self._taken: dict[str, str] = {}

    def match(self, part: Part, label: str) -> Existing | None:
        """The element of the map that this one is, None for a new one.

        An id says it; else a name without case and spaces, among those that no id points to. Raises `Unclear` if the
        map has two of that name, and if an earlier row of the file is the same.
        """
        found = self._by_id.get(part.id)
        if found is None:
            fitting = [one for one in self._named[same_name(label)] if one["id"] not in self._pointed_to]
            if len(fitting) > 1:
                raise Unclear(
                    f"the map has {len(fitting)} elements called ‘{short(label)}’; give them names of their own first"
                )
            found = fitting[0] if fitting else None
        if found is not None:
            if found["id"] in self._taken:
                raise Unclear(
                    f"‘{short(label)}’ is in {self._taken[found['id']]} already; give one of them another name"
                )
            self._taken[found["id"]] = part.where
        return found


class Connections:
    """The connections of a map, and those that a file adds, none of them said twice."""

    def __init__(self, parts: MapParts) -> None:
        self._by_id = {tie["id"]: tie for tie in parts["connections"]}
        self._between: dict[tuple[Any, Any], list[Existing]] = defaultdict(list)
        for tie in parts["connections"]:
            self._between[tie["source"], tie["target"]].append(tie)
        self._seen: dict[Any, str] = {}

    def match(self, part: Part, ends: tuple[Any, Any], whole: Mapping[str, Any]) -> Existing | None:
        """The connection of the map that this one is, None for a new one; `ends` as the map knows them.

        The id of one between the same two says it; else the same ends and the same kind, either way round if neither
        of the two goes one way. Where the file says no kind, it is the only one between the two. Raises `Unclear` if
        there are several, and if an earlier row of the file says the same.
        """
        found = self._by_id.get(part.id)
        if found is None or (found["source"], found["target"]) != ends:
            found = self._same(part, ends, whole)
        known_by: list[Any] = [(*ends, whole["kind"])]
        if whole["direction"] != "one way":  # as in `_same`: one that goes one way is another than these
            known_by.append((frozenset(ends), whole["kind"]))
        for said in known_by if found is None else [found["id"]]:
            if said in self._seen:
                raise Unclear(f"it says the same connection as {self._seen[said]}; take one of the two out")
        for said in known_by if found is None else [found["id"], *known_by]:
            self._seen.setdefault(said, part.where)
        return found

    def _same(self, part: Part, ends: tuple[Any, Any], whole: Mapping[str, Any]) -> Existing | None:
        between = list(self._between[ends])
        if whole["direction"] != "one way":
            between += [tie for tie in self._between[ends[1], ends[0]] if tie["direction"] != "one way"]
            between.sort(key=lambda tie: tie["direction"] == "one way")  # one that goes both ways is nearer to it
        for tie in between:
            if tie["kind"] == whole["kind"]:
                return tie
        if "kind" in part.said or not between:
            return None
        if len(between) > 1:
            raise Unclear(f"the map has {len(between)} connections between the two; say of which kind this one is")
        return between[0]
