"""What was done to a map lately, and what else points to its parts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.mapping.models import Connection
from workbench.store import Change, Edit, Link, Record, Scope, live, out_of_reach
from workbench.words import long_date

AREA: Final = "map"
_COLUMNS: Final = {
    "title": "name", "type": "kind", "valid_from": "there since", "said_by": "said by", "sign": "effect",
    "sure": "how sure", "seen_as": "seen as",
}  # fmt: skip
_SHOWN: Final = (
    "title", "type", "sector", "organisation", "note", "direction", "strength", "sign", "delay", "sure", "said_by",
    "valid_from", "themes", "seen_as", "size", "pinned", "day",
)  # fmt: skip
_MOST_EDITS: Final = 200  # of one look; what an import of hundreds of parts changed is not worth reading here
_A_DAY: Final = re.compile(r"\b[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b")


def recent(scope: Scope, *, most: int = 50) -> list[dict[str, Any]]:
    """The last gestures on the map, newest first, as plain dictionaries; empty before the first one.

    `sequence`, `at` (ISO, UTC), `who`, `action`, `kind` (do, undo, redo), `part` (the id of what it was done to,
    or None) and `changed`: for each changed field of an earlier part its `part`, what that is called today (`label`:
    “Link worker → Kitchen” for a connection), the `field` as people call it, `before` and `after` (days as ISO text).
    """
    gestures = (
        select(Change.sequence, Change.at, Change.who, Change.action, Change.kind, Change.record_id.label("part"))
        .where(Change.network == scope.network, Change.area == AREA)
        .order_by(Change.sequence.desc())
        .limit(most)
    )
    with scope.reading() as session:
        found = [dict(row) for row in session.execute(gestures).mappings()]
        edits = session.execute(
            select(Edit.sequence, Edit.entity_id, Edit.before, Edit.after)
            .where(Edit.sequence.in_([one["sequence"] for one in found]), Edit.before.is_not(None))
            .order_by(Edit.id.desc())
            .limit(_MOST_EDITS)
        )
        changed: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for sequence, part, before, after in edits:
            changed[sequence] += [
                {
                    "part": part,
                    "field": _COLUMNS.get(field, field),
                    "before": before[field],
                    "after": after[field],
                }
                for field in _SHOWN
                if before is not None and field in after and (before.get(field) or None) != (after[field] or None)
            ]
        labels = _labels(session, {edit["part"] for edits in changed.values() for edit in edits})
    return [
        {
            **one,
            "at": one["at"].isoformat(),
            "action": _A_DAY.sub(_written_out, one["action"]),
            "changed": [{**edit, "label": labels.get(edit["part"], "")} for edit in changed[one["sequence"]]],
        }
        for one in found
    ]


def pointing_here(scope: Scope) -> dict[str, list[dict[str, Any]]]:
    """What other records say of parts of this map: id of the part → `id`, `kind`, `title`, `link`, `expectation`.

    `kind` is that of the record (entry, prototype …), `link` that of the link (about, means to change …).
    Parts to which nothing points are absent. Where the words of a title were not meant for whoever reads, it is
    what stands for them (`out_of_reach`).
    """
    part = select(Record.id).where(Record.network == scope.network, Record.kind.in_(("element", "connection")))
    statement = (
        select(Link.target_id, Link.kind, Link.expectation, Record.id, Record.kind, Record.title)
        .join(Record, Record.id == Link.source_id)
        .where(
            Link.network == scope.network,
            Link.target_id.in_(part),
            live(Link, scope.today()),
            live(Record, scope.today()),
        )
        .order_by(Record.id.desc())
    )
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with scope.reading() as session:
        rows = session.execute(statement).all()
        hidden = out_of_reach(session, scope, {(record, kind) for _, _, _, record, kind, _ in rows})
        for target, link, expectation, record, kind, title in rows:
            shown = hidden.get(record, title)
            found[target].append({"id": record, "kind": kind, "title": shown, "link": link, "expectation": expectation})
    return dict(found)


def _labels(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """What records are called today, by id; a connection by its ends."""
    wanted = list(ids)
    ties = {tie.id: tie for tie in session.scalars(select(Connection).where(Connection.id.in_(wanted)))}
    ends = {end for tie in ties.values() for end in (tie.source_id, tie.target_id)}
    named = select(Record.id, Record.title).where(Record.id.in_({*wanted, *ends}))
    titles = {row.id: row.title or "" for row in session.execute(named)}
    arrows = {key: f"{titles[tie.source_id]} → {titles[tie.target_id]}" for key, tie in ties.items()}
    return {key: arrows.get(key, title) for key, title in titles.items()}


def _written_out(found: re.Match[str]) -> str:
    try:
        return long_date(date.fromisoformat(found[0]))
    except ValueError:  # 31 June is part of a name, not a day
        return found[0]
