"""What the page lists beside the work: barriers and permissions, each with its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median
from typing import Any, Final

from widgets.challenge.words import in_words, sentence
from workbench.words import as_title, counted, listed, long_date, the

Plain = dict[str, Any]
LEVEL_WORDS: Final = {"team": "in the team", "network": "in the network", "system": "in the wider system"}
"""Where a barrier can be solved, as the page says it."""
_PAGES: Final = {
    "prototype": "prototypes.ipynb?open=",
    "goal": "?open=",
    "task": "?open=",
    "connection": "map.ipynb?focus=",
    "element": "map.ipynb?focus=",
}


# --- barriers ------------------------------------------------------------------------------------------------


def barriers(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> Plain:
    """The barriers of a team in the order of `network.challenge.barriers_told()`, and what that `says`.

    `names`: what to call a record that has no title of its own, by id.
    """
    return {"says": barriers_say(rows), "listed": [_barrier(each, names) for each in rows]}


def barriers_say(rows: Sequence[Mapping[str, Any]]) -> str:
    """How much is in the way, the longest, and how long it took to unblock, in a sentence or two."""
    still = [each for each in rows if each["resolved"] is None]
    took = [each["days_to_unblock"] for each in rows if each["days_to_unblock"] is not None]
    if not rows:
        return "What a team cannot solve by itself, who can, and how long it takes."
    if still:
        days, several = still[0]["age_days"], len(still) > 1
        said = f"{sentence(in_words(len(still), 'barrier is', 'barriers are'))[:-1]} open, "
        if days:
            said += f"{'the longest ' if several else ''}for {counted(days, 'day')}."
        else:
            said += f"{('', 'both ', 'all ')[min(len(still), 3) - 1]}raised today."
    else:
        said = "Nothing is in the way now."
    return f"{said} {unblocking(took)}".strip()


def unblocking(took: Sequence[int]) -> str:
    """How long it took to get barriers out of the way, in one sentence with how many there were; "" for none.

    `took` are the days of each. Of two it is their mean, of more their median.
    """
    if not took:
        return ""
    middle = median(took)
    days = counted(int(middle), "day") if middle == int(middle) else f"{middle:.1f} days"
    if len(took) == 1:
        how = f"took {days} to unblock" if middle else "was out of the way on the day it was raised"
        return f"The one that was resolved {how}."
    resolved = sentence(in_words(len(took), "was", "were"))[:-1]
    if not middle:
        return f"{resolved} resolved, {'both' if len(took) == 2 else 'most'} on the day they were raised."
    if len(took) == 2:
        return f"{resolved} resolved; they took {days} to unblock on average."
    return f"{resolved} resolved; half of them took {days} or less to unblock."


def unblocked_in_short(middle: float | None, count: int) -> str:
    """The same for a cell of a table: “20, one resolved”, “the same day, two resolved”; `middle` is the median."""
    if middle is None or not count:
        return "none resolved yet"
    if middle:
        took = f"{middle:g}{ {1: '', 2: ' on average'}.get(count, ' or less for half') }"
    else:
        took = f"the same day{' for most' if count > 2 else ''}"
    return f"{took}, {in_words(count, 'resolved', 'resolved')}"


def _barrier(one: Mapping[str, Any], names: Mapping[str, str]) -> Plain:
    steps = [
        {"id": each["id"], "on": each["on"], "says": _taken(each), "removes": f"Taken to {the(each['to'])}"}
        for each in one["escalations"]
    ]
    if one["resolved"]:
        steps.append(
            {
                "id": f"{one['id']}-resolved",
                "on": one["resolved"],
                "says": f"Resolved: {one['how']}" if one["how"] else "Resolved.",
                "removes": "",
            }
        )
    by = f" by {the(one['raised_by'])}" if one["raised_by"] else ""
    beyond = one["level"] == "team" and one["escalations"]  # whoever took it further found that the team cannot
    where = "" if beyond else f"; it can be solved {LEVEL_WORDS[one['level']]}"
    return {
        "id": one["id"],
        "title": one["title"],
        "resolved_on": one["resolved"],
        "age": _age(one),
        "with": one["owner"] and the(one["owner"]),
        "nobody": _nobody(one),
        "raised": f"Raised{by} on {_long(one['raised'])}{where}.",
        "blocks": [
            {
                "label": as_title(each["title"]) or names.get(each["id"], f"a {each['kind']}"),
                "href": f"{_PAGES[each['kind']]}{each['id']}",
            }
            for each in one["blocks"]
            if each["live"] and each["kind"] in _PAGES
        ],
        "steps": steps,
        "version": one["version"],
        "fields": {
            **{name: one[name] for name in ("title", "owner", "raised_by", "level")},
            "raised_on": one["raised"],
            "blocks": [each["id"] for each in one["blocks"] if each["live"]],
        },
    }


def _nobody(one: Mapping[str, Any]) -> str:
    """That nobody has an open barrier yet, and to whom it was taken last; "" for one with an owner, or resolved."""
    if one["owner"] or one["resolved"]:
        return ""
    if not one["escalations"]:
        return "With nobody yet."
    return f"Taken to {the(one['escalations'][-1]['to'])}; nobody has taken it on yet."


def _age(one: Mapping[str, Any]) -> str:
    days = counted(one["age_days"], "day") if one["age_days"] else ""
    if one["resolved"]:
        return f"{days} to unblock" if days else "resolved on the day it was raised"
    return f"{days} in the way" if days else "since today"


def _long(day: str) -> str:
    return long_date(date.fromisoformat(day))


def _taken(step: Mapping[str, Any]) -> str:
    whom = f"Taken to {the(step['to'])}"
    return f"{whom}." if step["why"] == f"Taken to {step['to']}" else f"{whom}: {step['why']}"


# --- permissions ---------------------------------------------------------------------------------------------


def permissions(rows: Sequence[Mapping[str, Any]], prototypes: Sequence[Mapping[str, Any]], *, today: date) -> Plain:
    """The register: what a team asked to set aside, and prototypes' suspended rules; run out first, then waiting."""
    lines = [_permission(each, today=today) for each in rows]
    lines += [_suspended(each, today=today) for each in prototypes if each["rule"]]
    lines.sort(key=lambda line: (not line["over"], not line["waits"]))
    return {"says": _permissions_say(lines), "listed": lines}


def _permissions_say(lines: Sequence[Plain]) -> str:
    if not lines:
        return "Which rule is set aside, by whom, until when, and by which simple principle one acts instead."
    over, waits = (sum(line[name] for line in lines) for name in ("over", "waits"))
    given = sum(line["answer"] == "given" and not line["over"] for line in lines)
    parts = [f"{in_words(given, 'rule is', 'rules are')} set aside"]
    parts += [f"{in_words(waits, 'waits', 'wait')} for an answer"] if waits else []
    parts += [f"{in_words(over, 'has', 'have')} run out"] if over else []
    return sentence(listed(parts))


def _permission(one: Mapping[str, Any], *, today: date) -> Plain:
    answered = long_date(date.fromisoformat(one["answered_on"])) if one["answered_on"] else ""
    if not one["answer"]:
        days = one["days_waiting"]
        stands = f"has waited {counted(days, 'day')} for an answer" if days else "waits for an answer"
    elif one["answer"] == "refused":
        stands = f"refused on {answered}"
    else:
        stands = _until(one["until"], over=one["over"], given=f"given on {answered}", today=today)
    return {
        "id": one["id"],
        "rule": one["rule"],
        "for": "",
        "href": None,
        "principle": one["principle"],
        "asked_of": one["asked_of"],
        "asked": f"asked on {long_date(date.fromisoformat(one['asked_on']))}",
        "stands": stands,
        "answer": one["answer"],
        "answered_on": one["answered_on"],
        "until": one["until"],
        "over": one["over"],
        "waits": not one["answer"],
        "version": one["version"],
        "fields": {"title": one["rule"], **{name: one[name] for name in ("principle", "asked_of", "asked_on")}},
    }


def _suspended(one: Mapping[str, Any], *, today: date) -> Plain:
    """The rule that is suspended for a prototype, as a line of the register."""
    return {
        "id": one["id"],
        "rule": one["rule"],
        "for": f"#{one['number']} {one['title']}",
        "href": f"prototypes.ipynb?open={one['id']}",
        "principle": one["principle"],
        "asked_of": one["rule_by"],
        "asked": "",
        "stands": _until(one["rule_until"], over=one["rule_over"], given="suspended", today=today),
        "answer": "given",
        "until": one["rule_until"],
        "over": one["rule_over"],
        "waits": False,
    }


def _until(until: str | None, *, over: bool, given: str, today: date) -> str:
    if until is None:
        return f"{given}, with no end named"
    day = date.fromisoformat(until)
    if over:
        return f"{given} until {long_date(day)}. That day has passed: ask for longer, or go by the rule again."
    return f"{given}, until {long_date(day)}" + (", which is today" if day == today else "")
