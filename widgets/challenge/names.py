"""What the relationships of the map are called where a barrier is in their way."""

from __future__ import annotations

from workbench.workspace import Network


def relationships(network: Network) -> dict[str, str]:
    """The live connections of a network's map by id: “Link worker → Kitchen”; empty for an empty map."""
    parts = network.map.parts()
    names = {one["id"]: one["label"] for one in parts["elements"]}
    return {
        one["id"]: f"{names[one['source']]} {'→' if one['direction'] == 'one way' else '–'} {names[one['target']]}"
        for one in parts["connections"]
    }
