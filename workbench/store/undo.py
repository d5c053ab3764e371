"""Undo and redo, from the feed alone.

A gesture is taken back by a gesture: the fields that it changed get their earlier values again, and the feed
grows by one line. Redo takes an undo back in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final, Literal

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from workbench.errors import Conflict
from workbench.store.base import (
    columns,
    entity_name,
    restore,
    snapshot,
    tracked_classes,
)
from workbench.store.batches import batches
from workbench.store.feed import Change, Edit
from workbench.store.numbers import refuse_twice
from workbench.store.reader import Hidden, goes_further, goes_with, without_words
from workbench.store.records import Record

Kind = Literal["undo", "redo"]
Then = Callable[[Session, Sequence[Edit], datetime], None]
"""What follows, inside an undo and at its moment, when a step with these edits was taken back."""
_THEN: Final[dict[str, Then]] = {}


def after_undo(entity: str, then: Then) -> None:
    """Let something follow whenever a step is taken back that touched rows of this table.

    It is for what no feed keeps and yet hangs on those rows, and changes nothing else. The concept that the table
    belongs to says this once.
    """
    _THEN[entity] = then


def follow(session: Session, undone: Change, at: datetime) -> None:
    """Do all that follows from taking back a step, once it is; see `after_undo`."""
    for entity in sorted({edit.entity for edit in undone.edits} & set(_THEN)):
        _THEN[entity](session, [edit for edit in undone.edits if edit.entity == entity], at)


def next_step(
    session: Session,
    kind: Kind,
    *,
    network: str | None,
    who: str,
    area: str,
    hand: str | None = None,
    since: datetime | None = None,
) -> int | None:
    """The gesture, by its sequence, that the next undo would take back; for redo, the undo that would be.

    Whose gestures: those of one `hand` if it is given, else those of the role `who` that came from no hand. With
    `since`, only what was done from that moment on is looked at.
    """
    done: list[int] = []
    undone: list[int] = []
    own = (
        select(Change.sequence, Change.kind, Change.of)
        .where(Change.network == network, Change.area == area)
        .order_by(Change.sequence)
    )
    own = own.where(Change.hand == hand) if hand else own.where(Change.who == who, Change.hand.is_(None))
    if since is not None:
        own = own.where(Change.at >= since)
    for sequence, was, of in session.execute(own):
        if was == "pass":
            done, undone = [each for each in done if each != of], [each for each in undone if each != of]
        elif was == "undo":
            done = done[:-1]  # what was taken back may lie before `since`
            undone.append(sequence)
        else:
            # A redo stands for the gesture it brought back: taking the redo back takes that gesture back.
            undone = undone[:-1] if was == "redo" else []
            done.append(sequence)
    stack = done if kind == "undo" else undone
    return stack[-1] if stack else None


def named(session: Session, sequence: int) -> str:
    """What was done, in words, by the gesture that an undo or a redo, however often repeated, speaks of in the end."""
    step: int | None = sequence
    action = ""
    while step is not None:  # its edits are not asked for: there may be thousands
        step, action = session.execute(select(Change.of, Change.action).where(Change.sequence == step)).one()
    return action


def revert(session: Session, change: Change, *, hidden: Hidden) -> None:
    """Give every row that `change` touched the values it had before, in those fields that `change` touched.

    Raises `Conflict` if one of these fields holds something else by now, if words would come back that now go further
    than they did, if something else that is still there points to a row that `change` added, or, without a word of it,
    if one of the rows is `hidden` from whoever does this.
    """
    found = _rows(session, change)
    rows = [(edit, found[edit.entity_id]) for edit in change.edits]
    if hidden(session, [(row.id, row.kind) for row in found.values() if isinstance(row, Record)]):
        raise Conflict(
            "What this step changed belongs to another set, which keeps it to itself, so it cannot be taken back here. "
            "If it is your own set’s, choose that set first.",
            mine={},
            theirs={},
        )
    added = [(edit, row) for edit, row in rows if edit.before is None]
    named = {row.id: _title(row) for row in found.values()}
    changed: list[Conflict] = []
    for edit, row in reversed(rows):
        fields = set(edit.after) if edit.before is None else edit.changed_fields()
        try:
            _refuse_if_changed(edit, row, fields, who=change.who)
        except Conflict as conflict:
            changed.append(conflict)
            continue
        if edit.before is not None:
            restore(row, edit.before, fields)
    if changed:
        refuse_twice(session, (row for edit, row in rows if edit.before is not None), hidden=hidden)
        raise changed[0]
    _refuse_if_read_further(session, rows, named)
    session.flush()  # once: a flush for each row that is asked about would take minutes for a large gesture
    _refuse_if_needed(session, added)
    for _, row in added:
        row.valid_to = row.valid_from
    for _, row in rows:
        _refuse_if_held_by_nothing(session, row, hidden=hidden)
    refuse_twice(session, (row for _, row in rows), hidden=hidden)


def _rows(session: Session, change: Change) -> dict[str, Any]:
    """The rows that a gesture touched, by id; a large gesture's in few statements."""
    classes = tracked_classes()
    wanted: dict[str, list[str]] = {}
    for edit in change.edits:
        wanted.setdefault(edit.entity, []).append(edit.entity_id)
    found = {}
    for entity, ids in wanted.items():
        mapped = classes[entity]
        for some in batches(ids):
            here = select(mapped).where(mapped.id.in_(some))  # type: ignore[attr-defined]
            found.update({row.id: row for row in session.scalars(here)})
    return found


def _refuse_if_changed(edit: Edit, row: Any, fields: set[str], *, who: str) -> None:
    now = snapshot(row)
    fields = fields - type(row).untracked_fields
    changed = {field for field in fields if now[field] != edit.after[field]}
    if changed:
        own = isinstance(row, Record) and row.changed_by == who
        named = f"The {row.kind} {_title(row)}" if own else _title(row)
        by = "in a later step of yours" if own else "by somebody else since"
        raise Conflict(
            f"{named} was changed {by}, so this step cannot be taken back by itself. "
            f"{'Take that one back first where you took it, or change' if own else 'Change'} it by hand to what you "
            "want it to be.",
            mine={field: (edit.before or {}).get(field) for field in sorted(changed)},
            theirs={field: now[field] for field in sorted(changed)},
        )


def _refuse_if_read_further(session: Session, rows: list[tuple[Edit, Any]], named: dict[str, str]) -> None:
    """Words that were taken out, and what was removed, do not come back before more people than they stood before."""
    stood: dict[str, dict[str, Any] | None] = {}  # the records that others go with, as they were before the step
    for edit, row in rows:
        with_it = goes_with(row) if isinstance(row, Record) and _gives_words_back(edit) else None
        if with_it is None:
            continue
        far = row if with_it == row.id else session.get_one(Record, with_it)
        if far is row:
            stood[with_it] = edit.before
        elif with_it not in stood:
            since = Edit.entity_id == with_it, Edit.sequence >= edit.sequence
            stood[with_it] = session.scalar(select(Edit.before).where(*since).order_by(Edit.sequence).limit(1))
        then, now = stood[with_it], snapshot(far)
        if then is not None and goes_further(far.kind, now, then):
            raise Conflict(
                f"{named[row.id]} may be read by more people now, so this step cannot be taken back by itself. "
                "Write by hand what they may all read.",
                mine={"audience": then.get("audience")},
                theirs={"audience": now["audience"]},
            )


def _gives_words_back(edit: Edit) -> bool:
    """Whether taking this back brings words to where they may be read: earlier ones, or all of a row that had ended."""
    if edit.before is None:
        return False
    fields = edit.changed_fields()
    if "valid_to" in fields and edit.before["valid_to"] is None:
        return True
    return any(edit.before[name] != without_words(name, edit.before[name]) for name in fields if name in edit.before)


def _refuse_if_needed(session: Session, added: list[tuple[Edit, Any]]) -> None:
    """Refuse if anything but what the gesture itself added points to what it added; asked in few statements."""
    besides = {edit.entity_id: (edit, row) for edit, row in added}
    for kind in {type(row) for _, row in added}:
        ids = [edit.entity_id for edit, row in added if type(row) is kind]
        for mapped, column in _pointing_at(kind):
            for some in batches(ids):
                here = column.in_(some), mapped.valid_to.is_(None)
                needed_by = {
                    by: needed
                    for needed, by in session.execute(select(column, mapped.id).where(*here))
                    if by not in besides
                }
                if needed_by:
                    edit, row = besides[min(needed_by.values())]
                    raise Conflict(
                        f"{_title(row)} is used by something that was added since, so adding it cannot be taken "
                        "back. Remove it instead, or take back the later steps first.",
                        mine={"valid_to": edit.after["valid_from"]},
                        theirs={
                            entity_name(mapped): sorted(by for by, of in needed_by.items() if of == edit.entity_id)
                        },
                    )


def _refuse_if_held_by_nothing(session: Session, row: Any, *, hidden: Hidden) -> None:
    """Nothing comes back to life that points to what has ended."""
    if row.valid_to is not None:
        return
    for column in _pointing_from(type(row)):
        held_by = session.get(Record, getattr(row, column)) if getattr(row, column) else None
        if held_by is not None and held_by.valid_to is not None:
            named = hidden(session, [(held_by.id, held_by.kind)]).get(held_by.id, f"‘{held_by.title}’")
            raise Conflict(
                f"{_title(row)} belongs to {named}, which was removed since, so it cannot be brought back "
                "by itself. Bring that back first.",
                mine={"valid_to": None},
                theirs={"valid_to": held_by.valid_to.isoformat()},
            )


@cache
def _pointing_from(kind: type) -> list[str]:
    """The columns of a class that point to a record."""
    return [each.key for each in columns(kind) if each.key != "id" and each.columns[0].foreign_keys]


@cache
def _pointing_at(kind: type) -> list[tuple[Any, Any]]:
    """The tracked classes with a column that can point to a row of this class, and that column."""
    tables = {table.name for table in inspect(kind).tables}
    return [
        (mapped, getattr(mapped, attribute.key))
        for mapped in tracked_classes().values()
        for attribute in columns(mapped)
        if attribute.key != "id" and any(key.column.table.name in tables for key in attribute.columns[0].foreign_keys)
    ]


def _title(row: Any) -> str:
    title = getattr(row, "title", "")
    return f"‘{title}’" if title else "This"
