"""Everything that was said, across all meetings, as far as whoever reads may read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, true
from sqlalchemy.orm import Session as Transaction

from workbench.sensemaking.audience import goes, readable, reader_of
from workbench.sensemaking.ground import Ground
from workbench.sensemaking.grouping import meetings, network_names
from workbench.sensemaking.models import Action, Entry, Insight
from workbench.store import Link, Record, Scope, live
from workbench.store.batches import batches
from workbench.store.reader import out_of_reach

Plain = dict[str, Any]


class Hearing(Ground):
    """What was said in any meeting, in one list."""

    def heard(self, *, everywhere: bool = False) -> list[Plain]:
        """What was said, concluded and agreed and may be read here, the newest meeting first; empty before the first.

        Each: `id`, `record` (“entry”, “insight” or “action”), `kind` (of an entry its nature, else its form), `text`,
        `title`, `said_by`, `held_on` (ISO text), `session` (`id`, `title`), `network` (`code`, `name`), `about`
        (`{id, kind, title, live}`), `themes`, `audience`, `consent`, `goes` and `version`. A meeting's title gives
        way to its day where it may not be read. `everywhere`: also what other networks let go to the whole programme.
        """
        with self._scope.reading() as transaction:
            return _heard(transaction, self._scope, everywhere=everywhere)


def _heard(transaction: Transaction, scope: Scope, *, everywhere: bool) -> list[Plain]:
    reader, today = reader_of(scope, transaction), scope.today()
    known = meetings(transaction, scope, reader, everywhere=everywhere)
    rows = [
        row
        for kind in (Entry, Insight, Action)
        for row in transaction.scalars(
            select(kind).where(
                live(kind, today), readable(kind, reader), true() if everywhere else kind.network == scope.network
            )
        )
        if row.session_id in known
    ]
    rows.sort(key=lambda row: (known[row.session_id].held_on, row.id), reverse=True)
    names, about = network_names(transaction), _about(transaction, scope, [row.id for row in rows])
    return [
        {
            **_said(row),
            "held_on": known[row.session_id].held_on.isoformat(),
            "session": {"id": row.session_id, "title": known[row.session_id].title},
            "network": {"code": row.network, "name": names.get(str(row.network), str(row.network))},
            "about": about[row.id],
        }
        for row in rows
    ]


def _said(row: Entry | Insight | Action) -> Plain:
    entry = isinstance(row, Entry)
    return {
        "id": row.id,
        "record": row.kind,
        "kind": (row.nature or row.form) if entry else row.kind,
        "text": row.text,
        "title": row.title,
        "said_by": row.said_by if entry else row.owner if isinstance(row, Action) else "",
        "themes": list(getattr(row, "themes", ())),
        "audience": row.audience,
        "consent": row.consent if entry else "",
        "goes": goes(row.audience, row.nature, row.consent) if entry else row.audience,
        "version": row.version,
    }


def _about(transaction: Transaction, scope: Scope, sources: Sequence[str]) -> dict[str, list[Plain]]:
    """What each of these records is about, the oldest link first; a title that may not be read here is left empty."""
    today, found = scope.today(), defaultdict(list)
    for some in batches(sources):
        wanted = (
            select(Link.source_id, Record.id, Record.kind, Record.title, live(Record, today).label("live"))
            .join(Record, Record.id == Link.target_id)
            .where(Link.source_id.in_(some), Link.kind == "about", live(Link, today))
            .order_by(Link.id)
        )
        rows = transaction.execute(wanted).all()
        hidden = out_of_reach(transaction, scope, {(row.id, row.kind) for row in rows})
        for row in rows:
            title = "" if row.id in hidden else row.title
            found[row.source_id].append({"id": row.id, "kind": row.kind, "title": title, "live": bool(row.live)})
    return found
