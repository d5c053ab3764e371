"""What the `workbench` command does, a module for each part of the work. Every import that takes time is late."""
