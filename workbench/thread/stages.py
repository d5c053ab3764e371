"""The stages a prototype went through, read from the feed."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from workbench.store import Edit
from workbench.thread import facts


def of(session: Session, prototype: str) -> list[dict[str, Any]]:
    """Every stage after the first, oldest first: `date` (ISO text), `words` ("testing: why"), `id`.

    The day is the one that people gave for it, or the one on which it was recorded. A step that was taken back
    is left out together with its taking back. Being an idea at first is no step.
    """
    found: list[tuple[int, dict[str, Any]]] = []
    for change, edit in facts.edits(session, [prototype])[prototype]:
        before = (edit.before or {"stage": "idea"})["stage"]
        if edit.after["stage"] == before:
            continue
        if change.kind == "undo":
            found = [(sequence, item) for sequence, item in found if sequence != change.of]
            continue
        day = _day(edit) or change.at.astimezone().date()
        reason = f": {edit.after['reason']}" if edit.after["reason"] else ""
        item = {"date": day.isoformat(), "words": f"{edit.after['stage']}{reason}", "id": prototype}
        found.append((change.sequence, item))
    return [item for _, item in found]


def _day(edit: Edit) -> date | None:
    """The day that this step of a prototype set."""
    for name in ("ended_on", "started_on"):
        value = edit.after[name]
        if value and value != (edit.before or {}).get(name):
            return date.fromisoformat(value)
    return None
