"""What we hear: what was said across all meetings, searched, on the map, in patterns and by theme."""
