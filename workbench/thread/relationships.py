"""Did a relationship move? From how it stood when the prototype started to how it stands now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal

from workbench.thread.facts import Life, State

Verdict = Literal["formed", "stronger", "unchanged", "weaker", "ended", "not there yet"]
Outcome = Literal["as expected", "part of the way", "not yet", "the other way", "before it started"]

_WANTED: Final[Mapping[str, Mapping[str, Outcome]]] = {
    "form": {"formed": "as expected", "stronger": "as expected", "weaker": "the other way", "ended": "the other way"},
    "strengthen": {
        "formed": "as expected", "stronger": "as expected", "weaker": "the other way", "ended": "the other way",
    },
    "weaken": {
        "weaker": "as expected", "ended": "as expected", "stronger": "the other way", "formed": "the other way",
    },
    "end": {
        "ended": "as expected", "weaker": "part of the way", "stronger": "the other way", "formed": "the other way",
    },
}  # fmt: skip
"""What each verdict means for what was hoped; a verdict that is not listed means "not yet"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One step of a relationship: the strengths around it (None: not there), who said so, when and where.

    `on` is the day it is true of, `at` the moment it was recorded; `session` is
    the title of the session held on that day, None if there was none.
    """

    on: date
    at: datetime
    before: int | None
    after: int | None
    said_by: str
    session: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationshipMove:
    """One named relationship, then and now. Strengths are 1 to 5, 0 hoped for, None not there.

    `ends` are the ids of its two elements, from source to target, and `names` what they are called: the map need
    not have them any more. `due` is the day by which it is hoped for, `due_passed` whether that has passed (None
    without a day). `abandoned_on` is the day on which the prototype was abandoned, if it was.
    """

    connection: str
    label: str
    ends: tuple[str, str]
    names: tuple[str, str]
    direction: str
    kind: str
    how: str
    then: int | None
    now: int | None
    verdict: Verdict
    outcome: Outcome
    evidence: tuple[Evidence, ...]
    due: date | None = None
    due_passed: bool | None = None
    abandoned_on: date | None = None

    @property
    def after_all(self) -> bool:
        """Whether it moved only after the prototype was abandoned."""
        return self.abandoned_on is not None and bool(self.evidence) and self.evidence[0].on > self.abandoned_on


def verdict(then: int | None, now: int | None) -> Verdict:
    """One word for two strengths; one that is hoped for (0) is not there yet."""
    if not now:
        return "ended" if then else "not there yet"
    if not then:
        return "formed"
    if now == then:
        return "unchanged"
    return "stronger" if now > then else "weaker"


def outcome(how: str, moved: Verdict, *, then: int | None) -> Outcome:
    """What a verdict means for what the prototype meant to do with the relationship."""
    if how == "form" and moved == "unchanged" and then:
        return "before it started"
    if how == "end" and moved == "not there yet":
        return "before it started"
    return _WANTED[how].get(moved, "not yet")


def moved(
    life: Life,
    *,
    how: str,
    named: datetime,
    start: datetime,
    now: datetime,
    sessions: Mapping[date, str],
) -> RelationshipMove:
    """How a relationship moved between two moments.

    `named` is when the prototype was first tied to it, or was itself named if that was earlier. A relationship
    that was meant to be strengthened, weakened or ended was there: if the map first shows it after the start but
    before it was named, the first record stands for how it was. One that had moved as hoped before the start,
    and has not since, moved "before it started". `sessions` holds the title of the session of each day.
    """
    then, at_present = life.strength_at(start), life.strength_at(now)
    first = life.states[0]
    if then is None and how != "form" and start < first.at <= named:
        then = first.strength
    word = verdict(then, at_present)
    meaning = outcome(how, word, then=then)
    if meaning == "not yet" and named < start:
        earlier = verdict(life.strength_at(named), then)
        if _WANTED[how].get(earlier) == "as expected":
            meaning = "before it started"
    return RelationshipMove(
        connection=life.id,
        label=life.label,
        ends=(life.source, life.target),
        names=life.names,
        direction=life.direction,
        kind=life.kind,
        how=how,
        then=then,
        now=at_present,
        verdict=word,
        outcome=meaning,
        evidence=tuple(step for step in steps(life, sessions) if _since(step, start)),
    )


def hoped_by(
    move: RelationshipMove, due: date | None, *, today: date, abandoned_on: date | None = None
) -> RelationshipMove:
    """The same with the day by which it is hoped for, whether that has passed, and when it was abandoned."""
    return replace(move, due=due, due_passed=None if due is None else due < today, abandoned_on=abandoned_on)


def steps(life: Life, sessions: Mapping[date, str]) -> list[Evidence]:
    """Every change of strength in a life, oldest first, its beginning and end included, and what was drawn again.

    What was taken back is left out together with its taking back.
    """
    found: list[tuple[int, Evidence]] = []
    before: int | None = None
    for state in life.states:
        after = None if state.valid_to is not None else state.strength
        if after == before:
            continue
        if state.taken_back is not None:
            found = [(change, step) for change, step in found if change != state.taken_back]
        else:
            day = _day_of(state, life, began=before is None and not found)
            step = Evidence(
                on=day,
                at=state.at,
                before=before,
                after=after,
                said_by=state.who if after is None else state.said_by or state.who,
                session=sessions.get(day),
            )
            found.append((state.change, step))
        before = after
    later = steps(life.again, sessions) if life.again else []
    return [*(step for _, step in found), *later]


def _day_of(state: State, life: Life, *, began: bool) -> date:
    if began:
        return life.valid_from
    return state.valid_to or state.at.astimezone().date()


def _since(step: Evidence, start: datetime) -> bool:
    """Whether a step came after the start; on the very day of the start the feed's own times decide."""
    day = start.astimezone().date()
    return step.at > start if step.on == day else step.on > day
