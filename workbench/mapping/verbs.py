"""What people do to a map. Each verb is one gesture, kept whole with its line in the feed, undone whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workbench import checks
from workbench.errors import BadInput, NotFound
from workbench.mapping import recent
from workbench.mapping.fields import Day, as_day, connection_fields, element_fields, position
from workbench.mapping.models import Connection, Element
from workbench.mapping.reading import CONNECTION_COLUMNS, ELEMENT_COLUMNS, MapParts, read
from workbench.store import Scope, live

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

AREA: Final = "map"


class SystemMapping:
    """The map of one network: who relates to whom, and how."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    # --- reading -----------------------------------------------------------------------------------------

    def parts(self, as_at: Day | None = None) -> MapParts:
        """The live elements and connections as plain dictionaries, as at a day (today if None).

        Here as in the other verbs a day is a date, a moment (of which the day is taken), or ISO text such as
        "2025-03-01"; anything else raises `BadInput`.
        """
        return read(self._scope, as_at=as_day(as_at, "The day of the map"))

    def elements(self, as_at: Day | None = None) -> pd.DataFrame:
        """One row an element (index `id`; `label`, `kind`, `sector` …); no rows for an empty map.

        `valid_from`, `valid_to` and `confirmed_on` are days, `changed_at` a moment in UTC; NaT where there is none.
        """
        return _frame(self.parts(as_at)["elements"], ELEMENT_COLUMNS)

    def connections(self, as_at: Day | None = None) -> pd.DataFrame:
        """One row a connection (index `id`; `source`, `target`, `kind` …), hoped-for ones included.

        Its dates are as those of `elements()`.
        """
        return _frame(self.parts(as_at)["connections"], CONNECTION_COLUMNS)

    def graph(self, as_at: Day | None = None, *, hoped_for: bool = False) -> nx.MultiDiGraph:
        """The map as at a day (today if None) as a graph; `workbench.mapping.graph` holds its contract.

        With `hoped_for`, connections that people wish for are edges too, of strength 0: to show, not to count.
        """
        from workbench.mapping import graph as graphs  # noqa: PLC0415  a page need not wait for networkx

        day = as_day(as_at, "The day of the map") or self._scope.today()
        return graphs.build(
            self.parts(day),
            network=self._scope.network,
            as_at=day,
            hoped_for=hoped_for,
        )

    def recent(self, *, most: int = 50) -> list[dict[str, Any]]:
        """What was done to the map lately, newest first; see `workbench.mapping.recent`."""
        return recent.recent(self._scope, most=most)

    def pointing_here(self) -> dict[str, list[dict[str, Any]]]:
        """What other records say of parts of this map, by the id of the part; see `workbench.mapping.recent`."""
        return recent.pointing_here(self._scope)

    # --- elements ----------------------------------------------------------------------------------------

    def add_element(
        self,
        label: str,
        *,
        kind: str,
        sector: str | None = None,
        organisation: str = "",
        note: str = "",
        at: tuple[float, float] | None = None,
        since: Day | None = None,
    ) -> Element:
        """Put something on the map: `at` is its place on the drawing (x, y), `since` its first day there.

        `kind`: "person in role", "team", "organisation", "service", "community group", "place" or "factor".
        `sector`: "primary care", "community", "voluntary", "social care", "hospital", "mental health",
        "lived experience", "commissioning" or None (these words are in `workbench.mapping.vocabulary`).
        Raises `BadInput` for an empty label, for another kind or sector, and for a `since` that is no day.
        """
        fields = element_fields(
            {
                "label": label,
                "kind": kind,
                "sector": sector,
                "organisation": organisation,
                "note": note,
            }
        )
        x, y = position(at) if at is not None else (None, None)
        element = Element(
            network=self._scope.network,
            valid_from=as_day(since, "The first day on the map") or self._scope.today(),
            x=x,
            y=y,
            **fields,
        )
        with self._scope.gesture(f"added {element.title}", area=AREA) as session:
            session.add(element)
        return element

    def change_element(self, element: str, *, version: int | None = None, **fields: Any) -> Element:
        """Change `label`, `kind`, `sector`, `organisation` or `note` of an element.

        Raises `Conflict` if `version` is given and somebody has changed the element since that version.
        """
        new = element_fields(fields)
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Element, element, version=version, mine=new)
            before = row.title
            _assign(row, new)
            action = f"renamed {before} to {row.title}" if row.title != before else f"changed {row.title}"
            session.info["change"].action = action
        return row

    def move(self, places: Mapping[str, tuple[float, float]]) -> None:
        """Put elements at new places on the drawing: id → (x, y). Elements that are gone are passed over."""
        with self._scope.gesture("", area=AREA) as session:
            wanted = select(Element).where(
                Element.id.in_(places),
                Element.network == self._scope.network,
                live(Element, self._scope.today()),
            )
            moved = list(session.scalars(wanted))
            for row in moved:
                row.x, row.y = position(places[row.id])
            session.info["change"].action = (
                f"moved {moved[0].title}" if len(moved) == 1 else f"moved {len(moved)} elements"
            )

    def place(self, places: Mapping[str, tuple[float, float]]) -> None:
        """Give elements that have no place yet one on the drawing: id → (x, y). All others stay where they are.

        It is no gesture of a person: it is kept in the area "drawing", where nobody's undo on the map finds it.
        """
        with self._scope.gesture("", area="drawing") as session:
            wanted = select(Element).where(
                Element.id.in_(places),
                Element.network == self._scope.network,
                Element.x.is_(None),
                live(Element, self._scope.today()),
            )
            placed = list(session.scalars(wanted))
            for row in placed:
                row.x, row.y = position(places[row.id])
            session.info["change"].action = f"placed {_counted(len(placed), 'element')} on the drawing"

    # --- connections -------------------------------------------------------------------------------------

    def connect(
        self,
        source: str | Element,
        target: str | Element,
        *,
        kind: str,
        direction: str = "one way",
        strength: int = 3,
        sign: str | None = None,
        delay: bool = False,
        sure: str | None = None,
        said_by: str | None = None,
        note: str = "",
        since: Day | None = None,
        area: str = AREA,
    ) -> Connection:
        """Connect two elements, each given as itself, its id, or a label that only one element has.

        `kind`: "refers to", "shares information with", "advises", "trusts", "meets", "commissions",
        "is accountable to", "is part of" or "influences". `direction`: "one way", "mutual" or "undirected".
        `strength`: 1 to 5, or 0 for a connection that is hoped for. `sign`: "+", "-", "?" or None. `sure`: "sure",
        "fairly sure", "unsure" or None (these words are in `workbench.mapping.vocabulary`). `said_by`: a role, by
        default whoever is at work; `since`: the day from which it is there.
        Raises `BadInput` for other values, for an element connected to itself, and for two elements that are
        connected like this already; `NotFound` for an element that is not on the map.
        `area`: where the gesture belongs, for a page other than the map's on which it can be undone.
        """
        fields = connection_fields(
            {
                "kind": kind,
                "direction": direction,
                "strength": strength,
                "sign": sign,
                "delay": delay,
                "sure": sure,
                "said_by": self._scope.who if said_by is None else said_by,
                "note": note,
            }
        )
        first_day = as_day(since, "The day since when it is there") or self._scope.today()
        with self._scope.gesture("", area=area) as session:
            one, other = self._find(session, source), self._find(session, target)
            if one.id == other.id:
                raise BadInput(f"‘{one.title}’ cannot be connected to itself. Choose another element.")
            if self._connected(session, one, other, fields["type"]):
                raise BadInput(
                    f"‘{one.title}’ and ‘{other.title}’ are connected like this already: "
                    "change that connection instead."
                )
            connection = Connection(
                network=self._scope.network,
                title="",
                source_id=one.id,
                target_id=other.id,
                valid_from=first_day,
                **fields,
            )
            session.add(connection)
            session.info["change"].action = f"connected {one.title} and {other.title}"
        return connection

    def change_connection(self, connection: str, *, version: int | None = None, **fields: Any) -> Connection:
        """Change what is said of a connection, each as `connect` takes it.

        `kind`, `direction`, `strength`, `sign`, `delay`, `sure`, `said_by`, `note`, or `since`: the day from which
        it is there, today or earlier. Raises `Conflict` if `version` is given and somebody has changed the
        connection since that version.
        """
        new = connection_fields(fields)
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Connection, connection, version=version, mine=new)
            if new.get("valid_from", row.valid_from) > self._scope.today():
                raise BadInput("A connection is there since today or an earlier day. Choose such a day.")
            _assign(row, new)
            session.info["change"].action = f"changed the connection {self._between(session, row)}"
        return row

    # --- both --------------------------------------------------------------------------------------------

    def remove(self, *parts: str, on: Day | None = None) -> str:
        """End elements and connections, by id, as from a day (today if None). Nothing is deleted.

        An element's connections end with it. Returns what went, in words, such as “Link worker and its 5
        connections”. Raises `NotFound` if one of them is not on the map.
        """
        last = as_day(on, "The day as from which it is gone") or self._scope.today()
        with self._scope.gesture("", area=AREA) as session:
            names = []
            for part in parts:
                row = self._part(session, part)
                if isinstance(row, Connection):
                    names.append(f"the connection {self._between(session, row)}")
                    ties: list[Connection] = []
                else:
                    ties = self._touching(session, row.id)
                    names.append(row.title + (f" and {_its(len(ties))}" if ties else ""))
                for gone in (row, *ties):
                    gone.valid_to = max(last, gone.valid_from)
            said = ", ".join(names) if len(names) > 2 else " and ".join(names)
            session.info["change"].action = f"removed {said}"
        return said

    def confirm(self, *parts: str, in_session: str | None = None) -> None:
        """Say that administrative elements or connections are so in real life; a session's id says in which."""
        with self._scope.gesture("", area=AREA) as session:
            for part in parts:
                row = self._part(session, part)
                row.confirmed_on, row.confirmed_by = self._scope.today(), in_session
                connection = isinstance(row, Connection)
                name = f"the connection {self._between(session, row)}" if connection else row.title
                session.info["change"].action = f"confirmed {name}"
            if len(parts) > 1:
                session.info["change"].action = f"confirmed {len(parts)} parts of the map"

    # --- finding -----------------------------------------------------------------------------------------

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

    def __repr__(self) -> str:
        return f"SystemMapping of {self._scope.network}"

    def _between(self, session: Session, row: Connection) -> str:
        ends = (
            session.get_one(Element, row.source_id),
            session.get_one(Element, row.target_id),
        )
        return f"between {ends[0].title} and {ends[1].title}"


def _counted(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def _its(connections: int) -> str:
    return "its connection" if connections == 1 else f"its {connections} connections"


def _assign(row: Any, new: Mapping[str, Any]) -> None:
    for column, value in new.items():
        setattr(row, column, value)


def _frame(rows: list[dict[str, Any]], names: tuple[str, ...]) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415  a page need not wait for it

    frame = pd.DataFrame(rows, columns=list(names)).set_index("id")
    for name in ("valid_from", "valid_to", "confirmed_on"):
        frame[name] = pd.to_datetime(frame[name], format="ISO8601")
    frame["changed_at"] = pd.to_datetime(frame["changed_at"], format="ISO8601", utc=True)
    return frame
