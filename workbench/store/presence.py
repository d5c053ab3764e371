"""Who has a network open right now, and what they have their finger on. It is no part of the record: it passes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import JSON, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from workbench.store.base import Base
from workbench.store.database import Store

GONE_AFTER: Final = timedelta(seconds=25)
"""How long somebody who says nothing more counts as here; a page says that it is open every few seconds."""


class Presence(Base):
    """One browser on one page of one network: its `hand`, the role `who`, and what it is `doing`, as plain JSON."""

    __tablename__ = "presence"

    hand: Mapped[str] = mapped_column(primary_key=True)
    network: Mapped[str] = mapped_column(index=True)
    who: Mapped[str]
    doing: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime]


def here(store: Store, *, network: str, hand: str, who: str, doing: dict[str, Any], at: datetime) -> None:
    """Say that this browser is at work here. When somebody new comes, whoever went silent long ago is forgotten."""
    with store.writing_aside() as session:
        row = session.get(Presence, hand)
        if row is None:
            session.execute(delete(Presence).where(Presence.at < at - 10 * GONE_AFTER))
            session.add(Presence(hand=hand, network=network, who=who, doing=doing, at=at))
        else:
            row.network, row.who, row.doing, row.at = network, who, doing, at


def gone(store: Store, *, hand: str) -> None:
    """Say that this browser has left."""
    with store.writing_aside() as session:
        session.execute(delete(Presence).where(Presence.hand == hand))


def others(session: Session, *, network: str, hand: str | None, at: datetime) -> list[dict[str, Any]]:
    """Everybody else on this network at that moment: `hand`, `who`, `doing`, in the order of their hands."""
    statement = (
        select(Presence.hand, Presence.who, Presence.doing)
        .where(Presence.network == network, Presence.at > at - GONE_AFTER, Presence.hand != (hand or ""))
        .order_by(Presence.hand)
    )
    return [dict(row) for row in session.execute(statement).mappings()]
