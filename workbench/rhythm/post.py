"""A week of the log as a post: something to hand on, to those that it is for and no further."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any, Final

from workbench import markdown
from workbench.errors import BadInput
from workbench.networks.facts import whose
from workbench.rhythm import reading
from workbench.store import Scope
from workbench.store.reader import LEVELS
from workbench.words import as_title, counted, listed, long_date

FOR: Final[Mapping[str, str]] = {
    "set": "the set only",
    "network": "everybody in the network",
    "programme": "the whole programme",
    "public": "anybody",
}
"""Whom a post is for, in words, by its audience."""
_STYLE: Final = """
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #1b2a33; background: #fff;
  font: 1rem/1.5 -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; } h2 { margin: 1.5rem 0 .25rem; font-size: 1.2rem; }
p, ul { margin: .25rem 0; } li { margin: .25rem 0; } .muted { color: #4f5d67; } .said { white-space: pre-line; }
@media print { @page { size: A4; margin: 14mm; } body { max-width: none; margin: 0; padding: 0; font-size: 10pt; } }
"""


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of a post: a heading, what people wrote below it (empty for nothing), and a list of lines."""

    heading: str
    said: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Post:
    """A week to hand on: `title`, `byline` (whose it is, and whom it is for), and its sections; none for an empty week.

    `audience` is whom it is for; `left_out` counts the plans and ideas that are not in it because they were written
    for fewer people than that.
    """

    week_of: str
    title: str
    byline: str
    audience: str
    sections: tuple[Section, ...] = field(default=())
    left_out: int = 0

    @property
    def markdown(self) -> str:
        """The post as Markdown (CommonMark), with what people typed as text."""
        parts = [f"# {markdown.line(self.title)}", markdown.line(self.byline)]
        for section in self.sections:
            parts.append(f"## {markdown.line(section.heading)}")
            if section.said:
                parts.append(markdown.lines(section.said))
            if section.items:
                parts.append("\n".join(f"- {markdown.line(item)}" for item in section.items))
        return "\n\n".join([*parts, *([] if self.sections else [_NOTHING])]) + "\n"

    @property
    def html(self) -> str:
        """The post as an HTML page that opens anywhere, needs nothing and prints; what people typed is text in it."""
        return "\n".join(self._page())

    def plain(self) -> dict[str, Any]:
        """The post as plain JSON, for a page: its fields, `sections` as dictionaries."""
        sections = [{"heading": each.heading, "said": each.said, "items": list(each.items)} for each in self.sections]
        named = ("week_of", "title", "byline", "audience", "left_out")
        return {**{name: getattr(self, name) for name in named}, "sections": sections}

    def _page(self) -> Iterator[str]:
        title = escape(self.title)
        yield f'<!DOCTYPE html>\n<html lang="en-GB">\n<head><meta charset="utf-8"><title>{title}</title>'
        yield '<meta name="viewport" content="width=device-width">'
        yield f"<style>{_STYLE}</style></head>\n<body><main>"
        yield f'<h1>{title}</h1>\n<p class="muted">{escape(self.byline)}</p>'
        for section in self.sections:
            yield f"<h2>{escape(section.heading)}</h2>"
            if section.said:
                yield f'<p class="said">{escape(section.said)}</p>'
            if section.items:
                yield f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in section.items)}</ul>"
        yield "" if self.sections else f"<p>{_NOTHING}</p>"
        yield "</main></body>\n</html>\n"


_NOTHING: Final = "Nothing was written in this week."


def posted(scope: Scope, week: Mapping[str, Any], *, audience: str | None = None) -> Post:
    """The post of a week that was told (`reading.week`); see `Weeks.post`."""
    goes = audience or week["audience"]
    if goes not in LEVELS or LEVELS.index(goes) > LEVELS.index(week["audience"]):
        raise BadInput(
            f"This week is for {FOR[week['audience']]}. Say first that it is for more people, and then make the post."
        )
    offered = [idea for idea in reading.ideas(scope) if _of_the_week(idea, week)]
    plans = [plan for plan in week["plans"] if _reaches(plan, goes)]
    ideas = [idea for idea in offered if _reaches(idea, goes)]
    done = [plan for plan in plans if plan["ticked_on"] and plan["ticked_on"] <= week["ends_on"]]
    ahead = [plan for plan in plans if plan not in done]
    parts = (
        Section(heading="What we are thinking", said=week["thoughts"]),
        Section(heading="What we got done", said=week["achievements"], items=tuple(map(_plan, done))),
        Section(heading="What comes next", items=tuple(map(_plan, ahead))),
        Section(heading="Ideas", items=tuple(map(_idea, ideas))),
    )
    first = date.fromisoformat(week["week_of"])
    with scope.reading() as session:
        names = whose(session, scope.network, week["set"])
    return Post(
        week_of=week["week_of"],
        title=f"The week of {long_date(first)}",
        byline=" · ".join([*names, f"for {FOR[goes]}"]),
        audience=goes,
        sections=tuple(part for part in parts if part.said or part.items),
        left_out=len(week["plans"]) - len(plans) + len(offered) - len(ideas),
    )


def left_out_in_words(post: Post) -> str:
    """What a post leaves out, in one sentence; empty if it leaves out nothing."""
    if not post.left_out:
        return ""
    lines = counted(post.left_out, "line")
    was = "is left out, because it was" if post.left_out == 1 else "are left out, because they were"
    return f"{lines} from other weeks {was} written for fewer people."


def _reaches(line: Mapping[str, Any], audience: str) -> bool:
    return LEVELS.index(line["audience"]) >= LEVELS.index(audience)


def _of_the_week(idea: Mapping[str, Any], week: Mapping[str, Any]) -> bool:
    """An idea is told in the week in which it was offered, and, if it is no other set's, in that of its tick."""
    ticked = week["week_of"] <= (idea["ticked_on"] or "") <= week["ends_on"]
    return idea["id"] in week["ideas"] or (ticked and idea["set"] in (None, week["set"]))


def _plan(plan: Mapping[str, Any]) -> str:
    besides = [plan["owner"]] if plan["owner"] else []
    if plan["carried"]:
        besides.append(f"since the week of {long_date(date.fromisoformat(plan['since']))}")
    return f"{as_title(plan['title'])} ({', '.join(besides)})" if besides else plan["title"]


def _idea(idea: Mapping[str, Any]) -> str:
    ticked = ", ticked" if idea["ticked_on"] else ""
    themes = f". About {listed(idea['themes'])}" if idea["themes"] else ""
    return f"#{idea['number']} {as_title(idea['title'])} ({idea['status']}{ticked}){themes}"
