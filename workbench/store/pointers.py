"""What records point to, as plain dictionaries that hold no words that were not meant for whoever reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.store.batches import batches
from workbench.store.reader import out_of_reach
from workbench.store.records import Link, Record, live
from workbench.store.scope import Scope

Pointers = dict[tuple[str, str], list[dict[str, Any]]]
"""By a record's id and a kind of link: what it points to, each with `id`, `kind`, `title` and `live`."""


def pointed_to(session: Session, scope: Scope, sources: Iterable[str]) -> Pointers:
    """What the live links of these records point to, by record and kind of link, the oldest first.

    A record without links has an empty list. Where the words of a title were not meant for whoever reads, it is what
    stands for them (`out_of_reach`).
    """
    today = scope.today()
    found: Pointers = defaultdict(list)
    for some in batches(list(dict.fromkeys(sources))):
        statement = (
            select(Link.source_id, Link.kind, Record.id, Record.kind, Record.title, live(Record, today).label("live"))
            .join(Record, Record.id == Link.target_id)
            .where(Link.source_id.in_(some), live(Link, today))
            .order_by(Link.id)
        )
        rows = session.execute(statement).all()
        hidden = out_of_reach(session, scope, {(target, kind) for _, _, target, kind, _, _ in rows})
        for source, link, target, kind, title, still in rows:
            shown = hidden.get(target, title)
            found[source, link].append({"id": target, "kind": kind, "title": shown, "live": bool(still)})
    return found
