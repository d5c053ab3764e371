"""A chart of values over time: its points with their lines, and what they say in a handful of facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Final, Literal
from zlib import crc32

import numpy as np
import pandas as pd

from workbench import checks
from workbench.measures.rules import CAUSES, COLUMN_OF, COMMON_CAUSE, RULES, Groups, Numbers, first_of
from workbench.words import counted

Direction = Literal["increase", "decrease", "neutral"]
DIRECTIONS: Final[tuple[Direction, ...]] = ("increase", "decrease", "neutral")
COMMON: Final = "common_cause"
IMPROVEMENT, CONCERN = "special_cause_improvement", "special_cause_concern"
NEUTRAL_HIGH, NEUTRAL_LOW = "special_cause_neutral_high", "special_cause_neutral_low"
POINT_TYPES: Final = (COMMON, IMPROVEMENT, CONCERN, NEUTRAL_HIGH, NEUTRAL_LOW)
PASS, FAIL, INCONSISTENT = "consistent_pass", "consistent_fail", "inconsistent"

FEWEST_POINTS: Final = 13
"""With fewer points in a group its lines may still move."""
ROUNDING: Final = 1e-12
"""Differences smaller than this part of the largest value are rounding."""
LINES: Final = ("moving_range", "mean", "lpl", "upl", "near_lpl", "near_upl")
FLAGS: Final = tuple(COLUMN_OF[rule] for rule in RULES)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a chart says in a handful of facts; see `summary`.

    `points`, `groups`: how many. `first`, `last`: dates of the first and last point. `last_value`, `mean`,
    `lpl`, `upl`: the last point and the lines that hold there, in the unit of the measure (a limit that is not
    there is None). `variation`: point type of the last point. `rule`: the rule it meets, None if none.
    `assurance`: "consistent_pass", "consistent_fail", "inconsistent" or None. `short_groups`: numbers of the
    groups with fewer points than the chart needs; `warning`: one sentence about them, or None.
    """

    points: int
    groups: int
    first: date | None
    last: date | None
    last_value: float | None
    mean: float | None
    lpl: float | None
    upl: float | None
    variation: str | None
    rule: str | None
    assurance: str | None
    short_groups: tuple[int, ...]
    warning: str | None


@dataclass(frozen=True, eq=False, repr=False)
class Chart:
    """A chart of one series. `kind` names it, `points` has one row a point in date order, `notes` are sentences.

    Columns of `points`: `date`; `value`; `group` (1, 2, …: a new one from each rebase on); `moving_range`; `mean`
    (the centre line); `lpl`, `upl` (lower and upper limit); `near_lpl`, `near_upl` (two thirds of the way out);
    `outside`, `trend`, `two_in_three`, `shift` (0 or −1 low or falling, +1 high or rising, whether or not another
    rule wins); `rule` ("" or one of `rules.RULES`); `point_type` (one of `POINT_TYPES`); `direction`; `target` (NaN
    without one). What a chart does not have is NaN. `notes` say what a reader has to know about this chart.
    """

    kind: str
    points: pd.DataFrame
    notes: tuple[str, ...] = ()

    causes: ClassVar[dict[str, tuple[str, str]]] = CAUSES
    fewest: ClassVar[int] = FEWEST_POINTS

    def __repr__(self) -> str:
        """What it is and what it says, in one line."""
        points = counted(len(self.points), "point")
        said = "" if self.variation is None else f", the last one {self.variation}"
        return f"<{self._name}: {points}{said}{''.join(f'; {note}' for note in (self.warning,) if note)}>"

    @property
    def _name(self) -> str:
        return f"{'XmR' if self.kind == 'xmr' else self.kind} chart"

    def _repr_svg_(self) -> str | None:
        """Its picture, where a notebook shows it; None for points without dates."""
        from workbench.measures import figure  # noqa: PLC0415  # pictures are drawn of charts, and slow to import

        if self.points["date"].isna().any():
            return None
        ident = f"chart-{crc32(self.points.to_csv().encode()):08x}"
        return figure.svg(self, title=self._name, unit="", ident=ident).partition("\n")[2]

    def latest(self, count: int | None) -> Chart:
        """The chart with only so many points, the last ones; all of them for None. Raises `BadInput` for under 1."""
        if count is None:
            return self
        count = checks.whole(count, "The number of latest points", lowest=1, highest=1_000_000)
        return replace(self, points=self.points.tail(count).reset_index(drop=True))

    @property
    def table(self) -> pd.DataFrame:
        """One row a point: `date`, `value`, `mean`, `lpl`, `upl`, `special_cause` (in words), `point_type`."""
        table = self.points[["date", "value", "mean", "lpl", "upl"]].copy()
        table["special_cause"] = special_causes(self.points, self.causes)
        table["point_type"] = self.points["point_type"]
        return table

    @cached_property
    def summary(self) -> Summary:
        """What the chart says in a handful of facts."""
        return summary(self.points, fewest=self.fewest)

    @property
    def assurance(self) -> str | None:
        """Whether the target is met as a rule: "consistent_pass", "consistent_fail", "inconsistent"; None without."""
        return self.summary.assurance

    @property
    def variation(self) -> str | None:
        """The point type of the last point; None without points."""
        return self.summary.variation

    @property
    def warning(self) -> str | None:
        """One sentence where there are too few points for lines that can be relied on, else None."""
        return self.summary.warning


def points_frame(
    days: pd.Series,
    values: Numbers,
    group: Groups,
    worked: Mapping[str, np.ndarray],
    *,
    direction: str,
    target: float | None,
) -> pd.DataFrame:
    """The points of a chart from its dates, values, groups and whatever of `LINES` and `FLAGS` it worked out.

    Lines that are not there are NaN, rules that do not hold on the chart 0. The first rule that holds names the
    point, and its sign decides which way the point stands out.
    """
    size = len(values)
    lines = {name: np.broadcast_to(worked.get(name, np.nan), size) for name in LINES}
    flags = {name: np.broadcast_to(worked.get(name, 0), size).astype(np.int64) for name in FLAGS}
    first, way = first_of(np.stack(list(flags.values())))
    return pd.DataFrame(
        {
            "date": days,
            "value": values,
            "group": group,
            **{name: line.astype(np.float64) for name, line in lines.items()},
            **flags,
            "rule": pd.Series(np.where(way == 0, "", np.array(RULES)[first]), dtype="str"),
            "point_type": pd.Series(point_types(way, direction), dtype="str"),
            "direction": pd.Series([direction] * size, dtype="str"),
            "target": np.full(size, np.nan if target is None else float(target)),
        }
    )


def special_causes(points: pd.DataFrame, causes: dict[str, tuple[str, str]] = CAUSES) -> pd.Series:
    """For each point what its rule is called, or “Common Cause”."""
    called = np.full(len(points), COMMON_CAUSE, dtype=object)
    rule = points["rule"].to_numpy()
    for name in RULES:
        way = points[COLUMN_OF[name]].to_numpy()
        high, low = causes[name]
        called[(rule == name) & (way > 0)] = high
        called[(rule == name) & (way < 0)] = low
    return pd.Series(called, index=points.index, dtype="str")


def point_types(way: np.ndarray, direction: str) -> np.ndarray:
    """What each point counts as, from the way in which it stands out (0: it does not) and the way that is better."""
    high, low = {
        "increase": (IMPROVEMENT, CONCERN),
        "decrease": (CONCERN, IMPROVEMENT),
        "neutral": (NEUTRAL_HIGH, NEUTRAL_LOW),
    }[direction]
    return np.array([low, COMMON, high])[way + 1]


def summary(points: pd.DataFrame, *, fewest: int = FEWEST_POINTS) -> Summary:
    """Say what the points of a chart show: the variation of the last one, assurance, and groups that are short.

    Assurance compares the last limits with the target: beyond the better limit the target is consistently
    missed, beyond the other one consistently met, otherwise (also exactly on a limit) inconsistent. It is
    None without a target, without limits, or when the direction is neutral. It is meant for a standard, not
    for an ambition. An empty chart gives 0 points and None everywhere else. Source: NHS England, "Making
    Data Count".
    """
    if points.empty:
        return Summary(0, 0, None, None, None, None, None, None, None, None, None, (), None)
    last = points.iloc[-1]
    sizes = points.groupby("group").size()
    short = tuple(int(number) for number in sizes.index[sizes < fewest])
    return Summary(
        points=len(points),
        groups=len(sizes),
        first=_day(points["date"].iloc[0]),
        last=_day(last["date"]),
        last_value=float(last["value"]),
        mean=_known(last["mean"]),
        lpl=_known(last["lpl"]),
        upl=_known(last["upl"]),
        variation=str(last["point_type"]),
        rule=str(last["rule"]) or None,
        assurance=assurances(
            [last["direction"]], *(np.array([last[name]], dtype=float) for name in ("target", "mean", "lpl", "upl"))
        )[0],
        short_groups=short,
        warning=_warning(sizes, short, fewest),
    )


def _day(moment: pd.Timestamp) -> date | None:
    return None if pd.isna(moment) else moment.date()


def _known(number: Any) -> float | None:
    return None if pd.isna(number) else float(number)


def assurances(
    direction: Sequence[str] | np.ndarray, target: Numbers, mean: Numbers, lpl: Numbers, upl: Numbers
) -> np.ndarray:
    """What each set of last lines says of its target; None where nothing. See `summary` for the rule."""
    better = np.asarray(direction, dtype="str")
    slack = ROUNDING * np.maximum(np.abs(target), np.abs(mean))
    above, below = target > upl + slack, target < lpl - slack
    rising = better == "increase"
    found = np.full(len(better), INCONSISTENT, dtype=object)
    found[np.where(rising, below, above)] = PASS
    found[np.where(rising, above, below)] = FAIL
    found[(better == "neutral") | np.isnan(target) | (np.isnan(upl) & np.isnan(lpl))] = None
    return found


def _warning(sizes: pd.Series, short: tuple[int, ...], fewest: int) -> str | None:
    if not short:
        return None
    if len(sizes) == 1:
        count = int(sizes.iloc[0])
        what = f"There {'is only 1 point' if count == 1 else f'are only {count} points'}"
    elif len(short) == 1:
        count = int(sizes.loc[short[0]])
        what = f"Part {short[0]} of the chart has only {count} point{'' if count == 1 else 's'}"
    else:
        parts = ", ".join(str(number) for number in short[:-1]) + f" and {short[-1]}"
        what = f"Parts {parts} of the chart have fewer than {fewest} points"
    return f"{what}; with {fewest} or more the lines can be relied on, until then they may still move."
