"""What people do to a map. Each verb is one gesture, kept whole with its line in the feed, undone whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from workbench.errors import BadInput
from workbench.mapping import happened, recent
from workbench.mapping.current import CurrentMap
from workbench.mapping.fields import Day, as_day, connection_fields, element_fields, position
from workbench.mapping.models import Connection, Element
from workbench.mapping.reading import CONNECTION_COLUMNS, ELEMENT_COLUMNS, MapParts, read
from workbench.mapping.several import AREA, Several, assign
from workbench.mapping.waves import Waves
from workbench.store import live
from workbench.words import counted

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from workbench.mapping.asking import Answer


class SystemMapping(Several):
    """The map of one network: who relates to whom, and how."""

    @cached_property
    def waves(self) -> Waves:
        """The named days of this map, to compare others with."""
        return Waves(self._scope)

    # --- reading -----------------------------------------------------------------------------------------

    def parts(self, as_at: Day | None = None) -> MapParts:
        """The live elements and connections as plain dictionaries, as at a day (today if None).

        Here as in the other verbs a day is a date, a moment (of which the day is taken), or ISO text such as
        "2025-03-01"; anything else raises `BadInput`.
        """
        if as_at is None:
            return self._current.parts()
        return read(self._scope, as_at=as_day(as_at, "The day of the map"))

    @cached_property
    def _current(self) -> CurrentMap:
        return CurrentMap(self._scope)

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

    def ask(self, question: str, *, about: Any = (), as_at: Day | None = None, **choices: str) -> Answer:
        """Ask the map as at a day (today if None) a question by its key, such as "go_betweens".

        `about` is what it is asked about: ids, labels or elements, one or a list; the choices are the question's own
        (`workbench.mapping.questions.QUESTIONS` says which). The answer holds a sentence, a table and the small map.
        Raises `BadInput` for an unknown question or choice and for too few or too many elements, `NotFound` for one
        that is not on the map of that day.
        """
        from workbench.mapping import questions  # noqa: PLC0415  a page need not wait for pandas

        graph = self.graph(as_at)
        return questions.ask(graph, question, about=questions.pointed(graph, about), **choices)

    def recent(self, *, most: int = 50) -> list[dict[str, Any]]:
        """What was done to the map lately, newest first; see `workbench.mapping.recent`."""
        return recent.recent(self._scope, most=most)

    def steps(self, *parts: str) -> list[happened.Step]:
        """What happened to all connections, or to these elements and connections, in order of the days.

        `workbench.mapping.happened` says what a step holds, and makes a table of them.
        """
        return happened.steps(self._scope, *parts)

    def days(self, steps: Sequence[happened.Step] | None = None) -> dict[date, list[happened.Step]]:
        """The days on which the map became another one, in order, each with what happened to its connections.

        `steps` are those of all connections, for who has them at hand.
        """
        return happened.days(self._scope, self.steps() if steps is None else steps)

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
        themes: Sequence[str] = (),
        seen_as: Sequence[str] = (),
        at: tuple[float, float] | None = None,
        since: Day | None = None,
    ) -> Element:
        """Put something on the map: `at` is its place on the drawing (x, y), `since` its first day there.

        `kind`: "person in role", "team", "organisation", "service", "community group", "place" or "factor".
        `sector`: "primary care", "community", "voluntary", "social care", "hospital", "mental health",
        "lived experience", "commissioning" or None. `themes` says what it is about, `seen_as` what it is to people:
        "controllable", "outcome", "vulnerable" (all these words are in `workbench.mapping.vocabulary`).
        Raises `BadInput` for an empty label, for another kind or sector, and for a `since` that is no day.
        """
        fields = element_fields(
            {
                "label": label,
                "kind": kind,
                "sector": sector,
                "organisation": organisation,
                "note": note,
                "themes": themes,
                "seen_as": seen_as,
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
        """Change `label`, `kind`, `sector`, `organisation`, `note`, `themes`, `seen_as`, `size` or `pinned`.

        Raises `Conflict` if `version` is given and somebody has changed the element since that version.
        """
        new = element_fields(fields)
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Element, element, version=version, mine=new)
            before = row.title
            assign(row, new)
            action = f"renamed {before} to {row.title}" if row.title != before else f"changed {row.title}"
            session.info["change"].action = action
        return row

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
            session.info["change"].action = f"placed {counted(len(placed), 'element')} on the drawing"

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
        themes: Sequence[str] = (),
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
                "themes": themes,
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

        `kind`, `direction`, `strength`, `sign`, `delay`, `sure`, `said_by`, `note`, `themes`, or `since`: the day from
        which it is there, today or earlier. Raises `Conflict` if `version` is given and somebody has changed the
        connection since that version.
        """
        new = connection_fields(fields)
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Connection, connection, version=version, mine=new)
            if new.get("valid_from", row.valid_from) > self._scope.today():
                raise BadInput("A connection is there since today or an earlier day. Choose such a day.")
            assign(row, new)
            session.info["change"].action = f"changed the connection {self._between(session, row)}"
        return row

    def __repr__(self) -> str:
        return f"SystemMapping of {self._scope.network}"


def _frame(rows: list[dict[str, Any]], names: tuple[str, ...]) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415  a page need not wait for it

    frame = pd.DataFrame(rows, columns=list(names)).set_index("id")
    for name in ("valid_from", "valid_to", "confirmed_on"):
        frame[name] = pd.to_datetime(frame[name], format="ISO8601")
    frame["changed_at"] = pd.to_datetime(frame["changed_at"], format="ISO8601", utc=True)
    return frame
