"""The cohort as the page shows it: the teams on one timeline and in a table, those elsewhere only to look at."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from widgets.challenge import cohort_line
from widgets.challenge.registers import unblocked_in_short
from widgets.challenge.telling import answer
from widgets.challenge.words import days_named
from workbench.templates.escaping import slug
from workbench.words import counted
from workbench.workspace import Network

Plain = dict[str, Any]


def told(network: Network, name: str) -> Plain | None:
    """One cohort seen from a network: `name`, what it `says`, the `drawing` and its `teams`; None without a name.

    Nothing that anybody said is in it: days, gates and counts alone.
    """
    if not name:
        return None
    today = network.today()
    found = network.workspace.cohort(name)
    return {
        "name": found["name"],
        "says": found["says"],
        "drawing": cohort_line.draw(
            [{**team, "network": team["network_name"]} for team in found["teams"]], today=today, ident="wb-cohort"
        ),
        "teams": [_team(network, team, today=today) for team in found["teams"]],
    }


def _team(network: Network, team: Plain, *, today: date) -> Plain:
    here = team["network"] == network.code
    held = [gate["day"] for gate in team["gates"] if gate["state"] == "held"]
    walls, tried = team["barriers"], team["prototypes"]
    open_ = counted(walls["open"], "barrier") if walls["open"] else "nothing"
    days = counted(walls["longest_open_days"], "day") if walls["longest_open_days"] else "since today"
    longest = f", the longest {days}" if walls["open"] > 1 else f", {days}" if walls["open"] else ""
    return {
        "id": f"{team['network']}:{team['id']}",
        "team": team["id"],
        "title": team["title"],
        "network": team["network_name"],
        "here": here,
        "href": None if here else _address(network, team["network"]),
        "launched_on": team["launched_on"],
        "day": team["day"],
        "held": days_named(held) or "none",
        "next": answer(team, today=today).rpartition(". ")[2] if team["next_gate"] else "every gate is behind them",
        "tried": f"{tried['trying']} of {tried['named']}" if tried["named"] else "none",
        "barriers": f"{open_}{longest}",
        "unblock": unblocked_in_short(walls["days_to_unblock"], walls["resolved"]),
    }


def _address(network: Network, code: str) -> str | None:
    """Where the challenge page of another network is, seen from this one; None if it has none."""
    folder = Path(network.workspace.settings.networks_folder)
    packs = sorted(folder.glob(f"{slug(code)}*/challenge.ipynb"))
    return f"../{packs[0].parent.name}/challenge.ipynb" if packs else None
