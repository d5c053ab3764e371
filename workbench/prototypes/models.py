"""The table of prototypes: small things a set tries, and where each one stands."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import JSON, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench.store.base import one_of, points_to
from workbench.store.numbers import Numbered
from workbench.store.records import Record

STAGES: Final = ("idea", "testing", "adopted", "adapted", "abandoned", "spreading")
RELATIONSHIP_HOPES: Final = ("form", "strengthen", "weaken", "end")
"""What a prototype can mean to do with a connection: the `expectation` of a `means to change` link."""
MEASURE_HOPES: Final = ("increase", "decrease")
"""How a prototype can mean a measure to move: the `expectation` of a `measured by` link."""
COMPARED: Final = ("as predicted", "partly as predicted", "not as predicted")
"""What was seen in a test cycle, held against what was predicted."""
DECISIONS: Final = ("adopt", "adapt", "abandon", "run again")
"""What a set decides at the end of a test cycle."""
DRIVER_ROLES: Final = ("aim", "driver")


class Prototype(Numbered, Record):
    """A small thing that the set tries. Its `number` is of the series that the network's ideas have too.

    `started_on` is the first day of testing, `ended_on` the day it was adopted, adapted or abandoned;
    `reason` says why it stands where it stands. `principle` is the simple principle it goes by; `rule` a rule that
    is suspended for it, by whom and until when; `people` whom it affects; `themes` what it is about.
    """

    __tablename__ = "prototype"
    __table_args__ = (one_of("stage", STAGES),)
    __mapper_args__ = {"polymorphic_identity": "prototype"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    number: Mapped[int]
    hypothesis: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(default="")
    stage: Mapped[str] = mapped_column(default="idea")
    reason: Mapped[str] = mapped_column(default="")
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    set_id: Mapped[str | None] = mapped_column(points_to("learning_set.id"))
    principle: Mapped[str] = mapped_column(default="")
    rule: Mapped[str] = mapped_column(default="")
    rule_by: Mapped[str] = mapped_column(default="")
    rule_until: Mapped[date | None]
    people: Mapped[str] = mapped_column(default="")
    themes: Mapped[list[str]] = mapped_column(JSON, default=list)


class TestCycle(Record):
    """One turn of plan, do, study, act on a prototype; the `title` is its question. `number` counts them from 1.

    `scale` says how widely it is tried ("one person", "one practice"), `compared` how what was `seen` stands
    against the `prediction`.
    """

    __test__ = False  # pytest takes classes that begin with Test for its own
    __tablename__ = "test_cycle"
    __table_args__ = (one_of("compared", ("", *COMPARED)), one_of("decision", ("", *DECISIONS)))
    __mapper_args__ = {"polymorphic_identity": "test cycle"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    prototype_id: Mapped[str] = mapped_column(points_to("prototype.id"), index=True)
    number: Mapped[int]
    prediction: Mapped[str] = mapped_column(default="")
    plan: Mapped[str] = mapped_column(default="")
    scale: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(default="")
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    seen: Mapped[str] = mapped_column(default="")
    compared: Mapped[str] = mapped_column(default="")
    learnt: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(default="")


class Progress(Record):
    """How far a prototype has come on a day, 0.5 to 5.0 in half steps; the `title` says why the set thinks so."""

    __tablename__ = "progress"
    __table_args__ = (CheckConstraint("score >= 0.5 AND score <= 5", name="on_the_scale"),)
    __mapper_args__ = {"polymorphic_identity": "progress"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    prototype_id: Mapped[str] = mapped_column(points_to("prototype.id"), index=True)
    score: Mapped[float]
    assessed_on: Mapped[date]


class Driver(Record):
    """An aim, or something that drives it. Links say what contributes to what; `place` orders them among equals."""

    __tablename__ = "driver"
    __table_args__ = (one_of("role", DRIVER_ROLES),)
    __mapper_args__ = {"polymorphic_identity": "driver"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    role: Mapped[str]
    place: Mapped[int] = mapped_column(default=0)
