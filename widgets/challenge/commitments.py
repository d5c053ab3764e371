"""From recommendation to what lasts, as the page shows it: four steps, and what can be said of the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from widgets.challenge.fields import LABELS
from widgets.challenge.words import in_words
from workbench.challenge.vocabulary import CHECKS, FUTURES, SPONSOR_ANSWERS
from workbench.words import counted, listed, long_date, the

Plain = dict[str, Any]


def told(rows: Sequence[Mapping[str, Any]]) -> Plain:
    """What was recommended, what waits longest first and then what is settled, and what it `says`."""
    in_order = sorted(
        rows, key=lambda each: (not each["waits_for"], -(each["days_waiting"] or 0), each["made_on"], each["id"])
    )
    return {"says": say(rows), "listed": [_one(each) for each in in_order]}


def say(rows: Sequence[Mapping[str, Any]]) -> str:
    """How much was recommended and what of it waits, in a sentence."""
    if not rows:
        return "What a team recommends, what its sponsor answers, and whether it is still so six months later."
    waits = [each["waits_for"] for each in rows]
    parts = [
        f"{in_words(waits.count(kind), one, more)} {what}"
        for kind, one, more, what in (
            ("answer", "waits", "wait", "for an answer"),
            ("decision", "has", "have", "to be decided"),
            ("check", "is", "are", "due for the check"),
        )
        if waits.count(kind)
    ]
    said = f"{counted(len(rows), 'recommendation')}: "
    return said + (f"{listed(parts)}." if parts else "nothing waits now.")


def _one(one: Mapping[str, Any]) -> Plain:
    waits = one["waits_for"]
    return {
        "id": one["id"],
        "title": one["title"],
        "version": one["version"],
        "fields": {name: one[name] for name in ("title", "sponsor", "made_on")},
        "waiting": f"{counted(one['days_waiting'], 'day')} waiting" if waits and one["days_waiting"] else "",
        "steps": _steps(one),
        "unnamed": "" if one["sponsor"] else "Nobody is named as its sponsor yet: say who with Change.",
        "step": _step(one),
        "again": _again(one),
    }


def _steps(one: Mapping[str, Any]) -> list[Plain]:
    """The four steps in words: made, answered, decided, checked; `now` is the one that waits."""

    def on(name: str) -> str:
        return f" on {long_date(date.fromisoformat(one[name]))}" if one[name] else ""

    to = f" to {the(one['sponsor'])}" if one["sponsor"] else ", to nobody yet"
    declined = one["answer"] == "declined" and not one["future"]
    check = f"due{on('check_on')}" if one["check_on"] else "six months after the decision"
    return [
        {
            "name": "Recommended",
            "says": f"{on('made_on').removeprefix(' ')}{to}",
            "done": True,
            "now": False,
            "note": "",
        },
        {
            "name": "Answer",
            "says": f"{one['answer']}{on('answered_on')}" if one["answer"] else "waits for the sponsor",
            "done": bool(one["answer"]),
            "now": one["waits_for"] == "answer",
            "note": one["answer_note"],
        },
        {
            "name": "Sustain, scale or stop",
            "says": f"{one['future']}, decided{on('decided_on')}"
            if one["future"]
            else "ends here"
            if declined
            else "not decided",
            "done": bool(one["future"]),
            "now": one["waits_for"] == "decision",
            "note": "",
        },
        {
            "name": "Six months later",
            "says": f"{one['found']}, looked at{on('checked_on')}"
            if one["found"]
            else "ends here"
            if declined
            else check,
            "done": bool(one["found"]),
            "now": one["waits_for"] == "check",
            "note": one["found_note"],
        },
    ]


_SAID: Final = {
    "answer": ("answer", SPONSOR_ANSWERS, "The answer to"),
    "decide": ("future", FUTURES, "What becomes of"),
    "check": ("found", CHECKS, "What was found of"),
}
"""What can be said of a recommendation, in order: the gesture → its argument, its words, and what they are said to."""

_DAYS: Final = {"answer": "answered_on", "decide": "decided_on", "check": "checked_on"}
"""The day of each of them."""

_NOTES: Final = {"answer": "answer_note", "check": "found_note"}
"""The note on those that have one."""


def _sayable(one: Mapping[str, Any], gesture: str) -> Plain:
    argument, words, asks = _SAID[gesture]
    return {
        "gesture": gesture,
        "argument": argument,
        "choices": [word for word in words if word],
        "said": one[argument],
        "note": LABELS[gesture].get("note", ""),
        "written": one.get(_NOTES.get(gesture, ""), ""),
        "on": LABELS[gesture]["on"],
        "check_on": LABELS[gesture].get("check_on", ""),
        "days": {"on": one[_DAYS[gesture]] or "", "check_on": one["check_on"] or ""},
        "asks": asks,
    }


def _step(one: Mapping[str, Any]) -> Plain | None:
    """What can be said of it next: the `gesture`, its `argument`, the `choices`, the label of its `note`; or None.

    `early`: the words under which it is folded away while it need not be said yet, else "".
    """
    gesture = next((each for each in _SAID if not one[_SAID[each][0]]), None)
    if gesture is None or (gesture == "decide" and one["answer"] == "declined"):
        return None
    early = "Look at it already now" if gesture == "check" and not one["waits_for"] else ""
    return {**_sayable(one, gesture), "early": early}


def _again(one: Mapping[str, Any]) -> list[Plain]:
    """What was said of it already, and can be said anew where it was wrong."""
    return [_sayable(one, gesture) for gesture in _SAID if one[_SAID[gesture][0]]]
