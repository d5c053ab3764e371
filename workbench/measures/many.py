"""XmR charts of very many series at once, without a step taken for each of them.

All series are laid end to end and worked out by the lines of code that work out one, with groups of their own; so each
comes out exactly as `spc.xmr` draws it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from workbench.errors import BadInput, NotFound
from workbench.measures.chart import COMMON, DIRECTIONS, FLAGS, POINT_TYPES, assurances, point_types, points_frame
from workbench.measures.columns import LARGEST, days_of
from workbench.measures.individuals import XmR, work_out
from workbench.measures.rules import CAUSES, COMMON_CAUSE, RULES, Groups, Numbers, first_of
from workbench.measures.series import Settings
from workbench.words import counted


@dataclass(frozen=True, eq=False, repr=False)
class Many:
    """The XmR charts of many series. `names` says which; `len` counts them.

    All points stand end to end, series by series, in date order: `days`, `values`, `group` (1, 2, … within a series)
    and `worked` (the lines and flags of `individuals.work_out`). Those of series number i are `ends[i]` to
    `ends[i + 1]`. `directions` and `targets` have one place a series (NaN: no target).
    """

    names: pd.Index
    days: np.ndarray
    values: Numbers
    group: Groups
    worked: Mapping[str, np.ndarray]
    ends: np.ndarray
    directions: np.ndarray
    targets: Numbers

    def __repr__(self) -> str:
        """How much there is, in one line."""
        out = counted(int((self.variation.dropna() != COMMON).sum()), "last point")
        size = f"{counted(len(self), 'XmR chart')}, {counted(len(self.values), 'point')}"
        return f"<Many: {size}; {out} {'stands' if out.startswith('1 ') else 'stand'} out>"

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self.names)

    @property
    def sizes(self) -> np.ndarray:
        """How many points each series has."""
        return np.diff(self.ends)

    @cached_property
    def _marks(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """For every point the number of its rule, its way, and the number of its type in `POINT_TYPES`."""
        first, way = first_of(np.stack([self.worked[name] for name in FLAGS]))
        types = np.array([[POINT_TYPES.index(kind) for kind in point_types(_WAYS, better)] for better in DIRECTIONS])
        direction = np.repeat([DIRECTIONS.index(better) for better in self.directions], self.sizes)
        return first, way, types[direction, way + 1] if len(way) else way

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a point: `series`, then the columns of `Chart.table`; words are categories."""
        first, way, kind = self._marks
        called = [COMMON_CAUSE, *(CAUSES[rule][side] for side in (0, 1) for rule in RULES)]
        cause = np.where(way == 0, 0, np.where(way > 0, 1 + first, 1 + len(RULES) + first))
        return pd.DataFrame(
            {
                "series": self.names.take(np.repeat(np.arange(len(self)), self.sizes)),
                "date": self.days,
                "value": self.values,
                **{line: self.worked[line] for line in ("mean", "lpl", "upl")},
                "special_cause": pd.Categorical.from_codes(cause, categories=pd.Index(called)),
                "point_type": pd.Categorical.from_codes(kind, categories=pd.Index(POINT_TYPES)),
            }
        )

    @cached_property
    def summary(self) -> pd.DataFrame:
        """One row a series, with what `chart.Summary` tells of one; a series without points has 0, 0 and nothing else.

        Columns: `points`, `groups`, `first`, `last`, `last_value`, `mean`, `lpl`, `upl`, `variation`, `rule`,
        `assurance`.
        """
        first, way, kind = self._marks
        there = np.flatnonzero(self.sizes)
        begin, last = self.ends[:-1][there], self.ends[1:][there] - 1

        def told(found: np.ndarray, empty: Any, dtype: Any) -> np.ndarray:
            everywhere = np.full(len(self), empty, dtype=dtype)
            everywhere[there] = found
            return everywhere

        def words(found: np.ndarray) -> pd.Series:
            return pd.Series(found, index=self.names, dtype=object)

        lines = {name: told(self.worked[name][last], np.nan, float) for name in ("mean", "lpl", "upl")}
        rule = np.array([None, *RULES], dtype=object)[np.where(way[last] == 0, 0, first[last] + 1)]
        return pd.DataFrame(
            {
                "points": self.sizes,
                "groups": told(self.group[last], 0, int),
                "first": told(self.days[begin], np.datetime64("NaT"), self.days.dtype),
                "last": told(self.days[last], np.datetime64("NaT"), self.days.dtype),
                "last_value": told(self.values[last], np.nan, float),
                **lines,
                "variation": words(told(np.array(POINT_TYPES, dtype=object)[kind[last]], None, object)),
                "rule": words(told(rule, None, object)),
                "assurance": words(
                    assurances(self.directions, self.targets, lines["mean"], lines["lpl"], lines["upl"])
                ),
            },
            index=self.names,
        )

    @property
    def variation(self) -> pd.Series:
        """The point type of the last point of each series; None without points."""
        return self.summary["variation"]

    @property
    def assurance(self) -> pd.Series:
        """What the last lines of each series say of its target; None without one."""
        return self.summary["assurance"]

    def __getitem__(self, name: Hashable) -> XmR:
        """The chart of one series, as `spc.xmr` draws it. Raises `NotFound` if there is none of that name."""
        try:
            number = self.names.get_loc(name)
        except (KeyError, TypeError):
            number = None
        if not isinstance(number, int):
            raise NotFound(f"There is no series ‘{name}’ here; `names` holds those that there are.")
        own = slice(int(self.ends[number]), int(self.ends[number + 1]))
        target = float(self.targets[number])
        points = points_frame(
            pd.Series(self.days[own]),
            self.values[own],
            self.group[own],
            {column: found[own] for column, found in self.worked.items()},
            direction=self.directions[number],
            target=None if np.isnan(target) else target,
        )
        return XmR("xmr", points)


_WAYS = np.array([-1, 0, 1])


def draw_many(
    values: pd.DataFrame | np.ndarray | Sequence[Sequence[float]],
    *,
    dates: Iterable[Any] | None,
    improvement_direction: str | Sequence[str],
    target: float | Sequence[float | None] | None,
    rebase: Iterable[Any],
    fix_after_n_points: int | None,
    screen_outliers: bool,
) -> Many:
    """Work out all series at once; see `spc.xmr_many`."""
    names, grid, days = _read(values, dates)
    directions = _one_each(improvement_direction, len(grid), "direction")
    targets = _one_each(target, len(grid), "target")
    for better, standard in {*zip(directions, targets, strict=True)} or {("neutral", None)}:
        Settings(improvement_direction=better, target=standard, rebase=rebase, fix_after_n_points=fix_after_n_points)
    starts = days_of(rebase)
    if len(starts) and len(days) and days.isna().all():
        raise BadInput("The series have no dates, so they cannot be rebased on one; give their dates as well.")

    order = np.argsort(days.to_numpy(), kind="stable")
    if (order[1:] < order[:-1]).any():
        days, grid = days.iloc[order], grid[:, order]
    present = ~np.isnan(grid)
    sizes = present.sum(axis=1)
    ends = np.concatenate([[0], np.cumsum(sizes)])
    place = np.flatnonzero(present)
    column = place % max(grid.shape[1], 1)
    # A part begins with a series, and with the first of its points on or after a rebase.
    passed = np.searchsorted(np.sort(starts.to_numpy()), days.to_numpy(), side="right")[column]
    begins = ends[:-1][sizes > 0]
    anew = np.diff(passed, prepend=0) != 0
    anew[begins] = True
    part = np.cumsum(anew)
    flat = grid.ravel()[place]
    worked = work_out(flat, part, fix_after_n_points=fix_after_n_points, screen_outliers=screen_outliers)
    return Many(
        names=names,
        days=days.to_numpy()[column],
        values=flat,
        group=part - np.repeat(part[begins] - 1, sizes[sizes > 0]),
        worked=worked,
        ends=ends,
        directions=np.array(directions, dtype=object),
        targets=np.array([np.nan if one is None else one for one in targets], dtype=np.float64),
    )


def _read(values: Any, dates: Iterable[Any] | None) -> tuple[pd.Index, Numbers, pd.Series]:
    """The names of the series, their values (series × points), and the day of each point (missing without dates)."""
    if isinstance(values, pd.DataFrame):
        values, dates = _without_dates(values, _dates_of(values) if dates is None else dates)
    try:
        if isinstance(values, pd.DataFrame):
            names, grid = values.columns, values.to_numpy(dtype=np.float64, na_value=np.nan).T
        else:
            grid = _plain(np.asarray(values))
            names = pd.RangeIndex(len(grid))
    except (TypeError, ValueError) as error:
        raise BadInput(f"One of the values is not a number ({error}); mend it, or leave the value empty.") from error
    if grid.ndim != 2:
        raise BadInput(f"The series have to be a table with one row each, not an array of {grid.ndim} dimensions.")
    if names.has_duplicates:
        raise BadInput(f"Two series are called ‘{names[names.duplicated()][0]}’; give each a name of its own.")
    large = (np.abs(grid) > LARGEST).any(axis=1)
    if large.any():
        raise BadInput(f"A value of ‘{names[int(large.argmax())]}’ is too large to chart; mend it, or leave it empty.")
    days = pd.Series(pd.NaT, index=range(grid.shape[1]), dtype="datetime64[us]") if dates is None else days_of(dates)
    if len(days) != grid.shape[1]:
        raise BadInput(f"The series have {grid.shape[1]} places and there are {len(days)} dates; give one for each.")
    undated = days.isna().to_numpy() & ~np.isnan(grid).all(axis=0)
    if dates is not None and undated.any():
        raise BadInput(f"Place {int(undated.argmax()) + 1} of the series has no date; give it one, or leave it out.")
    return names, grid, days


def _plain(given: np.ndarray) -> Numbers:
    """The numbers of an array. Raises `TypeError` for what numpy would bend into numbers."""
    if given.dtype.kind in "mMc":
        raise TypeError("a date, a span of time or a complex number")
    return given.astype(np.float64)


def _dates_of(frame: pd.DataFrame) -> pd.Index | None:
    return frame.index if isinstance(frame.index, pd.DatetimeIndex | pd.PeriodIndex) else None


def _without_dates(frame: pd.DataFrame, dates: Iterable[Any] | None) -> tuple[pd.DataFrame, Iterable[Any] | None]:
    """The columns that are series, and the dates: those that were given, or the one column that holds some.

    Raises `BadInput`, naming the column, for dates beside dates, and for a column of text or of complex numbers.
    """
    doubtful = [place for place, kind in enumerate(frame.dtypes) if getattr(kind, "kind", "O") not in "iufb"]
    held = [place for place in doubtful if _holds(frame.iloc[:, place]) in _DATES]
    if held and (dates is not None or len(held) > 1):
        raise BadInput(
            f"The column ‘{frame.columns[held[-1]]}’ holds dates, not the values of a series; leave it out, and give "
            "the dates of all series as `dates`."
        )
    for place in doubtful:
        name, cells = frame.columns[place], frame.iloc[:, place]
        if _holds(cells) == "complex":
            raise BadInput(f"The series ‘{name}’ holds complex numbers; give plain numbers.")
        wrong = next((cell for cell in cells if isinstance(cell, str) and not _reads_as_number(cell)), None)
        if wrong is not None:
            raise BadInput(
                f"The column ‘{name}’ holds text such as ‘{wrong}’, not the values of a series; leave it out, or lay a "
                f"long table out first, one column a series, with .pivot(index=…, columns='{name}', values=…)."
            )
    if held:
        others = [place for place in range(frame.shape[1]) if place != held[0]]
        return frame.iloc[:, others], frame.iloc[:, held[0]]
    return frame, dates


_DATES = frozenset({"datetime64", "datetime", "date", "period"})


def _holds(cells: pd.Series) -> str:
    return pd.api.types.infer_dtype(cells, skipna=True)


def _reads_as_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _one_each(given: Any, count: int, what: str) -> list[Any]:
    """The same for every series, or one for each."""
    if np.ndim(given) == 0:
        return [given] * count
    told = list(given)
    if len(told) != count:
        raise BadInput(f"There are {count} series and {len(told)} {what}s; give one for each, or one for all.")
    return told
