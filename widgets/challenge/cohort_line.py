"""The teams of a cohort on one timeline, drawn as SVG: their hundred days by the calendar, with the gates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Any, Final

from widgets.challenge.words import days_named
from widgets.prototypes.drawn import LETTER, in_widths, opening
from workbench.challenge.days import HUNDRED, falls_on
from workbench.words import MONTHS, as_title, counted, long_date

WIDTHS: Final = (340, 640, 960)
TOP, FOOT, DOT = 34, 22, 7
NAMES: Final = {340: 0, 640: 190, 960: 250}
"""How wide the column of names is in each width, in pixels; 0 where names stand above their line."""
LEFT, RIGHT = 12, 24
Team = Mapping[str, Any]


@dataclass(frozen=True)
class _Paper:
    """Where things stand in a drawing of one width."""

    width: int
    first: date
    last: date

    @property
    def names(self) -> int:
        return NAMES[self.width]

    @property
    def row(self) -> int:
        return 48 if self.names else 70

    def across(self, day: date) -> float:
        left = self.names or LEFT
        within = min(max(day, self.first), self.last) - self.first
        return left + (self.width - left - RIGHT) * within.days / (self.last - self.first).days


def draw(teams: Sequence[Team], *, today: date, ident: str) -> str:
    """A line a team from its launch to day 100, in several widths of which the one that suits shows.

    Each team is a mapping with `title`, `network`, `launched_on` (ISO text) and `gates` (each `day` and `held_on`, None
    while it is to come). As far as a team has come its line is in the accent. A gate that was held is a filled dot on
    its day, one to come a ring, one whose day has passed a ring with a stroke through it. No team gives an empty text.
    """
    return in_widths(lambda width, name: _drawn(teams, width, name, today), widths=WIDTHS, ident=ident)


def spoken(teams: Sequence[Team], *, today: date) -> str:
    """The drawing as a screen reader says it; the table beside it says the rest."""
    said = []
    for team in teams:
        day = (today - date.fromisoformat(team["launched_on"])).days
        held = days_named([gate["day"] for gate in team["gates"] if gate["held_on"]])
        where = f"day {day}" if 0 < day <= HUNDRED else "not begun" if day <= 0 else "after day 100"
        said.append(f"{as_title(team['title'])}: {where}, {f'gates held at {held}' if held else 'no gate held'}")
    return f"{counted(len(teams), 'team')} on one timeline. {'; '.join(said)}."


def _drawn(teams: Sequence[Team], width: int, ident: str, today: date) -> str:
    if not teams:
        return ""
    launched = [date.fromisoformat(team["launched_on"]) for team in teams]
    paper = _Paper(width, min(launched), max(falls_on(day, HUNDRED) for day in launched))
    height = TOP + paper.row * len(teams) + FOOT
    parts = [opening(width, height, spoken=spoken(teams, today=today), ident=ident, name="wb-cohort-line")]
    parts += _months(paper, height)
    if paper.first <= today <= paper.last:
        x = paper.across(today)
        parts.append(
            f'<path class="wb-cohort-today" d="M{x:.1f} {TOP - 8}V{height - FOOT + 4}"/>'
            f'<text class="wb-cohort-now" x="{x:.1f}" y="{height - 4:.0f}" text-anchor="middle">today</text>'
        )
    for row, (team, start) in enumerate(zip(teams, launched, strict=True)):
        parts += _team(team, start, row, paper, today)
    return "".join([*parts, "</svg>"])


def _months(paper: _Paper, height: float) -> Iterator[str]:
    """The first days of the months, as faint lines with their names."""
    month = date(paper.first.year, paper.first.month, 1)
    while month <= paper.last:
        x = paper.across(month)
        if month >= paper.first and x < paper.width - RIGHT - 20:
            name = MONTHS[month.month - 1][:3] + (f" {month.year}" if month.month == 1 else "")
            yield f'<path class="wb-cohort-month" d="M{x:.1f} {TOP - 10}V{height - FOOT}"/>'
            yield f'<text class="wb-cohort-words" x="{x + 4:.1f}" y="{TOP - 14}">{name}</text>'
        month = (month + timedelta(days=32)).replace(day=1)


def _team(team: Team, start: date, row: int, paper: _Paper, today: date) -> Iterator[str]:
    y = TOP + paper.row * row + (20 if paper.names else 36)
    end = falls_on(start, HUNDRED)
    yield from _named(team, y, paper)
    yield f'<path class="wb-cohort-whole" d="M{paper.across(start):.1f} {y}H{paper.across(end):.1f}"/>'
    if today > start:
        yield f'<path class="wb-cohort-done" d="M{paper.across(start):.1f} {y}H{paper.across(min(today, end)):.1f}"/>'
    yield f'<circle class="wb-cohort-held" cx="{paper.across(start):.1f}" cy="{y}" r="4"/>'
    for gate in team["gates"]:
        yield _gate(paper.across, y, gate, falls_on(start, gate["day"]), today)


def _named(team: Team, y: float, paper: _Paper) -> Iterator[str]:
    """A team with its network: beside its line, or above it where there is no room beside."""
    if paper.names:
        for key, down, name, free in (("title", -1, "wb-cohort-name", 48), ("network", 15, "wb-cohort-words", 24)):
            yield f'<text class="{name}" x="0" y="{y + down}">{escape(_short(team[key], paper.names - free))}</text>'
    else:
        both = _short(f"{team['title']} · {team['network']}", paper.width - 10)
        yield f'<text class="wb-cohort-name" x="{LEFT - 4}" y="{y - 15}">{escape(both)}</text>'


def _gate(across: Callable[[date], float], y: float, gate: Mapping[str, Any], due: date, today: date) -> str:
    held = date.fromisoformat(gate["held_on"]) if gate["held_on"] else None
    late = held is None and due < today
    kind = "held" if held else "late" if late else "to-come"
    says = f"held on {long_date(held)}" if held else f"was due on {long_date(due)}" if late else f"on {long_date(due)}"
    x = across(due)
    stroke = f'<path class="wb-cohort-stroke" d="M{x - DOT:.1f} {y + DOT}L{x + DOT:.1f} {y - DOT}"/>' if late else ""
    return (
        f"<g><title>day {gate['day']}: {escape(says)}</title>"
        f'<circle class="wb-cohort-{kind}" cx="{x:.1f}" cy="{y}" r="{DOT}"/>{stroke}'
        f'<text class="wb-cohort-words" x="{x:.1f}" y="{y + 22}" text-anchor="middle">{gate["day"]}</text></g>'
    )


def _short(text: str, room: float) -> str:
    fits = int(room / LETTER)
    return text if len(text) <= fits else f"{text[: fits - 1].rstrip()}…"
