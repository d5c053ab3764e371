"""The change feed: one `Change` a gesture, with an `Edit` for every row that the gesture touched."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, inspect
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from workbench.store.base import Base, Tracked, columns, entity_name, snapshot, to_plain


class Change(Base):
    """One gesture of one person. Only ever added; `sequence` grows in the order of commit.

    `who` is the role that spoke, `hand` the browser it was done in (empty outside of one): people share roles, and
    a laptop goes from hand to hand. A `pass` says that an undo met a conflict and goes on with the one before.
    """

    __tablename__ = "change"
    __table_args__ = (
        CheckConstraint("kind IN ('do', 'undo', 'redo', 'pass')", name="known_kind"),
        Index("ix_change_network_sequence", "network", "sequence"),
        {"sqlite_autoincrement": True},
    )

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    who: Mapped[str]
    hand: Mapped[str | None]
    network: Mapped[str | None]
    area: Mapped[str]
    action: Mapped[str]
    kind: Mapped[str] = mapped_column(default="do")
    of: Mapped[int | None] = mapped_column(ForeignKey("change.sequence"))
    record_id: Mapped[str | None]
    edits: Mapped[list[Edit]] = relationship(
        back_populates="change",
        order_by="Edit.id",
        lazy="selectin",
        cascade="all, delete-orphan",
    )

    def __repr__(self) -> str:
        """What it is in one line, from what is loaded."""
        has = self.__dict__.get
        return f"<Change {has('sequence')}: {has('who')} {has('action')}, {has('network')} {has('at')}>"


class Edit(Base):
    """One row before and after a gesture, as JSON; `before` is empty for a row that the gesture added."""

    __tablename__ = "edit"
    __table_args__ = (Index("ix_edit_entity_id", "entity_id", "sequence"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    sequence: Mapped[int] = mapped_column(ForeignKey("change.sequence"), index=True)
    entity: Mapped[str]
    entity_id: Mapped[str]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    change: Mapped[Change] = relationship(back_populates="edits")

    def changed_fields(self) -> set[str]:
        """The names of the columns whose value the gesture changed, the bookkeeping ones apart."""
        before = self.before or {}
        return {
            field
            for field, value in self.after.items()
            if field not in Tracked.untracked_fields and before.get(field) != value
        }


def note_edits(session: Session, change: Change) -> None:
    """Write into `change` an edit for every tracked row that `session` is about to write, and bump its version.

    Called before each flush, so a gesture that flushes twice notes a row twice; `Store.gesture` folds them.
    """
    new = session.new  # made anew each time it is asked for
    for row in [*new, *session.dirty]:
        if not isinstance(row, Tracked):
            continue
        fresh = row in new
        if not fresh and not session.is_modified(row):
            continue
        before = None if fresh else _as_loaded(row)
        _stamp(row, change, fresh=fresh)
        change.edits.append(
            Edit(
                entity=entity_name(type(row)),
                entity_id=row.id,
                before=before,
                after=snapshot(row),
            )  # type: ignore[attr-defined]
        )


def fold(change: Change) -> None:
    """Leave one edit a row in `change`: from how the gesture found it to how it left it."""
    first: dict[str, Edit] = {}
    for edit in list(change.edits):
        kept = first.setdefault(edit.entity_id, edit)
        if kept is not edit:
            kept.after = edit.after
            change.edits.remove(edit)


def _as_loaded(row: Any) -> dict[str, Any]:
    state = inspect(row)
    before = {}
    for attribute in columns(type(row)):
        history = state.attrs[attribute.key].history
        before[attribute.key] = to_plain(history.deleted[0] if history.deleted else getattr(row, attribute.key))
    return before


def _stamp(row: Any, change: Change, *, fresh: bool) -> None:
    row.version = 1 if fresh else row.version + 1
    if hasattr(row, "changed_at"):
        row.changed_at, row.changed_by = change.at, change.who
        if fresh:
            row.created_at, row.created_by = change.at, change.who
