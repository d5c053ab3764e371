"""Numbers that people say aloud (“idea seven”): one series a network, shared by all kinds of records that carry one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench import checks
from workbench.errors import BadInput, Conflict, NotFound
from workbench.store.feed import Edit
from workbench.store.reader import KEPT, Hidden
from workbench.store.records import Record, live

if TYPE_CHECKING:
    from workbench.store.scope import Scope

HIGHEST = 999_999_999


class Numbered:
    """Part of a kind of record whose `number` is of the series that its network has.

    A number is given once and never again, whatever becomes of the record that got it. Only a record of another kind
    may take it over (`take_over`), because it is the same thing further on. So two live records of one kind never
    have the same number.
    """

    number: Any

    def handed_on(self) -> None:
        """What changes on a record whose number another one takes over: nothing, unless its kind says otherwise."""

    def handed_back(self, before: Mapping[str, Any]) -> None:
        """What changes on it once that other one is removed: nothing, unless its kind says otherwise.

        `before` is how it stood before it was handed on, column → plain value; empty if nobody knows.
        """


def next_number(session: Session, network: str) -> int:
    """One more than any number ever given in the network, 1 for the first.

    To be asked within a gesture: writers take turns, so two people at once get two numbers.
    """
    highest = [session.scalar(select(func.max(kind.number)).where(kind.network == network)) for kind in _kinds()]
    return max((number or 0 for number in highest), default=0) + 1


def take_over(scope: Scope, session: Session, kind: type[Record], number: int) -> Record:
    """The live record of another kind whose `number` a new record of this `kind` takes over; it is told so.

    Raises `BadInput` if a live record of this kind has the number, or if no live record of another kind has it, and
    `NotFound` if that is not for whoever reads here.
    """
    checks.whole(number, "A number", lowest=1, highest=HIGHEST)
    word = str(kind.__mapper__.polymorphic_identity)
    for holder in _holders(session, kind, scope, number):
        named = "" if scope.hidden(session, [(holder.id, holder.kind)]) else f" ‘{holder.title}’"
        raise BadInput(
            f"Number {number} is the {word}{named} already, so no other {word} can have it. "
            "Leave the number out, and it gets the next one."
        )
    others = [row for each in _kinds() if each is not kind for row in _holders(session, each, scope, number)]
    if not others:
        raise BadInput(f"Nothing here has the number {number} to hand on. Leave it out, and the next one is given.")
    if scope.hidden(session, [(others[0].id, others[0].kind)]):
        raise NotFound(KEPT)
    others[0].handed_on()
    return others[0]


def hand_back(scope: Scope, session: Session, row: Any) -> None:
    """Tell the live record whose number this one took over, if there is one, that this one is removed."""
    began = select(Edit.sequence).where(Edit.entity_id == row.id, Edit.before.is_(None))
    for kind in _kinds():
        for holder in () if kind is type(row) else _holders(session, kind, scope, row.number):
            before = select(Edit.before).where(Edit.entity_id == holder.id, Edit.sequence.in_(began))
            holder.handed_back(session.scalar(before) or {})


def refuse_twice(session: Session, rows: Iterable[Any], *, hidden: Hidden) -> None:
    """Raise `Conflict` if one of these rows is live and has the number of another live row of its kind.

    That one is named unless its title is `hidden` from whoever reads.
    """
    for row in rows:
        if not isinstance(row, Numbered) or row.valid_to is not None:  # type: ignore[attr-defined]
            continue
        kind: Any = type(row)
        same = kind.network == row.network, kind.number == row.number, kind.id != row.id  # type: ignore[attr-defined]
        twin = session.scalar(select(kind).where(*same, kind.valid_to.is_(None)))
        if twin is not None:
            named = "another" if hidden(session, [(twin.id, twin.kind)]) else f"‘{twin.title}’"
            raise Conflict(
                f"Number {row.number} was given to {named} since, so ‘{row.title}’ cannot be brought back "  # type: ignore[attr-defined]
                "by itself. Remove the other one first.",
                mine={"number": row.number},
                theirs={"number": twin.number},
            )


def _kinds() -> list[Any]:
    return [each.class_ for each in Record.__mapper__.self_and_descendants if issubclass(each.class_, Numbered)]


def _holders(session: Session, kind: Any, scope: Scope, number: int) -> Iterable[Any]:
    here = kind.network == scope.network, kind.number == number, live(kind, scope.today())
    return session.scalars(select(kind).where(*here).order_by(kind.id)).all()
