"""What changed since a day, in words: two states of the feed held against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, Final

from sqlalchemy import func, select

from widgets.home.words import listed, many
from workbench.mapping.change import Change
from workbench.measures.models import Measure, Observation
from workbench.store import live
from workbench.words import long_date
from workbench.workspace import Network

Rows = dict[str, dict[str, dict[str, Any]]]
"""A state of the feed: entity → id → column → plain value."""
Line = dict[str, Any]
"""`says`, and `href` where one page shows it."""
HELD: Final = (
    "element", "connection", "entry", "insight", "prototype", "test_cycle", "rebase", "action", "member",
)  # fmt: skip
"""What is held against what it was; observations, of which there may be very many, are only counted."""


def state_at_the_end_of(network: Network, day: date) -> Rows:
    """What the network had at the end of that day, as the feed knows it: the entities of `HELD`."""
    moment = datetime.combine(day, time.max).astimezone()
    return network.workspace.store.state(as_at=moment, network=network.code, entities=HELD)


def changes(network: Network, *, day: date, then: Rows) -> list[Line]:
    """What became different since the end of `day`, of which `then` is the state; empty if nothing did.

    Of what was said and agreed, only what whoever looks may read is counted.
    """
    today = network.today().isoformat()
    now = network.workspace.store.state(network=network.code, entities=HELD)
    return [
        *_ties(network, day),
        *_confirmed(then, now),
        *_told(network, then, now, today),
        *_measured(network, day),
        *_rebased(then, now, today),
        *_tried(then, now, today),
        *_tested(then, now, today),
        *_done(network, then, now, today),
        *_joined(then, now, today),
    ]


def _ties(network: Network, day: date) -> Iterator[Line]:
    change = Change.between(network.map.graph(as_at=day), network.map.graph())
    grown, fallen = len(change.formed) + len(change.stronger), len(change.weaker) + len(change.lost)
    if change.formed and change.stronger:
        how = "formed or grew stronger"
    else:
        how = "formed" if change.formed else "grew stronger"
    if grown:
        yield _line(f"{many(grown, 'connection')} {how}", "map.ipynb")
    if fallen:
        how = (
            "became weaker or ended" if change.weaker and change.lost else "became weaker" if change.weaker else "ended"
        )
        yield _line(f"{many(fallen, 'connection')} {how}", "map.ipynb")


def _confirmed(then: Rows, now: Rows) -> Iterator[Line]:
    count = sum(
        1
        for entity in ("element", "connection")
        for key, row in now.get(entity, {}).items()
        if row["confirmed_on"] and not then.get(entity, {}).get(key, {}).get("confirmed_on")
    )
    if count:
        yield _line(f"{many(count, 'part')} of the map {'was' if count == 1 else 'were'} confirmed", "map.ipynb")


def _told(network: Network, then: Rows, now: Rows, today: str) -> Iterator[Line]:
    said, concluded = _new("entry", then, now, today), _new("insight", then, now, today)
    hidden = _hidden(network, [*said, *concluded])
    new = Counter(row["nature"] for row in said if row["id"] not in hidden)
    parts = [
        many(new["story"], "story", "stories") if new["story"] else "",
        many(new["fact"], "fact") if new["fact"] else "",
    ]
    insights = sum(row["id"] not in hidden for row in concluded)
    parts.append(many(insights, "insight") if insights else "")
    if any(parts):
        yield _line(listed([part for part in parts if part]), "session.ipynb")


def _measured(network: Network, day: date) -> Iterator[Line]:
    """The observations kept on a later day, whatever day they are for; corrections are not new."""
    new = (
        select(func.count(), func.count(Observation.measure_id.distinct()))
        .join(Measure, Measure.id == Observation.measure_id)
        .where(
            Measure.network == network.code,
            live(Measure, network.today()),
            Observation.valid_from > day,
            Observation.valid_to.is_(None),
        )
    )
    with network.workspace.store.reading() as session:
        observations, measures = session.execute(new).one()
    if observations:
        yield _line(f"{many(observations, 'observation')} of {many(measures, 'measure')}", "measures.ipynb")


def _tried(then: Rows, now: Rows, today: str) -> Iterator[Line]:
    known = then.get("prototype", {})
    for key, row in sorted(now.get("prototype", {}).items(), key=lambda pair: pair[1]["number"]):
        before = known.get(key)
        name = f"#{row['number']} {row['title']}"
        if not _lives(row, today):
            continue
        if before is None:
            says = f"{name} was begun" if row["stage"] == "idea" else f"{name} was begun and is {_stage(row['stage'])}"
        elif before["stage"] != row["stage"]:
            why = ", and you wrote down why" if row["reason"] and row["reason"] != before["reason"] else ""
            says = f"{name} is now {_stage(row['stage'])}{why}"
        else:
            continue
        yield _line(says, f"prototypes.ipynb?open={key}")


def _tested(then: Rows, now: Rows, today: str) -> Iterator[Line]:
    known = then.get("test_cycle", {})
    for key, row in sorted(now.get("test_cycle", {}).items()):
        prototype = now["prototype"][row["prototype_id"]]
        if not _lives(row, today) or not row["decision"] or known.get(key, {}).get("decision") == row["decision"]:
            continue
        name = f"Test {row['number']} of #{prototype['number']} {prototype['title']}"
        yield _line(f"{name} was decided: {row['decision']}", f"prototypes.ipynb?open={row['prototype_id']}")


def _rebased(then: Rows, now: Rows, today: str) -> Iterator[Line]:
    for row in _new("rebase", then, now, today):
        says = f"The lines of a chart were drawn anew from {long_date(date.fromisoformat(row['starts_on']))}"
        yield _line(f"{says}: {row['title']}", f"measures.ipynb?measure={row['measure_id']}")


def _done(network: Network, then: Rows, now: Rows, today: str) -> Iterator[Line]:
    known = then.get("action", {})
    done = [
        row
        for key, row in now.get("action", {}).items()
        if _lives(row, today) and row["done_on"] and not known.get(key, {}).get("done_on")
    ]
    hidden = _hidden(network, done)
    done = [row for row in done if row["id"] not in hidden]
    if done:
        yield _line(f"{many(len(done), 'action')} {'was' if len(done) == 1 else 'were'} done", "session.ipynb")


def _joined(then: Rows, now: Rows, today: str) -> Iterator[Line]:
    new = _new("member", then, now, today)
    if new:
        yield _line(f"{listed([row['title'] for row in new])} joined the set", "#the-set")


def _new(entity: str, then: Rows, now: Rows, today: str) -> list[dict[str, Any]]:
    known = then.get(entity, {})
    rows = now.get(entity, {})
    return [rows[key] for key in sorted(rows) if key not in known and _lives(rows[key], today)]


def _hidden(network: Network, rows: list[dict[str, Any]]) -> set[str]:
    """The ids of those that whoever looks may not read."""
    return set(network.out_of_reach([(row["id"], row["kind"]) for row in rows]))


def _lives(row: dict[str, Any], today: str) -> bool:
    return row["valid_to"] is None or row["valid_to"] > today


def _stage(stage: str) -> str:
    return {"testing": "being tested", "idea": "an idea again"}.get(stage, stage)


def _line(says: str, href: str) -> Line:
    return {"says": says, "href": href}
