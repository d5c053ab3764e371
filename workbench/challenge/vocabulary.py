"""The words of a 100-day challenge."""

from typing import Final

GATES: Final = (25, 50, 75, 100)
"""The days at which a team stops and looks."""
SUPPORTERS: Final = ("sponsor", "coach")
LEVELS: Final = ("team", "network", "system")
"""Where a barrier can be solved, the nearest first."""
PERMISSION_ANSWERS: Final = ("", "given", "refused")
SPONSOR_ANSWERS: Final = ("", "accepted", "adapted", "declined")
"""What a sponsor says to a recommendation; empty while it waits."""
FUTURES: Final = ("", "sustain", "scale", "stop")
CHECKS: Final = ("", "still so", "partly", "no longer")
"""What was found six months later."""
CONFIDENCE: Final = range(11)
"""How sure somebody is that the goal will be reached: 0 not at all, 10 entirely."""
