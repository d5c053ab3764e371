"""Finding the parts of one map that a verb is about."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workbench import checks
from workbench.errors import BadInput, NotFound
from workbench.mapping.models import Connection, Element
from workbench.store import Scope, live


class Finding:
    """What the verbs of a map share: the scope, and finding its live parts."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def _find(self, session: Session, element: str | Element) -> Element:
        if isinstance(element, Element):
            return self._scope.fetch(session, Element, element.id)
        if not isinstance(element, str):
            raise BadInput(f"An element is given as itself, its id or its label, not ‘{element}’.")
        by_id = session.get(Element, element)
        if by_id is not None:
            return self._scope.fetch(session, Element, element)
        here = select(Element).where(Element.network == self._scope.network, live(Element, self._scope.today()))
        rows = list(session.scalars(here))
        named = [row for row in rows if row.title == element]
        if len(named) == 1:
            return named[0]
        if named:
            raise BadInput(f"{len(named)} elements are called ‘{element}’. Point to one by its id.")
        raise NotFound(
            f"No element of this map is called ‘{element}’. "
            + checks.nearest(
                element, sorted(row.title for row in rows), otherwise="`network.map.elements()` lists them."
            )
            if rows
            else f"No element of this map is called ‘{element}’: the map is still empty. Add it first."
        )

    def _part(self, session: Session, part: str) -> Element | Connection:
        if session.get(Connection, part) is not None:
            return self._scope.fetch(session, Connection, part)
        return self._scope.fetch(session, Element, part)

    def _touching(self, session: Session, element: str) -> list[Connection]:
        statement = select(Connection).where(
            or_(Connection.source_id == element, Connection.target_id == element),
            live(Connection, self._scope.today()),
        )
        return list(session.scalars(statement))

    def _connected(self, session: Session, one: Element, other: Element, kind: str) -> bool:
        """Whether a connection of that kind goes from one to the other today."""
        statement = select(Connection.id).where(
            Connection.source_id == one.id,
            Connection.target_id == other.id,
            Connection.type == kind,
            live(Connection, self._scope.today()),
        )
        return session.scalar(statement.limit(1)) is not None

    def _between(self, session: Session, row: Connection) -> str:
        ends = (
            session.get_one(Element, row.source_id),
            session.get_one(Element, row.target_id),
        )
        return f"between {ends[0].title} and {ends[1].title}"
