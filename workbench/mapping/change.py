"""What changed between two maps of one network: ties formed, stronger, kept, weaker and lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

import networkx as nx

from workbench.mapping.simple import is_given, label, strength
from workbench.mapping.vocabulary import HOPED_FOR, SECTORS

if TYPE_CHECKING:
    import pandas as pd

BECAME: Final = ("formed", "stronger", "kept", "weaker", "lost")
"""What a tie can have become from one map to another."""
COLUMNS: Final = (
    "change",
    "source",
    "target",
    "from",
    "to",
    "kind",
    "direction",
    "before",
    "after",
    "connection",
    "was",
)


@dataclass(frozen=True, kw_only=True)
class Tie:
    """One relationship in both maps, or in one of them.

    `connection` is its id in the later map, or in the earlier one if it was lost; `was` its id in the earlier map,
    None if it was formed since. `before` and `after` are its strengths (1 … 5), None where it was not there.
    `source` and `target` are ids of elements, `between` their labels.
    """

    connection: str
    was: str | None
    source: str
    target: str
    between: tuple[str, str]
    kind: str
    direction: str
    before: int | None
    after: int | None


@dataclass(frozen=True, kw_only=True)
class Change:
    """What became of every tie and element from one map to another; every list may be empty.

    A tie is in exactly one of the five lists, each in the order of the ids of its connections. `added` and `gone`
    are ids of elements. `linked` are pairs of sectors that had no tie between them before and have one now.
    """

    formed: tuple[Tie, ...] = ()
    stronger: tuple[Tie, ...] = ()
    kept: tuple[Tie, ...] = ()
    weaker: tuple[Tie, ...] = ()
    lost: tuple[Tie, ...] = ()
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    linked: tuple[tuple[str, str], ...] = ()

    @classmethod
    def between(cls, before: nx.Graph, after: nx.Graph) -> Change:
        """What became of each tie and element of `before` in `after`.

        A tie is the same one if its connection has the same id and joins the same two elements. A tie that ended and
        a new one of the same kind between the same two elements also count as one tie that went on; which of the two
        is named first matters only if both ties run one way. Each tie is matched once. Hoped-for ties are none yet.
        Any networkx graph will do: a tie without a strength has 1, one whose key is no text, or also that of another
        tie, is known by its ends.
        Neither graph is changed; two empty graphs give an empty `Change`.
        """
        earlier, later = _edges(before), _edges(after)
        pairs: dict[Hashable, Hashable] = {}
        for alike in (_by_id, _by_ends, _by_pair):
            _match(pairs, earlier, later, alike)
        came_from = {new: old for old, new in pairs.items()}
        lists: dict[str, list[Tie]] = defaultdict(list)
        for key, edge in later.items():
            was = came_from.get(key)
            then = earlier[was]["strength"] if was is not None else None
            became = _became(then, edge["strength"])
            lists[became].append(_tie(after, edge, was=was, before=then, after=edge["strength"]))
        for key, edge in earlier.items():
            if key not in pairs:
                lists["lost"].append(_tie(before, edge, was=key, before=edge["strength"], after=None))
        return cls(
            **{name: tuple(ties) for name, ties in lists.items()},
            added=tuple(sorted(set(after) - set(before), key=str)),
            gone=tuple(sorted(set(before) - set(after), key=str)),
            linked=_newly_linked(before, after),
        )

    @property
    def moved(self) -> bool:
        """Whether any tie was formed or lost, or became stronger or weaker."""
        return bool(self.formed or self.stronger or self.weaker or self.lost)

    @property
    def jaccard(self) -> float | None:
        """Share of all ties of either map that are in both (0 … 1), whatever their strength.

        1 if the maps have the same ties, 0 if they share none, None if neither has any. Source: Jaccard 1901;
        for networks over time, Snijders, van de Bunt and Steglich 2010.
        """
        both = len(self.stronger) + len(self.kept) + len(self.weaker)
        either = both + len(self.formed) + len(self.lost)
        return both / either if either else None

    @property
    def through(self) -> str | None:
        """The label of the one element that every tie formed since touches; None if there is none or under two ties."""
        ends = [{(tie.source, tie.between[0]), (tie.target, tie.between[1])} for tie in self.formed]
        shared = set.intersection(*ends) if len(ends) > 1 else set()
        return next(iter(shared))[1] if len(shared) == 1 else None

    def sentence(self) -> str:
        """Say in words what changed: “6 relationships formed, 4 stronger, 1 lost” and so on.

        It goes on to say which sectors are newly linked, and whether one element is part of every tie formed.
        """
        if not self.moved:
            return "No relationship has changed." if self.kept else "There are no relationships yet, then or now."
        counts = [
            (len(self.formed), "formed"),
            (len(self.stronger), "stronger"),
            (len(self.weaker), "weaker"),
            (len(self.lost), "lost"),
        ]
        parts = [f"{count} {word}" for count, word in counts if count]
        first = next(count for count, _ in counts if count)
        parts[0] = parts[0].replace(" ", " relationship " if first == 1 else " relationships ", 1)
        said = [", ".join(parts) + ".", *self._linked_in_words()]
        if self.through:
            said.append(f"Every relationship formed runs through {self.through}.")
        return " ".join(said)

    def _linked_in_words(self) -> list[str]:
        if not self.linked:
            return []
        pairs = [f"{one} with {other}" for one, other in self.linked]
        shown = pairs if len(pairs) <= 3 else [*pairs[:2], f"{len(pairs) - 2} more pairs of sectors"]
        listed = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
        return [f"Newly linked: {listed}."]


def compare(before: nx.Graph, after: nx.Graph) -> pd.DataFrame:
    """What became of every tie of two maps: one row a tie, in the order formed, stronger, kept, weaker, lost.

    Columns: `change` (one of `BECAME`), `source` and `target` (ids), `from` and `to` (labels), `kind`, `direction`,
    `before` and `after` (strengths, missing where it was not there), `connection` (its id in the later map, or in the
    earlier one if it was lost) and `was` (its id in the earlier map). Which ties are the same one: see
    `Change.between`. No rows for two maps without ties.
    """
    import pandas as pd  # noqa: PLC0415  a page need not wait for it

    change = Change.between(before, after)
    rows = []
    for became in BECAME:
        for tie in getattr(change, became):
            given = asdict(tie)
            given["from"], given["to"] = given.pop("between")
            rows.append({"change": became, **given})
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    whole = all(float(row[when]).is_integer() for row in rows for when in ("before", "after") if row[when] is not None)
    return frame.astype(dict.fromkeys(("before", "after"), "Int64" if whole else "Float64"))


def _edges(graph: nx.Graph) -> dict[Hashable, dict[str, Any]]:
    """The ties of a graph by id, in the order of their ids.

    An id is the key of an edge if that is text and no other edge has it: networkx lets each pair have the same keys.
    """
    usual = {"kind": "", "direction": "one way" if graph.is_directed() else "undirected"}
    keyed: Any = graph.edges(keys=True) if graph.is_multigraph() else graph.edges  # pyright: ignore[reportCallIssue]
    times = Counter(key for _, _, *keys in keyed for key in keys)
    found = {}
    for edge in keyed:
        source, target, *keys = edge
        given = graph.edges[edge]
        if given.get("strength") != HOPED_FOR:
            own = keys[0] if keys and isinstance(keys[0], str) and times[keys[0]] == 1 else edge
            said = {"id": own, "source": source, "target": target, "strength": strength(given)}
            found[own] = {**usual, **given, **said}
    return dict(sorted(found.items(), key=lambda each: str(each[0])))


def _by_id(edge: dict[str, Any]) -> Hashable:
    return edge["id"], frozenset((edge["source"], edge["target"]))


def _by_ends(edge: dict[str, Any]) -> Hashable:
    return edge["kind"], edge["source"], edge["target"]


def _by_pair(edge: dict[str, Any]) -> Hashable:
    return edge["kind"], frozenset((edge["source"], edge["target"]))


def _match(
    pairs: dict[Hashable, Hashable],
    earlier: dict[Hashable, dict[str, Any]],
    later: dict[Hashable, dict[str, Any]],
    alike: Callable[[dict[str, Any]], Hashable],
) -> None:
    """Add to `pairs` the ties that nobody has matched yet and that are alike, the oldest with the oldest."""
    taken = set(pairs.values())
    waiting: dict[Hashable, list[dict[str, Any]]] = defaultdict(list)
    for key, edge in later.items():
        if key not in taken:
            waiting[alike(edge)].append(edge)
    for key, edge in earlier.items():
        if key in pairs:
            continue
        others = waiting[alike(edge)]
        one_way = edge["direction"] == "one way"
        fitting = (
            other for other in others if alike is not _by_pair or not (one_way and other["direction"] == "one way")
        )
        chosen = next(fitting, None)
        if chosen is not None:
            others.remove(chosen)
            pairs[key] = chosen["id"]


def _became(before: int | None, after: int) -> str:
    if before is None:
        return "formed"
    return "stronger" if after > before else "weaker" if after < before else "kept"


def _tie(graph: nx.Graph, edge: dict[str, Any], *, was: Any, before: int | None, after: int | None) -> Tie:
    source, target = edge["source"], edge["target"]
    return Tie(
        connection=edge["id"],
        was=was,
        source=source,
        target=target,
        between=(label(graph, source), label(graph, target)),
        kind=edge["kind"],
        direction=edge["direction"],
        before=before,
        after=after,
    )


def _newly_linked(before: nx.Graph, after: nx.Graph) -> tuple[tuple[str, str], ...]:
    """Pairs of different sectors with a tie now and none before; an element counts with its later sector."""
    sector = {node: given.get("sector") for graph in (before, after) for node, given in graph.nodes(data=True)}
    new = _linked(_ends(after), sector) - _linked(_ends(before), sector)
    return tuple(sorted(new, key=lambda pair: (_rank(pair[0]), _rank(pair[1]))))


def _ends(graph: nx.Graph) -> Iterable[tuple[Hashable, Hashable]]:
    return ((edge["source"], edge["target"]) for edge in _edges(graph).values())


def _rank(sector: Any) -> tuple[int, str]:
    """The order of sectors: that of the vocabulary, others after them."""
    return (SECTORS.index(sector) if sector in SECTORS else len(SECTORS), str(sector))


def _linked(edges: Iterable[tuple[Hashable, Hashable]], sector: dict[Hashable, Any]) -> set[tuple[str, str]]:
    found = set()
    for source, target in edges:
        one, other = sector[source], sector[target]
        if is_given(one) and is_given(other) and one != other:
            first, second = sorted((one, other), key=_rank)
            found.add((first, second))
    return found
