"""The page of prototypes: what is tried, and whether what it meant to move has moved."""
