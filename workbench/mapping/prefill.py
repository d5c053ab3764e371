"""The first map of a network, from the public register: administrative until a set confirms it."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.mapping.models import Connection, Element
from workbench.mapping.verbs import AREA
from workbench.networks.facts import NetworkFacts
from workbench.store import Scope

RING: Final = (330.0, 230.0)
"""Half the width and half the height, in pixels, of the ring on which a network's practices are placed."""


def prefill(scope: Scope, facts: NetworkFacts) -> bool:
    """Bring the administrative parts of a map up to the register: True if that changed anything.

    The network, its practices past and present with the dates of their memberships, and its commissioner.
    What is missing is added; what has ended in the register, or begins again there, does so on the map. Names,
    places, days and everything else that people changed stay as they are. Doing it twice changes nothing.
    """
    with scope.gesture("", area=AREA) as session:
        parts = _Parts(session, scope, facts)
        closed = _day_after(facts.closed)
        network = parts.element(facts.code, facts.name, since=facts.opened, until=closed, at=(0.0, 0.0))
        if facts.commissioner:
            commissioner = parts.element(
                facts.commissioner_code or facts.commissioner,
                facts.commissioner,
                since=facts.opened,
                at=(0.0, -RING[1] - 130),
                sector="commissioning",
            )
            parts.end_others(commissioner, network, "commissions")
            parts.connection(commissioner, network, "commissions", since=facts.opened, until=closed)
        for number, (code, name) in enumerate(sorted(facts.practice_names.items())):
            times = [stay for stay in facts.memberships if stay.practice_code == code]
            practice = parts.element(
                code,
                name,
                since=min(stay.start for stay in times),
                until=_day_after(_last_day(times)),
                at=_on_the_ring(number, len(facts.practice_names)),
            )
            for stay in times:
                parts.connection(practice, network, "is part of", since=stay.start, until=_day_after(stay.end))
        change = session.info["change"]
        change.action = f"filled in {facts.name} from {facts.source or 'the public register'}"
        session.flush()
        return bool(change.edits)


class _Parts:
    """What the register has put on this map before, by its codes."""

    def __init__(self, session: Session, scope: Scope, facts: NetworkFacts) -> None:
        self._session, self._scope, self._source = session, scope, facts.source
        ours = select(Element).where(Element.network == scope.network, Element.register_code.is_not(None))
        self._elements = {row.register_code: row for row in session.scalars(ours)}
        ties = select(Connection).where(Connection.network == scope.network, Connection.provenance == "administrative")
        self._connections = {
            (row.source_id, row.target_id, row.type, row.register_from): row for row in session.scalars(ties)
        }

    def element(
        self,
        code: str,
        name: str,
        *,
        at: tuple[float, float],
        since: date | None,
        until: date | None = None,
        sector: str = "primary care",
    ) -> Element:
        found = self._elements.get(code)
        if found is None:
            found = self._elements[code] = Element(
                title=name,
                type="organisation",
                sector=sector,
                x=at[0],
                y=at[1],
                register_code=code,
                **self._administrative(since, until),
            )
            self._session.add(found)
        else:
            _follow(found, until)
        return found

    def connection(
        self, source: Element, target: Element, kind: str, *, since: date | None, until: date | None
    ) -> None:
        found = self._connections.get((source.id, target.id, kind, since))
        if found is None:
            self._session.add(
                Connection(
                    title="",
                    source_id=source.id,
                    target_id=target.id,
                    type=kind,
                    **self._administrative(since, until),
                )
            )
        else:
            _follow(found, until)

    def end_others(self, source: Element, target: Element, kind: str) -> None:
        """End what the register said of others than `source`, and no longer says: it gives no day, so today."""
        for row in self._connections.values():
            if row.type == kind and row.target_id == target.id and row.source_id != source.id and not row.register_to:
                _follow(row, self._scope.today())

    def _administrative(self, since: date | None, until: date | None) -> dict[str, Any]:
        start = since or self._scope.today()
        return {
            "network": self._scope.network,
            "valid_from": start,
            "valid_to": None if until is None else max(until, start),
            "provenance": "administrative",
            "register_source": self._source,
            "register_from": since,
            "register_to": until,
        }


def _follow(row: Element | Connection, until: date | None) -> None:
    """Let a part end, go on or end on another day as the register now says, unless people decided otherwise."""
    if row.register_to == until:
        return
    if row.valid_to in (row.register_to, row.valid_from if row.register_to else None):
        row.valid_to = None if until is None else max(until, row.valid_from)
    row.register_to = until


def _last_day(times: list[Any]) -> date | None:
    ends = [stay.end for stay in times if stay.end is not None]
    return max(ends) if len(ends) == len(times) else None


def _day_after(last: date | None) -> date | None:
    """The register gives the last day of something; the map the first day without it."""
    return None if last is None else last + timedelta(days=1)


def _on_the_ring(number: int, of: int) -> tuple[float, float]:
    angle = math.pi * (1 + 2 * (number + 0.5) / of) - math.pi / 2
    return round(RING[0] * math.cos(angle), 1), round(RING[1] * math.sin(angle), 1)
