"""The sentences and words of a report on a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from workbench import identifying
from workbench.mapping.vocabulary import SEEN_AS_WORDS, STRENGTH_WORDS
from workbench.words import counted, listed, long_date

FIELDS: Final[Mapping[str, str]] = {
    "label": "name",
    "kind": "kind",
    "sector": "sector",
    "organisation": "organisation",
    "note": "note",
    "themes": "themes",
    "seen_as": "seen as",
    "size": "size",
    "pinned": "pinned",
    "x": "place",
    "direction": "direction",
    "strength": "strength",
    "sign": "sign",
    "delay": "takes a while",
    "said_by": "said by",
    "sure": "how sure",
    "valid_from": "since",
    "valid_to": "until",
}
"""How a field is called on screen, in the order in which fields are listed. A place is one field."""
_TYPED: Final = ("label", "organisation", "note", "said_by")
"""The fields that hold what somebody typed."""


def summary(*, added: tuple[int, int], changed: tuple[int, int], matched: tuple[int, int], refused: int) -> list[str]:
    """What would be done, in sentences; each pair counts elements and connections."""
    said = []
    if sum(added):
        said.append(f"{_parts(*added)} would be added.")
    if sum(changed):
        said.append(f"{_parts(*changed)} would be changed.")
    if sum(matched):
        are = "is" if sum(matched) == 1 else "are"
        said.append(f"{_parts(*matched)} {are} on the map already, just as in the file.")
    if refused:
        said.append(
            "1 row cannot be used and would be left out."
            if refused == 1
            else f"{refused:,} rows cannot be used and would be left out."
        )
    if not said:
        return ["The file is a map with nothing on it, so there is nothing to take in."]
    if not sum(added) + sum(changed):
        said.insert(0, "There is nothing to take in.")
    return said


def fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, str]]:
    """Each field that would change: its `name`, what stands there `before` and `after`, in words."""
    return [
        {"name": FIELDS[name], "before": _shown(name, before), "after": _shown(name, after)}
        for name in FIELDS
        if name in after
    ]


def people(parts: Iterable[Any]) -> list[identifying.Place]:
    """Where in what a file says something may say who somebody is: each with its row and its column."""
    rows = []
    for part in parts:
        texts = part.after if hasattr(part, "after") else part.fields
        rows.append((part.where, {FIELDS[name]: texts.get(name) for name in _TYPED}))
    return identifying.places(rows)


def doubts(parts: Iterable[Any]) -> list[str]:
    """What may say who somebody is, as a sentence to whoever takes it in; none if nothing does."""
    said = identifying.told(people(parts))
    return [f"{said} A map needs nobody’s: take it out of the file first, unless it is something else."] if said else []


def _parts(elements: int, connections: int) -> str:
    counts = ((elements, "element"), (connections, "connection"))
    return listed([counted(number, word) for number, word in counts if number])


def _shown(name: str, values: Mapping[str, Any]) -> str:
    value = values[name]
    if value in (None, "", []):
        return "nothing"
    in_words: Mapping[str, Callable[[], str]] = {
        "x": lambda: f"{value:g}, {values['y']:g}",
        "strength": lambda: f"{value} ({STRENGTH_WORDS[value]})",
        "valid_from": lambda: long_date(value if isinstance(value, date) else date.fromisoformat(value)),
        "valid_to": lambda: long_date(value if isinstance(value, date) else date.fromisoformat(value)),
        "themes": lambda: ", ".join(value),
        "seen_as": lambda: ", ".join(str(SEEN_AS_WORDS[word]) for word in value),
        "pinned": lambda: "yes" if value else "no",
        "delay": lambda: "yes" if value else "no",
    }
    return in_words[name]() if name in in_words else str(value)
