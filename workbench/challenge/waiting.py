"""What waits for a sponsor, or for somebody to look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

_SINCE: Final = {"answer": "made_on", "decision": "answered_on", "check": "check_on"}


def waiting(
    *,
    permissions: Iterable[Mapping[str, Any]],
    barriers: Iterable[Mapping[str, Any]],
    recommendations: Iterable[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """What of these waits, the longest first; all are given as they are told, with their `challenge`.

    Permissions that were not answered, open barriers, recommendations without an answer or a decision, and checks
    whose day has come. Each: `id`, `kind` ("permission", "barrier", "recommendation"), `title`, `waits_for` ("answer",
    "way through", "decision" or "check"), `of` (the sponsor, or "" if nobody is named), `since` (ISO text), `days`
    (whole days) and `challenge` (its id, or None for a barrier of none).
    """
    found = [
        {
            "id": each["id"],
            "kind": "permission",
            "title": each["rule"],
            "waits_for": "answer",
            "of": each["asked_of"],
            "since": each["asked_on"],
            "days": each["days_waiting"],
            "challenge": each["challenge"]["id"],
        }
        for each in permissions
        if not each["answer"]
    ]
    found += [
        {
            "id": each["id"],
            "kind": "barrier",
            "title": each["title"],
            "waits_for": "way through",
            "of": each["owner"],
            "since": each["raised"],
            "days": each["age_days"],
            "challenge": each["challenge"],
        }
        for each in barriers
        if each["resolved"] is None
    ]
    found += [
        {
            "id": each["id"],
            "kind": "recommendation",
            "title": each["title"],
            "waits_for": each["waits_for"],
            "of": each["sponsor"],
            "since": each[_SINCE[each["waits_for"]]],
            "days": each["days_waiting"],
            "challenge": each["challenge"]["id"],
        }
        for each in recommendations
        if each["waits_for"]
    ]
    return sorted(found, key=lambda item: (item["since"], item["id"]))
