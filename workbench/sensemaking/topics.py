"""What was said about what: themes by place and time, and which parts of the map stories and facts are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select
from sqlalchemy.orm import aliased

from workbench.sensemaking.audience import readable, reader_of
from workbench.sensemaking.ground import Ground
from workbench.sensemaking.grouping import by_of, grouped, hidden_of, meetings, network_names
from workbench.sensemaking.models import Entry, Insight
from workbench.store import Link, Reader, Record, Scope, live
from workbench.themes import THEMES

if TYPE_CHECKING:
    import pandas as pd

THEMES_OVER: Final = ("theme", "network", "key", "group", "n", "stories", "facts", "insights", "hidden")
ABOUT: Final = ("record", "kind", "title", "stories", "facts", "others", "entries")
ON_THE_MAP: Final = ("element", "connection")


class Topics(Ground):
    """What was said about what, across meetings."""

    def themes(self, *, by: str = "month", everywhere: bool = False, reader: Reader | None = None) -> pd.DataFrame:
        """How many entries and insights of each network, month or session are about each theme.

        Columns: `theme`, `network` (code), `key`, `group` (as in `pattern`), `n` (entries and insights), `stories`,
        `facts`, `insights` and `hidden`; one row for each theme and group that has any, in the order of the list of
        themes, this network's first. Of a network that the reader does not belong to small numbers are hidden as in
        `pattern`: all four are missing. Only what the reader may read is counted.
        """
        by = by_of(by)
        with self._scope.reading() as transaction:
            reader = reader or reader_of(self._scope, transaction)
            known = meetings(transaction, self._scope, reader, everywhere=everywhere)
            networks = network_names(transaction)
            said = [
                (known[row.session_id], row.nature if kind is Entry else "insight", row.themes)
                for kind in (Entry, Insight)
                for row in transaction.scalars(_readable(self._scope, kind, reader, everywhere=everywhere))
                if row.session_id in known
            ]
        rows = []
        for theme in THEMES:
            about = [(meeting, nature) for meeting, nature, themes in said if theme in themes]
            others = (meeting for meeting, _ in about if meeting.network != reader.network)
            hidden = hidden_of(others, upto=self._small_numbers)
            of_theme = [
                {
                    "theme": theme,
                    "network": network,
                    "key": key[-1] if key else network,
                    "group": members[0][0].name(by, networks),
                    **_counted([nature for _, nature in members], hidden=(network, key) in hidden),
                }
                for network, key, members in grouped(about, by)
            ]
            rows += sorted(of_theme, key=lambda row: row["network"] != self._scope.network)
        import pandas as pd  # noqa: PLC0415  a page need not wait for it

        frame = pd.DataFrame(rows, columns=list(THEMES_OVER))
        kinds: Any = {**dict.fromkeys(("n", "stories", "facts", "insights"), "Int64"), "hidden": bool}
        return frame.astype(kinds)

    def about_map(self, *, reader: Reader | None = None) -> pd.DataFrame:
        """Which elements and connections of the map something was said about: one row each, the most stories first.

        Index `record` (its id); `kind`, `title` (empty for a connection), how many `stories`, `facts` and `others`,
        and `entries`, their ids in the order of days. Only what is still on the map, and what the reader may read.
        """
        with self._scope.reading() as transaction:
            reader = reader or reader_of(self._scope, transaction)
            known = meetings(transaction, self._scope, reader, everywhere=False)
            today, part = self._scope.today(), aliased(Record)
            wanted = (
                select(part.id, part.kind, part.title, Entry.id, Entry.nature, Entry.session_id)
                .join(Link, Link.source_id == Entry.id)
                .join(part, part.id == Link.target_id)
                .where(Link.kind == "about", part.kind.in_(ON_THE_MAP), Entry.network == self._scope.network)
                .where(live(Link, today), live(part, today), live(Entry, today), readable(Entry, reader))
            )
            found = [tuple(row) for row in transaction.execute(wanted) if row[5] in known]
        found.sort(key=lambda row: (known[row[5]].held_on, row[3]))
        rows: dict[str, dict[str, Any]] = {}
        for record, kind, title, entry, nature, _ in found:
            row = rows.setdefault(record, {"record": record, "kind": kind, "title": title, "entries": []})
            row["entries"].append(entry)
            place = {"story": "stories", "fact": "facts"}.get(nature, "others")
            row[place] = row.get(place, 0) + 1
        counted = [{"stories": 0, "facts": 0, "others": 0, **row} for row in rows.values()]
        counted.sort(key=lambda row: (-row["stories"], -row["facts"], row["title"].casefold(), row["record"]))
        import pandas as pd  # noqa: PLC0415  a page need not wait for it

        frame = pd.DataFrame(counted, columns=list(ABOUT))
        kinds: Any = dict.fromkeys(("stories", "facts", "others"), "int64")
        return frame.astype(kinds).set_index("record")


def _counted(natures: Sequence[str], *, hidden: bool) -> dict[str, Any]:
    if hidden:
        return {**dict.fromkeys(("n", "stories", "facts", "insights")), "hidden": True}
    counted = Counter(natures)
    return {
        "n": len(natures),
        "stories": counted["story"],
        "facts": counted["fact"],
        "insights": counted["insight"],
        "hidden": False,
    }


def _readable(scope: Scope, kind: type[Any], reader: Reader, *, everywhere: bool) -> Any:
    wanted = select(kind).where(live(kind, scope.today()), readable(kind, reader))
    return wanted if everywhere else wanted.where(kind.network == scope.network)
