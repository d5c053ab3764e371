"""A meeting's page as Markdown and as HTML. What people typed is only ever text in either."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any, Final

from workbench import markdown
from workbench.words import counted, long_date

Plain = dict[str, Any]
HOLDS_NOTHING: Final = "Nothing was taken down that may be read here."
_STYLE: Final = """
body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: #1b2a33; background: #fff;
  font: 1rem/1.45 -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif; }
h1 { margin: 0; font-size: 1.6em; line-height: 1.2; } h2 { margin: 1em 0 .2em; font-size: 1.15em; }
h3 { margin: .6em 0 .1em; font-size: 1em; break-after: avoid; }
p, ul { margin: .2em 0; } ul { padding-left: 1.2em; } li { margin: .15em 0; break-inside: avoid; }
.muted { color: #4f5d67; } .typed { white-space: pre-line; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; } th, td { padding: .2em .6em .2em 0; text-align: left;
  vertical-align: top; border-bottom: 1px solid #cfd4d8; overflow-wrap: anywhere; }
th { color: #4f5d67; font-weight: 600; } th:first-child { width: 42%; } th:last-child { width: 28%; }
.said { columns: 2; column-gap: 2em; } .said h3:first-child { margin-top: 0; }
.said ul { list-style: none; padding: 0; }
@media (max-width: 40rem) { .said { columns: 1; } }
@media print { @page { size: A4; margin: 12mm; }
  body { max-width: none; margin: 0; padding: 0; font-size: 9.5pt; line-height: 1.3; }
  body.dense { font-size: 7.6pt; line-height: 1.22; } .dense h2 { margin-top: .7em; } }
"""


def markdown_of(page: Plain) -> str:
    """The page as Markdown (CommonMark)."""
    return "\n\n".join(part for part in _parts(page) if part) + "\n"


def html_of(page: Plain) -> str:
    """The page as a document that needs nothing but itself."""
    return "\n".join(part for part in _document(page) if part)


def _parts(page: Plain) -> Iterator[str]:
    line = markdown.line
    yield f"# {line(page['title'])}"
    yield line(page["byline"])
    yield f"**There:** {line(page['people'])}" if page["people"] else ""
    for name, heading in _LISTS:
        if page[name]:
            yield f"## {heading}"
            yield "\n".join(f"- {line(_by(item) if isinstance(item, dict) else item)}" for item in page[name])
    if page["actions"]:
        yield "## What we will do"
        rows = [" | ".join(line(cell) or _NONE for cell in _cells(action)) for action in page["actions"]]
        yield "\n".join([f"| {' | '.join(_HEADS)} |", "| --- | --- | --- | --- |", *(f"| {row} |" for row in rows)])
    if page["said"]:
        yield "## What was said"
        for step in page["said"]:
            yield f"### {line(step['step'])}"
            yield "\n".join(f"- {line(_said(entry))}" for entry in step["entries"])
    yield line(_left_out(page))
    for name, heading in _TYPED:
        if page[name]:
            yield f"## {heading}"
            yield markdown.lines(page[name])
    yield line(" ".join(page["worked"]))
    yield line(page["withheld"])
    yield "" if _holds_anything(page) else HOLDS_NOTHING


def _document(page: Plain) -> Iterator[str]:
    title = escape(page["title"])
    yield f'<!DOCTYPE html>\n<html lang="en-GB">\n<head><meta charset="utf-8"><title>{title}</title>'
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<style>{_STYLE}</style></head>\n<body{_DENSE if page['dense'] else ''}><main>"
    yield f'<h1>{title}</h1>\n<p class="muted">{escape(page["byline"])}</p>'
    yield f"<p><b>There:</b> {escape(page['people'])}</p>" if page["people"] else ""
    for name, heading in _LISTS:
        if page[name]:
            items = "".join(f"<li>{escape(_by(item) if isinstance(item, dict) else item)}</li>" for item in page[name])
            yield f'<h2>{heading}</h2>\n<ul class="typed">{items}</ul>'
    if page["actions"]:
        heads = "".join(f'<th scope="col">{head}</th>' for head in _HEADS)
        rows = "".join(_row(action) for action in page["actions"])
        yield f"<h2>What we will do</h2>\n<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    if page["said"]:
        yield '<h2>What was said</h2>\n<div class="said">'
        for step in page["said"]:
            yield f"<h3>{escape(step['step'])}</h3>"
            yield f"<ul>{''.join(f'<li>{_entry(entry)}</li>' for entry in step['entries'])}</ul>"
        yield "</div>"
    yield f'<p class="muted">{_left_out(page)}</p>' if page["left_out"] else ""
    for name, heading in _TYPED:
        yield f'<h2>{heading}</h2>\n<p class="typed">{escape(page[name])}</p>' if page[name] else ""
    yield f'<p class="muted">{escape(" ".join(page["worked"]))}</p>' if page["worked"] else ""
    yield f'<p class="muted">{escape(page["withheld"])}</p>' if page["withheld"] else ""
    yield "" if _holds_anything(page) else f"<p>{HOLDS_NOTHING}</p>"
    yield "</main></body>\n</html>\n"


_LISTS: Final = (
    ("issues", "The issue"),
    ("insights", "What we make of it"),
    ("waiting", "Waiting for airtime"),
    ("done_here", "Done since last time"),
)
_TYPED: Final = (("ground_rules", "What we agreed on working together"), ("notes", "Notes"))
_DENSE: Final = ' class="dense"'
_NONE: Final = "–"
_HEADS: Final = ("What", "Who", "By when", "How we will know")


def _holds_anything(page: Plain) -> bool:
    return any(page[name] for name in ("insights", "actions", "said", "issues", "waiting", "done_here", "notes"))


def _by(item: Plain) -> str:
    return f"{item['text']} – {item['by']}" if item["by"] else item["text"]


def _said(entry: Plain) -> str:
    return " · ".join(filter(None, (entry["text"], entry["by"], entry["mark"])))


def _entry(entry: Plain) -> str:
    about = " · ".join(filter(None, (entry["by"], entry["mark"])))
    return f"{escape(entry['text'])} <span class='muted'>{escape(about)}</span>" if about else escape(entry["text"])


def _row(action: Plain) -> str:
    return f"<tr>{''.join(f'<td>{escape(cell) or _NONE}</td>' for cell in _cells(action))}</tr>"


def _cells(action: Plain) -> tuple[str, str, str, str]:
    due = long_date(date.fromisoformat(action["due"])) if action["due"] else ""
    done = f"done on {long_date(date.fromisoformat(action['done_on']))}" if action["done_on"] else due
    return (action["text"], action["owner"] or "nobody yet", done, action["known_by"])


def _left_out(page: Plain) -> str:
    if not page["left_out"]:
        return ""
    more = counted(page["left_out"], "more thing that was", "more things that were")
    return f"{more} said {'is' if page['left_out'] == 1 else 'are'} kept with the session."
