"""The words of a map: what its parts can be. Every list is closed; the database holds to it."""

from typing import Final

from workbench.sectors import SECTORS  # noqa: F401  they are words of the map too

ELEMENT_KINDS: Final = (
    "person in role",
    "team",
    "organisation",
    "service",
    "community group",
    "place",
    "factor",
)
CONNECTION_KINDS: Final = (
    "refers to",
    "shares information with",
    "advises",
    "trusts",
    "meets",
    "commissions",
    "is accountable to",
    "is part of",
    "influences",
)
DIRECTIONS: Final = ("one way", "mutual", "undirected")
SIGNS: Final = ("+", "-", "?")
CONFIDENCE: Final = ("sure", "fairly sure", "unsure")
PROVENANCE: Final = ("administrative", "lived")
HOPED_FOR: Final = 0
"""The strength of a connection that people wish for and that is not there yet. It is in no graph but one to show."""
STRENGTHS: Final = (1, 2, 3, 4, 5)
STRENGTH_WORDS: Final = ("hoped for", "slight", "light", "steady", "firm", "strong")
"""How each strength from 0 to 5 is called on screen."""
SIZES: Final = ("small", "usual", "large")
SEEN_AS: Final = ("controllable", "outcome", "vulnerable")
"""What people may say that an element is to them; in words on screen below."""
SEEN_AS_WORDS: Final = {
    "controllable": "something we can change",
    "outcome": "something we want to come of it",
    "vulnerable": "something that may change on us",
}
LAYOUTS: Final = {
    "force": "Spread out by who is connected",
    "levels": "In layers, from cause to effect",
    "sectors": "In bands by sector",
    "circle": "In a circle",
}
"""The ways to arrange a map, and what each is called on screen; `workbench.mapping.layouts` has them."""
