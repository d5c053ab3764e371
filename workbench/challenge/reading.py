"""The challenges of a network as plain dictionaries: JSON as it stands, for pages and tables."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from workbench.challenge import barriers, commitments, gates, goals, permissions, plan, supporters, team
from workbench.challenge import waiting as waits
from workbench.challenge.days import standing
from workbench.challenge.models import (
    Barrier,
    Challenge,
    Contact,
    Escalation,
    Gate,
    Goal,
    Permission,
    Recommendation,
    Supporter,
    Task,
)
from workbench.networks.models import LearningSet, Member
from workbench.store import Record, Scope, live
from workbench.store.pointers import Pointers, pointed_to

Plain = dict[str, Any]
_BELONGS = {
    Gate: "challenge_id",
    Goal: "challenge_id",
    Task: "challenge_id",
    Supporter: "challenge_id",
    Permission: "challenge_id",
    Barrier: "challenge_id",
    Recommendation: "challenge_id",
    Contact: "supporter_id",
    Escalation: "barrier_id",
    Member: "set_id",
}


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a network's challenges are told from, read at once: the live rows, by what they belong to.

    `parts[kind][whole]` holds the rows of a kind, `barriers` also those of no challenge; `sets` the titles of the
    sets by id; `pointers[source, kind of link]` what the live links point to (`id`, `kind`, `title`, `live`).
    """

    today: date
    challenges: list[Challenge]
    parts: dict[type[Record], dict[str | None, list[Any]]]
    sets: dict[str, str]
    pointers: Pointers

    def of(self, kind: type[Record], whole: str | None) -> list[Any]:
        """The rows of a kind that belong to a whole, the oldest first."""
        return self.parts[kind].get(whole, [])


def gather(scope: Scope) -> Gathered:
    """Read what the challenges of one network are told from."""
    with scope.reading() as session:
        found: dict[type[Record], dict[str | None, list[Any]]] = {}
        for kind, column in _BELONGS.items():
            found[kind] = defaultdict(list)
            for row in session.scalars(_live(scope, kind)):
                found[kind][getattr(row, column)].append(row)
        challenges = list(session.scalars(_live(scope, Challenge)))
        sets = {row.id: row.title for row in session.scalars(_live(scope, LearningSet))}
        kinds = (Gate, Goal, Task, Barrier, Recommendation)
        sources = [row.id for kind in kinds for rows in found[kind].values() for row in rows]
        pointers = pointed_to(session, scope, sources)
    return Gathered(scope.today(), challenges, found, sets, pointers)


def listed(all_: Gathered, *, on: date | None = None) -> list[Plain]:
    """The challenges, the latest launch first; an empty list before the first.

    Each: `id`, `title`, `cohort`, `set` (its id or None), `set_title`, `launched_on`, `charter` (as agreed at the
    launch), `charter_now` (as last refined at a gate), `version`; where it stands on a day, today if none is given, as
    `days.standing` says (`on`, `day`, `over`, `gates`, `next_gate`, `says`); and `counts`: `goals`, `tasks` (rolled
    over ones once), `done`, `open_tasks`, `late_tasks`, `open_barriers`, `barriers`, `recommendations`, `waiting`
    (how much waits for somebody; see `waiting`). Days are ISO text.
    """
    newest_first = sorted(all_.challenges, key=lambda row: (row.launched_on, row.id), reverse=True)
    return [challenge(all_, row, on=on) for row in newest_first]


def challenge(all_: Gathered, row: Challenge, *, on: date | None = None) -> Plain:
    """One challenge as `listed` has it."""
    held = {gate.day: gate for gate in all_.of(Gate, row.id)}
    in_order = sorted(held.values(), key=lambda gate: (gate.held_on, gate.day))
    refined = [gate.charter for gate in in_order if gate.charter]
    days = {day: gate.held_on for day, gate in held.items()}
    work = tasks(all_, row)
    last = [task for task in work if task["state"] != "rolled over"]
    still = [task for task in last if task["state"] != "done"]
    walls = all_.of(Barrier, row.id)
    recommended = all_.of(Recommendation, row.id)
    return {
        "id": row.id,
        "title": row.title,
        "cohort": row.cohort,
        "set": row.set_id,
        "set_title": all_.sets.get(row.set_id or "", ""),
        "launched_on": row.launched_on.isoformat(),
        "charter": row.charter,
        "charter_now": refined[-1] if refined else row.charter,
        **standing(row.launched_on, days, on or all_.today),
        "counts": {
            "goals": len(all_.of(Goal, row.id)),
            "tasks": len(last),
            "done": len(last) - len(still),
            "open_tasks": len(still),
            "late_tasks": sum(task["days_late"] > 0 for task in still),
            "barriers": len(walls),
            "open_barriers": sum(wall.resolved_on is None for wall in walls),
            "recommendations": len(recommended),
            "waiting": len(waiting(all_, only=row.id)),
        },
        "version": row.version,
    }


def told(all_: Gathered, row: Challenge) -> Plain:
    """Everything of one challenge.

    `challenge` (as in `listed`), `gates` (as `held_gates`), `goals` (`goals.plain`), `plan` (`plan.by_gate`), `team`
    (`team.plain`), `supporters` (`supporters.plain`: sponsors first), `permissions` (`permissions.plain`),
    `barriers` (`barriers.plain`, the longest open first), `days_to_unblock` (their median, None if none was
    resolved), `recommendations` (`commitments.plain`) and `waiting` (see `waiting`).
    """
    walls = told_barriers(all_, only=row.id)
    return {
        "challenge": challenge(all_, row),
        "gates": held_gates(all_, row),
        "goals": [goals.plain(goal, all_.pointers[goal.id, "measured by"]) for goal in all_.of(Goal, row.id)],
        "plan": plan.by_gate(tasks(all_, row), launch=row.launched_on),
        "team": told_team(all_, row),
        "supporters": told_supporters(all_, row),
        "permissions": told_permissions(all_, only=row.id),
        "barriers": walls,
        "days_to_unblock": barriers.median_days(walls),
        "recommendations": told_recommendations(all_, only=row.id),
        "waiting": waiting(all_, only=row.id),
    }


def held_gates(all_: Gathered, row: Challenge) -> list[Plain]:
    """The four gates: when and whether each was held (as in `days.standing`), and what came out of it.

    `day`, `name`, `planned_on`, `days_to`, `state`, and of `gates.plain`: `id` (None if it was not held), `held_on`,
    `plan`, `charter`, `sustain`, `sessions` and `version`.
    """
    held = {gate.day: gate for gate in all_.of(Gate, row.id)}
    stands = standing(row.launched_on, {day: gate.held_on for day, gate in held.items()}, all_.today)
    return [
        {
            **each,
            **(
                gates.plain(held[each["day"]], all_.pointers[held[each["day"]].id, "came from"])
                if each["day"] in held
                else gates.nothing_yet()
            ),
        }
        for each in stands["gates"]
    ]


def tasks(all_: Gathered, row: Challenge) -> list[Plain]:
    """The tasks of a challenge against their plan; see `plan.plain`."""
    rows = all_.of(Task, row.id)
    here = {task.id for task in rows}
    came_from = {
        task.id: pointed["id"]
        for task in rows
        for pointed in all_.pointers[task.id, "came from"]
        if pointed["id"] in here
    }
    return plan.plain(rows, came_from, launch=row.launched_on, today=all_.today)


def told_team(all_: Gathered, row: Challenge) -> Plain:
    """The composition of a challenge's team: its set's members, or all of the network's where it has no set."""
    if row.set_id is not None:
        return team.plain(all_.of(Member, row.set_id), of=row.set_id, title=all_.sets.get(row.set_id, ""))
    everybody = [member for rows in all_.parts[Member].values() for member in rows]
    return team.plain(everybody, of=None, title="")


def told_supporters(all_: Gathered, row: Challenge) -> list[Plain]:
    """The sponsors and then the coaches of a challenge; see `supporters.plain`."""
    rows = sorted(all_.of(Supporter, row.id), key=lambda each: (each.part != "sponsor", each.id))
    return [supporters.plain(each, all_.of(Contact, each.id), today=all_.today) for each in rows]


def told_permissions(all_: Gathered, *, only: str | None = None) -> list[Plain]:
    """Every permission, the latest asked for first, or those of one challenge; see `permissions.plain`.

    Each has its `challenge` (`id`, `title`).
    """
    found = [
        {**permissions.plain(each, today=all_.today), "challenge": {"id": row.id, "title": row.title}}
        for row in all_.challenges
        for each in all_.of(Permission, row.id)
        if only in (None, row.id)
    ]
    return sorted(found, key=lambda each: (each["asked_on"], each["id"]), reverse=True)


def told_barriers(all_: Gathered, *, only: str | None = None) -> list[Plain]:
    """Every barrier, the longest open first, those of no challenge too; or those of one. See `barriers.plain`."""
    rows = all_.of(Barrier, only) if only else [row for rows in all_.parts[Barrier].values() for row in rows]
    return barriers.longest_open_first(
        barriers.plain(row, all_.of(Escalation, row.id), all_.pointers[row.id, "blocks"], today=all_.today)
        for row in rows
    )


def told_recommendations(all_: Gathered, *, only: str | None = None) -> list[Plain]:
    """Every recommendation, the oldest first, or those of one challenge; see `commitments.plain`.

    Each has its `challenge` (`id`, `title`).
    """
    rows = [(of, row) for of in all_.challenges for row in all_.of(Recommendation, of.id) if only in (None, of.id)]
    found = [
        {
            **commitments.plain(row, all_.pointers[row.id, "came from"], today=all_.today),
            "challenge": {"id": of.id, "title": of.title},
        }
        for of, row in rows
    ]
    return sorted(found, key=lambda each: (each["made_on"], each["id"]))


def waiting(all_: Gathered, *, only: str | None = None) -> list[Plain]:
    """What waits for a sponsor or for somebody to look, the longest first, of all challenges or of one."""
    return waits.waiting(
        permissions=told_permissions(all_, only=only),
        barriers=told_barriers(all_, only=only),
        recommendations=told_recommendations(all_, only=only),
    )


def _live(scope: Scope, kind: type[Any]) -> Any:
    return select(kind).where(kind.network == scope.network, live(kind, scope.today())).order_by(kind.id)
