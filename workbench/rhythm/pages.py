"""The pages of the log: one a week and set, made when something is first written on it; and who may read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, literal, select
from sqlalchemy.orm import Session, aliased

from workbench.errors import BadInput
from workbench.networks.readers import reaching, reader_of
from workbench.rhythm.fields import the_week, titled
from workbench.rhythm.models import Idea, LogWeek, Plan
from workbench.store import Reader, Scope, guard

BEGINNING = "log pages"
"""The area of beginning a page. It is no step that anybody takes back: what others write on it later needs it."""


PAGE: Final = aliased(LogWeek, flat=True)
"""The page that a plan or an idea was written on, where it is joined to it."""


def own(reader: Reader, page: Any = LogWeek) -> ColumnElement[bool]:
    """The condition that a page is of the reader's own set, or of the time before the network had one."""
    before = page.set_id.is_(None)
    return before if reader.in_set is None else before | (page.set_id == reader.in_set)


def readable(reader: Reader, page: Any = LogWeek) -> ColumnElement[bool]:
    """The condition that a page, and so the plans and ideas written on it, may be read."""
    return reaching(page.audience, page.network, page.set_id, reader)


def page_of(session: Session, scope: Scope, week: date, reader: Reader) -> LogWeek | None:
    """The page of the reader's own set for the week that begins on that Monday, if anything was written on it.

    For whoever is of no set it is the page of no set; a set reads that one too (`pages_of`), and never writes on it.
    """
    pages = pages_of(session, scope, week, reader)
    return next((page for page in pages if page.set_id == reader.in_set), None)


def pages_of(session: Session, scope: Scope, week: date, reader: Reader) -> list[LogWeek]:
    """The pages of a week that are the reader's set's own or of no set, as far as they may be read, oldest first."""
    here = LogWeek.network == scope.network, LogWeek.week_of == week, LogWeek.valid_to.is_(None), own(reader)
    return list(session.scalars(select(LogWeek).where(*here, readable(reader)).order_by(LogWeek.id)))


def begun(scope: Scope, week: date) -> str:
    """The id of that week's page, which is made if nothing was written on it yet.

    It belongs to the set of whoever writes, and is for that set alone until they say otherwise; where nobody said
    which of several sets they write for, it is for the network. Raises `BadInput` for a week that has not begun.
    """
    if week > scope.today():
        raise BadInput(f"{titled(week)} has not begun. Write in this week: plans carry over by themselves.")
    with scope.reading() as session:
        reader = reader_of(scope, session)
        found = page_of(session, scope, week, reader)
    if found is not None:
        return found.id
    with scope.gesture(f"began the page of {the_week(week)}", area=BEGINNING) as session:
        found = page_of(session, scope, week, reader)  # somebody may have been quicker
        if found is None:
            found = LogWeek(
                network=scope.network,
                title=titled(week),
                set_id=reader.in_set,
                week_of=week,
                audience="set" if reader.level == "set" else "network",
                valid_from=scope.today(),
            )
            session.add(found)
    return found.id


def _by_its_week(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """The title of a page says only which week it is of."""
    return {page.id: page.title for page in session.scalars(select(LogWeek).where(LogWeek.id.in_(ids)))}


def _guarding(kind: type[Any], page: Any) -> None:
    def may(session: Session, scope: Scope, ids: Sequence[str]) -> set[str]:
        here = readable(reader_of(scope, session), PAGE)
        return set(session.scalars(select(kind.id).join(PAGE, PAGE.id == page).where(kind.id.in_(ids), here)))

    def at_home(session: Session, scope: Scope, ids: Sequence[str]) -> set[str]:
        here = reaching(literal("set"), PAGE.network, PAGE.set_id, reader_of(scope, session))
        return set(session.scalars(select(kind.id).join(PAGE, PAGE.id == page).where(kind.id.in_(ids), here)))

    instead = _by_its_week if kind is LogWeek else None
    within = None if kind is LogWeek else "log_id"
    guard(str(kind.__mapper__.polymorphic_identity), may, own=at_home, instead=instead, within=within)


for _kind, _page in ((LogWeek, LogWeek.id), (Plan, Plan.log_id), (Idea, Idea.log_id)):
    _guarding(_kind, _page)
