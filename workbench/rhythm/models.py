"""The tables of the weekly log and of the routines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from workbench.store.base import one_of, points_to
from workbench.store.numbers import Numbered
from workbench.store.records import Record

IDEA_STATUSES: Final = ("new", "being tried", "kept", "parked", "dropped")
HOW_OFTEN: Final = ("daily", "weekly", "fortnightly", "monthly", "quarterly")
POST_AUDIENCES: Final = ("network", "programme", "public")
"""Whom a week's log is written for, beyond the set."""


class LogWeek(Record):
    """One week of a set's learning log; `week_of` is its Monday."""

    __tablename__ = "log_week"
    __table_args__ = (one_of("audience", ("set", *POST_AUDIENCES)),)
    __mapper_args__ = {"polymorphic_identity": "log"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    set_id: Mapped[str | None] = mapped_column(points_to("learning_set.id"))
    week_of: Mapped[date]
    thoughts: Mapped[str] = mapped_column(default="")
    achievements: Mapped[str] = mapped_column(default="")
    audience: Mapped[str] = mapped_column(default="set")


class Plan(Record):
    """One line of what a set plans (the `title`), written in one week; until it is ticked, later weeks show it too."""

    __tablename__ = "plan"
    __mapper_args__ = {"polymorphic_identity": "plan"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    log_id: Mapped[str] = mapped_column(points_to("log_week.id"), index=True)
    owner: Mapped[str] = mapped_column(default="")
    ticked_on: Mapped[date | None]


class Idea(Numbered, Record):
    """An idea (the `title`), numbered for good, in one series with the network's prototypes.

    One that becomes a prototype hands its number on; the prototype's link `came from` points to it.
    """

    __tablename__ = "idea"
    __table_args__ = (one_of("status", IDEA_STATUSES),)
    __mapper_args__ = {"polymorphic_identity": "idea"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    log_id: Mapped[str | None] = mapped_column(points_to("log_week.id"), index=True)
    number: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    offered_by: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="new")
    ticked_on: Mapped[date | None]
    themes: Mapped[list[str]] = mapped_column(JSON, default=list)

    def handed_on(self) -> None:
        """An idea whose number a prototype takes over is being tried."""
        self.status = "being tried"

    def handed_back(self, before: Mapping[str, Any]) -> None:
        """An idea whose prototype is removed stands where it stood before, unless somebody moved it on since."""
        if self.status == "being tried":
            self.status = before.get("status", "new")


class Routine(Record):
    """Something a network does deliberately and again and again: what (the `title`), how often, where, who.

    `starts_on` is the first day it is expected, and so the day of the week or month of those that follow; `at` a time
    of day as "09:30", empty for none; `minutes` how long it takes.
    """

    __tablename__ = "routine"
    __table_args__ = (one_of("how_often", HOW_OFTEN),)
    __mapper_args__ = {"polymorphic_identity": "routine"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    how_often: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    people: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date]
    at: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int | None]


class RoutineDone(Record):
    """A routine that took place on a day; the `title` says what changed because of it, if anything did."""

    __tablename__ = "routine_done"
    __mapper_args__ = {"polymorphic_identity": "routine done"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    routine_id: Mapped[str] = mapped_column(points_to("routine.id"), index=True)
    done_on: Mapped[date]
