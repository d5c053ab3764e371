"""The tables of sense-making: meetings, who was there, what was said, what the set made of it and will do."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from workbench.sensemaking import vocabulary
from workbench.store.base import Base, Tracked, new_id, one_of, points_to
from workbench.store.records import Record


class Session(Record):
    """One meeting of a set to make sense of what happens.

    `method` is the key of the method it follows, `outline` that method as it was when the meeting began, as plain
    JSON (see `methods.Method.plain`), so that a file that is changed or lost later changes no meeting. `audience` is
    how confidential the meeting is: whatever is said in it goes no further unless somebody says so.
    """

    __tablename__ = "session"
    __table_args__ = (one_of("audience", vocabulary.AUDIENCES),)
    __mapper_args__ = {"polymorphic_identity": "session"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    method: Mapped[str]
    held_on: Mapped[date]
    set_id: Mapped[str | None] = mapped_column(points_to("learning_set.id"))
    notes: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]
    outline: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    audience: Mapped[str] = mapped_column(default="set")
    ground_rules: Mapped[str] = mapped_column(default="")
    advice_open: Mapped[bool] = mapped_column(default=False)


class Attendance(Record):
    """Somebody who was there, by role (the `title`), and the part they took in the meeting."""

    __tablename__ = "attendance"
    __table_args__ = (one_of("part", vocabulary.PARTS),)
    __mapper_args__ = {"polymorphic_identity": "attendance"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    session_id: Mapped[str] = mapped_column(points_to("session.id"), index=True)
    part: Mapped[str] = mapped_column(default="set member")


class Bid(Record):
    """Somebody's wish for airtime: an issue in a line (the `title`). `place` is the order it got, None without one."""

    __tablename__ = "bid"
    __mapper_args__ = {"polymorphic_identity": "bid"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    session_id: Mapped[str] = mapped_column(points_to("session.id"), index=True)
    made_by: Mapped[str] = mapped_column(default="")
    place: Mapped[int | None]


class Entry(Record):
    """One thing that was said, at one step of the meeting, by somebody in a role.

    `form` says whether it states, asks or advises; `nature` whether a statement is a fact or a story (empty where
    nobody said). It belongs to whoever said it: `audience` is how far it may go, and a story goes beyond the set only
    with their `consent`. `bid_id` is the presenter's issue that it was said about.
    """

    __tablename__ = "entry"
    __table_args__ = (
        one_of("nature", ("", *vocabulary.NATURES)),
        one_of("form", vocabulary.FORMS),
        one_of("audience", vocabulary.AUDIENCES),
        one_of("consent", vocabulary.CONSENTS),
    )
    __mapper_args__ = {"polymorphic_identity": "entry"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    session_id: Mapped[str] = mapped_column(points_to("session.id"), index=True)
    step: Mapped[str]
    nature: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    said_by: Mapped[str] = mapped_column(default="")
    form: Mapped[str] = mapped_column(default="statement")
    audience: Mapped[str] = mapped_column(default="set")
    consent: Mapped[str] = mapped_column(default="not asked")
    themes: Mapped[list[str]] = mapped_column(JSON, default=list)
    bid_id: Mapped[str | None] = mapped_column(points_to("bid.id"), index=True)


class Insight(Record):
    """What the set made of what was said."""

    __tablename__ = "insight"
    __table_args__ = (one_of("audience", vocabulary.AUDIENCES),)
    __mapper_args__ = {"polymorphic_identity": "insight"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    session_id: Mapped[str] = mapped_column(points_to("session.id"), index=True)
    text: Mapped[str]
    audience: Mapped[str] = mapped_column(default="set")
    themes: Mapped[list[str]] = mapped_column(JSON, default=list)


class Action(Record):
    """Something to do, by one owner (a role; empty if nobody took it yet), until a day; and how we will know."""

    __tablename__ = "action"
    __table_args__ = (one_of("audience", vocabulary.AUDIENCES),)
    __mapper_args__ = {"polymorphic_identity": "action"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    session_id: Mapped[str] = mapped_column(points_to("session.id"), index=True)
    text: Mapped[str]
    owner: Mapped[str] = mapped_column(default="")
    due: Mapped[date | None]
    done_on: Mapped[date | None]
    known_by: Mapped[str] = mapped_column(default="")
    audience: Mapped[str] = mapped_column(default="network")


class Signifier(Record):
    """A question that is answered by placing a story between two or among three words; the `title` asks it.

    One that is used `everywhere` belongs to all networks of the workspace, so that they can be compared.
    """

    __tablename__ = "signifier"
    __table_args__ = (one_of("form", vocabulary.SIGNIFIER_FORMS),)
    __mapper_args__ = {"polymorphic_identity": "signifier"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    form: Mapped[str]
    first: Mapped[str]
    second: Mapped[str]
    third: Mapped[str] = mapped_column(default="")
    everywhere: Mapped[bool] = mapped_column(default=False)


class Placement(Tracked, Base):
    """Where one entry lies on one signifier: the key of a shift or the id of a `Signifier`.

    Two or three weights that sum to 1; all three are empty where the signifier does not apply.
    """

    __tablename__ = "placement"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_it_begins"),
        CheckConstraint(
            "(first IS NULL AND second IS NULL AND third IS NULL) OR (first >= 0 AND second >= 0 "
            "AND coalesce(third, 0) >= 0 AND abs(first + second + coalesce(third, 0) - 1) < 0.000001)",
            name="weights_sum_to_one",
        ),
        Index(
            "ix_placement_one_an_entry",
            "entry_id",
            "signifier",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    network: Mapped[str] = mapped_column(index=True)
    entry_id: Mapped[str] = mapped_column(points_to("entry.id"))
    signifier: Mapped[str]
    first: Mapped[float | None]
    second: Mapped[float | None]
    third: Mapped[float | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)


class Clock(Base):
    """Where a running meeting stands: shared by everybody in it, and no part of the record.

    At `running_since` (empty while it is paused) `seconds_left` were left of `step`; `spent` holds the seconds that
    each step has taken, by its name, `remaining` those that were left when it was left. `turn` counts the moves, so
    that a press on a stale page is seen.
    """

    __tablename__ = "clock"

    session_id: Mapped[str] = mapped_column(points_to("session.id"), primary_key=True)
    network: Mapped[str] = mapped_column(index=True)
    step: Mapped[str]
    running_since: Mapped[datetime | None]
    seconds_left: Mapped[float]
    spent: Mapped[dict[str, float]] = mapped_column(JSON, default=dict)
    remaining: Mapped[dict[str, float]] = mapped_column(JSON, default=dict)
    turn: Mapped[int] = mapped_column(default=0)
