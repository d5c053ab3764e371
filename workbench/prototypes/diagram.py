"""The driver diagram as it stands: boxes and joins as plain values, and as a graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import networkx as nx
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from workbench.prototypes.models import Driver, Prototype
from workbench.store import Link, Record, Scope, live

CONTRIBUTES: Final = "contributes to"
MEASURED: Final = "measured by"


def told(scope: Scope) -> dict[str, list[dict[str, Any]]]:
    """The diagram of the network as plain values; empty lists if there is nothing yet.

    `boxes`: what stands on it, column by column. Each has `id`, `role` (aim, driver, prototype, measure), `label`,
    `since` (ISO text), `version` and `level`, its column: aims stand in 0; a driver one further than the furthest that
    it contributes to, in 1 if it contributes to nothing; prototypes all in the next after the last driver, measures in
    the next after that. Aims and drivers have their `place` among their equals (0 is the first), of which there are
    `equals`; a prototype has its `number` and `stage`. A prototype stands on it if it contributes to something, a
    measure if something on it is measured by it.

    `joins`: `id`, `kind` ("contributes to" or "measured by"), `source` and `target` as the link has them, its
    `expectation` and `since`. Only two people who take back at once can close a circle; the join that closes it is left
    out.

    `not_joined`: the prototypes that contribute to nothing yet, by number, with what boxes have but for the level.
    """
    with scope.reading() as session:
        drivers = {row.id: row for row in session.scalars(_live(scope, Driver))}
        prototypes = list(session.scalars(_live(scope, Prototype).order_by(Prototype.number)))
        here = select(Record.id, Record.title, Record.version, Record.valid_from).where(
            Record.kind == "measure", Record.network == scope.network, live(Record, scope.today())
        )
        measures = {row.id: row for row in session.execute(here.order_by(Record.title, Record.id))}
        contributions = contributing(session, scope)
        links = list(session.scalars(_links(scope, MEASURED)))
    targets = targets_of(contributions)
    measured = [
        link
        for link in links
        if link.target_id in measures and (link.source_id in drivers or link.source_id in targets)
    ]
    named = {link.target_id for link in measured}
    levels = _levels(drivers.values(), targets)
    last = max(levels.values(), default=0)
    boxes = [_driver(row, levels[row.id], equals(row, drivers.values(), targets)) for row in drivers.values()]
    boxes.sort(key=lambda box: (box["level"], box["place"], box["label"], box["id"]))
    boxes += [{**_prototype(row), "level": last + 1} for row in prototypes if row.id in targets]
    boxes += [{**_box(row, "measure"), "level": last + 2} for row in measures.values() if row.id in named]
    return {
        "boxes": boxes,
        "joins": [_join(link) for link in (*contributions, *measured)],
        "not_joined": [_prototype(row) for row in prototypes if row.id not in targets],
    }


def graph(scope: Scope) -> nx.DiGraph:
    """The diagram as a graph without circles, from the aim outwards: aim → drivers → prototypes → measures.

    A node is a box by the id of its record: `kind` (of the record: "driver", "prototype" or "measure"), `role` (aim,
    driver, prototype, measure), `label`, `since` (a date), `level` (its column: see `told`) and `place` (0 for the
    first of its equals; of prototypes and measures, among all of them); a prototype also `number` and `stage`. Edges
    run against "contributes to" and along "measured by": `key` is the id of the link, `kind` its kind, `since` its
    first day, and `expectation` which way a prototype means to move the measure ("increase", "decrease"), else None.
    `graph.graph` carries `network`, and in `not_joined` the ids of the prototypes that contribute to nothing yet; they
    are no nodes. Nothing yet gives an empty graph.
    """
    plain = told(scope)
    drawn = nx.DiGraph(network=scope.network, not_joined=tuple(row["id"] for row in plain["not_joined"]))
    ranks: dict[str, int] = defaultdict(int)
    for box in plain["boxes"]:
        place = box.get("place", ranks[box["role"]])
        ranks[box["role"]] += 1
        given = {name: box[name] for name in ("role", "label", "level", "number", "stage") if name in box}
        kind = "driver" if box["role"] in ("aim", "driver") else box["role"]
        drawn.add_node(box["id"], kind=kind, since=date.fromisoformat(box["since"]), place=place, **given)
    for join in plain["joins"]:
        ends = join["source"], join["target"]
        outwards = ends[::-1] if join["kind"] == CONTRIBUTES else ends
        given = {"kind": join["kind"], "expectation": join["expectation"], "since": date.fromisoformat(join["since"])}
        drawn.add_edge(*outwards, key=join["id"], **given)
    return drawn


# --- for the verbs, within their gesture ---------------------------------------------------------------------


def contributing(session: Session, scope: Scope) -> list[Link]:
    """What contributes to what: the links between what is there, the oldest first, without any that close a circle."""
    drivers = set(session.scalars(_live(scope, Driver.id)))
    sources = drivers | set(session.scalars(_live(scope, Prototype.id)))
    kept: list[Link] = []
    targets: dict[str, set[str]] = defaultdict(set)
    for link in session.scalars(_links(scope, CONTRIBUTES)):
        if link.source_id not in sources or link.target_id not in drivers:
            continue
        if not contributes(link.target_id, link.source_id, targets):
            targets[link.source_id].add(link.target_id)
            kept.append(link)
    return kept


def contributes(source: str, target: str, targets: Mapping[str, Iterable[str]]) -> bool:
    """Whether the one is the other, or contributes to it, if only through others."""
    seen, left = {source}, [source]
    while left and target not in seen:
        further = [each for each in targets.get(left.pop(), ()) if each not in seen]
        seen.update(further)
        left += further
    return target in seen


def targets_of(links: Iterable[Link]) -> dict[str, set[str]]:
    """What each one contributes to."""
    found: dict[str, set[str]] = defaultdict(set)
    for link in links:
        found[link.source_id].add(link.target_id)
    return dict(found)


def equals(row: Driver, drivers: Iterable[Driver], targets: Mapping[str, set[str]]) -> list[Driver]:
    """Those among whom it has its place, itself too, in their order: all aims, or what contributes to just the same."""
    same = [
        other
        for other in drivers
        if other.role == row.role and targets.get(other.id, set()) == targets.get(row.id, set())
    ]
    return sorted(same, key=lambda other: (other.place, other.id))


def _levels(drivers: Iterable[Driver], targets: Mapping[str, set[str]]) -> dict[str, int]:
    found = {row.id: 0 for row in drivers if row.role == "aim"}
    left = [row.id for row in drivers if row.role != "aim"]
    while left:  # what contributes to those of the column before; there is no circle
        ready = [key for key in left if targets.get(key, set()) <= found.keys()]
        for key in ready:
            found[key] = 1 + max((found[target] for target in targets.get(key, ())), default=0)
        left = [key for key in left if key not in found]
    return found


def _live(scope: Scope, what: Any) -> Select[Any]:
    kind = getattr(what, "class_", what)
    return select(what).where(kind.network == scope.network, live(kind, scope.today()))


def _links(scope: Scope, kind: str) -> Select[Any]:
    here = select(Link).where(Link.network == scope.network, Link.kind == kind, live(Link, scope.today()))
    return here.order_by(Link.id)


def _box(row: Any, role: str) -> dict[str, Any]:
    return {"id": row.id, "role": role, "label": row.title, "since": row.valid_from.isoformat(), "version": row.version}


def _driver(row: Driver, level: int, same: list[Driver]) -> dict[str, Any]:
    return {**_box(row, row.role), "level": level, "place": same.index(row), "equals": len(same)}


def _prototype(row: Prototype) -> dict[str, Any]:
    return {**_box(row, "prototype"), "number": row.number, "stage": row.stage}


def _join(link: Link) -> dict[str, Any]:
    return {
        "id": link.id,
        "kind": link.kind,
        "source": link.source_id,
        "target": link.target_id,
        "expectation": link.expectation,
        "since": link.valid_from.isoformat(),
    }
