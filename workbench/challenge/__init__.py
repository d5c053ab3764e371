"""The 100-day challenge: teams side by side, gates, goals, work plans, sponsors, barriers, commitments."""

from workbench.challenge.days import day

__all__ = ["day"]
