"""What changed since a day, in words: two states of the feed held against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Final

from sqlalchemy import func, select

from widgets.home import between_meetings
from widgets.home.lines import Line, Rows, line, lives, new, now_said, readable
from widgets.home.words import listed, many
from workbench.mapping.change import Change
from workbench.measures.models import Measure, Observation
from workbench.store import live
from workbench.words import as_title, long_date
from workbench.workspace import Network

HELD: Final = (
    "element", "connection", "entry", "insight", "prototype", "test_cycle", "rebase", "action", "member",
    *between_meetings.HELD,
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
        *between_meetings.of_challenges(then, now, today),
        *between_meetings.of_the_log(network, then, now, today),
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
        yield line(f"{many(grown, 'connection')} {how}", "map.ipynb")
    if fallen:
        how = (
            "became weaker or ended" if change.weaker and change.lost else "became weaker" if change.weaker else "ended"
        )
        yield line(f"{many(fallen, 'connection')} {how}", "map.ipynb")


def _confirmed(then: Rows, now: Rows) -> Iterator[Line]:
    count = sum(
        1
        for entity in ("element", "connection")
        for key, row in now.get(entity, {}).items()
        if row["confirmed_on"] and not then.get(entity, {}).get(key, {}).get("confirmed_on")
    )
    if count:
        yield line(f"{many(count, 'part')} of the map {'was' if count == 1 else 'were'} confirmed", "map.ipynb")


def _told(network: Network, then: Rows, now: Rows, today: str) -> Iterator[Line]:
    said, concluded = (readable(network, new(entity, then, now, today)) for entity in ("entry", "insight"))
    natures = Counter(row["nature"] for row in said)
    parts = [
        many(natures["story"], "story", "stories") if natures["story"] else "",
        many(natures["fact"], "fact") if natures["fact"] else "",
        many(len(concluded), "insight") if concluded else "",
    ]
    if any(parts):
        yield line(listed([part for part in parts if part]), "session.ipynb")


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
        yield line(f"{many(observations, 'observation')} of {many(measures, 'measure')}", "measures.ipynb")


def _tried(then: Rows, now: Rows, today: str) -> Iterator[Line]:
    known = then.get("prototype", {})
    for key, row in sorted(now.get("prototype", {}).items(), key=lambda pair: pair[1]["number"]):
        before = known.get(key)
        name = f"#{row['number']} {as_title(row['title'])}"
        if not lives(row, today):
            continue
        if before is None:
            says = f"{name} was begun" if row["stage"] == "idea" else f"{name} was begun and is {_stage(row['stage'])}"
        elif before["stage"] != row["stage"]:
            why = ", and you wrote down why" if row["reason"] and row["reason"] != before["reason"] else ""
            says = f"{name} is now {_stage(row['stage'])}{why}"
        else:
            continue
        yield line(says, f"prototypes.ipynb?open={key}")


def _tested(then: Rows, now: Rows, today: str) -> Iterator[Line]:
    known = then.get("test_cycle", {})
    for key, row in sorted(now.get("test_cycle", {}).items()):
        prototype = now["prototype"][row["prototype_id"]]
        if not lives(row, today) or not row["decision"] or known.get(key, {}).get("decision") == row["decision"]:
            continue
        name = f"Test {row['number']} of #{prototype['number']} {as_title(prototype['title'])}"
        yield line(f"{name} was decided: {row['decision']}", f"prototypes.ipynb?open={row['prototype_id']}")


def _rebased(then: Rows, now: Rows, today: str) -> Iterator[Line]:
    for row in new("rebase", then, now, today):
        says = f"The lines of a chart were drawn anew from {long_date(date.fromisoformat(row['starts_on']))}"
        yield line(f"{says}: {row['title']}", f"measures.ipynb?measure={row['measure_id']}")


def _done(network: Network, then: Rows, now: Rows, today: str) -> Iterator[Line]:
    done = readable(network, now_said("action", "done_on", then, now, today))
    if done:
        yield line(f"{many(len(done), 'action')} {'was' if len(done) == 1 else 'were'} done", "session.ipynb")


def _joined(then: Rows, now: Rows, today: str) -> Iterator[Line]:
    people = [as_title(row["title"]) for row in new("member", then, now, today)]
    if people:
        yield line(f"{listed(people)} joined the set", "#the-set")


def _stage(stage: str) -> str:
    return {"testing": "being tested", "idea": "an idea again"}.get(stage, stage)
