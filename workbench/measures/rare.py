"""Charts of what is rare: g for the cases between two events, t for the time between them.

On both a higher point is a longer stretch without an event, and there are no points of zero between rare events to
hide what changes.
"""

from __future__ import annotations

import numpy as np

from workbench.measures.chart import Chart
from workbench.measures.counts import SIGMAS, against
from workbench.measures.individuals import work_out
from workbench.measures.rules import Numbers
from workbench.measures.series import Series, Settings, median_of, refuse

POWER = 3.6
"""A time between events to the power 1 / 3.6 is about normal where the events come by chance alone."""
G_NOTES = (
    "The centre line is the median, because a few long stretches pull the mean up.",
    "No point can fall below the lower limit of 0: that events come closer together shows only as a run of low points.",
)
T_NOTES = (
    "The centre line lies near the median of the times, and the upper limit further away than the lower one.",
    "Both are because many such times are short, and a few very long.",
)


def g_chart(series: Series, settings: Settings) -> Chart:
    """How many cases (or days) passed between one event and the next, 0 if none did.

    Limits: g ± 3 √(g (g + 1)) about the mean g, as the geometric distribution has them; the lower one is always 0.
    Source: J. C. Benneyan, Number-between g-type statistical quality control charts for monitoring adverse events,
    *Health Care Management Science* 4 (2001). The centre line is the median of the values, as J. Anhøj's qicharts2
    draws it, so that about half of the points lie on either side; L. P. Provost & S. K. Murray, *The Health Care Data
    Guide* (2011), take that of the distribution for the same reason, 0.693 times the mean. Of the four rules, *outside*
    (above), *trend* and *shift* hold, the last about the median; *2 in 3* does not, because the distribution is far
    from symmetrical.

    Raises `BadInput`, with the day, for a value below 0.
    """
    refuse(series.days, series.values < 0, "The value", "is below 0")
    counted = series.over(series.used.astype(np.float64))
    mean = series.over(np.where(series.used, series.values, 0.0)) / counted
    upper = mean + SIGMAS * np.sqrt(mean * (mean + 1))
    lower, centre = np.zeros(len(mean)), median_of(series)
    points = series.points(
        {"mean": centre, "lpl": lower, "upl": upper, **against(series, centre, lower, upper)}, settings
    )
    return Chart("g", points, G_NOTES)


def t_chart(series: Series, settings: Settings) -> Chart:
    """How much time passed between one event and the next.

    An XmR chart of the times to the power 1 / 3.6, brought back: the mean and the limits are those of that chart to the
    power 3.6, and a lower limit below 0 is 0. Source: L. S. Nelson, A control chart for parts-per-million
    nonconforming items, *Journal of Quality Technology* 26 (1994). On the scale where such times are even, all four
    rules hold; the moving ranges in `points` are in the unit of the values.

    Raises `BadInput`, with the day, for a time of 0 or less.
    """
    refuse(series.days, series.values <= 0, "The value", "is not above 0, which a t chart cannot take (a g chart can)")
    worked = work_out(
        series.values ** (1 / POWER),
        series.group,
        fix_after_n_points=settings.fix_after_n_points,
        screen_outliers=settings.screen_outliers,
    )
    for line in ("mean", "lpl", "upl", "near_lpl", "near_upl"):
        worked[line] = _back(worked[line])
    worked["moving_range"] = np.where(np.isnan(worked["moving_range"]), np.nan, _steps(series.values))
    points = series.points(worked, settings)
    return Chart("t", points, T_NOTES)


def _back(line: Numbers) -> Numbers:
    return np.maximum(line, 0.0) ** POWER


def _steps(values: Numbers) -> Numbers:
    return np.abs(np.diff(values, prepend=np.nan))
