"""Every kind of chart by its name, and which one fits what was counted.

All of them give a `Chart` with the same columns and take the same settings, so that whatever draws or reads one can
draw and read them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from workbench.checks import chosen
from workbench.measures import spc
from workbench.measures.chart import Chart
from workbench.measures.counts import c_chart, p_chart, u_chart
from workbench.measures.models import CHARTS as KINDS
from workbench.measures.models import DATA
from workbench.measures.noting import noted
from workbench.measures.rare import g_chart, t_chart
from workbench.measures.run_chart import RunChart, run_chart
from workbench.measures.series import Series, Settings, series_of
from workbench.measures.suggest import Suggestion, suggest

__all__ = ["DATA", "KINDS", "NAMES", "Chart", "RunChart", "Suggestion", "chart", "suggest"]

_DRAW: Final[dict[str, Callable[[Series, Settings], Chart]]] = {
    "xmr": spc.drawn,
    "run": run_chart,
    "p": p_chart,
    "u": u_chart,
    "c": c_chart,
    "g": g_chart,
    "t": t_chart,
}
NAMES: Final = {
    "xmr": "XmR chart",
    "run": "run chart",
    "p": "p chart",
    "u": "u chart",
    "c": "c chart",
    "g": "g chart",
    "t": "t chart",
}
"""What each kind is called in a sentence."""


def chart(
    kind: str,
    values: Iterable[Any] | None = None,
    *,
    dates: Iterable[Any] | None = None,
    numerators: Iterable[Any] | None = None,
    denominators: Iterable[Any] | None = None,
    per: float = 100.0,
    improvement_direction: str = "neutral",
    target: float | None = None,
    rebase: Iterable[Any] = (),
    fix_after_n_points: int | None = None,
    screen_outliers: bool = True,
) -> Chart:
    """Draw a chart of one of `KINDS`; for the settings see `spc.xmr`.

    Without `values` they are `per` times the numerators over the denominators (100: per cent; 1000: in a thousand). A p
    or u chart needs both; with values and denominators alone the numerators are what gives those values. A c chart
    takes the numerators as its counts, or else the values. `screen_outliers` tells only where moving ranges make the
    limits: on an XmR and a t chart.

    The sources, and which of the four rules hold, are said by each kind: `spc.xmr`, `run_chart.RunChart`,
    `counts.p_chart`, `counts.u_chart`, `counts.c_chart`, `rare.g_chart`, `rare.t_chart`. On all of them a place without
    a value is no point, no points give an empty chart, and of one point it is said that it is too few.

    Raises `BadInput` for an unknown kind, for what `spc.xmr` refuses, for a denominator that is missing or not above
    0, and for values that the kind cannot have, with their day.
    """
    draw = _DRAW[chosen(kind, KINDS, "kind of chart")]
    settings = Settings(
        improvement_direction=improvement_direction,
        target=target,
        rebase=rebase,
        fix_after_n_points=fix_after_n_points,
        screen_outliers=screen_outliers,
    )
    series = series_of(values, dates, settings, numerators=numerators, denominators=denominators, per=per)
    return noted(draw(series, settings), series, settings)
