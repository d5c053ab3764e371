"""What people do on a driver diagram: an aim, what drives it, what is tried for that, and what shows it.

Each verb is one gesture: kept whole with its line in the feed, and undone whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import networkx as nx
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workbench import checks
from workbench.errors import BadInput
from workbench.fields import as_id, as_several
from workbench.prototypes import diagram
from workbench.prototypes.fields import AREA
from workbench.prototypes.models import Driver, Prototype
from workbench.store import Link, Record, Scope, live
from workbench.words import counted

MOST: Final = 10_000
"""The furthest place that anybody means."""


class Drivers:
    """The driver diagram of one network. A record is given as itself or by its id."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def __repr__(self) -> str:
        """How much there is, in one line."""
        roles = [box["role"] for box in self.listed()]
        parts = f"{counted(roles.count('aim'), 'aim')}, {counted(roles.count('driver'), 'driver')}"
        return f"<Drivers of {self._scope.network}: {parts}>"

    # --- reading -----------------------------------------------------------------------------------------

    def listed(self) -> list[dict[str, Any]]:
        """The aims, and then the drivers column by column, as plain values; empty if there is none.

        Each has `id`, `role` (aim or driver), `label`, `since`, `version`, `level`, `place` and `equals`, as
        `diagram.told` says; and `contributes_to` and `measured_by`: ids, in the order of the diagram.
        """
        plain = self.told()
        order = {box["id"]: number for number, box in enumerate(plain["boxes"])}

        def joined(box: dict[str, Any], kind: str) -> list[str]:
            found = (join["target"] for join in plain["joins"] if (join["source"], join["kind"]) == (box["id"], kind))
            return sorted(found, key=order.__getitem__)

        return [
            {
                **box,
                "contributes_to": joined(box, diagram.CONTRIBUTES),
                "measured_by": joined(box, diagram.MEASURED),
            }
            for box in plain["boxes"]
            if box["role"] in ("aim", "driver")
        ]

    def told(self) -> dict[str, list[dict[str, Any]]]:
        """The whole diagram as plain values: `boxes`, `joins` and `not_joined`; see `diagram.told`."""
        return diagram.told(self._scope)

    def graph(self) -> nx.DiGraph:
        """The diagram as a graph: aim → drivers → prototypes → measures; see `diagram.graph`."""
        return diagram.graph(self._scope)

    # --- aims and drivers --------------------------------------------------------------------------------

    def aim(self, title: str, *, measured_by: str | Record | Iterable[str | Record] = ()) -> Driver:
        """Name an aim: what is to be different, for whom, by when. It comes after the aims that there are.

        `measured_by` are the measures that show it. Raises `BadInput` for an empty title and for what is no measure.
        """
        with self._scope.gesture("", area=AREA) as session:
            row = self._add(session, "aim", checks.line(title, "The aim"))
            for measure in as_several(measured_by):
                self._measure(session, row, self._fetch(session, measure))
            session.info["change"].action = f"named the aim {row.title}"
        return row

    def driver(self, title: str, *, to: str | Driver) -> Driver:
        """Name what drives an aim or another driver. It comes after the drivers of the same.

        Raises `BadInput` for an empty title, and if `to` is neither; `NotFound` if that is not there.
        """
        with self._scope.gesture("", area=AREA) as session:
            row = self._add(session, "driver", checks.line(title, "The driver"))
            self._join(session, row, self._fetch(session, to))
            session.info["change"].action = f"added the driver {row.title}"
        return row

    def change(self, driver: str | Driver, *, title: str, version: int | None = None) -> Driver:
        """Give an aim or a driver another title.

        Raises `Conflict` if `version` is given and somebody has changed it since, `BadInput` for an empty title.
        """
        with self._scope.gesture("", area=AREA) as session:
            said = checks.line(title, "The title")
            row = self._scope.fetch(session, Driver, as_id(driver), version=version, mine={"title": said})
            before, row.title = row.title, said
            session.info["change"].action = f"called {before} {said}"
        return row

    def move(self, driver: str | Driver, place: int) -> None:
        """Put it in that place among its equals: 0 is the first, what is beyond the last is the last.

        Equals of an aim are all aims; of a driver, the drivers that contribute to just the same as it.
        """
        place = checks.whole(place, "The place", lowest=0, highest=MOST)
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Driver, as_id(driver))
            targets = diagram.targets_of(diagram.contributing(session, self._scope))
            same = diagram.equals(row, self._drivers(session), targets)
            same.remove(row)
            same.insert(place, row)
            for number, each in enumerate(same):
                each.place = number
            session.info["change"].action = f"moved {row.title}"

    def remove(self, driver: str | Driver) -> None:
        """Take an aim or a driver away with its joins. What contributed to it stays, and is joined to it no more."""
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Driver, as_id(driver))
            joins = select(Link).where(
                or_(Link.source_id == row.id, Link.target_id == row.id), live(Link, self._scope.today())
            )
            for gone in [row, *session.scalars(joins)]:
                self._scope.end(gone)
            session.info["change"].action = f"removed the {row.role} {row.title}"

    # --- joins -------------------------------------------------------------------------------------------

    def join(self, source: str | Driver | Prototype, target: str | Driver) -> Link:
        """Say that a driver or a prototype contributes to a driver or an aim; said again, nothing changes.

        Raises `BadInput` for anything else: an aim contributes to nothing, nothing contributes to a prototype or to a
        measure, and no driver contributes to itself, also not through others.
        """
        with self._scope.gesture("", area=AREA) as session:
            one, other = self._fetch(session, source), self._fetch(session, target)
            link = self._join(session, one, other)
            session.info["change"].action = f"joined {one.title} to {other.title}"
        return link

    def measured_by(self, driver: str | Driver, measure: str | Record) -> Link:
        """Say which measure shows an aim or a driver; said again, nothing changes. Raises `BadInput` for others."""
        with self._scope.gesture("", area=AREA) as session:
            row, shows = self._fetch(session, driver), self._fetch(session, measure)
            if not isinstance(row, Driver):
                raise BadInput(f"‘{row.title}’ is {_called(row)}, not an aim or a driver. Choose one of those.")
            link = self._measure(session, row, shows)
            session.info["change"].action = f"said that {shows.title} shows {row.title}"
        return link

    def part(self, source: str | Record, target: str | Record) -> None:
        """Take back that one contributes to the other, or is measured by it; nothing happens if it was not so.

        Raises `BadInput` for a prototype and a measure: that is what the prototype itself names, not the diagram.
        """
        with self._scope.gesture("", area=AREA) as session:
            one, other = self._fetch(session, source), self._fetch(session, target)
            if other.kind == "measure" and not isinstance(one, Driver):
                raise BadInput(
                    f"‘{one.title}’ itself names ‘{other.title}’: take the measure away on the page of the prototype, "
                    "or part it here from an aim or a driver."
                )
            kind = diagram.MEASURED if other.kind == "measure" else diagram.CONTRIBUTES
            self._scope.unlink(session, kind, one.id, other.id)
            session.info["change"].action = f"parted {one.title} from {other.title}"

    # --- within a gesture --------------------------------------------------------------------------------

    def _fetch(self, session: Session, record: str | Record) -> Record:
        return self._scope.fetch(session, Record, as_id(record))

    def _drivers(self, session: Session) -> list[Driver]:
        here = select(Driver).where(Driver.network == self._scope.network, live(Driver, self._scope.today()))
        return list(session.scalars(here))

    def _add(self, session: Session, role: str, title: str) -> Driver:
        """A new one, after all that there are."""
        place = 1 + max((row.place for row in self._drivers(session)), default=-1)
        row = Driver(network=self._scope.network, valid_from=self._scope.today(), role=role, title=title, place=place)
        session.add(row)
        session.flush()
        return row

    def _measure(self, session: Session, row: Driver, shows: Record) -> Link:
        if shows.kind != "measure":
            raise BadInput(f"‘{shows.title}’ is {_called(shows)}, not a measure. Choose a measure.")
        return self._scope.link(session, diagram.MEASURED, row.id, shows.id)

    def _join(self, session: Session, source: Record, target: Record) -> Link:
        if not isinstance(source, Driver | Prototype):
            raise BadInput(
                f"‘{source.title}’ is {_called(source)}: only drivers and prototypes contribute to something."
            )
        if not isinstance(target, Driver):
            raise BadInput(f"‘{target.title}’ is {_called(target)}: choose an aim or a driver that it contributes to.")
        if isinstance(source, Driver) and source.role == "aim":
            raise BadInput(
                f"‘{source.title}’ is an aim, and an aim contributes to nothing: join drivers to it instead."
            )
        if source.id == target.id:
            raise BadInput(f"‘{source.title}’ cannot contribute to itself: choose an aim or another driver.")
        targets = diagram.targets_of(diagram.contributing(session, self._scope))
        if diagram.contributes(target.id, source.id, targets):
            raise BadInput(
                f"‘{target.title}’ already contributes to ‘{source.title}’, so the other way round would be a circle: "
                "choose another driver, or take that join away first."
            )
        return self._scope.link(session, diagram.CONTRIBUTES, source.id, target.id)


def _called(row: Record) -> str:
    word = row.role if isinstance(row, Driver) else "relationship" if row.kind == "connection" else row.kind
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
