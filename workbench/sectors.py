"""Where people and organisations come from: one controlled list for the map, for sets and for teams."""

from typing import Final

SECTORS: Final = (
    "primary care",
    "community",
    "voluntary",
    "social care",
    "hospital",
    "mental health",
    "lived experience",
    "commissioning",
)
