"""Which team of a network tries a prototype: the concepts do not know one another, so days and sets alone decide."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Launched(NamedTuple):
    """A challenge as far as it decides: its id, its set (None for none) and the day of its launch."""

    id: str
    in_set: str | None
    on: date


def whose(teams: Iterable[Launched], *, in_set: str | None, began: date) -> str | None:
    """The id of the one challenge for which something is tried that began on a day; None if there is none.

    It is that of the set that the prototype names; where either names none, any of the network. A challenge has
    nothing that began before its launch, and of several it is the one launched last by then, the first made of
    those of one day, so that nothing is counted twice. `began` is the first day of testing, or for an idea the day
    it was kept.
    """
    could = [team for team in teams if team.on <= began and (not in_set or team.in_set in (None, in_set))]
    could.sort(key=lambda team: team.id)
    found = max(could, key=lambda team: (team.in_set is not None and team.in_set == in_set, team.on), default=None)
    return found.id if found else None
