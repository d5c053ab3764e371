"""Taking many parts into a map at once, as from a file: one gesture, kept whole or not at all, undone as a whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import BadInput
from workbench.mapping.fields import as_day, connection_fields, element_fields, position
from workbench.mapping.models import Connection, Element
from workbench.mapping.places import placed
from workbench.mapping.several import AREA, assign
from workbench.store import Scope, live
from workbench.store.base import to_plain
from workbench.words import counted

P = TypeVar("P", Element, Connection)
_COLUMNS = {"label": "title", "kind": "type"}
_STALE = (
    "The map was changed by somebody else meanwhile, so nothing was taken in. Look at what would change, and try again."
)


class Additions(TypedDict):
    """Parts that are new. An element has a `key` of any kind beside its fields, `x`, `y`, `valid_from`, `valid_to`.

    A connection's `source` and `target` are such keys, or ids of elements that are on the map.
    """

    elements: Sequence[Mapping[str, Any]]
    connections: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What is to change of a part that is on the map: each field as it was seen, and as it is to be.

    Fields are called as in `workbench.mapping.reading`; days are ISO text or dates.
    """

    id: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def take_in(
    scope: Scope,
    *,
    added: Additions,
    changed: Sequence[Correction],
    file: str,
    known: Collection[str] | None = None,
) -> str:
    """Add and change many parts of a map in one gesture, marked as coming from `file`. Returns what was done, in words.

    New elements without a place get one below those that have one. `known` are the ids of all parts that were on the
    map when this was prepared. Raises `BadInput`, changing nothing, if there is nothing to do, if a value is none that
    a map can hold, and if the map was changed meanwhile: a field holds something else than `before`, an end of a
    new connection is gone, or a part that is in none of the `known` looks like one that would be added.
    """
    if not (added["elements"] or added["connections"] or changed):
        raise BadInput(f"Everything that {file} says is on the map already, so there is nothing to take in.")
    with scope.gesture("", area=AREA) as session:
        elements, connections = _here(session, scope, Element), _here(session, scope, Connection)
        if known is not None:
            _refuse_doubles(added, elements, connections, known)
        for correction in changed:
            _correct(correction, elements, connections)
        new = _elements(added["elements"], scope, file=file, there=elements)
        session.add_all(new.values())
        ends = {**{key: row.id for key, row in new.items()}, **{key: key for key in elements}}
        for given in added["connections"]:
            session.add(_connection(given, ends, scope, file=file))
        said = _said(len(new), len(added["connections"]), len(changed))
        session.info["change"].action = f"imported {file}: {said}"
    return f"imported {file}: {said}"


def _here(session: Session, scope: Scope, kind: type[P]) -> dict[str, P]:
    rows = select(kind).where(kind.network == scope.network, live(kind, scope.today()))
    return {row.id: row for row in session.scalars(rows)}


def _refuse_doubles(
    added: Additions, elements: Mapping[str, Element], connections: Mapping[str, Connection], known: Collection[str]
) -> None:
    """Refuse to add what somebody else has added since."""
    labels = {_alike(one["label"]) for one in added["elements"]}
    ties = {(tie["source"], tie["target"], tie["kind"]) for tie in added["connections"]}
    doubles = any(_alike(row.title) in labels for key, row in elements.items() if key not in known) or any(
        (row.source_id, row.target_id, row.type) in ties for key, row in connections.items() if key not in known
    )
    if doubles:
        raise BadInput(_STALE)


def _alike(label: str) -> str:
    return "".join(label.casefold().split())


def _correct(correction: Correction, elements: Mapping[str, Element], connections: Mapping[str, Connection]) -> None:
    row = elements.get(correction.id) or connections.get(correction.id)
    if row is None:
        raise BadInput(_STALE)
    for name, before in correction.before.items():
        if to_plain(getattr(row, _COLUMNS.get(name, name))) != to_plain(before):
            raise BadInput(_STALE)
    fields = dict(correction.after)
    days = {name: as_day(fields.pop(name), "The day") for name in ("valid_from", "valid_to") if name in fields}
    if isinstance(row, Element):
        if "x" in fields:
            row.x, row.y = position((fields.pop("x"), fields.pop("y")))
        assign(row, element_fields(fields))
    else:
        assign(row, connection_fields(fields))
    assign(row, days)
    if row.valid_to is not None and row.valid_to < row.valid_from:
        raise BadInput(f"‘{row.title or 'A connection'}’ would end before it begins. Correct its days in the file.")


def _elements(
    given: Sequence[Mapping[str, Any]], scope: Scope, *, file: str, there: Mapping[str, Element]
) -> dict[Any, Element]:
    places: dict[Any, tuple[float, float] | None] = {
        ("there", key): (row.x, row.y) for key, row in there.items() if row.x is not None and row.y is not None
    }
    for one in given:
        places["new", one["key"]] = None if one.get("x") is None else position((one["x"], one["y"]))
    found = placed(places)
    new = {}
    for one in given:
        x, y = found["new", one["key"]]
        fields = {name: value for name, value in one.items() if name not in ("key", "x", "y", "valid_from", "valid_to")}
        new[one["key"]] = Element(x=x, y=y, **element_fields(fields), **_common(one, scope, file=file))
    return new


def _connection(given: Mapping[str, Any], ends: Mapping[Any, str], scope: Scope, *, file: str) -> Connection:
    if given["source"] not in ends or given["target"] not in ends:
        raise BadInput(_STALE)
    apart = ("source", "target", "valid_from", "valid_to")
    fields = {name: value for name, value in given.items() if name not in apart}
    return Connection(
        title="",
        source_id=ends[given["source"]],
        target_id=ends[given["target"]],
        **connection_fields(fields),
        **_common(given, scope, file=file),
    )


def _common(given: Mapping[str, Any], scope: Scope, *, file: str) -> dict[str, Any]:
    first = as_day(given.get("valid_from"), "The first day on the map")
    last = as_day(given.get("valid_to"), "The day as from which it is gone")
    if first is None:
        first = scope.today() if last is None else min(scope.today(), last)
    return {"network": scope.network, "valid_from": first, "valid_to": last, "file_source": file}


def _said(elements: int, connections: int, changed: int) -> str:
    new = " and ".join(
        counted(number, word) for number, word in ((elements, "element"), (connections, "connection")) if number
    )
    return ", ".join(filter(None, (f"added {new}" if new else "", f"changed {changed}" if changed else "")))
