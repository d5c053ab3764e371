"""Ways out of the workbench and into it, one format a module."""
