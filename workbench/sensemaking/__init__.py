"""Sessions in which a set makes sense of what happens."""
