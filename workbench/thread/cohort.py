"""The teams of a cohort side by side, across the networks of a workspace, on one timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from workbench import checks
from workbench.challenge import reading
from workbench.challenge.days import HUNDRED, falls_on, standing
from workbench.challenge.models import Barrier, Challenge, Gate
from workbench.challenge.trying import Launched, whose
from workbench.errors import NotFound
from workbench.networks.models import PrimaryCareNetwork
from workbench.networks.names import readable
from workbench.prototypes.models import Prototype
from workbench.store import Scope, live
from workbench.words import counted, listed

if TYPE_CHECKING:
    from workbench.workspace import Workspace

Plain = dict[str, Any]
_NOBODY: Final = "nobody"
"""Who is at work where nothing is written."""


def cohorts(workspace: Workspace) -> list[Plain]:
    """The cohorts of a workspace, the latest launch first; empty before the first.

    Each: `name` (as the team that launched first wrote it), `teams` (how many), `networks` (their codes, in order),
    `launched_on` (ISO text; the first launch) and `last_launched_on`. Capitals and spaces make no other cohort.
    """
    with workspace.store.reading() as session:
        today = _scope(workspace, "").today()
        here = select(Challenge).where(Challenge.cohort != "", live(Challenge, today))
        found: dict[str, list[Challenge]] = {}
        for row in session.scalars(here.order_by(Challenge.launched_on, Challenge.id)):
            found.setdefault(_folded(row.cohort), []).append(row)
    plain = [
        {
            "name": rows[0].cohort,
            "teams": len(rows),
            "networks": sorted({row.network for row in rows if row.network}),
            "launched_on": rows[0].launched_on.isoformat(),
            "last_launched_on": rows[-1].launched_on.isoformat(),
        }
        for rows in found.values()
    ]
    return sorted(plain, key=lambda each: (each["launched_on"], each["name"]), reverse=True)


def cohort(workspace: Workspace, name: str, *, on: date | str | None = None) -> Plain:
    """The teams of one cohort side by side, where each stands on a day: today if none is given.

    `name`, `on`, `day` (of the team that launched first), `starts_on` (the first launch) and `ends_on` (the last day
    100), `teams` and `says`, a sentence. Raises `NotFound`, with the nearest, for a cohort that is not there.

    A team: `network` (code), `network_name`, `id` (of its challenge), `title`, `set_title`, `launched_on`, `ends_on`
    (its day 100), and as `days.standing` says `day`, `over`, `gates`, `next_gate` and `says`; `prototypes` by then:
    `named`, `started`, `ended` and `trying` (started and not ended); and `barriers` of the challenge by then: `raised`,
    `open`, `resolved`, `longest_open_days` and `days_to_unblock` (their median), both None where there is none. A
    prototype is of one team only: that of the set that it names, or of any where it names none, launched on its first
    day or before; of several the one launched last (see `trying.whose`). What began before the launch is nobody's here.
    Teams are in the order of their launch, then of their networks. Days are ISO text. What people said is not in it, so
    it can be shown to every team.
    """
    wanted = checks.line(name, "The cohort")
    known = cohorts(workspace)
    found = next((each for each in known if _folded(each["name"]) == _folded(wanted)), None)
    if found is None:
        hint = checks.nearest(wanted, [each["name"] for each in known]) if known else "There is no other yet."
        raise NotFound(f"There is no cohort called ‘{wanted}’. {hint}")
    day = _scope(workspace, "").today() if on in (None, "") else checks.day(on, "The day")
    with workspace.store.reading() as session:
        names = {
            row.code: readable(row.name)
            for row in session.scalars(select(PrimaryCareNetwork).where(PrimaryCareNetwork.code.in_(found["networks"])))
        }
    teams = []
    for code in found["networks"]:
        scope = _scope(workspace, code)
        here = reading.gather(scope)
        with scope.reading() as session:
            tried = list(
                session.scalars(select(Prototype).where(Prototype.network == code, live(Prototype, scope.today())))
            )
        launched = [Launched(row.id, row.set_id, row.launched_on) for row in here.challenges]
        for row in here.challenges:
            if _folded(row.cohort) == _folded(wanted):
                own = [
                    each
                    for each in tried
                    if whose(launched, in_set=each.set_id, began=each.started_on or each.valid_from) == row.id
                ]
                teams.append(_team(here, row, own, day) | {"network": code, "network_name": names.get(code, code)})
    teams.sort(key=lambda team: (team["launched_on"], team["network_name"], team["id"]))
    first = date.fromisoformat(found["launched_on"])
    return {
        "name": found["name"],
        "on": day.isoformat(),
        "day": (day - first).days,
        "starts_on": found["launched_on"],
        "ends_on": falls_on(date.fromisoformat(found["last_launched_on"]), HUNDRED).isoformat(),
        "teams": teams,
        "says": _says(teams),
    }


def _team(here: reading.Gathered, row: Challenge, prototypes: Sequence[Prototype], on: date) -> Plain:
    known = [each for each in prototypes if min(each.started_on or each.valid_from, each.valid_from) <= on]
    started = [each for each in known if each.started_on is not None and each.started_on <= on]
    ended = [each for each in known if each.ended_on is not None and each.ended_on <= on]
    stands = standing(row.launched_on, {gate.day: gate.held_on for gate in here.of(Gate, row.id)}, on)
    return {
        "id": row.id,
        "title": row.title,
        "set_title": here.sets.get(row.set_id or "", ""),
        "launched_on": row.launched_on.isoformat(),
        "ends_on": falls_on(row.launched_on, HUNDRED).isoformat(),
        **{name: stands[name] for name in ("day", "over", "gates", "next_gate", "says")},
        "prototypes": {
            "named": len(known),
            "started": len(started),
            "ended": len(ended),
            "trying": sum(each not in ended for each in started),
        },
        "barriers": _barriers(here.of(Barrier, row.id), on),
    }


def _barriers(rows: Sequence[Barrier], on: date) -> Plain:
    raised = [row for row in rows if row.raised_on <= on]
    resolved = [row for row in raised if row.resolved_on is not None and row.resolved_on <= on]
    still = [(on - row.raised_on).days for row in raised if row not in resolved]
    took = [(row.resolved_on - row.raised_on).days for row in resolved if row.resolved_on]
    return {
        "raised": len(raised),
        "open": len(still),
        "resolved": len(resolved),
        "longest_open_days": max(still, default=None),
        "days_to_unblock": float(median(took)) if took else None,
    }


def _says(teams: Sequence[Mapping[str, Any]]) -> str:
    networks = len({team["network"] for team in teams})
    held = sum(gate["state"] == "held" for team in teams for gate in team["gates"])
    late = [team["network_name"] for team in teams if team["next_gate"] and team["next_gate"]["state"] == "late"]
    said = f"{counted(len(teams), 'team')} in {counted(networks, 'network')}, {counted(held, 'gate')} held."
    return f"{said} Late for a gate: {listed(list(dict.fromkeys(late)))}." if late else said


def _scope(workspace: Workspace, code: str) -> Scope:
    return Scope(workspace.store, code, _NOBODY, workspace.clock)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
