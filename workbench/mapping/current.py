"""The map as it is now, kept at hand: read whole once, and afterwards only where the feed says that it changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.mapping.models import Connection, Element
from workbench.mapping.reading import MapParts, as_connection, as_element, joins, rows
from workbench.store import Change, Edit, Scope

_MOST: int = 500  # changed rows above which reading everything anew is quicker


class CurrentMap:
    """The parts of one network's map today. A page looks at them at every gesture, and few of them are new.

    What did not change stays the very same dictionary from one look to the next: nobody may write into it.
    """

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._day: date | None = None
        self._sequence = 0
        self._elements: dict[str, dict[str, Any]] = {}  # id → the element as people know it
        self._connections: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}  # id → its row, and as people know it

    def parts(self) -> MapParts:
        """The live elements and connections, as `workbench.mapping.reading.read` gives them."""
        day = self._scope.today()
        with self._scope.reading() as session:
            latest = session.scalar(select(func.max(Change.sequence)).where(Change.network == self._scope.network)) or 0
            changed = None if day != self._day else self._changed(session, latest)
            if changed is None:
                self._elements, self._connections = {}, {}
            else:
                for part in changed:
                    self._elements.pop(part, None)
                    self._connections.pop(part, None)
            if changed is None or changed:
                self._take(session, day, changed)
        self._day, self._sequence = day, latest
        shown = (connection for row, connection in self._connections.values() if joins(row, self._elements))
        return {"elements": list(self._elements.values()), "connections": list(shown)}

    def _changed(self, session: Session, latest: int) -> list[str] | None:
        """The ids of the rows that were touched since the last look; None if they are many."""
        if latest == self._sequence:
            return []
        touched = (
            select(Edit.entity_id)
            .join(Change, Change.sequence == Edit.sequence)
            .where(
                Change.network == self._scope.network,
                Change.sequence > self._sequence,
                Edit.entity.in_(("element", "connection")),
            )
            .distinct()
            .limit(_MOST + 1)
        )
        found = list(session.scalars(touched))
        return found if len(found) <= _MOST else None

    def _take(self, session: Session, day: date, among: list[str] | None) -> None:
        network = self._scope.network
        elements = rows(session, Element, network, day, among=among)
        connections = rows(session, Connection, network, day, among=among)
        self._elements |= {key: as_element(row) for key, row in elements.items()}
        self._connections |= {key: (row, as_connection(row)) for key, row in connections.items()}
        if among is not None:
            self._elements = dict(sorted(self._elements.items()))
            self._connections = dict(sorted(self._connections.items()))
