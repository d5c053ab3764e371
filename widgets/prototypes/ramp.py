"""The ramp of test cycles: on a timeline one step a cycle, each thicker the more widely it is tried."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Any, Final

from widgets.prototypes.drawn import LETTER, in_widths, opening, wrapped
from workbench.words import MONTHS, counted, long_date

WIDTHS: Final = (320, 560)
SCALES: Final = ("one person", "a few people", "one team", "one practice", "a few practices", "the whole network")
"""How widely a cycle can be tried, from the narrowest: what the form offers. Other words may be typed."""
_KNOWN_BY: Final = (
    (r"\bnetworks?\b|\beverybody\b|\beveryone\b|\bsystem\b", 6),
    (r"\bpractices\b|\bsurgeries\b|\bsites\b", 5),
    (r"\bpractice\b|\bsurgery\b|\bsite\b", 4),
    (r"\bteams?\b|\bgroups?\b|\bstaff\b", 3),
    (r"\bone (person|patient|visit|referral|call|day)\b", 1),
    (r"\b(people|persons|patients|visits|referrals|calls|weeks?|days)\b", 2),
)
"""By which word a scale that somebody typed is recognised: the first that is found."""

EDGE: Final = 10
ROW: Final = 46
ABOVE: Final = 34
"""Room for the words of a step that has none beside it."""
AXIS: Final = 34
LEAST: Final = 28
"""The narrowest step, so that its number has room, in pixels."""
_SYMBOLS: Final = {
    "adopt": '<circle r="6" class="wb-step-mark"/><path d="M-3 0L-1 2.5L3.2-2.6" class="wb-step-tick"/>',
    "adapt": '<path d="M0-6.5L6.5 0L0 6.5L-6.5 0z" class="wb-step-mark"/>',
    "abandon": '<path d="M-4.5-4.5L4.5 4.5M4.5-4.5L-4.5 4.5" class="wb-step-outline"/>',
    "run again": '<path d="M4.4-2.6A5.2 5.2 0 1 0 5.1 1.2M5-6V-2.2H1.2" class="wb-step-outline"/>',
    "running": '<path d="M-4-5.5L6 0L-4 5.5z" class="wb-step-mark"/>',
    "to be studied": '<path d="M-5-5H5V5H-5z" class="wb-step-outline"/>',
    "planned": '<circle r="5" class="wb-step-outline" stroke-dasharray="2 2.2"/>',
}
STATES: Final = {"plan": "planned", "doing": "running", "study": "to be studied"}
"""How the page calls the states of a cycle; a decided one is called by its decision."""


@dataclass(frozen=True, slots=True)
class Step:
    """One cycle on the ramp: `state` is its decision or one of `STATES`; `size` is 1 to 6, by its scale."""

    number: int
    scale: str
    size: int
    start: date | None
    end: date | None
    state: str
    when: str


def steps(cycles: Sequence[Mapping[str, Any]], *, today: date) -> list[Step]:
    """The steps of the cycles given (as `network.prototypes.told` has them), in their order."""
    found: list[Step] = []
    for cycle in cycles:
        start, end = _day(cycle["started_on"]), _day(cycle["ended_on"])
        state = cycle["decision"] if cycle["state"] == "decided" else STATES[cycle["state"]]
        before = found[-1] if found else None
        found.append(
            Step(
                number=cycle["number"],
                scale=cycle["scale"],
                size=size_of(cycle["scale"], before),
                start=start,
                end=today if state == "running" else end,
                state=state,
                when=when(start, end, today=today),
            )
        )
    return found


def size_of(scale: str, before: Step | None = None) -> int:
    """How widely it is tried, 1 to 6. Words that say nothing count as the step before, or one more if they differ."""
    words = scale.strip().lower()
    if words in SCALES:
        return SCALES.index(words) + 1
    for pattern, size in _KNOWN_BY:
        if re.search(pattern, words):
            return size
    if before is None:
        return 1
    return before.size if not words or words == before.scale.strip().lower() else min(before.size + 1, len(SCALES))


def when(start: date | None, end: date | None, *, today: date) -> str:
    """The days of a cycle in words: “3 to 14 March 2025”, “since 3 March 2025”, “no day yet”."""
    if start is None:
        return long_date(end) if end else "no day yet"
    if end is None:
        return f"{'since' if start <= today else 'from'} {long_date(start)}"
    if start == end:
        return long_date(end)
    if start.year != end.year:
        return f"{long_date(start)} to {long_date(end)}"
    month = "" if start.month == end.month else f" {MONTHS[start.month - 1]}"
    return f"{start.day}{month} to {long_date(end)}"


def draw(cycles: Sequence[Mapping[str, Any]], *, today: date, ident: str) -> str:
    """The ramp in several widths, as text; nothing without a cycle."""
    found = steps(cycles, today=today)
    return in_widths(
        lambda width, name: _drawn(found, today=today, width=width, ident=name), widths=WIDTHS, ident=ident
    )


def spoken(found: Sequence[Step]) -> str:
    """The ramp as a screen reader says it."""
    each = "; ".join(
        ", ".join(filter(None, (f"test {step.number}", step.scale, step.when, step.state))) for step in found
    )
    return f"{counted(len(found), 'test cycle')} in the order of time. {each}."


def _drawn(found: Sequence[Step], *, today: date, width: int, ident: str) -> str:
    if not found:
        return ""
    time = _time(found, today, width)
    places = _places(found, time, width)
    words = [_words(step, place, width) for step, place in zip(found, places, strict=True)]
    heights = [ROW + (ABOVE if side == "above" else 0) for side, _, _ in words]
    height = sum(heights) + AXIS + EDGE
    ground = height - AXIS
    parts = [opening(width, height, spoken=spoken(found), ident=ident, name="wb-ramp")]
    parts += _axis(time, width=width, ground=ground)
    foot, drawn = float(ground), []
    for step, (left, right), (side, at, anchor), tall in zip(found, places, words, heights, strict=True):
        middle = foot - ROW / 2
        thick = 10 + 4 * step.size
        top = middle - thick / 2
        kind = step.state if step.state in ("running", "planned") else "done"
        parts.append(
            f'<rect class="wb-step-under" x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" '
            f'height="{ground - top:.1f}"/>'
        )
        drawn.append(
            f'<rect class="wb-step wb-step-{kind}" x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" '
            f'height="{thick}" rx="3"/><text class="wb-step-number wb-step-number-{kind}" '
            f'x="{min((left + right) / 2, left + 18):.1f}" y="{middle + 4.5:.1f}" text-anchor="middle">'
            f"{step.number}</text>"
        )
        up = middle if side == "beside" else top - 22
        drawn.append(_label(step, at, up, anchor))
        foot -= tall
    return "".join([*parts, *drawn, "</svg>"])


def _label(step: Step, at: float, middle: float, anchor: str) -> str:
    """The scale, and below it the sign of the decision with its word and the days."""
    sign, words = (at + 6, at + 18) if anchor == "start" else (at - 6, at - 18)
    scale = escape(_scale(step))
    return (
        f'<text class="wb-step-scale" x="{at:.1f}" y="{middle - 4:.1f}" text-anchor="{anchor}">{scale}</text>'
        f'<g transform="translate({sign:.1f} {middle + 9:.1f})">{_SYMBOLS[step.state]}</g>'
        f'<text class="wb-step-words" x="{words:.1f}" y="{middle + 13.5:.1f}" text-anchor="{anchor}">'
        f"{escape(_said(step))}</text>"
    )


def _said(step: Step) -> str:
    """What became of it, and its days as short as they go."""
    if step.start is None and step.end is None:
        return step.state
    days = [_short(day) for day in (step.start, step.end if step.state != "running" else None) if day]
    if len(days) == 2 and days[0] == days[1]:
        days.pop()
    return f"{step.state}, {'since ' if step.state == 'running' else ''}{' to '.join(days)}"


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def _scale(step: Step, letters: int = 40) -> str:
    return wrapped(step.scale, letters=letters, lines=1)[0]


def _words(step: Step, place: tuple[float, float], width: int) -> tuple[str, float, str]:
    """Where the words of a step stand: `beside` or `above`, x, and the end by which they are held."""
    left, right = place
    need = max(len(_scale(step)) * LETTER, len(_said(step)) * LETTER + 20) + 8
    if width - EDGE - right >= need:
        return "beside", right + 8, "start"
    if left - EDGE >= need:
        return "beside", left - 8, "end"
    return "above", max(min(left, width - EDGE - need), EDGE), "start"


@dataclass(frozen=True, slots=True)
class _Time:
    """Days from left to right: `whole` of them in `room` pixels; cycles without a day stand behind the last."""

    first: date
    last: date
    room: float

    @property
    def end(self) -> float:
        return EDGE + self.room

    def at(self, day: date) -> float:
        return EDGE + self.room * (day - self.first).days / max((self.last - self.first).days, 1)


def _time(found: Sequence[Step], today: date, width: int) -> _Time:
    days = [day for step in found for day in (step.start, step.end) if day] or [today]
    undated = any(step.start is None and step.end is None for step in found)
    return _Time(min(days), max(days), width - 2 * EDGE - (2 * LEAST if undated else 0))


def _places(found: Sequence[Step], time: _Time, width: int) -> list[tuple[float, float]]:
    """The left and right edge of each step."""
    places = []
    for step in found:
        begin, end = step.start or step.end, step.end or step.start
        if begin is None or end is None:
            places.append((width - EDGE - LEAST, float(width - EDGE)))
            continue
        left, right = time.at(begin), max(time.at(end), time.at(begin) + LEAST)
        if right > time.end:
            left, right = min(left, time.end - LEAST), time.end
        places.append((left, right))
    return places


def _axis(time: _Time, *, width: int, ground: float) -> list[str]:
    """The line of time with its days."""
    parts = [f'<path class="wb-ramp-line" d="M{EDGE} {ground:.1f}H{width - EDGE}"/>']
    free = float("-inf")
    for day, words in _ticks(time.first, time.last, most=max(time.room // 70, 1)):
        half = len(words) * LETTER / 2
        at = min(max(time.at(day), half + 2), width - half - 2)
        if at - half < free:
            continue
        free = at + half + 8
        parts.append(
            f'<path class="wb-ramp-line" d="M{time.at(day):.1f} {ground:.1f}v5"/>'
            f'<text class="wb-ramp-day" x="{at:.1f}" y="{ground + 20:.1f}" text-anchor="middle">{words}</text>'
        )
    return parts


def _ticks(first: date, last: date, *, most: float) -> Iterator[tuple[date, str]]:
    """The days that the line of time names: where it begins, and from then on weeks or months, as there is room."""
    span = (last - first).days
    if span < 60:
        step = max(7 * -(-span // max(int(most) * 7, 7)), 7)
        for turn in range(0, span + 1, step):
            day = first + timedelta(days=turn)
            yield day, f"{day.day} {MONTHS[day.month - 1][:3]}"
        return
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((each for each in (1, 2, 3, 6, 12) if months / each <= most), 12)
    for turn in range(1, months + 1):
        year, month = divmod(first.year * 12 + first.month - 1 + turn, 12)
        if month % step == 0:
            day = date(year, month + 1, 1)
            yield day, f"{MONTHS[month][:3]} {year}"


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
