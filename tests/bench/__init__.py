"""Measuring, not testing: how long the map takes, beside a named peer. `python -m tests.bench` runs it."""
