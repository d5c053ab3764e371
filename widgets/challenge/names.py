"""What the relationships of the map are called where a barrier is in their way."""

from __future__ import annotations

from datetime import date
from typing import Any

from workbench.challenge.trying import Launched, whose
from workbench.workspace import Network


def relationships(network: Network) -> dict[str, str]:
    """The live connections of a network's map by id: “Link worker → Kitchen”; empty for an empty map."""
    parts = network.map.parts()
    names = {one["id"]: one["label"] for one in parts["elements"]}
    return {
        one["id"]: f"{names[one['source']]} {'→' if one['direction'] == 'one way' else '–'} {names[one['target']]}"
        for one in parts["connections"]
    }


def tried(network: Network, challenge: str) -> list[dict[str, Any]]:
    """The network's prototypes that a challenge's team tries, as `network.prototypes.listed()` has them.

    Each is of one team alone, and of none that was launched after it began; see `trying.whose`.
    """
    day = date.fromisoformat
    teams = [Launched(each["id"], each["set"], day(each["launched_on"])) for each in network.challenge.listed()]
    return [
        each
        for each in network.prototypes.listed()
        if whose(teams, in_set=each["set"], began=day(each["started_on"] or each["named_on"])) == challenge
    ]
