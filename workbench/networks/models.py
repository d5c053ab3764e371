"""The tables of the public register, and of the sets of people who work on a network."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from workbench.store.base import Base, points_to
from workbench.store.records import Record

USUAL_ROLES: Final = (
    "clinical pharmacist",
    "pharmacy technician",
    "social prescribing link worker",
    "health and wellbeing coach",
    "care coordinator",
    "physician associate",
    "first contact physiotherapist",
    "dietitian",
    "podiatrist",
    "occupational therapist",
    "nursing associate",
    "paramedic",
    "mental health practitioner",
)
"""The roles that a primary care network usually hosts, as slots for a set to fill."""


class PrimaryCareNetwork(Base):
    """One network of the public register. `source` names the file that said so last."""

    __tablename__ = "primary_care_network"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    commissioner_code: Mapped[str] = mapped_column(default="")
    commissioner: Mapped[str] = mapped_column(default="")
    opened: Mapped[date | None]
    closed: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")


class Practice(Base):
    """One GP practice of the public register."""

    __tablename__ = "practice"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class Membership(Base):
    """A practice's time in a network: from `start` to `end`, which is empty while it lasts."""

    __tablename__ = "membership"
    __table_args__ = (Index("ix_membership_network", "network_code"),)

    practice_code: Mapped[str] = mapped_column(ForeignKey("practice.code"), primary_key=True)
    network_code: Mapped[str] = mapped_column(ForeignKey("primary_care_network.code"), primary_key=True)
    start: Mapped[date] = mapped_column(primary_key=True)
    end: Mapped[date | None]
    same_commissioner: Mapped[bool | None]


class LearningSet(Record):
    """An action learning set: the people who meet. A network may have several."""

    __tablename__ = "learning_set"
    __mapper_args__ = {"polymorphic_identity": "learning set"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    purpose: Mapped[str] = mapped_column(default="")


class Member(Record):
    """Somebody in a set, known by role (the `title`); a name is optional, and the slot may still be empty."""

    __tablename__ = "member"
    __mapper_args__ = {"polymorphic_identity": "member"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    set_id: Mapped[str] = mapped_column(points_to("learning_set.id"), index=True)
    organisation: Mapped[str] = mapped_column(default="")
    sector: Mapped[str | None]
    name: Mapped[str] = mapped_column(default="")
