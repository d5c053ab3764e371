"""The days to mark on a measure's chart: what was begun, tried, met for, named and decided while it was counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.challenge.models import Challenge, Gate
from workbench.mapping.models import Wave
from workbench.measures.marks import MARK_KINDS, Mark
from workbench.measures.models import Rebase
from workbench.sensemaking.models import Session as Meeting
from workbench.store import Scope, live, out_of_reach


def of(scope: Scope, measure: str, prototypes: Sequence[Mapping[str, Any]]) -> list[Mark]:
    """The marks of one measure, by day; `prototypes` are those to mark, as they are listed.

    A prototype's first day and the day it was decided on ("#2 starts", "#2 adopted"; "#2 decided" once it is spreading,
    which came later); each of its test cycles on the day it began ("#2 test 1"), or ended where nobody said when it
    began; the sessions of the network by their titles, where whoever reads here may read them; the gates that its
    teams held ("Day 25", and of which challenge where there are several) and the days of the map that have a name, as
    gates; and the rebases of the measure with their reasons. Days to come are left out.
    """
    today = scope.today()
    with scope.reading() as session:
        found = [*_fixed(session, scope, measure), *(mark for each in prototypes for mark in _tried(each))]
    there = [mark for mark in found if mark.on <= today]
    return sorted(there, key=lambda mark: (mark.on, MARK_KINDS.index(mark.kind), mark.label))


def _fixed(session: Session, scope: Scope, measure: str) -> Iterator[Mark]:
    """What is marked whoever tries what: sessions, named days and rebases."""

    def here(kind: type[Any]) -> Any:
        return session.scalars(select(kind).where(kind.network == scope.network, live(kind, scope.today())))

    teams = {row.id: row.title for row in here(Challenge)}
    meetings = list(here(Meeting))
    hidden = out_of_reach(session, scope, [(row.id, row.kind) for row in meetings])
    yield from (Mark(row.held_on, "a meeting" if row.id in hidden else row.title, "session") for row in meetings)
    for kind in (Wave, Gate, Rebase):
        for row in here(kind):
            if isinstance(row, Wave):
                yield Mark(row.day, row.title, "gate")
            elif isinstance(row, Gate):
                of = f", {teams[row.challenge_id]}" if len(teams) > 1 and row.challenge_id in teams else ""
                yield Mark(row.held_on, f"{row.title}{of}", "gate")
            elif row.measure_id == measure:
                yield Mark(row.starts_on, row.title, "rebase")


def _tried(prototype: Mapping[str, Any]) -> Iterator[Mark]:
    name = f"#{prototype['number']}"
    if prototype["started_on"]:
        yield Mark(date.fromisoformat(prototype["started_on"]), f"{name} starts", "prototype")
    if prototype["ended_on"]:
        stage = "decided" if prototype["stage"] == "spreading" else prototype["stage"]
        yield Mark(date.fromisoformat(prototype["ended_on"]), f"{name} {stage}", "prototype", ends=True)
    for cycle in prototype["cycles"]:
        if day := cycle["started_on"] or cycle["ended_on"]:
            yield Mark(date.fromisoformat(day), f"{name} test {cycle['number']}", "test cycle")
