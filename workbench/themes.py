"""What things can be about: one controlled list for the map, for what is said, for ideas and prototypes."""

from typing import Final

THEMES: Final = (
    "care and support planning",
    "healthy choices",
    "community links",
    "neighbourhood working",
    "freedom, mission, permission",
    "multidisciplinary working",
    "non-clinical approaches",
    "a different conversation",
)
"""A thing can be about several themes, or none."""
