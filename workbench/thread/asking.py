"""Gathering, from every concept, what the answers need; all prototypes are read together, in a few queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.mapping.models import Connection
from workbench.measures import listing
from workbench.measures.verbs import Measures
from workbench.prototypes import reading as prototypes
from workbench.sensemaking.models import Session as Meeting
from workbench.store import Edit, Link, Scope, live
from workbench.thread import facts, relationships, results
from workbench.thread.moved import Answer, answer
from workbench.thread.words import listed


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
    joined: tuple[tuple[date, str], ...]


class Results:
    """What the charts of one network's measures show, worked out once for as long as nothing changes them."""

    def __init__(self, scope: Scope) -> None:
        self._measures = Measures(scope)
        self._found: dict[tuple[str, str], tuple[Any, results.MeasureMove]] = {}

    def of(
        self, prototype: str, plain: dict[str, Any], *, expected: str, start: date | None, stamp: Any
    ) -> results.MeasureMove:
        """What a measure shows for a prototype; `stamp` is that of its values."""
        place = (prototype, plain["id"])
        said = {"title": plain["title"], "unit": plain["unit"], "better": plain["direction"], "expected": expected}
        key = (stamp, start, *said.values())
        if place not in self._found or self._found[place][0] != key:
            observations = self._measures.observations(plain["id"])
            charted, held = results.chart(observations, direction=plain["direction"], start=start)
            found = results.moved(charted, measure=plain["id"], start=start, held=held, **said)
            self._found[place] = (key, found)
        return self._found[place][1]


def answers(scope: Scope, shown: Results, *, only: Sequence[str] | None = None) -> dict[str, Answer]:
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
            joined=_joined(session, scope),
        )


def _answer(scope: Scope, plain: dict[str, Any], gathered: Gathered, shown: Results) -> Answer:
    key, now = plain["id"], scope.clock()
    start = _iso(plain["started_on"])
    started = start is not None and start <= scope.today()
    moment = gathered.started[key]
    moved = tuple(
        relationships.moved(
            gathered.lives[tie["connection"]],
            how=tie["how"],
            named=gathered.named.get((key, tie["connection"]), now),
            start=moment,
            now=now,
            sessions=gathered.sessions,
        )
        for tie in plain["relationships"]
        if tie["connection"] in gathered.lives
    )
    return answer(
        key,
        since=start if started and start else moment.astimezone().date(),
        started=started,
        relationships=moved,
        measures=tuple(
            shown.of(
                key,
                gathered.measures[tie["measure"]],
                expected=tie["direction"],
                start=start if started else None,
                stamp=gathered.stamps.get(tie["measure"]),
            )
            for tie in plain["measures"]
            if tie["measure"] in gathered.measures
        ),
        alongside=_alongside(plain, gathered, start) if started and start else (),
    )


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
        start = _iso(each["started_on"])
        today = [change.at for change, edit in recorded if _starts(edit) and change.at.astimezone().date() == start]
        if start is None or (start > recorded[-1][0].at.astimezone().date() and not today):
            found[each["id"]] = recorded[0][0].at
        else:
            found[each["id"]] = today[-1] if today else facts.day_before(start)
    return found


def _starts(edit: Edit) -> bool:
    return bool(edit.after["started_on"]) and (edit.before or {}).get("started_on") != edit.after["started_on"]


def _joined(session: Session, scope: Scope) -> tuple[tuple[date, str], ...]:
    """The practices that joined the network, by the register, with their day."""
    memberships = session.scalars(
        select(Connection).where(
            Connection.network == scope.network,
            Connection.type == "is part of",
            Connection.provenance == "administrative",
            live(Connection, scope.today()),
        )
    ).all()
    names = facts.titles(session, [row.source_id for row in memberships])
    return tuple((row.valid_from, names[row.source_id]) for row in memberships)


def _alongside(plain: dict[str, Any], gathered: Gathered, start: date) -> tuple[str, ...]:
    """What else happened since the start that touches the same relationships or measures."""
    said = [f"{title} joined the network" for day, title in gathered.joined if day >= start]
    mine = _names(plain)
    shared = [
        f"prototype {other['number']}, {other['title']},"
        for other in gathered.prototypes
        if other["id"] != plain["id"] and _names(other) & mine and _overlaps(other, start)
    ]
    if shared:
        verb = "names" if len(shared) == 1 else "name"
        said.append(f"{listed(shared)} {verb} some of the same")
    return tuple(said)


def _names(plain: dict[str, Any]) -> set[str]:
    return {tie["connection"] for tie in plain["relationships"]} | {tie["measure"] for tie in plain["measures"]}


def _overlaps(other: dict[str, Any], start: date) -> bool:
    ended = _iso(other["ended_on"])
    return other["started_on"] is not None and (ended is None or ended >= start)


def _iso(day: str | None) -> date | None:
    return None if day is None else date.fromisoformat(day)
