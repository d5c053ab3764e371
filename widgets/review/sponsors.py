"""What waits for a sponsor in one network: barriers, permissions and recommendations that nobody has answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from widgets.challenge.names import relationships
from workbench.words import as_title, long_date, the
from workbench.workspace import Network

Plain = dict[str, Any]
_WORDS: Final = {"barrier": "in the way", "permission": "permission asked for", "recommendation": "recommended"}
_PAGES: Final = {
    "prototype": "prototypes.ipynb?open=",
    "connection": "map.ipynb?focus=",
    "element": "map.ipynb?focus=",
}


def waiting(network: Network, link: Callable[[str], str | None]) -> list[Plain]:
    """What waits for a sponsor, the longest first; empty if nothing does.

    Each: `id`, `label`, `link`, `network`, `kind` (in words), `of` (the sponsor, "" for nobody yet), `days` (whole days
    since it was raised, asked or recommended), `blocks` (what a barrier is in the way of: `label` and `link`) and
    `further` (to whom it was taken last, in words, or ""). What is answered and waits for the team is not in it.
    """
    walls = {each["id"]: each for each in network.challenge.barriers_told()}
    names = {each["id"]: f"#{each['number']} {each['title']}" for each in network.prototypes.listed()}
    names |= relationships(network) if any(wall["blocks"] for wall in walls.values()) else {}
    found = []
    for one in network.challenge.waiting():
        if one["waits_for"] not in ("answer", "way through"):
            continue
        wall = walls.get(one["id"]) if one["kind"] == "barrier" else None
        blocks = [each for each in wall["blocks"] if each["live"]] if wall else []
        found.append(
            {
                "id": one["id"],
                "label": one["title"],
                "link": link(f"challenge.ipynb?open={one['id']}"),
                "network": network.name,
                "kind": _WORDS[one["kind"]],
                "of": one["of"],
                "days": one["days"],
                "blocks": [{"label": _called(each, names), "link": _to(each, link)} for each in blocks],
                "further": _further(wall),
            }
        )
    return found


def day_of(network: Network) -> str:
    """The day of the network's challenge that is not over, such as “day 53 of 100”; "" without one.

    Several are each told by their title, the latest launch first: “Ring first: day 3 of 100; Go together: day 53 of
    100”.
    """
    under_way = [each for each in network.challenge.listed() if not each["over"] and each["day"] > 0]
    days = [f"day {each['day']} of 100" for each in under_way]
    if len(days) < 2:
        return "".join(days)
    return "; ".join(f"{as_title(each['title'])}: {day}" for each, day in zip(under_way, days, strict=True))


def _called(pointed: Plain, names: dict[str, str]) -> str:
    """What a barrier blocks in words; a goal only as one, for its sentence may hold small numbers."""
    if pointed["kind"] == "goal":
        return "a goal of the team"
    return names.get(pointed["id"]) or str(pointed["title"]) or f"a {pointed['kind']}"


def _to(pointed: Plain, link: Callable[[str], str | None]) -> str | None:
    return link(f"{_PAGES.get(pointed['kind'], 'challenge.ipynb?open=')}{pointed['id']}")


def _further(wall: Plain | None) -> str:
    if not wall or not wall["escalations"]:
        return ""
    last = wall["escalations"][-1]
    return f"taken to {the(last['to'])} on {long_date(date.fromisoformat(last['on']))}"
