"""Which chart fits what was counted, and why. It only ever suggests: the set chooses.

The choice by what a value is follows L. P. Provost & S. K. Murray, *The Health Care Data Guide* (2011). That counts in
large numbers vary more than chance alone would make them, so that the limits of a p, u or c chart lie too close, is
D. B. Laney, Improved control charts for attributes, *Quality Engineering* 14 (2002).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from workbench.checks import chosen
from workbench.errors import BadInput
from workbench.measures.chart import FEWEST_POINTS
from workbench.measures.columns import numbers_of
from workbench.measures.models import DATA
from workbench.measures.rules import Numbers

WIDER: Final = 1.5
"""Counts that vary this many times more than chance alone would make them are no matter of chance alone."""
RARE: Final = 0.5
"""From this share of zeros on, events are rare."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A chart that fits: its `kind`, `why` in a sentence or two, and the `others` that may be drawn as well."""

    kind: str
    why: str
    others: tuple[str, ...]


def suggest(
    data: str = "a number",
    values: Iterable[Any] | None = None,
    *,
    numerators: Iterable[Any] | None = None,
    denominators: Iterable[Any] | None = None,
) -> Suggestion:
    """Suggest a chart from what a value is (one of `DATA`) and from the values themselves, in date order.

    Says "run" with fewer than 13 points, whatever they are; else p for people out of people, u for events out of a
    number, c for people or events alone, t for days between events (g if any of them is 0), g for cases between, and
    XmR for any other number, for values that such a chart cannot have (shares without their denominators, counts below
    0), and for counts that vary more than 1.5 times as much as chance alone would make them. The `others` can be drawn
    of the same values too. Raises `BadInput` for unknown data, or for numbers that are none.
    """
    chosen(data, DATA, "kind of data")
    upper, lower, single = (
        None if part is None else numbers_of(part, what)
        for part, what in ((numerators, "numerators"), (denominators, "denominators"), (values, "values"))
    )
    told = single if single is not None else upper if upper is not None else np.zeros(0)
    for part, what in ((upper, "numerator"), (lower, "denominator")):
        if part is not None and len(part) != len(told):
            many = f"{len(part)} {what}{'' if len(part) == 1 else 's'}"
            raise BadInput(f"There are {len(told)} values and {many}; give one for each.")
    present = ~np.isnan(told)
    above, below = (None if part is None else part[present] for part in (upper, lower))
    counts = told[present] if above is None or np.isnan(above).any() else above
    possible = tuple(kind for kind in _KINDS[data] if _can_be(kind, counts, above, below))
    if len(counts) < FEWEST_POINTS:
        return _few(len(counts), possible)
    if data == "a number":
        return _NUMBER
    if not possible:
        return _without(data, _KINDS[data][-1])
    if data in ("days between", "cases between"):
        return _between(data, possible)
    if below is None or data in ("people", "events"):
        return _counts(counts)
    return _people(counts, below) if possible == ("p",) else _rate(counts, below)


_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "a number": (),
    "people out of people": ("p",),
    "events out of a number": ("u",),
    "people": ("c",),
    "events": ("c",),
    "days between": ("t", "g"),
    "cases between": ("g",),
}
"""The charts that are made for such data, the first of them before the next."""


def _can_be(kind: str, counts: Numbers, above: Numbers | None, below: Numbers | None) -> bool:
    """Whether every value is one that a chart of that kind can have."""
    if kind == "t":
        return bool((counts > 0).all())
    if kind in ("c", "g"):
        return bool((counts >= 0).all())
    if above is None or below is None or not ((above >= 0).all() and (below > 0).all()):
        return False
    return kind == "u" or bool((above <= below).all())


def _few(points: int, possible: tuple[str, ...]) -> Suggestion:
    number = {0: "There are no points yet", 1: "There is only 1 point"}.get(points, f"There are only {points} points")
    return Suggestion(
        "run",
        f"{number}, and limits that can be relied on need {FEWEST_POINTS}; a run chart shows the points and their "
        "median until then.",
        (*possible, "xmr"),
    )


_NUMBER: Final = Suggestion(
    "xmr",
    "Each value is one number, and an XmR chart takes its limits from how much one value differs from the next, "
    "whatever the numbers are.",
    ("run",),
)


def _people(counts: Numbers, out_of: Numbers) -> Suggestion:
    share = counts.sum() / out_of.sum()
    if _wider(counts / out_of, share, np.sqrt(share * (1 - share) / out_of)):
        return _varied("people are counted", "p")
    why = (
        "Each value is a number of people out of a number of people, and on a p chart "
        f"{_limits(out_of, 'number of people')}."
    )
    return Suggestion("p", why + _rare(counts, "such person"), ("xmr", "run"))


def _rate(counts: Numbers, out_of: Numbers) -> Suggestion:
    rate = counts.sum() / out_of.sum()
    if _wider(counts / out_of, rate, np.sqrt(rate / out_of)):
        return _varied("events are counted", "u")
    why = (
        "Each value is a number of events out of a number that may change, and on a u chart "
        f"{_limits(out_of, 'denominator')}."
    )
    return Suggestion("u", why + _rare(counts, "event"), ("xmr", "run"))


def _counts(counts: Numbers) -> Suggestion:
    mean = counts.mean()
    if _wider(counts, mean, np.full(len(counts), np.sqrt(max(mean, 0.0)))):
        return _varied("they are counted", "c")
    why = (
        "Each value is a count, and a c chart fits as long as there is about as much room for it each time; if that "
        "changes, keep a denominator beside each count."
    )
    return Suggestion("c", why + _rare(counts, "event"), ("xmr", "run"))


def _between(data: str, possible: tuple[str, ...]) -> Suggestion:
    if data == "cases between":
        why = (
            "Each value is how many cases passed between two events that are rare; a g chart has limits for such "
            "counts, where many are small and a few are very large."
        )
        return Suggestion("g", why, ("run",))
    if "t" not in possible:
        why = (
            "Each value is the time between two events and some are 0 days, which a t chart cannot take; a g chart "
            "counts whole days and can."
        )
        return Suggestion("g", why, ("run",))
    why = (
        "Each value is the time between two events that are rare; a t chart has limits for such times, where many are "
        "short and a few are very long."
    )
    return Suggestion("t", why, ("g", "run"))


def _without(data: str, kind: str) -> Suggestion:
    needs = {
        "p": "not every one has a denominator above 0 and a numerator from 0 up to it, which a p chart needs",
        "u": "not every one has a denominator above 0 and a numerator of 0 or more, which a u chart needs",
    }.get(kind, f"some are below 0, which a {kind} chart cannot take")
    return Suggestion(
        "xmr",
        f"The values are {data}, but {needs}; an XmR chart {'does without' if kind in 'pu' else 'can'}.",
        ("run",),
    )


def _varied(what: str, kind: str) -> Suggestion:
    why = (
        f"The values differ from one another more than they would if only chance made them differ when {what}, so the "
        f"limits of a {kind} chart would lie too close; those of an XmR chart follow the values."
    )
    return Suggestion("xmr", why, (kind, "run"))


def _wider(values: Numbers, mean: float, spread: Numbers) -> bool:
    """Whether neighbouring values differ much more than the distribution of the counts has it."""
    if not mean > 0 or not (spread > 0).all():
        return False
    return float(np.abs(np.diff((values - mean) / spread)).mean()) / 1.128 > WIDER


def _limits(out_of: Numbers, what: str) -> str:
    if out_of.max() > out_of.min():
        return f"the limits follow each {what}"
    return f"the limits follow the {what}, which is the same each time"


def _rare(counts: Numbers, what: str) -> str:
    if (counts == 0).mean() < RARE:
        return ""
    return (
        f" Half of the values or more are 0: noting the days or cases from one {what} to the next instead, for a t or "
        "g chart, would show a change sooner."
    )
