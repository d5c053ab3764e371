"""The chart of a measure as its set chose it, from values that are given: all of them, or those that may be shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from workbench.measures import spc
from workbench.measures.chart import Chart


def drawn(
    plain: Mapping[str, Any], values: pd.DataFrame, rebases: Sequence[Mapping[str, Any]], **settings: Any
) -> Chart:
    """The chart of a measure: `plain` as `told` gives it, `values` as `observations` does, `rebases` likewise.

    `settings` win over what the set chose.
    """
    chosen = {
        "improvement_direction": plain["direction"],
        "target": plain["target"],
        "rebase": [each["starts_on"] for each in rebases],
        "fix_after_n_points": plain["fix_after"],
        "screen_outliers": plain["screen_outliers"],
        **settings,
    }
    return spc.xmr(values["value"], dates=values["date"], **chosen)
