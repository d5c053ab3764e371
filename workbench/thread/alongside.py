"""What else changed while a prototype was tried: whoever reads that something moved has to know of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.mapping.models import Connection
from workbench.store import Scope
from workbench.thread import facts
from workbench.words import as_title, long_date

Kind = Literal["practice joined", "practice left", "prototype", "rebase", "measure defined anew"]

_DEFINES: Final = ("definition", "numerator", "denominator", "unit", "data", "per")
"""The fields of a measure that say what is counted: values from before and after a change may not be alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alongside:
    """One thing that changed in the same time.

    `on` is its day and `until` the last one, None for a moment and for what lasts; `words` say it as a clause, its
    days included; `record` is the id of what it is, and `shared` whether it touches what the prototype named.
    """

    kind: Kind
    on: date
    until: date | None
    words: str
    record: str
    shared: bool


def practices(session: Session, scope: Scope) -> tuple[Alongside, ...]:
    """The practices that joined and left the network, by the register."""
    today = scope.today()
    stays = session.scalars(
        select(Connection).where(
            Connection.network == scope.network,
            Connection.type == "is part of",
            Connection.provenance == "administrative",
            Connection.valid_from <= today,
        )
    ).all()
    stays = [row for row in stays if row.valid_to is None or row.valid_to > row.valid_from]
    names = facts.titles(session, [row.source_id for row in stays])
    found = []
    for row in stays:
        name = names[row.source_id]
        found.append(_of_a_practice("practice joined", row.valid_from, f"{name} joined the network", row.source_id))
        if row.valid_to is not None and row.valid_to <= today:
            found.append(_of_a_practice("practice left", row.valid_to, f"{name} left the network", row.source_id))
    return tuple(found)


def redefined(session: Session, measures: Iterable[str]) -> dict[str, tuple[date, ...]]:
    """The days on which what a measure counts was said anew, by measure; what was taken back is left out."""
    days: dict[str, tuple[date, ...]] = {}
    for measure, lines in facts.edits(session, measures).items():
        found: list[tuple[int, date]] = []
        for change, edit in lines:
            if edit.before is None or all(edit.before.get(name) == edit.after.get(name) for name in _DEFINES):
                continue
            if change.kind == "undo":
                found = [(sequence, day) for sequence, day in found if sequence != change.of]
            else:
                found.append((change.sequence, change.at.astimezone().date()))
        days[measure] = tuple(day for _, day in found)
    return days


def since(
    start: date,
    plain: Mapping[str, Any],
    *,
    others: Sequence[Mapping[str, Any]],
    measures: Mapping[str, Mapping[str, Any]],
    rebases: Mapping[str, Sequence[Mapping[str, Any]]],
    defined_anew: Mapping[str, Sequence[date]],
    stays: Sequence[Alongside],
    until: date,
) -> tuple[Alongside, ...]:
    """What changed from that day on beside a prototype, by day.

    `until` is the day up to which anything was seen to move: another prototype that began, or a practice that came or
    went, after it can explain nothing. `plain` is the prototype and `others` all of the network, as they are listed;
    `rebases` and `defined_anew` are by measure, `stays` those of `practices`.
    """
    found = [each for each in stays if start <= each.on <= until]
    mine = named(plain)
    found += [
        _of_a_prototype(other, shared=bool(named(other) & mine))
        for other in others
        if other["id"] != plain["id"] and _overlaps(other, start, until)
    ]
    for measure in [tie["measure"] for tie in plain["measures"] if tie["measure"] in measures]:
        title = f"‘{as_title(measures[measure]['title'])}’"
        found += [
            Alongside(
                kind="rebase",
                on=each["starts_on"],
                until=None,
                words=_drawn_anew(title, each["starts_on"], each["reason"]),
                record=each["id"],
                shared=True,
            )
            for each in rebases.get(measure, ())
            if each["starts_on"] >= start
        ]
        found += [
            Alongside(
                kind="measure defined anew",
                on=day,
                until=None,
                words=f"what {title} counts was said anew ({long_date(day)})",
                record=measure,
                shared=True,
            )
            for day in defined_anew.get(measure, ())
            if day >= start
        ]
    return tuple(sorted(found, key=lambda each: (each.on, each.words)))


def _drawn_anew(title: str, day: date, reason: str) -> str:
    return f"the lines of {title} were drawn anew (from {long_date(day)}: {as_title(reason)})"


def named(plain: Mapping[str, Any]) -> set[str]:
    """The relationships and measures that a prototype names, by their ids."""
    return {tie["connection"] for tie in plain["relationships"]} | {tie["measure"] for tie in plain["measures"]}


def _of_a_practice(kind: Kind, day: date, said: str, practice: str) -> Alongside:
    return Alongside(kind=kind, on=day, until=None, words=f"{said} ({long_date(day)})", record=practice, shared=False)


def _of_a_prototype(other: Mapping[str, Any], *, shared: bool) -> Alongside:
    began, ended = date.fromisoformat(other["started_on"]), facts.as_date(other["ended_on"])
    which = ", which names some of the same," if shared else ","
    when = f"from {long_date(began)}" + (f" to {long_date(ended)}" if ended else "")
    return Alongside(
        kind="prototype",
        on=began,
        until=ended,
        words=f"prototype {other['number']}, {as_title(other['title'])}{which} was tried too ({when})",
        record=other["id"],
        shared=shared,
    )


def _overlaps(other: Mapping[str, Any], start: date, until: date) -> bool:
    began, ended = facts.as_date(other["started_on"]), facts.as_date(other["ended_on"])
    return began is not None and began <= until and (ended is None or ended >= start)
