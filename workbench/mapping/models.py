"""The tables of the map: elements and the connections between them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench.mapping import vocabulary
from workbench.store.base import one_of, points_to
from workbench.store.records import Record


class Evidence:
    """Where a part of the map comes from, and who stands behind it.

    `administrative` parts come from a public file (`register_source`) and say nothing about what people live,
    until a set confirms them (`confirmed_on`, and the session if it was in one). `register_from` and `register_to`
    are the days that the file gave last, whatever people made of `valid_from` and `valid_to` since. `file_source` is
    the name of a file of the set's own from which the part was taken in, empty for what was drawn here.
    """

    provenance: Mapped[str] = mapped_column(default="lived")
    register_source: Mapped[str] = mapped_column(default="")
    file_source: Mapped[str] = mapped_column(default="")
    register_from: Mapped[date | None]
    register_to: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    confirmed_by: Mapped[str | None]

    @property
    def lived(self) -> bool:
        """Whether people told it, or have confirmed it."""
        return self.provenance == "lived" or self.confirmed_on is not None


class Element(Evidence, Record):
    """Something on the map: its `title` is the label, its `type` one of the element kinds.

    `x` and `y` are positions on the drawing, in pixels at full size; both empty until it is placed. What is `pinned`
    stays there when the map is arranged anew. `seen_as` is what people say it is to them, `themes` what it is about.
    """

    __tablename__ = "element"
    __table_args__ = (
        one_of("type", vocabulary.ELEMENT_KINDS),
        one_of("sector", vocabulary.SECTORS),
        one_of("provenance", vocabulary.PROVENANCE),
        one_of("size", vocabulary.SIZES),
        CheckConstraint("(x IS NULL) = (y IS NULL)", name="placed_or_not"),
    )
    __mapper_args__ = {"polymorphic_identity": "element"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    type: Mapped[str]
    sector: Mapped[str | None]
    organisation: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    themes: Mapped[list[str]] = mapped_column(JSON, default=list)
    seen_as: Mapped[list[str]] = mapped_column(JSON, default=list)
    size: Mapped[str] = mapped_column(default="usual")
    pinned: Mapped[bool] = mapped_column(default=False)
    x: Mapped[float | None]
    y: Mapped[float | None]
    register_code: Mapped[str | None] = mapped_column(index=True)


class Connection(Evidence, Record):
    """A relationship between two elements; its `type` is one of the connection kinds.

    `strength` is 1 (slight) to 5 (strong), or 0 for one that is hoped for. `sign` and `delay` are said of
    influences: more of the one makes more (+) or less (-) of the other, at once or after a while.
    """

    __tablename__ = "connection"
    __table_args__ = (
        one_of("type", vocabulary.CONNECTION_KINDS),
        one_of("direction", vocabulary.DIRECTIONS),
        one_of("sign", vocabulary.SIGNS),
        one_of("sure", vocabulary.CONFIDENCE),
        one_of("provenance", vocabulary.PROVENANCE),
        CheckConstraint("strength BETWEEN 0 AND 5", name="strength_0_to_5"),
        CheckConstraint("source_id <> target_id", name="joins_two"),
    )
    __mapper_args__ = {"polymorphic_identity": "connection"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    source_id: Mapped[str] = mapped_column(points_to("element.id"), index=True)
    target_id: Mapped[str] = mapped_column(points_to("element.id"), index=True)
    type: Mapped[str]
    direction: Mapped[str] = mapped_column(default="one way")
    strength: Mapped[int] = mapped_column(default=3)
    sign: Mapped[str | None]
    delay: Mapped[bool] = mapped_column(default=False)
    themes: Mapped[list[str]] = mapped_column(JSON, default=list)
    said_by: Mapped[str] = mapped_column(default="")
    sure: Mapped[str | None]
    note: Mapped[str] = mapped_column(default="")


class Wave(Record):
    """A day of the map with a name (its `title`), such as "before" or "day 50", to compare others with."""

    __tablename__ = "wave"
    __mapper_args__ = {"polymorphic_identity": "wave"}

    id: Mapped[str] = mapped_column(points_to("record.id"), primary_key=True)
    day: Mapped[date]
