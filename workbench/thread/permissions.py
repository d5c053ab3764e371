"""The whole permission register: what teams asked to set aside, and the rules suspended for what is tried."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.challenge import reading as challenges
from workbench.prototypes import reading as prototypes
from workbench.store import Scope

Plain = dict[str, Any]
_FAR = "9999-12-31"


def permissions(scope: Scope) -> list[Plain]:
    """Every permission of a network and every rule that is suspended for a prototype; those abandoned apart.

    What waits for an answer comes first, the longest asked for first; then what is in force, the soonest to end first;
    then what was refused or has run out. Each: `id`, `kind` ("permission" or "prototype"), `rule`, `principle`, `of`
    (who was asked, or who suspended it), `asked_on` (None for a prototype's), `answer` ("given" for a prototype's),
    `answered_on`, `until`, `over` (given until a day that has passed), `days_waiting` (None once answered) and `for`
    (`id`, `kind`, `title` of the challenge or the prototype). Days are ISO text or None. Empty if there is neither.
    """
    found = [
        {
            **{name: each[name] for name in ("id", "rule", "principle", "asked_on", "answer", "answered_on", "until")},
            "kind": "permission",
            "of": each["asked_of"],
            "over": each["over"],
            "days_waiting": each["days_waiting"],
            "for": {**each["challenge"], "kind": "challenge"},
        }
        for each in challenges.told_permissions(challenges.gather(scope))
    ]
    found += [
        {
            "id": each["id"],
            "rule": each["rule"],
            "principle": each["principle"],
            "asked_on": None,
            "answer": "given",
            "answered_on": None,
            "until": each["rule_until"],
            "kind": "prototype",
            "of": each["rule_by"],
            "over": each["rule_over"],
            "days_waiting": None,
            "for": {"id": each["id"], "title": f"#{each['number']} {each['title']}", "kind": "prototype"},
        }
        for each in prototypes.listed(scope)
        if each["rule"] and each["stage"] != "abandoned"
    ]
    return sorted(found, key=_in_order)


def _in_order(each: Mapping[str, Any]) -> tuple[int, str, str]:
    if not each["answer"]:
        return 0, each["asked_on"], each["id"]
    if each["answer"] == "given" and not each["over"]:
        return 1, each["until"] or _FAR, each["id"]
    return 2, each["until"] or each["answered_on"] or _FAR, each["id"]
