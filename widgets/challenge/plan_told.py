"""The work plan as the page shows it: until the next gate, what went before, and what goes along at a gate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from widgets.challenge.words import how_far, in_words, sentence, weekday
from workbench.challenge.vocabulary import GATES
from workbench.words import MONTHS, counted, listed

Plain = dict[str, Any]


def told(all_: Mapping[str, Any], *, today: date) -> Plain:
    """The plan of one challenge, as `network.challenge.told` has it, for the page.

    `until` (the next gate whose day has not passed), `heading`, `title`, `says` (plan against actual), `tasks`, `over`
    (a sentence once day 100 is past), `behind` (what is still open in an earlier plan, as a sentence; "" for nothing),
    `earlier` (the plans before, the latest first) and `roll`: what is not done at the last gate that was held, and can
    go along, or None.
    """
    about, plans = all_["challenge"], all_["plan"]
    ahead = (each["day"] for each in all_["gates"] if each["state"] in ("today", "to come"))
    until = next(ahead, GATES[-1])
    roll = _roll(plans, all_["gates"], today=today)
    here = next(plan for plan in plans if plan["gate"] == until)
    later = [plan for plan in plans if plan["gate"] > until and plan["tasks"]]
    on = date.fromisoformat(here["until"])
    earlier = [plan for plan in reversed(plans) if plan["gate"] < until and plan["tasks"]]
    return {
        "until": until,
        "heading": f"What {'did' if about['over'] else 'do'} we do until day {until}?",
        "title": f"Until day {until}, {weekday(on, today=today)}",
        "says": against(here["tasks"], until=until, on=on, today=today),
        "over": "The hundred days are over. What should go on is recommended under Commitments."
        if about["over"]
        else "",
        "tasks": [_task(task, today=today) for task in here["tasks"]],
        "behind": _behind(earlier, all_["gates"]),
        "earlier": [_earlier(plan, today=today) for plan in (*reversed(later), *earlier)],
        "roll": roll,
    }


def against(tasks: Sequence[Mapping[str, Any]], *, until: int, on: date, today: date) -> str:
    """Plan against actual, in a sentence or two: how much is done, under way, late, and how late it was done."""
    if not tasks:
        return f"Nothing {'was' if on < today else 'is'} planned until day {until}, {how_far(on, today=today)}."
    states = [task["state"] for task in tasks]
    done = [task for task in tasks if task["state"] == "done"]
    late = sum(task["days_late"] > 0 for task in tasks if task["state"] in ("planned", "under way"))
    counts = [
        f"{in_words(states.count(state), word, word)}"
        for state, word in (
            ("done", "done"),
            ("under way", "under way"),
            ("planned", "not begun"),
            ("rolled over", "carried over"),
        )
        if states.count(state)
    ]
    said = f"{counted(len(tasks), 'task')} until day {until}: {listed(counts)}."
    if late:
        said += f" {sentence(in_words(late, 'is', 'are'))[:-1]} past {'its' if late == 1 else 'their'} day."
    if done:
        said += f" {_in_time([task['days_late'] for task in done])}"
    return said


def _behind(earlier: Sequence[Mapping[str, Any]], gates: Sequence[Mapping[str, Any]]) -> str:
    still = sum(plan["counts"]["open"] for plan in earlier)
    if not still:
        return ""
    said = f"{in_words(still, 'task', 'tasks')} of the plan before {'is' if still == 1 else 'are'} still open"
    late = next((gate["name"] for gate in gates if gate["state"] == "late"), "")
    goes = f": {'it' if still == 1 else 'they'} can be carried over once the {late} is held" if late else ""
    return sentence(f"{said}{goes}")


def _in_time(days_late: Sequence[int]) -> str:
    """How far what is done was done in time; `days_late` of each, 0 in time."""
    slow = [days for days in days_late if days]
    if not slow:
        return "What is done was done in time."
    mean = counted(max(round(sum(slow) / len(slow)), 1), "day")
    average = " on average" if len(slow) > 1 else ""
    if len(slow) == len(days_late):
        return f"What is done was {mean} late{average}."
    in_time = len(days_late) - len(slow)
    rest = "the rest" if len(slow) > 1 else "one"
    those = in_words(in_time, "was", "were")
    return f"Of what is done, {those} in time, {rest} {mean} late{average}."


def _earlier(plan: Mapping[str, Any], *, today: date) -> Plain:
    on = date.fromisoformat(plan["until"])
    counts = plan["counts"]
    said = f"{counted(counts['tasks'], 'task')}, {counts['done']} done"
    if counts["rolled_over"]:
        said += f", {counts['rolled_over']} carried over"
    if counts["open"]:
        said += f", {counts['open']} still open"
    return {
        "gate": plan["gate"],
        "title": f"Until day {plan['gate']}, {weekday(on, today=today)}.",
        "says": f"{said}.",
        "open": bool(counts["open"]),
        "tasks": [_task(task, today=today) for task in plan["tasks"]],
    }


def _task(task: Mapping[str, Any], *, today: date) -> Plain:
    """One task: its fields, what was `planned`, how it `went`, whether it is `late`, and what `can` be done with it."""
    starts, ends = (task[name] and date.fromisoformat(task[name]) for name in ("starts_on", "ends_on"))
    due = date.fromisoformat(task["due"])
    if starts and ends:
        planned = f"{_day(starts, today)} to {_day(ends, today)}"
    elif starts:
        planned = f"from {_day(starts, today)}, until day {task['gate']}"
    else:
        planned = f"until {_day(due, today)}" if ends else f"until day {task['gate']}"
    still = task["state"] in ("planned", "under way")
    names = (
        "id",
        "title",
        "gate",
        "owner",
        "tests",
        "starts_on",
        "ends_on",
        "started_on",
        "done_on",
        "version",
        "state",
    )
    return {
        **{name: task[name] for name in names},
        "planned": planned,
        "went": _went(task, due, today=today),
        "late": still and task["days_late"] > 0,
        "came_from": _came_from(task),
        "can": [*(["start"] if task["state"] == "planned" else []), *(["finish"] if still else [])],
        "settled": task["state"] == "rolled over",
    }


def _came_from(task: Mapping[str, Any]) -> str:
    if not task["history"]:
        return ""
    first = task["history"][0]
    times = {1: "once", 2: "twice"}.get(task["rolled"], f"{task['rolled']} times")
    return f"carried over {times}, first planned until day {first['gate']}"


def _went(task: Mapping[str, Any], due: date, *, today: date) -> str:
    late = counted(task["days_late"], "day")
    if task["state"] == "rolled over":
        return f"carried over on {_day(date.fromisoformat(task['rolled_on']), today)}"
    if task["state"] == "done":
        done = _day(date.fromisoformat(task["done_on"]), today)
        return f"done on {done}, {f'{late} late' if task['days_late'] else 'in time'}"
    begun = f"begun on {_day(date.fromisoformat(task['started_on']), today)}" if task["started_on"] else "not begun"
    return f"{begun}, {late} past its day" if due < today else begun


def _day(day: date, today: date) -> str:
    said = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return said if day.year == today.year else f"{said} {day.year}"


def _roll(plans: Sequence[Mapping[str, Any]], gates: Sequence[Mapping[str, Any]], *, today: date) -> Plain | None:
    """What stands open in the plan of the last gate that was held or passed over, with the words for the window."""
    come = [gate["day"] for gate in gates if gate["state"] in ("held", "passed over")]
    if not come:
        return None
    at = max(come)
    left = [
        task
        for plan in plans
        if plan["gate"] <= at
        for task in plan["tasks"]
        if task["state"] in ("planned", "under way")
    ]
    if not left or at == GATES[-1]:
        return None
    to = GATES[GATES.index(at) + 1]
    done = sum(task["state"] == "done" for plan in plans if plan["gate"] <= at for task in plan["tasks"])
    tasks = in_words(len(left), "task is", "tasks are")
    verb = "is" if len(left) == 1 else "are"
    return {
        "id": f"roll-{at}",
        "gate": at,
        "to": to,
        "says": f"{sentence(f'{tasks} not done at day {at}')} What still matters can be carried over to day {to}.",
        "label": f"Carry {'it' if len(left) == 1 else 'them'} over to day {to}",
        "title": f"What is carried over to day {to}?",
        "about": f"{sentence(in_words(len(left), 'task'))[:-1]} {verb} carried over to the plan until day {to}, "
        "with who does it and what it tests. "
        "Planned days that have passed begin anew; the plan before keeps what it said.",
        "stays": sentence(f"{in_words(done, 'task that is', 'tasks that are')} done stay where they were")
        if done > 1
        else "",
        "tasks": [
            {name: each[name] for name in ("id", "title", "owner", "went")}
            for each in (_task(task, today=today) for task in left)
        ],
    }
