"""How far words go: each stays with the audience that whoever said them agreed to.

A story whose teller has not agreed goes no further than the set it was told in, whatever its audience says. A meeting's
own audience is what its entries begin with, and how far its notes, its ground rules and its bids go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, literal, select
from sqlalchemy.orm import Session as Transaction

from workbench.networks.readers import reaches, reaching, reader_of
from workbench.sensemaking.models import Action, Attendance, Bid, Entry, Insight, Session
from workbench.store import SAID_IN_THE_SET, Reader, Scope, guard
from workbench.store.records import Record
from workbench.words import long_date

_UNSAID: Final = {"audience": "set", "nature": "", "consent": "not asked"}
_NOWHERE: Final = "nowhere"  # a set or a network that is not named is nobody's


def goes(audience: str, nature: str = "", consent: str = "not asked") -> str:
    """How far words with this audience really go: a story without its teller's consent no further than the set."""
    return "set" if nature == "story" and consent != "given" else audience


def readable(kind: type[Record], reader: Reader) -> ColumnElement[bool]:
    """The condition that a reader may read what a record says: one of `Session`, `Entry`, `Insight`, `Action`, `Bid`.

    It needs nothing joined: `select(Entry).where(readable(Entry, reader))`. Raises `TypeError` for any other kind.
    """
    if kind in (Session, Attendance, Bid):
        return _of_session(kind, Session.audience, reader)
    if kind not in (Entry, Insight, Action):
        raise TypeError(f"{kind.__name__} holds no words that somebody said.")
    far: Any = kind.audience  # type: ignore[attr-defined]
    if kind is Entry:
        far = case((and_(Entry.nature == "story", Entry.consent != "given"), literal("set")), else_=Entry.audience)
    return _of_session(kind, far, reader)


def _of_session(kind: Any, far: Any, reader: Reader) -> ColumnElement[bool]:
    """The condition that what goes so `far`, and is of the set of its session, reaches a reader."""
    if kind is Session:
        return reaching(far, Session.network, Session.set_id, reader)
    if kind in (Attendance, Bid):
        return kind.session_id.in_(select(Session.id).where(_of_session(Session, far, reader)))
    of_set = select(Session.set_id).where(Session.id == kind.session_id).scalar_subquery()
    return reaching(far, kind.network, of_set, reader)


def may_read(plain: Mapping[str, Any], reader: Reader) -> bool:
    """Whether a reader may read something told as a plain dictionary, with `goes` (or `audience`, `nature`, `consent`).

    Its `network` and `set` say where it was said; without them it counts as said where the reader is not.
    """
    far = plain.get("goes") or goes(plain["audience"], plain.get("nature", ""), plain.get("consent", "not asked"))
    return reaches(far, plain.get("network", _NOWHERE), plain.get("set", _NOWHERE), reader)


def _guarding(kind: type[Any]) -> None:
    def may(transaction: Transaction, scope: Scope, ids: Sequence[str]) -> set[str]:
        here = readable(kind, reader_of(scope, transaction))
        return set(transaction.scalars(select(kind.id).where(kind.id.in_(ids), here)))

    def own(transaction: Transaction, scope: Scope, ids: Sequence[str]) -> set[str]:
        here = _of_session(kind, literal("set"), reader_of(scope, transaction))
        return set(transaction.scalars(select(kind.id).where(kind.id.in_(ids), here)))

    instead = _titled_by_day if kind is Session else None
    more: dict[str, Any] = {"goes": _goes} if kind is Entry else {"within": "session_id"} if kind is Bid else {}
    guard(str(kind.__mapper__.polymorphic_identity), may, own=own, instead=instead, **more)


def _goes(entry: Mapping[str, Any]) -> str:
    return goes(*(entry.get(name, unsaid) for name, unsaid in _UNSAID.items()))


def titled_by_day(held_on: date) -> str:
    """What stands for the title of a session where that may not be read."""
    return f"A meeting on {long_date(held_on)}"


def _titled_by_day(transaction: Transaction, ids: Sequence[str]) -> dict[str, str]:
    wanted = select(Session.id, Session.held_on).where(Session.id.in_(ids))
    return {key: titled_by_day(held_on) for key, held_on in transaction.execute(wanted)}


for _kind in (Session, Entry, Insight, Action, Bid):
    _guarding(_kind)

__all__ = ["SAID_IN_THE_SET", "Reader", "goes", "may_read", "readable", "reader_of", "titled_by_day"]
