"""The words of a session: its methods and their steps, and what an entry can be."""

from typing import Final

METHODS: Final[dict[str, tuple[str, ...]]] = {
    "after action review": (
        "What did we expect?",
        "What happened?",
        "Why was there a difference?",
        "What do we learn?",
    ),
    "what? so what? now what?": ("What?", "So what?", "Now what?"),
}
"""Each method's steps, in order, as the questions that are put to the set."""

NATURES: Final = ("fact", "story")
