"""Records (what people name) and links (what joins two of them)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, Index, or_
from sqlalchemy.orm import Mapped, mapped_column

from workbench.store.base import Base, Tracked, new_id, one_of, points_to

LINK_KINDS = (
    "about",
    "means to change",
    "measured by",
    "came from",
    "blocks",
    "owned by",
    "present at",
    "contributes to",
)


class Record(Tracked, Base):
    """Anything that people name. Concepts add a table of their own beside this one.

    It is live on a day d if `valid_from` <= d < `valid_to`; an empty `valid_to` means "still so".
    `version` counts its changes, so that nobody overwrites what they have not seen.
    """

    __tablename__ = "record"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_it_begins"),
        Index("ix_record_network_kind", "network", "kind"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    network: Mapped[str | None]
    title: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]

    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "record"}

    def __repr__(self) -> str:
        """What it is in one line, from what is loaded: nothing is asked of the database for it."""
        has = self.__dict__.get
        ends = f" from {has('source_id')} to {has('target_id')}" if has("source_id") else ""
        named = f" ‘{has('title')}’" if has("title") else f" {has('type')}" if has("type") else ""
        return f"<{type(self).__name__}{named}{ends}, version {has('version')}, id {has('id')}>"


class Link(Tracked, Base):
    """Joins two records with a kind of the closed list; may say what is expected of it, and by when."""

    __tablename__ = "link"
    __table_args__ = (
        one_of("kind", LINK_KINDS),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_it_begins"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    network: Mapped[str | None] = mapped_column(index=True)
    kind: Mapped[str]
    source_id: Mapped[str] = mapped_column(points_to("record.id"), index=True)
    target_id: Mapped[str] = mapped_column(points_to("record.id"), index=True)
    note: Mapped[str] = mapped_column(default="")
    expectation: Mapped[str | None]
    due: Mapped[date | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)


def live(entity: Any, day: date) -> ColumnElement[bool]:
    """The condition that a record or a link is live on that day."""
    return (entity.valid_from <= day) & or_(entity.valid_to.is_(None), entity.valid_to > day)


def is_live(row: Record | Link, day: date) -> bool:
    """The same of a row that was read."""
    return row.valid_from <= day and (row.valid_to is None or row.valid_to > day)
