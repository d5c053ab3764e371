"""The chart of a measure as its set chose it, from values that are given: all of them, or those that may be shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, Final

import pandas as pd

from workbench import checks
from workbench.errors import BadInput
from workbench.measures import charts
from workbench.measures.chart import Chart
from workbench.measures.series import Settings

SETTINGS: Final = ("per", *(field.name for field in fields(Settings)))
"""What a chart can be told besides its kind."""


def drawn(
    plain: Mapping[str, Any],
    values: pd.DataFrame,
    rebases: Sequence[Mapping[str, Any]],
    *,
    kind: str | None = None,
    **settings: Any,
) -> Chart:
    """The chart of a measure: `plain` as `told` gives it, `values` as `observations` does, `rebases` likewise.

    `kind` and the `settings` of `charts.chart` win over what the set chose. Where its values cannot be drawn as the set
    chose (a p chart wants a numerator and a denominator for each, say), the chart is an XmR chart and a note says why;
    a `kind` that is asked for here raises `BadInput` instead.
    """
    for name in settings:
        if name not in SETTINGS:
            near = [known for known in SETTINGS if name in known]
            hint = f"Did you mean ‘{near[0]}’?" if near else checks.nearest(name, SETTINGS)
            raise BadInput(f"A chart has no setting ‘{name}’. {hint}")
    chosen = {
        "per": plain["per"],
        "improvement_direction": plain["direction"],
        "target": plain["target"],
        "rebase": [each["starts_on"] for each in rebases],
        "fix_after_n_points": plain["fix_after"],
        "screen_outliers": plain["screen_outliers"],
        **settings,
    }
    given = {"values": values["value"], "dates": values["date"], **columns(values)}
    if kind is not None:
        return charts.chart(kind, **given, **chosen)
    try:
        return charts.chart(plain["chart"], **given, **chosen)
    except BadInput as problem:
        chart = charts.chart("xmr", **given, **chosen)  # raises again if the settings are what is wrong
        note = f"Drawn as an XmR chart, not as the {charts.NAMES[plain['chart']]} that was chosen: {problem}"
        return replace(chart, notes=(*chart.notes, note))


def suggested(plain: Mapping[str, Any], values: pd.DataFrame) -> charts.Suggestion:
    """The chart that fits the values of a measure, with the reason; the set chooses."""
    return charts.suggest(plain["data"], values["value"], **columns(values))


def columns(values: pd.DataFrame) -> dict[str, pd.Series]:
    """Numerators and denominators of the values, by the names that charts take them by; none where there are none."""
    if values["denominator"].isna().all():
        return {}
    return {"numerators": values["numerator"], "denominators": values["denominator"]}
