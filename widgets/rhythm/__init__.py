"""The page of the week: the log with its ideas, and the routines."""
