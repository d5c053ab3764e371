"""Primary care networks, their practices, and the sets of people who work on them."""
