"""Which networks of a workspace are at work, and since when: one short read, however many there are."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, or_, select, union
from sqlalchemy.orm import Session

from workbench.challenge.models import Challenge
from workbench.mapping.models import Connection, Element
from workbench.measures.models import Measure
from workbench.prototypes.models import Prototype
from workbench.sensemaking.models import Session as Meeting
from workbench.store import Change, live


def networks_at_work(session: Session, day: date) -> list[str]:
    """The codes of the networks of which people have recorded anything that is live on that day, in order.

    Members apart: a network counts once it has a session, a prototype, a measure, a challenge, or a part of its map
    that people told or confirmed. A map that only the register has filled does not count.
    """
    told = [
        select(part.network).where(live(part, day), or_(part.provenance == "lived", part.confirmed_on.is_not(None)))
        for part in (Element, Connection)
    ]
    recorded = [select(kind.network).where(live(kind, day)) for kind in (Meeting, Prototype, Measure, Challenge)]
    return sorted(code for code in session.scalars(union(*told, *recorded)) if code is not None)


def began_on(session: Session, network: str) -> date | None:
    """The day of a network's first session, else of the first gesture on it; None if nothing was ever done."""
    held = session.scalar(
        select(func.min(Meeting.held_on)).where(Meeting.network == network, Meeting.valid_to.is_(None))
    )
    if held is not None:
        return held
    first = session.scalar(select(func.min(Change.at)).where(Change.network == network))
    return None if first is None else first.astimezone().date()
