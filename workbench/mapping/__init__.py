"""The system map: elements, connections, and the graph they make."""
