"""A meeting that was held without the workbench, written up in one call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date as day
from typing import TYPE_CHECKING, Any

from workbench.sensemaking.agreeing import Agreeing
from workbench.sensemaking.meeting import Meeting
from workbench.sensemaking.models import Session
from workbench.sensemaking.saying import Saying

if TYPE_CHECKING:
    import pandas as pd

Rows = Iterable[str | Mapping[str, Any]]


class Recording(Meeting, Saying, Agreeing):
    """Writing a meeting up."""

    def record(
        self,
        method: str,
        *,
        date: day | str,
        entries: Rows | pd.DataFrame,
        title: str | None = None,
        present: Iterable[str] = (),
        insights: Rows = (),
        actions: Rows = (),
        audience: str = "set",
        parts: Mapping[str, str] | None = None,
    ) -> Session:
        """Keep a meeting that was held; one gesture, and the session is closed. See the module."""
        raise NotImplementedError
