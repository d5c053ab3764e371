"""The tables of sense-making: sessions, what was said in them, what the set made of it and will do."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from workbench.sensemaking import vocabulary
from workbench.store.base import one_of, points_to
from workbench.store.records import Record


class Session(Record):
    """One meeting of a set to make sense of what happens; `method` says which questions it went through."""

    __tablename__ = "session"
    __table_args__ = (one_of("method", tuple(vocabulary.METHODS)),)
    __mapper_args__ = {"polymorphic_identity": "session"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    method: Mapped[str]
    held_on: Mapped[date]
    set_id: Mapped[str | None] = mapped_column(points_to("learning_set.id"))
    notes: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]


class Attendance(Record):
    """Somebody who was there, by role; the `title` is the role."""

    __tablename__ = "attendance"
    __mapper_args__ = {"polymorphic_identity": "attendance"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    session_id: Mapped[str] = mapped_column(points_to("session.id"), index=True)


class Entry(Record):
    """One thing that was said: a fact or a story, at one step of the session, by somebody in a role."""

    __tablename__ = "entry"
    __table_args__ = (one_of("nature", vocabulary.NATURES),)
    __mapper_args__ = {"polymorphic_identity": "entry"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    session_id: Mapped[str] = mapped_column(points_to("session.id"), index=True)
    step: Mapped[str]
    nature: Mapped[str]
    text: Mapped[str]
    said_by: Mapped[str] = mapped_column(default="")


class Insight(Record):
    """What the set made of what was said."""

    __tablename__ = "insight"
    __mapper_args__ = {"polymorphic_identity": "insight"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    session_id: Mapped[str] = mapped_column(points_to("session.id"), index=True)
    text: Mapped[str]


class Action(Record):
    """Something to do, by one owner (a role; empty if nobody took it yet), until a day."""

    __tablename__ = "action"
    __mapper_args__ = {"polymorphic_identity": "action"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    session_id: Mapped[str] = mapped_column(points_to("session.id"), index=True)
    text: Mapped[str]
    owner: Mapped[str] = mapped_column(default="")
    due: Mapped[date | None]
    done_on: Mapped[date | None]
