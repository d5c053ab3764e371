"""What people do to several parts of a map at once: one gesture, taken back as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import BadInput
from workbench.mapping.fields import Day, as_day, connection_fields, element_fields, position
from workbench.mapping.finding import Finding
from workbench.mapping.models import Connection, Element
from workbench.store import live
from workbench.words import counted

AREA: Final = "map"
BESIDE: Final = (60.0, 60.0)
"""How far from the original a copy is put, in pixels."""
_COPIED: Final = ("type", "sector", "organisation", "note", "themes", "seen_as", "size")
_COPIED_TIE: Final = ("type", "direction", "strength", "sign", "delay", "themes", "sure", "said_by", "note")


class Several(Finding):
    """The verbs of a map that take several parts."""

    def change_elements(self, elements: Sequence[str], **fields: Any) -> None:
        """Give several elements, by id, the same `kind`, `sector`, `organisation`, `themes`, `size` … at once.

        Raises `BadInput` for a name (several elements are never all called the same) and as `change_element` does.
        """
        new = element_fields(fields)
        if "title" in new:
            raise BadInput("Several elements cannot all be given one name. Rename them one by one.")
        with self._scope.gesture("", area=AREA) as session:
            rows = [self._scope.fetch(session, Element, element) for element in dict.fromkeys(elements)]
            for row in rows:
                assign(row, new)
            did = "changed" if set(new) != {"pinned"} else "pinned" if new["pinned"] else "unpinned"
            session.info["change"].action = f"{did} {_named(rows)}"

    def change_connections(self, connections: Sequence[str], **fields: Any) -> None:
        """Give several connections, by id, the same `kind`, `strength`, `themes` … at once, as `change_connection`."""
        new = connection_fields(fields)
        if new.get("valid_from", self._scope.today()) > self._scope.today():
            raise BadInput("A connection is there since today or an earlier day. Choose such a day.")
        with self._scope.gesture("", area=AREA) as session:
            rows = [self._scope.fetch(session, Connection, connection) for connection in dict.fromkeys(connections)]
            for row in rows:
                assign(row, new)
            session.info["change"].action = f"changed {counted(len(rows), 'connection')}"

    def copy(self, elements: Sequence[str], *, by: tuple[float, float] = BESIDE) -> dict[str, str]:
        """Put copies of elements, with the connections among them, beside the originals: id → id of its copy.

        A copy is called “… (copy)”, is lived, and begins today. `by` is how far from its original it is put, in pixels.
        """
        wanted = list(dict.fromkeys(elements))
        with self._scope.gesture("", area=AREA) as session:
            rows = [self._scope.fetch(session, Element, element) for element in wanted]
            copies: dict[str, Element] = {}
            for row in rows:
                place = position((row.x + by[0], row.y + by[1])) if row.x is not None and row.y is not None else None
                copies[row.id] = Element(
                    network=self._scope.network,
                    title=_copied(row.title),
                    valid_from=self._scope.today(),
                    x=place and place[0],
                    y=place and place[1],
                    **{column: getattr(row, column) for column in _COPIED},
                )
            session.add_all(copies.values())
            among = select(Connection).where(
                Connection.source_id.in_(wanted),
                Connection.target_id.in_(wanted),
                live(Connection, self._scope.today()),
            )
            for tie in session.scalars(among):
                session.add(
                    Connection(
                        network=self._scope.network,
                        title="",
                        source_id=copies[tie.source_id].id,
                        target_id=copies[tie.target_id].id,
                        valid_from=self._scope.today(),
                        **{column: getattr(tie, column) for column in _COPIED_TIE},
                    )
                )
            session.info["change"].action = f"copied {_named(rows)}"
        return {original: copy.id for original, copy in copies.items()}

    def move(self, places: Mapping[str, tuple[float, float]], *, arranged: str = "") -> None:
        """Put elements at new places on the drawing: id → (x, y). Elements that are gone are passed over.

        `arranged` says how, where the whole map was laid out anew: "in bands by sector".
        """
        with self._scope.gesture("", area=AREA) as session:
            wanted = select(Element).where(
                Element.id.in_(places), Element.network == self._scope.network, live(Element, self._scope.today())
            )
            moved = list(session.scalars(wanted))
            for row in moved:
                row.x, row.y = position(places[row.id])
            session.info["change"].action = f"arranged the map {arranged}" if arranged else f"moved {_named(moved)}"

    def remove(self, *parts: str, on: Day | None = None) -> str:
        """End elements and connections, by id, as from a day (today if None). Nothing is deleted.

        An element's connections end with it. Returns what went, in words, such as “Link worker and its 5
        connections”. Raises `NotFound` if one of them is not on the map.
        """
        last = as_day(on, "The day as from which it is gone") or self._scope.today()
        with self._scope.gesture("", area=AREA) as session:
            going = self._with_their_ties(session, parts)
            names = [self._called(session, row) + (f" and {_its(len(ties))}" if ties else "") for row, ties in going]
            for row, ties in going:
                for gone in (row, *ties):
                    self._scope.end(gone, on=last)
            said = ", ".join(names) if len(names) > 2 else " and ".join(names)
            session.info["change"].action = f"removed {said}"
        return said

    def reject(self, *parts: str) -> str:
        """Say that administrative elements or connections are not so in real life: they never were on the map.

        An element's connections go with it. Returns what went, in words. Raises `BadInput` for a part that people
        told or confirmed, or with which such a connection would go: that was so once, and is removed instead.
        """
        with self._scope.gesture("", area=AREA) as session:
            going = self._with_their_ties(session, parts)
            for row, ties in going:
                if row.lived:
                    raise BadInput("People told this or confirmed it, so it was so once. Remove it instead.")
                if any(tie.lived for tie in ties):
                    raise BadInput(
                        f"People told of a connection of {self._called(session, row)} or confirmed it, so it was so "
                        "once. Remove it instead."
                    )
            names = [self._called(session, row) for row, _ in going]
            for row, ties in going:
                for gone in (row, *ties):
                    gone.valid_to = gone.valid_from
            said = names[0] if len(names) == 1 else f"{len(names)} parts of the map"
            session.info["change"].action = f"said that {said} {'is' if len(names) == 1 else 'are'} not so"
        return said

    def confirm(self, *parts: str, in_session: str | None = None) -> None:
        """Say that administrative elements or connections are so in real life; a session's id says in which."""
        with self._scope.gesture("", area=AREA) as session:
            rows = [self._part(session, part) for part in dict.fromkeys(parts)]
            for row in rows:
                row.confirmed_on, row.confirmed_by = self._scope.today(), in_session
            what = self._called(session, rows[0]) if len(rows) == 1 else f"{len(rows)} parts of the map"
            session.info["change"].action = f"confirmed {what}"

    def _with_their_ties(
        self, session: Session, parts: Sequence[str]
    ) -> list[tuple[Element | Connection, list[Connection]]]:
        """The parts, each with the connections that go when it goes; a connection goes once, with an element first."""
        rows = [self._part(session, part) for part in dict.fromkeys(parts)]
        taken: set[str] = set()
        going: list[tuple[Element | Connection, list[Connection]]] = []
        for row in sorted(rows, key=lambda row: isinstance(row, Connection)):
            if row.id not in taken:
                touching = [] if isinstance(row, Connection) else self._touching(session, row.id)
                going.append((row, [tie for tie in touching if tie.id not in taken]))
                taken |= {row.id, *(tie.id for tie in touching)}
        return going

    def _called(self, session: Session, row: Element | Connection) -> str:
        return f"the connection {self._between(session, row)}" if isinstance(row, Connection) else row.title


def _its(connections: int) -> str:
    return "its connection" if connections == 1 else f"its {connections} connections"


def assign(row: Any, new: Mapping[str, Any]) -> None:
    """Set columns of a row by name."""
    for column, value in new.items():
        setattr(row, column, value)


def _named(rows: Sequence[Element]) -> str:
    return rows[0].title if len(rows) == 1 else counted(len(rows), "element")


def _copied(title: str) -> str:
    return f"{title[:190].rstrip()} (copy)"
