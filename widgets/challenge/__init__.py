"""The challenge app: a hundred days of a team, from the launch to what lasts."""
