"""Ways out of the workbench and into it, one format a module.

`read` and `write` choose the format by the name of the file. Nothing here changes a map that is kept: what a file
would do to one is `dry_run`, and only its `apply` does it.
"""

from workbench.exchange.files import read, read_rows, write

__all__ = ["read", "read_rows", "write"]
