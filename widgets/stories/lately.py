"""What was heard lately, in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from workbench.words import as_title, counted, listed, long_date

LATELY: Final = timedelta(days=30)
_NAMED: Final = (("story", "stories"), ("fact", "facts"), ("question", "questions"))


def sentence(rows: Sequence[Mapping[str, Any]], *, today: date) -> str:
    """How much was heard in the last thirty days, or else at the last meeting, and what most of it was about.

    `rows` as `sessions.heard` gives them; only what was said counts, no insight and no action.
    """
    said = [row for row in rows if row["record"] == "entry" and row["held_on"] <= today.isoformat()]
    if not said:
        return "Nothing was said here yet that you may read."
    begin = (today - LATELY).isoformat()
    recent = [row for row in said if row["held_on"] >= begin]
    if recent:
        met = len({row["session"]["id"] for row in recent})
        heard = f"In the last thirty days we heard {_much(recent)} in {counted(met, 'meeting')}"
    else:
        last = max(row["held_on"] for row in said)
        recent = [row for row in said if row["held_on"] == last]
        heard = f"When we last met, on {long_date(date.fromisoformat(last))}, we heard {_much(recent)}"
    return f"{heard}{_mostly(recent)}."


def _much(rows: Sequence[Mapping[str, Any]]) -> str:
    kinds = Counter(row["kind"] for row in rows)
    words = [counted(kinds[one], one, many) for one, many in _NAMED if kinds[one]]
    rest = sum(count for kind, count in kinds.items() if kind not in dict(_NAMED))
    return listed([*words, counted(rest, "other thing")] if rest else words)


def _mostly(rows: Sequence[Mapping[str, Any]]) -> str:
    """What most of it is about: a theme, else a part of the map; empty where nothing stands out."""
    themes = Counter(theme for row in rows for theme in row["themes"]).most_common(2)
    named = Counter(one["title"] for row in rows for one in row["about"] if one["title"]).most_common(2)
    for found, words in ((themes, "most of it on “{}”"), (named, "most often about “{}”")):
        if found and found[0][1] > 1 and (len(found) == 1 or found[0][1] > found[1][1]):
            return f", {words.format(as_title(found[0][0]))}"
    return ""
