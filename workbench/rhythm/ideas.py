"""Ideas: numbered for good, kept from week to week with their status, until one of them is tried."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from workbench.errors import NotFound
from workbench.fields import read
from workbench.rhythm import reading
from workbench.rhythm.fields import AREA, IDEA, monday, put
from workbench.rhythm.models import Idea
from workbench.rhythm.pages import begun
from workbench.store import Scope
from workbench.store.numbers import next_number
from workbench.store.titles import id_of


class Ideas:
    """The ideas in one network's log. An idea is given as itself, by its title, its number (7 or “#7”) or its id."""

    _scope: Scope

    def listed(self) -> list[dict[str, Any]]:
        """Every idea that may be read here, as plain values, by number; see `reading.ideas`. Empty if there is none."""
        return reading.ideas(self._scope)

    def told(self, idea: str | int | Idea) -> dict[str, Any]:
        """One idea as plain values. Raises `NotFound` if it is not there, or not for whoever reads."""
        with self._scope.reading() as session:
            row = self._scope.find(session, Idea, id_of(self._scope, session, Idea, idea))
        found = next((plain for plain in self.listed() if plain["id"] == row.id), None)
        if found is None:
            raise NotFound(f"Idea {row.number} belongs to another set, which keeps it to itself for now.")
        return found

    def ideas(self) -> pd.DataFrame:
        """One row an idea, index `id`, by number; no rows if there is none.

        `number`, `title`, `note`, `offered_by`, `status`, `ticked_on`, `themes` (joined by “; ”), `week_of` (the week
        it was offered in), `audience` and `prototype` (the title of what was tried of it, empty for nothing).
        """
        return reading.ideas_table(self._scope)

    def idea(
        self,
        title: str,
        *,
        note: str = "",
        offered_by: str = "",
        themes: Iterable[str] = (),
        status: str = "new",
        week_of: date | str | None = None,
    ) -> Idea:
        """Keep an idea in one line, offered in the week that is given, else in this one.

        It gets the network's next number, in one series with the prototypes. `themes` are of
        `workbench.themes.THEMES`. Raises `BadInput` for an empty title, another theme or status, or a week that has
        not begun. `network.prototypes.start(idea.title, number=idea.number)` tries it.
        """
        said = {"title": title, "note": note, "offered_by": offered_by, "themes": themes, "status": status}
        new = read(said, IDEA, "An idea")
        page = begun(self._scope, monday(week_of, today=self._scope.today()))
        with self._scope.gesture("", area=AREA) as session:
            row = Idea(
                network=self._scope.network,
                number=next_number(session, self._scope.network),
                log_id=page,
                valid_from=self._scope.today(),
                **new,
            )
            session.add(row)
            session.info["change"].action = f"kept idea {row.number}"
        return row

    def change_idea(self, idea: str | int | Idea, *, version: int | None = None, **fields: Any) -> Idea:
        """Change the `title`, `note`, `offered_by`, `status` or `themes` of an idea; its number stays.

        Raises `Conflict` if somebody has changed it since `version`.
        """
        new = read(fields, IDEA, "An idea")
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Idea, id_of(self._scope, session, Idea, idea), version=version, mine=new)
            put(row, new)
            session.info["change"].action = f"changed idea {row.number}"
        return row

    def remove_idea(self, idea: str | int | Idea) -> None:
        """Take an idea away that was kept by mistake. Its number is not given again."""
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Idea, id_of(self._scope, session, Idea, idea))
            self._scope.end(row)
            session.info["change"].action = f"removed idea {row.number}"
