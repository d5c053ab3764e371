"""The home app: what to do next, what changed since the set last met, and who is in it."""
