"""A chart in words: numbers and dates as people say them, and a sentence that reads an XmR chart aloud.

The words say what the points do and never why: a chart knows nothing of causes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import floor, isfinite, log10
from typing import Any

import numpy as np
import pandas as pd

from workbench.errors import BadInput
from workbench.measures import spc
from workbench.measures.chart import Chart
from workbench.measures.outlying import far_from_others
from workbench.words import MONTHS, long_date

BETTER = {"increase": "higher is better", "decrease": "lower is better", "neutral": ""}
COLUMN_OF = {"outside": "outside", "trend": "trend", "2 in 3": "two_in_three", "shift": "shift"}
"""The column of a chart that holds each rule."""
HUGE = 1e12
"""Numbers from here on are printed with a power of ten."""
MARK_KINDS = ("event", "rebase")


@dataclass(frozen=True, slots=True)
class Mark:
    """A day worth a line on the chart: `on`, a short `label`, `kind` "event" or "rebase" (a new baseline)."""

    on: date
    label: str
    kind: str = "event"


def as_marks(marks: Iterable[Mark | Sequence[Any]]) -> tuple[Mark, ...]:
    """Marks in date order, from `Mark`s or from (date, label) or (date, label, kind).

    Raises `BadInput` for a mark of another shape, an unknown kind or a date that is none.
    """
    found: list[Mark] = []
    for given in marks:
        if not isinstance(given, Mark) and (isinstance(given, str) or len(given) not in (2, 3)):
            raise BadInput(f"The mark {given!r} cannot be drawn; give its date and a short label.")
        mark = given if isinstance(given, Mark) else Mark(*given)
        if mark.kind not in MARK_KINDS:
            raise BadInput(f"The mark '{mark.label}' has the kind '{mark.kind}'; use event or rebase.")
        found.append(Mark(as_day(mark.on), mark.label, mark.kind))
    return tuple(sorted(found, key=lambda mark: mark.on))


def as_day(moment: Any) -> date:
    """A date from a date, a datetime or ISO text. Raises `BadInput` for anything else."""
    if isinstance(moment, datetime):
        return moment.date()
    if isinstance(moment, date):
        return moment
    try:
        return date.fromisoformat(str(moment)[:10])
    except ValueError as error:
        raise BadInput(f"The date '{moment}' cannot be read; write dates like 2025-03-01.") from error


def plain_number(value: float, *, spread: float | None = None) -> str:
    """A number as printed: about three figures of `spread` (how far the values of the chart lie apart).

    Without a spread, or with 0, the size of the number itself decides. Thousands carry commas, minus is a
    true minus sign, and zeros that say nothing are dropped: 42, 35.2, 3,804, −0.03. An unknown number is
    "–".
    """
    if not isfinite(value):
        return "–"
    scale = abs(spread) if spread and isfinite(spread) else abs(value)
    if abs(value) >= HUGE:
        return f"{value:.3g}".replace("-", "−")
    decimals = min(max(2 - floor(log10(scale)), 0), 6) if scale else 0
    text = f"{value:,.{decimals}f}"
    if decimals:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−") if text.strip("-0.") else "0"


def points_of(chart: Chart | pd.DataFrame) -> pd.DataFrame:
    """The points of a chart; a frame is taken for the points themselves."""
    return chart.points if isinstance(chart, Chart) else chart


def spread_of(chart: pd.DataFrame) -> float:
    """How far the values and limits of a chart lie apart; 0 without points."""
    if chart.empty:
        return 0.0
    everything = chart[["value", "lpl", "upl"]].to_numpy(dtype=float)
    return float(np.nanmax(everything) - np.nanmin(everything))


def read_aloud(
    chart: Chart | pd.DataFrame,
    *,
    title: str,
    unit: str,
    direction: str,
    marks: Iterable[Mark | Sequence[Any]] = (),
    since: date | None = None,
) -> str:
    """Read the points of a chart of `spc.xmr` in two or three plain sentences.

    With `since`, the mean of the points from that day on is held against the mean of those before; without
    it, the latest event among `marks` that has points on both sides is taken. The sentence then says whether
    a rule marks any point since, and names what else was marked in that time. Without such a day it gives
    the lines that hold now and where the latest point lies. A group of fewer than 13 points is said to be
    short. Limits between which fewer than half of the points lie are never given as what is usual: it is said
    that the points differ too much, and which lies farthest. An empty chart says that there is nothing to read
    yet. Never says why anything moved. Raises `BadInput` for an unknown direction.
    """
    if direction not in spc.DIRECTIONS:
        raise BadInput(f"The direction '{direction}' is not known; use increase, decrease or neutral.")
    chart = points_of(chart)
    named = f"“{title}” ({unit})" if unit else f"“{title}”"
    if chart.empty:
        return f"There are no values of {named} yet."
    events = as_marks(marks)
    facts = spc.summary(chart)
    if facts.points == 1:
        seen = plain_number(float(chart["value"].iloc[0]))
        when = long_date(chart["date"].iloc[0].date())
        return f"{named} was observed once, {seen} on {when}; that is too little to say how it usually varies."
    day = as_day(since) if since is not None else _latest_event(chart, events)
    sentences: list[str] = []
    if day is not None and facts.first is not None and facts.first < day:
        if facts.last is not None and facts.last < day:
            sentences += [
                f"There is no point since {long_date(day)} yet.",
                *_as_it_stands(chart, named, direction),
            ]
        else:
            sentences += _before_and_since(chart, title=named, direction=direction, marks=events, day=day)
    else:
        sentences += _as_it_stands(chart, named, direction)
    if facts.groups in facts.short_groups and facts.warning:
        count = int((chart["group"] == facts.groups).sum())
        lines = "the present lines rest" if facts.groups > 1 else "the lines rest"
        points = "1 point" if count == 1 else f"{count} points"
        sentences.append(f"As {lines} on only {points}, they may still move.")
    return " ".join(sentences)


def _latest_event(chart: pd.DataFrame, marks: Sequence[Mark]) -> date | None:
    first, last = chart["date"].iloc[0].date(), chart["date"].iloc[-1].date()
    return next((mark.on for mark in reversed(marks) if mark.kind == "event" and first < mark.on <= last), None)


def _before_and_since(
    chart: pd.DataFrame, *, title: str, direction: str, marks: Sequence[Mark], day: date
) -> list[str]:
    later = (chart["date"] >= pd.Timestamp(day)).to_numpy()
    values = chart["value"].to_numpy(dtype=float)
    spread = spread_of(chart)
    then, now = (plain_number(float(values[which].mean()), spread=spread) for which in (~later, later))
    if then == now:
        moved = f"stayed at {now}"
    else:
        moved = f"{'rose' if values[later].mean() > values[~later].mean() else 'fell'} from {then} to {now}"
    label = next((f" ({_undated(mark)})" for mark in marks if mark.on == day and mark.label), "")
    counts = f"{_points(int((~later).sum()))} before, {int(later.sum())} since"
    unreadable = _few_within(chart[~later]) and bool(far_from_others(values[~later]).any())
    sentences = [
        f"Since {long_date(day)}{label} the mean of {title} {moved} ({counts}).",
        f"The points before differ too much for the limits to be read: {_farthest(chart[~later], spread)}."
        if unreadable
        else _signals(chart, int(later.argmax()), direction),
    ]
    others = [mark for mark in marks if mark.on > day and mark.label]
    if others:
        listed = "; ".join(f"{_undated(mark)} ({long_date(mark.on)})" for mark in others)
        sentences.append(f"In the same time: {listed}.")
    return sentences


def _undated(mark: Mark) -> str:
    """The label without the day at its end, as people like to write it: the sentence says the day anyway."""
    short = f", {mark.on.day} {MONTHS[mark.on.month - 1][:3]}"
    return mark.label.removesuffix(f" {mark.on.year}").removesuffix(short) if short in mark.label else mark.label


def _as_it_stands(chart: pd.DataFrame, named: str, direction: str) -> list[str]:
    last = chart.iloc[-1]
    spread = spread_of(chart)
    group = chart[chart["group"] == last["group"]]
    latest = (
        f"the latest point, {plain_number(float(last['value']), spread=spread)} on {long_date(last['date'].date())},"
    )
    mean = plain_number(float(last["mean"]), spread=spread)
    if pd.isna(last["upl"]):
        return [f"{named} has {mean} as its only value since {long_date(last['date'].date())}."]
    low, high = (plain_number(float(last[name]), spread=spread) for name in ("lpl", "upl"))
    begin = long_date(group["date"].iloc[0].date())
    over = f"all {_points(len(group))}" if len(group) == len(chart) else _points(len(group))
    so_far = f"From {begin} the mean of {named} is {mean} over {over}"
    if _few_within(group):
        farthest = _farthest(group, spread)
        return [f"{so_far}, but they differ too much for the limits to be read: {farthest}."]
    opening = f"{so_far}, and it usually varies between {low} and {high};"
    if last["point_type"] == spc.COMMON:
        return [f"{opening} {latest} is within that usual variation."]
    rest = _rule_in_words(chart, len(chart) - 1)
    return [f"{opening} {latest} stands out: {rest}{_verdict(str(last['point_type']), direction)}."]


def _few_within(points: pd.DataFrame) -> bool:
    """Whether fewer than half of the points lie between their limits, so that these say nothing of what is usual."""
    return bool((points["outside"] == 0).sum() * 2 < len(points))


def _farthest(points: pd.DataFrame, spread: float) -> str:
    """The point that lies farthest from the middle of the others, in words."""
    away = (points["value"] - points["value"].median()).abs().to_numpy(dtype=float)
    point = points.iloc[int(away.argmax())]
    value = plain_number(float(point["value"]), spread=spread)
    return f"the farthest point is {value} on {long_date(point['date'].date())}"


def _signals(chart: pd.DataFrame, first: int, direction: str) -> str:
    """What stands out from row `first` on: the latest point of each kind, no run that mostly lies earlier."""
    latest: dict[str, int] = {}
    for row in range(first, len(chart)):
        kind = str(chart["point_type"].iloc[row])
        if kind != spc.COMMON and _mostly_since(chart, row, first):
            latest[kind] = row
    if not latest:
        group = chart["group"]
        if group.iloc[-1] == group.iloc[first - 1]:
            return "No point since then stands out from the usual variation."
        anew = long_date(chart["date"].iloc[int((group == group.iloc[-1]).argmax())].date())
        return f"The lines were drawn anew from {anew}, and no point since then stands out from them."
    said = [
        _rule_in_words(chart, row) + _verdict(kind, direction)
        for kind, row in sorted(latest.items(), key=lambda item: item[1])
    ]
    return f"Since then the chart shows {', and '.join(said)}; it cannot say why."


def _mostly_since(chart: pd.DataFrame, row: int, first: int) -> bool:
    rule = _telling_rule(chart, row)
    if rule not in ("trend", "shift"):
        return True
    begin, end = _run(chart, rule, row)
    return end - first >= first - begin


def _telling_rule(chart: pd.DataFrame, row: int) -> str:
    """The rule to name: the point's own, or the shift it belongs to, where that points the same way and says more."""
    point = chart.iloc[row]
    rule = str(point["rule"])
    way = int(point[COLUMN_OF[rule]])
    return "shift" if rule != "trend" and int(point["shift"]) == way else rule


def _rule_in_words(chart: pd.DataFrame, row: int) -> str:
    """What a point that stands out is part of, with the length of its run."""
    rule = _telling_rule(chart, row)
    high = int(chart[COLUMN_OF[rule]].iloc[row]) > 0
    if rule == "outside":
        return f"a point {'above the upper' if high else 'below the lower'} limit"
    if rule == "2 in 3":
        return f"two of three points in a row close to the {'upper' if high else 'lower'} limit"
    begin, end = _run(chart, rule, row)
    if rule == "trend":
        return f"{end - begin} points in a row, each {'higher' if high else 'lower'} than the one before"
    return f"{end - begin} points in a row {'above' if high else 'below'} the mean"


def _run(chart: pd.DataFrame, rule: str, row: int) -> tuple[int, int]:
    """The rows (first, one past the last) of the trend or shift that row is part of, within its group."""
    grouped = (chart["group"] == chart["group"].iloc[row]).to_numpy()
    way = chart[COLUMN_OF[rule]].iloc[row]
    if rule == "shift":
        others = np.flatnonzero(~(grouped & (chart["shift"] == way).to_numpy()))
        place = int(np.searchsorted(others, row))
        begin = int(others[place - 1]) + 1 if place else 0
        return begin, int(others[place]) if place < len(others) else len(chart)
    step = np.sign(np.diff(chart["value"].to_numpy(dtype=float))) * (grouped[1:] & grouped[:-1])
    breaks = np.flatnonzero(step != way)  # a break at i lies between rows i and i + 1
    place = int(np.searchsorted(breaks, row))
    begin = int(breaks[place - 1]) + 1 if place else 0
    return begin, int(breaks[place]) + 1 if place < len(breaks) else len(chart)


def _verdict(point_type: str, direction: str) -> str:
    better = BETTER[direction]
    if point_type == spc.IMPROVEMENT:
        return f", which counts as improvement because {better}"
    if point_type == spc.CONCERN:
        return f", which counts as concern because {better}"
    return ""


def _points(count: int) -> str:
    return "1 point" if count == 1 else f"{count} points"
