"""What every table shares: identifiers, instants, and which rows the feed follows."""

from __future__ import annotations

import os
import threading
import time
import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    MetaData,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, class_mapper

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


_LATEST = [0]  # of this process: milliseconds, and below them a count of 12 bits
_MAKING = threading.Lock()


def new_id() -> str:
    """A UUID of version 7 as text: 48 bits of milliseconds, a count of 12 bits, then chance (RFC 9562, method 1).

    Ids sort by age: those that one process makes within a millisecond too, since a list of what people named in an
    order is read by its ids.
    """
    with _MAKING:
        _LATEST[0] = max(time.time_ns() // 1_000_000 << 12, _LATEST[0] + 1)
        latest = _LATEST[0]
    value = (latest >> 12) << 80 | 0x7 << 76 | (latest & 0xFFF) << 64 | 0x2 << 62
    return str(uuid.UUID(int=value | int.from_bytes(os.urandom(8), "big") >> 2))


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, on every engine; SQLite keeps no zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone: nobody could say when it was."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The parent of every table."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Instant}


class Tracked:
    """A row that the feed follows: every change of it is kept with what stood before and after.

    A tracked class has a text `id` and a `version`, and is taken away by ending it, never by deleting it.
    """

    id: Any
    version: Any
    untracked_fields: ClassVar[frozenset[str]] = frozenset({"version", "changed_at", "changed_by"})

    def __init__(self, **fields: Any) -> None:
        """Complete from the start: an id and every default are there before the database sees the row."""
        super().__init__(**fields)
        for attribute in columns(type(self)):
            default = next((column.default for column in attribute.columns if column.default is not None), None)
            if default is not None and getattr(self, attribute.key) is None:
                setattr(
                    self,
                    attribute.key,
                    default.arg(None) if default.is_callable else default.arg,
                )


def points_to(column: str) -> ForeignKey:
    """A foreign key that is checked at the end of the transaction, so that rows may be added in any order."""
    return ForeignKey(column, deferrable=True, initially="DEFERRED")


def one_of(column: str, words: Sequence[str]) -> CheckConstraint:
    """The database's own check that a column holds one of these words, or nothing."""
    listed = ", ".join("'" + word.replace("'", "''") + "'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"known_{column}")


def to_plain(value: Any) -> Any:
    """A column's value as JSON can hold it: dates and moments as ISO text."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def from_plain(kind: type, value: Any) -> Any:
    """The column's value again from what `to_plain` made of it."""
    if value is None or kind not in (date, datetime):
        return value
    return kind.fromisoformat(value)


def snapshot(row: Any) -> dict[str, Any]:
    """Every column of a row by name, as plain JSON values."""
    return {attribute.key: to_plain(getattr(row, attribute.key)) for attribute in columns(type(row))}


def columns(mapped: type) -> list[Any]:
    """The column attributes of a mapped class, its parents' included, in the order they are declared."""
    return list(class_mapper(mapped).column_attrs)


def restore(row: Any, plain: dict[str, Any], fields: set[str]) -> None:
    """Set those `fields` of a row to what the snapshot `plain` says."""
    for attribute in columns(type(row)):
        if attribute.key in fields:
            setattr(
                row,
                attribute.key,
                from_plain(attribute.columns[0].type.python_type, plain[attribute.key]),
            )


def tracked_classes() -> dict[str, type]:
    """The mapped classes that the feed follows, by the name it uses for them."""
    return {
        entity_name(mapper.class_): mapper.class_
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Tracked)
    }


def entity_name(mapped: type) -> str:
    """The feed's name for a mapped class: its own table's."""
    return class_mapper(mapped).local_table.name  # type: ignore[union-attr]
