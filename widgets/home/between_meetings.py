"""What changed between two meetings in the hundred days and in the weekly log, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from widgets.home.lines import Line, Row, Rows, line, lives, new, now_said, readable
from widgets.home.words import listed, many
from workbench.challenge.days import gate_name
from workbench.words import as_title, long_date
from workbench.workspace import Network

HELD: Final = (
    "challenge", "gate", "task", "permission", "barrier", "escalation", "recommendation", "idea", "plan",
)  # fmt: skip
"""The entities that are held against what they were."""


def of_challenges(then: Rows, now: Rows, today: str) -> Iterator[Line]:
    """Launches and gates by name, and how many tasks, permissions, barriers and recommendations came further."""
    for row in new("challenge", then, now, today):
        name, ahead = as_title(row["title"]), row["launched_on"] > today
        on = f" is to be launched on {long_date(date.fromisoformat(row['launched_on']))}" if ahead else " was launched"
        yield line(f"“{name}”{on}", f"challenge.ipynb?team={row['id']}")
    several = sum(lives(row, today) for row in now.get("challenge", {}).values()) > 1
    for row in new("gate", then, now, today):
        of = f" of “{as_title(now['challenge'][row['challenge_id']]['title'])}”" if several else ""
        yield line(f"The {gate_name(row['day'])}{of} was held", f"challenge.ipynb?open={row['id']}")
    yield from _counted(now_said("task", "done_on", then, now, today), "plan", "task", "done")
    yield from _counted(new("permission", then, now, today), "permissions", "permission", "asked for")
    yield from _counted(now_said("permission", "answer", then, now, today), "permissions", "permission", "answered")
    yield from _barriers(then, now, today)
    yield from _counted(new("recommendation", then, now, today), "commitments", "recommendation", "made")
    for column, what in (("answer", "answered"), ("future", "decided on"), ("found", "looked at again")):
        rows = now_said("recommendation", column, then, now, today)
        yield from _counted(rows, "commitments", "recommendation", what)


def _barriers(then: Rows, now: Rows, today: str) -> Iterator[Line]:
    known, rows = then.get("barrier", {}), now.get("barrier", {})
    yield from _counted(new("barrier", then, now, today), "barriers", "barrier", "raised")
    further = {row["barrier_id"] for row in new("escalation", then, now, today)}
    taken = [rows[key] for key in sorted(further & rows.keys()) if lives(rows[key], today)]
    yield from _counted(taken, "barriers", "barrier", "taken further")
    yield from _counted(now_said("barrier", "resolved_on", then, now, today), "barriers", "barrier", "resolved")
    back = [
        row
        for key, row in sorted(rows.items())
        if lives(row, today) and not row["resolved_on"] and known.get(key, {}).get("resolved_on")
    ]
    if back:
        verb = "is" if len(back) == 1 else "are"
        yield line(f"{many(len(back), 'barrier')} {verb} in the way again", _where(back, "barriers"))


def of_the_log(network: Network, then: Rows, now: Rows, today: str) -> Iterator[Line]:
    """How many ideas and plans were written in the weekly log, and how many plans were ticked, of those to be read."""
    ideas, plans = (readable(network, new(entity, then, now, today)) for entity in ("idea", "plan"))
    parts = [many(len(rows), one) for rows, one in ((ideas, "idea"), (plans, "plan")) if rows]
    if parts:
        href = f"log.ipynb?open={ideas[0]['id']}" if len(ideas) == 1 and not plans else "log.ipynb"
        yield line(f"{listed(parts)} in the log", href)
    ticked = readable(network, now_said("plan", "ticked_on", then, now, today))
    if ticked:
        verb = "was" if len(ticked) == 1 else "were"
        yield line(f"{many(len(ticked), 'plan')} in the log {verb} ticked", "log.ipynb")


def _counted(rows: list[Row], view: str, one: str, what: str) -> Iterator[Line]:
    if rows:
        yield line(f"{many(len(rows), one)} {'was' if len(rows) == 1 else 'were'} {what}", _where(rows, view))


def _where(rows: list[Row], view: str) -> str:
    """Where these are seen: one by itself, those of one challenge in its view, others in that of the latest."""
    if len(rows) == 1:
        return f"challenge.ipynb?open={rows[0]['id']}"
    teams = {row["challenge_id"] for row in rows} - {None}
    return f"challenge.ipynb?view={view}" + (f"&team={teams.pop()}" if len(teams) == 1 else "")
