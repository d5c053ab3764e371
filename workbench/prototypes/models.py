"""The table of prototypes: small things a set tries, and where each one stands."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy.orm import Mapped, mapped_column

from workbench.store.base import one_of, points_to
from workbench.store.records import Record

STAGES: Final = ("idea", "testing", "adopted", "adapted", "abandoned", "spreading")
RELATIONSHIP_HOPES: Final = ("form", "strengthen", "weaken", "end")
"""What a prototype can mean to do with a connection: the `expectation` of a `means to change` link."""
MEASURE_HOPES: Final = ("increase", "decrease")
"""How a prototype can mean a measure to move: the `expectation` of a `measured by` link."""


class Prototype(Record):
    """A small thing that the set tries. `number` counts them within a network, from 1.

    `started_on` is the first day of testing, `ended_on` the day it was adopted, adapted or abandoned;
    `reason` says why it stands where it stands.
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
