"""Finding the record that somebody means, who says its title, its number or its id, or gives it itself."""

from __future__ import annotations

import re
from numbers import Integral
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench import checks
from workbench.errors import BadInput, NotFound
from workbench.store.records import Record, live
from workbench.store.scope import Scope

_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NUMBER: Final = re.compile(r"#? ?([0-9]{1,9})(?:\.0{1,9})?")


def id_of(scope: Scope, session: Session, kind: type[Record], given: Any) -> str:
    """The id of the record of that kind that is meant: itself, its id, its title in any case, or its number (“#3”, 3).

    A number may stand as tables write one beside an empty cell (3.0, also as text).
    Only live records of the network are found by number, where the kind has one, and by title, if whoever reads may
    read that. An id is given back as it is, also of a record that is gone or not theirs to read: `Scope.fetch` says so.
    Raises `BadInput` for anything else than text, and for a title that several carry; `NotFound`, with the nearest
    title, if there is none.
    """
    if isinstance(given, Record):
        return given.id
    word, numbered = str(kind.__mapper__.polymorphic_identity), hasattr(kind, "number")
    number = _NUMBER.fullmatch(given.strip()) if isinstance(given, str) else None
    if isinstance(given, Integral | float) and not isinstance(given, bool) and numbered:
        number = _NUMBER.fullmatch(str(given))  # 1.5 and NaN are none
    if not isinstance(given, str) and number is None:
        named = "its title, its number or its id" if numbered else "its title or its id"
        raise BadInput(f"A {word} is asked for by {named}, not ‘{given}’.")
    if isinstance(given, str) and (_ID.fullmatch(given) or session.get(kind, given) is not None):
        return given
    rows = session.scalars(select(kind).where(kind.network == scope.network, live(kind, scope.today()))).all()
    hidden = scope.hidden(session, [(row.id, row.kind) for row in rows])
    titled = [row for row in rows if row.id not in hidden]
    wanted = _folded(str(given))
    found = [row for row in titled if _folded(row.title) == wanted]
    if not found and numbered and number is not None:
        found = [row for row in rows if getattr(row, "number", None) == int(number[1])]
    if len(found) == 1:
        return found[0].id
    if found:
        raise BadInput(f"{len(found)} {word}s here are called ‘{given}’: give the id of one.")
    if not titled:
        raise NotFound(f"There is no {word} called ‘{given}’ here, and no other yet.")
    hint = checks.nearest(str(given), [row.title for row in titled], otherwise="Their titles are in `table()`.")
    raise NotFound(f"There is no {word} called ‘{given}’ here. {hint}")


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()
