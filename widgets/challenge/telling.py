"""What the page is told of one team: where it stands in a sentence, its goals, its people, its gates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from widgets.challenge import confidence_line, gates_told, next_step, plan_told
from widgets.challenge.words import how_far, in_words, sentence, weekday
from widgets.measures.telling import MeasureTeller
from workbench.challenge.days import HUNDRED, falls_on
from workbench.sectors import SECTORS
from workbench.words import MONTHS, as_title, counted, listed, long_date
from workbench.workspace import Network

Plain = dict[str, Any]


class Teller:
    """Composes the page of one network's challenges; what was drawn of measures is remembered."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._measures = MeasureTeller(network)

    def team(self, told: Mapping[str, Any], barriers: Sequence[Plain], permissions: Sequence[Plain]) -> Plain:
        """One team as the page shows it, from what the core tells of it.

        `barriers` and `permissions` are those that the page lists for it, of prototypes too.
        """
        network, today = self._network, self._network.today()
        about = told["challenge"]
        gates = gates_told.told(told, network, today=today)
        plan = plan_told.told(told, today=today)
        steps = next_step.steps(told, plan=plan, gates=gates, barriers=barriers, permissions=permissions)
        charter = about["charter_now"]
        return {
            "id": about["id"],
            "title": about["title"],
            "version": about["version"],
            "fields": {name: about[name] or "" for name in ("title", "launched_on", "cohort", "charter")}
            | {"in_set": about["set"] or ""},
            "answer": answer(about, today=today),
            "about": " · ".join(filter(None, _about(told, network))),
            "hundred": hundred(about, today=today),
            "next": steps[0],
            "waits": steps[1:],
            "goals": self._goals(told["goals"]),
            "charter": {"text": charter, "from": _charter_from(told)} if charter else None,
            "plan": plan,
            "gates": gates,
            "gates_say": gates_told.say(gates),
            "composition": composition(told["team"]),
            "supporters": [_supporter(each) for each in told["supporters"]],
            "supporters_say": _supporters_say(told["supporters"]),
        }

    def _goals(self, goals: Sequence[Mapping[str, Any]]) -> list[Plain]:
        """The goals, each with where its measure stands: `standing`, `way` (what its chart says), a `small` chart."""
        wall: dict[str, Plain] = {}
        if any(goal["measured_by"] for goal in goals):
            wall = {each["id"]: each for each in self._measures.wall([])}
        return [self._goal(goal, wall) for goal in goals]

    def _goal(self, goal: Mapping[str, Any], wall: Mapping[str, Plain]) -> Plain:
        measure = wall.get(goal["measured_by"]["id"]) if goal["measured_by"] else None
        fields = {
            name: "" if goal[name] is None else goal[name]
            for name in ("verb", "measure", "population", "ambition", "by")
        }
        counts = {name: "" if goal[name] is None else f"{goal[name]:.10g}" for name in ("numerator", "denominator")}
        return {
            "id": goal["id"],
            "sentence": sentence(goal["sentence"]),
            "version": goal["version"],
            "measured_by": measure and measure["id"],
            "fields": {**fields, **counts, "measured_by": measure["id"] if measure else ""},
            "standing": _standing(measure),
            "way": measure["why"] if measure and measure["points"] else "",
            "small": measure["small"] if measure and measure["points"] else "",
        }


def answer(about: Mapping[str, Any], *, today: date) -> str:
    """Where a team stands, in a sentence or two: the day, and when the next gate is.

    `about` is a challenge as `network.challenge.listed()` has it.
    """
    launched = date.fromisoformat(about["launched_on"])
    day, coming = about["day"], about["next_gate"]
    if day < 0:
        return (
            f"It begins {how_far(launched, today=today)}, on {weekday(launched, today=today)}. Day 1 is the day after."
        )
    where = (
        "Launched today: tomorrow is day 1."
        if day == 0
        else f"Day {day} of {HUNDRED}."
        if day <= HUNDRED
        else f"Day {day}."
    )
    if day > HUNDRED:
        where += f" The hundred days ended on {weekday(falls_on(launched, HUNDRED), today=today)}."
    if coming is None:
        return where if day > HUNDRED else f"{where} Every gate is behind you."
    on = date.fromisoformat(coming["planned_on"])
    if coming["state"] == "today":
        return f"{where} The {coming['name']} is today."
    if coming["state"] == "late":
        day_of_it = "" if day > HUNDRED and coming["day"] == HUNDRED else f", on {weekday(on, today=today)}"
        return f"{where} The {coming['name']} was due {how_far(on, today=today)}{day_of_it}."
    return f"{where} The {coming['name']} is {how_far(on, today=today)}, on {weekday(on, today=today)}."


def hundred(about: Mapping[str, Any], *, today: date) -> Plain:
    """The hundred days as a line: `day`, `done` (0 … 100, how far they have come), `marks` of the launch and the gates.

    A mark has `day`, `short` (the day in short), `state` ("launch" or that of the gate) and what it `says`.
    """
    launched = date.fromisoformat(about["launched_on"])
    marks = [
        {
            "day": 0,
            "short": _short(launched),
            "state": "launch",
            "says": f"launched on {weekday(launched, today=today)}",
        }
    ]
    if launched > today:
        marks[0] |= {"state": "to come", "says": f"the launch is on {weekday(launched, today=today)}"}
    for gate in about["gates"]:
        on = date.fromisoformat(gate["held_on"] or gate["planned_on"])
        says = {
            "held": f"{gate['name']} held on {weekday(on, today=today)}",
            "late": f"the {gate['name']} was due on {weekday(on, today=today)} and is not held",
            "passed over": f"the {gate['name']} was passed over",
        }.get(gate["state"], f"the {gate['name']} is on {weekday(on, today=today)}")
        planned = date.fromisoformat(gate["planned_on"])
        marks.append({"day": gate["day"], "short": _short(planned), "state": gate["state"], "says": says})
    return {"day": about["day"], "done": min(max(about["day"], 0), HUNDRED), "marks": marks}


def composition(team: Mapping[str, Any]) -> Plain:
    """The team sector by sector: what it `says`, every sector with its people in words, and what is `missing`."""
    people: dict[str, list[str]] = {sector: [] for sector in SECTORS}
    for one in team["members"]:
        said = ", ".join(filter(None, (one["role"], one["name"], one["organisation"])))
        people.setdefault(one["sector"] or "sector not said", []).append(said)
    count = len(team["members"])
    here = len(team["sectors"])
    says = (
        f"{sentence(in_words(count, 'person', 'people'))[:-1]} from {in_words(here, 'sector')}."
        if count
        else "Nobody is in the team yet."
    )
    missing = f"Nobody is here from {listed(team['missing'], 'or')}." if count and team["missing"] else ""
    return {
        "says": says if not count or team["missing"] else f"{says} Every sector is at the table.",
        "missing": missing,
        "sectors": [{"sector": sector, "people": those} for sector, those in people.items()],
    }


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def _about(told: Mapping[str, Any], network: Network) -> list[str]:
    about = told["challenge"]
    launched = date.fromisoformat(about["launched_on"])
    verb = "to be launched" if launched > network.today() else "launched"
    return [
        network.name,
        about["set_title"],
        f"{verb} on {long_date(launched)}",
        f"cohort {about['cohort']}" if about["cohort"] else "",
    ]


def _standing(measure: Mapping[str, Any] | None) -> str:
    if measure is None:
        return "No measure shows it yet."
    if not measure["points"]:
        return f"{as_title(measure['title'])} has no values yet."
    unit = f" {measure['unit']}" if measure["unit"] else ""
    last = long_date(date.fromisoformat(measure["last"]))
    return f"{as_title(measure['title'])}: {measure['latest']}{unit} on {last}, {measure['centre']} {measure['mean']}."


def _charter_from(told: Mapping[str, Any]) -> str:
    refined = sorted(
        (gate for gate in told["gates"] if gate["charter"]), key=lambda gate: (gate["held_on"], gate["day"])
    )
    if not refined:
        return "As agreed at the launch."
    return f"As refined at the {refined[-1]['name']} on {long_date(date.fromisoformat(refined[-1]['held_on']))}."


def _supporter(one: Mapping[str, Any]) -> Plain:
    since = one["days_since"]
    spoke = (
        "No contact noted yet."
        if since is None
        else "Last contact today."
        if since == 0
        else f"Last contact {counted(since, 'day')} ago."
    )
    sure = one["confidence"]
    if sure is None:
        confidence = "Nobody has asked how sure they are of the goal."
    else:
        before = one["confidence_before"]
        moved = (
            ""
            if before is None
            else ", as before"
            if before == sure
            else f", {'up' if sure > before else 'down'} from {before}"
        )
        confidence = f"Sure of the goal: {sure} of 10{moved}."
    oldest_first = list(reversed(one["contacts"]))
    return {
        "id": one["id"],
        "title": one["role"],
        "part": one["part"],
        "version": one["version"],
        "fields": {"title": one["role"], **{name: one[name] for name in ("part", "organisation", "name")}},
        "about": ", ".join(filter(None, (one["part"], one["name"], one["organisation"]))),
        "says": f"{spoke} {confidence}",
        "drawing": confidence_line.draw(oldest_first, ident=f"wb-confidence-{one['id']}"),
        "contacts": [
            {"title": each["said"], **{name: each[name] for name in ("id", "on", "confidence", "version")}}
            for each in one["contacts"]
        ],
    }


def _supporters_say(supporters: Sequence[Mapping[str, Any]]) -> str:
    parts = [one["part"] for one in supporters]
    missing = [f"a {part}" for part in ("sponsor", "coach") if part not in parts]
    said = ", ".join(
        counted(parts.count(part), part, "coaches" if part == "coach" else "")
        for part in ("sponsor", "coach")
        if part in parts
    )
    if not missing:
        return f"{sentence(said)}"
    return f"{sentence(said)} Nobody is named yet as {' or '.join(missing)}.".strip()
