"""The record of a meeting on one page, for somebody to read, correct, print and share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from workbench.sensemaking import reading
from workbench.sensemaking.ground import Ground
from workbench.store import Reader


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page, three times the same: as `markdown`, as a whole `html` document, and as `plain` JSON."""

    markdown: str
    html: str
    plain: dict[str, Any]


class Paging(Ground):
    """The one page that a meeting ends with."""

    def page(self, session: str, *, reader: Reader | None = None) -> Page:
        """The record of a meeting for a reader, by default whoever is at work: only what they may read is on it."""
        scope = self._scope if reader is None else replace(self._scope, reader=reader)
        told = reading.told(scope, session)
        return Page(markdown=f"# {told['session']['title']}\n", html="", plain=told)
