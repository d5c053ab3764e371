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
DATA: Final = (
    "a number", "people", "people out of people", "events", "events out of a number", "days between", "cases between",
)  # fmt: skip
"""What a value is. It decides which charts can be drawn, and whether small numbers are hidden in what is shared."""
CHARTS: Final = ("xmr", "run", "p", "u", "c", "g", "t")
"""How a measure can be drawn; the set chooses."""
FREQUENCIES: Final = ("daily", "weekly", "monthly", "quarterly", "yearly", "now and then")
STRETCHES: Final = ("unreasonable but believable", "within easy reach", "hard to believe")
"""What the set says of its own ambition."""


class Measure(Record):
    """Something that is counted over and over, the same way each time.

    `ambition` is what the set hopes for by `ambition_by`, and no pass mark: "`ambition_verb` it to `ambition` for
    `ambition_for`". `target` is a number that a standard sets. Where a value is one number out of another it is
    `per` × numerator / denominator. `chart`, `fix_after` (the lines come from the first so many points) and
    `screen_outliers` say how it is drawn. `ready_made` is the key of the definition that it was taken from, or "".
    """

    __tablename__ = "measure"
    __table_args__ = (
        one_of("direction", DIRECTIONS),
        one_of("data", DATA),
        one_of("chart", CHARTS),
        one_of("frequency", ("", *FREQUENCIES)),
        one_of("stretch", ("", *STRETCHES)),
        CheckConstraint("per > 0", name="out_of_something"),
    )
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
    ambition_verb: Mapped[str] = mapped_column(default="")
    ambition_for: Mapped[str] = mapped_column(default="")
    stretch: Mapped[str] = mapped_column(default="")
    target: Mapped[float | None]
    owner: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    frequency: Mapped[str] = mapped_column(default="")
    data: Mapped[str] = mapped_column(default=DATA[0])
    per: Mapped[float] = mapped_column(default=100.0)
    chart: Mapped[str] = mapped_column(default=CHARTS[0])
    fix_after: Mapped[int | None]
    screen_outliers: Mapped[bool] = mapped_column(default=True)
    ready_made: Mapped[str] = mapped_column(default="")


class Rebase(Record):
    """A decision to draw the lines of a measure anew from a day on; the `title` is the reason."""

    __tablename__ = "rebase"
    __mapper_args__ = {"polymorphic_identity": "rebase"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    measure_id: Mapped[str] = mapped_column(points_to("measure.id"), index=True)
    starts_on: Mapped[date]
    decided_by: Mapped[str]


class Observation(Tracked, Base):
    """One value of a measure, for one day, with what it was worked out from where that is known.

    A correction is a new version of the row; the feed keeps the old.
    """

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
    numerator: Mapped[float | None]
    denominator: Mapped[float | None]
    note: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
