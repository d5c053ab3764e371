"""The 100-day challenge: teams side by side, gates, goals, work plans, sponsors, barriers, commitments."""
