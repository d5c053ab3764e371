"""The tables of measures: what is counted, and the counts."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from workbench.store.base import Base, Tracked, new_id, one_of, points_to
from workbench.store.records import Record

DIRECTIONS: Final = ("increase", "decrease", "neutral")
"""Which way is better; neutral where neither is."""


class Measure(Record):
    """Something that is counted over and over, the same way each time.

    `ambition` is what the set hopes for by `ambition_by`; it is no pass mark.
    """

    __tablename__ = "measure"
    __table_args__ = (one_of("direction", DIRECTIONS),)
    __mapper_args__ = {"polymorphic_identity": "measure"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    definition: Mapped[str] = mapped_column(default="")
    numerator: Mapped[str] = mapped_column(default="")
    denominator: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    direction: Mapped[str] = mapped_column(default="neutral")
    baseline: Mapped[float | None]
    ambition: Mapped[float | None]
    ambition_by: Mapped[date | None]
    owner: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")


class Observation(Tracked, Base):
    """One value of a measure, for one day. A correction is a new version of the row; the feed keeps the old."""

    __tablename__ = "observation"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_it_begins"),
        Index(
            "ix_observation_one_a_day",
            "measure_id",
            "observed_on",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    measure_id: Mapped[str] = mapped_column(points_to("measure.id"))
    observed_on: Mapped[date]
    value: Mapped[float]
    note: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
