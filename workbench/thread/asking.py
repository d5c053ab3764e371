"""Gathering, from every concept, what the answers need; all prototypes are read together, in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.measures import listing
from workbench.measures.models import Rebase
from workbench.prototypes import reading as prototypes
from workbench.sensemaking.models import Session as Meeting
from workbench.store import Edit, Link, Scope, live
from workbench.thread import alongside, facts, relationships, results
from workbench.thread.moved import Movement, movement


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What was read for the answers; `named` is the first moment of each tie, `started` that of each start."""

    prototypes: tuple[dict[str, Any], ...]
    lives: Mapping[str, facts.Life]
    named: Mapping[tuple[str, str], datetime]
    started: Mapping[str, datetime]
    sessions: Mapping[date, str]
    measures: Mapping[str, dict[str, Any]]
    stamps: Mapping[str, Any]
    rebases: Mapping[str, list[dict[str, Any]]]
    defined_anew: Mapping[str, tuple[date, ...]]
    stays: tuple[alongside.Alongside, ...]
    removed: Mapping[str, tuple[facts.Removed, ...]]


class Results:
    """What the charts of one network's measures show, worked out once for as long as nothing changes them.

    `observations` gives the values of a measure by its id: all of them, or those that may be shared.
    """

    def __init__(self, observations: Callable[[str], pd.DataFrame]) -> None:
        self._observations = observations
        self._found: dict[tuple[str, str], tuple[Any, results.MeasureMove]] = {}

    def of(
        self,
        prototype: str,
        plain: dict[str, Any],
        rebases: list[dict[str, Any]],
        *,
        expected: str,
        start: date | None,
        stamp: Any,
    ) -> results.MeasureMove:
        """What a measure shows for a prototype; `stamp` is that of its values, its rebases and its own fields."""
        place, key = (prototype, plain["id"]), (stamp, plain["version"], start, expected)
        if place not in self._found or self._found[place][0] != key:
            observations = self._observations(plain["id"])
            asked = results.chart(plain, observations, rebases, start=start)
            found = results.moved(asked, plain, observations, rebases, expected=expected, start=start)
            self._found[place] = (key, found)
        return self._found[place][1]


def answers(scope: Scope, shown: Results, *, only: Sequence[str] | None = None) -> dict[str, Movement]:
    """The answer for every prototype of the scope's network, by id; or for some of them."""
    gathered = gather(scope)
    return {
        plain["id"]: _answer(scope, plain, gathered, shown)
        for plain in gathered.prototypes
        if only is None or plain["id"] in only
    }


def gather(scope: Scope) -> Gathered:
    """Read what the answers of one network need, the observations apart."""
    plain = prototypes.listed(scope)
    measures = {measure["id"]: measure for measure in listing.listed(scope)}
    stamps = listing.stamps(scope)
    with scope.reading() as session:
        named = {tie["connection"] for each in plain for tie in each["relationships"]}
        held = session.scalars(
            select(Meeting)
            .where(Meeting.network == scope.network, live(Meeting, scope.today()))
            .order_by(Meeting.held_on, Meeting.id)
        ).all()
        return Gathered(
            prototypes=tuple(plain),
            lives=facts.lives(session, named),
            named=_named(session, scope),
            started=_started(session, plain),
            sessions={meeting.held_on: meeting.title for meeting in held},
            measures=measures,
            stamps=stamps,
            rebases=_rebases(session, scope),
            defined_anew=alongside.redefined(session, {tie["measure"] for each in plain for tie in each["measures"]}),
            stays=alongside.practices(session, scope),
            removed=facts.removed_measures(session, scope),
        )


def _answer(scope: Scope, plain: dict[str, Any], gathered: Gathered, shown: Results) -> Movement:
    key, now = plain["id"], scope.clock()
    start = facts.as_date(plain["started_on"])
    started = start is not None and start <= scope.today()
    moment = gathered.started[key]
    abandoned = facts.as_date(plain["ended_on"]) if plain["stage"] == "abandoned" else None
    ties = tuple(
        relationships.hoped_by(
            relationships.moved(
                gathered.lives[tie["connection"]],
                how=tie["how"],
                named=gathered.named.get((key, tie["connection"]), now),
                start=moment,
                now=now,
                sessions=gathered.sessions,
            ),
            facts.as_date(tie["due"]),
            today=scope.today(),
            abandoned_on=abandoned,
        )
        for tie in plain["relationships"]
        if tie["connection"] in gathered.lives
    )
    found = tuple(
        results.hoped_by(
            shown.of(
                key,
                gathered.measures[tie["measure"]],
                gathered.rebases.get(tie["measure"], []),
                expected=tie["direction"],
                start=start if started else None,
                stamp=gathered.stamps.get(tie["measure"]),
            ),
            facts.as_date(tie["due"]),
            today=scope.today(),
            abandoned_on=abandoned,
        )
        for tie in plain["measures"]
        if tie["measure"] in gathered.measures
    )
    return movement(
        key,
        since=start if started and start else moment.astimezone().date(),
        started=started,
        ties=ties,
        results=found,
        removed=gathered.removed.get(key, ()),
        alongside=alongside.since(
            start,
            plain,
            others=gathered.prototypes,
            measures=gathered.measures,
            rebases=gathered.rebases,
            defined_anew=gathered.defined_anew,
            stays=gathered.stays,
            until=min(_last_seen(ties, found) or scope.today(), scope.today()),
        )
        if started and start
        else (),
    )


def _last_seen(ties: Sequence[relationships.RelationshipMove], found: Sequence[results.MeasureMove]) -> date | None:
    """The day of the last point, or of the last step of a relationship, whichever is later; None for neither."""
    days = [move.last_on for move in found if move.points_since and move.last_on]
    days += [step.on for move in ties for step in move.evidence]
    return max(days, default=None)


def _named(session: Session, scope: Scope) -> dict[tuple[str, str], datetime]:
    """The moment each prototype was tied to each connection: the first line of the feed about the link."""
    links = {
        link.id: (link.source_id, link.target_id)
        for link in session.scalars(
            select(Link).where(
                Link.network == scope.network,
                Link.kind == "means to change",
                live(Link, scope.today()),
            )
        )
    }
    return {links[link]: lines[0][0].at for link, lines in facts.edits(session, links).items()}


def _started(session: Session, plain: Sequence[dict[str, Any]]) -> dict[str, datetime]:
    """The moment from which each prototype is asked.

    That is when its start was recorded, if this was on the day itself, else the end of the day before it
    started; for one that has not started, when it was named.
    """
    lines = facts.edits(session, [each["id"] for each in plain])
    found = {}
    for each in plain:
        recorded = lines[each["id"]]
        start = facts.as_date(each["started_on"])
        today = [change.at for change, edit in recorded if _starts(edit) and change.at.astimezone().date() == start]
        if start is None or (start > recorded[-1][0].at.astimezone().date() and not today):
            found[each["id"]] = recorded[0][0].at
        else:
            found[each["id"]] = today[-1] if today else facts.day_before(start)
    return found


def _starts(edit: Edit) -> bool:
    return bool(edit.after["started_on"]) and (edit.before or {}).get("started_on") != edit.after["started_on"]


def _rebases(session: Session, scope: Scope) -> dict[str, list[dict[str, Any]]]:
    """The rebases of every measure of the network, by day."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    wanted = select(Rebase).where(Rebase.network == scope.network, live(Rebase, scope.today()))
    for row in session.scalars(wanted.order_by(Rebase.starts_on, Rebase.id)):
        found[row.measure_id].append(
            {"id": row.id, "starts_on": row.starts_on, "reason": row.title, "decided_by": row.decided_by}
        )
    return found
