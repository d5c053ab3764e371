"""What a map says, in sentences: of the whole, of each part, and what there is to confirm."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from workbench.mapping.reading import MapParts
from workbench.mapping.vocabulary import HOPED_FOR, SECTORS, STRENGTH_WORDS
from workbench.words import listed, long_date

Part = dict[str, Any]


def about_the_map(parts: MapParts) -> dict[str, Any]:
    """Counts of the map, and what it says in sentences.

    `elements`, `connections` (hoped-for ones apart), `hoped_for`: how many; `told`: the share of all parts that
    people told or confirmed, in whole per cent (see `share`), None for an empty map; `register_only`: how many parts
    nobody has; `says`: up to three sentences, none for an empty map.
    """
    elements, connections = parts["elements"], parts["connections"]
    everything = [*elements, *connections]
    lived = sum(one["lived"] for one in everything)
    there = [one for one in connections if one["strength"] != HOPED_FOR]
    return {
        "elements": len(elements),
        "connections": len(there),
        "hoped_for": len(connections) - len(there),
        "told": share(lived, len(everything)) if everything else None,
        "register_only": len(everything) - lived,
        "says": _says(elements, _neighbours(parts)) if elements else [],
    }


def about_the_parts(parts: MapParts) -> dict[str, str]:
    """What each element and each connection means on this map: id → one to four short sentences."""
    by_id = {one["id"]: one for one in parts["elements"]}
    near = _neighbours(parts)
    wished: Counter[str] = Counter()
    for tie in parts["connections"]:
        if tie["strength"] == HOPED_FOR:
            wished.update((tie["source"], tie["target"]))
    said = {one["id"]: _of_element(one, by_id, near, wished[one["id"]]) for one in parts["elements"]}
    for tie in parts["connections"]:
        said[tie["id"]] = _of_connection(tie, by_id[tie["source"]], by_id[tie["target"]])
    return said


def to_confirm(parts: MapParts) -> list[dict[str, Any]]:
    """What only the register says, as questions: `part` (its id), `says` and `confirms` (ids that a yes confirms).

    A connection comes first and takes its ends along; elements follow that no such connection touches.
    """
    by_id = {one["id"]: one for one in parts["elements"]}
    open_elements = {one["id"] for one in parts["elements"] if not one["lived"]}
    asked: set[str] = set()
    questions = []
    for tie in parts["connections"]:
        if tie["lived"]:
            continue
        ends = {tie["source"], tie["target"]} & open_elements
        asked |= ends
        questions.append(
            {
                "part": tie["id"],
                "says": statement(tie, by_id[tie["source"]]["label"], by_id[tie["target"]]["label"]),
                "confirms": [tie["id"], *sorted(ends)],
            }
        )
    for one in parts["elements"]:
        if one["id"] in open_elements - asked:
            says = f"{one['label']} ({one['kind']}) is part of how things work here."
            questions.append({"part": one["id"], "says": says, "confirms": [one["id"]]})
    return questions


def share(some: int, of: int) -> int:
    """How many of so many (1 or more), in whole per cent: 100 only for all of them, and 0 only for none."""
    found = round(100 * some / of)
    return found if some in (0, of) else min(99, max(1, found))


def statement(tie: Part, source: str, target: str) -> str:
    """A connection as a sentence, with the labels of its ends, such as “Link worker trusts Carers’ group”."""
    if tie["direction"] == "mutual":
        return f"{source} {tie['kind']} {target}, and the other way round."
    return f"{source} {tie['kind']} {target}."


def _neighbours(parts: MapParts) -> dict[str, set[str]]:
    near: dict[str, set[str]] = defaultdict(set)
    for tie in parts["connections"]:
        if tie["strength"] != HOPED_FOR:
            near[tie["source"]].add(tie["target"])
            near[tie["target"]].add(tie["source"])
    return near


def _says(elements: list[Part], near: dict[str, set[str]]) -> list[str]:
    says = []
    most = max(elements, key=lambda one: len(near[one["id"]]))
    if len(near[most["id"]]) > 1:
        says.append(f"{most['label']} is connected to the most others ({len(near[most['id']])}).")
    alone = [one["label"] for one in elements if not near[one["id"]]]
    if alone:
        says.append(f"Connected to nothing yet: {_some(alone)}.")
    missing = [sector for sector in SECTORS if sector not in {one["sector"] for one in elements}]
    present = _in_order(one["sector"] for one in elements)
    if len(missing) > len(SECTORS) / 2 and present:
        says.append(f"So far only {listed(present)} {'is' if len(present) == 1 else 'are'} on the map.")
    elif missing:
        says.append(f"Nobody from {_either(missing)} is on the map yet.")
    return says


def _of_element(one: Part, by_id: dict[str, Part], near: dict[str, set[str]], wished: int) -> str:
    others = near[one["id"]]
    sentences = []
    if not others:
        sentences.append("Not connected to anything yet.")
    else:
        sectors = _in_order({by_id[other]["sector"] for other in others} - {None, one["sector"]})
        count = f"{len(others)} other{'s' if len(others) > 1 else ''}"
        if one["sector"] and sectors:
            sentences.append(f"Joins {one['sector']} with {listed(sectors)}: connected to {count}.")
        else:
            where = f", in {listed(sectors)}" if sectors else ""
            sentences.append(f"Connected to {count}{where}.")
    relying = sorted(by_id[other]["label"] for other in others if near[other] == {one["id"]})
    if relying and len(by_id) > 2:
        sentences.append(f"Without it, {_some(relying)} would be connected to nothing.")
    if wished:
        sentences.append(f"{wished} connection{'s are' if wished > 1 else ' is'} hoped for.")
    return " ".join([*sentences, *_evidence(one)])


def _of_connection(tie: Part, source: Part, target: Part) -> str:
    sentences = [statement(tie, source["label"], target["label"])]
    if tie["strength"] == HOPED_FOR:
        sentences.append("People hope for this; it is not there yet.")
    else:
        sentences.append(f"It is {STRENGTH_WORDS[tie['strength']]} ({tie['strength']} of 5).")
    if tie["sign"]:
        effect = {"+": "more", "-": "less", "?": "more or less, nobody can say yet,"}[tie["sign"]]
        after = ", after a while" if tie["delay"] else ""
        sentences.append(f"More of {source['label']} makes {effect} of {target['label']}{after}.")
    elif tie["delay"]:
        sentences.append("Its effect comes after a while.")
    if source["sector"] and target["sector"] and source["sector"] != target["sector"]:
        sentences.append(f"It joins {source['sector']} and {target['sector']}.")
    if tie["said_by"]:
        sure = f", who is {tie['sure']}" if tie["sure"] else ""
        sentences.append(f"Said by {tie['said_by']}{sure}.")
    return " ".join([*sentences, *_evidence(tie)])


def _evidence(part: Part) -> list[str]:
    if part["provenance"] == "lived":
        return []
    if not part["lived"]:
        return ["So far only the public register says so."]
    day = date.fromisoformat(part["confirmed_on"])
    return [f"From the public register, confirmed on {long_date(day)}."]


def _in_order(sectors: Iterable[str | None]) -> list[str]:
    among = set(sectors)
    return [sector for sector in SECTORS if sector in among]


def _some(names: Sequence[str], most: int = 3) -> str:
    if len(names) <= most:
        return listed(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"


def _either(words: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
