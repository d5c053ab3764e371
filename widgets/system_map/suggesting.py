"""Whom a set may want to put on its map, less whoever is there by another name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from workbench.networks.models import USUAL_ROLES

_OTHERS_TO_THINK_OF: Final = (
    ("community nursing team", "team", "community"),
    ("social care team", "team", "social care"),
    ("hospital discharge team", "team", "hospital"),
    ("carers’ group", "community group", "lived experience"),
    ("voluntary organisation", "organisation", "voluntary"),
)
SUGGESTIONS: Final = (
    *({"label": label, "kind": kind, "sector": sector} for label, kind, sector in _OTHERS_TO_THINK_OF),
    *({"label": role, "kind": "person in role", "sector": "primary care"} for role in USUAL_ROLES),
)
"""Whom a set may want to put on its map first, with the kind and the sector they usually have."""

_SAY_LITTLE: Final = frozenset(
    [
        *("a", "an", "and", "at", "for", "in", "of", "on", "the", "to"),
        *("team", "group", "circle", "hub", "desk", "service", "services", "organisation"),
        *("community", "hospital", "voluntary", "lead", "senior"),
    ]
)
_ENDING: Final = re.compile(r"(ing|ers|er|es|s|e)$")


def suggestions(elements: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The suggestions that are left when these elements (`label`, `kind`, `sector`) are on the map."""
    there = list(elements)
    return [one for one in SUGGESTIONS if not any(likely_the_same(one, element) for element in there)]


def likely_the_same(suggestion: Mapping[str, Any], element: Mapping[str, Any]) -> bool:
    """Whether an element seems to be what is suggested, under this name or another one.

    Of another name it is if their sectors agree (or the element has none) and the telling words of one name are
    all in the other, by their stems: “Community nurses” is the community nursing team, “Practice nurses” are not.
    A suggestion with no telling word (a voluntary organisation) is any element of its kind and sector.
    """
    if suggestion["label"].casefold() == element["label"].casefold():
        return True
    if element["sector"] not in (None, suggestion["sector"]) or element["kind"] == "factor":
        return False
    wanted, there = _stems(suggestion["label"]), _stems(element["label"])
    if not wanted:
        return (element["kind"], element["sector"]) == (suggestion["kind"], suggestion["sector"])
    return bool(there) and (wanted <= there or there <= wanted)


@cache
def _stems(label: str) -> frozenset[str]:
    """The telling words of a name without their endings: “Carers’ circle” is {car}."""
    words = re.findall(r"[^\W\d_]+", re.sub(r"[’']s?\b", "", label.casefold()))
    return frozenset(_ENDING.sub("", word) if len(word) > 3 else word for word in words if word not in _SAY_LITTLE)
