"""What somebody looks for on the page of what we hear, as its address says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from workbench import checks
from workbench.themes import THEMES

VIEWS: Final = ("said", "map", "patterns", "themes")
KINDS: Final = ("story", "fact", "question")
OVER: Final = ("network", "month", "session")
LONGEST_SEARCH: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place on the page: a view, and what is looked for in it; the empty text where nothing is.

    All of it is text, as it stands in the address: `kind` several kinds joined by commas, `since` an ISO day,
    `everywhere` “yes” or empty, `about` and `question` ids.
    """

    view: str = "said"
    search: str = ""
    kind: str = ""
    theme: str = ""
    by: str = ""
    since: str = ""
    everywhere: str = ""
    about: str = ""
    question: str = ""
    over: str = ""

    def __post_init__(self) -> None:
        """Refuse what the page does not know. Raises `BadInput` in a sentence that can be shown."""
        checks.chosen(self.view, VIEWS, "part of this page")
        for name in ("search", "by", "about", "question"):
            checks.line(getattr(self, name), "What is looked for", required=False, longest=LONGEST_SEARCH)
        for kind in self.kinds:
            checks.chosen(kind, KINDS, "kind of thing that is said")
        if self.theme:
            checks.chosen(self.theme, THEMES, "theme")
        if self.since:
            checks.day(self.since, "The day since when it was said")
        if self.over:
            checks.chosen(self.over, OVER, "way to compare")
        checks.chosen(self.everywhere, ("", "yes"), "answer to whether other networks are searched")

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that are asked for; none for any."""
        return tuple(self.kind.split(",")) if self.kind else ()

    def lets(self, row: Mapping[str, Any]) -> bool:
        """Whether a row of `sessions.heard` is of the kinds, the theme, the person and the days asked for."""
        since = checks.day(self.since, "The day") if self.since else None
        return (
            (not self.kinds or row["kind"] in self.kinds)
            and (not self.theme or self.theme in row["themes"])
            and (not self.by or self.by == row["said_by"])
            and (since is None or date.fromisoformat(row["held_on"]) >= since)
        )

    def plain(self) -> dict[str, str]:
        """All of it as a plain dictionary, in the order of the address."""
        return asdict(self)
