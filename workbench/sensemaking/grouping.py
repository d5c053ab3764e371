"""What was said in groups (by network, month or meeting), the small ones hidden so that no other gives them back.

The groups of one network lie within one another: meetings in months, months in the network. Each is looked at by
itself on one screen or another, so that the same ones are hidden whichever of them is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from workbench import checks
from workbench.networks.models import PrimaryCareNetwork
from workbench.networks.names import readable as as_written
from workbench.sensemaking.audience import readable
from workbench.sensemaking.models import Session
from workbench.small_numbers import hidden_groups
from workbench.store import Reader, Scope, live
from workbench.words import MONTHS, long_date

BY: Final = ("network", "month", "session")
"""How what was said can be grouped, from the largest groups to the smallest."""
Key = tuple[str, ...]
"""A group within its network: () is all of it, (month,) one month as ISO text, (month, session) one meeting."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The meeting in which something was said: its `network`, its id, its title and its day.

    The `title` is one that whoever reads may read; else it tells the day.
    """

    network: str
    session: str
    title: str
    held_on: date

    @property
    def month(self) -> str:
        """The month as ISO text, "2025-03"."""
        return f"{self.held_on.year:04}-{self.held_on.month:02}"

    def key(self, by: str) -> Key:
        """The group that it belongs to."""
        return (self.month, self.session)[: BY.index(by)]

    def name(self, by: str, networks: dict[str, str]) -> str:
        """The group's name as people read it."""
        if by == "network":
            return networks.get(self.network, self.network)
        return f"{MONTHS[self.held_on.month - 1]} {self.held_on.year}" if by == "month" else self.title


def meetings(transaction: Transaction, scope: Scope, reader: Reader, *, everywhere: bool) -> dict[str, Heard]:
    """The live meetings by their id, of this network or of all. A title that may not be read gives way to the day."""
    wanted = select(
        Session.id, Session.network, Session.title, Session.held_on, readable(Session, reader).label("may")
    ).where(live(Session, scope.today()))
    if not everywhere:
        wanted = wanted.where(Session.network == scope.network)
    return {
        row.id: Heard(
            row.network, row.id, row.title if row.may else f"a meeting on {long_date(row.held_on)}", row.held_on
        )
        for row in transaction.execute(wanted)
    }


def network_names(transaction: Transaction) -> dict[str, str]:
    """The names of the networks in the register, as people write them, by code."""
    rows = transaction.execute(select(PrimaryCareNetwork.code, PrimaryCareNetwork.name))
    return {code: as_written(name) for code, name in rows}


def by_of(by: object) -> str:
    """One of `BY`. Raises `BadInput` with the nearest."""
    return checks.chosen(by, BY, "way to group what was said")


def grouped(heard: Iterable[tuple[Heard, Any]], by: str) -> Iterator[tuple[str, Key, list[tuple[Heard, Any]]]]:
    """What was said by network and group, each with all that belongs to it; within a network in the order of days."""
    found: dict[tuple[str, Key], list[tuple[Heard, Any]]] = defaultdict(list)
    for meeting, what in heard:
        found[meeting.network, meeting.key(by)].append((meeting, what))

    def in_order(item: tuple[tuple[str, Key], list[tuple[Heard, Any]]]) -> Any:
        (network, key), members = item
        return network, min(meeting.held_on for meeting, _ in members), key

    for (network, key), members in sorted(found.items(), key=in_order):
        yield network, key, members


def hidden_of(heard: Iterable[Heard], *, upto: int) -> set[tuple[str, Key]]:
    """The groups to hide, as network and key, whichever of `BY` is looked at: one item for each thing that counts.

    A network of 1 to `upto` things is hidden whole. In any other, months are hidden as `hidden_groups` has it within
    the network, all meetings of a month that is hidden, and meetings within each month that is not.
    """
    sizes: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for meeting in heard:
        sizes[meeting.network][meeting.month][meeting.session] += 1
    found: set[tuple[str, Key]] = set()
    for network, months in sizes.items():
        within = {month: sum(sessions.values()) for month, sessions in months.items()}
        small = sum(within.values()) <= upto
        hidden = set(within) if small else hidden_groups(within, upto=upto)
        found |= {(network, ())} if small else set()
        for month, sessions in months.items():
            gone = set(sessions) if month in hidden else hidden_groups(sessions, upto=upto)
            found |= {(network, (month,))} if month in hidden else set()
            found |= {(network, (month, session)) for session in gone}
    return found
