"""The errors a person may meet. `str(error)` is one sentence: what happened, where, and what to do."""

from __future__ import annotations

from typing import Any


class WorkbenchError(Exception):
    """The parent of every error whose message is written for the person who meets it."""


class BadInput(WorkbenchError, ValueError):
    """A file, an argument or something typed cannot be used; nothing was changed."""


class NotFound(WorkbenchError, LookupError):
    """What was asked for is not in this workspace."""


class NotAllowed(WorkbenchError):
    """The settings of this workspace do not allow what was asked for."""


class StoreOutOfDate(WorkbenchError):
    """The database was made by another version of the workbench and has to be brought up to date first."""


class GraphContractError(WorkbenchError):
    """A graph lacks an attribute that the map's written contract promises."""


class Conflict(WorkbenchError):
    """Somebody else changed the same record first.

    `mine` and `theirs` hold the two sides, as `{field: value}`; nothing was overwritten. `base` is what the person had
    before them when they began, as far as it is known (plain JSON values), and `version` the newest one, if there is.
    """

    def __init__(
        self,
        message: str,
        *,
        mine: dict[str, Any],
        theirs: dict[str, Any],
        base: dict[str, Any] | None = None,
        version: int | None = None,
    ) -> None:
        super().__init__(message)
        self.mine = mine
        self.theirs = theirs
        self.base = base or {}
        self.version = version
