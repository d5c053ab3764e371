"""What answers about structure share: what a map can be grouped by, and some words."""

from __future__ import annotations

from typing import Final

GROUPINGS: Final = ("sector", "organisation", "kind")
"""What the parts of a map can be grouped by on the page; in code any attribute of nodes will do."""

PLACES: Final = ("first", "second", "third")
"""The roles of the three that are named first."""


def without(by: str) -> str:
    """What is said where no element has the attribute that a question groups by."""
    return f"No element has {a(by)} yet. Say for a few elements which one they belong to, then ask again."


def a(word: str) -> str:
    """A word with its article: “a sector”, “an organisation”."""
    return f"an {word}" if word[0] in "aeio" else f"a {word}"


def times(count: int) -> str:
    """How often, in words: “once”, “twice”, “12 times”."""
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def per_cent(share: float) -> str:
    """A share (0 … 1) for a sentence, such as “48 %”; only none is 0 % and only all is 100 %."""
    if 0 < share < 0.01:
        return "under 1 %"
    return "over 99 %" if 0.99 < share < 1 else f"{100 * share:.0f} %"


def rounded(number: float, places: int = 2) -> str:
    """A figure for a sentence, such as “−0.41”: a true minus, and never “−0.00”."""
    return f"{round(number, places) + 0.0:.{places}f}".replace("-", "−")
