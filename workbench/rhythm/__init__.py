"""The rhythm of learning: the weekly log with its ideas, and the routines a network keeps."""
