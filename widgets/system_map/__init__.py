"""The system map: the drawing, and beside it the same map as tables."""
