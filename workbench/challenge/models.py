"""The tables of a 100-day challenge."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench.challenge import vocabulary
from workbench.store.base import one_of, points_to
from workbench.store.records import Record


class Challenge(Record):
    """One team's hundred days; the `title` says what for. Teams with the same `cohort` go side by side.

    Day 1 is the day after `launched_on`. `charter` is what the team agreed on at the start, in its own words.
    """

    __tablename__ = "challenge"
    __mapper_args__ = {"polymorphic_identity": "challenge"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    set_id: Mapped[str | None] = mapped_column(points_to("learning_set.id"))
    cohort: Mapped[str] = mapped_column(default="", index=True)
    launched_on: Mapped[date]
    charter: Mapped[str] = mapped_column(default="")


class Gate(Record):
    """A team's stop at day 25, 50, 75 or 100, and what came out of it; links say from which session it came."""

    __tablename__ = "gate"
    __table_args__ = (CheckConstraint("day IN (25, 50, 75, 100)", name="known_day"),)
    __mapper_args__ = {"polymorphic_identity": "gate"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    challenge_id: Mapped[str] = mapped_column(points_to("challenge.id"), index=True)
    day: Mapped[int]
    held_on: Mapped[date]
    plan: Mapped[str] = mapped_column(default="")
    charter: Mapped[str] = mapped_column(default="")
    sustain: Mapped[str] = mapped_column(default="")


class Goal(Record):
    """An ambitious goal in its grammar: verb, measure, population, from where, how far, by when.

    `title` is the whole sentence. `numerator` of `denominator` is the baseline, `ambition` how far in the words of
    the team ("by 60 %", "to 3 days"). A link `measured by` names the measure in the dictionary.
    """

    __tablename__ = "goal"
    __mapper_args__ = {"polymorphic_identity": "goal"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    challenge_id: Mapped[str] = mapped_column(points_to("challenge.id"), index=True)
    verb: Mapped[str]
    measure: Mapped[str]
    population: Mapped[str] = mapped_column(default="")
    numerator: Mapped[float | None]
    denominator: Mapped[float | None]
    ambition: Mapped[str] = mapped_column(default="")
    by: Mapped[date | None]


class Task(Record):
    """One line of a work plan: what (the `title`), who, what it tests, planned and actual days.

    `gate` is the day of the challenge until which this plan runs. A task that was not done at a gate is rolled over:
    the new one points to the old with a link `came from`, and the old one says so with `rolled_on`.
    """

    __tablename__ = "task"
    __table_args__ = (CheckConstraint("gate IN (25, 50, 75, 100)", name="known_gate"),)
    __mapper_args__ = {"polymorphic_identity": "task"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    challenge_id: Mapped[str] = mapped_column(points_to("challenge.id"), index=True)
    gate: Mapped[int]
    owner: Mapped[str] = mapped_column(default="")
    tests: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    started_on: Mapped[date | None]
    done_on: Mapped[date | None]
    rolled_on: Mapped[date | None]


class Supporter(Record):
    """A sponsor or a coach of a team, by role (the `title`); a name is optional."""

    __tablename__ = "supporter"
    __table_args__ = (one_of("part", vocabulary.SUPPORTERS),)
    __mapper_args__ = {"polymorphic_identity": "supporter"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    challenge_id: Mapped[str] = mapped_column(points_to("challenge.id"), index=True)
    part: Mapped[str]
    organisation: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")


class Contact(Record):
    """A contact with a sponsor or a coach on a day; the `title` says what came of it.

    `confidence` is how sure they were of the goal, 0 to 10; None if nobody asked.
    """

    __tablename__ = "contact"
    __table_args__ = (CheckConstraint("confidence >= 0 AND confidence <= 10", name="on_the_scale"),)
    __mapper_args__ = {"polymorphic_identity": "contact"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    supporter_id: Mapped[str] = mapped_column(points_to("supporter.id"), index=True)
    on: Mapped[date]
    confidence: Mapped[int | None]


class Permission(Record):
    """A rule (the `title`) that a team asked to set aside, under which simple principle, and what was answered."""

    __tablename__ = "permission"
    __table_args__ = (one_of("answer", vocabulary.PERMISSION_ANSWERS),)
    __mapper_args__ = {"polymorphic_identity": "permission"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    challenge_id: Mapped[str] = mapped_column(points_to("challenge.id"), index=True)
    principle: Mapped[str] = mapped_column(default="")
    asked_of: Mapped[str] = mapped_column(default="")
    asked_on: Mapped[date]
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]
    until: Mapped[date | None]


class Barrier(Record):
    """Something in the way (the `title`), and the sponsor who owns it; links `blocks` say what it is in the way of."""

    __tablename__ = "barrier"
    __table_args__ = (one_of("level", vocabulary.LEVELS),)
    __mapper_args__ = {"polymorphic_identity": "barrier"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    challenge_id: Mapped[str | None] = mapped_column(points_to("challenge.id"), index=True)
    raised_on: Mapped[date]
    raised_by: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(default="")
    level: Mapped[str] = mapped_column(default="team")
    resolved_on: Mapped[date | None]
    resolution: Mapped[str] = mapped_column(default="")


class Escalation(Record):
    """A barrier taken further, on a day, to somebody; the `title` says why."""

    __tablename__ = "escalation"
    __mapper_args__ = {"polymorphic_identity": "escalation"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    barrier_id: Mapped[str] = mapped_column(points_to("barrier.id"), index=True)
    on: Mapped[date]
    to: Mapped[str]


class Recommendation(Record):
    """What a team recommends at day 100 (the `title`), the sponsor's answer, what becomes of it, the check later."""

    __tablename__ = "recommendation"
    __table_args__ = (
        one_of("answer", vocabulary.SPONSOR_ANSWERS),
        one_of("future", vocabulary.FUTURES),
        one_of("found", vocabulary.CHECKS),
    )
    __mapper_args__ = {"polymorphic_identity": "recommendation"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    challenge_id: Mapped[str] = mapped_column(points_to("challenge.id"), index=True)
    sponsor: Mapped[str] = mapped_column(default="")
    made_on: Mapped[date]
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]
    answer_note: Mapped[str] = mapped_column(default="")
    future: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]
    check_on: Mapped[date | None]
    checked_on: Mapped[date | None]
    found: Mapped[str] = mapped_column(default="")
    found_note: Mapped[str] = mapped_column(default="")
