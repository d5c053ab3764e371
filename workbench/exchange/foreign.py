"""What other tools call the parts of a map, and how their values are read as ours.

Shared by the formats that hold named values: GraphML, GEXF, Cytoscape's and Kumu's JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from workbench.exchange.rows import CONNECTION_COLUMNS, ELEMENT_COLUMNS, Row
from workbench.exchange.untrusted import number, words
from workbench.mapping import vocabulary
from workbench.words import counted

NUMBERS: Final = ("x", "y")
WHOLE: Final = ("strength",)
YES_NO: Final = ("pinned", "delay")
LISTS: Final = ("themes", "seen_as")

_ELEMENT_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "label": ("name", "title"),
    "kind": ("type", "element type", "category"),
    "organisation": ("organization",),
    "note": ("notes", "description"),
    "size": ("size on map",),
    "valid_from": ("valid from", "start"),
    "valid_to": ("valid to", "end"),
    "seen_as": ("seen as",),
    "themes": ("tags",),
}
_CONNECTION_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "kind": ("type", "connection type", "interaction", "relationship"),
    "note": ("notes", "description"),
    "sign": ("polarity",),
    "said_by": ("said by",),
    "themes": ("tags",),
    "valid_from": ("valid from", "start"),
    "valid_to": ("valid to", "end"),
}
_MACHINERY: Final = ("suid", "selected", "shared name", "shared interaction", "cytoscape alias list")
"""Names that tools give to their own bookkeeping, without a word of what people put in."""
_USUAL: Final[Mapping[str, Any]] = {"pinned": False, "delay": False, "size": "usual"}
_ENDS: Final = ("id", "source", "target")
_LOOKS: Final = ("r", "g", "b", "alpha", "color", "colour", "fill", "shape", "thickness", "font")
_SIGNS: Final[Mapping[str, str]] = {"+": "+", "-": "-", "−": "-", "–": "-", "?": "?"}


def plain(name: str) -> str:
    """A name for comparing: "Shared_Name" and "shared name" are one."""
    return " ".join(name.replace("_", " ").replace("-", " ").casefold().split())


def element_values(found: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an element by our columns; what has no column keeps its own name. What is empty is absent.

    The id is the format's to say, and no attribute's.
    """
    return _values(found, ELEMENT_COLUMNS[1:], _ELEMENT_NAMES)


def connection_values(found: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a connection by our columns, as for elements; `weight` is kept for `weigh`.

    A label that is a sign ("+", "−", "?") is read as one; any other is kept as a label.
    """
    values = _values(found, CONNECTION_COLUMNS[3:], _CONNECTION_NAMES)
    if "(" in str(values.get("name", "")) and ")" in str(values["name"]):
        del values["name"]  # Cytoscape's “this (refers to) that”, made of the rest
    if str(values.get("label", "")).strip() in _SIGNS and "sign" not in values:
        values["sign"] = values.pop("label")
    if isinstance(values.get("sign"), str):
        values["sign"] = _SIGNS.get(values["sign"].strip(), values["sign"])
    return values


def _values(found: Mapping[str, Any], columns: Sequence[str], names: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    by_name: dict[str, tuple[str, Any]] = {}
    for name, value in found.items():
        if plain(name) not in _ENDS and value is not None and value not in ("", []):
            by_name.setdefault(plain(name), (name, value))
    values: dict[str, Any] = {}
    for column in columns:
        for name in (plain(column), *names.get(column, ())):
            if name in by_name:
                values[column] = typed(column, by_name.pop(name)[1])
                break
    for name, (own, value) in by_name.items():
        # Cytoscape says each name twice: what it shares between networks only stands in where there is no other.
        if name == "shared name" and "label" in columns and "label" not in values:
            values["label"] = words(value)
        elif name == "shared interaction" and "kind" not in values:
            values["kind"] = words(value)
        elif name not in _MACHINERY and (name != "name" or words(value) != values.get("label")):
            values[own] = typed("", value)
    return {name: value for name, value in values.items() if value not in ("", None, [])}


def typed(column: str, value: Any) -> Any:
    """A value as its column wants it: numbers, yes and no, lists of words; as it stands where it is none of these."""
    if column in LISTS:
        parts = value if isinstance(value, list) else words(value).split("|")
        return [word for part in parts if (word := words(part).strip())]
    if isinstance(value, list):
        return [words(part) for part in value if words(part)]
    if column in NUMBERS:
        return words(value) if number(value) is None else number(value)
    if column in WHOLE:
        found = number(value)
        return int(found) if found is not None and found.is_integer() else words(value)
    if column in YES_NO:
        said = words(value).strip().casefold()
        return {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}.get(said, words(value))
    return words(value)


def said(row: Row, columns: Iterable[str], *, usual: bool = True) -> dict[str, Any]:
    """What a row says in these columns, ready to be written: days as ISO text, lists as lists, nothing empty.

    With `usual` False, what is said of nearly every part and means nothing (not pinned, no delay, of usual size) is
    left out too: for tools that would show it at every part.
    """
    found: dict[str, Any] = {}
    for column in columns:
        value = row.values.get(column)
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, tuple | set | frozenset):
            value = sorted(value) if isinstance(value, set | frozenset) else list(value)
        if column in NUMBERS and number(value) is None:
            continue
        if value is None or value in ("", []) or (not usual and _USUAL.get(column) == value):
            continue
        found[column] = value
    return found


def weigh(connections: Sequence[dict[str, Any]], left_out: list[str], *, name: str = "weight") -> None:
    """Read the weights that other tools give as strengths, 1 to 5, unless a strength is there; they are taken out.

    Weights that are 1 to 5 already stay. Others are read by their rank: the least becomes 1, the greatest 5, and a
    sentence says so. Where all are the same they say nothing.
    """
    weights: dict[int, float] = {}
    for place, values in enumerate(connections):
        own = next((key for key in values if plain(key) == name), None)
        weight = number(values.pop(own)) if own is not None else None
        if weight is not None and "strength" not in values:
            weights[place] = weight
    steps = sorted(set(weights.values()))
    if len(steps) < 2:
        return
    if set(steps) <= set(vocabulary.STRENGTHS):
        as_strength: Callable[[float], int] = int
    else:
        ranks = {step: 1 + round(4 * rank / (len(steps) - 1)) for rank, step in enumerate(steps)}
        as_strength = ranks.__getitem__
        left_out.append(
            f"The {name}s of the connections, {words(steps[0])} to {words(steps[-1])}, "
            "are read as strengths 1 to 5 by their rank."
        )
    for place, weight in weights.items():
        connections[place]["strength"] = as_strength(weight)


def take_out_looks(parts: Sequence[dict[str, Any]], left_out: list[str]) -> None:
    """Take out what tools say of colours, shapes and sizes: a map chooses its own. One sentence says so, if any."""
    many = 0
    for values in parts:
        looks = [name for name in values if plain(name) in _LOOKS]
        looks += [name for name in ("size",) if name in values and number(values[name]) is not None]
        many += bool(looks)
        for name in looks:
            del values[name]
    if many:
        left_out.append(
            f"The colours, shapes and sizes of {counted(many, 'part')} are left out: a map chooses its own."
        )
