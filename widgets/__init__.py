"""The apps: display only, one folder a concept, Python and JavaScript side by side."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from widgets.challenge.challenge import Challenge
    from widgets.home.home import Home
    from widgets.measures.measures import Measures
    from widgets.prototypes.prototypes import Prototypes
    from widgets.review.review import Review
    from widgets.rhythm.rhythm import Log
    from widgets.sensemaking.sensemaking import Session
    from widgets.stories.stories import Stories
    from widgets.system_map.system_map import SystemMap

__all__ = ["Challenge", "Home", "Log", "Measures", "Prototypes", "Review", "Session", "Stories", "SystemMap"]

_WHERE = {
    "Challenge": "widgets.challenge.challenge",
    "Home": "widgets.home.home",
    "Log": "widgets.rhythm.rhythm",
    "Measures": "widgets.measures.measures",
    "Prototypes": "widgets.prototypes.prototypes",
    "Review": "widgets.review.review",
    "Session": "widgets.sensemaking.sensemaking",
    "Stories": "widgets.stories.stories",
    "SystemMap": "widgets.system_map.system_map",
}


def __getattr__(name: str) -> Any:
    """Load an app only when a notebook asks for it: a page pays for what it shows."""
    if name in _WHERE:
        from importlib import import_module  # noqa: PLC0415

        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"widgets has no {name!r}; it has {', '.join(__all__)}.")
