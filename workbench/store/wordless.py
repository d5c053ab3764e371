"""What a database says of an error, without the values in it: they are what somebody typed."""

from __future__ import annotations

import re
from typing import Any, Final

from sqlalchemy.engine import ExceptionContext

# The codes of PostgreSQL (Appendix A) whose sentences quote names of ours alone: of a constraint that is not met, of a
# table or a column that is not there. What any other quotes may be a value, such as a search it cannot read (42601).
_OF_NAMES: Final = re.compile(r"23...|42P01|42703")
_QUOTED: Final = re.compile('["«»„“”].*["«»„“”]', re.DOTALL)


def leave_out_values(context: ExceptionContext) -> None:
    """Let an error of PostgreSQL keep its first sentence and its code, and lose its DETAIL, HINT and CONTEXT.

    Those hold a key or a whole row (“Failing row contains (…)”). SQLAlchemy's own error is given the same words. What
    SQLite says names tables and columns only, and a server that cannot be reached knows no values: both stay.
    """
    error: Any = context.original_exception
    primary = getattr(getattr(error, "diag", None), "message_primary", None)
    if not primary:
        return
    if not _OF_NAMES.fullmatch(str(error.sqlstate)):
        primary = _QUOTED.sub("…", primary)
    said = f"{primary} (SQLSTATE {error.sqlstate})"
    error.args = (said,)
    if context.sqlalchemy_exception is not None:
        context.sqlalchemy_exception.args = (f"({type(error).__module__}.{type(error).__name__}) {said}",)
