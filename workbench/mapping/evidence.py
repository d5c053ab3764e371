"""Where each part of a map comes from, and how much of the map people here have told or confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from workbench.mapping.happened import REGISTER, Step
from workbench.mapping.reading import MapParts
from workbench.mapping.sentences import share
from workbench.mapping.vocabulary import SECTORS

Meeting = Mapping[str, Any]
NO_SECTOR: Final = "no sector"


def evidence(
    part: Mapping[str, Any], told: Sequence[Step], meetings: Mapping[date, Sequence[Meeting]]
) -> dict[str, Any]:
    """What stands behind one part of the map (as `reading.read` gives it), as plain JSON.

    `told` are its steps; `meetings` the sessions of each day, each with `id` and `title`. Returns `said_by` and `sure`
    (empty where nobody said); `source`: its `kind` ("people", "register" or "file"), its `name` (of the register or
    the file, else empty), `who` put it on the map, `on` which day, and in which `sessions`; `confirmed`: the last time,
    with `who`, `on` and `sessions`, or None; `steps`: all that happened to it, each as `plain` gives it.
    """
    steps = [plain(step, meetings) for step in told]
    confirmed = next((step for step in reversed(steps) if step["what"] == "confirmed"), None)
    first = next(iter(sorted(told, key=lambda step: step.at)), None)
    kind = "register" if part["provenance"] == "administrative" else "file" if part["file_source"] else "people"
    return {
        "said_by": part.get("said_by") or "",
        "sure": part.get("sure") or "",
        "since": part["valid_from"],
        "source": {
            "kind": kind,
            "name": {"register": part["register_source"], "file": part["file_source"], "people": ""}[kind],
            "who": first.who if first else "",
            "on": first.at.astimezone().date().isoformat() if first else part["valid_from"],
            "sessions": _where(first, meetings) if first and kind == "people" else [],
        },
        "confirmed": _confirmed(part, confirmed),
        "steps": steps,
    }


def plain(step: Step, meetings: Mapping[date, Sequence[Meeting]]) -> dict[str, Any]:
    """A step as plain JSON, with the `sessions` in which it was said.

    Those are the one that was named with it, else the sessions held on the day it was recorded; what a register says
    was said in none.
    """
    fields = ("part", "entity", "label", "source", "target", "what", "field", "before", "after", "said_by", "who")
    return {
        **{name: getattr(step, name) for name in fields},
        "on": step.on.isoformat(),
        "at": step.at.isoformat(),
        "recorded_on": step.at.astimezone().date().isoformat(),
        "sessions": _where(step, meetings),
    }


def lived_by_sector(parts: MapParts) -> list[dict[str, Any]]:
    """How much of the map people have told or confirmed, sector by sector, in the order of the vocabulary.

    The parts of a sector are its elements and the connections that touch one of them. Each row: `sector` (“no
    sector” last), `parts` (how many), `told` (how many of them) and `share` (see `sentences.share`). Only sectors
    that are on the map have a row; an empty map has none.
    """
    sector_of = {one["id"]: one["sector"] or NO_SECTOR for one in parts["elements"]}
    everything = [({sector_of[one["id"]]}, one["lived"]) for one in parts["elements"]] + [
        ({sector_of[tie["source"]], sector_of[tie["target"]]}, tie["lived"]) for tie in parts["connections"]
    ]
    rows = []
    for sector in (*SECTORS, NO_SECTOR):
        lived = [told for sectors, told in everything if sector in sectors]
        if lived:
            told = sum(lived)
            rows.append({"sector": sector, "parts": len(lived), "told": told, "share": share(told, len(lived))})
    return rows


def by_day(meetings: Iterable[Meeting]) -> dict[date, list[Meeting]]:
    """Sessions (`id`, `title`, `held_on` as ISO text) by the day they were held."""
    found: dict[date, list[Meeting]] = {}
    for meeting in meetings:
        found.setdefault(date.fromisoformat(meeting["held_on"]), []).append(meeting)
    return found


def _confirmed(part: Mapping[str, Any], step: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if part["confirmed_on"] is None:
        return None
    if step is None:
        return {"who": "", "on": part["confirmed_on"], "sessions": []}
    return {"who": step["who"], "on": step["on"], "sessions": step["sessions"]}


def _where(step: Step, meetings: Mapping[date, Sequence[Meeting]]) -> list[dict[str, str]]:
    if step.said_by == REGISTER:
        return []
    held = [_named(one) for one in meetings.get(step.at.astimezone().date(), ())]
    everywhere = {one["id"]: _named(one) for together in meetings.values() for one in together}
    return [everywhere[step.in_session]] if step.in_session in everywhere else held


def _named(meeting: Meeting) -> dict[str, str]:
    return {"id": meeting["id"], "title": meeting["title"]}
