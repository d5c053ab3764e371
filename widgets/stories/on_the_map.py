"""The map with what was said laid over it: how many stories and facts each element and connection carries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from widgets.review.card import drawing
from widgets.stories.telling import connection_names
from workbench.mapping.change import Change
from workbench.words import as_title, counted, listed
from workbench.workspace import Network

Plain = dict[str, Any]
MOST_NAMED: Final = 6
_COUNTED: Final = {"story": "stories", "fact": "facts"}


def counts(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """By the id of what was spoken of: how many `stories` and `facts`. What has neither is not in it.

    `rows` as `sessions.heard` gives them.
    """
    found: dict[str, dict[str, int]] = defaultdict(lambda: {"stories": 0, "facts": 0})
    for row in rows:
        if row["kind"] in _COUNTED:
            for one in row["about"]:
                found[one["id"]][_COUNTED[row["kind"]]] += 1
    return dict(found)


def laid_over(network: Network, rows: Sequence[Mapping[str, Any]]) -> Plain:
    """The map as it is drawn (None while it is empty), the numbers on it, and the same as the rows of a table.

    `drawing` (see `widgets.review.card.drawing`), `counts` by the id of a part, `rows` (`id`, `label`, `kind`,
    `stories`, `facts`; most stories first), and in words `sentence`, `silent` and `spoken` (the drawing's title).
    """
    graph = network.map.graph()
    if not graph.number_of_nodes():
        return {"drawing": None, "counts": {}, "rows": [], "sentence": "", "silent": "", "spoken": ""}
    names, said = connection_names(network), counts(rows)
    parts = {node: (data["label"], data["kind"]) for node, data in graph.nodes(data=True)}
    parts |= {key: (names[key], f"connection: {data['kind']}") for *_, key, data in graph.edges(keys=True, data=True)}
    here = {part: said[part] for part in parts if part in said}
    table = [{"id": part, "label": parts[part][0], "kind": parts[part][1], **numbers} for part, numbers in here.items()]
    table.sort(key=lambda row: (-row["stories"], -row["facts"], row["label"].casefold()))
    quiet = sorted((graph.nodes[node]["label"] for node in graph if node not in here), key=str.casefold)
    return {
        "drawing": drawing(graph, graph, Change.between(graph, graph)),
        "counts": here,
        "rows": table,
        "sentence": _sentence(table),
        "silent": _silent(quiet, graph.number_of_nodes()),
        "spoken": f"Map of {network.name}: {_carrying(len(here), of=' of it')} stories or facts. "
        "The table beside it lists them.",
    }


def told_about(row: Mapping[str, Any], part: str) -> bool:
    """Whether something that was said points at a part of the map."""
    return any(one["id"] == part for one in row["about"])


def _sentence(table: list[Plain]) -> str:
    if not table:
        return "Nothing that was said points at the map yet."
    first, others = table[0], table[1:]
    if not first["stories"]:
        return f"No story was told about any part of the map yet; {_carrying(len(table))} facts."
    level = [as_title(row["label"]) for row in table if row["stories"] == first["stories"]]
    told = counted(first["stories"], "story", "stories")
    if len(level) > MOST_NAMED // 2:
        return f"{counted(len(level), 'part')} of the map have {told} each, and no part has more."
    most = f"Most stories are about {listed(level)}: {told}{' each' if len(level) > 1 else ''}."
    return most if others else f"{most} Nothing was said about any other part."


def _carrying(parts: int, *, of: str = "") -> str:
    return f"{counted(parts, 'part')}{of} {'carries' if parts == 1 else 'carry'}"


def _silent(quiet: list[str], there: int) -> str:
    """Which elements nobody has spoken of; empty if there is none."""
    if not quiet:
        return ""
    named = [as_title(name) for name in quiet[:MOST_NAMED]]
    more = f" and {counted(len(quiet) - len(named), 'other')}" if len(quiet) > len(named) else ""
    names = f"{', '.join(named)}{more}" if more else listed(named)
    return f"No story and no fact yet about {len(quiet)} of {counted(there, 'element')}: {names}."
