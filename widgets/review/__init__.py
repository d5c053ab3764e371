"""The review: what leaders and the set look at together, before and now."""
