"""What every part of a challenge stands on: finding the record that is meant, and keeping what was said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.challenge.fields import AREA
from workbench.challenge.models import Challenge
from workbench.errors import BadInput
from workbench.fields import as_id, as_several
from workbench.store import Link, Record, Scope, live
from workbench.store.titles import id_of

R = TypeVar("R", bound=Record)


class Gestures:
    """The verbs of one concept are methods of a class built on this one; `verbs.Challenges` is all of them together.

    A challenge is given as itself, by its title (in any case) or its id; so is everything else that belongs to one.
    Raises `NotFound`, with the nearest title, where none has it, and `BadInput` where several have.
    """

    _scope: Scope

    def _gesture(self, action: str = "") -> Any:
        return self._scope.gesture(action, area=AREA)

    def _found(
        self, session: Session, kind: type[R], given: str | Record, *, version: int | None = None, mine: Any = None
    ) -> R:
        """The live record that is meant; raises `Conflict` if `version` is given and stale."""
        key = id_of(self._scope, session, kind, given)
        return self._scope.fetch(session, kind, key, version=version, mine=mine)

    def _parts(self, session: Session, kind: type[R], **where: str) -> list[R]:
        """The live records of a kind whose columns hold these values, the oldest first."""
        columns = [getattr(kind, name) == value for name, value in where.items()]
        here = select(kind).where(kind.network == self._scope.network, live(kind, self._scope.today()), *columns)
        return list(session.scalars(here.order_by(kind.id)))

    def _add(self, session: Session, kind: type[R], **fields: Any) -> R:
        row = kind(network=self._scope.network, valid_from=self._scope.today(), **fields)
        session.add(row)
        session.flush()
        return row

    def _challenge(self, session: Session, given: str | Challenge) -> Challenge:
        return self._found(session, Challenge, given)

    def _challenge_or_none(self, session: Session, given: str | Challenge | None) -> Challenge | None:
        return None if given is None or given == "" else self._challenge(session, given)

    def _link_all(
        self, session: Session, kind: str, source: Record, targets: str | Record | Iterable[str | Record]
    ) -> None:
        for target in as_several(targets):
            if as_id(target) == source.id:
                raise BadInput("Nothing can point to itself. Choose something else.")
            self._scope.link(session, kind, source.id, as_id(target))

    def _relink(self, session: Session, kind: str, source: Record, target: Record | None) -> None:
        """Leave exactly one link of that kind, to `target`; none for None."""
        for link in self._links(session, kind, source):
            if target is None or link.target_id != as_id(target):
                self._scope.end(link)
        if target is not None:
            self._scope.link(session, kind, source.id, as_id(target))

    def _links(self, session: Session, kind: str, source: Record) -> list[Link]:
        """The live links of that kind from a record."""
        today = self._scope.today()
        here = select(Link).where(Link.kind == kind, Link.source_id == source.id, live(Link, today))
        return list(session.scalars(here))

    def _of_kind(self, session: Session, record: str | Record | None, kind: str) -> Record | None:
        """A live record of another concept, None for none; raises `BadInput` if it is of another kind."""
        if record is None or record == "":
            return None
        row = self._scope.fetch(session, Record, as_id(record))
        if row.kind != kind:
            raise BadInput(f"What you chose is a {row.kind}, not a {kind}. Choose a {kind}.")
        return row


def assign(row: Any, new: Mapping[str, Any]) -> None:
    """Set the columns of a row."""
    for column, value in new.items():
        setattr(row, column, value)


def say(session: Session, action: str) -> None:
    """Say what a gesture did, for the feed."""
    session.info["change"].action = action
