"""One prototype as a document to hand on: an HTML file that opens anywhere, needs nothing, and prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from typing import Any, Final

from widgets.measures.telling import POINTS_DRAWN
from widgets.prototypes.ramp import STATES
from widgets.prototypes.telling import points, tried
from widgets.theme.handed_on import as_list, as_table
from workbench.measures import figure
from workbench.measures.sharing import wordless
from workbench.prototypes.fields import DECIDED
from workbench.store import Reader
from workbench.thread.moved import Movement
from workbench.thread.words import about_measure_in_full, strength
from workbench.words import long_date
from workbench.workspace import Network

_STYLE: Final = """
body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: #1b2a33; background: #fff;
  font: 1rem/1.45 -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif; }
h1 { margin: 0; font-size: 1.75rem; } h2 { margin: 1.5rem 0 .25rem; font-size: 1.2rem; } h3 { margin: 1rem 0 .25rem; }
p, ul, ol { margin: .25rem 0; } .muted { color: #4f5d67; } .said { white-space: pre-line; }
.answer { margin: 1rem 0; padding: .75rem 1rem; background: #eef5f6; border-left: 4px solid #0b5d6b; }
.answer > strong { font-size: 1.25rem; } svg { max-width: 100%; height: auto; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
th, td { padding: .35rem .5rem; text-align: left; vertical-align: top; border-bottom: 1px solid #d8d5cc; }
@media print { @page { size: A4; margin: 14mm; } body { max-width: none; margin: 0; padding: 0; font-size: 10pt; }
  h2, h3 { break-after: avoid; } tr, svg, .answer { break-inside: avoid; } }
"""
_HOW: Final = {"form": "form it", "strengthen": "strengthen it", "weaken": "weaken it", "end": "end it"}
_KINDS: Final = {"stage": "stage", "entry": "said", "insight": "concluded", "action": "agreed"}


def answer_file(network: Network, prototype: str) -> dict[str, str]:
    """The page of a prototype as an HTML file: `name`, `type` and `text`. Raises `NotFound` if it is not there.

    It leaves the set, so it is read as the programme may: of what was said in a meeting it holds only what was shared
    so far. Everything about measures is worked out from what is left when small numbers are hidden. What people typed
    is text in it, and stands as they typed it.
    """
    network = network.read_by(Reader.of_programme())
    plain = network.prototypes.told(prototype)
    answer = network.thread.did_they_move(shared=True)[plain["id"]]
    name = "".join(letter if letter.isalnum() else "-" for letter in plain["title"].lower())
    text = "\n".join(_page(network, plain, answer))
    words = "-".join(part for part in name.split("-") if part)[:60]
    return {"name": f"prototype-{plain['number']}-{words}.html", "type": "text/html", "text": text}


def _page(network: Network, plain: Mapping[str, Any], answer: Movement) -> Iterator[str]:
    title = escape(plain["title"])
    since = plain["ended_on"] or plain["started_on"]
    stands = f"{plain['stage']}{f', {_day(since)}' if since else ''}"
    yield f'<!DOCTYPE html>\n<html lang="en-GB">\n<head><meta charset="utf-8"><title>{title}</title>'
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<style>{_STYLE}</style></head>\n<body><main>"
    owner = escape(plain["owner"] or "nobody yet")
    yield f'<p class="muted">{escape(network.name)} · prototype #{plain["number"]} · {stands} · owner: {owner}</p>'
    yield f"<h1>{title}</h1>"
    ended = plain["stage"] in DECIDED
    yield '<div class="answer"><p class="muted">Did it move?</p>'
    why = f"<p><b>Why it {'was' if ended else 'is'} {escape(plain['stage'])}:</b> {escape(plain['reason'])}</p>"
    if ended:
        yield f"<p><b>What was tried:</b> {escape(tried(plain))}</p>" if tried(plain) else ""
        yield why if plain["reason"] else ""
    yield f"<strong>{escape(answer.sentence)}</strong>"
    start = answer.since if answer.started else None
    yield as_list(f"{point['said']} {point['besides']}".strip() for point in points(answer, start=start))
    if plain["reason"] and not ended:
        yield why
    yield "</div>"
    yield from _tried(plain)
    yield from _relationships(answer)
    yield from _measures(network, answer)
    yield from _cycles(plain)
    yield from _story(network, plain)
    today = long_date(network.today())
    yield f'<p class="muted">Put together on {today}. Small numbers of what is measured are hidden; what people wrote'
    yield "stands as they wrote it. What was said in the set stays there, unless it was shared with the programme.</p>"
    yield "</main></body>\n</html>\n"


def _tried(plain: Mapping[str, Any]) -> Iterator[str]:
    until = f", until {_day(plain['rule_until'])}" if plain["rule_until"] else ""
    by = f", by {plain['rule_by']}" if plain["rule_by"] else ""
    ended = plain["stage"] in DECIDED
    said = (
        (f"What we {'expected' if ended else 'expect'}, and why", plain["hypothesis"]),
        ("Simple principle", plain["principle"]),
        ("Rule suspended", f"{plain['rule'].rstrip('.')}{by}{until}" if plain["rule"] else ""),
        ("People it affects", plain["people"]),
    )
    if not any(words for _, words in said):
        return
    yield f"<h2>What we {'tried' if ended else 'try'}</h2>"
    for name, words in said:
        if words:
            yield f'<p class="said"><b>{name}:</b> {escape(words)}</p>'
    if plain["progress"]:
        latest = plain["progress"][-1]
        words = f"{latest['score']:g} of 5, {latest['name']} ({_day(latest['assessed_on'])})"
        yield f"<p><b>How far it has come:</b> {escape(words)}</p>"


def _relationships(answer: Movement) -> Iterator[str]:
    if not answer.ties:
        return
    yield "<h2>Did the relationships move?</h2>"
    rows = [
        (tie.label, f"{tie.kind}; meant to {_HOW[tie.how]}", strength(tie.then), strength(tie.now), tie.verdict)
        for tie in answer.ties
    ]
    then = f"{long_date(answer.since)}{'' if answer.started else ', when it was named'}"
    yield as_table(("relationship", "kind", then, "now", "so it is"), rows)


def _measures(network: Network, answer: Movement) -> Iterator[str]:
    if not answer.results:
        return
    yield "<h2>Did the measures move?</h2>"
    for number, move in enumerate(answer.results):
        plain = network.measures.told(move.measure)
        chart = network.measures.shared_chart(move.measure)
        shared = network.measures.to_share(move.measure)
        yield f"<h3>{escape(plain['title'])}</h3>"
        if len(chart.points):
            yield figure.figure(
                chart,
                title=plain["title"],
                unit=plain["unit"],
                direction=plain["direction"],
                ambition=plain["ambition"],
                marks=wordless(network.thread.marks(move.measure, prototype=answer.prototype)),
                hidden_on=shared.hidden_days,
                hidden_as=shared.hidden_as,
                latest=POINTS_DRAWN,
                width=760,
                heading=False,
                ident=f"chart-{number}",
            )
        said = about_measure_in_full(move, start=answer.since if answer.started else None)
        yield f"<p>{escape(' '.join([*said, *chart.notes]))}</p>"


def _cycles(plain: Mapping[str, Any]) -> Iterator[str]:
    if not plain["cycles"]:
        return
    yield "<h2>Test cycles</h2>"
    rows = []
    for cycle in plain["cycles"]:
        days = " to ".join(_day(day) for day in (cycle["started_on"], cycle["ended_on"]) if day)
        asked = "\n".join(filter(None, (f"{cycle['number']}. {cycle['question']}", cycle["scale"], days)))
        learnt = f"We learnt: {cycle['learnt']}" if cycle["learnt"] else ""
        seen = "\n".join(filter(None, (cycle["seen"], cycle["compared"])))
        rows.append(
            (
                asked,
                cycle["prediction"],
                seen,
                "\n".join(filter(None, (cycle["decision"] or STATES[cycle["state"]], learnt))),
            )
        )
    yield as_table(("test", "we predicted", "we saw", "so"), rows)


def _story(network: Network, plain: Mapping[str, Any]) -> Iterator[str]:
    yield "<h2>Where it came from, and where it led</h2>"
    yield as_list(
        f"{_day(item['date'])}, {_KINDS.get(item['kind'], item['kind'])}: {item['words']}"
        for item in network.thread.story(plain["id"])
        if item["kind"] != "connection"
    )


def _day(text: str) -> str:
    return long_date(date.fromisoformat(text))
