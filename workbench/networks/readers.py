"""Who reads on a network's page, and how far words that belong to one of its sets go."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from workbench.networks.models import LearningSet
from workbench.store import Reader, Scope, live


def reader_of(scope: Scope, session: Session | None = None) -> Reader:
    """Whoever reads in this scope: the reader it was given, else whoever is at work on the network.

    Those are a member of the set that was chosen (`scope.in_set`), else of the only one; where there are several sets
    and none of them was chosen, or the one that was chosen is no longer there, anybody in the network.
    """
    if scope.reader is not None:
        return scope.reader
    if session is None:
        with scope.reading() as reading:
            return reader_of(scope, reading)
    wanted = select(LearningSet.id).where(LearningSet.network == scope.network, live(LearningSet, scope.today()))
    sets = list(session.scalars(wanted))
    if scope.in_set in sets:
        return Reader.of_set(scope.network, scope.in_set)
    if scope.in_set is not None or len(sets) > 1:
        return Reader.of_network(scope.network)
    return Reader.of_set(scope.network, sets[0] if sets else None)


def reaches(audience: str, network: str | None, in_set: str | None, reader: Reader) -> bool:
    """Whether words with that audience, of a set of a network, reach a reader.

    What was said before the network had a set (`in_set` is None) is read by each of its sets.
    """
    if audience == "set":
        return reader.level == "set" and reader.network == network and in_set in (None, reader.in_set)
    if audience == "network":
        return reader.level in ("set", "network") and reader.network == network
    return audience == "public" or (audience == "programme" and reader.level != "public")


def reaching(audience: Any, network: Any, in_set: Any, reader: Reader) -> ColumnElement[bool]:
    """The same as a condition on three columns (or what stands for them)."""
    allowed = [audience == "public"]
    if reader.level != "public":
        allowed.append(audience == "programme")
    if reader.level in ("set", "network"):
        allowed.append(and_(audience == "network", network == reader.network))
    if reader.level == "set":
        own = in_set.is_(None) if reader.in_set is None else or_(in_set.is_(None), in_set == reader.in_set)
        allowed.append(and_(audience == "set", network == reader.network, own))
    return or_(*allowed)
