"""The past, read from the feed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.store.feed import Change, Edit


def state(
    session: Session,
    *,
    as_at: datetime | int | None = None,
    network: str | None = None,
    entities: Iterable[str] | None = None,
) -> dict[str, dict[str, dict[str, Any]]]:
    """Every tracked row as it stood, as entity → id → column → plain value.

    `as_at` is a moment, a sequence of the feed, or None for now. The last edit of each row up to then says how
    the row stood, so the cost is that of one grouped read, not of a replay. Rows added later are absent.
    """
    last = select(func.max(Edit.id)).join(Change, Change.sequence == Edit.sequence)
    if isinstance(as_at, datetime):
        last = last.where(Change.at <= as_at)
    elif as_at is not None:
        last = last.where(Change.sequence <= as_at)
    if network is not None:
        last = last.where(Change.network == network)
    if entities is not None:
        last = last.where(Edit.entity.in_(list(entities)))
    rows = session.execute(
        select(Edit.entity, Edit.entity_id, Edit.after).where(Edit.id.in_(last.group_by(Edit.entity_id)))
    )
    found: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for entity, entity_id, after in rows:
        found[entity][entity_id] = after
    return dict(found)


def first_states(session: Session, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Each of these rows as it was first recorded: id → column → plain value."""
    first = select(func.min(Edit.id)).where(Edit.entity_id.in_(ids)).group_by(Edit.entity_id)
    rows = session.execute(select(Edit.entity_id, Edit.after).where(Edit.id.in_(first)))
    return {entity_id: after for entity_id, after in rows}  # noqa: C416  a Row is no pair
