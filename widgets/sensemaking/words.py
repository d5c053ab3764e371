"""How the page speaks of the methods and their questions."""

from __future__ import annotations

from typing import Any, Final

from workbench.sensemaking.vocabulary import METHODS

_METHODS: Final = {
    "after action review": (
        "After action review",
        "Four questions about something that has happened: what you expected, what came, why, and what to learn.",
    ),
    "what? so what? now what?": (
        "What? So what? Now what?",
        "Three questions about something you noticed: what is going on, why it matters, where it leads.",
    ),
}
_QUESTIONS: Final = {
    "What did we expect?": "What each of us thought would happen, before we knew how it would go.",
    "What happened?": "What people saw and heard. The reasons come next.",
    "Why was there a difference?": "What helped, what got in the way, and between whom.",
    "What do we learn?": "What we would keep, and what we would do another way.",
    "What?": "What did we notice? Facts and stories; explanations can wait.",
    "So what?": "Why does it matter, and to whom?",
    "Now what?": "Where does it lead? Ideas are enough here: what to do is agreed at the end.",
}


def methods() -> list[dict[str, Any]]:
    """Every method as the page shows it: `method`, `name`, `about`, `steps` (each `question` and `hint`)."""
    return [
        {
            "method": method,
            "name": _METHODS[method][0],
            "about": _METHODS[method][1],
            "steps": [{"question": question, "hint": _QUESTIONS[question]} for question in steps],
        }
        for method, steps in METHODS.items()
    ]
