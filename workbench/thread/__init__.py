"""The learning thread: every concept joined into one graph, and whether things moved."""
