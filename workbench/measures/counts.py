"""Charts of counts: p for people out of people, u for events out of a number, c for counts alone.

Source: W. A. Shewhart, *Economic Control of Quality of Manufactured Product* (1931); the formulas as in D. C.
Montgomery, *Introduction to Statistical Quality Control*, chapter 7, and in the NIST/SEMATECH e-Handbook of Statistical
Methods, section 6.3.3. The limits lie three standard deviations from the mean, as the binomial distribution (p) or the
Poisson distribution (u, c) has them.

Of the four rules, *outside*, *trend* and *shift* hold, with the same seven points as on an XmR chart. *2 in 3* does
not: it rests on a distribution as wide above the mean as below, which that of small counts is not (L. S. Nelson, The
Shewhart control chart: tests for special causes, *Journal of Quality Technology* 16, 1984).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from workbench.errors import BadInput
from workbench.measures import rules
from workbench.measures.chart import Chart
from workbench.measures.rules import Numbers
from workbench.measures.series import Series, Settings, check_denominators, refuse

SIGMAS = 3


def p_chart(series: Series, settings: Settings) -> Chart:
    """How many people out of how many: the mean from all of them, limits from the denominator of each point.

    The mean p is that of the totals, not of the values; the limits are p ± 3 √(p (1 − p) / denominator), never below 0
    or above the whole. All in the unit of the values, which are `per` times a share. Raises `BadInput`, with the day,
    where there is no denominator above 0, or where the numerator is missing, below 0 or larger than the denominator.
    """
    series, above, below = _both(series, "p")
    refuse(series.days, above > below, "The numerator", "is larger than its denominator")
    mean = _share(series, above, below)
    spread = np.sqrt(mean * (1 - mean) / below)
    return _drawn("p", series, settings, series.per * mean, series.per * spread, highest=series.per)


def u_chart(series: Series, settings: Settings) -> Chart:
    """How many events for how large a number (days, visits, people): limits from the denominator of each point.

    The mean u is that of the totals; the limits are u ± 3 √(u / denominator), never below 0. All in the unit of the
    values, which are `per` times a rate. Raises `BadInput`, with the day, where there is no denominator or the
    numerator is missing or below 0.
    """
    series, above, below = _both(series, "u")
    mean = _share(series, above, below)
    return _drawn("u", series, settings, series.per * mean, series.per * np.sqrt(mean / below))


def c_chart(series: Series, settings: Settings) -> Chart:
    """How many events, where there was as much room for them each time: limits c ± 3 √c, never below 0.

    Where there are numerators, they are the counts. Raises `BadInput`, with the day, for a count that is missing or
    below 0.
    """
    counts = series.values if series.numerators is None else series.numerators
    _check_counts(series, counts, "count")
    series = replace(series, values=counts)
    mean = _share(series, counts, np.ones(len(counts)))
    return _drawn("c", series, settings, mean, np.sqrt(mean))


def _both(series: Series, kind: str) -> tuple[Series, Numbers, Numbers]:
    """The series with the values that its numerators and denominators give, and those two."""
    above, below = series.numerators, series.denominators
    if not len(series.values):
        return series, np.zeros(0), np.zeros(0)
    if above is None or below is None:
        raise BadInput(f"A {kind} chart needs a numerator and a denominator for each date; give both.")
    check_denominators(series.days, below)
    _check_counts(series, above, "numerator")
    return replace(series, values=series.per * above / below), above, below


def _check_counts(series: Series, counts: Numbers, what: str) -> None:
    refuse(series.days, np.isnan(counts), f"The {what}", "is missing")
    refuse(series.days, counts < 0, f"The {what}", "is below 0")


def _share(series: Series, above: Numbers, below: Numbers) -> Numbers:
    """The total of the one over the total of the other, over the points that the lines come from."""
    totals = [series.over(np.where(series.used, part, 0.0)) for part in (above, below)]
    return totals[0] / totals[1]


def _drawn(
    kind: str, series: Series, settings: Settings, mean: Numbers, spread: Numbers, *, highest: float = np.inf
) -> Chart:
    lower = np.maximum(mean - SIGMAS * spread, 0.0)
    upper = np.minimum(mean + SIGMAS * spread, highest)
    points = series.points({"mean": mean, "lpl": lower, "upl": upper, **against(series, mean, lower, upper)}, settings)
    return Chart(kind, points, _notes(kind))


def against(series: Series, centre: Numbers, lower: Numbers, upper: Numbers) -> Mapping[str, np.ndarray]:
    """What the three rules that need no symmetry mark: *outside*, *trend* and *shift*."""
    return {
        "outside": rules.side(series.values, lower, upper, series.slack),
        "trend": rules.trend(series.values, series.group),
        "shift": rules.shift(rules.side(series.values, centre, centre, series.slack), series.group),
    }


def _notes(kind: str) -> tuple[str, ...]:
    return {
        "p": ("The limits are wider where fewer people were counted.",),
        "u": ("The limits are wider where the number that the events are counted against is smaller.",),
        "c": ("The limits hold only while there is about as much room for the events each time.",),
    }[kind]
