"""What a database says of an error, without the values in it: they are what somebody typed."""

from __future__ import annotations

import re
from typing import Any, Final

from sqlalchemy.engine import ExceptionContext

_OF_DATA: Final = "22"  # the class of SQLSTATE whose sentences quote the value itself (PostgreSQL, Appendix A)
_QUOTED: Final = re.compile(r"\".*\"", re.DOTALL)


def leave_out_values(context: ExceptionContext) -> None:
    """Let an error of PostgreSQL keep its first sentence and its code, and lose its DETAIL, HINT and CONTEXT.

    Those hold a key or a whole row (“Failing row contains (…)”). SQLAlchemy's own error is given the same words. What
    SQLite says names tables and columns only, and a server that cannot be reached knows no values: both stay.
    """
    error: Any = context.original_exception
    primary = getattr(getattr(error, "diag", None), "message_primary", None)
    if not primary:
        return
    if str(error.sqlstate).startswith(_OF_DATA):
        primary = _QUOTED.sub("…", primary)
    said = f"{primary} (SQLSTATE {error.sqlstate})"
    error.args = (said,)
    if context.sqlalchemy_exception is not None:
        context.sqlalchemy_exception.args = (f"({type(error).__module__}.{type(error).__name__}) {said}",)
