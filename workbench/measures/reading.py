"""A chart of any kind in words: a few plain sentences that read it aloud.

The words say what the points do and never why: a chart knows nothing of causes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from workbench.errors import BadInput
from workbench.measures import chart as charts
from workbench.measures.chart import Chart
from workbench.measures.looks import SMALL
from workbench.measures.marks import (
    MARK_KINDS,
    ON_THE_STRIP,
    TURNING_POINTS,
    Mark,
    as_day,
    as_days,
    as_marks,
    counted_marks,
    undated,
)
from workbench.measures.numbers import HUGE, plain_number, spread_of
from workbench.measures.outlying import far_from_others
from workbench.measures.rebased import drawn_anew
from workbench.measures.standing import (
    BETTER,
    centre_word,
    counted_points,
    few_within,
    rule_in_words,
    run_of,
    telling_rule,
    verdict,
)
from workbench.words import MONTHS, long_date

__all__ = [
    "BETTER",
    "HUGE",
    "MARK_KINDS",
    "MONTHS",
    "Mark",
    "as_day",
    "as_marks",
    "charted",
    "plain_number",
    "read_aloud",
    "spread_of",
]

_POINTS: Final = frozenset({"date", "value", "group", "mean", "lpl", "upl", "point_type", "direction", "target"})
MOST_NAMED: Final = 6
"""So many days of the same time are named; of more it is said how many there were."""


def charted(chart: Chart | pd.DataFrame) -> Chart:
    """A chart as it is; a frame is taken for the points of an XmR chart. Raises `BadInput` for anything else."""
    if isinstance(chart, Chart):
        return chart
    if not isinstance(chart, pd.DataFrame) or not _POINTS.issubset(chart.columns):
        here = f"a {type(chart).__name__}" + (" without its points" if isinstance(chart, pd.DataFrame) else "")
        raise BadInput(
            f"Give the chart itself, such as spc.xmr(values, dates=days) or measures.chart(measure), not {here}."
        )
    return Chart("xmr", chart)


def direction_of(chart: Chart, given: str | None = None) -> str:
    """Which way is better on a chart; `given` is needed only where there are no points, and must agree with them.

    Raises `BadInput` for an unknown direction, and for one that the chart was not worked out for.
    """
    if given is not None and given not in charts.DIRECTIONS:
        raise BadInput(f"The direction '{given}' is not known; use increase, decrease or neutral.")
    if chart.points.empty:
        return given or "neutral"
    own = str(chart.points["direction"].iloc[0])
    if given is not None and given != own:
        raise BadInput(
            f"The chart was worked out for '{own}' and cannot be shown for '{given}'; use the same direction for both."
        )
    return own


def read_aloud(
    chart: Chart | pd.DataFrame,
    *,
    title: str,
    unit: str,
    direction: str | None = None,
    marks: Iterable[Mark | Sequence[Any]] = (),
    since: date | None = None,
    hidden_as: str = SMALL,
    hidden_on: Iterable[Any] = (),
) -> str:
    """Read a chart of any kind in two or three plain sentences.

    With `since`, the mean of the points from that day on is held against the mean of those before; without
    it, the latest prototype or event among `marks` that has points on both sides is taken. The sentence then says
    whether a rule marks any point since, and names what else was marked in that time. Without such a day it gives
    the lines that hold now, and where the latest point lies; where lines were drawn anew, how the new mean and the
    new points lie to the old mean, with the reason that a rebase among `marks` gives. A group of fewer points than
    the chart needs is said to be short. Limits between which fewer than half of the points lie are never given as
    what is usual: it is said that the points differ too much, and which lies farthest. An empty chart says that
    there is nothing to read yet. `hidden_as`: what a hidden value is called; `hidden_on`: the days of values that are
    left out of the chart altogether. Never says why anything moved.

    Raises `BadInput` for an unknown direction, or one that the chart was not worked out for.
    """
    known = charted(chart)
    direction = direction_of(known, direction)
    points = known.points
    named = f"“{title}” ({unit})" if unit else f"“{title}”"
    if points.empty:
        return f"No value of {named} can be shown." if as_days(hidden_on) else f"There are no values of {named} yet."
    reader = _Reader(known, named=named, direction=direction, marks=as_marks(marks), hidden_as=hidden_as)
    if len(points) == 1:
        when = long_date(points["date"].iloc[0].date())
        return (
            f"{named} was observed once, {reader.value(0)} on {when}; that is too little to say how it usually varies."
        )
    first, last = points["date"].iloc[0].date(), points["date"].iloc[-1].date()
    day = as_day(since) if since is not None else reader.turning_point()
    if day is None or first >= day:
        sentences = reader.as_it_stands()
    elif last < day:
        sentences = [f"There is no point since {long_date(day)} yet.", *reader.as_it_stands()]
    else:
        sentences = reader.before_and_since(day)
    return " ".join([*sentences, *reader.shortness()])


class _Reader:
    """One chart with two points or more, being read."""

    def __init__(self, chart: Chart, *, named: str, direction: str, marks: Sequence[Mark], hidden_as: str) -> None:
        self.chart, self.points, self.kind = chart, chart.points, chart.kind
        self.named, self.direction, self.marks, self.hidden_as = named, direction, marks, hidden_as
        self.centre = centre_word(chart.kind)
        self.spread = spread_of(chart.points)

    def value(self, row: int) -> str:
        """A value as printed, or what a small one is called."""
        if "hidden" in self.points and bool(self.points["hidden"].iloc[row]):
            return self.hidden_as
        return self.number(float(self.points["value"].iloc[row]), alone=len(self.points) == 1)

    def number(self, value: float, *, alone: bool = False) -> str:
        return plain_number(value, spread=None if alone else self.spread)

    def day(self, row: int) -> date:
        return self.points["date"].iloc[row].date()

    def turning_point(self) -> date | None:
        """The latest day on which something began that has points on both sides."""
        first, last = self.day(0), self.day(-1)
        days = [
            mark.on for mark in self.marks if mark.kind in TURNING_POINTS and not mark.ends and first < mark.on <= last
        ]
        return days[-1] if days else None

    # Held against a day

    def before_and_since(self, day: date) -> list[str]:
        points, spread = self.points, self.spread
        later = (points["date"] >= pd.Timestamp(day)).to_numpy()
        values = points["value"].to_numpy(dtype=float)
        middle, word = (np.mean, "mean") if self.centre == "mean" else (np.median, "median")
        before, since = float(middle(values[~later])), float(middle(values[later]))
        then, now = (plain_number(mean, spread=spread) for mean in (before, since))
        moved = f"stayed at {now}" if then == now else f"{'rose' if since > before else 'fell'} from {then} to {now}"
        labels = (undated(mark) for mark in self.marks if mark.on == day and mark.label and _told(mark))
        label = next((f" ({words})" for words in labels), "")
        counts = f"{counted_points(int((~later).sum()))} before, {int(later.sum())} since"
        unreadable = few_within(points[~later]) and bool(far_from_others(values[~later]).any())
        sentences = [
            f"Since {long_date(day)}{label} the {word} of {self.named} {moved} ({counts}).",
            f"The points before differ too much for the limits to be read: {self._farthest(points[~later])}."
            if unreadable
            else self._signals(int(later.argmax())),
        ]
        beside = [mark for mark in self.marks if mark.on > day or (mark.on == day and mark.kind in ON_THE_STRIP)]
        return [*sentences, *self._in_the_same_time(beside)]

    def _in_the_same_time(self, marks: Sequence[Mark]) -> list[str]:
        named = [mark for mark in marks if mark.label and mark.kind not in ON_THE_STRIP]
        told = [f"{undated(mark)} ({long_date(mark.on)})" for mark in named[:MOST_NAMED]]
        many = counted_marks(named[MOST_NAMED:])
        told += [f"{many} more"] if many else []
        told += filter(None, [counted_marks([mark for mark in marks if mark.kind in ON_THE_STRIP])])
        return [f"In the same time: {'; '.join(told)}."] if told else []

    def _signals(self, first: int) -> str:
        """What stands out from row `first` on, against the lines of the time, and what a rebase changed."""
        group = self.points["group"].to_numpy()
        begin = int((group == group[-1]).argmax())
        if not begin or first - begin >= charts.FEWEST_POINTS:
            said = self._standing_out(range(first, len(group)), first)
            if not said:
                return self._begun_before(first) or "No point since then stands out from the usual variation."
            return f"Since then the chart shows {said}; it cannot say why."
        old, new = (
            self._standing_out(rows, first) for rows in (range(first, begin), range(max(begin, first), len(group)))
        )
        lines = "line" if self.kind == "run" else "lines"
        return " ".join(
            [
                *([f"Since then the chart shows {old}; it cannot say why."] if old else []),
                self._drawn_anew(begin, moved=False),
                f"Against the new {lines} the chart shows {new}; it cannot say why."
                if new
                else f"No point since then stands out from the new {lines}.",
            ]
        )

    def _standing_out(self, rows: Iterable[int], first: int) -> str:
        """The latest point of each type that stands out among the rows, no run that mostly lies before `first`."""
        latest: dict[str, int] = {}
        for row in rows:
            kind = str(self.points["point_type"].iloc[row])
            if kind != charts.COMMON and self._mostly_since(row, first):
                latest[kind] = row
        return ", and ".join(
            rule_in_words(self.points, row, kind=self.kind) + verdict(kind, self.direction)
            for kind, row in sorted(latest.items(), key=lambda item: item[1])
        )

    def _begun_before(self, first: int) -> str:
        """What still stands out from row `first` on and mostly lies before it; "" if nothing does."""
        rows = np.flatnonzero((self.points["point_type"] != charts.COMMON).to_numpy()[first:]) + first
        if not len(rows):
            return ""
        row = int(rows[-1])
        begin, _ = run_of(self.points, telling_rule(self.points, row), row, over_the_line=self.kind == "run")
        said = rule_in_words(self.points, row, kind=self.kind) + verdict(
            str(self.points["point_type"].iloc[row]), self.direction
        )
        return f"What stands out since then had begun before, on {long_date(self.day(begin))}: {said}."

    def _mostly_since(self, row: int, first: int) -> bool:
        rule = telling_rule(self.points, row)
        if rule not in ("trend", "shift"):
            return True
        begin, end = run_of(self.points, rule, row, over_the_line=self.kind == "run")
        return end - first >= first - begin

    def _drawn_anew(self, row: int, *, moved: bool = True) -> str:
        return drawn_anew(self.points, row, kind=self.kind, direction=self.direction, marks=self.marks, moved=moved)

    # As it stands

    def as_it_stands(self) -> list[str]:
        points = self.points
        last = points.iloc[-1]
        group = points[points["group"] == last["group"]]
        begin = len(points) - len(group)
        since = long_date(self.day(begin))
        centre = self.number(float(last["mean"]))
        if len(group) == 1:
            return [f"{self.named} has {self.value(-1)} as its only value since {long_date(self.day(-1))}."]
        over = counted_points(len(group)) if begin else "both points" if len(group) == 2 else f"all {len(group)} points"
        anew = [self._drawn_anew(begin)] if begin else []
        so_far = f"From {since} the {self.centre} of {self.named} is {centre} over {over}"
        if few_within(group):
            farthest = self._farthest(group)
            return [f"{so_far}, but they differ too much for the limits to be read: {farthest}.", *anew]
        usual = self._usual(group)
        if last["point_type"] == charts.COMMON:
            stands = "is within that usual variation" if usual else "does not stand out"
        else:
            rule = rule_in_words(points, len(points) - 1, kind=self.kind)
            stands = f"stands out: {rule}{verdict(str(last['point_type']), self.direction)}"
        opening = f"{so_far}, and {usual}" if usual else so_far
        latest = f"the latest point, {self.value(-1)} on {long_date(self.day(-1))},"
        return [f"{opening}; {latest} {stands}.", *self._about_runs(), *anew]

    def _about_runs(self) -> Sequence[str]:
        """What the two rules of a run chart find; nothing of other charts."""
        if self.kind != "run":
            return ()
        return self.chart.notes or ("The points lie about it as chance would have it.",)

    def _usual(self, group: pd.DataFrame) -> str:
        """Between which limits the measure usually varies; nothing where there are none."""
        last = group.iloc[-1]
        known = [
            (word, float(last[name])) for word, name in (("above", "lpl"), ("below", "upl")) if pd.notna(last[name])
        ]
        if not known:
            return ""
        steps = group[["lpl", "upl"]].nunique().max() > 1
        when = "with as many counted as for the latest point, " if steps else ""
        if len(known) == 2:
            low, high = (self.number(limit) for _, limit in known)
            return f"{when}it usually varies between {low} and {high}"
        word, limit = known[0]
        return f"{when}it usually lies {word} {self.number(limit)}"

    def _farthest(self, points: pd.DataFrame) -> str:
        """The point that lies farthest from the middle of the others, in words."""
        away = (points["value"] - points["value"].median()).abs().to_numpy(dtype=float)
        row = int(points.index[int(away.argmax())])
        return f"the farthest point is {self.value(row)} on {long_date(self.day(row))}"

    def shortness(self) -> list[str]:
        """A sentence where the present lines rest on few points."""
        facts = self.chart.summary
        if facts.groups not in facts.short_groups:
            return []
        count = counted_points(int((self.points["group"] == facts.groups).sum()))
        lines = "the present lines rest" if facts.groups > 1 else "the lines rest"
        return [f"As {lines} on only {count}, they may still move."]


def _told(mark: Mark) -> bool:
    return mark.kind not in ON_THE_STRIP
