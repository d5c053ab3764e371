"""The page of prototypes and measures: what is tried, and whether what it meant to move has moved."""
