"""What things can be about: one controlled list for the map, for what is said, for ideas and prototypes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from workbench import checks
from workbench.errors import BadInput

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


def chosen_themes(themes: object) -> list[str]:
    """Themes of the list, each once, in its order. Raises `BadInput` with the nearest for any other."""
    if isinstance(themes, str) or not isinstance(themes, Iterable):
        raise BadInput("Themes have to be a list, even when it is only one.")
    chosen = {checks.chosen(theme, THEMES, "theme") for theme in themes}
    return [theme for theme in THEMES if theme in chosen]
