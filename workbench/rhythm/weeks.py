"""A week of the log: what the set is thinking and what it got done."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from workbench.errors import BadInput, Conflict
from workbench.fields import read
from workbench.rhythm import reading
from workbench.rhythm.fields import AREA, PAGE, monday, put, the_week
from workbench.rhythm.models import LogWeek
from workbench.rhythm.pages import begun
from workbench.rhythm.post import Post, posted
from workbench.store import Scope

_WROTE = {"thoughts": "what we are thinking", "achievements": "what we got done", "audience": "whom it is for"}


class Weeks:
    """The weeks of one set's log. A week is given by any day in it; weeks begin on Monday."""

    _scope: Scope

    def week(self, day: date | str | None = None) -> dict[str, Any]:
        """One week as plain values, this week for None; see `reading.week`. Reading it makes nothing."""
        return reading.week(self._scope, monday(day, today=self._scope.today()))

    def weeks(self) -> pd.DataFrame:
        """One row a week that something was written in, index `id`, oldest first; no rows if there is none.

        `week_of` (its Monday), `set`, `audience`, `thoughts`, `achievements`, and how many plans were made (`plans`)
        and are ticked by now (`ticked`), and how many ideas were offered (`ideas`) in it.
        """
        return reading.weeks_table(self._scope)

    def write(
        self,
        week_of: date | str | None = None,
        *,
        thoughts: str | None = None,
        achievements: str | None = None,
        audience: str | None = None,
        version: int | None = None,
    ) -> LogWeek:
        """Write on a week's page, which is made if it is not there; None leaves what stands there as it is.

        `audience` is whom the page is for, with the plans and ideas written on it: "set", "network", "programme" or
        "public". `version` is that of the page as the writer saw it, 0 for one that was not there yet: `Conflict` if
        what they change was changed since. Raises `BadInput` for a week that has not begun.
        """
        said = {"thoughts": thoughts, "achievements": achievements, "audience": audience}
        new = read({name: value for name, value in said.items() if value is not None}, PAGE, "A week")
        if not new:
            raise BadInput(
                "Nothing was given to write: say what you are thinking, what you got done, or whom it is for."
            )
        week = monday(week_of, today=self._scope.today())
        page = begun(self._scope, week)
        about = " and ".join(_WROTE[name] for name in new)
        with self._scope.gesture(f"wrote {about} in the log of {the_week(week)}", area=AREA) as session:
            row = self._scope.fetch(session, LogWeek, page, version=version or None, mine=new)
            if version == 0:
                _refuse_if_written(row, new)
            put(row, new)
        return row

    def post(self, week_of: date | str | None = None, *, audience: str | None = None) -> Post:
        """A week as something to hand on, in Markdown and HTML; see `post.Post`.

        It is for the week's audience, or for a nearer one if `audience` says so: then it holds more. Raises `BadInput`
        for an audience that is wider than the week's.
        """
        week = self.week(week_of)
        return posted(self._scope, week, audience=audience)


def _refuse_if_written(row: LogWeek, new: dict[str, Any]) -> None:
    """Whoever saw no page yet overwrites nothing that others wrote first."""
    theirs = {name: getattr(row, name) for name in new}
    blank = {"thoughts": "", "achievements": "", "audience": row.audience if row.version == 1 else "set"}
    if any(theirs[name] not in (blank[name], new[name]) for name in new):
        raise Conflict(
            f"‘{row.title}’ was written on by {row.changed_by} while you were at it. Nothing was overwritten: look at "
            "both and choose.",
            mine=new,
            theirs=theirs,
            base={name: blank[name] for name in new},
            version=row.version,
        )
