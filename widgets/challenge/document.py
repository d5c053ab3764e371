"""Where a team stands, as a document of a page or two: an HTML file that opens anywhere, needs nothing, and prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from typing import Any, Final

from widgets.challenge import document_around, names, registers
from widgets.challenge.telling import Teller, answer
from widgets.challenge.words import days_named, sentence
from widgets.theme.handed_on import as_list, as_table, more
from workbench.challenge import goals as grammar
from workbench.challenge.days import HUNDRED
from workbench.measures.numbers import plain_number, spread_of
from workbench.templates.escaping import slug
from workbench.words import as_title, counted, long_date, the
from workbench.workspace import Network

Plain = Mapping[str, Any]
_STYLE: Final = """
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #1b2a33; background: #fff;
  font: 1rem/1.4 -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif; }
h1 { margin: 0; font-size: 1.6rem; } h2 { margin: 1.1rem 0 .25rem; font-size: 1.1rem; }
p, ul { margin: .25rem 0; } .muted { color: #4f5d67; } .said { white-space: pre-line; }
.answer { margin: .75rem 0; padding: .6rem 1rem; background: #eef5f6; border-left: 4px solid #0b5d6b; }
.answer { font-size: 1.15rem; }
svg { display: block; width: 100%; height: auto; }
table { width: 100%; border-collapse: collapse; font-size: .85rem; }
th, td { padding: .25rem .4rem; text-align: left; vertical-align: top; border-bottom: 1px solid #d8d5cc; }
@media print { @page { size: A4; margin: 13mm; }
  body { max-width: none; margin: 0; padding: 0; font-size: 9.5pt; } h1 { font-size: 16pt; }
  table { font-size: 8.5pt; } th, td { padding: 1.5pt 4pt; } h2 { margin-top: 7pt; font-size: 11pt; }
  h2 { break-after: avoid; } tr, svg, .answer { break-inside: avoid; } .answer, svg { print-color-adjust: exact; } }
"""
MOST_LINES: Final = 12
"""So many lines a table shows; what is more is counted, so that the document stays short."""


def state_file(network: Network, teller: Teller, challenge: str) -> dict[str, str]:
    """Where a team stands as an HTML file: `name`, `type` and `text`. Raises `NotFound` if it is not there.

    Small numbers of what is measured are hidden. What people typed is text in it, and stands as they typed it.
    """
    told = network.challenge.told(challenge)
    today = network.today()
    return {
        "name": f"challenge-{slug(told['challenge']['title'])[:60] or 'team'}-{today.isoformat()}.html",
        "type": "text/html;charset=utf-8",
        "text": "\n".join(_page(network, teller, told, today)),
    }


def _page(network: Network, teller: Teller, told: Plain, today: date) -> Iterator[str]:
    about = told["challenge"]
    title = escape(about["title"])
    yield f'<!DOCTYPE html>\n<html lang="en-GB">\n<head><meta charset="utf-8"><title>{title}</title>'
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<style>{_STYLE}{document_around.STYLE}</style></head>\n<body><main>"
    launched = long_date(date.fromisoformat(about["launched_on"]))
    cohort = f" · cohort {escape(about['cohort'])}" if about["cohort"] else ""
    yield f'<p class="muted">{escape(network.name)} · launched on {launched}{cohort}</p>'
    yield f"<h1>{title}</h1>"
    yield f'<p class="answer">{escape(answer(about, today=today))}</p>'
    yield _line(about)
    permissions = registers.permissions(told["permissions"], names.tried(network, about["id"]), today=today)
    team = teller.team(told, told["barriers"], permissions["listed"])
    yield from _goals(network, told["goals"])
    yield from _gates(team["gates"])
    yield from _plan(team["plan"])
    yield from _barriers(told["barriers"])
    yield from document_around.permissions(permissions, most=MOST_LINES)
    yield from _commitments(told["recommendations"])
    yield "<h2>The team</h2>"
    yield f"<p>{escape(team['composition']['says'])} {escape(team['composition']['missing'])}</p>"
    yield f"<p>{escape(team['supporters_say'])}</p>"
    yield from document_around.supporters(told["supporters"], team["supporters"])
    yield f'<p class="muted">Put together on {long_date(today)}. Small numbers of what is measured are hidden; what'
    yield "people wrote stands as they wrote it.</p>\n</main></body>\n</html>\n"


def _line(about: Plain) -> str:
    """The hundred days as one line, with the gates that were held filled."""
    done = min(max(about["day"], 0), HUNDRED)

    def across(day: int) -> float:
        return 20 + 680 * day / HUNDRED

    held = days_named([gate["day"] for gate in about["gates"] if gate["state"] == "held"])
    dots = "".join(
        f'<circle cx="{across(gate["day"]):.0f}" cy="14" r="8" stroke="#0b5d6b" stroke-width="2.5" '
        f'fill="{"#0b5d6b" if gate["state"] == "held" else "#fff"}"/>'
        f'<text x="{across(gate["day"]):.0f}" y="40" text-anchor="middle" font-size="13">{gate["day"]}</text>'
        for gate in about["gates"]
    )
    spoken = f"Day {about['day']} of {HUNDRED}; {f'gates held at {held}' if held else 'no gate held'}"
    return (
        f'<svg viewBox="0 0 720 46" role="img" aria-label="{spoken}">'
        f'<path d="M{across(0):.0f} 14H{across(HUNDRED):.0f}" stroke="#d8d5cc" stroke-width="5"/>'
        f'<path d="M{across(0):.0f} 14H{across(done):.1f}" stroke="#0b5d6b" stroke-width="5"/>{dots}</svg>'
    )


def _goals(network: Network, goals: Sequence[Plain]) -> Iterator[str]:
    if not goals:
        return
    yield "<h2>What we want to reach</h2>"
    yield as_list(f"{_goal(network, goal)} {_standing(network, goal)}".strip() for goal in goals)


def _goal(network: Network, goal: Plain) -> str:
    """The sentence of a goal, without where it starts if that is a small number."""
    counts = [goal["numerator"], (goal["denominator"] or 0) - (goal["numerator"] or 0) if goal["denominator"] else None]
    if all(count is None or not 0 < count <= network.workspace.settings.small_numbers for count in counts):
        return sentence(goal["sentence"])
    by = date.fromisoformat(goal["by"]) if goal["by"] else None
    parts = {name: goal[name] for name in ("verb", "measure", "population", "ambition")}
    return sentence(grammar.sentence(**parts, by=by))


def _standing(network: Network, goal: Plain) -> str:
    if not goal["measured_by"] or not goal["measured_by"]["live"]:
        return ""
    plain = network.measures.told(goal["measured_by"]["id"])
    chart = network.measures.shared_chart(plain["id"])
    last, value = chart.summary.last, chart.summary.last_value
    if last is None or value is None:
        return ""
    unit = f" {plain['unit']}" if plain["unit"] else ""
    shown = f"{plain_number(value, spread=spread_of(chart.points))}{unit}"
    return f"{as_title(plain['title'])}: {shown} on {long_date(last)}."


def _gates(gates: Sequence[Plain]) -> Iterator[str]:
    yield "<h2>The gates</h2>"
    rows = [
        (
            f"day {gate['day']}",
            gate["stands"],
            "\n".join(f"{each['name']}: {each['text']}" for each in gate["outputs"] if each["text"]),
        )
        for gate in gates
    ]
    yield as_table(("gate", "how it stands", "what came out of it"), rows)


def _plan(plan: Plain) -> Iterator[str]:
    yield f"<h2>{escape(plan['title'])}</h2>"
    yield f"<p>{escape(plan['says'])} {escape(plan['behind'])}</p>"
    still = [task for earlier in plan["earlier"] for task in earlier["tasks"] if task["can"]]
    if tasks := [*still, *plan["tasks"]]:
        rows = [
            (task["title"], task["owner"] or "nobody yet", task["tests"], task["planned"], task["went"])
            for task in tasks
        ]
        yield as_table(("what", "who", "what it tests", "planned", "how it went"), rows[:MOST_LINES])
        yield more(len(rows), MOST_LINES, "task")


def _barriers(rows: Sequence[Plain]) -> Iterator[str]:
    if not rows:
        return
    yield "<h2>What is in the way</h2>"
    yield f"<p>{escape(registers.barriers_say(rows))}</p>"
    still = [
        (each["title"], each["owner"] or "nobody yet", _since(each["age_days"]), _taken(each))
        for each in rows
        if each["resolved"] is None
    ]
    if still:
        yield as_table(("barrier", "with", "in the way for", "taken further"), still[:MOST_LINES])
        yield more(len(still), MOST_LINES, "barrier")


def _since(days: int) -> str:
    return counted(days, "day") if days else "since today"


def _taken(one: Plain) -> str:
    return (
        "; ".join(f"to {the(step['to'])} on {long_date(date.fromisoformat(step['on']))}" for step in one["escalations"])
        or "not yet"
    )


def _commitments(rows: Sequence[Plain]) -> Iterator[str]:
    if rows:
        yield "<h2>What should last</h2>"
        lines = [(each["title"], each["sponsor"] or "nobody yet", each["says"]) for each in rows]
        yield as_table(("recommendation", "sponsor", "how it stands"), lines[:MOST_LINES])
        yield more(len(lines), MOST_LINES, "recommendation")
