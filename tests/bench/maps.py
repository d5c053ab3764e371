"""Synthetic maps as sets draw them: sectors that keep to themselves, a few hubs, names of everyday length."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Any, Final

import pandas as pd

from workbench.mapping import vocabulary
from workbench.mapping.bulk import Additions, take_in
from workbench.networks.register import import_register
from workbench.settings import write_settings
from workbench.store import Store
from workbench.themes import THEMES
from workbench.workspace import Network, Workspace, open_workspace

TIES_FOR_EACH: Final = 3
"""How many connections a map has for each of its elements."""
_WITHIN: Final = 0.72  # of all connections stay within a sector
_APART: Final = 118.0  # pixels between two elements that stand beside each other
_BEGAN: Final = date(2025, 1, 6)
_WHO: Final = (
    *("Link worker", "Practice manager", "Community nurses", "Duty doctor", "Care coordinator", "Frailty team"),
    *("Pharmacist", "Discharge lead", "Health visitors", "Crisis team", "Food bank", "Carers’ group", "Day centre"),
    *("Befriending scheme", "Housing officers", "Physiotherapy", "Memory café", "Walking group", "Reception team"),
    *("Commissioner for long-term conditions", "Trust between practices", "Time to talk", "Waiting for a first visit"),
)
_WHERE: Final = (
    *("Mill Lane", "Old Forge", "Harbour", "Northgate", "Saltmarsh", "Larkmere", "St Anne’s", "Riverside", "Elm Grove"),
    *("the east of the town", "Stourvale and the villages", "Kingsbridge Road", "the lower valley", "Bell Street"),
)
_KINDS: Final[dict[str, int]] = dict(zip(vocabulary.ELEMENT_KINDS, (30, 20, 13, 12, 8, 5, 12), strict=True))


def synthetic(size: int, *, seed: int = 1) -> Additions:
    """A map of `size` elements (keys 0, 1 …, the hubs of each sector first) and three times as many connections.

    The same size and seed give the same map. At least 10 elements, so that there are enough pairs to connect.
    """
    chance = random.Random(f"{seed} {size}")
    sectors = [vocabulary.SECTORS[number % len(vocabulary.SECTORS)] for number in range(size)]
    kinds: list[str] = chance.choices(list(_KINDS), list(_KINDS.values()), k=size)
    names = _names(size, chance)
    places = _places(size)
    elements: list[dict[str, Any]] = [
        {
            "key": number,
            "label": names[number],
            "kind": kinds[number],
            "sector": sectors[number],
            "organisation": chance.choice(_WHERE) if chance.random() < 0.6 else "",
            "note": "Said at the second session; to be asked again." if chance.random() < 0.2 else "",
            "themes": chance.sample(THEMES, chance.choice((0, 0, 1, 2))),
            "seen_as": [vocabulary.SEEN_AS[number // 12 % 3]] if number % 12 == 5 else [],
            "x": places[number][0],
            "y": places[number][1],
            "valid_from": _BEGAN,
        }
        for number in range(size)
    ]
    pull = [1 / (1 + number // len(vocabulary.SECTORS)) ** 0.8 for number in range(size)]  # few with many connections
    ties = [_tie(one, other, kinds, chance) for one, other in _pairs(size, pull, chance)]
    return {"elements": elements, "connections": ties}


def _pairs(size: int, pull: list[float], chance: random.Random) -> list[tuple[int, int]]:
    count = len(vocabulary.SECTORS)
    everybody = range(size)
    own = [everybody[number::count] for number in range(count)]
    own_pull = [[pull[number] for number in members] for members in own]
    pairs: dict[tuple[int, int], None] = {}
    while len(pairs) < TIES_FOR_EACH * size:
        [one] = chance.choices(everybody, pull)
        within = chance.random() < _WITHIN
        [other] = chance.choices(own[one % count], own_pull[one % count]) if within else chance.choices(everybody, pull)
        if chance.random() < 0.5:
            one, other = other, one
        if one != other:
            pairs[one, other] = None
    return list(pairs)


def _tie(one: int, other: int, kinds: list[str], chance: random.Random) -> dict[str, Any]:
    influence = "factor" in (kinds[one], kinds[other])
    return {
        "source": one,
        "target": other,
        "kind": "influences" if influence else chance.choice(vocabulary.CONNECTION_KINDS[:6]),
        "direction": "one way" if influence else chance.choices(vocabulary.DIRECTIONS, (70, 25, 5))[0],
        "strength": 0 if chance.random() < 0.04 else chance.choice(vocabulary.STRENGTHS),
        "sign": chance.choices(("+", "-", "?"), (6, 3, 1))[0] if influence else None,
        "delay": influence and chance.random() < 0.2,
        "sure": chance.choice((*vocabulary.CONFIDENCE, None)),
        "said_by": chance.choice(("practice manager", "link worker", "community nurse")),
        "valid_from": _BEGAN,
    }


def _names(size: int, chance: random.Random) -> list[str]:
    pairs = [
        f"{who}, {where}" if chance.random() < 0.7 else f"{where} {who.lower()}" for who, where in product(_WHO, _WHERE)
    ]
    chance.shuffle(pairs)
    rounds = math.ceil(size / len(pairs))
    return [name if not turn else f"{name} {turn + 1}" for turn in range(rounds) for name in pairs][:size]


def _places(size: int) -> list[tuple[float, float]]:
    """Each sector a round patch of its own, its hubs in the middle; the patches in two rows."""
    count = len(vocabulary.SECTORS)
    members = math.ceil(size / count)
    wide = 2.3 * _APART * math.sqrt(members) * 0.62 + _APART
    places = []
    for number in range(size):
        sector, turn = number % count, number // count
        far, angle = 0.62 * _APART * math.sqrt(turn), turn * math.pi * (3 - math.sqrt(5))  # as seeds in a sunflower
        middle = (sector % 4 * wide, sector // 4 * wide)
        places.append((round(middle[0] + far * math.cos(angle), 1), round(middle[1] + far * math.sin(angle), 1)))
    return places


def code_of(size: int) -> str:
    """The code of the network that holds the map of that size."""
    return f"U{90000 + size:05d}"


def workspace_with(folder: Path, sizes: Sequence[int]) -> Workspace:
    """A workspace on SQLite in `folder`, with one network for each size and the map of that size in it."""
    folder.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{folder / 'workbench.db'}"
    write_settings(folder, database_url=url)
    store = Store(url)
    store.create()
    began = date(2019, 7, 1)
    networks = pd.DataFrame(
        [(code_of(size), f"Map of {size}", "ZZ1", "NHS Testshire", began, None) for size in sizes],
        columns=["code", "name", "commissioner_code", "commissioner", "opened", "closed"],
    )
    memberships = pd.DataFrame(
        [(code_of(size), f"Y{90000 + size:05d}", f"Surgery of {size}", began, None, True) for size in sizes],
        columns=["network_code", "practice_code", "practice_name", "start", "end", "same_commissioner"],
    )
    import_register(store, networks, memberships, source="synthetic register", who="bench", at=datetime.now(UTC))
    store.close()
    workspace = open_workspace(folder)
    for size in sizes:
        take_in(network_of(workspace, size)._scope, added=synthetic(size), changed=[], file="a synthetic map")
    return workspace


def network_of(workspace: Workspace, size: int) -> Network:
    """The network that holds the map of that size, with somebody at work on it."""
    return workspace.network(code_of(size), who="practice manager")
