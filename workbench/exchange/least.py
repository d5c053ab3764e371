"""The least that can be said of a part whose kind a file does not say, or says in a word that no map has.

A mistake must not become a claim. Between people, teams and the like a connection of no known kind says that the two
meet, the least that a map can say of them; between factors, or with a sign or a delay, it influences, as on any map of
factors. An element of no known kind is a factor on a map of factors, else a team: at least half of the elements of
known kinds decide, and where there are none, whether the connections are of kinds that only people and bodies have.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from workbench.mapping.vocabulary import STRENGTH_WORDS

FACTOR: Final = "factor"
NEARLY: Final = 0.85
"""How like a name has to be to another before it may be that, written wrongly (1: the same; see difflib)."""
_ENDS: Final = 3  # letters at the beginning or at the end that the two share: without them it is another word
_OF_FACTORS: Final = ("influences", "is part of")
_COLUMNS: Final[Mapping[str, str]] = {
    "kind of element": "kind",
    "kind of connection": "kind",
    "degree of certainty": "sure",
    "theme": "themes",
    "mark": "seen_as",
}


def element_kind(elements: Iterable[Mapping[str, Any]], connections: Iterable[Mapping[str, Any]]) -> str:
    """What an element is taken for of which no kind is known, from what the file says of all of them."""
    kinds = [said["kind"] for said in elements if "kind" in said]
    if kinds:
        return FACTOR if 2 * kinds.count(FACTOR) >= len(kinds) else "team"
    ties = list(connections)
    known = [said["kind"] for said in ties if "kind" in said]
    of_people = sum(kind not in _OF_FACTORS for kind in known)
    return "team" if 2 * of_people > len(known) and not any(said.get("sign") for said in ties) else FACTOR


def connection_kind(said: Mapping[str, Any], ends: Collection[str]) -> str:
    """What a connection is taken for of which no kind is known; `ends` are the kinds of the elements it connects."""
    return "influences" if FACTOR in ends or said.get("sign") or said.get("delay") else "meets"


def misread(words: Iterable[tuple[str, str]], whole: Mapping[str, Any]) -> tuple[str, ...]:
    """What was not understood of a new part, each with what is drawn instead; `words` are what it should be, and is."""
    said = []
    for what, text in words:
        column = _COLUMNS.get(what, what)
        value = whole[column]
        if column == "strength":
            instead = f"drawn as {value} ({STRENGTH_WORDS[value]})"
        elif value in (None, "", []) or isinstance(value, list):
            instead = "left open"
        else:
            instead = f"drawn as ‘{value}’"
        said.append(f"‘{text}’ is no {what} here: {instead}")
    return tuple(said)


class Names:
    """Names that are known, to find the one that another nearly is."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._alike: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Know one more."""
        for key in self._keys(name):
            self._alike[key].setdefault(name.casefold(), name)

    def nearest(self, name: str) -> str | None:
        """The known name that this one nearly is; None if it is one of them, or like none. Other digits are others."""
        folded = name.casefold()
        digits = _digits(name)
        others = {
            other: known
            for key in self._keys(name)
            for other, known in self._alike[key].items()
            if _digits(other) == digits
        }
        if folded in others:
            return None
        close = difflib.get_close_matches(folded, others, n=1, cutoff=NEARLY)
        return others[close[0]] if close else None

    def _keys(self, name: str) -> tuple[tuple[str, str], tuple[str, str]]:
        folded = "".join(name.casefold().split())
        return ("begins", folded[:_ENDS]), ("ends", folded[-_ENDS:])


def _digits(name: str) -> str:
    return "".join(filter(str.isdigit, name))
