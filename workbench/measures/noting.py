"""What a chart says when it was told something that it could not do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from workbench.measures.chart import Chart
from workbench.measures.columns import days_of
from workbench.measures.series import Series, Settings
from workbench.words import counted, long_date

C = TypeVar("C", bound=Chart)


def noted(chart: C, series: Series, settings: Settings) -> C:
    """The chart with notes about rebases that part no points, and lines that were to come from more than there are."""
    said = (*_rebases(series, settings), *_fixed(series, settings, chart.fewest))
    return replace(chart, notes=(*chart.notes, *said)) if said else chart


def _rebases(series: Series, settings: Settings) -> Iterator[str]:
    if not len(series.days):
        return
    first, last = series.days.iloc[0], series.days.iloc[-1]
    for start in days_of(settings.rebase).dropna():
        where = "before it" if start <= first else "on that day or after it" if start > last else ""
        if where:
            yield f"The rebase of {long_date(start.date())} starts no new part of the chart: there is no point {where}."


def _fixed(series: Series, settings: Settings, fewest: int) -> Iterator[str]:
    """Of fewer points than a chart needs its warning tells already."""
    fixed = settings.fix_after_n_points
    size = len(series.values) - int(series.begins[-1]) if len(series.begins) else 0
    if fixed is not None and fewest <= size < fixed:
        what = "the chart has" if len(series.begins) == 1 else "its last part has"
        yield (
            f"The lines were to come from the first {fixed} points, and {what} {counted(size, 'point')} so far: they "
            "may still move with every new one."
        )
